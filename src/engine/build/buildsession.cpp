// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/build/buildsession.h"

#include "engine/build/agentforward.h"

#include <QCoreApplication>
#include <QUuid>

#include <protozero/pbf_reader.hpp>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView healthCheck = "/grpc.health.v1.Health/Check";
constexpr QByteArrayView credentials = "/moby.filesync.v1.Auth/Credentials";
constexpr QByteArrayView getSecret = "/moby.buildkit.secrets.v1.Secrets/GetSecret";
constexpr QByteArrayView checkAgent = "/moby.sshforward.v1.SSH/CheckAgent";
constexpr QByteArrayView forwardAgent = "/moby.sshforward.v1.SSH/ForwardAgent";
constexpr QByteArrayView agentIdHeader = "buildkit.ssh.id";
const QString defaultAgent = u"default"_s;

constexpr qint64 mostUnsent = 256 * 1024;

/// Field 1 of a request, a text in all of them; nothing when the request is no message.
std::optional<QByteArray> firstField(const QByteArray &request)
{
    QByteArray value;
    try {
        protozero::pbf_reader reader(request.constData(), static_cast<size_t>(request.size()));
        while (reader.next()) {
            if (reader.tag_and_type() == protozero::tag_and_type(1, protozero::pbf_wire_type::length_delimited)) {
                const protozero::data_view view = reader.get_view();
                value = QByteArray(view.data(), static_cast<qsizetype>(view.size()));
            } else {
                reader.skip();
            }
        }
    } catch (const std::exception &) {
        return {};
    }
    return value;
}

/// A message of texts in fields 1, 2 and so on, in a buffer of its final size: one that grew would leave secrets behind.
Secret messageOf(std::initializer_list<QByteArrayView> fields)
{
    constexpr qsizetype longestPrefix = 6; // a tag of one byte, a length of up to five
    constexpr quint32 lengthDelimited = 2;
    qsizetype size = 0;
    for (const QByteArrayView field : fields)
        size += longestPrefix + field.size();
    QByteArray bytes;
    bytes.reserve(size);
    quint32 number = 0;
    for (const QByteArrayView field : fields) {
        ++number;
        if (field.isEmpty())
            continue;
        bytes.append(static_cast<char>(number << 3 | lengthDelimited));
        for (auto left = static_cast<quint32>(field.size());; left >>= 7) {
            bytes.append(static_cast<char>((left & 0x7f) | (left > 0x7f ? 0x80 : 0)));
            if (left <= 0x7f)
                break;
        }
        bytes.append(field);
    }
    return Secret::take(bytes);
}

Secret servingMessage()
{
    QByteArray serving("\x08\x01"); // HealthCheckResponse.SERVING
    return Secret::take(serving);
}

} // namespace

BuildSession::BuildSession(Engine &engine, BuildSessionSources sources, QObject *parent)
    : QObject(parent), m_engine(engine), m_sources(std::move(sources)),
      m_id(QUuid::createUuid().toString(QUuid::Id128)), m_server(*this), m_flushTimer(this)
{
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(0);
    connect(&m_flushTimer, &QTimer::timeout, this, &BuildSession::flush);
}

BuildSession::~BuildSession()
{
    m_isOver = true;
    m_duplex.reset();
}

Call BuildSession::call(const QString &id)
{
    Call call = Call::post(u"/session"_s);
    call.headers = {{"Connection", "Upgrade"},
                    {"Upgrade", "h2c"},
                    {"X-Docker-Expose-Session-Uuid", id.toLatin1()},
                    {"X-Docker-Expose-Session-Name", "strata"},
                    {"X-Docker-Expose-Session-Sharedkey", ""}};
    for (const QByteArrayView method : {healthCheck, credentials, getSecret, checkAgent, forwardAgent})
        call.headers.append({"X-Docker-Expose-Session-Grpc-Method", method.toByteArray()});
    return call;
}

void BuildSession::open()
{
    m_duplex = m_engine.converse(call(m_id), this,
                                 {.opened =
                                      [this](const Answer &) {
                                          m_isOpen = true;
                                          flush();
                                          Q_EMIT opened();
                                      },
                                  .bytes = [this](const QByteArray &bytes) { take(bytes); },
                                  .written = [this] { flush(); },
                                  .ended = [this](const Result<void> &result) { end(result); }});
}

void BuildSession::take(const QByteArray &bytes)
{
    const Result<void> taken = m_server.feed(bytes);
    flush();
    if (!taken || m_server.isOver())
        end(taken);
}

void BuildSession::flush()
{
    while (m_isOpen && !m_isOver && m_duplex.bytesToWrite() < mostUnsent) {
        QByteArray bytes = m_server.output();
        if (bytes.isEmpty())
            break;
        m_duplex.writeSecret(std::move(bytes));
    }
    wakeForwards();
}

/// Queued where it may be one of the connection's own answers.
void BuildSession::end(const Result<void> &result)
{
    if (std::exchange(m_isOver, true))
        return;
    m_forwards.clear();
    m_questions.clear();
    m_duplex.reset();
    Q_EMIT ended(result);
}

void BuildSession::callBegan(CallId call, const GrpcServer::CallHead &head)
{
    if (head.method == forwardAgent)
        return beginForward(call, head);
    m_questions.insert(call, {.method = head.method, .message = {}});
}

void BuildSession::messageCame(CallId call, QByteArrayView message)
{
    if (const auto forward = m_forwards.value(call)) {
        const std::optional<QByteArray> data = firstField(message.toByteArray());
        if (!data)
            return forwardEnded(call, false);
        forward->take(*data);
        m_server.setPaused(call, forward->isFull());
        return;
    }
    const auto question = m_questions.find(call);
    if (question == m_questions.end())
        return;
    question->message = message.toByteArray();
    ++question->messages;
}

void BuildSession::requestEnded(CallId call)
{
    if (const auto forward = m_forwards.value(call))
        return forward->endInput();
    if (!m_questions.contains(call))
        return;
    const Question question = m_questions.take(call);
    if (question.messages == 1)
        answer(question.method, call, question.message);
    else
        m_server.finish(call, GrpcStatus::Internal, "one message was expected");
}

void BuildSession::callGone(CallId call)
{
    m_questions.remove(call);
    if (const auto forward = m_forwards.take(call))
        forward->disconnect(this);
}

void BuildSession::answer(const QByteArray &method, CallId call, const QByteArray &request)
{
    if (method == healthCheck)
        reply(call, servingMessage());
    else if (method == credentials && m_sources.account)
        answerCredentials(call, request);
    else if (method == getSecret && m_sources.secret)
        answerSecret(call, request);
    else if (method == checkAgent && m_sources.agent)
        answerAgentCheck(call, request);
    else
        m_server.finish(call, GrpcStatus::Unimplemented, "unknown method");
}

/// Whoever has no account gets an empty one, which means: without one. An identity token stands without a name.
void BuildSession::answerCredentials(CallId call, const QByteArray &request)
{
    const QString host = QString::fromUtf8(firstField(request).value_or(QByteArray()));
    note(u"account %1"_s.arg(registryName(registryKey(host))));
    const std::optional<Credential> account = m_sources.account(registryKey(host));
    if (!account || !accountFits(*account, host))
        return reply(call, {});
    const QByteArray user = account->isIdentityToken ? QByteArray() : account->user.toUtf8();
    reply(call, messageOf({user, account->secret.view()}));
}

void BuildSession::answerSecret(CallId call, const QByteArray &request)
{
    const QByteArray id = firstField(request).value_or(QByteArray());
    note(u"secret %1"_s.arg(QString::fromUtf8(id)));
    const Result<Secret> secret = m_sources.secret(QString::fromUtf8(id));
    if (!secret)
        return m_server.finish(call, GrpcStatus::NotFound, "there is no such secret: " + id);
    if (secret->view().size() > largestSecret)
        return m_server.finish(call, GrpcStatus::ResourceExhausted, "the secret is too large: " + id);
    reply(call, messageOf({secret->view()}));
}

void BuildSession::answerAgentCheck(CallId call, const QByteArray &request)
{
    const QByteArray told = firstField(request).value_or(QByteArray());
    const QString id = told.isEmpty() ? defaultAgent : QString::fromUtf8(told);
    note(u"ssh agent %1"_s.arg(id));
    if (m_sources.agent(id).isEmpty())
        return m_server.finish(call, GrpcStatus::NotFound, "there is no such ssh agent: " + id.toUtf8());
    reply(call, {});
}

void BuildSession::beginForward(CallId call, const GrpcServer::CallHead &head)
{
    QString id = defaultAgent;
    for (const auto &[name, value] : head.headers) {
        if (name == agentIdHeader && !value.isEmpty())
            id = QString::fromUtf8(value);
    }
    const QString socket = m_sources.agent ? m_sources.agent(id) : QString();
    if (socket.isEmpty())
        return m_server.finish(call, GrpcStatus::NotFound, "there is no such ssh agent: " + id.toUtf8());
    const auto mayRead = [this, call] { return m_server.unsent(call) < mostUnsent; };
    auto *forward = new AgentForward(socket, mayRead, this);
    m_forwards.insert(call, std::shared_ptr<AgentForward>(forward, [](AgentForward *gone) { gone->deleteLater(); }));
    connect(forward, &AgentForward::answered, this, [this, call](const QByteArray &bytes) {
        m_server.send(call, messageOf({bytes}));
        m_flushTimer.start();
    });
    connect(forward, &AgentForward::drained, this, [this, call, forward] {
        m_server.setPaused(call, forward->isFull());
        m_flushTimer.start();
    });
    connect(forward, &AgentForward::ended, this, [this, call](bool isGood) { forwardEnded(call, isGood); });
}

void BuildSession::forwardEnded(CallId call, bool isGood)
{
    if (const auto forward = m_forwards.take(call))
        forward->disconnect(this);
    m_server.finish(call, isGood ? GrpcStatus::Ok : GrpcStatus::Unavailable, isGood ? "" : "the ssh agent failed");
    m_flushTimer.start();
}

void BuildSession::wakeForwards()
{
    const auto forwards = m_forwards.values();
    for (const std::shared_ptr<AgentForward> &forward : forwards)
        forward->resume();
}

void BuildSession::reply(CallId call, const Secret &message)
{
    m_server.send(call, message);
    m_server.finish(call);
}

void BuildSession::note(const QString &what)
{
    if (m_asked.contains(what))
        return;
    m_asked.append(what);
    Q_EMIT askedFor(what);
}

} // namespace strata
