// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/images.h"
#include "support/testprogram.h"

#include "layers/archive.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

Result<ArchiveContents> read(const QByteArray &bytes, qsizetype pieceSize = 64 * 1024)
{
    MemorySource source(bytes, pieceSize);
    return readArchive(source);
}

Result<ArchiveContents> read(const QList<Item> &items)
{
    return read(tarOf(items));
}

/// What must be the same whichever way an image is written.
QString linesOf(const ArchiveImage &image)
{
    QStringList lines{image.names.join(u','), image.platform, image.created.toString(Qt::ISODateWithMs),
                      image.configDigest};
    for (const ArchiveLayer &layer : image.layers) {
        lines.append(u"%1 %2 %3 bytes, %4 entries"_s.arg(layer.diffId, layer.createdBy)
                         .arg(layer.unpackedBytes)
                         .arg(layer.index ? qint64(layer.index->count()) : -1));
    }
    for (const ArchiveHistory &line : image.history)
        lines.append(u"%1 %2"_s.arg(line.layer).arg(line.createdBy));
    return lines.join(u'\n');
}

QString expected(const TestImage &image)
{
    QStringList lines{image.names.join(u','),
                      u"linux/"_s + image.architecture + (image.variant.isEmpty() ? QString() : u'/' + image.variant),
                      u"2024-05-06T07:08:10.500Z"_s, sha256(image.config())};
    for (const TestLayer &layer : image.layers) {
        lines.append(u"%1 %2 %3 bytes, %4 entries"_s.arg(sha256(layer.tar), layer.createdBy)
                         .arg(layer.tar.size())
                         .arg(readTar(layer.tar).entries.size()));
    }
    for (int i = 0; i < image.layers.size(); ++i)
        lines.append(u"%1 %2"_s.arg(i).arg(image.layers[i].createdBy));
    lines.append(u"-1 CMD [\"sh\"]"_s);
    return lines.join(u'\n');
}

qsizetype positionOf(const QList<Item> &items, const QByteArray &path)
{
    const auto at = std::ranges::find(items, path, &Item::path);
    Q_ASSERT(at != items.end());
    return at - items.begin();
}

QByteArray &dataOf(QList<Item> &items, const QByteArray &path)
{
    return items[positionOf(items, path)].data;
}

QByteArray blobPath(const QByteArray &bytes)
{
    return "blobs/sha256/" + hex(bytes);
}

} // namespace

class TestArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryForm_data();
    void readsEveryForm();
    void compressedAsAWhole_data();
    void compressedAsAWhole();
    void compressedLayers_data();
    void compressedLayers();
    void layersThatBeginLikeJson();
    void orderOfEntriesIsOfNoMatter();
    void piecesOfAnySizeAreTheSame();
    void everyCutIsNoticed();
    void cutCompressedArchives_data();
    void cutCompressedArchives();
    void severalImages();
    void severalPlatforms();
    void archivesFromBefore110();
    void imagesFromBefore110WithoutNames();
    void imagesOfTooManyLayersAreRefused();
    void namesWithoutEndAreCut();
    void equalLayersAreLinks();
    void manifestInTheWrongOrder();
    void layersThatAreNotThere();
    void layersOfAnotherImage();
    void damagedDocuments_data();
    void damagedDocuments();
    void loopsOfIndexesAndLinksEnd();
    void artifactsAreNoImages();
    void rootFilesystems();
    void othersAreListed();
    void foreignFiles_data();
    void foreignFiles();
    void whatTheEngineSaidBehindTheArchive();
    void anAnswerWhoseEndTakesLong();
    void bombsAndRubbishAreBounded();
    void canBeCancelled();
    void tellsProgress();
    void layersAreToldOneByOne();
    void knownLayersAreNotReadAgain();
    void filesThatCannotBeRead();
};

void TestArchive::readsEveryForm_data()
{
    QTest::addColumn<QList<Item>>("items");
    QTest::addColumn<int>("kind");
    const TestImage image = smallImage();
    const auto row = [](const char *name, const QList<Item> &items, ArchiveKind kind) {
        QTest::newRow(name) << items << int(kind);
    };
    row("docker save to 24", dockerArchive({image}), ArchiveKind::Docker);
    row("docker save since 25", ociLayout({image}, {.manifestJson = true}), ArchiveKind::Oci);
    row("containerd's store", ociLayout({image}, {.manifestJson = true, .nested = true}), ArchiveKind::Oci);
    row("OCI alone", ociLayout({image}), ArchiveKind::Oci);
    row("podman save", podmanArchive(image), ArchiveKind::Docker);
    QList<Item> dotted = ociLayout({image});
    for (Item &item : dotted)
        item.path.prepend("./");
    row("every path with ./", dotted, ArchiveKind::Oci);
    QList<Item> twice = ociLayout({image});
    twice.append(twice);
    row("every entry twice", twice, ArchiveKind::Oci);
    QList<Item> replaced = podmanArchive(image);
    replaced.prepend({.path = "manifest.json", .data = "[]"});
    row("the last entry of a path counts", replaced, ArchiveKind::Docker);
}

void TestArchive::readsEveryForm()
{
    QFETCH(QList<Item>, items);
    QFETCH(int, kind);
    const Result<ArchiveContents> contents = read(items);
    QVERIFY(contents);
    QVERIFY2(!contents->problem, qPrintable(contents->problem.value_or(Error()).message));
    QVERIFY(contents->isWhole);
    QCOMPARE(int(contents->kind), kind);
    QCOMPARE(contents->codec, Codec::None);
    QCOMPARE(contents->index->count(), items.size());
    QCOMPARE(contents->images.size(), 1);
    const TestImage image = smallImage();
    QCOMPARE(linesOf(contents->images[0]), expected(image));
    QCOMPARE(contents->images[0].unpackedBytes(), image.layers[0].tar.size() + image.layers[1].tar.size());
    QCOMPARE(contents->images[0].storedBytes(), contents->images[0].unpackedBytes());
    const LayerIndex &top = *contents->images[0].layers[1].index;
    QCOMPARE(top.path(top.entry(1)), "etc/motd");
    QVERIFY(*top.contentHash(top.entry(1)) == Sha256::of("hello again\n"));
}

void TestArchive::compressedAsAWhole_data()
{
    QTest::addColumn<Codec>("codec");
    for (const Codec codec : {Codec::Gzip, Codec::Zstd, Codec::Bzip2, Codec::Xz})
        QTest::newRow(qPrintable(codecName(codec))) << codec;
}

void TestArchive::compressedAsAWhole()
{
    QFETCH(Codec, codec);
    const QByteArray bytes = compressed(tarOf(dockerArchive({smallImage()})), codec);
    for (const qsizetype pieceSize : {1, 100, 64 * 1024}) {
        const Result<ArchiveContents> contents = read(bytes, pieceSize);
        QVERIFY(contents && !contents->problem);
        QCOMPARE(contents->codec, codec);
        QCOMPARE(contents->bytes, bytes.size());
        QCOMPARE(linesOf(contents->images.value(0)), expected(smallImage()));
    }
}

void TestArchive::compressedLayers_data()
{
    compressedAsAWhole_data();
}

void TestArchive::compressedLayers()
{
    QFETCH(Codec, codec);
    TestImage image = smallImage(codec);
    image.layers[0].codec = Codec::None; // and they need not be the same
    const Result<ArchiveContents> contents = read(ociLayout({image}, {.nested = true}));
    QVERIFY(contents && !contents->problem);
    image.names = {u"shop:1"_s}; // an index has one name
    QCOMPARE(linesOf(contents->images.value(0)), expected(image));
    const ArchiveLayer &layer = contents->images[0].layers[1];
    QCOMPARE(layer.codec, codec);
    QCOMPARE(layer.digest, sha256(image.layers[1].stored()));
    QCOMPARE(layer.storedBytes, image.layers[1].stored().size());
    QCOMPARE(contents->images[0].layers[0].codec, Codec::None);
}

void TestArchive::layersThatBeginLikeJson()
{
    for (const QByteArray name : {"[", "{\"a\":1}", " [x"}) {
        const TestImage image{
            .names = {u"shop:1"_s},
            .layers = {{tarOf({{.path = name, .data = "1"}, {.path = "b", .data = "2"}}), u"COPY"_s}}};
        const Result<ArchiveContents> contents = read(dockerArchive({image}));
        QVERIFY(contents && !contents->problem);
        QCOMPARE(linesOf(contents->images.value(0)), expected(image));
    }
}

void TestArchive::orderOfEntriesIsOfNoMatter()
{
    const TestImage image = smallImage(Codec::Gzip);
    QRandomGenerator random(1);
    for (QList<Item> items : {dockerArchive({image}), ociLayout({image}), ociLayout({image}, {true, true}),
                              podmanArchive(smallImage()), ancientArchive(smallImage())}) {
        const Result<ArchiveContents> first = read(items);
        QVERIFY(first && !first->problem);
        for (int i = 0; i < 20; ++i) {
            std::ranges::shuffle(items, random);
            const Result<ArchiveContents> contents = read(items);
            QVERIFY(contents && !contents->problem);
            QCOMPARE(linesOf(contents->images.value(0)), linesOf(first->images.value(0)));
        }
    }
}

void TestArchive::piecesOfAnySizeAreTheSame()
{
    const QByteArray bytes = tarOf(ociLayout({smallImage(Codec::Zstd)}, {true, true}));
    for (const qsizetype pieceSize : {1, 2, 3, 511, 512, 513, 5000, 1 << 20}) {
        const Result<ArchiveContents> contents = read(bytes, pieceSize);
        QVERIFY(contents && !contents->problem);
        QCOMPARE(linesOf(contents->images.value(0)), expected(smallImage()));
    }
}

void TestArchive::everyCutIsNoticed()
{
    const QList<Item> items = podmanArchive(smallImage()); // ends with what is needed most
    const QByteArray bytes = tarOf(items);
    const qsizetype whole = bytes.size() - endMark.size() - tar::blockSize + items.last().data.size();
    qsizetype entries = 0;
    for (qsizetype size = 0; size < whole; size += size % 512 < 2 || size % 512 > 509 ? 1 : 31) {
        const Result<ArchiveContents> contents = read(bytes.first(size));
        QCOMPARE(contents.has_value(), size >= 512);
        if (!contents)
            continue;
        QVERIFY2(contents->problem, qPrintable(QString::number(size)));
        QVERIFY(!contents->problem->message.isEmpty());
        QVERIFY(contents->index->count() >= entries); // what was read stays
        entries = contents->index->count();
    }
    QCOMPARE(entries, items.size());
    QVERIFY(!read(bytes.first(whole))->problem); // the digests prove it
}

void TestArchive::cutCompressedArchives_data()
{
    compressedAsAWhole_data();
}

void TestArchive::cutCompressedArchives()
{
    QFETCH(Codec, codec);
    const QByteArray bytes = compressed(tarOf(dockerArchive({smallImage()})), codec);
    for (qsizetype size = 1; size < bytes.size(); size += 13) {
        const Result<ArchiveContents> contents = read(bytes.first(size));
        const Error error = contents ? contents->problem.value_or(Error()) : contents.error();
        QVERIFY2(size < 6 || error.kind == Error::Kind::BrokenStream,
                 qPrintable(QString::number(size) + error.message));
        QVERIFY(!contents || !contents->isWhole);
    }
}

void TestArchive::severalImages()
{
    TestImage second = smallImage();
    second.names = {u"other:2"_s};
    second.layers[1].createdBy = u"RUN something else"_s;
    for (const QList<Item> &items : {dockerArchive({smallImage(), second}), ociLayout({smallImage(), second}),
                                     ociLayout({smallImage(), second}, {.manifestJson = true})}) {
        const Result<ArchiveContents> contents = read(items);
        QVERIFY(contents && !contents->problem);
        QCOMPARE(contents->images.size(), 2);
        QCOMPARE(linesOf(contents->images[0]), expected(smallImage()));
        QCOMPARE(linesOf(contents->images[1]), expected(second));
    }
}

void TestArchive::severalPlatforms()
{
    TestImage arm = smallImage();
    arm.architecture = u"arm64"_s;
    arm.variant = u"v8"_s;
    const Result<ArchiveContents> contents = read(
        ociLayout({smallImage(), arm}, {.manifestJson = false, .nested = true}));
    QVERIFY(contents && !contents->problem);
    QCOMPARE(contents->images.size(), 2); // neither the attestation nor the platform that was not saved
    QCOMPARE(contents->images[0].platform, u"linux/amd64"_s);
    QCOMPARE(contents->images[1].platform, u"linux/arm64/v8"_s);
    QCOMPARE(contents->images[1].names, QStringList{u"shop:1"_s});
    QVERIFY(contents->images[0].layers[0].index == contents->images[1].layers[0].index);
}

void TestArchive::archivesFromBefore110()
{
    const TestImage image = smallImage();
    const Result<ArchiveContents> contents = read(ancientArchive(image));
    QVERIFY(contents && !contents->problem);
    QCOMPARE(int(contents->kind), int(ArchiveKind::Docker));
    QCOMPARE(contents->images.size(), 1);
    const ArchiveImage &found = contents->images[0];
    QCOMPARE(found.names, image.names);
    QCOMPARE(found.platform, u"linux/amd64"_s);
    QCOMPARE(found.created.date(), QDate(2014, 10, 1));
    QCOMPARE(found.layers.size(), 2);
    QCOMPARE(found.layers[0].diffId, sha256(image.layers[0].tar));
    QCOMPARE(found.layers[1].diffId, sha256(image.layers[1].tar));
    QCOMPARE(found.layers[1].createdBy, u"/bin/sh -c RUN echo again"_s);

    QList<Item> withoutParent = ancientArchive(image);
    withoutParent.removeAt(positionOf(withoutParent, hex(image.layers[0].tar) + "/json"));
    QCOMPARE(read(withoutParent)->problem->kind, Error::Kind::NotFound);
}

/// As `docker save ID` wrote them: there is no `repositories`, or it has the others only.
void TestArchive::imagesFromBefore110WithoutNames()
{
    const TestImage image = smallImage();
    QList<Item> items = ancientArchive(image);
    items.removeAt(positionOf(items, "repositories"));
    const Result<ArchiveContents> contents = read(items);
    QVERIFY(contents && !contents->problem);
    QCOMPARE(int(contents->kind), int(ArchiveKind::Docker));
    QCOMPARE(contents->images.size(), 1);
    QCOMPARE(contents->images[0].names, QStringList());
    QCOMPARE(contents->images[0].diffIds(), image.diffIds());

    TestImage other = image;
    other.layers[1] = {tarOf({{.path = "other"}}), u"COPY other"_s};
    QList<Item> both = ancientArchive(other);
    both.removeAt(positionOf(both, "repositories"));
    for (const Item &item : ancientArchive(image)) {
        if (std::ranges::find(both, item.path, &Item::path) == both.end())
            both.append(item);
    }
    const QList<ArchiveImage> images = read(both)->images;
    QCOMPARE(images.size(), 2);
    QCOMPARE(images[0].names, image.names);
    QCOMPARE(images[0].diffIds(), image.diffIds());
    QCOMPARE(images[1].names, QStringList());
    QCOMPARE(images[1].diffIds(), other.diffIds());

    items.removeAt(positionOf(items, hex(image.layers[1].tar) + "/layer.tar"));
    items.append({.path = "elsewhere/json", .data = "{\"id\":\"another\"}"});
    items.append({.path = "elsewhere/layer.tar", .data = image.layers[1].tar});
    const Result<ArchiveContents> rest = read(items);
    QCOMPARE(rest->images.size(), 0); // the one that is left is a parent
}

void TestArchive::imagesOfTooManyLayersAreRefused()
{
    const QByteArray tar = tarOf({{.path = "file", .data = "data"}});
    const QByteArray digest = "\"sha256:" + hex(tar) + '"';
    const auto list = [](const QByteArray &value, int count) {
        const QByteArray values = QByteArray(value + ',').repeated(count);
        return QByteArray('[' + values.chopped(1) + ']');
    };
    const auto config = [&](int count) { return QByteArray(R"({"rootfs":{"diff_ids":)" + list(digest, count) + "}}"); };
    const auto oci = [&](int layers, int diffIds) -> QList<Item> {
        const QByteArray configuration = config(diffIds);
        const QByteArray manifest = R"({"config":{"digest":"sha256:)" + hex(configuration) + R"("},"layers":)"
            + list("{\"digest\":" + digest + '}', layers) + '}';
        return {{.path = "oci-layout", .data = R"({"imageLayoutVersion":"1.0.0"})"},
                {.path = "index.json", .data = R"({"manifests":[{"digest":"sha256:)" + hex(manifest) + R"("}]})"},
                blob(manifest),
                blob(configuration),
                blob(tar)};
    };
    const auto docker = [&](int layers, int diffIds) -> QList<Item> {
        return {{.path = "config.json", .data = config(diffIds)},
                {.path = "layer.tar", .data = tar},
                {.path = "manifest.json",
                 .data = R"([{"Config":"config.json","Layers":)" + list("\"layer.tar\"", layers) + "}]"}};
    };
    for (const QList<Item> &items : {oci(1'000, 1'000), docker(1'000, 1'000)}) {
        const Result<ArchiveContents> contents = read(items);
        QVERIFY2(!contents->problem, qPrintable(contents->problem.value_or(Error()).message));
        QCOMPARE(contents->images.value(0).layers.size(), 1'000);
    }
    for (const QList<Item> &items : {oci(1'001, 1'001), oci(1'500, 2), docker(1'500, 1)}) {
        const Result<ArchiveContents> contents = read(items);
        QCOMPARE(contents->problem.value_or(Error()).kind, Error::Kind::TooLarge);
        QCOMPARE(contents->images.size(), 1);
        QVERIFY(contents->images[0].layers.isEmpty());
    }
    for (const QList<Item> &items : {oci(2, 1'001), docker(2, 1'500)}) {
        const Result<ArchiveContents> contents = read(items);
        QCOMPARE(contents->problem.value_or(Error()).kind, Error::Kind::TooLarge);
        QCOMPARE(contents->images.value(0).layers.size(), 2);
    }
}

void TestArchive::namesWithoutEndAreCut()
{
    QList<Item> items = podmanArchive(smallImage());
    QByteArray &manifest = dataOf(items, "manifest.json");
    QByteArray tags;
    for (int i = 0; i < 50'000; ++i)
        tags += "\"shop:t" + QByteArray::number(i) + "\",";
    tags += "\"shop:1\"";
    manifest.replace("\"shop:1\"", tags);
    const Result<ArchiveContents> contents = read(items);
    QVERIFY(contents && !contents->problem);
    QCOMPARE(contents->images[0].names.size(), 1'000);
    QCOMPARE(contents->images[0].names.first(), u"shop:t0"_s);
}

void TestArchive::equalLayersAreLinks()
{
    TestImage second = smallImage();
    second.names = {u"other:2"_s};
    second.architecture = u"arm64"_s; // else it would be the same image
    QList<Item> items = dockerArchive({smallImage(), second});
    QCOMPARE(std::ranges::count(items, FileType::SymbolicLink, &Item::type), 2);
    std::ranges::reverse(items); // links before what they lead to
    const Result<ArchiveContents> contents = read(items);
    QVERIFY(contents && !contents->problem);
    for (const ArchiveImage &image : contents->images) {
        QCOMPARE(image.layers[0].unpackedBytes, smallImage().layers[0].tar.size());
        QCOMPARE(image.layers[0].index->count(), 4);
    }
}

void TestArchive::manifestInTheWrongOrder()
{
    const TestImage image = smallImage();
    QList<Item> items = podmanArchive(image);
    QByteArray &manifest = dataOf(items, "manifest.json");
    const QByteArray first = hex(image.layers[0].tar);
    const QByteArray second = hex(image.layers[1].tar);
    manifest.replace(first, "first").replace(second, first).replace("first", second);
    const Result<ArchiveContents> contents = read(items);
    QVERIFY(contents && !contents->problem);
    QCOMPARE(linesOf(contents->images[0]), expected(image));
}

void TestArchive::layersThatAreNotThere()
{
    const TestImage image = smallImage();
    QList<Item> items = ociLayout({image});
    items.removeAt(positionOf(items, blobPath(image.layers[0].tar)));
    const Result<ArchiveContents> contents = read(items);
    QVERIFY(contents);
    QCOMPARE(contents->problem->kind, Error::Kind::NotFound);
    QVERIFY(contents->isWhole);
    const ArchiveImage &read = contents->images[0];
    QCOMPARE(read.layers[0].problem->kind, Error::Kind::NotFound);
    QCOMPARE(read.layers[0].diffId, image.diffIds()[0]);
    QCOMPARE(read.layers[0].storedBytes, image.layers[0].tar.size()); // as the manifest says
    QVERIFY(!read.layers[0].index);
    QVERIFY(!read.layers[1].problem); // the others are there
    QVERIFY(read.layers[1].index);
}

void TestArchive::layersOfAnotherImage()
{
    const TestImage image = smallImage();
    QList<Item> items = dockerArchive({image}); // whose layers are not named by digest
    for (Item &item : items) {
        if (item.data == image.layers[1].tar)
            item.data = tarOf({{.path = "trojan"}});
    }
    const Result<ArchiveContents> contents = read(items);
    QCOMPARE(contents->problem->kind, Error::Kind::InvalidInput);
    QVERIFY(!contents->images[0].layers[0].problem);
    QVERIFY(contents->images[0].layers[1].problem);
    QCOMPARE(contents->images[0].layers[1].diffId, image.diffIds()[1]);

    for (Item &item : items) {
        if (item.path.endsWith("/layer.tar"))
            item.data = "no tar";
    }
    QCOMPARE(read(items)->problem->kind, Error::Kind::InvalidInput);
}

void TestArchive::damagedDocuments_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("data");
    for (const char *data :
         {"{", "nonsense", "", "[]", "{\"manifests\":7}", "{\"manifests\":[1,{},{\"digest\":\"sha256:../../x\"}]}"})
        QTest::newRow(data) << QByteArray("index.json") << QByteArray(data);
    QTest::newRow("too large") << QByteArray("index.json") << '{' + QByteArray(5 << 20, ' ') + '}';
}

void TestArchive::damagedDocuments()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, data);
    QList<Item> items = ociLayout({smallImage()});
    dataOf(items, path) = data;
    const Result<ArchiveContents> contents = read(items);
    QVERIFY(contents);
    QVERIFY(contents->problem && !contents->problem->message.isEmpty());
    QCOMPARE(int(contents->kind), int(ArchiveKind::Oci));
    QVERIFY(contents->images.isEmpty());
}

void TestArchive::loopsOfIndexesAndLinksEnd()
{
    QList<Item> items = ociLayout({smallImage()});
    const QByteArray index = dataOf(items, "index.json");
    items.append(blob(index));
    QByteArray loop = R"({"manifests":[)";
    for (int i = 0; i < 500; ++i)
        loop += R"({"digest":"sha256:)" + hex(index) + R"("},)";
    loop.back() = ']';
    dataOf(items, "index.json") = loop + '}';
    const Result<ArchiveContents> contents = read(items);
    QVERIFY(contents && !contents->problem);
    QCOMPARE(contents->images.size(), 1);

    QList<Item> links = dockerArchive({smallImage()});
    for (Item &item : links) {
        if (item.path.endsWith("/layer.tar"))
            item = symbolicLink(item.path, "layer.tar");
    }
    QCOMPARE(read(links)->problem->kind, Error::Kind::NotFound);
}

void TestArchive::artifactsAreNoImages()
{
    QList<Item> items{{.path = "oci-layout", .data = "{\"imageLayoutVersion\":\"1.0.0\"}"}};
    const QByteArray config = "{}";
    const QByteArray manifest = R"({"schemaVersion":2,"config":{"digest":"sha256:)" + hex(config)
        + R"("},"layers":[]})";
    items.append({.path = "index.json", .data = R"({"manifests":[{"digest":"sha256:)" + hex(manifest) + R"("}]})"});
    items.append(blob(config));
    items.append(blob(manifest));
    const Result<ArchiveContents> contents = read(items);
    QCOMPARE(contents->problem->kind, Error::Kind::InvalidInput);
    QVERIFY(contents->images[0].problem);
}

void TestArchive::rootFilesystems()
{
    const QList<Item> items{folder("./"),
                            folder("./etc/"),
                            {.path = "./etc/motd", .data = "hello"},
                            symbolicLink("./bin", "usr/bin"),
                            folder("./usr/"),
                            {.path = "./index.json", .data = "{\"an\":\"app\"}"},
                            {.path = "./manifest.json", .data = "{\"name\":\"another app\"}"},
                            {.path = "./inner.tar", .data = tarOf(dockerArchive({smallImage()}))}};
    const Result<ArchiveContents> contents = read(items);
    QVERIFY(contents && !contents->problem);
    QCOMPARE(int(contents->kind), int(ArchiveKind::RootFilesystem));
    QCOMPARE(contents->images.size(), 1);
    QVERIFY(contents->images[0].layers[0].index == contents->index);
    QCOMPARE(contents->index->count(), items.size());

    const QByteArray bytes = tarOf(items);
    const Result<ArchiveContents> cut = read(bytes.first(bytes.size() - endMark.size()));
    QCOMPARE(cut->problem->kind, Error::Kind::BrokenStream); // nothing else can tell that it is whole
    QVERIFY(cut->isWhole);
}

void TestArchive::othersAreListed()
{
    const Result<ArchiveContents> contents = read(QList<Item>{{.path = "thesis.tex", .data = "\\begin"}});
    QVERIFY(contents && !contents->problem);
    QCOMPARE(int(contents->kind), int(ArchiveKind::Other));
    QVERIFY(contents->images.isEmpty());
    QCOMPARE(contents->index->count(), 1);
    QCOMPARE(read(endMark)->problem->kind, Error::Kind::InvalidInput); // a tar of nothing
}

void TestArchive::foreignFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("word");
    const QByteArray rest(2000, 'x');
    QTest::newRow("empty") << QByteArray() << u"empty"_s;
    QTest::newRow("text") << QByteArray("FROM alpine\n") << u"no archive"_s;
    QTest::newRow("long text") << rest << u"no archive"_s;
    QTest::newRow("zip") << "PK\x03\x04" + rest << u"ZIP"_s;
    QTest::newRow("program") << "\x7f"
                                "ELF"
            + rest << u"program"_s;
    QTest::newRow("deb") << "!<arch>\ndebian-binary" + rest << u"Debian"_s;
    QTest::newRow("virtual disk") << "QFI\xfb" + rest << u"virtual machine"_s;
    QTest::newRow("compressed text") << compressed(rest, Codec::Gzip) << u"no archive"_s;
    QTest::newRow("compressed nothing") << compressed({}, Codec::Gzip) << u"no archive"_s;
    QTest::newRow("one byte") << QByteArray("x") << u"no archive"_s;
}

void TestArchive::foreignFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, word);
    const Result<ArchiveContents> contents = read(bytes);
    QVERIFY(!contents);
    QCOMPARE(contents.error().kind, Error::Kind::InvalidInput);
    QVERIFY2(contents.error().message.contains(word), qPrintable(contents.error().message));
}

void TestArchive::whatTheEngineSaidBehindTheArchive()
{
    const QByteArray bytes = tarOf(dockerArchive({smallImage()}));
    const QByteArray said = R"({"errorDetail":{"message":"no space left on device"},"error":"no space left on device"})"
                            "\r\n";
    for (const QByteArray &start : {bytes, bytes.first(2048), bytes.first(3000), bytes.first(bytes.size() - 1024)}) {
        const Result<ArchiveContents> contents = read(start + said, 700);
        QVERIFY(contents);
        QCOMPARE(contents->problem->kind, Error::Kind::EngineFailed);
        QVERIFY(contents->problem->message.contains(u"no space left on device"));
        QVERIFY(!contents->isWhole);
    }
    QList<Item> quoted = dockerArchive({smallImage()});
    quoted.append({.path = "log", .data = said});
    QVERIFY(!read(quoted)->problem);
}

/// What comes behind an archive is waited for only when that may change it.
void TestArchive::anAnswerWhoseEndTakesLong()
{
    struct Answer final : ByteSource
    {
        explicit Answer(const QByteArray &archive) : m_archive(archive) {}
        Result<QByteArrayView> next() override
        {
            if (!std::exchange(m_isSent, true))
                return QByteArrayView(m_archive);
            m_isEndAsked = true;
            return failure(Error::Kind::BrokenStream, u"cut"_s);
        }

        QByteArray m_archive;
        bool m_isSent = false;
        bool m_isEndAsked = false;
    };
    const auto waits = [](const QByteArray &bytes, bool endsWithMark) {
        Answer answer(bytes);
        const Result<ArchiveContents> contents = readArchive(answer, {.endsWithMark = endsWithMark});
        if (contents && contents->problem.has_value() != answer.m_isEndAsked)
            qFatal("An end that was waited for is told.");
        return answer.m_isEndAsked;
    };
    const QByteArray image = tarOf(dockerArchive({smallImage()}));
    QVERIFY(!waits(image, true));
    QVERIFY(waits(image, false));
    QVERIFY(waits(image.first(image.size() - 1024), true));                // without its mark
    QVERIFY(waits(tarOf({{.path = "etc/passwd", .data = "root"}}), true)); // nothing proves it
    QList<Item> damaged = ociLayout({smallImage()});
    dataOf(damaged, blobPath(smallImage().layers.first().tar)).append('x');
    QVERIFY(waits(tarOf(damaged), true));
}

void TestArchive::bombsAndRubbishAreBounded()
{
    TestImage image = smallImage();
    image.layers[0].tar = tarOf({{.path = "zeros", .data = QByteArray(32 << 20, '\0')}});
    image.layers[0].codec = Codec::Gzip;
    const QByteArray bytes = tarOf(ociLayout({image}));
    QVERIFY(bytes.size() < 1 << 20);
    const Result<ArchiveContents> contents = read(bytes);
    QVERIFY(contents);
    QVERIFY2(!contents->problem, qPrintable(contents->problem.value_or(Error()).message));
    QCOMPARE(contents->images[0].layers[0].index->fileBytes(), 32 << 20);

    QList<Item> many; // more JSON than is kept, of an application that has nothing to do with it
    for (int i = 0; i < 20; ++i)
        many.append({.path = "usr/" + QByteArray::number(i), .data = '{' + QByteArray((4 << 20) - 2, ' ') + '}'});
    many.append(folder("etc/"));
    const Result<ArchiveContents> application = read(many);
    QVERIFY(application && !application->problem);
    QCOMPARE(int(application->kind), int(ArchiveKind::RootFilesystem));
    many.append(ociLayout({smallImage()}));
    QCOMPARE(read(many)->problem->kind, Error::Kind::TooLarge); // what cannot be known is told
}

void TestArchive::canBeCancelled()
{
    const QByteArray bytes = tarOf({{.path = "etc/large", .data = QByteArray(20 << 20, 'x')}});
    std::stop_source stop;
    qint64 last = 0;
    MemorySource source(bytes);
    const Result<ArchiveContents> contents = readArchive(source,
                                                         {.stop = stop.get_token(), .progress = [&](qint64 done) {
                                                              last = done;
                                                              if (done > 5 << 20)
                                                                  stop.request_stop();
                                                          }});
    QVERIFY(!contents);
    QCOMPARE(contents.error().kind, Error::Kind::Cancelled);
    QVERIFY(last < 7 << 20);
}

void TestArchive::tellsProgress()
{
    const QByteArray bytes = compressed(tarOf({{.path = "etc/large", .data = QByteArray(20 << 20, 'x')}}), Codec::Gzip);
    MemorySource source(bytes);
    QList<qint64> told;
    QVERIFY(readArchive(source, {.stop = {}, .progress = [&](qint64 done) { told.append(done); }}));
    QVERIFY(std::ranges::is_sorted(told));
    QCOMPARE(told.last(), bytes.size()); // of the file, not of what is in it
}

void TestArchive::layersAreToldOneByOne()
{
    for (const Codec codec : {Codec::None, Codec::Gzip}) {
        const TestImage image = smallImage(codec);
        const QList<Item> items = ociLayout({image});
        MemorySource source(tarOf(items).chopped(3 * tar::blockSize)); // the end is not needed
        QStringList told;
        (void)readArchive(source, {.layerRead = [&](const ReadLayer &layer) {
                              QVERIFY(layer.index && layer.index->count() > 0);
                              told.append(layer.diffId);
                          }});
        QStringList wanted = image.diffIds();
        std::ranges::sort(wanted);
        std::ranges::sort(told);
        QCOMPARE(told, wanted);
    }
}

void TestArchive::knownLayersAreNotReadAgain()
{
    const TestImage image = smallImage();
    QList<Item> items = ociLayout({image}, {.manifestJson = true});
    const Result<ArchiveContents> first = read(items);
    const auto known = first->images.value(0).layers.value(0).index;
    QVERIFY(known);
    const auto knowing = [&](const QList<Item> &archive) {
        MemorySource source(tarOf(archive));
        return readArchive(
            source, {.known = [&](const QString &diffId) { return diffId == image.diffIds()[0] ? known : nullptr; }});
    };
    const Result<ArchiveContents> again = knowing(items);
    QVERIFY(again && !again->problem);
    QCOMPARE(again->images[0].layers[0].index, known); // the same one
    QCOMPARE(linesOf(again->images[0]), linesOf(first->images[0]));
    QVERIFY(again->images[0].layers[1].index);

    for (Item &item : items) { // under the name of the layer that is known
        if (item.data == image.layers[0].tar)
            item.data[600] = char(item.data[600] ^ 1);
    }
    const Result<ArchiveContents> damaged = knowing(items);
    QVERIFY(damaged && damaged->problem);
    QVERIFY(damaged->images[0].layers[0].problem);
    QVERIFY(!damaged->images[0].layers[0].index);
}

void TestArchive::filesThatCannotBeRead()
{
    const QTemporaryDir folder;
    QCOMPARE(readArchive(folder.filePath(u"none.tar"_s)).error().kind, Error::Kind::Local);
    QCOMPARE(readArchive(folder.path()).error().kind, Error::Kind::InvalidInput);
    QVERIFY(readArchive(folder.filePath(u"none.tar"_s)).error().message.contains(u"none.tar"));
    MemorySource failing(tarOf(dockerArchive({smallImage()})).first(5000));
    failing.error = Error{Error::Kind::Local, u"the disk is gone"_s, {}};
    const Result<ArchiveContents> contents = readArchive(failing);
    QVERIFY(contents && !contents->isWhole);
    QCOMPARE(contents->problem, failing.error);

    QFile file(folder.filePath(u"image.tar"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(tarOf(dockerArchive({smallImage()})));
    file.close();
    QCOMPARE(linesOf(readArchive(file.fileName())->images.value(0)), expected(smallImage()));
}

STRATA_TEST(TestArchive)
#include "tst_archive.moc"
