// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/sparsemap.h"
#include "layers/tarentry.h"

#include <QByteArrayView>

#include <optional>

namespace strata::tar {

constexpr qsizetype blockSize = 512;

/// Whether a block has the checksum of a tar header, counted with or without signs: both are in use.
bool isHeader(QByteArrayView block);
bool isZero(QByteArrayView block);

/// Whether bytes begin as a tar does: with a header, or, when it has no entries, with a block of zeros.
bool isTar(QByteArrayView head);

/// A number of a header field: octal digits, or base 256 when its first bit is set (GNU). Blank is 0. Nothing when it is
/// neither or does not fit.
std::optional<qint64> number(QByteArrayView field);

/// A text of a header field, up to its first NUL.
QByteArrayView text(QByteArrayView field);

/// What a header says by itself, and the kind of record it is.
struct Header
{
    char kind = '0';
    qint64 dataSize = 0; ///< bytes that follow it
    bool isOldGnuSparse = false;
    SparseMap sparseMap = {}; ///< the beginning of an old GNU one
    bool hasMoreMap = false;  ///< a block with more of it follows
    TarEntry entry = {};
};

/// A block of an old GNU map: whether yet another one follows.
bool addMapBlock(QByteArrayView block, SparseMap &map);

/// Nothing when a number is none. Which fields there are depends on the dialect: V7, ustar, star and GNU
/// (Go archive/tar format.go, which engines read with).
std::optional<Header> parseHeader(QByteArrayView block);

/// Records of a PAX extended header: "length key=value\n". Records without a value take the header's.
struct Pax
{
    std::optional<QByteArray> path;
    std::optional<QByteArray> linkPath;
    std::optional<QByteArray> userName;
    std::optional<QByteArray> groupName;
    std::optional<qint64> size;
    std::optional<qint64> userId;
    std::optional<qint64> groupId;
    std::optional<qint64> seconds;
    quint32 nanoseconds = 0;
    QMap<QByteArray, QByteArray> xattrs; ///< SCHILY.xattr.*, which is what engines keep
    std::optional<QByteArray> sparseName;
    std::optional<qint64> sparseSize;
    bool isSparse = false;
    bool hasMapInData = false; ///< PAX 1.0
    SparseMap sparseMap = {};
};

/// False when the records are malformed.
bool parsePax(QByteArrayView records, Pax &pax);

} // namespace strata::tar
