// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "dockerfile/document.h"

#include <QStringList>

namespace strata {

/// What `check=` says (moby/buildkit, frontend/dockerfile/linter/linter.go, ParseLintOptions).
struct CheckOptions
{
    bool skipAll = false;
    QStringList skip = {}; ///< names of rules
    bool experimentalAll = false;
    QStringList experimental = {};
    bool returnAsError = false; ///< a warning keeps the file from being built

    bool operator==(const CheckOptions &) const = default;
};

/// `skip=A,B;error=true;experimental=all`. InvalidInput for anything else.
Result<CheckOptions> parseCheckOptions(QStringView value);

/// `key = value`, as it stands behind the `#` of a directive; the ranges are offsets in `text`. None when it is no directive
/// that BuildKit knows.
std::optional<Directive> directiveIn(QStringView text);

/// The value of a directive in the first lines of a file, up to its first blank. Unlike Document::directives it is found
/// behind a first line that begins with `#!` as well; that is how BuildKit looks for `check` (parser/directives.go,
/// ParseDirective).
struct DirectiveValue
{
    QString value;       ///< the image, or the options
    QString commandLine; ///< all of it
    qsizetype line = 0;  ///< from 0

    bool operator==(const DirectiveValue &) const = default;
};

std::optional<DirectiveValue> findDirective(QStringView text, QStringView name);

/// Which frontend the file asks for: `# syntax=`, `// syntax=` or `{"syntax": "…"}` (DetectSyntax).
std::optional<DirectiveValue> detectSyntax(QStringView text);

/// The options of `# check=` above one instruction, which count for it alone. None without such a comment, or with a wrong one.
std::optional<CheckOptions> checkOptionsOf(const Instruction &instruction);

} // namespace strata
