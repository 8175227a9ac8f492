// SPDX-License-Identifier: GPL-3.0-or-later
// What "layers --json" says, key by key, of which platform, and of which of the images that an engine sends. Not here: limits,
// text (tst_stratactl.cpp).
#include "manual.h"
#include "runstratactl.h"
#include "support/images.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>

#include <algorithm>
#include <functional>

using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

/// Each kind of file and change, hard links whose file is there and whose is not, waste of each kind and duplicates.
TestImage everyKind()
{
    QList<Item> base{folder("d/", 0700),
                     {.path = "d/a", .data = "aaaa", .mode = 0755},
                     {.path = "implied/x", .data = "x-data"},
                     hardLink("before", "d/a"),
                     hardLink("unlinked", "d/a"),
                     symbolicLink("s", "d/a"),
                     {.path = "tty", .type = strata::FileType::CharacterDevice, .mode = 0620},
                     {.path = "pipe", .type = strata::FileType::Fifo, .mode = 0600},
                     {.path = "same1", .data = "twice!"},
                     {.path = "w", .data = "0123456789"},
                     {.path = "gone", .data = "333"},
                     hardLink("kept", "gone"),
                     hardLink("keptToo", "gone"),
                     {.path = "bad\xff", .data = "1"},
                     hardLink("bad-link", "bad\xff")};
    QList<Item> change{folder("d/"),
                       {.path = ".wh.implied"},
                       {.path = ".wh.unlinked"},
                       {.path = ".wh.s"},
                       {.path = ".wh.gone"},
                       {.path = ".wh..wh.aufs", .data = "meta"},
                       {.path = "same2", .data = "twice!"},
                       {.path = "w", .data = "54321"}};
    QList<Item> again{folder("d/"), {.path = "w", .data = "54321", .modified = 1'700'000'001}};
    return {.names = {u"shop:1"_s, u"shop:latest"_s},
            .layers = {{tarOf(base), u"COPY base /"_s},
                       {tarOf(change), u"RUN change"_s, strata::Codec::Gzip},
                       {tarOf(again), u"RUN again"_s}},
            .architecture = u"arm64"_s,
            .variant = u"v8"_s};
}

/// With $ before what is reckoned from the image's bytes.
const QByteArray expectedText = R"({
"image": "shop:1", "names": ["shop:1", "shop:latest"], "platform": "linux/arm64/v8", "configDigest": "$config",
"incomplete": false, "problem": null,
"totalBytes": 50, "visibleBytes": 25, "wastedBytes": 25, "duplicateBytes": 6, "efficiency": 0.5,
"layers": [
  {"diffId": "$diffId0", "digest": "$digest0", "chainId": "$diffId0", "createdBy": "COPY base /", "storedBytes": $stored0,
   "bytes": 30, "entries": 15, "added": 16, "modified": 0, "deleted": 0, "wastedBytes": 16, "buriedBytes": 0,
   "files": [
     {"change": "added", "path": "bad-link", "type": "hardlink", "mode": "hrw-r--r--", "bytes": 1},
     {"change": "added", "path": "bad\ufffd", "pathBase64": "YmFk/w==", "type": "file", "mode": "-rw-r--r--", "bytes": 1},
     {"change": "added", "path": "before", "type": "hardlink", "mode": "hrwxr-xr-x", "bytes": 4},
     {"change": "added", "path": "d", "type": "directory", "mode": "drwx------"},
     {"change": "added", "path": "d/a", "type": "file", "mode": "-rwxr-xr-x", "bytes": 4},
     {"change": "added", "path": "gone", "type": "file", "mode": "-rw-r--r--", "bytes": 3},
     {"change": "added", "path": "implied", "type": "directory"},
     {"change": "added", "path": "implied/x", "type": "file", "mode": "-rw-r--r--", "bytes": 6},
     {"change": "added", "path": "kept", "type": "hardlink", "mode": "hrw-r--r--", "bytes": 3},
     {"change": "added", "path": "keptToo", "type": "hardlink", "mode": "hrw-r--r--", "bytes": 3},
     {"change": "added", "path": "pipe", "type": "fifo", "mode": "prw-------"},
     {"change": "added", "path": "s", "type": "symlink", "mode": "lrwxrwxrwx"},
     {"change": "added", "path": "same1", "type": "file", "mode": "-rw-r--r--", "bytes": 6},
     {"change": "added", "path": "tty", "type": "char", "mode": "crw--w----"},
     {"change": "added", "path": "unlinked", "type": "hardlink", "mode": "hrwxr-xr-x", "bytes": 4},
     {"change": "added", "path": "w", "type": "file", "mode": "-rw-r--r--", "bytes": 10}]},
  {"diffId": "$diffId1", "digest": "$digest1", "chainId": "$chainId1", "createdBy": "RUN change", "storedBytes": $stored1,
   "bytes": 15, "entries": 8, "added": 1, "modified": 2, "deleted": 5, "wastedBytes": 9, "buriedBytes": 20,
   "files": [
     {"change": "modified", "differences": ["mode"], "path": "d", "type": "directory", "mode": "drwxr-xr-x"},
     {"change": "deleted", "path": "gone", "type": "file", "mode": "-rw-r--r--", "bytes": 3},
     {"change": "deleted", "path": "implied", "type": "directory"},
     {"change": "deleted", "path": "implied/x", "type": "file", "mode": "-rw-r--r--", "bytes": 6},
     {"change": "deleted", "path": "s", "type": "symlink", "mode": "lrwxrwxrwx"},
     {"change": "added", "path": "same2", "type": "file", "mode": "-rw-r--r--", "bytes": 6},
     {"change": "deleted", "path": "unlinked", "type": "hardlink", "mode": "hrwxr-xr-x", "bytes": 4},
     {"change": "modified", "differences": ["content"], "path": "w", "type": "file", "mode": "-rw-r--r--", "bytes": 5}]},
  {"diffId": "$diffId2", "digest": "$digest2", "chainId": "$chainId2", "createdBy": "RUN again", "storedBytes": $stored2,
   "bytes": 5, "entries": 2, "added": 0, "modified": 1, "deleted": 0, "wastedBytes": 0, "buriedBytes": 5,
   "files": [
     {"change": "unchanged", "path": "d", "type": "directory", "mode": "drwxr-xr-x"},
     {"change": "modified", "differences": ["time"], "path": "w", "type": "file", "mode": "-rw-r--r--", "bytes": 5}]}],
"waste": [
  {"path": "w", "bytes": 10, "broughtBy": 0, "buriedBy": 1, "how": "replaced"},
  {"path": "implied/x", "bytes": 6, "broughtBy": 0, "buriedBy": 1, "how": "deleted"},
  {"path": "w", "bytes": 5, "broughtBy": 1, "buriedBy": 2, "how": "replaced"},
  {"path": ".wh..wh.aufs", "bytes": 4, "broughtBy": 1, "buriedBy": 1, "how": "unseen"}],
"duplicates": [
  {"bytes": 6, "duplicateBytes": 6, "copies": [{"path": "same1", "broughtBy": 0}, {"path": "same2", "broughtBy": 1}]}],
"merged": [
  {"path": "bad-link", "type": "hardlink", "mode": "hrw-r--r--", "bytes": 1,
   "sameFileAs": "bad\ufffd", "sameFileAsBase64": "YmFk/w=="},
  {"path": "bad\ufffd", "pathBase64": "YmFk/w==", "type": "file", "mode": "-rw-r--r--", "bytes": 1},
  {"path": "before", "type": "hardlink", "mode": "hrwxr-xr-x", "bytes": 4, "sameFileAs": "d/a"},
  {"path": "d", "type": "directory", "mode": "drwxr-xr-x"},
  {"path": "d/a", "type": "file", "mode": "-rwxr-xr-x", "bytes": 4},
  {"path": "kept", "type": "hardlink", "mode": "hrw-r--r--", "bytes": 3},
  {"path": "keptToo", "type": "hardlink", "mode": "hrw-r--r--", "bytes": 3, "sameFileAs": "kept"},
  {"path": "pipe", "type": "fifo", "mode": "prw-------"},
  {"path": "same1", "type": "file", "mode": "-rw-r--r--", "bytes": 6},
  {"path": "same2", "type": "file", "mode": "-rw-r--r--", "bytes": 6},
  {"path": "tty", "type": "char", "mode": "crw--w----"},
  {"path": "w", "type": "file", "mode": "-rw-r--r--", "bytes": 5}]
})";

QJsonObject expectedDocument(const TestImage &image)
{
    QByteArray text = expectedText;
    text.replace("$config", sha256(image.config()).toLatin1());
    QByteArray chain;
    for (qsizetype i = 0; i < image.layers.size(); ++i) {
        const QByteArray diffId = sha256(image.layers[i].tar).toLatin1();
        const QByteArray stored = image.layers[i].stored();
        const auto put = [&](const QByteArray &key, const QByteArray &value) {
            text.replace(QByteArray(key + QByteArray::number(i)), value);
        };
        chain = chain.isEmpty() ? diffId : sha256(chain + ' ' + diffId).toLatin1();
        put("$diffId", diffId);
        put("$chainId", chain);
        put("$digest", sha256(stored).toLatin1());
        put("$stored", QByteArray::number(stored.size()));
    }
    return QJsonDocument::fromJson(text).object();
}

/// Lines, so that a comparison tells the first that differs.
QByteArrayList linesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson().split('\n');
}

qint64 sumOf(const QJsonArray &objects, const QString &key)
{
    qint64 sum = 0;
    for (const QJsonValue &object : objects)
        sum += object[key].toInteger();
    return sum;
}

/// An engine that sends this archive whatever it is asked for, as Docker does with all tags of a name.
void setSaved(ScriptedServer &engine, const QList<Item> &archive)
{
    engine.on("GET", u"/images/*"_s, [bytes = tarOf(archive)](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.send(200, bytes, "application/x-tar");
    });
}

TestImage withNames(TestImage image, const QStringList &names)
{
    image.names = names;
    return image;
}

} // namespace

class TestStratactlLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theDocumentIsAsExpected();
    void withoutFilesThereAreNone();
    void sumsAreThoseOfTheImage();
    void theManualHasAllKeys();
    void aPlatformIsChosen();
    void anAbsentPlatformIsNamed();
    void aNameWithoutATagIsTheLatest_data();
    void aNameWithoutATagIsTheLatest();
    void aNameWithoutATagAndNoLatest();
    void anIdIsNoNameWithoutATag();
    void theSamePlatformsAreCompared();
    void manyWastedFilesAreAllThere();
    void everyLayerOfManyFilesIsInOrder();

private:
    QString write(const QByteArray &bytes, const QString &name = u"image.tar"_s) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }
    QString write(const TestImage &image) const { return write(tarOf(ociLayout({image}))); }
    QString writeTwoPlatforms() const;
    static QJsonObject layers(const QString &path, const QStringList &options = {})
    {
        const Run result = run(QStringList{u"layers"_s, u"--json"_s, path} + options);
        return result.errors.isEmpty() ? QJsonDocument::fromJson(result.output.toUtf8()).object() : QJsonObject();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestStratactlLayers::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestStratactlLayers::theDocumentIsAsExpected()
{
    const TestImage image = everyKind();
    const Run result = run({u"layers"_s, u"--json"_s, u"--files"_s, write(image)});
    QVERIFY2(result.exitCode == 0 && result.errors.isEmpty(), qPrintable(result.errors));
    QCOMPARE(result.output.count(u'\n'), 1);
    const QJsonObject expected = expectedDocument(image);
    QVERIFY(!expected.isEmpty());
    QCOMPARE(linesOf(QJsonDocument::fromJson(result.output.toUtf8()).object()), linesOf(expected));
}

void TestStratactlLayers::withoutFilesThereAreNone()
{
    const TestImage image = everyKind();
    QJsonObject expected = expectedDocument(image);
    expected.remove(u"merged"_s);
    QJsonArray shorter;
    for (const QJsonValue &layer : expected[u"layers"].toArray()) {
        QJsonObject object = layer.toObject();
        object.remove(u"files"_s);
        shorter.append(object);
    }
    expected[u"layers"_s] = shorter;
    QCOMPARE(linesOf(layers(write(image))), linesOf(expected));
}

void TestStratactlLayers::sumsAreThoseOfTheImage()
{
    const QJsonObject image = layers(write(everyKind()), {u"--files"_s});
    QJsonArray once;
    for (const QJsonValue &file : image[u"merged"].toArray()) {
        if (file[u"sameFileAs"].isUndefined())
            once.append(file);
    }
    QCOMPARE(sumOf(once, u"bytes"_s), 25);
    QCOMPARE(sumOf(once, u"bytes"_s), image[u"visibleBytes"].toInteger());
    QCOMPARE(sumOf(image[u"waste"].toArray(), u"bytes"_s), image[u"wastedBytes"].toInteger());
    QCOMPARE(sumOf(image[u"duplicates"].toArray(), u"duplicateBytes"_s), image[u"duplicateBytes"].toInteger());
    QCOMPARE(sumOf(image[u"layers"].toArray(), u"bytes"_s), image[u"totalBytes"].toInteger());
    QCOMPARE(sumOf(image[u"layers"].toArray(), u"wastedBytes"_s), image[u"wastedBytes"].toInteger());
    QCOMPARE(sumOf(image[u"layers"].toArray(), u"buriedBytes"_s), image[u"wastedBytes"].toInteger());
}

/// And no others.
void TestStratactlLayers::theManualHasAllKeys()
{
    QSet<QString> keys;
    collectKeys(expectedDocument(everyKind()), keys);
    const QString before = write(everyKind());
    const QString after = write(tarOf(ociLayout({smallImage()})), u"after.tar"_s);
    const Run difference = run({u"layers"_s, u"--json"_s, u"--diff"_s, before, after});
    QCOMPARE(difference.exitCode, 1);
    collectKeys(QJsonDocument::fromJson(difference.output.toUtf8()).object(), keys);
    QVERIFY(keys.contains(u"bytesAfter"_s));
    QCOMPARE(sorted(manualKeys(".SH JSON OF LAYERS")), sorted(keys));
}

QString TestStratactlLayers::writeTwoPlatforms() const
{
    TestImage other = everyKind();
    other.names = smallImage().names;
    return write(tarOf(ociLayout({smallImage(), other}, {.nested = true})));
}

void TestStratactlLayers::aPlatformIsChosen()
{
    const QString path = writeTwoPlatforms();
    const Run both = run({u"layers"_s, u"--json"_s, path});
    QCOMPARE(both.exitCode, 0);
    QStringList platforms;
    for (const QString &line : both.output.split(u'\n', Qt::SkipEmptyParts))
        platforms.append(QJsonDocument::fromJson(line.toUtf8())[u"platform"].toString());
    QCOMPARE(platforms, QStringList({u"linux/amd64"_s, u"linux/arm64/v8"_s}));
    for (const auto &[platform, bytes] : {std::pair(u"linux/amd64"_s, 5018), {u"linux/arm64"_s, 50}}) {
        const Run one = run({u"layers"_s, u"--json"_s, path, u"--platform"_s, platform});
        QCOMPARE(one.exitCode, 0);
        QCOMPARE(one.output.count(u'\n'), 1);
        const QJsonDocument image = QJsonDocument::fromJson(one.output.toUtf8());
        QVERIFY(image[u"platform"].toString().startsWith(platform));
        QCOMPARE(image[u"totalBytes"].toInt(), bytes);
    }
}

void TestStratactlLayers::anAbsentPlatformIsNamed()
{
    const QString path = writeTwoPlatforms();
    const QString sentence = u"stratactl: %1 has no image for linux/s390x, but for linux/amd64, linux/arm64/v8\n"_s;
    for (const QStringList &names : {QStringList{path}, {u"--diff"_s, path, path}}) {
        const Run result = run(QStringList{u"layers"_s, u"--json"_s, u"--platform"_s, u"linux/s390x"_s} + names);
        QCOMPARE(result.exitCode, 1);
        QVERIFY(result.output.isEmpty());
        QCOMPARE(result.errors, sentence.arg(path));
    }
}

void TestStratactlLayers::aNameWithoutATagIsTheLatest_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("repository");
    QTest::newRow("as docker prints it") << u"shop"_s << u"shop"_s;
    QTest::newRow("in full") << u"docker.io/library/shop"_s << u"shop"_s;
    QTest::newRow("in full, from the engine") << u"shop"_s << u"docker.io/library/shop"_s;
    QTest::newRow("of a registry") << u"registry.example:5000/a/shop"_s << u"registry.example:5000/a/shop"_s;
}

void TestStratactlLayers::aNameWithoutATagIsTheLatest()
{
    QFETCH(QString, typed);
    QFETCH(QString, repository);
    ScriptedServer engine;
    setSaved(engine,
             dockerArchive({withNames(smallImage(), {repository + u":1"_s}),
                            withNames(everyKind(), {repository + u":latest"_s, repository + u":2"_s})}));
    const QStringList asked{u"-H"_s, engine.endpoint().toString(), u"layers"_s, u"--json"_s};
    const Run one = run(asked + QStringList{typed});
    QVERIFY2(one.exitCode == 0 && one.errors.isEmpty(), qPrintable(one.errors));
    QCOMPARE(one.output.count(u'\n'), 1);
    QCOMPARE(QJsonDocument::fromJson(one.output.toUtf8())[u"totalBytes"].toInt(), 50);
    const Run difference = run(asked + QStringList{u"--diff"_s, typed, write(everyKind())});
    QVERIFY2(difference.exitCode == 0 && difference.errors.isEmpty(), qPrintable(difference.errors));
}

void TestStratactlLayers::aNameWithoutATagAndNoLatest()
{
    ScriptedServer engine;
    setSaved(engine,
             dockerArchive({withNames(smallImage(), {u"shop:1"_s}), withNames(everyKind(), {u"shop:2"_s, u"a:3"_s})}));
    for (const QStringList &names : {QStringList{u"shop"_s}, {u"--diff"_s, u"shop"_s, write(everyKind())}}) {
        const Run result = run(QStringList{u"-H"_s, engine.endpoint().toString(), u"layers"_s} + names);
        QCOMPARE(result.exitCode, 2);
        QVERIFY(result.output.isEmpty());
        QCOMPARE(result.errors, u"stratactl: there is no shop:latest: give one of shop:1, shop:2\n"_s);
    }
}

/// Nor is one of several platforms several images.
void TestStratactlLayers::anIdIsNoNameWithoutATag()
{
    ScriptedServer engine;
    const QString host = engine.endpoint().toString();
    for (const QStringList &names : {QStringList{}, {u"shop:1"_s}}) {
        setSaved(engine, dockerArchive({withNames(smallImage(), names), withNames(everyKind(), names)}));
        const Run both = run({u"-H"_s, host, u"layers"_s, u"--json"_s, names.isEmpty() ? u"abc123"_s : u"shop"_s});
        QVERIFY2(both.exitCode == 0, qPrintable(both.errors));
        QCOMPARE(both.output.count(u'\n'), 2);
    }
}

void TestStratactlLayers::theSamePlatformsAreCompared()
{
    const QString both = writeTwoPlatforms();
    const QString arm = write(tarOf(ociLayout({withNames(everyKind(), {u"other:1"_s})})), u"arm.tar"_s);
    const Run same = run({u"layers"_s, u"--json"_s, u"--diff"_s, both, arm});
    QCOMPARE(same.exitCode, 0);
    QCOMPARE(same.errors, u"stratactl: comparing shop:1, linux/arm64/v8 with other:1, linux/arm64/v8\n"_s);
    const Run chosen = run({u"layers"_s, u"--json"_s, u"--diff"_s, arm, both, u"--platform"_s, u"linux/arm64"_s});
    QCOMPARE(chosen.exitCode, 0);
    QVERIFY2(chosen.errors.isEmpty(), qPrintable(chosen.errors));
}

/// Text shows ten; scripts get each, the largest first.
void TestStratactlLayers::manyWastedFilesAreAllThere()
{
    constexpr int count = 500;
    QList<Item> files;
    for (int i = 1; i <= count; ++i)
        files.append({.path = "f" + QByteArray::number(i), .data = QByteArray(i, 'f')});
    const TestImage image{.names = {u"shop:1"_s},
                          .layers = {{tarOf(files), u"COPY f"_s},
                                     {tarOf(files), u"COPY f"_s},
                                     {tarOf({{.path = ".wh.f7"}}), u"RUN rm"_s}}};
    const QJsonArray waste = layers(write(image))[u"waste"].toArray();
    QCOMPARE(waste.size(), count + 1);
    QVERIFY(std::ranges::is_sorted(waste, std::greater(),
                                   [](const QJsonValue &file) { return file[u"bytes"].toInteger(); }));
    QCOMPARE(waste[0][u"path"].toString(), u"f500"_s);
    QStringList fates;
    for (const QJsonValue &file : waste) {
        if (file[u"path"].toString() == u"f7")
            fates.append(u"%1 %2 %3"_s.arg(file[u"how"].toString())
                             .arg(file[u"broughtBy"].toInt())
                             .arg(file[u"buriedBy"].toInt()));
    }
    fates.sort();
    QCOMPARE(fates, QStringList({u"deleted 1 2"_s, u"replaced 0 1"_s}));
}

void TestStratactlLayers::everyLayerOfManyFilesIsInOrder()
{
    constexpr int layerCount = 120;
    QList<Item> files;
    for (int i = 0; i < 20'000; ++i)
        files.append({.path = "f" + QByteArray::number(i)});
    TestImage image{.names = {u"shop:1"_s}, .layers = {{tarOf(files), u"COPY f"_s}}};
    for (int i = 0; i < layerCount; ++i)
        image.layers.append({tarOf({{.path = "z" + QByteArray::number(i), .data = "1"}, {.path = "b"}}), u"RUN"_s});
    const QJsonArray shown = layers(write(image), {u"--files"_s})[u"layers"].toArray();
    QCOMPARE(shown.size(), layerCount + 1);
    for (qsizetype i = 1; i < shown.size(); ++i) {
        QCOMPARE(shown[i][u"files"][0][u"path"].toString(), u"b"_s);
        QCOMPARE(shown[i][u"files"][1][u"path"].toString(), u"z%1"_s.arg(i - 1));
    }
}

STRATA_TEST(TestStratactlLayers)
#include "tst_stratactl_layers.moc"
