// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/scriptedserver.h"

#include <QString>

#include <atomic>

namespace strata::test {

/// HTML, control characters, marks that turn the direction of writing, a long word without a place to break, and a
/// "&": everything that a text must not do to the window. Begins with `start`, which tells it from others.
QString hostile(const QString &start, qsizetype size = 100'000);

/// No character of this text does anything but stand there. Line breaks and tabs are the views' own.
bool isTame(const QString &text);

/// An engine that calls everything by a hostile name and refuses everything with a hostile sentence.
class HostileEngine
{
public:
    HostileEngine();

    void failDetails(bool fail) { m_failDetails = fail; }
    void failLists(bool fail) { m_failLists = fail; }
    QString address() const { return server.endpoint().toString(); }

    ScriptedServer server;

private:
    void scriptLists();
    void scriptDetails();
    void answer(const std::atomic<bool> &fails, const QByteArray &json, const ScriptedReply &reply) const;

    std::atomic<bool> m_failDetails = false;
    std::atomic<bool> m_failLists = false;
};

} // namespace strata::test
