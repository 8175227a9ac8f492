// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "dockerfile/plan/historymatch.h"
#include "engine/api/types.h"

#include <QString>

#include <functional>

class QObject;

namespace strata {

class EngineSession;

/// An engine's history, oldest line first. A line that added nothing made no layer, as far as that tells.
QList<HistoryLine> historyLines(const QList<HistoryEntry> &history);

/// A Dockerfile that would make an image of the engine, as far as its history tells: see dockerfileFromHistory(). One answer,
/// none once `context` is gone. NotFound when the engine does not know the image.
void dockerfileOfImage(EngineSession &session, const QString &image, QObject *context,
                       const std::function<void(const Result<QString> &text)> &answer);

} // namespace strata
