// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QObject>
#include <QString>
#include <QVariant>

#include <stop_token>

class QEventLoop;

namespace strata {

/// A connection of our own to the session bus, for one thread: questions block, and end with Cancelled when stopped.
class Bus
{
public:
    explicit Bus(std::stop_token stop);
    ~Bus();
    Q_DISABLE_COPY_MOVE(Bus)

    bool isConnected() const { return m_connection.isConnected(); }
    QDBusConnection connection() const { return m_connection; }

    /// The answer's arguments. NoKeychain when nobody has that name; KeychainLocked, PermissionDenied and the rest as
    /// the Secret Service names its errors.
    Result<QVariantList> call(const QString &service, const QString &path, const QString &interface,
                              const QString &method, const QVariantList &arguments);
    /// Runs the loop until it quits or we are stopped.
    Result<void> wait(QEventLoop &loop) const;

private:
    std::stop_token m_stop;
    QString m_name;
    QDBusConnection m_connection;
};

/// A question of the Secret Service to the person, such as for the keychain's password.
class Prompt : public QObject
{
    Q_OBJECT

public:
    Prompt(Bus &bus, QString service, QString path);

    /// What it gave. KeychainLocked when the person declined or the service is gone.
    Result<QVariant> run();

private Q_SLOTS:
    void onCompleted(bool dismissed, const QDBusVariant &result);

private:
    Bus &m_bus;
    QString m_service;
    QString m_path;
    QEventLoop *m_loop = nullptr;
    bool m_isGiven = false;
    QVariant m_result;
};

} // namespace strata
