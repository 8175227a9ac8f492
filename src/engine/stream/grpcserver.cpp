// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/grpcserver.h"

#include <QCoreApplication>
#include <QtEndian>

#include <algorithm>
#include <array>

#include <nghttp2/nghttp2.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct GrpcServerText
{
    Q_DECLARE_TR_FUNCTIONS(GrpcServer)
};

constexpr qsizetype prefixSize = 5; // a flag and a length
constexpr qsizetype longestMessage = 256 * 1024;
constexpr qsizetype longestHead = 64 * 1024;
constexpr uint32_t mostCalls = 100;
constexpr size_t mostAcknowledgements = 100;
constexpr size_t mostSettings = 32;
constexpr size_t frameHead = 9;

nghttp2_nv field(QByteArrayView name, QByteArrayView value)
{
    const auto bytes = [](QByteArrayView view) {
        return const_cast<uint8_t *>(reinterpret_cast<const uint8_t *>(view.data())); // nghttp2 copies
    };
    return {bytes(name), bytes(value), static_cast<size_t>(name.size()), static_cast<size_t>(value.size()),
            NGHTTP2_NV_FLAG_NONE};
}

/// grpc-message: printable ASCII, the rest in percents (grpc doc/PROTOCOL-HTTP2.md).
QByteArray percentEncoded(const QByteArray &text)
{
    QByteArray encoded;
    for (const char c : text) {
        if (c >= 0x20 && c < 0x7f && c != '%')
            encoded += c;
        else
            encoded += '%' + QByteArray(1, c).toHex().toUpper();
    }
    return encoded;
}

GrpcServer *serverOf(void *user)
{
    return static_cast<GrpcServer *>(user);
}

} // namespace

/// What nghttp2 calls.
struct GrpcServer::Callbacks
{
    static nghttp2_ssize write(nghttp2_session *, const uint8_t *data, size_t size, int, void *user)
    {
        GrpcServer *server = serverOf(user);
        if (server->m_output.size() >= server->m_outputLimit)
            return NGHTTP2_ERR_WOULDBLOCK;
        server->m_output.append(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
        return static_cast<nghttp2_ssize>(size);
    }

    static int beginHeaders(nghttp2_session *, const nghttp2_frame *frame, void *user)
    {
        if (frame->hd.type == NGHTTP2_HEADERS && frame->headers.cat == NGHTTP2_HCAT_REQUEST)
            serverOf(user)->m_calls.insert(frame->hd.stream_id, std::make_shared<Call>());
        return 0;
    }

    static int header(nghttp2_session *, const nghttp2_frame *frame, const uint8_t *name, size_t nameSize,
                      const uint8_t *value, size_t valueSize, uint8_t, void *user)
    {
        Call *call = serverOf(user)->callOf(frame->hd.stream_id);
        if (!call || call->hasHead)
            return 0; // trailers mean nothing
        const QByteArray key(reinterpret_cast<const char *>(name), static_cast<qsizetype>(nameSize));
        const QByteArray text(reinterpret_cast<const char *>(value), static_cast<qsizetype>(valueSize));
        call->headSize += key.size() + text.size();
        if (call->headSize > longestHead)
            return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE; // resets the stream
        if (key == ":path")
            call->head.method = text;
        else if (!key.startsWith(':'))
            call->head.headers.append({key, text});
        return 0;
    }

    static int frameCame(nghttp2_session *, const nghttp2_frame *frame, void *user)
    {
        GrpcServer *server = serverOf(user);
        const CallId id = frame->hd.stream_id;
        if (frame->hd.type == NGHTTP2_HEADERS && frame->headers.cat == NGHTTP2_HCAT_REQUEST)
            server->headComplete(id);
        const bool hasBody = frame->hd.type == NGHTTP2_HEADERS || frame->hd.type == NGHTTP2_DATA;
        if (hasBody && (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0)
            server->bodyComplete(id);
        return 0;
    }

    static int data(nghttp2_session *, uint8_t, int32_t id, const uint8_t *bytes, size_t size, void *user)
    {
        serverOf(user)->dataCame(id, {bytes, static_cast<qsizetype>(size)});
        return 0;
    }

    static int streamClosed(nghttp2_session *, int32_t id, uint32_t, void *user)
    {
        serverOf(user)->closed(id);
        return 0;
    }

    /// How much of a call's messages goes into the next frame.
    static nghttp2_ssize read(nghttp2_session *, int32_t id, uint8_t *, size_t size, uint32_t *flags,
                              nghttp2_data_source *, void *user)
    {
        GrpcServer *server = serverOf(user);
        const Call *call = server->callOf(id);
        if (!call)
            return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
        *flags |= NGHTTP2_DATA_FLAG_NO_COPY;
        const qsizetype waiting = server->unsent(id);
        const qsizetype count = std::min(waiting, static_cast<qsizetype>(size));
        if (count == waiting && call->isFinished) {
            *flags |= NGHTTP2_DATA_FLAG_EOF | NGHTTP2_DATA_FLAG_NO_END_STREAM;
            server->submitTrailers(id);
        } else if (count == 0) {
            return NGHTTP2_ERR_DEFERRED;
        }
        return count;
    }

    /// That frame: straight from the secrets into the output.
    static int sendData(nghttp2_session *, nghttp2_frame *frame, const uint8_t *head, size_t size,
                        nghttp2_data_source *, void *user)
    {
        GrpcServer *server = serverOf(user);
        Call *call = server->callOf(frame->hd.stream_id);
        if (!call)
            return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
        if (server->m_output.size() >= server->m_outputLimit)
            return NGHTTP2_ERR_WOULDBLOCK;
        server->m_output.append(reinterpret_cast<const char *>(head), static_cast<qsizetype>(frameHead));
        for (auto left = static_cast<qsizetype>(size); left > 0;) {
            Outgoing &first = call->outgoing.first();
            const bool isHead = first.sent < first.head.size();
            const QByteArrayView part = isHead ? QByteArrayView(first.head).sliced(first.sent)
                                               : first.message.view().sliced(first.sent - first.head.size());
            const QByteArrayView now = part.first(std::min(part.size(), left));
            server->m_output.append(now);
            first.sent += now.size();
            left -= now.size();
            if (first.sent == first.size())
                call->outgoing.removeFirst();
        }
        return 0;
    }

    /// When the answer ends before the question, the question is not wanted any more (RFC 9113, 8.1).
    static int frameSent(nghttp2_session *session, const nghttp2_frame *frame, void *)
    {
        const bool isEnd = frame->hd.type == NGHTTP2_HEADERS && (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0;
        if (isEnd && nghttp2_session_get_stream_remote_close(session, frame->hd.stream_id) == 0)
            nghttp2_submit_rst_stream(session, NGHTTP2_FLAG_NONE, frame->hd.stream_id, NGHTTP2_NO_ERROR);
        return 0;
    }
};

GrpcServer::GrpcServer(Handler &handler) : m_handler(handler)
{
    nghttp2_session_callbacks *callbacks = nullptr;
    nghttp2_session_callbacks_new(&callbacks);
    nghttp2_session_callbacks_set_send_callback2(callbacks, &Callbacks::write);
    nghttp2_session_callbacks_set_send_data_callback(callbacks, &Callbacks::sendData);
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, &Callbacks::beginHeaders);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, &Callbacks::header);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, &Callbacks::frameCame);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, &Callbacks::data);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, &Callbacks::streamClosed);
    nghttp2_session_callbacks_set_on_frame_send_callback(callbacks, &Callbacks::frameSent);
    nghttp2_option *options = nullptr;
    nghttp2_option_new(&options);
    nghttp2_option_set_no_auto_window_update(options, 1);
    nghttp2_option_set_max_outbound_ack(options, mostAcknowledgements);
    nghttp2_option_set_max_settings(options, mostSettings);
    nghttp2_session_server_new2(&m_session, callbacks, this, options);
    nghttp2_option_del(options);
    nghttp2_session_callbacks_del(callbacks);
    const std::array settings{
        nghttp2_settings_entry{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, mostCalls},
        nghttp2_settings_entry{NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, static_cast<uint32_t>(longestHead)}};
    nghttp2_submit_settings(m_session, NGHTTP2_FLAG_NONE, settings.data(), settings.size());
}

GrpcServer::~GrpcServer()
{
    nghttp2_session_del(m_session);
    wipe(m_output);
}

Result<void> GrpcServer::feed(QByteArrayView bytes)
{
    nghttp2_ssize taken = NGHTTP2_ERR_PROTO;
    if (!m_isBroken)
        taken = nghttp2_session_mem_recv2(m_session, reinterpret_cast<const uint8_t *>(bytes.data()),
                                          static_cast<size_t>(bytes.size()));
    m_isBroken = taken < 0;
    if (m_isBroken)
        return failure(Error::Kind::BrokenStream, GrpcServerText::tr("The engine's session cannot be understood."),
                       u"HTTP/2: "_s + QString::fromLatin1(nghttp2_strerror(static_cast<int>(taken))));
    return {};
}

/// The buffer is of its final size from the beginning: one that grew would leave secrets behind.
QByteArray GrpcServer::output(qsizetype limit)
{
    constexpr qsizetype largestFrame = 16 * 1024 + static_cast<qsizetype>(frameHead);
    m_outputLimit = limit;
    m_output.reserve(limit + largestFrame);
    nghttp2_session_send(m_session);
    return std::exchange(m_output, {});
}

bool GrpcServer::isOver() const
{
    return m_isBroken || (nghttp2_session_want_read(m_session) == 0 && nghttp2_session_want_write(m_session) == 0);
}

GrpcServer::Call *GrpcServer::callOf(CallId call)
{
    const auto found = m_calls.constFind(call);
    return found == m_calls.constEnd() ? nullptr : found->get();
}

void GrpcServer::headComplete(CallId id)
{
    Call *call = callOf(id);
    if (!call)
        return;
    call->hasHead = true;
    const auto type = std::ranges::find(call->head.headers, QByteArray("content-type"),
                                        &std::pair<QByteArray, QByteArray>::first);
    if (type == call->head.headers.cend() || !type->second.startsWith("application/grpc"))
        return refuse(id, GrpcStatus::InvalidArgument, "only gRPC is spoken here");
    call->isKnown = true;
    m_handler.callBegan(id, call->head);
}

void GrpcServer::dataCame(CallId id, QByteArrayView bytes)
{
    nghttp2_session_consume_connection(m_session, static_cast<size_t>(bytes.size()));
    Call *call = callOf(id);
    if (!call || call->isFinished) {
        nghttp2_session_consume_stream(m_session, id, static_cast<size_t>(bytes.size()));
        return;
    }
    call->incoming += bytes;
    call->unread += bytes.size();
    takeMessages(id);
}

/// A handler may pause or finish the call in the middle, and then the rest waits or is nothing any more.
void GrpcServer::takeMessages(CallId id)
{
    const std::shared_ptr<Call> call = m_calls.value(id);
    while (call && !call->isPaused && !call->isFinished && call->incoming.size() >= prefixSize) {
        const auto size = qFromBigEndian<quint32>(call->incoming.constData() + 1);
        if (call->incoming.front() != '\0')
            return refuse(id, GrpcStatus::Unimplemented, "no compression was offered");
        if (size > longestMessage)
            return refuse(id, GrpcStatus::ResourceExhausted, "the message is too large");
        const qsizetype end = prefixSize + static_cast<qsizetype>(size);
        if (call->incoming.size() < end)
            break;
        const QByteArray message = call->incoming.sliced(prefixSize, end - prefixSize);
        call->incoming.remove(0, end);
        m_handler.messageCame(id, message);
    }
    if (call && !call->isPaused && call->unread > 0)
        nghttp2_session_consume_stream(m_session, id, static_cast<size_t>(std::exchange(call->unread, 0)));
}

void GrpcServer::bodyComplete(CallId id)
{
    const Call *call = callOf(id);
    if (!call || call->isFinished)
        return;
    if (call->isPaused) { // the last messages wait
        callOf(id)->isEnded = true;
        return;
    }
    if (!call->incoming.isEmpty())
        return refuse(id, GrpcStatus::InvalidArgument, "the message is cut off");
    m_handler.requestEnded(id);
}

void GrpcServer::closed(CallId id)
{
    const std::shared_ptr<Call> call = m_calls.take(id);
    if (call && call->isKnown && !call->isFinished)
        m_handler.callGone(id);
}

/// Finished without the handler.
void GrpcServer::refuse(CallId id, GrpcStatus status, const QByteArray &why)
{
    const bool isKnown = callOf(id)->isKnown;
    finish(id, status, why);
    if (isKnown)
        m_handler.callGone(id);
}

void GrpcServer::setPaused(CallId call, bool paused)
{
    Call *found = callOf(call);
    if (!found || found->isPaused == paused)
        return;
    found->isPaused = paused;
    if (paused)
        return;
    takeMessages(call);
    found = callOf(call);
    if (found && found->isEnded && !found->isPaused)
        bodyComplete(call);
}

void GrpcServer::send(CallId call, const Secret &message)
{
    Call *found = callOf(call);
    if (!found || found->isFinished)
        return;
    QByteArray head(prefixSize, '\0');
    qToBigEndian(static_cast<quint32>(message.view().size()), head.data() + 1);
    found->outgoing.append({.head = head, .message = message});
    answer(call);
}

void GrpcServer::finish(CallId call, GrpcStatus status, const QByteArray &why)
{
    Call *found = callOf(call);
    if (!found || found->isFinished)
        return;
    found->isFinished = true;
    found->status = status;
    found->why = percentEncoded(why);
    answer(call);
}

qsizetype GrpcServer::unsent(CallId call) const
{
    const std::shared_ptr<Call> found = m_calls.value(call);
    qsizetype size = 0;
    if (found) {
        for (const Outgoing &message : std::as_const(found->outgoing))
            size += message.size() - message.sent;
    }
    return size;
}

/// Begins the answer, or wakes it. One without messages is a single frame.
void GrpcServer::answer(CallId id)
{
    Call *call = callOf(id);
    if (call->hasAnswered) {
        nghttp2_session_resume_data(m_session, id);
        return;
    }
    call->hasAnswered = true;
    const QByteArray status = QByteArray::number(static_cast<int>(call->status));
    const std::array fields{field(":status", "200"), field("content-type", "application/grpc"),
                            field("grpc-status", status), field("grpc-message", call->why)};
    if (call->isFinished && call->outgoing.isEmpty()) {
        nghttp2_submit_response2(m_session, id, fields.data(), call->why.isEmpty() ? 3 : 4, nullptr);
        return;
    }
    const nghttp2_data_provider2 provider{.source = {}, .read_callback = &Callbacks::read};
    nghttp2_submit_response2(m_session, id, fields.data(), 2, &provider);
}

void GrpcServer::submitTrailers(CallId id)
{
    const Call *call = callOf(id);
    const QByteArray status = QByteArray::number(static_cast<int>(call->status));
    const std::array fields{field("grpc-status", status), field("grpc-message", call->why)};
    nghttp2_submit_trailer(m_session, id, fields.data(), call->why.isEmpty() ? 1 : 2);
}

} // namespace strata
