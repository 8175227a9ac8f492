// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/dockerfilewords.h"

#include "cli/output.h"
#include "dockerfile/shellwords.h"

#include <QCommandLineParser>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int wordsUsageError = 2;

int refuseWords(const QString &message)
{
    complain(message);
    return wordsUsageError;
}

/// The parser's errors are about the command line, those of the word about the Dockerfile.
template<typename Print>
int withExpansion(const QString &command, const QStringList &arguments, Print show)
{
    QCommandLineParser parser;
    parser.addOption({u"env"_s, u"A variable."_s, u"NAME=VALUE"_s});
    parser.addOption({u"escape"_s, u"The file's escape."_s, u"C"_s, u"\\"_s});
    if (!parser.parse(QStringList{command} + arguments))
        return refuseWords(parser.errorText());
    const QStringList words = parser.positionalArguments();
    const QString escape = parser.value(u"escape"_s);
    if (words.size() != 1)
        return refuseWords(u"%1 takes one word"_s.arg(command));
    if (escape != u"\\" && escape != u"`")
        return refuseWords(u"--escape takes \\ or `"_s);
    const Result<Expansion> expansion = expandWord(words.first(), ShellEnvironment(parser.values(u"env"_s)),
                                                   {.escape = escape.front().unicode()});
    if (!expansion) {
        complain(expansion.error().message);
        return 1;
    }
    show(*expansion);
    return 0;
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

} // namespace strata
