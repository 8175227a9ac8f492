// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imagedetailspane.h"

#include "app/common/detailssections.h"
#include "core/bytesize.h"
#include "core/commandline.h"

#include <QCoreApplication>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct ImageDetailsPaneText
{
    Q_DECLARE_TR_FUNCTIONS(ImageDetailsPane)
};

using Section = KeyValueView::Section;

QString platform(const ImageDetails &image)
{
    QStringList parts{image.os, image.architecture, image.variant};
    parts.removeAll(QString());
    return parts.join(u'/');
}

Section general(const ImageDetails &image)
{
    Section section{.title = ImageDetailsPaneText::tr("Image"), .rows = {}};
    section.rows = {plainRow(ImageDetailsPaneText::tr("Tags"), image.repoTags.join(u'\n')),
                    codeRow(ImageDetailsPaneText::tr("ID"), image.id.toString()),
                    codeRow(ImageDetailsPaneText::tr("Digests"), image.repoDigests.join(u'\n')),
                    plainRow(ImageDetailsPaneText::tr("Created"), timeAndAge(image.created)),
                    plainRow(ImageDetailsPaneText::tr("Size"), formatBytes(image.size)),
                    plainRow(ImageDetailsPaneText::tr("Platform"), platform(image))};
    if (!image.author.isEmpty())
        section.rows.append(plainRow(ImageDetailsPaneText::tr("Author"), image.author));
    if (!image.comment.isEmpty())
        section.rows.append(plainRow(ImageDetailsPaneText::tr("Comment"), image.comment));
    return section;
}

Section process(const ImageDetails &image)
{
    return {.title = ImageDetailsPaneText::tr("What a container runs"),
            .rows = {codeRow(ImageDetailsPaneText::tr("Entrypoint"), CommandLine(image.entrypoint).toString()),
                     codeRow(ImageDetailsPaneText::tr("Command"), CommandLine(image.command).toString()),
                     codeRow(ImageDetailsPaneText::tr("Working directory"), image.workingDir),
                     codeRow(ImageDetailsPaneText::tr("User"), image.user),
                     codeRow(ImageDetailsPaneText::tr("Exposed ports"), image.exposedPorts.join(u'\n')),
                     codeRow(ImageDetailsPaneText::tr("Volumes"), image.volumes.join(u'\n')),
                     plainRow(ImageDetailsPaneText::tr("Stop signal"), image.stopSignal),
                     codeRow(ImageDetailsPaneText::tr("Health check"), image.healthcheck)}};
}

Section numbered(const QString &title, const QStringList &values)
{
    Section section{.title = title, .rows = {}};
    for (qsizetype i = 0; i < values.size(); ++i)
        section.rows.append(codeRow(QString::number(i + 1), values.at(i)));
    return section;
}

} // namespace

QList<KeyValueView::Section> imageSections(const ImageDetails &image)
{
    QList<Section> sections{general(image),
                            process(image),
                            environmentSection(image.env),
                            labelsSection(image.labels),
                            numbered(ImageDetailsPaneText::tr("Build triggers"), image.onBuild),
                            numbered(ImageDetailsPaneText::tr("Layers, the lowest first"), image.layers)};
    sections.removeIf([](const Section &section) { return section.rows.isEmpty(); });
    return sections;
}

} // namespace strata
