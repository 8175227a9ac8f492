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

std::vector<bool> nodesWithText(const PathTable &paths, const QString &text)
{
    std::vector<bool> matches(paths.count(), text.isEmpty());
    const bool isPath = text.contains(u'/');
    for (PathTable::Node node = 1; node < paths.count() && !text.isEmpty(); ++node) {
        const QString name = QString::fromUtf8(isPath ? '/' + paths.path(node) : paths.name(node).toByteArray());
        matches[node] = matches[paths.parent(node)] || name.contains(text, Qt::CaseInsensitive);
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
