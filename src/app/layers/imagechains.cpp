// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/imagechains.h"

#include "app/images/imagepresentation.h"
#include "engine/api/images.h"

namespace strata {

namespace {
constexpr int askedAtOnce = 4;
} // namespace

void ImageChains::setSession(EngineSession *session)
{
    m_requests = std::make_unique<QObject>();
    m_session = session;
    m_diffIds.clear();
    m_waiting.clear();
    m_asked = 0;
}

void ImageChains::ask()
{
    if (!m_session || !isComplete())
        return;
    for (const ImageSummary &image : m_session->inventory().images()) {
        if (!m_diffIds.contains(image.id))
            m_waiting.append(image.id);
    }
    for (int i = 0; i < askedAtOnce; ++i)
        askNext();
}

void ImageChains::askNext()
{
    if (!m_session || m_waiting.isEmpty())
        return;
    const ImageId id = m_waiting.takeFirst();
    ++m_asked;
    m_session->engine().images().inspect(id.toString(), m_requests.get(),
                                         [this, id](const Result<ImageDetails> &image) {
                                             --m_asked;
                                             if (image)
                                                 m_diffIds.insert(id, image->layers);
                                             askNext();
                                             if (isComplete())
                                                 Q_EMIT changed();
                                         });
}

QList<KnownImage> ImageChains::others(const ImageId &image) const
{
    QList<KnownImage> known;
    if (!m_session)
        return known;
    const Inventory &inventory = m_session->inventory();
    for (const auto &[id, diffIds] : m_diffIds.asKeyValueRange()) {
        const auto summary = inventory.images().constFind(id);
        if (id == image || summary == inventory.images().constEnd())
            continue;
        known.append(
            {.name = imageTitle(summary->repoTags.value(0), id), .diffIds = diffIds, .containers = containersOf(id)});
    }
    std::ranges::sort(known, {}, &KnownImage::name);
    return known;
}

QStringList ImageChains::containersOf(const ImageId &image) const
{
    QStringList names;
    if (!m_session)
        return names;
    for (const ContainerSummary &container : m_session->inventory().containers()) {
        if (container.imageId == image)
            names.append(container.name);
    }
    names.sort();
    return names;
}

} // namespace strata
