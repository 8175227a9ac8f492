// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/tarmember.h"

#include <algorithm>
#include <cstring>

namespace strata {

namespace {

constexpr qint64 largestOctal = 077777777777;
constexpr qsizetype longestField = 100;

/// Places in a header (POSIX pax, ustar interchange format).
enum TarField : qsizetype {
    TarName = 0,
    TarMode = 100,
    TarUser = 108,
    TarGroup = 116,
    TarSize = 124,
    TarTime = 136,
    TarSum = 148,
    TarType = 156,
    TarTarget = 157,
    TarMagic = 257,
    TarMajor = 329,
    TarMinor = 337
};

void putText(QByteArray &header, TarField field, QByteArrayView text)
{
    text = text.first(std::min(text.size(), longestField));
    std::ranges::copy(text, header.data() + field);
}

void putOctal(QByteArray &header, TarField field, qsizetype digits, qint64 value)
{
    const QByteArray text = QByteArray::number(value, 8).rightJustified(digits, '0');
    std::memcpy(header.data() + field, text.data(), size_t(digits));
}

QByteArray headerBlock(const TarMember &member, char type, QByteArrayView path)
{
    const auto fitting = [](qint64 value) { return value >= 0 && value <= largestOctal ? value : 0; };
    QByteArray header(tarBlock, '\0');
    putText(header, TarName, path);
    putOctal(header, TarMode, 7, member.mode & 07777);
    putOctal(header, TarUser, 7, 0);
    putOctal(header, TarGroup, 7, 0);
    putOctal(header, TarSize, 11, fitting(member.size));
    putOctal(header, TarTime, 11, fitting(member.modified));
    header[TarType] = type;
    putText(header, TarTarget, member.target);
    std::memcpy(header.data() + TarMagic,
                "ustar\0"
                "00",
                8);
    putOctal(header, TarMajor, 7, member.deviceMajor);
    putOctal(header, TarMinor, 7, member.deviceMinor);
    std::memset(header.data() + TarSum, ' ', 8);
    qint64 sum = 0;
    for (const char byte : std::as_const(header))
        sum += uchar(byte);
    putOctal(header, TarSum, 6, sum);
    header[TarSum + 6] = '\0';
    return header;
}

/// "LENGTH KEY=VALUE\n": the length counts itself.
QByteArray paxRecord(QByteArrayView key, QByteArrayView value)
{
    const qsizetype rest = key.size() + value.size() + 3;
    qsizetype length = rest + 1;
    while (length != rest + QByteArray::number(length).size())
        length = rest + QByteArray::number(length).size();
    return QByteArray::number(length) + ' ' + key.toByteArray() + '=' + value.toByteArray() + '\n';
}

bool needsRecord(QByteArrayView text)
{
    return text.size() > longestField || std::ranges::any_of(text, [](char byte) { return (byte & 0x80) != 0; });
}

bool fitsOctal(qint64 value)
{
    return value >= 0 && value <= largestOctal;
}

QByteArray paxRecords(const TarMember &member, QByteArrayView path)
{
    QByteArray records;
    if (needsRecord(path))
        records += paxRecord("path", path);
    if (needsRecord(member.target))
        records += paxRecord("linkpath", member.target);
    if (!fitsOctal(member.size))
        records += paxRecord("size", QByteArray::number(member.size));
    if (!fitsOctal(member.modified))
        records += paxRecord("mtime", QByteArray::number(member.modified));
    if (!member.capability.isEmpty())
        records += paxRecord("SCHILY.xattr.security.capability", member.capability);
    return records;
}

} // namespace

QByteArray tarHeader(const TarMember &member)
{
    const QByteArray path = member.type == TarMember::Folder ? QByteArray(member.path + '/') : member.path;
    QByteArray header = headerBlock(member, member.type, path);
    const QByteArray records = paxRecords(member, path);
    if (records.isEmpty())
        return header;
    const TarMember extended{.mode = 0644, .size = records.size()};
    return headerBlock(extended, 'x', "PaxHeaders.0/member") + records + QByteArray(tarPadding(records.size()), '\0')
        + header;
}

qint64 tarPadding(qint64 size)
{
    return (tarBlock - size % tarBlock) % tarBlock;
}

QByteArray tarEnd()
{
    return QByteArray(2 * tarBlock, '\0');
}

} // namespace strata
