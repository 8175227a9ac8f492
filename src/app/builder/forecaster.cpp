// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/forecaster.h"

#include "app/builder/forecastsource.h"
#include "app/builder/opendockerfile.h"
#include "app/connection/enginesession.h"
#include "core/background.h"

#include <utility>

namespace strata {

using namespace std::chrono_literals;

namespace {

/// Of an image that is pulled first, only that is known which is the newest; of one that the engine has for another platform
/// nothing.
BaseImageFactsLookup factsLookup(const DockerfileQuestion &question, bool pull)
{
    return [question, pull](const QString &reference, const QString &platform) -> std::optional<BaseImageFacts> {
        const std::optional<BaseFacts> found = question.localImage(reference, platform);
        if (!found)
            return {};
        if (pull && !found->isNewest.value_or(false))
            return BaseImageFacts{.isOutdated = found->isNewest.has_value()};
        return BaseImageFacts{.identity = imageIdentity(found->diffIds), .layerSizes = found->layers};
    };
}

BuildGraphOptions graphOptions(const DockerfileQuestion &question, const BuildSettings &settings,
                               bool hasContainerdStore)
{
    BuildGraphOptions options{.noCache = settings.noCache,
                              .runSettings = {{QStringLiteral("network"), settings.network}}};
    options.platform = question.wantedPlatform();
    options.linkIsIndependent = hasContainerdStore;
    options.baseImage = factsLookup(question, settings.pull);
    return options;
}

/// What the Dockerfile holds when it is built: it is saved before, and may be one of the files that are copied.
std::optional<QByteArray> bytesWhenBuilt(DockerfileText saved, bool isModified, const DockerfileInsight &insight)
{
    if (!isModified && saved.hasMixedLineEnds)
        return {}; // as they are on the disk
    saved.text = insight.question.text;
    saved.hasMixedLineEnds = false;
    return encodeForDisk(saved);
}

LineMark markOfOutcome(CacheOutcome outcome)
{
    switch (outcome) {
    case CacheOutcome::Cached: return LineMark::Good;
    case CacheOutcome::Rebuilds: return LineMark::Changed;
    case CacheOutcome::Unknown: return LineMark::Unknown;
    case CacheOutcome::NotAStep: break;
    }
    return LineMark::None;
}

QString sourceText(SizeSource source)
{
    switch (source) {
    case SizeSource::Measured: return Forecaster::tr("Measured: the files that it takes from the context.");
    case SizeSource::History: return Forecaster::tr("From the history of an image that has this layer.");
    case SizeSource::CacheRecord: return Forecaster::tr("From the build cache.");
    case SizeSource::LastBuild:
        return Forecaster::tr("What it was in the last build; it is done anew, so it may differ.");
    case SizeSource::Unknown: break;
    }
    return {};
}

} // namespace

QString forecastText(const StepForecast &step)
{
    const QString reason = cacheReasonText(step.reason);
    switch (step.outcome) {
    case CacheOutcome::Cached: return Forecaster::tr("cached");
    case CacheOutcome::Rebuilds:
        return reason.isEmpty() ? Forecaster::tr("rebuilds") : Forecaster::tr("rebuilds: %1").arg(reason);
    case CacheOutcome::Unknown:
        return reason.isEmpty() ? Forecaster::tr("unknown") : Forecaster::tr("unknown: %1").arg(reason);
    case CacheOutcome::NotAStep: break;
    }
    return {};
}

Forecaster::Forecaster(OpenDockerfile &document, ForecastSource &source, QObject *parent)
    : QObject(parent), m_document(document), m_source(source), m_digests(std::make_shared<FileDigests>())
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(80ms);
    connect(&m_settle, &QTimer::timeout, this, &Forecaster::start);
    connect(&document, &OpenDockerfile::insightChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&source, &ForecastSource::changed, &m_settle, qOverload<>(&QTimer::start));
}

Forecaster::~Forecaster()
{
    m_stop.request_stop();
}

bool Forecaster::isPossible() const
{
    const auto &insight = m_document.insight();
    EngineSession *session = m_source.session();
    const bool isPodman = session && session->inventory().info()
        && session->inventory().info()->productName == u"Podman";
    return insight && m_source.isReady() && insight->plan.target >= 0 && !m_document.settings().isClassic && !isPodman;
}

bool Forecaster::isUpToDate() const
{
    if (m_isBusy || m_settle.isActive() || !m_document.isUpToDate())
        return false;
    return !isPossible() || (m_answer && m_answer->insight == m_document.insight());
}

void Forecaster::start()
{
    if (m_isBusy) {
        m_isStale = true;
        return;
    }
    if (!isPossible()) {
        m_answer.reset();
        return Q_EMIT changed();
    }
    m_isBusy = true;
    m_isStale = false;
    inBackground(
        this,
        [insight = m_document.insight(), settings = m_document.settings(), digests = m_digests,
         saved = m_document.file().saved(), isModified = m_document.isModified(),
         knowledge = m_source.knowledge(m_document.file().path(), m_document.settings().tags),
         hasContainerdStore = m_source.hasContainerdStore(), stop = m_stop.get_token()] {
            auto answer = std::make_shared<ForecastAnswer>(insight, BuildGraph(), knowledge, BuildForecast());
            const std::shared_ptr<const ContextScan> scan = insight->question.scan;
            std::shared_ptr<const ContextDigests> known;
            if (scan) {
                Result<ContextDigests> read = digestContext(*scan, contentFiles(*scan, insight->plan), *digests, {},
                                                            stop, bytesWhenBuilt(saved, isModified, *insight));
                if (read)
                    known = std::make_shared<const ContextDigests>(*std::move(read));
            }
            answer->graph = buildGraph(insight->document, std::make_shared<const BuildPlan>(insight->plan), scan, known,
                                       graphOptions(insight->question, settings, hasContainerdStore));
            answer->forecast = forecastBuild(insight->document, answer->graph, knowledge);
            return std::shared_ptr<const ForecastAnswer>(answer);
        },
        [this](const std::shared_ptr<const ForecastAnswer> &answer) {
            m_isBusy = false;
            m_answer = answer;
            if (m_isStale)
                m_settle.start();
            Q_EMIT changed();
        });
}

QHash<StepPlace, StepNote> Forecaster::notes() const
{
    QHash<StepPlace, StepNote> notes;
    if (!m_answer)
        return notes;
    for (const StageForecast &stage : m_answer->forecast.stages) {
        for (const StepForecast &step : stage.steps) {
            StepNote note{.mark = markOfOutcome(step.outcome), .text = forecastText(step)};
            note.brief = step.outcome == CacheOutcome::Unknown ? QString() : note.text;
            note.bytes = step.bytes;
            note.sizeNote = sourceText(step.sizeSource);
            note.isEstimate = step.sizeSource == SizeSource::LastBuild || step.sizeSource == SizeSource::CacheRecord;
            notes.insert({step.stage, step.step}, note);
        }
    }
    return notes;
}

QString Forecaster::summary() const
{
    if (!m_answer)
        return {};
    int steps = 0;
    int rebuilt = 0;
    int unknown = 0;
    for (const StageForecast &stage : m_answer->forecast.stages) {
        for (const StepForecast &step : stage.steps) {
            steps += step.outcome == CacheOutcome::NotAStep ? 0 : 1;
            rebuilt += step.outcome == CacheOutcome::Rebuilds ? 1 : 0;
            unknown += step.outcome == CacheOutcome::Unknown ? 1 : 0;
        }
    }
    if (steps == 0)
        return {};
    if (rebuilt + unknown == 0)
        return tr("All %n step(s) come from the cache", nullptr, steps);
    QString text = tr("%1 of %n step(s) rebuild", nullptr, steps).arg(rebuilt);
    if (unknown > 0)
        text += tr(", %1 unknown").arg(unknown);
    return text;
}

} // namespace strata
