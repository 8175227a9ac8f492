// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/plan/historywords.h"

#include "dockerfile/goduration.h"

#include <QRegularExpression>

#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// What stands behind a backslash, from `at` on; none when Go would not write it.
std::optional<QString> unescaped(QStringView text, qsizetype &at)
{
    static constexpr QStringView letters = u"abfnrtv";
    static constexpr QStringView controls = u"\a\b\f\n\r\t\v";
    if (at >= text.size())
        return std::nullopt;
    const QChar letter = text[at++];
    if (letter == u'"' || letter == u'\\' || letter == u'\'')
        return QString(letter);
    if (const qsizetype index = letters.indexOf(letter); index >= 0)
        return QString(controls[index]);
    const qsizetype digits = letter == u'x' ? 2 : letter == u'u' ? 4 : letter == u'U' ? 8 : 0;
    if (digits == 0 || at + digits > text.size())
        return std::nullopt;
    bool isNumber = false;
    const char32_t point = text.sliced(at, digits).toUInt(&isNumber, 16);
    at += digits;
    if (!isNumber || point > 0x10ffff)
        return std::nullopt;
    return QString::fromUcs4(&point, 1);
}

/// A text in double quotes from `at` on.
std::optional<QString> quotedText(QStringView text, qsizetype &at)
{
    if (at >= text.size() || text[at] != u'"')
        return std::nullopt;
    QString word;
    for (++at; at < text.size() && text[at] != u'"';) {
        if (text[at] != u'\\') {
            word += text[at++];
            continue;
        }
        const auto character = unescaped(text, ++at);
        if (!character)
            return std::nullopt;
        word += *character;
    }
    if (at >= text.size())
        return std::nullopt;
    ++at;
    return word;
}

std::optional<QStringList> quotedList(QStringView text, qsizetype &at)
{
    if (at >= text.size() || text[at] != u'[')
        return std::nullopt;
    QStringList words;
    for (++at; at < text.size() && text[at] != u']';) {
        if (text[at] == u' ') {
            ++at;
            continue;
        }
        const auto word = quotedText(text, at);
        if (!word)
            return std::nullopt;
        words.append(*word);
    }
    if (at >= text.size())
        return std::nullopt;
    ++at;
    return words;
}

std::optional<HealthcheckInstruction> healthcheckOf(const QStringList &test, const QStringList &times, int retries)
{
    HealthcheckInstruction check{.retries = retries};
    if (test.isEmpty())
        return std::nullopt;
    check.isNone = test.first() == u"NONE";
    check.command = {.words = test.sliced(1), .prependShell = test.first() == u"CMD-SHELL"};
    if (!check.isNone && check.command.words.isEmpty())
        return std::nullopt;
    const std::array<std::chrono::nanoseconds *, 4> fields{&check.interval, &check.timeout, &check.startPeriod,
                                                           &check.startInterval};
    for (qsizetype i = 0; i < std::min<qsizetype>(times.size(), 4); ++i) {
        const auto duration = parseGoDuration(times[i]);
        if (!duration)
            return std::nullopt;
        *fields[static_cast<std::size_t>(i)] = *duration;
    }
    return check;
}

/// `'\x02'` or `'"'`.
std::optional<int> runeNumber(QStringView text)
{
    if (text.size() < 3 || !text.startsWith(u'\'') || !text.endsWith(u'\''))
        return std::nullopt;
    const QStringView inside = text.sliced(1, text.size() - 2);
    qsizetype at = 1;
    const auto character = inside.startsWith(u'\\') ? unescaped(inside, at) : std::optional(inside.toString());
    if (!character || character->isEmpty())
        return std::nullopt;
    return static_cast<int>(character->toUcs4().first());
}

std::optional<HealthcheckInstruction> quotedHealthcheck(QStringView text)
{
    qsizetype at = 0;
    const auto test = quotedList(text, at);
    if (!test)
        return std::nullopt;
    QStringList times;
    while (at + 1 < text.size() && text[at] == u' ' && text[at + 1] == u'"') {
        const auto time = quotedText(text, ++at);
        if (!time)
            return std::nullopt;
        times.append(*time);
    }
    const auto retries = runeNumber(text.sliced(at).trimmed());
    return retries ? healthcheckOf(*test, times, *retries) : std::nullopt;
}

std::optional<HealthcheckInstruction> plainHealthcheck(const QString &text)
{
    static const QRegularExpression form(
        uR"(^\{Test:\[(NONE|CMD-SHELL|CMD)(?: (.*))?\] Interval:(\S+) Timeout:(\S+) StartPeriod:(\S+) StartInterval:(\S+) Retries:(\d+)\}$)"_s,
        QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    QStringList test{match.captured(1)};
    if (test.first() == u"CMD")
        test += match.captured(2).split(u' ');
    else if (test.first() == u"CMD-SHELL")
        test += match.captured(2);
    return healthcheckOf(test, {match.captured(3), match.captured(4), match.captured(5), match.captured(6)},
                         match.captured(7).toInt());
}

/// Where the shell begins, and how long it is; none when there is none.
struct ShellPlace
{
    qsizetype begin = -1;
    qsizetype size = 0;
};

ShellPlace shellIn(const QString &text, const QStringList &shell)
{
    for (const QString &known : {shell.join(u' '), u"/bin/sh -c"_s}) {
        const QString marked = known + u' ';
        if (known.isEmpty())
            continue;
        if (text.startsWith(marked))
            return {0, marked.size()};
        if (const qsizetype found = text.indexOf(u' ' + marked); text.startsWith(u'|') && found >= 0)
            return {found + 1, marked.size()};
    }
    static const QRegularExpression usual(
        uR"((?:^|^\|\d+ (?:.*? )??)((?:/\S+/)?(?:ba|da|a|z|k)?sh (?:-\S+ (?:\w+ )?)*?-\w*c |cmd /S /C |powershell -Command ))"_s);
    const QRegularExpressionMatch match = usual.match(text);
    return match.hasMatch() ? ShellPlace{match.capturedStart(1), match.capturedLength(1)} : ShellPlace{};
}

} // namespace

std::optional<QStringList> quotedWords(QStringView text)
{
    qsizetype at = 0;
    const auto words = quotedList(text, at);
    return at == text.size() ? words : std::nullopt;
}

std::optional<QStringList> bracketedWords(QStringView text)
{
    if (!text.startsWith(u'[') || !text.endsWith(u']'))
        return std::nullopt;
    return text.sliced(1, text.size() - 2).toString().split(u' ', Qt::SkipEmptyParts);
}

QStringList portWords(const QString &text)
{
    const QString list = text.startsWith(u"map[") ? text.sliced(3) : text;
    QStringList ports = bracketedWords(list).value_or(text.split(u' ', Qt::SkipEmptyParts));
    for (QString &port : ports) {
        if (port.endsWith(u":{}"))
            port.chop(3);
    }
    return ports;
}

QList<std::pair<QString, QString>> pairsIn(const QString &text, const QStringList &names)
{
    static const QRegularExpression name(uR"((?:^|(?<= ))([^\s=]+)=)"_s);
    QList<std::pair<QString, QString>> pairs;
    qsizetype valueBegin = 0;
    const auto endValue = [&](qsizetype end) {
        if (!pairs.isEmpty())
            pairs.last().second = text.sliced(valueBegin, std::max<qsizetype>(end - valueBegin, 0));
    };
    for (auto match = name.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        if (!pairs.isEmpty() && !names.isEmpty() && !names.contains(found.captured(1)))
            continue;
        endValue(found.capturedStart() - 1);
        pairs.append({found.captured(1), {}});
        valueBegin = found.capturedEnd();
    }
    endValue(text.size());
    return pairs;
}

std::optional<HealthcheckInstruction> healthcheckIn(const QString &text)
{
    if (text.startsWith(u"&{") && text.endsWith(u'}'))
        return quotedHealthcheck(QStringView(text).sliced(2, text.size() - 3));
    return plainHealthcheck(text);
}

RunText runTextIn(const QString &text, const QStringList &shell)
{
    static const QRegularExpression counted(uR"(^\|(\d+) )"_s);
    static const QRegularExpression assigned(uR"([A-Za-z_]\w*=\S* )"_s);
    RunText run;
    const ShellPlace place = shellIn(text, shell);
    const QRegularExpressionMatch count = counted.match(text);
    run.hasArguments = count.hasMatch();
    qsizetype commandBegin = count.capturedLength();
    const qsizetype begin = commandBegin;
    if (place.begin >= 0) {
        run.shell = text.sliced(place.begin, place.size - 1).split(u' ');
        commandBegin = place.begin + place.size;
    } else {
        // Values with blanks would look like the command.
        for (int i = 0; i < count.captured(1).toInt(); ++i) {
            const QRegularExpressionMatch one = assigned.match(text, commandBegin, QRegularExpression::NormalMatch,
                                                               QRegularExpression::AnchorAtOffsetMatchOption);
            if (!one.hasMatch())
                break;
            commandBegin = one.capturedEnd();
        }
    }
    run.command = text.sliced(commandBegin);
    if (!run.hasArguments)
        return run;
    const qsizetype end = place.begin >= 0 ? place.begin : commandBegin;
    run.arguments = pairsIn(text.sliced(begin, std::max<qsizetype>(end - begin - 1, 0)), {});
    run.isCertain = run.arguments.size() == count.captured(1).toInt() && (place.begin >= 0 || run.arguments.isEmpty());
    return run;
}

} // namespace strata
