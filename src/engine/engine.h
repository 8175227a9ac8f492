// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "engine/api/call.h"
#include "engine/duplex.h"
#include "engine/transport/endpoint.h"
#include "engine/transport/transport.h"

#include <QObject>
#include <QPointer>
#include <QThread>
#include <QVersionNumber>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace strata {

class BuildCache;
class Containers;
class Images;
class JobReceiver;
class Registry;
class Session;
class System;
struct JobOrder;
struct Order;
template<typename Message>
class Mailbox;

/// What negotiation found out (HEAD /_ping, see docs of the engine's router/system pingHandler).
struct EngineIdentity
{
    QVersionNumber apiVersion; ///< the version in use: the smaller of ours and the engine's
    bool isPodman = false;     ///< told by the Libpod-Api-Version header
    QString server;            ///< the Server header, such as "Docker/26.1.5 (linux)"
};

/// What a stream tells, on the asking thread.
template<typename T>
struct StreamHandlers
{
    std::function<void()> opened;            ///< the engine answered 2xx; may be empty
    std::function<void(QList<T>)> items;     ///< what came since the last call, never empty
    std::function<void(Result<void>)> ended; ///< once: clean end, or why not; never after reset()
};

/// Takes an answer's bytes on the I/O thread, and is destroyed there, before the end is told.
class DownloadSink
{
public:
    virtual ~DownloadSink() = default;
    virtual Result<void> write(QByteArrayView bytes) = 0; ///< an error ends the download with it
    virtual Result<void> finish() = 0;                    ///< after the last byte of a whole answer
};

/// The one way to ask an engine.
///
///     engine.images().list({}, this, [this](Result<QList<ImageSummary>> images) { … });
///
/// One answer on the caller's thread, never from inside the call; none once `context` is gone, and the request is
/// then aborted. `context` lives on the calling thread. Sockets, HTTP and decoding run on a thread of the Engine's
/// own, shared by all its requests. Destroying the Engine aborts everything that is under way, without answers.
/// Requests made while the engine is away fail with the reason; nothing is retried here (a request that an idle
/// keep-alive connection lost before any byte of the answer is sent once more, when it is GET or HEAD).
class Engine : public QObject
{
    Q_OBJECT

public:
    explicit Engine(const Endpoint &endpoint, QObject *parent = nullptr);
    /// For tests and other streams: `transport` is moved to the I/O thread.
    Engine(Endpoint endpoint, std::unique_ptr<Transport> transport, QObject *parent = nullptr);
    ~Engine() override;

    const Endpoint &endpoint() const { return m_endpoint; }

    Images images();
    Containers containers();
    System system();
    Registry registry();
    BuildCache buildCache();

    /// The last negotiation's result, on the caller's thread; empty before the first answer.
    const std::optional<EngineIdentity> &identity() const { return m_identity; }

    template<typename T>
    void ask(Call call, Decoder<T> decoder, QObject *context, std::function<void(Result<T>)> answer)
    {
        auto slot = std::make_shared<std::optional<Result<T>>>();
        const bool isSecret = call.secretAnswer;
        run(
            std::move(call),
            [slot, isSecret, decoder = std::move(decoder)](Result<Answer> raw) {
                slot->emplace(raw ? decoder(*raw) : Result<T>(std::unexpected(raw.error())));
                if (raw && isSecret)
                    wipe(raw->body);
            },
            context, [slot, answer = std::move(answer)] { answer(std::move(**slot)); });
    }

    /// Follows an endless answer on a connection of its own. Items are handed over in batches: while the asking thread
    /// has not taken the last batch, reading stops (back-pressure), so memory stays bounded.
    template<typename T>
    [[nodiscard]] Subscription follow(Call call, std::unique_ptr<StreamDecoder<T>> decoder, QObject *context,
                                      StreamHandlers<T> handlers)
    {
        struct Shared
        {
            std::mutex mutex;
            QList<T> items;
            Result<void> end; ///< without the mutex: it is written before the end is told
        };
        auto shared = std::make_shared<Shared>();
        auto told = std::make_shared<StreamHandlers<T>>(std::move(handlers));
        std::shared_ptr<StreamDecoder<T>> reader = std::move(decoder);
        StreamSlots stream;
        stream.feed = [shared, reader](QByteArrayView bytes, bool atEnd) -> Result<bool> {
            QList<T> fresh;
            const Result<void> result = atEnd ? reader->finish(fresh) : reader->feed(bytes, fresh);
            const std::lock_guard lock(shared->mutex);
            shared->items += std::move(fresh);
            return result.transform([&] { return !shared->items.isEmpty(); });
        };
        stream.storeEnd = [shared](Result<void> end) { shared->end = std::move(end); };
        stream.opened = [told](const Answer &) {
            if (told->opened)
                told->opened();
        };
        stream.deliver = [shared, told] {
            std::unique_lock lock(shared->mutex);
            QList<T> items = std::exchange(shared->items, {});
            lock.unlock();
            if (!items.isEmpty() && told->items)
                told->items(std::move(items));
        };
        stream.ended = [shared, told] {
            if (told->ended)
                told->ended(std::move(shared->end));
        };
        return Subscription(runStream(std::move(call), std::move(stream), context));
    }

    /// A long answer in raw bytes, on a connection of its own, straight into `sink`: nothing waits for the asking thread,
    /// and nothing more is read while the sink works. A sink that is slow holds up every request of this Engine.
    [[nodiscard]] Subscription download(Call call, std::unique_ptr<DownloadSink> sink, QObject *context,
                                        std::function<void(Result<void>)> ended);

    /// A conversation in raw bytes, for calls that hijack their connection (attach, exec, session): `call` carries the
    /// headers Connection: Upgrade and Upgrade. Opened by 101 or 2xx; reading has the same back-pressure as follow().
    [[nodiscard]] Duplex converse(Call call, QObject *context, DuplexHandlers handlers);

    /// Another engine may listen at the endpoint now: later requests go there, on new connections, and the version is
    /// negotiated anew. What is under way is not touched.
    void renewConnections();

Q_SIGNALS:
    void identityChanged();

protected:
    void customEvent(QEvent *event) override;

private:
    using Store = std::function<void(Result<Answer>)>; ///< runs on the I/O thread
    struct StreamSlots
    {
        std::function<Result<bool>(QByteArrayView, bool)> feed; ///< I/O thread; true when items wait
        std::function<void(Result<void>)> storeEnd;             ///< I/O thread
        std::function<void(const Answer &)> opened;             ///< asking thread, as the rest
        std::function<void(qint64)> written;
        std::function<void()> deliver, ended;
    };

    void run(Call call, Store store, QObject *context, std::function<void()> deliver);
    JobReceiver *runStream(Call call, StreamSlots stream, QObject *context);
    void submit(const JobReceiver &receiver, std::unique_ptr<JobOrder> job);

    Endpoint m_endpoint;
    std::optional<EngineIdentity> m_identity;
    QThread m_thread;
    Session *m_session = nullptr;                          ///< lives on m_thread
    std::shared_ptr<Mailbox<Order>> m_orders;              ///< to m_session
    std::shared_ptr<Mailbox<EngineIdentity>> m_identities; ///< from m_session
};

} // namespace strata
