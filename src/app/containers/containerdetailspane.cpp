// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerdetailspane.h"

#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/containers/containerpresentation.h"
#include "app/layers/layersview.h"
#include "engine/api/containers.h"
#include "engine/api/statustext.h"
#include "engine/inventory/eventkinds.h"

#include <QScrollBar>

namespace strata {

using namespace Qt::StringLiterals;

ContainerDetailsPane::ContainerDetailsPane(QWidget *parent)
    : DetailsPane(u"containerDetails"_s, tr("Details of the selected container"), parent)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(SettleTime);
    m_stale.setSingleShot(true);
    m_stale.setInterval(StaleTime);
    m_overview = new KeyValueView;
    m_overview->setFrameShape(QFrame::NoFrame);
    m_inspect = new JsonView;
    addTab(m_overview, u"containerOverview"_s, tr("Overview"));
    m_layers = new LayersView;
    addTab(m_layers, u"containerLayers"_s, tr("Layers"));
    addTab(m_inspect, u"containerInspect"_s, tr("Inspect"));
    connect(&m_settle, &QTimer::timeout, this, &ContainerDetailsPane::ask);
    connect(&m_stale, &QTimer::timeout, this, &ContainerDetailsPane::clearViews);
    connect(this, &DetailsPane::retryRequested, this, &ContainerDetailsPane::ask);
}

void ContainerDetailsPane::setSession(EngineSession *session)
{
    if (m_session)
        m_session->inventory().disconnect(this);
    m_request.reset();
    m_session = session;
    m_layers->setSession(session);
    m_container = {};
    m_wasLost = false;
    clearViews();
    if (!session)
        return;
    connect(&session->inventory(), &Inventory::linkChanged, this, &ContainerDetailsPane::linkChanged);
    connect(&session->inventory(), &Inventory::eventsArrived, this, &ContainerDetailsPane::eventsArrived);
    connect(&session->inventory(), &Inventory::imagesChanged, this, &ContainerDetailsPane::showLayers);
}

/// What failed while the engine was away, or was told before it went, is asked for anew.
void ContainerDetailsPane::linkChanged()
{
    const Inventory::Link link = m_session->inventory().link();
    m_wasLost = m_wasLost || link == Inventory::Link::Lost;
    if (link == Inventory::Link::Live && std::exchange(m_wasLost, false))
        askSoon();
}

void ContainerDetailsPane::eventsArrived(const QList<EngineEvent> &events)
{
    const QString &id = m_container.id.toString();
    const auto concerns = [&id](const EngineEvent &event) {
        const bool isAsking = effectOf(event) == EventEffect::None && event.type == u"container";
        return event.type == u"network" ? event.attributes.value(u"container"_s) == id
                                        : event.actorId == id && !isAsking;
    };
    if (!id.isEmpty() && std::ranges::any_of(events, concerns))
        askSoon();
}

void ContainerDetailsPane::showContainer(const ContainerSummary &container)
{
    const bool isOther = container.id != m_container.id;
    const bool hasNews = isOther || !container.sameAs(m_container);
    m_container = container;
    showLayers();
    updateHead();
    if (isOther) {
        m_request.reset();
        m_hasFailed = false;
        m_stale.start();
        m_settle.start(); // again with each key that is held down
    } else if (!m_details.id.isEmpty()) {
        showDetails();
    }
    if (!m_hasFailed)
        showTabs();
    if (hasNews)
        askSoon();
}

void ContainerDetailsPane::showLayers()
{
    if (!m_session || m_container.id.isEmpty())
        return;
    ImageSummary image = m_session->inventory().images().value(m_container.imageId);
    image.id = m_container.imageId; // an image without a name may be in no list
    m_layers->showContainer(m_container, image);
}

void ContainerDetailsPane::saveState(QSettings &settings, const QString &group) const
{
    DetailsPane::saveState(settings, group);
    m_layers->saveState(settings, group);
}

void ContainerDetailsPane::restoreState(const QSettings &settings, const QString &group)
{
    DetailsPane::restoreState(settings, group);
    m_layers->restoreState(settings, group);
}

void ContainerDetailsPane::askSoon()
{
    m_isOutdated = true;
    if (!m_container.id.isEmpty() && !m_settle.isActive())
        m_settle.start();
}

void ContainerDetailsPane::showNoContainer(const QString &title, const QString &text)
{
    m_request.reset();
    m_settle.stop();
    m_stale.stop();
    m_container = {};
    m_layers->showNothing();
    clearViews();
    showMessage(title, text);
}

void ContainerDetailsPane::showEvent(QShowEvent *event)
{
    DetailsPane::showEvent(event);
    if (m_isOutdated)
        m_settle.start();
}

void ContainerDetailsPane::ask()
{
    if (!m_session || m_container.id.isEmpty() || !isVisible())
        return;
    m_isOutdated = false;
    m_request = std::make_unique<QObject>();
    m_session->engine().containers().inspect(m_container.id, m_request.get(),
                                             [this](const Result<ContainerDetails> &details) { answered(details); });
}

void ContainerDetailsPane::answered(const Result<ContainerDetails> &details)
{
    m_stale.stop();
    m_hasFailed = !details;
    if (!details)
        return showFailure(details.error());
    const bool isSame = m_details.id == details->id;
    const bool hasNews = m_details.json != details->json;
    m_details = *details;
    updateHead();
    showDetails();
    QScrollBar *bar = m_inspect->editor()->verticalScrollBar();
    const int position = isSame ? bar->value() : 0;
    if (hasNews) {
        m_inspect->setJson(visibleJson(m_details.json));
        bar->setValue(position);
    }
    showTabs();
}

void ContainerDetailsPane::showDetails()
{
    if (m_details.id == m_container.id)
        m_overview->setSections(containerSections(m_details, known()));
}

void ContainerDetailsPane::clearViews()
{
    m_details = {};
    m_overview->setSections({});
    m_inspect->setJson({});
}

/// What the list says, and the health, which Podman tells nowhere but here.
ContainerSummary ContainerDetailsPane::known() const
{
    ContainerSummary container = m_container;
    if (container.health == Health::None && m_details.id == container.id)
        container.health = healthFromWord(m_details.healthStatus);
    return container;
}

void ContainerDetailsPane::updateHead()
{
    const ContainerSummary container = known();
    const QIcon icon = containerStateIcon(container.state, container.health, container.exitCode, palette());
    setHead(icon, container.name, containerStateText(container) + u" · "_s + container.image);
}

void ContainerDetailsPane::refreshTimes()
{
    if (m_container.id.isEmpty())
        return;
    updateHead();
    showDetails();
}

} // namespace strata
