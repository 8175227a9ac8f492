// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/buildtrace.h"

#include <QCoreApplication>

#include <protozero/pbf_reader.hpp>

#include <algorithm>
#include <limits>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct BuildTraceText
{
    Q_DECLARE_TR_FUNCTIONS(BuildTrace)
};

/// A field that is not of the type it has in control.proto.
class WrongWireType : public std::exception
{
public:
    const char *what() const noexcept override { return "a field of the wrong type"; }
};

/// A message, field by field; reads only what is of the right type. Throws, and decodeBuildTrace() catches.
class TraceReader
{
public:
    explicit TraceReader(protozero::data_view bytes) : m_reader(bytes) {}

    bool next() { return m_reader.next(); }
    int tag() const { return static_cast<int>(m_reader.tag()); }
    void skip() { m_reader.skip(); }

    QByteArrayView bytes()
    {
        const protozero::data_view view = lengthDelimited();
        return {view.data(), static_cast<qsizetype>(view.size())};
    }
    QString text() { return QString::fromUtf8(bytes()); }
    TraceReader message() { return TraceReader(lengthDelimited()); }
    qint64 integer()
    {
        need(protozero::pbf_wire_type::varint);
        return m_reader.get_int64();
    }
    bool boolean() { return integer() != 0; }
    int smallInteger()
    {
        constexpr qint64 most = std::numeric_limits<int>::max();
        return static_cast<int>(std::clamp<qint64>(integer(), 0, most));
    }

    /// google.protobuf.Timestamp; what is before 1970 or after 2262 counts as no time.
    qint64 time()
    {
        TraceReader stamp = message();
        qint64 seconds = 0;
        qint64 nanoseconds = 0;
        while (stamp.next()) {
            switch (stamp.tag()) {
            case 1: seconds = stamp.integer(); break;
            case 2: nanoseconds = stamp.integer(); break;
            default: stamp.skip();
            }
        }
        constexpr qint64 second = 1'000'000'000;
        const bool isSane = seconds > 0 && seconds < std::numeric_limits<qint64>::max() / second - 1 && nanoseconds >= 0
            && nanoseconds < second;
        return isSane ? seconds * second + nanoseconds : 0;
    }

private:
    protozero::data_view lengthDelimited()
    {
        need(protozero::pbf_wire_type::length_delimited);
        return m_reader.get_view();
    }
    void need(protozero::pbf_wire_type type) const
    {
        if (!m_reader.has_wire_type(type))
            throw WrongWireType();
    }

    protozero::pbf_reader m_reader;
};

BuildTrace::Vertex readVertex(TraceReader reader)
{
    BuildTrace::Vertex vertex;
    while (reader.next()) {
        switch (reader.tag()) {
        case 1: vertex.digest = reader.text(); break;
        case 2: vertex.inputs.append(reader.text()); break;
        case 3: vertex.name = reader.text(); break;
        case 4: vertex.cached = reader.boolean(); break;
        case 5: vertex.started = reader.time(); break;
        case 6: vertex.completed = reader.time(); break;
        case 7: vertex.error = reader.text(); break;
        default: reader.skip();
        }
    }
    return vertex;
}

BuildTrace::Status readStatus(TraceReader reader)
{
    BuildTrace::Status status;
    while (reader.next()) {
        switch (reader.tag()) {
        case 1: status.id = reader.text(); break;
        case 2: status.vertex = reader.text(); break;
        case 3: status.name = reader.text(); break;
        case 4: status.current = std::max<qint64>(reader.integer(), 0); break;
        case 5: status.total = std::max<qint64>(reader.integer(), 0); break;
        case 7: status.started = reader.time(); break;
        case 8: status.completed = reader.time(); break;
        default: reader.skip();
        }
    }
    return status;
}

BuildTrace::Log readLog(TraceReader reader)
{
    constexpr qint64 standardError = 2;
    BuildTrace::Log log;
    while (reader.next()) {
        switch (reader.tag()) {
        case 1: log.vertex = reader.text(); break;
        case 2: log.time = reader.time(); break;
        case 3: log.isError = reader.integer() == standardError; break;
        case 4: log.text = reader.bytes().toByteArray(); break;
        default: reader.skip();
        }
    }
    return log;
}

void readPosition(TraceReader reader, int &line, int &character)
{
    while (reader.next()) {
        switch (reader.tag()) {
        case 1: line = reader.smallInteger(); break;
        case 2: character = reader.smallInteger(); break;
        default: reader.skip();
        }
    }
}

BuildTrace::Range readRange(TraceReader reader)
{
    BuildTrace::Range range;
    while (reader.next()) {
        switch (reader.tag()) {
        case 1: readPosition(reader.message(), range.startLine, range.startCharacter); break;
        case 2: readPosition(reader.message(), range.endLine, range.endCharacter); break;
        default: reader.skip();
        }
    }
    return range;
}

QString readFileName(TraceReader sourceInfo)
{
    QString name;
    while (sourceInfo.next()) {
        if (sourceInfo.tag() == 1)
            name = sourceInfo.text();
        else
            sourceInfo.skip();
    }
    return name;
}

BuildTrace::Warning readWarning(TraceReader reader)
{
    BuildTrace::Warning warning;
    while (reader.next()) {
        switch (reader.tag()) {
        case 1: warning.vertex = reader.text(); break;
        case 2: warning.level = reader.integer(); break;
        case 3: warning.shortText = reader.text(); break;
        case 4: warning.details.append(reader.text()); break;
        case 5: warning.url = reader.text(); break;
        case 6: warning.fileName = readFileName(reader.message()); break;
        case 7: warning.ranges.append(readRange(reader.message())); break;
        default: reader.skip();
        }
    }
    return warning;
}

BuildTrace readTrace(TraceReader reader)
{
    BuildTrace trace;
    while (reader.next()) {
        switch (reader.tag()) {
        case 1: trace.vertexes.append(readVertex(reader.message())); break;
        case 2: trace.statuses.append(readStatus(reader.message())); break;
        case 3: trace.logs.append(readLog(reader.message())); break;
        case 4: trace.warnings.append(readWarning(reader.message())); break;
        default: reader.skip();
        }
    }
    return trace;
}

} // namespace

Result<BuildTrace> decodeBuildTrace(QByteArrayView protobuf)
{
    try {
        return readTrace(TraceReader({protobuf.data(), static_cast<size_t>(protobuf.size())}));
    } catch (const std::exception &problem) { // protozero's, and ours
        return failure(Error::Kind::MalformedAnswer,
                       BuildTraceText::tr("The engine's account of the build cannot be read."),
                       u"StatusResponse: "_s + QString::fromLatin1(problem.what()));
    }
}

} // namespace strata
