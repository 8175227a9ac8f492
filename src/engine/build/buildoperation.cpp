// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/build/buildoperation.h"

#include "core/background.h"
#include "core/bytesize.h"
#include "core/ids.h"
#include "core/query.h"
#include "engine/actions/action.h"
#include "engine/api/registryauth.h"
#include "engine/api/system.h"
#include "engine/build/buildsession.h"

#include <QSet>
#include <QUuid>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A ByteSource as a device, on the I/O thread. It is not sequential in QIODevice's sense: bytes are there when they are
/// asked for, and the end is where atEnd() says.
class BuildOperation::ContextDevice final : public QIODevice
{
public:
    ContextDevice(std::unique_ptr<ByteSource> source, std::shared_ptr<Upload> upload)
        : m_source(std::move(source)), m_upload(std::move(upload))
    {}

    bool isSequential() const override { return false; }
    bool atEnd() const override { return m_ended; }

    void fail(const Error &error)
    {
        setErrorString(error.message);
        const std::lock_guard lock(m_upload->mutex);
        m_upload->error = error;
    }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        if (m_piece.isEmpty() && !m_ended) {
            const Result<QByteArrayView> next = m_source->next();
            if (!next) {
                fail(next.error());
                return -1;
            }
            m_piece = *next;
            m_ended = m_piece.isEmpty();
        }
        const qint64 count = std::min<qint64>(size, m_piece.size());
        std::copy_n(m_piece.data(), count, data);
        m_piece = m_piece.sliced(count);
        m_upload->sent += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::unique_ptr<ByteSource> m_source;
    std::shared_ptr<Upload> m_upload;
    QByteArrayView m_piece;
    bool m_ended = false;
};

namespace {

QString titleOf(const BuildOptions &options)
{
    if (!options.tags.isEmpty())
        return BuildOperation::tr("Build %1").arg(namesForTitle(options.tags));
    return BuildOperation::tr("Build %1").arg(options.dockerfile);
}

QString durationText(qint64 nanoseconds)
{
    return BuildOperation::tr("%1 s").arg(static_cast<double>(nanoseconds) / 1e9, 0, 'f', 1);
}

Call cancelCall(const QString &buildId)
{
    QUrlQuery query;
    addQueryValue(query, u"id"_s, buildId);
    return Call::post(u"/build/cancel"_s, query);
}

} // namespace

BuildOperation::BuildOperation(Engine &engine, BuildOptions options, BuildContext context, QObject *parent)
    : Operation(titleOf(options), buildCommand(options), parent), m_owner(&engine), m_endpoint(engine.endpoint()),
      m_options(std::move(options)), m_context(std::move(context)),
      m_buildId(QUuid::createUuid().toString(QUuid::Id128)), m_upload(std::make_shared<Upload>()),
      m_buildLog(std::make_shared<BuildLog>()), m_tick(this)
{
    connect(&m_tick, &QTimer::timeout, this, &BuildOperation::tellProgress);
}

BuildOperation::~BuildOperation()
{
    stop();
}

void BuildOperation::doStart()
{
    if (const Result<void> possible = problemWith(m_options); !possible)
        return finish(Outcome::failure(possible.error()));
    Result<QHash<QString, QString>> agents = agentSockets(m_options.agents);
    if (!agents)
        return finish(Outcome::failure(agents.error()));
    m_agents = std::move(*agents);
    m_engine = std::make_unique<Engine>(m_endpoint);
    m_preparing = std::make_unique<QObject>();
    if (m_options.secrets.isEmpty())
        findAccounts();
    else
        readSecretsThen();
}

void BuildOperation::readSecretsThen()
{
    inBackground(
        m_preparing.get(), [secrets = m_options.secrets] { return readSecrets(secrets); },
        [this](Result<QHash<QString, Secret>> secrets) {
            if (!secrets)
                return fail(secrets.error());
            m_secrets = std::move(*secrets);
            findAccounts();
        });
}

/// One registry after the other.
void BuildOperation::findAccounts()
{
    if (m_find) {
        for (const QString &registry : std::as_const(m_options.registries)) {
            if (const QString key = registryKey(registry); !m_toAsk.contains(key))
                m_toAsk.append(key);
        }
    }
    askNext();
}

void BuildOperation::askNext()
{
    if (m_toAsk.isEmpty())
        return needsSession(m_options) ? openSession() : send();
    setProgress({.done = 0, .total = -1, .text = tr("Looking for the account")});
    const QString registry = m_toAsk.takeFirst();
    m_find(registry, m_preparing.get(), [this, registry](const FoundCredential &found) {
        if (!found)
            appendLog(tr("Without an account: %1").arg(found.error().message));
        else if (*found && accountFits(**found, registry))
            m_accounts.append(**found);
        askNext();
    });
}

void BuildOperation::openSession()
{
    BuildSessionSources sources;
    sources.account = [accounts = m_accounts](const QString &registry) -> std::optional<Credential> {
        const auto found = std::ranges::find_if(
            accounts, [&registry](const Credential &account) { return accountFits(account, registry); });
        return found == accounts.cend() ? std::nullopt : std::optional(*found);
    };
    sources.secret = [secrets = m_secrets](const QString &id) -> Result<Secret> {
        const auto found = secrets.constFind(id);
        if (found == secrets.cend())
            return failure(Error::Kind::NotFound, {});
        return *found;
    };
    if (!m_agents.isEmpty())
        sources.agent = [agents = m_agents](const QString &id) { return agents.value(id); };
    m_session = std::make_unique<BuildSession>(*m_engine, std::move(sources));
    connect(m_session.get(), &BuildSession::opened, this, &BuildOperation::send);
    connect(m_session.get(), &BuildSession::ended, this, &BuildOperation::sessionEnded);
    m_session->open();
}

/// Without it the build fails as well, and says why; only one that never opened is a reason by itself.
void BuildOperation::sessionEnded(const Result<void> &result)
{
    if (m_stream.isActive())
        return;
    Error error{Error::Kind::BrokenStream, tr("The engine closed the build's session."), {}};
    if (!result)
        error = result.error();
    if (error.kind == Error::Kind::NotFound)
        error = {Error::Kind::NotSupported, tr("This engine has no sessions, which this build needs."), error.detail};
    fail(error);
}

void BuildOperation::send()
{
    QUrlQuery query = buildQuery(m_options);
    addQueryValue(query, u"buildid"_s, m_buildId);
    if (m_session)
        addQueryValue(query, u"session"_s, m_session->id());
    Call call = Call::post(u"/build"_s, query);
    call.contentType = "application/x-tar";
    call.headerTimeout = 0ms; // they come with the first step
    if (m_options.builder != Builder::BuildKit)
        addRegistryConfig(call, m_accounts);
    call.source = [context = m_context, upload = m_upload]() -> std::unique_ptr<QIODevice> {
        Result<std::unique_ptr<ByteSource>> source = context();
        auto device = std::make_unique<ContextDevice>(source ? std::move(*source) : nullptr, upload);
        if (source)
            (void)device->open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        else
            device->fail(source.error()); // the session sees that it is not open
        return device;
    };
    const auto flavour = m_options.builder == Builder::BuildKit ? BuildFlavour::BuildKit : BuildFlavour::Words;
    m_stream = m_engine->follow<BuildEvent>(std::move(call), decodeBuild(flavour, m_buildLog), this,
                                            {.opened = {},
                                             .items = [this](const QList<BuildEvent> &events) { take(events); },
                                             .ended = [this](const Result<void> &result) { ended(result); }});
    m_tick.start(100ms);
}

void BuildOperation::take(const QList<BuildEvent> &events)
{
    const int before = static_cast<int>(steps().size());
    QSet<int> changed;
    for (const BuildEvent &event : events) {
        const BuildProgress::Touched touched = m_build.take(event.trace);
        changed.unite(QSet<int>(touched.changed.cbegin(), touched.changed.cend()));
        if (!event.imageId.isEmpty())
            m_imageId = imageIdFrom(event.imageId).toString();
        if (m_error.isEmpty() && !event.error.isEmpty()) {
            m_error = event.error;
            m_exitCode = event.exitCode;
        }
    }
    BuildProgress::Touched all{.firstNew = steps().size() > before ? before : -1, .changed = {}};
    for (const int row : std::as_const(changed)) {
        if (row < before)
            all.changed.append(row);
    }
    std::ranges::sort(all.changed);
    tell(all);
    tellProgress();
}

void BuildOperation::tell(const BuildProgress::Touched &touched)
{
    if (touched.firstNew >= 0) {
        for (int row = touched.firstNew; row < steps().size(); ++row)
            logStep(steps().at(row));
        Q_EMIT stepsAdded(touched.firstNew);
    }
    for (const int row : touched.changed) {
        logStep(steps().at(row));
        Q_EMIT stepChanged(row);
    }
}

/// A line when a step is over.
void BuildOperation::logStep(const BuildStep &step)
{
    const int row = m_build.rowOf(step.digest);
    if (step.name.isInternal || !step.isOver() || m_logged.contains(row))
        return;
    m_logged.insert(row);
    const QString number = step.name.number > 0
        ? QString(step.name.stage + u' ' + QString::number(step.name.number) + u'/' + QString::number(step.name.count))
              .trimmed()
        : QString();
    const QString name = number.isEmpty() ? step.name.text : u"[%1] %2"_s.arg(number, step.name.text);
    switch (step.state) {
    case BuildStep::State::Cached: return appendLog(tr("%1: from the cache").arg(name));
    case BuildStep::State::Failed: return appendLog(tr("%1: failed, %2").arg(name, step.error));
    case BuildStep::State::Cancelled: return appendLog(tr("%1: cancelled").arg(name));
    default: return appendLog(tr("%1: done, %2").arg(name, durationText(step.busy)));
    }
}

void BuildOperation::tellProgress()
{
    const BuildTotals &totals = m_build.totals();
    Progress now;
    if (totals.steps > 0) {
        now = {.done = totals.done,
               .total = totals.steps,
               .text = tr("%1 of %n steps", nullptr, totals.steps).arg(totals.done)};
    } else {
        const qint64 sent = contextSent();
        now = {.done = sent,
               .total = m_contextSize >= 0 ? std::max(m_contextSize, sent) : -1,
               .text = tr("%1 of the context sent").arg(formatBytes(sent))};
    }
    if (now.text != progress().text || now.done != progress().done)
        setProgress(std::move(now));
}

void BuildOperation::doCancel()
{
    stop();
    tell(m_build.finish());
}

/// The engine of this build is let go when it has answered: its thread may be in the middle of reading the context.
void BuildOperation::stop()
{
    m_tick.stop();
    m_preparing.reset();
    const bool isSent = m_stream.isActive();
    m_stream.reset();
    m_session.reset();
    if (!m_engine)
        return;
    if (!m_owner) // nobody would end it
        return m_engine.reset();
    Engine *engine = m_engine.release();
    engine->setParent(m_owner);
    const auto drop = [engine](const auto &) { engine->deleteLater(); };
    if (isSent && m_options.builder == Builder::BuildKit)
        engine->ask<bool>(cancelCall(m_buildId), [](const Answer &) { return true; }, engine, drop);
    else
        engine->system().ping(engine, drop);
}

void BuildOperation::ended(const Result<void> &result)
{
    m_tick.stop();
    letGo();
    if (result && m_error.isEmpty()) {
        tellProgress();
        const QString name = m_options.tags.isEmpty() ? ImageId(m_imageId).shortened() : namesForTitle(m_options.tags);
        const BuildTotals &totals = m_build.totals();
        return finish(Outcome::success(
            tr("%1 built: %n steps, %2 from the cache", nullptr, totals.steps).arg(name).arg(totals.cached)));
    }
    const Error error = whatFailed(result);
    tell(m_build.finish());
    m_imageId.clear();
    finish(Outcome::failure(error));
}

/// Not now: this is one of its answers.
void BuildOperation::letGo()
{
    if (m_preparing)
        m_preparing.release()->deleteLater();
    if (m_session) {
        m_session->setParent(this); // before the engine, which it uses
        m_session.release()->deleteLater();
    }
    m_engine->setParent(this);
    m_engine.release()->deleteLater();
}

/// Before the build.
void BuildOperation::fail(const Error &error)
{
    letGo();
    finish(Outcome::failure(error));
}

Error BuildOperation::whatFailed(const Result<void> &result)
{
    const std::unique_lock lock(m_upload->mutex);
    if (m_upload->error)
        return *m_upload->error;
    const bool isRefused = m_error.isEmpty() && result.error().detail.startsWith(u"HTTP "_s); // before its first words
    if (m_error.isEmpty() && !isRefused)
        return result.error();
    const QString words = isRefused ? result.error().message : m_error;
    const int told = m_exitCode > 0 ? m_exitCode : exitCodeIn(words);
    m_failedAt = BuildFailure{.row = m_build.failedRow(), .line = dockerfileLineIn(words), .exitCode = told};
    Error error = buildError(words);
    if (isRefused && error.kind == Error::Kind::EngineFailed)
        error = result.error();
    return error;
}

} // namespace strata
