// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"

#include <QFile>
#include <QString>
#include <QTemporaryDir>

namespace strata::test {

/// The registry of the test run, which wants a login, and a configuration folder for the docker client, which is of this
/// object only.
class RealRegistry
{
public:
    RealRegistry() { qputenv("DOCKER_CONFIG", QFile::encodeName(m_config.path())); }

    bool isThere() const { return !host().isEmpty(); }
    bool isRequired() const { return qEnvironmentVariable("STRATA_REQUIRE_REAL") == u"1"; }
    QByteArray missing() const { return "STRATA_TEST_REGISTRY is not set: run scripts/test"; }

    QString host() const { return qEnvironmentVariable("STRATA_TEST_REGISTRY"); }
    QString name(const QString &path) const { return host() + u'/' + path; }

    Credential account() const
    {
        QFile file(qEnvironmentVariable("STRATA_TEST_REGISTRY_PASSWORD_FILE"));
        QByteArray password = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
        return {.server = registryKey(host()),
                .user = qEnvironmentVariable("STRATA_TEST_REGISTRY_USER"),
                .secret = Secret::take(password)};
    }
    Credential wrongAccount() const
    {
        QByteArray password = "wrong";
        return {.server = registryKey(host()),
                .user = qEnvironmentVariable("STRATA_TEST_REGISTRY_USER"),
                .secret = Secret::take(password)};
    }

    /// The docker client's own login, for the commands of this test. As `docker login` would leave it where there is no
    /// keychain; with one it asks that, and a test's may be locked.
    bool login() const
    {
        const Credential who = account();
        const QByteArray auth = who.user.toUtf8() + ':' + who.secret.view().toByteArray();
        QFile file(m_config.filePath(QStringLiteral("config.json")));
        return file.open(QIODevice::WriteOnly)
            && file.write("{\"auths\":{\"" + host().toUtf8() + "\":{\"auth\":\"" + auth.toBase64() + "\"}}}") > 0;
    }

private:
    QTemporaryDir m_config;
};

} // namespace strata::test
