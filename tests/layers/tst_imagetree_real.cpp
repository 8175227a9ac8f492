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
#include <QSet>
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
    const QByteArray capability = attributes.xattrs.value("security.capability"); // the only one that is exported
    return u"%1 %2:%3 %4 bytes, at %5, %6 %7 %8"_s.arg(modeText(entry.type, entry.mode))
        .arg(attributes.userId)
        .arg(attributes.groupId)
        .arg(entry.size)
        .arg(entry.modified)
        .arg(QString::fromUtf8(index.linkTarget(entry)), hash ? digestText(*hash) : QString(),
             QString::fromLatin1(capability.toHex()));
}

const QString bareFolder = u"folder without an entry"_s;

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
        listing[path] = file.entry == LayerIndex::none ? bareFolder
                                                       : describe(*tree.layers()[file.layer], tree.entry(file));
    }
    return listing;
}

/// What engines do not all take: it depends on how they unpack layers.
struct Taken
{
    bool hasBareFolders = false; ///< folders without an entry, below what may be no folder in a lower layer
    bool hasLinksToLower = false;
    bool hasDuplicates = false;

    static Taken by(const QString &driver)
    {
        if (driver == u"overlayfs") // of containerd
            return {.hasDuplicates = true};
        if (driver == u"vfs")
            return {.hasBareFolders = true, .hasLinksToLower = true};
        return {.hasBareFolders = true};
    }
};

QByteArray above(const QByteArray &path)
{
    return path.first(std::max<qsizetype>(path.lastIndexOf('/'), 0));
}

/// A layer, almost as engines write them: folders before what is in them, if there, and links behind all else.
class RandomLayer
{
public:
    RandomLayer(QRandomGenerator &random, const Taken &taken, const ImageTree &lower)
        : m_random(random), m_taken(taken), m_lower(lower)
    {}

    QList<Item> items()
    {
        addFolder("t/", 0);
        if (m_taken.hasLinksToLower)
            addLinksToLower();
        if (m_taken.hasBareFolders)
            dropFolders();
        QList<Item> items;
        for (const auto &[path, item] : m_items) {
            if (m_taken.hasDuplicates && m_random.bounded(6) == 0)
                addDuplicate(items, item);
            items.append(item);
        }
        const auto place = [this](const Item &item) {
            return item.type == FileType::HardLink && !item.path.endsWith(firstSuffix) ? 2
                : m_late.contains(item.path)                                           ? 1
                                                                                       : 0;
        };
        std::ranges::stable_sort(items, {}, place);
        return items;
    }

    /// Folders that are there without an entry.
    QSet<QByteArray> bareFolders() const
    {
        QSet<QByteArray> folders;
        for (const auto &[path, item] : m_items) {
            for (QByteArray folder = above(path.endsWith('/') ? path.chopped(1) : path); !folder.isEmpty();
                 folder = above(folder)) {
                if (!m_items.contains(folder + '/'))
                    folders.insert(folder);
            }
        }
        return folders;
    }

private:
    static constexpr QByteArrayView firstSuffix = "-first";

    void addFolder(const QByteArray &path, int depth)
    {
        m_items[path] = own(folder(path, static_cast<quint16>(0700 + m_random.bounded(64))));
        if (m_random.bounded(8) == 0) {
            const QByteArray marker = path + ".wh..wh..opq";
            m_items[marker] = {.path = marker};
            if (m_random.bounded(2) == 0)
                m_late.insert(marker);
        }
        for (const char *name : {"a", "b", "c", "\xed\x95\x9c", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "caf\xe9"})
            addChild(path, name, depth);
    }

    void addChild(const QByteArray &folder, const QByteArray &name, int depth)
    {
        const QByteArray path = folder + name;
        switch (m_random.bounded(11)) {
        case 0:
        case 1:
            if (depth < 2)
                addFolder(path + '/', depth + 1);
            break;
        case 2: m_items[path] = {.path = folder + ".wh." + name}; break;
        case 3: m_items[path] = own(symbolicLink(path, "b/../c")); break;
        case 4: m_items[path] = own({.path = path, .type = FileType::Fifo}); break;
        case 5: m_items[path] = own(device(path)); break;
        case 6:
        case 7:
            m_items[path] = own({.path = path, .data = QByteArray(m_random.bounded(3000), 'x') + name});
            m_lastFile = path;
            break;
        case 8:
            if (!m_lastFile.isEmpty())
                addLink(path, m_items[m_lastFile]);
            break;
        default: break; // the path is left as it is
        }
    }

    /// With what its file has: the engine would give the file what the link's header says.
    void addLink(const QByteArray &path, Item link)
    {
        link.linkTarget = link.path;
        link.path = path;
        link.data.clear();
        link.type = FileType::HardLink;
        m_items[path] = link;
    }

    void addLinksToLower()
    {
        for (ImageTree::Node node = 1; node < m_lower.paths().count(); ++node) {
            const ImageTree::Event *event = m_lower.at(node, m_lower.layers().size() - 1);
            const QByteArray path = m_lower.paths().path(node);
            if (!event || !m_lower.entry(*event) || isTouched(path) || m_random.bounded(3) != 0)
                continue;
            const EntryReference file = m_lower.file(*event);
            const LayerIndex::Entry &entry = m_lower.entry(file);
            const FileAttributes &attributes = m_lower.layers()[file.layer]->attributes(entry);
            if (entry.type == FileType::Regular)
                addLink("t/to-" + QByteArray::number(m_lower.layers().size()) + '-' + QByteArray::number(node),
                        {.path = path,
                         .mode = entry.mode,
                         .userId = attributes.userId,
                         .groupId = attributes.groupId,
                         .modified = entry.modified,
                         .xattrs = attributes.xattrs});
        }
    }

    /// Whether this layer has the path or hides it, itself or with a folder above.
    bool isTouched(const QByteArray &path) const
    {
        if (m_items.contains(path + '/'))
            return true;
        for (QByteArray at = path; !at.isEmpty(); at = above(at)) {
            if (m_items.contains(at) || m_items.contains(above(at) + "/.wh..wh..opq"))
                return true;
        }
        return false;
    }

    /// Where layers are unpacked into one place nothing may be in the way of a folder without an entry, and a marker would
    /// delete what came before it, such folders included.
    bool mayBeBare(const QByteArray &folder) const
    {
        if (!m_taken.hasLinksToLower)
            return true;
        for (QByteArray at = above(folder); !at.isEmpty(); at = above(at)) {
            if (m_late.contains(at + "/.wh..wh..opq"))
                return false;
        }
        const auto node = m_lower.paths().find(folder);
        const ImageTree::Event *event = node ? m_lower.at(*node, m_lower.layers().size() - 1) : nullptr;
        const LayerIndex::Entry *entry = event ? m_lower.entry(*event) : nullptr;
        return !entry || entry->type == FileType::Directory;
    }

    /// Of folders that have something.
    void dropFolders()
    {
        for (auto at = m_items.begin(); at != m_items.end();) {
            const QByteArray path = at->first;
            const auto inside = std::ranges::find_if(m_items, [&path](const auto &one) {
                return one.second.path.startsWith(path) && !one.second.path.endsWith('/')
                    && !one.second.path.contains("/.wh.");
            });
            const bool isDropped = path.endsWith('/') && inside != m_items.end() && mayBeBare(path.chopped(1))
                && m_random.bounded(5) == 0;
            at = isDropped ? m_items.erase(at) : std::next(at);
        }
    }

    /// Something else in its place that comes first, and another name for that. Of folders another folder: whether a file
    /// that gives way to one hides what lower layers have in it depends on how the engine puts layers together.
    void addDuplicate(QList<Item> &items, const Item &item)
    {
        const QByteArray path = item.path.endsWith('/') ? item.path.chopped(1) : item.path;
        if (path == "t" || path.contains("/.wh.") || item.type == FileType::HardLink)
            return;
        if (item.type == FileType::Directory)
            return items.append(own(folder(item.path, 0711)));
        if (m_random.bounded(3) == 0)
            return items.append(own(symbolicLink(path, "c")));
        const Item first = own({.path = path, .data = "first " + path});
        items.append(first);
        Item link = first;
        link.linkTarget = link.path;
        link.path += firstSuffix;
        link.data.clear();
        link.type = FileType::HardLink;
        items.append(link);
    }

    Item device(const QByteArray &path)
    {
        const bool isBlock = m_random.bounded(2) == 0;
        return {.path = path,
                .type = isBlock ? FileType::BlockDevice : FileType::CharacterDevice,
                .deviceMajor = isBlock ? 7U : 1U,
                .deviceMinor = m_random.bounded(9U)};
    }

    Item own(Item item)
    {
        item.userId = m_random.bounded(3000);
        item.groupId = m_random.bounded(3000);
        item.modified = 1'600'000'000 + m_random.bounded(1000);
        if (item.type != FileType::Regular)
            return item;
        item.mode = static_cast<quint16>(0400 + m_random.bounded(256));
        if (m_random.bounded(3) == 0) {
            QByteArray capability(20, '\0'); // capabilities(7), version 2: one that a file gives
            capability[3] = 2;
            capability[5] = static_cast<char>(1 << m_random.bounded(6));
            item.xattrs = {{"user.note", QByteArray::number(m_random.bounded(100))},
                           {"security.capability", capability}};
        }
        return item;
    }

    QRandomGenerator &m_random;
    const Taken &m_taken;
    const ImageTree &m_lower;
    std::map<QByteArray, Item> m_items;
    QSet<QByteArray> m_late; ///< markers behind what is in their folders
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
    const Taken taken = Taken::by(docker.output({u"info"_s, u"--format"_s, u"{{.Driver}}"_s}));
    TestImage image{.names = {u"strata-tree:1"_s}};
    QList<QList<Item>> items;
    QSet<QByteArray> bareFolders;
    for (int i = 0; i < 6; ++i) {
        const auto lower = treeOf(items);
        RandomLayer layer(random, taken, *lower);
        items.append(layer.items());
        bareFolders |= layer.bareFolders();
        image.layers.append({tarOf(items.last()), u"layer"_s});
    }
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
    Listing real = listingOf(**expected);
    Listing ours = listingOf(**tree);
    QVERIFY(!real.empty());
    for (auto &[name, text] : ours) { // what such folders are like, engines decide
        const auto there = real.find(name);
        if (there != real.end() && there->second.startsWith(u'd')
            && (text == bareFolder || (text.startsWith(u'd') && bareFolders.contains(name))))
            text = there->second;
    }
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
