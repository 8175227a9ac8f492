// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/language/description.h"
#include "dockerfile/language/namedplaces.h"

/// The parts of describeAt(), each for one kind of thing.
namespace strata {

struct DescriptionScene
{
    const Document &document;
    const BuildPlan &plan;
    const LanguageKnowledge &knowledge;
    qsizetype offset;
    qsizetype instruction; ///< in Document::instructions
    NamedStages stages;

    QString lineOf(TextRange range) const { return QString::number(document.position(range.begin).line + 1); }
};

Description describeStage(const DescriptionScene &scene, int stage, TextRange range);
Description describeImage(const DescriptionScene &scene, const QString &reference, TextRange range);
Description describeVariable(const DescriptionScene &scene, const NamedPlace &place);
/// The source or the destination at the place; empty when it is neither.
Description describeCopy(const DescriptionScene &scene, const Instruction &instruction);

} // namespace strata
