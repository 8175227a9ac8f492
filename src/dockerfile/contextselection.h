// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "dockerfile/contextscan.h"

#include <QList>
#include <QStringList>

#include <vector>

namespace strata {

/// What a COPY or ADD names, its variables expanded: without the destination and the bodies of heredocs.
struct ContextCopy
{
    QStringList sources = {};
    QStringList excludes = {}; ///< of --exclude
    bool parents = false;      ///< --parents
};

/// What came of one source.
struct SourceFinding
{
    enum Outcome {
        Found,    ///< also a folder without anything in it
        NoMatch,  ///< wildcards for which there is nothing, which is no error for BuildKit
        NotFound, ///< there is no such path: the build fails
        Ignored,  ///< there is, but `rule` keeps it from the builder: the build fails, or with wildcards nothing comes
        NotContext, ///< a heredoc, a URL, a git repository
        Malformed   ///< no pattern: the build fails
    };

    QString source = {};
    Outcome outcome = Found;
    qsizetype files = 0; ///< without folders
    qint64 bytes = 0;
    int rule = -1; ///< of ContextScan::ignoreRules()
};

struct ContextSelection
{
    std::vector<ContextScan::Index> entries = {}; ///< all but folders, each once, in the scan's order
    qint64 bytes = 0;
    QList<SourceFinding> sources = {}; ///< in their order
};

/// Which files of a context go into an image, by BuildKit's rules (frontend/dockerfile/dockerfile2llb/convert_copy.go,
/// tonistiigi/fsutil copy/copy.go):
///
/// Wildcards are those of Go's filepath.Match, so without `**`; with --parents those of .dockerignore. Of a folder its content
/// is taken. Links in a source are followed, as far as they stay in the context, also when the source is one; links below
/// are taken as they are. --exclude is about paths below each source, or each folder that its wildcards match, so it never
/// leaves out what a source names or matches itself. `..` does not lead out of the context. With --parents the part of a
/// source before `/./` says where its pattern begins.
///
/// Looks at each entry once for a source with wildcards. InvalidInput for a malformed --exclude.
Result<ContextSelection> contextSelection(const ContextScan &scan, const ContextCopy &copy);

} // namespace strata
