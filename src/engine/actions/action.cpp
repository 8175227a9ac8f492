// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/actions/action.h"

#include "core/bytesize.h"
#include "engine/engine.h"

#include <QCoreApplication>

#include <algorithm>

namespace strata {

namespace {

constexpr qsizetype reasonsShown = 10;

struct ActionText
{
    Q_DECLARE_TR_FUNCTIONS(Action)
};

} // namespace

QString namesForTitle(const QStringList &names)
{
    constexpr qsizetype shown = 3;
    QStringList parts;
    for (const QString &name : names.first(std::min(shown, names.size())))
        parts.append(name.size() > 48 ? name.first(47) + u'…' : name);
    if (names.size() <= shown)
        return parts.join(QStringLiteral(", "));
    return QCoreApplication::translate("Action", "%1 and %n more", nullptr, static_cast<int>(names.size() - shown))
        .arg(parts.join(QStringLiteral(", ")));
}

QStringList pruneReportLines(const PruneReport &report)
{
    QStringList lines;
    for (const QString &id : report.deleted)
        lines.append(ActionText::tr("Deleted: %1").arg(id));
    lines.append(ActionText::tr("%1 freed").arg(formatBytes(report.spaceReclaimed)));
    return lines;
}

ActionOperation::ActionOperation(Engine &engine, Action action, QObject *parent)
    : Operation(action.title, action.commandLine, parent), m_engine(&engine), m_action(std::move(action))
{}

void ActionOperation::doStart()
{
    m_requests = new QObject(this);
    if (m_action.steps.isEmpty())
        return finish(Outcome::success());
    tellProgress();
    if (!m_engine)
        return engineDropped();
    connect(m_engine, &QObject::destroyed, this, &ActionOperation::engineDropped);
    while (m_underWay.size() < m_action.parallel && m_next < m_action.steps.size())
        startNext();
}

void ActionOperation::startNext()
{
    const qsizetype index = m_next++;
    m_underWay.append(index);
    const Action::Step &step = m_action.steps[index];
    Decoder<QStringList> decoder = step.report ? Decoder<QStringList>(step.report)
                                               : [](const Answer &) -> Result<QStringList> { return QStringList(); };
    m_engine->ask<QStringList>(step.call, std::move(decoder), m_requests,
                               [this, index](const Result<QStringList> &report) { stepEnded(index, report); });
}

void ActionOperation::stepEnded(qsizetype index, const Result<QStringList> &report)
{
    m_underWay.removeOne(index);
    if (report)
        succeeded(index, *report);
    else
        failed(index, report.error());
    if (m_next < m_action.steps.size())
        startNext();
    else if (m_underWay.isEmpty())
        conclude();
}

void ActionOperation::succeeded(qsizetype index, const QStringList &report)
{
    const QString &target = m_action.steps[index].target;
    for (const QString &line : report)
        appendLog(line);
    if (report.isEmpty() && !target.isEmpty())
        appendLog(target);
    if (!report.isEmpty() && m_action.steps.size() == 1)
        m_summary = report.last();
    ++m_ended;
    tellProgress();
}

void ActionOperation::failed(qsizetype index, const Error &error)
{
    const QString &target = m_action.steps[index].target;
    m_failures.append({target, error});
    appendLog(target.isEmpty() ? error.message : ActionText::tr("%1: %2").arg(target, error.message));
    ++m_ended;
    tellProgress();
}

void ActionOperation::tellProgress()
{
    const qsizetype total = m_action.steps.size();
    const QString text = total > 1 ? ActionText::tr("%1 of %2").arg(QString::number(m_ended), QString::number(total))
                                   : QString();
    setProgress({.done = m_ended, .total = total, .text = text});
}

/// An engine that is destroyed answers nothing any more. What it does with the steps under way nobody will know.
void ActionOperation::engineDropped()
{
    if (state() != State::Running)
        return;
    delete std::exchange(m_requests, nullptr);
    QList<qsizetype> unanswered = std::exchange(m_underWay, {});
    for (; m_next < m_action.steps.size(); ++m_next)
        unanswered.append(m_next);
    std::ranges::sort(unanswered);
    for (const qsizetype index : std::as_const(unanswered))
        failed(index, {Error::Kind::Cancelled, ActionText::tr("The engine was disconnected."), {}});
    conclude();
}

void ActionOperation::conclude()
{
    if (m_failures.isEmpty())
        return finish(Outcome::success(m_summary));
    QStringList reasons;
    for (const Failure &failed : std::as_const(m_failures).first(std::min(reasonsShown, m_failures.size())))
        reasons.append(failed.target.isEmpty() ? failed.error.message
                                               : ActionText::tr("%1: %2").arg(failed.target, failed.error.message));
    if (m_failures.size() > reasonsShown)
        reasons.append(ActionText::tr("%n more failed.", nullptr, static_cast<int>(m_failures.size() - reasonsShown)));
    Error error = m_failures.first().error;
    error.message = reasons.join(u'\n');
    finish(Outcome::failure(std::move(error)));
}

void ActionOperation::doCancel()
{
    delete std::exchange(m_requests, nullptr);
}

} // namespace strata
