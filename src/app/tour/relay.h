// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/transport/endpoint.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>

namespace strata {

/// A socket of its own that leads to an engine's socket until it is cut: so the tour can show what a lost connection
/// looks like, and leave the engine alone.
class Relay : public QObject
{
    Q_OBJECT

public:
    explicit Relay(const QString &engineSocket, QObject *parent = nullptr);

    Endpoint endpoint() const;
    void cut(); ///< every connection ends, and the socket is gone

private:
    void connectThrough(QLocalSocket *client);

    QTemporaryDir m_folder;
    QString m_engineSocket;
    QLocalServer m_server;
};

} // namespace strata
