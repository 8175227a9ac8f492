// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/contextarchive.h"
#include "dockerfile/contextscan.h"

#include <QByteArray>
#include <QHash>

#include <optional>
#include <stop_token>
#include <vector>

namespace strata {

/// What files hold, remembered from one look at a context to the next so that only what changed is read again. A file counts
/// as unchanged while its device, inode, size, and both times are the same. One thread at a time.
class FileDigests
{
public:
    struct Known
    {
        qint64 size = 0;
        qint64 modified = 0;
        qint64 changed = 0;
        QByteArray digest = {}; ///< of the content and the capabilities
        bool isArchive = false; ///< by its first bytes ADD may unpack it
    };

    const Known *find(const ContextScan::Entry &entry) const;
    void keep(const ContextScan::Entry &entry, const Known &known);
    qint64 filesRead() const { return m_filesRead; } ///< in all

private:
    QHash<std::pair<quint64, quint64>, Known> m_known;
    qint64 m_filesRead = 0;
};

/// Checksums of the files of a scan: a value, for any thread.
class ContextDigests
{
public:
    /// The Dockerfile, where the archive adds it to what is in the folder.
    struct AddedFile
    {
        QByteArray path = {};
        QByteArray digest = {};
        qint64 size = 0;
    };

    /// Empty when it is not known: it was not asked for, or the file could not be read.
    QByteArray digest(ContextScan::Index index) const
    {
        return index < m_digests.size() ? m_digests[index] : QByteArray();
    }
    bool isArchive(ContextScan::Index index) const { return index < m_isArchive.size() && m_isArchive[index]; }
    const std::optional<AddedFile> &addedFile() const { return m_addedFile; }

private:
    friend class ContextDigester;

    std::vector<QByteArray> m_digests;
    std::vector<bool> m_isArchive;
    std::optional<AddedFile> m_addedFile;
};

/// Reads those of `files` that `known` has not. `archive` is how the context will be sent; `dockerfile` is what the
/// Dockerfile will hold by then, if that is not what the disk has now. Blocks, for a worker thread.
///
/// What changed a moment ago is read again the next time, because it may change once more without another time. Errors:
/// Cancelled; NotFound and Local when the folder is gone. A file that cannot be read has no digest.
Result<ContextDigests> digestContext(const ContextScan &scan, const std::vector<ContextScan::Index> &files,
                                     FileDigests &known, const ContextArchiveOptions &archive = {},
                                     const std::stop_token &stop = {},
                                     const std::optional<QByteArray> &dockerfile = {});

} // namespace strata
