// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/inspectedimage.h"
#include "layers/layersharing.h"

#include <QAbstractTableModel>
#include <QPalette>

namespace strata {

/// The layers of an image, the lowest first, with the instructions between them that changed the configuration only.
class LayerListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Size, Instruction, Changes, Wasted, Shared, Source, ColumnCount };
    enum Role {
        LayerRole = Qt::UserRole + 16, ///< int: in the image; -1 for configuration only
        ShareRole,                     ///< double 0…1: of the largest layer's bytes
    };

    /// The line of a Dockerfile that an instruction comes from.
    struct SourceLine
    {
        int line = -1; ///< counted from 0; -1: none is known
        bool isExact = true;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setImage(const InspectedImage &image);   ///< one without a tree: nothing
    void setSharing(const LayerSharing &sharing); ///< of the same image; known later
    const LayerSharing &sharing() const { return m_sharing; }
    void setSourceLines(
        const QList<SourceLine> &lines); ///< of each line of the image's history; none: nothing is known
    SourceLine sourceLine(int row) const;
    int rowOfSourceLine(int line) const; ///< -1 when there is none
    void setPalette(const QPalette &palette);
    const InspectedImage &image() const { return m_image; }
    int rowOf(qsizetype layer) const; ///< -1 when there is none

    QString instruction(int row) const; ///< as a Dockerfile would say it, whole
    QDateTime created(int row) const;   ///< invalid when unknown

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        int layer = -1;
        int history = -1;
    };

    QString text(const Row &row, int column) const;
    QString toolTip(const Row &row, int column) const;

    InspectedImage m_image;
    LayerSharing m_sharing;
    QList<SourceLine> m_sourceLines;
    QList<Row> m_rows;
    qint64 m_largest = 0;
    QPalette m_palette;
};

} // namespace strata
