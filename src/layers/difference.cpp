// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/difference.h"

namespace strata {

namespace {

bool isSameContent(const FileView &a, const FileView &b)
{
    const Sha256Value *x = a.index->contentHash(*a.entry);
    const Sha256Value *y = b.index->contentHash(*b.entry);
    return a.entry->size == b.entry->size && (x && y ? *x == *y : x == y)
        && a.index->linkTarget(*a.entry) == b.index->linkTarget(*b.entry);
}

} // namespace

quint8 differences(const FileView &a, const FileView &b)
{
    static const LayerIndex::Entry bareFolder{.mode = 0755, .type = FileType::Directory};
    static const FileAttributes root;
    const bool isBare = !a.entry || !b.entry;
    const LayerIndex::Entry &x = a.entry ? *a.entry : bareFolder;
    const LayerIndex::Entry &y = b.entry ? *b.entry : bareFolder;
    const FileAttributes &xAttributes = a.entry ? a.index->attributes(x) : root;
    const FileAttributes &yAttributes = b.entry ? b.index->attributes(y) : root;
    quint8 found = 0;
    if (x.type != y.type)
        found |= DiffersInType;
    else if (!isBare && !isSameContent(a, b))
        found |= DiffersInContent;
    if (x.mode != y.mode)
        found |= DiffersInMode;
    if (xAttributes.userId != yAttributes.userId || xAttributes.groupId != yAttributes.groupId)
        found |= DiffersInOwner;
    if (xAttributes.xattrs != yAttributes.xattrs)
        found |= DiffersInXattrs;
    if (!isBare && (x.modified != y.modified || x.modifiedNanoseconds != y.modifiedNanoseconds))
        found |= DiffersInTime;
    return found;
}

} // namespace strata
