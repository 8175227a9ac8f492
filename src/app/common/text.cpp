// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct RelativeTimeText
{
    Q_DECLARE_TR_FUNCTIONS(RelativeTime)
};

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

bool turnsDirection(char16_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

char16_t picture(char16_t c)
{
    if (c < 0x20)
        return static_cast<char16_t>(0x2400 + c);
    if (c == 0x7f)
        return u'␡';
    if (c == 0x2028 || c == 0x2029)
        return u'␊';
    return (c >= 0x80 && c < 0xa0) || turnsDirection(c) ? u'�' : c;
}

struct Amount
{
    enum class Unit { Moment, Minutes, Hours, Days, Weeks, Months, Years } unit = Unit::Moment;
    int count = 0;
};

Amount amountOf(qint64 seconds)
{
    using Unit = Amount::Unit;
    const auto make = [seconds](Unit unit, qint64 length) { return Amount{unit, static_cast<int>(seconds / length)}; };
    if (seconds < minute)
        return {};
    if (seconds < hour)
        return make(Unit::Minutes, minute);
    if (seconds < 2 * day)
        return make(Unit::Hours, hour);
    if (seconds < 14 * day)
        return make(Unit::Days, day);
    if (seconds < 60 * day)
        return make(Unit::Weeks, 7 * day);
    if (seconds < 730 * day)
        return make(Unit::Months, 30 * day);
    return make(Unit::Years, 365 * day);
}

QString agoText(const Amount &amount)
{
    using Unit = Amount::Unit;
    const int n = amount.count;
    switch (amount.unit) {
    case Unit::Moment: return RelativeTimeText::tr("just now");
    case Unit::Minutes:
        return n == 1 ? RelativeTimeText::tr("1 minute ago") : RelativeTimeText::tr("%n minutes ago", nullptr, n);
    case Unit::Hours:
        return n == 1 ? RelativeTimeText::tr("1 hour ago") : RelativeTimeText::tr("%n hours ago", nullptr, n);
    case Unit::Days:
        return n == 1 ? RelativeTimeText::tr("1 day ago") : RelativeTimeText::tr("%n days ago", nullptr, n);
    case Unit::Weeks:
        return n == 1 ? RelativeTimeText::tr("1 week ago") : RelativeTimeText::tr("%n weeks ago", nullptr, n);
    case Unit::Months:
        return n == 1 ? RelativeTimeText::tr("1 month ago") : RelativeTimeText::tr("%n months ago", nullptr, n);
    case Unit::Years:
        return n == 1 ? RelativeTimeText::tr("1 year ago") : RelativeTimeText::tr("%n years ago", nullptr, n);
    }
    return {};
}

QString lastingText(const Amount &amount)
{
    using Unit = Amount::Unit;
    const int n = amount.count;
    switch (amount.unit) {
    case Unit::Moment: return RelativeTimeText::tr("under a minute");
    case Unit::Minutes:
        return n == 1 ? RelativeTimeText::tr("1 minute") : RelativeTimeText::tr("%n minutes", nullptr, n);
    case Unit::Hours: return n == 1 ? RelativeTimeText::tr("1 hour") : RelativeTimeText::tr("%n hours", nullptr, n);
    case Unit::Days: return n == 1 ? RelativeTimeText::tr("1 day") : RelativeTimeText::tr("%n days", nullptr, n);
    case Unit::Weeks: return n == 1 ? RelativeTimeText::tr("1 week") : RelativeTimeText::tr("%n weeks", nullptr, n);
    case Unit::Months: return n == 1 ? RelativeTimeText::tr("1 month") : RelativeTimeText::tr("%n months", nullptr, n);
    case Unit::Years: return n == 1 ? RelativeTimeText::tr("1 year") : RelativeTimeText::tr("%n years", nullptr, n);
    }
    return {};
}

} // namespace

QString visibleLine(const QString &text, qsizetype limit)
{
    QString line = text.size() > limit ? text.first(limit - 1) + u'…' : text;
    for (QChar &c : line)
        c = QChar(picture(c.unicode()));
    return line;
}

QString visibleText(const QString &text)
{
    QString visible = text;
    for (QChar &c : visible) {
        if (c != u'\n' && c != u'\t')
            c = QChar(picture(c.unicode()));
    }
    return visible;
}

QByteArray visibleJson(const QByteArray &json)
{
    static constexpr std::array<char16_t, 12> marks{0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c,
                                                    0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069};
    QByteArray visible = json;
    const auto escape = [&visible](char16_t mark) {
        const QByteArray escaped = "\\u" + QByteArray::number(mark, 16).rightJustified(4, '0');
        visible.replace(QStringView(&mark, 1).toUtf8(), escaped);
    };
    if (json.contains("\xe2\x80") || json.contains("\xe2\x81") || json.contains("\xd8\x9c"))
        std::ranges::for_each(marks, escape);
    if (json.contains('\xc2') || json.contains('\x7f')) {
        for (char16_t control = 0x7f; control < 0xa0; ++control)
            escape(control);
    }
    return visible;
}

QString titleText(const QString &text)
{
    return QString(text).replace(u"[*]"_s, u"[*][*]"_s);
}

QString menuText(const QString &text)
{
    return QString(text).replace(u'&', u"&&"_s);
}

QString relativeTime(qint64 secondsSince1970, const QDateTime &now)
{
    if (secondsSince1970 <= 0)
        return {};
    return agoText(amountOf(now.toSecsSinceEpoch() - secondsSince1970));
}

QString durationText(qint64 seconds)
{
    return lastingText(amountOf(seconds));
}

QString exactTime(qint64 secondsSince1970)
{
    return secondsSince1970 > 0 ? exactTime(QDateTime::fromSecsSinceEpoch(secondsSince1970)) : QString();
}

QString exactTime(const QDateTime &time)
{
    if (!time.isValid() || time.date().year() <= 1)
        return {};
    const QDateTime local = time.toLocalTime();
    return QLocale().toString(local, QLocale::LongFormat);
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"–"_s : text;
}

} // namespace strata
