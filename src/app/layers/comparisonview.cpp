// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/comparisonview.h"

#include "app/common/text.h"
#include "app/layers/changechoice.h"
#include "app/shell/controls.h"
#include "app/shell/helpbutton.h"
#include "app/shell/icons.h"
#include "core/background.h"
#include "core/bytesize.h"
#include "widgets/emptystate.h"
#include "widgets/filterfield.h"
#include "widgets/plaintext.h"
#include "widgets/treetable.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QStringList platformsOf(const QList<InspectedImage> &images)
{
    QStringList platforms;
    for (const InspectedImage &image : images)
        platforms.append(image.image.platform);
    return platforms;
}

} // namespace

ComparisonView::ComparisonView(Begin before, Begin after, const QStringList &names, QWidget *parent)
    : QStackedWidget(parent), m_begin{std::move(before), std::move(after)}, m_names(names), m_state(new EmptyState)
{
    m_state->setObjectName(u"comparisonState"_s);
    m_again = makeAction(this, u"comparisonAgain"_s, u"view-refresh"_s, tr("Try again"), {});
    connect(m_again, &QAction::triggered, this, &ComparisonView::refresh);
    m_cancel = makeAction(this, u"comparisonCancel"_s, u"process-stop"_s, tr("Cancel"), {});
    connect(m_cancel, &QAction::triggered, this, &ComparisonView::cancel);
    addWidget(m_state);
    addWidget(makeContent());
    refresh();
}

ComparisonView::~ComparisonView() = default;

void ComparisonView::refresh()
{
    if (m_finished == 1 || (m_readings[0] && m_finished == 0))
        return; // it is just being read
    m_finished = 0;
    m_comparing.reset();
    m_state->sayBusy(tr("Reading both images…"), {}, {m_cancel});
    setCurrentWidget(m_state);
    for (size_t i = 0; i < m_begin.size(); ++i) {
        m_readings[i] = m_begin[i]();
        connect(m_readings[i].get(), &ImageReading::progressChanged, this, &ComparisonView::showProgress);
        connect(m_readings[i].get(), &ImageReading::finished, this, &ComparisonView::oneFinished);
    }
}

void ComparisonView::cancel()
{
    m_readings = {};
    m_comparing.reset();
    m_finished = 0;
    m_state->say(icon(u"view-list-tree"_s), tr("The images were not compared"), tr("Reading was cancelled."),
                 {m_again});
}

void ComparisonView::focusFilter()
{
    if (currentWidget() == m_state)
        return;
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ComparisonView::showHelp()
{
    m_help->showHelp();
}

QWidget *ComparisonView::makeBar()
{
    auto *bar = new QWidget;
    m_filter = new FilterField;
    m_filter->setObjectName(u"comparisonFilter"_s);
    m_filter->setPlaceholderText(tr("Filter by name or /path…"));
    connect(m_filter, &QLineEdit::textChanged, this, &ComparisonView::ask);
    connect(m_filter, &FilterField::leaveRequested, this, [this] { m_table->setFocus(); });
    m_change = new ChangeChoice(ChangeChoice::Of::Comparison);
    m_change->setObjectName(u"comparisonChange"_s);
    connect(m_change, &QComboBox::currentIndexChanged, this, &ComparisonView::ask);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(6, 2, 6, 2);
    row->addWidget(m_filter, 1);
    row->addWidget(m_change);
    m_help = new HelpButton(HelpTopic::Layers);
    m_help->setObjectName(u"comparisonHelp"_s);
    m_help->setShortcut({}); // F1 is the window's
    row->addWidget(m_help);
    return bar;
}

QWidget *ComparisonView::makeContent()
{
    auto *content = new QWidget;
    m_summary = makePlainLabel(u"comparisonSummary"_s);
    m_summary->setMargin(6);
    m_table = new TreeTable;
    m_table->setObjectName(u"comparisonFiles"_s);
    m_table->setAccessibleName(tr("Files that differ"));
    m_table->setModel(&m_model);
    m_table->setRootIsDecorated(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setDefaultWidths({40, 20, 12, 12, 12});
    m_table->setStretchColumn(ComparisonModel::Name);
    m_table->sortByColumn(ComparisonModel::Name, Qt::AscendingOrder);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_summary);
    column->addWidget(makeBar());
    column->addWidget(m_table, 1);
    return content;
}

void ComparisonView::showProgress()
{
    QStringList lines;
    for (qsizetype i = 0; i < 2; ++i) {
        if (m_readings[size_t(i)])
            lines.append(u"%1: %2"_s.arg(visibleLine(m_names.value(i), 100), m_readings[size_t(i)]->progressText()));
    }
    m_state->setText(lines.join(u'\n'));
}

void ComparisonView::oneFinished()
{
    if (++m_finished < 2)
        return;
    for (const std::unique_ptr<ImageReading> &reading : m_readings) {
        if (reading->error())
            return showFailure(*reading->error());
    }
    const QList<InspectedImage> &before = m_readings[0]->images();
    const QList<InspectedImage> &after = m_readings[1]->images();
    const ComparedImages chosen = imagesToCompare(platformsOf(before), platformsOf(after));
    compare(before[chosen.before], after[chosen.after]);
}

void ComparisonView::showFailure(const Error &error)
{
    m_state->say(icon(u"dialog-error"_s), tr("The images cannot be compared"), error.message, {m_again});
    setCurrentWidget(m_state);
}

void ComparisonView::compare(const InspectedImage &before, const InspectedImage &after)
{
    const qsizetype shared = sharedLayers(before.image.diffIds(), after.image.diffIds());
    m_comparing = std::make_unique<QObject>();
    inBackground(
        m_comparing.get(),
        [a = before.tree, b = after.tree] {
            return std::make_shared<const ImageComparison>(ImageComparison::between(*a, *b));
        },
        [this, shared](const std::shared_ptr<const ImageComparison> &comparison) {
            showComparison(comparison, shared);
        });
}

void ComparisonView::showComparison(const std::shared_ptr<const ImageComparison> &comparison, qsizetype shared)
{
    const ImageComparison::Count &count = comparison->count();
    const ImageComparison::Path &all = comparison->at(PathTable::root);
    const QString growth = growthText(all.bytesAfter - all.bytesBefore);
    QStringList sentences{
        tr("%1 → %2").arg(visibleLine(m_names.value(0), 100), visibleLine(m_names.value(1), 100)),
        tr("%L1 added, %L2 modified, %L3 deleted").arg(count.added).arg(count.modified).arg(count.deleted),
        tr("%1 instead of %2").arg(formatBytes(all.bytesAfter), formatBytes(all.bytesBefore))
            + (growth.isEmpty() ? QString() : u" ("_s + growth + u')'),
        tr("%n layer(s) in common", nullptr, int(shared))};
    m_summary->setText(sentences.join(u" · "_s));
    constexpr qint64 few = 200; // are seen without opening folders
    if (qint64(count.added) + count.modified + count.deleted <= few)
        connect(&m_model, &ComparisonModel::arranged, m_table, &QTreeView::expandAll, Qt::SingleShotConnection);
    m_model.setComparison(comparison);
    setCurrentIndex(1);
}

void ComparisonView::ask()
{
    ComparisonQuery query = m_model.query();
    query.text = m_filter->text();
    query.change = m_change->change();
    m_model.setQuery(query);
}

} // namespace strata
