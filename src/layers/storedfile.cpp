// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/storedfile.h"

#include "layers/sources.h"
#include "layers/tarreader.h"

#include <QCoreApplication>

namespace strata {

namespace {

struct StoredFileText
{
    Q_DECLARE_TR_FUNCTIONS(StoredFile)
};

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

Result<void> goTo(TarReader &reader, quint32 number, const std::stop_token &stop)
{
    TarEntry entry;
    for (quint32 i = 0; i <= number; ++i) {
        if (stop.stop_requested())
            return failure(Error::Kind::Cancelled, StoredFileText::tr("Cancelled."));
        const Result<bool> there = reader.next(entry);
        if (!there)
            return std::unexpected(there.error());
        if (!*there)
            return isAnother();
    }
    return {};
}

Result<void> give(TarReader &reader, const StoredFile &file, const std::function<Result<void>(QByteArrayView)> &take,
                  const std::stop_token &stop)
{
    Sha256 hash;
    qint64 given = 0;
    for (;;) {
        if (stop.stop_requested())
            return failure(Error::Kind::Cancelled, StoredFileText::tr("Cancelled."));
        const Result<QByteArrayView> piece = reader.data();
        if (!piece)
            return std::unexpected(piece.error());
        if (piece->isEmpty())
            break;
        hash.add(*piece);
        given += piece->size();
        if (const Result<void> taken = take(*piece); !taken)
            return taken;
    }
    if (given != file.size || (file.hash && hash.take() != *file.hash))
        return isAnother();
    return {};
}

} // namespace

Result<StoredFile> storedFile(const ArchiveImage &image, const ImageTree &tree, const EntryReference &file)
{
    const FileView view = tree.view(file);
    if (!view.entry || view.entry->type != FileType::Regular)
        return failure(Error::Kind::NotFound, StoredFileText::tr("It is no file."));
    if (view.index->isSparse(*view.entry))
        return failure(Error::Kind::NotSupported, StoredFileText::tr("A file with holes cannot be shown yet."));
    const Sha256Value *hash = view.index->contentHash(*view.entry);
    return StoredFile{.layerEntry = image.layers[file.layer].archiveEntry,
                      .entry = file.entry,
                      .size = view.entry->size,
                      .hash = hash ? std::optional(*hash) : std::nullopt};
}

Result<void> readStoredFile(ByteSource &archive, const StoredFile &file,
                            const std::function<Result<void>(QByteArrayView)> &take, const std::stop_token &stop)
{
    Opened whole(archive);
    const Result<ByteSource *> outerBytes = whole.open();
    if (!outerBytes)
        return std::unexpected(outerBytes.error());
    TarReader outer(**outerBytes);
    if (!file.layerEntry)
        return goTo(outer, file.entry, stop).and_then([&] { return give(outer, file, take, stop); });
    if (const Result<void> there = goTo(outer, *file.layerEntry, stop); !there)
        return there;
    EntrySource data(outer);
    Opened layer(data);
    const Result<ByteSource *> innerBytes = layer.open();
    if (!innerBytes)
        return std::unexpected(innerBytes.error());
    TarReader inner(**innerBytes);
    return goTo(inner, file.entry, stop).and_then([&] { return give(inner, file, take, stop); });
}

} // namespace strata
