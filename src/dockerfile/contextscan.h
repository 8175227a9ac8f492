// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "dockerfile/ignorerules.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace strata {

enum class ContextEntryType : quint8 { File, Folder, Link, Fifo, Device, Socket };

/// What is in a build context, and what of it the ignore rules leave out: a snapshot. Reading it is for any thread.
///
/// Entries are numbered as a walk meets them: a folder, then all that is below it, names in a folder ordered by their bytes.
/// So what is below a folder is one range. About 100 bytes each, and the name.
class ContextScan
{
public:
    using Index = quint32;
    static constexpr Index none = 0xffffffff; ///< for a parent: the context itself

    struct Entry
    {
        qint64 size = 0;     ///< in bytes; of what is no file 0
        qint64 modified = 0; ///< nanoseconds since 1970
        qint64 changed = 0;  ///< as well: when its content, mode, owner or attributes were
        quint64 device = 0;
        quint64 inode = 0;
        Index parent = none;
        Index end = 0;     ///< one behind the last entry that is below it
        qint32 rule = -1;  ///< of ignoreRules(): the one that decided; -1: none is about it
        quint32 links = 1; ///< how many names the file has, here and elsewhere
        quint32 mode = 0;  ///< permissions with set-user-ID and so on: 07777
        ContextEntryType type = ContextEntryType::File;
        bool isIgnored = false;
        bool isRead = true; ///< a folder: false when it could not be read, or need not be because it is ignored
        quint16 nameSize = 0;
        quint16 targetSize = 0;
        quint64 nameStart = 0;
    };

    /// A folder or file that could not be looked at. The rest is there; a build would fail if it is not ignored.
    struct Problem
    {
        QByteArray path; ///< empty: the context itself
        Error error;
        bool isIgnored = false;
    };

    const std::vector<Entry> &entries() const { return m_entries; }
    const Entry &entry(Index index) const { return m_entries[index]; }
    QByteArrayView name(Index index) const;
    QByteArrayView linkTarget(Index index) const; ///< of a link, as it is written there
    QByteArray path(Index index) const;           ///< "src/main.c", from the context
    std::optional<Index> find(QByteArrayView path) const;
    /// Which entries are directly in a folder: from its first to `end` of the folder, each followed by its own `end`.
    Index firstIn(Index folder) const { return folder == none ? 0 : folder + 1; }
    Index endOf(Index folder) const { return folder == none ? Index(m_entries.size()) : m_entries[folder].end; }

    /// Whether it goes to the builder: not ignored, and no socket; a folder also when something in it goes.
    bool isSent(Index index) const { return m_isSent[index]; }
    qsizetype sentFiles() const { return m_sentFiles; } ///< all but folders
    qint64 sentBytes() const { return m_sentBytes; }    ///< contents of files, each name of a file for itself

    const QString &folder() const { return m_folder; }         ///< as it was asked for
    const QString &dockerfile() const { return m_dockerfile; } ///< its path, whether it is there or not
    /// Its path below the context; nothing when it is outside.
    std::optional<QByteArray> dockerfileInside() const { return m_dockerfileInside; }
    const IgnoreRules &ignoreRules() const { return m_rules; }
    const QString &ignoreFile() const { return m_ignoreFile; } ///< the path the rules came from; empty: there is none
    const QList<Problem> &problems() const { return m_problems; }

private:
    friend class ContextScanner;

    std::vector<Entry> m_entries;
    std::vector<bool> m_isSent;
    std::string m_names; ///< of all entries, each followed by its link's target
    QList<Problem> m_problems;
    IgnoreRules m_rules;
    QString m_folder;
    QString m_dockerfile;
    QString m_ignoreFile;
    std::optional<QByteArray> m_dockerfileInside;
    qsizetype m_sentFiles = 0;
    qint64 m_sentBytes = 0;
};

struct ContextOptions
{
    QString folder = {};
    QString dockerfile = {};   ///< a path as any other, not below the folder; empty: "Dockerfile" in the folder
    bool readsIgnored = false; ///< also folders that the builder need not look into
    std::function<void(qsizetype entries)> progress = {}; ///< how many were found, for every thousand; on this thread
};

/// Looks at a context as BuildKit's client does it (tonistiigi/fsutil, buildx): the rules are those of
/// `<Dockerfile>.dockerignore` beside the Dockerfile or else of `.dockerignore` in the folder; ignored folders are looked
/// into when an exception may match something there. No link is followed but in `folder` and in the paths of the Dockerfile
/// and of the file of rules; nothing is opened but these and folders.
///
/// Blocks, for a worker thread; 100,000 files take as long as find takes for their sizes. Errors: Cancelled; NotFound, Local
/// when the folder cannot be read; InvalidInput with the line when the rules are wrong. What is wrong with a part is a
/// problem in the scan.
Result<ContextScan> scanContext(const ContextOptions &options, const std::stop_token &stop = {});

/// The same scan, but only `changed`, the folders they are in and what is below is looked at again, the rest taken over: paths
/// from the context, as ContextWatch tells them; the empty one is the context itself. All is, when the rules changed. Whatever
/// changed beside is as it was before.
Result<ContextScan> rescanContext(const ContextScan &before, const QList<QByteArray> &changed,
                                  const ContextOptions &options, const std::stop_token &stop = {});

} // namespace strata
