// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/session.h"

#include "engine/http/errors.h"
#include "engine/http/negotiation.h"

#include <QCoreApplication>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 refusalLimit = 1 << 20;  ///< of an error's text; docker's own client reads as much
constexpr qint64 reserveLimit = 64 << 20; ///< a Content-Length alone does not make us allocate more
constexpr qint64 padding = 64;

struct SessionText
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

Error tooLarge(const QString &detail)
{
    return {Error::Kind::TooLarge, SessionText::tr("The engine's answer is too large."), detail};
}

} // namespace

Session::Session(std::unique_ptr<Transport> transport, std::shared_ptr<Mailbox<EngineIdentity>> identities)
    : m_orders(std::make_shared<OrderBox>(this)), m_identities(std::move(identities)),
      m_pool(std::make_unique<ConnectionPool>(std::move(transport), this))
{
    connect(m_pool.get(), &ConnectionPool::idleLost, this, &Session::engineLost);
}

Session::~Session()
{
    m_orders->close();
    m_pool.reset();
    for (EngineJob *job : std::as_const(m_jobs))
        job->order.news->post({.kind = JobNews::Kind::Gone});
}

void Session::customEvent(QEvent *)
{
    for (Order &order : m_orders->take())
        obey(order);
}

void Session::obey(Order &order)
{
    if (order.kind == Order::Kind::Submit)
        return submit(*order.submitted);
    if (order.kind == Order::Kind::Renew)
        return renew();
    EngineJob *job = m_jobs.value(order.job.get());
    if (!job)
        return;
    switch (order.kind) {
    case Order::Kind::Submit:
    case Order::Kind::Renew: break;
    case Order::Kind::Abort: return abort(job);
    case Order::Kind::Resume: return resume(job);
    case Order::Kind::Write: return write(job, order.bytes);
    case Order::Kind::WriteSecret: return writeSecret(job, order.bytes);
    case Order::Kind::CloseWrite: return closeWrite(job);
    }
}

void Session::submit(JobOrder &order)
{
    auto *job = new EngineJob(std::move(order), this);
    m_jobs.insert(job->order.news.get(), job);
    start(job);
}

void Session::abort(EngineJob *job)
{
    m_jobs.remove(job->order.news.get());
    m_waiting.removeOne(job);
    delete job->connection.data();
    delete job;
}

void Session::write(EngineJob *job, const QByteArray &bytes)
{
    if (job->opened && job->connection)
        job->connection->write(bytes);
    else
        job->unsent += bytes;
}

/// Before the head arrived there is nobody to tell a secret to.
void Session::writeSecret(EngineJob *job, QByteArray &bytes)
{
    if (job->opened && job->connection)
        job->connection->writeSecret(bytes);
    else
        wipe(bytes);
}

void Session::closeWrite(EngineJob *job)
{
    job->closeWriteWanted = true;
    if (job->opened && job->connection)
        m_pool->closeWrite(job->connection);
}

void Session::resume(EngineJob *job)
{
    job->announced = false;
    if (std::exchange(job->itemsWait, false))
        announce(job);
    if (job->connection)
        job->connection->setPaused(false);
}

void Session::start(EngineJob *job)
{
    if (m_state == State::Ready)
        return connectJob(job);
    m_waiting.append(job);
    if (m_state == State::Unknown)
        negotiate();
}

void Session::negotiate()
{
    m_state = State::Negotiating;
    ping(Call::Method::Head);
}

void Session::ping(Call::Method method)
{
    JobOrder order;
    order.call = pingCall(method);
    order.anyStatus = true;
    order.store = [this, method](const Result<Answer> &answer) { pingAnswered(method, answer); };
    connectJob(new EngineJob(std::move(order), this));
}

void Session::pingAnswered(Call::Method method, const Result<Answer> &answer)
{
    if (method == Call::Method::Head && shouldPingAgain(answer))
        return ping(Call::Method::Get);
    negotiated(answer ? identityOf(*answer) : std::unexpected(answer.error()));
}

void Session::negotiated(const Result<EngineIdentity> &identity)
{
    m_state = identity ? State::Ready : State::Unknown;
    if (identity) {
        m_identity = *identity;
        m_identities->post(*identity);
    }
    const QList<EngineJob *> jobs = std::exchange(m_waiting, {});
    for (EngineJob *job : jobs) {
        if (identity)
            start(job);
        else
            conclude(job, std::unexpected(identity.error()));
    }
}

/// It may come back as another version.
void Session::engineLost()
{
    if (m_state == State::Ready)
        m_state = State::Unknown;
}

void Session::renew()
{
    engineLost();
    m_pool->renew();
}

void Session::connectJob(EngineJob *job)
{
    using Kind = ConnectionPool::Kind;
    const Kind kind = job->order.isStream() ? Kind::Own : job->isRepeat ? Kind::Fresh : Kind::Shared;
    m_pool->acquire(kind, job, [this, job](Result<HttpConnection *> connection) { connected(job, connection); });
}

void Session::connected(EngineJob *job, Result<HttpConnection *> connection)
{
    if (!connection) {
        engineLost();
        return conclude(job, std::unexpected(connection.error()));
    }
    if (!job->isPing() && m_state != State::Ready) {
        m_pool->release(*connection);
        return start(job);
    }
    send(job, *connection);
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
    const Call &call = job->order.call;
    std::unique_ptr<QIODevice> source = call.source ? call.source() : nullptr;
    if (call.source && (!source || !source->isReadable())) {
        m_pool->release(connection);
        const QString reason = source ? source->errorString() : QString();
        return conclude(
            job, failure(Error::Kind::Local, SessionText::tr("What is to be sent cannot be read: %1").arg(reason)));
    }
    job->connection = connection;
    job->answer = {};
    HttpRequest request{
        .method = methodName(call.method), .target = target(call), .headers = call.headers, .body = call.body};
    request.secretHeaders = call.secretHeaders;
    request.secretBody = call.secretBody;
    if (!call.contentType.isEmpty())
        request.headers.append({"Content-Type", call.contentType});
    connection->send(
        std::move(request), call.headerTimeout,
        {.head = [this, job](const ResponseHead &head) { headArrived(job, head); },
         .body = [this, job](QByteArrayView piece) { bodyArrived(job, piece); },
         .done = [this, job, connection](const Result<void> &result) { exchangeDone(job, connection, result); }},
        std::move(source));
}

void Session::headArrived(EngineJob *job, const ResponseHead &head)
{
    job->answer.status = head.status;
    job->answer.headers = head.headers;
    if (job->order.isStream() && isGood(head.status))
        streamOpened(job);
    else if (isGood(head.status) && head.contentLength > job->order.call.bodyLimit)
        giveUp(job, tooLarge(u"Content-Length %1"_s.arg(head.contentLength)));
    else if (head.contentLength > 0)
        job->answer.body.reserve(std::min(head.contentLength, reserveLimit) + padding);
}

void Session::streamOpened(EngineJob *job)
{
    job->opened = true;
    job->order.news->post({.kind = JobNews::Kind::Opened, .head = job->answer});
    if (job->order.tellsWritten) {
        connect(job->connection, &HttpConnection::bytesWritten, job,
                [job](qint64 count) { job->order.news->post({.kind = JobNews::Kind::Written, .count = count}); });
    }
    if (!job->unsent.isEmpty())
        job->connection->write(std::exchange(job->unsent, {}));
    if (job->closeWriteWanted)
        m_pool->closeWrite(job->connection);
}

void Session::bodyArrived(EngineJob *job, QByteArrayView piece)
{
    if (!job->opened)
        return collect(job, piece);
    const Result<bool> items = job->order.feed(piece, false);
    if (!items)
        giveUp(job, items.error());
    else if (*items)
        announce(job);
}

void Session::collect(EngineJob *job, QByteArrayView piece)
{
    QByteArray &body = job->answer.body;
    const qint64 size = body.size() + piece.size();
    if (!isGood(job->answer.status) && size > refusalLimit)
        return giveUp(job, errorOf(job->answer));
    if (size > job->order.call.bodyLimit)
        return giveUp(job, tooLarge(u"more than %1 bytes"_s.arg(job->order.call.bodyLimit)));
    if (body.capacity() < size + padding)
        body.reserve(std::max<qint64>(body.size() * 2, size) + padding);
    body.append(piece);
}

/// While the last batch is not taken nothing more is read: what this piece brought waits with it.
void Session::announce(EngineJob *job)
{
    if (job->announced) {
        job->itemsWait = true;
        if (job->connection)
            job->connection->setPaused(true);
        return;
    }
    job->announced = true;
    job->order.news->post({.kind = JobNews::Kind::Items});
}

/// From inside a handler of the connection: nothing is deleted before control is back in the event loop.
void Session::giveUp(EngineJob *job, Error error)
{
    std::exchange(job->connection, nullptr)->abandon();
    QMetaObject::invokeMethod(
        job, [this, job, error = std::move(error)] { conclude(job, std::unexpected(error)); }, Qt::QueuedConnection);
}

void Session::exchangeDone(EngineJob *job, HttpConnection *connection, const Result<void> &result)
{
    job->connection = nullptr;
    const bool isBroken = !result && result.error().kind == Error::Kind::BrokenStream;
    const bool mayRepeat = job->order.call.method == Call::Method::Get || job->order.call.method == Call::Method::Head;
    if (isBroken && mayRepeat && connection->wasReused() && !connection->sawAnswer()) {
        connection->deleteLater();
        engineLost();
        job->isRepeat = true;
        return job->isPing() ? connectJob(job) : start(job);
    }
    if (isBroken)
        engineLost();
    m_pool->release(connection);
    const bool refused = result && !isGood(job->answer.status) && !job->order.anyStatus;
    conclude(job, refused ? std::unexpected(errorOf(job->answer)) : result);
}

void Session::conclude(EngineJob *job, Result<void> result)
{
    JobOrder &order = job->order;
    m_jobs.remove(order.news.get());
    if (order.isStream()) {
        if (result) {
            const Result<bool> rest = order.feed({}, true);
            result = rest.transform([](bool) {});
        }
        order.storeEnd(std::move(result));
    } else {
        order.store(result ? Result<Answer>(std::move(job->answer)) : std::unexpected(result.error()));
    }
    if (order.news)
        order.news->post({.kind = JobNews::Kind::Ended});
    job->deleteLater();
}

} // namespace strata
