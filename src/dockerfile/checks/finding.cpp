// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/finding.h"

namespace strata {

QStringView severityName(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Error: return u"error";
    case Finding::Severity::Warning: return u"warning";
    case Finding::Severity::Info: return u"info";
    case Finding::Severity::Hint: break;
    }
    return u"hint";
}

QString applyFix(const QString &text, const QuickFix &fix)
{
    QString fixed;
    qsizetype at = 0;
    for (const TextEdit &edit : fix.edits) {
        fixed += QStringView(text).sliced(at, edit.range.begin - at);
        fixed += edit.text;
        at = edit.range.end;
    }
    fixed += QStringView(text).sliced(at);
    return fixed;
}

} // namespace strata
