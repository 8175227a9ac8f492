// SPDX-License-Identifier: GPL-3.0-or-later
#include "ownregistry.h"

#include "registry/registrydata.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

namespace strata::test {

using namespace Qt::StringLiterals;

namespace {

const QString program = u"docker-registry"_s;

/// In memory where that is offered: thousands of small folders are deleted with it.
QString folderTemplate()
{
    const QString memory = u"/dev/shm"_s;
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + u"/strata-registry-XXXXXX"_s;
}

} // namespace

OwnRegistry::OwnRegistry(const QStringList &environment) : m_folder(folderTemplate())
{
    QFile configuration(m_folder.filePath(u"config.yml"_s));
    if (!configuration.open(QIODevice::WriteOnly)
        || configuration.write("version: 0.1\nlog: {level: info, accesslog: {disabled: true}}\n"
                               "http: {addr: \"127.0.0.1:0\"}\n"
                               "storage: {filesystem: {rootdirectory: "
                               + m_folder.filePath(u"data"_s).toUtf8() + "}}\n")
            < 0)
        return;
    configuration.close();
    m_process.setEnvironment(QProcess::systemEnvironment() + environment + QStringList{u"OTEL_TRACES_EXPORTER=none"_s});
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(program, {u"serve"_s, configuration.fileName()});
    static const QRegularExpression listening(u"listening on 127\\.0\\.0\\.1:(\\d+)"_s);
    QByteArray log;
    while (m_port == 0 && m_process.waitForReadyRead(20'000)) {
        log += m_process.readAll();
        m_port = listening.match(QString::fromUtf8(log)).captured(1).toInt();
    }
    if (m_port == 0)
        qWarning("%s", log.constData());
}

OwnRegistry::~OwnRegistry()
{
    stop();
}

void OwnRegistry::stop()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool OwnRegistry::isThere()
{
    return !QStandardPaths::findExecutable(program).isEmpty();
}

bool OwnRegistry::isRequired()
{
    return qEnvironmentVariable("STRATA_REQUIRE_REAL") == u"1";
}

void OwnRegistry::addTagOnDisk(const QString &repository, const QString &tag, const QString &digest) const
{
    const QString folder = m_folder.filePath(
        u"data/docker/registry/v2/repositories/%1/_manifests/tags/%2/current"_s.arg(repository, tag));
    QFile link(folder + u"/link"_s);
    if (!QDir().mkpath(folder) || !link.open(QIODevice::WriteOnly) || link.write(digest.toLatin1()) < 0)
        qFatal("The tag cannot be made: %s", qPrintable(folder));
}

RegistryPusher::RegistryPusher(const QUrl &registry, QByteArray authorization, QSslConfiguration tls)
    : m_registry(registry), m_authorization(std::move(authorization)), m_tls(std::move(tls))
{}

bool RegistryPusher::putBlob(const QString &repository, const QByteArray &content)
{
    QUrl location;
    if (send("POST", m_registry.resolved(QUrl(u"/v2/%1/blobs/uploads/"_s.arg(repository))), {}, {}, location) != 202)
        return false;
    QUrl target = location;
    target.setQuery(location.query(QUrl::FullyEncoded) + u"&digest="_s + registrydata::digestOf(content));
    return send("PUT", target, content, "application/octet-stream", location) == 201;
}

bool RegistryPusher::putManifest(const QString &repository, const QString &name, const QByteArray &content,
                                 const QByteArray &type)
{
    QUrl location;
    QUrl target = m_registry;
    target.setPath(u"/v2/%1/manifests/%2"_s.arg(repository, name));
    return send("PUT", target, content, type, location) == 201;
}

int RegistryPusher::send(const QByteArray &verb, const QUrl &url, const QByteArray &body, const QByteArray &type,
                         QUrl &location)
{
    QNetworkAccessManager network;
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    if (!m_authorization.isEmpty())
        request.setRawHeader("Authorization", m_authorization);
    request.setRawHeader("Content-Type", type);
    if (url.scheme() == u"https")
        request.setSslConfiguration(m_tls);
    const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, verb, body));
    (void)QTest::qWaitFor([&reply] { return reply->isFinished(); }, 20'000);
    location = url.resolved(QUrl(QString::fromLatin1(reply->rawHeader("Location"))));
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace strata::test
