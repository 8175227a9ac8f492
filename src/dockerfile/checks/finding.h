// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"

namespace strata {

/// The text in `range` becomes `text`.
struct TextEdit
{
    TextRange range = {};
    QString text = {};

    bool operator==(const TextEdit &) const = default;
};

/// What mends a finding: some edits that belong together. Their ranges are those of the text as it was, in order, and none
/// reaches into another. Behind them the file parses as before and the finding is gone.
struct QuickFix
{
    QString title = {}; ///< "Use COPY"
    QList<TextEdit> edits = {};

    bool operator==(const QuickFix &) const = default;
};

/// Something in a Dockerfile that is wrong or could be better. A value, for any thread.
struct Finding
{
    enum class Severity {
        Error,   ///< the file is not built
        Warning, ///< the image is not what was meant, or wastes space or safety
        Info,    ///< mostly better otherwise
        Hint,    ///< a matter of taste
    };

    QString rule = {}; ///< the name of a CheckRule (checkrule.h), or ParseError
    Severity severity = Severity::Warning;
    QString message = {};
    TextRange range = {};
    qsizetype line = 0; ///< of the instruction that it is about, as BuildKit tells it, from 0
    std::optional<QuickFix> fix = {};

    bool operator==(const Finding &) const = default;
};

/// "error", "warning", "info" or "hint".
QStringView severityName(Finding::Severity severity);

/// The text after all edits of a fix.
QString applyFix(const QString &text, const QuickFix &fix);

} // namespace strata

Q_DECLARE_TYPEINFO(strata::Finding, Q_RELOCATABLE_TYPE);
