// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "dockerfile/document.h"

#include <QString>

namespace strata {

/// The text of a Dockerfile; "-" is standard input. What is no UTF-8 text is an error that names the line, as a parse error does.
Result<QString> readDockerfile(const QString &name);

/// "dockerfile parse error on line 3: …"
QString parseErrorText(const Diagnostic &diagnostic);

} // namespace strata
