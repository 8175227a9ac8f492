// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/imagetreebuilder.h"

#include "layers/bytesum.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct ImageTreeText
{
    Q_DECLARE_TR_FUNCTIONS(ImageTree)
};

constexpr size_t layerLimit = std::numeric_limits<quint16>::max();
constexpr qsizetype entryLimit = 30'000'000;
constexpr size_t changeLimit = 60'000'000; // entries may have many folders above them, and all may come and go
constexpr quint32 stopStep = 4096;         // entries between looking whether to stop

constexpr QByteArrayView whiteoutPrefix = ".wh.";
constexpr QByteArrayView metadataPrefix = ".wh..wh.";
constexpr QByteArrayView opaqueMarker = ".wh..wh..opq";

std::unexpected<Error> tooLarge(const QString &detail)
{
    return failure(Error::Kind::TooLarge, ImageTreeText::tr("The image has more layers or files than Strata looks at."),
                   detail);
}

/// A hard link's target as a path has it that is no link's: "." and ".." are rare there, but may be.
QByteArray cleanPath(QByteArrayView path)
{
    QByteArrayList names;
    while (!path.isEmpty()) {
        const qsizetype slash = path.indexOf('/');
        const QByteArrayView name = slash < 0 ? path : path.first(slash);
        path = slash < 0 ? QByteArrayView() : path.sliced(slash + 1);
        if (name == ".." && !names.isEmpty())
            names.removeLast();
        else if (!name.isEmpty() && name != "." && name != "..")
            names.append(name.toByteArray());
    }
    return names.join('/');
}

/// What would be saved if the content were there once.
qint64 savedBy(const ImageTree::Duplicates &same)
{
    return byteProduct(same.bytes, static_cast<qint64>(same.nodes.size()) - 1);
}

} // namespace

Result<std::shared_ptr<const ImageTree>> ImageTree::build(const QList<std::shared_ptr<const LayerIndex>> &layers,
                                                          const std::stop_token &stop)
{
    ImageTreeBuilder builder;
    for (const std::shared_ptr<const LayerIndex> &layer : layers) {
        if (const Result<void> added = builder.add(layer, stop); !added)
            return std::unexpected(added.error());
    }
    return builder.finish();
}

Result<void> ImageTreeBuilder::add(const std::shared_ptr<const LayerIndex> &layer, const std::stop_token &stop)
{
    if (m_tree->m_summaries.size() >= layerLimit)
        return tooLarge(u"layers"_s);
    static const auto nothing = std::make_shared<const LayerIndex>();
    const std::shared_ptr<const LayerIndex> index = layer ? layer : nothing;
    m_entryCount += index->count();
    if (m_entryCount > entryLimit)
        return tooLarge(u"entries"_s);
    m_tree->m_layers.append(index);
    m_tree->m_summaries.push_back({.bytes = index->fileBytes(), .entries = index->count()});
    m_tree->m_firstEvents.push_back(static_cast<quint32>(m_tree->m_events.size()));
    m_uses.emplace_back(index->count(), 0);
    m_buriedBy.emplace_back(index->count(), static_cast<quint16>(m_tree->m_layers.size() - 1));
    mapNodes(*index);
    return applyWhiteouts(*index, stop)
        .and_then([&] { return applyEntries(*index, stop); })
        .and_then([this]() -> Result<void> {
            compare();
            return m_tree->m_events.size() > changeLimit ? tooLarge(u"changes"_s) : Result<void>();
        });
}

std::shared_ptr<const ImageTree> ImageTreeBuilder::finish()
{
    m_tree->m_firstEvents.push_back(static_cast<quint32>(m_tree->m_events.size()));
    if (m_tree->m_nodes.empty())
        imageNode(PathTable::root, {});
    sumUp();
    findDuplicates();
    m_tree->m_paths.seal();
    return std::exchange(m_tree, nullptr);
}

/// The node of a child, or the root for no name.
ImageTreeBuilder::Node ImageTreeBuilder::imageNode(Node parent, QByteArrayView name)
{
    const Node node = name.isEmpty() ? PathTable::root : m_tree->m_paths.child(parent, name);
    if (node == m_tree->m_nodes.size()) {
        m_tree->m_nodes.emplace_back();
        m_states.emplace_back();
        m_touchedAt.push_back(ImageTree::none);
        if (node == PathTable::root) {
            m_states[node].isThere = true;
        } else {
            m_tree->m_nodes[node].nextSibling = m_tree->m_nodes[parent].firstChild;
            m_tree->m_nodes[parent].firstChild = node;
        }
    }
    return node;
}

/// Parents come before children in a layer's paths, so each is found with one look.
void ImageTreeBuilder::mapNodes(const LayerIndex &index)
{
    const PathTable &paths = index.paths();
    m_imageNodes.assign(paths.count(), ImageTree::none);
    m_metadata.clear();
    m_imageNodes[PathTable::root] = imageNode(PathTable::root, {});
    for (Node node = 1; node < paths.count(); ++node) {
        const Node parent = m_imageNodes[paths.parent(node)];
        if (parent != ImageTree::none && !paths.name(node).startsWith(whiteoutPrefix))
            m_imageNodes[node] = imageNode(parent, paths.name(node));
    }
}

/// A folder is emptied once, however often a layer says so.
Result<void> ImageTreeBuilder::applyWhiteouts(const LayerIndex &index, const std::stop_token &stop)
{
    QSet<Node> emptied;
    for (const LayerIndex::Entry &entry : index.entries()) {
        const QByteArrayView name = index.paths().name(entry.node);
        const Node folder = m_imageNodes[index.paths().parent(entry.node)];
        if (!name.startsWith(whiteoutPrefix) || folder == ImageTree::none)
            continue;
        if (stop.stop_requested())
            return failure(Error::Kind::Cancelled, ImageTreeText::tr("Cancelled."));
        if (name == opaqueMarker) {
            if (!emptied.contains(folder))
                hideChildren(folder);
            emptied.insert(folder);
        } else if (!name.startsWith(metadataPrefix)) {
            const std::optional<Node> hidden = m_tree->m_paths.find(folder, name.sliced(whiteoutPrefix.size()));
            if (hidden)
                hide(*hidden);
        }
    }
    return {};
}

Result<void> ImageTreeBuilder::applyEntries(const LayerIndex &index, const std::stop_token &stop)
{
    const auto layer = static_cast<quint16>(m_tree->m_layers.size() - 1);
    for (quint32 i = 0; i < index.count(); ++i) {
        if (i % stopStep == 0 && stop.stop_requested())
            return failure(Error::Kind::Cancelled, ImageTreeText::tr("Cancelled."));
        const LayerIndex::Entry &entry = index.entry(i);
        const EntryReference own{layer, i};
        const Node node = m_imageNodes[entry.node];
        if (node == ImageTree::none)
            noteMetadata(index.path(entry), own);
        else if (node != PathTable::root || entry.type == FileType::Directory)
            place(node, own, entry.type == FileType::HardLink ? fileOf(index, own) : own);
    }
    return {};
}

void ImageTreeBuilder::noteMetadata(const QByteArray &path, const EntryReference &own)
{
    if (path.startsWith(metadataPrefix))
        m_metadata.insert(path, own);
}

/// What a hard link shows: what is at that path now, by this layer or a lower one. Itself when nothing is.
EntryReference ImageTreeBuilder::fileOf(const LayerIndex &index, const EntryReference &link) const
{
    const QByteArray target = cleanPath(index.linkTarget(index.entry(link.entry)));
    const std::optional<Node> node = m_tree->m_paths.find(target);
    if (node && m_states[*node].isThere && !isFolder(m_states[*node]))
        return m_states[*node].file;
    return m_metadata.value(target, link);
}

void ImageTreeBuilder::place(Node node, const EntryReference &own, const EntryReference &file)
{
    const State state{.isThere = true, .own = own, .file = file};
    makeFoldersAbove(node);
    if (isFolder(m_states[node]) && !isFolder(state))
        hideChildren(node);
    setState(node, state);
}

/// From the deepest one that is missing upwards, without recursion; what is no folder gives way to one.
void ImageTreeBuilder::makeFoldersAbove(Node node)
{
    for (Node above = m_tree->m_paths.parent(node); !isFolder(m_states[above]); above = m_tree->m_paths.parent(above))
        setState(above, {.isThere = true, .own = {}, .file = {}});
}

/// All that can be seen below a folder. What is below something that cannot be seen cannot be seen either.
void ImageTreeBuilder::hideChildren(Node folder)
{
    std::vector<Node> waiting;
    if (isFolder(m_states[folder]))
        waiting.push_back(folder);
    while (!waiting.empty()) {
        const Node above = waiting.back();
        waiting.pop_back();
        for (Node child = m_tree->firstChild(above); child != PathTable::root; child = m_tree->nextSibling(child)) {
            if (!m_states[child].isThere)
                continue;
            if (isFolder(m_states[child]))
                waiting.push_back(child);
            setState(child, {});
        }
    }
}

void ImageTreeBuilder::hide(Node node)
{
    if (!m_states[node].isThere)
        return;
    hideChildren(node);
    setState(node, {});
}

void ImageTreeBuilder::touch(Node node)
{
    const quint32 at = m_touchedAt[node];
    if (at != ImageTree::none && at >= m_touchedBefore)
        return;
    m_touchedAt[node] = m_touchedBefore + static_cast<quint32>(m_touched.size());
    m_touched.push_back({node, m_states[node]});
}

void ImageTreeBuilder::setState(Node node, const State &state)
{
    touch(node);
    const EntryReference gone = m_states[node].file;
    if (state.file.entry != ImageTree::none)
        ++m_uses[state.file.layer][state.file.entry];
    if (gone.entry != ImageTree::none && --m_uses[gone.layer][gone.entry] == 0)
        m_buriedBy[gone.layer][gone.entry] = static_cast<quint16>(m_tree->m_layers.size() - 1);
    m_states[node] = state;
}

void ImageTreeBuilder::compare()
{
    for (const Touched &touched : m_touched)
        addEvent(touched);
    m_touchedBefore += static_cast<quint32>(m_touched.size());
    m_touched.clear();
}

void ImageTreeBuilder::addEvent(const Touched &touched)
{
    const State &after = m_states[touched.node];
    if (!touched.before.isThere && !after.isThere)
        return;
    quint32 &last = m_tree->m_nodes[touched.node].lastEvent;
    ImageTree::LayerSummary &summary = m_tree->m_summaries.back();
    ImageTree::Event event{.node = touched.node,
                           .entry = after.own.entry,
                           .previous = last,
                           .layer = static_cast<quint16>(m_tree->m_layers.size() - 1)};
    if (!touched.before.isThere) {
        ++summary.added;
    } else if (!after.isThere) {
        event.change = Change::Deleted;
        ++summary.deleted;
    } else {
        event.differences = differences(m_tree->view(touched.before.file), m_tree->view(after.file));
        event.change = event.differences == 0 ? Change::Unchanged : Change::Modified;
        summary.modified += event.differences == 0 ? 0 : 1;
    }
    last = static_cast<quint32>(m_tree->m_events.size());
    if (after.isThere && after.file != after.own)
        m_tree->m_linkedFiles.insert(last, after.file);
    m_tree->m_events.push_back(event);
}

bool ImageTreeBuilder::isFolder(const State &state) const
{
    return state.isThere && (state.own.entry == ImageTree::none || entryOf(state.own).type == FileType::Directory);
}

void ImageTreeBuilder::sumUp()
{
    for (size_t layer = 0; layer < m_uses.size(); ++layer) {
        const LayerIndex &index = *m_tree->m_layers[static_cast<qsizetype>(layer)];
        ImageTree::LayerSummary &summary = m_tree->m_summaries[layer];
        m_tree->m_totalBytes = byteSum(m_tree->m_totalBytes, summary.bytes);
        for (quint32 i = 0; i < index.count(); ++i) {
            const LayerIndex::Entry &entry = index.entry(i);
            if (entry.type != FileType::Regular || entry.size == 0)
                continue;
            if (m_uses[layer][i] > 0) {
                m_tree->m_visibleBytes = byteSum(m_tree->m_visibleBytes, entry.size);
                continue;
            }
            const quint16 buriedBy = m_buriedBy[layer][i];
            qint64 &buried = m_tree->m_summaries[buriedBy].buriedBytes;
            buried = byteSum(buried, entry.size);
            summary.wastedBytes = byteSum(summary.wastedBytes, entry.size);
            m_tree->m_waste.push_back({.node = m_tree->m_paths.find(index.path(entry)).value_or(PathTable::root),
                                       .file = {static_cast<quint16>(layer), i},
                                       .buriedBy = buriedBy,
                                       .bytes = entry.size});
        }
    }
    std::ranges::stable_sort(m_tree->m_waste, std::greater(), &ImageTree::Waste::bytes);
}

void ImageTreeBuilder::findDuplicates()
{
    struct Seen
    {
        const Sha256Value *hash;
        qint64 bytes;
        EntryReference file;
        Node node;
    };
    std::vector<Seen> all;
    for (Node node = 0; node < m_states.size(); ++node) {
        const EntryReference file = m_states[node].file;
        if (file.entry == ImageTree::none)
            continue;
        const LayerIndex::Entry &entry = entryOf(file);
        if (entry.type == FileType::Regular && entry.size > 0) {
            if (const Sha256Value *hash = m_tree->m_layers[file.layer]->contentHash(entry))
                all.push_back({hash, entry.size, file, node});
        }
    }
    const auto key = [](const Seen &seen) {
        return std::tie(seen.bytes, *seen.hash, seen.file.layer, seen.file.entry, seen.node);
    };
    std::ranges::sort(all, {}, key);
    for (size_t i = 0; i < all.size();) {
        ImageTree::Duplicates same{.bytes = all[i].bytes};
        size_t end = i;
        for (; end < all.size() && *all[end].hash == *all[i].hash && all[end].bytes == all[i].bytes; ++end) {
            if (end == i || all[end].file != all[end - 1].file)
                same.nodes.push_back(all[end].node);
        }
        if (same.nodes.size() > 1) {
            m_tree->m_duplicateBytes = byteSum(m_tree->m_duplicateBytes, savedBy(same));
            m_tree->m_duplicates.push_back(std::move(same));
        }
        i = end;
    }
    std::ranges::stable_sort(m_tree->m_duplicates, std::greater(), savedBy);
}

} // namespace strata
