// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/plan/buildplan.h"

namespace strata {

/// A line of an image's history.
struct HistoryLine
{
    QString createdBy = {};
    bool isEmptyLayer = false;

    bool operator==(const HistoryLine &) const = default;
};

/// The instruction that a line of a history comes from.
struct HistoryMatch
{
    enum class Confidence {
        Exact,   ///< the same text, apart from blanks, the values of variables, and what a history does not tell
        Similar, ///< the text was changed since, but its place and most of its words are the same
    };

    qsizetype instruction = -1; ///< in Document::instructions, which knows its lines
    int stage = -1;             ///< in BuildPlan::stages
    int step = -1;              ///< in PlanStage::steps
    Confidence confidence = Confidence::Exact;

    bool operator==(const HistoryMatch &) const = default;
};

/// For each line of a history, oldest first, the instruction it comes from, if any. Histories of BuildKit, of the classic
/// builder, of Podman and Buildah, and of builders that write instructions as they were typed are understood.
///
/// Both are put side by side from the newest line down, in order. What the base image brought stays without an instruction, and
/// so does what was changed too much, what could as well come from another instruction, and everything if too little of the
/// Dockerfile is found at all: a wrong answer would be worse than none. Neither build arguments nor the builder of the plan need
/// to be those of the image. Takes time in proportion to the lines times the instructions.
QList<std::optional<HistoryMatch>> matchHistory(const BuildPlan &plan, const QList<HistoryLine> &history);

/// The same for any stage of the plan. `share` is how much of the stage was found, from 0 to 1.
struct HistoryAlignment
{
    int stage = -1;
    QList<std::optional<HistoryMatch>> matches = {};
    double share = 0;
};
HistoryAlignment alignHistory(const BuildPlan &plan, int stage, const QList<HistoryLine> &history);

/// With the stage that explains most lines: for an image that was built with another target. Of equal ones the plan's target,
/// then the last one.
HistoryAlignment alignHistory(const BuildPlan &plan, const QList<HistoryLine> &history);
/// The same for several, in less time.
QList<HistoryAlignment> alignHistories(const BuildPlan &plan, const QList<QList<HistoryLine>> &histories);

} // namespace strata
