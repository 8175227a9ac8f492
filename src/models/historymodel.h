// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"

#include <QAbstractTableModel>

namespace strata {

/// The history of one image, newest first, as `docker history` tells it. Not a live list: an image's history never
/// changes, so another image is a new content.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Instruction, Size, Created, Comment, ColumnCount };

    enum Role {
        InstructionRole = Qt::UserRole + 16, ///< QString: cleaned, "COPY app.conf /etc/"
        RawRole,                             ///< QString: what the engine said, whole
        SizeRole,                            ///< qint64: bytes
        SizeShareRole,                       ///< double 0…1: relative to the largest layer
        CreatedRole,                         ///< qint64: seconds since 1970; 0 unknown
        IsMetadataRole,                      ///< bool: adds no bytes to the image
        ImageIdRole,                         ///< QString; empty when the engine does not know it
        TagsRole,                            ///< QStringList
        SortRole,                            ///< the value that the column sorts by
    };

    explicit HistoryModel(QObject *parent = nullptr);

    void setHistory(QList<HistoryEntry> entries);
    bool isHistoryOf(const QList<HistoryEntry> &entries) const; ///< the same lines; their tags may be others
    const HistoryEntry &entry(int row) const { return m_entries.at(row); }
    qint64 totalSize() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QString displayText(int row, int column) const;
    QVariant sortValue(int row, int column) const;

    QList<HistoryEntry> m_entries;
    QStringList m_instructions;
    qint64 m_largest = 0;
};

/// What a Dockerfile would say: without `/bin/sh -c #(nop) ` (classic builder), `/bin/sh -c ` becomes `RUN `, without
/// ` # buildkit` at the end. Everything else stays as it is.
QString cleanedInstruction(const QString &createdBy);

} // namespace strata
