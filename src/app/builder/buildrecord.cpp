// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildrecord.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct BuildRecordText
{
    Q_DECLARE_TR_FUNCTIONS(BuildRecord)
};

constexpr int recordForm = 1;

// In the order of the enums.
constexpr std::array stepWords{"waiting"_L1, "running"_L1, "done"_L1, "cached"_L1, "failed"_L1, "cancelled"_L1};
constexpr std::array outcomeWords{"success"_L1, "failure"_L1, "cancelled"_L1};

template<typename Enum, size_t N>
QString wordOf(Enum value, const std::array<QLatin1StringView, N> &words)
{
    return words.at(static_cast<size_t>(value));
}

template<typename Enum, size_t N>
Enum valueOf(const QString &word, const std::array<QLatin1StringView, N> &words, Enum otherwise)
{
    const auto found = std::ranges::find(words, word);
    return found == words.end() ? otherwise : static_cast<Enum>(found - words.begin());
}

QJsonArray listOf(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QStringList textsOf(const QJsonValue &list)
{
    QStringList texts;
    for (const QJsonValue text : list.toArray())
        texts.append(text.toString());
    return texts;
}

QJsonObject partRecord(const BuildTrace::Status &part)
{
    return {{u"id"_s, part.id},       {u"name"_s, part.name},       {u"current"_s, part.current},
            {u"total"_s, part.total}, {u"started"_s, part.started}, {u"completed"_s, part.completed}};
}

BuildTrace::Status partOf(const QJsonObject &record, const QString &step)
{
    return {.id = record[u"id"].toString(),
            .vertex = step,
            .name = record[u"name"].toString(),
            .current = record[u"current"].toInteger(),
            .total = record[u"total"].toInteger(),
            .started = record[u"started"].toInteger(),
            .completed = record[u"completed"].toInteger()};
}

QJsonObject warningRecord(const BuildTrace::Warning &warning)
{
    QJsonArray ranges;
    for (const BuildTrace::Range &range : warning.ranges)
        ranges.append(QJsonArray{range.startLine, range.startCharacter, range.endLine, range.endCharacter});
    return {{u"level"_s, warning.level}, {u"text"_s, warning.shortText}, {u"details"_s, listOf(warning.details)},
            {u"url"_s, warning.url},     {u"file"_s, warning.fileName},  {u"ranges"_s, ranges}};
}

BuildTrace::Warning warningOf(const QJsonObject &record, const QString &step)
{
    BuildTrace::Warning warning{.vertex = step,
                                .level = record[u"level"].toInteger(),
                                .shortText = record[u"text"].toString(),
                                .details = textsOf(record[u"details"]),
                                .url = record[u"url"].toString(),
                                .fileName = record[u"file"].toString()};
    for (const QJsonValue range : record[u"ranges"].toArray()) {
        const QJsonArray numbers = range.toArray();
        warning.ranges.append({numbers[0].toInt(), numbers[1].toInt(), numbers[2].toInt(), numbers[3].toInt()});
    }
    return warning;
}

QJsonObject stepRecord(const BuildStep &step)
{
    QJsonObject record{
        {u"digest"_s, step.digest},   {u"text"_s, step.name.text},    {u"state"_s, wordOf(step.state, stepWords)},
        {u"started"_s, step.started}, {u"runBegan"_s, step.runBegan}, {u"completed"_s, step.completed},
        {u"busy"_s, step.busy}};
    const auto add = [&record](const QString &key, const QJsonValue &value, bool isThere) {
        if (isThere)
            record.insert(key, value);
    };
    add(u"inputs"_s, listOf(step.inputs), !step.inputs.isEmpty());
    add(u"platform"_s, step.name.platform, !step.name.platform.isEmpty());
    add(u"stage"_s, step.name.stage, !step.name.stage.isEmpty());
    add(u"number"_s, step.name.number, step.name.number > 0);
    add(u"count"_s, step.name.count, step.name.count > 0);
    add(u"internal"_s, true, step.name.isInternal);
    add(u"error"_s, step.error, !step.error.isEmpty());
    QJsonArray parts;
    for (const BuildTrace::Status &part : step.statuses)
        parts.append(partRecord(part));
    add(u"parts"_s, parts, !parts.isEmpty());
    QJsonArray warnings;
    for (const BuildTrace::Warning &warning : step.warnings)
        warnings.append(warningRecord(warning));
    add(u"warnings"_s, warnings, !warnings.isEmpty());
    return record;
}

BuildStep stepOf(const QJsonObject &record)
{
    BuildStep step{.digest = record[u"digest"].toString(),
                   .inputs = textsOf(record[u"inputs"]),
                   .name = {.platform = record[u"platform"].toString(),
                            .stage = record[u"stage"].toString(),
                            .number = record[u"number"].toInt(),
                            .count = record[u"count"].toInt(),
                            .text = record[u"text"].toString(),
                            .isInternal = record[u"internal"].toBool()},
                   .state = valueOf(record[u"state"].toString(), stepWords, BuildStep::State::Cancelled),
                   .started = record[u"started"].toInteger(),
                   .runBegan = record[u"runBegan"].toInteger(),
                   .completed = record[u"completed"].toInteger(),
                   .busy = record[u"busy"].toInteger(),
                   .error = record[u"error"].toString()};
    for (const QJsonValue part : record[u"parts"].toArray())
        step.statuses.append(partOf(part.toObject(), step.digest));
    for (const QJsonValue warning : record[u"warnings"].toArray())
        step.warnings.append(warningOf(warning.toObject(), step.digest));
    return step;
}

QString timeRecord(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QDateTime recordedTime(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

QJsonArray argumentsRecord(const KeptBuild &build)
{
    QJsonArray arguments;
    for (const auto &[name, value] : build.arguments) {
        QJsonObject argument{{u"name"_s, name}};
        if (value)
            argument.insert(u"value"_s, *value);
        arguments.append(argument);
    }
    return arguments;
}

QJsonObject totalsRecord(const BuildTotals &totals)
{
    return {{u"steps"_s, totals.steps},
            {u"done"_s, totals.done},
            {u"cached"_s, totals.cached},
            {u"warnings"_s, totals.warnings}};
}

QJsonObject failureRecord(const KeptBuild &build)
{
    QJsonObject failed{{u"message"_s, build.error}, {u"detail"_s, build.detail}};
    if (build.failedAt) {
        failed.insert(u"step"_s, build.failedAt->row);
        failed.insert(u"line"_s, build.failedAt->line);
        failed.insert(u"exitCode"_s, build.failedAt->exitCode);
    }
    return failed;
}

void readFailure(KeptBuild &build, const QJsonObject &failed)
{
    build.error = failed[u"message"].toString();
    build.detail = failed[u"detail"].toString();
    if (failed.contains(u"step"))
        build.failedAt = {
            .row = failed[u"step"].toInt(-1), .line = failed[u"line"].toInt(), .exitCode = failed[u"exitCode"].toInt()};
}

} // namespace

QByteArray buildRecord(const KeptBuild &build)
{
    const BuildSummary &summary = build.summary;
    QJsonArray steps;
    for (const BuildStep &step : build.steps)
        steps.append(stepRecord(step));
    QJsonObject record{{u"form"_s, recordForm},
                       {u"started"_s, timeRecord(summary.started)},
                       {u"finished"_s, timeRecord(summary.finished)},
                       {u"outcome"_s, wordOf(summary.outcome, outcomeWords)},
                       {u"tags"_s, listOf(summary.tags)},
                       {u"target"_s, summary.target},
                       {u"platform"_s, summary.platform},
                       {u"dockerfile"_s, summary.dockerfile},
                       {u"dockerfileText"_s, build.dockerfileText},
                       {u"folder"_s, build.folder},
                       {u"arguments"_s, argumentsRecord(build)},
                       {u"command"_s, build.command},
                       {u"image"_s, summary.imageId},
                       {u"imageSize"_s, summary.imageSize},
                       {u"logSize"_s, summary.logSize},
                       {u"totals"_s, totalsRecord(summary.totals)},
                       {u"steps"_s, steps}};
    if (!build.error.isEmpty() || build.failedAt)
        record.insert(u"failure"_s, failureRecord(build));
    if (!build.forecast.isEmpty())
        record.insert(u"forecast"_s, build.forecast);
    return QJsonDocument(record).toJson(QJsonDocument::Compact);
}

Result<KeptBuild> readBuildRecord(const QByteArray &json)
{
    QJsonParseError problem{};
    const QJsonObject record = QJsonDocument::fromJson(json, &problem).object();
    const QDateTime started = recordedTime(record[u"started"]);
    if (problem.error != QJsonParseError::NoError || record[u"form"].toInt() != recordForm || !started.isValid())
        return failure(Error::Kind::MalformedAnswer, BuildRecordText::tr("It is no record of a build."),
                       problem.errorString());
    KeptBuild build;
    BuildSummary &summary = build.summary;
    summary.started = started;
    summary.finished = recordedTime(record[u"finished"]);
    if (!summary.finished.isValid())
        summary.finished = started;
    summary.outcome = valueOf(record[u"outcome"].toString(), outcomeWords, Outcome::Kind::Cancelled);
    summary.tags = textsOf(record[u"tags"]);
    summary.target = record[u"target"].toString();
    summary.platform = record[u"platform"].toString();
    summary.dockerfile = record[u"dockerfile"].toString();
    summary.imageId = record[u"image"].toString();
    summary.imageSize = record[u"imageSize"].toInteger(-1);
    summary.logSize = record[u"logSize"].toInteger();
    const QJsonObject totals = record[u"totals"].toObject();
    summary.totals = {.steps = totals[u"steps"].toInt(),
                      .done = totals[u"done"].toInt(),
                      .cached = totals[u"cached"].toInt(),
                      .running = 0,
                      .warnings = totals[u"warnings"].toInt()};
    build.dockerfileText = record[u"dockerfileText"].toString();
    build.folder = record[u"folder"].toString();
    build.command = record[u"command"].toString();
    build.forecast = record[u"forecast"].toObject();
    readFailure(build, record[u"failure"].toObject());
    for (const QJsonValue value : record[u"arguments"].toArray()) {
        const QJsonObject argument = value.toObject();
        build.arguments.append(
            {argument[u"name"].toString(),
             argument.contains(u"value") ? std::optional(argument[u"value"].toString()) : std::nullopt});
    }
    for (const QJsonValue step : record[u"steps"].toArray())
        build.steps.append(stepOf(step.toObject()));
    return build;
}

} // namespace strata
