// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/codec.h"

#include <QCoreApplication>

#include <optional>

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct CodecText
{
    Q_DECLARE_TR_FUNCTIONS(Codec)
};

std::unexpected<Error> damaged(const QString &detail)
{
    return failure(Error::Kind::InvalidInput, CodecText::tr("The compressed data are damaged."), detail);
}

std::unexpected<Error> endsEarly(const QString &detail)
{
    return failure(Error::Kind::BrokenStream, CodecText::tr("The compressed data end too early."), detail);
}

/// What every decompressing source has in common: an error stays, and the end does.
class UnpackedSource : public ByteSource
{
public:
    Result<QByteArrayView> next() final
    {
        if (m_error)
            return std::unexpected(*m_error);
        Result<QByteArrayView> piece = unpack();
        if (!piece)
            m_error = piece.error();
        return piece;
    }

protected:
    virtual Result<QByteArrayView> unpack() = 0;

private:
    std::optional<Error> m_error;
};

/// zlib itself: libarchive does not look at gzip's checksums.
class GzipSource final : public UnpackedSource
{
public:
    explicit GzipSource(ByteSource &packed) : m_packed(packed)
    {
        constexpr int gzipHeader = 16; // added to the window's size: zlib.h, inflateInit2
        m_isReady = ::inflateInit2(&m_stream, MAX_WBITS + gzipHeader) == Z_OK;
        m_output.resize(outputSize);
    }
    ~GzipSource() override { ::inflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(GzipSource)

protected:
    Result<QByteArrayView> unpack() override
    {
        if (!m_isReady)
            return damaged(u"inflateInit2"_s);
        while (!m_isOver) {
            if (m_stream.avail_in == 0) {
                const Result<bool> more = refill();
                if (!more)
                    return std::unexpected(more.error());
                if (!*more && !m_isBetween)
                    return endsEarly(u"gzip"_s);
                m_isOver = !*more;
            } else if (m_isBetween) {
                beginMember();
            } else {
                const Result<QByteArrayView> piece = inflate();
                if (!piece || !piece->isEmpty())
                    return piece;
            }
        }
        return QByteArrayView();
    }

private:
    static constexpr qsizetype outputSize = 256 * 1024;

    Result<bool> refill()
    {
        return m_packed.next().transform([this](QByteArrayView piece) {
            m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(piece.data()));
            m_stream.avail_in = static_cast<uInt>(piece.size());
            return !piece.isEmpty();
        });
    }

    /// Behind a member: another one, or padding of zeros. Anything else is no gzip, which inflate() will say.
    void beginMember()
    {
        while (m_stream.avail_in > 0 && *m_stream.next_in == 0) {
            ++m_stream.next_in;
            --m_stream.avail_in;
        }
        if (m_stream.avail_in > 0) {
            ::inflateReset(&m_stream);
            m_isBetween = false;
        }
    }

    Result<QByteArrayView> inflate()
    {
        m_stream.next_out = reinterpret_cast<Bytef *>(m_output.data());
        m_stream.avail_out = static_cast<uInt>(outputSize);
        const int state = ::inflate(&m_stream, Z_NO_FLUSH);
        if (state == Z_STREAM_END)
            m_isBetween = true;
        else if (state != Z_OK && state != Z_BUF_ERROR)
            return damaged(u"gzip: "_s + QString::fromLatin1(m_stream.msg ? m_stream.msg : "inflate"));
        return QByteArrayView(m_output).first(outputSize - qsizetype(m_stream.avail_out));
    }

    ByteSource &m_packed;
    z_stream m_stream{};
    QByteArray m_output;
    bool m_isReady = false;
    bool m_isBetween = false; ///< the last member is over
    bool m_isOver = false;
};

/// The other formats, by libarchive: one filter, told which, and no format behind it.
class FilterSource final : public UnpackedSource
{
public:
    FilterSource(ByteSource &packed, int filter) : m_packed(packed), m_filter(filter) {}
    ~FilterSource() override { ::archive_read_free(m_archive); }
    Q_DISABLE_COPY_MOVE(FilterSource)

protected:
    Result<QByteArrayView> unpack() override
    {
        if (!m_archive && !open())
            return reason();
        const void *bytes = nullptr;
        size_t size = 0;
        la_int64_t offset = 0;
        for (;;) {
            const int state = ::archive_read_data_block(m_archive, &bytes, &size, &offset);
            if (state == ARCHIVE_EOF)
                return QByteArrayView();
            if (state != ARCHIVE_OK)
                return reason();
            if (size > 0)
                return QByteArrayView(static_cast<const char *>(bytes), static_cast<qsizetype>(size));
        }
    }

private:
    bool open()
    {
        m_archive = ::archive_read_new();
        archive_entry *entry = nullptr;
        return m_archive && ::archive_read_append_filter(m_archive, m_filter) == ARCHIVE_OK
            && ::archive_read_support_format_raw(m_archive) == ARCHIVE_OK
            && ::archive_read_support_format_empty(m_archive) == ARCHIVE_OK
            && ::archive_read_open(m_archive, this, nullptr, &FilterSource::read, nullptr) == ARCHIVE_OK
            && ::archive_read_next_header(m_archive, &entry) == ARCHIVE_OK;
    }

    static la_ssize_t read(archive *handle, void *self, const void **bytes)
    {
        auto *source = static_cast<FilterSource *>(self);
        const Result<QByteArrayView> piece = source->m_packed.next();
        if (!piece) {
            source->m_sourceError = piece.error();
            ::archive_set_error(handle, EIO, "%s", "the source failed");
            return ARCHIVE_FATAL;
        }
        source->m_isDrained = piece->isEmpty();
        *bytes = piece->data();
        return piece->size();
    }

    /// Formats tell that they were cut in words only; that nothing is left to read tells it for all of them.
    std::unexpected<Error> reason() const
    {
        if (m_sourceError)
            return std::unexpected(*m_sourceError);
        const char *text = m_archive ? ::archive_error_string(m_archive) : nullptr;
        const QString detail = QString::fromUtf8(text ? text : "libarchive");
        return m_isDrained ? endsEarly(detail) : damaged(detail);
    }

    ByteSource &m_packed;
    int m_filter;
    archive *m_archive = nullptr;
    std::optional<Error> m_sourceError;
    bool m_isDrained = false;
};

/// The bytes as they are.
class PlainSource final : public ByteSource
{
public:
    explicit PlainSource(ByteSource &packed) : m_packed(packed) {}
    Result<QByteArrayView> next() override { return m_packed.next(); }

private:
    ByteSource &m_packed;
};

} // namespace

Codec codecOf(QByteArrayView head)
{
    if (head.startsWith("\x1f\x8b"))
        return Codec::Gzip;
    const bool isSkippableFrame = head.size() >= 4 && (head[0] & '\xf0') == 0x50
        && head.sliced(1).startsWith("\x2a\x4d\x18");
    if (head.startsWith("\x28\xb5\x2f\xfd") || isSkippableFrame) // pzstd begins with one
        return Codec::Zstd;
    if (head.startsWith("BZh"))
        return Codec::Bzip2;
    if (head.startsWith(QByteArrayView("\xfd"
                                       "7zXZ\0",
                                       6)))
        return Codec::Xz;
    return Codec::None;
}

QString codecName(Codec codec)
{
    switch (codec) {
    case Codec::Gzip: return u"gzip"_s;
    case Codec::Zstd: return u"zstd"_s;
    case Codec::Bzip2: return u"bzip2"_s;
    case Codec::Xz: return u"xz"_s;
    case Codec::None: break;
    }
    return {};
}

std::unique_ptr<ByteSource> unpacked(ByteSource &packed, Codec codec)
{
    switch (codec) {
    case Codec::Gzip: return std::make_unique<GzipSource>(packed);
    case Codec::Zstd: return std::make_unique<FilterSource>(packed, ARCHIVE_FILTER_ZSTD);
    case Codec::Bzip2: return std::make_unique<FilterSource>(packed, ARCHIVE_FILTER_BZIP2);
    case Codec::Xz: return std::make_unique<FilterSource>(packed, ARCHIVE_FILTER_XZ);
    case Codec::None: break;
    }
    return std::make_unique<PlainSource>(packed);
}

} // namespace strata
