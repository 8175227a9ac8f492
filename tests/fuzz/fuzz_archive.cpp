// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/archives.h"

#include "layers/archive.h"
#include "layers/filetext.h"
#include "layers/imagetree.h"
#include "layers/indexfile.h"
#include "layers/storedfile.h"

#include <QByteArray>

#include <cstdint>
#include <cstdlib>

using namespace strata;
using namespace strata::test;

namespace {

/// A tar from text, so that what the fuzzer changes is names, kinds and data, and checksums are right. Each line is an
/// entry: its kind, then name, link target and data behind tabs, "~" being a line end. "[name" begins a tar within, "]" ends it.
QByteArray tarFrom(const QByteArrayList &lines, qsizetype &at, bool isInner)
{
    QByteArray bytes;
    while (at < lines.size()) {
        const QByteArray &line = lines[at++];
        if (line == "]" && isInner)
            break;
        if (line.startsWith('[') && !isInner) {
            const QByteArray inner = tarFrom(lines, at, true);
            bytes += rawHeader(line.sliced(1), '0', inner.size()) + paddedToBlock(inner);
        } else if (!line.isEmpty()) {
            const QByteArrayList fields = line.sliced(1).split('\t');
            const QByteArray data = fields.value(3).replace(QByteArray("~"), QByteArray("\n"));
            bytes += rawHeader(fields.value(1), line[0], data.size(), {{157, fields.value(2).left(100)}});
            bytes += paddedToBlock(data);
        }
    }
    return bytes + endMark;
}

QString entriesOf(const LayerIndex &index)
{
    QString text;
    for (const LayerIndex::Entry &entry : index.entries())
        text += listingLine(index, entry) + u'\n' + QString::fromUtf8(index.path(entry)) + u'\n';
    return text;
}

/// An index is the same when it was kept on disk.
void checkKeeping(const LayerIndex &index)
{
    const std::shared_ptr<const LayerIndex> kept = IndexFile::read(IndexFile::bytesOf(index));
    if (!kept || entriesOf(*kept) != entriesOf(index))
        std::abort();
}

/// What is read of a file later is as long as it was, whatever else may be wrong.
void checkFiles(const QByteArray &archive, const ArchiveImage &image, const ImageTree &tree)
{
    constexpr int filesRead = 16;
    constexpr qint64 largest = 1 << 20; // holes cost an archive nothing
    int count = 0;
    for (ImageTree::Node node = 1; node < tree.paths().count() && count < filesRead; ++node) {
        const ImageTree::Event *event = tree.at(node, tree.layers().size() - 1);
        const Result<StoredFile> file = event && event->entry != ImageTree::none
            ? storedFile(image, tree, tree.file(*event))
            : failure(Error::Kind::NotFound, QString());
        if (!file || file->size > largest)
            continue;
        ++count;
        qint64 size = 0;
        MemorySource source(archive);
        const Result<void> read = readStoredFile(source, *file, [&size](QByteArrayView piece) -> Result<void> {
            size += piece.size();
            return {};
        });
        if (read && size != file->size)
            std::abort();
    }
}

QString treeOf(const QByteArray &archive, const ArchiveImage &image)
{
    QList<std::shared_ptr<const LayerIndex>> layers;
    for (const ArchiveLayer &layer : image.layers)
        layers.append(layer.index);
    const auto tree = ImageTree::build(layers);
    if (!tree)
        return tree.error().message;
    qint64 wasted = 0;
    for (const ImageTree::Waste &waste : (*tree)->waste())
        wasted += waste.bytes;
    if (wasted != (*tree)->wastedBytes() || (*tree)->visibleBytes() < 0)
        std::abort();
    checkFiles(archive, image, **tree);
    QString text;
    for (ImageTree::Node node = 1; node < (*tree)->paths().count(); ++node) {
        const ImageTree::Event *event = (*tree)->at(node, layers.size() - 1);
        const ImageTree::Node above = (*tree)->paths().parent(node);
        if (event && above != PathTable::root && !(*tree)->at(above, layers.size() - 1))
            std::abort(); // nothing can be seen below what is not there
        text += QString::fromUtf8((*tree)->paths().path(node)) + (event ? u'+' : u'-');
    }
    return text;
}

QString outcome(const QByteArray &bytes, qsizetype pieceSize)
{
    MemorySource source(bytes, pieceSize);
    const Result<ArchiveContents> contents = readArchive(source);
    if (!contents)
        return contents.error().message;
    QString text = entriesOf(*contents->index);
    checkKeeping(*contents->index);
    for (const ArchiveImage &image : contents->images) {
        text += image.names.join(u' ') + image.configDigest + treeOf(bytes, image);
        for (const ArchiveLayer &layer : image.layers) {
            if (layer.index)
                checkKeeping(*layer.index);
            text += layer.diffId + (layer.index ? entriesOf(*layer.index) : QString());
        }
    }
    return text + (contents->problem ? contents->problem->message : QString());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    QByteArray bytes(reinterpret_cast<const char *>(data + 1), static_cast<qsizetype>(size - 1));
    qsizetype at = 0;
    if (data[0] % 2 == 0)
        bytes = tarFrom(bytes.split('\n'), at, false);
    if (outcome(bytes, bytes.size()) != outcome(bytes, 1 + data[0]))
        std::abort();
    return 0;
}
