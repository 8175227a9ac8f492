// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/filetext.h"

#include <QTimeZone>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

char16_t letterOf(FileType type)
{
    switch (type) {
    case FileType::Regular: return u'-';
    case FileType::Directory: return u'd';
    case FileType::SymbolicLink: return u'l';
    case FileType::HardLink: return u'h';
    case FileType::CharacterDevice: return u'c';
    case FileType::BlockDevice: return u'b';
    case FileType::Fifo: return u'p';
    case FileType::Other: break;
    }
    return u'?';
}

QString sizeText(const LayerIndex::Entry &entry)
{
    if (entry.type == FileType::CharacterDevice || entry.type == FileType::BlockDevice)
        return u"%1,%2"_s.arg(entry.size >> 32).arg(entry.size & 0xffffffff);
    return QString::number(entry.size);
}

} // namespace

QString modeText(FileType type, quint16 mode)
{
    QString text(letterOf(type));
    for (int shift = 6; shift >= 0; shift -= 3) {
        text += mode >> shift & 4 ? u'r' : u'-';
        text += mode >> shift & 2 ? u'w' : u'-';
        text += mode >> shift & 1 ? u'x' : u'-';
    }
    const auto special = [&](qsizetype at, quint16 bit, char16_t executable, char16_t other) {
        if (mode & bit)
            text[at] = text[at] == u'x' ? executable : other;
    };
    special(3, 04000, u's', u'S');
    special(6, 02000, u's', u'S');
    special(9, 01000, u't', u'T');
    return text;
}

QString ownerText(const FileAttributes &attributes)
{
    const auto name = [](const QByteArray &text, qint64 id) {
        return text.isEmpty() ? QString::number(id) : QString::fromUtf8(text);
    };
    return name(attributes.userName, attributes.userId) + u'/' + name(attributes.groupName, attributes.groupId);
}

QString listingLine(const LayerIndex &index, const LayerIndex::Entry &entry)
{
    QString line = modeText(entry.type, entry.mode) + u' ' + ownerText(index.attributes(entry)) + u' '
        + sizeText(entry).rightJustified(10) + u' '
        + QDateTime::fromSecsSinceEpoch(entry.modified, QTimeZone::UTC).toString(u"yyyy-MM-dd HH:mm") + u' '
        + QString::fromUtf8(index.writtenPath(entry));
    if (entry.type == FileType::Directory && !line.endsWith(u'/'))
        line += u'/';
    if (entry.type == FileType::SymbolicLink)
        line += u" -> "_s + QString::fromUtf8(index.linkTarget(entry));
    else if (entry.type == FileType::HardLink)
        line += u" link to "_s + QString::fromUtf8(index.linkTarget(entry));
    return line;
}

} // namespace strata
