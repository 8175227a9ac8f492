// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inventory/changes.h"
#include "engine/inventory/refreshschedule.h"

#include <QHash>

namespace strata {

/// When a container last started and ended, in seconds since 1970, as its events told; 0 when they did not.
struct ContainerTimes
{
    qint64 started = 0;
    qint64 ended = 0;
};

/// The new picture and what is different in it, worked out on the I/O thread: the GUI thread only takes it over.
template<typename Row, typename Key>
struct ListUpdate
{
    QHash<Key, Row> rows; ///< the whole picture
    Changes<Row, Key> changes;
    QStringList doubtful; ///< rows that contradict an event: the engine's list was a moment behind, ask again
};

using ContainerUpdate = ListUpdate<ContainerSummary, ContainerId>;
using ImageUpdate = ListUpdate<ImageSummary, ImageId>;

/// Puts an answer to `asked` into the picture `known`. `stateSince` is taken from the events where they tell it, else
/// kept where it still fits the status text, because that only tells "3 hours". `now`: seconds since 1970, when the
/// answer came.
ContainerUpdate updateContainers(QHash<ContainerId, ContainerSummary> known, QList<ContainerSummary> answer,
                                 const RefreshBatch &asked, const QHash<ContainerId, ContainerTimes> &times,
                                 qint64 now);

/// `keepSharedSize`: rows without a shared size keep the one they had, until the slower answer with them comes.
ImageUpdate updateImages(QHash<ImageId, ImageSummary> known, QList<ImageSummary> answer, bool keepSharedSize);

} // namespace strata
