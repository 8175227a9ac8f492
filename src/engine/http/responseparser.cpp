// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/responseparser.h"
#include "engine/http/httptext.h"

#include <QCoreApplication>

#include <llhttp.h>

namespace strata {

namespace {

constexpr qsizetype headerLimit = 64 * 1024;

} // namespace

struct ResponseParser::State
{
    llhttp_t parser{};
    llhttp_settings_t settings{};
    Handler &handler;
    bool toHead;
    ResponseHead head;
    QByteArray field;
    QByteArray value;
    qsizetype headerBytes = 0;
    bool headDone = false;
    bool complete = false;

    State(Handler &h, bool isToHead) : handler(h), toHead(isToHead) { setUp(); }

    static State &of(llhttp_t *p) { return *static_cast<State *>(p->data); }

    void setUp();
    int count(size_t length);
    int takeHeaderBytes(QByteArray &target, const char *at, size_t length);
    void storeHeader();
    int headComplete();
    std::unexpected<Error> parseError() const;
};

void ResponseParser::State::setUp()
{
    llhttp_settings_init(&settings);
    settings.on_status = [](llhttp_t *p, const char *, size_t n) { return of(p).count(n + 1); };
    settings.on_header_field = [](llhttp_t *p, const char *at, size_t n) {
        return of(p).takeHeaderBytes(of(p).field, at, n);
    };
    settings.on_header_value = [](llhttp_t *p, const char *at, size_t n) {
        return of(p).takeHeaderBytes(of(p).value, at, n);
    };
    settings.on_header_value_complete = [](llhttp_t *p) {
        of(p).storeHeader();
        return 0;
    };
    settings.on_headers_complete = [](llhttp_t *p) { return of(p).headComplete(); };
    settings.on_body = [](llhttp_t *p, const char *at, size_t n) {
        of(p).handler.bodyReceived(QByteArrayView(at, static_cast<qsizetype>(n)));
        return 0;
    };
    settings.on_message_complete = [](llhttp_t *p) {
        if (!of(p).headDone) // 100 Continue and its like: the real answer follows
            return 0;
        of(p).complete = true;
        return static_cast<int>(HPE_PAUSED);
    };
    llhttp_init(&parser, HTTP_RESPONSE, &settings);
    parser.data = this;
}

/// Trailers and the heads of 1xx answers count as well.
int ResponseParser::State::count(size_t length)
{
    headerBytes += static_cast<qsizetype>(length);
    return headerBytes > headerLimit ? HPE_USER : 0;
}

int ResponseParser::State::takeHeaderBytes(QByteArray &target, const char *at, size_t length)
{
    if (const int stop = count(length); stop != 0 || headDone)
        return stop;
    target.append(at, static_cast<qsizetype>(length));
    return 0;
}

void ResponseParser::State::storeHeader()
{
    if (!headDone)
        head.headers.append({std::exchange(field, {}), std::exchange(value, {}).trimmed()});
}

int ResponseParser::State::headComplete()
{
    head.status = llhttp_get_status_code(&parser);
    if (head.status >= 100 && head.status < 200 && head.status != 101) {
        head = {};
        return 1; // no body, whatever its headers say
    }
    headDone = true;
    head.upgraded = head.status == 101;
    head.keepAlive = llhttp_should_keep_alive(&parser) != 0;
    const QByteArray length = head.header("Content-Length");
    bool ok = false;
    const qint64 value64 = length.toLongLong(&ok);
    head.contentLength = ok ? value64 : -1;
    handler.headReceived(head);
    if (head.upgraded)
        return 2;
    return toHead ? 1 : 0;
}

std::unexpected<Error> ResponseParser::State::parseError() const
{
    const QString detail = QString::fromLatin1(llhttp_get_error_reason(&parser));
    if (headerBytes > headerLimit)
        return failure(Error::Kind::TooLarge, HttpText::tr("The answer's headers are too large."), detail);
    if (!headDone)
        return failure(Error::Kind::NotAnEngine, HttpText::tr("What answers there does not speak HTTP."), detail);
    return failure(Error::Kind::BrokenStream, HttpText::tr("The engine's answer is damaged."), detail);
}

ResponseParser::ResponseParser(Handler &handler, bool toHead) : m_state(std::make_unique<State>(handler, toHead)) {}
ResponseParser::~ResponseParser() = default;

Result<qsizetype> ResponseParser::feed(QByteArrayView bytes)
{
    State &s = *m_state;
    if (s.complete)
        return 0;
    const llhttp_errno_t error = llhttp_execute(&s.parser, bytes.data(), static_cast<size_t>(bytes.size()));
    if (error == HPE_OK)
        return bytes.size();
    if (error == HPE_PAUSED_UPGRADE || (error == HPE_PAUSED && s.complete)) {
        s.complete = true;
        return llhttp_get_error_pos(&s.parser) - bytes.data();
    }
    return s.parseError();
}

Result<void> ResponseParser::finish()
{
    State &s = *m_state;
    if (s.complete)
        return {};
    const llhttp_errno_t error = llhttp_finish(&s.parser);
    if (s.complete && (error == HPE_OK || error == HPE_PAUSED))
        return {};
    if (s.headDone)
        return failure(Error::Kind::BrokenStream, HttpText::tr("The connection to the engine ended inside an answer."));
    return failure(Error::Kind::BrokenStream, HttpText::tr("The connection ended before the engine answered."));
}

bool ResponseParser::isComplete() const
{
    return m_state->complete;
}

bool ResponseParser::hasHead() const
{
    return m_state->headDone;
}

} // namespace strata
