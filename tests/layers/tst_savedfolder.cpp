// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/savedfolder.h"
#include "support/images.h"
#include "support/testprogram.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// A folder of an image on the disk, and nothing outside of it.
class TestSavedFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asAContainerSeesIt_data();
    void asAContainerSeesIt();
    void ofALowerLayer();
    void modesAndTimes();
    void severalNamesOfAFile();
    void linksStayInside_data();
    void linksStayInside();
    void linksThroughLinks();
    void namesThatLeadOut();
    void whatIsNoFile();
    void nothingIsOverwritten();
    void nothingIsLeftAfterAnError();
    void cutAnywhere();

private:
    void setLayers(const QList<QList<Item>> &layers, Codec codec = Codec::None);
    Result<SavedFolder> save(const QByteArray &folder, qsizetype layer = -1, const std::stop_token &stop = {});
    QStringList saved() const; ///< every path below the target, with the content or "→ target"
    QString target() const { return m_place->filePath(u"out/saved"_s); }
    QStringList beside() const { return QDir(m_place->filePath(u"out"_s)).entryList(everything); }

    static constexpr QDir::Filters everything = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;

    std::unique_ptr<QTemporaryDir> m_place;
    QByteArray m_archive;
    ArchiveImage m_image;
    std::shared_ptr<const ImageTree> m_tree;
};

void TestSavedFolder::init()
{
    m_place = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_place->path()).mkdir(u"out"_s));
}

void TestSavedFolder::setLayers(const QList<QList<Item>> &layers, Codec codec)
{
    TestImage image{.names = {u"shop:1"_s}};
    for (const QList<Item> &items : layers)
        image.layers.append({tarOf(items), u"COPY . ."_s, codec});
    m_archive = tarOf(ociLayout({image}));
    MemorySource source(m_archive);
    const Result<ArchiveContents> contents = readArchive(source);
    QVERIFY(contents && contents->images.size() == 1);
    m_image = contents->images[0];
    QList<std::shared_ptr<const LayerIndex>> indexes;
    for (const ArchiveLayer &layer : m_image.layers)
        indexes.append(layer.index);
    m_tree = ImageTree::build(indexes).value_or(nullptr);
    QVERIFY(m_tree);
}

Result<SavedFolder> TestSavedFolder::save(const QByteArray &folder, qsizetype layer, const std::stop_token &stop)
{
    MemorySource source(m_archive, 1000);
    const auto node = m_tree->paths().find(folder);
    return saveFolder(source, m_image, *m_tree, node.value_or(PathTable::root),
                      layer < 0 ? m_tree->layers().size() - 1 : layer, target(), stop);
}

QStringList TestSavedFolder::saved() const
{
    QStringList lines;
    const std::function<void(const QString &, const QString &)> walk = [&](const QString &path, const QString &name) {
        for (const QFileInfo &info : QDir(path).entryInfoList(everything, QDir::Name)) {
            const QString below = name + info.fileName();
            if (info.isSymLink()) {
                lines.append(below + u" → "_s + info.readSymLink());
            } else if (info.isDir()) {
                lines.append(below + u'/');
                walk(info.filePath(), below + u'/');
            } else {
                QFile file(info.filePath());
                lines.append(below
                             + (file.open(QIODevice::ReadOnly) ? u": "_s + QString::fromUtf8(file.readAll().left(20))
                                                               : u" unreadable"_s));
            }
        }
    };
    walk(target(), {});
    return lines;
}

void TestSavedFolder::asAContainerSeesIt_data()
{
    QTest::addColumn<int>("codec");
    QTest::newRow("plain") << int(Codec::None);
    QTest::newRow("gzip") << int(Codec::Gzip);
}

void TestSavedFolder::asAContainerSeesIt()
{
    QFETCH(int, codec);
    setLayers({{folder("etc/"),
                {.path = "etc/motd", .data = "old"},
                {.path = "etc/gone", .data = "gone"},
                {.path = "etc/deep/er/file", .data = "deep"},
                {.path = "other", .data = "not asked for"}},
               {{.path = "etc/motd", .data = "new"}, {.path = "etc/.wh.gone"}, {.path = "etc/empty"}}},
              Codec(codec));
    const Result<SavedFolder> result = save("etc");
    QVERIFY2(result, result ? "" : qPrintable(result.error().message));
    QCOMPARE(saved(), QStringList({u"deep/"_s, u"deep/er/"_s, u"deep/er/file: deep"_s, u"empty: "_s, u"motd: new"_s}));
    QCOMPARE(result->files, 3U);
    QCOMPARE(result->folders, 2U);
    QCOMPARE(result->bytes, 7);
    QCOMPARE(result->leftOut, 0U);
    QCOMPARE(beside(), QStringList{u"saved"_s});
}

void TestSavedFolder::ofALowerLayer()
{
    setLayers({{{.path = "a/x", .data = "1"}}, {{.path = "a/x", .data = "2"}, {.path = "a/y", .data = "3"}}});
    QVERIFY(save("a", 0));
    QCOMPARE(saved(), QStringList{u"x: 1"_s});
}

void TestSavedFolder::modesAndTimes()
{
    setLayers({{folder("d/", 0555),
                {.path = "d/tool", .data = "#!", .mode = 04751, .modified = 1'234'567'890},
                {.path = "d/secret", .data = "s", .mode = 0}}});
    QVERIFY(save({}));
    struct stat info = {};
    QCOMPARE(::stat(QFile::encodeName(target() + u"/d/tool"_s).constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777, 0751U); // no set-user-ID
    QCOMPARE(info.st_mtime, 1'234'567'890);
    QCOMPARE(info.st_uid, ::geteuid());
    QCOMPARE(::stat(QFile::encodeName(target() + u"/d"_s).constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777, 0755U); // whoever saved it can delete it
    QCOMPARE(info.st_mtime, 1'700'000'000);
    QCOMPARE(::stat(QFile::encodeName(target() + u"/d/secret"_s).constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777, 0U);
}

/// Also when the file itself is not in the folder.
void TestSavedFolder::severalNamesOfAFile()
{
    setLayers({{{.path = "bin/busybox", .data = "program"},
                hardLink("bin/ls", "bin/busybox"),
                hardLink("sbin/a", "bin/busybox"),
                hardLink("sbin/b", "bin/busybox")}});
    QVERIFY(save("sbin"));
    QCOMPARE(saved(), QStringList({u"a: program"_s, u"b: program"_s}));
    struct stat info = {};
    QCOMPARE(::stat(QFile::encodeName(target() + u"/a"_s).constData(), &info), 0);
    QCOMPARE(info.st_nlink, 2U);
}

void TestSavedFolder::linksStayInside_data()
{
    QTest::addColumn<QByteArray>("link");
    QTest::addColumn<bool>("isInside");
    QTest::newRow("beside") << QByteArray("file") << true;
    QTest::newRow("above") << QByteArray("../top") << true;
    QTest::newRow("nowhere") << QByteArray("not/there") << true;
    QTest::newRow("dots") << QByteArray("./../././top") << true;
    QTest::newRow("absolute") << QByteArray("/etc/passwd") << false;
    QTest::newRow("too high") << QByteArray("../../top") << false;
    QTest::newRow("much too high") << QByteArray("../../../../../../etc/passwd") << false;
    QTest::newRow("down and up") << QByteArray("file/../../top") << false;
    QTest::newRow("doubled slashes") << QByteArray("..//..//etc") << false;
}

void TestSavedFolder::linksStayInside()
{
    QFETCH(QByteArray, link);
    QFETCH(bool, isInside);
    setLayers(
        {{{.path = "root/top", .data = "t"}, {.path = "root/d/file", .data = "f"}, symbolicLink("root/d/link", link)}});
    const Result<SavedFolder> result = save("root");
    QVERIFY(result);
    QCOMPARE(result->links, isInside ? 1U : 0U);
    QCOMPARE(result->leftOut, isInside ? 0U : 1U);
    QCOMPARE(saved().contains(u"d/link → "_s + QString::fromLatin1(link)), isInside);
    if (!isInside)
        QVERIFY(result->examples.first().startsWith(u"d/link: "));
}

/// A link to a folder, and below it, by another layer or in the same one, what would be written through it.
void TestSavedFolder::linksThroughLinks()
{
    setLayers({{symbolicLink("d/out", "../../.."), symbolicLink("d/here", ".")},
               {{.path = "d/out/evil", .data = "x"}, {.path = "d/here/good", .data = "y"}}});
    QVERIFY(save("d"));
    QCOMPARE(beside(), QStringList{u"saved"_s});
    QCOMPARE(QDir(m_place->path()).entryList(everything), QStringList{u"out"_s});
    QCOMPARE(saved(), QStringList({u"here/"_s, u"here/good: y"_s, u"out/"_s, u"out/evil: x"_s}));
}

void TestSavedFolder::namesThatLeadOut()
{
    setLayers({{{.path = "../../evil", .data = "x"}, {.path = "good", .data = "g"}}});
    const Result<SavedFolder> result = save({});
    QVERIFY(result);
    QCOMPARE(saved(), QStringList{u"good: g"_s});
    QVERIFY(result->leftOut > 0);
    QCOMPARE(beside(), QStringList{u"saved"_s});
    QCOMPARE(QDir(m_place->path()).entryList(everything), QStringList{u"out"_s});
}

void TestSavedFolder::whatIsNoFile()
{
    setLayers({{{.path = "null", .type = FileType::CharacterDevice, .deviceMajor = 1, .deviceMinor = 3},
                {.path = "pipe", .type = FileType::Fifo},
                {.path = "file", .data = "f"}}});
    const Result<SavedFolder> result = save({});
    QVERIFY(result);
    QCOMPARE(saved(), QStringList{u"file: f"_s});
    QCOMPARE(result->leftOut, 2U);
    QCOMPARE(result->examples.size(), 2);
}

void TestSavedFolder::nothingIsOverwritten()
{
    setLayers({{{.path = "file", .data = "f"}}});
    QFile there(target());
    QVERIFY(there.open(QIODevice::WriteOnly) && there.write("mine") > 0);
    there.close();
    const Result<SavedFolder> result = save({});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Local);
    QVERIFY(result.error().message.contains(target()));
    QVERIFY(there.open(QIODevice::ReadOnly));
    QCOMPARE(there.readAll(), "mine");
    QCOMPARE(beside(), QStringList{u"saved"_s});
}

void TestSavedFolder::nothingIsLeftAfterAnError()
{
    setLayers({{{.path = "one", .data = "1"}, {.path = "two", .data = "22"}}});
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(save({}, -1, stop.get_token()).error().kind, Error::Kind::Cancelled);
    QVERIFY(beside().isEmpty());
    m_archive.replace("22", "33"); // another archive by now
    QCOMPARE(save({}).error().kind, Error::Kind::InvalidInput);
    QVERIFY(beside().isEmpty());
    QVERIFY(QDir(m_place->path()).rmdir(u"out"_s));
    QCOMPARE(save({}).error().kind, Error::Kind::Local);
}

void TestSavedFolder::cutAnywhere()
{
    setLayers({{{.path = "one", .data = QByteArray(700, '1')}, {.path = "d/two", .data = "22"}}});
    const QByteArray whole = m_archive;
    const auto descriptors = [] { return QDir(u"/proc/self/fd"_s).entryList(everything).size(); };
    const qsizetype before = descriptors();
    bool hasFailed = false;
    for (qsizetype size = 0; size < whole.size(); size += 173) {
        m_archive = whole.first(size);
        const Result<SavedFolder> result = save({});
        hasFailed = hasFailed || !result;
        QCOMPARE(beside().size(), result ? 1 : 0);
        QDir(target()).removeRecursively();
    }
    QVERIFY(hasFailed);
    QCOMPARE(descriptors(), before); // what is half written is closed, or its room would be lost
}

STRATA_TEST(TestSavedFolder)
#include "tst_savedfolder.moc"
