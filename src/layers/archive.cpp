// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/archive.h"

#include "layers/archivescan.h"
#include "layers/bytesum.h"
#include "layers/imageresolver.h"
#include "layers/sources.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct ArchiveText
{
    Q_DECLARE_TR_FUNCTIONS(Archive)
};

std::unexpected<Error> invalid(const QString &message)
{
    return failure(Error::Kind::InvalidInput, message);
}

/// Counts what is read.
class WatchedSource final : public ByteSource
{
public:
    WatchedSource(ByteSource &source, const ArchiveOptions &options) : m_source(source), m_options(options) {}

    Result<QByteArrayView> next() override
    {
        const Result<QByteArrayView> piece = m_source.next();
        if (!piece)
            return piece;
        m_count += piece->size();
        if (m_options.progress && m_count - m_told >= step) {
            m_told = m_count;
            m_options.progress(m_count);
        }
        return piece;
    }

    qint64 count() const { return m_count; }

private:
    static constexpr qint64 step = 1 << 20;

    ByteSource &m_source;
    const ArchiveOptions &m_options;
    qint64 m_count = 0;
    qint64 m_told = 0;
};

/// Remembers how another source ended. Engines that fail while they write an archive put the reason behind its bytes
/// (moby image_routes.go, getImagesGet).
class TailSource final : public ByteSource
{
public:
    explicit TailSource(ByteSource &source) : m_source(source) {}

    Result<QByteArrayView> next() override
    {
        const Result<QByteArrayView> piece = m_source.next();
        if (piece) {
            m_tail += piece->last(std::min(piece->size(), tailSize));
            if (m_tail.size() > 2 * tailSize)
                m_tail = m_tail.last(tailSize);
        }
        return piece;
    }

    std::optional<Error> engineError() const
    {
        const qsizetype at = m_tail.lastIndexOf("{\"errorDetail\"");
        if (at < 0)
            return {};
        const QString message = QJsonDocument::fromJson(m_tail.sliced(at))[u"errorDetail"][u"message"].toString();
        if (message.isEmpty())
            return {};
        return Error{Error::Kind::EngineFailed,
                     ArchiveText::tr("The engine failed while it wrote this archive: %1").arg(message),
                     {}};
    }

private:
    static constexpr qsizetype tailSize = 4096;

    ByteSource &m_source;
    QByteArray m_tail;
};

/// What else it may be, for what people mix up with archives of images.
std::unexpected<Error> foreign(QByteArrayView head)
{
    struct Format
    {
        QByteArrayView magic;
        QString message;
    };
    const std::array formats{
        Format{"PK\x03\x04", ArchiveText::tr("This is a ZIP file, which engines do not take.")},
        Format{"7z\xbc\xaf", ArchiveText::tr("This is a 7-Zip file, which engines do not take.")},
        Format{"Rar!", ArchiveText::tr("This is a RAR file, which engines do not take.")},
        Format{"!<arch>", ArchiveText::tr("This is a Debian package or a library, no archive of an image.")},
        Format{"\x7f"
               "ELF",
               ArchiveText::tr("This is a program, no archive of an image.")},
        Format{"QFI\xfb", ArchiveText::tr("This is the disk of a virtual machine, no archive of an image.")},
        Format{"hsqs", ArchiveText::tr("This is a SquashFS file system, which engines do not take.")},
    };
    for (const Format &format : formats) {
        if (head.startsWith(format.magic))
            return invalid(format.message);
    }
    return invalid(ArchiveText::tr("This is no archive: neither a tar nor a compressed one."));
}

/// It names what must be in it, mostly by digests; of any other archive only the end mark tells that it is whole.
bool isOfImages(const ResolvedArchive &resolved)
{
    return resolved.kind == ArchiveKind::Docker || resolved.kind == ArchiveKind::Oci;
}

std::optional<Error> missingEnd(const ScannedArchive &scanned, const ResolvedArchive &resolved)
{
    if (scanned.hasEndMark || scanned.problem || isOfImages(resolved))
        return {};
    return Error{Error::Kind::BrokenStream,
                 ArchiveText::tr("The archive has no end mark: perhaps it was not copied whole."),
                 {}};
}

std::optional<Error> firstProblem(const ArchiveContents &contents)
{
    for (const ArchiveImage &image : contents.images) {
        if (image.problem)
            return image.problem;
    }
    if (contents.index->count() == 0)
        return Error{Error::Kind::InvalidInput, ArchiveText::tr("The archive is empty."), {}};
    return {};
}

/// Whether nothing that may come behind the end mark could change it: all that its images name is there, and is right.
bool isComplete(const ScannedArchive &scanned, const ResolvedArchive &resolved)
{
    return isOfImages(resolved) && scanned.hasEndMark && !scanned.problem && !resolved.problem
        && !resolved.images.isEmpty() && std::ranges::none_of(resolved.images, [](const ArchiveImage &image) {
               return image.problem || !image.isRead();
           });
}

/// `tar` begins with a tar header.
ArchiveContents readTar(ByteSource &tar, TailSource &tail, const ArchiveOptions &options, WholeHash &whole)
{
    ScannedArchive scanned = scanArchive(tar, options, whole);
    ResolvedArchive resolved = resolveImages(scanned);
    if (!options.endsWithMark || !isComplete(scanned, resolved)) {
        const Result<void> rest = scanned.problem ? Result<void>() : drain(tar);
        if (!rest)
            scanned.problem = rest.error();
        if (const std::optional<Error> said = tail.engineError())
            scanned.problem = said;
    }
    ArchiveContents contents{.kind = resolved.kind, .images = std::move(resolved.images), .index = scanned.index};
    contents.isWhole = !scanned.problem;
    contents.problem = scanned.problem;
    for (const std::optional<Error> &next : {resolved.problem, missingEnd(scanned, resolved), firstProblem(contents)}) {
        if (!contents.problem)
            contents.problem = next;
    }
    contents.isUntold = resolved.isUntold;
    if (contents.isUntold && contents.images.first().layers.size() > 1)
        contents.problem->message +=
            u' '
            + ArchiveText::tr(
                "The layers that came are in the order of the archive: which of them belongs on which it had "
                "not told yet.");
    if (contents.kind == ArchiveKind::RootFilesystem) { // nothing else proves that it is whole
        for (ArchiveImage &image : contents.images)
            image.problem = image.problem ? image.problem : contents.problem;
    }
    return contents;
}

/// The layer that an archive of no images is.
ArchiveLayer wholeAsLayer(const ArchiveContents &contents)
{
    return {.diffId = contents.diffId,
            .digest = contents.digest,
            .codec = contents.codec,
            .storedBytes = contents.bytes,
            .unpackedBytes = contents.unpackedBytes,
            .index = contents.index};
}

} // namespace

qint64 ArchiveImage::storedBytes() const
{
    qint64 sum = 0;
    for (const ArchiveLayer &layer : layers)
        sum = byteSum(sum, layer.storedBytes);
    return sum;
}

qint64 ArchiveImage::unpackedBytes() const
{
    qint64 sum = 0;
    for (const ArchiveLayer &layer : layers)
        sum = byteSum(sum, layer.unpackedBytes);
    return sum;
}

QStringList ArchiveImage::diffIds() const
{
    QStringList diffIds;
    for (const ArchiveLayer &layer : layers)
        diffIds.append(layer.diffId);
    return diffIds;
}

bool ArchiveImage::isRead() const
{
    return std::ranges::all_of(layers, &ArchiveLayer::isRead);
}

std::optional<ArchiveImage> asOneLayer(const ArchiveContents &contents)
{
    if (contents.kind != ArchiveKind::Other || !contents.images.isEmpty() || contents.index->count() == 0)
        return std::nullopt;
    ArchiveLayer layer = wholeAsLayer(contents);
    layer.problem = contents.problem;
    return ArchiveImage{.layers = {std::move(layer)}, .problem = contents.problem};
}

Result<ArchiveContents> readArchive(ByteSource &source, const ArchiveOptions &options)
{
    StoppableSource stoppablePacked(source, options.stop);
    HashedSource hashedPacked(stoppablePacked);
    WatchedSource watched(hashedPacked, options);
    PeekedSource packed(watched);
    const Result<QByteArrayView> head = packed.peek(tar::blockSize);
    if (!head)
        return std::unexpected(head.error());
    if (head->isEmpty())
        return invalid(ArchiveText::tr("The file is empty."));
    const Codec codec = codecOf(*head);
    const std::unique_ptr<ByteSource> bytes = unpacked(packed, codec);
    StoppableSource stoppable(*bytes, options.stop);
    HashedSource hashed(stoppable);
    if (codec == Codec::None)
        hashedPacked.stopHashing();
    WholeHash whole{codec == Codec::None ? hashed : hashedPacked, hashed};
    TailSource tail(hashed);
    PeekedSource tar(tail);
    const Result<QByteArrayView> beginning = tar.peek(tar::blockSize);
    if (!beginning)
        return std::unexpected(beginning.error());
    if (!tar::isTar(*beginning))
        return foreign(*beginning);
    ArchiveContents contents = readTar(tar, tail, options, whole);
    if (options.progress)
        options.progress(watched.count());
    if (contents.problem && contents.problem->kind == Error::Kind::Cancelled)
        return std::unexpected(*contents.problem);
    const bool isNoneOfImages = contents.kind == ArchiveKind::RootFilesystem || contents.kind == ArchiveKind::Other;
    const bool isHashed = isNoneOfImages && !whole.isStopped && contents.isWhole
        && drain(packed); // what stands behind the compressed bytes as well
    contents.codec = codec;
    contents.bytes = watched.count();
    contents.unpackedBytes = hashed.count();
    if (isHashed) {
        contents.diffId = digestText(hashed.take());
        contents.digest = codec == Codec::None ? contents.diffId : digestText(hashedPacked.take());
    }
    if (contents.kind == ArchiveKind::RootFilesystem)
        contents.images.first().layers = {wholeAsLayer(contents)};
    return contents;
}

Result<ArchiveContents> readArchive(const QString &path, const ArchiveOptions &options)
{
    FileSource file(path);
    return readArchive(file, options);
}

QList<ArchiveImage> readArchiveOutline(const QString &path)
{
    FileSource file(path);
    PeekedSource tar(file);
    const Result<QByteArrayView> head = tar.peek(tar::blockSize);
    if (!head || codecOf(*head) != Codec::None || !tar::isTar(*head))
        return {};
    const ScannedArchive scanned = scanDocuments(tar);
    const ResolvedArchive resolved = resolveImages(scanned);
    if (scanned.problem || (resolved.kind != ArchiveKind::Docker && resolved.kind != ArchiveKind::Oci))
        return {};
    QList<ArchiveImage> images;
    for (ArchiveImage image : resolved.images) {
        image.problem.reset();
        for (ArchiveLayer &layer : image.layers)
            layer = {.diffId = layer.diffId, .createdBy = layer.createdBy};
        if (!image.layers.isEmpty() && !image.diffIds().contains(QString()))
            images.append(std::move(image));
    }
    return images;
}

} // namespace strata
