// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/goduration.h"

#include <algorithm>
#include <array>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 durationLimit = quint64(1) << 63;

constexpr std::array<std::pair<QStringView, quint64>, 8> durationUnits{{{u"ns", 1},
                                                                        {u"us", 1'000},
                                                                        {u"\u00b5s", 1'000},
                                                                        {u"\u03bcs", 1'000},
                                                                        {u"ms", 1'000'000},
                                                                        {u"s", 1'000'000'000},
                                                                        {u"m", 60'000'000'000},
                                                                        {u"h", 3'600'000'000'000}}};

bool isDurationDigit(QStringView rest)
{
    return !rest.isEmpty() && rest.front() >= u'0' && rest.front() <= u'9';
}

struct Fraction
{
    quint64 digits = 0;
    double scale = 1;
};

/// Digits that are too many for the number count no more.
Fraction takeFraction(QStringView &rest)
{
    Fraction fraction;
    bool isFull = false;
    for (; isDurationDigit(rest); rest = rest.sliced(1)) {
        const quint64 next = fraction.digits * 10 + quint64(rest.front().digitValue());
        isFull = isFull || fraction.digits > (durationLimit - 1) / 10 || next > durationLimit;
        if (isFull)
            continue;
        fraction.digits = next;
        fraction.scale *= 10;
    }
    return fraction;
}

} // namespace

std::expected<std::chrono::nanoseconds, QString> parseGoDuration(QStringView text)
{
    const auto invalid = [text] { return std::unexpected(u"time: invalid duration \"%1\""_s.arg(text)); };
    QStringView rest = text;
    const bool isNegative = rest.startsWith(u'-');
    if (isNegative || rest.startsWith(u'+'))
        rest = rest.sliced(1);
    if (rest == u"0")
        return std::chrono::nanoseconds(0);
    if (rest.isEmpty())
        return invalid();
    quint64 sum = 0;
    while (!rest.isEmpty()) {
        bool hasDigits = isDurationDigit(rest);
        quint64 number = 0;
        for (; isDurationDigit(rest); rest = rest.sliced(1)) {
            if (number > durationLimit / 10)
                return invalid();
            number = number * 10 + quint64(rest.front().digitValue());
            if (number > durationLimit)
                return invalid();
        }
        Fraction fraction;
        if (rest.startsWith(u'.')) {
            rest = rest.sliced(1);
            hasDigits = hasDigits || isDurationDigit(rest);
            fraction = takeFraction(rest);
        }
        if (!hasDigits)
            return invalid();

        qsizetype size = 0;
        while (size < rest.size() && rest[size] != u'.' && !isDurationDigit(rest.sliced(size)))
            ++size;
        if (size == 0)
            return std::unexpected(u"time: missing unit in duration \"%1\""_s.arg(text));
        const auto unit = std::ranges::find(durationUnits, rest.first(size), &std::pair<QStringView, quint64>::first);
        if (unit == durationUnits.end())
            return std::unexpected(u"time: unknown unit \"%1\" in duration \"%2\""_s.arg(rest.first(size), text));
        rest = rest.sliced(size);
        if (number > durationLimit / unit->second)
            return invalid();
        number *= unit->second;
        number += static_cast<quint64>(double(fraction.digits) * (double(unit->second) / fraction.scale));
        sum += number;
        if (number > durationLimit || sum > durationLimit)
            return invalid();
    }
    if (isNegative)
        return std::chrono::nanoseconds(-static_cast<qint64>(sum - 1) - 1);
    if (sum == durationLimit)
        return invalid();
    return std::chrono::nanoseconds(static_cast<qint64>(sum));
}

} // namespace strata
