// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/build/agentforward.h"

#include <utility>

namespace strata {

namespace {

constexpr qint64 mostWaiting = 64 * 1024;

} // namespace

AgentForward::AgentForward(const QString &socket, std::function<bool()> mayRead, QObject *parent)
    : QObject(parent), m_mayRead(std::move(mayRead))
{
    m_agent.setReadBufferSize(mostWaiting);
    connect(&m_agent, &QLocalSocket::connected, this, &AgentForward::pass);
    connect(&m_agent, &QLocalSocket::readyRead, this, &AgentForward::readAnswers);
    connect(&m_agent, &QLocalSocket::bytesWritten, this, &AgentForward::drained);
    connect(&m_agent, &QLocalSocket::disconnected, this, [this] {
        readAnswers();
        end(true);
    });
    connect(&m_agent, &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
        if (error != QLocalSocket::PeerClosedError)
            end(false);
    });
    // Queued: who is made here must hear of it.
    QMetaObject::invokeMethod(this, [this, socket] { m_agent.connectToServer(socket); }, Qt::QueuedConnection);
}

void AgentForward::take(QByteArrayView bytes)
{
    if (!m_gate.fromBuild(bytes))
        return end(false);
    pass();
}

void AgentForward::endInput()
{
    m_inputEnded = true;
    pass();
}

bool AgentForward::isFull() const
{
    return m_gate.waiting() + m_agent.bytesToWrite() > mostWaiting;
}

void AgentForward::resume()
{
    readAnswers();
}

/// What the gate has let through, both ways.
void AgentForward::pass()
{
    if (m_isOver)
        return;
    if (const QByteArray answers = m_gate.toBuild(); !answers.isEmpty())
        Q_EMIT answered(answers);
    if (m_agent.state() == QLocalSocket::ConnectedState) {
        if (const QByteArray questions = m_gate.toAgent(); !questions.isEmpty())
            m_agent.write(questions);
        if (m_inputEnded && m_gate.isIdle())
            end(true);
    }
}

void AgentForward::readAnswers()
{
    bool hasRead = false;
    while (!m_isOver && m_agent.bytesAvailable() > 0 && m_mayRead()) {
        hasRead = true;
        if (!m_gate.fromAgent(m_agent.read(mostWaiting)))
            return end(false);
        pass();
    }
    if (hasRead && !m_isOver)
        Q_EMIT drained();
}

void AgentForward::end(bool isGood)
{
    if (std::exchange(m_isOver, true))
        return;
    m_agent.abort();
    Q_EMIT ended(isGood);
}

} // namespace strata
