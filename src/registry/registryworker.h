// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registry/registrysession.h"

#include <memory>
#include <unordered_map>

namespace strata {

/// The I/O thread's end of a RegistryClient: a session for each registry, and what is under way by number.
class RegistryWorker : public QObject
{
public:
    RegistryWorker(HttpExchange::Options options, Authorizer::Now now)
        : m_options(std::move(options)), m_now(std::move(now))
    {}
    ~RegistryWorker() override { qDeleteAll(m_jobs); } // before the sessions that their requests belong to

    RegistrySession &session(const QString &domain)
    {
        std::unique_ptr<RegistrySession> &found = m_sessions[domain];
        if (!found)
            found = std::make_unique<RegistrySession>(domain, m_options, m_now);
        return *found;
    }

    /// What the requests of one question hang on.
    QObject *begin(quint64 number) { return m_jobs[number] = new QObject; }
    void end(quint64 number) { delete m_jobs.take(number); }

private:
    HttpExchange::Options m_options;
    Authorizer::Now m_now;
    std::unordered_map<QString, std::unique_ptr<RegistrySession>> m_sessions;
    QHash<quint64, QObject *> m_jobs;
};

} // namespace strata
