// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/language/knowledge.h"
#include "dockerfile/plan/buildplan.h"

namespace strata {

/// Something that may be typed at a place.
struct Proposal
{
    enum class Kind { Instruction, Word, Flag, Value, Stage, Image, Tag, Variable, File, Folder, Rule, Directive };

    QString label = {};
    QString detail = {};     ///< a few words beside it
    QString insertText = {}; ///< empty: the label
    Kind kind = Kind::Word;
    qsizetype cursor = -1; ///< where in insertText the cursor goes; -1: behind it

    bool operator==(const Proposal &) const = default;
};

/// What somebody else may know: who shows the proposals asks, and adds what comes.
struct CompletionWant
{
    enum class Kind {
        Images, ///< whose names begin like `text`: a search in a registry
        Tags,   ///< of the image `text`
    };

    Kind kind = Kind::Images;
    QString text = {};

    bool operator==(const CompletionWant &) const = default;
};

struct Completions
{
    qsizetype from = 0;         ///< what stands from here to the place asked about is replaced
    QList<Proposal> items = {}; ///< the best first; also those that do not begin with what is typed
    QList<CompletionWant> wants = {};
    bool isComplete = true; ///< false: there are too many, and typing on finds others
};

/// What may be typed at an offset of the text: instructions in the case that the file uses, flags and their values, stages,
/// images, tags, files of the context, variables with their values, directives and names of rules. Nothing in comments, quotes
/// and heredocs, where anything may stand. Lines that are not finished are what this is for.
///
/// The plan is that of the document; an older one does no harm. Takes a look at each instruction and, for files, at each entry
/// of one folder. Any thread.
Completions completeDockerfile(const Document &document, const BuildPlan &plan, qsizetype offset,
                               const LanguageKnowledge &knowledge = {});

} // namespace strata
