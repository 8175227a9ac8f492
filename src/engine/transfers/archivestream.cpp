// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/archivestream.h"

#include "engine/api/containers.h"
#include "engine/transfers/save.h"

namespace strata {

using namespace std::chrono_literals;

namespace {

/// On the I/O thread.
class PipeSink final : public DownloadSink
{
public:
    explicit PipeSink(std::shared_ptr<BytePipe> pipe) : m_pipe(std::move(pipe)) {}

    Result<void> write(QByteArrayView bytes) override { return m_pipe->write(bytes); }
    Result<void> finish() override
    {
        m_pipe->finish({});
        return {};
    }

private:
    std::shared_ptr<BytePipe> m_pipe;
};

} // namespace

ArchiveStream::ArchiveStream(Engine &engine, const QStringList &names, std::shared_ptr<BytePipe> pipe, QObject *parent)
    : ArchiveStream(engine, SaveOperation::callFor(names), std::move(pipe), parent)
{}

ArchiveStream::ArchiveStream(Engine &engine, const ContainerId &container, std::shared_ptr<BytePipe> pipe,
                             QObject *parent)
    : ArchiveStream(engine, Containers::exportCall(container.toString()), std::move(pipe), parent)
{}

ArchiveStream::ArchiveStream(Engine &engine, Call call, std::shared_ptr<BytePipe> pipe, QObject *parent)
    : QObject(parent), m_pipe(std::move(pipe)), m_engine(engine.endpoint())
{
    call.headerTimeout = 0ms; // Podman puts the archive together first
    m_stream = m_engine.download(std::move(call), std::make_unique<PipeSink>(m_pipe), this,
                                 [pipe = m_pipe](const Result<void> &result) { pipe->finish(result); });
}

ArchiveStream::~ArchiveStream()
{
    m_pipe->abandon(); // before the engine waits for its thread, which may wait for the pipe
}

} // namespace strata
