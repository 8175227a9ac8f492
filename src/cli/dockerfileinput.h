// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "dockerfile/document.h"

#include <QStringList>

#include <optional>

class QCommandLineParser;

namespace strata {

/// The text of a Dockerfile; "-" is standard input. What is no UTF-8 text is an error that names the line, as a parse error does.
Result<QString> readDockerfile(const QString &name);

/// Reads the options of a subcommand into `parser`, and gives its only argument, which is called `what` ("file"). None when
/// something is wrong with the command line, which is then told; usageError is the exit status for that.
std::optional<QString> readOnlyArgument(QCommandLineParser &parser, const QString &command,
                                        const QStringList &arguments, const QString &what);

/// "dockerfile parse error on line 3: …"
QString parseErrorText(const Diagnostic &diagnostic);

} // namespace strata
