// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/contextscan.h"

namespace strata {

QByteArrayView ContextScan::name(Index index) const
{
    const Entry &entry = m_entries[index];
    return QByteArrayView(m_names.data() + entry.nameStart, entry.nameSize);
}

QByteArrayView ContextScan::linkTarget(Index index) const
{
    const Entry &entry = m_entries[index];
    return QByteArrayView(m_names.data() + entry.nameStart + entry.nameSize, entry.targetSize);
}

QByteArray ContextScan::path(Index index) const
{
    qsizetype size = -1;
    for (Index i = index; i != none; i = m_entries[i].parent)
        size += m_entries[i].nameSize + 1;
    QByteArray path(size, '/');
    for (Index i = index; i != none; i = m_entries[i].parent) {
        const QByteArrayView part = name(i);
        size -= part.size();
        path.replace(size, part.size(), part);
        --size;
    }
    return path;
}

std::optional<ContextScan::Index> ContextScan::find(QByteArrayView path) const
{
    Index folder = none;
    for (;;) {
        const qsizetype slash = path.indexOf('/');
        const QByteArrayView step = slash < 0 ? path : path.first(slash);
        Index index = firstIn(folder);
        while (index < endOf(folder) && name(index) != step)
            index = m_entries[index].end;
        if (index >= endOf(folder))
            return std::nullopt;
        if (slash < 0)
            return index;
        folder = index;
        path = path.sliced(slash + 1);
    }
}

} // namespace strata
