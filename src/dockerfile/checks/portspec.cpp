// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/portspec.h"
#include "dockerfile/checks/checktext.h"

#include <QStringList>

#include <optional>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int largestPort = 65'535;

std::optional<int> portNumber(const QString &text)
{
    bool isNumber = false;
    const int port = text.toInt(&isNumber);
    const bool isPlain = text.trimmed() == text;
    return isNumber && isPlain && port >= 0 && port <= largestPort ? std::optional(port) : std::nullopt;
}

std::optional<std::pair<int, int>> portRange(const QString &text)
{
    const qsizetype hyphen = text.indexOf(u'-');
    const auto first = portNumber(hyphen < 0 ? text : text.first(hyphen));
    const auto last = hyphen < 0 ? first : portNumber(text.sliced(hyphen + 1));
    if (!first || !last || *last < *first)
        return std::nullopt;
    return std::pair(*first, *last);
}

void checkPorts(PortSpec &spec)
{
    const auto container = portRange(spec.containerPort);
    if (!container) {
        spec.problem = CheckText::tr("invalid containerPort: %1").arg(spec.containerPort);
        return;
    }
    if (spec.hostPort.isEmpty())
        return;
    const auto host = portRange(spec.hostPort);
    if (!host)
        spec.problem = CheckText::tr("invalid hostPort: %1").arg(spec.hostPort);
    else if (container->second - container->first != host->second - host->first
             && container->first != container->second)
        spec.problem = CheckText::tr("invalid ranges specified for container and host Ports: %1 and %2")
                           .arg(spec.containerPort, spec.hostPort);
}

} // namespace

PortSpec readPortSpec(const QString &word)
{
    const QStringList parts = word.split(u':');
    const qsizetype count = parts.size();
    PortSpec spec;
    spec.address = count > 2 ? QStringList(parts.first(count - 2)).join(u':') : QString();
    spec.hostPort = count > 1 ? parts[count - 2] : QString();
    const QString &last = parts.last();
    const qsizetype slash = last.indexOf(u'/');
    spec.containerPort = slash < 0 ? last : last.first(slash);
    spec.protocol = slash < 0 ? QString() : last.sliced(slash + 1);
    static const QStringList protocols{QString(), u"tcp"_s, u"udp"_s, u"sctp"_s};
    if (spec.containerPort.isEmpty())
        spec.problem = CheckText::tr("invalid port: \"%1\": no port specified").arg(word);
    else if (!protocols.contains(spec.protocol.toLower()))
        spec.problem = CheckText::tr("invalid port: \"%1\": invalid proto: %2").arg(word, spec.protocol);
    else
        checkPorts(spec);
    return spec;
}

} // namespace strata
