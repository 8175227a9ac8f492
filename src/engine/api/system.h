// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"
#include "engine/engine.h"

namespace strata {

/// The system section of the engine's API: who it is, and what happens.
class System
{
public:
    explicit System(Engine &engine) : m_engine(&engine) {}

    void ping(QObject *context, std::function<void(Result<EngineIdentity>)> answer);
    /// GET /version and GET /info together.
    void info(QObject *context, std::function<void(Result<EngineInfo>)> answer);
    /// Endless. Podman says `opened` only with the first event. `since` in seconds since 1970, only events after it (the engine keeps the last 256).
    [[nodiscard]] Subscription events(std::optional<qint64> since, QObject *context,
                                      StreamHandlers<EngineEvent> handlers);

private:
    Engine *m_engine;
};

} // namespace strata
