// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/filedownload.h"

#include "core/bytesize.h"
#include "engine/stream/tarend.h"
#include "engine/transfers/newfile.h"

#include <QFileInfo>

#include <algorithm>

namespace strata {

using namespace std::chrono_literals;

/// On the I/O thread. The file is made with the first byte, so that a refusal makes none.
class FileDownload::ArchiveSink final : public DownloadSink
{
public:
    ArchiveSink(const ArchiveTarget &target, std::shared_ptr<Shared> shared, std::function<void()> gone)
        : m_path(target.path), m_shared(std::move(shared)), m_gone(std::move(gone)),
          m_compressor(Compressor::make(target.compression))
    {}
    ~ArchiveSink() override
    {
        m_file.reset();
        m_gone();
    }
    Q_DISABLE_COPY_MOVE(ArchiveSink)

    Result<void> write(QByteArrayView bytes) override
    {
        if (const Result<void> there = makeFile(); !there)
            return there;
        m_end.feed(bytes);
        m_shared->received += bytes.size();
        return m_compressor->write(bytes, m_toFile);
    }

    Result<void> finish() override
    {
        return m_end.finish()
            .and_then([this] { return makeFile(); })
            .and_then([this] { return m_compressor->finish(m_toFile); })
            .and_then([this] { return m_file->sync(); })
            .and_then([this] { return replace(); })
            .transform([this] { m_file->syncName(); });
    }

private:
    Result<void> makeFile()
    {
        if (m_file)
            return {};
        return NewFile::create(m_path).transform([this](std::unique_ptr<NewFile> file) { m_file = std::move(file); });
    }

    Result<void> replace()
    {
        const std::lock_guard lock(m_shared->mutex);
        if (m_shared->isCancelled)
            return failure(Error::Kind::Cancelled, {});
        const Result<void> replaced = m_file->replace();
        m_shared->isInPlace = replaced.has_value();
        return replaced;
    }

    QString m_path;
    std::shared_ptr<Shared> m_shared;
    std::function<void()> m_gone;
    std::unique_ptr<Compressor> m_compressor;
    std::unique_ptr<NewFile> m_file;
    TarEnd m_end;
    Compressor::Sink m_toFile = [this](QByteArrayView bytes) { return m_file->write(bytes); };
};

FileDownload::FileDownload(Engine &engine, QString title, CommandLine commandLine, ArchiveTarget target,
                           qint64 expected, QObject *parent)
    : TransferOperation(TransferProgress::Kind::Load, std::move(title), std::move(commandLine), parent),
      m_endpoint(engine.endpoint()), m_target(std::move(target)), m_expected(expected),
      m_shared(std::make_shared<Shared>()), m_tick(this)
{
    connect(&m_tick, &QTimer::timeout, this, &FileDownload::tellProgress);
}

void FileDownload::doStart()
{
    if (const Result<void> target = NewFile::checkTarget(m_target.path); !target)
        return finish(Outcome::failure(target.error()));
    m_engine = std::make_unique<Engine>(m_endpoint);
    Call request = call();
    request.headerTimeout = 0ms; // Podman puts the archive together first
    auto gone = [this] { QMetaObject::invokeMethod(this, [this] { sinkGone(); }, Qt::QueuedConnection); };
    m_stream = m_engine->download(std::move(request), std::make_unique<ArchiveSink>(m_target, m_shared, gone), this,
                                  [this](const Result<void> &result) { ended(result); });
    m_tick.start(100ms);
}

/// The I/O thread may be waiting for the disk: the engine goes when the sink is gone.
void FileDownload::doCancel()
{
    m_tick.stop();
    m_stream.reset();
    std::unique_lock lock(m_shared->mutex);
    m_shared->isCancelled = true;
    const bool isTooLate = m_shared->isInPlace;
    lock.unlock();
    if (isTooLate)
        succeed();
}

void FileDownload::sinkGone()
{
    if (m_shared->isCancelled)
        m_engine.reset();
}

void FileDownload::tellProgress()
{
    const qint64 received = m_shared->received;
    const qint64 total = m_expected > 0 ? std::max(m_expected, received) : -1;
    tellBytes(received, total, formatBytes(received));
}

void FileDownload::ended(const Result<void> &result)
{
    m_tick.stop();
    tellProgress();
    m_engine->setParent(this);
    m_engine.release()->deleteLater(); // not now: this is one of its answers
    if (!result)
        return finish(Outcome::failure(result.error()));
    succeed();
}

void FileDownload::succeed()
{
    finish(Outcome::success(tr("%1 written, %2").arg(m_target.path, formatBytes(QFileInfo(m_target.path).size()))));
}

} // namespace strata
