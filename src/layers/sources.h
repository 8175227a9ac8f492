// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bytesource.h"

#include <QByteArray>
#include <QFile>

#include <stop_token>

namespace strata {

/// A file on disk. Errors are of kind Local, InvalidInput for a folder.
class FileSource final : public ByteSource
{
public:
    explicit FileSource(const QString &path);

    Result<QByteArrayView> next() override;
    qint64 skip(qint64 bytes) override;

private:
    QFile m_file;
    QByteArray m_buffer;
};

/// Looks at the beginning of another source, which it then gives unchanged.
class PeekedSource final : public ByteSource
{
public:
    explicit PeekedSource(ByteSource &source) : m_source(source) {}

    /// The first `size` bytes at least, fewer only when there are no more. Before the first next() only; valid until then.
    Result<QByteArrayView> peek(qsizetype size);
    Result<QByteArrayView> next() override;
    qint64 skip(qint64 bytes) override { return m_head.isEmpty() ? m_source.skip(bytes) : 0; }

private:
    ByteSource &m_source;
    QByteArray m_copy; ///< the head when it came in several pieces
    QByteArrayView m_head;
};

/// Ends another source when it is asked to: behind a decompressor, which makes gigabytes of a piece.
class StoppableSource final : public ByteSource
{
public:
    StoppableSource(ByteSource &source, const std::stop_token &stop) : m_source(source), m_stop(stop) {}

    Result<QByteArrayView> next() override;
    qint64 skip(qint64 bytes) override { return m_source.skip(bytes); }

private:
    ByteSource &m_source;
    const std::stop_token &m_stop;
};

/// Reads to the end, for what a source in between does with the bytes.
Result<void> drain(ByteSource &source);

} // namespace strata
