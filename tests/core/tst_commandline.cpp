// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commandline.h"
#include "support/testprogram.h"

#include <QProcess>

using namespace strata;
using namespace Qt::StringLiterals;

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesPlainWordsAlone();
    void aShellReadsTheWordsBack_data();
    void aShellReadsTheWordsBack();
};

void TestCommandLine::leavesPlainWordsAlone()
{
    const CommandLine command{u"docker"_s, u"rmi"_s, u"-f"_s, u"localhost:5000/shop/api:1.4"_s};
    QCOMPARE(command.toString(), u"docker rmi -f localhost:5000/shop/api:1.4"_s);
}

void TestCommandLine::aShellReadsTheWordsBack_data()
{
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << QString();
    QTest::newRow("blanks") << u"two words"_s;
    QTest::newRow("single quote") << u"it's"_s;
    QTest::newRow("double quote") << u"say \"hi\""_s;
    QTest::newRow("expansion") << u"$HOME `id` $(id)"_s;
    QTest::newRow("glob") << u"*?[a]"_s;
    QTest::newRow("line end") << u"a\nb"_s;
    QTest::newRow("operators") << u"a;b|c&d>e<f"_s;
    QTest::newRow("backslash") << u"a\\b"_s;
    QTest::newRow("comment") << u"#tag"_s;
    QTest::newRow("home") << u"~root"_s;
    QTest::newRow("Korean") << u"한국어"_s;
}

void TestCommandLine::aShellReadsTheWordsBack()
{
    QFETCH(QString, word);
    const CommandLine command{u"printf"_s, u"%s|"_s, word, u"end"_s};
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, command.toString()});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), word + u"|end|"_s);
}

STRATA_TEST(TestCommandLine)
#include "tst_commandline.moc"
