// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plaintext.h"

namespace strata {

using namespace Qt::StringLiterals;

namespace {

bool turnsDirection(QChar c)
{
    switch (c.unicode()) {
    case 0x061C: // Arabic letter mark
    case 0x200E: // left-to-right mark
    case 0x200F: // right-to-left mark
        return true;
    default:
        return (c.unicode() >= 0x202A && c.unicode() <= 0x202E) || (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
    }
}

bool isBlank(QChar c)
{
    return c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
}

QString shortened(const QString &text, qsizetype limit)
{
    return text.size() > limit ? QString(text.left(limit) + u'…') : text;
}

} // namespace

QString singleLine(const QString &text, qsizetype limit)
{
    QString line = shortened(text, limit);
    if (std::ranges::none_of(line, [](QChar c) { return turnsDirection(c) || isBlank(c); }))
        return line;
    line.removeIf(turnsDirection);
    for (QChar &c : line) {
        if (isBlank(c))
            c = u' ';
    }
    return line;
}

QString plainToolTip(const QString &text, qsizetype limit)
{
    if (text.isEmpty())
        return {};
    QString shown = shortened(text, limit);
    shown.removeIf(turnsDirection);
    return u"<p style=\"white-space: pre-wrap\">"_s + shown.toHtmlEscaped() + u"</p>"_s;
}

} // namespace strata
