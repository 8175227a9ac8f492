// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>

#include <memory>

struct nghttp2_session;

namespace strata {

/// The numbers of gRPC (google.golang.org/grpc/codes) that are needed here.
enum class GrpcStatus {
    Ok = 0,
    InvalidArgument = 3,
    NotFound = 5,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
};

/// The server's side of gRPC over HTTP/2 (RFC 9113, grpc doc/PROTOCOL-HTTP2.md): a pure state machine, bytes in and bytes
/// out. nghttp2 does HTTP/2; here are calls and their messages.
///
/// What it sends may hold secrets: messages come as Secret, no copy is made of them before output(), and who takes that
/// wipes it. Bounds, whatever the other side does: 100 calls at a time, 256 KiB for a message, 64 KiB of a call's headers,
/// 64 KiB ahead in a call that is paused, 100 answers to pings that were not taken. What is beyond ends the call or the
/// connection.
class GrpcServer
{
public:
    using CallId = int;

    struct CallHead
    {
        QByteArray method;                                ///< "/grpc.health.v1.Health/Check"
        QList<std::pair<QByteArray, QByteArray>> headers; ///< without those of HTTP; names in lower case
    };

    /// Called from inside feed(). Any function of the server may be called from there, except feed() and output().
    class Handler
    {
    public:
        virtual ~Handler() = default;
        virtual void callBegan(CallId call, const CallHead &head) = 0;
        virtual void messageCame(CallId call, QByteArrayView message) = 0;
        virtual void requestEnded(CallId call) = 0; ///< no more messages will come
        virtual void callGone(CallId call) = 0;     ///< the other side gave it up; nothing can be sent any more
    };

    explicit GrpcServer(Handler &handler);
    ~GrpcServer();
    Q_DISABLE_COPY_MOVE(GrpcServer)

    /// BrokenStream when the other side breaks the protocol; then, and once isOver(), the connection is to be closed.
    Result<void> feed(QByteArrayView bytes);

    /// Bytes to be sent, at most about `limit`; empty: nothing for now. Ask again until it is, and after every call of
    /// another function.
    QByteArray output(qsizetype limit = 64 * 1024);
    bool isOver() const; ///< neither side has anything to say any more

    void send(CallId call, const Secret &message); ///< a message may be empty
    void finish(CallId call, GrpcStatus status = GrpcStatus::Ok, const QByteArray &why = {});
    qsizetype unsent(CallId call) const; ///< bytes of messages that wait in a call

    /// A call that is paused gets what its window still allows and no more, until it goes on.
    void setPaused(CallId call, bool paused);

    int calls() const { return static_cast<int>(m_calls.size()); } ///< under way

private:
    struct Outgoing
    {
        QByteArray head; ///< gRPC's five bytes
        Secret message;
        qsizetype sent = 0;

        qsizetype size() const { return head.size() + message.view().size(); }
    };
    struct Call
    {
        CallHead head;
        qsizetype headSize = 0;
        bool hasHead = false;
        bool isKnown = false; ///< to the handler
        bool isEnded = false; ///< the other side has said all, and it waits here
        bool isFinished = false;
        bool hasAnswered = false; ///< the head of the answer is given to nghttp2
        bool isPaused = false;
        QByteArray incoming;
        qsizetype unread = 0; ///< bytes that the window is not yet told of
        QList<Outgoing> outgoing;
        GrpcStatus status = GrpcStatus::Ok;
        QByteArray why;
    };
    struct Callbacks;

    Call *callOf(CallId call);
    void headComplete(CallId id);
    void dataCame(CallId id, QByteArrayView bytes);
    void takeMessages(CallId id);
    void bodyComplete(CallId id);
    void closed(CallId id);
    void refuse(CallId id, GrpcStatus status, const QByteArray &why);
    void answer(CallId id);
    void submitTrailers(CallId id);

    Handler &m_handler;
    nghttp2_session *m_session = nullptr;
    QHash<CallId, std::shared_ptr<Call>> m_calls;
    QByteArray m_output;
    qsizetype m_outputLimit = 0;
    bool m_isBroken = false;
};

} // namespace strata
