// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/filearrangement.h"

#include <QAbstractItemModel>
#include <QHash>

namespace strata {

/// The files of an image as a tree, as a FileQuery asks for them. Arranging them is done on another thread: until it is
/// over the model shows what it did, then rows change places, and what is open and selected stays so.
class LayerFilesModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, What, Size, Mode, Owner, Modified, Layer, ColumnCount };
    enum Role {
        ShareRole = Qt::UserRole + 16, ///< double 0…1: of all bytes that are shown
        NodeRole,                      ///< quint32: the node in the tree
        ChangeRole,                    ///< int of Change, where the layer asked for changed something; else invalid
    };
    static constexpr int FetchedAtOnce = 2'000; ///< rows of a folder, so that a full one is opened at once

    explicit LayerFilesModel(QObject *parent = nullptr);
    ~LayerFilesModel() override; ///< does not wait for the other thread

    void setTree(std::shared_ptr<const ImageTree> tree); ///< null: nothing. Keeps the query, but for the layer
    void setQuery(const FileQuery &query);
    const FileQuery &query() const { return m_query; }
    bool isArranging() const { return m_stop.has_value(); }
    const std::shared_ptr<const FileArrangement> &arrangement() const { return m_arrangement; } ///< null at first

    QModelIndex indexOf(ImageTree::Node node, int column = 0); ///< of one that is shown, and makes its rows be there

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void arrangingChanged();
    void arranged(); ///< what is shown is what was asked for

private:
    static ImageTree::Node nodeOf(const QModelIndex &index); ///< the root for an invalid one
    void arrange();
    void take(const std::shared_ptr<const FileArrangement> &arrangement);
    bool isChange(ImageTree::Node node) const; ///< of the layer asked for
    QString text(ImageTree::Node node, int column) const;
    QString toolTip(ImageTree::Node node, int column) const;
    void fetchUpTo(ImageTree::Node folder, quint32 row);

    std::shared_ptr<const ImageTree> m_tree;
    std::shared_ptr<const FileArrangement> m_arrangement;
    FileQuery m_query;
    std::optional<std::stop_source> m_stop;    ///< while it arranges
    QHash<ImageTree::Node, quint32> m_fetched; ///< rows of folders with more than are fetched at once
};

/// "content, mode" of Difference.
QString differenceText(quint8 differences);

/// "added", "modified (content)", "deleted", "unchanged".
QString changeText(const ImageTree::Event &event);

} // namespace strata
