// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/nodetreemodel.h"

#include "core/background.h"

#include <algorithm>

namespace strata {

namespace {

constexpr quint32 rowsAtOnce = NodeTreeModel::FetchedAtOnce;

/// Nodes by their paths. A table of paths that is sealed would look at all of its names, for each part of each path.
class ShownPaths
{
public:
    ShownPaths(const NodeTree &nodes, const PathTable &paths) : m_nodes(nodes), m_paths(paths) {}

    PathTable::Node find(QByteArrayView path) ///< the root when it is not there
    {
        PathTable::Node node = PathTable::root;
        while (!path.isEmpty()) {
            const qsizetype slash = path.indexOf('/');
            node = childrenOf(node).value(slash < 0 ? path : path.first(slash), PathTable::root);
            if (node == PathTable::root)
                return node;
            path = slash < 0 ? QByteArrayView() : path.sliced(slash + 1);
        }
        return node;
    }

private:
    using Children = QHash<QByteArrayView, PathTable::Node>;

    const Children &childrenOf(PathTable::Node folder)
    {
        const auto known = m_children.constFind(folder);
        if (known != m_children.constEnd())
            return *known;
        Children children;
        for (quint32 row = 0; row < m_nodes.childCount(folder); ++row) {
            const PathTable::Node child = m_nodes.child(folder, row);
            children.insert(m_paths.name(child), child);
        }
        return *m_children.insert(folder, children);
    }

    const NodeTree &m_nodes;
    const PathTable &m_paths;
    QHash<PathTable::Node, Children> m_children;
};

} // namespace

PathTable::Node NodeTreeModel::nodeOf(const QModelIndex &index)
{
    return index.isValid() ? static_cast<PathTable::Node>(index.internalId()) : PathTable::root;
}

QModelIndex NodeTreeModel::indexAt(PathTable::Node node, int column) const
{
    return node == PathTable::root ? QModelIndex() : createIndex(int(nodes()->row(node)), column, node);
}

QModelIndex NodeTreeModel::indexOf(PathTable::Node node, int column)
{
    if (!nodes() || node == PathTable::root || !nodes()->isShown(node))
        return {};
    fetchUpTo(paths().parent(node), nodes()->row(node));
    return indexAt(node, column);
}

QModelIndex NodeTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= columnCount(parent) || row >= rowCount(parent))
        return {};
    return createIndex(row, column, nodes()->child(nodeOf(parent), quint32(row)));
}

QModelIndex NodeTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() && nodes() ? indexAt(paths().parent(nodeOf(index)), 0) : QModelIndex();
}

int NodeTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!nodes() || parent.column() > 0)
        return 0;
    const PathTable::Node node = nodeOf(parent);
    const quint32 count = nodes()->childCount(node);
    return int(count <= rowsAtOnce ? count : std::min(count, m_fetched.value(node, rowsAtOnce)));
}

bool NodeTreeModel::hasChildren(const QModelIndex &parent) const
{
    return nodes() && parent.column() <= 0 && nodes()->childCount(nodeOf(parent)) > 0;
}

bool NodeTreeModel::canFetchMore(const QModelIndex &parent) const
{
    return hasChildren(parent) && quint32(rowCount(parent)) < nodes()->childCount(nodeOf(parent));
}

void NodeTreeModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        fetchUpTo(nodeOf(parent), quint32(rowCount(parent)) + rowsAtOnce - 1);
}

void NodeTreeModel::fetchUpTo(PathTable::Node folder, quint32 row)
{
    const QModelIndex parent = indexAt(folder, 0);
    const int before = rowCount(parent);
    const quint32 wanted = std::min(row + 1, nodes()->childCount(folder));
    if (wanted <= quint32(before))
        return;
    beginInsertRows(parent, before, int(wanted) - 1);
    m_fetched[folder] = wanted;
    endInsertRows();
}

NodeTreeModel::~NodeTreeModel()
{
    if (m_stop)
        m_stop->request_stop();
}

void NodeTreeModel::stopArranging()
{
    if (!m_stop)
        return;
    m_stop->request_stop();
    m_stop.reset();
    Q_EMIT arrangingChanged();
}

void NodeTreeModel::forgetNodes(const std::function<void()> &exchange)
{
    stopArranging();
    beginResetModel();
    exchange();
    m_fetched.clear();
    endResetModel();
}

void NodeTreeModel::rearrange(std::function<Exchange(const std::stop_token &)> prepare, Paths paths)
{
    const bool wasArranging = m_stop.has_value();
    if (wasArranging)
        m_stop->request_stop();
    m_stop.emplace();
    const std::stop_token token = m_stop->get_token();
    inBackground(
        this, [prepare = std::move(prepare), token] { return prepare(token); },
        [this, token, paths](const Exchange &exchange) {
            if (exchange && !token.stop_requested())
                take(exchange, paths);
        });
    if (!wasArranging)
        Q_EMIT arrangingChanged();
}

void NodeTreeModel::take(const Exchange &exchange, Paths kind)
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QList<QByteArray> names;
    for (const QModelIndex &index : before)
        names.append(kind == Paths::Others ? paths().path(nodeOf(index)) : QByteArray());
    exchange();
    m_fetched.clear();
    ShownPaths shown(*nodes(), this->paths());
    for (qsizetype i = 0; i < before.size(); ++i) {
        const QModelIndex &index = before[i];
        const PathTable::Node node = kind == Paths::Same ? nodeOf(index) : shown.find(names[i]);
        const bool isThere = node != PathTable::root && nodes()->isShown(node);
        if (isThere && nodes()->row(node) >= rowsAtOnce) {
            quint32 &fetched = m_fetched[paths().parent(node)];
            fetched = std::max(fetched, nodes()->row(node) + 1);
        }
        changePersistentIndex(index, isThere ? indexAt(node, index.column()) : QModelIndex());
    }
    m_stop.reset();
    Q_EMIT layoutChanged();
    Q_EMIT arrangingChanged();
    Q_EMIT arranged();
}

} // namespace strata
