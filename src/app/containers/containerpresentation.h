// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/presentationproxy.h"
#include "models/containermodel.h"

#include <QIcon>

namespace strata {

/// The words for a state as `docker ps` says them, translated: "Up 3 hours (healthy)", "Exited (137) 2 days ago".
QString containerStateText(const ContainerSummary &container, const QDateTime &now = QDateTime::currentDateTimeUtc());

/// The same in one word, with health where it tells more: "Running", "Unhealthy", "Paused".
QString containerStateWord(ContainerState state, Health health = Health::None);

/// A published port as one clicks it.
struct PortLink
{
    QString text;    ///< "8080→80", "127.0.0.1:8080→80", "53→53/udp", "5432" when it is not published
    QString address; ///< "http://localhost:8080"; empty when a browser can do nothing with it
};

/// Each published port once, also when it is there for IPv4 and IPv6. `engineHost` is where the engine runs: empty for
/// this machine.
QList<PortLink> portLinks(const QList<PortMapping> &ports, const QString &engineHost = {});

/// A ContainerModel for the eye.
class ContainerPresentation : public PresentationProxy
{
    Q_OBJECT

public:
    enum Role {
        PortTextsRole = Qt::UserRole + 256, ///< QStringList
        PortTargetsRole,                    ///< QStringList, as long; empty: no link
    };

    using PresentationProxy::PresentationProxy;

    void setEngineHost(const QString &host) { m_engineHost = host; }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;

protected:
    void paletteChanged() override { m_icons.clear(); }

private:
    QString text(const QModelIndex &index) const;
    QString groupText(const QModelIndex &index) const;
    QString stateText(const QModelIndex &index) const;
    QString toolTip(const QModelIndex &index) const;
    QVariant icon(const QModelIndex &index) const;
    QVariant foreground(const QModelIndex &index) const;
    QList<PortLink> links(const QModelIndex &index) const;

    QString m_engineHost;
    mutable QHash<int, QIcon> m_icons;
};

/// The sign for a state: its shape tells as much as its colour.
QIcon containerStateIcon(ContainerState state, Health health, std::optional<int> exitCode, const QPalette &palette);

} // namespace strata
