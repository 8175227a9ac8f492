// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/forecastsource.h"

#include "app/builder/imagedockerfile.h"
#include "app/connection/enginesession.h"
#include "core/background.h"
#include "engine/api/buildcache.h"
#include "engine/api/images.h"

#include <QStandardPaths>

#include <algorithm>
#include <ranges>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<CacheRecordFact> factsOf(const QList<BuildCacheRecord> &records)
{
    QList<CacheRecordFact> facts;
    for (const BuildCacheRecord &record : records)
        facts.append({record.id, record.parents, record.description, record.size, record.created});
    return facts;
}

} // namespace

ForecastSource::ForecastSource(QString memoryFile, QObject *parent) : QObject(parent), m_file(std::move(memoryFile))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(300ms);
    connect(&m_soon, &QTimer::timeout, this, &ForecastSource::ask);
    inBackground(
        this, [file = m_file] { return BuildMemory::read(file).value_or(BuildMemory()); },
        [this](const BuildMemory &memory) {
            m_memory = memory;
            m_isRead = true;
            Q_EMIT changed();
        });
}

QString ForecastSource::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/builds/memory.json"_s;
}

void ForecastSource::setSession(EngineSession *session)
{
    if (m_session)
        m_session->inventory().disconnect(this);
    m_session = session;
    m_questions = std::make_unique<QObject>();
    m_isAsking = false;
    m_unmeasured.clear();
    m_records.reset();
    m_histories.clear();
    if (session) {
        connect(&session->inventory(), &Inventory::eventsArrived, this, [this](const QList<EngineEvent> &events) {
            const auto concerns = [](const EngineEvent &event) {
                return event.type == u"builder" || event.type == u"image";
            };
            if (!std::ranges::any_of(events, concerns))
                return;
            m_histories.clear();
            refresh();
        });
        ask();
    }
    Q_EMIT changed();
}

void ForecastSource::refresh()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void ForecastSource::ask()
{
    if (!m_session || m_isAsking) {
        m_isStale = m_isAsking;
        return;
    }
    m_isAsking = true;
    m_isStale = false;
    BuildCache(m_session->engine())
        .list(m_questions.get(), [this, question = ++m_question](const Result<QList<BuildCacheRecord>> &records) {
            take(question, records);
        });
}

void ForecastSource::take(quint64 question, const Result<QList<BuildCacheRecord>> &records)
{
    m_isAsking = false;
    m_records = records ? std::optional(factsOf(*records)) : std::nullopt;
    for (Unmeasured &build : m_unmeasured) {
        if (build.question > question || !m_records)
            continue;
        build.truth.records = m_records;
        add(build.graph, build.knowledge, build.truth);
    }
    std::erase_if(m_unmeasured, [question](const Unmeasured &build) { return build.question <= question; });
    Q_EMIT changed();
    if (m_isStale)
        refresh();
}

void ForecastSource::askHistory(const QString &tag)
{
    m_session->engine().images().history(
        tag, m_questions.get(), [this, tag](const Result<QList<HistoryEntry>> &history) {
            const QList<HistoryEntry> entries = history.value_or(QList<HistoryEntry>());
            SizedHistory sized{.lines = historyLines(entries)};
            for (const HistoryEntry &entry : entries | std::views::reverse)
                sized.bytes.append(entry.size);
            m_histories.insert(tag, sized);
            if (!sized.lines.isEmpty())
                Q_EMIT changed();
        });
}

ForecastKnowledge ForecastSource::knowledge(const QString &dockerfile, const QStringList &tags)
{
    ForecastKnowledge knowledge{.file = dockerfile, .memory = m_memory, .records = m_records};
    if (m_session && m_session->candidate().endpoint)
        knowledge.engine = m_session->candidate().endpoint->toString();
    for (const QString &tag : tags) {
        if (const auto known = m_histories.constFind(tag); known != m_histories.constEnd()) {
            if (!known->lines.isEmpty())
                knowledge.histories.append(*known);
        } else if (m_session) {
            m_histories.insert(tag, {});
            askHistory(tag);
        }
    }
    return knowledge;
}

bool ForecastSource::hasContainerdStore() const
{
    return m_session && m_session->inventory().info() && m_session->inventory().info()->containerdStore;
}

void ForecastSource::remember(const BuildGraph &graph, const ForecastKnowledge &knowledge, const BuildTruth &truth)
{
    add(graph, knowledge, truth);
    if (m_records && m_records->isEmpty())
        m_records.reset(); // there is something in it now
    Q_EMIT changed();
    if (!m_session)
        return;
    m_unmeasured.push_back({m_question + 1, graph, knowledge, truth});
    refresh();
}

void ForecastSource::add(const BuildGraph &graph, const ForecastKnowledge &knowledge, const BuildTruth &truth)
{
    m_memory.add(rememberBuild(graph, knowledge, truth), rememberedFiles(graph));
    m_isUnwritten = true;
    if (!m_isWriting)
        write();
}

/// One after the other. What cannot be written is forgotten with the program.
void ForecastSource::write()
{
    m_isWriting = true;
    m_isUnwritten = false;
    inBackground(
        this, [memory = m_memory, file = m_file] { return memory.write(file); },
        [this](const Result<void> &) {
            m_isWriting = false;
            if (m_isUnwritten)
                write();
        });
}

} // namespace strata
