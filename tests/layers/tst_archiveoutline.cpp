// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/archive.h"
#include "layers/sources.h"
#include "layers/storedfile.h"
#include "support/images.h"
#include "support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// What a file's documents tell before its layers are read, and the leaps over these.
class TestArchiveOutline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyForm_data();
    void everyForm();
    void nothingOfWhatIsNone_data();
    void nothingOfWhatIsNone();
    void severalImages();
    void leapsGiveTheSame();
    void aLeapBeyondTheEnd();
    void aFileBehindALargeOne();

private:
    QString fileOf(const QByteArray &bytes);

    QTemporaryDir m_folder;
};

namespace {

const QByteArray large(1'000'000, 'x'); // more than is left out at once

TestImage largeImage()
{
    TestImage image{.names = {u"shop:1"_s}};
    image.layers = {{tarOf({{.path = "large", .data = large}, {.path = "small", .data = "s"}}), u"COPY one /"_s},
                    {tarOf({{.path = "behind", .data = "two"}}), u"COPY two /"_s}};
    return image;
}

TestImage compressedImage()
{
    TestImage image = largeImage();
    for (TestLayer &layer : image.layers)
        layer.codec = Codec::Gzip;
    return image;
}

} // namespace

QString TestArchiveOutline::fileOf(const QByteArray &bytes)
{
    QFile file(m_folder.filePath(u"archive"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test cannot write");
    return file.fileName();
}

void TestArchiveOutline::everyForm_data()
{
    QTest::addColumn<QByteArray>("archive");
    const TestImage image = largeImage();
    QTest::newRow("docker") << tarOf(dockerArchive({image}));
    QTest::newRow("podman") << tarOf(podmanArchive(image));
    QTest::newRow("OCI") << tarOf(ociLayout({image}));
    QTest::newRow("OCI with manifest.json") << tarOf(ociLayout({image}, {.manifestJson = true}));
    QTest::newRow("nested indexes") << tarOf(ociLayout({image}, {.nested = true}));
    QTest::newRow("compressed layers") << tarOf(ociLayout({compressedImage()}));
}

void TestArchiveOutline::everyForm()
{
    QFETCH(const QByteArray, archive);
    const QString path = fileOf(archive);
    const QList<ArchiveImage> outlines = readArchiveOutline(path);
    QCOMPARE(outlines.size(), 1);
    const ArchiveImage &outline = outlines.first();
    const Result<ArchiveContents> contents = readArchive(path);
    QVERIFY(contents && !contents->problem);
    const ArchiveImage &whole = contents->images.first();
    QCOMPARE(outline.names, whole.names);
    QCOMPARE(outline.platform, whole.platform);
    QCOMPARE(outline.diffIds(), whole.diffIds());
    QCOMPARE(outline.history.size(), whole.history.size());
    QCOMPARE(outline.layers[1].createdBy, u"COPY two /"_s);
    QVERIFY(!outline.problem && !outline.isRead() && !outline.layers[0].isRead() && !outline.layers[1].isRead());
}

void TestArchiveOutline::nothingOfWhatIsNone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray archive = tarOf(ociLayout({largeImage()}));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("compressed") << compressed(archive, Codec::Gzip);
    QTest::newRow("cut in a layer") << archive.first(archive.size() / 2);
    QTest::newRow("from before 1.10") << tarOf(ancientArchive(largeImage()));
    QTest::newRow("a file system") << tarOf({folder("etc/"), folder("bin/"), {.path = "etc/passwd", .data = "{}"}});
    QList<Item> many = ociLayout({largeImage()});
    for (int i = 0; i < 2'000; ++i)
        many.append({.path = "file" + QByteArray::number(i)});
    QTest::newRow("with thousands of other files") << tarOf(many);
}

void TestArchiveOutline::nothingOfWhatIsNone()
{
    QFETCH(const QByteArray, bytes);
    QVERIFY(readArchiveOutline(fileOf(bytes)).isEmpty());
    QVERIFY(readArchiveOutline(m_folder.filePath(u"absent"_s)).isEmpty());
    QVERIFY(readArchiveOutline(m_folder.path()).isEmpty());
}

void TestArchiveOutline::severalImages()
{
    TestImage other = largeImage();
    other.names = {u"shop:2"_s};
    other.layers.removeLast();
    const QList<ArchiveImage> outlines = readArchiveOutline(fileOf(tarOf(dockerArchive({largeImage(), other}))));
    QCOMPARE(outlines.size(), 2);
    QCOMPARE(outlines[0].names, QStringList{u"shop:1"_s});
    QCOMPARE(outlines[0].layers.size(), 2);
    QCOMPARE(outlines[1].names, QStringList{u"shop:2"_s});
    QCOMPARE(outlines[1].diffIds(), outlines[0].diffIds().first(1));
}

void TestArchiveOutline::leapsGiveTheSame()
{
    const QByteArray archive = tarOf({{.path = "a", .data = large},
                                      {.path = "b", .data = "between"},
                                      {.path = "c", .data = large + "odd"},
                                      {.path = "d", .data = "last"}});
    FileSource file(fileOf(archive));
    TarReader reader(file);
    TarEntry entry;
    QByteArrayList seen;
    while (reader.next(entry).value_or(false)) {
        seen += entry.path;
        if (entry.path == "c") { // the beginning is read, then the rest left out
            QCOMPARE(reader.data()->first(3), "xxx");
            QVERIFY(reader.skipData(reader.storedSize()) > 0);
        } else if (entry.size < 100) {
            seen += reader.data()->toByteArray();
        }
    }
    QCOMPARE(seen, (QByteArrayList{"a", "b", "between", "c", "d", "last"}));
    QVERIFY(reader.hasEndMark());
}

void TestArchiveOutline::aLeapBeyondTheEnd()
{
    const QByteArray archive = tarOf({{.path = "a", .data = large}, {.path = "b"}});
    FileSource file(fileOf(archive.first(700'000)));
    TarReader reader(file);
    TarEntry entry;
    QVERIFY(reader.next(entry).value_or(false));
    const Result<bool> next = reader.next(entry);
    QVERIFY(!next);
    QCOMPARE(next.error().kind, Error::Kind::BrokenStream);
}

void TestArchiveOutline::aFileBehindALargeOne()
{
    for (const TestImage &image : {largeImage(), compressedImage()}) {
        const QString path = fileOf(tarOf(ociLayout({image})));
        const ArchiveContents contents = readArchive(path).value();
        const ArchiveImage &found = contents.images.first();
        const auto tree = ImageTree::build({found.layers[0].index, found.layers[1].index}).value();
        for (const auto &[name, expected] : {std::pair("small", "s"), std::pair("behind", "two")}) {
            const ImageTree::Event *event = tree->at(*tree->paths().find(name), 1);
            const StoredFile place = storedFile(found, *tree, tree->file(*event)).value();
            FileSource source(path);
            QByteArray bytes;
            const Result<void> read = readStoredFile(source, place, [&bytes](QByteArrayView piece) -> Result<void> {
                bytes += piece;
                return {};
            });
            QVERIFY(read);
            QCOMPARE(bytes, QByteArray(expected));
        }
    }
}

STRATA_TEST(TestArchiveOutline)
#include "tst_archiveoutline.moc"
