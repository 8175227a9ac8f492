// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/checks/finding.h"
#include "dockerfile/plan/buildplan.h"
#include "layers/archive.h"
#include "layers/imagetree.h"

namespace strata {

/// What became of files that are in an image although no container sees them.
enum class WasteFate {
    Deleted,
    Replaced,   ///< by another content, or by something that is no file
    Attributes, ///< the same content, with another mode, owner or extended attributes
    Same,       ///< the same once more; times may differ
    Unseen,     ///< no layer ever shows them, such as the data of a whiteout
};

/// Files that one layer brought and one buried in the same way.
struct BuriedFiles
{
    int broughtBy = -1; ///< the layer
    int buriedBy = -1;
    WasteFate fate = WasteFate::Deleted;
    qint64 bytes = 0;
    qint64 files = 0;
    QByteArray largest = {}; ///< path of the largest file, without a slash in front
    qint64 largestBytes = 0;
    QByteArray folder = {}; ///< the deepest one that holds four fifths of the bytes; empty: only the root does

    bool operator==(const BuriedFiles &) const = default;
};

/// All waste of an image, the largest group first. Takes time in proportion to the wasted files and the depth of their paths.
QList<BuriedFiles> buriedFiles(const ImageTree &tree);

/// Where a layer comes from.
struct WastePlace
{
    enum class Kind {
        Line,
        BaseImage,
        Unknown, ///< its line was not found in this text
    };

    Kind kind = Kind::Unknown;
    qsizetype instruction = -1; ///< of Kind::Line: in Document::instructions
    qsizetype line = -1;        ///< of Kind::Line: where the instruction begins, from 0
    int layer = -1;             ///< of Kind::Unknown: in the image, from 0

    bool operator==(const WastePlace &) const = default;
};

/// What to do about it.
enum class WasteRemedy {
    OtherBase,        ///< all of it happens in the base image
    LeaveBaseAlone,   ///< a line hides what the base image has
    OneRun,           ///< the RUN that makes it is where it is to be changed or deleted
    DoNotCopy,        ///< it is copied, used and deleted
    CopyWithMode,     ///< COPY and ADD set mode and owner themselves
    CopyOnce,         ///< it is copied again
    ChangeBeforeCopy, ///< a RUN changes what was copied
    DoNotMake,        ///< what a RUN made is copied over
    WriteOnce,        ///< the line itself hides what it brings
    NotKnown,         ///< the lines were not found
};

/// What two lines of a Dockerfile waste together: one brings it, and one buries it.
struct LineWaste
{
    WastePlace brought = {};
    WastePlace buried = {};
    BuriedFiles files = {}; ///< of all layers that belong to these places; its own layers are one of each
    WasteRemedy remedy = WasteRemedy::NotKnown;
    /// What a check found about just this. It always has a fix.
    std::optional<Finding> finding = {};

    bool operator==(const LineWaste &) const = default;
};

/// Traces the waste of an image to the lines of a Dockerfile, which may be a later text than the one that was built. The
/// largest first. `findings` are those of the document, `plan` is its plan. For any thread.
QList<LineWaste> lineWaste(const Document &document, const BuildPlan &plan, const QList<Finding> &findings,
                           const ArchiveImage &image, const QList<BuriedFiles> &buried);

} // namespace strata
