// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/call.h"
#include "engine/http/connection.h"

#include <QObject>
#include <QPointer>

#include <atomic>

namespace strata {

/// One request on its way. Made on the asking thread, then moved to the I/O thread, where the Session owns it.
/// Its signals carry no values: those wait in the callables, which own them together with the asking side.
class EngineJob : public QObject
{
    Q_OBJECT

public:
    explicit EngineJob(Call c) : call(std::move(c)) {}

    Call call;
    std::function<void(Result<Answer>)> store;                       ///< short requests; I/O thread
    std::function<Result<bool>(QByteArrayView bytes, bool atEnd)> feed; ///< streams; true when items wait; I/O thread
    std::function<void(Result<void>)> storeEnd;                      ///< streams; I/O thread

    bool isStream() const { return static_cast<bool>(feed); }
    void abort(); ///< any thread by queued call: the session drops the job, nothing is told
    void resume(); ///< the asking side took the last batch

    // The I/O side's own.
    Answer answer;
    QPointer<HttpConnection> connection;
    bool failed = false;         ///< gave up on the answer; the connection goes
    bool announcedItems = false; ///< itemsReady was sent and resume() has not come back

Q_SIGNALS:
    void done();
    void opened();
    void itemsReady();
    void ended();
    void aborted(strata::EngineJob *job);
};

/// The asking thread's end of a stream. Deleting it ends the stream.
class StreamReceiver : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    bool isOver = false; ///< the subscription was reset: tell nothing more

Q_SIGNALS:
    void taken(); ///< the last batch was handed over
};

} // namespace strata
