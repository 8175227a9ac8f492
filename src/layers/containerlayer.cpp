// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/containerlayer.h"

namespace strata {

namespace {

TarEntry tarEntry(const LayerIndex &index, const LayerIndex::Entry &entry)
{
    const FileAttributes &attributes = index.attributes(entry);
    TarEntry made{.path = index.path(entry),
                  .linkTarget = index.linkTarget(entry).toByteArray(),
                  .type = entry.type,
                  .mode = entry.mode,
                  .isSparse = index.isSparse(entry),
                  .isUnmapped = index.isUnmapped(entry),
                  .userId = attributes.userId,
                  .groupId = attributes.groupId,
                  .userName = attributes.userName,
                  .groupName = attributes.groupName,
                  .modified = entry.modified,
                  .modifiedNanoseconds = entry.modifiedNanoseconds,
                  .xattrs = attributes.xattrs};
    if (isDevice(entry.type)) {
        made.deviceMajor = quint32(entry.size >> 32);
        made.deviceMinor = quint32(entry.size);
    } else {
        made.size = entry.size;
    }
    return made;
}

QByteArray whiteoutOf(const QByteArray &path)
{
    const qsizetype slash = path.lastIndexOf('/');
    return path.first(slash + 1) + ".wh." + path.sliced(slash + 1);
}

} // namespace

Result<ContainerLayer> containerLayer(const LayerIndex &files, const ChangedPaths &changes)
{
    IndexBudget budget;
    LayerIndexBuilder builder(budget);
    ContainerLayer layer;
    const auto add = [&](const TarEntry &entry, const Sha256Value *hash, quint32 number) {
        layer.entries.push_back(number);
        return builder.add(entry, hash);
    };
    for (quint32 i = 0; i < files.count(); ++i) {
        const LayerIndex::Entry &entry = files.entry(i);
        if (!changes.present.contains(files.path(entry)))
            continue;
        const Result<void> added = add(tarEntry(files, entry), files.contentHash(entry), i);
        if (!added)
            return std::unexpected(added.error());
    }
    for (const QByteArray &path : changes.deleted) {
        const Result<void> added = add({.path = whiteoutOf(path)}, nullptr, LayerIndex::none);
        if (!added)
            return std::unexpected(added.error());
    }
    layer.index = builder.finish();
    return layer;
}

} // namespace strata
