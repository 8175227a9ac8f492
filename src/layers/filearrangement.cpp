// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/filearrangement.h"

#include "layers/bytesum.h"
#include "layers/filetext.h"

#include <set>
#include <tuple>

namespace strata {

namespace {

constexpr ImageTree::Node checkedAtOnce = 1 << 16; ///< nodes between two looks at the stop token

bool isKind(const FileView &view, FileQuery::Kind kind)
{
    const FileType type = view.entry ? view.entry->type : FileType::Directory;
    constexpr quint16 setId = 06000;
    switch (kind) {
    case FileQuery::Kind::Any: return true;
    case FileQuery::Kind::Files: return type == FileType::Regular || type == FileType::HardLink;
    case FileQuery::Kind::Folders: return type == FileType::Directory;
    case FileQuery::Kind::Links: return isLink(type);
    case FileQuery::Kind::Devices:
        return type == FileType::CharacterDevice || type == FileType::BlockDevice || type == FileType::Fifo;
    case FileQuery::Kind::SetId: return view.entry && type == FileType::Regular && (view.entry->mode & setId) != 0;
    }
    return false;
}

} // namespace

class FileArrangement::Builder
{
public:
    Builder(FileArrangement &result, const std::stop_token &stop)
        : m_result(result), m_tree(*result.m_tree), m_query(result.m_query), m_stop(stop),
          m_count(m_tree.paths().count())
    {}

    bool run() { return findEvents() && filter() && addUp() && arrange(); }

private:
    template<typename Do>
    bool forEachNode(Do &&what);
    bool isFile(const ImageTree::Event &event) const; ///< with content of its own
    bool isWanted(const ImageTree::Event &event) const;
    bool findEvents();
    bool filter();
    bool addUp();
    bool arrange();
    void countBytes();
    bool isBefore(Node a, Node b) const;
    int compare(Node a, Node b) const;
    bool isFolder(Node node) const;

    FileArrangement &m_result;
    const ImageTree &m_tree;
    const FileQuery &m_query;
    const std::stop_token &m_stop;
    const quint32 m_count;
    std::vector<bool> m_isKept; ///< matches by itself
    std::vector<bool> m_isShown;
};

/// The root is never among them. False when it was stopped.
template<typename Do>
bool FileArrangement::Builder::forEachNode(Do &&what)
{
    for (Node node = 1; node < m_count; ++node) {
        if (node % checkedAtOnce == 0 && m_stop.stop_requested())
            return false;
        what(node);
    }
    return !m_stop.stop_requested();
}

bool FileArrangement::Builder::isFile(const ImageTree::Event &event) const
{
    const LayerIndex::Entry *entry = m_tree.entry(event);
    return entry && entry->type == FileType::Regular;
}

bool FileArrangement::Builder::isWanted(const ImageTree::Event &event) const
{
    if (m_query.scope == FileQuery::Scope::UpToHere)
        return event.layer >= m_query.firstLayer;
    return event.change != Change::Unchanged || isFile(event);
}

bool FileArrangement::Builder::findEvents()
{
    m_result.m_events.assign(m_count, nullptr);
    if (m_query.scope == FileQuery::Scope::ThisLayer) {
        for (const ImageTree::Event &event : m_tree.events(m_query.layer)) {
            if (isWanted(event))
                m_result.m_events[event.node] = &event;
        }
        m_result.m_events[PathTable::root] = nullptr;
        return !m_stop.stop_requested();
    }
    return forEachNode([this](Node node) {
        const ImageTree::Event *event = m_tree.at(node, m_query.layer);
        if (event && isWanted(*event))
            m_result.m_events[node] = event;
    });
}

/// A name that matches brings all that is below it, kind and change hold for each by itself.
bool FileArrangement::Builder::filter()
{
    const std::vector<bool> matches = nodesWithText(m_tree.paths(), m_query.text);
    m_isKept.assign(m_count, false);
    return forEachNode([&](Node node) {
        const ImageTree::Event *event = m_result.m_events[node];
        if (!event || !matches[node])
            return;
        const bool isChange = event->change != Change::Unchanged || isFile(*event);
        const bool hasChange = !m_query.change
            || (*m_query.change == event->change && event->layer == m_query.layer && isChange);
        const bool isLinked = m_query.kind == FileQuery::Kind::Links && m_result.hardLink(node).entry;
        m_isKept[node] = hasChange && (isLinked || isKind(m_result.view(node), m_query.kind));
    });
}

/// Sizes of files. Of those that have several names only the first one counts.
void FileArrangement::Builder::countBytes()
{
    std::set<std::pair<quint16, quint32>> linked;
    const auto key = [](const EntryReference &file) { return std::pair(file.layer, file.entry); };
    const auto shown = [this](Node node) -> const ImageTree::Event * {
        const ImageTree::Event *event = m_isKept[node] ? m_result.m_events[node] : nullptr;
        return event && event->change == Change::Deleted ? m_tree.before(*event) : event;
    };
    for (Node node = 1; node < m_count; ++node) {
        const ImageTree::Event *event = shown(node);
        const LayerIndex::Entry *entry = event ? m_tree.entry(*event) : nullptr;
        if (entry && entry->type == FileType::HardLink)
            linked.insert(key(m_tree.file(*event)));
    }
    const auto add = [&](FileType type) {
        for (Node node = 1; node < m_count; ++node) {
            const ImageTree::Event *event = shown(node);
            const LayerIndex::Entry *entry = event ? m_tree.entry(*event) : nullptr;
            if (!entry || entry->type != type)
                continue;
            const EntryReference file = m_tree.file(*event);
            if (m_query.scope == FileQuery::Scope::ThisLayer && file.layer != event->layer)
                continue; // another name for what a lower layer brought
            const LayerIndex::Entry &real = m_tree.entry(file);
            const bool isFirst = linked.erase(key(file)) > 0;
            if (real.type == FileType::Regular && (type == FileType::Regular || isFirst))
                m_result.m_bytes[node] = real.size;
        }
    };
    add(FileType::Regular);
    add(FileType::HardLink);
}

bool FileArrangement::Builder::addUp()
{
    m_result.m_bytes.assign(m_count, 0);
    m_isShown.assign(m_count, false);
    countBytes();
    if (m_stop.stop_requested())
        return false;
    for (Node node = m_count; node-- > 1;) { // parents come before children
        if (m_isKept[node]) {
            m_isShown[node] = true;
            ++m_result.m_count;
        } else if (m_isShown[node]) {
            m_result.m_events[node] = m_query.scope == FileQuery::Scope::UpToHere ? m_tree.at(node, m_query.layer)
                                                                                  : m_result.m_events[node];
        }
        if (!m_isShown[node])
            continue;
        const Node parent = m_tree.paths().parent(node);
        m_isShown[parent] = true;
        m_result.m_bytes[parent] = byteSum(m_result.m_bytes[parent], m_result.m_bytes[node]);
    }
    return !m_stop.stop_requested();
}

bool FileArrangement::Builder::isFolder(Node node) const
{
    const FileView view = m_result.view(node);
    return !view.entry || view.entry->type == FileType::Directory;
}

/// By the order asked for, less than 0 when a is first.
int FileArrangement::Builder::compare(Node a, Node b) const
{
    const auto three = [](auto left, auto right) { return left < right ? -1 : (right < left ? 1 : 0); };
    const FileView left = m_result.view(a), right = m_result.view(b);
    const auto mode = [](const FileView &view) { return view.entry ? int(view.entry->mode) : 0755; };
    const auto time = [](const FileView &view) { return view.entry ? view.entry->modified : 0; };
    const auto owner = [](const FileView &view) {
        if (!view.entry)
            return std::tuple<qint64, qint64>();
        const FileAttributes &attributes = view.index->attributes(*view.entry);
        return std::tuple(attributes.userId, attributes.groupId);
    };
    const auto layer = [this](Node node) {
        const ImageTree::Event *event = m_result.m_events[node];
        return event ? int(event->layer) : -1;
    };
    const auto change = [this](Node node) {
        const ImageTree::Event *event = m_result.m_events[node];
        return event && event->layer == m_query.layer ? int(event->change) : int(Change::Unchanged);
    };
    switch (m_query.order) {
    case FileQuery::Order::Name: return three(isFolder(b), isFolder(a));
    case FileQuery::Order::Size: return three(m_result.m_bytes[a], m_result.m_bytes[b]);
    case FileQuery::Order::Change: return three(change(a), change(b));
    case FileQuery::Order::Mode: return three(mode(left), mode(right));
    case FileQuery::Order::Owner: return three(owner(left), owner(right));
    case FileQuery::Order::Modified: return three(time(left), time(right));
    case FileQuery::Order::Layer: return three(layer(a), layer(b));
    }
    return 0;
}

/// Folders are first by name, in either direction; what is the same goes by name.
bool FileArrangement::Builder::isBefore(Node a, Node b) const
{
    const int first = compare(a, b);
    if (m_query.order == FileQuery::Order::Name) {
        const int names = compareNames(m_tree.paths(), a, b);
        return first != 0 ? first < 0 : (m_query.isDescending ? names > 0 : names < 0);
    }
    if (first != 0)
        return m_query.isDescending ? first > 0 : first < 0;
    return compareNames(m_tree.paths(), a, b) < 0;
}

bool FileArrangement::Builder::arrange()
{
    std::optional<NodeTree> nodes = NodeTree::build(
        m_tree.paths(), m_isShown, [this](Node a, Node b) { return isBefore(a, b); }, m_stop, NodeTree::deepestInView);
    if (!nodes)
        return false;
    m_result.m_nodes = *std::move(nodes);
    return true;
}

Result<std::shared_ptr<const FileArrangement>> FileArrangement::build(std::shared_ptr<const ImageTree> tree,
                                                                      const FileQuery &query,
                                                                      const std::stop_token &stop)
{
    auto result = std::make_shared<FileArrangement>();
    result->m_tree = std::move(tree);
    result->m_query = query;
    if (!Builder(*result, stop).run())
        return failure(Error::Kind::Cancelled, QStringLiteral("stopped"));
    return result;
}

/// Of what was deleted the one before.
const ImageTree::Event *FileArrangement::eventThere(Node node) const
{
    const ImageTree::Event *event = m_events[node];
    return event && event->change == Change::Deleted ? m_tree->before(*event) : event;
}

FileView FileArrangement::hardLink(Node node) const
{
    const ImageTree::Event *event = eventThere(node);
    const LayerIndex::Entry *entry = event ? m_tree->entry(*event) : nullptr;
    const bool isOne = entry && entry->type == FileType::HardLink;
    return isOne ? FileView{m_tree->layers()[event->layer].get(), entry} : FileView();
}

FileView FileArrangement::view(Node node) const
{
    const ImageTree::Event *event = eventThere(node);
    return event && event->entry != ImageTree::none ? m_tree->view(m_tree->file(*event)) : FileView();
}

} // namespace strata
