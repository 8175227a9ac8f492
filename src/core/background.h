// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <type_traits>

namespace strata {

/// For work that waits for others most of its time, such as reading what an engine sends: on the pool that computes, two of
/// them would hold up all the rest of the program on a machine with two cores.
inline QThreadPool &waitingPool()
{
    static QThreadPool pool;
    pool.setMaxThreadCount(16);
    return pool;
}

/// Runs `work` on a thread of the pool and gives its answer to `done` on the context's thread: once, never from inside
/// this call, and never once the context is gone. What the work uses it must own.
template<typename Work, typename Done>
void inBackground(QObject *context, Work work, Done done, QThreadPool &pool = *QThreadPool::globalInstance())
{
    using Given = std::invoke_result_t<Work>;
    auto promise = std::make_shared<QPromise<Given>>();
    promise->start();
    auto *watcher = new QFutureWatcher<Given>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
        watcher->deleteLater();
        done(watcher->future().takeResult());
    });
    watcher->setFuture(promise->future());
    pool.start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
}

} // namespace strata
