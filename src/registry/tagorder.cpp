// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/tagorder.h"

#include <algorithm>
#include <array>
#include <compare>
#include <limits>
#include <vector>

namespace strata {

namespace {

constexpr qsizetype hashLength = 7;
constexpr qsizetype digitLimit = 18; ///< of what fits; a longer number is as large as they come

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

quint64 takeNumber(QStringView &rest)
{
    qsizetype size = 0;
    while (size < rest.size() && isDigit(rest[size]))
        ++size;
    const QStringView digits = rest.first(size);
    rest = rest.sliced(size);
    return size > digitLimit ? std::numeric_limits<quint64>::max() - 1 : digits.toULongLong();
}

bool isHash(QStringView tag)
{
    const auto isHexadecimal = [](QChar c) { return isDigit(c) || (c >= u'a' && c <= u'f'); };
    return tag.size() >= hashLength && std::ranges::all_of(tag, isHexadecimal) && !std::ranges::all_of(tag, isDigit);
}

/// "-rc1", "b2", ".alpha", but not "-alpine".
bool isBeforeRelease(QStringView suffix)
{
    static constexpr std::array words{QStringView(u"rc"),       QStringView(u"alpha"),   QStringView(u"beta"),
                                      QStringView(u"pre"),      QStringView(u"preview"), QStringView(u"dev"),
                                      QStringView(u"snapshot"), QStringView(u"nightly"), QStringView(u"a"),
                                      QStringView(u"b"),        QStringView(u"m")};
    while (!suffix.isEmpty() && !suffix.front().isLetterOrNumber())
        suffix = suffix.sliced(1);
    const auto end = std::ranges::find_if_not(suffix, [](QChar c) { return c.isLetter(); });
    const QStringView word = suffix.first(end - suffix.begin());
    return std::ranges::any_of(words, [word](QStringView w) { return word.compare(w, Qt::CaseInsensitive) == 0; });
}

/// What is compared of a tag, in this order.
struct TagKey
{
    static constexpr size_t depth = 6;
    /// Stands for the numbers that are not there: 1.27 moves over all 1.27.x.
    static constexpr quint64 moving = std::numeric_limits<quint64>::max();

    enum class Kind { Latest, Version, Word };

    explicit TagKey(const QString &text) : tag(text)
    {
        if (tag == u"latest")
            kind = Kind::Latest;
        else if (!isHash(tag))
            readVersion();
    }

    void readVersion()
    {
        QStringView rest = tag;
        if (rest.startsWith(u'v', Qt::CaseInsensitive))
            rest = rest.sliced(1);
        if (rest.isEmpty() || !isDigit(rest.front()))
            return;
        kind = Kind::Version;
        while (count < depth && !rest.isEmpty() && isDigit(rest.front())) {
            numbers[count++] = takeNumber(rest);
            if (rest.size() > 1 && rest[0] == u'.' && isDigit(rest[1]))
                rest = rest.sliced(1);
        }
        numbersEnd = tag.size() - rest.size();
        beforeRelease = isBeforeRelease(rest);
        std::fill(numbers.begin() + static_cast<std::ptrdiff_t>(count), numbers.end(), beforeRelease ? 0 : moving);
    }

    QStringView suffix() const { return QStringView(tag).sliced(numbersEnd); }

    QString tag;
    qsizetype numbersEnd = 0;
    Kind kind = Kind::Word;
    std::array<quint64, depth> numbers{};
    size_t count = 0;
    bool beforeRelease = false;
};

/// Text by the alphabet, or against it (rc, beta, alpha); numbers in it the larger first; what ends earlier first.
std::strong_ordering compareNaturally(QStringView a, QStringView b, bool isBackwards)
{
    while (!a.isEmpty() && !b.isEmpty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            if (const auto order = takeNumber(b) <=> takeNumber(a); order != 0)
                return order;
            continue;
        }
        if (const auto order = a.front().unicode() <=> b.front().unicode(); order != 0)
            return isBackwards == (order > 0) ? std::strong_ordering::less : std::strong_ordering::greater;
        a = a.sliced(1);
        b = b.sliced(1);
    }
    return a.size() <=> b.size();
}

bool comesBefore(const TagKey &a, const TagKey &b)
{
    if (a.kind != b.kind)
        return a.kind < b.kind;
    if (const auto order = b.numbers <=> a.numbers; order != 0)
        return order < 0;
    if (a.beforeRelease != b.beforeRelease)
        return b.beforeRelease;
    if (a.count != b.count)
        return a.count < b.count;
    if (const auto order = compareNaturally(a.suffix(), b.suffix(), a.beforeRelease); order != 0)
        return order < 0;
    return a.tag < b.tag;
}

} // namespace

QStringList sortedTags(const QStringList &tags)
{
    std::vector<TagKey> keys;
    keys.reserve(static_cast<size_t>(tags.size()));
    for (const QString &tag : tags)
        keys.emplace_back(tag);
    std::ranges::sort(keys, comesBefore);
    QStringList sorted;
    sorted.reserve(tags.size());
    for (const TagKey &key : keys)
        sorted.append(key.tag);
    return sorted;
}

} // namespace strata
