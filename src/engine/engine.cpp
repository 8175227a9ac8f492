// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "engine/api/buildcache.h"
#include "engine/api/containers.h"
#include "engine/api/images.h"
#include "engine/api/registry.h"
#include "engine/api/system.h"
#include "engine/http/jobreceiver.h"
#include "engine/http/session.h"

namespace strata {

Engine::Engine(const Endpoint &endpoint, QObject *parent) : Engine(endpoint, makeTransport(endpoint), parent) {}

Engine::Engine(Endpoint endpoint, std::unique_ptr<Transport> transport, QObject *parent)
    : QObject(parent), m_endpoint(std::move(endpoint)), m_identities(std::make_shared<Mailbox<EngineIdentity>>(this))
{
    m_session = new Session(std::move(transport), m_identities);
    m_orders = m_session->orders();
    m_thread.setObjectName(QStringLiteral("engine-io"));
    m_session->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_session, &QObject::deleteLater);
    m_thread.start();
}

Engine::~Engine()
{
    for (const Order &order : m_orders->close()) {
        if (order.kind == Order::Kind::Submit)
            order.job->post({.kind = JobNews::Kind::Gone});
    }
    m_identities->close();
    m_thread.quit();
    m_thread.wait();
}

Images Engine::images()
{
    return Images(*this);
}

Containers Engine::containers()
{
    return Containers(*this);
}

System Engine::system()
{
    return System(*this);
}

Registry Engine::registry()
{
    return Registry(*this);
}

BuildCache Engine::buildCache()
{
    return BuildCache(*this);
}

void Engine::renewConnections()
{
    m_orders->post({.kind = Order::Kind::Renew, .job = nullptr});
}

void Engine::customEvent(QEvent *)
{
    for (EngineIdentity &identity : m_identities->take())
        m_identity = std::move(identity);
    Q_EMIT identityChanged();
}

void Engine::submit(const JobReceiver &receiver, std::unique_ptr<JobOrder> job)
{
    job->news = receiver.news();
    m_orders->post({.kind = Order::Kind::Submit, .job = receiver.news(), .submitted = std::move(job)});
}

void Engine::run(Call call, Store store, QObject *context, std::function<void()> deliver)
{
    Q_ASSERT(context && context->thread() == QThread::currentThread());
    const auto *receiver = new JobReceiver(m_orders, {.ended = std::move(deliver)}, context);
    auto job = std::make_unique<JobOrder>();
    job->call = std::move(call);
    job->store = std::move(store);
    submit(*receiver, std::move(job));
}

JobReceiver *Engine::runStream(Call call, StreamSlots stream, QObject *context)
{
    Q_ASSERT(context && context->thread() == QThread::currentThread());
    auto *receiver = new JobReceiver(m_orders,
                                     {.opened = std::move(stream.opened),
                                      .deliver = std::move(stream.deliver),
                                      .written = stream.written,
                                      .ended = std::move(stream.ended)},
                                     context);
    auto job = std::make_unique<JobOrder>();
    job->call = std::move(call);
    job->feed = std::move(stream.feed);
    job->storeEnd = std::move(stream.storeEnd);
    job->tellsWritten = static_cast<bool>(stream.written);
    submit(*receiver, std::move(job));
    return receiver;
}

namespace {

/// What a conversation brought and the asking thread has not taken.
struct Heard
{
    std::mutex mutex;
    QByteArray bytes;
    Result<void> end;

    Result<bool> add(QByteArrayView more)
    {
        const std::lock_guard lock(mutex);
        bytes.append(more);
        return !bytes.isEmpty();
    }
    QByteArray take()
    {
        const std::lock_guard lock(mutex);
        return std::exchange(bytes, {});
    }
};

} // namespace

Subscription Engine::download(Call call, std::unique_ptr<DownloadSink> sink, QObject *context,
                              std::function<void(Result<void>)> ended)
{
    struct Shared
    {
        std::unique_ptr<DownloadSink> sink;
        Result<void> end; ///< written before the end is told
    };
    auto shared = std::make_shared<Shared>(std::move(sink));
    StreamSlots stream;
    stream.feed = [shared](QByteArrayView bytes, bool atEnd) -> Result<bool> {
        const Result<void> result = atEnd ? shared->sink->finish() : shared->sink->write(bytes);
        return result.transform([] { return false; });
    };
    stream.storeEnd = [shared](Result<void> end) {
        shared->sink.reset();
        shared->end = std::move(end);
    };
    stream.opened = [](const Answer &) {};
    stream.deliver = [] {};
    stream.ended = [shared, ended = std::move(ended)] { ended(std::move(shared->end)); };
    return Subscription(runStream(std::move(call), std::move(stream), context));
}

Duplex Engine::converse(Call call, QObject *context, DuplexHandlers handlers)
{
    auto heard = std::make_shared<Heard>();
    auto told = std::make_shared<DuplexHandlers>(std::move(handlers));
    auto pending = std::make_shared<qint64>(0); // asking thread only
    StreamSlots stream;
    stream.feed = [heard](QByteArrayView bytes, bool) { return heard->add(bytes); };
    stream.storeEnd = [heard](Result<void> end) { heard->end = std::move(end); };
    stream.opened = [told](const Answer &head) {
        if (told->opened)
            told->opened(head);
    };
    stream.written = [told, pending](qint64 count) {
        *pending -= count;
        if (told->written)
            told->written();
    };
    stream.deliver = [heard, told] {
        if (QByteArray bytes = heard->take(); !bytes.isEmpty())
            told->bytes(std::move(bytes));
    };
    stream.ended = [heard, told] {
        if (told->ended)
            told->ended(std::move(heard->end));
    };
    return Duplex(runStream(std::move(call), std::move(stream), context), std::move(pending));
}

} // namespace strata
