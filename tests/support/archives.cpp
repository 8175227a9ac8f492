// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/archives.h"

#include <archive.h>
#include <archive_entry.h>

#include <clocale>
#include <memory>

namespace strata::test {

const QByteArray endMark(1024, '\0');

namespace {

struct Freed
{
    void operator()(archive *handle) const { ::archive_write_free(handle); }
    void operator()(archive_entry *entry) const { ::archive_entry_free(entry); }
};
using Writer = std::unique_ptr<archive, Freed>;

la_ssize_t append(archive *, void *target, const void *bytes, size_t size)
{
    static_cast<QByteArray *>(target)->append(static_cast<const char *>(bytes), qsizetype(size));
    return la_ssize_t(size);
}

/// A warning is a name that is no UTF-8, which is written all the same.
void check(archive *handle, int state)
{
    if (state < ARCHIVE_WARN)
        qFatal("libarchive: %s", ::archive_error_string(handle));
}

int fileTypeOf(FileType type)
{
    switch (type) {
    case FileType::Directory: return AE_IFDIR;
    case FileType::SymbolicLink: return AE_IFLNK;
    case FileType::CharacterDevice: return AE_IFCHR;
    case FileType::BlockDevice: return AE_IFBLK;
    case FileType::Fifo: return AE_IFIFO;
    default: return AE_IFREG;
    }
}

void write(archive *handle, const Item &item)
{
    const std::unique_ptr<archive_entry, Freed> entry(::archive_entry_new());
    ::archive_entry_set_pathname(entry.get(), item.path.constData());
    ::archive_entry_set_filetype(entry.get(), static_cast<unsigned>(fileTypeOf(item.type)));
    ::archive_entry_set_perm(entry.get(), item.mode);
    ::archive_entry_set_uid(entry.get(), item.userId);
    ::archive_entry_set_gid(entry.get(), item.groupId);
    ::archive_entry_set_uname(entry.get(), item.userName.constData());
    ::archive_entry_set_gname(entry.get(), item.groupName.constData());
    ::archive_entry_set_mtime(entry.get(), item.modified, long(item.nanoseconds));
    ::archive_entry_set_rdevmajor(entry.get(), item.deviceMajor);
    ::archive_entry_set_rdevminor(entry.get(), item.deviceMinor);
    ::archive_entry_set_size(entry.get(), item.data.size());
    if (item.type == FileType::SymbolicLink)
        ::archive_entry_set_symlink(entry.get(), item.linkTarget.constData());
    if (item.type == FileType::HardLink)
        ::archive_entry_set_hardlink(entry.get(), item.linkTarget.constData());
    for (const auto &[name, value] : item.xattrs.asKeyValueRange())
        ::archive_entry_xattr_add_entry(entry.get(), name.constData(), value.constData(), size_t(value.size()));
    check(handle, ::archive_write_header(handle, entry.get()));
    if (!item.data.isEmpty() && ::archive_write_data(handle, item.data.constData(), size_t(item.data.size())) < 0)
        check(handle, ARCHIVE_FATAL);
}

} // namespace

Item folder(const QByteArray &path, quint16 mode)
{
    return {.path = path, .type = FileType::Directory, .mode = mode};
}

Item symbolicLink(const QByteArray &path, const QByteArray &target)
{
    return {.path = path, .type = FileType::SymbolicLink, .linkTarget = target, .mode = 0777};
}

Item hardLink(const QByteArray &path, const QByteArray &target)
{
    return {.path = path, .type = FileType::HardLink, .linkTarget = target};
}

QByteArray tarOf(const QList<Item> &items, const char *format)
{
    std::setlocale(LC_CTYPE, "C.UTF-8"); // names are UTF-8 to libarchive as well
    QByteArray bytes;
    const Writer writer(::archive_write_new());
    check(writer.get(), ::archive_write_set_format_by_name(writer.get(), format));
    ::archive_write_set_bytes_per_block(writer.get(), 0);
    check(writer.get(), ::archive_write_open(writer.get(), &bytes, nullptr, &append, nullptr));
    for (const Item &item : items)
        write(writer.get(), item);
    check(writer.get(), ::archive_write_close(writer.get()));
    return bytes;
}

QByteArray compressed(const QByteArray &bytes, Codec codec)
{
    if (codec == Codec::None)
        return bytes;
    QByteArray packed;
    const Writer writer(::archive_write_new());
    check(writer.get(), ::archive_write_add_filter_by_name(writer.get(), qPrintable(codecName(codec))));
    if (codec == Codec::Gzip) // the same bytes whenever they are written
        check(writer.get(), ::archive_write_set_filter_option(writer.get(), "gzip", "timestamp", nullptr));
    check(writer.get(), ::archive_write_set_format_raw(writer.get()));
    ::archive_write_set_bytes_per_block(writer.get(), 0);
    check(writer.get(), ::archive_write_open(writer.get(), &packed, nullptr, &append, nullptr));
    const std::unique_ptr<archive_entry, Freed> entry(::archive_entry_new());
    ::archive_entry_set_filetype(entry.get(), AE_IFREG);
    check(writer.get(), ::archive_write_header(writer.get(), entry.get()));
    if (::archive_write_data(writer.get(), bytes.constData(), size_t(bytes.size())) < 0)
        check(writer.get(), ARCHIVE_FATAL);
    check(writer.get(), ::archive_write_close(writer.get()));
    return packed;
}

QByteArray rawHeader(const QByteArray &name, char kind, qint64 size,
                     const QList<std::pair<qsizetype, QByteArray>> &fields)
{
    QByteArray block(tar::blockSize, '\0');
    const auto put = [&block](qsizetype at, const QByteArray &text) { block.replace(at, text.size(), text); };
    const auto octal = [](qint64 value, int digits) {
        return QByteArray::number(value, 8).rightJustified(digits, '0');
    };
    put(0, name.first(std::min<qsizetype>(name.size(), 100)));
    put(100, "0000644");
    put(108, "0000000");
    put(116, "0000000");
    put(124, octal(size, 11));
    put(136, octal(1'700'000'000, 11));
    put(156, QByteArray(1, kind));
    put(257,
        QByteArray("ustar\0"
                   "00",
                   8));
    for (const auto &[at, text] : fields)
        put(at, text);
    put(148, "        ");
    qint64 sum = 0;
    for (const char c : std::as_const(block))
        sum += static_cast<quint8>(c);
    put(148, octal(sum, 6) + '\0');
    return block;
}

QByteArray paddedToBlock(QByteArray bytes)
{
    return bytes.append((tar::blockSize - bytes.size() % tar::blockSize) % tar::blockSize, '\0');
}

QByteArray paxRecord(const QByteArray &key, const QByteArray &value)
{
    const QByteArray rest = ' ' + key + '=' + value + '\n';
    qsizetype length = rest.size() + 1;
    while (QByteArray::number(length).size() + rest.size() != length)
        ++length;
    return QByteArray::number(length) + rest;
}

QByteArray paxHeader(const QByteArray &records, char kind)
{
    return rawHeader("PaxHeaders/x", kind, records.size()) + paddedToBlock(records);
}

Result<QByteArrayView> MemorySource::next()
{
    const qsizetype size = std::min(m_pieceSize, m_bytes.size() - m_position);
    if (size == 0 && error)
        return std::unexpected(*error);
    m_piece = QByteArray(m_bytes.constData() + m_position, size);
    m_position += size;
    return QByteArrayView(m_piece);
}

Result<QByteArray> readAll(ByteSource &source)
{
    QByteArray all;
    for (;;) {
        const Result<QByteArrayView> piece = source.next();
        if (!piece)
            return std::unexpected(piece.error());
        if (piece->isEmpty())
            return all;
        all += *piece;
    }
}

ReadTar readTar(const QByteArray &bytes, qsizetype pieceSize)
{
    MemorySource source(bytes, pieceSize);
    TarReader reader(source);
    ReadTar read;
    for (;;) {
        TarEntry entry;
        const Result<bool> there = reader.next(entry);
        if (!there) {
            read.error = there.error();
            return read;
        }
        if (!*there) {
            read.hasEndMark = reader.hasEndMark();
            return read;
        }
        read.entries.append(std::move(entry));
        EntrySource data(reader);
        const Result<QByteArray> all = readAll(data);
        read.data.append(all.value_or(QByteArray()));
    }
}

std::shared_ptr<const LayerIndex> indexOf(const QList<Item> &items)
{
    IndexBudget budget;
    LayerIndexBuilder builder(budget);
    const ReadTar tar = readTar(tarOf(items));
    for (qsizetype i = 0; i < tar.entries.size(); ++i) {
        const Sha256Value hash = Sha256::of(tar.data[i]);
        if (!builder.add(tar.entries[i], tar.data[i].isEmpty() ? nullptr : &hash))
            return nullptr;
    }
    return builder.finish();
}

std::shared_ptr<const ImageTree> treeOf(const QList<QList<Item>> &layers)
{
    QList<std::shared_ptr<const LayerIndex>> indexes;
    for (const QList<Item> &items : layers)
        indexes.append(indexOf(items));
    return ImageTree::build(indexes).value_or(nullptr);
}

} // namespace strata::test
