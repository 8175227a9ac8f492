// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/contextscan.h"

#include <QMap>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace strata {

/// An image that the engine has.
struct ProposedImage
{
    QString reference = {}; ///< as docker prints it: "python:3.12-slim"
    qint64 bytes = -1;      ///< -1: not known
};

/// What an image is, as far as somebody found out.
struct ImageDescription
{
    qint64 bytes = -1;    ///< of all layers, unpacked or as a registry has them; -1: not known
    int layers = -1;      ///< -1: not known
    QString created = {}; ///< for people to read
    QString platform = {};
    QString digest = {};
    QString user = {};
    QString workingDirectory = {};
    QStringList environment = {}; ///< NAME=VALUE
    QStringList entrypoint = {};
    QStringList command = {};
    QStringList ports = {};
};

/// What a Dockerfile does not say of itself. All of it may be left out. The function is called during completeDockerfile() and
/// describeAt(), on their thread; it answers with what is known and does not ask anybody.
struct LanguageKnowledge
{
    QList<ProposedImage> images = {};
    /// The reference is as a FROM has it when its variables are replaced.
    std::function<std::optional<ImageDescription>(const QString &reference)> image = {};
    std::shared_ptr<const ContextScan> context = {};
    QMap<QString, QString> buildArguments = {}; ///< those of the plan
    QStringList secrets = {};                   ///< ids that the build is given
};

} // namespace strata
