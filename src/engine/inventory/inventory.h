// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"
#include "engine/engine.h"
#include "engine/inventory/changes.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace strata {

class RefreshSchedule;
class SocketWatch;
struct ContainerTimes;
struct RefreshBatch;
template<typename Row, typename Key>
struct ListUpdate;

/// The live picture of one engine: lists once, follows /events, asks again only for what an event names, and
/// coalesces storms (one refresh at a time, at most every 100 ms). After the connection was lost it tries again with
/// 0.2 to 2 s between tries, at once when the engine's socket appears, and lists everything anew, because the engine
/// replays at most 256 events. When the socket's file is replaced it follows the new engine. A refresh that fails is tried again; the second failure in a row makes the link Lost.
/// Nothing polls while connected. Lives on the GUI thread; last known rows stay while the engine is away.
/// Answers are decoded and compared with the picture on the I/O thread.
class Inventory : public QObject
{
    Q_OBJECT

public:
    enum class Link {
        Connecting, ///< never had an answer from this engine
        Live,       ///< lists are complete and events arrive
        Lost,       ///< was live, or failed to connect; error() says why; it keeps trying
    };
    Q_ENUM(Link)

    explicit Inventory(Engine &engine, QObject *parent = nullptr);
    ~Inventory() override;

    void start();
    void refresh(); ///< F5: lists everything again, or tries to connect at once

    Link link() const { return m_link; }
    const std::optional<Error> &error() const { return m_error; } ///< why the link is not Live
    const std::optional<EngineInfo> &info() const { return m_info; }

    bool hasContainers() const { return m_hasContainers; } ///< the first complete list is there
    bool hasImages() const { return m_hasImages; }
    const QHash<ContainerId, ContainerSummary> &containers() const { return m_containers; }
    const QHash<ImageId, ImageSummary> &images() const { return m_images; }

Q_SIGNALS:
    void linkChanged();
    void infoChanged();
    void containersChanged(const strata::ContainerChanges &changes); ///< also with an empty first list
    void imagesChanged(const strata::ImageChanges &changes);
    void eventsArrived(const QList<strata::EngineEvent> &events);

private:
    using ContainerAnswer = Result<ListUpdate<ContainerSummary, ContainerId>>;
    using ImageAnswer = Result<ListUpdate<ImageSummary, ImageId>>;

    void setUpSchedules();
    void connectToEvents();
    void socketIsNew();
    void dropConnection();
    void identified();
    void eventsOpened();
    void eventsArrivedNow(const QList<EngineEvent> &events);
    void eventsEnded(const Result<void> &end);
    void listEverything();
    void setLink(Link link, std::optional<Error> error);
    void updateLink();

    void containerChanged(const EngineEvent &event);
    bool removeAtOnce(const ContainerId &id);

    void askInfo();
    void askContainers(const RefreshBatch &batch);
    void askImages(bool sharedSizes);
    void takeContainers(ContainerAnswer answer, bool isWhole);
    void takeImages(ImageAnswer answer);
    void takeSharedSizes(ImageAnswer answer);
    void tellImages(ListUpdate<ImageSummary, ImageId> &update);
    void refreshFailed(RefreshSchedule &schedule, const Error &error);
    bool knowsSharedSizes() const;

    Engine &m_engine;
    Link m_link = Link::Connecting;
    std::optional<Error> m_error;
    std::optional<EngineInfo> m_info;
    QHash<ContainerId, ContainerSummary> m_containers;
    QHash<ImageId, ImageSummary> m_images;
    bool m_hasContainers = false;
    bool m_hasImages = false;

    Subscription m_events;
    QObject *m_requests = nullptr; ///< context of this connection's requests; a new one for each connection
    bool m_eventsOpen = false;
    bool m_containersFresh = false; ///< listed since this connection was made
    bool m_imagesFresh = false;
    int m_failedConnections = 0;
    QElapsedTimer m_liveSince;
    QTimer m_retry;
    QTimer m_eventsSilent; ///< for engines that answer /events only with the first event
    std::unique_ptr<SocketWatch> m_socketWatch;

    RefreshSchedule *m_infoSchedule = nullptr;
    RefreshSchedule *m_containerSchedule = nullptr;
    RefreshSchedule *m_imageSchedule = nullptr;
    RefreshSchedule *m_sharedSizeSchedule = nullptr;
    QHash<ContainerId, ContainerTimes> m_times;
    QSet<ContainerId> m_goneMeanwhile; ///< destroyed while a list is under way that may still have them
    QHash<ContainerId, int> m_doubts;  ///< how often a row was asked for again because it contradicted an event
};

} // namespace strata
