// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/tarheader.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace strata::tar {

namespace {

/// Where fields begin and how long they are (POSIX.1-1988 ustar, GNU tar, star).
struct Field
{
    qsizetype at, size;
};
constexpr Field nameField{0, 100}, modeField{100, 8}, userIdField{108, 8}, groupIdField{116, 8}, sizeField{124, 12},
    timeField{136, 12}, checksumField{148, 8}, linkField{157, 100}, magicField{257, 8}, userNameField{265, 32},
    groupNameField{297, 32}, majorField{329, 8}, minorField{337, 8}, ustarPrefix{345, 155}, starPrefix{345, 131},
    starTrailer{508, 4}, gnuRealSize{483, 12}, gnuMap{386, 96}, gnuMoreMap{0, 504};
constexpr qsizetype kindAt = 156;
constexpr qsizetype hasMoreMapAt = 482; // in an old GNU header
constexpr qsizetype hasMoreAt = 504;    // the same in a block with more of its map

QByteArrayView in(QByteArrayView block, Field field)
{
    return block.sliced(field.at, field.size);
}

enum class Dialect { V7, Ustar, Star, Gnu };

Dialect dialectOf(QByteArrayView block)
{
    const QByteArrayView magic = in(block, magicField);
    if (magic == QByteArrayView("ustar  \0", 8))
        return Dialect::Gnu;
    if (magic.startsWith(QByteArrayView("ustar\0", 6)))
        return in(block, starTrailer) == QByteArrayView("tar\0", 4) ? Dialect::Star : Dialect::Ustar;
    return Dialect::V7;
}

FileType typeOf(char kind)
{
    switch (kind) {
    case '1': return FileType::HardLink;
    case '2': return FileType::SymbolicLink;
    case '3': return FileType::CharacterDevice;
    case '4': return FileType::BlockDevice;
    case '5': return FileType::Directory;
    case '6': return FileType::Fifo;
    case '\0':
    case '0':
    case '7':
    case 'S': return FileType::Regular;
    default: return FileType::Other;
    }
}

/// Two's complement, big endian; the first bit only says that it is one.
std::optional<qint64> base256(QByteArrayView field)
{
    const bool isNegative = (static_cast<quint8>(field[0]) & 0x40) != 0;
    quint64 value = 0;
    for (qsizetype i = 0; i < field.size(); ++i) {
        quint8 byte = static_cast<quint8>(field[i]);
        if (isNegative)
            byte = static_cast<quint8>(~byte);
        if (i == 0)
            byte &= 0x7f;
        if (value >> 56 != 0)
            return {};
        value = value << 8 | byte;
    }
    if (value > quint64(std::numeric_limits<qint64>::max()))
        return {};
    return isNegative ? ~qint64(value) : qint64(value);
}

std::optional<qint64> decimal(QByteArrayView text)
{
    qint64 value = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), value);
    if (error != std::errc() || end != text.end())
        return {};
    return value;
}

/// "-12.5": seconds are rounded down, nanoseconds count forwards; digits beyond nanoseconds are cut.
bool parseTime(QByteArrayView text, Pax &pax)
{
    const qsizetype point = text.indexOf('.');
    const std::optional<qint64> seconds = decimal(point < 0 ? text : text.first(point));
    if (!seconds)
        return false;
    quint32 nanoseconds = 0;
    if (point >= 0) {
        quint32 unit = 100'000'000;
        for (const char digit : text.sliced(point + 1)) {
            if (digit < '0' || digit > '9')
                return false;
            nanoseconds += static_cast<quint32>(digit - '0') * unit;
            unit /= 10;
        }
    }
    pax.seconds = seconds;
    pax.nanoseconds = nanoseconds;
    if (text.startsWith('-') && nanoseconds > 0) {
        pax.seconds = *seconds - 1;
        pax.nanoseconds = 1'000'000'000 - nanoseconds;
    }
    return true;
}

bool setNumber(std::optional<qint64> &target, QByteArrayView value)
{
    target.reset();
    if (value.isEmpty())
        return true;
    target = decimal(value);
    return target.has_value();
}

/// Names end at a NUL for every file system.
bool setText(std::optional<QByteArray> &target, QByteArrayView value)
{
    target.reset();
    if (!value.isEmpty())
        target = value.toByteArray();
    return !value.contains('\0');
}

bool setSparse(QByteArrayView key, QByteArrayView value, Pax &pax)
{
    pax.isSparse = true;
    if (key == "name")
        return setText(pax.sparseName, value);
    if (key == "size" || key == "realsize")
        return setNumber(pax.sparseSize, value);
    if (key == "offset" || key == "numbytes")
        pax.sparseMap.addNumber(decimal(value).value_or(-1));
    else if (key == "map")
        pax.sparseMap.addList(value);
    else if (key == "major")
        pax.hasMapInData = value == "1";
    return true;
}

bool setRecord(QByteArrayView key, QByteArrayView value, Pax &pax)
{
    static constexpr QByteArrayView xattr = "SCHILY.xattr.";
    static constexpr QByteArrayView sparse = "GNU.sparse.";
    if (key == "path")
        return setText(pax.path, value);
    if (key == "linkpath")
        return setText(pax.linkPath, value);
    if (key == "uname")
        return setText(pax.userName, value);
    if (key == "gname")
        return setText(pax.groupName, value);
    if (key == "size")
        return setNumber(pax.size, value);
    if (key == "uid")
        return setNumber(pax.userId, value);
    if (key == "gid")
        return setNumber(pax.groupId, value);
    if (key == "mtime") {
        pax.seconds.reset();
        return value.isEmpty() || parseTime(value, pax);
    }
    if (key.startsWith(xattr)) {
        pax.xattrs.insert(key.sliced(xattr.size()).toByteArray(), value.toByteArray());
        return true;
    }
    return !key.startsWith(sparse) || setSparse(key.sliced(sparse.size()), value, pax);
}

} // namespace

bool isZero(QByteArrayView block)
{
    return std::ranges::all_of(block, [](char c) { return c == 0; });
}

bool isHeader(QByteArrayView block)
{
    if (block.size() < blockSize)
        return false;
    qint64 unsignedSum = 0;
    qint64 signedSum = 0;
    for (const char c : block.first(blockSize)) {
        unsignedSum += static_cast<quint8>(c);
        signedSum += static_cast<qint8>(c);
    }
    for (const char c : in(block, checksumField)) { // counted as blanks
        unsignedSum += ' ' - static_cast<quint8>(c);
        signedSum += ' ' - static_cast<qint8>(c);
    }
    const std::optional<qint64> told = number(in(block, checksumField));
    return told && (*told == unsignedSum || *told == signedSum);
}

bool isTar(QByteArrayView head)
{
    return isHeader(head) || (head.size() >= blockSize && isZero(head.first(blockSize)));
}

std::optional<qint64> number(QByteArrayView field)
{
    if (static_cast<quint8>(field[0]) & 0x80)
        return base256(field);
    const auto isBlank = [](char c) { return c == ' ' || c == '\0'; };
    while (!field.isEmpty() && isBlank(field.front()))
        field = field.sliced(1);
    while (!field.isEmpty() && isBlank(field.back()))
        field.chop(1);
    field = text(field);
    quint64 value = 0;
    for (const char c : field) {
        if (c < '0' || c > '7')
            return {};
        value = value << 3 | static_cast<quint64>(c - '0'); // twelve digits at most
    }
    return static_cast<qint64>(value);
}

QByteArrayView text(QByteArrayView field)
{
    const qsizetype end = field.indexOf('\0');
    return end < 0 ? field : field.first(end);
}

std::optional<Header> parseHeader(QByteArrayView block)
{
    Header header;
    TarEntry &entry = header.entry;
    header.kind = block[kindAt];
    const Dialect dialect = dialectOf(block);
    const auto size = number(in(block, sizeField));
    const auto mode = number(in(block, modeField));
    const auto userId = number(in(block, userIdField));
    const auto groupId = number(in(block, groupIdField));
    const auto time = number(in(block, timeField));
    if (!size || *size < 0 || !mode || !userId || !groupId || !time)
        return {};
    header.isOldGnuSparse = header.kind == 'S';
    if (dialect == Dialect::Ustar || dialect == Dialect::Star) {
        const QByteArrayView prefix = text(in(block, dialect == Dialect::Star ? starPrefix : ustarPrefix));
        if (!prefix.isEmpty())
            entry.path = prefix.toByteArray() + '/';
    }
    entry.path += text(in(block, nameField));
    entry.type = typeOf(header.kind);
    entry.linkTarget = text(in(block, linkField)).toByteArray();
    entry.mode = static_cast<quint16>(*mode & 07777);
    entry.userId = *userId;
    entry.groupId = *groupId;
    entry.modified = *time;
    entry.size = header.dataSize = *size;
    if (dialect != Dialect::V7) {
        entry.userName = text(in(block, userNameField)).toByteArray();
        entry.groupName = text(in(block, groupNameField)).toByteArray();
        entry.deviceMajor = static_cast<quint32>(number(in(block, majorField)).value_or(0));
        entry.deviceMinor = static_cast<quint32>(number(in(block, minorField)).value_or(0));
    }
    if (header.isOldGnuSparse) {
        const auto realSize = number(in(block, gnuRealSize));
        if (!realSize || *realSize < 0)
            return {};
        entry.size = *realSize;
        entry.isSparse = true;
        header.sparseMap.addFields(in(block, gnuMap));
        header.hasMoreMap = block[hasMoreMapAt] != 0;
    }
    return header;
}

bool addMapBlock(QByteArrayView block, SparseMap &map)
{
    map.addFields(in(block, gnuMoreMap));
    return block[hasMoreAt] != 0;
}

bool parsePax(QByteArrayView records, Pax &pax)
{
    while (!records.isEmpty()) {
        const qsizetype blank = records.indexOf(' ');
        const std::optional<qint64> length = decimal(records.first(std::max<qsizetype>(blank, 0)));
        if (!length || *length <= blank + 1 || *length > records.size() || records[*length - 1] != '\n')
            return false;
        const QByteArrayView record = records.sliced(blank + 1, *length - blank - 2);
        const qsizetype equals = record.indexOf('=');
        if (equals <= 0 || !setRecord(record.first(equals), record.sliced(equals + 1), pax))
            return false;
        records = records.sliced(*length);
    }
    return true;
}

} // namespace strata::tar
