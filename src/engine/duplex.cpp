// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/duplex.h"

#include "engine/http/jobreceiver.h"

namespace strata {

Subscription::Subscription(JobReceiver *receiver) : m_receiver(receiver) {}

Subscription &Subscription::operator=(Subscription &&other) noexcept
{
    if (this != &other) {
        reset();
        m_receiver = std::exchange(other.m_receiver, nullptr);
    }
    return *this;
}

JobReceiver *Subscription::receiver() const
{
    auto *receiver = static_cast<JobReceiver *>(m_receiver.data());
    return receiver && !receiver->isOver() ? receiver : nullptr;
}

bool Subscription::isActive() const
{
    return receiver() != nullptr;
}

void Subscription::reset()
{
    if (JobReceiver *active = receiver()) {
        active->drop();
        active->deleteLater();
    }
    m_receiver = nullptr;
}

Duplex::Duplex(JobReceiver *receiver, std::shared_ptr<qint64> pending)
    : Subscription(receiver), m_pending(std::move(pending))
{}

void Duplex::write(const QByteArray &bytes)
{
    JobReceiver *active = receiver();
    if (!active || bytes.isEmpty())
        return;
    *m_pending += bytes.size();
    active->order(Order::Kind::Write, bytes);
}

void Duplex::writeSecret(QByteArray &&bytes)
{
    JobReceiver *active = receiver();
    if (!active || bytes.isEmpty())
        return wipe(bytes);
    *m_pending += bytes.size();
    active->order(Order::Kind::WriteSecret, std::move(bytes));
}

void Duplex::closeWrite()
{
    if (JobReceiver *active = receiver())
        active->order(Order::Kind::CloseWrite);
}

qint64 Duplex::bytesToWrite() const
{
    return isActive() ? *m_pending : 0;
}

} // namespace strata
