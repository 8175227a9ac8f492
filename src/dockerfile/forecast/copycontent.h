// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/forecast/contextdigests.h"
#include "dockerfile/plan/buildplan.h"

#include <QByteArray>
#include <QStringList>

#include <optional>
#include <vector>

namespace strata {

/// What a COPY, an ADD or a bind mount takes out of the context.
struct ContentQuery
{
    QStringList sources = {};
    QStringList excludes = {};
    bool parents = false;
    bool hasWildcards = true; ///< false: a bind mount, which takes names as they are
    bool unpacks = false;     ///< ADD

    static ContentQuery of(const PlannedCopy &copy, bool unpacks); ///< those of its sources that are in the context
    static ContentQuery of(const PlannedMount &mount);
};

/// What comes of it.
struct CopyContent
{
    /// The same whenever BuildKit would see the same (cache/contenthash/checksum.go): names below a source, types, modes,
    /// links, capabilities and what files hold, and no times. The name of a file that is a source itself is none of it.
    QByteArray digest = {};
    std::optional<qint64> bytes = {};             ///< what the layer will hold; none where ADD unpacks an archive
    std::vector<ContextScan::Index> entries = {}; ///< folders too; each as often as it is taken
    bool hasAddedFile = false;                    ///< ContextDigests::addedFile() is in it
};

/// Nothing when a file has no digest, when a source is not there and when a pattern is malformed.
std::optional<CopyContent> copyContent(const ContextScan &scan, const ContextDigests &digests,
                                       const ContentQuery &query);

/// The files that the steps of a plan need digests of, each once, in the scan's order.
std::vector<ContextScan::Index> contentFiles(const ContextScan &scan, const BuildPlan &plan);

/// One entry of a copy for itself: with the type, the mode and a link's target.
QByteArray entryDigest(const ContextScan &scan, const ContextDigests &digests, ContextScan::Index index);

} // namespace strata
