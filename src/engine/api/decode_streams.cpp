// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/decode.h"
#include "engine/api/json.h"
#include "engine/api/objectstream.h"

#include <QDateTime>

#include <limits>

namespace strata::decode {

namespace {

using json::Reader;
using Value = Reader::Value;

void readActor(Reader &reader, Value value, EngineEvent &event)
{
    reader.eachField(value, [&](json::Key key, Value field) {
        if (key == "ID") {
            event.actorId = reader.text(field);
        } else if (key == "Attributes") {
            reader.eachField(field, [&](std::string_view name, Value attribute) {
                event.attributes.insert(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
                                        reader.text(attribute));
            });
        }
    });
}

constexpr qint64 billion = 1'000'000'000;

/// Nanoseconds since 1970; 0 for what they cannot tell.
qint64 fromSeconds(qint64 seconds)
{
    return seconds > 0 && seconds <= std::numeric_limits<qint64>::max() / billion ? seconds * billion : 0;
}

void readEvent(Reader &reader, json::Key key, Value field, EngineEvent &event)
{
    if (key == "Type")
        event.type = reader.text(field);
    else if (key == "Action")
        event.action = reader.text(field);
    else if (key == "Actor")
        readActor(reader, field, event);
    else if (key == "timeNano")
        event.timeNano = Reader::integer(field);
    else if (key == "time" && event.timeNano == 0)
        event.timeNano = fromSeconds(Reader::integer(field));
}

RawStats::Cpu cpu(Reader &reader, Value value)
{
    RawStats::Cpu cpu;
    quint32 counted = 0;
    reader.eachField(value, [&](json::Key key, Value field) {
        if (key == "system_cpu_usage") {
            cpu.system = Reader::counter(field);
        } else if (key == "online_cpus") {
            cpu.cores = static_cast<quint32>(Reader::counter(field));
        } else if (key == "cpu_usage") {
            reader.eachField(field, [&](std::string_view inner, Value usage) {
                if (inner == "total_usage")
                    cpu.total = Reader::counter(usage);
                else if (inner == "percpu_usage")
                    reader.eachElement(usage, [&](Value) { ++counted; });
            });
        }
    });
    if (cpu.cores == 0)
        cpu.cores = counted;
    return cpu;
}

void readMemory(Reader &reader, Value value, RawStats &stats)
{
    reader.eachField(value, [&](json::Key key, Value field) {
        if (key == "usage") {
            stats.memoryUsage = Reader::counter(field);
        } else if (key == "limit") {
            stats.memoryLimit = Reader::counter(field);
        } else if (key == "stats") {
            reader.eachField(field, [&](std::string_view inner, Value number) {
                if (inner == "total_inactive_file")
                    stats.totalInactiveFile = Reader::counter(number);
                else if (inner == "inactive_file")
                    stats.inactiveFile = Reader::counter(number);
            });
        }
    });
}

void readNetworks(Reader &reader, Value value, RawStats &stats)
{
    reader.eachField(value, [&](std::string_view, Value network) {
        reader.eachField(network, [&](json::Key key, Value field) {
            if (key == "rx_bytes")
                stats.networkReceived += Reader::counter(field);
            else if (key == "tx_bytes")
                stats.networkSent += Reader::counter(field);
        });
    });
}

void readBlocks(Reader &reader, Value value, RawStats &stats)
{
    reader.eachField(value, [&](json::Key key, Value list) {
        if (key != "io_service_bytes_recursive")
            return;
        reader.eachElement(list, [&](Value entry) {
            char operation = 0;
            quint64 bytes = 0;
            reader.eachField(entry, [&](std::string_view inner, Value field) {
                if (inner == "op")
                    operation = Reader::utf8(field).empty() ? char(0) : Reader::utf8(field).front();
                else if (inner == "value")
                    bytes = Reader::counter(field);
            });
            if (operation == 'r' || operation == 'R')
                stats.blockRead += bytes;
            else if (operation == 'w' || operation == 'W')
                stats.blockWritten += bytes;
        });
    });
}

/// The same of a time as text; an engine writes the year 1 for "never".
qint64 moment(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    const qint64 whole = time.isValid() ? fromSeconds(time.toSecsSinceEpoch()) : 0;
    return whole > 0 ? whole + time.time().msec() * 1'000'000 : 0;
}

void readStats(Reader &reader, json::Key key, Value field, RawStats &stats)
{
    if (key == "read") {
        stats.time = moment(reader.text(field));
    } else if (key == "cpu_stats") {
        stats.cpu = cpu(reader, field);
    } else if (key == "precpu_stats") {
        stats.previousCpu = cpu(reader, field);
    } else if (key == "memory_stats") {
        readMemory(reader, field, stats);
    } else if (key == "networks") {
        readNetworks(reader, field, stats);
    } else if (key == "blkio_stats") {
        readBlocks(reader, field, stats);
    } else if (key == "pids_stats") {
        reader.eachField(field, [&](std::string_view inner, Value number) {
            if (inner == "current")
                stats.pids = Reader::counter(number);
        });
    }
}

class EventStream : public ObjectStream<EngineEvent>
{
protected:
    Result<void> decodeOne(const QByteArray &object, QList<EngineEvent> &items) override
    {
        return json::decodeObject<EngineEvent>(m_decoder, object, readEvent).transform([&](EngineEvent event) {
            items.append(std::move(event));
        });
    }
};

class StatsStream : public ObjectStream<StatsSample>
{
public:
    explicit StatsStream(ContainerId id) : m_id(std::move(id)) {}

protected:
    Result<void> decodeOne(const QByteArray &object, QList<StatsSample> &items) override
    {
        return json::decodeObject<RawStats>(m_decoder, object, readStats).transform([&](const RawStats &stats) {
            if (auto sample = m_calculator.add(stats)) {
                sample->id = m_id;
                items.append(std::move(*sample));
            }
        });
    }

private:
    ContainerId m_id;
    StatsCalculator m_calculator;
};

} // namespace

Result<RawStats> stats(const QByteArray &bytes)
{
    json::Decoder decoder;
    return json::decodeObject<RawStats>(decoder, bytes, readStats);
}

std::unique_ptr<StreamDecoder<EngineEvent>> events()
{
    return std::make_unique<EventStream>();
}

std::unique_ptr<StreamDecoder<StatsSample>> statsStream(const ContainerId &id)
{
    return std::make_unique<StatsStream>(id);
}

} // namespace strata::decode
