// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layersview.h"

#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/layers/filepreview.h"
#include "app/layers/imagereading.h"
#include "app/layers/layerinspector.h"
#include "app/shell/controls.h"
#include "app/shell/icons.h"
#include "core/bytesize.h"
#include "widgets/emptystate.h"
#include "widgets/plaintext.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QProgressDialog>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int keptMegabytes = 256;

QString choiceText(const InspectedImage &image)
{
    QStringList parts{image.image.names.join(u", "_s), image.image.platform};
    parts.removeAll(QString());
    return parts.isEmpty() ? LayersView::tr("without a name") : visibleLine(parts.join(u" · "_s), 100);
}

} // namespace

LayersView::LayersView(QWidget *parent)
    : QStackedWidget(parent), m_known(keptMegabytes), m_cache(ImageReading::defaultCache()), m_state(new EmptyState),
      m_content(new QWidget), m_choice(new QComboBox), m_inspector(new LayerInspector)
{
    m_state->setObjectName(u"layersState"_s);
    m_choice->setObjectName(u"layersImage"_s);
    m_choice->setAccessibleName(tr("Image"));
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_problem = makePlainLabel(u"layersProblem"_s);
    m_problem->setMargin(4);
    column->addWidget(m_problem);
    column->addWidget(m_choice);
    column->addWidget(m_inspector, 1);
    addWidget(m_state);
    addWidget(m_content);
    m_read = makeAction(this, u"layersRead"_s, u"view-list-tree"_s, tr("Read the layers"), {});
    m_cancel = makeAction(this, u"layersCancel"_s, u"process-stop"_s, tr("Cancel"), {});
    connect(m_read, &QAction::triggered, this, &LayersView::read);
    connect(m_cancel, &QAction::triggered, this, [this] {
        m_reading.reset();
        proposeReading();
    });
    connect(m_choice, &QComboBox::activated, this, [this](int row) { m_inspector->setImage(m_images.value(row)); });
    connect(m_inspector, &LayerInspector::previewRequested, this, &LayersView::showFileContent);
    connect(m_inspector, &LayerInspector::saveRequested, this, &LayersView::askWhereToSave);
    connect(&m_chains, &ImageChains::changed, this, &LayersView::showSharing);
    m_settle.setSingleShot(true);
    m_settle.setInterval(SettleTime);
    connect(&m_settle, &QTimer::timeout, this, &LayersView::readIfSmall);
    m_slow.setSingleShot(true);
    m_slow.setInterval(200ms);
    connect(&m_slow, &QTimer::timeout, this, &LayersView::showProgress);
    showNothing();
}

LayersView::~LayersView() = default;

void LayersView::setSession(EngineSession *session)
{
    m_session = session;
    m_chains.setSession(session);
    m_known.clear();
    showNothing();
}

void LayersView::showNothing()
{
    m_settle.stop();
    m_slow.stop();
    m_reading.reset();
    m_image = {};
    m_path.clear();
    m_isShown = false;
    m_images.clear();
    m_inspector->setImage({});
    m_state->setBusy(false);
    m_state->setTitle({});
    m_state->setText({});
    m_state->setActions({});
    setCurrentWidget(m_state);
}

void LayersView::showImage(const ImageSummary &image)
{
    const bool isSame = image.id == m_image.id;
    if (!isSame)
        showNothing();
    m_image = image;
    if (!isSame)
        readSoon();
}

void LayersView::showFile(const QString &path)
{
    showNothing();
    m_path = path;
    read();
}

void LayersView::showEvent(QShowEvent *event)
{
    QStackedWidget::showEvent(event);
    readSoon();
}

/// What has begun goes on: somebody waits for it, and will be back.
void LayersView::hideEvent(QHideEvent *event)
{
    QStackedWidget::hideEvent(event);
    m_settle.stop();
}

void LayersView::readSoon()
{
    if (m_image.id.isEmpty() || m_isShown || m_reading)
        return;
    if (const Images *known = m_known.object(m_image.id.toString()))
        return showImages(*known, std::nullopt);
    if (isVisible())
        m_settle.start();
}

void LayersView::readIfSmall()
{
    if (m_image.size <= ReadAtOnce)
        read();
    else if (m_session)
        watch(std::make_unique<ImageReading>(*m_session, m_image, m_cache, ImageReading::Source::CacheOnly));
}

void LayersView::proposeReading()
{
    m_slow.stop();
    m_state->setBusy(false);
    m_state->setIcon(icon(u"view-list-tree"_s));
    m_state->setTitle(tr("The layers were not read yet"));
    m_state->setText(m_path.isEmpty()
                         ? tr("The engine sends the whole image for that, %1.").arg(formatBytes(m_image.size))
                         : QString());
    m_state->setActions({m_read});
    setCurrentWidget(m_state);
}

void LayersView::read()
{
    if (!m_path.isEmpty())
        watch(std::make_unique<ImageReading>(m_path));
    else if (m_session && !m_image.id.isEmpty())
        watch(std::make_unique<ImageReading>(*m_session, m_image, m_cache));
}

void LayersView::watch(std::unique_ptr<ImageReading> reading)
{
    m_reading = std::move(reading);
    connect(m_reading.get(), &ImageReading::finished, this, &LayersView::readingFinished, Qt::QueuedConnection);
    connect(m_reading.get(), &ImageReading::progressChanged, this, [this] {
        if (!m_slow.isActive())
            m_state->setText(m_reading->progressText());
    });
    m_slow.start();
}

void LayersView::showProgress()
{
    if (!m_reading)
        return;
    m_state->setBusy(true);
    m_state->setTitle(tr("Reading the layers…"));
    m_state->setText(m_reading->progressText());
    m_state->setActions({m_cancel});
    setCurrentWidget(m_state);
}

void LayersView::readingFinished()
{
    if (!m_reading)
        return;
    m_slow.stop();
    const std::unique_ptr<ImageReading> reading = std::move(m_reading);
    if (!reading->images().isEmpty()) {
        size_t bytes = 0;
        for (const InspectedImage &image : reading->images())
            bytes += image.memory();
        if (!m_image.id.isEmpty() && !reading->error())
            m_known.insert(m_image.id.toString(), new Images(reading->images()), 1 + qsizetype(bytes / 1'000'000));
        return showImages(reading->images(), reading->error());
    }
    if (!reading->error())
        return proposeReading();
    m_state->setBusy(false);
    m_state->setIcon(icon(u"dialog-error"_s));
    m_state->setTitle(tr("The layers cannot be shown"));
    m_state->setText(reading->error()->message);
    m_state->setActions({m_read});
    setCurrentWidget(m_state);
}

void LayersView::showImages(const Images &images, const std::optional<Error> &problem)
{
    m_problem->setVisible(problem.has_value());
    m_problem->setText(problem ? tr("Incomplete: %1").arg(textBlock(problem->message)) : QString());
    m_images = images;
    m_isShown = true;
    m_choice->clear();
    for (const InspectedImage &image : images)
        m_choice->addItem(choiceText(image));
    m_choice->setVisible(images.size() > 1);
    m_inspector->setImage(images.first());
    setCurrentWidget(m_content);
    if (m_path.isEmpty())
        m_chains.ask();
    showSharing();
}

/// With whom the engine's image shares layers, once that is known.
void LayersView::showSharing()
{
    if (!m_isShown || !m_path.isEmpty() || !m_chains.isComplete())
        return;
    m_inspector->setSharing(LayerSharing(m_images.first().diffIds(), m_chains.others(m_image.id)));
}

ImageOrigin LayersView::origin() const
{
    return {.path = m_path, .session = m_session, .image = m_image.id.toString()};
}

void LayersView::showFileContent(const StoredFile &file, const QString &path)
{
    auto *preview = new FilePreview(origin(), file, path, this);
    connect(preview, &FilePreview::saveRequested, this, [=, this] { askWhereToSave(file, path); });
    preview->open();
}

void LayersView::askWhereToSave(const StoredFile &file, const QString &path)
{
    auto *dialog = new QFileDialog(this, tr("Save the file"), {}, {});
    dialog->setObjectName(u"layersSaveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QFileInfo(path).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [=, this](const QString &target) { save(file, target); });
    dialog->open();
}

/// With a small dialog while it takes longer than a moment.
void LayersView::save(const StoredFile &file, const QString &target)
{
    auto *progress = new QProgressDialog(this);
    progress->setObjectName(u"layersSaving"_s);
    progress->setAttribute(Qt::WA_DeleteOnClose);
    progress->setRange(0, 0);
    progress->setMinimumDuration(500);
    progress->setLabelText(tr("Saving %1…").arg(visibleLine(QFileInfo(target).fileName(), 100)));
    auto *reading = new FileReading(origin(), file, target, progress);
    connect(reading, &FileReading::finished, this, [=, this] {
        const Result<QByteArray> done = reading->bytes();
        progress->close();
        if (done)
            return;
        auto *box = new QMessageBox(QMessageBox::Warning, tr("The file was not saved"), textBlock(done.error().message),
                                    QMessageBox::Close, this);
        box->setObjectName(u"layersNotSaved"_s);
        box->setTextFormat(Qt::PlainText);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
    connect(progress, &QProgressDialog::canceled, progress, &QObject::deleteLater);
}

void LayersView::saveState(QSettings &settings, const QString &group) const
{
    m_inspector->saveState(settings, group);
}

void LayersView::restoreState(const QSettings &settings, const QString &group)
{
    m_inspector->restoreState(settings, group);
}

} // namespace strata
