// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bytepipe.h"

#include <QCoreApplication>

namespace strata {

namespace {

struct BytePipeText
{
    Q_DECLARE_TR_FUNCTIONS(BytePipe)
};

} // namespace

Result<void> BytePipe::write(QByteArrayView bytes)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_end || m_waiting.size() < m_capacity; });
    if (m_end)
        return *m_end;
    m_waiting += bytes;
    m_changed.notify_all();
    return {};
}

void BytePipe::finish(const Result<void> &end)
{
    const std::lock_guard lock(m_mutex);
    if (!m_end)
        m_end = end;
    m_changed.notify_all();
}

Result<QByteArrayView> BytePipe::next()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_end || !m_waiting.isEmpty(); });
    m_taken.resize(0); // both keep their memory: fresh pages cost more than copying
    m_taken.swap(m_waiting);
    m_changed.notify_all();
    if (m_taken.isEmpty() && !*m_end)
        return std::unexpected(m_end->error());
    return QByteArrayView(m_taken);
}

void BytePipe::abandon()
{
    const std::lock_guard lock(m_mutex);
    m_waiting.clear();
    m_end = failure(Error::Kind::Cancelled, BytePipeText::tr("Cancelled."));
    m_changed.notify_all();
}

} // namespace strata
