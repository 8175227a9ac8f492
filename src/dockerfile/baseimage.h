// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace strata {

/// What an image says of itself, as far as it matters to who builds on it.
struct BaseImage
{
    QStringList environment = {};  ///< NAME=VALUE
    QString platform = {};         ///< "linux/arm64/v8"; empty when it is not known
    QString workingDirectory = {}; ///< empty: /
    QString user = {};             ///< empty: root
    QStringList shell = {};        ///< empty: the default one
    QStringList entrypoint = {};
    QStringList command = {};
    QStringList triggers = {}; ///< of ONBUILD

    bool operator==(const BaseImage &) const = default;
};

/// What is known of an image; none when nothing is. The reference is as a FROM has it when its variables are replaced
/// ("debian:12"); the platform is empty or such as "linux/arm64". Never asked for scratch and for stages.
using BaseImageLookup = std::function<std::optional<BaseImage>(const QString &reference, const QString &platform)>;

} // namespace strata
