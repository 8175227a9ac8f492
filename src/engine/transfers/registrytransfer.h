// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/findcredential.h"
#include "engine/engine.h"
#include "engine/transfers/transferoperation.h"

#include <QPointer>
#include <QTimer>

#include <chrono>
#include <memory>

namespace strata {

/// How often a transfer is begun again by itself when the connection to the engine, or the engine's to the registry,
/// broke after it had begun. The waits are `first`, twice that, and so on. An attempt that got further than all
/// before begins the count anew. The engine keeps the layers it has, so that what was done is not done again.
struct RetryPolicy
{
    int limit = 5;
    std::chrono::milliseconds first{1000};
};

/// A pull or push. Waiting for another attempt is told in progress().text, second by second; cancelling ends it.
///
/// Ends with the error of registryError(). Unauthorized: a registry wants an account, or does not accept this one; ask
/// for one and run what withAccount() gives. When the Engine is destroyed it ends as a failure of kind Cancelled.
class RegistryTransfer : public TransferOperation
{
    Q_OBJECT

public:
    const std::optional<Credential> &account() const { return m_account; }
    /// The same once more with this account; a new operation, not started. The reference decides to which registry an
    /// account goes: one of another registry is not sent.
    virtual std::unique_ptr<RegistryTransfer> withAccount(const Credential &account) const = 0;

    /// The first step, before the engine is asked. Without one, or when the place cannot be looked into (the log says
    /// so), it goes on with account().
    void setFindAccount(FindCredential find) { m_find = std::move(find); }

    void setRetryPolicy(RetryPolicy policy) { m_policy = policy; }
    int attempts() const { return m_attempts; } ///< all so far, the first included

protected:
    RegistryTransfer(Engine &engine, TransferProgress::Kind kind, QString title, CommandLine commandLine,
                     const QString &registry, const std::optional<Credential> &account, QObject *parent);

    void doStart() override;
    void doCancel() override;

    virtual Call call() const = 0;
    virtual QString summary() const = 0;
    Engine *engine() const { return m_engine; }

private:
    void findAccount();
    void useAccount(const FoundCredential &found);
    void attempt();
    void streamEnded(const Result<void> &result);
    void failed(const Error &error);
    bool mayRetry(const Error &error);
    void waitForRetry();
    void countDown();
    void engineDropped();

    QPointer<Engine> m_engine;
    QString m_registry; ///< the reference's
    std::optional<Credential> m_account;
    FindCredential m_find;
    std::unique_ptr<QObject> m_finding; ///< context of the question
    RetryPolicy m_policy;
    Subscription m_stream;
    QTimer m_retryTimer;
    std::chrono::milliseconds m_wait{0}; ///< until the next attempt
    int m_attempts = 0;
    int m_fruitless = 0;    ///< attempts since the last one that got further
    qint64 m_mostMoved = 0; ///< by any attempt
    bool m_everOpened = false;
};

} // namespace strata
