// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/diagnosis.h"

#include "core/commandline.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct DiagnosisText
{
    Q_DECLARE_TR_FUNCTIONS(Diagnosis)
};

QString osReleaseValue(const QString &text, const QString &key)
{
    const QString start = key + u'=';
    for (const QStringView line : QStringView(text).split(u'\n')) {
        if (line.startsWith(start)) {
            QString value = line.sliced(start.size()).trimmed().toString();
            return value.remove(u'"').remove(u'\'');
        }
    }
    return {};
}

QString installCommand(const QString &distribution)
{
    const QStringList names = distribution.split(u' ', Qt::SkipEmptyParts);
    const auto is = [&](const QString &name) { return names.contains(name); };
    if (is(u"arch"_s))
        return u"sudo pacman -S docker"_s;
    if (is(u"fedora"_s) || is(u"rhel"_s))
        return u"sudo dnf install moby-engine"_s;
    if (is(u"suse"_s) || is(u"opensuse"_s))
        return u"sudo zypper install docker"_s;
    if (is(u"alpine"_s))
        return u"sudo apk add docker"_s;
    if (is(u"debian"_s) || is(u"ubuntu"_s))
        return u"sudo apt install docker.io"_s;
    return {};
}

bool isRootless(const Endpoint &endpoint, const HostFacts &host)
{
    return endpoint.path.startsWith(u"/run/user/")
        || (!host.runtimeFolder.isEmpty() && endpoint.path.startsWith(host.runtimeFolder + u'/'));
}

QString startCommand(const Endpoint &endpoint, const HostFacts &host)
{
    const bool podman = endpoint.path.contains(u"podman");
    if (!host.hasSystemd)
        return podman                    ? u"podman system service --time=0"_s
            : isRootless(endpoint, host) ? u"dockerd-rootless.sh"_s
                                         : u"sudo dockerd"_s;
    const QString unit = podman ? u"podman.socket"_s : u"docker"_s;
    return (isRootless(endpoint, host) ? u"systemctl --user start "_s : u"sudo systemctl start "_s) + unit;
}

bool isUsualSocket(const Endpoint &endpoint, const HostFacts &host)
{
    return endpoint.path == u"/var/run/docker.sock" || endpoint.path == u"/run/docker.sock"
        || endpoint.path.endsWith(u"/podman/podman.sock")
        || (isRootless(endpoint, host) && endpoint.path.endsWith(u"/docker.sock"));
}

/// What an engine says seldom ends with a full stop.
QString sentence(const QString &text)
{
    const QString trimmed = text.trimmed();
    return trimmed.isEmpty() || trimmed.back().isPunct() ? trimmed : trimmed + u'.';
}

Diagnosis missing(const Error &error, const Endpoint &endpoint, const HostFacts &host)
{
    const bool podman = endpoint.path.contains(u"podman");
    if (!(podman ? host.hasPodman : host.hasDocker) && isUsualSocket(endpoint, host)) {
        const QString command = podman ? installCommand(host.distribution)
                                             .replace(u"docker.io"_s, u"podman"_s)
                                             .replace(u"moby-engine"_s, u"podman"_s)
                                             .replace(u"docker"_s, u"podman"_s)
                                       : installCommand(host.distribution);
        return {DiagnosisText::tr("No container engine is installed"),
                DiagnosisText::tr("Strata shows what a container engine on this computer does, and there is none yet. "
                                  "Install one, and this window fills by itself."),
                command};
    }
    if (!isUsualSocket(endpoint, host)) {
        return {DiagnosisText::tr("No engine at this address"),
                DiagnosisText::tr(
                    "%1 The engine may not be running, or DOCKER_HOST or the docker context may name the wrong "
                    "socket.")
                    .arg(error.message),
                {}};
    }
    return {DiagnosisText::tr("The engine is not running"),
            DiagnosisText::tr("%1 Start the engine, and this window fills by itself.").arg(error.message),
            startCommand(endpoint, host)};
}

Diagnosis denied(const Endpoint &endpoint, const HostFacts &host)
{
    if (endpoint.path.contains(u"podman")) {
        return {DiagnosisText::tr("You may not use this engine"),
                DiagnosisText::tr(
                    "The socket %1 belongs to the administrator. Podman has one for each user, which needs no "
                    "rights:")
                    .arg(endpoint.path),
                u"systemctl --user enable --now podman.socket"_s};
    }
    Q_UNUSED(host)
    return {DiagnosisText::tr("You may not use this engine"),
            DiagnosisText::tr(
                "The socket %1 is open to the administrator and the group “docker”. Join the group and log in "
                "again. Mind that who may use this socket can do everything on this computer; an engine of your own "
                "(rootless Docker, Podman) can not.")
                .arg(endpoint.path),
            u"sudo usermod -aG docker $USER"_s};
}

std::optional<HostFacts> pretended;

} // namespace

void HostFacts::pretend(std::optional<HostFacts> facts)
{
    pretended = std::move(facts);
}

HostFacts HostFacts::detect()
{
    if (pretended)
        return *pretended;
    const QStringList systemFolders{u"/usr/local/sbin"_s, u"/usr/sbin"_s, u"/sbin"_s, u"/usr/bin"_s,
                                    u"/usr/local/bin"_s};
    const auto installed = [&](const QString &program) {
        return !QStandardPaths::findExecutable(program).isEmpty()
            || !QStandardPaths::findExecutable(program, systemFolders).isEmpty();
    };
    HostFacts facts;
    facts.hasDocker = installed(u"dockerd"_s);
    facts.hasPodman = installed(u"podman"_s);
    facts.hasSystemd = QFileInfo::exists(u"/run/systemd/system"_s);
    facts.runtimeFolder = qEnvironmentVariable("XDG_RUNTIME_DIR");
    QFile release(u"/etc/os-release"_s);
    if (release.open(QIODevice::ReadOnly)) {
        const QString text = QString::fromUtf8(release.read(64 * 1024));
        facts.distribution = osReleaseValue(text, u"ID"_s) + u' ' + osReleaseValue(text, u"ID_LIKE"_s);
    }
    return facts;
}

Diagnosis diagnose(const Error &error, const Endpoint &endpoint, const HostFacts &host)
{
    switch (error.kind) {
    case Error::Kind::SocketMissing: return missing(error, endpoint, host);
    case Error::Kind::ConnectionRefused:
        return {DiagnosisText::tr("The engine is not running"),
                DiagnosisText::tr(
                    "The socket %1 is there, but no engine listens. Start it, and this window fills by itself.")
                    .arg(endpoint.path),
                startCommand(endpoint, host)};
    case Error::Kind::PermissionDenied: return denied(endpoint, host);
    case Error::Kind::NotASocket:
        return {DiagnosisText::tr("This is not a socket"),
                DiagnosisText::tr("%1 The address of the engine names a file or a folder.").arg(error.message),
                CommandLine{u"ls"_s, u"-l"_s, endpoint.path}.toString()};
    case Error::Kind::NotAnEngine:
        return {DiagnosisText::tr("This is not a container engine"),
                DiagnosisText::tr("%1 Another program listens at %2.").arg(error.message, endpoint.toString()),
                {}};
    case Error::Kind::TooOld: return {DiagnosisText::tr("This engine is too old"), error.message, {}};
    case Error::Kind::NotSupported: return {DiagnosisText::tr("Strata cannot go there yet"), error.message, {}};
    case Error::Kind::Timeout:
        return {DiagnosisText::tr("The engine does not answer"),
                DiagnosisText::tr("%1 It may be busy, or stuck. Strata goes on trying.").arg(error.message),
                host.hasSystemd ? u"systemctl status docker"_s : QString()};
    case Error::Kind::InvalidInput:
    case Error::Kind::Local: return {DiagnosisText::tr("The engine's address cannot be read"), error.message, {}};
    case Error::Kind::EngineFailed:
        return {DiagnosisText::tr("The engine reports a failure"),
                DiagnosisText::tr("%1 Strata goes on asking.").arg(sentence(error.message)),
                {}};
    case Error::Kind::MalformedAnswer:
    case Error::Kind::TooLarge:
        return {DiagnosisText::tr("The engine's answer cannot be used"),
                DiagnosisText::tr("%1 Strata goes on asking.").arg(sentence(error.message)),
                {}};
    default: return {DiagnosisText::tr("The connection to the engine failed"), error.message, {}};
    }
}

} // namespace strata
