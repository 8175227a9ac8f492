// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/dockerfile.h"

#include "cli/dockerfileast.h"
#include "cli/dockerfilecheck.h"
#include "cli/dockerfileformat.h"
#include "cli/dockerfileplan.h"
#include "cli/dockerfilewords.h"
#include "cli/output.h"

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct Subcommand
{
    QStringView name;
    QStringView usage;
    QStringView summary;
    int (*run)(const QStringList &arguments);
    QStringView details = {}; ///< for its own --help
};

constexpr std::array subcommands{
    Subcommand{u"ast", u"ast FILE", u"the instructions as BuildKit's parser has them, one a line", &astCommand},
    Subcommand{u"expand", u"expand [--env NAME=VALUE]… [--escape C] WORD",
               u"the word with its variables replaced and its quotes gone", &expandCommand},
    Subcommand{u"words", u"words [--env NAME=VALUE]… [--escape C] WORD", u"what it falls into after that, one a line",
               &wordsCommand},
    Subcommand{u"ignore", u"ignore DIR [--dockerfile F]", u"the files of DIR that go into the context, one a line",
               &ignoreCommand},
    Subcommand{u"check", u"check [--json|--sarif] [--context DIR] FILE",
               u"what BuildKit's linter and good practice say against it", &checkCommand, checkDetails},
    Subcommand{u"plan", u"plan FILE [--target T] [--context DIR] [--build-arg A=b]… [--platform P] [--builder B]",
               u"the stages and what each instruction makes, as JSON", &planCommand},
    Subcommand{u"format", u"format [--check] FILE…", u"rewrites files to look their best; - prints", &formatCommand},
};

QString dockerfileUsage()
{
    QString text = u"Usage: stratactl dockerfile COMMAND\n\n"
                   "Reads Dockerfiles as BuildKit does, without an engine. FILE may be - for standard input.\n\n"
                   "Commands:\n"_s;
    for (const Subcommand &subcommand : subcommands)
        text += u"  "_s + subcommand.usage + u"\n        "_s + subcommand.summary + u'\n';
    return text;
}

bool asksForHelp(const QString &word)
{
    return word == u"--help" || word == u"-h" || word == u"help";
}

} // namespace

int dockerfileCommand(const QStringList &arguments)
{
    const QString name = arguments.value(0);
    const auto subcommand = std::ranges::find(subcommands, QStringView(name), &Subcommand::name);
    if (subcommand != subcommands.end()) {
        if (arguments.value(1) != u"--help" && arguments.value(1) != u"-h")
            return subcommand->run(arguments.mid(1));
        print(u"Usage: stratactl dockerfile %1\n\n%2\n"_s.arg(subcommand->usage, subcommand->summary)
              + subcommand->details);
        return 0;
    }
    if (asksForHelp(name)) {
        print(dockerfileUsage());
        return 0;
    }
    return complainOfUsage(name.isEmpty()
                               ? u"dockerfile needs a command, such as ast (see stratactl dockerfile --help)"_s
                               : u"dockerfile has no command %1 (see stratactl dockerfile --help)"_s.arg(name));
}

} // namespace strata
