// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imagedetailspane.h"

#include "app/common/text.h"
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

using Row = KeyValueView::Row;
using Section = KeyValueView::Section;

Row plain(const QString &label, const QString &value)
{
    return {.label = label, .value = visibleText(value), .isMonospace = false};
}

Row code(const QString &label, const QString &value)
{
    return {.label = visibleLine(label), .value = visibleText(value), .isMonospace = true};
}

QString platform(const ImageDetails &image)
{
    QStringList parts{image.os, image.architecture, image.variant};
    parts.removeAll(QString());
    return parts.join(u'/');
}

Section general(const ImageDetails &image)
{
    const qint64 created = image.created.isValid() ? image.created.toSecsSinceEpoch() : 0;
    QString age = exactTime(image.created);
    if (created > 0)
        age += u" ("_s + relativeTime(created) + u')';
    Section section{.title = ImageDetailsPaneText::tr("Image"), .rows = {}};
    section.rows = {plain(ImageDetailsPaneText::tr("Tags"), image.repoTags.join(u'\n')),
                    code(ImageDetailsPaneText::tr("ID"), image.id.toString()),
                    code(ImageDetailsPaneText::tr("Digests"), image.repoDigests.join(u'\n')),
                    plain(ImageDetailsPaneText::tr("Created"), age),
                    plain(ImageDetailsPaneText::tr("Size"), formatBytes(image.size)),
                    plain(ImageDetailsPaneText::tr("Platform"), platform(image))};
    if (!image.author.isEmpty())
        section.rows.append(plain(ImageDetailsPaneText::tr("Author"), image.author));
    if (!image.comment.isEmpty())
        section.rows.append(plain(ImageDetailsPaneText::tr("Comment"), image.comment));
    return section;
}

Section process(const ImageDetails &image)
{
    return {.title = ImageDetailsPaneText::tr("What a container runs"),
            .rows = {code(ImageDetailsPaneText::tr("Entrypoint"), CommandLine(image.entrypoint).toString()),
                     code(ImageDetailsPaneText::tr("Command"), CommandLine(image.command).toString()),
                     code(ImageDetailsPaneText::tr("Working directory"), image.workingDir),
                     code(ImageDetailsPaneText::tr("User"), image.user),
                     code(ImageDetailsPaneText::tr("Exposed ports"), image.exposedPorts.join(u'\n')),
                     code(ImageDetailsPaneText::tr("Volumes"), image.volumes.join(u'\n')),
                     plain(ImageDetailsPaneText::tr("Stop signal"), image.stopSignal),
                     code(ImageDetailsPaneText::tr("Health check"), image.healthcheck)}};
}

Section environment(const QStringList &env)
{
    Section section{.title = ImageDetailsPaneText::tr("Environment"), .rows = {}};
    for (const QString &variable : env) {
        const qsizetype equals = variable.indexOf(u'=');
        section.rows.append(code(variable.left(equals), equals < 0 ? QString() : variable.mid(equals + 1)));
    }
    return section;
}

Section labels(const QList<std::pair<QString, QString>> &pairs)
{
    Section section{.title = ImageDetailsPaneText::tr("Labels"), .rows = {}};
    for (const auto &[key, value] : pairs)
        section.rows.append(code(key, value));
    return section;
}

Section numbered(const QString &title, const QStringList &values)
{
    Section section{.title = title, .rows = {}};
    for (qsizetype i = 0; i < values.size(); ++i)
        section.rows.append(code(QString::number(i + 1), values.at(i)));
    return section;
}

} // namespace

QList<KeyValueView::Section> imageSections(const ImageDetails &image)
{
    QList<Section> sections{general(image),
                            process(image),
                            environment(image.env),
                            labels(image.labels),
                            numbered(ImageDetailsPaneText::tr("Build triggers"), image.onBuild),
                            numbered(ImageDetailsPaneText::tr("Layers, the lowest first"), image.layers)};
    sections.removeIf([](const Section &section) { return section.rows.isEmpty(); });
    return sections;
}

} // namespace strata
