// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/actions/buildcacheactions.h"

#include "engine/api/decode.h"

#include <QCoreApplication>

namespace strata::actions {

using namespace Qt::StringLiterals;

namespace {

struct BuildCacheActionsText
{
    Q_DECLARE_TR_FUNCTIONS(BuildCacheActions)
};

} // namespace

Action pruneBuildCache(const QList<BuildCachePrune> &prunes)
{
    Action action{
        .title = BuildCacheActionsText::tr("Prune the build cache"), .commandLine = {}, .steps = {}, .parallel = 1};
    QStringList commands;
    for (const BuildCachePrune &prune : prunes) {
        action.steps.append(
            {.target = prune.id, .call = BuildCache::pruneCall(prune), .report = [](const Answer &answer) {
                 return decode::buildCachePrune(answer.body).transform(&pruneReportLines);
             }});
        commands.append(BuildCache::pruneCommand(prune).toString());
    }
    if (prunes.size() == 1)
        action.commandLine = BuildCache::pruneCommand(prunes.first());
    else if (!commands.isEmpty())
        action.commandLine = {u"sh"_s, u"-c"_s, commands.join(u" && "_s)};
    return action;
}

} // namespace strata::actions
