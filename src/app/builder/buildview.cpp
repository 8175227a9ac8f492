// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildview.h"

#include "app/builder/buildlogview.h"
#include "app/builder/buildsteptext.h"
#include "app/builder/stepline.h"
#include "app/common/text.h"
#include "app/shell/controls.h"
#include "app/shell/icons.h"
#include "core/background.h"
#include "core/bytesize.h"
#include "engine/build/buildlogfile.h"
#include "engine/build/buildoperation.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"
#include "widgets/plaintext.h"
#include "widgets/timelinedelegate.h"
#include "widgets/treetable.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QSettings>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto batchTime = 40ms;
constexpr auto tickTime = 200ms;
constexpr int WarningLineRole = Qt::UserRole;
constexpr int MostWarningsShown = 500;
constexpr int WarningRows = 4; ///< to be seen at once

qint64 nanosecondsNow()
{
    return QDateTime::currentMSecsSinceEpoch() * 1'000'000;
}

/// As BuildKit prints it: "[builder 2/5] RUN make".
QString fullName(const BuildStepName &name)
{
    QStringList prefix;
    for (const QString &part : {name.platform, name.stage}) {
        if (!part.isEmpty())
            prefix.append(part);
    }
    if (name.number > 0)
        prefix.append(u"%1/%2"_s.arg(name.number).arg(name.count));
    else if (name.isInternal)
        prefix.append(u"internal"_s);
    return prefix.isEmpty() ? name.text : u'[' + prefix.join(u' ') + u"] "_s + name.text;
}

QToolButton *actionButton(QAction *action, const QString &objectName)
{
    auto *button = new QToolButton;
    button->setObjectName(objectName);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    return button;
}

} // namespace

BuildView::BuildView(QWidget *parent) : QWidget(parent), m_batch(this), m_tick(this)
{
    setObjectName(u"buildView"_s);
    m_steps.setPalette(palette());
    setUpActions();
    m_content = new QWidget;
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setObjectName(u"buildSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeSteps());
    m_splitter->addWidget(makeOutput());
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(makeFailure());
    column->addWidget(makeWarnings());
    column->addWidget(m_splitter, 1);
    m_empty = new EmptyState;
    m_empty->say(
        icon(u"system-run"_s), tr("No build yet"),
        tr("A build is shown here while it runs: its stages side by side, with the time and the output of every "
           "step."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_content);
    layout->addWidget(m_empty);

    m_batch.setSingleShot(true);
    m_batch.setInterval(batchTime);
    connect(&m_batch, &QTimer::timeout, this, &BuildView::flush);
    m_tick.setInterval(tickTime);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (!isVisible())
            return;
        m_steps.tick(nanosecondsNow());
        showHead();
    });
    showNothing();
}

BuildView::~BuildView() = default;

void BuildView::setUpActions()
{
    m_cancel = makeAction(this, u"buildCancel"_s, u"process-stop"_s, tr("Cancel"), tr("Stop this build"));
    m_copyCommand = makeAction(this, u"buildCopyCommand"_s, u"edit-copy"_s, tr("Copy Command"),
                               tr("Copy the docker command that does the same"));
    m_saveLog = makeAction(this, u"buildSaveLog"_s, u"document-save"_s, tr("Save Log…"),
                           tr("Save all that the steps printed as a text file"));
    connect(m_cancel, &QAction::triggered, this, [this] {
        if (m_operation)
            m_operation->cancel();
    });
    connect(m_copyCommand, &QAction::triggered, this, &BuildView::copyCommand);
    connect(m_saveLog, &QAction::triggered, this, &BuildView::saveLog);
}

QList<QAction *> BuildView::buildActions() const
{
    return {m_cancel, m_copyCommand, m_saveLog};
}

QWidget *BuildView::makeHead()
{
    auto *head = new QWidget;
    m_sign = new QLabel;
    m_sign->setTextFormat(Qt::PlainText);
    m_title = new ElidedLabel;
    m_title->setObjectName(u"buildTitle"_s);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_facts = new ElidedLabel;
    m_facts->setObjectName(u"buildFacts"_s);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_title);
    texts->addWidget(m_facts);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(10, 6, 6, 6);
    row->addWidget(m_sign);
    row->addLayout(texts, 1);
    m_cancelButton = actionButton(m_cancel, u"buildCancelButton"_s);
    row->addWidget(m_cancelButton);
    row->addWidget(actionButton(m_copyCommand, u"buildCopyButton"_s));
    row->addWidget(actionButton(m_saveLog, u"buildSaveButton"_s));
    return head;
}

QWidget *BuildView::makeFailure()
{
    m_failure = new QFrame;
    m_failure->setObjectName(u"buildFailure"_s);
    m_failure->setFrameShape(QFrame::StyledPanel);
    m_failure->setAutoFillBackground(true);
    m_failure->setBackgroundRole(QPalette::AlternateBase);
    auto *sign = new QLabel;
    sign->setTextFormat(Qt::PlainText);
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize);
    sign->setPixmap(icon(u"dialog-error"_s).pixmap(extent));
    m_failureText = makePlainLabel(u"buildFailureText"_s);
    m_failureText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_failureLine = new QToolButton;
    m_failureLine->setObjectName(u"buildFailureLine"_s);
    m_failureLine->setAccessibleName(tr("Go to the line"));
    m_failureLine->setIcon(icon(u"go-jump"_s));
    m_failureLine->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_failureLine, &QToolButton::clicked, this, [this] { Q_EMIT lineRequested(m_failedLine); });
    auto *row = new QHBoxLayout(m_failure);
    row->addWidget(sign, 0, Qt::AlignTop);
    row->addWidget(m_failureText, 1);
    row->addWidget(m_failureLine, 0, Qt::AlignTop);
    return m_failure;
}

QWidget *BuildView::makeWarnings()
{
    m_warningsSide = new QWidget;
    m_warningsHead = new QToolButton;
    m_warningsHead->setObjectName(u"buildWarningsHead"_s);
    m_warningsHead->setAccessibleName(tr("Warnings"));
    m_warningsHead->setIcon(icon(u"dialog-warning"_s));
    m_warningsHead->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_warningsHead->setAutoRaise(true);
    m_warningsHead->setToolTip(tr("Show or hide them"));
    m_warnings = new QListWidget;
    m_warnings->setObjectName(u"buildWarnings"_s);
    m_warnings->setAccessibleName(tr("Warnings of the builder"));
    m_warnings->setFrameShape(QFrame::NoFrame);
    m_warnings->setUniformItemSizes(true);
    m_warnings->setTextElideMode(Qt::ElideRight);
    m_warnings->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto lead = [this](const QListWidgetItem *item) {
        if (const int line = item->data(WarningLineRole).toInt(); line > 0)
            Q_EMIT lineRequested(line);
    };
    connect(m_warnings, &QListWidget::itemClicked, this, lead);
    connect(m_warnings, &QListWidget::itemActivated, this, lead);
    connect(m_warningsHead, &QToolButton::clicked, this, [this] { m_warnings->setVisible(m_warnings->isHidden()); });
    auto *column = new QVBoxLayout(m_warningsSide);
    column->setContentsMargins(6, 2, 6, 2);
    column->setSpacing(0);
    column->addWidget(m_warningsHead);
    column->addWidget(m_warnings);
    return m_warningsSide;
}

QWidget *BuildView::makeSteps()
{
    m_table = new TreeTable;
    m_table->setObjectName(u"buildSteps"_s);
    m_table->setAccessibleName(tr("Steps by stages"));
    m_table->setModel(&m_steps);
    m_table->setSortingEnabled(false);
    m_table->header()->setSectionsClickable(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setBranchKeyRole(BuildStepsModel::BranchRole);
    m_table->setItemDelegateForColumn(BuildStepsModel::Bytes, new BarDelegate(BuildStepsModel::ShareRole, m_table));
    m_table->setItemDelegateForColumn(BuildStepsModel::Timeline,
                                      new TimelineDelegate(BuildStepsModel::BeginRole, BuildStepsModel::EndRole,
                                                           BuildStepsModel::ColorRole, m_table));
    m_table->setDefaultWidths({40, 8, 9, 13, 18});
    m_table->setStretchColumn(BuildStepsModel::Step);
    connect(&m_steps, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent) {
        m_ranks.clear();
        if (!parent.isValid())
            closeInternal();
    });
    connect(&m_steps, &QAbstractItemModel::rowsMoved, this, [this] { m_ranks.clear(); });
    connect(m_table, &TreeTable::rowActivated, this, [this](const QModelIndex &index) {
        if (const int line = lineOf(index.data(BuildStepsModel::RowRole).toInt()); line > 0)
            Q_EMIT lineRequested(line);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                m_isChosen = m_isChosen || (!m_isChoosing && current.isValid());
                showChosen();
            });
    return m_table;
}

QWidget *BuildView::makeOutput()
{
    auto *side = new QWidget;
    m_partsTable = new TreeTable;
    m_partsTable->setObjectName(u"buildParts"_s);
    m_partsTable->setAccessibleName(tr("Parts of the step"));
    m_partsTable->setModel(&m_parts);
    m_partsTable->setSortingEnabled(false);
    m_partsTable->setRootIsDecorated(false);
    m_partsTable->setHeaderHidden(true);
    m_partsTable->setFrameShape(QFrame::NoFrame);
    m_partsTable->setItemDelegateForColumn(BuildPartsModel::Amount,
                                           new BarDelegate(BuildPartsModel::ShareRole, m_partsTable));
    m_partsTable->setDefaultWidths({60, 24});
    m_partsTable->setStretchColumn(BuildPartsModel::Part);
    m_output = new BuildLogView;
    m_output->setObjectName(u"buildLog"_s);
    m_output->setStepOrder([this](const QString &digest) { return rankOf(digest); });
    connect(m_output, &BuildLogView::placeRequested, this, &BuildView::showPlace);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_output, 1);
    column->addWidget(m_partsTable);
    return side;
}

/// What BuildKit does for itself is of use to few, and only when it fails.
void BuildView::closeInternal()
{
    const QModelIndex first = m_steps.index(0, 0);
    if (!m_hasClosedInternal && first.data(BuildStepsModel::BranchRole).toString() == u"internal"_s) {
        m_hasClosedInternal = true;
        m_table->collapse(first);
    }
}

void BuildView::forget()
{
    if (m_operation)
        m_operation->disconnect(this);
    m_operation.clear();
    m_batch.stop();
    m_tick.stop();
    m_touched.clear();
    m_ranks.clear();
    m_log.reset();
    m_printed = -1;
    m_isChosen = m_isOver = m_hasClosedInternal = false;
    m_failedLine = 0;
    m_warned = 0;
    m_took = 0;
    m_imageSize = -1;
    m_totals = {};
    m_logNote.clear();
    m_dockerfile.clear();
    m_warnings->clear();
    m_warningsSide->hide();
    m_failure->hide();
    m_isChoosing = true;
    m_steps.clear();
    m_isChoosing = false;
    m_parts.clear();
    m_output->setLog(nullptr);
}

void BuildView::begin(const QString &name, const QString &command)
{
    m_name = name;
    m_command = command;
    m_isShown = true;
    m_content->show();
    m_empty->hide();
}

void BuildView::showNothing()
{
    forget();
    m_isShown = false;
    m_name.clear();
    m_command.clear();
    m_content->hide();
    m_empty->show();
    showHead();
}

void BuildView::showOperation(BuildOperation *operation)
{
    if (!operation)
        return showNothing();
    forget();
    m_operation = operation;
    m_log = operation->buildLog();
    const BuildOptions &options = operation->options();
    begin(options.tags.isEmpty() ? options.dockerfile : options.tags.join(u", "_s),
          operation->commandLine().toString());
    m_output->setLog(m_log);
    connect(operation, &BuildOperation::stepsAdded, this, [this] { m_batch.isActive() ? void() : m_batch.start(); });
    connect(operation, &BuildOperation::stepChanged, this, [this](int row) {
        m_touched.insert(row);
        m_printed = row;
        if (!m_batch.isActive())
            m_batch.start();
    });
    connect(operation, &Operation::progressChanged, this, [this] { m_batch.isActive() ? void() : m_batch.start(); });
    connect(operation, &Operation::finished, this, &BuildView::operationFinished);
    connect(operation, &QObject::destroyed, this, [this] {
        if (!m_isOver)
            showEnd(Outcome::Kind::Cancelled, {}, {});
    });
    m_tick.start();
    flush();
    if (operation->state() == Operation::State::Finished)
        operationFinished();
}

void BuildView::showKept(const KeptBuild &build)
{
    forget();
    const BuildSummary &summary = build.summary;
    begin(summary.tags.isEmpty() ? summary.dockerfile : summary.tags.join(u", "_s), build.command);
    m_isOver = true;
    m_dockerfile = build.dockerfileText;
    m_took = summary.started.msecsTo(summary.finished) * 1'000'000;
    m_imageSize = summary.imageSize;
    m_totals = summary.totals;
    m_logNote = summary.hasLog ? tr("Reading the log…")
        : summary.logSize > 0  ? tr("The log of this build is not kept any more.")
                               : QString();
    m_steps.append(build.steps, 0);
    showWarnings();
    showEnd(summary.outcome, build.error, build.failedAt);
    if (!m_table->currentIndex().isValid() && m_steps.stepCount() > 0)
        choose(m_steps.stepCount() - 1);
}

void BuildView::setKeptLog(const Result<std::shared_ptr<const BuildLog>> &log)
{
    if (!log) {
        m_logNote = log.error().message;
        m_output->setPlaceholder(m_logNote);
        return;
    }
    m_logNote.clear();
    m_log = *log;
    m_output->setLog(m_log);
    if (!m_isChosen && m_outcome != Outcome::Kind::Failure)
        choose(lastToPrint());
    showChosen();
    showHead();
}

int BuildView::lastToPrint() const
{
    int last = -1;
    for (const QString &digest : m_log->steps()) {
        const int row = m_steps.rowOf(digest);
        if (row >= 0 && (last < 0 || m_steps.step(row).completed >= m_steps.step(last).completed))
            last = row;
    }
    return last;
}

/// Takes over what the operation told since the last time.
void BuildView::flush()
{
    if (!m_operation)
        return;
    const QList<BuildStep> &all = m_operation->steps();
    const qint64 now = nanosecondsNow();
    const int known = m_steps.stepCount();
    QList<std::pair<int, BuildStep>> changed;
    for (const int row : std::as_const(m_touched)) {
        if (row < known)
            changed.append({row, all.at(row)});
    }
    m_touched.clear();
    if (!changed.isEmpty())
        m_steps.change(changed, now);
    if (known < all.size())
        m_steps.append(all.sliced(known), now);
    m_totals = m_operation->build().totals();
    showWarnings();
    if (!m_isChosen && m_printed >= 0 && m_log->lineCount(m_steps.step(m_printed).digest) > 0)
        choose(m_printed);
    showChosen();
    showHead();
}

void BuildView::operationFinished()
{
    flush();
    m_took = m_operation->startedAt().msecsTo(m_operation->finishedAt()) * 1'000'000;
    const Outcome &outcome = m_operation->outcome();
    QString error = outcome.error ? outcome.error->message : QString();
    if (const std::optional<Error> lost = m_log->error())
        error += (error.isEmpty() ? QString() : u"\n"_s) + lost->message;
    showEnd(outcome.kind, error, m_operation->failedAt());
}

void BuildView::showEnd(Outcome::Kind outcome, const QString &error, const std::optional<BuildFailure> &failedAt)
{
    m_isOver = true;
    m_outcome = outcome;
    m_tick.stop();
    m_failedLine = failedAt ? failedAt->line : 0;
    if (failedAt && m_failedLine == 0)
        m_failedLine = lineOf(failedAt->row);
    m_failure->setVisible(!error.isEmpty());
    const QString shown = textBlock(visibleText(error), 800, 6);
    m_failureText->setText(shown);
    m_failureText->setToolTip(shown.endsWith(u'…') ? plainToolTip(error) : QString());
    m_failureLine->setVisible(m_failedLine > 0);
    m_failureLine->setText(tr("Go to Line %1").arg(m_failedLine));
    if (failedAt && failedAt->row >= 0 && !m_isChosen)
        choose(failedAt->row);
    showChosen();
    showHead();
    // What became visible above has taken room from the steps.
    QMetaObject::invokeMethod(this, [this] { m_table->scrollTo(m_table->currentIndex()); }, Qt::QueuedConnection);
}

QString BuildView::facts() const
{
    const bool isRunning = !m_isOver;
    QStringList facts{isRunning ? stepStateWord(BuildStep::State::Running) : buildOutcomeWord(m_outcome)};
    if (isRunning && m_totals.steps == 0 && m_operation && !m_operation->progress().text.isEmpty())
        facts.append(m_operation->progress().text);
    if (m_totals.steps > 0 && isRunning)
        facts.append(tr("%1 of %2 steps").arg(m_totals.done).arg(m_totals.steps));
    else if (m_totals.steps > 0)
        facts.append(m_totals.steps == 1 ? tr("1 step") : tr("%n steps", nullptr, m_totals.steps));
    if (m_totals.cached > 0)
        facts.append(tr("%1 from the cache").arg(m_totals.cached));
    const qint64 took = isRunning && m_operation
        ? m_operation->startedAt().msecsTo(QDateTime::currentDateTimeUtc()) * 1'000'000
        : m_took;
    facts.append(timeTaken(std::max<qint64>(took, 0)));
    if (m_imageSize >= 0)
        facts.append(formatBytes(m_imageSize));
    return facts.join(u" · "_s);
}

void BuildView::showHead()
{
    const bool isRunning = m_isShown && !m_isOver;
    m_cancel->setEnabled(isRunning);
    m_cancelButton->setVisible(isRunning);
    m_copyCommand->setEnabled(!m_command.isEmpty());
    m_saveLog->setEnabled(m_isShown && m_log && m_log->size() > 0 && !m_isSaving);
    if (!m_isShown)
        return;
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize);
    const QIcon sign = isRunning ? stepStateIcon(BuildStep::State::Running, palette())
                                 : buildOutcomeIcon(m_outcome, palette());
    m_sign->setPixmap(sign.pixmap(QSize(extent, extent), devicePixelRatio()));
    m_title->setText(visibleLine(m_name));
    m_facts->setText(facts());
}

void BuildView::showWarnings()
{
    if (m_totals.warnings == m_warned)
        return;
    m_warned = m_totals.warnings;
    m_warnings->clear();
    for (const BuildStep &step : m_steps.steps()) {
        for (const BuildTrace::Warning &warning : step.warnings) {
            if (m_warnings->count() >= MostWarningsShown)
                break;
            const int line = warning.ranges.isEmpty() ? 0 : warning.ranges.first().startLine;
            const QString text = visibleLine(warning.shortText);
            auto *item = new QListWidgetItem(line > 0 ? tr("Line %1: %2").arg(QString::number(line), text) : text,
                                             m_warnings);
            item->setData(WarningLineRole, line);
            item->setToolTip(
                plainToolTip(QStringList(warning.details + QStringList{warning.url}).join(u'\n').trimmed()));
        }
    }
    m_warningsHead->setText(m_warned == 1 ? tr("1 warning") : tr("%n warnings", nullptr, m_warned));
    const int rows = std::min(m_warnings->count(), WarningRows);
    m_warnings->setFixedHeight(m_warnings->sizeHintForRow(0) * rows + 2);
    m_warningsSide->setVisible(m_warned > 0);
}

void BuildView::choose(int row)
{
    const QModelIndex index = m_steps.indexOf(row);
    if (!index.isValid() || m_table->currentIndex().siblingAtColumn(0) == index)
        return;
    m_isChoosing = true;
    m_table->selectOnly(index);
    m_isChoosing = false;
}

void BuildView::showChosen()
{
    const QModelIndex current = m_table->currentIndex();
    const int row = current.isValid() ? current.data(BuildStepsModel::RowRole).toInt() : -1;
    m_partsTable->setVisible(row >= 0 && !m_steps.step(row).statuses.isEmpty());
    if (row < 0) {
        m_parts.clear();
        m_output->showStep({}, current.siblingAtColumn(0).data().toString());
        m_output->setPlaceholder(tr("Choose a step to see what it printed."));
        return;
    }
    const BuildStep &step = m_steps.step(row);
    m_parts.setStep(step);
    const int rows = std::min(m_parts.rowCount(), WarningRows);
    m_partsTable->setFixedHeight(m_partsTable->sizeHintForRow(0) * std::max(rows, 1) + 2);
    if (!m_logNote.isEmpty())
        m_output->setPlaceholder(m_logNote);
    else
        m_output->setPlaceholder(step.isOver() ? tr("This step printed nothing.")
                                               : tr("This step has printed nothing yet."));
    m_output->showStep(step.digest, fullName(step.name));
    m_output->logGrew();
}

int BuildView::lineOf(int row) const
{
    return row >= 0 && row < m_steps.stepCount() && !m_dockerfile.isEmpty()
        ? lineOfStep(m_dockerfile, m_steps.step(row).name)
        : 0;
}

int BuildView::rankOf(const QString &digest)
{
    if (m_ranks.isEmpty()) {
        for (int branch = 0; branch < m_steps.rowCount(); ++branch) {
            const QModelIndex parent = m_steps.index(branch, 0);
            for (int row = 0; row < m_steps.rowCount(parent); ++row) {
                const int step = m_steps.index(row, 0, parent).data(BuildStepsModel::RowRole).toInt();
                m_ranks.insert(m_steps.step(step).digest, static_cast<int>(m_ranks.size()));
            }
        }
    }
    return m_ranks.value(digest, -1);
}

void BuildView::showPlace(const BuildLogPlace &place)
{
    const int row = m_steps.rowOf(place.step);
    if (row < 0)
        return;
    m_isChosen = true;
    choose(row);
    m_output->showLine(place.line);
}

void BuildView::setOrientation(Qt::Orientation orientation)
{
    m_splitter->setOrientation(orientation);
}

void BuildView::focusFind()
{
    m_output->focusFind();
}

void BuildView::copyCommand()
{
    QGuiApplication::clipboard()->setText(m_command);
}

void BuildView::saveLog()
{
    auto *dialog = new QFileDialog(this, tr("Save the build's log"));
    dialog->setObjectName(u"buildLogSaveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Text files (*.log *.txt)"), tr("All files (*)")});
    dialog->setDefaultSuffix(u"log"_s);
    dialog->selectFile(u"build.log"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &BuildView::writeLog);
    dialog->open();
}

void BuildView::writeLog(const QString &path)
{
    if (!m_log)
        return;
    QHash<QString, QString> headings;
    for (int row = 0; row < m_steps.stepCount(); ++row)
        headings.insert(m_steps.step(row).digest, u"#%1 %2"_s.arg(row + 1).arg(fullName(m_steps.step(row).name)));
    m_isSaving = true;
    showHead();
    inBackground(
        this,
        [log = m_log, path, headings] {
            return exportBuildLog(*log, path, [&headings](const QString &step) { return headings.value(step, step); });
        },
        [this](const Result<void> &written) {
            m_isSaving = false;
            showHead();
            if (written)
                return;
            auto *box = new QMessageBox(QMessageBox::Warning, tr("The log was not saved"),
                                        textBlock(written.error().message), QMessageBox::Close, this);
            box->setObjectName(u"buildLogNotSaved"_s);
            box->setTextFormat(Qt::PlainText);
            box->setAttribute(Qt::WA_DeleteOnClose);
            box->open();
        });
}

void BuildView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_title) {
        m_steps.setPalette(palette());
        showHead();
    }
}

void BuildView::saveState(QSettings &settings, const QString &group) const
{
    m_table->saveState(settings, group + u"/buildSteps"_s);
    settings.setValue(group + u"/buildSplitter"_s, m_splitter->saveState());
}

void BuildView::restoreState(const QSettings &settings, const QString &group)
{
    m_table->restoreState(settings, group + u"/buildSteps"_s);
    m_splitter->restoreState(settings.value(group + u"/buildSplitter"_s).toByteArray());
}

} // namespace strata
