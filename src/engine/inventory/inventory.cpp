// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inventory/inventory.h"

#include "core/dropelsewhere.h"

#include "engine/api/system.h"
#include "engine/inventory/eventkinds.h"
#include "engine/inventory/listupdate.h"
#include "engine/inventory/refreshschedule.h"
#include "engine/inventory/socketwatch.h"

#include <QCoreApplication>

namespace strata {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto silentDocker = 700ms; ///< after the ping: /events should have answered long ago
constexpr auto silentPodman = 50ms;
constexpr auto silentUnknown = 3s;
constexpr auto steady = 5s; ///< live for so long: the next loss is a new one, not a series

} // namespace

Inventory::Inventory(Engine &engine, QObject *parent) : QObject(parent), m_engine(engine)
{
    setUpSchedules();
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Inventory::connectToEvents);
    m_eventsSilent.setSingleShot(true);
    connect(&m_eventsSilent, &QTimer::timeout, this, &Inventory::eventsOpened);
    connect(&engine, &Engine::identityChanged, this, &Inventory::identified);
    if (engine.endpoint().scheme == Endpoint::Scheme::Unix) {
        m_socketWatch = std::make_unique<SocketWatch>(engine.endpoint().path);
        connect(m_socketWatch.get(), &SocketWatch::appeared, this, &Inventory::socketIsNew);
    }
}

Inventory::~Inventory()
{
    dropElsewhere(std::move(m_containers));
    dropElsewhere(std::move(m_images));
}

void Inventory::setUpSchedules()
{
    using Schedule = RefreshSchedule;
    m_infoSchedule = new Schedule({.gap = 1s, .rows = 0}, [this](const RefreshBatch &) { askInfo(); }, this);
    m_containerSchedule = new Schedule({}, [this](const RefreshBatch &batch) { askContainers(batch); }, this);
    m_imageSchedule = new Schedule({.gap = 200ms, .rows = 0}, [this](const RefreshBatch &) { askImages(false); }, this);
    m_sharedSizeSchedule = new Schedule(
        {.gap = 1s, .rows = 0}, [this](const RefreshBatch &) { askImages(true); }, this);
}

void Inventory::start()
{
    if (!m_requests && !m_retry.isActive())
        connectToEvents();
}

void Inventory::refresh()
{
    if (m_eventsOpen)
        return listEverything();
    m_failedConnections = 0;
    connectToEvents();
}

// ---- the connection

void Inventory::connectToEvents()
{
    dropConnection();
    m_requests = new QObject(this);
    if (m_socketWatch)
        m_socketWatch->watch(); // before connecting: whoever takes the socket's place after this is noticed
    StreamHandlers<EngineEvent> handlers;
    handlers.opened = [this] { eventsOpened(); };
    handlers.items = [this](const QList<EngineEvent> &events) { eventsArrivedNow(events); };
    handlers.ended = [this](const Result<void> &end) { eventsEnded(end); };
    m_events = m_engine.system().events({}, m_requests, std::move(handlers));
    m_eventsSilent.start(silentUnknown);
}

/// Also while the link is live: an engine whose socket's file was replaced goes on telling its events to who is
/// connected, but whoever asks at that address asks another one.
void Inventory::socketIsNew()
{
    m_failedConnections = 0;
    m_engine.renewConnections();
    connectToEvents();
}

/// The context is deleted later because this may run inside one of its answers; answers check that it is still ours.
void Inventory::dropConnection()
{
    m_retry.stop();
    m_eventsSilent.stop();
    m_events.reset();
    if (QObject *requests = std::exchange(m_requests, nullptr))
        requests->deleteLater();
    for (RefreshSchedule *schedule : {m_infoSchedule, m_containerSchedule, m_imageSchedule, m_sharedSizeSchedule})
        schedule->reset();
    m_times.clear();
    m_doubts.clear();
    m_goneMeanwhile.clear();
    m_eventsOpen = m_containersFresh = m_imagesFresh = false;
}

void Inventory::identified()
{
    if (m_requests && !m_eventsOpen && m_engine.identity())
        m_eventsSilent.start(m_engine.identity()->isPodman ? silentPodman : silentDocker);
}

/// Also when the engine stays silent until the first event; when that comes, everything is listed once more.
void Inventory::eventsOpened()
{
    m_eventsSilent.stop();
    m_eventsOpen = true;
    listEverything();
}

void Inventory::listEverything()
{
    m_containerSchedule->wantAllNow();
    m_imageSchedule->wantAllNow();
    m_infoSchedule->wantAllNow();
}

void Inventory::eventsEnded(const Result<void> &end)
{
    if (m_link == Link::Live && m_liveSince.durationElapsed() > steady)
        m_failedConnections = 0;
    dropConnection();
    m_retry.start(retryDelay(++m_failedConnections));
    setLink(Link::Lost,
            end ? Error{Error::Kind::BrokenStream,
                        QCoreApplication::translate("Inventory", "The engine ended the connection."),
                        {}}
                : end.error());
}

void Inventory::updateLink()
{
    const bool healthy = m_containerSchedule->failures() == 0 && m_imageSchedule->failures() == 0;
    if (m_eventsOpen && m_containersFresh && m_imagesFresh && healthy && m_link != Link::Live) {
        m_liveSince.start();
        setLink(Link::Live, {});
    }
}

void Inventory::setLink(Link link, std::optional<Error> error)
{
    if (m_link == link && m_error == error)
        return;
    m_link = link;
    m_error = std::move(error);
    Q_EMIT linkChanged();
}

void Inventory::refreshFailed(RefreshSchedule &schedule, const Error &error)
{
    schedule.failed();
    if (m_link != Link::Live || schedule.failures() >= 2)
        setLink(Link::Lost, error);
}

// ---- events

void Inventory::eventsArrivedNow(const QList<EngineEvent> &events)
{
    ContainerChanges gone;
    for (const EngineEvent &event : events) {
        switch (effectOf(event)) {
        case EventEffect::None: break;
        case EventEffect::ContainerGone:
            if (removeAtOnce(ContainerId(event.actorId)))
                gone.removed.append(ContainerId(event.actorId));
            break;
        case EventEffect::ContainerAndImages: m_imageSchedule->wantAll(); [[fallthrough]];
        case EventEffect::ContainerChanged: containerChanged(event); break;
        case EventEffect::Containers: m_containerSchedule->wantAll(); break;
        case EventEffect::Images: m_imageSchedule->wantAll(); break;
        case EventEffect::Info: m_infoSchedule->wantAll(); break;
        }
    }
    if (!gone.isEmpty())
        Q_EMIT containersChanged(gone);
    Q_EMIT eventsArrived(events);
}

void Inventory::containerChanged(const EngineEvent &event)
{
    const ContainerId id(event.actorId);
    const qint64 seconds = event.timeNano / 1'000'000'000;
    if (event.action == u"start")
        m_times[id].started = seconds;
    else if (event.action == u"die")
        m_times[id].ended = seconds;
    m_doubts.remove(id);
    m_containerSchedule->want(event.actorId);
}

bool Inventory::removeAtOnce(const ContainerId &id)
{
    m_times.remove(id);
    m_doubts.remove(id);
    if (m_containerSchedule->isRunning())
        m_goneMeanwhile.insert(id);
    return m_containers.remove(id);
}

} // namespace strata
