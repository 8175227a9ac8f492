// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/imagetree.h"

#include <algorithm>

namespace strata {

std::span<const ImageTree::Event> ImageTree::events(qsizetype layer) const
{
    const auto index = static_cast<size_t>(layer);
    return std::span(m_events).subspan(m_firstEvents[index], m_firstEvents[index + 1] - m_firstEvents[index]);
}

QList<ImageTree::Event> ImageTree::life(Node node) const
{
    QList<Event> events;
    for (quint32 i = m_nodes[node].lastEvent; i != none; i = m_events[i].previous)
        events.append(m_events[i]);
    std::ranges::reverse(events);
    return events;
}

const ImageTree::Event *ImageTree::at(Node node, qsizetype layer) const
{
    quint32 i = m_nodes[node].lastEvent;
    while (i != none && m_events[i].layer > layer)
        i = m_events[i].previous;
    return i == none || m_events[i].change == Change::Deleted ? nullptr : &m_events[i];
}

const ImageTree::Event *ImageTree::before(const Event &event) const
{
    return event.previous == none ? nullptr : &m_events[event.previous];
}

const LayerIndex::Entry *ImageTree::entry(const Event &event) const
{
    return event.entry == none ? nullptr : &m_layers[event.layer]->entry(event.entry);
}

const LayerIndex::Entry &ImageTree::entry(const EntryReference &reference) const
{
    return m_layers[reference.layer]->entry(reference.entry);
}

FileView ImageTree::view(const EntryReference &reference) const
{
    return reference.entry == none ? FileView() : FileView{m_layers[reference.layer].get(), &entry(reference)};
}

EntryReference ImageTree::file(const Event &event) const
{
    const EntryReference own{event.layer, event.entry};
    const auto index = static_cast<quint32>(&event - m_events.data());
    return m_linkedFiles.isEmpty() ? own : m_linkedFiles.value(index, own);
}

double ImageTree::efficiency() const
{
    return m_totalBytes == 0 ? 1.0 : static_cast<double>(m_visibleBytes) / static_cast<double>(m_totalBytes);
}

size_t ImageTree::memory() const
{
    size_t size = m_paths.memory() + m_nodes.size() * sizeof(NodeLinks) + m_events.size() * sizeof(Event)
        + m_waste.size() * sizeof(Waste)
        + static_cast<size_t>(m_linkedFiles.size()) * (sizeof(quint32) + sizeof(EntryReference));
    for (const Duplicates &same : m_duplicates)
        size += sizeof(Duplicates) + same.nodes.size() * sizeof(Node);
    return size;
}

QStringList chainIds(const QStringList &diffIds)
{
    QStringList chain;
    if (diffIds.contains(QString()))
        return chain;
    for (const QString &diffId : diffIds) {
        const QString below = chain.isEmpty() ? QString() : chain.last();
        chain.append(below.isEmpty() ? diffId : digestText(Sha256::of(QString(below + u' ' + diffId).toLatin1())));
    }
    return chain;
}

} // namespace strata
