// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/storedfile.h"
#include "support/images.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// The bytes of a file in an image, once more.
class TestStoredFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inEveryForm_data();
    void inEveryForm();
    void ofAFileSystem();
    void withHoles();
    void anotherArchive();
    void cutAnywhere();
    void whatIsNoFile();
    void stopsAndRefuses();
};

namespace {

TestImage twoLayers(Codec codec)
{
    TestImage image{.names = {u"a:1"_s}};
    image.layers = {
        {tarOf({folder("d/"), {.path = "d/first", .data = QByteArray(70'000, '1')}, {.path = "empty"}}), u"COPY 1"_s},
        {tarOf({{.path = "d/second", .data = "two"}, hardLink("d/again", "d/second")}), u"COPY 2"_s}};
    for (auto &layer : image.layers)
        layer.codec = codec;
    return image;
}

struct Read
{
    ArchiveContents contents;
    std::shared_ptr<const ImageTree> tree;
};

Read readIt(const QByteArray &archive)
{
    MemorySource source(archive);
    Read read{readArchive(source).value_or(ArchiveContents()), nullptr};
    QList<std::shared_ptr<const LayerIndex>> layers;
    for (const ArchiveLayer &layer : read.contents.images.value(0).layers)
        layers.append(layer.index);
    read.tree = ImageTree::build(layers).value_or(nullptr);
    return read;
}

Result<StoredFile> placeOf(const Read &read, const QByteArray &path)
{
    const auto node = read.tree->paths().find(path);
    const ImageTree::Event *event = read.tree->at(*node, read.tree->layers().size() - 1);
    return storedFile(read.contents.images[0], *read.tree, read.tree->file(*event));
}

Result<QByteArray> bytesOf(const QByteArray &archive, const StoredFile &file)
{
    MemorySource source(archive, 1000);
    QByteArray bytes;
    const Result<void> read = readStoredFile(source, file, [&bytes](QByteArrayView piece) -> Result<void> {
        bytes += piece;
        return {};
    });
    return read.transform([&] { return bytes; });
}

} // namespace

void TestStoredFile::inEveryForm_data()
{
    QTest::addColumn<QByteArray>("archive");
    for (const Codec codec : {Codec::None, Codec::Gzip, Codec::Zstd}) {
        const QByteArray name = codecName(codec).toUtf8();
        QTest::addRow("OCI %s", name.constData()) << tarOf(ociLayout({twoLayers(codec)}, {true}));
    }
    QTest::newRow("docker") << tarOf(dockerArchive({twoLayers(Codec::None)}));
    QTest::newRow("compressed") << compressed(tarOf(dockerArchive({twoLayers(Codec::None)})), Codec::Gzip);
    QTest::newRow("ancient") << tarOf(ancientArchive(twoLayers(Codec::None)));
}

void TestStoredFile::inEveryForm()
{
    QFETCH(QByteArray, archive);
    const Read read = readIt(archive);
    QVERIFY(read.tree);
    const auto content = [&](const QByteArray &path) {
        return placeOf(read, path).and_then([&](const StoredFile &file) { return bytesOf(archive, file); });
    };
    QCOMPARE(content("d/first"), QByteArray(70'000, '1'));
    QCOMPARE(content("d/second"), "two");
    QCOMPARE(content("d/again"), "two");
    QCOMPARE(content("empty"), QByteArray());
}

void TestStoredFile::ofAFileSystem()
{
    const QByteArray archive = tarOf({folder("etc/"),
                                      folder("bin/"),
                                      {.path = "etc/passwd", .data = "root"},
                                      {.path = "bin/sh", .data = "sh", .mode = 0755}});
    const Read read = readIt(archive);
    QCOMPARE(read.contents.kind, ArchiveKind::RootFilesystem);
    const Result<StoredFile> place = placeOf(read, "etc/passwd");
    QVERIFY(place && !place->layerEntry);
    QCOMPARE(bytesOf(archive, *place), "root");
}

/// It is the same as one without holes, also when their hash was made of what is stored because there are too many.
void TestStoredFile::withHoles()
{
    const auto sparse = [](const QByteArray &name, const QByteArray &size) {
        return paxHeader(paxRecord("GNU.sparse.size", size) + paxRecord("GNU.sparse.map", "512,7"))
            + rawHeader(name, '0', 7) + paddedToBlock("islands");
    };
    const QByteArray content = QByteArray(512, '\0') + "islands" + QByteArray(481, '\0');
    const QByteArray layer = sparse("holes", "1000") + rawHeader("plain", '0', 1000) + paddedToBlock(content)
        + sparse("vast", "1000000000") + sparse("beyond", "9223372036854775807") + sparse("unmapped", "515") + endMark;
    TestImage image{.names = {u"a:1"_s}};
    image.layers = {{layer, u"ADD holes /"_s},
                    {sparse("holes", "1000") + sparse("vast", "1000000000") + endMark, u"ADD again /"_s}};
    const QByteArray archive = tarOf(dockerArchive({image}));
    const Read read = readIt(archive);
    QVERIFY(!read.contents.problem);
    for (const char *name : {"holes", "plain"})
        QCOMPARE(placeOf(read, name).and_then([&](const StoredFile &file) { return bytesOf(archive, file); }), content);
    QCOMPARE(read.tree->duplicateBytes(), 1000);
    QCOMPARE(read.tree->summaries()[1].modified, 0U); // whatever was read before them
    const StoredFile vast = *placeOf(read, "vast");
    qint64 given = 0;
    MemorySource source(archive);
    QVERIFY(readStoredFile(source, vast, [&given](QByteArrayView piece) -> Result<void> {
        given += piece.size();
        return {};
    }));
    QCOMPARE(given, 1'000'000'000);
    QCOMPARE(placeOf(read, "beyond").error().kind, Error::Kind::TooLarge);
    QCOMPARE(placeOf(read, "unmapped").error().kind, Error::Kind::InvalidInput);
}

void TestStoredFile::anotherArchive()
{
    const QByteArray archive = tarOf(dockerArchive({twoLayers(Codec::None)}));
    const StoredFile place = *placeOf(readIt(archive), "d/second");
    QByteArray other = archive;
    other.replace("two", "owt");
    for (const QByteArray &wrong : {other, tarOf({folder("d/")})}) {
        const Result<QByteArray> bytes = bytesOf(wrong, place);
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().kind, Error::Kind::InvalidInput);
    }
}

void TestStoredFile::cutAnywhere()
{
    const QByteArray archive = tarOf(ociLayout({twoLayers(Codec::Gzip)}));
    const StoredFile place = *placeOf(readIt(archive), "d/second");
    qsizetype good = 0;
    for (qsizetype size = 0; size < archive.size(); size += 97)
        good += bytesOf(archive.first(size), place) == "two"_ba;
    QVERIFY(good > 0 && good < archive.size() / 97); // what comes behind the file is not needed
}

void TestStoredFile::whatIsNoFile()
{
    const Read read = readIt(tarOf(dockerArchive({twoLayers(Codec::None)})));
    QCOMPARE(placeOf(read, "d").error().kind, Error::Kind::NotFound);
}

void TestStoredFile::stopsAndRefuses()
{
    const QByteArray archive = tarOf(dockerArchive({twoLayers(Codec::None)}));
    const StoredFile place = *placeOf(readIt(archive), "d/first");
    std::stop_source stop;
    MemorySource source(archive, 1000);
    const Result<void> stopped = readStoredFile(
        source, place,
        [&stop](QByteArrayView) -> Result<void> {
            stop.request_stop();
            return {};
        },
        stop.get_token());
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, Error::Kind::Cancelled);
    MemorySource again(archive);
    const Result<void> refused = readStoredFile(again, place, [](QByteArrayView) -> Result<void> {
        return failure(Error::Kind::Local, u"the disk is full"_s);
    });
    QVERIFY(!refused);
    QCOMPARE(refused.error().message, u"the disk is full"_s);
}

STRATA_TEST(TestStoredFile)
#include "tst_storedfile.moc"
