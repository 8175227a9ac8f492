// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QtEndian>

#include <nghttp2/nghttp2.h>

namespace strata::test {

/// What a call of the engine got.
struct GrpcAnswer
{
    QHash<QByteArray, QByteArray> fields; ///< head and trailers
    QByteArray body;
    bool isClosed = false;
    quint32 code = 0; ///< of HTTP/2, when it was closed

    int status() const { return fields.value("grpc-status", "-1").toInt(); }
    QList<QByteArray> messages() const
    {
        QList<QByteArray> list;
        for (QByteArrayView rest = body; rest.size() >= 5;) {
            const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(rest.data() + 1));
            list.append(rest.sliced(5, qMin(size, rest.size() - 5)).toByteArray());
            rest = rest.sliced(qMin(5 + size, rest.size()));
        }
        return list;
    }
};

inline QByteArray grpcMessage(const QByteArray &bytes, char flag = '\0')
{
    QByteArray message(5, flag);
    qToBigEndian(static_cast<quint32>(bytes.size()), message.data() + 1);
    return message + bytes;
}

/// The engine's side of a session: a client of HTTP/2, as bytes in and bytes out.
class GrpcClient
{
public:
    using Fields = QList<std::pair<QByteArray, QByteArray>>;

    /// `window` is what the server may send ahead in a call.
    explicit GrpcClient(quint32 window = 65'535)
    {
        nghttp2_session_callbacks *callbacks = nullptr;
        nghttp2_session_callbacks_new(&callbacks);
        nghttp2_session_callbacks_set_on_header_callback(callbacks, &GrpcClient::header);
        nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, &GrpcClient::data);
        nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, &GrpcClient::closed);
        nghttp2_session_client_new(&m_session, callbacks, this);
        nghttp2_session_callbacks_del(callbacks);
        const nghttp2_settings_entry setting{NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, window};
        nghttp2_submit_settings(m_session, NGHTTP2_FLAG_NONE, &setting, 1);
    }
    ~GrpcClient() { nghttp2_session_del(m_session); }
    Q_DISABLE_COPY_MOVE(GrpcClient)

    /// Begins a call; its body goes on with more() until end().
    int begin(const QByteArray &method, const Fields &headers = {{"content-type", "application/grpc"}})
    {
        Fields fields{{":method", "POST"}, {":scheme", "http"}, {":path", method}, {":authority", "localhost"}};
        fields += headers;
        QList<nghttp2_nv> list;
        for (auto &[name, value] : fields) {
            list.append({reinterpret_cast<uint8_t *>(name.data()), reinterpret_cast<uint8_t *>(value.data()),
                         static_cast<size_t>(name.size()), static_cast<size_t>(value.size()), NGHTTP2_NV_FLAG_NONE});
        }
        const nghttp2_data_provider2 provider{.source = {}, .read_callback = &GrpcClient::read};
        const int id = nghttp2_submit_request2(m_session, nullptr, list.constData(), static_cast<size_t>(list.size()),
                                               &provider, nullptr);
        answers.insert(id, {});
        return id;
    }
    void more(int id, const QByteArray &bytes)
    {
        m_bodies[id].bytes += bytes;
        nghttp2_session_resume_data(m_session, id);
    }
    void end(int id)
    {
        m_bodies[id].isEnded = true;
        nghttp2_session_resume_data(m_session, id);
    }
    int ask(const QByteArray &method, const QByteArray &message)
    {
        const int id = begin(method);
        more(id, grpcMessage(message));
        end(id);
        return id;
    }
    void reset(int id) { nghttp2_submit_rst_stream(m_session, NGHTTP2_FLAG_NONE, id, NGHTTP2_CANCEL); }
    void goAway() { nghttp2_session_terminate_session(m_session, NGHTTP2_NO_ERROR); }
    void ping() { nghttp2_submit_ping(m_session, NGHTTP2_FLAG_NONE, nullptr); }
    qsizetype unsent(int id) const { return m_bodies.value(id).bytes.size(); }

    QByteArray output()
    {
        QByteArray all;
        const uint8_t *bytes = nullptr;
        for (nghttp2_ssize size = 1; size > 0;) {
            size = nghttp2_session_mem_send2(m_session, &bytes);
            if (size > 0)
                all.append(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
        }
        return all;
    }
    bool feed(QByteArrayView bytes)
    {
        return nghttp2_session_mem_recv2(m_session, reinterpret_cast<const uint8_t *>(bytes.data()),
                                         static_cast<size_t>(bytes.size()))
            == bytes.size();
    }

    QHash<int, GrpcAnswer> answers;

private:
    struct Body
    {
        QByteArray bytes;
        bool isEnded = false;
    };

    static GrpcClient *clientOf(void *user) { return static_cast<GrpcClient *>(user); }

    static int header(nghttp2_session *, const nghttp2_frame *frame, const uint8_t *name, size_t nameSize,
                      const uint8_t *value, size_t valueSize, uint8_t, void *user)
    {
        const QByteArray key(reinterpret_cast<const char *>(name), static_cast<qsizetype>(nameSize));
        const QByteArray text(reinterpret_cast<const char *>(value), static_cast<qsizetype>(valueSize));
        clientOf(user)->answers[frame->hd.stream_id].fields.insert(key, text);
        return 0;
    }
    static int data(nghttp2_session *, uint8_t, int32_t id, const uint8_t *bytes, size_t size, void *user)
    {
        clientOf(user)->answers[id].body.append(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
        return 0;
    }
    static int closed(nghttp2_session *, int32_t id, uint32_t code, void *user)
    {
        clientOf(user)->answers[id].isClosed = true;
        clientOf(user)->answers[id].code = code;
        return 0;
    }
    static nghttp2_ssize read(nghttp2_session *, int32_t id, uint8_t *to, size_t size, uint32_t *flags,
                              nghttp2_data_source *, void *user)
    {
        Body &body = clientOf(user)->m_bodies[id];
        const qsizetype count = qMin(body.bytes.size(), static_cast<qsizetype>(size));
        std::copy_n(body.bytes.constData(), count, reinterpret_cast<char *>(to));
        body.bytes.remove(0, count);
        if (body.bytes.isEmpty() && body.isEnded)
            *flags |= NGHTTP2_DATA_FLAG_EOF;
        else if (count == 0)
            return NGHTTP2_ERR_DEFERRED;
        return count;
    }

    nghttp2_session *m_session = nullptr;
    QHash<int, Body> m_bodies;
};

} // namespace strata::test
