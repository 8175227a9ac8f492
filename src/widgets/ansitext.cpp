// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ansitext.h"

#include "widgets/contrast.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace strata {

namespace {

constexpr char ansiEscape = '\x1b';

/// xterm's sixteen, in hues only: readableOn() gives them their lightness.
constexpr std::array<QRgb, 16> namedColors{0x000000, 0xc01c28, 0x2a8a3a, 0xa07000, 0x2a63c8, 0xa347ba,
                                           0x1a8a8f, 0xb0b0b0, 0x707070, 0xe0404a, 0x33b050, 0xc08a00,
                                           0x4a86f0, 0xc061d8, 0x2aa8ad, 0xffffff};

/// The 256 of "38;5;n": sixteen named ones, a cube of six each, greys.
QColor paletteColor(int number)
{
    if (number < 16)
        return QColor::fromRgb(namedColors[static_cast<size_t>(std::max(number, 0))]);
    if (number >= 232) {
        const int grey = std::min(8 + (number - 232) * 10, 255);
        return {grey, grey, grey};
    }
    const auto level = [](int step) { return step == 0 ? 0 : 55 + step * 40; };
    const int cube = number - 16;
    return {level(cube / 36), level(cube / 6 % 6), level(cube % 6)};
}

struct AnsiStyle
{
    QColor color = {};
    QColor background = {};
    bool isBold = false;
    bool isFaint = false;
    bool isItalic = false;
    bool isUnderlined = false;

    bool isPlain() const { return *this == AnsiStyle{}; }
    bool operator==(const AnsiStyle &) const = default;
};

/// The colour behind 38 or 48; `at` is moved behind what belongs to it.
QColor extendedColor(const QList<int> &numbers, qsizetype &at)
{
    const int kind = numbers.value(at + 1, -1);
    if (kind == 5) {
        at += 2;
        return paletteColor(std::min(numbers.value(at, 0), 255));
    }
    if (kind == 2) {
        const auto part = [&](qsizetype i) { return std::clamp(numbers.value(at + 1 + i, 0), 0, 255); };
        const QColor color(part(1), part(2), part(3));
        at += 4;
        return color;
    }
    return {};
}

void applyNumber(AnsiStyle &style, const QList<int> &numbers, qsizetype &at)
{
    const int number = numbers[at];
    switch (number) {
    case 0: style = {}; return;
    case 1: style.isBold = true; return;
    case 2: style.isFaint = true; return;
    case 3: style.isItalic = true; return;
    case 4: style.isUnderlined = true; return;
    case 22: style.isBold = style.isFaint = false; return;
    case 23: style.isItalic = false; return;
    case 24: style.isUnderlined = false; return;
    case 38: style.color = extendedColor(numbers, at); return;
    case 39: style.color = {}; return;
    case 48: style.background = extendedColor(numbers, at); return;
    case 49: style.background = {}; return;
    default: break;
    }
    if (number >= 30 && number <= 37)
        style.color = paletteColor(number - 30);
    else if (number >= 90 && number <= 97)
        style.color = paletteColor(number - 90 + 8);
    else if (number >= 40 && number <= 47)
        style.background = paletteColor(number - 40);
    else if (number >= 100 && number <= 107)
        style.background = paletteColor(number - 100 + 8);
}

void applyParameters(AnsiStyle &style, QByteArrayView parameters)
{
    constexpr qsizetype most = 32;
    QList<int> numbers{0};
    for (const char c : parameters) {
        if (c >= '0' && c <= '9')
            numbers.last() = std::min(numbers.last() * 10 + (c - '0'), 9999);
        else if ((c == ';' || c == ':') && numbers.size() < most)
            numbers.append(0);
    }
    for (qsizetype at = 0; at < numbers.size(); ++at)
        applyNumber(style, numbers, at);
}

/// Behind the escape sequence that begins at `from`; one that sets the style does so.
qsizetype passEscape(QByteArrayView line, qsizetype from, AnsiStyle &style)
{
    qsizetype at = from + 1;
    if (at >= line.size())
        return at;
    const char kind = line[at++];
    if (kind == '[') {
        const qsizetype begin = at;
        while (at < line.size() && (line[at] < 0x40 || line[at] > 0x7e))
            ++at;
        if (at < line.size() && line[at] == 'm')
            applyParameters(style, line.sliced(begin, at - begin));
        return std::min(at + 1, line.size());
    }
    if (kind == ']') { // up to BEL or ESC backslash
        while (at < line.size() && line[at] != '\a' && line[at] != ansiEscape)
            ++at;
        return std::min(at + (at < line.size() && line[at] == ansiEscape ? 2 : 1), line.size());
    }
    return at;
}

bool turnsReading(char16_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

char16_t pictureOf(char16_t c)
{
    if (c < 0x20 && c != u'\t')
        return static_cast<char16_t>(0x2400 + c);
    if (c == 0x7f)
        return u'\u2421';
    return (c >= 0x80 && c < 0xa0) || c == 0x2028 || c == 0x2029 || turnsReading(c) ? u'\ufffd' : c;
}

QTextCharFormat formatOf(const AnsiStyle &style, const QPalette &palette)
{
    QTextCharFormat format;
    const QColor base = style.background.isValid() ? style.background : palette.color(QPalette::Base);
    if (style.background.isValid())
        format.setBackground(style.background);
    if (style.color.isValid() || style.background.isValid() || style.isFaint) {
        QColor color = style.color.isValid() ? style.color : palette.color(QPalette::Text);
        if (style.isFaint && !style.color.isValid())
            color = palette.color(QPalette::PlaceholderText);
        format.setForeground(readableOn(base, QColor::fromRgb(color.rgb())));
    }
    if (style.isBold)
        format.setFontWeight(QFont::Bold);
    format.setFontItalic(style.isItalic);
    format.setFontUnderline(style.isUnderlined);
    return format;
}

/// The first bytes of `piece`, at most `room`, without a character that is cut.
QByteArrayView fitting(QByteArrayView piece, qsizetype room)
{
    if (piece.size() <= room)
        return piece;
    qsizetype end = room;
    while (end > 0 && room - end < 4 && (static_cast<unsigned char>(piece[end]) & 0xc0) == 0x80)
        --end;
    return piece.first(end > 0 ? end : room);
}

} // namespace

AnsiText ansiText(QByteArrayView line, const QPalette &palette, qsizetype limit)
{
    AnsiText result;
    if (line.endsWith('\r'))
        line.chop(1);
    AnsiStyle style;
    qsizetype at = 0;
    while (at < line.size() && result.text.size() < limit) {
        if (line[at] == ansiEscape) {
            at = passEscape(line, at, style);
            continue;
        }
        const qsizetype next = line.indexOf(ansiEscape, at);
        const QByteArrayView whole = line.sliced(at, (next < 0 ? line.size() : next) - at);
        const QByteArrayView piece = fitting(whole, limit - result.text.size());
        QString text = QString::fromUtf8(piece);
        for (QChar &c : text)
            c = QChar(pictureOf(c.unicode()));
        if (!style.isPlain())
            result.formats.append(
                {static_cast<int>(result.text.size()), static_cast<int>(text.size()), formatOf(style, palette)});
        result.text += text;
        at += piece.size();
    }
    result.left = line.size() - at;
    return result;
}

} // namespace strata
