// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/images.h"
#include "support/testprogram.h"

#include "layers/archive.h"
#include "layers/filetext.h"
#include "layers/imagetree.h"
#include "support/docker.h"
#include "support/realengine.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <map>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

/// Everything below t/ as text: the engine has files of its own beside it.
using Listing = std::map<QByteArray, QString>;

QString describe(const LayerIndex &index, const LayerIndex::Entry &entry)
{
    const FileAttributes &attributes = index.attributes(entry);
    const Sha256Value *hash = index.contentHash(entry);
    return u"%1 %2:%3 %4 bytes, at %5, %6 %7"_s.arg(modeText(entry.type, entry.mode))
        .arg(attributes.userId)
        .arg(attributes.groupId)
        .arg(entry.size)
        .arg(entry.modified)
        .arg(QString::fromUtf8(index.linkTarget(entry)), hash ? digestText(*hash) : QString());
}

/// Hard links are the file they show: which of its names is the file depends on who writes the archive.
Listing listingOf(const ImageTree &tree)
{
    Listing listing;
    for (ImageTree::Node node = 1; node < tree.paths().count(); ++node) {
        const ImageTree::Event *event = tree.at(node, tree.layers().size() - 1);
        const QByteArray path = tree.paths().path(node);
        if (!event || !path.startsWith("t/"))
            continue;
        const EntryReference file = tree.file(*event);
        listing[path] = file.entry == LayerIndex::none ? u"folder without an entry"_s
                                                       : describe(*tree.layers()[file.layer], tree.entry(file));
    }
    return listing;
}

/// A layer as engines write them: each path once, folders before what is in them.
class RandomLayer
{
public:
    explicit RandomLayer(QRandomGenerator &random) : m_random(random) {}

    QList<Item> items()
    {
        addFolder("t/", 0);
        QList<Item> items;
        for (const auto &[path, item] : m_items)
            items.append(item);
        std::ranges::stable_sort(items, {}, [](const Item &item) { return item.type == FileType::HardLink; });
        return items;
    }

private:
    void addFolder(const QByteArray &path, int depth)
    {
        m_items[path] = own(folder(path, static_cast<quint16>(0700 + m_random.bounded(64))));
        if (m_random.bounded(8) == 0)
            m_items[path + ".wh..wh..opq"] = {.path = path + ".wh..wh..opq"};
        for (const char *name : {"a", "b", "c", "\xed\x95\x9c", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "caf\xe9"})
            addChild(path, name, depth);
    }

    void addChild(const QByteArray &above, const QByteArray &name, int depth)
    {
        const QByteArray path = above + name;
        switch (m_random.bounded(10)) {
        case 0:
        case 1:
            if (depth < 2)
                addFolder(path + '/', depth + 1);
            break;
        case 2: m_items[path] = {.path = above + ".wh." + name}; break;
        case 3: m_items[path] = own(symbolicLink(path, "b/../c")); break;
        case 4: m_items[path] = own({.path = path, .type = FileType::Fifo}); break;
        case 5:
        case 6:
            m_items[path] = own({.path = path, .data = QByteArray(m_random.bounded(3000), 'x') + name});
            m_lastFile = path;
            break;
        case 7:
            if (!m_lastFile.isEmpty())
                addLink(path);
            break;
        default: break; // the path is left as it is
        }
    }

    /// With what its file has: the engine would give the file what the link's header says.
    void addLink(const QByteArray &path)
    {
        Item link = m_items[m_lastFile];
        link.path = path;
        link.data.clear();
        link.type = FileType::HardLink;
        link.linkTarget = m_lastFile;
        m_items[path] = link;
    }

    Item own(Item item)
    {
        item.userId = m_random.bounded(3000);
        item.groupId = m_random.bounded(3000);
        item.modified = 1'600'000'000 + m_random.bounded(1000);
        if (item.type == FileType::Regular)
            item.mode = static_cast<quint16>(0400 + m_random.bounded(256));
        return item;
    }

    QRandomGenerator &m_random;
    std::map<QByteArray, Item> m_items;
    QByteArray m_lastFile;
};

} // namespace

class TestImageTreeReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsWhatAContainerShows_data();
    void equalsWhatAContainerShows();
};

void TestImageTreeReal::equalsWhatAContainerShows_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestImageTreeReal::equalsWhatAContainerShows()
{
    const RealEngine engine;
    STRATA_NEED(engine);
    const Docker docker(engine.socketPath());
    docker.removeEverythingNamed(u"strata-tree"_s);
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    TestImage image{.names = {u"strata-tree:1"_s}};
    for (int i = 0; i < 6; ++i)
        image.layers.append({tarOf(RandomLayer(random).items()), u"layer"_s});
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"image.tar"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(tarOf(dockerArchive({image})));
    file.close();
    const Result<ArchiveContents> contents = readArchive(path);
    QVERIFY(contents && !contents->problem);
    QList<std::shared_ptr<const LayerIndex>> layers;
    for (const ArchiveLayer &layer : contents->images[0].layers)
        layers.append(layer.index);
    const auto tree = ImageTree::build(layers);
    QVERIFY(tree);

    docker.output({u"load"_s, u"-i"_s, path});
    QVERIFY2(docker.lastError().isEmpty(), qPrintable(docker.lastError()));
    docker.output({u"create"_s, u"--name"_s, u"strata-tree"_s, u"strata-tree:1"_s, u"true"_s});
    docker.output({u"export"_s, u"-o"_s, path, u"strata-tree"_s});
    const Result<ArchiveContents> exported = readArchive(path);
    QVERIFY2(exported && !exported->problem, qPrintable(docker.lastError()));
    const auto expected = ImageTree::build({exported->index});
    QVERIFY(listingOf(**expected).size() > 3);
    const Listing real = listingOf(**expected);
    const Listing ours = listingOf(**tree);
    for (const auto &[name, text] : real)
        QCOMPARE(u"%1: %2"_s.arg(QString::fromUtf8(name.toPercentEncoding()),
                                 ours.contains(name) ? ours.at(name) : u"absent"_s),
                 u"%1: %2"_s.arg(QString::fromUtf8(name.toPercentEncoding()), text));
    for (const auto &[name, text] : ours)
        QVERIFY2(real.contains(name), name.toPercentEncoding().constData());
    docker.removeEverythingNamed(u"strata-tree"_s);
}

STRATA_TEST(TestImageTreeReal)
#include "tst_imagetree_real.moc"
