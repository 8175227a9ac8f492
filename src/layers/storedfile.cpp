// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/storedfile.h"

#include "core/bytesize.h"
#include "layers/contenthash.h"
#include "layers/sources.h"
#include "layers/tarreader.h"

#include <QCoreApplication>

namespace strata {

namespace {

struct StoredFileText
{
    Q_DECLARE_TR_FUNCTIONS(StoredFile)
};

constexpr qint64 sparseLimit = 4'000'000'000; // bytes of a file with holes, which cost an archive nothing

std::unexpected<Error> isAnother()
{
    return failure(Error::Kind::InvalidInput,
                   StoredFileText::tr("The archive is not the one that was read before. Read it again."));
}

/// What is in a source, decompressed.
class Opened
{
public:
    explicit Opened(ByteSource &source) : m_source(source) {}

    Result<ByteSource *> open()
    {
        const Result<QByteArrayView> head = m_source.peek(tar::blockSize);
        if (!head)
            return std::unexpected(head.error());
        const Codec codec = codecOf(*head);
        if (codec == Codec::None)
            return &m_source;
        m_unpacked = unpacked(m_source, codec);
        return m_unpacked.get();
    }

private:
    PeekedSource m_source;
    std::unique_ptr<ByteSource> m_unpacked;
};

/// The entries of a tar, by their numbers.
class Entries
{
public:
    Entries(ByteSource &source, const std::stop_token &stop) : m_reader(source), m_stop(stop) {}

    /// One behind those before.
    Result<void> goTo(quint32 number)
    {
        TarEntry entry;
        for (; m_next <= number; ++m_next) {
            if (m_stop.stop_requested())
                return failure(Error::Kind::Cancelled, StoredFileText::tr("Cancelled."));
            const Result<bool> there = m_reader.next(entry);
            if (!there)
                return std::unexpected(there.error());
            if (!*there)
                return isAnother();
        }
        return {};
    }
    TarReader &reader() { return m_reader; }

private:
    TarReader m_reader;
    const std::stop_token &m_stop;
    quint32 m_next = 0;
};

Result<void> give(TarReader &reader, const StoredFile &file, const std::function<Result<void>(QByteArrayView)> &take,
                  const std::stop_token &stop)
{
    Sha256 hash;
    qint64 given = 0;
    EntrySource content(reader);
    ContentHash sum(reader, hash);
    for (;;) {
        if (stop.stop_requested())
            return failure(Error::Kind::Cancelled, StoredFileText::tr("Cancelled."));
        const Result<QByteArrayView> piece = content.next();
        if (!piece)
            return std::unexpected(piece.error());
        if (piece->isEmpty())
            break;
        sum.add(*piece, content.isHole());
        given += piece->size();
        if (const Result<void> taken = take(*piece); !taken)
            return taken;
    }
    if (given != file.size || (file.hash && hash.take() != *file.hash))
        return isAnother();
    return {};
}

using Take = std::function<Result<void>(qsizetype, QByteArrayView)>;

Result<void> giveFiles(Entries &entries, const QList<StoredFile> &files, qsizetype begin, qsizetype end,
                       const Take &take, const std::stop_token &stop)
{
    for (qsizetype i = begin; i < end; ++i) {
        const auto takePiece = [&](QByteArrayView piece) { return take(i, piece); };
        const Result<void> given = entries.goTo(files[i].entry)
                                       .and_then([&] { return give(entries.reader(), files[i], takePiece, stop); })
                                       .and_then([&] { return take(i, {}); });
        if (!given)
            return given;
    }
    return {};
}

Result<void> giveOfLayer(Entries &archive, quint32 entry, const QList<StoredFile> &files, qsizetype begin,
                         qsizetype end, const Take &take, const std::stop_token &stop)
{
    if (const Result<void> there = archive.goTo(entry); !there)
        return there;
    EntrySource data(archive.reader());
    Opened layer(data);
    const Result<ByteSource *> bytes = layer.open();
    if (!bytes)
        return std::unexpected(bytes.error());
    Entries inner(**bytes, stop);
    return giveFiles(inner, files, begin, end, take, stop);
}

} // namespace

Result<StoredFile> storedFile(const ArchiveImage &image, const ImageTree &tree, const EntryReference &file)
{
    const FileView view = tree.view(file);
    if (!view.entry || view.entry->type != FileType::Regular)
        return failure(Error::Kind::NotFound, StoredFileText::tr("It is no file."));
    if (view.index->isUnmapped(*view.entry))
        return failure(Error::Kind::InvalidInput,
                       StoredFileText::tr("The archive does not say rightly where the holes of the file are."));
    if (view.index->isSparse(*view.entry) && view.entry->size > sparseLimit)
        return failure(Error::Kind::TooLarge,
                       StoredFileText::tr("The file is %1 with its holes.").arg(formatBytes(view.entry->size)));
    const Sha256Value *hash = view.index->contentHash(*view.entry);
    return StoredFile{.layerEntry = image.layers[file.layer].archiveEntry,
                      .entry = file.entry,
                      .size = view.entry->size,
                      .hash = hash ? std::optional(*hash) : std::nullopt};
}

Result<void> readStoredFile(ByteSource &archive, const StoredFile &file,
                            const std::function<Result<void>(QByteArrayView)> &take, const std::stop_token &stop)
{
    const auto takePiece = [&take](qsizetype, QByteArrayView piece) {
        return piece.isEmpty() ? Result<void>() : take(piece);
    };
    return readStoredFiles(archive, {file}, takePiece, stop);
}

Result<void> readStoredFiles(ByteSource &archive, const QList<StoredFile> &files,
                             const std::function<Result<void>(qsizetype, QByteArrayView)> &take,
                             const std::stop_token &stop)
{
    Opened whole(archive);
    const Result<ByteSource *> bytes = whole.open();
    if (!bytes)
        return std::unexpected(bytes.error());
    Entries outer(**bytes, stop);
    for (qsizetype next = 0; next < files.size();) {
        const std::optional<quint32> layer = files[next].layerEntry;
        qsizetype end = next;
        while (end < files.size() && files[end].layerEntry == layer)
            ++end;
        const Result<void> given = layer ? giveOfLayer(outer, *layer, files, next, end, take, stop)
                                         : giveFiles(outer, files, next, end, take, stop);
        if (!given)
            return given;
        next = end;
    }
    return {};
}

} // namespace strata
