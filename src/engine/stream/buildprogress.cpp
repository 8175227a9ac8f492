// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/buildprogress.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using State = BuildStep::State;

constexpr qsizetype mostSteps = 20'000;
constexpr qsizetype mostStatuses = 2'000;
constexpr qsizetype mostWarnings = 500;
constexpr qsizetype mostInputs = 1'000;
constexpr qsizetype longestName = 64 * 1024;

/// "2/5", with blanks in front when there are ten or more.
bool readNumber(QStringView text, BuildStepName &name)
{
    const qsizetype slash = text.indexOf(u'/');
    bool isNumber = false;
    bool isCount = false;
    name.number = text.first(std::max<qsizetype>(slash, 0)).toInt(&isNumber);
    name.count = text.sliced(slash + 1).toInt(&isCount);
    if (slash > 0 && isNumber && isCount && name.number > 0)
        return true;
    name.number = name.count = 0;
    return false;
}

/// What stands between the brackets; false when it is nothing of BuildKit's.
bool readPrefix(QStringView prefix, BuildStepName &name)
{
    QList<QStringView> words;
    for (const QStringView word : prefix.split(u' ', Qt::SkipEmptyParts))
        words.append(word);
    if (words.isEmpty())
        return false;
    const QStringView last = words.takeLast();
    if (last == u"internal" || last == u"auth") {
        name.isInternal = true;
        name.platform = words.isEmpty() ? QString() : words.first().toString();
        return words.size() <= 1;
    }
    if (!readNumber(last, name) || words.size() > 2)
        return false;
    if (!words.isEmpty() && words.first().contains(u'/')) // a stage's name has no slash
        name.platform = words.takeFirst().toString();
    if (words.size() > 1)
        return false;
    if (!words.isEmpty())
        name.stage = words.first().toString();
    return true;
}

/// What the daemon does to unpack a context that came as an archive (moby/buildkit frontend/dockerui, DetectHTTPContext).
constexpr auto unpackContext = "copy /context /"_L1;

/// As BuildKit's own client tells a cancelled step from one that failed (util/progress/progressui).
bool isCancellation(const QString &error)
{
    return error.endsWith(u"context canceled") || error.endsWith(u"context cancelled");
}

State stateOf(const BuildTrace::Vertex &vertex)
{
    if (!vertex.error.isEmpty())
        return isCancellation(vertex.error) ? State::Cancelled : State::Failed;
    if (vertex.completed > 0)
        return vertex.cached ? State::Cached : State::Done;
    if (vertex.cached)
        return State::Cached;
    return vertex.started > 0 ? State::Running : State::Waiting;
}

} // namespace

BuildStepName BuildStepName::parse(const QString &name)
{
    BuildStepName parsed;
    const qsizetype end = name.indexOf(u"] "_s);
    if (name.startsWith(u'[') && end > 0 && readPrefix(QStringView(name).sliced(1, end - 1), parsed)) {
        parsed.text = name.sliced(end + 2);
        return parsed;
    }
    return {.text = name, .isInternal = name == unpackContext};
}

BuildProgress::Touched BuildProgress::take(const BuildTrace &trace)
{
    const int before = static_cast<int>(m_steps.size());
    for (const BuildTrace::Vertex &vertex : trace.vertexes)
        takeVertex(vertex);
    for (const BuildTrace::Status &status : trace.statuses)
        takeStatus(status);
    for (const BuildTrace::Warning &warning : trace.warnings)
        takeWarning(warning);
    for (const BuildTrace::Log &log : trace.logs)
        touch(rowOf(log.vertex));
    return touched(before);
}

BuildProgress::Touched BuildProgress::finish()
{
    for (int row = 0; row < m_steps.size(); ++row) {
        BuildStep &step = m_steps[row];
        if (step.isOver())
            continue;
        count(step, -1);
        step.state = State::Cancelled;
        count(step, 1);
        touch(row);
    }
    return touched(static_cast<int>(m_steps.size()));
}

void BuildProgress::takeVertex(const BuildTrace::Vertex &vertex)
{
    if (vertex.digest.isEmpty())
        return;
    int row = rowOf(vertex.digest);
    if (row < 0) {
        if (m_steps.size() >= mostSteps)
            return;
        row = static_cast<int>(m_steps.size());
        m_rows.insert(vertex.digest, row);
        m_steps.append({.digest = vertex.digest,
                        .inputs = vertex.inputs.first(std::min(vertex.inputs.size(), mostInputs)),
                        .name = BuildStepName::parse(vertex.name.left(longestName))});
    } else {
        count(m_steps.at(row), -1);
    }
    BuildStep &step = m_steps[row];
    if (vertex.started > 0 && vertex.started != step.runBegan) { // it runs, perhaps once more
        step.runBegan = vertex.started;
        step.started = step.started > 0 ? std::min(step.started, vertex.started) : vertex.started;
        step.completed = 0;
    }
    if (vertex.completed > 0 && step.completed == 0) {
        step.completed = vertex.completed;
        step.busy += step.runBegan > 0 ? std::max<qint64>(vertex.completed - step.runBegan, 0) : 0;
    }
    const State state = stateOf(vertex);
    if (state != State::Waiting || !step.isOver()) // a second mention without times takes nothing back
        step.state = state;
    step.error = vertex.error.left(longestName);
    count(step, 1);
    touch(row);
}

void BuildProgress::takeStatus(const BuildTrace::Status &status)
{
    const int row = rowOf(status.vertex);
    if (row < 0)
        return;
    QList<BuildTrace::Status> &statuses = m_steps[row].statuses;
    const std::pair key(row, status.id);
    const auto known = m_statusOf.constFind(key);
    if (known != m_statusOf.constEnd()) {
        statuses[*known] = status;
    } else if (statuses.size() < mostStatuses) {
        m_statusOf.insert(key, statuses.size());
        statuses.append(status);
    } else {
        return;
    }
    touch(row);
}

void BuildProgress::takeWarning(const BuildTrace::Warning &warning)
{
    const int row = rowOf(warning.vertex);
    if (row < 0)
        return;
    QList<BuildTrace::Warning> &warnings = m_steps[row].warnings;
    if (warnings.size() >= mostWarnings || warnings.contains(warning))
        return;
    warnings.append(warning);
    ++m_totals.warnings;
    touch(row);
}

void BuildProgress::touch(int row)
{
    if (row >= 0)
        m_touched.append(row);
}

BuildProgress::Touched BuildProgress::touched(int firstNew)
{
    Touched result;
    if (firstNew < m_steps.size())
        result.firstNew = firstNew;
    std::ranges::sort(m_touched);
    for (const int row : std::as_const(m_touched)) {
        if (row < firstNew && (result.changed.isEmpty() || result.changed.last() != row))
            result.changed.append(row);
    }
    m_touched.clear();
    return result;
}

void BuildProgress::count(const BuildStep &step, int sign)
{
    if (step.name.isInternal)
        return;
    m_totals.steps += sign;
    m_totals.done += step.state == State::Done || step.state == State::Cached ? sign : 0;
    m_totals.cached += step.state == State::Cached ? sign : 0;
    m_totals.running += step.state == State::Running ? sign : 0;
}

int BuildProgress::failedRow() const
{
    const auto failed = std::ranges::find(m_steps, State::Failed, &BuildStep::state);
    return failed == m_steps.cend() ? -1 : static_cast<int>(failed - m_steps.cbegin());
}

} // namespace strata
