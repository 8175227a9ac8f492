// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/imagetree.h"
#include "layers/nodetree.h"

#include <QString>

#include <memory>
#include <stop_token>
#include <vector>

namespace strata {

/// Which files of an image to show, and in what order.
struct FileQuery
{
    enum class Scope {
        ThisLayer, ///< what the layer added, modified and deleted, and files that it has once more as they were
        UpToHere   ///< what a container of the layers up to this one sees
    };
    enum class Kind { Any, Files, Folders, Links, Devices, SetId };
    enum class Order { Name, Size, Change, Mode, Owner, Modified, Layer };

    qsizetype layer = 0;
    Scope scope = Scope::UpToHere;
    qsizetype firstLayer = 0; ///< files that are as a lower layer left them are not shown: those of the base image
    QString text = {}; ///< part of a name, or with a slash in it of a path; in either case. With all that is below
    Kind kind = Kind::Any;
    std::optional<Change> change = {};
    Order order = Order::Name;
    bool isDescending = false;

    friend bool operator==(const FileQuery &, const FileQuery &) = default;
};

/// The answer to a FileQuery as a tree: which nodes of an ImageTree are there, with the folders above them, and the order
/// of each folder's. A value that never changes; for any thread. About 30 bytes a path of the image.
class FileArrangement
{
public:
    using Node = ImageTree::Node;

    /// A second for some million paths, so for a worker thread. The only error is Cancelled.
    static Result<std::shared_ptr<const FileArrangement>> build(std::shared_ptr<const ImageTree> tree,
                                                                const FileQuery &query,
                                                                const std::stop_token &stop = {});

    const ImageTree &tree() const { return *m_tree; }
    const FileQuery &query() const { return m_query; }

    const NodeTree &nodes() const { return m_nodes; }

    /// What happened to it: in ThisLayer the layer's own event, in UpToHere the one that made it what it is. Null for a
    /// folder that is shown only for what is in it.
    const ImageTree::Event *event(Node node) const { return m_events[node]; }
    /// Whether the layer asked for did it.
    bool isOfThisLayer(Node node) const { return m_events[node] && m_events[node]->layer == m_query.layer; }
    /// Of a file, or of all files that are shown below a folder. A file with several names counts once, where it is a file
    /// and no link, if that is shown. What was deleted counts as much as it was.
    qint64 bytes(Node node) const { return m_bytes[node]; }
    quint32 count() const { return m_count; } ///< of all that match, folders that are there for others left out

    /// The entry of a hard link, which view() follows; without one for everything else.
    FileView hardLink(Node node) const;
    /// The entry that tells kind, mode, owner and time; of what was deleted the one before. Null for a folder without one.
    FileView view(Node node) const;

private:
    class Builder;

    const ImageTree::Event *eventThere(Node node) const;

    std::shared_ptr<const ImageTree> m_tree;
    FileQuery m_query;
    std::vector<const ImageTree::Event *> m_events;
    std::vector<qint64> m_bytes;
    NodeTree m_nodes;
    quint32 m_count = 0;
};

} // namespace strata
