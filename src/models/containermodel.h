// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/livetreemodel.h"

#include <QTimer>

namespace strata {

/// One container, and the last thing its statistics said.
struct ContainerRow
{
    ContainerSummary summary;
    double cpuPercent = -1; ///< 100 is one core; -1 without statistics
    qint64 memory = -1;     ///< bytes; -1 without statistics
    qint64 memoryLimit = -1;
    double sortedCpu = -1;    ///< as of the last time the row found its place
    qint64 sortedMemory = -1; ///< likewise
};

/// Containers as raw values; words, icons and colours belong to the proxy that shows it.
/// Groups are compose projects. Sorted by name until somebody sorts.
class ContainerModel : public LiveTreeModel<ContainerRow, ContainerId>
{
    Q_OBJECT

public:
    enum Column { Name, Image, State, Cpu, Memory, Ports, Created, Command, ColumnCount };

    /// Raw values. Those marked G are also answered for a group (a sum or a summary of its visible rows).
    enum Role {
        IdRole = FirstOwnRole, ///< QString: the container's whole ID
        ImageIdRole,           ///< QString
        StateRole,       ///< G int(ContainerState); of a group: its rows' common state, or Unknown when they differ
        HealthRole,      ///< G int(Health); of a group: the worst
        StateSinceRole,  ///< qint64: seconds since 1970 in which the state began; 0 unknown
        ExitCodeRole,    ///< int, invalid when there is none
        StatusRole,      ///< QString: the engine's own words, "Up 3 hours (healthy)"
        PortsRole,       ///< QVariant of QList<PortMapping>
        CreatedRole,     ///< qint64: seconds since 1970; 0 unknown
        ProjectRole,     ///< G QString: compose project
        ServiceRole,     ///< QString: compose service
        CpuRole,         ///< G double: percent of one core; invalid without statistics
        MemoryRole,      ///< G qint64: bytes; invalid without statistics
        MemoryLimitRole, ///< qint64: bytes; invalid without statistics
        CpuHistoryRole,  ///< QVariant of QList<float>: percent, oldest first, at most HistoryLength; empty without any
        MemoryHistoryRole, ///< QVariant of QList<float>: bytes, oldest first, at most HistoryLength
        ActiveCountRole,   ///< G int: rows that are running, paused or restarting
        SortRole,          ///< the value that the column sorts by
    };

    static constexpr int HistoryLength = 60;

    explicit ContainerModel(QObject *parent = nullptr);

    void apply(const ContainerChanges &changes);
    void clear();

    const ContainerSummary *container(const QModelIndex &index) const; ///< nullptr for a group
    const ContainerSummary *container(const ContainerId &id) const;    ///< also when hidden; nullptr when unknown

    void setRunningOnly(bool runningOnly); ///< shows only active containers (running, paused, restarting)
    bool isRunningOnly() const { return m_runningOnly; }
    int activeCount() const { return m_activeCount; } ///< of all containers, also hidden ones

    /// Tells of changed CPU and memory cells only. While sorted by one of them, rows find their new places at most
    /// once a second.
    void setStats(const ContainerId &id, const StatsSample &sample);
    void clearStats(); ///< of all: nobody is looking any more
    void clearStats(const ContainerId &id);

    /// More words that the filter finds a container by, such as its state in the person's language.
    void setFilterWords(std::function<QString(const ContainerSummary &)> words);

protected:
    ContainerId keyOf(const ContainerRow &row) const override;
    QVariant cell(const ContainerRow &row, int column, int role) const override;
    QVariant groupCell(const QString &name, const QList<const ContainerRow *> &rows, int column,
                       int role) const override;
    std::weak_ordering compare(const ContainerRow &a, const ContainerRow &b, int column) const override;
    QStringView nameOf(const ContainerRow &row) const override;
    QString groupOf(const ContainerRow &row) const override;
    QString searchText(const ContainerRow &row) const override;
    QStringView idOf(const ContainerRow &row) const override;

private:
    struct History
    {
        QList<float> cpu;
        QList<float> memory;
    };

    QVariant summaryCell(const ContainerSummary &container, int role) const;
    QVariant statsCell(const ContainerRow &row, int role) const;
    void takeStats(const ContainerId &id, ContainerRow *row, const StatsSample &sample);
    void repositionMisplaced();
    void countActive();

    QHash<ContainerId, History> m_history;
    QSet<ContainerId> m_misplaced;
    QTimer m_repositionTimer;
    std::function<QString(const ContainerSummary &)> m_filterWords;
    bool m_runningOnly = false;
    int m_activeCount = 0;
};

/// The engine's own word for a state: "running", "exited"; never translated.
QString stateWord(ContainerState state);

/// Ports as `docker ps` prints them, an IPv4 and IPv6 pair of wildcards once: "0.0.0.0:8080->80/tcp, 9000/tcp".
QString portsText(const QList<PortMapping> &ports);

} // namespace strata

Q_DECLARE_METATYPE(strata::PortMapping)
