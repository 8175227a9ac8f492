// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildfollower.h"

#include "app/builder/forecastsource.h"
#include "app/connection/enginesession.h"
#include "core/bytesize.h"
#include "engine/api/images.h"
#include "engine/build/buildoperation.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QDateTime engineTime(qint64 nanoseconds)
{
    return nanoseconds > 0 ? QDateTime::fromMSecsSinceEpoch(nanoseconds / 1'000'000, QTimeZone::UTC) : QDateTime();
}

QString secondsText(qint64 nanoseconds)
{
    return BuildFollower::tr("%1 s").arg(QLocale().toString(double(nanoseconds) / 1e9, 'f', 1));
}

bool isSameButContext(const DockerfileQuestion &one, const DockerfileQuestion &other)
{
    return one.text == other.text && one.target == other.target && one.arguments == other.arguments
        && one.platform == other.platform;
}

/// Of the same text: whether the same files would be copied.
bool hasSameContent(const BuildGraph &one, const BuildGraph &other)
{
    return std::ranges::equal(one.vertices, other.vertices, [](const BuildVertex &a, const BuildVertex &b) {
        return a.content.has_value() == b.content.has_value() && (!a.content || a.content->digest == b.content->digest);
    });
}

LineMark markOfState(BuildStep::State state)
{
    switch (state) {
    case BuildStep::State::Running: return LineMark::Busy;
    case BuildStep::State::Done:
    case BuildStep::State::Cached: return LineMark::Good;
    case BuildStep::State::Failed: return LineMark::Bad;
    case BuildStep::State::Waiting:
    case BuildStep::State::Cancelled: break;
    }
    return LineMark::None;
}

} // namespace

BuildFollower::BuildFollower(BuildOperation &operation, std::shared_ptr<const ForecastAnswer> forecast,
                             const BuildSettings &settings, EngineSession &session, ForecastSource &source,
                             QObject *parent)
    : QObject(parent), m_operation(&operation), m_forecast(std::move(forecast)), m_settings(settings),
      m_session(&session), m_source(source)
{
    m_batch.setSingleShot(true);
    m_batch.setInterval(100ms);
    connect(&m_batch, &QTimer::timeout, this, &BuildFollower::look);
    const auto soon = [this] {
        if (!m_batch.isActive())
            m_batch.start();
    };
    connect(&operation, &BuildOperation::stepsAdded, this, soon);
    connect(&operation, &BuildOperation::stepChanged, this, soon);
    connect(&operation, &Operation::finished, this, &BuildFollower::ended);
}

bool BuildFollower::isOf(const DockerfileQuestion &question, const BuildSettings &settings,
                         const ForecastAnswer *newest) const
{
    const DockerfileQuestion &built = m_forecast->insight->question;
    if (!isSameButContext(built, question) || m_settings.pull != settings.pull
        || m_settings.noCache != settings.noCache)
        return false;
    return built.scan == question.scan || !newest || !isSameButContext(built, newest->insight->question)
        || hasSameContent(newest->graph, m_forecast->graph);
}

void BuildFollower::look()
{
    if (!m_operation)
        return;
    for (const BuildStep &step : m_operation->steps()) {
        const int vertex = m_forecast->graph.vertexNamed({step.name.stage, step.name.number});
        if (vertex < 0)
            continue;
        StepState &state = m_states[vertex];
        state.state = step.state;
        state.began = step.started;
        state.ended = step.completed;
        state.busy = step.busy;
    }
    Q_EMIT changed();
}

void BuildFollower::ended()
{
    m_batch.stop();
    look();
    m_isOver = true;
    const QString image = m_operation ? m_operation->imageId() : QString();
    if (!m_session || image.isEmpty())
        return learn({});
    m_session->engine().images().history(image, this, [this](const Result<QList<HistoryEntry>> &history) {
        QList<qint64> sizes;
        for (const HistoryEntry &entry : history.value_or(QList<HistoryEntry>()))
            sizes.append(entry.size);
        learn(sizes);
    });
}

void BuildFollower::learn(const QList<qint64> &newestFirst)
{
    for (const auto &[vertex, bytes] : layerSizes(m_forecast->graph, newestFirst).asKeyValueRange()) {
        if (m_states.contains(vertex))
            m_states[vertex].bytes = bytes;
    }
    Q_EMIT changed();
    BuildTruth truth{.when = QDateTime::currentDateTimeUtc()};
    for (const auto &[vertex, state] : m_states.asKeyValueRange()) {
        const bool isCached = state.state == BuildStep::State::Cached;
        if (isCached || state.state == BuildStep::State::Done)
            truth.steps.insert(vertex,
                               StepTruth{isCached, state.bytes, engineTime(state.began), engineTime(state.ended)});
    }
    m_source.remember(m_forecast->graph, m_forecast->knowledge, truth);
}

bool BuildFollower::isWrong(const BuildVertex &vertex, const StepState &state) const
{
    const StepForecast *forecast = m_forecast->forecast.find(vertex.stage, vertex.step);
    const bool isCached = state.state == BuildStep::State::Cached;
    const CacheOutcome other = isCached ? CacheOutcome::Rebuilds : CacheOutcome::Cached;
    return vertex.isTraceReliable() && forecast && forecast->outcome == other;
}

QString BuildFollower::builtText(const BuildVertex &vertex, const StepState &state) const
{
    QStringList parts;
    switch (state.state) {
    case BuildStep::State::Waiting: return {};
    case BuildStep::State::Running: return tr("running…");
    case BuildStep::State::Failed: return tr("failed after %1").arg(secondsText(state.busy));
    case BuildStep::State::Cancelled: return tr("not done");
    case BuildStep::State::Cached: parts.append(tr("cached")); break;
    case BuildStep::State::Done:
        parts.append(vertex.isTraceReliable() ? tr("built, %1").arg(secondsText(state.busy))
                                              : tr("built, or from the cache"));
        break;
    }
    if (state.bytes)
        parts.append(formatBytes(*state.bytes));
    if (m_isOver && isWrong(vertex, state))
        parts.prepend(u"≠"_s);
    return parts.join(u" · "_s);
}

void BuildFollower::addTo(QHash<StepPlace, StepNote> &notes) const
{
    for (const auto &[index, state] : m_states.asKeyValueRange()) {
        const BuildVertex &vertex = m_forecast->graph.vertices[index];
        if (vertex.step < 0)
            continue;
        StepNote &note = notes[{vertex.stage, vertex.step}];
        note.built = builtText(vertex, state);
        note.isRunning = !m_isOver;
        if (const StepForecast *forecast = m_forecast->forecast.find(vertex.stage, vertex.step))
            note.text = forecastText(*forecast);
        if (const LineMark mark = markOfState(state.state); mark != LineMark::None)
            note.mark = mark;
        if (m_isOver && state.bytes) {
            note.bytes = state.bytes;
            note.isEstimate = false;
        }
    }
}

QString BuildFollower::summary() const
{
    if (!m_isOver)
        return {};
    int right = 0;
    int all = 0;
    for (const auto &[index, state] : m_states.asKeyValueRange()) {
        const BuildVertex &vertex = m_forecast->graph.vertices[index];
        const bool isOver = state.state == BuildStep::State::Cached || state.state == BuildStep::State::Done;
        const StepForecast *forecast = m_forecast->forecast.find(vertex.stage, vertex.step);
        if (vertex.step < 0 || !isOver || !vertex.isTraceReliable() || !forecast
            || forecast->outcome == CacheOutcome::Unknown)
            continue;
        ++all;
        right += isWrong(vertex, state) ? 0 : 1;
    }
    return all > 0 ? tr("The forecast was right for %1 of %n step(s)", nullptr, all).arg(right) : QString();
}

} // namespace strata
