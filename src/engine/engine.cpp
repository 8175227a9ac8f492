// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "engine/api/containers.h"
#include "engine/api/images.h"
#include "engine/api/system.h"
#include "engine/http/enginejob.h"
#include "engine/http/session.h"

namespace strata {

Subscription &Subscription::operator=(Subscription &&other) noexcept
{
    if (this != &other) {
        reset();
        m_receiver = std::exchange(other.m_receiver, nullptr);
    }
    return *this;
}

void Subscription::reset()
{
    if (QObject *receiver = std::exchange(m_receiver, nullptr)) {
        static_cast<StreamReceiver *>(receiver)->isOver = true;
        receiver->deleteLater();
    }
}

Engine::Engine(Endpoint endpoint, QObject *parent) : Engine(endpoint, makeTransport(endpoint), parent) {}

Engine::Engine(Endpoint endpoint, std::unique_ptr<Transport> transport, QObject *parent)
    : QObject(parent), m_endpoint(std::move(endpoint)), m_session(new Session(std::move(transport)))
{
    m_thread.setObjectName(QStringLiteral("engine-io"));
    m_session->moveToThread(&m_thread);
    connect(m_session, &Session::identified, this, [this](const EngineIdentity &identity) {
        m_identity = identity;
        Q_EMIT identityChanged();
    });
    connect(&m_thread, &QThread::finished, m_session, &QObject::deleteLater);
    m_thread.start();
}

Engine::~Engine()
{
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

void Engine::submit(EngineJob *job)
{
    job->moveToThread(&m_thread);
    // The holder frees a job that the I/O thread never came to.
    struct Holder
    {
        EngineJob *job;
        ~Holder() { delete job; }
    };
    auto holder = std::make_shared<Holder>(job);
    QMetaObject::invokeMethod(
        m_session, [session = m_session, holder] { session->submit(std::exchange(holder->job, nullptr)); },
        Qt::QueuedConnection);
}

void Engine::run(Call call, Store store, QObject *context, std::function<void()> deliver)
{
    auto *job = new EngineJob(std::move(call));
    job->store = std::move(store);
    connect(job, &EngineJob::done, context, [engine = QPointer(this), deliver = std::move(deliver)] {
        if (engine)
            deliver();
    }, Qt::QueuedConnection);
    connect(context, &QObject::destroyed, job, &EngineJob::abort, Qt::QueuedConnection);
    submit(job);
}

Subscription Engine::runStream(Call call, StreamSlots stream, QObject *context)
{
    auto *job = new EngineJob(std::move(call));
    job->feed = std::move(stream.feed);
    job->storeEnd = std::move(stream.storeEnd);
    auto *receiver = new StreamReceiver(context);
    const auto guarded = [engine = QPointer(this), receiver](std::function<void()> slot) {
        return [engine, receiver, slot = std::move(slot)] {
            if (engine && !receiver->isOver)
                slot();
        };
    };
    const auto deliver = [receiver, deliver = std::move(stream.deliver)] {
        deliver();
        Q_EMIT receiver->taken();
    };
    connect(job, &EngineJob::opened, receiver, guarded(std::move(stream.opened)), Qt::QueuedConnection);
    connect(job, &EngineJob::itemsReady, receiver, guarded(deliver), Qt::QueuedConnection);
    connect(job, &EngineJob::ended, receiver, guarded(std::move(stream.ended)), Qt::QueuedConnection);
    connect(receiver, &StreamReceiver::taken, job, &EngineJob::resume, Qt::QueuedConnection);
    connect(receiver, &QObject::destroyed, job, &EngineJob::abort, Qt::QueuedConnection);
    submit(job);
    return Subscription(receiver);
}

} // namespace strata
