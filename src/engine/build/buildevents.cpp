// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/build/buildevents.h"

#include "engine/api/objectstream.h"
#include "engine/stream/classictrace.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <limits>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using json::Reader;
using Value = Reader::Value;

struct BuildEventsText
{
    Q_DECLARE_TR_FUNCTIONS(BuildEvents)
};

/// BuildKit's own messages are up to 16 MB (gRPC), and base64 makes them longer.
constexpr qsizetype messageLimit = 32 << 20;

/// One JSON object (moby api/types/jsonstream).
struct RawMessage
{
    QString id;
    QByteArray stream;
    QString status;
    qint64 current = 0;
    qint64 total = 0;
    QByteArray trace; ///< protobuf
    bool isTrace = false;
    QString imageId;
    QString error;
    int exitCode = 0;
};

/// A trace is base64; an image's ID stands in an object; what else there may be is for others.
void readBuildAux(Reader &reader, Value value, RawMessage &message)
{
    switch (value.type()) {
    case simdjson::ondemand::json_type::string: {
        const std::string_view text = Reader::utf8(value);
        const auto decoded = QByteArray::fromBase64Encoding(
            QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())),
            QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            throw simdjson::simdjson_error(simdjson::STRING_ERROR);
        message.trace = *decoded;
        break;
    }
    case simdjson::ondemand::json_type::object:
        reader.eachField(value, [&](json::Key key, Value field) {
            if (key == "ID")
                message.imageId = reader.text(field);
        });
        break;
    default: break;
    }
}

void readBuildError(Reader &reader, Value value, RawMessage &message)
{
    reader.eachField(value, [&](json::Key key, Value field) {
        if (key == "message")
            message.error = reader.text(field);
        else if (key == "code")
            message.exitCode = static_cast<int>(std::clamp<qint64>(Reader::integer(field), 0, 255));
    });
}

void readBuildMessage(Reader &reader, json::Key key, Value field, RawMessage &message)
{
    if (key == "id") {
        message.id = reader.text(field);
        message.isTrace = message.id == "moby.buildkit.trace"_L1;
    } else if (key == "stream") {
        const std::string_view text = Reader::utf8(field);
        message.stream = QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    } else if (key == "status") {
        message.status = reader.text(field);
    } else if (key == "progressDetail") {
        reader.eachField(field, [&](json::Key inner, Value number) {
            if (inner == "current")
                message.current = Reader::integer(number);
            else if (inner == "total")
                message.total = Reader::integer(number);
        });
    } else if (key == "aux") {
        readBuildAux(reader, field, message);
    } else if (key == "errorDetail") {
        readBuildError(reader, field, message);
    } else if (key == "error" || key == "message") { // "message": the engine failed after the answer had begun
        if (const QString text = reader.text(field); message.error.isEmpty())
            message.error = text;
    }
}

qint64 nanosecondsNow()
{
    return QDateTime::currentMSecsSinceEpoch() * 1'000'000;
}

class BuildStream final : public decode::ObjectStream<BuildEvent>
{
public:
    BuildStream(BuildFlavour flavour, std::shared_ptr<BuildLog> log)
        : ObjectStream(messageLimit), m_flavour(flavour), m_log(std::move(log))
    {}

    Result<void> finish(QList<BuildEvent> &items) override
    {
        const Result<void> end = ObjectStream::finish(items);
        if (end && m_flavour == BuildFlavour::Words)
            addTrace(m_classic.finish({}, nanosecondsNow()), items);
        return end;
    }

protected:
    Result<void> decodeOne(const QByteArray &object, QList<BuildEvent> &items) override
    {
        Result<RawMessage> message = json::decodeObject<RawMessage>(m_decoder, object, readBuildMessage);
        if (!message)
            return std::unexpected(message.error());
        if (m_flavour == BuildFlavour::Words)
            takeWords(*message, items);
        else if (const Result<void> taken = takeTrace(*message, items); !taken)
            return taken;
        if (!message->imageId.isEmpty() || !message->error.isEmpty())
            items.append({.imageId = std::move(message->imageId),
                          .error = std::move(message->error),
                          .exitCode = message->exitCode});
        return {};
    }

private:
    Result<void> takeTrace(const RawMessage &message, QList<BuildEvent> &items)
    {
        if (!message.isTrace)
            return {};
        return decodeBuildTrace(message.trace).transform([&](BuildTrace trace) { addTrace(std::move(trace), items); });
    }

    void takeWords(RawMessage &message, QList<BuildEvent> &items)
    {
        const qint64 now = nanosecondsNow();
        if (!message.stream.isEmpty())
            addTrace(m_classic.take(message.stream, now), items);
        if (!message.status.isEmpty())
            addTrace(m_classic.takePull(message.id, message.status, message.current, message.total, now), items);
        if (!message.error.isEmpty())
            addTrace(m_classic.finish(message.error, now), items);
        m_toldWhole = m_toldWhole || !message.imageId.isEmpty();
        if (!m_toldWhole)
            message.imageId = m_classic.imageId(); // twelve digits, where nothing tells more
    }

    void addTrace(BuildTrace trace, QList<BuildEvent> &items)
    {
        for (BuildTrace::Log &log : trace.logs) {
            m_log->append(log.vertex, log.isError, log.text);
            log.text.clear();
        }
        for (const BuildTrace::Vertex &vertex : std::as_const(trace.vertexes)) {
            if (vertex.completed > 0 || !vertex.error.isEmpty())
                m_log->finishStep(vertex.digest);
        }
        if (!trace.isEmpty())
            items.append({.trace = std::move(trace)});
    }

    BuildFlavour m_flavour;
    std::shared_ptr<BuildLog> m_log;
    ClassicTrace m_classic;
    bool m_toldWhole = false; ///< an image's whole ID
};

} // namespace

std::unique_ptr<StreamDecoder<BuildEvent>> decodeBuild(BuildFlavour flavour, std::shared_ptr<BuildLog> log)
{
    return std::make_unique<BuildStream>(flavour, std::move(log));
}

} // namespace strata
