// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/archive.h"
#include "cli/commands.h"
#include "cli/dockerfile.h"
#include "cli/layers.h"
#include "cli/output.h"
#include "cli/registrycommands.h"
#include "cli/transfers.h"
#include "engine/transfers/transferoperation.h"
#include "engine/transport/discovery.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <optional>

namespace {

using namespace Qt::StringLiterals;
using Command = void (strata::Commands::*)();

using strata::usageError;

const QHash<QString, Command> &commandTable()
{
    static const QHash<QString, Command> table{
        {u"ping"_s, &strata::Commands::ping},
        {u"images"_s, &strata::Commands::images},
        {u"containers"_s, &strata::Commands::containers},
        {u"events"_s, &strata::Commands::events},
    };
    return table;
}

strata::Result<strata::Endpoint> chosenEndpoint(const QString &host)
{
    if (!host.isEmpty())
        return strata::Endpoint::parse(host);
    return strata::discoverEngines().first().endpoint;
}

void setUp(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Looks at a container engine without a window.\n\n"
                                     "Commands:\n"
                                     "  ping         which engine answers, and its version\n"
                                     "  images       the images it has\n"
                                     "  containers   all containers, running or not\n"
                                     "  events       what happens, until interrupted\n"
                                     "  pull NAME    brings an image; -a all its tags, --platform linux/arm64\n"
                                     "  push NAME    gives an image to its registry\n"
                                     "  save NAME…   writes images into the file of -o; .gz and .zst compress it\n"
                                     "  load         takes in the images of the file of -i\n"
                                     "  archive FILE what is in a file for load or import; --entries its files\n"
                                     "  layers NAME  what the layers of an image or file hold, change, waste; --files\n"
                                     "  dockerfile … reads Dockerfiles; dockerfile --help tells more"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption(
        {{u"H"_s, u"host"_s},
         u"Engine to talk to, such as unix:///var/run/docker.sock; otherwise DOCKER_HOST, then the current "
         "docker context."_s,
         u"url"_s});
    parser.addOption({u"json"_s, u"Print JSON; events, entries: one object a line."_s});
    parser.addOption({u"entries"_s, u"archive: all its entries and those of its layers."_s});
    parser.addOption({u"files"_s, u"layers: each file of each layer."_s});
    parser.addOption({u"diff"_s, u"layers: what the second of two has otherwise than the first."_s});
    parser.addOption({u"min-efficiency"_s, u"layers: fail below it, such as 0.95."_s, u"number"_s});
    parser.addOption({u"max-wasted"_s, u"layers: fail above it, such as 20MB."_s, u"size"_s});
    parser.addOption({{u"o"_s, u"output"_s}, u"save: the file to write."_s, u"file"_s});
    parser.addOption({{u"i"_s, u"input"_s}, u"load: the file to read."_s, u"file"_s});
    parser.addOption({u"platform"_s, u"pull: instead of the engine's own; layers: only this one."_s, u"platform"_s});
    parser.addOption({{u"a"_s, u"all-tags"_s}, u"pull: every tag of the repository."_s});
    parser.addPositionalArgument(u"command"_s,
                                 u"ping, images, containers, events, pull, push, save, load, archive, layers, "
                                 "dockerfile, tags or manifest"_s);
}

int transfer(const QStringList &words, const QCommandLineParser &parser)
{
    const auto endpoint = chosenEndpoint(parser.value(u"host"_s));
    if (!endpoint) {
        strata::complain(endpoint.error().message);
        return 1;
    }
    strata::Engine engine(*endpoint);
    const auto operation = strata::makeTransfer(engine, words,
                                                {.output = parser.value(u"output"_s),
                                                 .input = parser.value(u"input"_s),
                                                 .platform = parser.value(u"platform"_s),
                                                 .allTags = parser.isSet(u"all-tags"_s)});
    if (!operation)
        return strata::complainOfUsage(operation.error().message);
    strata::runTransfer(**operation);
    return QCoreApplication::exec();
}

int askRegistry(const QStringList &words, bool json)
{
    strata::RegistryCommands commands(json);
    if (const auto started = commands.start(words); !started)
        return strata::complainOfUsage(started.error().message);
    return QCoreApplication::exec();
}

int layers(const QStringList &names, const QCommandLineParser &parser)
{
    const auto valueOf = [&parser](const QString &option) {
        return parser.isSet(option) ? std::optional(parser.value(option)) : std::nullopt;
    };
    const strata::LayersOptions options{.json = parser.isSet(u"json"_s),
                                        .files = parser.isSet(u"files"_s),
                                        .diff = parser.isSet(u"diff"_s),
                                        .platform = parser.value(u"platform"_s),
                                        .minEfficiency = valueOf(u"min-efficiency"_s),
                                        .maxWasted = valueOf(u"max-wasted"_s)};
    if (const strata::Result<void> sensible = strata::checkLayers(names, options); !sensible)
        return strata::complainOfUsage(sensible.error().message);
    std::optional<strata::Engine> engine;
    if (!std::ranges::all_of(names, strata::isArchiveFile)) {
        const auto endpoint = chosenEndpoint(parser.value(u"host"_s));
        if (!endpoint) {
            strata::complain(endpoint.error().message);
            return 1;
        }
        engine.emplace(*endpoint);
    }
    strata::LayersCommand command(engine ? &*engine : nullptr, names, options);
    command.start();
    return QCoreApplication::exec();
}

int run()
{
    // Its commands have options of their own.
    if (const QStringList arguments = QCoreApplication::arguments(); arguments.value(1) == u"dockerfile")
        return strata::dockerfileCommand(arguments.mid(2));
    QCommandLineParser parser;
    setUp(parser);
    if (!parser.parse(QCoreApplication::arguments())) {
        std::fprintf(stderr, "stratactl: %s\n", qUtf8Printable(parser.errorText()));
        return usageError;
    }
    if (parser.isSet(u"help"_s)) {
        strata::print(parser.helpText());
        return 0;
    }
    if (parser.isSet(u"version"_s)) {
        strata::printLine(QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion());
        return 0;
    }

    const QStringList words = parser.positionalArguments();
    if (strata::isTransfer(words.value(0)))
        return transfer(words, parser);
    if (words.value(0) == u"archive")
        return strata::showArchive(words.mid(1),
                                   {.entries = parser.isSet(u"entries"_s), .json = parser.isSet(u"json"_s)});
    if (strata::RegistryCommands::isOne(words.value(0)))
        return askRegistry(words, parser.isSet(u"json"_s));
    if (words.value(0) == u"layers")
        return layers(words.mid(1), parser);
    const auto command = words.size() == 1 ? commandTable().constFind(words.first()) : commandTable().constEnd();
    if (command == commandTable().constEnd()) {
        std::fputs("stratactl: a command is needed, such as ping, images or pull (see --help)\n", stderr);
        return usageError;
    }
    const auto endpoint = chosenEndpoint(parser.value(u"host"_s));
    if (!endpoint) {
        strata::complain(endpoint.error().message);
        return 1;
    }
    strata::Engine engine(*endpoint);
    strata::Commands commands(engine, parser.isSet(u"json"_s));
    QTimer::singleShot(0, &commands, [&] { (commands.*command.value())(); });
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"stratactl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(STRATA_VERSION));
    const int status = run();
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return status;
    strata::complain(u"the output could not be written"_s);
    return 1;
}
