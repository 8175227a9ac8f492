// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/actions/imageactions.h"

#include "core/imagereference.h"
#include "engine/api/images.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <functional>

namespace strata::actions {

using namespace Qt::StringLiterals;

namespace {

struct ImageActionsText
{
    Q_DECLARE_TR_FUNCTIONS(ImageActions)
};

Result<QStringList> removalLines(const Answer &answer)
{
    return Images::decodeRemoval(answer).transform([](const ImageRemoval &removal) {
        QStringList lines;
        for (const QString &name : removal.untagged)
            lines.append(ImageActionsText::tr("Untagged: %1").arg(name));
        for (const QString &id : removal.deleted)
            lines.append(ImageActionsText::tr("Deleted: %1").arg(id));
        return lines;
    });
}

bool isId(const QString &reference)
{
    static const QRegularExpression digits(u"^[0-9a-f]{12,64}$"_s);
    return reference.startsWith(u"sha256:") || digits.match(reference).hasMatch();
}

QString printable(const QString &reference)
{
    return reference.startsWith(u"sha256:") ? reference.sliced(7, std::min(qsizetype{12}, reference.size() - 7))
                                            : reference;
}

} // namespace

Action removeImages(const QList<ImageTarget> &targets, bool force)
{
    QList<ImageTarget> ordered = targets;
    std::ranges::stable_partition(ordered, std::not_fn(isId), &ImageTarget::reference);
    QStringList names;
    CommandLine command{u"docker"_s, u"rmi"_s};
    if (force)
        command << u"-f"_s;
    Action action{.title = {}, .commandLine = {}, .steps = {}, .parallel = 1};
    for (const ImageTarget &target : std::as_const(ordered)) {
        const QString name = printable(target.reference);
        names.append(name);
        command << name;
        action.steps.append(
            {.target = name, .call = Images::removeCall(target.reference, force), .report = removalLines});
    }
    action.title = ImageActionsText::tr("Remove %1").arg(namesForTitle(names));
    action.commandLine = command;
    return action;
}

Action pruneImages(bool danglingOnly)
{
    CommandLine command{u"docker"_s, u"image"_s, u"prune"_s};
    if (!danglingOnly)
        command << u"-a"_s;
    Action action{.title = danglingOnly ? ImageActionsText::tr("Remove dangling images")
                                        : ImageActionsText::tr("Remove unused images"),
                  .commandLine = std::move(command),
                  .steps = {}};
    action.steps.append({.target = {}, .call = Images::pruneCall(danglingOnly), .report = [](const Answer &answer) {
                             return Images::decodePrune(answer).transform(&pruneReportLines);
                         }});
    return action;
}

Action tagImage(const QString &source, const QString &newReference)
{
    Action action{.title = ImageActionsText::tr("Tag %1 as %2")
                               .arg(namesForTitle({printable(source)}), namesForTitle({newReference})),
                  .commandLine = {u"docker"_s, u"tag"_s, printable(source), newReference},
                  .steps = {}};
    const auto reference = ImageReference::parse(newReference);
    const QString repository = reference ? reference->familiarName() : newReference;
    const QString tag = reference ? reference->withDefaultTag().tag() : QString();
    action.steps.append({.target = newReference, .call = Images::tagCall(source, repository, tag), .report = {}});
    return action;
}

Action tagImage(const QString &source, const QStringList &newReferences)
{
    if (newReferences.size() == 1)
        return tagImage(source, newReferences.first());
    Action action{.title = ImageActionsText::tr("Tag %1 as %2")
                               .arg(namesForTitle({printable(source)}), namesForTitle(newReferences)),
                  .commandLine = {},
                  .steps = {}};
    QStringList commands;
    for (const QString &reference : newReferences) {
        const Action one = tagImage(source, reference);
        action.steps.append(one.steps);
        commands.append(one.commandLine.toString());
    }
    if (!commands.isEmpty())
        action.commandLine = {u"sh"_s, u"-c"_s, commands.join(u" && "_s)};
    return action;
}

Action untagImages(const QStringList &references)
{
    QList<ImageTarget> targets;
    for (const QString &reference : references)
        targets.append({reference});
    Action action = removeImages(targets, false);
    action.title = ImageActionsText::tr("Untag %1").arg(namesForTitle(references));
    return action;
}

PushName pushName(const QString &text, const QString &hubUser)
{
    const auto reference = ImageReference::parse(text);
    if (!reference)
        return {reference.error().message, {}};
    if (!reference->digest().isEmpty())
        return {ImageActionsText::tr("An image is pushed by its tag, not by its digest."),
                reference->tag().isEmpty() ? QString() : reference->familiarName() + u':' + reference->tag()};
    const ImageReference whole = reference->withDefaultTag();
    const bool isOfficial = whole.domain() == u"docker.io" && whole.path().startsWith(u"library/");
    const bool isNowhere = whole.domain() == u"localhost";
    if (!isOfficial && !isNowhere)
        return {};
    const QString name = whole.path().section(u'/', -1) + u':' + whole.tag();
    const QString proposal = hubUser.isEmpty() ? QString() : hubUser.toLower() + u'/' + name;
    if (isNowhere)
        return {ImageActionsText::tr("The name has no registry in it: “localhost” means this computer."), proposal};
    return {ImageActionsText::tr("Only Docker pushes official images. On Docker Hub yours is user/%1.").arg(name),
            proposal};
}

} // namespace strata::actions
