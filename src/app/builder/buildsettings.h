// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/build/buildoptions.h"

#include <QJsonObject>
#include <QSettings>
#include <QString>

namespace strata {

/// How a Dockerfile is to be built, as the person chose it; remembered for each Dockerfile. Values of typed secrets are not.
struct BuildSettings
{
    QString contextFolder = {}; ///< empty: the folder of the Dockerfile
    QStringList tags = {};
    QString target = {};
    QString platform = {};
    QList<std::pair<QString, std::optional<QString>>> arguments =
        {}; ///< without a value: from this program's environment
    QList<std::pair<QString, QString>> labels = {};
    QList<BuildSecret> secrets = {};
    QList<SshAgent> agents = {};
    QString network = {};
    bool noCache = false;
    bool pull = false;
    bool isClassic = false; ///< the classic builder, where the engine still has it

    /// Build arguments with the value they have here.
    QMap<QString, QString> argumentValues() const;

    QJsonObject toJson() const;
    static BuildSettings fromJson(const QJsonObject &json); ///< what is missing or damaged is as in a new one
};

/// The settings of the last 100 Dockerfiles, by path.
class BuildSettingsStore
{
public:
    static BuildSettings find(const QString &dockerfile);
    static void keep(const QString &dockerfile, const BuildSettings &settings);
};

/// As options of a build; what depends on the Dockerfile and the engine is not in there.
BuildOptions optionsOf(const BuildSettings &settings);

/// What an image built from this path could be called: the name of its folder, as far as it can be a repository.
QString proposedTag(const QString &contextFolder);

} // namespace strata
