// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "layers/difference.h"
#include "layers/layerindex.h"

#include <QHash>
#include <QList>

#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace strata {

/// What a layer did to a path, judged by what can be seen there before and after it.
enum class Change : quint8 {
    Added,
    Modified, ///< the path is there before and after, and something differs
    Deleted,
    Unchanged, ///< the layer has it once more as it was: folders above changed files, copies of the same
};

/// An entry of one of the layers.
struct EntryReference
{
    quint16 layer = 0;
    quint32 entry = LayerIndex::none;

    friend bool operator==(const EntryReference &, const EntryReference &) = default;
};

/// The layers of an image on top of each other: what a container sees, what each layer did to it, and what is in the image
/// for nothing.
///
/// Whiteouts are those of the OCI image specification (layer.md): they hide what lower layers have, wherever they stand in
/// theirs. ".wh." before a name hides it with all below it, ".wh..wh..opq" everything in its folder; other names that
/// begin with ".wh..wh." are metadata of AUFS and are left out. Of entries with the same path in a layer the last one
/// counts. A folder over a folder keeps what is in it; anything else replaces what was there. Folders that have no entry
/// but something below them are there as well, and folders in the way of a path are made even where a link was: paths are
/// names, no link is followed.
///
/// About 40 bytes a path beside the layers' indexes. A value that never changes; for any thread.
class ImageTree
{
public:
    using Node = PathTable::Node;
    static constexpr quint32 none = LayerIndex::none;

    /// One change of one path. Events of a layer are together, lower layers first.
    struct Event
    {
        Node node = 0;
        quint32 entry = none;    ///< in the layer's index; none for what was deleted and for folders without an entry
        quint32 previous = none; ///< the path's event before this one
        quint16 layer = 0;
        Change change = Change::Added;
        quint8 differences = 0; ///< of Difference
    };

    struct LayerSummary
    {
        qint64 bytes = 0; ///< of regular files, as they are when unpacked
        quint32 entries = 0;
        quint32 added = 0; ///< paths of every kind, as are the next
        quint32 modified = 0;
        quint32 deleted = 0;
        qint64 wastedBytes = 0; ///< of `bytes`: what no container sees
        qint64 buriedBytes = 0; ///< what this layer hid from view, its own included
    };

    /// A copy of a file that no container sees: it was deleted or replaced.
    struct Waste
    {
        Node node = 0; ///< the root for what has no path: AUFS metadata, whiteouts with data
        EntryReference file;
        quint16 buriedBy = 0; ///< the layer; its own when it has the path twice, or never shows it
        qint64 bytes = 0;
    };

    /// Files with the same content at different paths, all of which a container sees. Hard links are one file.
    struct Duplicates
    {
        qint64 bytes = 0; ///< of each
        std::vector<Node> nodes = {};
    };

    /// The layers bottom first; null for one that is not there, which changes nothing. Less than a microsecond an entry. Errors:
    /// Cancelled; TooLarge beyond 65535 layers, 30 million entries or 60 million changes.
    static Result<std::shared_ptr<const ImageTree>> build(const QList<std::shared_ptr<const LayerIndex>> &layers,
                                                          const std::stop_token &stop = {});

    const QList<std::shared_ptr<const LayerIndex>> &layers() const { return m_layers; }
    const std::vector<LayerSummary> &summaries() const { return m_summaries; }

    const PathTable &paths() const { return m_paths; }                    ///< of all layers; the root is "/"
    Node firstChild(Node node) const { return m_nodes[node].firstChild; } ///< the root when there is none
    Node nextSibling(Node node) const { return m_nodes[node].nextSibling; }

    /// The changes a layer made, in no order that means anything.
    std::span<const Event> events(qsizetype layer) const;
    /// All that happened to a path, first things first.
    QList<Event> life(Node node) const;
    /// The event that made a path what it is with the layers up to this one; null when it is not there then. The root,
    /// which is always there, has none before a layer has an entry for it.
    const Event *at(Node node, qsizetype layer) const;

    const Event *before(const Event &event) const; ///< the path's event before this one; null for the first

    /// The entry of an event; null when it has none.
    const LayerIndex::Entry *entry(const Event &event) const;
    /// The entry whose data, mode, owner and time the path has: another one for hard links, whose target may be in a lower
    /// layer. Itself for a link to nothing.
    EntryReference file(const Event &event) const;
    const LayerIndex::Entry &entry(const EntryReference &reference) const;
    FileView view(const EntryReference &reference) const; ///< to compare it

    qint64 totalBytes() const { return m_totalBytes; }     ///< of all regular files in all layers
    qint64 visibleBytes() const { return m_visibleBytes; } ///< of those that a container sees, each once
    qint64 wastedBytes() const { return m_totalBytes - m_visibleBytes; }
    qint64 duplicateBytes() const { return m_duplicateBytes; }  ///< what would be saved if each content were there once
    double efficiency() const;                                  ///< visible of all bytes; 1 for an image without any
    const std::vector<Waste> &waste() const { return m_waste; } ///< largest first
    const std::vector<Duplicates> &duplicates() const { return m_duplicates; } ///< what saves most first

    size_t memory() const; ///< about how many bytes this takes, without the layers' indexes

private:
    friend class ImageTreeBuilder;

    struct NodeLinks
    {
        Node firstChild = PathTable::root;
        Node nextSibling = PathTable::root;
        quint32 lastEvent = none;
    };

    QList<std::shared_ptr<const LayerIndex>> m_layers;
    PathTable m_paths;
    std::vector<NodeLinks> m_nodes;
    std::vector<Event> m_events;
    std::vector<quint32> m_firstEvents;           ///< of each layer, and the end
    QHash<quint32, EntryReference> m_linkedFiles; ///< events of hard links
    std::vector<LayerSummary> m_summaries;
    std::vector<Waste> m_waste;
    std::vector<Duplicates> m_duplicates;
    qint64 m_totalBytes = 0;
    qint64 m_visibleBytes = 0;
    qint64 m_duplicateBytes = 0;
};

/// The chain IDs of layers, bottom first, from their diff IDs (OCI image-spec config.md, layer ChainID): they name a layer
/// together with all below it. None when a diff ID is unknown.
QStringList chainIds(const QStringList &diffIds);

} // namespace strata
