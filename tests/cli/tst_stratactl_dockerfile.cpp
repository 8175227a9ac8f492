// SPDX-License-Identifier: GPL-3.0-or-later
#include "runstratactl.h"
#include "support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>

using namespace strata::test;
using namespace Qt::StringLiterals;

class TestStratactlDockerfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void printsTheTree();
    void readsStandardInput();
    void errorsNameTheirLine_data();
    void errorsNameTheirLine();
    void usageMistakesExitWithTwo_data();
    void usageMistakesExitWithTwo();
    void helps_data();
    void helps();
    void formatsInPlace();
    void formatsToStandardOutput();
    void checksOnly();
    void leavesWhatIsBroken();

private:
    QString write(const QByteArray &bytes) const
    {
        const QString name = m_folder->filePath(u"Dockerfile"_s);
        QFile file(name);
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        return name;
    }
    QByteArray read() const
    {
        QFile file(m_folder->filePath(u"Dockerfile"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestStratactlDockerfile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestStratactlDockerfile::printsTheTree()
{
    const Run result = run(
        {u"dockerfile"_s, u"ast"_s, write("FROM scratch\nCOPY --link \"한\" /\nFOO\nRUN a \\\n b\n")});
    QCOMPARE(result.output,
             u"(from \"scratch\")\n(copy [\"--link\"] \"\\\"한\\\"\" \"/\")\n(foo \"\")\n(run \"a  b\")\n"_s);
    QCOMPARE(result.errors, QString());
    QCOMPARE(result.exitCode, 0);
}

void TestStratactlDockerfile::readsStandardInput()
{
    QProcess process;
    process.start(QStringLiteral(STRATACTL), {u"dockerfile"_s, u"ast"_s, u"-"_s});
    process.write("FROM a");
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.readAllStandardOutput(), "(from \"a\")\n");
}

void TestStratactlDockerfile::errorsNameTheirLine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("errors");
    QTest::addColumn<QString>("output");
    const QString start = u"stratactl: dockerfile parse error on line "_s;
    QTest::newRow("one") << QByteArray("FROM a\n\nENV b\nUSER c")
                         << QString(start + u"3: ENV must have two arguments\n"_s) << u"(from \"a\")\n(user \"c\")\n"_s;
    QTest::newRow("nothing") << QByteArray() << QString(start + u"1: file with no instructions\n"_s) << QString();
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe"
                                          "F\0",
                                          4)
                            << QString(start + u"1: the file is UTF-16, and Dockerfiles are UTF-8\n"_s) << QString();
    QTest::newRow("bytes") << QByteArray("FROM a\nRUN \xff")
                           << QString(start + u"2: there are bytes that are no UTF-8\n"_s) << QString();
    QTest::newRow("long line") << QByteArray("FROM a\n# " + QByteArray(70'000, 'x'))
                               << QString(start + u"2: dockerfile line greater than max allowed size of 65535\n"_s)
                               << u"(from \"a\")\n"_s;
}

void TestStratactlDockerfile::errorsNameTheirLine()
{
    QFETCH(QByteArray, bytes);
    const Run result = run({u"dockerfile"_s, u"ast"_s, write(bytes)});
    QCOMPARE(result.exitCode, 1);
    QTEST(result.errors, "errors");
    QTEST(result.output, "output");
}

void TestStratactlDockerfile::usageMistakesExitWithTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no command") << QStringList();
    QTest::newRow("unknown command") << QStringList{u"frobnicate"_s};
    QTest::newRow("ast of nothing") << QStringList{u"ast"_s};
    QTest::newRow("ast of two") << QStringList{u"ast"_s, u"a"_s, u"b"_s};
    QTest::newRow("ast with an option") << QStringList{u"ast"_s, u"--json"_s};
    QTest::newRow("format of nothing") << QStringList{u"format"_s, u"--check"_s};
    QTest::newRow("format with an option") << QStringList{u"format"_s, u"--frobnicate"_s, u"a"_s};
}

void TestStratactlDockerfile::usageMistakesExitWithTwo()
{
    QFETCH(QStringList, arguments);
    const Run result = run(QStringList(u"dockerfile"_s) + arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.output.isEmpty());
    QVERIFY(result.errors.startsWith(u"stratactl: "));
}

void TestStratactlDockerfile::helps_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("all") << QStringList{u"--help"_s};
    QTest::newRow("one") << QStringList{u"ast"_s, u"--help"_s};
}

void TestStratactlDockerfile::helps()
{
    QFETCH(QStringList, arguments);
    const Run result = run(QStringList(u"dockerfile"_s) + arguments);
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.output.contains(u"ast FILE"));
}

void TestStratactlDockerfile::formatsInPlace()
{
    const QString name = write("from a\nrun b \\\n  c   ");
    const Run result = run({u"dockerfile"_s, u"format"_s, name});
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.output + result.errors, QString());
    QCOMPARE(read(), "FROM a\nRUN b \\\n    c\n");
}

void TestStratactlDockerfile::formatsToStandardOutput()
{
    QProcess process;
    process.start(QStringLiteral(STRATACTL), {u"dockerfile"_s, u"format"_s, u"-"_s});
    process.write("\xef\xbb\xbf"
                  "from a\r\nuser \xed\x95\x9c");
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.readAllStandardOutput(),
             "\xef\xbb\xbf"
             "FROM a\r\nUSER \xed\x95\x9c\r\n");
}

void TestStratactlDockerfile::checksOnly()
{
    const QString name = write("from a\n");
    Run result = run({u"dockerfile"_s, u"format"_s, u"--check"_s, name});
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.output, QString(name + u'\n'));
    QCOMPARE(read(), "from a\n");
    result = run({u"dockerfile"_s, u"format"_s, name});
    result = run({u"dockerfile"_s, u"format"_s, u"--check"_s, name});
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.output, QString());
}

void TestStratactlDockerfile::leavesWhatIsBroken()
{
    const QString name = write("from a\nrun <<E\n");
    const Run result = run({u"dockerfile"_s, u"format"_s, name});
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.errors, u"stratactl: dockerfile parse error on line 2: unterminated heredoc\n"_s);
    QCOMPARE(read(), "from a\nrun <<E\n");
}

STRATA_TEST(TestStratactlDockerfile)
#include "tst_stratactl_dockerfile.moc"
