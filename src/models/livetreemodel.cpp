// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/livetreemodel.h"

#include <cstring>

namespace strata {

LiveTreeModelBase::LiveTreeModelBase(int columnCount, int nameColumn, QObject *parent)
    : QAbstractItemModel(parent), m_columnCount(columnCount), m_nameColumn(nameColumn), m_root(std::make_unique<Node>())
{
    m_root->isGroup = true;
    m_root->isShown = true;
}

LiveTreeModelBase::~LiveTreeModelBase() = default;

QModelIndex LiveTreeModelBase::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= m_columnCount || row >= rowCount(parent))
        return {};
    const Node *family = parent.isValid() ? nodeAt(parent) : m_root.get();
    return createIndex(row, column, family->children[size_t(row)]);
}

QModelIndex LiveTreeModelBase::parent(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    return node ? indexAt(node->parent) : QModelIndex();
}

int LiveTreeModelBase::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_root->children.size());
    const Node *node = parent.column() == 0 ? nodeAt(parent) : nullptr;
    return node ? int(node->children.size()) : 0;
}

int LiveTreeModelBase::columnCount(const QModelIndex &) const
{
    return m_columnCount;
}

bool LiveTreeModelBase::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0;
}

QVariant LiveTreeModelBase::data(const QModelIndex &index, int role) const
{
    const Node *node = nodeAt(index);
    if (!node)
        return {};
    switch (role) {
    case IsGroupRole: return node->isGroup;
    case GroupNameRole: return node->group;
    case RowCountRole: return node->isGroup ? int(node->children.size()) : 1;
    default: return node->isGroup ? groupData(*node, index.column(), role) : rowData(*node, index.column(), role);
    }
}

Qt::ItemFlags LiveTreeModelBase::flags(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    if (!node)
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return node->isGroup ? flags : flags | Qt::ItemNeverHasChildren;
}

void LiveTreeModelBase::sort(int column, Qt::SortOrder order)
{
    if (column >= m_columnCount || (column == m_sortColumn && order == m_sortOrder))
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    resort();
    arrange();
}

void LiveTreeModelBase::setGrouped(bool grouped)
{
    if (grouped == m_grouped)
        return;
    m_grouped = grouped;
    arrange();
}

void LiveTreeModelBase::setFilterText(const QString &text)
{
    if (text == m_filterText)
        return;
    m_filterText = text;
    const QStringList words = text.toCaseFolded().simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_filterWords)
        return;
    m_filterWords = words;
    arrange();
}

bool LiveTreeModelBase::isGroup(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    return node && node->isGroup;
}

QString LiveTreeModelBase::groupName(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    return node ? node->group : QString();
}

QModelIndex LiveTreeModelBase::indexOfGroup(const QString &name) const
{
    const auto it = m_groups.find(name);
    return it == m_groups.end() ? QModelIndex() : indexAt(it->second.get());
}

LiveTreeModelBase::Node *LiveTreeModelBase::nodeAt(const QModelIndex &index) const
{
    return index.isValid() && index.model() == this ? static_cast<Node *>(index.internalPointer()) : nullptr;
}

QModelIndex LiveTreeModelBase::indexAt(const Node *node, int column) const
{
    if (!node || node == m_root.get() || !node->isShown)
        return {};
    return createIndex(node->position, column, node);
}

void LiveTreeModelBase::tellCells(const Node *node, int firstColumn, int lastColumn)
{
    for (; node && node != m_root.get() && node->isShown; node = node->parent)
        Q_EMIT dataChanged(indexAt(node, firstColumn), indexAt(node, lastColumn));
}

void LiveTreeModelBase::tellColumns(int firstColumn, int lastColumn)
{
    const auto tell = [&](const Node *parent) {
        if (const int rows = int(parent->children.size()); rows > 0) {
            const QModelIndex parentIndex = indexAt(parent);
            Q_EMIT dataChanged(index(0, firstColumn, parentIndex), index(rows - 1, lastColumn, parentIndex));
        }
    };
    tell(m_root.get());
    for (const auto &[name, group] : m_groups)
        tell(group.get());
}

namespace {

QChar folded(QChar c)
{
    if (c.unicode() < 0x80)
        return c.unicode() >= u'A' && c.unicode() <= u'Z' ? QChar(char16_t(c.unicode() + 32)) : c;
    return c.isSurrogate() ? c : c.toCaseFolded();
}

bool isDigit(QChar c)
{
    return c.unicode() >= u'0' && c.unicode() <= u'9';
}

// Both stand on a digit; both are moved behind the number.
std::strong_ordering compareNumbers(const QChar *&a, const QChar *aEnd, const QChar *&b, const QChar *bEnd)
{
    const auto skip = [](const QChar *&p, const QChar *end, auto while_) {
        while (p != end && while_(*p))
            ++p;
        return p;
    };
    const auto isZero = [](QChar c) { return c == u'0'; };
    const QChar *aFirst = skip(a, aEnd, isZero);
    const QChar *bFirst = skip(b, bEnd, isZero);
    const QStringView left(aFirst, skip(a, aEnd, isDigit));
    const QStringView right(bFirst, skip(b, bEnd, isDigit));
    if (left.size() != right.size())
        return left.size() <=> right.size();
    return left.compare(right) <=> 0;
}

/// How many code units both begin with, four at a time: most names of a list begin alike.
qsizetype commonLength(QStringView a, QStringView b)
{
    constexpr qsizetype step = sizeof(quint64) / sizeof(QChar);
    const qsizetype size = std::min(a.size(), b.size());
    qsizetype same = 0;
    for (; same + step <= size; same += step) {
        quint64 left = 0;
        quint64 right = 0;
        std::memcpy(&left, a.utf16() + same, sizeof left);
        std::memcpy(&right, b.utf16() + same, sizeof right);
        if (left != right)
            break;
    }
    while (same < size && a[same] == b[same])
        ++same;
    return same;
}

} // namespace

std::strong_ordering compareNames(QStringView a, QStringView b)
{
    qsizetype same = commonLength(a, b);
    while (same > 0 && isDigit(a[same - 1])) // a number is compared as a whole
        --same;
    const QChar *left = a.cbegin() + same;
    const QChar *right = b.cbegin() + same;
    while (left != a.cend() && right != b.cend()) {
        if (isDigit(*left) && isDigit(*right)) {
            if (const auto order = compareNumbers(left, a.cend(), right, b.cend()); order != 0)
                return order;
            continue;
        }
        if (*left != *right) {
            if (const auto order = folded(*left).unicode() <=> folded(*right).unicode(); order != 0)
                return order;
        }
        ++left;
        ++right;
    }
    if (left != a.cend() || right != b.cend())
        return left == a.cend() ? std::strong_ordering::less : std::strong_ordering::greater;
    return a.compare(b) <=> 0;
}

} // namespace strata
