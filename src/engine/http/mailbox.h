// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QEvent>

#include <mutex>
#include <utility>
#include <vector>

namespace strata {

/// Messages for an object that lives on another thread, in the order they were left.
///
/// The owner is woken by one custom event however many messages wait; its customEvent() takes them all. Everything a
/// sender wrote before post() is visible to the owner after take(). The owner closes the box before it is gone; a
/// message left after that is dropped. Qt's own queued calls do the same for one call each; here a burst costs one
/// event, nothing refers to a dead object, and ThreadSanitizer can see the order without an instrumented Qt.
template<typename Message>
class Mailbox
{
public:
    explicit Mailbox(QObject *owner) : m_owner(owner) {}

    bool post(Message message)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_owner)
            return false;
        m_messages.push_back(std::move(message));
        if (!std::exchange(m_woken, true))
            QCoreApplication::postEvent(m_owner, new QEvent(QEvent::User));
        return true;
    }

    std::vector<Message> take()
    {
        const std::lock_guard lock(m_mutex);
        m_woken = false;
        return std::exchange(m_messages, {});
    }

    /// Returns what nobody took.
    std::vector<Message> close()
    {
        const std::lock_guard lock(m_mutex);
        m_owner = nullptr;
        return std::exchange(m_messages, {});
    }

    bool isClosed() const
    {
        const std::lock_guard lock(m_mutex);
        return !m_owner;
    }

private:
    mutable std::mutex m_mutex;
    QObject *m_owner;
    std::vector<Message> m_messages;
    bool m_woken = false;
};

} // namespace strata
