// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/stream/agentgate.h"

#include <QLocalSocket>
#include <QObject>

#include <functional>

namespace strata {

/// A conversation of a build step with the person's ssh agent.
///
/// Nothing is read from the agent while the engine does not take what is there, and isFull() says when the engine is to
/// wait for the agent. Destroyed it ends the connection.
class AgentForward : public QObject
{
    Q_OBJECT

public:
    /// `mayRead` says whether the engine takes more.
    AgentForward(const QString &socket, std::function<bool()> mayRead, QObject *parent);

    void take(QByteArrayView bytes); ///< from the build
    void endInput();                 ///< the build asks nothing more; what it asked is still answered
    bool isFull() const;             ///< too much waits for the agent
    void resume();                   ///< the engine may take more again

Q_SIGNALS:
    void answered(const QByteArray &bytes); ///< for the build
    void drained();                         ///< isFull() may have changed
    void ended(bool isGood);                ///< once: the agent closed, cannot be reached, or breaks its protocol

private:
    void pass();
    void readAnswers();
    void end(bool isGood);

    QLocalSocket m_agent;
    AgentGate m_gate;
    std::function<bool()> m_mayRead;
    bool m_inputEnded = false;
    bool m_isOver = false;
};

} // namespace strata
