// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bytesource.h"
#include "layers/tarheader.h"

#include <array>
#include <limits>
#include <optional>

namespace strata {

/// The entries of a tar archive, one after the other: V7, ustar, PAX, GNU (long names, base 256, sparse files) and star.
///
/// Entries are as the engines see them, which read with Go's archive/tar; so global PAX headers change nothing, and links
/// have no data. Not libarchive, because it composes the characters of PAX names (a decomposed 한 becomes another name),
/// replaces bytes that are no UTF-8, and depends on the locale.
///
/// Errors: BrokenStream when the archive ends inside an entry, InvalidInput when it is damaged, TooLarge for an extended
/// header of more than a mebibyte (the limit of archive/tar), and those of the source. After one nothing more comes.
/// An archive without end mark is whole if its last entry is: see hasEndMark().
class TarReader
{
public:
    explicit TarReader(ByteSource &source) : m_source(source) {}
    Q_DISABLE_COPY_MOVE(TarReader)

    /// The next entry; false at the end. What was not read of the one before is skipped.
    Result<bool> next(TarEntry &entry);

    /// The next piece of the entry's data as they are stored, empty at their end. Sparse files: what is between the holes.
    Result<QByteArrayView> data(qint64 limit = std::numeric_limits<qint64>::max());

    /// Leaves out some of the entry's data, as ByteSource::skip().
    qint64 skipData(qint64 bytes);

    qint64 storedSize() const { return m_storedSize; } ///< how many bytes data() gives in all
    bool hasEndMark() const { return m_hasEndMark; }   ///< after the end: a block of zeros was there

    /// Of a sparse file: where its stored data belong. Null for others, and when the archive's map makes no sense.
    const tar::SparseMap *sparseMap() const { return m_hasMap ? &m_map : nullptr; }
    qint64 contentSize() const { return m_hasMap ? m_size : m_storedSize; } ///< with the holes

private:
    Result<QByteArrayView> block();
    Result<QByteArrayView> piece(qint64 limit);
    Result<bool> nextHeader(tar::Header &header);
    Result<bool> finish(bool hasEndMark);
    Result<QByteArray> extendedHeader(const tar::Header &header);
    Result<void> readMapBlocks(tar::Header &header);
    Result<void> readMapInData();
    Result<void> takeSparseMap(tar::Header &header);
    qint64 leap(qint64 size);
    Result<void> skip(qint64 size, bool mayEnd);
    Result<bool> takeSpecial(const tar::Header &header);
    void forgetSpecial();
    Result<void> finishEntry(tar::Header &header, TarEntry &entry);
    std::unexpected<Error> endsEarly();
    std::unexpected<Error> damaged(const QString &detail);
    std::unexpected<Error> stop(const Error &error);

    ByteSource &m_source;
    QByteArrayView m_chunk; ///< what is left of the source's last piece
    std::array<char, tar::blockSize> m_block{};
    qint64 m_position = 0; ///< in the archive
    qint64 m_left = 0;     ///< of the entry's data
    qint64 m_padding = 0;  ///< behind them
    qint64 m_storedSize = 0;
    qint64 m_size = 0; ///< of the entry
    tar::SparseMap m_map;
    bool m_hasMap = false;
    bool m_isOver = false;
    bool m_hasEndMark = false;
    std::optional<Error> m_error;

    tar::Pax m_pax; ///< for the next entry, as are these two
    QByteArray m_longName;
    QByteArray m_longLink;
};

/// The content of a reader's current entry as a container sees it: its data, with zeros for the holes of a sparse file.
class EntrySource final : public ByteSource
{
public:
    explicit EntrySource(TarReader &reader) : m_reader(reader) {}
    Result<QByteArrayView> next() override;
    qint64 skip(qint64 bytes) override { return m_reader.sparseMap() ? 0 : m_reader.skipData(bytes); }
    bool isHole() const { return m_isHole; } ///< the last piece came from no archive

private:
    TarReader &m_reader;
    qint64 m_position = 0; ///< in a sparse file
    size_t m_piece = 0;
    bool m_isHole = false;
};

} // namespace strata
