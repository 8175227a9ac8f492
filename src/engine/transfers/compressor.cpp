// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/compressor.h"

#include <QCoreApplication>

#include <array>

#include <zlib.h>
#include <zstd.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct CompressorText
{
    Q_DECLARE_TR_FUNCTIONS(Compressor)
};

constexpr size_t outputSize = 128 * 1024;

std::unexpected<Error> compressionFailed(const QString &detail)
{
    return failure(Error::Kind::Local, CompressorText::tr("Compressing failed."), detail);
}

class NoCompressor final : public Compressor
{
public:
    Result<void> write(QByteArrayView bytes, const Sink &sink) override { return sink(bytes); }
    Result<void> finish(const Sink &) override { return {}; }
};

class GzipCompressor final : public Compressor
{
public:
    GzipCompressor()
    {
        constexpr int gzipHeader = 16; // added to the window's size: zlib.h, deflateInit2
        m_isReady = ::deflateInit2(&m_stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + gzipHeader, 8,
                                   Z_DEFAULT_STRATEGY)
            == Z_OK;
    }
    ~GzipCompressor() override { ::deflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(GzipCompressor)

    Result<void> write(QByteArrayView bytes, const Sink &sink) override
    {
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
        m_stream.avail_in = static_cast<uInt>(bytes.size());
        return run(Z_NO_FLUSH, sink);
    }
    Result<void> finish(const Sink &sink) override { return run(Z_FINISH, sink); }

private:
    Result<void> run(int flush, const Sink &sink)
    {
        int state = m_isReady ? Z_OK : Z_STREAM_ERROR;
        do {
            m_stream.next_out = reinterpret_cast<Bytef *>(m_output.data());
            m_stream.avail_out = static_cast<uInt>(m_output.size());
            if (m_isReady)
                state = ::deflate(&m_stream, flush);
            if (state == Z_STREAM_ERROR)
                return compressionFailed(u"deflate"_s);
            const auto made = static_cast<qsizetype>(m_output.size() - m_stream.avail_out);
            if (const Result<void> taken = sink(QByteArrayView(m_output.data(), made)); !taken)
                return taken;
        } while (m_stream.avail_out == 0 && state != Z_STREAM_END);
        return {};
    }

    z_stream m_stream{};
    bool m_isReady = false;
    std::array<char, outputSize> m_output{};
};

class ZstdCompressor final : public Compressor
{
public:
    ZstdCompressor() : m_context(::ZSTD_createCCtx()) { ::ZSTD_CCtx_setParameter(m_context, ZSTD_c_checksumFlag, 1); }
    ~ZstdCompressor() override { ::ZSTD_freeCCtx(m_context); }
    Q_DISABLE_COPY_MOVE(ZstdCompressor)

    Result<void> write(QByteArrayView bytes, const Sink &sink) override
    {
        ZSTD_inBuffer input{bytes.data(), static_cast<size_t>(bytes.size()), 0};
        while (input.pos < input.size) {
            if (const Result<size_t> left = step(input, ZSTD_e_continue, sink); !left)
                return std::unexpected(left.error());
        }
        return {};
    }
    Result<void> finish(const Sink &sink) override
    {
        ZSTD_inBuffer nothing{nullptr, 0, 0};
        for (Result<size_t> left = 1; !left || *left > 0;) {
            left = step(nothing, ZSTD_e_end, sink);
            if (!left)
                return std::unexpected(left.error());
        }
        return {};
    }

private:
    Result<size_t> step(ZSTD_inBuffer &input, ZSTD_EndDirective directive, const Sink &sink)
    {
        ZSTD_outBuffer output{m_output.data(), m_output.size(), 0};
        const size_t left = ::ZSTD_compressStream2(m_context, &output, &input, directive);
        if (::ZSTD_isError(left))
            return compressionFailed(QString::fromLatin1(::ZSTD_getErrorName(left)));
        return sink(QByteArrayView(m_output.data(), static_cast<qsizetype>(output.pos))).transform([left] {
            return left;
        });
    }

    ZSTD_CCtx *m_context;
    std::array<char, outputSize> m_output{};
};

} // namespace

std::unique_ptr<Compressor> Compressor::make(Compression compression)
{
    switch (compression) {
    case Compression::Gzip: return std::make_unique<GzipCompressor>();
    case Compression::Zstd: return std::make_unique<ZstdCompressor>();
    case Compression::None: break;
    }
    return std::make_unique<NoCompressor>();
}

} // namespace strata
