// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSslConfiguration>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace strata::test {

/// An authority of a test's own, made with the openssl command in a folder that goes with it.
class TestAuthority
{
public:
    TestAuthority(); ///< makes ca.crt

    /// Certificate and key, `<name>.crt` and `<name>.key` in the folder. `alternatives` is as OpenSSL writes them:
    /// "IP:127.0.0.1,DNS:localhost".
    void issue(const QString &name, const QString &alternatives) const;
    void issueEnded(const QString &name, const QString &alternatives) const; ///< good in the year 2020
    void issueForSigning(const QString &name) const;                         ///< with an RSA key
    QByteArray signature(const QString &name, const QByteArray &text) const; ///< RSA with SHA-256

    QString path(const QString &file) const { return m_folder.filePath(file); }
    QByteArray content(const QString &file) const;
    QSslConfiguration server(const QString &name) const; ///< what a server with that certificate needs

private:
    QByteArray run(const QStringList &arguments) const;
    void issue(const QString &name, const QString &alternatives, const QStringList &key, const QStringList &time) const;

    QTemporaryDir m_folder;
};

} // namespace strata::test
