// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace strata {

/// Lets through to an ssh agent what a build may ask: which keys there are, and for signatures. All else (adding and
/// removing keys, locking, extensions) is refused here, as BuildKit's own client does (session/sshforward/sshprovider).
/// A pure state machine over the agent's protocol (draft-ietf-sshm-ssh-agent): messages are a length of four bytes, a
/// type and what belongs to it; each question has one answer, in order.
///
/// One question at a time is with the agent, so that refusals keep their place among its answers.
class AgentGate
{
public:
    static constexpr qsizetype longestMessage = 256 * 1024; ///< as of OpenSSH's agent

    /// False for a message beyond the limit: the conversation is to be ended.
    [[nodiscard]] bool fromBuild(QByteArrayView bytes);
    [[nodiscard]] bool fromAgent(QByteArrayView bytes);

    QByteArray toAgent() { return std::exchange(m_toAgent, {}); }
    QByteArray toBuild() { return std::exchange(m_toBuild, {}); }

    qsizetype waiting() const { return m_questions.size(); }            ///< bytes of questions that wait for their turn
    bool isIdle() const { return !m_isAsked && m_questions.isEmpty(); } ///< no question is without its answer

private:
    enum class Cut { Incomplete, Whole, TooLong };
    static Cut cut(QByteArray &buffer, QByteArray &message);
    bool goOn();

    QByteArray m_questions; ///< not yet asked
    QByteArray m_answer;    ///< what has come of it
    bool m_isAsked = false;
    QByteArray m_toAgent;
    QByteArray m_toBuild;
};

} // namespace strata
