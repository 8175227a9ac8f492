// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fdsocket.h"
#include "support/scriptedserver.h"

#include <QMap>
#include <QMutex>
#include <QObject>

#include <llhttp.h>

namespace strata::test {

struct ScriptedRoute
{
    QByteArray method;
    QString path;
    ScriptedServer::Handler handler;
};

/// Shared by the server, its connections and all replies. What is not under the mutex belongs to the server's thread.
struct ScriptedCore
{
    mutable QMutex mutex;
    bool stopped = false;      ///< the thread is gone or going: nothing is posted any more
    QObject *worker = nullptr; ///< lives on the server's thread
    QList<ScriptedRoute> routes;
    std::function<void(const ScriptedReply &)> connected;
    QList<ScriptedRequest> requests;
    int connectionCount = 0;
    int openConnections = 0;
    qint64 bytesTaken = 0;
    QByteArray apiVersion = "1.45";
    bool podman = false;

    FdServer *server = nullptr;
    QMap<int, ScriptedConnection *> connections;
};

/// One client of the scripted server, on the server's thread.
class ScriptedConnection : public QObject
{
    Q_OBJECT

public:
    ScriptedConnection(std::shared_ptr<ScriptedCore> core, int fd, int number, bool isHttp);
    ~ScriptedConnection() override;

    void write(const QByteArray &bytes);
    void closeWhenWritten();
    void abort();
    void endless(const QByteArray &piece);
    void takeData(std::function<void(const QByteArray &)> slot);

private:
    static ScriptedConnection &of(llhttp_t *p) { return *static_cast<ScriptedConnection *>(p->data); }

    void setUpParser();
    void received(const QByteArray &bytes);
    void ended();
    void parse(const QByteArray &bytes);
    void requestComplete();
    void answer(const ScriptedRequest &request);
    void fill();

    std::shared_ptr<ScriptedCore> m_core;
    FdSocket m_socket;
    int m_number;
    bool m_isHttp;
    llhttp_t m_parser{};
    llhttp_settings_t m_settings{};
    ScriptedRequest m_request;
    QByteArray m_url, m_field, m_value;
    QByteArray m_early;   ///< came behind an upgrade before takeData()
    bool m_ended = false; ///< the client sent its end
    QByteArray m_endless;
    std::function<void(const QByteArray &)> m_data;
};

} // namespace strata::test
