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

QString textBlock(const QString &text, qsizetype limit, qsizetype lines)
{
    constexpr qsizetype longestWord = 40;
    constexpr QChar mayBreak(0x200b);
    QString block;
    qsizetype word = 0;
    for (const QChar c : shortened(text, limit)) {
        if (turnsDirection(c) || c == mayBreak)
            continue;
        const bool isBreak = c == u'\n';
        if (isBreak && --lines == 0)
            return block + u'…';
        block += isBlank(c) && !isBreak ? QChar(u' ') : c;
        word = isBreak || block.back().isSpace() ? 0 : word + 1;
        if (word >= longestWord && !c.isHighSurrogate()) {
            block += mayBreak;
            word = 0;
        }
    }
    return block;
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
