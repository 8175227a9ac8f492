// SPDX-License-Identifier: GPL-3.0-or-later
// How a LiveTreeModel gets from one arrangement of its nodes to the next.
#include "models/livetreemodel.h"
#include "models/rowdiff.h"

namespace strata {

namespace {

constexpr int MigrantLimit = 16; // rows that change their parent one by one

} // namespace

// Does the steps of a RowPlan for the children of one node.
class LiveTreeModelBase::Driver
{
public:
    Driver(LiveTreeModelBase *model, Node *parent) : m_model(model), m_parent(parent) {}

    void removeRows(int first, int last)
    {
        m_model->beginRemoveRows(m_model->indexAt(m_parent), first, last);
        const auto begin = m_parent->children.begin();
        std::for_each(begin + first, begin + last + 1, &LiveTreeModelBase::hide);
        m_parent->children.erase(begin + first, begin + last + 1);
        renumber(first);
        m_model->endRemoveRows();
    }

    void moveRows(int first, int last, int destination)
    {
        const QModelIndex parent = m_model->indexAt(m_parent);
        m_model->beginMoveRows(parent, first, last, parent, destination);
        const auto begin = m_parent->children.begin();
        if (destination < first)
            std::rotate(begin + destination, begin + first, begin + last + 1);
        else
            std::rotate(begin + first, begin + last + 1, begin + destination);
        renumber(std::min(first, destination));
        m_model->endMoveRows();
    }

    void insertRows(int first, int last)
    {
        const auto next = m_parent->next.begin();
        insert(first, Nodes(next + first, next + last + 1));
    }

    void insert(int first, const Nodes &nodes)
    {
        for (Node *node : nodes) {
            node->parent = m_parent;
            node->isShown = true;
            if (node->isGroup)
                adoptNewcomers(node);
            node->isChanged = false;
        }
        m_model->beginInsertRows(m_model->indexAt(m_parent), first, first + int(nodes.size()) - 1);
        m_parent->children.insert(m_parent->children.begin() + first, nodes.begin(), nodes.end());
        renumber(first);
        m_model->endInsertRows();
    }

    void renumber(int first)
    {
        m_parent->isChanged = true;
        for (size_t i = size_t(first); i < m_parent->children.size(); ++i)
            m_parent->children[i]->position = int(i);
    }

private:
    // A new group comes with those of its rows that are new as well.
    static void adoptNewcomers(Node *group)
    {
        Nodes rows;
        std::ranges::copy_if(group->next, std::back_inserter(rows), [](const Node *row) { return !row->isShown; });
        adopt(group, std::move(rows));
        for (Node *row : group->children) {
            row->isShown = true;
            row->isChanged = false;
        }
    }

    LiveTreeModelBase *m_model;
    Node *m_parent;
};

void LiveTreeModelBase::hide(Node *node)
{
    for (Node *child : node->children)
        hide(child);
    node->children.clear();
    node->isShown = false;
    node->parent = nullptr;
}

void LiveTreeModelBase::adopt(Node *parent, Nodes children)
{
    parent->isChanged = true;
    parent->children = std::move(children);
    for (size_t i = 0; i < parent->children.size(); ++i) {
        parent->children[i]->parent = parent;
        parent->children[i]->position = int(i);
    }
}

void LiveTreeModelBase::resort()
{
    std::ranges::sort(m_sorted, [this](const Node *a, const Node *b) { return rowPrecedes(*a, *b); });
}

void LiveTreeModelBase::rearrange(const std::vector<Node *> &nodes)
{
    std::erase_if(m_sorted, [](const Node *node) { return node->isGone; });
    const bool isInOrder = isSorted(); // mostly: what changes is seldom what the list is sorted by
    if (!isInOrder)
        std::erase_if(m_sorted, [](const Node *node) { return node->isChanged; });
    Nodes fresh;
    for (Node *node : nodes) {
        node->nextParent = nullptr;
        if (!node->isGone && (node->isNew || !isInOrder))
            fresh.push_back(node);
        node->isNew = false;
    }
    if (!fresh.empty())
        merge(std::move(fresh));
    arrange();
}

bool LiveTreeModelBase::isSorted() const
{
    return std::ranges::is_sorted(m_sorted, [this](const Node *a, const Node *b) { return rowPrecedes(*a, *b); });
}

void LiveTreeModelBase::tellNodes(const std::vector<Node *> &nodes)
{
    if (nodes.empty())
        return;
    tellChanges();
    finishArranging();
}

void LiveTreeModelBase::merge(Nodes fresh)
{
    const auto precedes = [this](const Node *a, const Node *b) { return rowPrecedes(*a, *b); };
    std::ranges::sort(fresh, precedes);
    const auto middle = qsizetype(m_sorted.size());
    m_sorted.insert(m_sorted.end(), fresh.begin(), fresh.end());
    std::inplace_merge(m_sorted.begin(), m_sorted.begin() + middle, m_sorted.end(), precedes);
}

void LiveTreeModelBase::refilter()
{
    arrange();
}

void LiveTreeModelBase::searchChanged()
{
    for (Node *node : m_sorted)
        node->search.clear();
    if (!m_filterWords.isEmpty())
        arrange();
}

void LiveTreeModelBase::arrange()
{
    buildTarget();
    if (!arrangeFinely())
        arrangeInBulk();
    tellChanges();
    finishArranging();
}

bool LiveTreeModelBase::isVisible(Node &row) const
{
    if (!rowPasses(row))
        return false;
    if (m_filterWords.isEmpty())
        return true;
    if (row.search.isEmpty())
        row.search = rowSearchText(row).toCaseFolded();
    return std::ranges::all_of(m_filterWords, [this, &row](const QString &word) {
        return row.search.contains(word) || (word.size() >= IdWordLength && rowId(row).startsWith(word));
    });
}

LiveTreeModelBase::Node *LiveTreeModelBase::groupNode(const QString &name)
{
    std::unique_ptr<Node> &group = m_groups[name];
    if (!group) {
        group = std::make_unique<Node>();
        group->isGroup = true;
        group->group = name;
    }
    return group.get();
}

void LiveTreeModelBase::buildTarget()
{
    for (auto &[name, group] : m_groups) {
        group->nextParent = nullptr;
        group->next.clear();
    }
    Node *root = m_root.get();
    root->next.clear();
    m_visibleCount = 0;
    bool hasGroups = false;
    for (Node *row : m_sorted) {
        row->nextParent = nullptr;
        if (!isVisible(*row))
            continue;
        ++m_visibleCount;
        row->nextParent = m_grouped && !row->group.isEmpty() ? groupNode(row->group) : root;
        if (row->nextParent != root && !row->nextParent->nextParent) {
            hasGroups = true;
            row->nextParent->nextParent = root;
            root->next.push_back(row->nextParent);
        }
        row->nextParent->next.push_back(row);
    }
    if (hasGroups && (m_sortColumn < 0 || m_sortColumn == m_nameColumn))
        placeGroupsByName(&root->next);
}

void LiveTreeModelBase::placeGroupsByName(Nodes *top) const
{
    const auto name = [this](const Node *node) { return node->isGroup ? QStringView(node->group) : rowName(*node); };
    const bool isAscending = m_sortColumn < 0 || m_sortOrder == Qt::AscendingOrder;
    const auto precedes = [&](const Node *a, const Node *b) {
        const std::strong_ordering order = compareNames(name(a), name(b));
        return isAscending ? order < 0 : order > 0;
    };
    const auto rows = std::stable_partition(top->begin(), top->end(), [](const Node *node) { return node->isGroup; });
    std::sort(top->begin(), rows, precedes);
    std::inplace_merge(top->begin(), rows, top->end(), precedes);
}

// Moves the rows that change their parent, one by one. False when there are too many.
bool LiveTreeModelBase::migrate()
{
    Nodes migrants;
    std::ranges::copy_if(m_sorted, std::back_inserter(migrants), [](const Node *row) {
        return row->isShown && row->nextParent && row->nextParent != row->parent;
    });
    if (migrants.size() > size_t(MigrantLimit))
        return false;
    for (Node *row : migrants) {
        Node *from = row->parent;
        Node *to = row->nextParent;
        if (!to->isShown)
            Driver(this, m_root.get()).insert(int(m_root->children.size()), {to});
        const auto destination = int(to->children.size());
        beginMoveRows(indexAt(from), row->position, row->position, indexAt(to), destination);
        from->children.erase(from->children.begin() + row->position);
        to->children.push_back(row);
        row->parent = to;
        Driver(this, from).renumber(row->position);
        Driver(this, to).renumber(destination);
        endMoveRows();
    }
    return true;
}

bool LiveTreeModelBase::arrangeFinely()
{
    if (!migrate())
        return false;
    std::vector<std::pair<Node *, RowPlan>> plans;
    int budget = BulkLimit;
    const auto plan = [&](Node *parent) {
        if (!parent->isShown || parent->children == parent->next)
            return true;
        plans.emplace_back(parent, planRows<Node *>(parent->children, parent->next, budget));
        budget -= plans.back().second.steps();
        return plans.back().second.complete;
    };
    if (!plan(m_root.get()))
        return false;
    for (auto &[name, group] : m_groups) {
        if (group->nextParent && !plan(group.get()))
            return false;
    }
    for (auto &[parent, steps] : plans)
        applyRowPlan(steps, Driver(this, parent));
    return true;
}

void LiveTreeModelBase::arrangeInBulk()
{
    removeGoners();
    insertNewcomers();
    putInPlace();
}

// All goners to the tail of the top level in one layout change, then one removal.
void LiveTreeModelBase::removeGoners()
{
    Nodes staying;
    Nodes goners;
    std::vector<std::pair<Node *, Nodes>> families;
    for (Node *top : m_root->children) {
        (top->nextParent ? staying : goners).push_back(top);
        if (!top->isGroup)
            continue;
        Nodes rows;
        Nodes gonerRows;
        for (Node *row : top->children)
            (row->nextParent ? rows : gonerRows).push_back(row);
        if (top->nextParent) {
            goners.insert(goners.end(), gonerRows.begin(), gonerRows.end());
            families.emplace_back(top, std::move(rows));
        } else { // its other rows wait on the top level for their new place
            staying.insert(staying.end(), rows.begin(), rows.end());
            families.emplace_back(top, std::move(gonerRows));
        }
    }
    if (goners.empty())
        return;
    const auto first = int(staying.size());
    staying.insert(staying.end(), goners.begin(), goners.end());
    families.emplace_back(m_root.get(), std::move(staying));
    takePlaces(families);
    Driver(this, m_root.get()).removeRows(first, int(m_root->children.size()) - 1);
}

// All new rows and groups to the tail of the top level; new rows of known groups wait there for their place.
void LiveTreeModelBase::insertNewcomers()
{
    Nodes newcomers;
    for (Node *top : m_root->next) {
        if (!top->isShown) {
            newcomers.push_back(top);
            continue;
        }
        std::ranges::copy_if(top->next, std::back_inserter(newcomers), [](const Node *row) { return !row->isShown; });
    }
    if (!newcomers.empty())
        Driver(this, m_root.get()).insert(int(m_root->children.size()), newcomers);
}

void LiveTreeModelBase::putInPlace()
{
    std::vector<std::pair<Node *, Nodes>> families;
    families.emplace_back(m_root.get(), m_root->next);
    for (auto &[name, group] : m_groups) {
        if (group->isShown)
            families.emplace_back(group.get(), group->next);
    }
    takePlaces(families);
}

void LiveTreeModelBase::takePlaces(const std::vector<std::pair<Node *, Nodes>> &families)
{
    if (std::ranges::all_of(families, [](const auto &family) { return family.first->children == family.second; }))
        return;
    Q_EMIT layoutAboutToBeChanged();
    for (const auto &[parent, children] : families) {
        if (parent->children != children)
            adopt(parent, children);
    }
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &index : from)
        to.append(indexAt(nodeAt(index), index.column()));
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged();
}

void LiveTreeModelBase::tellChanges()
{
    const auto tell = [this](const Node *parent) {
        std::vector<int> positions;
        for (const Node *child : parent->children) {
            if (child->isChanged)
                positions.push_back(child->position);
        }
        const QModelIndex parentIndex = indexAt(parent);
        for (const RowPlan::Range &range : coalesce(positions, BulkLimit)) {
            Q_EMIT dataChanged(index(range.first, 0, parentIndex), index(range.last, m_columnCount - 1, parentIndex));
        }
    };
    for (auto &[name, group] : m_groups) {
        if (!group->isShown)
            continue;
        group->isChanged |= std::ranges::any_of(group->children, &Node::isChanged);
        tell(group.get());
    }
    tell(m_root.get());
}

void LiveTreeModelBase::finishArranging()
{
    for (Node *row : m_sorted)
        row->isChanged = false;
    std::erase_if(m_groups, [](const auto &group) { return !group.second->isShown; });
    for (auto &[name, group] : m_groups)
        group->isChanged = false;
    if (m_toldTotal == totalCount() && m_toldVisible == m_visibleCount)
        return;
    m_toldTotal = totalCount();
    m_toldVisible = m_visibleCount;
    Q_EMIT countsChanged();
}

} // namespace strata
