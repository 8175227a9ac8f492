// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/templates.h"

#include "dockerfile/language/templatetexts.h"

#include <QCoreApplication>

namespace strata {

namespace {

QString everyIgnoreFile(const char *more)
{
    return QString::fromUtf8(".git\n.gitignore\n.dockerignore\nDockerfile*\n*.md\n.env*\n") + QString::fromUtf8(more);
}

} // namespace

QList<DockerfileTemplate> dockerfileTemplates()
{
    QList<DockerfileTemplate> list;
    for (const TemplateText &each : templateTexts())
        list.append({.id = QString::fromUtf8(each.id),
                     .title = QCoreApplication::translate("DockerfileTemplates", each.title),
                     .description = QCoreApplication::translate("DockerfileTemplates", each.description),
                     .dockerfile = QString::fromUtf8(each.dockerfile),
                     .ignoreFile = everyIgnoreFile(each.ignored)});
    return list;
}

} // namespace strata
