// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/dockerfilereport.h"

#include "cli/table.h"
#include "dockerfile/checks/checkrule.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using Severity = Finding::Severity;

qsizetype countOf(const QList<Finding> &findings, Severity severity)
{
    return std::ranges::count(findings, severity, &Finding::severity);
}

QJsonObject fixToJson(const Document &document, const QuickFix &fix)
{
    QJsonArray edits;
    for (const TextEdit &edit : fix.edits) {
        QJsonObject object = regionToJson(document, edit.range);
        object.insert(u"text"_s, edit.text);
        edits.append(object);
    }
    return {{u"title"_s, fix.title}, {u"edits"_s, edits}};
}

QJsonObject findingToJson(const Document &document, const Finding &finding)
{
    QJsonObject object = regionToJson(document, finding.range);
    object.insert(u"rule"_s, finding.rule);
    object.insert(u"severity"_s, severityName(finding.severity).toString());
    object.insert(u"message"_s, finding.message);
    if (const CheckRule *rule = checkRule(finding.rule); rule && !rule->url.isEmpty())
        object.insert(u"url"_s, QString(rule->url));
    if (finding.fix)
        object.insert(u"fix"_s, fixToJson(document, *finding.fix));
    return object;
}

/// "3:5-12", or "3:5-4:2" when it goes on over lines.
QString rangeText(const Document &document, TextRange range)
{
    const TextPosition begin = document.position(range.begin), end = document.position(range.end);
    const QString endLine = end.line == begin.line ? QString() : QString(QString::number(end.line + 1) + u':');
    return u"%1:%2-%3%4"_s.arg(begin.line + 1).arg(begin.column + 1).arg(endLine).arg(end.column + 1);
}

} // namespace

QString findingLine(const QString &file, const Document &document, const Finding &finding)
{
    return printable(u"%1:%2: %3: %4 [%5]"_s.arg(file, rangeText(document, finding.range),
                                                 severityName(finding.severity), finding.message, finding.rule));
}

QString countsText(const QList<Finding> &findings)
{
    QStringList parts;
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info, Severity::Hint}) {
        const qsizetype count = countOf(findings, severity);
        if (count > 0)
            parts.append(u"%1 %2%3"_s.arg(count).arg(severityName(severity), count > 1 ? u"s" : u""));
    }
    return parts.isEmpty() ? u"nothing to say"_s : parts.join(u", "_s);
}

QJsonObject regionToJson(const Document &document, TextRange range, const QString &line, const QString &column)
{
    const TextPosition begin = document.position(range.begin), end = document.position(range.end);
    return {{line, begin.line + 1},
            {column, begin.column + 1},
            {u"endLine"_s, end.line + 1},
            {u"endColumn"_s, end.column + 1}};
}

QJsonObject findingsToJson(const QString &file, const Document &document, const QList<Finding> &findings)
{
    QJsonArray array;
    for (const Finding &finding : findings)
        array.append(findingToJson(document, finding));
    return {{u"file"_s, file},
            {u"errors"_s, countOf(findings, Severity::Error)},
            {u"warnings"_s, countOf(findings, Severity::Warning)},
            {u"infos"_s, countOf(findings, Severity::Info)},
            {u"hints"_s, countOf(findings, Severity::Hint)},
            {u"findings"_s, array}};
}

QJsonArray rulesToJson()
{
    QJsonArray rules;
    for (const CheckRule *rule : checkRules()) {
        const bool isBuildKits = rule->origin == CheckRule::Origin::BuildKit;
        QJsonObject object{
            {u"name"_s, QString(rule->name)},
            {u"origin"_s, isBuildKits ? u"buildkit"_s : u"practice"_s},
            {u"severity"_s, severityName(rule->severity).toString()},
            {u"summary"_s, QString::fromUtf8(rule->summary)},
            {u"why"_s, QString::fromUtf8(rule->why)},
            {u"bad"_s, QString::fromUtf8(rule->bad)},
            {u"good"_s, QString::fromUtf8(rule->good)},
            {u"hadolint"_s, QJsonArray::fromStringList(QString(rule->hadolint).split(u' ', Qt::SkipEmptyParts))}};
        if (!rule->url.isEmpty())
            object.insert(u"url"_s, QString(rule->url));
        if (rule->isExperimental)
            object.insert(u"experimental"_s, true);
        rules.append(object);
    }
    return rules;
}

} // namespace strata
