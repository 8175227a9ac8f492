// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/dockerconfig.h"
#include "credentials/replacefile.h"
#include "support/testprogram.h"
#include "testaccounts.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// As docker writes it, and some things it does not know. The password of "kim" is "p:w", of Hub "hub-secret".
const QByteArray sample = bytesOf(QStringLiteral(STRATA_TEST_CONFIG));

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

DockerConfig parsed(QByteArray text)
{
    Result<DockerConfig> config = DockerConfig::fromText(Secret::take(text));
    if (!config)
        qFatal("%s", qPrintable(config.error().detail));
    return *config;
}

mode_t modeOf(const QString &path)
{
    struct stat info = {};
    return ::lstat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 07777 : 0;
}

} // namespace

class TestDockerConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(!sample.isEmpty()); }
    void init();
    void readsAccounts();
    void decodesAuth_data();
    void decodesAuth();
    void namesTheHelper();
    void anAbsentOrEmptyFileIsEmpty();
    void theEnvironmentIsRead();
    void mistakesAreNeverRewritten_data();
    void mistakesAreNeverRewritten();
    void cutAtEveryByte();
    void removingLeavesAllElse();
    void restoringGivesTheSameBytes();
    void helpersComeAndGo();
    void savesAtomically();
    void replacesTheTargetOfALink();
    void makesFolderAndFile();
    void anotherProgramsChangeIsAConflict();
    void whatCannotBeWrittenLeavesNothing();
    void aFullDiskLeavesNothing();
    void aCopyHasNoSecrets();

private:
    Result<DockerConfig> load() const { return DockerConfig::load(m_path); }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestDockerConfig::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"config.json"_s);
    write(m_path, sample);
}

void TestDockerConfig::readsAccounts()
{
    const DockerConfig config = parsed(sample);
    const QList<ConfigEntry> entries = config.entries();
    QCOMPARE(entries.size(), 4);
    QCOMPARE(entries[0].key, hub);
    QCOMPARE(entries[0].user, u"lee"_s);
    QVERIFY(entries[0].isPlainText);
    QCOMPARE(entries[1].name, u"https://Old.example:5000/v1/"_s);
    QCOMPARE(entries[1].key, u"old.example:5000"_s);
    QVERIFY(!entries[2].isPlainText);
    QVERIFY(entries[3].isPlainText);

    QCOMPARE(config.credential(hub)->secret.view(), "hub-secret");
    QCOMPARE(config.credential(u"old.example:5000"_s)->secret.view(), "p:w");
    QCOMPARE(config.credential(u"old.example:5000"_s)->server, u"old.example:5000"_s);
    QVERIFY(config.credential(u"token.example"_s)->isIdentityToken);
    QCOMPARE(config.credential(u"token.example"_s)->secret.view(), "id-token");
    QVERIFY(!config.credential(u"marked.example"_s));
    QVERIFY(!config.credential(u"none.example"_s));
}

void TestDockerConfig::decodesAuth_data()
{
    QTest::addColumn<QByteArray>("plain");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("colons") << QByteArray("u:a:b:") << u"u"_s << QByteArray("a:b:");
    QTest::newRow("NULs") << QByteArray("u:pw\0\0", 6) << u"u"_s << QByteArray("pw");
    QTest::newRow("UTF-8") << QByteArray("김:비밀") << u"김"_s << QByteArray("비밀");
    QTest::newRow("no user") << QByteArray(":pw") << u""_s << QByteArray("pw");
}

void TestDockerConfig::decodesAuth()
{
    QFETCH(QByteArray, plain);
    QFETCH(QString, user);
    QFETCH(QByteArray, password);
    const auto credential = parsed("{\"auths\":{\"h\":{\"auth\":\"" + plain.toBase64() + "\"}}}").credential(u"h"_s);
    QVERIFY(credential);
    QCOMPARE(credential->user, user);
    QCOMPARE(credential->secret.view(), password);
}

void TestDockerConfig::namesTheHelper()
{
    const DockerConfig config = parsed(R"({"CredsStore":"pass","credHelpers":{"a":"strata"},"auths":null})");
    QCOMPARE(config.helperFor(u"a"_s), u"strata"_s);
    QCOMPARE(config.helperFor(u"b"_s), u"pass"_s);
    QCOMPARE(parsed("{}").helperFor(u"b"_s), QString());
}

void TestDockerConfig::anAbsentOrEmptyFileIsEmpty()
{
    QVERIFY(DockerConfig::load(m_folder->filePath(u"none.json"_s))->entries().isEmpty());
    write(m_path, " \n");
    QVERIFY(load()->entries().isEmpty());
    QVERIFY(load()->save());
    QCOMPARE(bytesOf(m_path), " \n");
}

void TestDockerConfig::theEnvironmentIsRead()
{
    QVERIFY(DockerConfig::fromEnvironment()->entries().isEmpty());
    qputenv("DOCKER_AUTH_CONFIG", R"({"auths":{"env.example":{"auth":"dTpw"}}})");
    QCOMPARE(DockerConfig::fromEnvironment()->credential(u"env.example"_s)->user, u"u"_s);
    qputenv("DOCKER_AUTH_CONFIG", "{\"auths\":{\"planted-secret\"");
    const Result<DockerConfig> broken = DockerConfig::fromEnvironment();
    qunsetenv("DOCKER_AUTH_CONFIG");
    QVERIFY(!broken);
    QVERIFY(!broken.error().detail.contains(u"planted"_s));
}

void TestDockerConfig::mistakesAreNeverRewritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no JSON") << QByteArray("{\"auths\":");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("a comma too many") << QByteArray("{\"auths\":{},}");
    QTest::newRow("a comment") << QByteArray("{} // none");
    QTest::newRow("auths is a list") << QByteArray("{\"auths\":[]}");
    QTest::newRow("an entry is a text") << QByteArray("{\"auths\":{\"a\":\"b\"}}");
    QTest::newRow("twice") << QByteArray("{\"auths\":{},\"Auths\":{}}");
    QTest::newRow("an entry twice") << QByteArray("{\"auths\":{\"a\":{},\"a\":{}}}");
    QTest::newRow("no base64") << QByteArray("{\"auths\":{\"a\":{\"auth\":\"?\"}}}");
    QTest::newRow("no colon") << QByteArray("{\"auths\":{\"a\":{\"auth\":\"YQ==\"}}}");
    QTest::newRow("helpers is a text") << QByteArray("{\"credHelpers\":\"a\"}");
    QTest::newRow("store is a number") << QByteArray("{\"credsStore\":1}");
}

void TestDockerConfig::mistakesAreNeverRewritten()
{
    QFETCH(QByteArray, text);
    write(m_path, text);
    const Result<DockerConfig> config = load();
    QVERIFY(!config);
    QCOMPARE(config.error().kind, Error::Kind::InvalidInput);
    QVERIFY(config.error().message.contains(m_path));
    QCOMPARE(bytesOf(m_path), text);
}

void TestDockerConfig::cutAtEveryByte()
{
    const qsizetype whole = sample.lastIndexOf('}') + 1;
    for (qsizetype size = 1; size < whole; ++size) {
        QByteArray cut = sample.first(size);
        QVERIFY2(!DockerConfig::fromText(Secret::take(cut)), QByteArray::number(size).constData());
    }
}

void TestDockerConfig::removingLeavesAllElse()
{
    DockerConfig config = *load();
    QVERIFY(config.removeSecret(hub));
    QVERIFY(config.removeSecret(u"https://Old.example:5000/v1/"_s));
    QVERIFY(config.removeSecret(u"token.example"_s));
    QCOMPARE(config.removeSecret(u"none.example"_s).error().kind, Error::Kind::NotFound);
    QVERIFY(config.save());
    QByteArray expected = sample;
    expected.replace("\"auth\": \"bGVlOmh1Yi1zZWNyZXQ=\",\n\t\t\t", "");
    expected.replace("{\"auth\":\"a2ltOnA6dw==\"}", "{}");
    expected.replace(R"({ "identitytoken" : "id\u002dtoken", "auth": "PHRva2VuPjo=" })", "{}");
    QCOMPARE(bytesOf(m_path), expected);
    QVERIFY(load()->entries().size() == 4);
    QVERIFY(!load()->entries().first().isPlainText);
}

void TestDockerConfig::restoringGivesTheSameBytes()
{
    DockerConfig config = *load();
    const QList<ConfigEntry> entries = config.entries();
    QList<SavedEntry> saved;
    for (const ConfigEntry &entry : entries)
        saved.append(*config.removeSecret(entry.name));
    config.setHelper(hub, u"strata"_s);
    QVERIFY(config.save());
    DockerConfig later = *load();
    for (const SavedEntry &entry : saved)
        QVERIFY(later.restore(entry));
    QCOMPARE(later.restore(saved.first()).error().kind, Error::Kind::Conflict);
    later.setHelper(hub, {});
    QVERIFY(later.save());
    QCOMPARE(bytesOf(m_path), sample);
    later.removeEntry(hub);
    QVERIFY(later.restore(saved.first()));
    QCOMPARE(later.credential(hub)->secret.view(), "hub-secret");
}

void TestDockerConfig::helpersComeAndGo()
{
    DockerConfig config = parsed("{}");
    config.setHelper(u"none"_s, {});
    config.setHelper(u"a"_s, u"strata"_s);
    config.setHelper(u"b"_s, u"strata"_s);
    config.setHelper(u"a"_s, u"pass"_s);
    QCOMPARE(config.credHelpers(), (QMap<QString, QString>{{u"a"_s, u"pass"_s}, {u"b"_s, u"strata"_s}}));
    config.setHelper(u"a"_s, {});
    config.setHelper(u"b"_s, {});
    QVERIFY(config.credHelpers().isEmpty());
}

void TestDockerConfig::savesAtomically()
{
    QVERIFY(::chmod(QFile::encodeName(m_path).constData(), 0640) == 0);
    const bool isRoot = ::geteuid() == 0;
    if (isRoot)
        QVERIFY(::chown(QFile::encodeName(m_path).constData(), 1234, 5678) == 0);
    QFile before(m_path); // an open reader keeps the old content
    QVERIFY(before.open(QIODevice::ReadOnly));
    DockerConfig config = *load();
    QVERIFY(config.removeSecret(hub));
    QVERIFY(config.save());
    QCOMPARE(before.readAll(), sample);
    QCOMPARE(modeOf(m_path), mode_t(0640));
    struct stat info = {};
    QVERIFY(::stat(QFile::encodeName(m_path).constData(), &info) == 0);
    if (isRoot)
        QCOMPARE(std::pair(info.st_uid, info.st_gid), std::pair(uid_t(1234), gid_t(5678)));
    QCOMPARE(files(), QStringList{u"config.json"_s});
    config.setHelper(hub, u"strata"_s);
    QVERIFY(config.save()); // a second time, without loading
}

void TestDockerConfig::replacesTheTargetOfALink()
{
    const QString link = m_folder->filePath(u"link.json"_s);
    const QString second = m_folder->filePath(u"second.json"_s);
    QVERIFY(QFile::link(u"config.json"_s, second));
    QVERIFY(QFile::link(second, link));
    DockerConfig config = *DockerConfig::load(link);
    QVERIFY(config.removeSecret(hub));
    QVERIFY(config.save());
    QVERIFY(QFileInfo(link).isSymLink());
    QVERIFY(QFileInfo(second).isSymLink());
    QVERIFY(!QFileInfo(m_path).isSymLink());
    QVERIFY(!bytesOf(m_path).contains("bGVl"));
    const QString dangling = m_folder->filePath(u"dangling.json"_s);
    QVERIFY(QFile::link(u"new.json"_s, dangling));
    QVERIFY(replaceFile(dangling, std::nullopt, "{}"));
    QCOMPARE(bytesOf(m_folder->filePath(u"new.json"_s)), "{}");
    QVERIFY(QFile::link(u"loop.json"_s, m_folder->filePath(u"loop.json"_s)));
    QVERIFY(!replaceFile(m_folder->filePath(u"loop.json"_s), std::nullopt, "{}"));
}

void TestDockerConfig::makesFolderAndFile()
{
    const QString path = m_folder->filePath(u"home/.docker/config.json"_s);
    DockerConfig config = *DockerConfig::load(path);
    QVERIFY(config.save());
    QVERIFY(!QFile::exists(path)); // nothing was edited
    config.setHelper(hub, u"strata"_s);
    QVERIFY(config.save());
    QCOMPARE(modeOf(path), mode_t(0600));
    QCOMPARE(modeOf(QFileInfo(path).path()), mode_t(0700));
    QCOMPARE(bytesOf(path), "{\n\t\"credHelpers\": {\n\t\t\"https://index.docker.io/v1/\": \"strata\"\n\t}\n}");
}

void TestDockerConfig::anotherProgramsChangeIsAConflict()
{
    DockerConfig config = *load();
    QVERIFY(config.removeSecret(hub));
    QByteArray others = sample;
    others.replace("default", "others");
    write(m_path, others);
    QCOMPARE(config.save().error().kind, Error::Kind::Conflict);
    QCOMPARE(bytesOf(m_path), others);
    QVERIFY(QFile::remove(m_path));
    QCOMPARE(config.save().error().kind, Error::Kind::Conflict);
    QVERIFY(files().isEmpty());
}

void TestDockerConfig::whatCannotBeWrittenLeavesNothing()
{
    DockerConfig config = *load();
    QVERIFY(config.removeSecret(hub));
    const QByteArray folder = QFile::encodeName(m_folder->path());
    QVERIFY(::chmod(folder.constData(), 0555) == 0);
    const bool isRoot = ::geteuid() == 0; // for whom no folder is read-only
    if (isRoot)
        QVERIFY(::seteuid(65534) == 0);
    const Result<void> saved = config.save();
    if (isRoot)
        QVERIFY(::seteuid(0) == 0);
    QVERIFY(::chmod(folder.constData(), 0755) == 0);
    QCOMPARE(saved.error().kind, Error::Kind::PermissionDenied);
    QVERIFY(saved.error().message.contains(m_path));
    QCOMPARE(bytesOf(m_path), sample);
    QCOMPARE(files(), QStringList{u"config.json"_s});

    QVERIFY(QFile::remove(m_path));
    QVERIFY(QDir().mkdir(m_path));
    QCOMPARE(load().error().kind, Error::Kind::Local);
}

/// A file may have no more than 100 bytes: writing stops in the middle, as on a full disk.
void TestDockerConfig::aFullDiskLeavesNothing()
{
    DockerConfig config = *load();
    QVERIFY(config.removeSecret(hub));
    struct rlimit before = {};
    QVERIFY(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    const struct rlimit small = {100, before.rlim_max};
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    QVERIFY(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const Result<void> saved = config.save();
    QVERIFY(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    std::signal(SIGXFSZ, handler);
    QCOMPARE(saved.error().kind, Error::Kind::Local);
    QCOMPARE(bytesOf(m_path), sample);
    QCOMPARE(files(), QStringList{u"config.json"_s});
}

void TestDockerConfig::aCopyHasNoSecrets()
{
    const QString copy = m_folder->filePath(u"copy.json"_s);
    QVERIFY(load()->saveCopyWithoutSecrets(copy));
    const QByteArray bytes = bytesOf(copy);
    for (const char *secret : {"bGVl", "a2lt", "token\"", "PHRva2Vu"})
        QVERIFY2(!bytes.contains(secret), secret);
    QVERIFY(bytes.contains("lee@example.org"));
    QCOMPARE(modeOf(copy), mode_t(0600));
    QCOMPARE(load()->saveCopyWithoutSecrets(copy).error().kind, Error::Kind::Conflict);
    QCOMPARE(bytesOf(m_path), sample);
}

STRATA_TEST(TestDockerConfig)
#include "tst_dockerconfig.moc"
