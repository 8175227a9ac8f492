// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/call.h"
#include "engine/http/connection.h"
#include "engine/http/mailbox.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <utility>

namespace strata {

/// What the I/O thread tells the asking thread about a job. Values wait in the job's callables, not here.
struct JobNews
{
    enum class Kind {
        Opened,  ///< a stream's head arrived and is good
        Items,   ///< a stream has items to take
        Written, ///< bytes of a duplex stream went to the engine
        Ended,   ///< the answer or the stream's end is stored; the last news
        Gone,    ///< the engine is being destroyed: nothing more will come
    };
    Kind kind = Kind::Ended;
    Answer head = {}; ///< Opened: status and headers
    qint64 count = 0; ///< Written
};

using NewsBox = Mailbox<JobNews>;

/// One request as the asking thread gives it away. The callables run on the I/O thread.
struct JobOrder
{
    Call call;
    std::shared_ptr<NewsBox> news;                                      ///< also the job's name
    std::function<void(Result<Answer>)> store;                          ///< short requests
    std::function<Result<bool>(QByteArrayView bytes, bool atEnd)> feed; ///< streams; true when items wait
    std::function<void(Result<void>)> storeEnd;                         ///< streams
    bool anyStatus = false;    ///< short requests: an answer of any status is an answer
    bool tellsWritten = false; ///< streams: Written news are wanted

    bool isStream() const { return static_cast<bool>(feed); }
};

/// What the asking thread wants of the I/O thread.
struct Order
{
    enum class Kind { Submit, Abort, Resume, Write, WriteSecret, CloseWrite, Renew };
    Kind kind = Kind::Submit;
    std::shared_ptr<NewsBox> job;             ///< none: Renew
    std::unique_ptr<JobOrder> submitted = {}; ///< Submit
    QByteArray bytes = {};                    ///< Write, WriteSecret
};

using OrderBox = Mailbox<Order>;

/// A job on its way, on the I/O thread; the Session owns it.
class EngineJob : public QObject
{
    Q_OBJECT

public:
    EngineJob(JobOrder o, QObject *parent) : QObject(parent), order(std::move(o)) {}

    bool isPing() const { return !order.news; } ///< the session's own question

    JobOrder order;
    Answer answer;
    QPointer<HttpConnection> connection;
    QByteArray unsent;             ///< written before the head arrived
    bool closeWriteWanted = false; ///< after `unsent`
    bool opened = false;           ///< a stream's good head arrived
    bool isRepeat = false;         ///< an idle connection lost it before; it gets a new one
    bool announced = false;        ///< Items was told and not yet taken
    bool itemsWait = false;        ///< more items came since
};

} // namespace strata
