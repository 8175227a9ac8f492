// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/containers.h"
#include "engine/api/images.h"
#include "engine/api/system.h"
#include "engine/inventory/inventory.h"
#include "engine/inventory/listupdate.h"
#include "engine/inventory/refreshschedule.h"

#include <QDateTime>

/// The asking half of Inventory.
namespace strata {

namespace {

constexpr int doubtLimit = 5;
constexpr int sharedSizeTries = 4;

} // namespace

void Inventory::askInfo()
{
    m_engine.system().info(m_requests, [this, context = m_requests](Result<EngineInfo> info) {
        if (context != m_requests)
            return;
        if (!info)
            return m_infoSchedule->failed();
        m_infoSchedule->succeeded();
        if (std::exchange(m_info, std::move(*info)) != m_info)
            Q_EMIT infoChanged();
    });
}

void Inventory::askContainers(const RefreshBatch &batch)
{
    QStringList ids;
    if (!batch.all)
        ids = QStringList(batch.ids.cbegin(), batch.ids.cend());
    auto decode = [batch, known = m_containers, times = m_times](const Answer &answer) {
        return Containers::decodeList(answer).transform([&](QList<ContainerSummary> rows) {
            return updateContainers(known, std::move(rows), batch, times, QDateTime::currentSecsSinceEpoch());
        });
    };
    m_engine.ask<ContainerUpdate>(Containers::listCall({.all = true, .ids = ids}), std::move(decode), m_requests,
                                  [this, context = m_requests, all = batch.all](ContainerAnswer answer) {
                                      if (context == m_requests)
                                          takeContainers(std::move(answer), all);
                                  });
}

void Inventory::takeContainers(ContainerAnswer answer, bool isWhole)
{
    if (!answer)
        return refreshFailed(*m_containerSchedule, answer.error());
    ContainerUpdate &update = *answer;
    for (const ContainerId &id : std::as_const(m_goneMeanwhile)) {
        update.rows.remove(id);
        update.changes.removed.removeOne(id);
        update.changes.upserted.removeIf([&id](const ContainerSummary &row) { return row.id == id; });
    }
    m_goneMeanwhile.clear();
    m_containers.swap(update.rows);
    m_containerSchedule->succeeded();
    for (const QString &id : std::as_const(update.doubtful)) {
        if (++m_doubts[ContainerId(id)] <= doubtLimit)
            m_containerSchedule->want(id);
    }
    const bool isFirst = isWhole && !std::exchange(m_hasContainers, true);
    m_containersFresh = m_containersFresh || isWhole;
    if (isFirst || !update.changes.isEmpty())
        Q_EMIT containersChanged(update.changes);
    updateLink();
}

bool Inventory::knowsSharedSizes() const
{
    const auto &identity = m_engine.identity();
    return identity && !identity->isPodman && identity->apiVersion >= QVersionNumber(1, 42);
}

/// The plain list first, because the shared sizes can take the engine a long time.
void Inventory::askImages(bool sharedSizes)
{
    const Images::ListOptions options{.all = false, .sharedSize = sharedSizes, .ids = {}};
    auto decode = [options, known = m_images, keep = knowsSharedSizes()](const Answer &answer) {
        return Images::decodeList(answer, options).transform([&](QList<ImageSummary> rows) {
            return updateImages(known, std::move(rows), keep);
        });
    };
    m_engine.ask<ImageUpdate>(Images::listCall(options), std::move(decode), m_requests,
                              [this, context = m_requests, sharedSizes](ImageAnswer answer) {
                                  if (context != m_requests)
                                      return;
                                  if (sharedSizes)
                                      takeSharedSizes(std::move(answer));
                                  else
                                      takeImages(std::move(answer));
                              });
}

void Inventory::takeImages(ImageAnswer answer)
{
    if (!answer)
        return refreshFailed(*m_imageSchedule, answer.error());
    m_imageSchedule->succeeded();
    m_imagesFresh = true;
    if (knowsSharedSizes() && (!m_hasImages || !answer->changes.isEmpty()))
        m_sharedSizeSchedule->wantAll();
    tellImages(*answer);
    updateLink();
}

/// Taken only when no plain list overtook it: that one is newer.
void Inventory::takeSharedSizes(ImageAnswer answer)
{
    if (!answer) {
        m_sharedSizeSchedule->failed();
        if (m_sharedSizeSchedule->failures() >= sharedSizeTries)
            m_sharedSizeSchedule->reset();
        return;
    }
    m_sharedSizeSchedule->succeeded();
    if (m_imageSchedule->isIdle())
        tellImages(*answer);
    else
        m_sharedSizeSchedule->wantAll();
}

void Inventory::tellImages(ListUpdate<ImageSummary, ImageId> &update)
{
    m_images.swap(update.rows);
    if (!std::exchange(m_hasImages, true) || !update.changes.isEmpty())
        Q_EMIT imagesChanged(update.changes);
}

} // namespace strata
