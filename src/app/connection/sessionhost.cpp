// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/sessionhost.h"

namespace strata {

namespace {

/// The engine at an address: under the name that people know where it is one of those on this computer.
EngineCandidate candidateFor(const QString &host)
{
    EngineCandidate asked{
        .source = EngineCandidate::Source::DockerHost, .name = host, .endpoint = Endpoint::parse(host)};
    for (const EngineCandidate &found : discoverEngines()) {
        if (asked.endpoint && found.endpoint && *found.endpoint == *asked.endpoint)
            return found;
    }
    return asked;
}

} // namespace

SessionHost::SessionHost(QObject *parent) : QObject(parent) {}

SessionHost::~SessionHost() = default;

void SessionHost::openCurrent(const QString &host)
{
    if (host.isEmpty())
        open(discoverEngines().first());
    else
        open(candidateFor(host));
    m_again = [this, host] { openCurrent(host); };
}

void SessionHost::openAgain()
{
    if (const auto again = m_again)
        again();
}

void SessionHost::open(const EngineCandidate &candidate)
{
    m_again = [this, candidate] { open(candidate); };
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
