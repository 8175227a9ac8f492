// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/agentgate.h"

#include <QtEndian>

#include <utility>

namespace strata {

namespace {

constexpr qsizetype lengthSize = 4;
constexpr char requestIdentities = 11;
constexpr char signRequest = 13;

const QByteArray agentRefusal("\0\0\0\1\5", 5); // SSH_AGENT_FAILURE

bool isAllowed(const QByteArray &message)
{
    const char type = message.size() > lengthSize ? message.at(lengthSize) : '\0';
    return type == requestIdentities || type == signRequest;
}

} // namespace

AgentGate::Cut AgentGate::cut(QByteArray &buffer, QByteArray &message)
{
    if (buffer.size() < lengthSize)
        return Cut::Incomplete;
    const auto size = static_cast<qint64>(qFromBigEndian<quint32>(buffer.constData()));
    if (size > longestMessage)
        return Cut::TooLong;
    if (buffer.size() < lengthSize + size)
        return Cut::Incomplete;
    message = buffer.first(lengthSize + size);
    buffer.remove(0, lengthSize + size);
    return Cut::Whole;
}

bool AgentGate::fromBuild(QByteArrayView bytes)
{
    m_questions += bytes;
    return goOn();
}

bool AgentGate::goOn()
{
    QByteArray question;
    while (!m_isAsked) {
        const Cut is = cut(m_questions, question);
        if (is != Cut::Whole)
            return is == Cut::Incomplete;
        m_isAsked = isAllowed(question);
        (m_isAsked ? m_toAgent : m_toBuild) += m_isAsked ? question : agentRefusal;
    }
    return true;
}

/// What an agent says without being asked is passed over.
bool AgentGate::fromAgent(QByteArrayView bytes)
{
    m_answer += bytes;
    QByteArray answer;
    for (;;) {
        const Cut is = cut(m_answer, answer);
        if (is != Cut::Whole)
            return is == Cut::Incomplete;
        if (!std::exchange(m_isAsked, false))
            continue;
        m_toBuild += answer;
        if (!goOn())
            return false;
    }
}

} // namespace strata
