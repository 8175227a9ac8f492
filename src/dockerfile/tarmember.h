// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace strata {

/// An entry of a tar that is written: POSIX ustar, with extended (pax) records for what does not fit. It belongs to root, as
/// docker has it for contexts, and as Go's archive/tar does it names are bytes in records as well.
struct TarMember
{
    enum Type : char { File = '0', HardLink = '1', Link = '2', Character = '3', Block = '4', Folder = '5', Fifo = '6' };

    QByteArray path = {}; ///< bytes of any kind; a folder's without a slash at its end
    Type type = File;
    quint32 mode = 0;
    qint64 size = 0;        ///< of the data that follows
    qint64 modified = 0;    ///< seconds since 1970
    QByteArray target = {}; ///< of links
    quint32 deviceMajor = 0;
    quint32 deviceMinor = 0;
    QByteArray capability = {}; ///< the extended attribute security.capability
};

inline constexpr qsizetype tarBlock = 512;

/// The member's header, whole blocks.
QByteArray tarHeader(const TarMember &member);
/// How many zeros follow its data.
qint64 tarPadding(qint64 size);
/// What ends an archive.
QByteArray tarEnd();

} // namespace strata
