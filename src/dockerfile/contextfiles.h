// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "dockerfile/ignorerules.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace strata {

/// Where BuildKit looks for what it needs to know of a context before it reads it.
struct ContextFiles
{
    QString dockerfile = {};                         ///< the one asked for; "dockerfile" where there is no "Dockerfile"
    std::optional<QByteArray> dockerfileInside = {}; ///< its path from the context
    QString ignoreFile = {};                         ///< empty: there is none
    IgnoreRules rules = {};
};

/// Reads the rules. Errors: Local when they cannot be read, InvalidInput as of IgnoreRules and for more than 4 MiB.
Result<ContextFiles> contextFiles(const QString &folder, const QString &dockerfile);

} // namespace strata
