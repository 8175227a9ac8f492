// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/treemap.h"

#include <QTimer>
#include <QWidget>

#include <stop_token>

namespace strata {

/// Files as areas, folders around what is in them; one tile is the current one. A click or the arrow keys choose another,
/// a double click or Enter goes into a folder, Backspace comes out. Laid out on another thread; until that is done the
/// last layout is shown.
class TreemapView : public QWidget
{
    Q_OBJECT

public:
    explicit TreemapView(QWidget *parent = nullptr);
    ~TreemapView() override; ///< does not wait for the other thread

    void setFiles(
        const std::shared_ptr<const FileArrangement> &files); ///< null: nothing. Stays in the folder if it is there
    void setCurrent(PathTable::Node node);                    ///< one that has no tile: its folder's
    PathTable::Node folder() const { return m_folder; }
    void setFolder(PathTable::Node folder);
    void goUp();

    const std::vector<TreemapTile> &tiles() const { return m_tiles; }
    PathTable::Node current() const { return m_current; } ///< the root: none
    bool isLayingOut() const { return m_stop.has_value(); }

    QSize sizeHint() const override { return {400, 300}; }

Q_SIGNALS:
    void currentChanged(strata::PathTable::Node node);
    void folderChanged(strata::PathTable::Node folder);
    void fileActivated(strata::PathTable::Node node); ///< a double click or Enter on a file
    void laidOut();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    void paintTile(QPainter &painter, const TreemapTile &tile) const;
    QColor colorOf(const TreemapTile &tile) const;
    const TreemapTile *tileAt(const QPointF &position) const; ///< the deepest one
    const TreemapTile *tileOf(PathTable::Node node) const;
    void choose(PathTable::Node node);
    void activate(PathTable::Node node);
    void move(int key);
    QString text(PathTable::Node node) const;

    std::shared_ptr<const FileArrangement> m_files;
    PathTable::Node m_folder = PathTable::root;
    PathTable::Node m_current = PathTable::root;
    std::vector<TreemapTile> m_tiles;
    std::shared_ptr<const FileArrangement> m_shown; ///< of the tiles
    std::optional<std::stop_source> m_stop;         ///< while it is laid out
    QTimer m_settle;
};

} // namespace strata
