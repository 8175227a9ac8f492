// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/containerlayer.h"
#include "layers/imagetree.h"
#include "support/images.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// A container's layer, made of an export and of what it changed.
class TestContainerLayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onTopOfItsImage();
    void everyKind();
    void nothing();
};

namespace {

QByteArray changes(const ImageTree &tree)
{
    QByteArrayList lines;
    for (const ImageTree::Event &event : tree.events(tree.layers().size() - 1))
        lines.append(QByteArray(1, "AMDU"[int(event.change)]) + ' ' + tree.paths().path(event.node));
    std::ranges::sort(lines);
    return lines.join('\n');
}

} // namespace

void TestContainerLayer::onTopOfItsImage()
{
    const QList<Item> image{folder("d/"),
                            {.path = "d/kept", .data = "k"},
                            {.path = "d/gone", .data = "g"},
                            {.path = "d/other", .data = "before"},
                            {.path = "dir/below", .data = "b"}};
    const QList<Item> now{folder("d/"),
                          {.path = "d/kept", .data = "k"},
                          {.path = "d/other", .data = "after!"},
                          {.path = "new", .data = "n"}};
    const auto files = indexOf(now);
    const Result<ContainerLayer> layer = containerLayer(
        *files, {.present = {"d", "d/other", "new"}, .deleted = {"d/gone", "dir"}});
    QVERIFY(layer);
    const auto tree = ImageTree::build({indexOf(image), layer->index}).value();
    QCOMPARE(changes(*tree), "A new\nD d/gone\nD dir\nD dir/below\nM d/other\nU d");
    QCOMPARE(layer->entries.size(), layer->index->count());
    for (quint32 i = 0; i < layer->index->count(); ++i) {
        const LayerIndex::Entry &entry = layer->index->entry(i);
        if (entry.type == FileType::Regular && layer->entries[i] != LayerIndex::none)
            QCOMPARE(files->path(files->entry(layer->entries[i])), layer->index->path(entry));
    }
}

void TestContainerLayer::everyKind()
{
    const QList<Item> items{{.path = "file",
                             .data = "f",
                             .mode = 04755,
                             .userId = 7,
                             .userName = "kim",
                             .nanoseconds = 5,
                             .xattrs = {{"user.a", "b"}}},
                            symbolicLink("link", "file"),
                            hardLink("again", "file"),
                            {.path = "dev", .type = FileType::CharacterDevice, .deviceMajor = 5, .deviceMinor = 1},
                            {.path = "\xff", .data = "raw"}};
    const auto files = indexOf(items);
    const auto layer = containerLayer(*files, {.present = {"file", "link", "again", "dev", "\xff"}}).value();
    const auto tree = ImageTree::build({files, layer.index}).value();
    for (const ImageTree::Event &event : tree->events(1))
        QCOMPARE(int(event.change), int(Change::Unchanged)); // nothing was lost
    QCOMPARE(tree->events(1).size(), 5U);
}

void TestContainerLayer::nothing()
{
    const auto layer = containerLayer(*indexOf({{.path = "file", .data = "f"}}), {}).value();
    QCOMPARE(layer.index->count(), 0U);
    QCOMPARE(containerLayer(*layer.index, {.present = {"gone"}, .deleted = {}})->index->count(), 0U);
}

STRATA_TEST(TestContainerLayer)
#include "tst_containerlayer.moc"
