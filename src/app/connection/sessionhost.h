// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/enginesession.h"

#include <QObject>

#include <functional>
#include <memory>

namespace strata {

/// The engine that the window is looking at, and the way to look at another one.
class SessionHost : public QObject
{
    Q_OBJECT

public:
    explicit SessionHost(QObject *parent = nullptr);
    ~SessionHost() override;

    /// Opens what the docker client would use now; with `host` that address instead. Where the address cannot be
    /// read there is no session, and problem() says why.
    void openCurrent(const QString &host = {});
    void open(const EngineCandidate &candidate);
    void openAgain(); ///< what was asked for last: after a problem that may be gone

    EngineSession *session() const { return m_session.get(); }
    const std::optional<Error> &problem() const { return m_problem; }

Q_SIGNALS:
    void sessionChanged(strata::EngineSession *session); ///< the old one still lives while this is told

private:
    std::unique_ptr<EngineSession> m_session;
    std::optional<Error> m_problem;
    std::function<void()> m_again; ///< what was asked for last
};

} // namespace strata
