// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerpresentation.h"

#include "app/common/text.h"
#include "core/bytesize.h"
#include "widgets/statusdot.h"

#include <QApplication>
#include <QFont>
#include <QHostAddress>
#include <QLocale>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct ContainerPresentationText
{
    Q_DECLARE_TR_FUNCTIONS(ContainerPresentation)
};

QString healthSuffix(Health health)
{
    switch (health) {
    case Health::Healthy: return ContainerPresentationText::tr(" (healthy)");
    case Health::Unhealthy: return ContainerPresentationText::tr(" (unhealthy)");
    case Health::Starting: return ContainerPresentationText::tr(" (health: starting)");
    case Health::None: break;
    }
    return {};
}

QString withExitCode(const QString &word, std::optional<int> exitCode)
{
    return exitCode ? ContainerPresentationText::tr("%1 (%2)").arg(word).arg(*exitCode) : word;
}

constexpr qsizetype wordLimit = 60; // an address or a protocol is shorter

bool isWildcard(const QString &ip)
{
    return ip.isEmpty() || ip == u"0.0.0.0" || ip == u"::";
}

QString urlHost(const QString &ip, const QString &engineHost)
{
    if (!isWildcard(ip))
        return ip.contains(u':') ? u'[' + ip + u']' : ip;
    return engineHost.isEmpty() ? u"localhost"_s : engineHost;
}

QString portText(const PortMapping &port)
{
    const QString protocol = port.protocol == u"tcp" || port.protocol.isEmpty()
        ? QString()
        : u'/' + visibleLine(port.protocol, wordLimit);
    QString inside = QString::number(port.privatePort) + protocol;
    if (port.publicPort == 0)
        return inside;
    const QString shown = visibleLine(port.ip, wordLimit);
    const QString ip = shown.contains(u':') ? u'[' + shown + u']' : shown;
    const QString outside = isWildcard(port.ip) ? QString::number(port.publicPort)
                                                : ip + u':' + QString::number(port.publicPort);
    return outside + u'→' + inside;
}

/// Of a row; a group has no exit code, its icon tells what its rows have in common.
struct Sign
{
    StatusShape shape;
    StatusColor color;
};

Sign signOf(ContainerState state, Health health, std::optional<int> exitCode)
{
    switch (state) {
    case ContainerState::Running:
        if (health == Health::Unhealthy)
            return {StatusShape::Triangle, StatusColor::Negative};
        if (health == Health::Starting)
            return {StatusShape::Arc, StatusColor::Warning};
        return {StatusShape::Disc, StatusColor::Positive};
    case ContainerState::Paused: return {StatusShape::PauseBars, StatusColor::Warning};
    case ContainerState::Restarting: return {StatusShape::Arc, StatusColor::Warning};
    case ContainerState::Created: return {StatusShape::Ring, StatusColor::Neutral};
    case ContainerState::Exited:
        return exitCode.value_or(0) == 0 ? Sign{StatusShape::Square, StatusColor::Inactive}
                                         : Sign{StatusShape::Triangle, StatusColor::Negative};
    case ContainerState::Dead:
    case ContainerState::Removing: return {StatusShape::Cross, StatusColor::Negative};
    case ContainerState::Unknown: break;
    }
    return {StatusShape::Ring, StatusColor::Inactive};
}

} // namespace

QString containerStateWord(ContainerState state, Health health)
{
    switch (state) {
    case ContainerState::Created: return ContainerPresentationText::tr("Created", "state of a container");
    case ContainerState::Running:
        switch (health) {
        case Health::Healthy: return ContainerPresentationText::tr("Healthy");
        case Health::Unhealthy: return ContainerPresentationText::tr("Unhealthy");
        case Health::Starting: return ContainerPresentationText::tr("Starting");
        case Health::None: return ContainerPresentationText::tr("Running");
        }
        break;
    case ContainerState::Paused: return ContainerPresentationText::tr("Paused");
    case ContainerState::Restarting: return ContainerPresentationText::tr("Restarting");
    case ContainerState::Removing: return ContainerPresentationText::tr("Removing");
    case ContainerState::Exited: return ContainerPresentationText::tr("Exited");
    case ContainerState::Dead: return ContainerPresentationText::tr("Dead");
    case ContainerState::Unknown: break;
    }
    return ContainerPresentationText::tr("Unknown");
}

QString containerStateText(const ContainerSummary &container, const QDateTime &now)
{
    const bool known = container.stateSince > 0;
    const QString ago = known ? u' ' + relativeTime(container.stateSince, now) : QString();
    const QString lasting = durationText(now.toSecsSinceEpoch() - container.stateSince);
    switch (container.state) {
    case ContainerState::Running:
        return (known ? ContainerPresentationText::tr("Up %1").arg(lasting) : containerStateWord(container.state))
            + healthSuffix(container.health);
    case ContainerState::Paused:
        return known ? ContainerPresentationText::tr("Up %1 (paused)").arg(lasting)
                     : containerStateWord(container.state);
    case ContainerState::Exited:
    case ContainerState::Restarting: return withExitCode(containerStateWord(container.state), container.exitCode) + ago;
    default: return containerStateWord(container.state);
    }
}

QIcon containerStateIcon(ContainerState state, Health health, std::optional<int> exitCode, const QPalette &palette)
{
    const Sign sign = signOf(state, health, exitCode);
    return statusIcon(sign.shape, sign.color, palette);
}

QList<PortLink> portLinks(const QList<PortMapping> &ports, const QString &engineHost)
{
    QList<PortLink> links;
    QSet<QString> seen;
    for (const PortMapping &port : ports) {
        PortLink link{.text = portText(port), .address = {}};
        if (seen.contains(link.text))
            continue;
        seen.insert(link.text);
        const bool isAddress = isWildcard(port.ip) || !QHostAddress(port.ip).isNull();
        if (port.publicPort != 0 && isAddress && (port.protocol == u"tcp" || port.protocol.isEmpty())) {
            const QString scheme = port.privatePort == 443 || port.privatePort == 8443 ? u"https"_s : u"http"_s;
            link.address = scheme + u"://" + urlHost(port.ip, engineHost) + u':' + QString::number(port.publicPort);
        }
        links.append(link);
    }
    std::ranges::stable_partition(links, [](const PortLink &link) { return !link.address.isEmpty(); });
    return links;
}

QVariant ContainerPresentation::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = section == ContainerModel::Cpu || section == ContainerModel::Memory;
        return QVariant::fromValue(Qt::Alignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ContainerModel::Name: return tr("Name");
    case ContainerModel::Image: return tr("Image");
    case ContainerModel::State: return tr("State");
    case ContainerModel::Cpu: return tr("CPU");
    case ContainerModel::Memory: return tr("Memory");
    case ContainerModel::Ports: return tr("Ports");
    case ContainerModel::Created: return tr("Created");
    case ContainerModel::Command: return tr("Command");
    default: return {};
    }
}

QVariant ContainerPresentation::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return text(index);
    case Qt::ToolTipRole: return toolTip(index);
    case Qt::DecorationRole: return icon(index);
    case Qt::ForegroundRole: return foreground(index);
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    case Qt::FontRole:
        if (index.column() == ContainerModel::Name && index.data(ContainerModel::IsGroupRole).toBool()) {
            QFont font = QApplication::font("QAbstractItemView");
            font.setBold(true);
            return font;
        }
        return {};
    case PortTextsRole:
    case PortTargetsRole: {
        QStringList values;
        for (const PortLink &link : links(index))
            values.append(role == PortTextsRole ? link.text : link.address);
        return values;
    }
    default: return QIdentityProxyModel::data(index, role);
    }
}

QString ContainerPresentation::text(const QModelIndex &index) const
{
    if (index.data(ContainerModel::IsGroupRole).toBool())
        return groupText(index);
    switch (index.column()) {
    case ContainerModel::State: return stateText(index);
    case ContainerModel::Cpu: {
        const QVariant cpu = index.data(ContainerModel::CpuRole);
        return cpu.isValid() ? tr("%1 %").arg(QLocale().toString(cpu.toDouble(), 'f', 1)) : QString();
    }
    case ContainerModel::Memory: {
        const QVariant memory = index.data(ContainerModel::MemoryRole);
        return memory.isValid() ? formatBytes(memory.toLongLong()) : QString();
    }
    case ContainerModel::Ports: {
        QStringList texts;
        for (const PortLink &link : links(index))
            texts.append(link.text);
        return texts.join(u", "_s);
    }
    case ContainerModel::Created: return relativeTime(index.data(ContainerModel::CreatedRole).toLongLong());
    default: return line(index);
    }
}

QString ContainerPresentation::groupText(const QModelIndex &index) const
{
    const int rows = index.data(ContainerModel::RowCountRole).toInt();
    switch (index.column()) {
    case ContainerModel::Name: return visibleLine(index.data(ContainerModel::GroupNameRole).toString());
    case ContainerModel::Image: return rows == 1 ? tr("1 container") : tr("%n containers", nullptr, rows);
    case ContainerModel::State:
        return tr("%1 of %2 running").arg(index.data(ContainerModel::ActiveCountRole).toInt()).arg(rows);
    case ContainerModel::Cpu: {
        const QVariant cpu = index.data(ContainerModel::CpuRole);
        return cpu.isValid() ? tr("%1 %").arg(QLocale().toString(cpu.toDouble(), 'f', 1)) : QString();
    }
    case ContainerModel::Memory: {
        const QVariant memory = index.data(ContainerModel::MemoryRole);
        return memory.isValid() ? formatBytes(memory.toLongLong()) : QString();
    }
    default: return {};
    }
}

QString ContainerPresentation::stateText(const QModelIndex &index) const
{
    ContainerSummary container;
    container.state = static_cast<ContainerState>(index.data(ContainerModel::StateRole).toInt());
    container.health = static_cast<Health>(index.data(ContainerModel::HealthRole).toInt());
    container.stateSince = index.data(ContainerModel::StateSinceRole).toLongLong();
    if (const QVariant code = index.data(ContainerModel::ExitCodeRole); code.isValid())
        container.exitCode = code.toInt();
    return containerStateText(container);
}

QString ContainerPresentation::toolTip(const QModelIndex &index) const
{
    constexpr qsizetype limit = 2000;
    if (index.data(ContainerModel::IsGroupRole).toBool())
        return {};
    switch (index.column()) {
    case ContainerModel::Name: {
        const QString name = visibleLine(QIdentityProxyModel::data(index, Qt::DisplayRole).toString(), limit);
        return name + u'\n' + index.data(ContainerModel::IdRole).toString();
    }
    case ContainerModel::State: {
        const QString since = exactTime(index.data(ContainerModel::StateSinceRole).toLongLong());
        return since.isEmpty() ? stateText(index) : tr("%1\nSince about %2").arg(stateText(index), since);
    }
    case ContainerModel::Memory: {
        const qint64 limitBytes = index.data(ContainerModel::MemoryLimitRole).toLongLong();
        return limitBytes > 0 ? tr("Limit: %1").arg(formatBytes(limitBytes)) : QString();
    }
    case ContainerModel::Ports: return visibleText(QIdentityProxyModel::data(index, Qt::DisplayRole).toString());
    case ContainerModel::Created: return exactTime(index.data(ContainerModel::CreatedRole).toLongLong());
    default: return visibleLine(QIdentityProxyModel::data(index, Qt::DisplayRole).toString(), limit);
    }
}

QVariant ContainerPresentation::icon(const QModelIndex &index) const
{
    if (index.column() != ContainerModel::State)
        return {};
    const auto state = static_cast<ContainerState>(index.data(ContainerModel::StateRole).toInt());
    const auto health = static_cast<Health>(index.data(ContainerModel::HealthRole).toInt());
    const QVariant code = index.data(ContainerModel::ExitCodeRole);
    const auto exitCode = code.isValid() ? std::optional(code.toInt()) : std::nullopt;
    const int key = (static_cast<int>(state) * 8 + static_cast<int>(health)) * 2 + (exitCode.value_or(0) != 0 ? 1 : 0);
    if (const auto known = m_icons.constFind(key); known != m_icons.cend())
        return *known;
    return *m_icons.insert(key, containerStateIcon(state, health, exitCode, palette()));
}

QVariant ContainerPresentation::foreground(const QModelIndex &index) const
{
    if (index.column() != ContainerModel::Created && index.column() != ContainerModel::Command)
        return {};
    QColor color = palette().color(QPalette::Text);
    color.setAlphaF(0.75F);
    return color;
}

QList<PortLink> ContainerPresentation::links(const QModelIndex &index) const
{
    if (index.column() != ContainerModel::Ports)
        return {};
    return portLinks(index.data(ContainerModel::PortsRole).value<QList<PortMapping>>(), m_engineHost);
}

} // namespace strata
