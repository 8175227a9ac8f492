// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

class TestTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alignsColumns();
    void countsWideCharactersAsTwo();
    void engineDataCannotSteerTheTerminal();
};

void TestTable::alignsColumns()
{
    const QString text = formatTable({{u"NAME"_s, u"SIZE"_s}, {u"a-long-name"_s, u"1 kB"_s}, {u"b"_s, u"2 kB"_s}});
    QCOMPARE(text, u"NAME          SIZE\na-long-name   1 kB\nb             2 kB\n"_s);
}

void TestTable::countsWideCharactersAsTwo()
{
    QCOMPARE(cellWidth(QStringView(u"한국")), 4);
    QCOMPARE(cellWidth(QStringView(u"e\u0301")), 1);
    QCOMPARE(formatTable({{u"한국"_s, u"x"_s}, {u"abcd"_s, u"y"_s}}), u"한국   x\nabcd   y\n"_s);
}

void TestTable::engineDataCannotSteerTheTerminal()
{
    const QString hostile = u"a\x1b[2Jb\n\u202ec"_s;
    const QString text = formatTable({{hostile, u"x"_s}});
    QVERIFY(!text.contains(QChar(0x1b)));
    QVERIFY(!text.contains(QChar(0x202e)));
    QCOMPARE(text.count(u'\n'), 1);
}

STRATA_TEST(TestTable)
#include "tst_table.moc"
