// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/operation.h"
#include "engine/stream/buildprogress.h"
#include "widgets/statusdot.h"

#include <QIcon>
#include <QPalette>
#include <QString>

namespace strata {

/// What builds and their steps are called on the screen.
QString stepStateWord(BuildStep::State state);
QIcon stepStateIcon(BuildStep::State state, const QPalette &palette);
StatusColor stepStateColor(BuildStep::State state);

QString buildOutcomeWord(Outcome::Kind kind);
QIcon buildOutcomeIcon(Outcome::Kind kind, const QPalette &palette);

/// "0.4 s", "12.3 s", "2 min 05 s", "1 h 02 min".
QString timeTaken(qint64 nanoseconds);

/// Bytes that the parts of a step are about, such as layers that are pulled.
struct StepBytes
{
    qint64 current = 0;
    qint64 total = 0; ///< 0: unknown
};
StepBytes stepBytes(const QList<BuildTrace::Status> &parts);
StepBytes stepBytes(const BuildTrace::Status &part);
QString stepBytesText(const StepBytes &bytes, bool isOver); ///< "12.3 MB of 45 MB", "45 MB"; empty when there are none

} // namespace strata
