// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/statshub.h"

#include "engine/api/containers.h"

#include <utility>

namespace strata {

StatsHub::StatsHub(QObject *parent) : QObject(parent)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(RetryDelay);
    connect(&m_retry, &QTimer::timeout, this, &StatsHub::reopen);
}

StatsHub::~StatsHub() = default;

void StatsHub::setEngine(Engine *engine)
{
    if (engine == m_engine)
        return;
    setWanted({});
    m_engine = engine;
}

void StatsHub::setWanted(const QList<ContainerId> &containers)
{
    const QList<ContainerId> wanted = containers.first(std::min(containers.size(), StreamLimit));
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    QList<ContainerId> unwanted;
    for (const auto &[id, stream] : m_streams) {
        if (!m_wanted.contains(id))
            unwanted.append(id);
    }
    for (const ContainerId &id : std::as_const(unwanted)) {
        m_streams.erase(id);
        Q_EMIT dropped(id);
    }
    reopen();
}

void StatsHub::reopen()
{
    if (!m_engine)
        return;
    for (const ContainerId &id : std::as_const(m_wanted)) {
        if (!m_streams.contains(id))
            open(id);
    }
}

void StatsHub::open(const ContainerId &id)
{
    StreamHandlers<StatsSample> handlers;
    handlers.items = [this, id](const QList<StatsSample> &samples) {
        for (const StatsSample &sample : samples)
            Q_EMIT sampled(id, sample);
    };
    handlers.ended = [this, id](const Result<void> &) { ended(id); };
    m_streams.insert_or_assign(id, m_engine->containers().stats(id, this, std::move(handlers)));
}

void StatsHub::ended(const ContainerId &id)
{
    // The subscription is the one that is calling: it is dropped when it has returned.
    QMetaObject::invokeMethod(
        this,
        [this, id] {
            const auto stream = m_streams.find(id);
            if (stream == m_streams.end() || stream->second.isActive())
                return;
            m_streams.erase(stream);
            Q_EMIT dropped(id);
            if (m_wanted.contains(id))
                m_retry.start();
        },
        Qt::QueuedConnection);
}

} // namespace strata
