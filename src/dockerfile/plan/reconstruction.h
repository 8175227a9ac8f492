// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/plan/historymatch.h"

#include <QMap>

namespace strata {

/// What an image tells of itself: its history and its configuration (OCI image-spec config.md, and what Docker adds to it).
struct ImageFacts
{
    QList<HistoryLine> history = {}; ///< oldest first
    QStringList environment = {};    ///< NAME=VALUE
    QStringList command = {};
    QStringList entrypoint = {};
    QString workingDirectory = {};
    QString user = {};
    QStringList exposedPorts = {}; ///< "80/tcp"
    QStringList volumes = {};
    QMap<QString, QString> labels = {};
    QString stopSignal = {};
    std::optional<HealthcheckInstruction> healthcheck = {};
    QStringList shell = {};
    QStringList triggers = {}; ///< of ONBUILD
};

/// The image that another one is based on, where it is known.
struct KnownBase
{
    QString reference = {};
    qsizetype historyLines = 0; ///< how many of the oldest lines are its own

    bool isKnown() const { return !reference.isEmpty(); }
};

/// A Dockerfile that would make such an image, as far as its history tells. It begins with a comment that says what it is, and
/// parses without errors. Comments stand for what nobody can know any more: what was copied by the classic builder or by
/// Buildah, a script that was a file of the build, layers that were not made by an instruction, from which stage something
/// came. Without a base all begins with FROM scratch. Histories of BuildKit, of the classic builder and of Buildah are read.
///
/// Where a history puts words together without quotes, the configuration decides what was one (variables, labels, volumes). What
/// the configuration has and no line of the history said, such as labels of the command line, comes at the end; not with a base,
/// which may have brought it.
QString dockerfileFromHistory(const ImageFacts &image, const KnownBase &base = {});

} // namespace strata
