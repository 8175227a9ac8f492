// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/editorcolors.h"

#include "widgets/contrast.h"

namespace strata {

namespace {

QColor mixed(const QColor &a, const QColor &b, float share)
{
    return QColor::fromRgbF(a.redF() + (b.redF() - a.redF()) * share, a.greenF() + (b.greenF() - a.greenF()) * share,
                            a.blueF() + (b.blueF() - a.blueF()) * share);
}

} // namespace

EditorColors::EditorColors(const QPalette &palette)
    : base(palette.color(QPalette::Base)), text(palette.color(QPalette::Text))
{
    const QColor accent = palette.color(QPalette::Highlight);
    currentLine = mixed(base, text, 0.05F);
    number = readableOn(currentLine, mixed(base, text, 0.5F));
    currentNumber = mixed(base, text, 0.9F);
    quiet = readableOn(currentLine, mixed(base, text, 0.5F));
    match = mixed(base, QColor(255, 200, 0), isDark(palette) ? 0.3F : 0.35F);
    hit = mixed(base, QColor(255, 140, 0), isDark(palette) ? 0.5F : 0.6F);
    scope = mixed(base, accent, 0.12F);
    occurrence = mixed(base, accent, 0.22F);
    bracket = mixed(base, accent, 0.3F);
    foldMark = mixed(base, text, 0.1F);
    error = readableOn(base, QColor(218, 68, 83), 3);
    warning = readableOn(base, QColor(230, 145, 0), 3);
    hint = readableOn(base, QColor(61, 140, 220), 3);
    good = readableOn(base, QColor(39, 160, 85), 3);
}

QColor EditorColors::of(DiagnosticSeverity severity) const
{
    switch (severity) {
    case DiagnosticSeverity::Error: return error;
    case DiagnosticSeverity::Warning: return warning;
    case DiagnosticSeverity::Hint: break;
    }
    return hint;
}

QColor EditorColors::of(LineMark mark) const
{
    switch (mark) {
    case LineMark::Good: return good;
    case LineMark::Changed: return warning;
    case LineMark::Busy: return hint;
    case LineMark::Bad: return error;
    case LineMark::None:
    case LineMark::Unknown: break;
    }
    return quiet;
}

} // namespace strata
