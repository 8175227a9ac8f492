// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/dockerfilewords.h"

#include "cli/dockerfileinput.h"
#include "cli/output.h"
#include "dockerfile/contextscan.h"
#include "dockerfile/shellwords.h"

#include <QByteArrayList>
#include <QCommandLineParser>

#include <algorithm>
#include <cstdio>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// The parser's errors are about the command line, those of the word about the Dockerfile.
template<typename Print>
int withExpansion(const QString &command, const QStringList &arguments, Print show)
{
    QCommandLineParser parser;
    parser.addOption({u"env"_s, u"A variable."_s, u"NAME=VALUE"_s});
    parser.addOption({u"escape"_s, u"The file's escape."_s, u"C"_s, u"\\"_s});
    const auto word = readOnlyArgument(parser, command, arguments, u"word"_s);
    if (!word)
        return usageError;
    const QString escape = parser.value(u"escape"_s);
    if (escape != u"\\" && escape != u"`")
        return complainOfUsage(u"--escape takes \\ or `"_s);
    const Result<Expansion> expansion = expandWord(*word, ShellEnvironment(parser.values(u"env"_s)),
                                                   {.escape = escape.front().unicode()});
    if (!expansion) {
        complain(expansion.error().message);
        return 1;
    }
    show(*expansion);
    return 0;
}

/// Names are bytes.
void printPaths(const ContextScan &scan)
{
    QByteArrayList paths;
    for (ContextScan::Index i = 0; i < scan.entries().size(); ++i) {
        if (scan.isSent(i) && scan.entry(i).type != ContextEntryType::Folder)
            paths.append(scan.path(i));
    }
    std::ranges::sort(paths);
    for (const QByteArray &path : std::as_const(paths))
        std::fwrite(QByteArray(path + '\n').constData(), 1, size_t(path.size()) + 1, stdout);
}

/// Whether all is there that a build would send.
bool complainOfProblems(const ContextScan &scan)
{
    bool isWhole = true;
    for (const ContextScan::Problem &problem : scan.problems()) {
        if (problem.isIgnored)
            continue;
        complain(problem.error.message);
        isWhole = false;
    }
    return isWhole;
}

} // namespace

int expandCommand(const QStringList &arguments)
{
    return withExpansion(u"expand"_s, arguments, [](const Expansion &expansion) { printLine(expansion.text); });
}

int wordsCommand(const QStringList &arguments)
{
    return withExpansion(u"words"_s, arguments, [](const Expansion &expansion) {
        for (const QString &word : expansion.words)
            printLine(word);
    });
}

int ignoreCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({u"dockerfile"_s, u"Whose .dockerignore counts first."_s, u"file"_s});
    const auto folder = readOnlyArgument(parser, u"ignore"_s, arguments, u"folder"_s);
    if (!folder)
        return usageError;
    const Result<ContextScan> scan = scanContext({.folder = *folder, .dockerfile = parser.value(u"dockerfile"_s)});
    if (!scan) {
        complain(scan.error().message);
        return 1;
    }
    printPaths(*scan);
    return complainOfProblems(*scan) ? 0 : 1;
}

} // namespace strata
