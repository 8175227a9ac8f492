// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/language/completion.h"
#include "dockerfile/language/namedplaces.h"
#include "dockerfile/language/typedline.h"

/// The parts of completeDockerfile(), each for one kind of thing that may be typed.
namespace strata {

/// Where something is typed, and what is known there.
struct CompletionScene
{
    const Document &document;
    const BuildPlan &plan;
    const LanguageKnowledge &knowledge;
    qsizetype offset;
    TypedLine typed;
    NamedStages stages;
    int stage = -1; ///< that the line belongs to; of a FROM its own; -1: in front of the first one

    /// What the plan has in effect at the line; null in front of the first step, or when the plan is another one's.
    const PlanStep *step() const;
    QString workingDirectory() const;
    /// Whether the file goes on with this character.
    bool isFollowedBy(QChar c) const { return offset < document.text.size() && document.text[offset] == c; }
};

/// Of a variable: NAME and its value as far as it has one.
struct ScopeVariable
{
    QString name;
    std::optional<QString> value;
};
/// All that the builder or, in RUN, the shell sees at the line, the newest first. `kind` is the instruction that is typed.
QList<ScopeVariable> variablesInScope(const CompletionScene &scene, InstructionKind kind);

/// Collects. `word` is what is typed of it; a part of the instruction's text, up to its end.
class ProposalList
{
public:
    explicit ProposalList(const CompletionScene &scene) : m_scene(scene) { m_result.from = scene.offset; }

    /// What will be replaced: so many characters in front of the place.
    void replace(QStringView word) { m_result.from = m_scene.offset - word.size(); }
    void add(const Proposal &proposal) { m_result.items.append(proposal); }
    void add(Proposal::Kind kind, const QString &label, const QString &detail = {});
    void addAll(Proposal::Kind kind, const QStringList &labels);
    void want(CompletionWant::Kind kind, const QString &text) { m_result.wants.append({kind, text}); }
    void cut(qsizetype most); ///< leaves out what is too much
    bool isFull(qsizetype most) const { return m_result.items.size() >= most; }

    Completions take() { return std::move(m_result); }

private:
    const CompletionScene &m_scene;
    Completions m_result;
};

/// Whether a variable is being typed; proposes those there are.
bool proposeVariables(const CompletionScene &scene, InstructionKind kind, QStringView before, ProposalList &list);
/// The keyword at the start of a line or behind ONBUILD.
void proposeInstructions(const CompletionScene &scene, QStringView word, bool isTrigger, ProposalList &list);
/// A keyword within an instruction, in the case of the file.
void proposeKeyword(const CompletionScene &scene, const QString &keyword, const QString &detail, ProposalList &list);

/// A flag or its value.
void proposeFlag(const CompletionScene &scene, const Instruction &instruction, QStringView word, ProposalList &list);
void proposeImages(const CompletionScene &scene, QStringView word, ProposalList &list);
void proposeStages(const CompletionScene &scene, bool withNumbers, ProposalList &list);
/// Paths of the build context.
void proposeFiles(const CompletionScene &scene, QStringView word, ProposalList &list);
/// Paths that the instructions of a stage have made.
void proposeFoldersOf(const CompletionScene &scene, int stage, QStringView word, ProposalList &list);
/// What stands behind the flags of an instruction.
void proposeArgument(const CompletionScene &scene, const Instruction &instruction, QStringView word,
                     ProposalList &list);
/// A directive, or a comment that names rules.
void proposeComment(const CompletionScene &scene, ProposalList &list);

} // namespace strata
