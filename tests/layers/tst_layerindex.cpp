// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/filetext.h"
#include "layers/layerindex.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const LayerIndex> indexOfEntries(const QList<TarEntry> &entries)
{
    IndexBudget budget;
    LayerIndexBuilder builder(budget);
    for (const TarEntry &entry : entries) {
        if (!builder.add(entry, nullptr))
            return nullptr;
    }
    return builder.finish();
}

TarEntry fileEntry(const QByteArray &path, qint64 size = 0)
{
    return {.path = path, .mode = 0644, .size = size};
}

} // namespace

class TestLayerIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathsAreWhereTheFileIs_data();
    void pathsAreWhereTheFileIs();
    void keepsWhatAnEntryHas();
    void filesMayEachHaveTheirOwnXattrs();
    void nodesAreShared();
    void findsManyPaths();
    void deepPathsAreNoTrouble();
    void theBudgetEndsIt();
    void aMillionFilesAreSmall();
    void listsAsTarDoes_data();
    void listsAsTarDoes();
};

void TestLayerIndex::pathsAreWhereTheFileIs_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("leadsOut");
    const auto row = [](const char *written, const char *path, bool leadsOut = false) {
        QTest::newRow(written) << QByteArray(written) << QByteArray(path) << leadsOut;
    };
    row("usr/bin/env", "usr/bin/env");
    row("./usr/bin/env", "usr/bin/env");
    row("/usr/bin/env", "usr/bin/env");
    row("usr//bin/./env", "usr/bin/env");
    row(".", "");
    row("./", "");
    row("/", "");
    row("a/../b", "b");
    row("a/b/../../c", "c");
    row("../etc/passwd", "../etc/passwd", true);
    row("a/../../etc/passwd", "../etc/passwd", true);
    row("../../x", "../../x", true);
    row("../x/../y", "../y", true);
    row("/../x", "x");
    row("...", "...");
    row("..x/y", "..x/y");
    row("caf\xe9/\xff", "caf\xe9/\xff");
}

void TestLayerIndex::pathsAreWhereTheFileIs()
{
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, path);
    QFETCH(bool, leadsOut);
    const auto index = indexOfEntries({fileEntry("before"), fileEntry(written), fileEntry("behind")});
    QCOMPARE(index->path(index->entry(1)), path);
    QCOMPARE(index->writtenPath(index->entry(1)), written == "./" ? "." : written);
    QCOMPARE(index->leadsOut(index->entry(1)), leadsOut);
    QCOMPARE(index->path(index->entry(2)), "behind");
}

void TestLayerIndex::keepsWhatAnEntryHas()
{
    const Sha256Value hash = Sha256::of("data");
    TarEntry regular{.path = "f",
                     .mode = 04755,
                     .isSparse = true,
                     .userId = 1000,
                     .groupId = -1,
                     .userName = "ann",
                     .size = 4,
                     .modified = -5,
                     .modifiedNanoseconds = 7,
                     .xattrs = {{"user.x", "y"}}};
    const TarEntry device{
        .path = "null", .type = FileType::CharacterDevice, .deviceMajor = 1, .deviceMinor = 0xfffffff};
    const TarEntry link{.path = "l", .linkTarget = "\xff/f", .type = FileType::SymbolicLink};
    IndexBudget budget;
    LayerIndexBuilder builder(budget);
    QVERIFY(builder.add(regular, &hash));
    QVERIFY(builder.add(device, nullptr));
    QVERIFY(builder.add(link, nullptr));
    regular.path = "g";
    QVERIFY(builder.add(regular, nullptr));
    const auto index = builder.finish();
    QCOMPARE(index->count(), 4);
    const LayerIndex::Entry &f = index->entry(0);
    QCOMPARE(f.mode, 04755);
    QCOMPARE(f.size, 4);
    QCOMPARE(f.modified, -5);
    QCOMPARE(f.modifiedNanoseconds, 7);
    QVERIFY(index->isSparse(f));
    QVERIFY(index->contentHash(f) && *index->contentHash(f) == hash);
    QCOMPARE(index->attributes(f).userId, 1000);
    QCOMPARE(index->attributes(f).groupId, -1);
    QCOMPARE(index->attributes(f).userName, "ann");
    QCOMPARE(index->attributes(f).xattrs.value("user.x"), "y");
    QCOMPARE(index->entry(1).size, qint64(0x10fffffff));
    QVERIFY(!index->contentHash(index->entry(1)));
    QVERIFY(index->attributes(index->entry(1)).xattrs.isEmpty());
    QCOMPARE(index->linkTarget(index->entry(2)), "\xff/f");
    QVERIFY(!index->contentHash(index->entry(2)));
    QVERIFY(!index->contentHash(index->entry(3)));
    QCOMPARE(index->entry(3).attributes, f.attributes);
    QVERIFY(index->linkTarget(f).isEmpty());
    QCOMPARE(index->fileBytes(), 8);
}

void TestLayerIndex::filesMayEachHaveTheirOwnXattrs()
{
    constexpr int count = 20'000;
    QList<TarEntry> entries;
    QSet<size_t> hashes;
    for (int i = 0; i < count; ++i) {
        const QByteArray number = QByteArray::number(i);
        TarEntry entry = fileEntry(number);
        entry.xattrs = {{i % 2 == 0 ? QByteArray("user.x") : "user." + number, i % 2 == 0 ? number : QByteArray("x")}};
        hashes.insert(qHash(FileAttributes{0, 0, {}, {}, entry.xattrs}));
        entries.append(entry);
    }
    QVERIFY2(hashes.size() > count - 10, "all would be compared with all");
    const auto index = indexOfEntries(entries);
    QCOMPARE(index->count(), count);
    QCOMPARE(index->attributes(index->entry(12'346)).xattrs.value("user.x"), "12346");
    QCOMPARE(index->attributes(index->entry(12'345)).xattrs.value("user.12345"), "x");
}

void TestLayerIndex::nodesAreShared()
{
    const auto index = indexOfEntries({fileEntry("a/b/c"), fileEntry("a/b/c"), fileEntry("./a/b/d"), fileEntry("a/b")});
    QCOMPARE(index->entry(0).node, index->entry(1).node);
    QCOMPARE(index->paths().count(), 5); // the root, a, b, c, d
    QCOMPARE(index->paths().find("a/b"), index->entry(3).node);
    QVERIFY(!index->paths().find("a/x"));
    QVERIFY(!index->paths().find("b"));
}

void TestLayerIndex::findsManyPaths()
{
    PathTable paths;
    for (int i = 0; i < 20'000; ++i)
        paths.child(paths.child(PathTable::root, QByteArray::number(i % 100)), QByteArray::number(i));
    QCOMPARE(paths.count(), 1 + 100 + 20'000);
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray path = QByteArray::number(i % 100) + '/' + QByteArray::number(i);
        const auto node = paths.find(path);
        QVERIFY(node);
        QCOMPARE(paths.path(*node), path);
    }
    QVERIFY(!paths.find("5/6"));
    paths.seal();
    QCOMPARE(paths.path(paths.find("7/19907").value()), "7/19907");
    QVERIFY(!paths.find("5/6"));
}

void TestLayerIndex::deepPathsAreNoTrouble()
{
    const QByteArray deep = QByteArray("d/").repeated(100'000) + "f";
    const auto index = indexOfEntries({fileEntry(deep), fileEntry(deep)});
    QCOMPARE(index->path(index->entry(1)), deep);
}

void TestLayerIndex::theBudgetEndsIt()
{
    IndexBudget few{.entries = 3};
    LayerIndexBuilder builder(few);
    for (int i = 0; i < 3; ++i)
        QVERIFY(builder.add(fileEntry("f"), nullptr));
    QCOMPARE(builder.add(fileEntry("f"), nullptr).error().kind, Error::Kind::TooLarge);
    QCOMPARE(builder.finish()->count(), 3);

    IndexBudget small{.bytes = 1 << 20};
    LayerIndexBuilder names(small);
    int added = 0;
    while (names.add(fileEntry(QByteArray(1000, 'n') + QByteArray::number(added)), nullptr))
        ++added;
    QVERIFY2(added > 900 && added < 1100, qPrintable(QString::number(added)));
}

void TestLayerIndex::aMillionFilesAreSmall()
{
    constexpr int count = 200'000;
    IndexBudget budget;
    LayerIndexBuilder builder(budget);
    for (int i = 0; i < count; ++i) {
        const QByteArray number = QByteArray::number(i);
        const Sha256Value hash = Sha256::of(number);
        QVERIFY(builder.add(
            fileEntry("usr/lib/node_modules/package" + QByteArray::number(i / 20) + "/file" + number + ".js", 100),
            &hash));
    }
    const size_t each = builder.finish()->memory() / count;
    QVERIFY2(each < 105, qPrintable(QString::number(each)));
}

void TestLayerIndex::listsAsTarDoes_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<FileType>("type");
    QTest::addColumn<int>("bits");
    QTest::newRow("file") << u"-rw-r--r--"_s << FileType::Regular << 0644;
    QTest::newRow("folder") << u"drwxrwxrwt"_s << FileType::Directory << 01777;
    QTest::newRow("special") << u"-rwsr-sr-x"_s << FileType::Regular << 06755;
    QTest::newRow("special, not executable") << u"-rwSrwSrwT"_s << FileType::Regular << 07666;
    QTest::newRow("link") << u"lrwxrwxrwx"_s << FileType::SymbolicLink << 0777;
    QTest::newRow("device") << u"brw-rw----"_s << FileType::BlockDevice << 0660;
}

void TestLayerIndex::listsAsTarDoes()
{
    QFETCH(FileType, type);
    QFETCH(int, bits);
    QTEST(modeText(type, static_cast<quint16>(bits)), "mode");
    const auto index = indexOfEntries(
        {{.path = "etc/", .type = FileType::Directory, .mode = 0755, .userName = "root"},
         {.path = "l", .linkTarget = "to", .type = FileType::SymbolicLink, .mode = 0777},
         {.path = "d", .type = FileType::BlockDevice, .mode = 0600, .deviceMajor = 8, .deviceMinor = 1}});
    QCOMPARE(listingLine(*index, index->entry(0)), u"drwxr-xr-x root/0          0 1970-01-01 00:00 etc/"_s);
    QCOMPARE(listingLine(*index, index->entry(1)), u"lrwxrwxrwx 0/0          0 1970-01-01 00:00 l -> to"_s);
    QCOMPARE(listingLine(*index, index->entry(2)), u"brw------- 0/0        8,1 1970-01-01 00:00 d"_s);
}

STRATA_TEST(TestLayerIndex)
#include "tst_layerindex.moc"
