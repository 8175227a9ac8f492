// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/realengine.h" // STRATA_NEED

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>

namespace strata::test {

/// A session bus and a GNOME Keyring of a test's own, in a new folder: it may be locked and ended. Home, data and
/// runtime folder of this process and its children are there as well until this object ends. One for a process:
/// libdbus asks for the session bus's address once.
///
/// Without a keyring at first. For STRATA_NEED: it is there when dbus-daemon and gnome-keyring-daemon are installed.
class KeychainSession
{
public:
    KeychainSession()
    {
        m_isThere = isInstalled("dbus-daemon") && isInstalled("gnome-keyring-daemon");
        if (!m_isThere)
            return;
        for (const char *folder : {"home", "config", "data", "run"})
            QDir().mkpath(path(folder));
        QFile::setPermissions(path("run"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        set("HOME", path("home"));
        set("XDG_CONFIG_HOME", path("config"));
        set("XDG_DATA_HOME", path("data"));
        set("XDG_RUNTIME_DIR", path("run"));
        set("DBUS_SESSION_BUS_ADDRESS", QStringLiteral("unix:path=") + path("bus"));
        startBus();
    }
    ~KeychainSession()
    {
        endKeyring();
        m_bus.kill();
        m_bus.waitForFinished();
        for (const auto &[name, value] : m_before)
            value.isNull() ? qunsetenv(name) : qputenv(name, value);
    }
    Q_DISABLE_COPY_MOVE(KeychainSession)

    bool isThere() const { return m_isThere; }
    static bool isRequired() { return qEnvironmentVariableIntValue("STRATA_REQUIRE_REAL") == 1; }
    static QByteArray missing() { return "no keychain: dbus-daemon and gnome-keyring-daemon are not installed"; }

    QString path(const char *name) const { return m_folder.filePath(QLatin1StringView(name)); }

    /// Unlocked and without entries.
    void startKeyring()
    {
        endKeyring();
        QDir(path("data")).removeRecursively();
        QDir().mkpath(path("data"));
        m_keyring.start(
            QStringLiteral("gnome-keyring-daemon"),
            {QStringLiteral("--foreground"), QStringLiteral("--unlock"), QStringLiteral("--components=secrets")});
        m_keyring.write("a password");
        m_keyring.waitForBytesWritten();
        m_keyring.closeWriteChannel();
        waitUntil([this] {
            const QDBusMessage answer = ask(QStringLiteral("ReadAlias"), {QStringLiteral("default")});
            return answer.type() == QDBusMessage::ReplyMessage
                && answer.arguments().first().value<QDBusObjectPath>().path() != QStringLiteral("/");
        });
    }

    void endKeyring()
    {
        if (m_keyring.state() == QProcess::NotRunning)
            return;
        m_keyring.kill();
        m_keyring.waitForFinished();
    }

    /// Nobody can unlock it any more: there is no program on this bus that would ask for the password.
    void lock() const
    {
        const QList<QDBusObjectPath> collections{
            QDBusObjectPath(QStringLiteral("/org/freedesktop/secrets/aliases/default"))};
        ask(QStringLiteral("Lock"), {QVariant::fromValue(collections)});
    }

private:
    static bool isInstalled(const char *program)
    {
        return !QStandardPaths::findExecutable(QLatin1StringView(program)).isEmpty();
    }
    void set(const char *name, const QString &value)
    {
        m_before.append({name, qgetenv(name)});
        qputenv(name, value.toUtf8());
    }

    void startBus()
    {
        QFile config(path("bus.conf"));
        if (config.open(QIODevice::WriteOnly))
            config.write("<busconfig><type>session</type><listen>unix:path=" + path("bus").toUtf8()
                         + "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\" "
                           "eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>"
                           "<allow own=\"*\"/></policy></busconfig>");
        config.close();
        m_bus.start(QStringLiteral("dbus-daemon"),
                    {QStringLiteral("--nofork"), QStringLiteral("--config-file=") + config.fileName()});
        waitUntil([this] { return QFile::exists(path("bus")); });
    }

    static QDBusMessage ask(const QString &method, const QVariantList &arguments)
    {
        const QString name = QStringLiteral("strata-test");
        QDBusMessage answer;
        {
            QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, name);
            QDBusMessage message = QDBusMessage::createMethodCall(
                QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets"),
                QStringLiteral("org.freedesktop.Secret.Service"), method);
            message.setArguments(arguments);
            answer = bus.call(message);
        }
        QDBusConnection::disconnectFromBus(name);
        return answer;
    }

    template<typename Condition>
    void waitUntil(Condition condition)
    {
        QElapsedTimer timer;
        timer.start();
        while (!condition() && timer.elapsed() < 10'000)
            QThread::msleep(20);
        m_isThere = m_isThere && timer.elapsed() < 10'000;
    }

    QTemporaryDir m_folder;
    QProcess m_bus;
    QProcess m_keyring;
    QList<std::pair<const char *, QByteArray>> m_before;
    bool m_isThere = false;
};

} // namespace strata::test
