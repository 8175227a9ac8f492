// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/decode.h"
#include "engine/api/json.h"

namespace strata::decode {

namespace {

using json::Reader;
using Value = Reader::Value;

/// Go's zero time is none.
QDateTime cacheTime(Reader &reader, Value value)
{
    const QDateTime parsed = QDateTime::fromString(reader.text(value), Qt::ISODateWithMs);
    return parsed.date().year() > 1 ? parsed : QDateTime();
}

/// The parents are " Parents", with a blank, in the engines of API 1.42 and later (moby api/types/build/cache.go), and
/// one "Parent" before.
void readCacheRecord(Reader &reader, json::Key key, Value field, BuildCacheRecord &record)
{
    if (key == "ID") {
        record.id = reader.text(field);
    } else if (key == " Parents" || key == "Parents") {
        if (QStringList parents = reader.texts(field); !parents.isEmpty())
            record.parents = std::move(parents);
    } else if (key == "Parent") {
        if (const QString parent = reader.text(field); !parent.isEmpty() && record.parents.isEmpty())
            record.parents = {parent};
    } else if (key == "Type") {
        record.type = reader.shared(field);
    } else if (key == "Description") {
        record.description = reader.text(field);
    } else if (key == "InUse") {
        record.inUse = Reader::boolean(field);
    } else if (key == "Shared") {
        record.shared = Reader::boolean(field);
    } else if (key == "Size") {
        record.size = Reader::integer(field);
    } else if (key == "CreatedAt") {
        record.created = cacheTime(reader, field);
    } else if (key == "LastUsedAt") {
        record.lastUsed = cacheTime(reader, field);
    } else if (key == "UsageCount") {
        record.usageCount = static_cast<int>(Reader::integer(field));
    }
}

void readCacheRecords(Reader &reader, Value array, QList<BuildCacheRecord> &records)
{
    reader.eachElement(array, [&](Value element) {
        BuildCacheRecord record;
        reader.eachField(element, [&](json::Key key, Value field) { readCacheRecord(reader, key, field, record); });
        if (!record.id.isEmpty())
            records.append(std::move(record));
    });
}

} // namespace

Result<QList<BuildCacheRecord>> buildCache(const QByteArray &bytes)
{
    json::Decoder decoder;
    return json::decodeObject<QList<BuildCacheRecord>>(
        decoder, bytes, [](Reader &reader, json::Key key, Value field, QList<BuildCacheRecord> &records) {
            if (key == "BuildCache") {
                readCacheRecords(reader, field, records);
            } else if (key == "BuildCacheUsage") {
                reader.eachField(field, [&](json::Key inner, Value items) {
                    if (inner == "Items")
                        readCacheRecords(reader, items, records);
                });
            }
        });
}

} // namespace strata::decode
