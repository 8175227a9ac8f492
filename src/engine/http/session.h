// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"
#include "engine/http/connectionpool.h"
#include "engine/http/enginejob.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <memory>
#include <optional>

namespace strata {

/// All traffic with one engine, on the I/O thread: negotiates the API version before the first request and again
/// after the engine went away, gives jobs their connections, collects answers and says what went wrong.
class Session : public QObject
{
    Q_OBJECT

public:
    Session(std::unique_ptr<Transport> transport, std::shared_ptr<Mailbox<EngineIdentity>> identities);
    ~Session() override;

    const std::shared_ptr<OrderBox> &orders() const { return m_orders; }

protected:
    void customEvent(QEvent *event) override;

private:
    enum class State { Unknown, Negotiating, Ready };

    void obey(Order &order);
    void submit(JobOrder &order);
    void abort(EngineJob *job);
    void write(EngineJob *job, const QByteArray &bytes);
    void writeSecret(EngineJob *job, QByteArray &bytes);
    void closeWrite(EngineJob *job);
    void resume(EngineJob *job);

    void start(EngineJob *job);
    void negotiate();
    void ping(Call::Method method);
    void pingAnswered(Call::Method method, const Result<Answer> &answer);
    void negotiated(const Result<EngineIdentity> &identity);
    void engineLost();
    void renew();

    void connectJob(EngineJob *job);
    void connected(EngineJob *job, Result<HttpConnection *> connection);
    void send(EngineJob *job, HttpConnection *connection);
    QByteArray target(const Call &call) const;
    void headArrived(EngineJob *job, const ResponseHead &head);
    void streamOpened(EngineJob *job);
    void bodyArrived(EngineJob *job, QByteArrayView piece);
    void collect(EngineJob *job, QByteArrayView piece);
    void announce(EngineJob *job);
    void exchangeDone(EngineJob *job, HttpConnection *connection, const Result<void> &result);
    void giveUp(EngineJob *job, Error error);
    void conclude(EngineJob *job, Result<void> result);

    std::shared_ptr<OrderBox> m_orders;
    std::shared_ptr<Mailbox<EngineIdentity>> m_identities;
    std::unique_ptr<ConnectionPool> m_pool;
    State m_state = State::Unknown;
    std::optional<EngineIdentity> m_identity;
    QHash<const NewsBox *, EngineJob *> m_jobs;
    QList<EngineJob *> m_waiting; ///< for the negotiation
};

} // namespace strata
