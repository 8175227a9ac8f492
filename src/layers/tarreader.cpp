// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/tarreader.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct TarReaderText
{
    Q_DECLARE_TR_FUNCTIONS(TarReader)
};

constexpr qint64 extendedHeaderLimit = 1 << 20;
constexpr qsizetype numberLimit = 18; // digits of one in a PAX 1.0 map, which fits 64 bits then
constexpr std::array<char, 65536> hole{};

qint64 paddingOf(qint64 size)
{
    return (tar::blockSize - size % tar::blockSize) % tar::blockSize;
}

bool hasData(FileType type)
{
    return type == FileType::Regular || type == FileType::Other;
}

} // namespace

Result<bool> TarReader::next(TarEntry &entry)
{
    if (m_error)
        return std::unexpected(*m_error);
    if (m_isOver)
        return false;
    if (const Result<void> skipped = skip(std::exchange(m_left, 0), false); !skipped)
        return std::unexpected(skipped.error());
    if (const Result<void> skipped = skip(std::exchange(m_padding, 0), true); !skipped)
        return std::unexpected(skipped.error());
    forgetSpecial();
    tar::Header header;
    for (bool isAfterSpecial = false;; isAfterSpecial = header.kind != 'g') {
        const Result<bool> there = nextHeader(header);
        if (!there)
            return there;
        if (!*there && isAfterSpecial)
            return endsEarly();
        if (!*there)
            return false;
        const Result<bool> special = takeSpecial(header);
        if (!special)
            return special;
        if (!*special)
            break;
    }
    return finishEntry(header, entry).transform([] { return true; });
}

qint64 TarReader::skipData(qint64 bytes)
{
    const qint64 skipped = m_error ? 0 : leap(std::min(bytes, m_left));
    m_left -= skipped;
    return skipped;
}

Result<QByteArrayView> TarReader::data(qint64 limit)
{
    if (m_error)
        return std::unexpected(*m_error);
    if (m_left == 0)
        return QByteArrayView();
    const Result<QByteArrayView> bytes = piece(std::min(m_left, limit));
    if (bytes && bytes->isEmpty())
        return endsEarly();
    if (bytes)
        m_left -= bytes->size();
    return bytes;
}

Result<QByteArrayView> TarReader::piece(qint64 limit)
{
    if (m_chunk.isEmpty()) {
        const Result<QByteArrayView> more = m_source.next();
        if (!more)
            return stop(more.error());
        m_chunk = *more;
    }
    const QByteArrayView bytes = m_chunk.first(std::min<qint64>(m_chunk.size(), limit));
    m_chunk = m_chunk.sliced(bytes.size());
    m_position += bytes.size();
    return bytes;
}

/// One block, valid until the next; empty at the archive's end.
Result<QByteArrayView> TarReader::block()
{
    qsizetype have = 0;
    while (have < tar::blockSize) {
        const Result<QByteArrayView> bytes = piece(tar::blockSize - have);
        if (!bytes)
            return bytes;
        if (bytes->size() == tar::blockSize)
            return bytes;
        if (bytes->isEmpty() && have == 0)
            return QByteArrayView();
        if (bytes->isEmpty())
            return endsEarly();
        std::memcpy(m_block.data() + have, bytes->data(), static_cast<size_t>(bytes->size()));
        have += bytes->size();
    }
    return QByteArrayView(m_block);
}

Result<bool> TarReader::nextHeader(tar::Header &header)
{
    const Result<QByteArrayView> bytes = block();
    if (!bytes)
        return std::unexpected(bytes.error());
    if (bytes->isEmpty() || tar::isZero(*bytes))
        return finish(!bytes->isEmpty());
    if (!tar::isHeader(*bytes))
        return damaged(u"checksum"_s);
    std::optional<tar::Header> parsed = tar::parseHeader(*bytes);
    if (!parsed)
        return damaged(u"number"_s);
    header = std::move(*parsed);
    return readMapBlocks(header).transform([] { return true; });
}

/// False, as is right at the end. Behind a block of zeros there is another one or nothing.
Result<bool> TarReader::finish(bool hasEndMark)
{
    m_hasEndMark = hasEndMark;
    if (hasEndMark) {
        const Result<QByteArrayView> second = block();
        if (!second)
            return std::unexpected(second.error());
        if (!second->isEmpty() && !tar::isZero(*second))
            return damaged(u"end mark"_s);
    }
    m_isOver = true;
    return false;
}

/// True when the record tells something about the entry that follows.
Result<bool> TarReader::takeSpecial(const tar::Header &header)
{
    if (header.kind == 'g') {
        forgetSpecial();
        return skip(header.dataSize, false)
            .and_then([&] { return skip(paddingOf(header.dataSize), false); })
            .transform([] { return true; });
    }
    if (header.kind != 'x' && header.kind != 'L' && header.kind != 'K')
        return false;
    const Result<QByteArray> bytes = extendedHeader(header);
    if (!bytes)
        return std::unexpected(bytes.error());
    if (header.kind == 'L')
        m_longName = tar::text(*bytes).toByteArray();
    else if (header.kind == 'K')
        m_longLink = tar::text(*bytes).toByteArray();
    else if (m_pax = {}; !tar::parsePax(*bytes, m_pax))
        return damaged(u"PAX record"_s);
    return true;
}

void TarReader::forgetSpecial()
{
    m_pax = {};
    m_longName.clear();
    m_longLink.clear();
}

Result<QByteArray> TarReader::extendedHeader(const tar::Header &header)
{
    if (header.dataSize > extendedHeaderLimit)
        return stop({Error::Kind::TooLarge,
                     TarReaderText::tr("The archive has a name or extended header of more than a mebibyte."),
                     u"at %1"_s.arg(m_position)});
    QByteArray bytes;
    bytes.reserve(header.dataSize);
    while (bytes.size() < header.dataSize) {
        const Result<QByteArrayView> more = piece(header.dataSize - bytes.size());
        if (!more)
            return std::unexpected(more.error());
        if (more->isEmpty())
            return endsEarly();
        bytes += *more;
    }
    return skip(paddingOf(header.dataSize), false).transform([&bytes] { return std::move(bytes); });
}

Result<void> TarReader::readMapBlocks(tar::Header &header)
{
    while (header.hasMoreMap) {
        const Result<QByteArrayView> more = block();
        if (!more)
            return std::unexpected(more.error());
        if (more->isEmpty())
            return endsEarly();
        header.hasMoreMap = tar::addMapBlock(*more, header.sparseMap);
    }
    return {};
}

/// PAX 1.0: how many pieces, then offset and size of each, a number a line, filled up to whole blocks.
Result<void> TarReader::readMapInData()
{
    qint64 left = 1, number = 0;
    bool isCount = true;
    for (qsizetype digits = 0; left > 0;) {
        const Result<QByteArrayView> bytes = m_left >= tar::blockSize ? block() : QByteArrayView();
        if (!bytes)
            return std::unexpected(bytes.error());
        if (bytes->isEmpty())
            return {};
        m_left -= bytes->size();
        for (qsizetype i = 0; i < bytes->size() && left > 0; ++i) {
            const char c = (*bytes)[i];
            if (c >= '0' && c <= '9' && digits++ < numberLimit) {
                number = number * 10 + (c - '0');
                continue;
            }
            if (c != '\n')
                return {}; // no map: nothing fits it
            if (isCount)
                left = std::min<qint64>(number, qint64(tar::SparseMap::PieceLimit) + 1) * 2 + 1;
            else
                m_map.addNumber(number);
            isCount = false;
            number = digits = 0;
            --left;
        }
    }
    return {};
}

Result<void> TarReader::takeSparseMap(tar::Header &header)
{
    m_map = header.isOldGnuSparse ? std::move(header.sparseMap) : std::move(m_pax.sparseMap);
    if (m_pax.hasMapInData) {
        m_map = {};
        if (const Result<void> read = readMapInData(); !read)
            return read;
    }
    m_storedSize = m_left;
    m_hasMap = m_map.fits(m_size, m_storedSize);
    return {};
}

qint64 TarReader::leap(qint64 size)
{
    const qint64 skipped = m_chunk.isEmpty() ? m_source.skip(size) : 0;
    m_position += skipped;
    return skipped;
}

Result<void> TarReader::skip(qint64 size, bool mayEnd)
{
    for (;;) {
        size -= leap(size);
        if (size == 0)
            break;
        const Result<QByteArrayView> bytes = piece(size);
        if (!bytes)
            return std::unexpected(bytes.error());
        if (bytes->isEmpty())
            return mayEnd ? Result<void>() : endsEarly();
        size -= bytes->size();
    }
    return {};
}

/// The header with what the records before it said. Later ones of a kind win; GNU names win over PAX ones.
Result<void> TarReader::finishEntry(tar::Header &header, TarEntry &entry)
{
    entry = std::move(header.entry);
    qint64 stored = m_pax.size.value_or(header.dataSize);
    if (stored < 0)
        return damaged(u"size"_s);
    if (m_pax.size)
        entry.size = stored;
    if (m_pax.path)
        entry.path = std::move(*m_pax.path);
    if (m_pax.sparseName)
        entry.path = std::move(*m_pax.sparseName);
    if (m_pax.linkPath)
        entry.linkTarget = std::move(*m_pax.linkPath);
    if (m_pax.userName)
        entry.userName = std::move(*m_pax.userName);
    if (m_pax.groupName)
        entry.groupName = std::move(*m_pax.groupName);
    entry.userId = m_pax.userId.value_or(entry.userId);
    entry.groupId = m_pax.groupId.value_or(entry.groupId);
    if (m_pax.seconds) {
        entry.modified = *m_pax.seconds;
        entry.modifiedNanoseconds = m_pax.nanoseconds;
    }
    if (m_pax.isSparse) {
        entry.isSparse = true;
        entry.size = std::max<qint64>(m_pax.sparseSize.value_or(entry.size), 0);
    }
    entry.xattrs = std::move(m_pax.xattrs);
    if (!m_longName.isEmpty())
        entry.path = std::exchange(m_longName, {});
    if (!m_longLink.isEmpty())
        entry.linkTarget = std::exchange(m_longLink, {});
    if (header.kind == '\0' && entry.path.endsWith('/'))
        entry.type = FileType::Directory; // as it was before there was '5'
    if (!hasData(entry.type))
        stored = 0;
    if (entry.type != FileType::Regular)
        entry.size = 0;
    m_storedSize = m_left = stored;
    m_padding = paddingOf(stored);
    m_size = entry.size;
    m_hasMap = false;
    if (!entry.isSparse)
        return {};
    return takeSparseMap(header).transform([&] { entry.isUnmapped = !m_hasMap; });
}

Result<QByteArrayView> EntrySource::next()
{
    const tar::SparseMap *map = m_reader.sparseMap();
    m_isHole = false;
    if (!map)
        return m_reader.data();
    const std::vector<tar::SparseMap::Piece> &pieces = map->pieces();
    while (m_piece < pieces.size() && pieces[m_piece].offset + pieces[m_piece].size == m_position)
        ++m_piece;
    const bool isLast = m_piece == pieces.size();
    const qint64 island = isLast ? m_reader.contentSize() : pieces[m_piece].offset;
    if (m_position < island || isLast) {
        m_isHole = true;
        const qint64 zeros = std::min<qint64>(island - m_position, qint64(hole.size()));
        m_position += zeros;
        return QByteArrayView(hole.data(), zeros);
    }
    const qint64 left = pieces[m_piece].offset + pieces[m_piece].size - m_position;
    const Result<QByteArrayView> bytes = m_reader.data(left);
    if (bytes)
        m_position += bytes->size();
    return bytes;
}

std::unexpected<Error> TarReader::endsEarly()
{
    return stop({Error::Kind::BrokenStream, TarReaderText::tr("The archive ends too early: it was not copied whole."),
                 u"at %1"_s.arg(m_position)});
}

std::unexpected<Error> TarReader::damaged(const QString &detail)
{
    return stop({Error::Kind::InvalidInput, TarReaderText::tr("The archive is damaged."),
                 u"%1, at %2"_s.arg(detail).arg(m_position)});
}

std::unexpected<Error> TarReader::stop(const Error &error)
{
    m_error = error;
    return std::unexpected(error);
}

} // namespace strata
