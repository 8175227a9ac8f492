// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/call.h"
#include "engine/engine.h"
#include "engine/http/connection.h"
#include "engine/http/enginejob.h"

#include <QList>
#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

namespace strata {

/// All traffic with one engine, on the I/O thread: negotiates the API version before the first request and again
/// after the engine went away, keeps a few connections alive for short requests, and gives streams their own.
class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(std::unique_ptr<Transport> transport);
    ~Session() override;

    void submit(EngineJob *job); ///< takes the job over

Q_SIGNALS:
    void identified(const strata::EngineIdentity &identity);

private:
    enum class State { Unknown, Negotiating, Ready };

    void negotiate();
    void ping(Call::Method method);
    void pingAnswered(Call::Method method, const Result<Answer> &answer);
    void negotiated(Result<EngineIdentity> identity);
    void dispatch();
    void begin(EngineJob *job);
    void openFor(EngineJob *job);
    void send(EngineJob *job, HttpConnection *connection);
    void jobDone(EngineJob *job, HttpConnection *connection, const Result<void> &result);
    void headArrived(EngineJob *job, const ResponseHead &head);
    void bodyArrived(EngineJob *job, QByteArrayView piece);
    void announce(EngineJob *job);
    void failLater(EngineJob *job, Error error);
    void conclude(EngineJob *job, const Result<void> &result);
    HttpConnection *takeIdle(bool remove);
    void giveBack(EngineJob *job, HttpConnection *connection);
    void forget(EngineJob *job);
    QByteArray target(const Call &call) const;

    std::unique_ptr<Transport> m_transport;
    State m_state = State::Unknown;
    std::optional<EngineIdentity> m_identity;
    QList<EngineJob *> m_waiting;
    QList<QPointer<HttpConnection>> m_idle;
    int m_open = 0; ///< connections of short requests, idle ones included
};

} // namespace strata
