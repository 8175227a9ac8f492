// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/ratemeter.h"

namespace strata {

namespace {

constexpr qint64 meanOf = 5000;
constexpr qint64 spacing = 50; // a hundred samples at most

} // namespace

void RateMeter::add(qint64 bytes, qint64 time)
{
    if (!m_samples.empty() && bytes < m_samples.back().bytes)
        m_samples.clear();
    if (m_samples.size() > 1 && time - m_samples[m_samples.size() - 2].time < spacing)
        m_samples.back() = {bytes, time};
    else
        m_samples.push_back({bytes, time});
    while (m_samples.size() > 2 && time - m_samples[1].time >= meanOf)
        m_samples.pop_front();
}

double RateMeter::perSecond() const
{
    if (m_samples.size() < 2 || m_samples.back().time <= m_samples.front().time)
        return 0;
    const auto bytes = static_cast<double>(m_samples.back().bytes - m_samples.front().bytes);
    return bytes * 1000 / static_cast<double>(m_samples.back().time - m_samples.front().time);
}

} // namespace strata
