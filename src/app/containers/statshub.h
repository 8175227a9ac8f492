// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"
#include "engine/engine.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <map>

namespace strata {

/// Statistics for exactly the containers that somebody looks at: one stream each, opened when a container is wanted and
/// dropped when it is not. Wants nothing, asks nothing. At most StreamLimit streams at once, for the first ones wanted.
/// A stream that ends although it is still wanted is opened again after RetryDelay.
class StatsHub : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype StreamLimit = 64;
    static constexpr std::chrono::milliseconds RetryDelay{3000};

    explicit StatsHub(QObject *parent = nullptr);
    ~StatsHub() override;

    void setEngine(Engine *engine); ///< nullptr: none; drops every stream. The engine may be gone later.
    void setWanted(const QList<ContainerId> &containers); ///< in the order of importance
    qsizetype streamCount() const { return qsizetype(m_streams.size()); }

Q_SIGNALS:
    void sampled(const strata::ContainerId &id, const strata::StatsSample &sample);
    void dropped(const strata::ContainerId &id); ///< nobody looks at it any more, or it has ended

private:
    void open(const ContainerId &id);
    void ended(const ContainerId &id);
    void reopen();

    QPointer<Engine> m_engine;
    QList<ContainerId> m_wanted;
    std::map<ContainerId, Subscription> m_streams;
    QTimer m_retry;
};

} // namespace strata
