// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/session.h"

#include "engine/http/errors.h"

#include <QCoreApplication>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int connectionLimit = 6;
const QVersionNumber oldestApi(1, 41);
const QVersionNumber newestApi(1, 51);

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Session)
};

QByteArray methodName(Call::Method method)
{
    switch (method) {
    case Call::Method::Get: return "GET";
    case Call::Method::Head: return "HEAD";
    case Call::Method::Post: return "POST";
    case Call::Method::Put: return "PUT";
    case Call::Method::Delete: break;
    }
    return "DELETE";
}

bool isGood(int status)
{
    return (status >= 200 && status < 300) || status == 304 || status == 101;
}

Result<EngineIdentity> identityOf(const Answer &answer)
{
    const QByteArray version = answer.header("Api-Version").toByteArray();
    if (version.isEmpty()) {
        return failure(Error::Kind::NotAnEngine, Text::tr("What answers there is no container engine."),
                       u"no Api-Version header in the answer to /_ping"_s);
    }
    EngineIdentity identity;
    const QVersionNumber offered = QVersionNumber::fromString(QLatin1StringView(version));
    if (offered < oldestApi) {
        return failure(Error::Kind::TooOld,
                       Text::tr("This engine speaks API %1. Strata needs 1.41 or newer (Docker 20.10, Podman 4.2).")
                           .arg(offered.toString()));
    }
    identity.apiVersion = std::min(offered, newestApi);
    identity.isPodman = !answer.header("Libpod-Api-Version").isEmpty();
    identity.server = QString::fromLatin1(answer.header("Server"));
    return identity;
}

} // namespace

Session::Session(std::unique_ptr<Transport> transport) : m_transport(std::move(transport)) {}

Session::~Session()
{
    const auto jobs = findChildren<EngineJob *>(Qt::FindDirectChildrenOnly);
    for (EngineJob *job : jobs)
        delete job->connection.data();
}

void Session::submit(EngineJob *job)
{
    job->setParent(this);
    connect(job, &EngineJob::aborted, this, &Session::forget);
    m_waiting.append(job);
    if (m_state == State::Ready)
        dispatch();
    else if (m_state == State::Unknown)
        negotiate();
}

void Session::negotiate()
{
    m_state = State::Negotiating;
    ping(Call::Method::Head);
}

void Session::ping(Call::Method method)
{
    Call call = Call::get(u"/_ping"_s);
    call.method = method;
    call.versioned = false;
    call.headerTimeout = std::chrono::seconds(10);
    call.bodyLimit = 64 * 1024;
    auto *job = new EngineJob(std::move(call));
    job->setParent(this);
    job->store = [this, method](const Result<Answer> &answer) { pingAnswered(method, answer); };
    begin(job);
}

void Session::pingAnswered(Call::Method method, const Result<Answer> &answer)
{
    Result<EngineIdentity> identity = answer ? identityOf(*answer) : std::unexpected(answer.error());
    const bool refused = !answer && answer.error().detail.startsWith(u"HTTP ");
    if (method == Call::Method::Head && (refused || (answer && !identity && identity.error().kind != Error::Kind::TooOld)))
        return ping(Call::Method::Get);
    if (refused) {
        identity = failure(Error::Kind::NotAnEngine, Text::tr("What answers there is no container engine."),
                           answer.error().detail);
    }
    negotiated(std::move(identity));
}

void Session::negotiated(Result<EngineIdentity> identity)
{
    if (identity) {
        m_identity = *identity;
        m_state = State::Ready;
        Q_EMIT identified(*m_identity);
        dispatch();
        return;
    }
    m_state = State::Unknown;
    const QList<EngineJob *> jobs = std::exchange(m_waiting, {});
    for (EngineJob *job : jobs)
        jobDone(job, nullptr, std::unexpected(identity.error()));
}

void Session::dispatch()
{
    for (qsizetype i = 0; m_state == State::Ready && i < m_waiting.size();) {
        EngineJob *job = m_waiting[i];
        const bool mayStart = job->isStream() || m_open < connectionLimit || takeIdle(false);
        if (!mayStart) {
            ++i;
            continue;
        }
        m_waiting.removeAt(i);
        begin(job);
    }
}

HttpConnection *Session::takeIdle(bool remove)
{
    m_idle.removeIf([](const QPointer<HttpConnection> &c) { return !c || !c->isReusable(); });
    if (m_idle.isEmpty())
        return nullptr;
    return remove ? m_idle.takeLast().data() : m_idle.last().data();
}

void Session::begin(EngineJob *job)
{
    HttpConnection *idle = job->isStream() ? nullptr : takeIdle(true);
    if (idle)
        send(job, idle);
    else
        openFor(job);
}

void Session::openFor(EngineJob *job)
{
    if (!job->isStream())
        ++m_open;
    m_transport->open(job, [this, job](Result<std::unique_ptr<QIODevice>> device) {
        if (!device) {
            if (!job->isStream())
                --m_open;
            if (m_state == State::Ready)
                m_state = State::Unknown;
            return jobDone(job, nullptr, std::unexpected(device.error()));
        }
        auto *connection = new HttpConnection(std::move(*device), this);
        if (!job->isStream())
            connect(connection, &QObject::destroyed, this, [this] {
                --m_open;
                dispatch();
            });
        connect(connection, &HttpConnection::closed, connection, &QObject::deleteLater);
        send(job, connection);
    });
}

QByteArray Session::target(const Call &call) const
{
    QByteArray text;
    if (call.versioned && m_identity)
        text = "/v" + m_identity->apiVersion.toString().toLatin1();
    text += call.path.toUtf8();
    if (!call.query.isEmpty())
        text += '?' + call.query.toString(QUrl::FullyEncoded).replace(u'+', "%2B"_L1).toUtf8();
    return text;
}

void Session::send(EngineJob *job, HttpConnection *connection)
{
    job->connection = connection;
    job->answer = {};
    HttpRequest request{methodName(job->call.method), target(job->call), job->call.headers, job->call.body};
    if (!job->call.contentType.isEmpty())
        request.headers.append({"Content-Type", job->call.contentType});
    HttpConnection::Handlers handlers;
    handlers.head = [this, job](const ResponseHead &head) { headArrived(job, head); };
    handlers.body = [this, job](QByteArrayView piece) { bodyArrived(job, piece); };
    handlers.done = [this, job, connection](const Result<void> &result) { jobDone(job, connection, result); };
    connection->send(request, job->call.headerTimeout, std::move(handlers));
}

void Session::headArrived(EngineJob *job, const ResponseHead &head)
{
    job->answer.status = head.status;
    job->answer.headers = head.headers;
    if (job->isStream() && isGood(head.status)) {
        Q_EMIT job->opened();
    } else if (head.contentLength > job->call.bodyLimit) {
        failLater(job, {Error::Kind::TooLarge, Text::tr("The engine's answer is too large."),
                        u"Content-Length %1"_s.arg(head.contentLength)});
    } else if (head.contentLength > 0) {
        job->answer.body.reserve(head.contentLength + 64);
    }
}

void Session::bodyArrived(EngineJob *job, QByteArrayView piece)
{
    if (job->failed)
        return;
    if (job->isStream() && isGood(job->answer.status)) {
        const Result<bool> items = job->feed(piece, false);
        if (!items)
            failLater(job, items.error());
        else if (*items)
            announce(job);
        return;
    }
    if (job->answer.body.size() + piece.size() > job->call.bodyLimit) {
        return failLater(job, {Error::Kind::TooLarge, Text::tr("The engine's answer is too large."),
                               u"more than %1 bytes"_s.arg(job->call.bodyLimit)});
    }
    if (job->answer.body.capacity() < job->answer.body.size() + piece.size() + 64)
        job->answer.body.reserve(std::max(job->answer.body.size() * 2, job->answer.body.size() + piece.size()) + 64);
    job->answer.body.append(piece);
}

void Session::announce(EngineJob *job)
{
    if (job->announcedItems) {
        if (job->connection)
            job->connection->setPaused(true);
        return;
    }
    job->announcedItems = true;
    Q_EMIT job->itemsReady();
}

void Session::failLater(EngineJob *job, Error error)
{
    job->failed = true;
    HttpConnection *connection = job->connection;
    job->connection = nullptr;
    connection->setPaused(true);
    connection->deleteLater();
    QMetaObject::invokeMethod(
        job, [this, job, error = std::move(error)] { jobDone(job, nullptr, std::unexpected(error)); },
        Qt::QueuedConnection);
}

void Session::jobDone(EngineJob *job, HttpConnection *connection, const Result<void> &result)
{
    if (job->failed && connection)
        return;
    job->connection = nullptr;
    const bool idempotent = job->call.method == Call::Method::Get || job->call.method == Call::Method::Head;
    if (!result && connection && connection->wasReused() && !connection->sawAnswer() && idempotent) {
        connection->deleteLater();
        return openFor(job);
    }
    if (connection)
        giveBack(job, connection);
    if (!result && m_state == State::Ready && result.error().kind == Error::Kind::BrokenStream)
        m_state = State::Unknown; // the engine may come back as another version
    conclude(job, result);
    if (m_state == State::Ready)
        dispatch();
    else if (m_state == State::Unknown && !m_waiting.isEmpty())
        negotiate();
}

void Session::conclude(EngineJob *job, const Result<void> &result)
{
    Result<void> outcome = result;
    if (outcome && !isGood(job->answer.status))
        outcome = std::unexpected(errorOf(job->answer));
    if (job->isStream()) {
        if (outcome) {
            if (const Result<bool> rest = job->feed({}, true); !rest)
                outcome = std::unexpected(rest.error());
        }
        job->storeEnd(std::move(outcome));
        Q_EMIT job->ended();
    } else {
        job->store(outcome ? Result<Answer>(std::move(job->answer)) : std::unexpected(outcome.error()));
        Q_EMIT job->done();
    }
    job->deleteLater();
}

void Session::giveBack(EngineJob *job, HttpConnection *connection)
{
    if (!job->isStream() && connection->isReusable())
        m_idle.append(connection);
    else
        connection->deleteLater();
}

void Session::forget(EngineJob *job)
{
    m_waiting.removeOne(job);
    delete job->connection.data();
    job->disconnect();
    job->deleteLater();
}

} // namespace strata
