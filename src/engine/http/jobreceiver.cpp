// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/jobreceiver.h"

namespace strata {

JobReceiver::JobReceiver(std::shared_ptr<OrderBox> orders, Hooks hooks, QObject *context)
    : QObject(context), m_orders(std::move(orders)), m_news(std::make_shared<NewsBox>(this)),
      m_hooks(std::make_shared<const Hooks>(std::move(hooks)))
{}

JobReceiver::~JobReceiver()
{
    drop();
    m_news->close();
}

void JobReceiver::order(Order::Kind kind, QByteArray bytes)
{
    if (!m_over)
        m_orders->post({.kind = kind, .job = m_news, .bytes = std::move(bytes)});
}

void JobReceiver::drop()
{
    order(Order::Kind::Abort);
    m_over = true;
    m_hooks.reset();
}

void JobReceiver::finish()
{
    m_over = true;
    m_hooks.reset();
    deleteLater();
}

void JobReceiver::customEvent(QEvent *)
{
    const QPointer<JobReceiver> alive(this);
    for (const JobNews &news : m_news->take()) {
        if (!alive || m_over)
            return;
        handle(news);
    }
}

/// Any of the hooks may delete this object, drop the job or destroy the engine.
void JobReceiver::handle(const JobNews &news)
{
    const QPointer<JobReceiver> alive(this);
    const std::shared_ptr<const Hooks> hooks = m_hooks;
    if (news.kind == JobNews::Kind::Gone || m_orders->isClosed())
        return finish();
    switch (news.kind) {
    case JobNews::Kind::Opened: hooks->opened(news.head); break;
    case JobNews::Kind::Items:
        hooks->deliver();
        if (alive)
            order(Order::Kind::Resume);
        break;
    case JobNews::Kind::Written: hooks->written(news.count); break;
    case JobNews::Kind::Ended:
        if (hooks->deliver)
            hooks->deliver();
        if (!alive || m_over || m_orders->isClosed())
            return;
        finish();
        hooks->ended();
        break;
    case JobNews::Kind::Gone: break;
    }
}

} // namespace strata
