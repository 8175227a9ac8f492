// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/sessionhost.h"

namespace strata {

SessionHost::SessionHost(QObject *parent) : QObject(parent) {}

SessionHost::~SessionHost() = default;

void SessionHost::openCurrent(const QString &host)
{
    if (host.isEmpty())
        return open(discoverEngines().first());
    open({.source = EngineCandidate::Source::DockerHost, .name = host, .endpoint = Endpoint::parse(host)});
}

void SessionHost::open(const EngineCandidate &candidate)
{
    m_problem.reset();
    std::unique_ptr<EngineSession> next;
    if (candidate.endpoint)
        next = std::make_unique<EngineSession>(candidate, *candidate.endpoint);
    else
        m_problem = candidate.endpoint.error();
    Q_EMIT sessionChanged(next.get());
    m_session = std::move(next);
}

} // namespace strata
