// SPDX-License-Identifier: GPL-3.0-or-later
#include "contextfolder.h"
#include "dockerfile/contextarchive.h"
#include "support/archives.h"
#include "support/testprogram.h"

#include <QLocalServer>
#include <QProcess>

#include <sys/sysmacros.h>
#include <sys/xattr.h>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<ContextArchive> openArchive(const ContextScan &scan, const ContextArchiveOptions &options = {})
{
    return ContextArchive::open(std::make_shared<const ContextScan>(scan), options).value_or(nullptr);
}

ReadTar sentTar(const ContextScan &scan, const ContextArchiveOptions &options = {})
{
    const std::unique_ptr<ContextArchive> archive = openArchive(scan, options);
    return archive ? readTar(readAll(*archive).value_or(QByteArray())) : ReadTar();
}

QByteArrayList tarPaths(const ReadTar &tar)
{
    QByteArrayList paths;
    for (const TarEntry &entry : tar.entries)
        paths.append(entry.path.endsWith('/') ? entry.path.chopped(1) : entry.path);
    return paths;
}

} // namespace

class TestContextArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatIsSent();
    void everythingIsRoots();
    void namesOfAllKinds_data();
    void namesOfAllKinds();
    void otherProgramsReadIt();
    void largeFiles();
    void sizesAndTimesBeyondTheirFields();
    void severalNamesOfAFile();
    void nothingIsOpenedButFiles();
    void devices();
    void capabilities();
    void theDockerfileInPlace();
    void theDockerfileIsAdded_data();
    void theDockerfileIsAdded();
    void theDockerfileFromAnEditor();
    void noDockerfile();
    void aFileThatShrinks();
    void aFileThatGrows();
    void aFileThatVanishes();
    void aFileThatBecomesALink();
    void aFileThatBecomesAPipe();
    void aFolderThatBecomesALink();
    void canBeStopped();
    void tellsProgress();
};

void TestContextArchive::holdsWhatIsSent()
{
    const ContextFolder context;
    context.write("Dockerfile", "FROM scratch\n");
    context.write("src/a.c", "int a;");
    context.write("src/empty", "");
    context.write("out/b.o", "object");
    context.link("link", "../some/where");
    context.makeFolder("none");
    context.write(".dockerignore", "out\n.dockerignore\n");
    const ReadTar tar = sentTar(context.scan());
    QVERIFY(!tar.error);
    QVERIFY(tar.hasEndMark);
    QCOMPARE(tarPaths(tar), QByteArrayList({"Dockerfile", "link", "none", "src", "src/a.c", "src/empty"}));
    QCOMPARE(tar.data[0], "FROM scratch\n");
    QCOMPARE(tar.data[4], "int a;");
    QCOMPARE(tar.data[5], "");
    QVERIFY(tar.entries[1].type == FileType::SymbolicLink);
    QCOMPARE(tar.entries[1].linkTarget, "../some/where");
    QVERIFY(tar.entries[3].type == FileType::Directory);
}

void TestContextArchive::everythingIsRoots()
{
    const ContextFolder context;
    context.write("Dockerfile", "FROM scratch");
    QVERIFY(::chown(context.at("Dockerfile").constData(), 1000, 1000) == 0 || ::getuid() != 0);
    QVERIFY(::chmod(context.at("Dockerfile").constData(), 04751) == 0);
    const timespec times[2]{{1'700'000'000, 0}, {1'700'000'000, 987'654'321}};
    QVERIFY(::utimensat(AT_FDCWD, context.at("Dockerfile").constData(), times, 0) == 0);
    const ReadTar tar = sentTar(context.scan());
    QCOMPARE(tar.entries.size(), qsizetype(1));
    const TarEntry &entry = tar.entries.first();
    QCOMPARE(entry.userId, qint64(0));
    QCOMPARE(entry.groupId, qint64(0));
    QCOMPARE(entry.userName, QByteArray());
    QCOMPARE(entry.groupName, QByteArray());
    QCOMPARE(entry.mode, quint16(04751));
    QCOMPARE(entry.modified, qint64(1'700'000'000));
    QCOMPARE(entry.modifiedNanoseconds, 0u); // as docker does, or each build would be another
}

void TestContextArchive::namesOfAllKinds_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("100 bytes") << QByteArray(100, 'x');
    QTest::newRow("101 bytes") << QByteArray(101, 'x');
    QTest::newRow("255 bytes") << QByteArray(255, 'x');
    QTest::newRow("deep") << QByteArray(QByteArray("folder/").repeated(60) + "x");
    QTest::newRow("korean") << QByteArray("한국어");
    QTest::newRow("no UTF-8") << QByteArray("caf\xe9/\xff\xfe");
    QTest::newRow("line feed") << QByteArray("a\nb=c");
    QTest::newRow("blanks") << QByteArray(" a ");
}

void TestContextArchive::namesOfAllKinds()
{
    QFETCH(QByteArray, name);
    const ContextFolder context;
    context.write("Dockerfile");
    context.write(name, "content");
    context.link("zlink", name.left(4000));
    const ReadTar tar = sentTar(context.scan());
    QVERIFY(!tar.error);
    const qsizetype place = tarPaths(tar).indexOf(name);
    QVERIFY(place >= 0);
    QCOMPARE(tar.data[place], "content");
    QCOMPARE(tar.entries.value(tarPaths(tar).indexOf("zlink")).linkTarget, name);
}

void TestContextArchive::otherProgramsReadIt()
{
    const ContextFolder context;
    context.write("Dockerfile", "FROM scratch");
    context.write("한국어/" + QByteArray(120, 'n'), "long");
    context.write("caf\xe9", "bytes");
    context.link("link", QByteArray(150, 't'));
    context.write("run", "#!/bin/sh", 0755);
    const std::unique_ptr<ContextArchive> archive = openArchive(context.scan());
    QVERIFY(archive);
    const QByteArray tar = readAll(*archive).value_or(QByteArray());
    context.makeFolder("../unpacked");
    QProcess program;
    program.start(u"tar"_s, {u"-xf"_s, u"-"_s, u"-C"_s, QFile::decodeName(context.at("../unpacked"))});
    program.write(tar);
    program.closeWriteChannel();
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.readAllStandardError(), QByteArray());
    QCOMPARE(program.exitCode(), 0);
    QProcess difference;
    difference.start(u"diff"_s,
                     {u"-r"_s, u"--no-dereference"_s, context.folder(), QFile::decodeName(context.at("../unpacked"))});
    QVERIFY(difference.waitForFinished());
    QCOMPARE(difference.readAllStandardOutput(), QByteArray());
    QCOMPARE(difference.exitCode(), 0);
}

void TestContextArchive::largeFiles()
{
    QByteArray data;
    for (int i = 0; i < 200'000; ++i)
        data += QByteArray::number(i);
    const ContextFolder context;
    context.write("Dockerfile");
    context.write("large", data);
    context.write("more", "small");
    const ReadTar tar = sentTar(context.scan());
    QCOMPARE(tar.entries.size(), qsizetype(3));
    QVERIFY(tar.data[1] == data);
    QCOMPARE(tar.data[2], "small");
}

void TestContextArchive::sizesAndTimesBeyondTheirFields()
{
    const qint64 size = qint64(9) << 30;
    const auto read = [](const TarMember &member) { return readTar(tarHeader(member)).entries.value(0); };
    QCOMPARE(read({.path = "a", .size = size}).size, size);
    QCOMPARE(read({.path = "a", .size = 077777777777}).size, qint64(077777777777));
    QCOMPARE(read({.path = "a", .modified = -5}).modified, qint64(-5));
    QCOMPARE(read({.path = "a", .modified = qint64(1) << 40}).modified, qint64(1) << 40);
    QCOMPARE(tarHeader({.path = "a", .size = size}).size(), 3 * tarBlock);
    QCOMPARE(tarHeader({.path = "a", .size = 1}).size(), tarBlock);
    QCOMPARE(tarPadding(0), qint64(0));
    QCOMPARE(tarPadding(1), qint64(511));
    QCOMPARE(tarPadding(512), qint64(0));
}

void TestContextArchive::severalNamesOfAFile()
{
    const ContextFolder context;
    context.write("Dockerfile");
    context.write("ignored", "twice");
    QVERIFY(::link(context.at("ignored").constData(), context.at("m").constData()) == 0);
    QVERIFY(::link(context.at("ignored").constData(), context.at("z").constData()) == 0);
    context.write(".dockerignore", "ignored\n.dockerignore");
    const std::unique_ptr<ContextArchive> archive = openArchive(context.scan());
    const QByteArray bytes = readAll(*archive).value_or(QByteArray());
    QCOMPARE(archive->estimatedBytes(), bytes.size());
    const ReadTar tar = readTar(bytes);
    QCOMPARE(tarPaths(tar), QByteArrayList({"Dockerfile", "m", "z"}));
    QVERIFY(tar.entries[1].type == FileType::Regular);
    QCOMPARE(tar.data[1], "twice");
    QVERIFY(tar.entries[2].type == FileType::HardLink);
    QCOMPARE(tar.entries[2].linkTarget, "m");
}

void TestContextArchive::nothingIsOpenedButFiles()
{
    const ContextFolder context;
    context.write("Dockerfile");
    QVERIFY(::mkfifo(context.at("pipe").constData(), 0600) == 0);
    QLocalServer server;
    QVERIFY(server.listen(QFile::decodeName(context.at("socket"))));
    const ReadTar tar = sentTar(context.scan()); // would wait for ever
    QCOMPARE(tarPaths(tar), QByteArrayList({"Dockerfile", "pipe"}));
    QVERIFY(tar.entries[1].type == FileType::Fifo);
    QVERIFY(!server.hasPendingConnections());
}

void TestContextArchive::devices()
{
    const ContextFolder context;
    context.write("Dockerfile");
    if (::mknod(context.at("null").constData(), S_IFCHR | 0666, makedev(1, 3)) != 0)
        QSKIP("devices are made by root only");
    const ReadTar tar = sentTar(context.scan());
    QCOMPARE(tarPaths(tar), QByteArrayList({"Dockerfile", "null"}));
    QVERIFY(tar.entries[1].type == FileType::CharacterDevice);
    QCOMPARE(tar.entries[1].deviceMajor, 1u);
    QCOMPARE(tar.entries[1].deviceMinor, 3u);
}

void TestContextArchive::capabilities()
{
    const QByteArray version2 = QByteArray::fromHex("0100000200040000000000000000000000000000");
    const QByteArray version3 = QByteArray::fromHex("010000030004000000000000000000000000000005000000");
    QCOMPARE(
        readTar(tarHeader({.path = "a", .capability = version2})).entries.value(0).xattrs.value("security.capability"),
        version2);
    const ContextFolder context;
    context.write("Dockerfile");
    context.write("ping");
    if (::setxattr(context.at("ping").constData(), "security.capability", version3.constData(), size_t(version3.size()),
                   0)
        != 0)
        QSKIP("capabilities are given by root only");
    QVERIFY(::setxattr(context.at("ping").constData(), "user.other", "x", 1, 0) == 0 || errno == EOPNOTSUPP);
    const ReadTar tar = sentTar(context.scan());
    QCOMPARE(tar.entries.size(), qsizetype(2));
    QCOMPARE(tar.entries[1].xattrs.size(), qsizetype(1));
    QCOMPARE(tar.entries[1].xattrs.value("security.capability"), version2);
}

void TestContextArchive::theDockerfileInPlace()
{
    const ContextFolder context;
    context.write("build/Dockerfile", "FROM scratch");
    const ContextScan scan = context.scan(QFile::decodeName(context.at("build/Dockerfile")));
    QCOMPARE(openArchive(scan)->dockerfileName(), "build/Dockerfile");
    QCOMPARE(tarPaths(sentTar(scan)), QByteArrayList({"build", "build/Dockerfile"}));
}

void TestContextArchive::theDockerfileIsAdded_data()
{
    QTest::addColumn<QByteArray>("dockerfile");
    QTest::addColumn<QByteArray>("rules");
    QTest::newRow("outside") << QByteArray("../Dockerfile") << QByteArray();
    QTest::newRow("ignored") << QByteArray("Dockerfile") << QByteArray("Dockerfile");
    QTest::newRow("in an ignored folder") << QByteArray("build/Dockerfile") << QByteArray("build");
    QTest::newRow("a link") << QByteArray("alias") << QByteArray();
}

void TestContextArchive::theDockerfileIsAdded()
{
    QFETCH(QByteArray, dockerfile);
    QFETCH(QByteArray, rules);
    const ContextFolder context;
    for (const char *path : {"Dockerfile", "build/Dockerfile", "../Dockerfile", ".strata.dockerfile"})
        context.write(path, path);
    context.link("alias", "../Dockerfile");
    context.write(".dockerignore", rules);
    const ContextScan scan = context.scan(QFile::decodeName(context.at(dockerfile)));
    const std::unique_ptr<ContextArchive> archive = openArchive(scan);
    QVERIFY(archive);
    QCOMPARE(archive->dockerfileName(), ".strata.dockerfile-1"); // the name itself is taken
    const QByteArray bytes = readAll(*archive).value_or(QByteArray());
    QCOMPARE(archive->estimatedBytes(), bytes.size());
    const ReadTar tar = readTar(bytes);
    QCOMPARE(
        tarPaths(tar), QByteArrayList{".strata.dockerfile-1"} + [&] {
            QByteArrayList paths = sentPaths(scan);
            for (QByteArray &path : paths)
                path = path.endsWith('/') ? path.chopped(1) : path;
            return paths;
        }());
    QCOMPARE(tar.data[0], dockerfile == "alias" ? QByteArray("../Dockerfile") : dockerfile);
}

void TestContextArchive::theDockerfileFromAnEditor()
{
    const ContextFolder context;
    context.write("Dockerfile", "FROM old");
    const ReadTar tar = sentTar(context.scan(), {.dockerfileName = "new", .dockerfileText = "FROM new"});
    QCOMPARE(tarPaths(tar), QByteArrayList({"new", "Dockerfile"}));
    QCOMPARE(tar.data, QByteArrayList({"FROM new", "FROM old"}));
}

void TestContextArchive::noDockerfile()
{
    const ContextFolder context;
    const auto scan = std::make_shared<const ContextScan>(context.scan());
    QCOMPARE(ContextArchive::open(scan).error_or(Error()).kind, Error::Kind::NotFound);
    QVERIFY(ContextArchive::open(scan, {.dockerfileText = "FROM scratch"}));
}

void TestContextArchive::aFileThatShrinks()
{
    const ContextFolder context;
    context.write("Dockerfile");
    context.write("large", QByteArray(2 << 20, 'x'));
    const std::unique_ptr<ContextArchive> archive = openArchive(context.scan());
    QVERIFY(archive->next());
    QVERIFY(::truncate(context.at("large").constData(), 300'000) == 0);
    const Result<QByteArray> rest = readAll(*archive);
    QVERIFY(!rest);
    QCOMPARE(rest.error().kind, Error::Kind::Local);
    QVERIFY(rest.error().message.contains(u"large"));
    QVERIFY(!archive->next()); // and once more
}

void TestContextArchive::aFileThatGrows()
{
    const ContextFolder context;
    context.write("Dockerfile");
    context.write("large", QByteArray(2 << 20, 'x'));
    context.write("next", "next");
    const std::unique_ptr<ContextArchive> archive = openArchive(context.scan());
    QByteArray bytes = archive->next().value_or(QByteArrayView()).toByteArray();
    context.write("large", QByteArray(3 << 20, 'x'));
    bytes += readAll(*archive).value_or(QByteArray());
    const ReadTar tar = readTar(bytes);
    QVERIFY(!tar.error);
    QCOMPARE(tarPaths(tar), QByteArrayList({"Dockerfile", "large", "next"}));
    QCOMPARE(tar.data[1].size(), qsizetype(2 << 20));
    QCOMPARE(tar.data[2], "next");
}

void TestContextArchive::aFileThatVanishes()
{
    const ContextFolder context;
    for (const char *path : {"Dockerfile", "a", "b/c", "d"})
        context.write(path);
    QVERIFY(::link(context.at("a").constData(), context.at("a2").constData()) == 0);
    const ContextScan scan = context.scan();
    context.remove("a");
    context.remove("b");
    const std::unique_ptr<ContextArchive> archive = openArchive(scan);
    const ReadTar tar = readTar(readAll(*archive).value_or(QByteArray()));
    QVERIFY(!tar.error);
    QCOMPARE(tarPaths(tar), QByteArrayList({"Dockerfile", "a2", "b", "d"}));
    QVERIFY(tar.entries[1].type == FileType::Regular); // no link to what is not there
    QCOMPARE(archive->progress().vanished, qint64(2));
}

void TestContextArchive::aFileThatBecomesALink()
{
    const ContextFolder context;
    context.write("Dockerfile");
    context.write("../secret", "secret");
    context.write("file", "file");
    const ContextScan scan = context.scan();
    context.remove("file");
    context.link("file", "../secret");
    const Result<QByteArray> bytes = readAll(*openArchive(scan));
    QVERIFY(!bytes);
    QVERIFY2(bytes.error().message.startsWith(u"file "), qUtf8Printable(bytes.error().message));
}

void TestContextArchive::aFileThatBecomesAPipe()
{
    const ContextFolder context;
    context.write("Dockerfile");
    context.write("file", "file");
    const ContextScan scan = context.scan();
    context.remove("file");
    QVERIFY(::mkfifo(context.at("file").constData(), 0600) == 0);
    QCOMPARE(readAll(*openArchive(scan)).error_or(Error()).kind, Error::Kind::Local);
}

void TestContextArchive::aFolderThatBecomesALink()
{
    const ContextFolder context;
    context.write("Dockerfile");
    context.write("../outside/file", "secret");
    context.write("sub/file", "file");
    const ContextScan scan = context.scan();
    context.remove("sub/file");
    context.remove("sub");
    context.link("sub", "../outside");
    QCOMPARE(readAll(*openArchive(scan)).error_or(Error()).kind, Error::Kind::Local);
}

void TestContextArchive::canBeStopped()
{
    const ContextFolder context;
    context.write("Dockerfile", QByteArray(2 << 20, 'x'));
    std::stop_source stop;
    const auto archive = ContextArchive::open(std::make_shared<const ContextScan>(context.scan()), {},
                                              stop.get_token());
    QVERIFY(archive && (*archive)->next());
    stop.request_stop();
    QCOMPARE((*archive)->next().error_or(Error()).kind, Error::Kind::Cancelled);
}

void TestContextArchive::tellsProgress()
{
    const ContextFolder context;
    context.write("Dockerfile", QByteArray(1 << 20, 'x'));
    context.write("한국어", "1");
    context.link("link", "x");
    const std::unique_ptr<ContextArchive> archive = openArchive(context.scan());
    QCOMPARE(archive->progress().bytes, qint64(0));
    qint64 read = 0;
    for (;;) {
        const Result<QByteArrayView> piece = archive->next();
        QVERIFY(piece);
        if (piece->isEmpty())
            break;
        QVERIFY(piece->size() <= 512 << 10);
        read += piece->size();
        QCOMPARE(archive->progress().bytes, read);
    }
    QCOMPARE(read, archive->estimatedBytes());
    QCOMPARE(archive->progress().entries, qint64(3));
}

STRATA_TEST(TestContextArchive)
#include "tst_contextarchive.moc"
