// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/plan/stagestate.h"

namespace strata {

/// What planning a stage came to beyond what its PlanStage tells.
struct StageMemory
{
    StageState end = {};
    QList<PlanProblem> problems = {}; ///< without ranges
};

struct PlanMemory
{
    QList<StageMemory> stages = {};
};

/// Takes stages from the plan of a text before: a key changes one stage, rarely more. A stage comes to the same when it and all
/// that it depends on say the same: its text, its base, the names of the stages, the arguments in front of them, the options.
class StageReuse
{
public:
    /// `now` has its stages with their bases, but no steps yet. Both, and `before`, which may be null, must live as long.
    StageReuse(const BuildPlan *before, const BuildPlan &now, const Document &document, const PlanOptions &options);

    struct Reused
    {
        PlanStage stage; ///< as `stage` was given, with the rest as it was
        StageMemory memory;
    };

    /// None when it is to be planned anew. Asked for one stage after the other, from the first one on.
    std::optional<Reused> find(int number, const PlanStage &stage);

private:
    static bool isAlike(const BuildPlan &before, const BuildPlan &now, const Document &document,
                        const PlanOptions &options);
    bool saysTheSame(int number) const;
    qsizetype moved(qsizetype instruction) const;

    const BuildPlan *m_before;
    const BuildPlan &m_now;
    const Document &m_document;
    QList<bool> m_isReused;
};

} // namespace strata
