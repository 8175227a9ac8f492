// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/treemapview.h"

#include "app/common/text.h"
#include "core/background.h"
#include "core/bytesize.h"
#include "widgets/contrast.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int hues = 7; ///< neighbours differ; the colour means nothing else
constexpr qreal narrowestLabel = 30;

qreal distance(const QRectF &from, const QRectF &to)
{
    return std::hypot(to.center().x() - from.center().x(), to.center().y() - from.center().y());
}

/// Whether one lies in the direction of an arrow key.
bool isTowards(int key, const QRectF &from, const QRectF &to)
{
    switch (key) {
    case Qt::Key_Left: return to.right() <= from.left() + 1;
    case Qt::Key_Right: return to.left() >= from.right() - 1;
    case Qt::Key_Up: return to.bottom() <= from.top() + 1;
    default: return to.top() >= from.bottom() - 1;
    }
}

} // namespace

TreemapView::TreemapView(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(80, 40);
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &TreemapView::layOut);
}

TreemapView::~TreemapView()
{
    if (m_stop)
        m_stop->request_stop();
}

void TreemapView::setFiles(const std::shared_ptr<const FileArrangement> &files)
{
    const std::shared_ptr<const FileArrangement> before = std::exchange(m_files, files);
    const bool isSameTree = files && before && &files->tree() == &before->tree();
    if (!isSameTree) { // nodes have other numbers now
        if (m_stop)
            m_stop->request_stop();
        m_stop.reset();
        m_tiles.clear();
        m_shown.reset();
        m_current = PathTable::root;
    }
    PathTable::Node folder = PathTable::root;
    if (files && before)
        folder = isSameTree
            ? m_folder
            : files->tree().paths().find(before->tree().paths().path(m_folder)).value_or(PathTable::root);
    if (files && !files->nodes().isShown(folder))
        folder = PathTable::root;
    if (std::exchange(m_folder, folder) != folder)
        Q_EMIT folderChanged(folder);
    m_settle.start(0);
}

void TreemapView::setFolder(PathTable::Node folder)
{
    if (!m_files || folder == m_folder)
        return;
    m_folder = folder;
    Q_EMIT folderChanged(folder);
    m_settle.start(0);
}

void TreemapView::goUp()
{
    if (!m_files || m_folder == PathTable::root)
        return;
    const PathTable::Node from = m_folder;
    setFolder(m_files->tree().paths().parent(m_folder));
    choose(from);
}

void TreemapView::setCurrent(PathTable::Node node)
{
    m_current = node;
    update();
}

void TreemapView::layOut()
{
    if (m_stop)
        m_stop->request_stop();
    m_stop.reset();
    if (!m_files || !isVisible())
        return;
    m_stop.emplace();
    TreemapMeasures measures;
    measures.header = fontMetrics().height() + 2;
    inBackground(
        this,
        [files = m_files, folder = m_folder, area = QRectF(rect()), measures, token = m_stop->get_token()] {
            return treemap(*files, folder, area, measures, token);
        },
        [this, files = m_files, token = m_stop->get_token()](const std::vector<TreemapTile> &tiles) {
            if (token.stop_requested())
                return;
            m_stop.reset();
            m_tiles = tiles;
            m_shown = files;
            update();
            Q_EMIT laidOut();
        });
}

void TreemapView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_settle.start(0);
}

void TreemapView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_settle.start(0);
}

QColor TreemapView::colorOf(const TreemapTile &tile) const
{
    const bool onDark = isDark(palette());
    const int hue = int(tile.branch % hues) * 360 / hues;
    const int lightness = onDark ? std::min(50 + 9 * tile.depth, 110) : std::max(228 - 9 * tile.depth, 170);
    return QColor::fromHsl(hue, onDark ? 70 : 110, lightness);
}

void TreemapView::paintTile(QPainter &painter, const TreemapTile &tile) const
{
    const QColor color = colorOf(tile);
    painter.fillRect(tile.area, color);
    painter.setPen(isDark(palette()) ? color.lighter(140) : color.darker(130));
    painter.drawRect(tile.area.adjusted(0, 0, -1, -1));
    const QFontMetrics metrics = painter.fontMetrics();
    if (tile.area.height() < metrics.height() || tile.area.width() < narrowestLabel)
        return;
    const QString name = visibleLine(QString::fromUtf8(m_shown->tree().paths().name(tile.node)), 100);
    const QRectF place = tile.area.adjusted(3, 0, -3, 0);
    painter.setPen(isDark(palette()) ? Qt::white : Qt::black);
    const QRectF line(place.topLeft(), QSizeF(place.width(), metrics.height() + 2));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(name, Qt::ElideRight, int(place.width())));
    if (!tile.hasChildren && tile.area.height() >= 2 * metrics.height() + 2)
        painter.drawText(
            line.translated(0, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
            metrics.elidedText(formatBytes(m_shown->bytes(tile.node)), Qt::ElideRight, int(place.width())));
}

void TreemapView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    for (const TreemapTile &tile : m_tiles) {
        if (tile.depth > 0)
            paintTile(painter, tile);
    }
    if (const TreemapTile *tile = tileOf(m_current); tile && tile->depth > 0) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), hasFocus() ? 3 : 2));
        painter.drawRect(tile->area.adjusted(1, 1, -2, -2));
    }
}

const TreemapTile *TreemapView::tileAt(const QPointF &position) const
{
    const TreemapTile *found = nullptr;
    for (const TreemapTile &tile : m_tiles) {
        if (tile.depth > 0 && tile.area.contains(position) && (!found || tile.depth > found->depth))
            found = &tile;
    }
    return found;
}

/// Its own, or that of the folder it is in.
const TreemapTile *TreemapView::tileOf(PathTable::Node node) const
{
    for (; m_shown && node != PathTable::root; node = m_shown->tree().paths().parent(node)) {
        const auto tile = std::ranges::find(m_tiles, node, &TreemapTile::node);
        if (tile != m_tiles.end())
            return &*tile;
    }
    return nullptr;
}

void TreemapView::choose(PathTable::Node node)
{
    if (node == m_current)
        return;
    m_current = node;
    setAccessibleDescription(text(node));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    update();
    Q_EMIT currentChanged(node);
}

void TreemapView::activate(PathTable::Node node)
{
    if (m_shown && m_shown->nodes().childCount(node) > 0)
        setFolder(node);
    else
        Q_EMIT fileActivated(node);
}

void TreemapView::mousePressEvent(QMouseEvent *event)
{
    if (const TreemapTile *tile = tileAt(event->position()))
        choose(tile->node);
}

/// Into the folder below the one that is shown, as far as one step.
void TreemapView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const TreemapTile *tile = tileAt(event->position());
    if (!tile)
        return;
    if (tile->depth == 1)
        return activate(tile->node);
    const auto above = std::ranges::find_if(
        m_tiles, [&](const TreemapTile &other) { return other.depth == 1 && other.area.contains(event->position()); });
    activate(above == m_tiles.end() ? tile->node : above->node);
}

void TreemapView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down: return move(event->key());
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const TreemapTile *tile = tileOf(m_current))
            activate(tile->node);
        return;
    case Qt::Key_Backspace: return goUp();
    default: QWidget::keyPressEvent(event);
    }
}

/// To the nearest tile in that direction, of those without others in them.
void TreemapView::move(int key)
{
    const TreemapTile *from = tileOf(m_current);
    if (from && from->depth == 0) // the folder that was gone into
        from = nullptr;
    const TreemapTile *best = nullptr;
    for (const TreemapTile &tile : m_tiles) {
        if (tile.depth == 0 || tile.hasChildren || (from && !isTowards(key, from->area, tile.area)))
            continue;
        if (!from)
            return choose(tile.node);
        if (!best || distance(from->area, tile.area) < distance(from->area, best->area))
            best = &tile;
    }
    if (best)
        choose(best->node);
}

QString TreemapView::text(PathTable::Node node) const
{
    const std::shared_ptr<const FileArrangement> &files = m_shown ? m_shown : m_files;
    return files ? visibleLine(u'/' + QString::fromUtf8(files->tree().paths().path(node)), 200) + u", "_s
            + formatBytes(files->bytes(node))
                 : QString();
}

bool TreemapView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const TreemapTile *tile = tileAt(help->pos());
    QToolTip::showText(help->globalPos(), tile ? text(tile->node) : QString(), this);
    return true;
}

} // namespace strata
