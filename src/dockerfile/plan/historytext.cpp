// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/plan/historytext.h"

#include "dockerfile/plan/gotext.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QString healthcheckText(const HealthcheckInstruction &check, bool isNewest)
{
    QStringList test{u"NONE"_s};
    if (!check.isNone)
        test = QStringList{check.command.prependShell ? u"CMD-SHELL"_s : u"CMD"_s} + check.command.words;
    const QStringList times{goDurationText(check.interval), goDurationText(check.timeout),
                            goDurationText(check.startPeriod), goDurationText(check.startInterval)};
    if (isNewest)
        return u"{Test:%1 Interval:%2 Timeout:%3 StartPeriod:%4 StartInterval:%5 Retries:%6}"_s.arg(
            plainGoList(test), times[0], times[1], times[2], times[3], QString::number(check.retries));
    return u"&{%1 \"%2\" %3}"_s.arg(quotedGoList(test), times.join(u"\" \""), quotedGoRune(check.retries));
}

/// As Go prints a map: sorted, each once.
QString portMap(QStringList ports)
{
    ports.sort();
    ports.removeDuplicates();
    for (QString &port : ports)
        port += u":{}";
    return u"map"_s + plainGoList(ports);
}

QString withArguments(const QStringList &command, const QStringList &arguments, bool evenNone)
{
    QStringList words = command;
    if (!arguments.isEmpty() || evenNone)
        words = QStringList{u'|' + QString::number(arguments.size())} + arguments + command;
    return words.join(u' ');
}

/// The classic builder names the hash of what was copied.
QString copiedText(const StepFacts &facts, QStringView flags)
{
    const QString what = facts.sourceCount > 1 ? QString(u"multi:"_s + anyText) : QString(anyText);
    return flags + what + u" in " + facts.destination + u' ';
}

/// What all builders write alike, behind the name of the instruction.
QString commonText(const StepFacts &facts, bool isNewest)
{
    switch (facts.kind) {
    case InstructionKind::Cmd:
    case InstructionKind::Entrypoint: return quotedGoList(facts.command);
    case InstructionKind::Healthcheck: return healthcheckText(facts.healthcheck, isNewest);
    case InstructionKind::Shell:
    case InstructionKind::Volume: return plainGoList(facts.words);
    default: return facts.words.join(u' ');
    }
}

QString buildKitText(const StepFacts &facts, bool isNewest)
{
    const QString name = instructionName(facts.kind) + u' ';
    switch (facts.kind) {
    case InstructionKind::Onbuild: return {};
    case InstructionKind::Run: return name + withArguments(facts.command, facts.arguments, false) + u" # buildkit";
    case InstructionKind::Add:
    case InstructionKind::Copy:
        return name + (facts.flags + facts.words + QStringList{facts.destination}).join(u' ') + u" # buildkit";
    case InstructionKind::Expose: return name + (isNewest ? plainGoList(facts.ports) : portMap(facts.ports));
    default: return name + commonText(facts, isNewest);
    }
}

QString classicText(const StepFacts &facts)
{
    const QString comment = facts.shell.join(u' ') + u" #(nop) ";
    const QString name = instructionName(facts.kind) + u' ';
    switch (facts.kind) {
    case InstructionKind::Run: return withArguments(facts.classicCommand, facts.classicArguments, facts.hasArguments);
    case InstructionKind::Add:
    case InstructionKind::Copy: {
        QString flags;
        for (const QString &flag : facts.flags) {
            if (flag.startsWith(u"--chown="))
                flags = flag + u' ';
        }
        return comment + name + copiedText(facts, flags);
    }
    case InstructionKind::Workdir: return comment + name + commonText(facts, false);
    default: return comment + u' ' + name + commonText(facts, false);
    }
}

QString buildahText(const StepFacts &facts)
{
    const QString name = instructionName(facts.kind) + u' ';
    if (facts.kind == InstructionKind::Run)
        return u"/bin/sh -c "_s + facts.original;
    if (facts.kind == InstructionKind::Add || facts.kind == InstructionKind::Copy)
        return u"/bin/sh -c #(nop) "_s + name + copiedText(facts, {});
    return u"/bin/sh -c #(nop) "_s + name + facts.original;
}

std::optional<std::pair<int, int>> portRange(QStringView text)
{
    const qsizetype hyphen = text.indexOf(u'-');
    const auto number = [](QStringView digits) {
        bool isNumber = false;
        const int port = digits.toInt(&isNumber);
        return isNumber && port >= 0 && port <= 65535 ? std::optional(port) : std::nullopt;
    };
    const auto first = number(hyphen < 0 ? text : text.first(hyphen));
    const auto last = number(hyphen < 0 ? text : text.sliced(hyphen + 1));
    if (!first || !last || *last < *first)
        return std::nullopt;
    return std::pair(*first, *last);
}

} // namespace

QString historyText(const StepFacts &facts, Wording wording)
{
    if (facts.kind == InstructionKind::Unknown)
        return {};
    switch (wording) {
    case Wording::BuildKitDocker26: return buildKitText(facts, false);
    case Wording::BuildKitNewest: return buildKitText(facts, true);
    case Wording::Classic: return classicText(facts);
    case Wording::Buildah: return buildahText(facts);
    }
    Q_UNREACHABLE_RETURN({});
}

std::expected<QStringList, QString> exposedPorts(const QString &word)
{
    const qsizetype lastColon = word.lastIndexOf(u':');
    const QString container = word.sliced(lastColon + 1);
    const QString inFront = lastColon < 0 ? QString() : word.first(lastColon);
    const QString host = inFront.sliced(inFront.lastIndexOf(u':') + 1);
    const qsizetype slash = container.indexOf(u'/');
    const QString ports = slash < 0 ? container : container.first(slash);
    QString protocol = slash < 0 ? QString() : container.sliced(slash + 1).toLower();
    if (ports.isEmpty())
        return std::unexpected(u"invalid port: \"%1\": no port specified"_s.arg(word));
    if (protocol.isEmpty())
        protocol = u"tcp"_s;
    if (protocol != u"tcp" && protocol != u"udp" && protocol != u"sctp")
        return std::unexpected(u"invalid port: \"%1\": invalid proto: %2"_s.arg(word, protocol));
    const auto range = portRange(ports);
    if (!range)
        return std::unexpected(u"invalid containerPort: "_s + ports);
    const auto hostRange = host.isEmpty() ? range : portRange(host);
    if (!hostRange)
        return std::unexpected(u"invalid hostPort: "_s + host);
    const bool sameCount = range->second - range->first == hostRange->second - hostRange->first;
    if (!sameCount && range->first != range->second)
        return std::unexpected(u"invalid ranges specified for container and host Ports: %1 and %2"_s.arg(ports, host));
    QStringList exposed;
    for (int port = range->first; port <= range->second; ++port)
        exposed.append(QString::number(port) + u'/' + protocol);
    return exposed;
}

} // namespace strata
