// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/forecast/forecast.h"
#include "dockerfile/parser.h"
#include "engine/api/buildcache.h"
#include "engine/api/images.h"
#include "engine/build/buildoperation.h"
#include "forecastscenarios.h"
#include "support/docker.h"
#include "support/realengine.h"

#include <QTest>

#include <memory>

namespace strata::test {

/// What the corpus adds up to. Of a scenario's first build nothing counts: with an empty cache everybody can tell.
struct ForecastScore
{
    int builds = 0; ///< all of them
    int steps = 0;
    int right = 0;
    int wronglyCached = 0;
    int unknown = 0;
    int sizes = 0;
    int exactSizes = 0;
    QStringList mistakes = {}; ///< of the forecast
    QStringList excused = {};  ///< those that the scenario expects, which count as wrong as well
    QStringList failures = {}; ///< what did not go as the scenario wants it, so that its numbers mean nothing
};

/// A scenario on its way.
struct ScenarioState
{
    ScenarioState(int ownNumber, Scenario whole) : files(ownNumber), scenario(std::move(whole)), number(ownNumber)
    {
        scenario.files(files);
    }

    QString ownBase() const { return QStringLiteral("strata-forecast-own:%1").arg(number); }

    ScenarioFiles files;
    Scenario scenario;
    int number;
    QByteArray dockerfile = {};
    QMap<QString, QString> arguments = {};
    QString target = {};
    FileDigests digests = {};
    Document document = {};
    BuildGraph graph = {};
    ForecastKnowledge knowledge = {};
    BuildForecast forecast = {};
    std::unique_ptr<BuildOperation> operation = {};
};

/// Builds scenarios on a real engine, each round of all of them before the next, and compares forecasts with what happened.
class ForecastWorkshop
{
public:
    explicit ForecastWorkshop(const RealEngine &real) : m_engine(real.endpoint()), m_docker(real.socketPath())
    {
        m_docker.removeEverythingNamed(QStringLiteral("strata-forecast"));
        m_docker.output({QStringLiteral("builder"), QStringLiteral("prune"), QStringLiteral("-af")});
        m_docker.makeBusyboxImage(m_base);
    }
    ~ForecastWorkshop()
    {
        m_docker.output(QStringList{QStringLiteral("rmi"), QStringLiteral("-f")} + m_images);
        m_docker.removeEverythingNamed(QStringLiteral("strata-forecast"));
    }
    Q_DISABLE_COPY_MOVE(ForecastWorkshop)

    ForecastScore run(const QList<Scenario> &scenarios)
    {
        std::vector<std::unique_ptr<ScenarioState>> states;
        qsizetype rounds = 0;
        for (int i = 0; i < scenarios.size(); ++i) {
            states.push_back(std::make_unique<ScenarioState>(1000 + i, scenarios[i]));
            rounds = std::max(rounds, scenarios[i].rounds.size());
        }
        for (qsizetype round = 0; round < rounds; ++round) {
            std::vector<ScenarioState *> going;
            for (const auto &state : states) {
                if (round < state->scenario.rounds.size())
                    going.push_back(state.get());
            }
            build(going, round);
        }
        return m_score;
    }

    const BuildMemory &memory() const { return m_memory; }

private:
    static constexpr int mostAtATime = 4;

    /// What the engine answers, waited for.
    template<typename T, typename Ask>
    std::optional<T> answer(Ask ask)
    {
        std::optional<Result<T>> got;
        ask([&got](Result<T> result) { got = std::move(result); });
        const bool came = QTest::qWaitFor([&] { return got.has_value(); }, QDeadlineTimer(std::chrono::seconds(60)));
        return came && *got ? std::optional(**got) : std::nullopt;
    }

    std::optional<QList<CacheRecordFact>> records()
    {
        const auto list = answer<QList<BuildCacheRecord>>(
            [this](auto take) { m_engine.buildCache().list(&m_context, std::move(take)); });
        if (!list)
            return std::nullopt;
        QList<CacheRecordFact> facts;
        for (const BuildCacheRecord &record : *list)
            facts.append({record.id, record.parents, record.description, record.size, record.created});
        return facts;
    }

    void build(const std::vector<ScenarioState *> &states, qsizetype round)
    {
        for (ScenarioState *state : states)
            edit(*state, round);
        const auto before = records();
        if (!before)
            m_score.failures.append(QStringLiteral("build %1: no cache records before it").arg(round + 1));
        for (ScenarioState *state : states)
            plan(*state, round, before);
        int running = 0;
        size_t next = 0;
        const auto goOn = [&] {
            while (running < mostAtATime && next < states.size()) {
                ++running;
                BuildOperation *operation = states[next++]->operation.get();
                QObject::connect(operation, &Operation::finished, &m_context, [&running] { --running; });
                operation->start();
            }
            return running == 0;
        };
        m_began = QDateTime::currentDateTimeUtc();
        QVERIFY(QTest::qWaitFor(goOn, QDeadlineTimer(std::chrono::seconds(300))));
        const auto after = records();
        if (!after)
            m_score.failures.append(QStringLiteral("build %1: no cache records behind it").arg(round + 1));
        for (ScenarioState *state : states)
            judge(*state, round, after);
    }

    void edit(ScenarioState &state, qsizetype index)
    {
        const ScenarioRound &round = state.scenario.rounds[index];
        if (round.edit)
            round.edit(state.files);
        if (!round.dockerfile.isEmpty()) {
            state.dockerfile = QByteArray(round.dockerfile).replace("OWNBASE", state.ownBase().toUtf8());
            state.dockerfile.replace("BASE", m_base.toUtf8()).replace("@", QByteArray::number(state.number));
            state.files.writePlain(nameOf(round), state.dockerfile);
        }
        state.arguments = round.arguments.value_or(state.arguments);
        state.target = round.target.value_or(state.target);
        if (state.dockerfile.contains(state.ownBase().toUtf8()))
            makeOwnBase(state, round);
        if (round.prunedSteps > 0)
            prune(state, index, round.prunedSteps);
    }

    static QByteArray nameOf(const ScenarioRound &round)
    {
        return round.otherFile.isEmpty() ? "Dockerfile" : round.otherFile;
    }

    void makeOwnBase(const ScenarioState &state, const ScenarioRound &round)
    {
        const QString name = state.ownBase();
        if (round.base == ScenarioRound::Base::Anew || !m_bases.contains(name))
            m_docker.makeBusyboxImage(name);
        if (round.base == ScenarioRound::Base::Relabelled)
            m_docker.shell(
                QStringLiteral("printf 'FROM %1\\nLABEL a=b\\n' | DOCKER_BUILDKIT=0 docker build -t %1 -").arg(name));
        m_bases.remove(name);
    }

    void prune(const ScenarioState &state, qsizetype round, qsizetype count)
    {
        for (auto build = m_memory.builds().crbegin(); build != m_memory.builds().crend(); ++build) {
            if (build->file != state.knowledge.file)
                continue;
            for (qsizetype i = build->steps.size() - 1; i >= build->steps.size() - count; --i) {
                const auto pruned = answer<PruneReport>([&](auto take) {
                    m_engine.buildCache().prune({.all = true, .id = build->steps[i].record}, &m_context,
                                                std::move(take));
                });
                if (!pruned || pruned->deleted.isEmpty())
                    fail(state, round, QStringLiteral("not pruned"));
            }
            return;
        }
        fail(state, round, QStringLiteral("nothing to prune"));
    }

    struct KnownBase
    {
        BaseImage image;
        BaseImageFacts facts;
    };

    std::optional<KnownBase> base(const QString &name)
    {
        if (!m_bases.contains(name)) {
            const auto details = answer<ImageDetails>(
                [&](auto take) { m_engine.images().inspect(name, &m_context, std::move(take)); });
            if (!details)
                return std::nullopt;
            m_bases.insert(name,
                           {.image = {.environment = details->env, .command = details->command},
                            .facts = {.identity = imageIdentity(details->layers)}});
        }
        return m_bases.value(name);
    }

    void plan(ScenarioState &state, qsizetype index, const std::optional<QList<CacheRecordFact>> &before)
    {
        const ScenarioRound &round = state.scenario.rounds[index];
        const QByteArray text = QByteArray(round.unsaved.value_or(state.dockerfile))
                                    .replace("@", QByteArray::number(state.number));
        const ContextArchiveOptions archive{.dockerfileText = round.unsaved ? std::optional(text) : std::nullopt};
        const QString file = state.files.folder().folder() + u'/' + QString::fromUtf8(nameOf(round));
        state.document = parseDockerfile(QString::fromUtf8(text));
        const PlanOptions options{.target = state.target,
                                  .buildArguments = state.arguments,
                                  .baseImage = [this](const QString &name, const QString &) {
                                      const auto known = base(name);
                                      return known ? std::optional(known->image) : std::nullopt;
                                  }};
        const auto planned = std::make_shared<BuildPlan>(planBuild(state.document, options));
        const auto scan = std::make_shared<ContextScan>(state.files.folder().scan(file));
        auto digested = digestContext(*scan, contentFiles(*scan, *planned), state.digests, archive);
        if (!digested)
            fail(state, index, QStringLiteral("no digests"));
        const auto digests = std::make_shared<ContextDigests>(std::move(digested).value_or(ContextDigests()));
        state.graph = buildGraph(state.document, planned, scan, digests,
                                 {.noCache = round.noCache,
                                  .runSettings = {{QStringLiteral("network"), round.network}},
                                  .baseImage = [this](const QString &name, const QString &) {
                                      const auto known = base(name);
                                      return known ? std::optional(known->facts) : std::nullopt;
                                  }});
        state.knowledge = {.engine = QStringLiteral("test"), .file = file, .memory = m_memory, .records = before};
        state.forecast = forecastBuild(state.document, state.graph, state.knowledge);
        BuildOptions build{.dockerfile = QString::fromUtf8(addedDockerfileName(*scan, archive).value_or(nameOf(round))),
                           .target = state.target,
                           .platform = round.platform,
                           .noCache = round.noCache,
                           .network = round.network,
                           .hasHeredocs = text.contains("<<")};
        for (const auto &[name, value] : state.arguments.asKeyValueRange())
            build.arguments.append({name, value});
        if (QString secret = round.secret; !secret.isEmpty())
            build.secrets = {
                {.id = QStringLiteral("s"), .source = BuildSecret::Source::Typed, .value = Secret::take(secret)}};
        state.operation = std::make_unique<BuildOperation>(
            m_engine, build,
            [scan, archive]() -> Result<std::unique_ptr<ByteSource>> { return ContextArchive::open(scan, archive); });
    }

    void judge(ScenarioState &state, qsizetype round, const std::optional<QList<CacheRecordFact>> &after)
    {
        const BuildOperation &operation = *state.operation;
        const bool hasImage = operation.outcome().kind == Outcome::Kind::Success;
        if (hasImage == state.scenario.rounds[round].fails)
            fail(state, round,
                 QStringLiteral("the build ended otherwise: ")
                     + (operation.outcome().error ? operation.outcome().error->message : QString()));
        ++m_score.builds;
        BuildTruth truth = truthOf(state, after);
        if (hasImage)
            readSizes(state, round, truth);
        if (round > 0) {
            for (const auto &[vertex, step] : truth.steps.asKeyValueRange())
                score(state, round, vertex, step);
        }
        const RememberedBuild build = rememberBuild(state.graph, state.knowledge, truth);
        if (std::ranges::any_of(build.steps, [](const RememberedStep &step) { return step.record.isEmpty(); }))
            fail(state, round, QStringLiteral("a step has no record"));
        m_memory.add(build, rememberedFiles(state.graph));
        state.operation.reset();
    }

    void fail(const ScenarioState &state, qsizetype round, const QString &what)
    {
        m_score.failures.append(
            QStringLiteral("%1, build %2: %3").arg(QLatin1StringView(state.scenario.name)).arg(round + 1).arg(what));
    }

    BuildTruth truthOf(const ScenarioState &state, const std::optional<QList<CacheRecordFact>> &after) const
    {
        BuildTruth truth{.when = QDateTime::currentDateTimeUtc(), .records = after};
        for (const BuildStep &step : state.operation->steps()) {
            const int vertex = state.graph.vertexNamed({step.name.stage, step.name.number});
            const bool isOver = step.state == BuildStep::State::Cached || step.state == BuildStep::State::Done;
            if (vertex >= 0 && isOver)
                truth.steps.insert(vertex,
                                   {.isCached = isCached(state.graph.vertices[vertex], step, after),
                                    .began = timeOf(step.started),
                                    .ended = timeOf(step.completed)});
        }
        return truth;
    }

    bool isCached(const BuildVertex &vertex, const BuildStep &step,
                  const std::optional<QList<CacheRecordFact>> &after) const
    {
        if (vertex.isTraceReliable())
            return step.state == BuildStep::State::Cached;
        return std::ranges::none_of(after.value_or(QList<CacheRecordFact>()), [&](const CacheRecordFact &record) {
            return record.description.endsWith(QString(u"] " + vertex.recordName)) && record.created >= m_began;
        });
    }

    static QDateTime timeOf(qint64 nanoseconds)
    {
        return QDateTime::fromMSecsSinceEpoch(nanoseconds / 1'000'000, QTimeZone::UTC);
    }

    void readSizes(const ScenarioState &state, qsizetype round, BuildTruth &truth)
    {
        const QString image = state.operation->imageId();
        m_images.append(image);
        const auto history = answer<QList<HistoryEntry>>(
            [&](auto take) { m_engine.images().history(image, &m_context, std::move(take)); });
        if (!history)
            fail(state, round, QStringLiteral("no history"));
        QList<qint64> sizes;
        for (const HistoryEntry &entry : history.value_or(QList<HistoryEntry>()))
            sizes.append(entry.size);
        for (const auto &[vertex, bytes] : layerSizes(state.graph, sizes).asKeyValueRange()) {
            if (truth.steps.contains(vertex))
                truth.steps[vertex].bytes = bytes;
        }
    }

    void score(const ScenarioState &state, qsizetype round, int index, const StepTruth &truth)
    {
        const BuildVertex &vertex = state.graph.vertices[index];
        const StepForecast &step = *state.forecast.find(vertex.stage, vertex.step);
        const bool isRight = step.outcome == (truth.isCached ? CacheOutcome::Cached : CacheOutcome::Rebuilds);
        ++m_score.steps;
        m_score.right += isRight ? 1 : 0;
        m_score.wronglyCached += step.outcome == CacheOutcome::Cached && !truth.isCached ? 1 : 0;
        m_score.unknown += step.outcome == CacheOutcome::Unknown ? 1 : 0;
        const QString where = QStringLiteral("%1, build %2: %3")
                                  .arg(QLatin1StringView(state.scenario.name))
                                  .arg(round + 1)
                                  .arg(vertex.recordName.simplified().first(
                                      std::min<qsizetype>(60, vertex.recordName.simplified().size())));
        const bool isExcused = state.scenario.rounds[round].unforeseeable && step.outcome != CacheOutcome::Cached;
        if (!isRight)
            (isExcused ? m_score.excused : m_score.mistakes)
                .append(QStringLiteral("%1: %2 (%3), but %4")
                            .arg(where, outcomeText(step.outcome), cacheReasonText(step.reason),
                                 truth.isCached ? QStringLiteral("cached") : QStringLiteral("rebuilt")));
        const bool isCopy = vertex.kind == InstructionKind::Copy || vertex.kind == InstructionKind::Add;
        if (!isCopy || !vertex.measuredBytes || !truth.bytes)
            return;
        ++m_score.sizes;
        m_score.exactSizes += step.bytes == truth.bytes ? 1 : 0;
        if (step.bytes != truth.bytes)
            m_score.mistakes.append(
                QStringLiteral("%1: %2 bytes, but %3").arg(where).arg(*step.bytes).arg(*truth.bytes));
    }

    static QString outcomeText(CacheOutcome outcome)
    {
        switch (outcome) {
        case CacheOutcome::Cached: return QStringLiteral("cached");
        case CacheOutcome::Rebuilds: return QStringLiteral("rebuilds");
        case CacheOutcome::Unknown: return QStringLiteral("unknown");
        case CacheOutcome::NotAStep: return QStringLiteral("no step");
        }
        Q_UNREACHABLE_RETURN({});
    }

    QObject m_context;
    Engine m_engine;
    Docker m_docker;
    QString m_base = QStringLiteral("strata-forecast-base:1");
    QHash<QString, KnownBase> m_bases;
    QStringList m_images;
    QDateTime m_began; ///< the round
    BuildMemory m_memory;
    ForecastScore m_score;
};

} // namespace strata::test
