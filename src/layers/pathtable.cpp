// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/pathtable.h"

#include <QHashFunctions>

#include <algorithm>

namespace strata {

namespace {

constexpr size_t firstSlots = 64; // a power of two, as all sizes

} // namespace

quint32 StringPool::add(QByteArrayView text)
{
    m_text.append(text.data(), static_cast<size_t>(text.size()));
    m_ends.push_back(static_cast<quint32>(m_text.size()));
    return count() - 1;
}

QByteArrayView StringPool::at(quint32 index) const
{
    const quint32 begin = index == 0 ? 0 : m_ends[index - 1];
    return QByteArrayView(m_text.data() + begin, static_cast<qsizetype>(m_ends[index] - begin));
}

PathTable::PathTable() : m_slots(firstSlots, root)
{
    m_parents.push_back(root);
    m_names.add({});
}

/// The slot of a child, or the empty one where it would be.
size_t PathTable::slotOf(Node parent, QByteArrayView name) const
{
    const size_t mask = m_slots.size() - 1;
    size_t slot = qHash(name, parent * size_t(0x9e3779b97f4a7c15)) & mask;
    while (m_slots[slot] != root && (m_parents[m_slots[slot]] != parent || m_names.at(m_slots[slot]) != name))
        slot = (slot + 1) & mask;
    return slot;
}

PathTable::Node PathTable::child(Node parent, QByteArrayView name)
{
    size_t slot = slotOf(parent, name);
    if (m_slots[slot] != root)
        return m_slots[slot];
    if (size_t(count()) * 4 >= m_slots.size() * 3) {
        grow();
        slot = slotOf(parent, name);
    }
    const Node node = count();
    m_parents.push_back(parent);
    m_names.add(name);
    m_slots[slot] = node;
    return node;
}

void PathTable::grow()
{
    m_slots.assign(m_slots.size() * 2, root);
    for (Node node = 1; node < count(); ++node)
        m_slots[slotOf(m_parents[node], m_names.at(node))] = node;
}

std::optional<PathTable::Node> PathTable::find(Node parent, QByteArrayView name) const
{
    if (!m_slots.empty()) {
        const Node node = m_slots[slotOf(parent, name)];
        return node == root ? std::nullopt : std::optional(node);
    }
    for (Node node = parent + 1; node < count(); ++node) { // children come behind their parent
        if (m_parents[node] == parent && m_names.at(node) == name)
            return node;
    }
    return {};
}

void PathTable::seal()
{
    m_slots = {};
}

std::optional<PathTable::Node> PathTable::find(QByteArrayView path) const
{
    Node node = root;
    while (!path.isEmpty()) {
        const qsizetype slash = path.indexOf('/');
        const std::optional<Node> below = find(node, slash < 0 ? path : path.first(slash));
        if (!below || slash < 0)
            return below;
        node = *below;
        path = path.sliced(slash + 1);
    }
    return node;
}

QByteArray PathTable::path(Node node) const
{
    qsizetype size = 0;
    for (Node n = node; n != root; n = parent(n))
        size += name(n).size() + 1;
    QByteArray text(std::max<qsizetype>(size - 1, 0), '/');
    for (Node n = node; n != root; n = parent(n)) {
        size -= name(n).size() + 1;
        std::ranges::copy(name(n), text.begin() + size);
    }
    return text;
}

} // namespace strata
