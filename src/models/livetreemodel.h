// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dropelsewhere.h"
#include "engine/inventory/inventory.h"

#include <QAbstractItemModel>
#include <QStringList>

#include <compare>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace strata {

/// The index algebra of a live list of one or two levels: rows, or groups with rows below beside rows without one.
///
/// There is never a reset. A new arrangement (rows came or went, filter, grouping, sorting) becomes few fine-grained
/// signals, or, when more than BulkLimit would be needed, into a layout change (goners to the tail), one removal, one
/// insertion at the tail and a layout change into place. Selection, current index and open branches survive either
/// way, because every row keeps its node. Lives on the GUI thread.
class LiveTreeModelBase : public QAbstractItemModel
{
    Q_OBJECT

public:
    /// Roles of every live model; the models' own roles begin at FirstOwnRole. All are answered in every column.
    enum Role {
        IsGroupRole = Qt::UserRole, ///< bool
        GroupNameRole,              ///< QString: the group's name, also for the rows below it; empty without one
        RowCountRole,               ///< int: visible rows below a group; 1 for a row
        FirstOwnRole = Qt::UserRole + 16,
    };

    static constexpr int BulkLimit = 64;   ///< more structural steps than this are done in bulk
    static constexpr int IdWordLength = 3; ///< shorter words would be in every other hexadecimal ID by chance

    ~LiveTreeModelBase() override;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const final;
    QModelIndex parent(const QModelIndex &index) const final;
    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;
    bool hasChildren(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Typed and stable: equal values stand in ascending order of name, then key. Column -1 sorts by name alone.
    /// A group stands where its first row would stand, or by its own name when sorted by the name column.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) final;
    int sortColumn() const { return m_sortColumn; }
    int nameColumn() const { return m_nameColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    void setGrouped(bool grouped);
    bool isGrouped() const { return m_grouped; }

    /// Shows only rows that have every word of `text` (separated by blanks, in any case) somewhere in their search text.
    /// A word of IdWordLength or more characters also finds the row whose ID begins with it.
    void setFilterText(const QString &text);
    const QString &filterText() const { return m_filterText; }

    int totalCount() const { return int(m_sorted.size()); } ///< rows, also those that the filter hides; no groups
    int visibleCount() const { return m_visibleCount; }     ///< rows that are shown; no groups

    bool isGroup(const QModelIndex &index) const;
    QString groupName(const QModelIndex &index) const; ///< of a group, or of the group that a row belongs to
    QModelIndex indexOfGroup(const QString &name) const;

Q_SIGNALS:
    void countsChanged(); ///< totalCount or visibleCount is another

protected:
    struct Node
    {
        virtual ~Node() = default;
        Node *parent = nullptr;
        int position = 0; ///< in its parent's children
        bool isGroup = false;
        bool isShown = false;
        bool isNew = false;         ///< not yet in the sorted rows
        bool isChanged = false;     ///< its cells are to be told
        bool isGone = false;        ///< about to leave the list
        Node *nextParent = nullptr; ///< in the arrangement being made; nullptr: will not be shown
        QString group;              ///< a group's name, or the name of the group that a row belongs to
        QString search;             ///< folded search text, made when first needed
        std::vector<Node *> children;
        std::vector<Node *> next; ///< the children in the arrangement being made
    };

    LiveTreeModelBase(int columnCount, int nameColumn, QObject *parent);

    virtual QVariant rowData(const Node &row, int column, int role) const = 0;
    virtual QVariant groupData(const Node &group, int column, int role) const = 0;
    virtual bool rowPrecedes(const Node &a, const Node &b) const = 0; ///< strict total order for the current sort
    virtual QStringView rowName(const Node &row) const = 0;
    virtual QString rowSearchText(const Node &row) const = 0;
    virtual QStringView rowId(const Node &row) const = 0;
    virtual bool rowPasses(const Node &row) const = 0; ///< the predicate filter

    Node *nodeAt(const QModelIndex &index) const; ///< nullptr for an invalid index and for other models' indexes
    QModelIndex indexAt(const Node *node, int column = 0) const; ///< invalid for the root and for hidden rows
    const std::vector<Node *> &sortedRows() const { return m_sorted; }

    /// Takes in nodes with isNew, isChanged or isGone set. The gone ones may be deleted afterwards.
    void rearrange(const std::vector<Node *> &nodes);
    void refilter();                                  ///< the predicate is another
    void searchChanged();                             ///< the search texts are others
    void tellNodes(const std::vector<Node *> &nodes); ///< cells of nodes with isChanged; nothing moves
    void tellCells(const Node *node, int firstColumn, int lastColumn);
    void tellColumns(int firstColumn, int lastColumn); ///< of all rows and groups

private:
    class Driver;
    using Nodes = std::vector<Node *>;

    void resort();
    bool isSorted() const;
    void merge(Nodes fresh);
    void arrange();
    void buildTarget();
    void placeGroupsByName(Nodes *top) const;
    Node *groupNode(const QString &name);
    bool isVisible(Node &row) const;
    bool arrangeFinely();
    bool migrate();
    void arrangeInBulk();
    void removeGoners();
    void insertNewcomers();
    void putInPlace();
    void takePlaces(const std::vector<std::pair<Node *, Nodes>> &families);
    static void adopt(Node *parent, Nodes children);
    static void hide(Node *node);
    void tellChanges();
    void finishArranging();

    const int m_columnCount;
    const int m_nameColumn;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    bool m_grouped = false;
    QString m_filterText;
    QStringList m_filterWords; ///< folded
    std::unique_ptr<Node> m_root;
    std::unordered_map<QString, std::unique_ptr<Node>> m_groups;
    Nodes m_sorted; ///< all rows in the current sort, also the hidden ones; owned by the template
    int m_visibleCount = 0;
    int m_toldTotal = 0;
    int m_toldVisible = 0;
};

/// A live list of values with keys. Subclasses only give cells, an order and a search text.
///
/// Key needs ==, <=> and qHash. Rows are kept by value; pointers to them are valid until the next apply() or clear().
template<typename Row, typename Key>
class LiveTreeModel : public LiveTreeModelBase
{
public:
    /// Takes in what became different. Rows of `removed` that are not there are ignored.
    void apply(Changes<Row, Key> changes);
    void clear();

    const Row *row(const QModelIndex &index) const;            ///< nullptr for a group and for an invalid index
    const Row *find(const Key &key) const;                     ///< also when the filter hides it; nullptr when unknown
    QModelIndex indexOf(const Key &key, int column = 0) const; ///< invalid when unknown or hidden
    QList<Key> keysBelow(const QModelIndex &index) const; ///< a row's own key, or the keys of a group's visible rows
    QList<Key> keysBelow(const QModelIndexList &indexes) const; ///< of all of them, in order of appearance, none twice
    QList<const Row *> rows() const;                            ///< all, also hidden ones, in the current sort order

    /// An additional condition, such as "running only"; empty: none.
    void setFilter(std::function<bool(const Row &)> predicate);

protected:
    using LiveTreeModelBase::LiveTreeModelBase;

    virtual Key keyOf(const Row &row) const = 0;
    virtual QVariant cell(const Row &row, int column, int role) const = 0;
    virtual QVariant groupCell(const QString &name, const QList<const Row *> &rows, int column, int role) const;
    virtual std::weak_ordering compare(const Row &a, const Row &b, int column) const = 0; ///< ascending
    virtual QStringView nameOf(const Row &row) const = 0; ///< what the name column shows and sorts by
    virtual QString groupOf(const Row &row) const;        ///< empty: no group
    virtual QString searchText(const Row &row) const = 0;
    virtual QStringView idOf(const Row &row) const; ///< lower case; found by its first characters; may be empty

    /// For what changes a row without a new value coming from the engine. After editing call cellsEdited (the order is
    /// left alone) or reposition (all cells, and the row goes where it belongs now). editedIn is for many rows: it tells
    /// all their cells, and moves them only if `column` decides what is shown where now.
    Row *edit(const Key &key);
    void cellsEdited(const Key &key, int firstColumn, int lastColumn); ///< also tells the group's cells
    void reposition(const QList<Key> &keys);
    void editedIn(int column, const QList<Key> &keys);

private:
    struct RowNode final : Node
    {
        Key key;
        Row value;
    };
    struct KeyHash
    {
        size_t operator()(const Key &key) const { return qHash(key); }
    };

    static const RowNode &rowNode(const Node &node) { return static_cast<const RowNode &>(node); }
    RowNode *nodeOf(const Key &key) const;
    Node *upsert(Row &&value);
    std::vector<Node *> markChanged(const QList<Key> &keys);
    QVariant rowData(const Node &row, int column, int role) const final;
    QVariant groupData(const Node &group, int column, int role) const final;
    bool rowPrecedes(const Node &a, const Node &b) const final;
    QStringView rowName(const Node &row) const final;
    QString rowSearchText(const Node &row) const final;
    QStringView rowId(const Node &row) const final;
    bool rowPasses(const Node &row) const final;

    std::unordered_map<Key, std::unique_ptr<RowNode>, KeyHash> m_rows;
    std::function<bool(const Row &)> m_predicate;
};

/// Names as people sort them: without case, and digits by their value ("web-2" before "web-10"). Never equal unless the
/// strings are.
std::strong_ordering compareNames(QStringView a, QStringView b);

} // namespace strata

#include "models/livetreemodel_p.h"
