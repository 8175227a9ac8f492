// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/archiveoperation.h"

#include "core/background.h"
#include "core/bytesize.h"
#include "layers/sources.h"

#include <QFileInfo>

#include <atomic>
#include <chrono>
#include <mutex>

namespace strata {

using namespace std::chrono_literals;

struct ArchiveOperation::Shared
{
    std::atomic<qint64> bytes = 0;
    std::mutex mutex;
    QList<ReadLayer> layers; ///< not told yet
};

ArchiveOperation::ArchiveOperation(const QString &path, QObject *parent)
    : ArchiveOperation(QFileInfo(path).fileName(), std::make_shared<FileSource>(path), nullptr, QFileInfo(path).size(),
                       parent)
{}

ArchiveOperation::ArchiveOperation(const QString &name, const std::shared_ptr<BytePipe> &pipe, qint64 expected,
                                   QObject *parent)
    : ArchiveOperation(name, pipe, pipe, expected, parent)
{}

ArchiveOperation::ArchiveOperation(const QString &name, std::shared_ptr<ByteSource> source,
                                   std::shared_ptr<BytePipe> pipe, qint64 size, QObject *parent)
    : Operation(tr("Read %1").arg(name), {}, parent), m_source(std::move(source)), m_pipe(std::move(pipe)),
      m_size(size), m_shared(std::make_shared<Shared>()), m_tick(this)
{
    connect(&m_tick, &QTimer::timeout, this, &ArchiveOperation::tellProgress);
}

ArchiveOperation::~ArchiveOperation()
{
    stop();
}

void ArchiveOperation::setKnownLayers(KnownLayers known)
{
    m_known = std::move(known);
}

void ArchiveOperation::doStart()
{
    inBackground(
        this,
        [source = m_source, token = m_stop.get_token(), shared = m_shared, known = m_known,
         isStream = m_pipe != nullptr] {
            return readArchive(*source,
                               {.stop = token,
                                .endsWithMark = isStream,
                                .progress = [&shared](qint64 bytes) { shared->bytes = bytes; },
                                .known = known,
                                .layerRead =
                                    [&shared](const ReadLayer &layer) {
                                        const std::lock_guard lock(shared->mutex);
                                        shared->layers.append(layer);
                                    }});
        },
        [this](Result<ArchiveContents> contents) { ended(std::move(contents)); }, waitingPool());
    m_tick.start(100ms);
}

void ArchiveOperation::doCancel()
{
    m_tick.stop();
    stop();
}

void ArchiveOperation::stop()
{
    m_stop.request_stop();
    if (m_pipe)
        m_pipe->abandon();
}

void ArchiveOperation::tellProgress()
{
    std::unique_lock lock(m_shared->mutex);
    const auto layers = std::exchange(m_shared->layers, {});
    lock.unlock();
    for (const ReadLayer &layer : layers)
        Q_EMIT layerRead(layer);
    const qint64 done = m_shared->bytes;
    if (m_size < 0)
        return setProgress({done, -1, tr("%1 read").arg(formatBytes(done))});
    setProgress({done, std::max(m_size, done), tr("%1 of %2 read").arg(formatBytes(done), formatBytes(m_size))});
}

void ArchiveOperation::ended(Result<ArchiveContents> result)
{
    if (state() != State::Running)
        return;
    m_tick.stop();
    tellProgress();
    if (!result)
        return finish(Outcome::failure(result.error()));
    m_contents = *std::move(result);
    finish(Outcome::success());
}

} // namespace strata
