// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operation.h"

#include <QTimer>

namespace strata {

Outcome Outcome::success(QString summary)
{
    return {Kind::Success, std::move(summary), std::nullopt};
}

Outcome Outcome::failure(Error error)
{
    return {Kind::Failure, error.message, std::move(error)};
}

Outcome Outcome::cancelled()
{
    return {Kind::Cancelled, {}, std::nullopt};
}

Operation::Operation(QString title, CommandLine commandLine, QObject *parent)
    : QObject(parent), m_title(std::move(title)), m_commandLine(std::move(commandLine))
{}

void Operation::start()
{
    if (m_state != State::Ready)
        return;
    m_state = State::Running;
    m_startedAt = QDateTime::currentDateTimeUtc();
    QTimer::singleShot(0, this, [this] {
        if (m_state == State::Running)
            doStart();
    });
}

void Operation::cancel()
{
    if (m_state != State::Running)
        return;
    doCancel();
    finish(Outcome::cancelled());
}

void Operation::setProgress(Progress progress)
{
    m_progress = std::move(progress);
    Q_EMIT progressChanged();
}

void Operation::appendLog(const QString &line)
{
    m_log.append(line);
    Q_EMIT logAppended(line);
}

void Operation::finish(Outcome outcome)
{
    if (m_state == State::Finished)
        return;
    m_state = State::Finished;
    m_outcome = std::move(outcome);
    m_finishedAt = QDateTime::currentDateTimeUtc();
    Q_EMIT finished(m_outcome);
}

} // namespace strata
