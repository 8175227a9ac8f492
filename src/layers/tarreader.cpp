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
constexpr qsizetype sparseMore = 482;    // in a header of an old GNU sparse file: another block of its map follows
constexpr qsizetype sparseMoreMap = 504; // the same in such a block

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

Result<QByteArrayView> TarReader::data()
{
    if (m_error)
        return std::unexpected(*m_error);
    if (m_left == 0)
        return QByteArrayView();
    const Result<QByteArrayView> bytes = piece(m_left);
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
    if (header.isOldGnuSparse) {
        if (const Result<void> skipped = skipSparseMaps(*bytes); !skipped)
            return std::unexpected(skipped.error());
    }
    return true;
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

Result<void> TarReader::skipSparseMaps(QByteArrayView firstBlock)
{
    for (bool hasMore = firstBlock[sparseMore] != 0; hasMore;) {
        const Result<QByteArrayView> map = block();
        if (!map)
            return std::unexpected(map.error());
        if (map->isEmpty())
            return endsEarly();
        hasMore = (*map)[sparseMoreMap] != 0;
    }
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
    return {};
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
