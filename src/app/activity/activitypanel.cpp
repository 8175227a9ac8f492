// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/activity/activitypanel.h"

#include "app/common/text.h"
#include "app/shell/controls.h"
#include "app/shell/icons.h"
#include "widgets/delegates.h"
#include "widgets/plaintext.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QSplitter>
#include <QToolButton>
#include <QTreeView>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QToolButton *makeButton(const QString &objectName, const QString &iconName, const QString &text)
{
    auto *button = new QToolButton;
    button->setObjectName(objectName);
    button->setAutoRaise(true);
    button->setIcon(icon(iconName));
    button->setToolTip(text);
    button->setAccessibleName(text);
    return button;
}

QLabel *makeSelectableLabel(const QString &objectName)
{
    QLabel *label = makePlainLabel(objectName);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

/// The panel keeps its size whatever an engine says: the log has all of it.
void setBlock(QLabel *label, const QString &text, qsizetype limit)
{
    const QString shown = textBlock(text, limit, 4);
    label->setText(shown);
    label->setToolTip(shown.endsWith(u'…') ? plainToolTip(text) : QString());
}

QString resultText(const Operation &operation)
{
    if (operation.state() != Operation::State::Finished)
        return operation.progress().text;
    switch (operation.outcome().kind) {
    case Outcome::Kind::Success:
        return operation.outcome().summary.isEmpty() ? ActivityPanel::tr("Done.") : operation.outcome().summary;
    case Outcome::Kind::Cancelled: return ActivityPanel::tr("Cancelled.");
    case Outcome::Kind::Failure: break;
    }
    return operation.outcome().error->message;
}

} // namespace

ActivityPanel::ActivityPanel(Activity &activity, QWidget *parent)
    : QWidget(parent), m_activity(activity), m_model(activity)
{
    setObjectName(u"activityPanel"_s);
    m_splitter = new QSplitter;
    m_splitter->setObjectName(u"activitySplitter"_s);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(makeDetails());
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setChildrenCollapsible(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_splitter);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        m_shown = m_model.operation(current);
        m_shownLines = 0;
        m_log->clear();
        m_layerModel.setOperation(qobject_cast<TransferOperation *>(m_shown.get()));
        refreshDetails();
    });
    connect(&activity, &Activity::changed, this, [this](Operation *operation) {
        if (operation == m_shown)
            refreshDetails();
    });
    connect(&activity, &Activity::added, this, &ActivityPanel::showOperation);
    if (m_model.rowCount() > 0)
        m_list->setCurrentIndex(m_model.index(0, 0));
    refreshDetails();
}

QWidget *ActivityPanel::makeList()
{
    auto *side = new QWidget;
    m_list = new QTreeView;
    m_list->setObjectName(u"activityList"_s);
    m_list->setAccessibleName(tr("Operations"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new TableDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setHeaderHidden(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(OperationModel::Title, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(OperationModel::Time, QHeaderView::ResizeToContents);

    auto *title = new QLabel(tr("Activity"));
    title->setTextFormat(Qt::PlainText);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto *forget = makeButton(u"activityForget"_s, u"edit-clear-all"_s, tr("Forget finished operations"));
    auto *close = makeButton(u"activityClose"_s, u"go-down"_s, tr("Close the activity panel"));
    connect(forget, &QToolButton::clicked, this, [this] { m_activity.forgetFinished(); });
    connect(close, &QToolButton::clicked, this, &ActivityPanel::closeRequested);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(10, 4, 4, 0);
    head->addWidget(title, 1);
    head->addWidget(forget);
    head->addWidget(close);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins({});
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(m_list, 1);
    return side;
}

QWidget *ActivityPanel::makeDetails()
{
    auto *side = new QWidget;
    m_title = makeSelectableLabel(u"activityTitle"_s);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_result = makeSelectableLabel(u"activityResult"_s);
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel = makeButton(u"activityCancel"_s, u"process-stop"_s, tr("Cancel"));
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (m_shown)
            m_shown->cancel();
    });
    m_command = makeSelectableLabel(u"activityCommand"_s);
    m_command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *copy = makeButton(u"activityCopy"_s, u"edit-copy"_s, tr("Copy the docker command"));
    connect(copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_commandText); });
    m_log = new QPlainTextEdit;
    m_log->setObjectName(u"activityLog"_s);
    m_log->setAccessibleName(tr("Log of the operation"));
    m_log->setReadOnly(true);
    m_log->setMaximumBlockCount(10'000);
    m_log->setFrameShape(QFrame::NoFrame);

    setUpLayers();

    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_progress);
    head->addWidget(m_cancel);
    m_commandRow = new QWidget;
    auto *commandRow = new QHBoxLayout(m_commandRow);
    commandRow->setContentsMargins({});
    commandRow->addWidget(m_command, 1);
    commandRow->addWidget(copy, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(10, 6, 6, 6);
    column->addLayout(head);
    column->addWidget(m_commandRow);
    column->addWidget(m_result);
    column->addWidget(m_layers, 3);
    column->addWidget(m_log, 1);
    return side;
}

void ActivityPanel::setUpLayers()
{
    m_layers = new QTreeView;
    m_layers->setObjectName(u"activityLayers"_s);
    m_layers->setAccessibleName(tr("Layers"));
    m_layers->setModel(&m_layerModel);
    m_layers->setItemDelegate(new TableDelegate(m_layers));
    m_layers->setItemDelegateForColumn(TransferModel::Size, new BarDelegate(TransferModel::ShareRole, m_layers));
    m_layers->setRootIsDecorated(false);
    m_layers->setUniformRowHeights(true);
    m_layers->setFrameShape(QFrame::NoFrame);
    const int em = fontMetrics().horizontalAdvance(u'm');
    m_layers->header()->resizeSection(TransferModel::Layer, em * 10);
    m_layers->header()->resizeSection(TransferModel::State, em * 14);
}

void ActivityPanel::showOperation(Operation *operation)
{
    const QModelIndex index = m_model.indexOf(operation);
    if (index.isValid())
        m_list->setCurrentIndex(index);
}

void ActivityPanel::refreshDetails()
{
    const bool running = m_shown && m_shown->state() == Operation::State::Running;
    m_progress->setVisible(running);
    m_cancel->setVisible(running);
    m_log->setVisible(m_shown);
    m_layers->setVisible(m_layerModel.rowCount() > 0);
    m_commandRow->setVisible(m_shown && !m_shown->commandLine().isEmpty());
    if (!m_shown) {
        m_title->setText({});
        m_result->setText(
            tr("What you do to images and containers is listed here, with the docker command that does the "
               "same."));
        return;
    }
    const Operation::Progress &progress = m_shown->progress();
    m_progress->setRange(0, progress.total < 0 ? 0 : 1000);
    if (progress.total > 0)
        m_progress->setValue(static_cast<int>(progress.done * 1000 / progress.total));
    m_commandText = m_shown->commandLine().toString();
    setBlock(m_title, m_shown->title(), 120);
    setBlock(m_command, m_commandText, 200);
    setBlock(m_result, resultText(*m_shown), 300);
    for (; m_shownLines < m_shown->log().size(); ++m_shownLines)
        m_log->appendPlainText(visibleText(m_shown->log()[m_shownLines]));
}

} // namespace strata
