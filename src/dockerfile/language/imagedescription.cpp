// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/describers.h"

#include "core/bytesize.h"
#include "core/imagereference.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct ImageDescriptionText
{
    Q_DECLARE_TR_FUNCTIONS(DockerfileDescription)
};

constexpr qsizetype mostUses = 10;

QStringList usesOf(const DescriptionScene &scene, int stage)
{
    QStringList uses;
    for (const NamedPlace &place : placesOfStage(scene.document, scene.stages, stage)) {
        if (place.role == NamedPlace::Role::Declaration)
            continue;
        const Instruction &user = scene.document.instructions[place.instruction];
        uses.append(
            ImageDescriptionText::tr("%1 in line %2").arg(user.keyword.text.toUpper(), scene.lineOf(place.range)));
    }
    return uses;
}

QString layersText(const PlanStage &stage)
{
    const auto layers = std::ranges::count_if(stage.steps, [](const PlanStep &step) {
        return step.effect == StepEffect::Layer || step.effect == StepEffect::LayerIfChanged;
    });
    return ImageDescriptionText::tr("It adds %n layer(s).", nullptr, static_cast<int>(layers));
}

/// What the parts of a reference mean.
QString partsText(const ImageReference &reference)
{
    QStringList lines;
    lines.append(reference.domain() == u"docker.io" ? ImageDescriptionText::tr("Registry: Docker Hub (docker.io)")
                                                    : ImageDescriptionText::tr("Registry: %1").arg(reference.domain()));
    lines.append(ImageDescriptionText::tr("Repository: %1").arg(reference.path()));
    if (!reference.digest().isEmpty())
        lines.append(ImageDescriptionText::tr("Digest: %1, always the same image").arg(reference.digest()));
    if (!reference.tag().isEmpty())
        lines.append(ImageDescriptionText::tr("Tag: %1, which may be another image some day").arg(reference.tag()));
    else if (reference.digest().isEmpty())
        lines.append(ImageDescriptionText::tr("Tag: latest, because none is said"));
    return lines.join(u'\n');
}

QString factsText(const ImageDescription &image)
{
    QStringList lines;
    const auto add = [&lines](const QString &text, const QString &value) {
        if (!value.isEmpty())
            lines.append(text.arg(value));
    };
    add(ImageDescriptionText::tr("Size: %1"), formatBytes(image.bytes));
    if (image.layers >= 0)
        add(ImageDescriptionText::tr("Layers: %1"), QString::number(image.layers));
    add(ImageDescriptionText::tr("Created: %1"), image.created);
    add(ImageDescriptionText::tr("Platform: %1"), image.platform);
    add(ImageDescriptionText::tr("Digest: %1"), image.digest);
    add(ImageDescriptionText::tr("User: %1"), image.user);
    add(ImageDescriptionText::tr("Working directory: %1"), image.workingDirectory);
    add(ImageDescriptionText::tr("Ports: %1"), image.ports.join(u", "_s));
    return lines.join(u'\n');
}

QString jsonText(const QStringList &words)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(words)).toJson(QJsonDocument::Compact));
}

/// What a container of it begins with, as instructions.
QString settingsText(const ImageDescription &image)
{
    const auto command = [](QStringView keyword, const QStringList &words) {
        return words.isEmpty() ? QString() : QString(keyword + u' ' + jsonText(words) + u'\n');
    };
    QString text = command(u"ENTRYPOINT", image.entrypoint) + command(u"CMD", image.command);
    for (const QString &variable : image.environment)
        text += u"ENV "_s + variable + u'\n';
    return text.trimmed();
}

} // namespace

Description describeStage(const DescriptionScene &scene, int stage, TextRange range)
{
    const NamedStage &named = scene.stages.all()[stage];
    const Instruction &from = scene.document.instructions[named.instruction];
    const QString name = named.name.isEmpty() ? QString::number(stage) : named.name;
    Description description{.title = ImageDescriptionText::tr("Stage %1, line %2").arg(name).arg(from.startLine + 1),
                            .code = from.original.trimmed(),
                            .range = range};
    QStringList lines;
    if (stage < scene.plan.stages.size()) {
        const PlanStage &planned = scene.plan.stages[stage];
        lines.append(planned.baseStage >= 0
                         ? ImageDescriptionText::tr("It builds on the stage %1.").arg(planned.baseReference)
                         : ImageDescriptionText::tr("It builds on the image %1.").arg(planned.baseReference));
        lines.append(layersText(planned));
        if (!planned.isNeeded)
            lines.append(ImageDescriptionText::tr("The stage that is built does not need it, so it is skipped."));
    }
    if (const QStringList uses = usesOf(scene, stage); !uses.isEmpty())
        lines.append(ImageDescriptionText::tr("Used by: %1").arg(uses.join(u", "_s)));
    description.body = lines.join(u'\n');
    return description;
}

Description describeImage(const DescriptionScene &scene, const QString &reference, TextRange range)
{
    if (reference == u"scratch")
        return {.title = u"scratch"_s,
                .body = ImageDescriptionText::tr("Nothing: no files, no shell and no layer. The image holds only what "
                                                 "this file puts into it, such as a program that needs no library."),
                .range = range};
    const auto parsed = ImageReference::parse(reference);
    if (!parsed)
        return {};
    Description description{.title = ImageDescriptionText::tr("Image %1").arg(reference), .range = range};
    const auto facts = scene.knowledge.image ? scene.knowledge.image(reference) : std::nullopt;
    if (facts) {
        description.body = factsText(*facts);
        description.code = settingsText(*facts);
    } else {
        description.body = partsText(*parsed);
        description.image = reference;
    }
    return description;
}

} // namespace strata
