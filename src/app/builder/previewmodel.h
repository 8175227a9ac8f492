// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/dockerfileinsight.h"
#include "widgets/editor/annotation.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>

namespace strata {

/// Where a step is in a BuildPlan.
using StepPlace = std::pair<int, int>;

/// What is known of a step beyond the text, in words: whether the cache will serve it, how it goes, how it went.
struct StepNote
{
    LineMark mark = LineMark::None;
    QString brief = {};               ///< "cached", for behind a line
    QString text = {};                ///< "cached", "rebuilds: main.go changed"
    std::optional<qint64> bytes = {}; ///< of its layer
    QString sizeNote = {};            ///< where the size is from: "last time"
    bool isEstimate = false;          ///< of bytes
    QString built = {};               ///< how it went: "built, 2.1 s · 3 MB"
    bool isRunning = false;           ///< the build, so that `built` is what matters now

    bool operator==(const StepNote &) const = default;
};

/// The stages of a Dockerfile and what each instruction makes, before anything is built. Stages are the top level; below each
/// are what it is based on and its steps. While one types rows stay what they are; only when the shape of the plan is another
/// is the model reset.
class PreviewModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Instruction, Makes, Size, Cache, Built, ColumnCount };
    enum Role {
        LineRole = Qt::UserRole, ///< where it begins in the text, from 0
        KeyRole,                 ///< of stages: keeps closed branches closed
        ShareRole,               ///< 0…1: its size beside the largest
        SortRole,
        MarkRole, ///< LineMark, of column Cache
    };

    explicit PreviewModel(QObject *parent = nullptr);

    void setInsight(const std::shared_ptr<const DockerfileInsight> &insight);
    void setNotes(const QHash<StepPlace, StepNote> &notes);
    const std::shared_ptr<const DockerfileInsight> &insight() const { return m_insight; }
    QModelIndex indexOf(StepPlace place) const;
    QModelIndex indexAtLine(int line) const;                          ///< the instruction that the line belongs to
    std::optional<StepPlace> placeOf(const QModelIndex &index) const; ///< none of stages and bases
    /// Bytes of a step's layer as far as they are known: what notes say counts more than what was measured.
    std::optional<qint64> bytes(StepPlace place) const;
    const StepNote note(StepPlace place) const { return m_notes.value(place); }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// A stage that is shown; its first row below is its base.
    struct StageRow
    {
        int stage = 0;
        int steps = 0;
        bool operator==(const StageRow &) const = default;
    };

    static QList<StageRow> shapeOf(const BuildPlan &plan);
    QVariant stageData(const PlanStage &stage, int number, int column, int role) const;
    QVariant baseData(const PlanStage &stage, int column, int role) const;
    QVariant stepData(StepPlace place, int column, int role) const;
    QString sizeText(StepPlace place) const;
    QString stepToolTip(StepPlace place, int column) const;
    int lineOf(qsizetype instruction) const;
    bool isFramedAs(const DockerfileInsight &before) const;
    void tellAll();
    void tellOthers(const DockerfileInsight &before);
    void tellCells(const QModelIndex &row);
    void measure();

    std::shared_ptr<const DockerfileInsight> m_insight;
    QList<StageRow> m_rows;
    QHash<StepPlace, StepNote> m_notes;
    qint64 m_largest = 0;
};

/// "build (golang:1.24)", "stage 2"
QString stageTitle(const BuildPlan &plan, int stage);
/// A base for people: its size and how many layers, or why nobody knows.
QString baseText(const BaseFacts &facts);

} // namespace strata
