// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/indexfile.h"

#include <QDataStream>
#include <QIODevice>

#include <cstring>

namespace strata {

namespace {

constexpr QByteArrayView magic("StrataIx");
constexpr quint32 formatVersion = 2;
constexpr qsizetype headSize = 8 + 2 * sizeof(quint32) + sizeof(Sha256Value);

template<typename Container>
void writeAll(QDataStream &stream, const Container &values)
{
    stream << quint64(values.size());
    stream.writeRawData(reinterpret_cast<const char *>(values.data()),
                        qsizetype(values.size()) * qsizetype(sizeof(typename Container::value_type)));
}

template<typename Container>
void readAll(QDataStream &stream, Container &values)
{
    constexpr qint64 size = sizeof(typename Container::value_type);
    quint64 count = 0;
    stream >> count;
    if (count > quint64(stream.device()->bytesAvailable() / size))
        return stream.setStatus(QDataStream::ReadCorruptData);
    values.resize(count);
    stream.readRawData(reinterpret_cast<char *>(values.data()), qsizetype(count) * size);
}

QDataStream &operator<<(QDataStream &stream, const FileAttributes &attributes)
{
    return stream << attributes.userId << attributes.groupId << attributes.userName << attributes.groupName
                  << attributes.xattrs;
}

QDataStream &operator>>(QDataStream &stream, FileAttributes &attributes)
{
    return stream >> attributes.userId >> attributes.groupId >> attributes.userName >> attributes.groupName
        >> attributes.xattrs;
}

QByteArray headOf(QByteArrayView body)
{
    QByteArray head = magic.toByteArray();
    for (const quint32 number : {formatVersion, quint32(sizeof(LayerIndex::Entry))})
        head.append(reinterpret_cast<const char *>(&number), sizeof number);
    const Sha256Value hash = Sha256::of(body);
    return head.append(reinterpret_cast<const char *>(hash.data()), qsizetype(hash.size()));
}

} // namespace

QByteArray IndexFile::bytesOf(const LayerIndex &index)
{
    QByteArray body;
    QDataStream stream(&body, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_8);
    writeAll(stream, index.m_entries);
    writeAll(stream, index.m_hashes);
    writeAll(stream, index.m_paths.m_parents);
    for (const StringPool *pool : {&index.m_paths.m_names, &index.m_targets}) {
        writeAll(stream, pool->m_text);
        writeAll(stream, pool->m_ends);
    }
    stream << quint64(index.m_attributes.size());
    for (const FileAttributes &attributes : index.m_attributes)
        stream << attributes;
    stream << index.m_writtenPaths << index.m_fileBytes;
    return headOf(body) + body;
}

std::shared_ptr<const LayerIndex> IndexFile::read(QByteArrayView bytes)
{
    if (bytes.size() < headSize)
        return nullptr;
    const QByteArrayView body = bytes.sliced(headSize);
    if (headOf(body) != bytes.first(headSize))
        return nullptr;
    QDataStream stream(QByteArray::fromRawData(body.data(), body.size()));
    stream.setVersion(QDataStream::Qt_6_8);
    auto index = std::make_shared<LayerIndex>();
    readAll(stream, index->m_entries);
    readAll(stream, index->m_hashes);
    readAll(stream, index->m_paths.m_parents);
    for (StringPool *pool : {&index->m_paths.m_names, &index->m_targets}) {
        readAll(stream, pool->m_text);
        readAll(stream, pool->m_ends);
    }
    index->m_paths.seal();
    quint64 attributes = 0;
    stream >> attributes;
    for (quint64 i = 0; i < attributes && stream.status() == QDataStream::Ok; ++i)
        stream >> index->m_attributes.emplace_back();
    stream >> index->m_writtenPaths >> index->m_fileBytes;
    return stream.status() == QDataStream::Ok ? index : nullptr;
}

} // namespace strata
