// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/stream/buildprogress.h"

#include <QAbstractItemModel>
#include <QList>
#include <QPalette>

#include <memory>
#include <utility>
#include <vector>

namespace strata {

/// The steps of one build below their stages, which run side by side: a stage is a branch, BuildKit's own errands are one,
/// and what is done with the result is one. Rows keep their places in
/// their stage; there is no reset but by clear().
///
/// Times are the engine's, whose clock may be another one: what runs is measured with this machine's clock, set right by
/// the steps that were seen to begin.
class BuildStepsModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Step, State, Time, Bytes, Timeline, ColumnCount };
    enum Role {
        RowRole = Qt::UserRole + 16, ///< int: of BuildProgress::steps(); -1: a branch
        BranchRole,                  ///< QString: a branch's key
        StateRole,                   ///< BuildStep::State; of a branch that of the whole
        BeginRole,                   ///< double 0…1 on the time axis of the build; invalid: not begun
        EndRole,                     ///< double 0…1
        ColorRole,                   ///< int: StatusColor of the bar
        ShareRole,                   ///< double 0…1: of the bytes; invalid when they are unknown or all there
    };

    explicit BuildStepsModel(QObject *parent = nullptr);
    ~BuildStepsModel() override;

    void clear();
    /// `now` is nanoseconds since 1970 on this machine; 0 for a build that is over.
    void append(const QList<BuildStep> &steps, qint64 now);
    void change(const QList<std::pair<int, BuildStep>> &steps, qint64 now);
    void tick(qint64 now); ///< what runs has taken longer
    void setPalette(const QPalette &palette);

    int stepCount() const { return static_cast<int>(m_steps.size()); }
    const BuildStep &step(int row) const { return m_steps.at(row); }
    const QList<BuildStep> &steps() const { return m_steps; }
    int rowOf(const QString &digest) const { return m_rowOf.value(digest, -1); }
    QModelIndex indexOf(int row, int column = 0) const;
    bool isRunning() const { return m_running > 0; }
    qint64 elapsed() const; ///< nanoseconds from the first step to the last that is known of

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Branch
    {
        QString key;
        QString title;
        int order = 0;   ///< among branches: 0 internal, 1 stages, 2 the result
        QList<int> rows; ///< of m_steps, in the order shown
    };
    struct Span
    {
        qint64 begin = 0; ///< 0: not yet
        qint64 end = 0;
    };

    static Branch branchOf(const BuildStepName &name);
    int positionOf(const Branch *branch) const;
    void place(int row);
    void orderStages();
    int depthOf(const Branch *branch, QHash<const Branch *, int> &depths) const;
    void note(const BuildStep &step, qint64 now);
    bool measure(); ///< the axis; whether it became another
    void tellTimes(bool axisMoved);
    Span spanOf(const BuildStep &step) const;
    Span spanOf(const Branch &branch) const;
    qint64 busyOf(const BuildStep &step) const;
    BuildStep::State stateOf(const Branch &branch) const;
    const Branch *branchAt(const QModelIndex &index) const; ///< null when it is a step
    int stepAt(const QModelIndex &index) const;
    QVariant branchData(const Branch &branch, int column, int role) const;
    QVariant stepData(const BuildStep &step, int column, int role) const;
    QVariant onAxis(qint64 time) const;
    QVariant commonData(BuildStep::State state, const Span &span, int column, int role) const;

    QList<BuildStep> m_steps;
    QHash<QString, int> m_rowOf;
    std::vector<std::unique_ptr<Branch>> m_branches;
    QList<Branch *> m_branchOf; ///< by row
    QPalette m_palette;
    int m_running = 0;
    qint64 m_skew = 0; ///< of this machine's clock before the engine's
    bool m_hasSkew = false;
    qint64 m_now = 0; ///< the engine's clock
    qint64 m_begin = 0;
    qint64 m_end = 0;
};

/// The parts of one step: layers that are pulled, what is sent of the context.
class BuildPartsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Part, Amount, ColumnCount };
    enum Role { ShareRole = Qt::UserRole + 16 }; ///< double 0…1; invalid when unknown

    using QAbstractTableModel::QAbstractTableModel;

    /// More parts of the same step are appended, those of another one replace them.
    void setStep(const BuildStep &step);
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString m_digest;
    QList<BuildTrace::Status> m_parts;
};

} // namespace strata
