// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/previewview.h"

#include "app/builder/copytext.h"
#include "app/builder/stagegraph.h"
#include "app/common/text.h"
#include "app/shell/controls.h"
#include "widgets/delegates.h"
#include "widgets/emptystate.h"
#include "widgets/tablestack.h"
#include "widgets/treetable.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSettings>
#include <QStyle>
#include <QVBoxLayout>

#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

PreviewView::PreviewView(QWidget *parent)
    : QWidget(parent), m_target(new QComboBox), m_graph(new StageGraph), m_table(new TreeTable),
      m_summary(makePlainLabel(u"builderForecast"_s)), m_detail(makePlainLabel(u"builderStepDetail"_s))
{
    m_target->setObjectName(u"builderTarget"_s);
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_table->setObjectName(u"builderPreview"_s);
    m_table->setAccessibleName(tr("Preview of the image"));
    m_table->setModel(&m_model);
    m_table->setSortingEnabled(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setBranchKeyRole(PreviewModel::KeyRole);
    m_table->setStretchColumn(PreviewModel::Instruction);
    m_table->setDefaultWidths({0, 6, 8, 9, 9});
    m_table->setItemDelegateForColumn(PreviewModel::Size, new BarDelegate(PreviewModel::ShareRole, m_table));
    m_table->setColumnHidden(PreviewModel::Built, true);
    auto *empty = new EmptyState;
    empty->setObjectName(u"builderPreviewEmpty"_s);
    empty->say({}, tr("No stage yet"), tr("A Dockerfile begins with FROM: the image that it builds on."));

    auto *label = new QLabel(tr("&Target:"));
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(m_target);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(6, 4, 6, 4);
    head->addWidget(label);
    head->addSpacing(style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing));
    head->addWidget(m_target);
    head->addWidget(m_summary, 1);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *detailRow = new QHBoxLayout;
    detailRow->setContentsMargins(6, 4, 6, 4);
    detailRow->addWidget(m_detail, 1);
    auto *graph = new QScrollArea;
    graph->setObjectName(u"builderStages"_s);
    graph->setWidget(m_graph);
    graph->setFrameShape(QFrame::NoFrame);
    graph->setWidgetResizable(true);
    m_graph->setScrollArea(graph);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(graph);
    column->addWidget(new TableStack(m_table, empty), 1);
    column->addLayout(detailRow);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PreviewView::choose);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &PreviewView::showDetail);
    connect(m_target, &QComboBox::activated, this,
            [this](int row) { Q_EMIT targetChosen(m_target->itemData(row).toString()); });
    connect(m_graph, &StageGraph::stageChosen, this, [this](int stage) {
        const QModelIndex index = m_model.index(stage, 0);
        m_table->selectOnly(index);
        Q_EMIT lineRequested(index.data(PreviewModel::LineRole).toInt());
    });
    showDetail();
}

void PreviewView::setInsight(const std::shared_ptr<const DockerfileInsight> &insight)
{
    m_isFollowing = true;
    const int line = m_table->currentIndex().data(PreviewModel::LineRole).toInt();
    const bool hadCurrent = m_table->currentIndex().isValid();
    m_model.setInsight(insight);
    m_graph->setPlan(insight ? insight->plan : BuildPlan());
    if (hadCurrent && !m_table->currentIndex().isValid())
        m_table->selectOnly(m_model.indexAtLine(line));
    m_isFollowing = false;
    fillTargets();
    showDetail();
}

void PreviewView::setNotes(const QHash<StepPlace, StepNote> &notes)
{
    m_model.setNotes(notes);
}

void PreviewView::setSummary(const QString &summary)
{
    m_summary->setText(summary);
}

void PreviewView::setBuiltShown(bool shown)
{
    m_table->setColumnHidden(PreviewModel::Built, !shown);
}

void PreviewView::setCurrentLine(int line)
{
    const QModelIndex index = m_model.indexAtLine(line);
    if (!index.isValid() || index == m_table->currentIndex())
        return;
    m_isFollowing = true;
    m_table->selectOnly(index);
    m_isFollowing = false;
}

/// Stages that have a name can be a target; a target that is gone stays, marked, until another is chosen.
void PreviewView::fillTargets()
{
    const auto &insight = m_model.insight();
    QStringList names;
    if (insight) {
        for (const PlanStage &stage : insight->plan.stages) {
            if (!stage.name.isEmpty())
                names.append(stage.name);
        }
    }
    const QString target = insight ? insight->question.target : QString();
    if (m_targets == names && m_target->currentData().toString() == target && m_target->count() > 0)
        return;
    m_targets = names;
    m_target->clear();
    m_target->addItem(tr("the last stage"), QString());
    for (const QString &name : std::as_const(names))
        m_target->addItem(visibleLine(name, 60), name);
    if (!target.isEmpty() && !names.contains(target, Qt::CaseInsensitive))
        m_target->addItem(tr("%1 (is not there)").arg(visibleLine(target, 60)), target);
    m_target->setCurrentIndex(std::max(0, m_target->findData(target, Qt::UserRole, Qt::MatchFixedString)));
}

void PreviewView::choose(const QModelIndex &index)
{
    showDetail();
    if (m_isFollowing || !index.isValid())
        return;
    const int line = index.data(PreviewModel::LineRole).toInt();
    if (line >= 0)
        Q_EMIT lineRequested(line);
}

void PreviewView::showDetail()
{
    const QModelIndex index = m_table->currentIndex();
    QStringList lines;
    for (const int column : {PreviewModel::Makes, PreviewModel::Size, PreviewModel::Cache}) {
        const QString text = index.siblingAtColumn(column).data(Qt::ToolTipRole).toString();
        if (!text.isEmpty() && !lines.contains(text))
            lines.append(text);
    }
    m_detail->setText(lines.join(u'\n'));
    m_detail->setVisible(!lines.isEmpty());
}

void PreviewView::saveState(QSettings &settings, const QString &group) const
{
    m_table->saveState(settings, group + u"/preview"_s);
}

void PreviewView::restoreState(const QSettings &settings, const QString &group)
{
    m_table->restoreState(settings, group + u"/preview"_s);
    m_table->setColumnHidden(PreviewModel::Built, true);
}

} // namespace strata
