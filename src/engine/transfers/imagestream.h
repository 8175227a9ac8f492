// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bytepipe.h"
#include "engine/engine.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace strata {

/// GET /images/get: images as one archive, as `docker save` gives it, into a pipe while they come; for another thread to
/// look into. Begins when it is made. The pipe ends with the error when the engine fails, also in the middle.
///
/// It has an Engine of its own, whose thread waits while the pipe is full. Lives on the thread that made it; dropping it
/// abandons the pipe and ends the request.
class ImageStream : public QObject
{
    Q_OBJECT

public:
    ImageStream(Engine &engine, const QStringList &names, std::shared_ptr<BytePipe> pipe, QObject *parent = nullptr);
    ~ImageStream() override;

private:
    std::shared_ptr<BytePipe> m_pipe;
    Engine m_engine;
    Subscription m_stream; ///< ended before the engine
};

} // namespace strata
