// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/nodetreemodel.h"
#include "layers/filearrangement.h"

namespace strata {

/// The files of an image as a tree, as a FileQuery asks for them.
class LayerFilesModel : public NodeTreeModel
{
    Q_OBJECT

public:
    enum Column { Name, What, Size, Mode, Owner, Modified, Layer, ColumnCount };
    enum Role {
        ShareRole = Qt::UserRole + 16, ///< double 0…1: of all bytes that are shown
        NodeRole,                      ///< quint32: the node in the tree
        ChangeRole,                    ///< int of Change, where the layer asked for changed something; else invalid
    };

    using NodeTreeModel::NodeTreeModel;

    void setTree(std::shared_ptr<const ImageTree> tree); ///< null: nothing. Keeps the query, but for the layer
    /// More of the same image. Until it is arranged the tree before is shown; what is open and selected stays so.
    void exchangeTree(std::shared_ptr<const ImageTree> tree);
    const std::shared_ptr<const ImageTree> &tree() const { return m_tree; } ///< of the nodes that are shown
    void setQuery(const FileQuery &query);
    const FileQuery &query() const { return m_query; }
    const std::shared_ptr<const FileArrangement> &arrangement() const { return m_arrangement; } ///< null at first

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

protected:
    const NodeTree *nodes() const override { return m_arrangement ? &m_arrangement->nodes() : nullptr; }
    const PathTable &paths() const override { return m_tree->paths(); }

private:
    void arrange();
    bool isChange(ImageTree::Node node) const; ///< of the layer asked for
    QString text(ImageTree::Node node, int column) const;
    QString toolTip(ImageTree::Node node, int column) const;

    std::shared_ptr<const ImageTree> m_tree;
    std::shared_ptr<const ImageTree> m_wanted; ///< another one while that is arranged
    std::shared_ptr<const FileArrangement> m_arrangement;
    FileQuery m_query;
};

} // namespace strata
