// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/plan/gotext.h"

#include "dockerfile/ast.h"

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// `1.5s` of 1500000000 and a unit of 1000000000: a fraction without the zeros at its end.
QString withFraction(qint64 count, qint64 unit)
{
    QString text = QString::number(count / unit);
    if (count % unit == 0)
        return text;
    QString digits = QString::number(unit + count % unit).sliced(1);
    while (digits.endsWith(u'0'))
        digits.chop(1);
    return text + u'.' + digits;
}

} // namespace

QString quotedGoList(const QStringList &words)
{
    QStringList quoted;
    for (const QString &word : words)
        quoted.append(quotedAsGo(word));
    return u'[' + quoted.join(u' ') + u']';
}

QString plainGoList(const QStringList &words)
{
    return u'[' + words.join(u' ') + u']';
}

QString quotedGoRune(int number)
{
    if (number == u'\'')
        return uR"('\'')"_s;
    if (number == u'"')
        return uR"('"')"_s;
    const char32_t point = number < 0 || number > 0x10ffff || QChar::isSurrogate(static_cast<char32_t>(number))
        ? char32_t(QChar::ReplacementCharacter)
        : static_cast<char32_t>(number);
    const QString quoted = quotedAsGo(QString::fromUcs4(&point, 1));
    return u'\'' + quoted.sliced(1, quoted.size() - 2) + u'\'';
}

QString goDurationText(std::chrono::nanoseconds duration)
{
    constexpr qint64 second = 1'000'000'000;
    const qint64 count = duration.count();
    if (count == 0)
        return u"0s"_s;
    if (count < 0)
        return u'-' + goDurationText(-duration);
    if (count < 1000)
        return QString::number(count) + u"ns";
    if (count < 1'000'000)
        return withFraction(count, 1000) + u"µs";
    if (count < second)
        return withFraction(count, 1'000'000) + u"ms";
    QString text = withFraction(count % (60 * second), second) + u's';
    const qint64 minutes = count / (60 * second);
    if (minutes > 0)
        text.prepend(QString::number(minutes % 60) + u'm');
    if (minutes >= 60)
        text.prepend(QString::number(minutes / 60) + u'h');
    return text;
}

QString joinedPath(const QString &parent, const QString &path)
{
    QStringList parts;
    const QString whole = parent + u'/' + path;
    for (const QString &part : whole.split(u'/', Qt::SkipEmptyParts)) {
        if (part == u"..")
            parts.isEmpty() ? void() : parts.removeLast();
        else if (part != u".")
            parts.append(part);
    }
    return u'/' + parts.join(u'/');
}

} // namespace strata
