// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/problemsview.h"

#include "app/shell/controls.h"
#include "app/shell/icons.h"
#include "dockerfile/checks/checkrule.h"
#include "widgets/emptystate.h"
#include "widgets/plaintext.h"
#include "widgets/tablestack.h"
#include "widgets/treetable.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QString whyText(const Finding &finding)
{
    const CheckRule *rule = checkRule(finding.rule);
    if (!rule)
        return {};
    return QCoreApplication::translate("CheckRule", rule->why);
}

} // namespace

ProblemsView::ProblemsView(QWidget *parent) : QWidget(parent), m_table(new TreeTable)
{
    m_table->setObjectName(u"builderProblems"_s);
    m_table->setAccessibleName(tr("Problems of the Dockerfile"));
    m_table->setModel(&m_model);
    m_table->setRootIsDecorated(false);
    m_table->setSortingEnabled(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setStretchColumn(ProblemsModel::Message);
    m_table->setDefaultWidths({0, 28, 6});
    auto *nothing = new EmptyState;
    nothing->setObjectName(u"builderNoProblems"_s);
    nothing->say(icon(u"dialog-ok"_s), tr("Nothing to complain about"));
    m_why = makePlainLabel(u"builderProblemWhy"_s);
    m_fix = makeAction(this, u"builderProblemFix"_s, u"dialog-ok"_s, tr("Fix it"), {});
    m_ignore = makeAction(this, u"builderProblemIgnore"_s, {}, tr("Ignore here"),
                          tr("Say with a comment above the instruction that this is meant"));

    auto *row = new QHBoxLayout;
    row->setContentsMargins(6, 2, 6, 2);
    row->addWidget(m_why, 1);
    for (QAction *action : {m_fix, m_ignore}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        row->addWidget(button);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(new TableStack(m_table, nothing), 1);
    column->addLayout(row);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ProblemsView::showCurrent);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &ProblemsView::showCurrent);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &ProblemsView::showCurrent);
    connect(m_table, &QAbstractItemView::clicked, this,
            [this](const QModelIndex &index) { Q_EMIT chosen(m_model.finding(index.row())); });
    connect(m_table, &TreeTable::rowActivated, this,
            [this](const QModelIndex &index) { Q_EMIT chosen(m_model.finding(index.row())); });
    connect(m_fix, &QAction::triggered, this, [this] {
        if (const Finding *finding = current())
            Q_EMIT fixRequested(*finding);
    });
    connect(m_ignore, &QAction::triggered, this, [this] {
        if (const Finding *finding = current())
            Q_EMIT ignoreRequested(*finding);
    });
    showCurrent();
}

void ProblemsView::setInsight(const std::shared_ptr<const DockerfileInsight> &insight)
{
    m_model.setInsight(insight);
}

const Finding *ProblemsView::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_model.finding(index.row()) : nullptr;
}

const Finding *ProblemsView::fixableAt(qsizetype offset) const
{
    const Finding *best = nullptr;
    for (const Finding &finding : m_model.findings()) {
        const bool isHere = finding.range.begin <= offset && offset <= finding.range.end;
        if (isHere && finding.fix && (!best || finding.range.size() < best->range.size()))
            best = &finding;
    }
    return best;
}

void ProblemsView::showCurrent()
{
    const Finding *finding = current();
    m_why->setText(finding ? whyText(*finding) : QString());
    m_fix->setEnabled(finding && finding->fix);
    m_fix->setText(finding && finding->fix ? finding->fix->title : tr("Fix it"));
    m_ignore->setEnabled(finding && checkRule(finding->rule));
}

QSize ProblemsView::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, fontMetrics().lineSpacing() * 8};
}

} // namespace strata
