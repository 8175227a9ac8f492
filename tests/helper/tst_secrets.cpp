// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/keychainsession.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QUuid>

#include <sys/resource.h>

using namespace strata::test;
using namespace Qt::StringLiterals;

/// Looks for a planted secret everywhere it must not be, in every form it might have.
class TestSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theSearchFindsWhatIsThere();
    void nothingIsLeft_data();
    void nothingIsLeft();
    void nothingIsLeftOfWhatTheEngineGot();

private:
    void start(const QString &way, const QString &where);
    void endsWithoutATrace(bool isMemoryOurs);
    QByteArray end(); ///< the core, empty where the system keeps it elsewhere
    void setConfig(const QByteArray &text);
    QByteArray formIn(const QByteArray &bytes) const;
    QByteArray formInFiles(const QString &folder) const;
    QByteArray formInMemory() const;

    std::unique_ptr<KeychainSession> m_session;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_probe;
    QByteArray m_secret;
    QString m_config;
    QByteArray m_words;
};

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Mapping
{
    quint64 begin = 0;
    quint64 end = 0;
    bool isDumped = false;
};

/// What a core dump holds, and the files' pages as well: all but what is marked "dd" (MADV_DONTDUMP).
QList<Mapping> dumpedMappings(qint64 process)
{
    QList<Mapping> all;
    const QList<QByteArray> lines = bytesOf(u"/proc/%1/smaps"_s.arg(process)).split('\n');
    for (const QByteArray &line : lines) {
        const QByteArray range = line.left(line.indexOf(' '));
        const qsizetype dash = range.indexOf('-');
        if (dash > 0 && !range.endsWith(':')) {
            const bool isReadable = line.mid(range.size() + 1, 1) == "r" && !line.contains("[v");
            all.append({range.first(dash).toULongLong(nullptr, 16), range.sliced(dash + 1).toULongLong(nullptr, 16),
                        isReadable});
        } else if (line.startsWith("VmFlags:") && line.contains(" dd") && !all.isEmpty()) {
            all.last().isDumped = false;
        }
    }
    constexpr quint64 largest = 1 << 30; // beyond are the shadows of sanitizers
    all.removeIf([](const Mapping &mapping) { return !mapping.isDumped || mapping.end - mapping.begin > largest; });
    return all;
}

} // namespace

void TestSecrets::initTestCase()
{
    m_session = std::make_unique<KeychainSession>();
    const QByteArray folder = QFile::encodeName(QFileInfo(QStringLiteral(STRATA_HELPER)).path());
    qputenv("PATH", QByteArray(folder + ":" STRATA_TEST_HELPERS ":" + qgetenv("PATH")));
}

void TestSecrets::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_config = m_folder->filePath(u"config.json"_s);
    m_secret = "planted-" + QUuid::createUuid().toByteArray(QUuid::Id128) + "-secret";
    if (m_session->isThere())
        m_session->startKeyring();
}

void TestSecrets::cleanup()
{
    if (m_probe) {
        m_probe->kill();
        m_probe->waitForFinished();
    }
    m_probe.reset();
    m_session->endKeyring();
}

void TestSecrets::setConfig(const QByteArray &text)
{
    QFile file(m_config);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

void TestSecrets::start(const QString &way, const QString &where)
{
    m_probe = std::make_unique<QProcess>();
    m_probe->setWorkingDirectory(m_folder->path());
    m_probe->setProcessChannelMode(QProcess::MergedChannels);
    m_probe->setChildProcessModifier([] {
        struct rlimit limit = {};
        ::getrlimit(RLIMIT_CORE, &limit);
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_CORE, &limit);
    });
    m_probe->start(QStringLiteral(STRATA_SECRET_PROBE), {way, where});
    m_probe->write(m_secret);
    m_words.clear();
    while (!m_words.contains("ready\n") && m_probe->waitForReadyRead(20'000))
        m_words += m_probe->readAll();
    QVERIFY2(m_words.contains("ready\n"), m_words.constData());
}

QByteArray TestSecrets::end()
{
    m_probe->write("x");
    m_probe->waitForFinished(60'000);
    m_words += m_probe->readAll();
    const QStringList cores = QDir(m_folder->path()).entryList({u"core*"_s}, QDir::Files);
    const QByteArray core = cores.isEmpty() ? QByteArray() : bytesOf(m_folder->filePath(cores.first()));
    for (const QString &name : cores)
        QFile::remove(m_folder->filePath(name));
    return core;
}

/// As text of either kind, as base64, and a part of it: a freed copy loses its first 16 bytes to the heap.
QByteArray TestSecrets::formIn(const QByteArray &bytes) const
{
    const QByteArray part = m_secret.sliced(20);
    const QString text = QString::fromLatin1(part);
    const QByteArray wide(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    if (bytes.contains(part))
        return "UTF-8";
    if (bytes.contains(wide))
        return "UTF-16";
    for (int before = 0; before < 3; ++before) { // base64 takes three bytes at a time
        const QByteArray base64 = QByteArray(QByteArray(before, 'x') + part).toBase64();
        if (bytes.contains(base64.sliced(4, base64.size() - 8)))
            return "base64";
    }
    return "";
}

QByteArray TestSecrets::formInFiles(const QString &folder) const
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        if (const QByteArray form = formIn(bytesOf(path)); !form.isEmpty())
            return form + " in " + path.toUtf8();
    }
    return {};
}

QByteArray TestSecrets::formInMemory() const
{
    QFile memory(u"/proc/%1/mem"_s.arg(m_probe->processId()));
    if (!memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return "memory cannot be read";
    const QList<Mapping> mappings = dumpedMappings(m_probe->processId());
    qint64 seen = 0;
    for (const Mapping &mapping : mappings) {
        memory.seek(static_cast<qint64>(mapping.begin));
        const QByteArray bytes = memory.read(static_cast<qint64>(mapping.end - mapping.begin));
        seen += bytes.size();
        if (const QByteArray form = formIn(bytes); !form.isEmpty())
            return form + " at " + QByteArray::number(mapping.begin, 16);
    }
    return seen > 1'000'000 ? QByteArray() : QByteArray("memory was not read");
}

void TestSecrets::theSearchFindsWhatIsThere()
{
    start(u"careless"_s, {});
    QVERIFY(!formInMemory().isEmpty());
    const QByteArray core = end();
    if (core.isEmpty())
        QSKIP("the system keeps cores elsewhere: only memory was looked at");
    QVERIFY(!formIn(core).isEmpty());
}

void TestSecrets::nothingIsLeft_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("config");
    QTest::newRow("keychain") << u"store"_s << u"{}"_s;
    QTest::newRow("docker's helper") << u"store"_s << u"{\"credsStore\":\"kept\"}"_s;
    QTest::newRow("out of plain text") << u"move"_s << u"{\"auths\":{\"planted.example\":{\"auth\":\"%1\"}}}"_s;
    QTest::newRow("docker-credential-strata") << u"helper"_s << u"{}"_s;
    QTest::newRow("QtKeychain") << u"qtkeychain"_s << u"{}"_s;
}

void TestSecrets::nothingIsLeft()
{
    STRATA_NEED(*m_session);
    QFETCH(QString, way);
    QFETCH(QString, config);
    const QString auth = QString::fromLatin1(QByteArray("kim:" + m_secret).toBase64());
    setConfig(config.contains(u"%1"_s) ? config.arg(auth).toUtf8() : config.toUtf8());
    start(way, m_config);
    endsWithoutATrace(way != u"qtkeychain"); // what QtKeychain leaves on the heap is not in our hands
    for (const char *folder : {"home", "config", "data", "run"})
        QCOMPARE(formInFiles(m_session->path(folder)), "");
}

void TestSecrets::nothingIsLeftOfWhatTheEngineGot()
{
    ScriptedServer engine;
    engine.onJson("POST", u"/auth"_s, R"({"Status":"Login Succeeded","IdentityToken":""})");
    engine.onJson("GET", u"/images/search"_s, "[]");
    engine.onJson("POST", u"/images/create"_s, R"({"status":"Status: Image is up to date"})");
    start(u"engine"_s, engine.socketPath());
    QCOMPARE(engine.requestCount("POST", u"/images/create"_s), 1);
    endsWithoutATrace(true);
}

/// Of the program that waits: in its memory and its arguments, then in its core, its words, and the files beside it.
void TestSecrets::endsWithoutATrace(bool isMemoryOurs)
{
    if (isMemoryOurs)
        QCOMPARE(formInMemory(), "");
    for (const char *file : {"cmdline", "environ"})
        QCOMPARE(formIn(bytesOf(u"/proc/%1/%2"_s.arg(m_probe->processId()).arg(QLatin1StringView(file)))), "");
    const QByteArray core = end();
    if (isMemoryOurs)
        QCOMPARE(formIn(core), "");
    QCOMPARE(formIn(m_words), "");
    QCOMPARE(formInFiles(m_folder->path()), "");
}

STRATA_TEST(TestSecrets)
#include "tst_secrets.moc"
