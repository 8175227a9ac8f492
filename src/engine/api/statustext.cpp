// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/statustext.h"

#include <array>
#include <utility>

namespace strata {

namespace {

using Age = StatusText::Age;
constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 halfHour = hour / 2;

/// HumanDuration rounds hours to the nearest and everything longer down, counting in rounded hours.
std::optional<Age> ageOf(qint64 count, QStringView unit)
{
    struct Unit
    {
        QStringView name;
        qint64 seconds;
    };
    static constexpr std::array longUnits{Unit{u"day", 24 * hour}, Unit{u"week", 168 * hour},
                                          Unit{u"month", 720 * hour}, Unit{u"year", 8760 * hour}};
    if (count < 0 || count > 10'000'000)
        return {};
    if (unit.startsWith(u"second"))
        return Age{count, count + 1, count};
    if (unit.startsWith(u"minute"))
        return Age{count * minute, (count + 1) * minute, count * minute};
    if (unit.startsWith(u"hour"))
        return Age{count * hour - halfHour, count * hour + halfHour, count * hour};
    for (const Unit &known : longUnits) {
        if (unit.startsWith(known.name))
            return Age{count * known.seconds - halfHour, (count + 1) * known.seconds - halfHour, count * known.seconds};
    }
    return {};
}

std::optional<Age> parseAge(QStringView words)
{
    if (words.startsWith(u"Less than a second"))
        return Age{0, 1, 0};
    if (words.startsWith(u"About a minute"))
        return Age{minute, 2 * minute, minute};
    if (words.startsWith(u"About an hour"))
        return Age{hour, hour + halfHour, hour};
    const qsizetype blank = words.indexOf(u' ');
    bool isNumber = false;
    const qint64 count = words.first(std::max(blank, qsizetype{0})).toLongLong(&isNumber);
    return isNumber ? ageOf(count, words.sliced(blank + 1)) : std::nullopt;
}

/// Takes "(137) " from the front.
std::optional<int> takeCode(QStringView &words)
{
    const qsizetype end = words.indexOf(u')');
    if (!words.startsWith(u'(') || end < 0)
        return {};
    bool isNumber = false;
    const int code = words.sliced(1, end - 1).toInt(&isNumber);
    words = words.sliced(end + 1).trimmed();
    return isNumber ? std::optional(code) : std::nullopt;
}

} // namespace

StatusText StatusText::parse(QStringView status)
{
    StatusText text;
    if (status.startsWith(u"Up ")) {
        const QStringView words = status.sliced(3);
        text.age = parseAge(words);
        if (const qsizetype open = words.indexOf(u'('); open >= 0 && words.endsWith(u')')) {
            QStringView inside = words.sliced(open + 1).chopped(1);
            if (inside.startsWith(u"health: "))
                inside = inside.sliced(8);
            text.health = healthFromWord(inside);
        }
        return text;
    }
    for (const QStringView word : {QStringView(u"Exited "), QStringView(u"Restarting ")}) {
        if (status.startsWith(word)) {
            QStringView words = status.sliced(word.size());
            text.exitCode = takeCode(words);
            text.age = parseAge(words);
        }
    }
    return text;
}

ContainerState containerStateFromWord(QStringView word)
{
    static constexpr std::array<std::pair<QStringView, ContainerState>, 13> words{{
        {u"running", ContainerState::Running},
        {u"exited", ContainerState::Exited},
        {u"created", ContainerState::Created},
        {u"paused", ContainerState::Paused},
        {u"restarting", ContainerState::Restarting},
        {u"removing", ContainerState::Removing},
        {u"dead", ContainerState::Dead},
        {u"configured", ContainerState::Created}, // from here on Podman's own
        {u"initialized", ContainerState::Created},
        {u"stopping", ContainerState::Running},
        {u"stopped", ContainerState::Exited},
        {u"unknown", ContainerState::Unknown},
        {u"bad", ContainerState::Dead},
    }};
    for (const auto &[known, state] : words) {
        if (word.compare(known, Qt::CaseInsensitive) == 0)
            return state;
    }
    return ContainerState::Unknown;
}

Health healthFromWord(QStringView word)
{
    if (word == u"healthy")
        return Health::Healthy;
    if (word == u"unhealthy")
        return Health::Unhealthy;
    return word == u"starting" ? Health::Starting : Health::None;
}

} // namespace strata
