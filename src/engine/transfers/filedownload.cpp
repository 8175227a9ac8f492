// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/filedownload.h"

#include "core/bytesize.h"
#include "engine/stream/tarend.h"
#include "engine/transfers/newfile.h"

#include <QFileInfo>

#include <algorithm>

namespace strata {

using namespace std::chrono_literals;

namespace {

/// On the I/O thread. The file is made with the first byte, so that a refusal makes none.
class ArchiveSink final : public DownloadSink
{
public:
    ArchiveSink(const ArchiveTarget &target, std::shared_ptr<std::atomic<qint64>> received)
        : m_path(target.path), m_received(std::move(received)), m_compressor(Compressor::make(target.compression))
    {}

    Result<void> write(QByteArrayView bytes) override
    {
        if (const Result<void> there = makeFile(); !there)
            return there;
        m_end.feed(bytes);
        *m_received += bytes.size();
        return m_compressor->write(bytes, m_toFile);
    }

    Result<void> finish() override
    {
        return m_end.finish()
            .and_then([this] { return makeFile(); })
            .and_then([this] { return m_compressor->finish(m_toFile); })
            .and_then([this] { return m_file->commit(); });
    }

private:
    Result<void> makeFile()
    {
        if (m_file)
            return {};
        return NewFile::create(m_path).transform([this](std::unique_ptr<NewFile> file) { m_file = std::move(file); });
    }

    QString m_path;
    std::shared_ptr<std::atomic<qint64>> m_received;
    std::unique_ptr<Compressor> m_compressor;
    std::unique_ptr<NewFile> m_file;
    TarEnd m_end;
    Compressor::Sink m_toFile = [this](QByteArrayView bytes) { return m_file->write(bytes); };
};

} // namespace

FileDownload::FileDownload(Engine &engine, QString title, CommandLine commandLine, ArchiveTarget target,
                           qint64 expected, QObject *parent)
    : TransferOperation(TransferProgress::Kind::Load, std::move(title), std::move(commandLine), parent),
      m_endpoint(engine.endpoint()), m_target(std::move(target)), m_expected(expected),
      m_received(std::make_shared<std::atomic<qint64>>(0)), m_tick(this)
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
    m_stream = m_engine->download(std::move(request), std::make_unique<ArchiveSink>(m_target, m_received), this,
                                  [this](const Result<void> &result) { ended(result); });
    m_tick.start(100ms);
}

/// When this returns the I/O thread is gone, and with it the unfinished file.
void FileDownload::doCancel()
{
    m_tick.stop();
    m_stream.reset();
    m_engine.reset();
}

void FileDownload::tellProgress()
{
    const qint64 received = *m_received;
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
    finish(Outcome::success(tr("%1 written, %2").arg(m_target.path, formatBytes(QFileInfo(m_target.path).size()))));
}

} // namespace strata
