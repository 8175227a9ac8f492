// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/archives.h"

#include "layers/archive.h"
#include "layers/filetext.h"
#include "layers/imagetree.h"

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

QString treeOf(const ArchiveImage &image)
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
    for (const ArchiveImage &image : contents->images) {
        text += image.names.join(u' ') + image.configDigest + treeOf(image);
        for (const ArchiveLayer &layer : image.layers)
            text += layer.diffId + (layer.index ? entriesOf(*layer.index) : QString());
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
