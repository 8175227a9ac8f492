// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/imagetree.h"

namespace strata {

/// Puts layers on top of each other, one at a time, and then adds up. For one thread.
///
/// Each layer is applied in two passes, because its whiteouts concern lower layers only, wherever they stand in it. Every
/// path that is touched remembers what was there before; the comparison at the layer's end gives the events. So the work
/// grows with the entries of the layer and the paths it hides, not with the image below it.
class ImageTreeBuilder
{
public:
    ImageTreeBuilder() : m_tree(std::make_shared<ImageTree>()) {}

    Result<void> add(const std::shared_ptr<const LayerIndex> &layer, const std::stop_token &stop);
    std::shared_ptr<const ImageTree> finish();

private:
    using Node = ImageTree::Node;

    /// What can be seen at a path.
    struct State
    {
        bool isThere = false;
        EntryReference own;  ///< none for a folder without an entry
        EntryReference file; ///< whose data it has; the same but for hard links
    };
    struct Touched
    {
        Node node;
        State before;
    };

    Node imageNode(Node parent, QByteArrayView name);
    void mapNodes(const LayerIndex &index);
    Result<void> applyWhiteouts(const LayerIndex &index, const std::stop_token &stop);
    Result<void> applyEntries(const LayerIndex &index, const std::stop_token &stop);
    void place(Node node, const EntryReference &own, const EntryReference &file);
    void noteMetadata(const QByteArray &path, const EntryReference &own);
    EntryReference fileOf(const LayerIndex &index, const EntryReference &link) const;
    void makeFoldersAbove(Node node);
    void hideChildren(Node folder);
    void hide(Node node);
    void touch(Node node);
    void setState(Node node, const State &state);
    void compare();
    void addEvent(const Touched &touched);
    bool isFolder(const State &state) const;
    const LayerIndex::Entry &entryOf(const EntryReference &reference) const { return m_tree->entry(reference); }

    void sumUp();
    void findDuplicates();

    std::shared_ptr<ImageTree> m_tree;
    std::vector<State> m_states;                  ///< by node
    std::vector<quint32> m_touchedAt;             ///< by node: its place in m_touched, counted on over all layers
    std::vector<Touched> m_touched;               ///< by the layer that is being added
    qsizetype m_entryCount = 0;                   ///< of all layers
    quint32 m_touchedBefore = 0;                  ///< how many in the layers below
    std::vector<std::vector<quint32>> m_uses;     ///< by layer and entry: how many paths show the file
    std::vector<std::vector<quint16>> m_buriedBy; ///< the same: the layer that took the last of them
    std::vector<Node> m_imageNodes;               ///< of the layer's nodes; none for whiteouts and metadata
    QHash<QByteArray, EntryReference> m_metadata; ///< AUFS's of the layer, by path: hard links may lead to them
};

} // namespace strata
