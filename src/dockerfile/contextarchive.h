// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bytesource.h"
#include "dockerfile/contextscan.h"
#include "dockerfile/folderaccess.h"
#include "dockerfile/tarmember.h"

#include <QByteArray>
#include <QHash>

#include <atomic>
#include <memory>
#include <optional>
#include <stop_token>

namespace strata {

struct ContextArchiveOptions
{
    /// What the Dockerfile is called when it is added. A name that is taken gets a number behind it.
    QByteArray dockerfileName = ".strata.dockerfile";
    /// Is sent instead of the file, such as what an editor has and did not save.
    std::optional<QByteArray> dockerfileText = {};
};

/// What the Dockerfile is called when an archive adds it; nothing when the file that is in the context will do.
std::optional<QByteArray> addedDockerfileName(const ContextScan &scan, const ContextArchiveOptions &options);

/// A build context as a tar, as `docker build` sends it to an engine: what the scan says is sent, in its order, all of it
/// root's, times in whole seconds, further names of a file as hard links, of extended attributes only security.capability
/// (moby/go-archive; docker's command line, build/context.go). FIFOs and devices are entries, and nothing of them is opened;
/// links are entries, and none is followed, whatever became of the folder since the scan.
///
/// BuildKit reads the Dockerfile out of the context. When it lies outside, is ignored or is no plain file, it is added under
/// a name of its own, and a COPY of the whole context takes it along.
///
/// A file is as long as when it is opened: of one that grows the first part is sent, one that shrinks is an error. What has
/// vanished since the scan is left out, as docker does it, and counted; what cannot be read is an error.
///
/// For one thread at a time, progress() for any. Errors: Cancelled; Local, with the file's name.
class ContextArchive final : public ByteSource
{
public:
    struct Progress
    {
        qint64 bytes = 0;   ///< of the tar
        qint64 entries = 0; ///< begun
        qint64 vanished = 0;
    };

    /// Errors: NotFound when there is no Dockerfile; as FolderAccess::open().
    static Result<std::unique_ptr<ContextArchive>> open(std::shared_ptr<const ContextScan> scan,
                                                        const ContextArchiveOptions &options = {},
                                                        const std::stop_token &stop = {});

    Result<QByteArrayView> next() override;

    const QByteArray &dockerfileName() const { return m_dockerfileName; } ///< its path in the archive
    qint64 estimatedBytes() const { return m_estimatedBytes; }            ///< of the tar, when nothing changes
    Progress progress() const;

private:
    ContextArchive(std::shared_ptr<const ContextScan> scan, FolderAccess access, const std::stop_token &stop);

    Result<void> placeDockerfile(const ContextArchiveOptions &options);
    void estimate();
    Result<void> fill();
    Result<void> addDockerfile();
    Result<void> addEntry(ContextScan::Index index);
    Result<void> addFile(ContextScan::Index index, TarMember member);
    Result<void> beginFile(TarMember member, Descriptor file, const QString &name);
    Result<void> readFile();
    Result<void> readDevice(TarMember &member) const;
    bool isFurtherName(ContextScan::Index index, TarMember &member);
    void append(const QByteArray &bytes) { m_buffer += bytes; }

    std::shared_ptr<const ContextScan> m_scan;
    FolderAccess m_access;
    std::stop_token m_stop;
    QByteArray m_dockerfileName;
    std::optional<QByteArray> m_dockerfileText;
    bool m_addsDockerfile = false;
    bool m_isEnded = false;
    ContextScan::Index m_index = 0;
    QHash<std::pair<quint64, quint64>, ContextScan::Index> m_firstNames; ///< of files with several, by device and inode
    Descriptor m_file;
    QString m_fileName;
    qint64 m_fileLeft = 0;
    qint64 m_filePadding = 0;
    QByteArray m_buffer;
    std::optional<Error> m_error;
    qint64 m_estimatedBytes = 0;
    std::atomic<qint64> m_bytes = 0;
    std::atomic<qint64> m_entries = 0;
    std::atomic<qint64> m_vanished = 0;
};

} // namespace strata
