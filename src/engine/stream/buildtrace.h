// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

namespace strata {

/// What BuildKit tells of a build: one `moby.buildkit.v1.StatusResponse` (moby/buildkit
/// api/services/control/control.proto; the numbers are the same from BuildKit 0.8 to 0.32). The classic builder's text is
/// turned into the same (ClassicTrace). Times are nanoseconds since 1970, 0 where there is none.
struct BuildTrace
{
    struct Vertex
    {
        QString digest = {};
        QStringList inputs = {};
        QString name = {};
        bool cached = false;
        qint64 started = 0;
        qint64 completed = 0;
        QString error = {};

        bool operator==(const Vertex &) const = default;
    };
    struct Status
    {
        QString id = {};
        QString vertex = {}; ///< its digest
        QString name = {};
        qint64 current = 0; ///< bytes, or whatever the name says
        qint64 total = 0;   ///< 0: unknown
        qint64 started = 0;
        qint64 completed = 0;

        bool operator==(const Status &) const = default;
    };
    struct Log
    {
        QString vertex = {};
        qint64 time = 0;
        bool isError = false; ///< from the standard error
        QByteArray text = {}; ///< as the process wrote it: any part of lines, escapes included

        bool operator==(const Log &) const = default;
    };
    /// Lines and characters as BuildKit counts them: lines from 1, characters from 0.
    struct Range
    {
        int startLine = 0;
        int startCharacter = 0;
        int endLine = 0;
        int endCharacter = 0;

        bool operator==(const Range &) const = default;
    };
    struct Warning
    {
        QString vertex = {};
        qint64 level = 0;
        QString shortText = {};
        QStringList details = {};
        QString url = {};
        QString fileName = {};
        QList<Range> ranges = {};

        bool operator==(const Warning &) const = default;
    };

    QList<Vertex> vertexes = {};
    QList<Status> statuses = {};
    QList<Log> logs = {};
    QList<Warning> warnings = {};

    bool isEmpty() const { return vertexes.isEmpty() && statuses.isEmpty() && logs.isEmpty() && warnings.isEmpty(); }
    bool operator==(const BuildTrace &) const = default;
};

/// Unknown fields are skipped; fields of another wire type than theirs, and messages that are cut off, are a
/// MalformedAnswer. A pure function, for any thread.
Result<BuildTrace> decodeBuildTrace(QByteArrayView protobuf);

} // namespace strata
