// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"
#include "engine/transfers/compressor.h"
#include "engine/transfers/transferoperation.h"

#include <QTimer>

#include <atomic>
#include <memory>
#include <mutex>

namespace strata {

/// Where an archive goes. A file that is there already is replaced, once the new one is whole.
struct ArchiveTarget
{
    QString path;
    Compression compression = Compression::None;
};

/// An archive from the engine into a file. Cancelled, failed or destroyed it leaves nothing behind, and what was under
/// that name before is still there. Cancelling does not wait for the disk: the unfinished file goes a moment later.
///
/// It has an Engine of its own to the same endpoint: a slow disk and compressing hold up nothing else, and it goes on
/// when the Engine it was made with is destroyed. Progress counts the bytes before compression.
class FileDownload : public TransferOperation
{
    Q_OBJECT

public:
    const ArchiveTarget &target() const { return m_target; }

protected:
    /// `expected` bytes, about; -1: unknown.
    FileDownload(Engine &engine, QString title, CommandLine commandLine, ArchiveTarget target, qint64 expected,
                 QObject *parent);

    void doStart() override;
    void doCancel() override;
    virtual Call call() const = 0;

    Engine *ownEngine() const { return m_engine.get(); } ///< while it runs
    qint64 expected() const { return m_expected; }
    void setExpected(qint64 bytes) { m_expected = bytes; }

private:
    class ArchiveSink;
    /// With the sink.
    struct Shared
    {
        std::atomic<qint64> received = 0;
        std::mutex mutex; ///< held while the file is put in its place
        bool isCancelled = false;
        bool isInPlace = false;
    };

    void tellProgress();
    void ended(const Result<void> &result);
    void succeed();
    void sinkGone();

    Endpoint m_endpoint;
    ArchiveTarget m_target;
    qint64 m_expected;
    std::shared_ptr<Shared> m_shared;
    QTimer m_tick;
    std::unique_ptr<Engine> m_engine;
    Subscription m_stream; ///< ended before the engine
};

} // namespace strata
