// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/treemap.h"

#include <algorithm>
#include <limits>
#include <span>

namespace strata {

namespace {

struct Item
{
    PathTable::Node node;
    quint32 row;
    double space; ///< the area it gets
};

/// Rows along the shorter side of what is left, each as long as its tiles get better.
class Squares
{
public:
    explicit Squares(const QRectF &area) : m_left(area) {}

    template<typename Give>
    void lay(std::span<const Item> items, Give give)
    {
        while (!items.empty() && m_left.width() > 0 && m_left.height() > 0) {
            const size_t count = rowLength(items);
            layRow(items.first(count), give);
            items = items.subspan(count);
        }
    }

private:
    double side() const { return std::min(m_left.width(), m_left.height()); }

    static double worstRatio(double largest, double smallest, double sum, double side)
    {
        const double square = sum * sum, length = side * side;
        return std::max(length * largest / square, square / (length * smallest));
    }

    size_t rowLength(std::span<const Item> items) const
    {
        double sum = 0, worst = std::numeric_limits<double>::max();
        size_t count = 0;
        for (; count < items.size(); ++count) {
            const double next = worstRatio(items[0].space, items[count].space, sum + items[count].space, side());
            if (next > worst)
                break;
            worst = next;
            sum += items[count].space;
        }
        return count;
    }

    template<typename Give>
    void layRow(std::span<const Item> row, Give give)
    {
        double sum = 0;
        for (const Item &item : row)
            sum += item.space;
        const bool isColumn = m_left.width() >= m_left.height();
        const double length = side(), depth = sum / length;
        double at = 0;
        for (const Item &item : row) {
            const double extent = item.space / depth;
            give(item,
                 isColumn ? QRectF(m_left.left(), m_left.top() + at, depth, extent)
                          : QRectF(m_left.left() + at, m_left.top(), extent, depth));
            at += extent;
        }
        if (isColumn)
            m_left.setLeft(m_left.left() + depth);
        else
            m_left.setTop(m_left.top() + depth);
    }

    QRectF m_left;
};

QRectF inside(const QRectF &area, const TreemapMeasures &measures)
{
    const qreal top = area.height() >= 2 * measures.header ? measures.header : measures.frame;
    return area.adjusted(measures.frame, top, -measures.frame, -measures.frame);
}

double spaceOf(const QRectF &area)
{
    return area.width() > 0 && area.height() > 0 ? area.width() * area.height() : 0;
}

/// Those that are large enough, the largest first.
std::vector<Item> itemsIn(const FileArrangement &files, PathTable::Node folder, double space, double least)
{
    std::vector<Item> items;
    double sum = 0;
    const quint32 count = files.nodes().childCount(folder);
    for (quint32 row = 0; row < count; ++row)
        sum += double(std::max<qint64>(files.bytes(files.nodes().child(folder, row)), 0));
    for (quint32 row = 0; sum > 0 && row < count; ++row) {
        const PathTable::Node child = files.nodes().child(folder, row);
        const double share = double(files.bytes(child)) / sum * space;
        if (share >= least)
            items.push_back({child, row, share});
    }
    std::ranges::stable_sort(items, std::ranges::greater(), &Item::space);
    return items;
}

} // namespace

std::vector<TreemapTile> treemap(const FileArrangement &files, PathTable::Node folder, const QRectF &area,
                                 const TreemapMeasures &measures, const std::stop_token &stop)
{
    if (files.bytes(folder) <= 0 || spaceOf(area) <= 0)
        return {};
    std::vector<TreemapTile> tiles{{.node = folder, .area = area}};
    for (size_t next = 0; next < tiles.size(); ++next) {
        if (stop.stop_requested())
            return {};
        const TreemapTile tile = tiles[next];
        const QRectF inner = tile.depth == 0 ? tile.area : inside(tile.area, measures);
        const std::vector<Item> items = itemsIn(files, tile.node, spaceOf(inner), measures.least);
        tiles[next].hasChildren = !items.empty();
        Squares(inner).lay(items, [&](const Item &item, const QRectF &place) {
            tiles.push_back({.node = item.node,
                             .area = place,
                             .depth = tile.depth + 1,
                             .branch = tile.depth == 0 ? item.row : tile.branch});
        });
    }
    return tiles;
}

} // namespace strata
