// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>

namespace strata {

enum class FileType : quint8 {
    Regular,
    Directory,
    SymbolicLink,
    HardLink,
    CharacterDevice,
    BlockDevice,
    Fifo,
    Other ///< a kind that tar has and no file system does; engines refuse or ignore it
};

constexpr bool isDevice(FileType type)
{
    return type == FileType::CharacterDevice || type == FileType::BlockDevice;
}

constexpr bool isLink(FileType type) ///< of either kind
{
    return type == FileType::SymbolicLink || type == FileType::HardLink;
}

/// One entry of a tar archive. Names are bytes, as they stand in the archive.
struct TarEntry
{
    QByteArray path = {};
    QByteArray linkTarget = {}; ///< of symbolic and hard links
    FileType type = FileType::Regular;
    quint16 mode = 0;        ///< permissions with set-user-ID and the like: 07777
    bool isSparse = false;   ///< stored without its holes, which `size` counts
    bool isUnmapped = false; ///< and where its holes are the archive does not say rightly
    qint64 userId = 0;
    qint64 groupId = 0;
    QByteArray userName = {};
    QByteArray groupName = {};
    qint64 size = 0;     ///< bytes, as a container sees them; 0 for what is no regular file
    qint64 modified = 0; ///< seconds since 1970
    quint32 modifiedNanoseconds = 0;
    quint32 deviceMajor = 0;
    quint32 deviceMinor = 0;
    QMap<QByteArray, QByteArray> xattrs = {}; ///< "security.capability" → bytes
};

} // namespace strata
