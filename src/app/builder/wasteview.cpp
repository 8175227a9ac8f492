// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/wasteview.h"

#include "app/builder/linewastetext.h"
#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/layers/imagereading.h"
#include "app/layers/layercommands.h"
#include "app/shell/controls.h"
#include "app/shell/icons.h"
#include "core/background.h"
#include "core/bytesize.h"
#include "core/dropelsewhere.h"
#include "engine/api/images.h"
#include "widgets/delegates.h"
#include "widgets/emptystate.h"
#include "widgets/treetable.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

WasteView::WasteView(QWidget *parent) : QStackedWidget(parent), m_state(new EmptyState)
{
    setObjectName(u"builderWaste"_s);
    setUpActions();
    m_state->setObjectName(u"builderWasteState"_s);
    addWidget(m_state);
    addWidget(makeContent());
    showCurrent();
    sayNothingBuilt();
}

WasteView::~WasteView() = default;

void WasteView::setUpActions()
{
    m_look = makeAction(this, u"builderWasteLook"_s, u"edit-find"_s, tr("Look for waste"), {});
    m_cancel = makeAction(this, u"builderWasteCancel"_s, {}, tr("Cancel"), {});
    m_retry = makeAction(this, u"builderWasteRetry"_s, u"view-refresh"_s, tr("Retry"), {});
    m_fix = makeAction(this, u"builderWasteFix"_s, u"dialog-ok"_s, tr("Fix it"), {});
    m_lookInto = makeAction(this, u"builderWasteLookInto"_s, u"view-list-tree"_s, tr("Look into it"),
                            tr("Show the layers of the image, and every file in them"));
    connect(m_look, &QAction::triggered, this, &WasteView::look);
    connect(m_retry, &QAction::triggered, this, &WasteView::look);
    connect(m_cancel, &QAction::triggered, this, [this] {
        stopReading();
        propose();
    });
    connect(m_fix, &QAction::triggered, this, &WasteView::fix);
    connect(m_lookInto, &QAction::triggered, this, &WasteView::lookInto);
}

QWidget *WasteView::makeContent()
{
    m_content = new QWidget;
    m_note = makePlainLabel(u"builderWasteNote"_s);
    m_note->setContentsMargins(6, 2, 6, 2);
    m_note->hide();
    m_table = new TreeTable;
    m_table->setObjectName(u"builderWasteTable"_s);
    m_table->setAccessibleName(tr("What is wasted, and by which lines"));
    m_table->setModel(&m_model);
    m_table->setRootIsDecorated(false);
    m_table->setSortingEnabled(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(LineWasteModel::Size, new BarDelegate(LineWasteModel::ShareRole, m_table));
    m_table->setDefaultWidths({12, 18, 32, 40});
    m_table->setStretchColumn(LineWasteModel::Files);
    m_advice = makePlainLabel(u"builderWasteAdvice"_s);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(6, 2, 6, 2);
    row->addWidget(m_advice, 1);
    for (QAction *action : {m_fix, m_lookInto}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        row->addWidget(button);
    }
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_note);
    column->addWidget(m_table, 1);
    column->addLayout(row);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &WasteView::showCurrent);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &WasteView::showCurrent);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &WasteView::showCurrent);
    connect(m_table, &QAbstractItemView::clicked, this, &WasteView::tellLine);
    connect(m_table, &TreeTable::rowActivated, this, &WasteView::tellLine);
    return m_content;
}

void WasteView::setSession(EngineSession *session)
{
    if (session == m_session)
        return;
    m_session = session;
    if (!m_reading && !m_isLookingUp)
        return;
    stopReading();
    sayProblem(tr("The connection to the engine was ended while the image was read."));
}

void WasteView::stopReading()
{
    m_reading.reset();
    m_isLookingUp = false;
    ++m_lookups;
    ++m_reports;
}

void WasteView::buildBegins()
{
    const bool wasReading = m_reading || m_isLookingUp;
    stopReading();
    if (wasReading)
        propose();
}

void WasteView::buildEnded(const ImageSummary &image, const QString &name, const QString &text)
{
    stopReading();
    m_report.reset();
    m_image = image;
    m_imageSession = m_session;
    m_name = name;
    m_builtText = text;
    m_model.setWaste({});
    Q_EMIT titleChanged();
    if (image.size >= 0)
        readIfSmall();
    else
        askSize();
}

/// The list of images has not heard of it yet.
void WasteView::askSize()
{
    if (!m_imageSession)
        return propose();
    m_isLookingUp = true;
    m_state->sayBusy(tr("Looking for waste…"));
    setCurrentWidget(m_state);
    m_imageSession->engine().images().inspect(m_image.id.toString(), this,
                                              [this, number = ++m_lookups](const Result<ImageDetails> &details) {
                                                  if (number != m_lookups)
                                                      return;
                                                  m_isLookingUp = false;
                                                  m_image.size = details ? details->size : -1;
                                                  readIfSmall();
                                              });
}

/// A large one may have been read before.
void WasteView::readIfSmall()
{
    read(m_image.size < 0 || m_image.size > ReadAtOnce);
}

void WasteView::look()
{
    if (!m_image.id.isEmpty() && !m_report && !m_reading)
        read(false);
}

void WasteView::read(bool isOfCacheOnly)
{
    stopReading();
    if (!m_imageSession || m_imageSession != m_session)
        return sayProblem(tr("The engine of this image is not there any more."));
    const auto source = isOfCacheOnly ? ImageReading::Source::CacheOnly : ImageReading::Source::CacheOrEngine;
    m_reading = std::make_unique<ImageReading>(m_imageSession, m_image, ImageReading::defaultCache(), source);
    connect(
        m_reading.get(), &ImageReading::finished, this,
        [this, isOfCacheOnly, ended = m_reading.get()] {
            if (ended == m_reading.get())
                readingFinished(isOfCacheOnly);
        },
        Qt::QueuedConnection);
    connect(m_reading.get(), &ImageReading::progressChanged, this,
            [this] { m_state->setText(m_reading->progressText()); });
    m_state->sayBusy(tr("Reading the image…"), {}, {m_cancel});
    setCurrentWidget(m_state);
}

void WasteView::readingFinished(bool isOfCacheOnly)
{
    const QList<InspectedImage> images = m_reading->images();
    if (const std::optional<Error> error = m_reading->error()) {
        m_reading.reset();
        return sayProblem(error->message);
    }
    if (images.isEmpty()) {
        m_reading.reset();
        return isOfCacheOnly ? propose() : sayProblem(tr("The engine sent no image."));
    }
    inBackground(
        this,
        [image = images.first()] {
            Report report{.image = image.image,
                          .buried = buriedFiles(*image.tree),
                          .totalBytes = image.tree->totalBytes(),
                          .wastedBytes = image.tree->wastedBytes()};
            for (ArchiveLayer &layer : report.image.layers)
                layer.index.reset();
            return report;
        },
        [this, number = ++m_reports](const Report &report) {
            if (number != m_reports)
                return;
            QList<InspectedImage> read = m_reading->images();
            m_reading.reset();
            dropElsewhere(std::move(read));
            showReport(report);
        });
}

void WasteView::showReport(const Report &report)
{
    m_report = report;
    Q_EMIT titleChanged();
    if (report.buried.isEmpty()) {
        m_state->say(icon(u"dialog-ok"_s), tr("No byte is wasted"),
                     tr("Containers see all %1 in the layers of the image: its efficiency is 100 %.")
                         .arg(formatBytes(report.totalBytes)),
                     {m_lookInto});
        return setCurrentWidget(m_state);
    }
    match();
}

void WasteView::setInsight(const std::shared_ptr<const DockerfileInsight> &insight)
{
    m_insight = insight;
    if (m_report && !m_report->buried.isEmpty())
        match();
    showNote();
    showCurrent();
}

/// One at a time, then the newest text.
void WasteView::match()
{
    if (!m_insight)
        return;
    if (m_match != Match::Shown) {
        m_match = Match::Stale;
        return;
    }
    m_match = Match::Matching;
    inBackground(
        this,
        [insight = m_insight, image = m_report->image, buried = m_report->buried] {
            return lineWaste(insight->document, insight->plan, insight->findings, image, buried);
        },
        [this, insight = m_insight, number = m_reports](const QList<LineWaste> &waste) {
            const bool isStale = std::exchange(m_match, Match::Shown) == Match::Stale;
            if (m_report && number == m_reports)
                showMatched(waste, insight);
            if (m_report && (isStale || number != m_reports))
                match();
        });
}

void WasteView::showMatched(const QList<LineWaste> &waste, const std::shared_ptr<const DockerfileInsight> &insight)
{
    m_rowsOf = insight;
    m_model.setWaste(waste);
    if (!m_table->currentIndex().isValid())
        m_table->selectOnly(m_model.index(0, 0));
    showNote();
    showCurrent();
    setCurrentWidget(m_content);
}

void WasteView::showNote()
{
    const bool isOther = m_insight && m_insight->question.text != m_builtText;
    m_note->setText(tr("The text was changed since the image was built. The next build tells what is still wasted."));
    m_note->setVisible(isOther);
}

const LineWaste *WasteView::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_model.waste(index.row()) : nullptr;
}

void WasteView::showCurrent()
{
    const LineWaste *waste = current();
    const bool hasFix = waste && waste->finding && m_rowsOf == m_insight;
    m_advice->setText(waste ? wasteAdvice(*waste) : QString());
    m_fix->setEnabled(hasFix);
    m_fix->setText(hasFix ? waste->finding->fix->title : tr("Fix it"));
}

/// The line that buries it is where it goes wrong.
void WasteView::tellLine()
{
    const LineWaste *waste = current();
    if (!waste || m_rowsOf != m_insight)
        return;
    const WastePlace &place = waste->buried.kind == WastePlace::Kind::Line ? waste->buried : waste->brought;
    if (place.kind == WastePlace::Kind::Line)
        Q_EMIT lineChosen(int(place.line));
}

void WasteView::fix()
{
    const LineWaste *waste = current();
    if (waste && waste->finding && m_rowsOf == m_insight)
        Q_EMIT fixRequested(*waste->finding->fix);
}

void WasteView::lookInto()
{
    if (m_imageSession && m_imageSession == m_session)
        openLayersWindow(*m_imageSession, m_image, m_name, window());
}

QString WasteView::title() const
{
    return m_report && m_report->wastedBytes > 0 ? tr("Waste (%1)").arg(formatBytes(m_report->wastedBytes))
                                                 : tr("Waste");
}

void WasteView::sayNothingBuilt()
{
    m_state->say(icon(u"edit-find"_s), tr("Nothing was built yet"),
                 tr("After a build this tells which lines waste how much of the image."));
    setCurrentWidget(m_state);
}

void WasteView::propose()
{
    m_state->say(icon(u"edit-find"_s), tr("Nobody has looked for waste yet"),
                 tr("The engine sends the whole image for that, %1.").arg(orDash(formatBytes(m_image.size))), {m_look});
    setCurrentWidget(m_state);
}

void WasteView::sayProblem(const QString &why)
{
    m_state->say(icon(u"dialog-error"_s), tr("What is wasted is not known"), why, {m_retry});
    setCurrentWidget(m_state);
}

QSize WasteView::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, fontMetrics().lineSpacing() * 8};
}

} // namespace strata
