// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inventory/listupdate.h"

#include "engine/api/statustext.h"

namespace strata {

namespace {

constexpr qint64 clockTolerance = 3; ///< seconds between the engine's words and our clock

bool fitsStatus(qint64 since, const ContainerSummary &row, qint64 now)
{
    const auto age = StatusText::parse(row.status).age;
    if (!age)
        return row.state != ContainerState::Created;
    const qint64 seconds = now - since;
    return seconds >= age->shortest - clockTolerance && seconds < age->longest + clockTolerance;
}

bool isUp(ContainerState state)
{
    return state == ContainerState::Running || state == ContainerState::Paused;
}

/// Sets stateSince as well as it can be known.
void settleTime(ContainerSummary &row, const ContainerSummary *before, const ContainerTimes &times, qint64 now)
{
    const bool isDown = row.state == ContainerState::Exited || row.state == ContainerState::Restarting;
    if (isUp(row.state) && times.started > 0)
        row.stateSince = times.started;
    else if (isDown && times.ended > 0)
        row.stateSince = times.ended;
    else if (before && isUp(before->state) == isUp(row.state) && before->stateSince > 0
             && fitsStatus(before->stateSince, row, now))
        row.stateSince = before->stateSince;
}

bool contradicts(const ContainerSummary &row, const ContainerTimes &times)
{
    if (times.ended > times.started)
        return isUp(row.state);
    return times.started > times.ended && (row.state == ContainerState::Exited || row.state == ContainerState::Created);
}

/// Removes from `known` what was asked for and did not come back.
template<typename Row, typename Key>
QList<Key> takeMissing(QHash<Key, Row> &known, const QHash<Key, Row> &answer, const RefreshBatch &asked)
{
    QList<Key> missing;
    if (asked.all) {
        for (auto key = known.keyBegin(); key != known.keyEnd(); ++key) {
            if (!answer.contains(*key))
                missing.append(*key);
        }
        return missing;
    }
    for (const QString &id : asked.ids) {
        if (!answer.contains(Key(id)) && known.remove(Key(id)))
            missing.append(Key(id));
    }
    return missing;
}

} // namespace

ContainerUpdate updateContainers(QHash<ContainerId, ContainerSummary> known, QList<ContainerSummary> answer,
                                 const RefreshBatch &asked, const QHash<ContainerId, ContainerTimes> &times, qint64 now)
{
    ContainerUpdate update;
    QHash<ContainerId, ContainerSummary> rows;
    rows.reserve(answer.size());
    for (ContainerSummary &row : answer) {
        const auto before = known.constFind(row.id);
        const ContainerTimes told = times.value(row.id);
        const bool isNew = before == known.constEnd();
        settleTime(row, isNew ? nullptr : &*before, told, now);
        if (contradicts(row, told))
            update.doubtful.append(row.id.toString());
        if (isNew || before->stateSince != row.stateSince || !before->sameAs(row))
            update.changes.upserted.append(row);
        rows.insert(row.id, row);
    }
    update.changes.removed = takeMissing(known, rows, asked);
    if (asked.all) {
        update.rows = std::move(rows);
    } else {
        known.insert(rows);
        update.rows = std::move(known);
    }
    return update;
}

ImageUpdate updateImages(QHash<ImageId, ImageSummary> known, QList<ImageSummary> answer, bool keepSharedSize)
{
    ImageUpdate update;
    update.rows.reserve(answer.size());
    for (ImageSummary &row : answer) {
        const auto before = known.constFind(row.id);
        const bool isNew = before == known.constEnd();
        if (!isNew && keepSharedSize && row.sharedSize < 0)
            row.sharedSize = before->sharedSize;
        if (isNew || *before != row)
            update.changes.upserted.append(row);
        update.rows.insert(row.id, row);
    }
    update.changes.removed = takeMissing(known, update.rows, {.all = true, .ids = {}});
    return update;
}

} // namespace strata
