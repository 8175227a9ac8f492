// SPDX-License-Identifier: GPL-3.0-or-later
// Digests that are not right, those by SHA-512, and those of what is a layer itself. All else of archives is in tst_archive.cpp.
#include "support/images.h"
#include "support/testprogram.h"

#include "layers/archive.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

Result<ArchiveContents> readWhole(const QByteArray &bytes, qsizetype pieceSize = 64 * 1024)
{
    MemorySource source(bytes, pieceSize);
    return readArchive(source);
}

Result<ArchiveContents> readWhole(const QList<Item> &items)
{
    return readWhole(tarOf(items));
}

QByteArray hexBySha512(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha512).toHex();
}

/// An OCI layout whose blobs are named by SHA-512; `others` are texts to be replaced as well.
QList<Item> bySha512(QList<Item> layout, QList<std::pair<QByteArray, QByteArray>> others = {})
{
    const QByteArray folder = "blobs/sha256/";
    for (Item &item : layout) { // which stand behind those that they name
        for (const auto &[before, after] : std::as_const(others))
            item.data.replace(before, after);
        if (!item.path.startsWith(folder) || item.type != FileType::Regular)
            continue;
        const QByteArray digits = hexBySha512(item.data);
        others.append({"sha256:" + item.path.sliced(folder.size()), "sha512:" + digits});
        others.append({item.path, "blobs/sha512/" + digits});
        item.path = others.last().second;
    }
    return layout;
}

} // namespace

class TestArchiveDigests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedBlobs_data();
    void damagedBlobs();
    void blobsBySha512_data();
    void blobsBySha512();
    void damagedBlobsBySha512();
    void digestsThatCannotBeChecked();
    void filesAsALayerHaveDigests_data();
    void filesAsALayerHaveDigests();
};

void TestArchiveDigests::damagedBlobs_data()
{
    QTest::addColumn<QByteArray>("path");
    const TestImage image = smallImage();
    QTest::newRow("layer") << blob(image.layers[1].tar).path;
    QTest::newRow("configuration") << blob(image.config()).path;
    QTest::newRow("manifest") << QByteArray();
}

void TestArchiveDigests::damagedBlobs()
{
    QFETCH(QByteArray, path);
    QList<Item> items = ociLayout({smallImage()});
    if (path.isEmpty())
        path = (std::ranges::find(items, "index.json", &Item::path) - 1)->path;
    QByteArray &data = std::ranges::find(items, path, &Item::path)->data;
    const qsizetype inFile = data.indexOf("again\n"); // so that the tar is still one
    char &byte = data[inFile < 0 ? data.size() - 1 : inFile];
    byte = static_cast<char>(byte ^ 1);
    const Result<ArchiveContents> contents = readWhole(items);
    QVERIFY(contents);
    QVERIFY(contents->problem);
    QCOMPARE(contents->problem->kind, Error::Kind::InvalidInput);
    QVERIFY2(contents->problem->message.contains(QString::fromLatin1(path)), qPrintable(contents->problem->message));
}

void TestArchiveDigests::blobsBySha512_data()
{
    QTest::addColumn<QList<Item>>("items");
    QTest::addColumn<bool>("areDiffIdsToo");
    const TestImage plain = smallImage(), packed = smallImage(Codec::Gzip);
    QList<std::pair<QByteArray, QByteArray>> diffIds;
    for (const TestLayer &layer : packed.layers)
        diffIds.append({sha256(layer.tar).toLatin1(), "sha512:" + hexBySha512(layer.tar)});
    QTest::newRow("plain") << bySha512(ociLayout({plain})) << true;
    QTest::newRow("compressed") << bySha512(ociLayout({packed})) << false;
    QTest::newRow("compressed, and the diff IDs") << bySha512(ociLayout({packed}), diffIds) << true;
    QTest::newRow("with manifest.json") << bySha512(ociLayout({packed}, {.manifestJson = true})) << false;
    QTest::newRow("nested") << bySha512(ociLayout({packed}, {.manifestJson = true, .nested = true})) << false;
}

void TestArchiveDigests::blobsBySha512()
{
    QFETCH(QList<Item>, items);
    QFETCH(bool, areDiffIdsToo);
    const Result<ArchiveContents> contents = readWhole(items);
    QVERIFY(contents);
    QVERIFY2(!contents->problem, qPrintable(contents->problem.value_or(Error()).message));
    QCOMPARE(contents->images.size(), 1);
    const ArchiveImage &image = contents->images[0];
    QCOMPARE(image.names, smallImage().names);
    QCOMPARE(image.layers.size(), 2);
    for (const QString &digest : {image.configDigest, image.manifestDigest, image.layers[0].digest})
        QVERIFY2(digest.startsWith(u"sha512:"), qPrintable(digest));
    for (int i = 0; i < 2; ++i) {
        const QByteArray tar = smallImage().layers[i].tar;
        QCOMPARE(image.layers[i].diffId,
                 areDiffIdsToo ? u"sha512:"_s + QString::fromLatin1(hexBySha512(tar)) : sha256(tar));
        QVERIFY(image.layers[i].index);
    }
}

void TestArchiveDigests::damagedBlobsBySha512()
{
    const QList<Item> whole = bySha512(ociLayout({smallImage()}));
    int blobs = 0;
    for (qsizetype i = 0; i < whole.size(); ++i) {
        if (!whole[i].path.startsWith("blobs/sha512/"))
            continue;
        QList<Item> items = whole;
        QByteArray &data = items[i].data;
        const qsizetype inFile = data.indexOf("hello"); // so that the tar is still one
        data[inFile < 0 ? data.size() - 1 : inFile] = 'J';
        const Result<ArchiveContents> contents = readWhole(items);
        QVERIFY(contents && contents->problem);
        QCOMPARE(contents->problem->kind, Error::Kind::InvalidInput);
        const QString &message = contents->problem->message;
        QVERIFY2(message.contains(QString::fromLatin1(whole[i].path)), qPrintable(message));
        QVERIFY2(message.endsWith(u"in the archive is not what its digest says: it is damaged."), qPrintable(message));
        ++blobs;
    }
    QCOMPARE(blobs, 4);
}

/// Of an algorithm that nobody here reckons, and by SHA-512 of what is named otherwise.
void TestArchiveDigests::digestsThatCannotBeChecked()
{
    const TestImage image = smallImage(Codec::Gzip);
    const QByteArray tar = image.layers[1].tar, layer = hex(image.layers[1].stored());
    const auto replace = [](QList<Item> &items, const QByteArray &before, const QByteArray &after) {
        for (Item &item : items) {
            item.path.replace(before, after);
            item.data.replace(before, after);
        }
    };
    QList<Item> other = ociLayout({image});
    const qsizetype manifest = std::ranges::find(other, "index.json", &Item::path) - other.begin() - 1;
    const QByteArray before = hex(other[manifest].data);
    replace(other, "sha256:" + layer, "other:" + layer);
    replace(other, "sha256/" + layer, "other/" + layer);
    replace(other, before, hex(other[manifest].data));
    QList<Item> diffIds = dockerArchive({image});
    replace(diffIds, hex(image.config()), "config");
    replace(diffIds, sha256(tar).toLatin1(), "sha512:" + hexBySha512(tar));
    for (const QList<Item> &items : {other, diffIds}) {
        const Result<ArchiveContents> contents = readWhole(items);
        QVERIFY(contents && contents->problem);
        QCOMPARE(contents->images.size(), 1);
        QVERIFY(!contents->images[0].layers[0].problem);
        const Error problem = contents->images[0].layers[1].problem.value_or(Error());
        QCOMPARE(problem.kind, Error::Kind::NotSupported);
        QVERIFY2(problem.message.startsWith(u"Strata cannot check the digest of "), qPrintable(problem.message));
        QVERIFY(contents->images[0].layers[1].index);
    }
}

/// Which its layer has when `docker import` makes an image of it.
void TestArchiveDigests::filesAsALayerHaveDigests_data()
{
    QTest::addColumn<QList<Item>>("items");
    QTest::addColumn<Codec>("codec");
    const QList<Item> system{folder("./etc/"),
                             folder("./usr/"),
                             {.path = "./manifest.json", .data = "[]"},
                             {.path = "./inner.tar", .data = tarOf(dockerArchive({smallImage()}))},
                             {.path = "./large", .data = QByteArray(300'000, 'l')}};
    const QList<Item> files{{.path = "thesis.tex", .data = "\\begin"}, {.path = "layer.tar.gz", .data = "no gzip"}};
    for (const Codec codec : {Codec::None, Codec::Gzip, Codec::Zstd}) {
        QTest::addRow("system, %s", qPrintable(codecName(codec))) << system << codec;
        QTest::addRow("files, %s", qPrintable(codecName(codec))) << files << codec;
    }
}

void TestArchiveDigests::filesAsALayerHaveDigests()
{
    QFETCH(QList<Item>, items);
    QFETCH(Codec, codec);
    const QByteArray tar = tarOf(items) + QByteArray(5000, '\0');
    const QByteArray bytes = compressed(tar, codec);
    for (const qsizetype pieceSize : {7'000, 1 << 20}) {
        const Result<ArchiveContents> contents = readWhole(bytes, pieceSize);
        QVERIFY(contents && !contents->problem);
        const ArchiveImage image = contents->images.isEmpty() ? asOneLayer(*contents).value_or(ArchiveImage())
                                                              : contents->images[0];
        QCOMPARE(image.layers.size(), 1);
        QCOMPARE(image.layers[0].diffId, sha256(tar));
        QCOMPARE(image.layers[0].digest, sha256(bytes));
        QCOMPARE(image.layers[0].codec, codec);
        QCOMPARE(image.unpackedBytes(), tar.size());
        QCOMPARE(image.storedBytes(), bytes.size());
        QVERIFY(image.layers[0].index == contents->index);
    }
    const Result<ArchiveContents> cut = readWhole(tar.first(515));
    QVERIFY(cut && !cut->isWhole);
    QVERIFY(cut->diffId.isEmpty());
    QVERIFY(cut->digest.isEmpty());
}

STRATA_TEST(TestArchiveDigests)
#include "tst_archivedigests.moc"
