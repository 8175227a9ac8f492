// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/dockerfilereport.h"
#include "dockerfile/checks/checkrule.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>
#include <QUrl>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QString sarifLevel(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Error: return u"error"_s;
    case Finding::Severity::Warning: return u"warning"_s;
    case Finding::Severity::Info:
    case Finding::Severity::Hint: break;
    }
    return u"note"_s;
}

QJsonObject sarifText(const QString &text)
{
    return {{u"text"_s, text}};
}

/// An absolute URI, or one that is relative to where the program was started.
QJsonObject sarifArtifact(const QString &file)
{
    const QString uri = file == u"-"   ? u"stdin"_s
        : QFileInfo(file).isAbsolute() ? QUrl::fromLocalFile(file).toString(QUrl::FullyEncoded)
                                       : QString::fromLatin1(QUrl::toPercentEncoding(file, "/"));
    return {{u"uri"_s, uri}};
}

QJsonObject sarifRegion(const Document &document, TextRange range)
{
    return regionToJson(document, range, u"startLine"_s, u"startColumn"_s);
}

QJsonObject sarifRule(const CheckRule &rule)
{
    const QString summary = QString::fromUtf8(rule.summary), why = QString::fromUtf8(rule.why),
                  bad = QString::fromUtf8(rule.bad), good = QString::fromUtf8(rule.good);
    const QString text = u"%1\n\nInstead of\n\n%2\nwrite\n\n%3"_s.arg(why, bad, good);
    const QString markdown = u"%1\n\nInstead of\n\n```dockerfile\n%2\n```\n\nwrite\n\n```dockerfile\n%3\n```\n"_s.arg(
        why, bad.trimmed(), good.trimmed());
    QJsonObject object{{u"id"_s, QString(rule.name)},
                       {u"name"_s, QString(rule.name)},
                       {u"shortDescription"_s, sarifText(summary)},
                       {u"fullDescription"_s, sarifText(why)},
                       {u"help"_s, QJsonObject{{u"text"_s, text}, {u"markdown"_s, markdown}}},
                       {u"defaultConfiguration"_s,
                        QJsonObject{{u"level"_s, sarifLevel(rule.severity)}, {u"enabled"_s, !rule.isExperimental}}}};
    if (!rule.url.isEmpty())
        object.insert(u"helpUri"_s, QString(rule.url));
    return object;
}

/// What is wrong before there is anything to check.
QJsonObject sarifParseRule()
{
    const QString text = u"BuildKit must be able to read the file."_s;
    return {
        {u"id"_s, parseErrorRule.toString()},
        {u"name"_s, parseErrorRule.toString()},
        {u"shortDescription"_s, sarifText(text)},
        {u"fullDescription"_s, sarifText(text)},
        {u"help"_s, sarifText(u"The message is BuildKit's, or has its sense. Without a change there is no image."_s)},
        {u"defaultConfiguration"_s, QJsonObject{{u"level"_s, u"error"_s}, {u"enabled"_s, true}}}};
}

QJsonObject sarifFix(const QString &file, const Document &document, const QuickFix &fix)
{
    QJsonArray replacements;
    for (const TextEdit &edit : fix.edits) {
        QJsonObject replacement{{u"deletedRegion"_s, sarifRegion(document, edit.range)}};
        if (!edit.text.isEmpty())
            replacement.insert(u"insertedContent"_s, sarifText(edit.text));
        replacements.append(replacement);
    }
    const QJsonObject change{{u"artifactLocation"_s, sarifArtifact(file)}, {u"replacements"_s, replacements}};
    return {{u"description"_s, sarifText(fix.title)}, {u"artifactChanges"_s, QJsonArray{change}}};
}

QJsonObject sarifResult(const QString &file, const Document &document, const Finding &finding, qsizetype ruleIndex)
{
    const QJsonObject place{{u"artifactLocation"_s, sarifArtifact(file)},
                            {u"region"_s, sarifRegion(document, finding.range)}};
    QJsonObject result{{u"ruleId"_s, finding.rule},
                       {u"ruleIndex"_s, ruleIndex},
                       {u"level"_s, sarifLevel(finding.severity)},
                       {u"message"_s, sarifText(finding.message)},
                       {u"locations"_s, QJsonArray{QJsonObject{{u"physicalLocation"_s, place}}}}};
    if (finding.fix)
        result.insert(u"fixes"_s, QJsonArray{sarifFix(file, document, *finding.fix)});
    return result;
}

} // namespace

QJsonObject findingsToSarif(const QString &file, const Document &document, const QList<Finding> &findings)
{
    QJsonArray rules{sarifParseRule()};
    QHash<QString, qsizetype> indices;
    for (const CheckRule *rule : checkRules()) {
        indices.insert(rule->name, rules.size());
        rules.append(sarifRule(*rule));
    }
    QJsonArray results;
    for (const Finding &finding : findings)
        results.append(sarifResult(file, document, finding, indices.value(finding.rule, 0)));
    const QJsonObject driver{
        {u"name"_s, u"stratactl"_s}, {u"version"_s, QCoreApplication::applicationVersion()}, {u"rules"_s, rules}};
    const QJsonObject run{{u"tool"_s, QJsonObject{{u"driver"_s, driver}}},
                          {u"columnKind"_s, u"utf16CodeUnits"_s},
                          {u"artifacts"_s, QJsonArray{QJsonObject{{u"location"_s, sarifArtifact(file)}}}},
                          {u"results"_s, results}};
    return {{u"$schema"_s, u"https://json.schemastore.org/sarif-2.1.0.json"_s},
            {u"version"_s, u"2.1.0"_s},
            {u"runs"_s, QJsonArray{run}}};
}

} // namespace strata
