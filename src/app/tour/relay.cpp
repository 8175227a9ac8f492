// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour/relay.h"

namespace strata {

using namespace Qt::StringLiterals;

Relay::Relay(const QString &engineSocket, QObject *parent) : QObject(parent), m_engineSocket(engineSocket)
{
    m_server.listen(m_folder.filePath(u"docker.sock"_s));
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *client = m_server.nextPendingConnection())
            connectThrough(client);
    });
}

Endpoint Relay::endpoint() const
{
    return Endpoint::unixSocket(m_folder.filePath(u"docker.sock"_s));
}

void Relay::connectThrough(QLocalSocket *client)
{
    auto *engine = new QLocalSocket(client);
    engine->connectToServer(m_engineSocket);
    connect(client, &QIODevice::readyRead, engine, [client, engine] { engine->write(client->readAll()); });
    connect(engine, &QIODevice::readyRead, client, [client, engine] { client->write(engine->readAll()); });
    connect(engine, &QLocalSocket::disconnected, client, &QLocalSocket::disconnectFromServer);
    connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
}

void Relay::cut()
{
    m_server.close();
    const auto connections = m_server.findChildren<QLocalSocket *>(Qt::FindDirectChildrenOnly);
    for (QLocalSocket *connection : connections)
        connection->abort();
}

} // namespace strata
