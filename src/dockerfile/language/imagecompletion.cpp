// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/completers.h"

#include "core/bytesize.h"

#include <QCoreApplication>
#include <QSet>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct ImageCompletionText
{
    Q_DECLARE_TR_FUNCTIONS(DockerfileCompletion)
};

constexpr qsizetype shortestSearch = 2;

/// Where the tag of a reference begins, behind its colon; -1: there is none.
qsizetype tagStart(QStringView reference)
{
    const qsizetype colon = reference.lastIndexOf(u':');
    return colon > reference.lastIndexOf(u'/') ? colon + 1 : -1;
}

QString sizeText(qint64 bytes)
{
    return bytes < 0 ? QString() : formatBytes(bytes);
}

void proposeTags(const CompletionScene &scene, QStringView repository, QStringView typed, ProposalList &list)
{
    list.replace(typed);
    for (const ProposedImage &image : scene.knowledge.images) {
        const qsizetype tag = tagStart(image.reference);
        if (tag > 0 && QStringView(image.reference).first(tag - 1) == repository)
            list.add(Proposal::Kind::Tag, image.reference.sliced(tag), sizeText(image.bytes));
    }
    list.want(CompletionWant::Kind::Tags, repository.toString());
}

} // namespace

void proposeImages(const CompletionScene &scene, QStringView word, ProposalList &list)
{
    if (word.contains(u'$') || word.contains(u'@'))
        return;
    if (const qsizetype tag = tagStart(word); tag > 0) {
        proposeTags(scene, word.first(tag - 1), word.sliced(tag), list);
        return;
    }
    list.replace(word);
    for (const ProposedImage &image : scene.knowledge.images)
        list.add(Proposal::Kind::Image, image.reference, sizeText(image.bytes));
    if (word.size() >= shortestSearch)
        list.want(CompletionWant::Kind::Images, word.toString());
}

void proposeStages(const CompletionScene &scene, bool withNumbers, ProposalList &list)
{
    QSet<QString> seen;
    for (int i = scene.stage - 1; i >= 0; --i) {
        const NamedStage &stage = scene.stages.all()[i];
        if (seen.contains(stage.name) || (stage.name.isEmpty() && !withNumbers))
            continue;
        if (!stage.name.isEmpty())
            seen.insert(stage.name);
        const QList<SourceWord> &words = scene.document.instructions[stage.instruction].arguments;
        const QString base = words.isEmpty() ? QString() : words[0].text;
        list.add(Proposal::Kind::Stage, stage.name.isEmpty() ? QString::number(i) : stage.name,
                 ImageCompletionText::tr("stage on %1").arg(base));
    }
}

} // namespace strata
