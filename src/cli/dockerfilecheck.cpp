// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/dockerfilecheck.h"

#include "cli/dockerfileinput.h"
#include "cli/dockerfilereport.h"
#include "cli/output.h"
#include "dockerfile/checks/check.h"
#include "dockerfile/contextfiles.h"
#include "dockerfile/parser.h"

#include <QCommandLineParser>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

void setUpCheck(QCommandLineParser &parser)
{
    parser.addOption({u"json"_s, u"Print JSON."_s});
    parser.addOption({u"sarif"_s, u"Print SARIF."_s});
    parser.addOption({u"rules"_s, u"Print the rules."_s});
    parser.addOption({u"context"_s, u"The build context."_s, u"DIR"_s});
}

/// What is wrong with the arguments; empty when nothing is.
QString checkUsageProblem(const QCommandLineParser &parser)
{
    const bool areRules = parser.isSet(u"rules"_s);
    if (parser.isSet(u"json"_s) && parser.isSet(u"sarif"_s))
        return u"check prints JSON or SARIF, not both"_s;
    if (parser.positionalArguments().size() != (areRules ? 0 : 1))
        return areRules ? u"check --rules takes no file"_s : u"check needs one file, or - for standard input"_s;
    return {};
}

Result<CheckContext> contextOf(const QCommandLineParser &parser, const QString &file)
{
    CheckContext context;
    if (!parser.isSet(u"context"_s))
        return context;
    const auto files = contextFiles(parser.value(u"context"_s), file == u"-" ? QString() : file);
    if (!files)
        return std::unexpected(files.error());
    useIgnoreRules(context, files->rules);
    return context;
}

void printFindings(const QCommandLineParser &parser, const QString &file, const Document &document,
                   const QList<Finding> &findings)
{
    if (parser.isSet(u"json"_s)) {
        printJson(findingsToJson(file, document, findings));
    } else if (parser.isSet(u"sarif"_s)) {
        printJson(findingsToSarif(file, document, findings));
    } else {
        for (const Finding &finding : findings)
            printLine(findingLine(file, document, finding));
        if (!findings.isEmpty())
            printLine(countsText(findings));
    }
}

} // namespace

int checkCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    setUpCheck(parser);
    const bool isParsed = parser.parse(QStringList(u"check"_s) + arguments);
    if (const QString problem = isParsed ? checkUsageProblem(parser) : parser.errorText(); !problem.isEmpty())
        return complainOfUsage(problem);
    if (parser.isSet(u"rules"_s)) {
        printJson(rulesToJson());
        return 0;
    }
    const QString file = parser.positionalArguments().first();
    const auto text = readDockerfile(file);
    const auto context = text ? contextOf(parser, file) : std::unexpected(text.error());
    if (!context) {
        complain(context.error().message);
        return 1;
    }
    const Document document = parseDockerfile(*text);
    const QList<Finding> findings = checkDockerfile(document, *context);
    printFindings(parser, file, document, findings);
    const auto refused = std::ranges::find(findings, Finding::Severity::Error, &Finding::severity);
    if (refused == findings.end())
        return 0;
    complain(
        u"%1:%2: %3"_s.arg(file, QString::number(document.position(refused->range.begin).line + 1), refused->message));
    return 1;
}

} // namespace strata
