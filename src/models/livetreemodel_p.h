// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The bodies of LiveTreeModel; included by livetreemodel.h.

namespace strata {

template<typename Row, typename Key>
auto LiveTreeModel<Row, Key>::nodeOf(const Key &key) const -> RowNode *
{
    const auto it = m_rows.find(key);
    return it == m_rows.end() ? nullptr : it->second.get();
}

template<typename Row, typename Key>
auto LiveTreeModel<Row, Key>::upsert(Row &&value) -> Node *
{
    const Key key = keyOf(value);
    std::unique_ptr<RowNode> &node = m_rows[key];
    const bool isKnown = node && (node->isNew || node->isChanged);
    if (!node) {
        node = std::make_unique<RowNode>();
        node->key = key;
        node->isNew = true;
    } else {
        node->isChanged = !node->isNew;
        node->search.clear();
    }
    node->value = std::move(value);
    node->group = groupOf(node->value);
    return isKnown ? nullptr : node.get();
}

template<typename Row, typename Key>
void LiveTreeModel<Row, Key>::apply(Changes<Row, Key> changes)
{
    std::vector<Node *> nodes;
    nodes.reserve(size_t(changes.removed.size() + changes.upserted.size()));
    std::vector<std::unique_ptr<RowNode>> gone;
    for (const Key &key : changes.removed) {
        const auto it = m_rows.find(key);
        if (it == m_rows.end())
            continue;
        it->second->isGone = true;
        nodes.push_back(it->second.get());
        gone.push_back(std::move(it->second));
        m_rows.erase(it);
    }
    m_rows.reserve(m_rows.size() + size_t(changes.upserted.size()));
    for (Row &value : changes.upserted) {
        if (Node *node = upsert(std::move(value)))
            nodes.push_back(node);
    }
    if (!nodes.empty())
        rearrange(nodes);
}

template<typename Row, typename Key>
void LiveTreeModel<Row, Key>::clear()
{
    auto rows = std::exchange(m_rows, {}); // they live until the views know
    std::vector<Node *> nodes;
    nodes.reserve(rows.size());
    for (const auto &[key, node] : rows) {
        node->isGone = true;
        nodes.push_back(node.get());
    }
    if (!nodes.empty())
        rearrange(nodes);
    dropElsewhere(std::move(rows));
}

template<typename Row, typename Key>
const Row *LiveTreeModel<Row, Key>::row(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    return node && !node->isGroup ? &rowNode(*node).value : nullptr;
}

template<typename Row, typename Key>
const Row *LiveTreeModel<Row, Key>::find(const Key &key) const
{
    const RowNode *node = nodeOf(key);
    return node ? &node->value : nullptr;
}

template<typename Row, typename Key>
QModelIndex LiveTreeModel<Row, Key>::indexOf(const Key &key, int column) const
{
    return indexAt(nodeOf(key), column);
}

template<typename Row, typename Key>
QList<Key> LiveTreeModel<Row, Key>::keysBelow(const QModelIndex &index) const
{
    return keysBelow(QModelIndexList{index});
}

template<typename Row, typename Key>
QList<Key> LiveTreeModel<Row, Key>::keysBelow(const QModelIndexList &indexes) const
{
    QList<Key> keys;
    QSet<const Node *> seen;
    const auto take = [&](const Node *node) {
        if (seen.contains(node))
            return;
        seen.insert(node);
        keys.append(rowNode(*node).key);
    };
    for (const QModelIndex &index : indexes) {
        const Node *node = nodeAt(index);
        if (node && node->isGroup)
            std::ranges::for_each(node->children, take);
        else if (node)
            take(node);
    }
    return keys;
}

template<typename Row, typename Key>
QList<const Row *> LiveTreeModel<Row, Key>::rows() const
{
    QList<const Row *> result;
    result.reserve(qsizetype(sortedRows().size()));
    for (const Node *node : sortedRows())
        result.append(&rowNode(*node).value);
    return result;
}

template<typename Row, typename Key>
void LiveTreeModel<Row, Key>::setFilter(std::function<bool(const Row &)> predicate)
{
    m_predicate = std::move(predicate);
    refilter();
}

template<typename Row, typename Key>
QVariant LiveTreeModel<Row, Key>::groupCell(const QString &name, const QList<const Row *> &, int column, int role) const
{
    return role == Qt::DisplayRole && column == 0 ? QVariant(name) : QVariant();
}

template<typename Row, typename Key>
QString LiveTreeModel<Row, Key>::groupOf(const Row &) const
{
    return {};
}

template<typename Row, typename Key>
QStringView LiveTreeModel<Row, Key>::idOf(const Row &) const
{
    return {};
}

template<typename Row, typename Key>
Row *LiveTreeModel<Row, Key>::edit(const Key &key)
{
    RowNode *node = nodeOf(key);
    return node ? &node->value : nullptr;
}

template<typename Row, typename Key>
void LiveTreeModel<Row, Key>::cellsEdited(const Key &key, int firstColumn, int lastColumn)
{
    tellCells(nodeOf(key), firstColumn, lastColumn);
}

template<typename Row, typename Key>
auto LiveTreeModel<Row, Key>::markChanged(const QList<Key> &keys) -> std::vector<Node *>
{
    std::vector<Node *> nodes;
    nodes.reserve(size_t(keys.size()));
    for (const Key &key : keys) {
        RowNode *node = nodeOf(key);
        if (!node || node->isChanged)
            continue;
        node->isChanged = true;
        node->search.clear();
        node->group = groupOf(node->value);
        nodes.push_back(node);
    }
    return nodes;
}

template<typename Row, typename Key>
void LiveTreeModel<Row, Key>::reposition(const QList<Key> &keys)
{
    if (const std::vector<Node *> nodes = markChanged(keys); !nodes.empty())
        rearrange(nodes);
}

template<typename Row, typename Key>
void LiveTreeModel<Row, Key>::editedIn(int column, const QList<Key> &keys)
{
    if (sortColumn() == column || !filterText().isEmpty())
        reposition(keys);
    else
        tellNodes(markChanged(keys));
}

template<typename Row, typename Key>
QVariant LiveTreeModel<Row, Key>::rowData(const Node &row, int column, int role) const
{
    return cell(rowNode(row).value, column, role);
}

template<typename Row, typename Key>
QVariant LiveTreeModel<Row, Key>::groupData(const Node &group, int column, int role) const
{
    QList<const Row *> rows;
    rows.reserve(qsizetype(group.children.size()));
    for (const Node *child : group.children)
        rows.append(&rowNode(*child).value);
    return groupCell(group.group, rows, column, role);
}

template<typename Row, typename Key>
bool LiveTreeModel<Row, Key>::rowPrecedes(const Node &a, const Node &b) const
{
    const RowNode &left = rowNode(a);
    const RowNode &right = rowNode(b);
    if (sortColumn() >= 0) {
        const std::weak_ordering order = compare(left.value, right.value, sortColumn());
        if (order != 0)
            return sortOrder() == Qt::AscendingOrder ? order < 0 : order > 0;
    }
    if (sortColumn() != nameColumn()) {
        const std::strong_ordering order = compareNames(nameOf(left.value), nameOf(right.value));
        if (order != 0)
            return order < 0;
    }
    return left.key < right.key;
}

template<typename Row, typename Key>
QStringView LiveTreeModel<Row, Key>::rowName(const Node &row) const
{
    return nameOf(rowNode(row).value);
}

template<typename Row, typename Key>
QString LiveTreeModel<Row, Key>::rowSearchText(const Node &row) const
{
    return searchText(rowNode(row).value);
}

template<typename Row, typename Key>
QStringView LiveTreeModel<Row, Key>::rowId(const Node &row) const
{
    return idOf(rowNode(row).value);
}

template<typename Row, typename Key>
bool LiveTreeModel<Row, Key>::rowPasses(const Node &row) const
{
    return !m_predicate || m_predicate(rowNode(row).value);
}

} // namespace strata
