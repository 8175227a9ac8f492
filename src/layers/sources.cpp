// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/sources.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace strata {

namespace {

struct SourcesText
{
    Q_DECLARE_TR_FUNCTIONS(Sources)
};

constexpr qsizetype pieceSize = 256 * 1024;

} // namespace

FileSource::FileSource(const QString &path) : m_file(path) {}

Result<QByteArrayView> FileSource::next()
{
    if (!m_file.isOpen()) {
        if (QFileInfo(m_file.fileName()).isDir())
            return failure(Error::Kind::InvalidInput, SourcesText::tr("%1 is a folder.").arg(m_file.fileName()));
        if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return failure(Error::Kind::Local,
                           SourcesText::tr("%1 cannot be read: %2").arg(m_file.fileName(), m_file.errorString()));
        m_buffer.resize(pieceSize);
    }
    const qint64 count = m_file.read(m_buffer.data(), m_buffer.size());
    if (count < 0)
        return failure(Error::Kind::Local,
                       SourcesText::tr("%1 cannot be read: %2").arg(m_file.fileName(), m_file.errorString()));
    return QByteArrayView(m_buffer).first(count);
}

qint64 FileSource::skip(qint64 bytes)
{
    if (bytes < pieceSize || !m_file.isOpen() || m_file.isSequential())
        return 0;
    const qint64 count = std::min(bytes, m_file.size() - m_file.pos());
    return count > 0 && m_file.seek(m_file.pos() + count) ? count : 0;
}

Result<QByteArrayView> PeekedSource::peek(qsizetype size)
{
    while (m_head.size() < size) {
        const Result<QByteArrayView> piece = m_source.next();
        if (!piece)
            return piece;
        if (piece->isEmpty())
            break;
        if (m_head.isEmpty()) {
            m_head = *piece;
            if (m_head.size() >= size)
                break;
            m_copy = m_head.toByteArray();
        } else {
            m_copy.append(*piece);
        }
        m_head = m_copy;
    }
    return m_head;
}

Result<QByteArrayView> PeekedSource::next()
{
    if (!m_head.isEmpty())
        return std::exchange(m_head, {});
    return m_source.next();
}

Result<QByteArrayView> StoppableSource::next()
{
    if (m_stop.stop_requested())
        return failure(Error::Kind::Cancelled, SourcesText::tr("Cancelled."));
    return m_source.next();
}

Result<void> drain(ByteSource &source)
{
    for (;;) {
        const Result<QByteArrayView> piece = source.next();
        if (!piece)
            return std::unexpected(piece.error());
        if (piece->isEmpty())
            return {};
    }
}

} // namespace strata
