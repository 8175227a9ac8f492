// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/containermodel.h"

namespace strata {

using namespace Qt::StringLiterals;

QString stateWord(ContainerState state)
{
    switch (state) {
    case ContainerState::Created: return u"created"_s;
    case ContainerState::Running: return u"running"_s;
    case ContainerState::Paused: return u"paused"_s;
    case ContainerState::Restarting: return u"restarting"_s;
    case ContainerState::Removing: return u"removing"_s;
    case ContainerState::Exited: return u"exited"_s;
    case ContainerState::Dead: return u"dead"_s;
    case ContainerState::Unknown: break;
    }
    return {};
}

namespace {

QString portText(const PortMapping &port)
{
    QString inside = QString::number(port.privatePort) + u'/' + port.protocol;
    if (port.publicPort == 0)
        return inside;
    const QString host = port.ip.contains(u':') ? u'[' + port.ip + u']' : port.ip;
    return host + u':' + QString::number(port.publicPort) + u"->"_s + inside;
}

// "[::]:8080->80/tcp" says nothing new beside "0.0.0.0:8080->80/tcp".
bool isTwin(const PortMapping &port, const QList<PortMapping> &ports)
{
    if (port.ip != "::"_L1)
        return false;
    PortMapping twin = port;
    twin.ip = u"0.0.0.0"_s;
    return ports.contains(twin);
}

} // namespace

QString portsText(const QList<PortMapping> &ports)
{
    QStringList texts;
    for (const PortMapping &port : ports) {
        if (!isTwin(port, ports))
            texts.append(portText(port));
    }
    return texts.join(u", "_s);
}

} // namespace strata
