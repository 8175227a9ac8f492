// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/archives.h"
#include "support/testprogram.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <array>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray composed = "\xed\x95\x9c.txt";                           // 한, one character
const QByteArray decomposed = "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab.txt"; // 한, its three parts
const QByteArray notUtf8 = "caf\xe9";
const QByteArray longName = QByteArray(60, 'd') + '/' + QByteArray(140, 'n') + '/' + QByteArray(99, 'f');

QByteArray octal(qint64 value)
{
    return QByteArray::number(value, 8).rightJustified(11, '0') + '\0';
}

QByteArray oneFile(const QByteArray &name = "after", const QByteArray &data = "data")
{
    return rawHeader(name, '0', data.size()) + paddedToBlock(data);
}

QByteArrayList pathsOf(const ReadTar &tar)
{
    QByteArrayList paths;
    for (const TarEntry &entry : tar.entries)
        paths.append(entry.path);
    return paths;
}

} // namespace

class TestTarReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatLibarchiveWrites_data();
    void readsWhatLibarchiveWrites();
    void piecesOfAnySizeAreTheSame();
    void everyCutIsNoticed();
    void damageIsNoticed_data();
    void damageIsNoticed();
    void namesAreBytes();
    void longNames_data();
    void longNames();
    void numbersBeyondOctal();
    void timesOfPax_data();
    void timesOfPax();
    void paxRecordsWithoutValueTakeTheHeaders();
    void globalHeadersChangeNothing();
    void starKeepsTimesBehindItsPrefix();
    void oldFoldersEndWithASlash();
    void linksHaveNoData();
    void sparseFiles_data();
    void sparseFiles();
    void whatGnuTarWritesSparsely_data();
    void whatGnuTarWritesSparsely();
    void mapsThatFitNoFile_data();
    void mapsThatFitNoFile();
    void largeExtendedHeadersAreRefused();
    void endsWithAndWithoutAMark();
    void whatWasNotReadIsSkipped();
    void aFailingSourceIsTold();
};

void TestTarReader::readsWhatLibarchiveWrites_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char *format : {"pax", "paxr", "gnutar", "ustar", "v7tar"})
        QTest::newRow(format) << QByteArray(format);
}

void TestTarReader::readsWhatLibarchiveWrites()
{
    QFETCH(QByteArray, format);
    const bool isOld = format == "v7tar";
    const ReadTar tar = readTar(tarOf({folder("etc/", 01777),
                                       {.path = "etc/motd",
                                        .data = "hello",
                                        .mode = 04755,
                                        .userId = 1000,
                                        .groupId = 100,
                                        .userName = "ann",
                                        .groupName = "users",
                                        .modified = 1'234'567'890},
                                       {.path = "etc/empty"},
                                       symbolicLink("etc/link", "../motd"),
                                       hardLink("etc/same", "etc/motd"),
                                       {.path = "block", .data = QByteArray(512, 'b')}},
                                      format.constData()));
    QVERIFY(!tar.error);
    QVERIFY(tar.hasEndMark);
    QCOMPARE(pathsOf(tar), QByteArrayList({"etc/", "etc/motd", "etc/empty", "etc/link", "etc/same", "block"}));
    QCOMPARE(tar.data, QList<QByteArray>({"", "hello", "", "", "", QByteArray(512, 'b')}));
    QCOMPARE(tar.entries[0].type, FileType::Directory);
    QCOMPARE(tar.entries[0].mode, 01777);
    const TarEntry &file = tar.entries[1];
    QCOMPARE(file.type, FileType::Regular);
    QCOMPARE(file.mode, 04755);
    QCOMPARE(file.size, 5);
    QCOMPARE(file.userId, 1000);
    QCOMPARE(file.groupId, 100);
    QCOMPARE(file.userName, isOld ? "" : "ann");
    QCOMPARE(file.groupName, isOld ? "" : "users");
    QCOMPARE(file.modified, 1'234'567'890);
    QCOMPARE(tar.entries[3].type, FileType::SymbolicLink);
    QCOMPARE(tar.entries[3].linkTarget, "../motd");
    QCOMPARE(tar.entries[4].type, FileType::HardLink);
    QCOMPARE(tar.entries[4].linkTarget, "etc/motd");
    QCOMPARE(tar.entries[4].size, 0);
}

void TestTarReader::piecesOfAnySizeAreTheSame()
{
    const QByteArray bytes = tarOf(
        {{.path = longName,
          .data = QByteArray(1500, 'x'),
          .nanoseconds = 5,
          .xattrs = {{"user.a", QByteArray("\0\n=", 3)}}},
         {.path = "null", .type = FileType::CharacterDevice, .deviceMajor = 1, .deviceMinor = 3},
         {.path = "pipe", .type = FileType::Fifo},
         symbolicLink("s", longName)},
        "pax");
    const ReadTar whole = readTar(bytes, bytes.size());
    QCOMPARE(whole.entries.size(), 4);
    QCOMPARE(whole.entries[0].path, longName);
    QCOMPARE(whole.entries[0].modifiedNanoseconds, 5);
    QCOMPARE(whole.entries[0].xattrs.value("user.a"), QByteArray("\0\n=", 3));
    QCOMPARE(whole.entries[1].type, FileType::CharacterDevice);
    QCOMPARE(whole.entries[1].deviceMajor, 1);
    QCOMPARE(whole.entries[1].deviceMinor, 3);
    QCOMPARE(whole.entries[2].type, FileType::Fifo);
    QCOMPARE(whole.entries[3].linkTarget, longName);
    for (const qsizetype size : {1, 2, 3, 7, 100, 511, 512, 513, 1023, 1024, 4097}) {
        const ReadTar pieces = readTar(bytes, size);
        QVERIFY(!pieces.error);
        QCOMPARE(pathsOf(pieces), pathsOf(whole));
        QCOMPARE(pieces.data, whole.data);
        QCOMPARE(pieces.entries[0].xattrs, whole.entries[0].xattrs);
        QCOMPARE(pieces.entries[3].linkTarget, longName);
    }
}

void TestTarReader::everyCutIsNoticed()
{
    const QByteArray file = oneFile("first", QByteArray(700, 'f'));
    const QByteArray pax = paxHeader(paxRecord("path", "second")) + oneFile("x", "more");
    const qsizetype firstEnds = 512 + 700;
    const qsizetype secondEnds = file.size() + pax.size() - 512 + 4;
    const QByteArray bytes = file + pax + endMark;
    for (qsizetype size = 0; size <= bytes.size(); ++size) {
        const ReadTar tar = readTar(bytes.first(size), 300);
        const bool isBetween = size == 0 || (size >= firstEnds && size <= file.size())
            || (size >= secondEnds && size <= file.size() + pax.size()) || size == file.size() + pax.size() + 512
            || size == bytes.size();
        QVERIFY2(tar.error.has_value() != isBetween, qPrintable(QString::number(size)));
        if (tar.error)
            QCOMPARE(tar.error->kind, Error::Kind::BrokenStream);
        QCOMPARE(tar.hasEndMark, !tar.error && size >= file.size() + pax.size() + 512);
        QCOMPARE(tar.entries.size(), (size >= 512 ? 1 : 0) + (size >= file.size() + pax.size() - 512 ? 1 : 0));
    }
}

void TestTarReader::damageIsNoticed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray flipped = oneFile();
    flipped[3] = 'X';
    QTest::newRow("checksum") << flipped;
    QTest::newRow("no number") << rawHeader("a", '0', 0, {{124, "123x5678901"}});
    QTest::newRow("negative size") << rawHeader("a", '0', 0, {{124, QByteArray(12, '\xff')}});
    QTest::newRow("number of 90 bits") << rawHeader("a", '0', 0, {{124, '\x80' + QByteArray(11, '\x7f')}});
    QTest::newRow("record without a length") << paxHeader("path=x\n");
    QTest::newRow("record that is too long") << paxHeader("99 path=x\n");
    QTest::newRow("record without an end") << paxHeader("9 path=xy");
    QTest::newRow("record of nothing") << paxHeader("3 \n");
    QTest::newRow("negative record") << paxHeader("-9 path=x\n");
    QTest::newRow("path with a NUL") << paxHeader(paxRecord("path", QByteArray("a\0b", 3)));
    QTest::newRow("time without digits") << paxHeader(paxRecord("mtime", "soon"));
    QTest::newRow("negative size of PAX") << paxHeader(paxRecord("size", "-1"));
    QTest::newRow("one block of zeros, then more") << QByteArray(512, '\0');
}

void TestTarReader::damageIsNoticed()
{
    QFETCH(QByteArray, bytes);
    const ReadTar tar = readTar(oneFile("before") + bytes + oneFile() + endMark);
    QVERIFY(tar.error);
    QCOMPARE(tar.error->kind, Error::Kind::InvalidInput);
    QCOMPARE(pathsOf(tar), QByteArrayList({"before"}));
}

void TestTarReader::namesAreBytes()
{
    const QByteArray bytes = paxHeader(paxRecord("path", decomposed)) + oneFile()
        + paxHeader(paxRecord("path", composed)) + oneFile()
        + paxHeader(paxRecord("path", notUtf8) + paxRecord("linkpath", notUtf8)) + rawHeader("l", '2', 0)
        + oneFile(notUtf8) + endMark;
    const ReadTar tar = readTar(bytes);
    QCOMPARE(pathsOf(tar), QByteArrayList({decomposed, composed, notUtf8, notUtf8}));
    QCOMPARE(tar.entries[2].linkTarget, notUtf8);
}

void TestTarReader::longNames_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("ustar's prefix") << rawHeader(QByteArray(100, 'n'), '0', 0, {{345, QByteArray(155, 'p')}})
                                    << QByteArray(155, 'p') + '/' + QByteArray(100, 'n');
    QTest::newRow("GNU has no prefix") << rawHeader("n", '0', 0, {{257, QByteArray("ustar  \0", 8)}, {345, "12345"}})
                                       << QByteArray("n");
    QTest::newRow("GNU L") << rawHeader("././@LongLink", 'L', longName.size() + 1) + paddedToBlock(longName + '\0')
            + rawHeader("short", '0', 0)
                           << longName;
    QTest::newRow("GNU L over PAX") << paxHeader(paxRecord("path", "pax")) + rawHeader("x", 'L', 4)
            + paddedToBlock("gnu") + rawHeader("short", '0', 0)
                                    << QByteArray("gnu");
    QTest::newRow("the last PAX header") << paxHeader(paxRecord("path", "one")) + paxHeader(paxRecord("mtime", "1"))
            + rawHeader("short", '0', 0) << QByteArray("short");
    QTest::newRow("the last PAX record") << paxHeader(paxRecord("path", "one") + paxRecord("path", "two"))
            + rawHeader("short", '0', 0) << QByteArray("two");
}

void TestTarReader::longNames()
{
    QFETCH(QByteArray, bytes);
    const ReadTar tar = readTar(bytes + oneFile() + endMark);
    QVERIFY(!tar.error);
    QCOMPARE(tar.entries.size(), 2);
    QTEST(tar.entries[0].path, "path");
    QCOMPARE(tar.entries[1].path, "after"); // names are for one entry only
}

void TestTarReader::numbersBeyondOctal()
{
    const QByteArray owner("\x80\0\0\0\xff\xff\xff\xfe", 8);
    const QByteArray before1970(12, '\xff');
    const ReadTar tar = readTar(rawHeader("a", '0', 0, {{108, owner}, {116, owner}, {136, before1970}}) + endMark);
    QCOMPARE(tar.entries.size(), 1);
    QCOMPARE(tar.entries[0].userId, 4294967294);
    QCOMPARE(tar.entries[0].groupId, 4294967294);
    QCOMPARE(tar.entries[0].modified, -1);
    const QByteArray eightGibibytes("\x80\0\0\0\0\0\0\2\0\0\0\0", 12);
    const ReadTar large = readTar(rawHeader("a", '0', 0, {{124, eightGibibytes}}));
    QCOMPARE(large.entries.value(0).size, qint64(8) << 30);
    QCOMPARE(large.error->kind, Error::Kind::BrokenStream);
    QCOMPARE(readTar(rawHeader("a", '0', 0, {{124, "        12 "}}) + paddedToBlock(QByteArray(10, 'x'))).data[0],
             QByteArray(10, 'x'));
}

void TestTarReader::timesOfPax_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<quint32>("nanoseconds");
    QTest::newRow("whole") << QByteArray("1350244992") << qint64(1350244992) << quint32(0);
    QTest::newRow("parts") << QByteArray("1350244992.023960108") << qint64(1350244992) << quint32(23960108);
    QTest::newRow("few digits") << QByteArray("1.5") << qint64(1) << quint32(500'000'000);
    QTest::newRow("many digits") << QByteArray("1.1234567899999") << qint64(1) << quint32(123'456'789);
    QTest::newRow("before 1970") << QByteArray("-1.25") << qint64(-2) << quint32(750'000'000);
    QTest::newRow("just before 1970") << QByteArray("-0.5") << qint64(-1) << quint32(500'000'000);
}

void TestTarReader::timesOfPax()
{
    QFETCH(QByteArray, text);
    const ReadTar tar = readTar(paxHeader(paxRecord("mtime", text)) + oneFile() + endMark);
    QCOMPARE(tar.entries.size(), 1);
    QTEST(tar.entries[0].modified, "seconds");
    QTEST(tar.entries[0].modifiedNanoseconds, "nanoseconds");
}

void TestTarReader::paxRecordsWithoutValueTakeTheHeaders()
{
    const ReadTar tar = readTar(
        paxHeader(paxRecord("path", "x") + paxRecord("path", "") + paxRecord("uid", "") + paxRecord("mtime", ""))
        + oneFile() + endMark);
    QCOMPARE(pathsOf(tar), QByteArrayList({"after"}));
    QCOMPARE(tar.entries[0].modified, 1'700'000'000);
}

void TestTarReader::globalHeadersChangeNothing()
{
    const ReadTar tar = readTar(paxHeader(paxRecord("comment", "of git archive") + paxRecord("path", "all"), 'g')
                                + oneFile() + endMark);
    QVERIFY(!tar.error);
    QCOMPARE(pathsOf(tar), QByteArrayList({"after"}));

    const QByteArray global = paxHeader(paxRecord("comment", "nothing else"), 'g');
    for (const QByteArray &end : {QByteArray(), endMark}) {
        const ReadTar alone = readTar(global + end);
        QVERIFY(!alone.error);
        QCOMPARE(alone.entries.size(), 0);
    }
    // Go gives it out as an entry, so what came before was for it
    const QByteArrayList before{paxHeader(paxRecord("path", "forgotten")),
                                rawHeader("././@LongLink", 'L', 9) + paddedToBlock("forgotten")};
    for (const QByteArray &bytes : before)
        QCOMPARE(pathsOf(readTar(bytes + global + oneFile() + endMark)), QByteArrayList({"after"}));

    const QByteArray most = QByteArray("\x80\0\0\0", 4) + '\x7f' + QByteArray(7, '\xff');
    const ReadTar endless = readTar(rawHeader("g", 'g', 0, {{124, most}}) + oneFile() + endMark);
    QVERIFY(endless.error);
    QCOMPARE(endless.error->kind, Error::Kind::BrokenStream);
    QCOMPARE(endless.entries.size(), 0);
}

void TestTarReader::starKeepsTimesBehindItsPrefix()
{
    const ReadTar tar = readTar(
        rawHeader("n", '0', 0, {{345, "prefix"}, {476, "12345670123 12345670123 "}, {508, QByteArray("tar\0", 4)}})
        + endMark);
    QCOMPARE(pathsOf(tar), QByteArrayList({"prefix/n"}));
}

void TestTarReader::oldFoldersEndWithASlash()
{
    const ReadTar tar = readTar(rawHeader("old/", '\0', 0) + rawHeader("old/file", '\0', 0) + rawHeader("x", '7', 4)
                                + paddedToBlock("7777") + rawHeader("label", 'V', 0) + endMark);
    QCOMPARE(tar.entries.size(), 4);
    QCOMPARE(tar.entries[0].type, FileType::Directory);
    QCOMPARE(tar.entries[1].type, FileType::Regular);
    QCOMPARE(tar.entries[2].type, FileType::Regular);
    QCOMPARE(tar.data[2], "7777");
    QCOMPARE(tar.entries[3].type, FileType::Other);

    // Go leaves out what is no ASCII, which may be all behind a slash: the name in full counts
    const ReadTar full = readTar(paxHeader(paxRecord("path", "t/" + composed)) + rawHeader("t/", '0', 4)
                                 + paddedToBlock("data") + oneFile() + endMark);
    QVERIFY(!full.error);
    QCOMPARE(full.entries[0].type, FileType::Regular);
    QCOMPARE(full.data[0], "data");

    const ReadTar file = readTar(rawHeader("file/", '0', 4) + paddedToBlock("data") + oneFile() + endMark);
    QVERIFY(!file.error);
    QCOMPARE(file.entries[0].type, FileType::Regular);
    QCOMPARE(file.entries[0].size, 4);
    QCOMPARE(file.data[0], "data");
}

void TestTarReader::linksHaveNoData()
{
    for (const char kind : {'1', '2', '5', '6'}) { // as cpio writes hard links: with a size, and nothing behind
        const ReadTar tar = readTar(rawHeader("link", kind, 4096, {{157, "to"}}) + oneFile() + endMark);
        QVERIFY(!tar.error);
        QCOMPARE(pathsOf(tar), QByteArrayList({"link", "after"}));
        QCOMPARE(tar.entries[0].size, 0);
    }
}

void TestTarReader::sparseFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray data = paddedToBlock("islands");
    const auto mapBlock = [](qint64 offset, qint64 size, char hasMore) {
        QByteArray map(512, '\0');
        map.replace(0, 24, QByteArray(octal(offset) + octal(size)));
        map[504] = hasMore;
        return map;
    };
    const auto header = [](qint64 offset, qint64 size, const QByteArray &hasMore) {
        return rawHeader("sparse", 'S', 7,
                         {{257, QByteArray("ustar  \0", 8)},
                          {386, octal(offset) + octal(size)},
                          {482, hasMore},
                          {483, octal(1 << 20)}});
    };
    QTest::newRow("old GNU") << header(512, 7, QByteArray(1, '\0')) + data;
    QTest::newRow("old GNU, map of three blocks")
        << header(512, 2, "\1") + mapBlock(514, 4, 1) + mapBlock(518, 1, 0) + data;
    QTest::newRow("PAX 0.0") << paxHeader(
                                    paxRecord("GNU.sparse.size", "1048576") + paxRecord("GNU.sparse.numblocks", "1")
                                    + paxRecord("GNU.sparse.offset", "512") + paxRecord("GNU.sparse.numbytes", "7"))
            + rawHeader("sparse", '0', 7) + data;
    QTest::newRow("PAX 0.1") << paxHeader(paxRecord("GNU.sparse.size", "1048576") + paxRecord("GNU.sparse.map", "512,7")
                                          + paxRecord("GNU.sparse.name", "sparse"))
            + rawHeader("GNUSparseFile.1/sparse", '0', 7) + data;
    QTest::newRow("PAX 1.0") << paxHeader(paxRecord("GNU.sparse.major", "1") + paxRecord("GNU.sparse.minor", "0")
                                          + paxRecord("GNU.sparse.realsize", "1048576")
                                          + paxRecord("GNU.sparse.name", "sparse"))
            + rawHeader("GNUSparseFile.1/sparse", '0', 519) + paddedToBlock("1\n512\n7\n") + data;
}

void TestTarReader::sparseFiles()
{
    QFETCH(QByteArray, bytes);
    const ReadTar tar = readTar(bytes + oneFile() + endMark);
    QVERIFY(!tar.error);
    QCOMPARE(pathsOf(tar), QByteArrayList({"sparse", "after"}));
    QVERIFY(tar.entries[0].isSparse);
    QCOMPARE(tar.entries[0].size, 1 << 20);
    QVERIFY(!tar.entries[1].isSparse);
    QCOMPARE(tar.data[0].size(), 1 << 20);
    QCOMPARE(tar.data[0].sliced(512, 7), "islands");
    QCOMPARE(tar.data[0].count('\0'), (1 << 20) - 7);
    QVERIFY(!tar.data[1].contains('\0'));
}

void TestTarReader::whatGnuTarWritesSparsely_data()
{
    QTest::addColumn<QStringList>("options");
    for (const QString &version : {u"0.0"_s, u"0.1"_s, u"1.0"_s})
        QTest::addRow("PAX %s", qPrintable(version))
            << QStringList{u"--format=posix"_s, u"--sparse-version="_s + version};
    QTest::newRow("old GNU") << QStringList{u"--format=gnu"_s};
}

/// A hundred islands, so that maps go over several blocks; a file that is all hole; and what comes behind them.
void TestTarReader::whatGnuTarWritesSparsely()
{
    QFETCH(QStringList, options);
    const QTemporaryDir folder;
    QFile islands(folder.filePath(u"islands"_s)), hole(folder.filePath(u"hole"_s)), after(folder.filePath(u"z"_s));
    QVERIFY(islands.open(QIODevice::ReadWrite) && hole.open(QIODevice::ReadWrite) && after.open(QIODevice::WriteOnly));
    for (int i = 0; i < 100; ++i)
        QVERIFY(islands.seek(i * 40'960) && islands.write(QByteArray(4'096 + i, char('a' + i % 26))) > 0);
    QVERIFY(islands.resize(5'000'000) && hole.resize(300'000) && after.write("after") == 5);
    QVERIFY(islands.flush() && after.flush());
    QProcess program;
    program.start(u"tar"_s,
                  QStringList{u"-S"_s, u"-C"_s, folder.path(), u"--sort=name"_s, u"-cf"_s, u"-"_s} + options
                      + QStringList{u"hole"_s, u"islands"_s, u"z"_s});
    QVERIFY(program.waitForFinished() && program.exitCode() == 0);
    const QByteArray archive = program.readAllStandardOutput();
    QVERIFY2(archive.size() < 1'000'000, "the file system keeps no holes");
    QVERIFY(islands.seek(0));
    const QByteArray content = islands.readAll();
    for (const qsizetype pieceSize : {1'000'000, 511}) {
        const ReadTar tar = readTar(archive, pieceSize);
        QVERIFY(!tar.error);
        QCOMPARE(pathsOf(tar), QByteArrayList({"hole", "islands", "z"}));
        QVERIFY(tar.entries[0].isSparse && tar.entries[1].isSparse);
        QVERIFY(tar.data[0] == QByteArray(300'000, '\0'));
        QVERIFY(tar.data[1] == content);
        QCOMPARE(tar.data[2], "after");
    }
}

void TestTarReader::mapsThatFitNoFile_data()
{
    QTest::addColumn<QByteArray>("map");
    QTest::newRow("more than is stored") << QByteArray("512,8");
    QTest::newRow("less") << QByteArray("512,6");
    QTest::newRow("behind the end") << QByteArray("1048576,7");
    QTest::newRow("backwards") << QByteArray("512,3,500,4");
    QTest::newRow("over one another") << QByteArray("512,3,513,4");
    QTest::newRow("less than nothing") << QByteArray("512,-1,600,8");
    QTest::newRow("no numbers") << QByteArray("a,b");
    QTest::newRow("half a piece") << QByteArray("512,7,600");
    QTest::newRow("a hole too many") << QByteArray("1048575,7");
    QTest::newRow("too large") << QByteArray("9223372036854775807,9223372036854775807,512,7");
}

/// The file is there, with what is stored of it.
void TestTarReader::mapsThatFitNoFile()
{
    QFETCH(QByteArray, map);
    const ReadTar tar = readTar(paxHeader(paxRecord("GNU.sparse.size", "1048576") + paxRecord("GNU.sparse.map", map))
                                + rawHeader("sparse", '0', 7) + paddedToBlock("islands") + oneFile() + endMark);
    QVERIFY(!tar.error);
    QCOMPARE(pathsOf(tar), QByteArrayList({"sparse", "after"}));
    QCOMPARE(tar.entries[0].size, 1 << 20);
    QCOMPARE(tar.data, QByteArrayList({"islands", "data"}));
}

void TestTarReader::largeExtendedHeadersAreRefused()
{
    for (const char kind : {'x', 'L', 'K'}) {
        const ReadTar tar = readTar(rawHeader("x", kind, (1 << 20) + 1));
        QCOMPARE(tar.error->kind, Error::Kind::TooLarge);
    }
    const QByteArray name(1 << 19, 'n');
    const ReadTar tar = readTar(paxHeader(paxRecord("path", name)) + oneFile() + endMark);
    QCOMPARE(pathsOf(tar), QByteArrayList({name}));
}

void TestTarReader::endsWithAndWithoutAMark()
{
    QVERIFY(!readTar({}).hasEndMark);
    QVERIFY(!readTar(oneFile()).hasEndMark);
    QVERIFY(readTar(oneFile() + QByteArray(512, '\0')).hasEndMark);
    QVERIFY(readTar(endMark).hasEndMark);
    QCOMPARE(readTar(endMark).entries.size(), 0);
    const ReadTar tar = readTar(oneFile() + endMark + "what is behind it is nobody's");
    QVERIFY(!tar.error && tar.hasEndMark);
    QCOMPARE(pathsOf(tar), QByteArrayList({"after"}));
}

void TestTarReader::whatWasNotReadIsSkipped()
{
    MemorySource source(oneFile("a", QByteArray(2000, 'a')) + oneFile("b") + endMark, 130);
    TarReader reader(source);
    TarEntry entry;
    QCOMPARE(reader.next(entry), true);
    QCOMPARE(reader.storedSize(), 2000);
    QVERIFY(!reader.data()->isEmpty());
    QCOMPARE(reader.next(entry), true);
    QCOMPARE(entry.path, "b");
}

void TestTarReader::aFailingSourceIsTold()
{
    MemorySource source(oneFile("a", QByteArray(2000, 'a')).first(1000), 130);
    source.error = Error{Error::Kind::Local, QStringLiteral("the disk is gone"), {}};
    TarReader reader(source);
    TarEntry entry;
    QCOMPARE(reader.next(entry), true);
    QCOMPARE(reader.next(entry).error(), *source.error);
    QCOMPARE(reader.data().error(), *source.error);
    QCOMPARE(reader.next(entry).error(), *source.error);
}

STRATA_TEST(TestTarReader)
#include "tst_tarreader.moc"
