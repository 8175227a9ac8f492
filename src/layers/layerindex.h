// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "layers/pathtable.h"
#include "layers/sha256.h"
#include "layers/tarentry.h"

#include <QHash>

#include <memory>
#include <vector>

namespace strata {

/// What is the same for many files: kept once for all of them.
struct FileAttributes
{
    qint64 userId = 0;
    qint64 groupId = 0;
    QByteArray userName;
    QByteArray groupName;
    QMap<QByteArray, QByteArray> xattrs;

    friend bool operator==(const FileAttributes &, const FileAttributes &) = default;
};

size_t qHash(const FileAttributes &attributes, size_t seed = 0) noexcept;

/// The entries of one tar archive, a layer's or another one, in the archive's order, with a hash of every file's content.
/// About 95 bytes an entry.
///
/// A value that never changes once it is built; for any thread.
class LayerIndex
{
public:
    using Node = PathTable::Node;

    static constexpr quint32 none = 0xffffffff;

    struct Entry
    {
        qint64 size = 0;     ///< of regular files; major << 32 | minor of devices
        qint64 modified = 0; ///< seconds since 1970
        quint32 modifiedNanoseconds = 0;
        Node node = 0;
        quint32 payload = none; ///< links: their target; regular files: the hash of their content, none when empty
        quint32 attributes = 0;
        quint16 mode = 0;
        FileType type = FileType::Regular;
        quint8 flags = 0;
    };

    quint32 count() const { return static_cast<quint32>(m_entries.size()); }
    const Entry &entry(quint32 index) const { return m_entries[index]; }
    const std::vector<Entry> &entries() const { return m_entries; }

    /// As the archive has it, but for the slash behind a folder's name. Bytes: they need not be UTF-8.
    QByteArray writtenPath(const Entry &entry) const;
    /// Where it is in the file system: without "." and what ".." undoes; a ".." that leads out of the root stays.
    QByteArray path(const Entry &entry) const { return m_paths.path(entry.node); }
    bool leadsOut(const Entry &entry) const { return (entry.flags & LeadsOut) != 0; }
    bool isSparse(const Entry &entry) const { return (entry.flags & Sparse) != 0; }
    bool isUnmapped(const Entry &entry) const { return (entry.flags & Unmapped) != 0; } ///< its content cannot be read
    QByteArrayView linkTarget(const Entry &entry) const;                                ///< empty when it is no link
    const FileAttributes &attributes(const Entry &entry) const { return m_attributes[entry.attributes]; }
    const Sha256Value *contentHash(const Entry &entry) const; ///< see ContentHash; null for an empty file

    const PathTable &paths() const { return m_paths; }
    qint64 fileBytes() const { return m_fileBytes; } ///< the sum of all sizes of regular files
    size_t memory() const;                           ///< about how many bytes this takes

private:
    friend class LayerIndexBuilder;
    friend class IndexFile;

    enum Flag : quint8 {
        DotBefore = 1,
        SlashBefore = 2,
        WrittenOtherwise = 4,
        LeadsOut = 8,
        Sparse = 16,
        Unmapped = 32
    };

    std::vector<Entry> m_entries;
    PathTable m_paths;
    StringPool m_targets;
    std::vector<Sha256Value> m_hashes;
    std::vector<FileAttributes> m_attributes;
    QHash<quint32, QByteArray> m_writtenPaths; ///< entries whose path cannot be made of its nodes
    qint64 m_fileBytes = 0;
};

/// How much several indexes may take together, so that no archive takes all memory.
struct IndexBudget
{
    qint64 entries = 10'000'000;
    qint64 bytes = 1 << 30; ///< of names, link targets and attributes
};

/// Makes a LayerIndex, entry by entry. For one thread; `budget` must live as long.
class LayerIndexBuilder
{
public:
    explicit LayerIndexBuilder(IndexBudget &budget);

    /// TooLarge when the budget is spent; what came before stays.
    Result<void> add(const TarEntry &entry, const Sha256Value *contentHash);
    quint32 count() const { return m_index->count(); }

    /// What there is, also after an error; the builder is then over. To be small it is sealed (PathTable::seal), unless it
    /// is to be searched.
    enum class For { Keeping, Searching };
    std::shared_ptr<const LayerIndex> finish(For use = For::Keeping);

private:
    LayerIndex::Node nodeFor(const TarEntry &entry, quint8 &flags);
    LayerIndex::Node nodeAbove(LayerIndex::Node node, quint8 &flags);
    quint32 attributesFor(const TarEntry &entry);
    size_t textMemory() const;

    IndexBudget &m_budget;
    std::shared_ptr<LayerIndex> m_index;
    QHash<FileAttributes, quint32> m_known;
    size_t m_extraBytes = 0; ///< of attributes and odd paths
};

} // namespace strata
