// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QSslConfiguration>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>

namespace strata::test {

/// A real docker-registry of a test's own, on a loopback port, in a folder that goes with it.
class OwnRegistry
{
public:
    /// `environment` is more of its configuration: {"REGISTRY_HTTP_TLS_CERTIFICATE=/…"}.
    explicit OwnRegistry(const QStringList &environment = {});
    ~OwnRegistry();
    Q_DISABLE_COPY_MOVE(OwnRegistry)

    static bool isThere(); ///< the program is installed
    static bool isRequired();
    static QByteArray missing() { return "docker-registry is not installed: run scripts/setup engine"; }

    bool isRunning() const { return m_port != 0; }
    QString host() const { return QStringLiteral("127.0.0.1:%1").arg(m_port); }
    QString name(const QString &path) const { return host() + u'/' + path; }
    void stop(); ///< ends it at once
    /// Makes a tag without asking it: what it lists is what lies in its folder.
    void addTagOnDisk(const QString &repository, const QString &tag, const QString &digest) const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;
};

/// Puts things into a registry: what a push does, in as few requests as it takes.
class RegistryPusher
{
public:
    /// `registry` with its scheme; `authorization` is a whole header or empty.
    RegistryPusher(const QUrl &registry, QByteArray authorization, QSslConfiguration tls = {});

    bool putBlob(const QString &repository, const QByteArray &content);
    bool putManifest(const QString &repository, const QString &name, const QByteArray &content, const QByteArray &type);

private:
    /// The status; and where Location refers to.
    int send(const QByteArray &verb, const QUrl &url, const QByteArray &body, const QByteArray &type, QUrl &location);

    QUrl m_registry;
    QByteArray m_authorization;
    QSslConfiguration m_tls;
};

} // namespace strata::test

/// A registry under that name in the test function, which is left when there is none: skipped, or failed where it is
/// required. The environment is that of OwnRegistry.
#define STRATA_OWN_REGISTRY(name, environment)                                                                         \
    if (!OwnRegistry::isThere() && OwnRegistry::isRequired())                                                          \
        QFAIL(OwnRegistry::missing().constData());                                                                     \
    if (!OwnRegistry::isThere())                                                                                       \
        QSKIP(OwnRegistry::missing().constData());                                                                     \
    OwnRegistry name{environment};                                                                                     \
    QVERIFY(name.isRunning())
