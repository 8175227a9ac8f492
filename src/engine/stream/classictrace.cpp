// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/classictrace.h"

#include <algorithm>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// Docker puts what came from the standard error between these.
constexpr QByteArrayView errorBegin = "\x1b[91m";
constexpr QByteArrayView errorEnd = "\x1b[0m";

QByteArrayView withoutLineEnd(QByteArrayView line)
{
    while (!line.isEmpty() && (line.back() == '\n' || line.back() == '\r'))
        line.chop(1);
    return line;
}

/// "2/5"; what follows is left in `line`.
bool takeFraction(QByteArrayView &line, int &number, int &count)
{
    qsizetype end = 0;
    while (end < line.size() && ((line[end] >= '0' && line[end] <= '9') || line[end] == '/'))
        ++end;
    const QByteArrayView fraction = line.first(end);
    const qsizetype slash = fraction.indexOf('/');
    if (slash <= 0)
        return false;
    bool isNumber = false;
    bool isCount = false;
    number = fraction.first(slash).toInt(&isNumber);
    count = fraction.sliced(slash + 1).toInt(&isCount);
    line = line.sliced(end);
    return isNumber && isCount && number > 0;
}

bool takeWord(QByteArrayView &line, QByteArrayView word)
{
    if (!line.startsWith(word))
        return false;
    line = line.sliced(word.size());
    return true;
}

} // namespace

bool ClassicTrace::readHeading(QByteArrayView line, Heading &heading)
{
    if (takeWord(line, "Step ")) {
        if (!takeFraction(line, heading.number, heading.count) || !takeWord(line, " : "))
            return false;
    } else {
        if (takeWord(line, "[")) {
            int stage = 0;
            int stages = 0;
            if (!takeFraction(line, stage, stages) || !takeWord(line, "] "))
                return false;
            heading.stage = u"%1/%2"_s.arg(stage).arg(stages);
        }
        if (!takeWord(line, "STEP ") || !takeFraction(line, heading.number, heading.count) || !takeWord(line, ": "))
            return false;
    }
    heading.text = QString::fromUtf8(withoutLineEnd(line)).trimmed();
    return true;
}

bool ClassicTrace::follows(const Heading &heading) const
{
    if (m_steps == 0)
        return true;
    if (heading.stage != m_heading.stage)
        return heading.number == 1 && !heading.stage.isEmpty();
    return heading.number == m_heading.number + 1 && heading.count == m_heading.count;
}

BuildTrace ClassicTrace::take(QByteArrayView text, qint64 now)
{
    BuildTrace trace;
    bool isError = false;
    if (text.startsWith(errorBegin) && text.endsWith(errorEnd)) {
        isError = true;
        text = text.sliced(errorBegin.size()).chopped(errorEnd.size());
    }
    m_atLineStart = true; // a builder's own words begin a message, even when the process ended in the middle of a line
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        const QByteArrayView line = text.first(end < 0 ? text.size() : end + 1);
        takeLine(line, isError, trace, now);
        m_atLineStart = end >= 0;
        text = text.sliced(line.size());
    }
    return trace;
}

void ClassicTrace::takeLine(QByteArrayView line, bool isError, BuildTrace &trace, qint64 now)
{
    static constexpr QByteArrayView built = "Successfully built ";
    if (std::exchange(m_isBehindHeading, false) && line == "\n")
        return; // Docker sends the end of the heading's line by itself
    Heading heading;
    if (m_atLineStart && !isError && readHeading(line, heading) && follows(heading))
        return begin(heading, trace, now);
    QByteArrayView words = withoutLineEnd(line);
    if (words.startsWith(" ---> Using cache") || words.startsWith("--> Using cache"))
        m_vertex.cached = true;
    else if (words.startsWith(built))
        m_imageId = QString::fromUtf8(words.sliced(built.size()));
    else if (takeWord(words, " ---> [Warning] ") || takeWord(words, "[Warning] "))
        trace.warnings.append({.vertex = m_vertex.digest, .level = 1, .shortText = QString::fromUtf8(words)});
    addLog(line, isError, trace, now);
}

void ClassicTrace::addLog(QByteArrayView text, bool isError, BuildTrace &trace, qint64 now) const
{
    const QString vertex = m_steps > 0 ? m_vertex.digest : QString();
    if (vertex.isEmpty())
        return;
    if (!trace.logs.isEmpty() && trace.logs.last().vertex == vertex && trace.logs.last().isError == isError)
        trace.logs.last().text += text;
    else
        trace.logs.append({.vertex = vertex, .time = now, .isError = isError, .text = text.toByteArray()});
}

void ClassicTrace::begin(const Heading &heading, BuildTrace &trace, qint64 now)
{
    const QString before = m_vertex.digest;
    end({}, trace, now);
    m_heading = heading;
    m_isBehindHeading = true;
    ++m_steps;
    const QString prefix = heading.stage.isEmpty() ? QString() : u"stage-%1 "_s.arg(heading.stage.section(u'/', 0, 0));
    m_vertex = {.digest = u"step:%1"_s.arg(m_steps),
                .inputs = before.isEmpty() ? QStringList() : QStringList{before},
                .name = u"[%1%2/%3] %4"_s.arg(prefix).arg(heading.number).arg(heading.count).arg(heading.text),
                .started = now};
    m_isRunning = true;
    trace.vertexes.append(m_vertex);
}

void ClassicTrace::end(const QString &error, BuildTrace &trace, qint64 now)
{
    if (!m_isRunning)
        return;
    m_isRunning = false;
    m_vertex.completed = now;
    m_vertex.error = error;
    trace.vertexes.append(m_vertex);
}

BuildTrace ClassicTrace::takePull(const QString &layer, const QString &word, qint64 current, qint64 total, qint64 now)
{
    BuildTrace trace;
    if (!m_isRunning)
        return trace;
    if (layer.isEmpty())
        addLog(QByteArray(word.toUtf8() + '\n'), false, trace, now);
    else
        trace.statuses.append({.id = layer,
                               .vertex = m_vertex.digest,
                               .name = u"%1 %2"_s.arg(layer, word),
                               .current = std::max<qint64>(current, 0),
                               .total = std::max<qint64>(total, 0),
                               .started = now});
    return trace;
}

BuildTrace ClassicTrace::finish(const QString &error, qint64 now)
{
    BuildTrace trace;
    end(error, trace, now);
    return trace;
}

} // namespace strata
