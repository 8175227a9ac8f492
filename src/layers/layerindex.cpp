// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layerindex.h"

#include "layers/bytesum.h"

#include <QCoreApplication>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct LayerIndexText
{
    Q_DECLARE_TR_FUNCTIONS(LayerIndex)
};

size_t sizeOf(const FileAttributes &attributes)
{
    constexpr qsizetype ofXattr = 160; // a node of the map and two allocations, beside the bytes
    qsizetype size = attributes.userName.size() + attributes.groupName.size();
    for (const auto &[name, value] : attributes.xattrs.asKeyValueRange())
        size += name.size() + value.size() + ofXattr;
    return sizeof(FileAttributes) + static_cast<size_t>(size);
}

} // namespace

size_t qHash(const FileAttributes &attributes, size_t seed) noexcept
{
    size_t hash = qHashMulti(seed, attributes.userId, attributes.groupId, attributes.userName, attributes.groupName);
    for (const auto &[name, value] : attributes.xattrs.asKeyValueRange())
        hash = qHashMulti(hash, name, value);
    return hash;
}

QByteArray LayerIndex::writtenPath(const Entry &entry) const
{
    if (entry.flags & WrittenOtherwise)
        return m_writtenPaths.value(static_cast<quint32>(&entry - m_entries.data()));
    const QByteArray path = m_paths.path(entry.node);
    if (entry.flags & DotBefore)
        return path.isEmpty() ? QByteArray(".") : "./" + path;
    return entry.flags & SlashBefore ? '/' + path : path;
}

QByteArrayView LayerIndex::linkTarget(const Entry &entry) const
{
    return isLink(entry.type) ? m_targets.at(entry.payload) : QByteArrayView();
}

const Sha256Value *LayerIndex::contentHash(const Entry &entry) const
{
    return isLink(entry.type) || entry.payload == none ? nullptr : &m_hashes[entry.payload];
}

size_t LayerIndex::memory() const
{
    size_t size = m_entries.size() * sizeof(Entry) + m_hashes.size() * sizeof(Sha256Value) + m_paths.memory()
        + m_targets.memory();
    for (const FileAttributes &attributes : m_attributes)
        size += sizeOf(attributes);
    for (const QByteArray &path : m_writtenPaths)
        size += static_cast<size_t>(path.size()) + sizeof(QByteArray) + sizeof(quint32);
    return size;
}

LayerIndexBuilder::LayerIndexBuilder(IndexBudget &budget) : m_budget(budget), m_index(std::make_shared<LayerIndex>()) {}

Result<void> LayerIndexBuilder::add(const TarEntry &entry, const Sha256Value *contentHash)
{
    if (m_budget.entries <= 0 || m_budget.bytes <= 0)
        return failure(Error::Kind::TooLarge, LayerIndexText::tr("The archive has more files than Strata looks at."),
                       u"%1 entries in this layer"_s.arg(count()));
    const size_t before = textMemory();
    LayerIndex::Entry made{.size = entry.size,
                           .modified = entry.modified,
                           .modifiedNanoseconds = entry.modifiedNanoseconds,
                           .mode = entry.mode,
                           .type = entry.type};
    made.node = nodeFor(entry, made.flags);
    made.attributes = attributesFor(entry);
    if (entry.isSparse)
        made.flags |= LayerIndex::Sparse | (entry.isUnmapped ? LayerIndex::Unmapped : 0);
    if (isDevice(entry.type)) {
        made.size = static_cast<qint64>(quint64(entry.deviceMajor) << 32 | entry.deviceMinor);
    } else if (isLink(entry.type)) {
        made.payload = m_index->m_targets.add(entry.linkTarget);
    } else if (contentHash) {
        made.payload = static_cast<quint32>(m_index->m_hashes.size());
        m_index->m_hashes.push_back(*contentHash);
    }
    if (entry.type == FileType::Regular)
        m_index->m_fileBytes = byteSum(m_index->m_fileBytes, entry.size);
    m_index->m_entries.push_back(made);
    m_budget.entries -= 1;
    m_budget.bytes -= static_cast<qint64>(textMemory() - before);
    return {};
}

size_t LayerIndexBuilder::textMemory() const
{
    return m_index->m_paths.memory() + m_index->m_targets.memory() + m_extraBytes;
}

std::shared_ptr<const LayerIndex> LayerIndexBuilder::finish(For use)
{
    if (use == For::Keeping)
        m_index->m_paths.seal();
    return std::exchange(m_index, nullptr);
}

/// Where ".." goes, as in filepath.Clean of the engines: where there is nothing above, it stays as a name, but nothing is
/// above "/".
LayerIndex::Node LayerIndexBuilder::nodeAbove(LayerIndex::Node node, quint8 &flags)
{
    PathTable &paths = m_index->m_paths;
    const bool isAtTop = node == PathTable::root || paths.name(node) == "..";
    if (!isAtTop || flags & LayerIndex::SlashBefore)
        return paths.parent(node);
    flags |= LayerIndex::LeadsOut;
    return paths.child(node, "..");
}

/// Walks down the path, making what is not there.
LayerIndex::Node LayerIndexBuilder::nodeFor(const TarEntry &entry, quint8 &flags)
{
    PathTable &paths = m_index->m_paths;
    QByteArrayView rest = entry.path;
    QByteArrayView written = rest;
    if (entry.type == FileType::Directory && written.endsWith('/'))
        written.chop(1);
    bool isPlain = true; // can be made of its nodes
    if (rest.startsWith("./") || rest == ".") {
        flags |= LayerIndex::DotBefore;
        rest = rest.sliced(std::min<qsizetype>(2, rest.size()));
    } else if (rest.startsWith('/')) {
        flags |= LayerIndex::SlashBefore;
        rest = rest.sliced(1);
    }
    LayerIndex::Node node = PathTable::root;
    while (!rest.isEmpty()) {
        const qsizetype slash = rest.indexOf('/');
        const QByteArrayView name = slash < 0 ? rest : rest.first(slash);
        rest = slash < 0 ? QByteArrayView() : rest.sliced(slash + 1);
        isPlain = isPlain && !name.isEmpty() && name != "." && name != "..";
        if (name == "..")
            node = nodeAbove(node, flags);
        else if (!name.isEmpty() && name != ".")
            node = paths.child(node, name);
    }
    if (!isPlain) {
        flags |= LayerIndex::WrittenOtherwise;
        m_index->m_writtenPaths.insert(count(), written.toByteArray());
        m_extraBytes += static_cast<size_t>(written.size()) + 64;
    }
    return node;
}

quint32 LayerIndexBuilder::attributesFor(const TarEntry &entry)
{
    std::vector<FileAttributes> &all = m_index->m_attributes;
    FileAttributes attributes{entry.userId, entry.groupId, entry.userName, entry.groupName, entry.xattrs};
    if (!m_index->m_entries.empty() && all[m_index->m_entries.back().attributes] == attributes)
        return m_index->m_entries.back().attributes;
    const auto known = m_known.constFind(attributes);
    if (known != m_known.cend())
        return *known;
    const auto index = static_cast<quint32>(all.size());
    m_extraBytes += 2 * sizeOf(attributes);
    m_known.insert(attributes, index);
    all.push_back(std::move(attributes));
    return index;
}

} // namespace strata
