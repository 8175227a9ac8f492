// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/indexcache.h"
#include "layers/indexfile.h"
#include "support/images.h"
#include "support/testprogram.h"

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

const QString someId = u"sha256:"_s + QString(64, u'a');
const QString otherId = u"sha256:"_s + QString(64, u'b');

ArchiveImage readImage(const TestImage &image)
{
    MemorySource source(tarOf(dockerArchive({image})));
    return readArchive(source).value().images.first();
}

/// Everything an index can hold.
QList<Item> manyKinds()
{
    Item owned{.path = "d/owned", .data = "x", .userId = 7, .userName = "kim", .xattrs = {{"user.a", "b"}}};
    return {folder("d/"),
            {.path = "d/file", .data = QByteArray(300, 'f')},
            symbolicLink("d/link", "file"),
            hardLink("d/again", "d/file"),
            {.path = "./odd/../name", .data = "o"},
            {.path = "\xff\xfe", .data = "raw"},
            {.path = "dev", .type = FileType::CharacterDevice, .deviceMajor = 5, .deviceMinor = 1},
            owned};
}

QStringList listing(const LayerIndex &index)
{
    QStringList lines;
    for (const LayerIndex::Entry &entry : index.entries()) {
        const Sha256Value *hash = index.contentHash(entry);
        const FileAttributes &attributes = index.attributes(entry);
        lines.append(u"%1 %2 %3 %4 %5 %6 %7 %8"_s
                         .arg(QString::fromLatin1(index.writtenPath(entry).toHex()),
                              QString::fromLatin1(index.path(entry).toHex()))
                         .arg(entry.size)
                         .arg(int(entry.type))
                         .arg(attributes.userId)
                         .arg(QString::fromLatin1(attributes.userName + attributes.xattrs.value("user.a")),
                              QString::fromLatin1(index.linkTarget(entry).toByteArray()),
                              hash ? digestText(*hash) : QString()));
    }
    return lines;
}

QStringList filesIn(const QTemporaryDir &folder)
{
    return QDir(folder.filePath(u"cache"_s)).entryList(QDir::Files, QDir::Name);
}

} // namespace

class TestIndexCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anIndexComesBack();
    void whatIsCutOrChangedIsNoIndex();
    void anImageComesBack();
    void platformsComeBackTogether();
    void layersAreKeptOnce();
    void damagedFilesAreForgotten();
    void onlySoundImages();
    void theOldestGoes();

private:
    IndexCache cache(qint64 limit = IndexCache::DefaultLimit) const
    {
        return IndexCache(m_folder->filePath(u"cache"_s), limit);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestIndexCache::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestIndexCache::anIndexComesBack()
{
    const auto index = indexOf(manyKinds());
    const auto back = IndexFile::read(IndexFile::bytesOf(*index));
    QVERIFY(back);
    QCOMPARE(listing(*back), listing(*index));
    QCOMPARE(back->fileBytes(), index->fileBytes());
    QVERIFY(back->paths().find("d/link"));
    const auto none = IndexFile::read(IndexFile::bytesOf(*indexOf({})));
    QVERIFY(none && none->count() == 0);
}

void TestIndexCache::whatIsCutOrChangedIsNoIndex()
{
    const QByteArray bytes = IndexFile::bytesOf(*indexOf(manyKinds()));
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY(!IndexFile::read(bytes.first(size)));
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        QByteArray changed = bytes;
        changed[at] = char(changed[at] ^ 1);
        QVERIFY2(!IndexFile::read(changed), qPrintable(QString::number(at)));
    }
    QVERIFY(!IndexFile::read(QByteArray(bytes + 'x')));
}

void TestIndexCache::anImageComesBack()
{
    const ArchiveImage image = readImage(smallImage());
    QVERIFY(cache().find(someId).isEmpty());
    cache().keep(someId, {image});
    QCOMPARE(cache().find(someId).size(), 1);
    const std::optional<ArchiveImage> back = cache().find(someId).first();
    QCOMPARE(back->names, image.names);
    QCOMPARE(back->platform, image.platform);
    QCOMPARE(back->created, image.created);
    QCOMPARE(back->configDigest, image.configDigest);
    QCOMPARE(back->layers.size(), image.layers.size());
    for (qsizetype i = 0; i < image.layers.size(); ++i) {
        QCOMPARE(back->layers[i].diffId, image.layers[i].diffId);
        QCOMPARE(back->layers[i].createdBy, image.layers[i].createdBy);
        QCOMPARE(back->layers[i].unpackedBytes, image.layers[i].unpackedBytes);
        QCOMPARE(back->layers[i].archiveEntry, image.layers[i].archiveEntry);
        QCOMPARE(listing(*back->layers[i].index), listing(*image.layers[i].index));
    }
    QCOMPARE(back->history.size(), image.history.size());
    QCOMPARE(back->history.last().layer, -1);
    QVERIFY(cache().find(otherId).isEmpty());
    QVERIFY(cache().find(u"../../etc/passwd"_s).isEmpty());
}

void TestIndexCache::platformsComeBackTogether()
{
    ArchiveImage image = readImage(smallImage()), other = image;
    image.platform = u"linux/amd64"_s;
    other.platform = u"linux/arm64/v8"_s;
    cache().keep(someId, {image, other});
    const QList<ArchiveImage> back = cache().find(someId);
    QCOMPARE(back.size(), 2);
    QCOMPARE(back[0].platform, image.platform);
    QCOMPARE(back[1].platform, other.platform);
    QVERIFY(back[1].layers.last().index);
    other.problem = Error{Error::Kind::InvalidInput, u"damaged"_s, {}};
    cache().keep(otherId, {image, other});
    QVERIFY(cache().find(otherId).isEmpty());
}

void TestIndexCache::layersAreKeptOnce()
{
    TestImage first = smallImage(), second = smallImage();
    second.layers.append({tarOf({{.path = "more", .data = "m"}}), u"COPY more"_s});
    cache().keep(someId, {readImage(first)});
    const qsizetype files = filesIn(*m_folder).size();
    cache().keep(otherId, {readImage(second)});
    QCOMPARE(filesIn(*m_folder).size(), files + 2); // the image and its last layer
}

void TestIndexCache::damagedFilesAreForgotten()
{
    const ArchiveImage image = readImage(smallImage());
    cache().keep(someId, {image});
    const QStringList files = filesIn(*m_folder);
    for (const QString &name : files) {
        QFile file(m_folder->filePath(u"cache/"_s + name));
        QVERIFY(file.resize(file.size() - 1));
        QVERIFY(cache().find(someId).isEmpty());
        QVERIFY(!file.exists());
        cache().keep(someId, {image});
        QVERIFY(!cache().find(someId).isEmpty());
    }
}

void TestIndexCache::onlySoundImages()
{
    ArchiveImage image = readImage(smallImage());
    image.layers[0].problem = Error{Error::Kind::InvalidInput, u"damaged"_s, {}};
    cache().keep(someId, {image});
    image = readImage(smallImage());
    image.layers[0].index = nullptr;
    cache().keep(someId, {image});
    cache().keep(u"no digest"_s, {readImage(smallImage())});
    QCOMPARE(filesIn(*m_folder), QStringList());
}

void TestIndexCache::theOldestGoes()
{
    TestImage other = smallImage();
    other.layers = {{tarOf({{.path = "other", .data = "o"}}), u"COPY other"_s}};
    cache().keep(someId, {readImage(smallImage())});
    qint64 size = 0;
    for (const QString &name : filesIn(*m_folder)) {
        QFile file(m_folder->filePath(u"cache/"_s + name));
        size += file.size();
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.setFileTime(QDateTime::currentDateTimeUtc().addDays(-1), QFileDevice::FileModificationTime);
    }
    cache(size).keep(otherId, {readImage(other)});
    QVERIFY(!cache().find(otherId).isEmpty());
    QVERIFY(cache().find(someId).isEmpty());
}

STRATA_TEST(TestIndexCache)
#include "tst_indexcache.moc"
