// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bytepipe.h"
#include "core/ids.h"
#include "engine/engine.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace strata {

/// An archive into a pipe while the engine sends it, for another thread to look into: images, as `docker save` gives them
/// (GET /images/get), or the files of a container, as `docker export` does (GET /containers/{id}/export). Begins when it is made. The pipe ends with the error when the engine fails, also in the middle.
///
/// It has an Engine of its own, whose thread waits while the pipe is full. Lives on the thread that made it; dropping it
/// abandons the pipe and ends the request.
class ArchiveStream : public QObject
{
    Q_OBJECT

public:
    ArchiveStream(Engine &engine, const QStringList &names, std::shared_ptr<BytePipe> pipe, QObject *parent = nullptr);
    ArchiveStream(Engine &engine, const ContainerId &container, std::shared_ptr<BytePipe> pipe,
                  QObject *parent = nullptr);
    ~ArchiveStream() override;

private:
    ArchiveStream(Engine &engine, Call call, std::shared_ptr<BytePipe> pipe, QObject *parent);

    std::shared_ptr<BytePipe> m_pipe;
    Engine m_engine;
    Subscription m_stream; ///< ended before the engine
};

} // namespace strata
