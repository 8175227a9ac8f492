// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/language/knowledge.h"
#include "dockerfile/plan/buildplan.h"

namespace strata {

/// What there is to say about a place in a Dockerfile. The texts are plain, in the language of the program.
struct Description
{
    QString title = {};
    QString body = {};    ///< paragraphs, separated by line ends
    QString code = {};    ///< an example, or the value; may have several lines
    TextRange range = {}; ///< what it is about
    QString image =
        {}; ///< a reference of which more could be told if it were known (LanguageKnowledge::image); else empty

    bool isEmpty() const { return title.isEmpty(); }
};

/// About the word at an offset: an instruction, a flag or an option of a mount, a directive, a stage, an image, a variable with
/// its value there, what a COPY takes, a rule that a comment names. Empty when there is nothing to say.
///
/// The plan is that of the document; an older one does no harm. Of a COPY the source is looked up in the context, which takes
/// a look at each entry when there are wildcards. Any thread.
Description describeAt(const Document &document, const BuildPlan &plan, qsizetype offset,
                       const LanguageKnowledge &knowledge = {});

} // namespace strata
