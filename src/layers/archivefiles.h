// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/archivescan.h"

#include <QJsonDocument>
#include <QString>

namespace strata {

/// The files of a scanned archive by their paths, as documents in it name them. Links are followed inside the archive.
class ArchiveFiles
{
public:
    using Entry = quint32;

    explicit ArchiveFiles(const ScannedArchive &archive);

    /// The last regular file of that path.
    std::optional<Entry> find(const QString &path) const;
    /// Where an OCI image layout keeps a blob: blobs/sha256/… (image-layout.md).
    std::optional<Entry> findBlob(const QString &digest) const;
    bool hasFolder(const QString &path) const; ///< or a link in its place

    Result<QJsonDocument> document(Entry entry) const;
    qint64 size(Entry entry) const { return m_archive.index->entry(entry).size; }
    /// "sha256:…", or "sha512:…" when `like` is one and the file was named by it; empty when it is not whole.
    QString digest(Entry entry, const QString &like = {}) const;
    const ScannedLayer *layer(Entry entry) const;

    /// An Error when the file's digest is another than it should be, or cannot be told.
    std::optional<Error> verify(Entry entry, const QString &digest) const;

private:
    std::optional<Entry> follow(const QString &path, int hops) const;

    const ScannedArchive &m_archive;
    std::vector<quint32> m_lastEntries; ///< by node
};

/// Whether two digests are of the same algorithm: "sha256:…".
bool isOfOneKind(const QString &digest, const QString &other);

/// What to say of a digest that is of another algorithm than those that are reckoned here.
Error uncheckedDigest(const QString &name, const QString &digest);

} // namespace strata
