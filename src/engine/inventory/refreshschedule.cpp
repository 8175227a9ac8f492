// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inventory/refreshschedule.h"

#include <algorithm>

namespace strata {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

milliseconds retryDelay(int failures)
{
    return std::min(milliseconds(200 << std::clamp(failures - 1, 0, 8)), milliseconds(2s));
}

RefreshSchedule::RefreshSchedule(Limits limits, Run run, QObject *parent)
    : QObject(parent), m_limits(limits), m_run(std::move(run))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RefreshSchedule::begin);
}

void RefreshSchedule::want(const QString &id)
{
    if (m_dirty.all)
        return;
    m_dirty.ids.insert(id);
    if (m_dirty.ids.size() > m_limits.rows)
        m_dirty = {.all = true, .ids = {}};
    schedule();
}

void RefreshSchedule::wantAll()
{
    m_dirty = {.all = true, .ids = {}};
    schedule();
}

void RefreshSchedule::wantAllNow()
{
    m_dirty = {.all = true, .ids = {}};
    if (!m_running)
        begin();
}

void RefreshSchedule::succeeded()
{
    m_running = false;
    m_failures = 0;
    m_lastTook = std::min(milliseconds(m_sinceBegin.elapsed()), milliseconds(2s));
    schedule();
}

void RefreshSchedule::failed()
{
    m_running = false;
    ++m_failures;
    m_lastTook = 0ms;
    if (m_underWay.all)
        m_dirty = {.all = true, .ids = {}};
    else if (!m_dirty.all)
        m_dirty.ids.unite(m_underWay.ids);
    schedule();
}

void RefreshSchedule::reset()
{
    m_timer.stop();
    m_dirty = {};
    m_running = false;
    m_failures = 0;
    m_lastTook = 0ms;
}

void RefreshSchedule::schedule()
{
    if (m_running || m_dirty.isEmpty() || (m_timer.isActive() && m_failures == 0))
        return;
    milliseconds wait = m_limits.gather;
    if (m_failures > 0)
        wait = m_timer.isActive() ? m_timer.remainingTimeAsDuration() : retryDelay(m_failures);
    else if (m_sinceBegin.isValid())
        wait = std::max(wait, std::max(m_limits.gap, 2 * m_lastTook) - milliseconds(m_sinceBegin.elapsed()));
    m_timer.start(wait);
}

void RefreshSchedule::begin()
{
    m_timer.stop();
    m_underWay = std::exchange(m_dirty, {});
    m_running = true;
    m_sinceBegin.start();
    m_run(m_underWay);
}

} // namespace strata
