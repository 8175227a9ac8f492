// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imagedetailspane.h"

#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/containers/containerpresentation.h"
#include "app/images/historyview.h"
#include "app/images/imagepresentation.h"
#include "app/layers/layersview.h"
#include "core/bytesize.h"
#include "engine/api/images.h"
#include "models/livetreemodel.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSettings>
#include <QTabWidget>
#include <QTreeWidget>

namespace strata {

using namespace Qt::StringLiterals;

namespace {
constexpr int shownUsers = 500;
constexpr int idRole = Qt::UserRole;
} // namespace

ImageDetailsPane::ImageDetailsPane(QWidget *parent)
    : DetailsPane(u"imageDetails"_s, tr("Details of the selected image"), parent)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(SettleTime);
    m_stale.setSingleShot(true);
    m_stale.setInterval(StaleTime);
    setUpTabs();
    connect(&m_settle, &QTimer::timeout, this, &ImageDetailsPane::ask);
    connect(&m_stale, &QTimer::timeout, this, &ImageDetailsPane::clearViews);
    connect(this, &DetailsPane::tabChanged, this, &ImageDetailsPane::fillUsers);
    connect(this, &DetailsPane::retryRequested, this, &ImageDetailsPane::ask);
}

void ImageDetailsPane::setUpTabs()
{
    const HighlightRepository repository = makeHighlightRepository();
    m_layers = new LayersView;
    m_history = new HistoryView(repository);
    m_config = new KeyValueView;
    m_config->setFrameShape(QFrame::NoFrame);
    m_inspect = new JsonView(repository);
    m_users = new QTreeWidget;
    m_users->setRootIsDecorated(false);
    m_users->setUniformRowHeights(true);
    m_users->setFrameShape(QFrame::NoFrame);
    m_users->setHeaderLabels({tr("Container"), tr("State")});
    m_users->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    connect(m_users, &QTreeWidget::itemActivated, this, &ImageDetailsPane::follow);
    addTab(m_layers, u"imageLayers"_s, tr("Layers"));
    addTab(m_history, u"imageHistory"_s, tr("History"));
    addTab(m_config, u"imageConfig"_s, tr("Config"));
    addTab(m_inspect, u"imageInspect"_s, tr("Inspect"));
    addTab(m_users, u"imageUsers"_s, tr("Used by"));
    tabs()->setCurrentWidget(m_history); // the layers are read only when somebody looks at them
}

void ImageDetailsPane::setSession(EngineSession *session)
{
    if (m_session)
        m_session->inventory().disconnect(this);
    m_requests.reset();
    m_session = session;
    m_layers->setSession(session);
    m_asked = {};
    m_image = {};
    m_wasLost = false;
    clearViews();
    if (session)
        connect(&session->inventory(), &Inventory::linkChanged, this, &ImageDetailsPane::linkChanged);
}

/// What failed while the engine was away, or was told before it went, is asked for anew.
void ImageDetailsPane::linkChanged()
{
    const Inventory::Link link = m_session->inventory().link();
    m_wasLost = m_wasLost || link == Inventory::Link::Lost;
    if (link != Inventory::Link::Live || !std::exchange(m_wasLost, false))
        return;
    m_asked = {};
    askSoon();
}

bool ImageDetailsPane::isAsked() const
{
    return m_asked.id == m_image.id && m_asked.repoTags == m_image.repoTags
        && m_asked.repoDigests == m_image.repoDigests;
}

void ImageDetailsPane::showImage(const ImageSummary &image, const QString &reference)
{
    const bool isOther = image.id != m_image.id;
    m_image = image;
    m_reference = reference;
    m_layers->showImage(image);
    updateHead();
    fillUsers();
    if (isOther) {
        m_requests.reset();
        m_hasFailed = false;
        if (!m_stale.isActive())
            m_stale.start();
        m_settle.start(); // again with each key that is held down
    }
    if (!m_hasFailed)
        showTabs();
    askSoon();
}

void ImageDetailsPane::showNoImage(const QString &title, const QString &text)
{
    m_requests.reset();
    m_settle.stop();
    m_stale.stop();
    m_asked = {};
    m_image = {};
    clearViews();
    m_layers->showNothing();
    showMessage(title, text);
}

void ImageDetailsPane::showEvent(QShowEvent *event)
{
    DetailsPane::showEvent(event);
    askSoon();
}

void ImageDetailsPane::askSoon()
{
    if (!m_image.id.isEmpty() && !isAsked() && !m_settle.isActive())
        m_settle.start();
}

void ImageDetailsPane::ask()
{
    if (!m_session || m_image.id.isEmpty() || !isVisible())
        return;
    m_asked = m_image;
    m_hasFailed = false;
    m_requests = std::make_unique<QObject>();
    Images images = m_session->engine().images();
    images.history(m_image.id.toString(), m_requests.get(), [this](const Result<QList<HistoryEntry>> &history) {
        if (history)
            m_history->setHistory(*history);
        answered(history ? std::nullopt : std::optional(history.error()));
    });
    images.inspect(m_image.id.toString(), m_requests.get(), [this](const Result<ImageDetails> &image) {
        if (image)
            showDetails(*image);
        answered(image ? std::nullopt : std::optional(image.error()));
    });
}

void ImageDetailsPane::showDetails(const ImageDetails &details)
{
    m_config->setSections(imageSections(details));
    QScrollBar *bar = m_inspect->editor()->verticalScrollBar();
    const int position = m_shown == m_asked.id ? bar->value() : 0;
    m_inspect->setJson(visibleJson(details.json));
    bar->setValue(position);
    m_shown = m_asked.id;
}

void ImageDetailsPane::answered(const std::optional<Error> &error)
{
    m_stale.stop();
    if (m_hasFailed)
        return;
    m_hasFailed = error.has_value();
    if (error)
        showFailure(*error);
    else
        showTabs();
}

void ImageDetailsPane::clearViews()
{
    m_shown = {};
    m_history->clear();
    m_config->setSections({});
    m_inspect->setJson({});
}

void ImageDetailsPane::updateHead()
{
    QStringList facts{m_image.id.shortened(), formatBytes(m_image.size), relativeTime(m_image.created)};
    facts.removeAll(QString());
    setHead({}, imageTitle(m_reference, m_image.id), facts.join(u" · "_s));
}

void ImageDetailsPane::refreshTimes()
{
    if (m_image.id.isEmpty())
        return;
    updateHead();
    m_history->refreshTimes();
    fillUsers();
}

void ImageDetailsPane::containersChanged()
{
    if (!m_image.id.isEmpty())
        fillUsers();
}

void ImageDetailsPane::fillUsers()
{
    if (!m_session || currentTab() != m_users)
        return;
    QList<const ContainerSummary *> users;
    for (const ContainerSummary &container : m_session->inventory().containers()) {
        if (container.imageId == m_image.id)
            users.append(&container);
    }
    std::ranges::sort(users, [](const auto *a, const auto *b) { return compareNames(a->name, b->name) < 0; });
    const QString current = m_users->currentItem() ? m_users->currentItem()->data(0, idRole).toString() : QString();
    const int position = m_users->verticalScrollBar()->value();
    m_users->clear();
    for (const ContainerSummary *container : users.first(std::min<qsizetype>(shownUsers, users.size()))) {
        auto *item = new QTreeWidgetItem(m_users, {visibleLine(container->name), containerStateText(*container)});
        item->setIcon(1, containerStateIcon(container->state, container->health, container->exitCode, palette()));
        item->setData(0, idRole, container->id.toString());
        item->setToolTip(0, tr("Enter shows the container"));
        if (container->id.toString() == current)
            m_users->setCurrentItem(item);
    }
    if (users.isEmpty())
        (new QTreeWidgetItem(m_users, {tr("No container was made from this image.")}))->setFirstColumnSpanned(true);
    else if (users.size() > shownUsers)
        new QTreeWidgetItem(m_users, {tr("… and %n more", nullptr, static_cast<int>(users.size() - shownUsers))});
    m_users->verticalScrollBar()->setValue(position);
}

void ImageDetailsPane::follow(const QTreeWidgetItem *item)
{
    if (const QString id = item->data(0, idRole).toString(); !id.isEmpty())
        Q_EMIT containerActivated(id);
}

void ImageDetailsPane::saveState(QSettings &settings, const QString &group) const
{
    DetailsPane::saveState(settings, group);
    m_history->saveState(settings, group);
    m_layers->saveState(settings, group);
}

void ImageDetailsPane::restoreState(const QSettings &settings, const QString &group)
{
    DetailsPane::restoreState(settings, group);
    m_history->restoreState(settings, group);
    m_layers->restoreState(settings, group);
}

} // namespace strata
