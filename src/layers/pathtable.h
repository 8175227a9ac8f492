// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <string>
#include <vector>

namespace strata {

/// Byte strings one behind the other, numbered in the order they came; four bytes each beside their own.
class StringPool
{
public:
    quint32 add(QByteArrayView text);
    QByteArrayView at(quint32 index) const;
    quint32 count() const { return static_cast<quint32>(m_ends.size()); }
    size_t memory() const { return m_text.size() + m_ends.size() * sizeof(quint32); }

private:
    friend class IndexFile;

    std::string m_text;
    std::vector<quint32> m_ends;
};

/// Paths as a tree of names: every folder and file once, eight bytes each beside its name.
///
/// Nodes are numbered in the order they came, so parents before children; 0 is the root, whose name is empty. Depth is
/// bounded by memory only: nothing here recurses.
class PathTable
{
public:
    using Node = quint32;
    static constexpr Node root = 0;

    PathTable();

    Node child(Node parent, QByteArrayView name); ///< made when it is not there; not once it is sealed
    std::optional<Node> find(Node parent, QByteArrayView name) const;
    std::optional<Node> find(QByteArrayView path) const; ///< names between slashes, taken as they are

    Node parent(Node node) const { return m_parents[node]; }
    QByteArrayView name(Node node) const { return m_names.at(node); }
    QByteArray path(Node node) const; ///< "usr/bin/env", without a slash before it; empty for the root
    quint32 count() const { return static_cast<quint32>(m_parents.size()); }
    /// Nothing more will come: frees what finds a name at once. A search then looks at all names, a million in a millisecond.
    void seal();

    size_t memory() const { return (m_parents.size() + m_slots.size()) * sizeof(Node) + m_names.memory(); }

private:
    friend class IndexFile;

    size_t slotOf(Node parent, QByteArrayView name) const;
    void grow();

    std::vector<Node> m_parents;
    StringPool m_names;
    std::vector<Node> m_slots; ///< a hash table with open addressing; 0, the root, is an empty slot; none once sealed
};

} // namespace strata
