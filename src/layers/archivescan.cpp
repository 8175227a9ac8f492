// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/archivescan.h"
#include "layers/contenthash.h"
#include "layers/sources.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>

namespace strata {

namespace {

constexpr qint64 documentLimit = 4 << 20; // what registries take for a manifest (distribution, maxManifestBodySize)
constexpr qint64 allDocumentsLimit = 64 << 20;
constexpr qsizetype scannedLayersLimit = 20'000; // one without a file takes a kilobyte
constexpr qsizetype sha512Limit = 100'000;       // each takes 150 bytes
constexpr qint64 outlineEntryLimit = 1'000;      // a layer is up to three entries
constexpr QLatin1StringView digestPrefix("sha256:");

struct ArchiveScanText
{
    Q_DECLARE_TR_FUNCTIONS(ArchiveScan)
};

/// A tar may begin like one: with the name of its first entry.
bool isJson(QByteArrayView head)
{
    const QByteArrayView text = head.trimmed();
    return (text.startsWith('{') || text.startsWith('[')) && !tar::isTar(head);
}

/// OCI image layouts may name blobs by SHA-512 (descriptor.md), in a folder of that name; configurations may end in .json.
bool isNamedBySha512(QByteArrayView path)
{
    constexpr qsizetype digits = 128;
    const QByteArrayView file = path.sliced(path.lastIndexOf('/') + 1);
    return (file.size() == digits || (file.size() > digits && file.sliced(digits) == ".json"))
        && std::ranges::all_of(file.first(digits),
                               [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// As in archives of images, in which all but a few documents is named by digests or IDs: "blobs/sha256/…",
/// "…/layer.tar", "….tar".
bool isNamedById(QByteArrayView path)
{
    constexpr qsizetype digits = 64;
    if (path.startsWith("./"))
        path = path.sliced(2);
    for (const QByteArrayView folder : {QByteArrayView("blobs/sha256/"), QByteArrayView("blobs/sha512/")}) {
        if (path.startsWith(folder))
            path = path.sliced(folder.size());
    }
    const QByteArrayView id = path.first(std::min(path.size(), digits));
    return id.size() == digits
        && std::ranges::all_of(id, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// Hands on the bytes of another source, and hashes them with SHA-512 where somebody wants that.
class Sha512Source final : public ByteSource
{
public:
    Sha512Source(ByteSource &source, bool isWanted) : m_source(source)
    {
        if (isWanted)
            m_hash.emplace(QCryptographicHash::Sha512);
    }

    Result<QByteArrayView> next() override
    {
        const Result<QByteArrayView> piece = m_source.next();
        if (m_hash && piece)
            m_hash->addData(*piece);
        return piece;
    }
    QByteArray value() const { return m_hash ? m_hash->result() : QByteArray(); } ///< of all that was handed on

private:
    ByteSource &m_source;
    std::optional<QCryptographicHash> m_hash;
};

class Scan
{
public:
    enum class Depth { Documents, Everything };

    Scan(ByteSource &source, const ArchiveOptions &options, Depth depth, WholeHash *whole = nullptr)
        : m_options(options), m_depth(depth), m_whole(whole), m_reader(source), m_builder(m_ownBudget)
    {
        if (depth == Depth::Documents)
            m_ownBudget.entries = outlineEntryLimit;
    }

    ScannedArchive run()
    {
        if (const Result<void> read = readEntries(); !read)
            m_found.problem = read.error();
        m_found.hasEndMark = m_reader.hasEndMark();
        m_found.index = m_builder.finish(LayerIndexBuilder::For::Searching);
        return std::move(m_found);
    }

private:
    Result<void> readEntries()
    {
        TarEntry entry;
        for (;;) {
            const Result<bool> there = m_reader.next(entry);
            if (!there)
                return std::unexpected(there.error());
            if (!*there)
                return {};
            if (m_whole && !m_whole->isStopped && isNamedById(entry.path))
                m_whole->stop();
            const Result<std::optional<Sha256Value>> digest = readBlob(entry.path);
            if (const Result<void> added = add(m_builder, entry, digest); !added)
                return added;
        }
    }

    /// An entry that was cut is there as well, without a hash.
    static Result<void> add(LayerIndexBuilder &builder, const TarEntry &entry,
                            const Result<std::optional<Sha256Value>> &content)
    {
        const Result<void> added = builder.add(entry, content && *content ? &**content : nullptr);
        return content ? added : std::unexpected(content.error());
    }

    /// The data of the current entry, whose digest comes back. What they are, their beginning tells.
    Result<std::optional<Sha256Value>> readBlob(QByteArrayView path)
    {
        if (m_reader.contentSize() == 0)
            return std::nullopt;
        if (!hasFewHoles(m_reader)) { // no layer that anybody wrote
            Sha256 hash;
            return sparseHash(m_reader, hash);
        }
        EntrySource data(m_reader);
        StoppableSource stoppable(data, m_options.stop);
        const bool wantsSha512 = m_found.sha512.size() < sha512Limit && isNamedBySha512(path);
        Sha512Source longHash(stoppable, wantsSha512);
        HashedSource hashed(longHash, m_whole ? &m_whole->unpacked : nullptr);
        PeekedSource blob(hashed);
        const Result<QByteArrayView> head = blob.peek(tar::blockSize);
        if (!head)
            return std::unexpected(head.error());
        if (m_depth == Depth::Documents && !isJson(*head))
            return std::nullopt;
        const Codec codec = codecOf(*head);
        std::shared_ptr<const LayerIndex> known;
        ScannedLayer *layer = nullptr;
        if (isJson(*head)) {
            if (const Result<void> kept = keepDocument(blob); !kept)
                return std::unexpected(kept.error());
        } else if (codec != Codec::None || tar::isTar(*head)) {
            if (m_found.layers.size() == scannedLayersLimit)
                return failure(Error::Kind::TooLarge,
                               ArchiveScanText::tr("The archive has more layers than Strata looks at."));
            known = codec == Codec::None ? knownLayer(path) : nullptr;
            if (std::optional<ScannedLayer> read = known ? std::nullopt : readLayer(blob, codec, hashed, wantsSha512))
                layer = &*m_found.layers.insert(m_builder.count(), *read);
        }
        if (const Result<void> rest = drain(blob); !rest)
            return std::unexpected(rest.error());
        const Sha256Value digest = hashed.take();
        if (wantsSha512)
            m_found.sha512.insert(m_builder.count(), longHash.value());
        if (known && path.endsWith(digestText(digest).sliced(digestPrefix.size()).toLatin1()))
            layer = &*m_found.layers.insert(m_builder.count(), ScannedLayer{.index = known});
        if (layer && codec == Codec::None) {
            layer->diffId = digest;
            layer->diffIdBySha512 = longHash.value();
            layer->unpackedBytes = hashed.count();
        }
        if (layer && !layer->problem && m_options.layerRead)
            m_options.layerRead({digestText(layer->diffId), layer->index, m_builder.count()});
        return digest;
    }

    std::shared_ptr<const LayerIndex> knownLayer(QByteArrayView path) const
    {
        constexpr QByteArrayView folder("blobs/sha256/"); // image-layout.md
        if (!m_options.known || !path.startsWith(folder))
            return {};
        return m_options.known(digestPrefix + QString::fromLatin1(path.sliced(folder.size())));
    }

    Result<void> keepDocument(ByteSource &blob)
    {
        const qint64 size = m_reader.contentSize();
        if (size > documentLimit || m_documentBytes + size > allDocumentsLimit) {
            m_found.hasLeftOut = true;
            return {};
        }
        m_documentBytes += size;
        QByteArray document;
        for (;;) {
            const Result<QByteArrayView> piece = blob.next();
            if (!piece)
                return std::unexpected(piece.error());
            if (piece->isEmpty())
                break;
            document += *piece;
        }
        m_found.documents.insert(m_builder.count(), document);
        return {};
    }

    /// Nothing when the compressed bytes are no tar. One that is not compressed is hashed as a blob.
    std::optional<ScannedLayer> readLayer(ByteSource &blob, Codec codec, HashedSource &hashedBlob, bool wantsSha512)
    {
        ScannedLayer layer{.codec = codec};
        const std::unique_ptr<ByteSource> bytes = unpacked(blob, codec);
        StoppableSource stoppable(*bytes, m_options.stop);
        Sha512Source longHash(stoppable, wantsSha512 && codec != Codec::None);
        HashedSource hashed(longHash);
        PeekedSource tar(codec == Codec::None ? static_cast<ByteSource &>(stoppable) : hashed);
        if (codec != Codec::None) {
            const Result<QByteArrayView> head = tar.peek(tar::blockSize);
            if (!head || !tar::isTar(*head))
                return {};
        }
        LayerIndexBuilder builder(m_layersBudget);
        Result<void> read = readFiles(tar, builder, codec == Codec::None ? hashedBlob : hashed);
        if (read)
            read = drain(tar);
        if (!read)
            layer.problem = read.error();
        layer.index = builder.finish();
        layer.diffId = hashed.take();
        layer.diffIdBySha512 = longHash.value();
        layer.unpackedBytes = hashed.count();
        return layer;
    }

    Result<void> readFiles(ByteSource &source, LayerIndexBuilder &builder, HashedSource &hashed)
    {
        TarReader reader(source);
        Sha256 hash;
        TarEntry entry;
        for (;;) {
            const Result<bool> there = reader.next(entry);
            if (!there)
                return std::unexpected(there.error());
            if (!*there)
                return {};
            if (const Result<void> added = add(builder, entry, contentHash(reader, hash, hashed)); !added)
                return added;
        }
    }

    Result<std::optional<Sha256Value>> contentHash(TarReader &reader, Sha256 &hash, HashedSource &hashed) const
    {
        if (reader.contentSize() == 0)
            return std::nullopt;
        if (reader.sparseMap())
            return sparseHash(reader, hash);
        for (;;) {
            const Result<QByteArrayView> piece = reader.data();
            if (!piece)
                return std::unexpected(piece.error());
            if (piece->isEmpty())
                return hash.take();
            hashed.addTo(hash, *piece);
        }
    }

    Result<std::optional<Sha256Value>> sparseHash(TarReader &reader, Sha256 &hash) const
    {
        EntrySource holes(reader);
        StoppableSource content(holes, m_options.stop);
        ContentHash sparse(reader, hash);
        for (;;) {
            const Result<QByteArrayView> piece = sparse.hasHoles() ? content.next() : reader.data();
            if (!piece)
                return std::unexpected(piece.error());
            if (piece->isEmpty())
                return hash.take();
            sparse.add(*piece, sparse.hasHoles() && holes.isHole());
        }
    }

    const ArchiveOptions &m_options;
    Depth m_depth;
    WholeHash *m_whole;
    TarReader m_reader;
    IndexBudget m_ownBudget;
    IndexBudget m_layersBudget;
    LayerIndexBuilder m_builder;
    qint64 m_documentBytes = 0;
    ScannedArchive m_found;
};

} // namespace

void WholeHash::stop()
{
    stored.stopHashing();
    unpacked.stopHashing();
    isStopped = true;
}

ScannedArchive scanArchive(ByteSource &source, const ArchiveOptions &options, WholeHash &whole)
{
    return Scan(source, options, Scan::Depth::Everything, &whole).run();
}

ScannedArchive scanDocuments(ByteSource &source)
{
    const ArchiveOptions options;
    return Scan(source, options, Scan::Depth::Documents).run();
}

} // namespace strata
