// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace strata {

/// The plain cell of a TreeTable: comfortable height, and always one line of plain text.
class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TableDelegate(QObject *parent = nullptr) : QStyledItemDelegate(parent) {}

    QString displayText(const QVariant &value, const QLocale &locale) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

    /// The cell without its text: background, selection, focus. Returns the option as it was drawn, text included.
    QStyleOptionViewItem paintBackground(QPainter *painter, const QStyleOptionViewItem &option,
                                         const QModelIndex &index) const;
    static QRect contentRect(const QStyleOptionViewItem &option); ///< the cell within the style's margins
    static QColor textColor(const QStyleOptionViewItem &option);
    static QColor accentColor(const QStyleOptionViewItem &option); ///< of charts and bars; readable when selected
    static void paintNumber(QPainter *painter, const QStyleOptionViewItem &option, QRect rect); ///< right-aligned
};

/// A cell with a small area chart at the left and its DisplayRole text right-aligned.
///
/// The numbers are a QList<float> in `valuesRole`, oldest first, drawn from the right so that new values push old ones
/// out to the left. With `ceilingRole` (double or qint64) the chart's top is that value, else the largest one seen or
/// `setMinimumCeiling`, whichever is more. Colours are the palette's; a cell without values is a plain text cell.
class SparklineDelegate : public TableDelegate
{
    Q_OBJECT

public:
    explicit SparklineDelegate(int valuesRole, QObject *parent = nullptr);

    void setCapacity(int samples) { m_capacity = samples; } ///< how many values fill the chart; 60 unless told
    void setMinimumCeiling(double value) { m_minimumCeiling = value; }
    void setCeilingRole(int role) { m_ceilingRole = role; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    double ceiling(const QList<float> &values, const QModelIndex &index) const;

    int m_valuesRole;
    int m_ceilingRole = -1;
    int m_capacity = 60;
    double m_minimumCeiling = 0;
};

/// A cell with right-aligned DisplayRole text over a quiet bar, as long as the double 0…1 in `shareRole` says.
/// Without that number there is no bar.
class BarDelegate : public TableDelegate
{
    Q_OBJECT

public:
    explicit BarDelegate(int shareRole, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_shareRole;
};

/// A cell whose text is links, such as published ports: drawn as links, told when one is clicked. In a TreeTable the
/// cursor becomes a hand over a link.
///
/// The links are a QStringList in `textsRole` (plain text) and as many targets in `targetsRole` (QStringList; an empty
/// one is text that leads nowhere).
class LinksDelegate : public TableDelegate
{
    Q_OBJECT

public:
    LinksDelegate(int textsRole, int targetsRole, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

    /// The target at a point of the cell, empty where there is none. Public for tests and for context menus.
    QString targetAt(const QStyleOptionViewItem &option, const QModelIndex &index, QPoint position) const;

Q_SIGNALS:
    void activated(const QString &target);

private:
    struct Piece
    {
        QString text;
        QString target;
        QRect rect;
    };
    QList<Piece> pieces(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    int m_textsRole;
    int m_targetsRole;
};

} // namespace strata
