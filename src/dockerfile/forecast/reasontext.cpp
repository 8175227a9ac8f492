// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/forecast/forecast.h"

#include <QCoreApplication>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct CacheReasonWords
{
    Q_DECLARE_TR_FUNCTIONS(CacheReason)
};

QString filesText(const FileChanges &files)
{
    if (files.count == 0)
        return CacheReasonWords::tr("files changed");
    if (files.count == 1) {
        if (!files.added.isEmpty())
            return CacheReasonWords::tr("%1 is new").arg(files.added.first());
        if (!files.removed.isEmpty())
            return CacheReasonWords::tr("%1 was removed").arg(files.removed.first());
        return CacheReasonWords::tr("%1 changed").arg(files.changed.first());
    }
    constexpr qsizetype mostShown = 3;
    const QStringList names = files.changed + files.added + files.removed;
    const QString shown = names.first(std::min(mostShown, names.size())).join(u", "_s);
    const QString text = files.count > mostShown
        ? CacheReasonWords::tr("%n files changed: %1, …", nullptr, int(files.count))
        : CacheReasonWords::tr("%n files changed: %1", nullptr, int(files.count));
    return text.arg(shown);
}

} // namespace

QString cacheReasonText(const CacheReason &reason)
{
    using Kind = CacheReason::Kind;
    switch (reason.kind) {
    case Kind::None: return {};
    case Kind::NoCacheAsked: return CacheReasonWords::tr("the cache is not to be used");
    case Kind::LineAbove:
        return reason.line > 0 ? CacheReasonWords::tr("line %1 above rebuilds").arg(reason.line)
                               : CacheReasonWords::tr("a line above rebuilds");
    case Kind::OtherStage: return CacheReasonWords::tr("stage %1 rebuilds").arg(reason.name);
    case Kind::BaseChanged: return CacheReasonWords::tr("base image %1 is newer").arg(reason.name);
    case Kind::FilesChanged: return filesText(reason.files);
    case Kind::BuildArgumentChanged: return CacheReasonWords::tr("build argument %1 changed").arg(reason.name);
    case Kind::VariableChanged: return CacheReasonWords::tr("variable %1 changed").arg(reason.name);
    case Kind::OrderChanged: return CacheReasonWords::tr("variables are set in another order");
    case Kind::FolderChanged: return CacheReasonWords::tr("the working directory changed");
    case Kind::UserChanged: return CacheReasonWords::tr("the user changed");
    case Kind::PlatformChanged: return CacheReasonWords::tr("the platform changed");
    case Kind::SettingChanged: return CacheReasonWords::tr("build option %1 changed").arg(reason.name);
    case Kind::InstructionChanged: return CacheReasonWords::tr("the instruction changed");
    case Kind::NewInstruction: return CacheReasonWords::tr("the instruction is new");
    case Kind::AboveDiffers: return CacheReasonWords::tr("what is above it changed");
    case Kind::NeverBuilt: return CacheReasonWords::tr("it was never built");
    case Kind::Pruned: return CacheReasonWords::tr("it was removed from the cache");
    case Kind::BuiltElsewhere: return CacheReasonWords::tr("something like it was built, but not by Strata");
    case Kind::BaseUnknown: return CacheReasonWords::tr("nothing is known of %1").arg(reason.name);
    case Kind::BasePulled: return CacheReasonWords::tr("a newer %1 is pulled first").arg(reason.name);
    case Kind::FilesUnknown: return CacheReasonWords::tr("the files are not known");
    case Kind::RemoteFiles: return CacheReasonWords::tr("what is on the net may have changed");
    case Kind::CacheUnknown: return CacheReasonWords::tr("nothing is known of the cache");
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace strata
