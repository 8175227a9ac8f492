// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/build/buildlogfile.h"
#include "support/testprogram.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

/// All lines of a log with their steps, as text.
QByteArray logContent(const BuildLog &log)
{
    QByteArray all;
    for (const QString &step : log.steps()) {
        for (const BuildLogLine &line : log.lines(step, 0, 1'000'000))
            all += step.toUtf8() + (line.isError ? " e " : " o ") + line.text + '\n';
    }
    return all;
}

void fillLog(BuildLog &log)
{
    QRandomGenerator random(7);
    for (int i = 0; i < 20'000; ++i) {
        const QString step = u"sha256:%1"_s.arg(random.bounded(3));
        log.append(step, random.bounded(4) == 0, QByteArray(QByteArray(random.bounded(90), char('a' + i % 26)) + '\n'));
    }
    log.append(u"sha256:0"_s, false, QByteArray(QByteArray(BuildLog::longestLine, 'L') + "\n\nbehind an empty line\n"));
    log.append(u"sha256:1"_s, false, "\x1b[31mred\x1b[0m and \xff no UTF-8\r\n");
    log.append(u"sha256:2"_s, true, "without an end");
}

} // namespace

class TestBuildLogFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"build.log.zst"_s);
    }

    void whatWasSavedComesBack();
    void anEmptyLog();
    void damagedAnywhere();
    void whatIsNoLog();
    void cancelled();
    void noRoomForIt();
    void asText();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestBuildLogFile::whatWasSavedComesBack()
{
    BuildLog log(m_folder->path());
    fillLog(log);
    QVERIFY(saveBuildLog(log, m_path));
    QVERIFY(QFile(m_path).size() < log.size() / 2); // it is compressed
    const auto loaded = loadBuildLog(m_path, m_folder->path());
    QVERIFY(loaded);
    QCOMPARE((*loaded)->steps(), log.steps());
    QVERIFY(logContent(**loaded) == logContent(log));
    QCOMPARE(QFile(m_path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestBuildLogFile::anEmptyLog()
{
    QVERIFY(saveBuildLog(BuildLog(m_folder->path()), m_path));
    const auto loaded = loadBuildLog(m_path, m_folder->path());
    QVERIFY(loaded);
    QVERIFY((*loaded)->steps().isEmpty());
}

void TestBuildLogFile::damagedAnywhere()
{
    BuildLog log(m_folder->path());
    fillLog(log);
    QVERIFY(saveBuildLog(log, m_path));
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    file.close();
    const auto load = [this](const QByteArray &bytes) {
        QFile damaged(m_path);
        if (!damaged.open(QIODevice::WriteOnly) || damaged.write(bytes) != bytes.size())
            return Error::Kind::Local;
        damaged.close();
        const auto loaded = loadBuildLog(m_path, m_folder->path());
        return loaded ? Error::Kind::Cancelled : loaded.error().kind;
    };
    for (const qsizetype size : {qsizetype(0), qsizetype(3), whole.size() / 2, whole.size() - 1})
        QCOMPARE(load(whole.first(size)), Error::Kind::MalformedAnswer);
    for (qsizetype at = 8; at < whole.size(); at += whole.size() / 7) {
        QByteArray other = whole;
        other[at] = char(other[at] ^ 0x10);
        QCOMPARE(load(other), Error::Kind::MalformedAnswer);
    }
}

void TestBuildLogFile::whatIsNoLog()
{
    QCOMPARE(loadBuildLog(m_path, m_folder->path()).error().kind, Error::Kind::NotFound);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("a text") == 6);
    file.close();
    QCOMPARE(loadBuildLog(m_path, m_folder->path()).error().kind, Error::Kind::MalformedAnswer);
}

void TestBuildLogFile::cancelled()
{
    BuildLog log(m_folder->path());
    fillLog(log);
    QCOMPARE(saveBuildLog(log, m_path, [] { return true; }).error().kind, Error::Kind::Cancelled);
    QVERIFY(QDir(m_folder->path()).entryList({u"*.zst"_s, u".strata*"_s}, QDir::Files | QDir::Hidden).isEmpty());
    QVERIFY(saveBuildLog(log, m_path));
    QCOMPARE(loadBuildLog(m_path, m_folder->path(), [] { return true; }).error().kind, Error::Kind::Cancelled);
}

void TestBuildLogFile::noRoomForIt()
{
    BuildLog log(m_folder->path());
    fillLog(log);
    QCOMPARE(saveBuildLog(log, u"/proc/nowhere/build.log.zst"_s).error().kind, Error::Kind::Local);
    QVERIFY(saveBuildLog(log, m_path));
    // More than a block of each step: there is no place to unpack it to.
    QCOMPARE(loadBuildLog(m_path, u"/proc/nowhere"_s).error().kind, Error::Kind::Local);
}

void TestBuildLogFile::asText()
{
    BuildLog log(m_folder->path());
    log.append(u"a"_s, false, "\x1b[32mone\x1b[0m\n");
    log.append(u"b"_s, true, "two\nthree");
    QVERIFY(exportBuildLog(log, m_path, [](const QString &step) -> QString { return u"#"_s + step; }));
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "#a\none\n\n#b\ntwo\nthree\n");
}

STRATA_TEST(TestBuildLogFile)
#include "tst_buildlogfile.moc"
