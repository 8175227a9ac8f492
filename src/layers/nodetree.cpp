// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/nodetree.h"

namespace strata {

void NodeTree::collect(const PathTable &paths, const std::vector<bool> &isShown)
{
    const quint32 count = paths.count();
    m_firstChildren.assign(size_t(count) + 1, 0);
    for (Node node = 1; node < count; ++node) {
        if (isShown[node])
            ++m_firstChildren[paths.parent(node) + 1];
    }
    for (Node node = 0; node < count; ++node)
        m_firstChildren[node + 1] += m_firstChildren[node];
    m_children.resize(m_firstChildren[count]);
    std::vector<quint32> next(m_firstChildren.begin(), m_firstChildren.end() - 1);
    for (Node node = 1; node < count; ++node) {
        if (isShown[node])
            m_children[next[paths.parent(node)]++] = node;
    }
    m_rows.assign(count, none);
    m_rows[PathTable::root] = 0;
}

std::vector<bool> NodeTree::leaveOut(const PathTable &paths, std::vector<bool> isShown, quint32 deepest)
{
    std::vector<quint32> depths(paths.count(), 0);
    for (Node node = 1; node < paths.count(); ++node) { // parents come before children
        const Node parent = paths.parent(node);
        depths[node] = depths[parent] + 1;
        if (depths[node] == deepest + 1 && isShown[node])
            m_cut.push_back(parent);
        if (depths[node] > deepest)
            isShown[node] = false;
    }
    std::ranges::sort(m_cut);
    return isShown;
}

namespace {

/// The end of a path, "/env" or "/usr/bin/env": what is above has not this text in it, so the name and as much before it
/// as the text may reach.
QByteArray pathEnd(const PathTable &paths, PathTable::Node node, qsizetype reach)
{
    QByteArray end = '/' + paths.name(node).toByteArray();
    const qsizetype enough = end.size() + reach;
    for (node = paths.parent(node); node != PathTable::root && end.size() < enough; node = paths.parent(node))
        end.prepend('/' + paths.name(node).toByteArray());
    return end;
}

} // namespace

std::vector<bool> nodesWithText(const PathTable &paths, const QString &text)
{
    constexpr qsizetype bytesOfUnit = 4; // what a UTF-16 unit may have in the other case, in UTF-8
    std::vector<bool> matches(paths.count(), text.isEmpty());
    const bool isPath = text.contains(u'/');
    for (PathTable::Node node = 1; node < paths.count() && !text.isEmpty(); ++node) {
        matches[node] = matches[paths.parent(node)]
            || QString::fromUtf8(isPath ? pathEnd(paths, node, text.size() * bytesOfUnit)
                                        : paths.name(node).toByteArray())
                   .contains(text, Qt::CaseInsensitive);
    }
    return matches;
}

int compareNames(const PathTable &paths, PathTable::Node a, PathTable::Node b)
{
    const QByteArrayView left = paths.name(a), right = paths.name(b);
    const int folded = left.compare(right, Qt::CaseInsensitive);
    return folded != 0 ? folded : left.compare(right);
}

} // namespace strata
