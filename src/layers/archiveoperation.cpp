// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/archiveoperation.h"

#include "core/bytesize.h"

#include <QFileInfo>
#include <QPromise>
#include <QThreadPool>

#include <chrono>

namespace strata {

using namespace std::chrono_literals;

ArchiveOperation::ArchiveOperation(const QString &path, QObject *parent)
    : Operation(tr("Read %1").arg(QFileInfo(path).fileName()), {}, parent), m_path(path),
      m_read(std::make_shared<std::atomic<qint64>>(0)), m_watcher(this), m_tick(this)
{
    connect(&m_tick, &QTimer::timeout, this, &ArchiveOperation::tellProgress);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ArchiveOperation::ended);
}

ArchiveOperation::~ArchiveOperation()
{
    m_stop.request_stop();
}

void ArchiveOperation::doStart()
{
    m_size = QFileInfo(m_path).size();
    auto promise = std::make_shared<QPromise<Result<ArchiveContents>>>();
    promise->start();
    m_watcher.setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, path = m_path, stop = m_stop.get_token(), read = m_read] {
        promise->addResult(readArchive(path, {.stop = stop, .progress = [&read](qint64 bytes) { *read = bytes; }}));
        promise->finish();
    });
    m_tick.start(100ms);
}

void ArchiveOperation::doCancel()
{
    m_tick.stop();
    m_stop.request_stop();
}

void ArchiveOperation::tellProgress()
{
    const qint64 done = *m_read;
    setProgress({done, std::max(m_size, done), tr("%1 of %2 read").arg(formatBytes(done), formatBytes(m_size))});
}

void ArchiveOperation::ended()
{
    if (state() != State::Running)
        return;
    m_tick.stop();
    tellProgress();
    Result<ArchiveContents> result = m_watcher.future().takeResult();
    if (!result)
        return finish(Outcome::failure(result.error()));
    m_contents = *std::move(result);
    finish(Outcome::success());
}

} // namespace strata
