// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/stream/buildtrace.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace strata {

/// Turns what builders without BuildKit print into the trace that BuildKit would give. A pure state machine.
///
/// Docker's classic builder (moby daemon/builder/dockerfile) numbers all instructions of a file, "Step 2/5 : RUN make";
/// Buildah, which Podman builds with, those of a stage, "[1/2] STEP 2/3: RUN make". What a step prints comes in pieces of
/// any size and is its log. Only the step that follows is believed to be one: a process may print such a line too.
/// Digests are made up: "step:3".
class ClassicTrace
{
public:
    /// A message's `stream`, and when it came in nanoseconds since 1970.
    BuildTrace take(QByteArrayView text, qint64 now);
    /// A layer of a base image on its way: `word` is the engine's, such as "Downloading".
    BuildTrace takePull(const QString &layer, const QString &word, qint64 current, qint64 total, qint64 now);
    /// The end: with an error the step under way failed.
    BuildTrace finish(const QString &error, qint64 now);

    const QString &imageId() const { return m_imageId; } ///< told in words, twelve digits; empty: not yet

private:
    struct Heading
    {
        QString stage; ///< "1/2"
        int number = 0;
        int count = 0;
        QString text;
    };

    static bool readHeading(QByteArrayView line, Heading &heading);
    bool follows(const Heading &heading) const;
    void takeLine(QByteArrayView line, bool isError, BuildTrace &trace, qint64 now);
    void begin(const Heading &heading, BuildTrace &trace, qint64 now);
    void end(const QString &error, BuildTrace &trace, qint64 now);
    void addLog(QByteArrayView text, bool isError, BuildTrace &trace, qint64 now) const;

    int m_steps = 0; ///< so far
    Heading m_heading;
    bool m_isRunning = false;
    bool m_atLineStart = true;
    bool m_isBehindHeading = false;
    BuildTrace::Vertex m_vertex;
    QString m_imageId;
};

} // namespace strata
