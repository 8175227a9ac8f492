// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/containermodel.h"

#include "core/bytesize.h"
#include "models/containerorder.h"

namespace strata {

using namespace Qt::StringLiterals;
using namespace containerorder;

namespace {

QVariant known(double value)
{
    return value < 0 ? QVariant() : QVariant(value);
}

QVariant known(qint64 value)
{
    return value < 0 ? QVariant() : QVariant(value);
}

void push(QList<float> *history, float value)
{
    if (history->size() >= ContainerModel::HistoryLength)
        history->removeFirst();
    history->append(value);
}

QVariant groupState(const QList<const ContainerRow *> &rows)
{
    const ContainerState first = rows.isEmpty() ? ContainerState::Unknown : rows.first()->summary.state;
    const bool isCommon = std::ranges::all_of(rows, [first](const auto *row) { return row->summary.state == first; });
    return int(isCommon ? first : ContainerState::Unknown);
}

QVariant groupHealth(const QList<const ContainerRow *> &rows)
{
    Health worst = Health::None;
    for (const ContainerRow *row : rows)
        worst = std::max(worst, row->summary.health, [](Health a, Health b) { return healthRank(a) < healthRank(b); });
    return int(worst);
}

template<typename T>
QVariant sum(const QList<const ContainerRow *> &rows, T ContainerRow::*value)
{
    T total = -1;
    for (const ContainerRow *row : rows) {
        if (row->*value >= 0)
            total = std::max(total, T(0)) + row->*value;
    }
    return known(total);
}

int activeRows(const QList<const ContainerRow *> &rows)
{
    return int(std::ranges::count_if(rows, [](const ContainerRow *row) { return row->summary.isActive(); }));
}

QString dateText(qint64 seconds)
{
    return seconds > 0 ? QDateTime::fromSecsSinceEpoch(seconds).toString(Qt::ISODate) : QString();
}

QVariant displayText(const ContainerRow &row, int column)
{
    const ContainerSummary &container = row.summary;
    switch (column) {
    case ContainerModel::Name: return container.name;
    case ContainerModel::Image: return container.image;
    case ContainerModel::State: return stateWord(container.state);
    case ContainerModel::Cpu: return row.cpuPercent < 0 ? QString() : QString::number(row.cpuPercent, 'f', 1) + u" %"_s;
    case ContainerModel::Memory: return formatBytes(row.memory);
    case ContainerModel::Ports: return portsText(container.ports);
    case ContainerModel::Created: return dateText(container.created);
    case ContainerModel::Command: return container.command;
    }
    return {};
}

QVariant sortValue(const ContainerRow &row, int column)
{
    switch (column) {
    case ContainerModel::State: return stateRank(row.summary.state);
    case ContainerModel::Cpu: return row.cpuPercent;
    case ContainerModel::Memory: return row.memory;
    case ContainerModel::Ports: return firstPort(row.summary.ports);
    case ContainerModel::Created: return row.summary.created;
    }
    return displayText(row, column);
}

} // namespace

ContainerModel::ContainerModel(QObject *parent) : LiveTreeModel(ColumnCount, Name, parent)
{
    m_repositionTimer.setSingleShot(true);
    m_repositionTimer.setInterval(std::chrono::seconds(1));
    connect(&m_repositionTimer, &QTimer::timeout, this, &ContainerModel::repositionMisplaced);
}

void ContainerModel::apply(const ContainerChanges &changes)
{
    Changes<ContainerRow, ContainerId> rows;
    rows.removed = changes.removed;
    for (const ContainerId &id : changes.removed)
        m_history.remove(id);
    const QSet<ContainerId> removed(changes.removed.begin(), changes.removed.end());
    rows.upserted.reserve(changes.upserted.size());
    for (const ContainerSummary &container : changes.upserted) {
        const ContainerRow *old = removed.contains(container.id) ? nullptr : find(container.id);
        ContainerRow row = old && container.isActive() ? *old : ContainerRow();
        row.summary = container;
        if (!container.isActive())
            m_history.remove(container.id);
        rows.upserted.append(std::move(row));
    }
    LiveTreeModel::apply(std::move(rows));
    countActive();
}

void ContainerModel::countActive()
{
    m_activeCount = 0;
    for (const ContainerRow *row : rows())
        m_activeCount += row->summary.isActive();
}

void ContainerModel::clear()
{
    m_history.clear();
    m_misplaced.clear();
    m_activeCount = 0;
    LiveTreeModel::clear();
}

const ContainerSummary *ContainerModel::container(const QModelIndex &index) const
{
    const ContainerRow *found = row(index);
    return found ? &found->summary : nullptr;
}

const ContainerSummary *ContainerModel::container(const ContainerId &id) const
{
    const ContainerRow *found = find(id);
    return found ? &found->summary : nullptr;
}

void ContainerModel::setRunningOnly(bool runningOnly)
{
    if (runningOnly == m_runningOnly)
        return;
    m_runningOnly = runningOnly;
    if (runningOnly)
        setFilter([](const ContainerRow &row) { return row.summary.isActive(); });
    else
        setFilter({});
}

void ContainerModel::setStats(const ContainerId &id, const StatsSample &sample)
{
    ContainerRow *row = edit(id);
    if (!row)
        return;
    takeStats(id, row, sample);
    cellsEdited(id, Cpu, Memory);
}

void ContainerModel::takeStats(const ContainerId &id, ContainerRow *row, const StatsSample &sample)
{
    row->cpuPercent = sample.cpuPercent;
    row->memory = sample.memory;
    row->memoryLimit = sample.memoryLimit;
    History &history = m_history[id];
    push(&history.cpu, float(sample.cpuPercent));
    push(&history.memory, float(sample.memory));
    if (sortColumn() == Cpu || sortColumn() == Memory) {
        m_misplaced.insert(id);
        if (!m_repositionTimer.isActive())
            m_repositionTimer.start();
    } else {
        row->sortedCpu = row->cpuPercent;
        row->sortedMemory = row->memory;
    }
}

void ContainerModel::repositionMisplaced()
{
    for (const ContainerId &id : std::as_const(m_misplaced)) {
        if (ContainerRow *row = edit(id)) {
            row->sortedCpu = row->cpuPercent;
            row->sortedMemory = row->memory;
        }
    }
    reposition(m_misplaced.values());
    m_misplaced.clear();
}

void ContainerModel::clearStats()
{
    const QList<ContainerId> ids = m_history.keys();
    for (const ContainerId &id : ids)
        clearStats(id);
}

void ContainerModel::clearStats(const ContainerId &id)
{
    ContainerRow *row = edit(id);
    if (m_history.remove(id) == 0 || !row)
        return;
    *row = ContainerRow{.summary = row->summary, .sortedCpu = row->sortedCpu, .sortedMemory = row->sortedMemory};
    if (sortColumn() != Cpu && sortColumn() != Memory)
        row->sortedCpu = row->sortedMemory = -1;
    else
        m_misplaced.insert(id);
    if (!m_misplaced.isEmpty() && !m_repositionTimer.isActive())
        m_repositionTimer.start();
    cellsEdited(id, Cpu, Memory);
}

void ContainerModel::setFilterWords(std::function<QString(const ContainerSummary &)> words)
{
    m_filterWords = std::move(words);
    searchChanged();
}

ContainerId ContainerModel::keyOf(const ContainerRow &row) const
{
    return row.summary.id;
}

QVariant ContainerModel::cell(const ContainerRow &row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole: return displayText(row, column);
    case SortRole: return sortValue(row, column);
    case ActiveCountRole: return int(row.summary.isActive());
    case CpuRole:
    case MemoryRole:
    case MemoryLimitRole:
    case CpuHistoryRole:
    case MemoryHistoryRole: return statsCell(row, role);
    }
    return summaryCell(row.summary, role);
}

QVariant ContainerModel::summaryCell(const ContainerSummary &container, int role) const
{
    switch (role) {
    case IdRole: return container.id.toString();
    case ImageIdRole: return container.imageId.toString();
    case StateRole: return int(container.state);
    case HealthRole: return int(container.health);
    case StateSinceRole: return container.stateSince;
    case ExitCodeRole: return container.exitCode ? QVariant(*container.exitCode) : QVariant();
    case StatusRole: return container.status;
    case PortsRole: return QVariant::fromValue(container.ports);
    case CreatedRole: return container.created;
    case ProjectRole: return container.composeProject;
    case ServiceRole: return container.composeService;
    }
    return {};
}

QVariant ContainerModel::statsCell(const ContainerRow &row, int role) const
{
    switch (role) {
    case CpuRole: return known(row.cpuPercent);
    case MemoryRole: return known(row.memory);
    case MemoryLimitRole: return known(row.memoryLimit);
    case CpuHistoryRole: return QVariant::fromValue(m_history.value(row.summary.id).cpu);
    default: return QVariant::fromValue(m_history.value(row.summary.id).memory);
    }
}

QVariant ContainerModel::groupCell(const QString &name, const QList<const ContainerRow *> &rows, int column,
                                   int role) const
{
    switch (role) {
    case Qt::DisplayRole: return column == Name ? QVariant(name) : QVariant();
    case StateRole: return groupState(rows);
    case HealthRole: return groupHealth(rows);
    case ProjectRole: return name;
    case CpuRole: return sum(rows, &ContainerRow::cpuPercent);
    case MemoryRole: return sum(rows, &ContainerRow::memory);
    case ActiveCountRole: return activeRows(rows);
    }
    return {};
}

std::weak_ordering ContainerModel::compare(const ContainerRow &a, const ContainerRow &b, int column) const
{
    switch (column) {
    case Name: return compareNames(a.summary.name, b.summary.name);
    case Image: return compareNames(a.summary.image, b.summary.image);
    case State: return compareStates(a.summary, b.summary);
    case Cpu: return std::weak_order(a.sortedCpu, b.sortedCpu);
    case Memory: return a.sortedMemory <=> b.sortedMemory;
    case Ports: return comparePorts(a.summary.ports, b.summary.ports);
    case Created: return a.summary.created <=> b.summary.created;
    case Command: return compareNames(a.summary.command, b.summary.command);
    }
    return std::weak_ordering::equivalent;
}

QStringView ContainerModel::nameOf(const ContainerRow &row) const
{
    return row.summary.name;
}

QString ContainerModel::groupOf(const ContainerRow &row) const
{
    return row.summary.composeProject;
}

QString ContainerModel::searchText(const ContainerRow &row) const
{
    const ContainerSummary &container = row.summary;
    const bool isImageNamed = !container.image.startsWith(u"sha256:"_s);
    return QStringList{container.name,
                       isImageNamed ? container.image : QString(),
                       container.composeProject,
                       container.composeService,
                       portsText(container.ports),
                       stateWord(container.state),
                       m_filterWords ? m_filterWords(container) : QString()}
        .join(u'\n');
}

QStringView ContainerModel::idOf(const ContainerRow &row) const
{
    return row.summary.id.toString();
}

} // namespace strata
