// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/archivefiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonParseError>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct ArchiveFilesText
{
    Q_DECLARE_TR_FUNCTIONS(ArchiveFiles)
};

constexpr int hopLimit = 40; // of links, as Linux has it
constexpr QLatin1StringView sha512Prefix("sha512:");

} // namespace

bool isOfOneKind(const QString &digest, const QString &other)
{
    return QStringView(digest).left(digest.indexOf(u':')) == QStringView(other).left(other.indexOf(u':'));
}

Error uncheckedDigest(const QString &name, const QString &digest)
{
    return {Error::Kind::NotSupported, ArchiveFilesText::tr("Strata cannot check the digest of %1.").arg(name), digest};
}

ArchiveFiles::ArchiveFiles(const ScannedArchive &archive)
    : m_archive(archive), m_lastEntries(archive.index->paths().count(), LayerIndex::none)
{
    for (quint32 i = 0; i < archive.index->count(); ++i)
        m_lastEntries[archive.index->entry(i).node] = i;
}

std::optional<ArchiveFiles::Entry> ArchiveFiles::find(const QString &path) const
{
    return follow(path, hopLimit);
}

std::optional<ArchiveFiles::Entry> ArchiveFiles::findBlob(const QString &digest) const
{
    QString path = u"blobs/"_s + digest;
    return find(path.replace(u':', u'/'));
}

bool ArchiveFiles::hasFolder(const QString &path) const
{
    const LayerIndex &index = *m_archive.index;
    const auto node = index.paths().find(path.toUtf8());
    if (!node)
        return false;
    const quint32 entry = m_lastEntries[*node];
    return entry == LayerIndex::none || index.entry(entry).type == FileType::Directory
        || index.entry(entry).type == FileType::SymbolicLink;
}

std::optional<ArchiveFiles::Entry> ArchiveFiles::follow(const QString &path, int hops) const
{
    const LayerIndex &index = *m_archive.index;
    QString clean = QDir::cleanPath(path);
    while (clean.startsWith(u'/'))
        clean.remove(0, 1);
    const auto node = index.paths().find(clean.toUtf8());
    const quint32 found = node ? m_lastEntries[*node] : LayerIndex::none;
    if (found == LayerIndex::none || hops == 0)
        return {};
    const LayerIndex::Entry &entry = index.entry(found);
    const QString target = QString::fromUtf8(index.linkTarget(entry));
    switch (entry.type) {
    case FileType::Regular: return found;
    case FileType::HardLink: return follow(target, hops - 1);
    case FileType::SymbolicLink: return follow(target.startsWith(u'/') ? target : clean + u"/../"_s + target, hops - 1);
    default: return {};
    }
}

Result<QJsonDocument> ArchiveFiles::document(Entry entry) const
{
    const QString path = QString::fromUtf8(m_archive.index->path(m_archive.index->entry(entry)));
    const auto bytes = m_archive.documents.constFind(entry);
    if (bytes == m_archive.documents.cend() && m_archive.hasLeftOut)
        return failure(Error::Kind::TooLarge,
                       ArchiveFilesText::tr("%1 in the archive is larger than it may be.").arg(path));
    QJsonParseError error;
    QJsonDocument document = QJsonDocument::fromJson(bytes == m_archive.documents.cend() ? QByteArray() : *bytes,
                                                     &error);
    if (document.isNull())
        return failure(Error::Kind::InvalidInput, ArchiveFilesText::tr("%1 in the archive is damaged.").arg(path),
                       error.errorString());
    return document;
}

QString ArchiveFiles::digest(Entry entry, const QString &like) const
{
    const auto known = like.startsWith(sha512Prefix) ? m_archive.sha512.constFind(entry) : m_archive.sha512.cend();
    if (known != m_archive.sha512.cend())
        return sha512Prefix + QString::fromLatin1(known->toHex());
    const Sha256Value *value = m_archive.index->contentHash(m_archive.index->entry(entry));
    return value ? digestText(*value) : QString();
}

const ScannedLayer *ArchiveFiles::layer(Entry entry) const
{
    const auto layer = m_archive.layers.constFind(entry);
    return layer == m_archive.layers.cend() ? nullptr : &*layer;
}

std::optional<Error> ArchiveFiles::verify(Entry entry, const QString &expected) const
{
    const QString path = QString::fromUtf8(m_archive.index->path(m_archive.index->entry(entry)));
    const QString actual = digest(entry, expected);
    if (actual.isEmpty())
        return Error{Error::Kind::BrokenStream, ArchiveFilesText::tr("%1 is not whole in the archive.").arg(path), {}};
    if (!isOfOneKind(actual, expected))
        return uncheckedDigest(path, expected);
    if (actual != expected)
        return Error{Error::Kind::InvalidInput,
                     ArchiveFilesText::tr("%1 in the archive is not what its digest says: it is damaged.").arg(path),
                     u"%1 instead of %2"_s.arg(actual, expected)};
    return {};
}

} // namespace strata
