// SPDX-License-Identifier: GPL-3.0-or-later
#include "runstratactl.h"
#include "support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace strata::test;
using namespace Qt::StringLiterals;

/// `stratactl dockerfile expand`, `words`, `ignore`, and what `plan` says of its command line.
class TestStratactlWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void expands_data();
    void expands();
    void splitsIntoWords_data();
    void splitsIntoWords();
    void brokenWordsEndWithOne();
    void listsTheContext();
    void rulesBesideTheDockerfileComeFirst();
    void sortsByBytes();
    void contextsThatCannotBeReadEndWithOne();
    void usageMistakesEndWithTwo_data();
    void usageMistakesEndWithTwo();
    void helps_data();
    void helps();

private:
    void write(const QString &name, const QByteArray &bytes = "x") const
    {
        const QString path = m_folder->filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    Run ignore(const QStringList &options = {}) const
    {
        return run(QStringList{u"dockerfile"_s, u"ignore"_s, m_folder->path()} + options);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestStratactlWords::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestStratactlWords::expands_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("output");
    QTest::newRow("a variable") << QStringList{u"--env"_s, u"A=1 2"_s, u"x${A}y"_s} << u"x1 2y\n"_s;
    QTest::newRow("several") << QStringList{u"--env"_s, u"A=1"_s, u"--env"_s, u"B=$A"_s, u"$A-$B"_s} << u"1-$A\n"_s;
    QTest::newRow("the last counts") << QStringList{u"--env=A=1"_s, u"--env=A=2"_s, u"$A"_s} << u"2\n"_s;
    QTest::newRow("not set") << QStringList{u"[$A]"_s} << u"[]\n"_s;
    QTest::newRow("not of this process") << QStringList{u"[$HOME]"_s} << u"[]\n"_s;
    QTest::newRow("a default") << QStringList{u"${A:-x ${B-y}}"_s} << u"x y\n"_s;
    QTest::newRow("a pattern") << QStringList{u"--env"_s, u"A=a.tar.gz"_s, u"${A%%.*} ${A/tar/zip}"_s}
                               << u"a a.zip.gz\n"_s;
    QTest::newRow("quotes") << QStringList{u"--env"_s, u"A=1"_s, u"\"$A\" '$A'"_s} << u"1 $A\n"_s;
    QTest::newRow("an escape") << QStringList{u"--env"_s, u"A=1"_s, u"\\$A`$A"_s} << u"$A`1\n"_s;
    QTest::newRow("another escape") << QStringList{u"--escape"_s, u"`"_s, u"--env"_s, u"A=1"_s, u"`$A\\$A"_s}
                                    << u"$A\\1\n"_s;
    QTest::newRow("not ASCII") << QStringList{u"--env"_s, u"한=글"_s, u"$한 ü"_s} << u"글 ü\n"_s;
    QTest::newRow("nothing") << QStringList{QString()} << u"\n"_s;
    QTest::newRow("a word like an option") << QStringList{u"--"_s, u"--env"_s} << u"--env\n"_s;
}

void TestStratactlWords::expands()
{
    QFETCH(QStringList, arguments);
    const Run result = run(QStringList{u"dockerfile"_s, u"expand"_s} + arguments);
    QCOMPARE(result.errors, QString());
    QTEST(result.output, "output");
    QCOMPARE(result.exitCode, 0);
}

void TestStratactlWords::splitsIntoWords_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("output");
    QTest::newRow("a variable") << QStringList{u"--env"_s, u"A=80  443/tcp"_s, u"$A 22"_s} << u"80\n443/tcp\n22\n"_s;
    QTest::newRow("quotes") << QStringList{u"--env"_s, u"A=1 2"_s, u"\"$A\" b"_s} << u"1 2\nb\n"_s;
    QTest::newRow("an escape") << QStringList{u"a\\ b c"_s} << u"a b\nc\n"_s;
    QTest::newRow("another escape") << QStringList{u"--escape=`"_s, u"a` b c"_s} << u"a b\nc\n"_s;
    QTest::newRow("nothing") << QStringList{u"$A"_s} << QString();
}

void TestStratactlWords::splitsIntoWords()
{
    QFETCH(QStringList, arguments);
    const Run result = run(QStringList{u"dockerfile"_s, u"words"_s} + arguments);
    QCOMPARE(result.errors, QString());
    QTEST(result.output, "output");
    QCOMPARE(result.exitCode, 0);
}

void TestStratactlWords::brokenWordsEndWithOne()
{
    for (const QString &command : {u"expand"_s, u"words"_s}) {
        for (const QString &word : {u"${A"_s, u"'a"_s, u"${A:?is missing}"_s, u"${A=1}"_s}) {
            const Run result = run({u"dockerfile"_s, command, word});
            QCOMPARE(result.exitCode, 1);
            QCOMPARE(result.output, QString());
            QVERIFY(result.errors.startsWith(u"stratactl: ") && result.errors.count(u'\n') == 1);
        }
    }
    QVERIFY(run({u"dockerfile"_s, u"expand"_s, u"${A:?is missing}"_s}).errors.contains(u"A: is missing"));
}

void TestStratactlWords::listsTheContext()
{
    write(u"Dockerfile"_s);
    write(u"src/main.c"_s);
    write(u"src/main.o"_s);
    write(u"docs/a.md"_s);
    write(u"docs/keep.md"_s);
    QVERIFY(QDir(m_folder->path()).mkpath(u"empty"_s));
    Run result = ignore();
    QCOMPARE(result.output, u"Dockerfile\ndocs/a.md\ndocs/keep.md\nsrc/main.c\nsrc/main.o\n"_s);
    QCOMPARE(result.errors, QString());
    QCOMPARE(result.exitCode, 0);

    write(u".dockerignore"_s, "# what is made\n**/*.o\ndocs\n!docs/keep.md\n");
    result = ignore();
    QCOMPARE(result.output, u".dockerignore\nDockerfile\ndocs/keep.md\nsrc/main.c\n"_s);
    QCOMPARE(result.exitCode, 0);
}

void TestStratactlWords::rulesBesideTheDockerfileComeFirst()
{
    write(u"a"_s);
    write(u"b"_s);
    write(u".dockerignore"_s, "a\n.docker*\nbuild\n");
    write(u"build/My.Dockerfile"_s);
    write(u"build/My.Dockerfile.dockerignore"_s, "b\n.docker*\nbuild\n");
    QCOMPARE(ignore().output, u"b\n"_s);
    QCOMPARE(ignore({u"--dockerfile"_s, m_folder->filePath(u"build/My.Dockerfile"_s)}).output, u"a\n"_s);
}

void TestStratactlWords::sortsByBytes()
{
    for (const QString &name : {u"a/x"_s, u"a.b"_s, u"B"_s, u"ü"_s, u"a b"_s})
        write(name);
    QCOMPARE(ignore().output, u"B\na b\na.b\na/x\nü\n"_s);
}

void TestStratactlWords::contextsThatCannotBeReadEndWithOne()
{
    const Run missing = run({u"dockerfile"_s, u"ignore"_s, m_folder->filePath(u"nowhere"_s)});
    QCOMPARE(missing.exitCode, 1);
    QCOMPARE(missing.output, QString());
    QVERIFY(missing.errors.startsWith(u"stratactl: "));

    write(u"a"_s);
    write(u".dockerignore"_s, "a\n[\n");
    const Run broken = ignore();
    QCOMPARE(broken.exitCode, 1);
    QCOMPARE(broken.output, QString());
    QVERIFY(broken.errors.contains(u'2')); // the line
}

void TestStratactlWords::usageMistakesEndWithTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const QString &command : {u"expand"_s, u"words"_s, u"ignore"_s, u"plan"_s}) {
        QTest::addRow("%s of nothing", qPrintable(command)) << QStringList{command};
        QTest::addRow("%s of two", qPrintable(command)) << QStringList{command, u"a"_s, u"b"_s};
        QTest::addRow("%s with an unknown option", qPrintable(command))
            << QStringList{command, u"--frobnicate"_s, u"a"_s};
    }
    QTest::newRow("an escape of two characters") << QStringList{u"expand"_s, u"--escape"_s, u"\\\\"_s, u"a"_s};
    QTest::newRow("another escape") << QStringList{u"words"_s, u"--escape"_s, u"^"_s, u"a"_s};
    QTest::newRow("another builder") << QStringList{u"plan"_s, u"--builder"_s, u"kaniko"_s, u"a"_s};
    QTest::newRow("an option without its value") << QStringList{u"ignore"_s, u"a"_s, u"--dockerfile"_s};
}

void TestStratactlWords::usageMistakesEndWithTwo()
{
    QFETCH(QStringList, arguments);
    const Run result = run(QStringList(u"dockerfile"_s) + arguments);
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.output, QString());
    QVERIFY(result.errors.startsWith(u"stratactl: ") && result.errors.count(u'\n') == 1);
}

void TestStratactlWords::helps_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("usage");
    QTest::newRow("expand") << u"expand"_s << u"expand [--env NAME=VALUE]… [--escape C] WORD"_s;
    QTest::newRow("words") << u"words"_s << u"words [--env NAME=VALUE]… [--escape C] WORD"_s;
    QTest::newRow("ignore") << u"ignore"_s << u"ignore DIR [--dockerfile F]"_s;
}

void TestStratactlWords::helps()
{
    QFETCH(QString, command);
    QFETCH(QString, usage);
    const Run result = run({u"dockerfile"_s, command, u"--help"_s});
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.output.contains(usage));
}

STRATA_TEST(TestStratactlWords)
#include "tst_stratactl_words.moc"
