// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layersview.h"

#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/images/imagepresentation.h"
#include "app/layers/comparebutton.h"
#include "app/layers/containerreading.h"
#include "app/layers/filepreview.h"
#include "app/layers/filesaving.h"
#include "app/layers/imagereading.h"
#include "app/layers/layerinspector.h"
#include "app/shell/controls.h"
#include "app/shell/icons.h"
#include "core/background.h"
#include "core/bytesize.h"
#include "engine/api/images.h"
#include "widgets/busyindicator.h"
#include "widgets/emptystate.h"
#include "widgets/plaintext.h"

#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
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
    m_read = makeAction(this, u"layersRead"_s, u"view-list-tree"_s, tr("Read the layers"), {});
    m_cancel = makeAction(this, u"layersCancel"_s, u"process-stop"_s, tr("Cancel"), {});
    m_readContainer = makeAction(this, u"layersReadContainer"_s, u"view-refresh"_s, tr("Read again"), {});
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeStrip());
    column->addWidget(m_choice);
    column->addWidget(m_inspector, 1);
    addWidget(m_state);
    addWidget(m_content);
    connect(m_read, &QAction::triggered, this, &LayersView::read);
    connect(m_readContainer, &QAction::triggered, this, [this] { readContainer(); });
    connect(m_cancel, &QAction::triggered, this, &LayersView::cancel);
    connect(m_choice, &QComboBox::activated, this, [this] {
        m_inspector->setImage(shownImage());
        if (m_isWhole && !m_container.summary.id.isEmpty() && !m_container.reading)
            tellContainer();
        showSharing();
        askStored();
    });
    connect(m_inspector, &LayerInspector::previewRequested, this, &LayersView::showFileContent);
    connect(m_inspector, &LayerInspector::saveRequested, this,
            [this](const StoredFile &file, const QString &path, bool isOfContainer) {
                askAndSaveFile(origin(isOfContainer), file, path, this);
            });
    connect(
        m_inspector, &LayerInspector::saveFolderRequested, this,
        [this](const FolderChoice &folder, const QString &path) { askAndSaveFolder(origin(), folder, path, this); });
    connect(&m_chains, &ImageChains::changed, this, &LayersView::showSharing);
    m_glance.setSingleShot(true);
    m_glance.setInterval(GlanceTime);
    connect(&m_glance, &QTimer::timeout, this, &LayersView::look);
    m_settle.setSingleShot(true);
    m_settle.setInterval(SettleTime - GlanceTime);
    connect(&m_settle, &QTimer::timeout, this, &LayersView::read);
    m_slow.setSingleShot(true);
    m_slow.setInterval(200ms);
    connect(&m_slow, &QTimer::timeout, this, &LayersView::showProgress);
    showNothing();
}

LayersView::~LayersView() = default;

QWidget *LayersView::makeStrip()
{
    m_strip = new QWidget;
    m_stripBusy = new BusyIndicator;
    m_stripText = makePlainLabel(u"layersProblem"_s);
    m_stripButton = new QToolButton;
    m_stripButton->setObjectName(u"layersStripButton"_s);
    m_stripButton->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto *row = new QHBoxLayout(m_strip);
    row->setContentsMargins(6, 4, 6, 4);
    row->addWidget(m_stripBusy);
    row->addWidget(m_stripText, 1);
    row->addWidget(m_stripButton);
    m_stripButton->setDefaultAction(m_read);
    m_strip->hide();
    return m_strip;
}

/// Busy with a way to cancel, or a problem with a way to try again; an empty text hides it.
void LayersView::showStrip(const QString &text, QAction *action)
{
    m_stripText->setText(text);
    m_stripBusy->setVisible(action == m_cancel);
    if (QAction *before = m_stripButton->defaultAction(); before && before != action)
        m_stripButton->removeAction(before);
    m_stripButton->setDefaultAction(action);
    m_strip->setVisible(!text.isEmpty());
}

void LayersView::setSession(EngineSession *session)
{
    m_session = session;
    m_chains.setSession(session);
    m_inspector->compareButton().setSession(session);
    m_known.clear();
    showNothing();
}

void LayersView::showNothing()
{
    m_glance.stop();
    m_settle.stop();
    m_slow.stop();
    m_reading.reset();
    m_image = {};
    m_container = {};
    m_path.clear();
    m_inspector->compareButton().setImage({});
    m_isShown = false;
    m_isWhole = false;
    m_isDeclined = false;
    m_images.clear();
    m_inspector->setImage({});
    m_state->say({}, {});
    setCurrentWidget(m_state);
}

void LayersView::showImage(const ImageSummary &image)
{
    const bool isSame = image.id == m_image.id;
    if (!isSame)
        showNothing();
    take(image, isSame);
}

void LayersView::showContainer(const ContainerSummary &container, const ImageSummary &image)
{
    const bool isSame = container.id == m_container.summary.id;
    if (!isSame)
        showNothing();
    m_container.summary = container;
    take(image, isSame);
}

/// Its size may become known later.
void LayersView::take(const ImageSummary &image, bool isSame)
{
    const bool wasSmall = isSmall();
    m_image = image;
    m_inspector->compareButton().setImage({.image = image, .name = imageTitle(image.repoTags.value(0), image.id)});
    if (!isSame || (!wasSmall && isSmall()))
        readSoon();
}

void LayersView::showFile(const QString &path)
{
    showNothing();
    m_path = path;
    m_inspector->compareButton().setImage({.name = visibleLine(QFileInfo(path).fileName(), 100), .path = path});
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
    m_glance.stop();
    m_settle.stop();
}

void LayersView::readSoon()
{
    if (m_image.id.isEmpty() || m_isShown || m_reading || m_isDeclined)
        return;
    const bool isContainer = !m_container.summary.id.isEmpty(); // which is read anew each time
    if (const Images *known = m_known.object(m_image.id.toString()); known && !isContainer)
        return showImages(*known, std::nullopt);
    if (isVisible() && !m_settle.isActive())
        m_glance.start(isContainer ? SettleTime : GlanceTime); // until the image of a container is known
}

/// One whose size nobody knows may be large.
bool LayersView::isSmall() const
{
    return m_image.size >= 0 && m_image.size <= ReadAtOnce;
}

/// Was it read before?
void LayersView::look()
{
    if (const Images *known = m_known.object(m_image.id.toString()))
        showImages(*known, std::nullopt);
    else if (m_session)
        watch(std::make_unique<ImageReading>(m_session, m_image, m_cache, ImageReading::Source::CacheOnly));
}

void LayersView::notKnown()
{
    if (isSmall() && isVisible())
        m_settle.start();
    else
        proposeReading();
}

/// Than what is shown.
bool LayersView::hasMore(const Images &images) const
{
    const auto layers = [](const Images &some) {
        qsizetype count = 0;
        for (const InspectedImage &image : some)
            count += std::ranges::count_if(image.image.layers, &ArchiveLayer::isRead);
        return count;
    };
    return layers(images) > layers(m_images);
}

/// What was read stays.
void LayersView::cancel()
{
    if (m_container.reading) {
        m_container.reading.reset();
        return showStrip(tr("What the container changed was not read."), m_readContainer);
    }
    const std::unique_ptr<ImageReading> reading = std::move(m_reading);
    m_slow.stop();
    m_isDeclined = true;
    if (m_isShown && !(reading && hasMore(reading->images())))
        return showStrip(tr("It was not read again."), m_read);
    if (!reading || reading->images().isEmpty())
        return proposeReading();
    showImages(reading->images(), Error{Error::Kind::Cancelled, tr("Reading was cancelled."), {}});
}

void LayersView::proposeReading()
{
    m_slow.stop();
    const QString cost = tr("The engine sends the whole image for that, %1.").arg(orDash(formatBytes(m_image.size)));
    m_state->say(icon(u"view-list-tree"_s), tr("The layers were not read yet"), m_path.isEmpty() ? cost : QString(),
                 {m_read});
    setCurrentWidget(m_state);
}

void LayersView::read()
{
    m_glance.stop();
    m_settle.stop();
    m_isDeclined = false;
    if (!m_path.isEmpty())
        watch(std::make_unique<ImageReading>(m_path));
    else if (m_session && !m_image.id.isEmpty())
        watch(std::make_unique<ImageReading>(m_session, m_image, m_cache));
}

void LayersView::refresh()
{
    if (m_reading || m_container.reading)
        return;
    if (m_isWhole && !m_container.summary.id.isEmpty())
        return readContainer();
    if (m_path.isEmpty() && m_session && !m_image.id.isEmpty()) // of the engine: a tag may have got another platform
        watch(std::make_unique<ImageReading>(m_session, m_image, m_cache, ImageReading::Source::Engine));
    else
        read();
}

void LayersView::focusFilter()
{
    if (currentWidget() == m_content)
        m_inspector->focusFilter();
}

void LayersView::showHelp()
{
    m_inspector->showHelp();
}

void LayersView::watch(std::unique_ptr<ImageReading> reading)
{
    m_reading = std::move(reading);
    connect(
        m_reading.get(), &ImageReading::finished, this,
        [this, number = ++m_readingNumber] {
            if (m_reading && number == m_readingNumber)
                readingFinished();
        },
        Qt::QueuedConnection);
    connect(m_reading.get(), &ImageReading::progressChanged, this, [this] {
        if (m_slow.isActive())
            return;
        m_state->setText(m_reading->progressText());
        if (m_isShown || !m_reading->images().isEmpty())
            showStrip(m_reading->progressText(), m_cancel);
    });
    connect(m_reading.get(), &ImageReading::partRead, this, &LayersView::showPart);
    m_slow.start();
}

void LayersView::showProgress()
{
    if (!m_reading)
        return;
    if (m_isShown)
        return showStrip(m_reading->progressText(), m_cancel);
    if (!m_reading->images().isEmpty())
        return showPart();
    m_state->sayBusy(tr("Reading the layers…"), m_reading->progressText(), {m_cancel});
    setCurrentWidget(m_state);
}

/// As soon as it was clear that it takes a moment.
void LayersView::showPart()
{
    if (m_slow.isActive() || m_isShown) // all of it, from before
        return;
    fill(m_reading->images());
    showStrip(m_reading->progressText(), m_cancel);
    m_chains.ask();
    showSharing();
}

void LayersView::readingFinished()
{
    m_slow.stop();
    const std::unique_ptr<ImageReading> reading = std::move(m_reading);
    if (reading->error() && m_isShown && !hasMore(reading->images()))
        return showStrip(tr("It was not read again: %1").arg(textBlock(reading->error()->message)), m_read);
    if (!reading->images().isEmpty()) {
        size_t bytes = 0;
        for (const InspectedImage &image : reading->images())
            bytes += image.memory();
        if (!m_image.id.isEmpty() && !reading->error())
            m_known.insert(m_image.id.toString(), new Images(reading->images()), 1 + qsizetype(bytes / 1'000'000));
        return showImages(reading->images(), reading->error());
    }
    if (!reading->error())
        return notKnown();
    m_state->say(icon(u"dialog-error"_s), tr("The layers cannot be shown"), reading->error()->message, {m_read});
    setCurrentWidget(m_state);
}

void LayersView::showImages(const Images &images, const std::optional<Error> &problem)
{
    showStrip(problem ? tr("Incomplete: %1").arg(textBlock(problem->message)) : QString(), m_read);
    m_isShown = true;
    m_isWhole = !problem;
    fill(images);
    m_chains.ask();
    showSharing();
    askStored();
    if (problem || m_container.summary.id.isEmpty())
        return;
    if (isSmall())
        readContainer(m_image.size + ReadAtOnce); // an export has the files of the image as well
    else
        showStrip(tr("What the container changed was not read."), m_readContainer);
}

void LayersView::readContainer(qint64 limit)
{
    if (!m_session || m_images.isEmpty())
        return;
    showStrip(tr("Reading what the container changed…"), m_cancel);
    m_container.of = std::max(0, m_choice->currentIndex());
    if (!m_images[m_container.of].containerEntries) // else it was read before
        m_container.below.insert(m_container.of, m_images[m_container.of]);
    m_container.reading = std::make_unique<ContainerReading>(*m_session, m_container.summary,
                                                             m_container.below.value(m_container.of), limit);
    connect(m_container.reading.get(), &ContainerReading::progressChanged, this, [this] {
        showStrip(tr("Reading what the container changed…") + u' ' + m_container.reading->progressText(), m_cancel);
    });
    connect(
        m_container.reading.get(), &ContainerReading::finished, this,
        [this, ended = m_container.reading.get()] {
            if (ended == m_container.reading.get())
                containerRead();
        },
        Qt::QueuedConnection);
}

/// It may go on changing files: when it was so is said.
void LayersView::containerRead()
{
    const std::unique_ptr<ContainerReading> reading = std::move(m_container.reading);
    if (!reading->image())
        return showStrip(
            tr("What the container changed is not known: %1").arg(textBlock(reading->image().error().message)),
            m_readContainer);
    m_images[m_container.of] = *reading->image();
    m_container.readAt = QTime::currentTime();
    tellContainer();
    if (m_choice->currentIndex() != m_container.of)
        return; // another platform was chosen meanwhile
    m_inspector->setImage(shownImage());
    showSharing();
    askStored();
}

void LayersView::tellContainer()
{
    const QString time = QLocale().toString(m_container.readAt, QLocale::LongFormat);
    showStrip(shownImage().containerEntries ? tr("The top layer is what the container changed until %1.").arg(time)
                                            : tr("What the container changed was not read."),
              m_readContainer);
}

void LayersView::fill(const Images &images)
{
    const int chosen = choiceOf(images);
    m_images = images;
    for (InspectedImage &image : m_images) {
        if (!m_image.id.isEmpty())
            image.image.names = m_image.repoTags; // which engines do not send, and which may have changed
    }
    m_choice->clear();
    for (const InspectedImage &image : std::as_const(m_images))
        m_choice->addItem(choiceText(image));
    m_choice->setCurrentIndex(chosen);
    m_choice->setVisible(images.size() > 1);
    m_inspector->setImage(shownImage());
    setCurrentWidget(m_content);
}

/// Of several the one that was shown before, or else what containers of the engine run.
int LayersView::choiceOf(const Images &images) const
{
    const QStringList before = m_images.isEmpty() ? QStringList() : shownDiffIds();
    const Inventory *inventory = m_session ? &m_session->inventory() : nullptr;
    const QString platform = inventory && inventory->info() ? inventory->info()->platform() : QString();
    const auto isSame = [&](const InspectedImage &one) {
        return !before.isEmpty() && one.image.diffIds().first(one.imageLayers()) == before;
    };
    const int current = m_choice->currentIndex();
    if (current >= 0 && current < images.size() && isSame(images[current]))
        return current;
    const auto same = std::ranges::find_if(images, isSame);
    if (same != images.end())
        return int(same - images.begin());
    const auto ofEngine = std::ranges::find_if(images, [&](const InspectedImage &one) {
        return one.image.platform == platform || one.image.platform.startsWith(platform + u'/'); // of a variant
    });
    return ofEngine == images.end() || platform.isEmpty() ? 0 : int(ofEngine - images.begin());
}

const InspectedImage &LayersView::shownImage() const
{
    return m_images[std::max(0, m_choice->currentIndex())];
}

/// Of the image; a container's layer has none.
QStringList LayersView::shownDiffIds() const
{
    return shownImage().image.diffIds().first(shownImage().imageLayers());
}

/// Which images of the engine share layers with the one that is shown, once that is known.
void LayersView::showSharing()
{
    if (!m_images.isEmpty() && m_chains.isComplete())
        m_inspector->setSharing(
            LayerSharing(shownDiffIds(), m_chains.others(m_image.id), m_chains.containersOf(m_image.id)));
}

void LayersView::askStored()
{
    const bool isHere = m_session && m_session->engine().endpoint().scheme == Endpoint::Scheme::Unix;
    if (!isHere || m_image.id.isEmpty())
        return;
    m_session->engine().images().inspect(
        m_image.id.toString(), this, [this, id = m_image.id](const Result<ImageDetails> &image) {
            const bool isOfIt = image && id == m_image.id && m_isShown && image->layers == shownDiffIds();
            if (isOfIt) // not of another platform
                readStored(image->layerFolders);
        });
}

void LayersView::readStored(const QStringList &folders)
{
    inBackground(
        this,
        [folders, diffIds = shownDiffIds(), chainIds = shownImage().chainIds] {
            return std::pair(diffIds, storedLayers(folders, diffIds, chainIds));
        },
        [this](const std::pair<QStringList, QList<StoredLayer>> &stored) {
            if (m_isShown && shownDiffIds() == stored.first)
                m_inspector->setStored(stored.second);
        });
}

ImageOrigin LayersView::origin(bool isOfContainer) const
{
    return {.path = m_path,
            .session = m_session,
            .image = m_image.id.toString(),
            .container = isOfContainer ? m_container.summary.id.toString() : QString()};
}

void LayersView::showFileContent(const StoredFile &file, const QString &path, bool isOfContainer)
{
    const ImageOrigin place = origin(isOfContainer);
    auto *preview = new FilePreview(place, file, path, this);
    connect(preview, &FilePreview::saveRequested, this, [=, this] { askAndSaveFile(place, file, path, this); });
    preview->open();
}

QSize LayersView::minimumSizeHint() const
{
    const QSize all = QStackedWidget::minimumSizeHint();
    return {all.width(), std::min(all.height(), fontMetrics().lineSpacing() * 6)};
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
