// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/bus.h"

#include "credentials/keychaintext.h"

#include <QDBusPendingCall>
#include <QDBusPendingCallWatcher>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QEventLoop>
#include <QUuid>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int answerTimeout = 30'000; ///< milliseconds; prompts are awaited separately, without one
const QString promptInterface = u"org.freedesktop.Secret.Prompt"_s;

Error fromBus(const QDBusMessage &message)
{
    const QString name = message.errorName();
    const QString detail = name + u": "_s + message.errorMessage();
    const auto is = [&name](QStringView part) { return name.contains(part); };
    if (is(u".ServiceUnknown") || is(u".NameHasNoOwner") || is(u".Spawn.") || is(u".Disconnected") || is(u".NoServer"))
        return {Error::Kind::NoKeychain, KeychainText::tr("This desktop session has no keychain."), detail};
    if (is(u".IsLocked"))
        return {Error::Kind::KeychainLocked, KeychainText::tr("The keychain is locked."), detail};
    if (is(u".AccessDenied"))
        return {Error::Kind::PermissionDenied, KeychainText::tr("The keychain refused."), detail};
    if (is(u".NoReply") || is(u".Timeout"))
        return {Error::Kind::Timeout, KeychainText::tr("The keychain did not answer in time."), detail};
    return {Error::Kind::Local, KeychainText::tr("The keychain failed."), detail};
}

} // namespace

Bus::Bus(std::stop_token stop)
    : m_stop(std::move(stop)), m_name(u"strata-"_s + QUuid::createUuid().toString(QUuid::Id128)),
      m_connection(QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_name))
{}

Bus::~Bus()
{
    QDBusConnection::disconnectFromBus(m_name);
}

Result<void> Bus::wait(QEventLoop &loop) const
{
    const std::stop_callback onStop(
        m_stop, [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
    loop.exec();
    if (m_stop.stop_requested())
        return failure(Error::Kind::Cancelled, KeychainText::tr("The keychain was no longer asked."));
    return {};
}

Result<QVariantList> Bus::call(const QString &service, const QString &path, const QString &interface,
                               const QString &method, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, interface, method);
    message.setArguments(arguments);
    QDBusPendingCallWatcher watcher(m_connection.asyncCall(message, answerTimeout));
    if (!watcher.isFinished()) {
        QEventLoop loop;
        QObject::connect(&watcher, &QDBusPendingCallWatcher::finished, &loop, &QEventLoop::quit);
        if (const Result<void> waited = wait(loop); !waited)
            return std::unexpected(waited.error());
    }
    const QDBusMessage reply = watcher.reply();
    if (reply.type() == QDBusMessage::ErrorMessage)
        return std::unexpected(fromBus(reply));
    return reply.arguments();
}

Prompt::Prompt(Bus &bus, QString service, QString path)
    : m_bus(bus), m_service(std::move(service)), m_path(std::move(path))
{}

Result<QVariant> Prompt::run()
{
    QEventLoop loop;
    m_loop = &loop;
    QDBusConnection connection = m_bus.connection();
    QDBusServiceWatcher gone(m_service, connection, QDBusServiceWatcher::WatchForUnregistration);
    connect(&gone, &QDBusServiceWatcher::serviceUnregistered, &loop, &QEventLoop::quit);
    connection.connect(m_service, m_path, promptInterface, u"Completed"_s, this,
                       SLOT(onCompleted(bool, QDBusVariant))); // NOLINT: Qt DBus has no other way
    const Result<QVariantList> asked = m_bus.call(m_service, m_path, promptInterface, u"Prompt"_s, {QString()});
    if (!asked)
        return std::unexpected(asked.error());
    if (m_loop) {
        if (const Result<void> waited = m_bus.wait(loop); !waited) {
            connection.asyncCall(QDBusMessage::createMethodCall(m_service, m_path, promptInterface, u"Dismiss"_s));
            return std::unexpected(waited.error());
        }
    }
    if (!m_isGiven)
        return failure(Error::Kind::KeychainLocked, KeychainText::tr("The keychain was not unlocked."));
    return m_result;
}

void Prompt::onCompleted(bool dismissed, const QDBusVariant &result)
{
    m_isGiven = !dismissed;
    m_result = result.variant();
    if (m_loop)
        m_loop->quit();
    m_loop = nullptr;
}

} // namespace strata
