// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/decode.h"
#include "engine/api/objectstream.h"

#include <algorithm>
#include <limits>

namespace strata::decode {

namespace {

using json::Reader;
using Value = Reader::Value;

void readDetail(Reader &reader, Value value, TransferMessage &message)
{
    reader.eachField(value, [&](json::Key key, Value field) {
        if (key == "current")
            message.current = Reader::integer(field);
        else if (key == "total")
            message.total = Reader::integer(field);
        else if (key == "units")
            message.units = reader.text(field);
    });
}

/// Whatever else stands in an aux is for others: it may be of any type.
void readAux(Reader &reader, Value value, TransferMessage &message)
{
    if (value.type() != simdjson::ondemand::json_type::object)
        return;
    reader.eachField(value, [&](json::Key key, Value field) {
        if (key == "Digest")
            message.auxDigest = reader.text(field);
        else if (key == "Tag")
            message.auxTag = reader.text(field);
    });
}

void readMessage(Reader &reader, json::Key key, Value field, TransferMessage &message)
{
    if (key == "id") {
        message.id = reader.text(field);
    } else if (key == "status") {
        message.status = reader.text(field);
    } else if (key == "stream") {
        message.stream = reader.text(field);
    } else if (key == "progressDetail") {
        readDetail(reader, field, message);
    } else if (key == "aux") {
        readAux(reader, field, message);
    } else if (key == "errorDetail") {
        reader.eachField(field, [&](json::Key inner, Value text) {
            if (inner == "message")
                message.error = reader.text(text);
        });
    } else if (key == "error" || key == "message") { // "message": the engine failed after the answer had begun
        if (const QString text = reader.text(field); message.error.isEmpty())
            message.error = text;
    }
}

class TransferStream : public ObjectStream<TransferMessage>
{
protected:
    Result<void> decodeOne(const QByteArray &object, QList<TransferMessage> &items) override
    {
        return json::decodeObject<TransferMessage>(m_decoder, object, readMessage)
            .transform([&](TransferMessage message) { items.append(std::move(message)); });
    }
};

void readHit(Reader &reader, json::Key key, Value field, SearchHit &hit)
{
    if (key == "name" || key == "Name")
        hit.name = reader.text(field);
    else if (key == "description" || key == "Description")
        hit.description = reader.text(field);
    else if (key == "star_count" || key == "Stars")
        hit.stars = static_cast<int>(std::clamp<qint64>(Reader::integer(field), 0, std::numeric_limits<int>::max()));
    else if (key == "is_official")
        hit.isOfficial = Reader::boolean(field);
}

QString platformText(Reader &reader, Value value)
{
    QString os, architecture, variant;
    reader.eachField(value, [&](json::Key key, Value field) {
        if (key == "os")
            os = reader.text(field);
        else if (key == "architecture")
            architecture = reader.text(field);
        else if (key == "variant")
            variant = reader.text(field);
    });
    QStringList parts{os, architecture, variant};
    parts.removeAll(QString());
    return parts.join(u'/');
}

void readDescriptor(Reader &reader, Value value, DistributionInfo &info)
{
    reader.eachField(value, [&](json::Key key, Value field) {
        if (key == "digest")
            info.digest = reader.text(field);
        else if (key == "mediaType")
            info.mediaType = reader.text(field);
        else if (key == "size")
            info.size = Reader::integer(field);
    });
}

void readDistribution(Reader &reader, json::Key key, Value field, DistributionInfo &info)
{
    if (key == "Descriptor")
        readDescriptor(reader, field, info);
    else if (key == "Platforms")
        reader.eachElement(field, [&](Value platform) { info.platforms.append(platformText(reader, platform)); });
}

} // namespace

Result<QList<SearchHit>> searchHits(const QByteArray &bytes)
{
    return json::decodeArray<SearchHit>(bytes, [](Reader &reader, Value value, QList<SearchHit> &rows) {
        SearchHit hit;
        reader.eachField(value, [&](json::Key key, Value field) { readHit(reader, key, field, hit); });
        if (!hit.name.isEmpty())
            rows.append(std::move(hit));
    });
}

Result<DistributionInfo> distribution(const QByteArray &bytes)
{
    json::Decoder decoder;
    return json::decodeObject<DistributionInfo>(decoder, bytes, readDistribution);
}

std::unique_ptr<StreamDecoder<TransferMessage>> transfer()
{
    return std::make_unique<TransferStream>();
}

} // namespace strata::decode
