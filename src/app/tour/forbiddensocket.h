// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QTemporaryDir>

#include <functional>

namespace strata {

/// A socket that nobody may connect to, so the tour can show what that looks like. The administrator may open every
/// socket: what is done within asNobody() has an ordinary user's rights to files, threads begun there included.
class ForbiddenSocket
{
public:
    ForbiddenSocket();

    QString path() const { return m_server.fullServerName(); }
    static void asNobody(const std::function<void()> &slot);

private:
    QTemporaryDir m_folder;
    QLocalServer m_server;
};

} // namespace strata
