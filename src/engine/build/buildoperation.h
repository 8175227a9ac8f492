// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bytesource.h"
#include "core/findcredential.h"
#include "core/operation.h"
#include "engine/build/builderrors.h"
#include "engine/build/buildevents.h"
#include "engine/build/buildlog.h"
#include "engine/build/buildoptions.h"
#include "engine/engine.h"
#include "engine/stream/buildprogress.h"

#include <QPointer>
#include <QSet>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace strata {

class BuildSession;

/// Makes the tar of a build's context, plain or compressed as engines take it. Called once, on the I/O thread of the
/// build, which also reads the source. Nothing is applied to it: what .dockerignore names is left out already.
using BuildContext = std::function<Result<std::unique_ptr<ByteSource>>()>;

/// POST /build: the context goes to the engine while its answer is read. A view shows steps() by rows and their output
/// from buildLog().
///
/// It has an Engine of its own to the same endpoint: reading the context and writing the log hold up nothing else, and it
/// goes on when the Engine it was made with is destroyed. Cancelling ends at once for the person; the engine is told so
/// behind that, by POST /build/cancel and by closing the connection. However it ends, what came stays.
///
/// Ends with the error of buildError(), with that of the context's source, or with what happened to the connection.
/// Progress counts bytes of the context until the first step of the Dockerfile is known, then steps.
///
/// Before the build it reads secrets and asks for the accounts of options().registries, and where BuildKit may ask back it
/// opens a BuildSession, which is closed with the build. Others get the accounts with the request.
class BuildOperation : public Operation
{
    Q_OBJECT

public:
    BuildOperation(Engine &engine, BuildOptions options, BuildContext context, QObject *parent = nullptr);
    ~BuildOperation() override;

    const BuildOptions &options() const { return m_options; }
    void setContextSize(qint64 bytes) { m_contextSize = bytes; } ///< of the tar, about; -1: unknown
    /// Before start(). Where its log goes: see BuildLog.
    void setLogFolder(const QString &folder) { m_buildLog = std::make_shared<BuildLog>(folder); }

    /// Before start(). Who is asked for accounts; without it, or when the place cannot be looked into (the log says so),
    /// registries are asked without one.
    void setFindAccount(FindCredential find) { m_find = std::move(find); }

    const BuildProgress &build() const { return m_build; }
    const QList<BuildStep> &steps() const { return m_build.steps(); }
    const std::shared_ptr<BuildLog> &buildLog() const { return m_buildLog; }
    qint64 contextSent() const { return m_upload->sent; } ///< bytes
    const QString &imageId() const { return m_imageId; }  ///< once it succeeded; "sha256:…", of Buildah perhaps shorter
    const std::optional<BuildFailure> &failedAt() const { return m_failedAt; }

Q_SIGNALS:
    void stepsAdded(int first); ///< at the end
    void stepChanged(int row);  ///< once for many messages that came together; also when it printed something

protected:
    void doStart() override;
    void doCancel() override;

private:
    /// With the context's reader.
    struct Upload
    {
        std::atomic<qint64> sent = 0;
        std::mutex mutex;
        std::optional<Error> error; ///< of the source
    };
    class ContextDevice;

    void readSecretsThen();
    void findAccounts();
    void askNext();
    void openSession();
    void sessionEnded(const Result<void> &result);
    void send();
    void take(const QList<BuildEvent> &events);
    void tell(const BuildProgress::Touched &touched);
    void logStep(const BuildStep &step);
    void tellProgress();
    void ended(const Result<void> &result);
    Error whatFailed(const Result<void> &result);
    void letGo();
    void fail(const Error &error);
    void stop();

    QPointer<Engine> m_owner;
    Endpoint m_endpoint;
    BuildOptions m_options;
    BuildContext m_context;
    QString m_buildId;
    qint64 m_contextSize = -1;
    std::shared_ptr<Upload> m_upload;
    std::shared_ptr<BuildLog> m_buildLog;
    BuildProgress m_build;
    QString m_imageId;
    QString m_error; ///< the engine's words
    std::optional<BuildFailure> m_failedAt;
    int m_exitCode = 0;
    QSet<int> m_logged; ///< steps whose end is in the log
    QTimer m_tick;
    FindCredential m_find;
    QStringList m_toAsk; ///< registries whose accounts are not yet looked for
    QList<Credential> m_accounts;
    QHash<QString, Secret> m_secrets;
    QHash<QString, QString> m_agents;
    std::unique_ptr<QObject> m_preparing; ///< context of what is asked before the build
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<BuildSession> m_session; ///< ended before the engine
    Subscription m_stream;                   ///< as well
};

} // namespace strata
