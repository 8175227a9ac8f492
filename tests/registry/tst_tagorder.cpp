// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/tagorder.h"
#include "support/testprogram.h"

#include <algorithm>
#include <random>

using namespace strata;
using namespace Qt::StringLiterals;

class TestTagOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orders_data();
    void orders();
    void theOrderDependsOnTheTagsAlone();
};

void TestTagOrder::orders_data()
{
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &tags) { QTest::newRow(name) << tags.split(u' '); };
    row("numbers are numbers", u"1.10 1.9 1.2 1.1"_s);
    row("latest first, words last", u"latest 2 1 edge stable"_s);
    row("what moves comes first", u"1 1.27 1.27.3 1.27.2 1.26 1.26.10"_s);
    row("variants follow", u"1.27 1.27-alpine 1.27-alpine3.20 1.27-alpine3.19 1.27-bookworm 1.26"_s);
    row("before the release", u"2.0.1 2.0.0 2.0.0-alpine 2.0.0-rc10 2.0.0-rc2 2.0.0-beta.1 2.0.0-alpha 1.9"_s);
    row("a short one before its release", u"3.13 3.13.1 3.13.0 3.13rc2 3.13rc1 3.13-rc 3.12"_s);
    row("v", u"v2.1 v2.0 2.0-x v1 1.9"_s);
    row("dates", u"20240606 20240329 20231219"_s);
    row("larger than numbers can be", u"99999999999999999999999 3 2"_s);
    row("hashes are words", u"2 1 7f3ab2c 0a1b2c3 deadbeef main"_s);
    row("words with numbers", u"alpine alpine3.20 alpine3.9 bookworm jammy-20240808 jammy-20240227"_s);
    row("cases", u"Main main"_s);
    row("odd ones", u"_ v v- x"_s);
}

void TestTagOrder::orders()
{
    QFETCH(QStringList, expected);
    QStringList tags = expected;
    std::ranges::sort(tags);
    QCOMPARE(sortedTags(tags), expected);
    std::ranges::reverse(tags);
    QCOMPARE(sortedTags(tags), expected);
}

void TestTagOrder::theOrderDependsOnTheTagsAlone()
{
    std::mt19937 random(7);
    const QStringList pieces{u"1"_s, u"01"_s, u"10"_s,     u"2"_s, u"."_s, u"-"_s,
                             u"v"_s, u"rc"_s, u"alpine"_s, u"_"_s, u"a"_s};
    QStringList tags{u"latest"_s};
    while (tags.size() < 5000) {
        QString tag;
        for (size_t i = 0; i < 1 + random() % 6; ++i)
            tag += pieces[static_cast<qsizetype>(random() % static_cast<size_t>(pieces.size()))];
        tags.append(tag);
    }
    tags.removeDuplicates();
    const QStringList sorted = sortedTags(tags);
    QCOMPARE(sorted.first(), u"latest"_s);
    for (int round = 0; round < 5; ++round) {
        std::ranges::shuffle(tags, random);
        QCOMPARE(sortedTags(tags), sorted);
    }
    QCOMPARE(sortedTags(sorted), sorted);
}

STRATA_TEST(TestTagOrder)
#include "tst_tagorder.moc"
