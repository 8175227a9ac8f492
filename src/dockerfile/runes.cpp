// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/runes.h"

#include <QByteArrayList>
#include <QChar>

#include <algorithm>

namespace strata {

namespace {

bool isFollowingByte(char byte)
{
    return (byte & 0xc0) == 0x80;
}

qsizetype runeLength(uchar first)
{
    if (first >= 0xc2 && first <= 0xdf)
        return 2;
    if (first >= 0xe0 && first <= 0xef)
        return 3;
    return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

Rune lastRune(QByteArrayView bytes)
{
    for (qsizetype size = std::min<qsizetype>(4, bytes.size()); size > 1; --size) {
        if (const Rune rune = firstRune(bytes.last(size)); rune.size == size)
            return rune;
    }
    return firstRune(bytes.last(1));
}

} // namespace

Rune firstRune(QByteArrayView bytes)
{
    const uchar first = uchar(bytes.front());
    if (first < 0x80)
        return {first, 1};
    const qsizetype length = runeLength(first);
    if (length == 0 || bytes.size() < length || !std::ranges::all_of(bytes.sliced(1, length - 1), isFollowingByte))
        return {};
    char32_t point = first & (0xff >> (length + 1));
    for (const char byte : bytes.sliced(1, length - 1))
        point = (point << 6) | (uchar(byte) & 0x3f);
    const char32_t smallest = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
    if (point < smallest || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
        return {};
    return {point, length};
}

QByteArrayView withoutOuterSpace(QByteArrayView text)
{
    while (!text.isEmpty()) {
        const Rune rune = firstRune(text);
        if (!QChar::isSpace(rune.point))
            break;
        text = text.sliced(rune.size);
    }
    while (!text.isEmpty()) {
        const Rune rune = lastRune(text);
        if (!QChar::isSpace(rune.point))
            break;
        text.chop(rune.size);
    }
    return text;
}

QByteArray cleanPath(QByteArrayView path)
{
    const bool isAbsolute = path.startsWith('/');
    QByteArrayList steps;
    for (const QByteArray &step : path.toByteArray().split('/')) {
        if (step.isEmpty() || step == ".")
            continue;
        if (step != ".." || (!isAbsolute && (steps.isEmpty() || steps.last() == "..")))
            steps.append(step);
        else if (!steps.isEmpty())
            steps.removeLast();
    }
    const QByteArray joined = steps.join('/');
    if (isAbsolute)
        return '/' + joined;
    return joined.isEmpty() ? QByteArray(".") : joined;
}

} // namespace strata
