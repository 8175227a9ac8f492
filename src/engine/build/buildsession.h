// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"
#include "core/secret.h"
#include "engine/engine.h"
#include "engine/stream/grpcserver.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace strata {

class AgentForward;

/// What a build may ask of this side. Answered at once, on the thread of the session; what is not set is not offered.
struct BuildSessionSources
{
    /// The account at a registry, a key as registryKey() gives it; none: the registry is asked without one.
    std::function<std::optional<Credential>(const QString &registry)> account = {};
    /// A secret by its ID; an error of kind NotFound for one that there is not.
    std::function<Result<Secret>(const QString &id)> secret = {};
    /// The socket of an ssh agent by its ID; empty: there is none.
    std::function<QString(const QString &id)> agent = {};
};

/// A session with BuildKit: POST /session becomes a connection on which this side is the server of gRPC, and the engine
/// asks for accounts, secrets and ssh agents while it builds (moby/buildkit session). Works with Docker 20.10 and later.
///
///     BuildSession session(engine, sources);
///     connect(&session, &BuildSession::opened, …);  // POST /build?session=<id>, within the engine's five seconds or later
///     session.open();
///
/// Answers what it has no source for with "unimplemented", which to BuildKit means that there is none. Lives on the
/// Engine's asking thread. Destroyed it closes the connection, and a build that still needs it fails.
class BuildSession : public QObject, private GrpcServer::Handler
{
    Q_OBJECT

public:
    static constexpr qsizetype largestSecret = 500 * 1024; ///< as of BuildKit's own client (secretsprovider)

    BuildSession(Engine &engine, BuildSessionSources sources, QObject *parent = nullptr);
    ~BuildSession() override;

    void open();
    const QString &id() const { return m_id; }

    /// What was asked for, such as "secret npm", each once, in order; never what was answered.
    const QStringList &asked() const { return m_asked; }

    static Call call(const QString &id); ///< the request

Q_SIGNALS:
    void opened();
    void ended(const strata::Result<void> &result); ///< once, unless destroyed before; an error when it never opened
    void askedFor(const QString &what);             ///< the first time

private:
    using CallId = GrpcServer::CallId;

    void callBegan(CallId call, const GrpcServer::CallHead &head) override;
    void messageCame(CallId call, QByteArrayView message) override;
    void requestEnded(CallId call) override;
    void callGone(CallId call) override;

    void answer(const QByteArray &method, CallId call, const QByteArray &request);
    void answerCredentials(CallId call, const QByteArray &request);
    void answerSecret(CallId call, const QByteArray &request);
    void answerAgentCheck(CallId call, const QByteArray &request);
    void beginForward(CallId call, const GrpcServer::CallHead &head);
    void forwardEnded(CallId call, bool isGood);
    void wakeForwards();
    void reply(CallId call, const Secret &message);
    void note(const QString &what);

    void take(const QByteArray &bytes);
    void flush();
    void end(const Result<void> &result);

    /// A question that is not whole yet.
    struct Question
    {
        QByteArray method;
        QByteArray message;
        int messages = 0;
    };

    Engine &m_engine;
    BuildSessionSources m_sources;
    QString m_id;
    QStringList m_asked;
    GrpcServer m_server;
    QHash<CallId, Question> m_questions;
    QHash<CallId, std::shared_ptr<AgentForward>> m_forwards;
    Duplex m_duplex;
    QTimer m_flushTimer; ///< after what comes was taken
    bool m_isOpen = false;
    bool m_isOver = false;
};

} // namespace strata
