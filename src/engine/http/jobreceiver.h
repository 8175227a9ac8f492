// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/http/enginejob.h"

#include <QObject>

#include <functional>
#include <memory>

namespace strata {

/// The asking thread's end of a job: a child of the asker's context that deletes itself when all is told. Deleting it
/// aborts the job. What it calls is destroyed on the asking thread, and never called after the Engine closed its box.
class JobReceiver : public QObject
{
public:
    struct Hooks
    {
        std::function<void(const Answer &head)> opened = {};
        std::function<void()> deliver = {}; ///< hand over what waits; also called once before `ended`
        std::function<void(qint64)> written = {};
        std::function<void()> ended = {};
    };

    JobReceiver(std::shared_ptr<OrderBox> orders, Hooks hooks, QObject *context);
    ~JobReceiver() override;

    const std::shared_ptr<NewsBox> &news() const { return m_news; }
    bool isOver() const { return m_over; }
    void order(Order::Kind kind, QByteArray bytes = {});
    void drop(); ///< aborts the job; nothing more is told

protected:
    void customEvent(QEvent *event) override;

private:
    void handle(const JobNews &news);
    void finish();

    std::shared_ptr<OrderBox> m_orders;
    std::shared_ptr<NewsBox> m_news;
    std::shared_ptr<const Hooks> m_hooks;
    bool m_over = false;
};

} // namespace strata
