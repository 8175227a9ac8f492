// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/statestack.h"

#include "app/connection/diagnosis.h"
#include "app/shell/icons.h"
#include "app/shell/linkbanner.h"
#include "widgets/emptystate.h"

#include <QAction>
#include <QEvent>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Lies over a widget and lets its colours fade into the window's; clicks go through. (A QGraphicsEffect would be
/// shorter, but item views scroll their pixels and leave traces of it.)
class Veil final : public QWidget
{
public:
    explicit Veil(QWidget *below) : QWidget(below->parentWidget()), m_below(below)
    {
        setObjectName(u"veil"_s);
        setAttribute(Qt::WA_TransparentForMouseEvents);
        below->installEventFilter(this);
        hide();
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == m_below && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
            setGeometry(m_below->geometry());
        return false;
    }

    void showEvent(QShowEvent *) override
    {
        setGeometry(m_below->geometry());
        raise();
    }

    void paintEvent(QPaintEvent *) override
    {
        QColor color = palette().color(QPalette::Window);
        color.setAlphaF(0.55F);
        QPainter(this).fillRect(rect(), color);
    }

private:
    QWidget *m_below;
};

} // namespace

StateStack::StateStack(QWidget *content, QWidget *parent)
    : QWidget(parent), m_content(content), m_retry(new QAction(tr("Retry"), this))
{
    m_contentSide = new QWidget;
    m_banner = new LinkBanner;
    auto *column = new QVBoxLayout(m_contentSide);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(content, 1);
    m_banner->hide();
    m_veil = new Veil(content);

    m_nothing = new QWidget;
    m_loading = new EmptyState;
    m_loading->setObjectName(u"stateLoading"_s);
    m_loading->setBusy(true);
    m_loading->setTitle(tr("Asking the engine…"));
    m_empty = new EmptyState;
    m_empty->setObjectName(u"stateEmpty"_s);
    m_failed = new EmptyState;
    m_failed->setObjectName(u"stateFailed"_s);
    m_failed->setActions({m_retry});

    m_stack = new QStackedLayout(this);
    for (QWidget *widget : {m_nothing, static_cast<QWidget *>(m_loading), static_cast<QWidget *>(m_empty),
                            static_cast<QWidget *>(m_failed), m_contentSide})
        m_stack->addWidget(widget);

    m_loadingDelay.setSingleShot(true);
    m_loadingDelay.setInterval(200ms);
    connect(&m_loadingDelay, &QTimer::timeout, this, [this] { display(Shown::Loading); });
    const auto retry = [this] {
        if (m_inventory)
            m_inventory->refresh();
    };
    connect(m_retry, &QAction::triggered, this, retry);
    connect(m_banner, &LinkBanner::retryRequested, this, retry);
}

void StateStack::setInventory(Inventory *inventory, const Endpoint &endpoint)
{
    if (m_inventory)
        m_inventory->disconnect(this);
    m_inventory = inventory;
    m_endpoint = endpoint;
    m_loaded = false;
    m_isEmpty = false;
    m_loadingDelay.stop();
    if (inventory)
        connect(inventory, &Inventory::linkChanged, this, &StateStack::review);
    display(Shown::Nothing);
    review();
}

void StateStack::setLoaded(bool loaded)
{
    m_loaded = loaded;
    review();
}

void StateStack::setEmpty(bool empty)
{
    m_isEmpty = empty;
    review();
}

void StateStack::review()
{
    if (!m_inventory)
        return display(Shown::Nothing);
    const bool lost = m_inventory->link() == Inventory::Link::Lost;
    if (lost && !m_loaded)
        return showFailure();
    if (lost) {
        if (m_shown != Shown::Disconnected)
            m_lostAt = QTime::currentTime();
        if (m_inventory->error())
            m_banner->setProblem(*m_inventory->error(), m_endpoint, m_lostAt);
        return display(Shown::Disconnected);
    }
    if (m_loaded)
        return display(m_isEmpty ? Shown::Empty : Shown::Content);
    if (m_shown != Shown::Loading && !m_loadingDelay.isActive())
        m_loadingDelay.start();
}

void StateStack::showFailure()
{
    if (!m_inventory->error())
        return;
    const Diagnosis diagnosis = diagnose(*m_inventory->error(), m_endpoint, HostFacts::detect());
    m_failed->setIcon(icon(u"network-disconnect"_s));
    m_failed->setTitle(diagnosis.title);
    m_failed->setText(diagnosis.text);
    m_failed->setCommand(diagnosis.command);
    display(Shown::Failed);
}

void StateStack::display(Shown shown)
{
    if (shown != Shown::Loading)
        m_loadingDelay.stop();
    if (m_shown == shown)
        return;
    m_shown = shown;
    switch (shown) {
    case Shown::Nothing: m_stack->setCurrentWidget(m_nothing); break;
    case Shown::Loading: m_stack->setCurrentWidget(m_loading); break;
    case Shown::Empty: m_stack->setCurrentWidget(m_empty); break;
    case Shown::Failed: m_stack->setCurrentWidget(m_failed); break;
    case Shown::Content:
    case Shown::Disconnected: m_stack->setCurrentWidget(m_contentSide); break;
    }
    m_banner->setVisible(shown == Shown::Disconnected);
    m_veil->setVisible(shown == Shown::Disconnected);
    Q_EMIT shownChanged();
}

} // namespace strata
