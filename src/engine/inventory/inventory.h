// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"
#include "engine/engine.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace strata {

/// What became different in a live list since the last time it was told.
template<typename Row, typename Key>
struct Changes
{
    QList<Row> upserted; ///< new or different rows
    QList<Key> removed;
    bool isEmpty() const { return upserted.isEmpty() && removed.isEmpty(); }
};

using ImageChanges = Changes<ImageSummary, ImageId>;
using ContainerChanges = Changes<ContainerSummary, ContainerId>;

/// The live picture of one engine: lists once, follows /events, asks again only for what an event names, and
/// coalesces storms (one refresh at a time, at most every 100 ms). After the connection was lost it tries again with
/// 0.2 to 2 s between tries, and lists everything anew, because the engine replays at most 256 events.
/// Nothing polls while connected. Lives on the GUI thread; last known rows stay while the engine is away.
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
    void refresh(); ///< F5: lists everything again

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
    Engine &m_engine;
    Link m_link = Link::Connecting;
    std::optional<Error> m_error;
    std::optional<EngineInfo> m_info;
    QHash<ContainerId, ContainerSummary> m_containers;
    QHash<ImageId, ImageSummary> m_images;
    bool m_hasContainers = false;
    bool m_hasImages = false;
};

} // namespace strata
