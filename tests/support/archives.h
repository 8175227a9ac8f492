// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/codec.h"
#include "layers/imagetree.h"
#include "layers/layerindex.h"
#include "layers/tarreader.h"

#include <QList>

namespace strata::test {

/// A file in an archive to be written.
struct Item
{
    QByteArray path;
    QByteArray data = {};
    FileType type = FileType::Regular;
    QByteArray linkTarget = {};
    quint16 mode = 0644;
    qint64 userId = 0;
    qint64 groupId = 0;
    QByteArray userName = "root";
    QByteArray groupName = "root";
    qint64 modified = 1'700'000'000;
    quint32 nanoseconds = 0;
    quint32 deviceMajor = 0;
    quint32 deviceMinor = 0;
    QMap<QByteArray, QByteArray> xattrs = {};
};

Item folder(const QByteArray &path, quint16 mode = 0755);
Item symbolicLink(const QByteArray &path, const QByteArray &target);
Item hardLink(const QByteArray &path, const QByteArray &target);

/// As libarchive writes it: "pax", "paxr" (PAX only where needed), "gnutar", "ustar", "v7tar".
QByteArray tarOf(const QList<Item> &items, const char *format = "paxr");
QByteArray compressed(const QByteArray &bytes, Codec codec);

/// A header by hand, for what libarchive does not write; `fields` are put over it at their offsets before its checksum.
QByteArray rawHeader(const QByteArray &name, char kind, qint64 size,
                     const QList<std::pair<qsizetype, QByteArray>> &fields = {});
QByteArray paddedToBlock(QByteArray bytes);
QByteArray paxRecord(const QByteArray &key, const QByteArray &value);
/// An extended header with these records.
QByteArray paxHeader(const QByteArray &records, char kind = 'x');
extern const QByteArray endMark;

/// Bytes in pieces of one size; then the end, or an error when one is set.
class MemorySource final : public ByteSource
{
public:
    explicit MemorySource(QByteArray bytes, qsizetype pieceSize = 64 * 1024)
        : m_bytes(std::move(bytes)), m_pieceSize(pieceSize)
    {}

    std::optional<Error> error;
    Result<QByteArrayView> next() override;

private:
    QByteArray m_bytes;
    qsizetype m_pieceSize;
    qsizetype m_position = 0;
    QByteArray m_piece; ///< of its own, so that a view that is used too long is one into freed memory
};

/// All of a source.
Result<QByteArray> readAll(ByteSource &source);

/// A tar's entries with their data, and how it ended.
struct ReadTar
{
    QList<TarEntry> entries;
    QList<QByteArray> data;
    std::optional<Error> error;
    bool hasEndMark = false;
};
ReadTar readTar(const QByteArray &bytes, qsizetype pieceSize = 64 * 1024);

/// The index of a layer that has these.
std::shared_ptr<const LayerIndex> indexOf(const QList<Item> &items);
/// The merged tree of layers, the lowest first. Null where it cannot be built.
std::shared_ptr<const ImageTree> treeOf(const QList<QList<Item>> &layers);

} // namespace strata::test
