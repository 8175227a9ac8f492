// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace strata {

/// A Dockerfile to begin with, and the .dockerignore that goes with it. Every template parses, plans and passes
/// checkDockerfile() without errors and warnings; versions are ARGs in its first lines, the container is not root, and
/// compilers and package managers that keep what they fetch have cache mounts.
struct DockerfileTemplate
{
    QString id;          ///< "go", for settings and tests
    QString title;       ///< "Go"
    QString description; ///< a sentence or two, in the language of the program
    QString dockerfile;
    QString ignoreFile; ///< what .dockerignore should hold
};

QList<DockerfileTemplate> dockerfileTemplates();

} // namespace strata
