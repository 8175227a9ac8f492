// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/operation.h"
#include "layers/archive.h"

#include <QFutureWatcher>
#include <QTimer>

#include <atomic>
#include <memory>

namespace strata {

/// Reads an archive on a thread of the pool. Progress counts the bytes of the file. Success also when something is wrong
/// with the archive, which contents() then tells; Failure only when there are none. Destroying or cancelling it stops the
/// reading within a piece of a quarter mebibyte.
class ArchiveOperation : public Operation
{
    Q_OBJECT

public:
    explicit ArchiveOperation(const QString &path, QObject *parent = nullptr);
    ~ArchiveOperation() override;

    const QString &path() const { return m_path; }
    const std::optional<ArchiveContents> &contents() const { return m_contents; } ///< once it has finished with success

protected:
    void doStart() override;
    void doCancel() override;

private:
    void tellProgress();
    void ended();

    QString m_path;
    qint64 m_size = 0;
    std::stop_source m_stop;
    std::shared_ptr<std::atomic<qint64>> m_read;
    QFutureWatcher<Result<ArchiveContents>> m_watcher;
    QTimer m_tick;
    std::optional<ArchiveContents> m_contents;
};

} // namespace strata
