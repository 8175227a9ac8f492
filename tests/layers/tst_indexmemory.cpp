// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/archive.h"
#include "layers/filearrangement.h"
#include "layers/storedfile.h"
#include "support/images.h"
#include "support/memory.h"
#include "support/slowness.h"
#include "support/testprogram.h"

#include <stop_token>
#include <thread>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mebibyte = 1 << 20;
constexpr qint64 streamBytes = 256 * mebibyte / slowness; // eight times what a reader may take
constexpr qint64 insideMebibytes = 192 / slowness;        // each byte is hashed twice, slowly in a debug build

/// Pieces that are made when they are asked for: an archive of any size that is nowhere as a whole.
class MadeSource final : public ByteSource
{
public:
    using Make = std::function<QByteArray(qint64 piece)>; ///< empty: that was all

    explicit MadeSource(Make make) : m_make(std::move(make)) {}

    Result<QByteArrayView> next() override
    {
        m_piece = m_make(m_number++);
        m_given += m_piece.size();
        return QByteArrayView(m_piece);
    }
    qint64 given() const { return m_given; }

private:
    Make m_make;
    QByteArray m_piece;
    qint64 m_number = 0;
    qint64 m_given = 0;
};

/// One piece again and again between two others.
MadeSource::Make repeated(const QByteArray &first, const QByteArray &piece, qint64 times, const QByteArray &last)
{
    return [=](qint64 number) {
        if (number == 0)
            return first;
        if (number <= times)
            return piece;
        return number == times + 1 ? last : QByteArray();
    };
}

/// A tar of one file of zeros, compressed. Its packed parts stand behind each other as one stream.
struct Bomb
{
    Bomb(Codec codec, qint64 mebibytes)
        : first(compressed(rawHeader("zeros", '0', mebibytes * mebibyte), codec)),
          piece(compressed(QByteArray(mebibyte, '\0'), codec)), last(compressed(endMark, codec)), times(mebibytes)
    {}

    qint64 packedSize() const { return first.size() + piece.size() * times + last.size(); }
    MadeSource::Make alone() const { return repeated(first, piece, times, last); }
    MadeSource::Make inAnArchive() const
    {
        const QByteArray header = rawHeader("blob", '0', packedSize());
        const QByteArray padding((tar::blockSize - packedSize() % tar::blockSize) % tar::blockSize, '\0');
        return repeated(header + first, piece, times, last + padding + endMark);
    }
    QByteArray archive() const
    {
        MadeSource source(inAnArchive());
        return readAll(source).value_or(QByteArray());
    }

    QByteArray first;
    QByteArray piece;
    QByteArray last;
    qint64 times;
};

QByteArray base256(qint64 number)
{
    QByteArray field(12, '\0');
    for (qsizetype at = field.size() - 1; number > 0; number >>= 8)
        field[at--] = static_cast<char>(number & 0xff);
    field[0] = '\x80';
    return field;
}

/// Reads a tar into an index of its own budget: how it ended, and what is in it by then.
struct BudgetedRead
{
    BudgetedRead(ByteSource &source, IndexBudget limits) : budget(limits)
    {
        TarReader reader(source);
        LayerIndexBuilder builder(budget);
        TarEntry entry;
        Result<bool> there;
        while ((there = reader.next(entry)) && *there) {
            if (const Result<void> added = builder.add(entry, nullptr); !added) {
                there = std::unexpected(added.error());
                break;
            }
        }
        if (!there)
            error = there.error();
        index = builder.finish();
    }

    IndexBudget budget;
    std::optional<Error> error;
    std::shared_ptr<const LayerIndex> index;
};

QByteArray say(qint64 number)
{
    return QByteArray::number(number);
}

} // namespace

/// What an archive can do to the memory of who reads it. Each stream is many times larger than what may be taken for it.
class TestIndexMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bombsAsAWhole_data() { bombs(); }
    void bombsAsAWhole();
    void bombsInside_data() { bombs(); }
    void bombsInside();
    void bombInABomb();
    void bombsAreStopped();
    void headersWithoutEnd_data();
    void headersWithoutEnd();
    void headersThatClaimGigabytes_data();
    void headersThatClaimGigabytes();
    void filesThatClaimExabytes();
    void textsSpendTheBudget_data();
    void textsSpendTheBudget();
    void entriesSpendTheBudget();
    void manyEntriesTakeLittle();
    void documentsOfHoles();
    void emptyTars();
    void imagesOfTheSameLayers_data();
    void imagesOfTheSameLayers();
    void layersThatAreNotThere();
    void deepPaths();
    void linksInALoop();
    void linksInALongRow();

private:
    static void bombs();
};

void TestIndexMemory::bombs()
{
    QTest::addColumn<Codec>("codec");
    for (const Codec codec : {Codec::Gzip, Codec::Zstd, Codec::Xz, Codec::Bzip2})
        QTest::newRow(qPrintable(codecName(codec))) << codec;
}

void TestIndexMemory::bombsAsAWhole()
{
    QFETCH(Codec, codec);
    const Bomb bomb(codec, streamBytes / mebibyte);
    MadeSource source(bomb.alone());
    const MemoryPeak peak;
    const Result<ArchiveContents> contents = readArchive(source);
    QCOMPARE_LT(peak.growth(), memoryLimit);
    QVERIFY(contents && !contents->problem);
    QCOMPARE(contents->codec, codec);
    QCOMPARE(contents->bytes, bomb.packedSize());
    QCOMPARE(contents->index->fileBytes(), streamBytes);
}

void TestIndexMemory::bombsInside()
{
    QFETCH(Codec, codec);
    MadeSource source(Bomb(codec, insideMebibytes).inAnArchive());
    std::shared_ptr<const LayerIndex> layer;
    const MemoryPeak peak;
    const Result<ArchiveContents> contents = readArchive(
        source, {.layerRead = [&layer](const ReadLayer &read) { layer = read.index; }});
    QCOMPARE_LT(peak.growth(), memoryLimit);
    QVERIFY(contents && contents->isWhole);
    QVERIFY(layer);
    QCOMPARE(layer->count(), 1);
    QCOMPARE(layer->fileBytes(), insideMebibytes * mebibyte);
}

/// Megabytes in kilobytes in a few hundred bytes.
void TestIndexMemory::bombInABomb()
{
    const QByteArray bytes = compressed(Bomb(Codec::Gzip, insideMebibytes).archive(), Codec::Gzip);
    QVERIFY2(bytes.size() < 50'000, say(bytes.size()).constData());
    MemorySource source(bytes);
    qint64 fileBytes = 0;
    const MemoryPeak peak;
    const Result<ArchiveContents> contents = readArchive(
        source, {.layerRead = [&](const ReadLayer &layer) { fileBytes = layer.index->fileBytes(); }});
    QCOMPARE_LT(peak.growth(), memoryLimit);
    QVERIFY(contents && contents->isWhole);
    QCOMPARE(fileBytes, insideMebibytes * mebibyte);
}

/// Also while a single piece of what is read becomes a hundred megabytes.
void TestIndexMemory::bombsAreStopped()
{
    const QByteArray bytes = compressed(Bomb(Codec::Gzip, insideMebibytes).archive(), Codec::Gzip);
    MemorySource source(bytes);
    std::stop_source stop;
    std::jthread person([&stop] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        stop.request_stop();
    });
    const Result<ArchiveContents> contents = readArchive(source, {.stop = stop.get_token()});
    QVERIFY(!contents);
    QCOMPARE(contents.error().kind, Error::Kind::Cancelled);
}

void TestIndexMemory::headersWithoutEnd_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<int>("times");
    constexpr qsizetype large = mebibyte - 100; // more is refused
    const QByteArray text(large, 'n');
    QByteArray xattrs;
    for (int i = 0; xattrs.size() < large - 100; ++i)
        xattrs += paxRecord("SCHILY.xattr.user." + say(i), "x");
    const auto row = [](const char *name, const QByteArray &first, const QByteArray &piece,
                        int times = int(streamBytes / mebibyte)) { QTest::newRow(name) << first << piece << times; };
    row("PAX", {}, paxHeader(paxRecord("path", text.first(large - 20))));
    row("PAX, of attributes", {}, paxHeader(xattrs), 24 / slowness); // of which each takes five times as much
    row("PAX, global", {}, paxHeader(paxRecord("comment", text), 'g'));
    row("one global", rawHeader("g", 'g', 0, {{124, base256(2 * streamBytes)}}), paddedToBlock(text));
    row("GNU name", {}, rawHeader("././@LongLink", 'L', large) + paddedToBlock(text));
    row("GNU link", {}, rawHeader("././@LongLink", 'K', large) + paddedToBlock(text));
    const QByteArray goesOn(1, '\1');
    QByteArray map(tar::blockSize, '\0');
    map.replace(504, 1, goesOn);
    row("map of a sparse file", rawHeader("sparse", 'S', 0, {{257, QByteArray("ustar  \0", 8)}, {482, goesOn}}),
        map.repeated(mebibyte / tar::blockSize));
}

void TestIndexMemory::headersWithoutEnd()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, piece);
    QFETCH(int, times);
    first.prepend(rawHeader("before", '0', 0));
    MadeSource source(repeated(first, piece, times, {}));
    const MemoryPeak peak;
    const Result<ArchiveContents> contents = readArchive(source);
    QCOMPARE_LT(peak.growth(), memoryLimit);
    QCOMPARE_GT(source.given(), (times - 1) * mebibyte);
    QVERIFY(contents && contents->problem);
    QCOMPARE(contents->problem->kind, Error::Kind::BrokenStream);
    QCOMPARE(contents->index->count(), 1);
}

void TestIndexMemory::headersThatClaimGigabytes_data()
{
    QTest::addColumn<QByteArray>("header");
    for (const char kind : {'x', 'L', 'K'}) {
        QTest::addRow("%c of 4 GB", kind) << rawHeader("x", kind, qint64(4) << 30);
        QTest::addRow("%c of 8 EB", kind) << rawHeader("x", kind, 0, {{124, base256(LLONG_MAX)}});
    }
}

/// Refused at once, not when memory is full.
void TestIndexMemory::headersThatClaimGigabytes()
{
    QFETCH(QByteArray, header);
    MadeSource source(repeated(rawHeader("before", '0', 0) + header, QByteArray(mebibyte, 'n'), 4096, endMark));
    const MemoryPeak peak;
    const Result<ArchiveContents> contents = readArchive(source);
    QCOMPARE_LT(peak.growth(), memoryLimit);
    QCOMPARE_LT(source.given(), 2 * mebibyte);
    QVERIFY(contents && !contents->isWhole);
    QCOMPARE(contents->problem->kind, Error::Kind::TooLarge);
    QVERIFY(contents->problem->message.contains(u"mebibyte"_s));
}

void TestIndexMemory::filesThatClaimExabytes()
{
    const QByteArray most = QByteArray::number(LLONG_MAX);
    for (const QByteArray &header : {rawHeader("f", '0', 0, {{124, base256(LLONG_MAX)}}),
                                     QByteArray(paxHeader(paxRecord("size", most)) + rawHeader("f", '0', 0)),
                                     QByteArray(paxHeader(paxRecord("GNU.sparse.size", most) + paxRecord("size", most))
                                                + rawHeader("f", '0', 0))}) {
        MadeSource source(repeated(header, QByteArray(mebibyte, 'x'), 64, {}));
        const MemoryPeak peak;
        const Result<ArchiveContents> contents = readArchive(source);
        QCOMPARE_LT(peak.growth(), memoryLimit);
        QVERIFY(contents && contents->problem);
        QCOMPARE(contents->problem->kind, Error::Kind::BrokenStream);
        QCOMPARE(contents->index->fileBytes(), LLONG_MAX);
    }
}

void TestIndexMemory::textsSpendTheBudget_data()
{
    QTest::addColumn<MadeSource::Make>("make");
    const QByteArray text(400'000, 't');
    const auto row = [](const char *name, const auto &records) {
        QTest::newRow(name) << MadeSource::Make([records](qint64 number) -> QByteArray {
            return paxHeader(records(say(number) + '-')) + rawHeader("f", '0', 0);
        });
    };
    row("names", [=](const QByteArray &number) { return paxRecord("path", number + text); });
    row("names written otherwise",
        [=](const QByteArray &number) { return paxRecord("path", number + text + "/../f"); });
    row("deep names",
        [](const QByteArray &number) { return paxRecord("path", number + QByteArray("/d").repeated(100'000)); });
    row("owners", [=](const QByteArray &number) { return paxRecord("uname", number + text); });
    row("attributes", [=](const QByteArray &number) { return paxRecord("SCHILY.xattr.user.x", number + text); });
    row("small attributes", [](const QByteArray &number) {
        QByteArray records;
        for (int i = 0; i < 3000; ++i)
            records += paxRecord("SCHILY.xattr." + say(i), i == 0 ? number : QByteArray("x"));
        return records;
    });
    QTest::newRow("link targets") << MadeSource::Make(
        [text](qint64) -> QByteArray { return paxHeader(paxRecord("linkpath", text)) + rawHeader("l", '2', 0); });
}

/// A stream without end, of texts that are each another one.
void TestIndexMemory::textsSpendTheBudget()
{
    QFETCH(MadeSource::Make, make);
    MadeSource source([&make](qint64 number) { return number * 400'000 < streamBytes ? make(number) : QByteArray(); });
    const MemoryPeak peak;
    const BudgetedRead read(source, {.bytes = 8 * mebibyte});
    QCOMPARE_LT(peak.growth(), memoryLimit);
    QVERIFY(read.error);
    QCOMPARE(read.error->kind, Error::Kind::TooLarge);
    QCOMPARE_LT(source.given(), 16 * mebibyte);
    QCOMPARE_GT(read.index->count(), 1);
}

void TestIndexMemory::entriesSpendTheBudget()
{
    constexpr qint64 limit = 50'000;
    const QByteArray same = rawHeader("d/f", '0', 0).repeated(2000);
    for (const bool areAlike : {true, false}) {
        MadeSource source([&](qint64 number) -> QByteArray {
            if (number >= 10 * limit / (areAlike ? 2000 : 1))
                return {};
            return areAlike ? same : rawHeader("d/" + say(number), '0', 0);
        });
        const MemoryPeak peak;
        const BudgetedRead read(source, {.entries = limit});
        QCOMPARE_LT(peak.growth(), memoryLimit);
        QCOMPARE(read.error.value_or(Error()).kind, Error::Kind::TooLarge);
        QCOMPARE(read.index->count(), limit);
        QCOMPARE_LT(source.given(), 2 * limit * tar::blockSize);
    }
}

void TestIndexMemory::manyEntriesTakeLittle()
{
    constexpr qint64 count = 300'000 / slowness;
    MadeSource source([](qint64 number) {
        return number < count ? rawHeader("usr/share/" + say(number), '0', 0)
            : number == count ? endMark
                              : QByteArray();
    });
    const MemoryPeak peak;
    const Result<ArchiveContents> contents = readArchive(source);
    const qint64 each = peak.growth() / count;
    QVERIFY(contents && !contents->problem);
    QCOMPARE(contents->index->count(), count);
    QVERIFY2(each < memoryLimit / 150'000, say(each).constData());
}

/// What is between the holes begins as a document does: nothing of them is kept.
void TestIndexMemory::documentsOfHoles()
{
    const QByteArray bytes = paxHeader(paxRecord("GNU.sparse.size", "30000000")
                                       + paxRecord("GNU.sparse.map", "0,500000"))
        + rawHeader("manifest.json", '0', 500'000) + paddedToBlock('{' + QByteArray(499'999, ' ')) + endMark;
    MemorySource source(bytes);
    const MemoryPeak peak;
    const Result<ArchiveContents> contents = readArchive(source);
    QCOMPARE_LT(peak.growth(), memoryLimit / 2);
    QVERIFY(contents);
}

/// Each could be a layer.
void TestIndexMemory::emptyTars()
{
    const QByteArray empty(2 * tar::blockSize, '\0');
    MadeSource source([&empty](qint64 number) {
        return number < 60'000 ? QByteArray(rawHeader("l" + say(number), '0', empty.size()) + empty) : QByteArray();
    });
    const MemoryPeak peak;
    const Result<ArchiveContents> contents = readArchive(source);
    QCOMPARE_LT(peak.growth(), memoryLimit);
    QVERIFY(contents && contents->problem);
    QCOMPARE(contents->problem->kind, Error::Kind::TooLarge);
    QCOMPARE_GE(contents->index->count(), 20'000U);
}

void TestIndexMemory::imagesOfTheSameLayers_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<int>("count");
    const QByteArray digest = '"' + sha256("layer").toLatin1() + '"';
    const QByteArrayList digests(1'000, digest);
    QTest::newRow("layers") << QByteArray("{\"rootfs\":{\"diff_ids\":[" + digests.join(',') + "]}}") << 1'000;
    const QByteArrayList lines(400'000, "{}");
    QTest::newRow("history") << QByteArray("{\"rootfs\":{\"diff_ids\":[]},\"history\":[" + lines.join(',') + "]}")
                             << 100;
    QTest::newRow("text") << QByteArray("{\"rootfs\":{\"diff_ids\":[]},\"architecture\":\"" + QByteArray(2'000'000, 'a')
                                        + "\"}")
                          << 200;
}

/// A configuration of a few kilobytes, which each of many manifests names.
void TestIndexMemory::imagesOfTheSameLayers()
{
    QFETCH(QByteArray, config);
    QFETCH(int, count);
    const auto descriptor = [](const QByteArray &bytes) {
        return QByteArray("{\"digest\":\"" + sha256(bytes).toLatin1() + "\"}");
    };
    QList<Item> items{{.path = "oci-layout", .data = "{\"imageLayoutVersion\":\"1.0.0\"}"}, blob(config)};
    QByteArrayList descriptors;
    for (int i = 0; i < count; ++i) {
        const QByteArray manifest = "{\"n\":" + say(i) + ",\"config\":" + descriptor(config) + ",\"layers\":[]}";
        items.append(blob(manifest));
        descriptors.append(descriptor(manifest));
    }
    items.append({.path = "index.json", .data = "{\"manifests\":[" + descriptors.join(',') + "]}"});
    MemorySource source(tarOf(items));
    const MemoryPeak peak;
    const Result<ArchiveContents> contents = readArchive(source);
    QCOMPARE_LT(peak.growth(), 10 * memoryLimit);
    QVERIFY(contents);
    QCOMPARE(contents->images.size(), count);
    QCOMPARE(contents->images.last().problem.value_or(Error()).kind, Error::Kind::TooLarge);
    QVERIFY(!contents->images.first().problem || contents->images.first().problem->kind != Error::Kind::TooLarge);
    qsizetype layers = 0;
    for (const ArchiveImage &image : contents->images)
        layers += image.layers.size();
    QCOMPARE_LE(layers, 100'000);
}

void TestIndexMemory::layersThatAreNotThere()
{
    const QList<std::shared_ptr<const LayerIndex>> layers(60'000);
    const MemoryPeak peak;
    const auto tree = ImageTree::build(layers).value_or(nullptr);
    QVERIFY(tree);
    QCOMPARE(tree->layers().size(), layers.size());
    QCOMPARE(tree->layers().first(), tree->layers().last());
    QCOMPARE_LT(peak.growth(), memoryLimit);
}

/// Of a file and of a folder, from the bytes to the rows of a window.
void TestIndexMemory::deepPaths()
{
    constexpr int depth = 100'000;
    const QByteArray path = QByteArray("d/").repeated(depth) + "file";
    const QByteArray bytes = paxHeader(paxRecord("path", path)) + rawHeader("f", '0', 4) + paddedToBlock("deep")
        + paxHeader(paxRecord("path", path + "s/")) + rawHeader("d", '5', 0)
        + paxHeader(paxRecord("path", QByteArray("x/../").repeated(depth) + "up")) + rawHeader("f", '0', 0) + endMark;
    MemorySource source(bytes);
    const MemoryPeak peak;
    const Result<ArchiveContents> contents = readArchive(source);
    QVERIFY(contents && !contents->problem);
    const ArchiveImage image = asOneLayer(*contents).value_or(ArchiveImage());
    const auto tree = ImageTree::build({image.layers.value(0).index}).value_or(nullptr);
    QVERIFY(tree);
    QCOMPARE(tree->paths().path(*tree->paths().find(path)), path);
    QVERIFY(tree->paths().find("up"));
    for (const FileQuery &query : {FileQuery{}, FileQuery{.text = u"file"_s, .order = FileQuery::Order::Size}}) {
        const auto files = FileArrangement::build(tree, query).value_or(nullptr);
        QVERIFY(files);
        QCOMPARE(files->bytes(*tree->paths().find("d/d/d")), 4);
        QVERIFY(files->nodes().isShown(*tree->paths().find("d/d/d")));
    }
    QCOMPARE_LT(peak.growth(), memoryLimit);
}

void TestIndexMemory::linksInALoop()
{
    const QByteArray bytes = tarOf({symbolicLink("a", "b"),
                                    symbolicLink("b", "a"),
                                    symbolicLink("self", "self"),
                                    symbolicLink("up", "up/../up/x"),
                                    hardLink("h1", "h2"),
                                    hardLink("h2", "h1"),
                                    hardLink("h0", "h0"),
                                    folder("d/"),
                                    hardLink("d/above", "d"),
                                    {.path = "a/below", .data = "file"}});
    MemorySource source(bytes);
    const Result<ArchiveContents> contents = readArchive(source);
    QVERIFY(contents && !contents->problem);
    const ArchiveImage image = asOneLayer(*contents).value_or(ArchiveImage());
    const auto index = image.layers.value(0).index;
    const auto tree = ImageTree::build({index, index}).value_or(nullptr);
    QVERIFY(tree);
    for (const QByteArray path : {"b", "self", "up", "h1", "h2", "h0", "d/above"}) {
        const ImageTree::Event *event = tree->at(*tree->paths().find(path), 1);
        QVERIFY2(event, path.constData());
        const Result<StoredFile> file = storedFile(image, *tree, tree->file(*event));
        QVERIFY2(!file, path.constData());
        QCOMPARE(file.error().kind, Error::Kind::NotFound);
    }
    QCOMPARE(tree->visibleBytes(), 4);
    const auto files = FileArrangement::build(tree, {.layer = 1}).value_or(nullptr);
    QCOMPARE(files->bytes(PathTable::root), 4);
    QCOMPARE(files->bytes(*tree->paths().find("a")), 4); // a folder now, as the engine makes it
}

/// Each a name of the one before.
void TestIndexMemory::linksInALongRow()
{
    constexpr int count = 50'000;
    IndexBudget budget;
    LayerIndexBuilder builder(budget);
    QVERIFY(builder.add({.path = "0", .size = 7}, nullptr));
    for (int i = 1; i < count; ++i)
        QVERIFY(builder.add({.path = say(i), .linkTarget = say(i - 1), .type = FileType::HardLink}, nullptr));
    const auto index = builder.finish();
    const auto tree = ImageTree::build({index, index}).value_or(nullptr);
    QVERIFY(tree);
    const ImageTree::Event *last = tree->at(*tree->paths().find(say(count - 1)), 1);
    QCOMPARE(tree->entry(tree->file(*last)).size, 7);
    QCOMPARE(tree->visibleBytes(), 7);
    QCOMPARE(FileArrangement::build(tree, {.layer = 1}).value()->bytes(PathTable::root), 7);
}

STRATA_TEST(TestIndexMemory)
#include "tst_indexmemory.moc"
