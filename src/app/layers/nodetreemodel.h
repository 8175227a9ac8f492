// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/nodetree.h"

#include <QAbstractItemModel>
#include <QHash>

#include <functional>

namespace strata {

/// A model over a NodeTree: indexes, parents, and rows of full folders that come as they are asked for. Filtering and
/// sorting make another NodeTree over the same paths, on another thread; until it is there the model shows what it did,
/// then rows change places, and what is open and selected stays so. An index's internal ID is its node.
class NodeTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    static constexpr int FetchedAtOnce = 2'000; ///< rows of a folder, so that a full one is opened at once

    using QAbstractItemModel::QAbstractItemModel;
    ~NodeTreeModel() override; ///< does not wait for the other thread

    bool isArranging() const { return m_stop.has_value(); }

    static PathTable::Node nodeOf(const QModelIndex &index);   ///< the root for an invalid one
    QModelIndex indexOf(PathTable::Node node, int column = 0); ///< of one that is shown, and makes its rows be there

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

protected:
    virtual const NodeTree *nodes() const = 0;  ///< null: nothing is shown
    virtual const PathTable &paths() const = 0; ///< asked for only while there are nodes

    /// Other paths: `exchange` makes nodes() null.
    void forgetNodes(const std::function<void()> &exchange);

    /// Makes nodes() another one; null when it was stopped.
    using Exchange = std::function<void()>;
    /// `prepare` runs on another thread, what it gives on this one. A later call wins. When the exchange brings other paths
    /// too, what is open and selected is found again by its path.
    enum class Paths { Same, Others };
    void rearrange(std::function<Exchange(const std::stop_token &)> prepare, Paths paths = Paths::Same);

Q_SIGNALS:
    void arrangingChanged();
    void arranged(); ///< what is shown is what was asked for

private:
    void stopArranging();
    void take(const Exchange &exchange, Paths paths);
    QModelIndex indexAt(PathTable::Node node, int column) const;
    void fetchUpTo(PathTable::Node folder, quint32 row);

    std::optional<std::stop_source> m_stop;    ///< while it arranges
    QHash<PathTable::Node, quint32> m_fetched; ///< rows of folders with more than are fetched at once
};

} // namespace strata
