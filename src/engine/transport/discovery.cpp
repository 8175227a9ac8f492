// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transport/discovery.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <unistd.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Discovery)
};

constexpr qint64 configLimit = 4 << 20;

Result<QJsonObject> readJson(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Local, Text::tr("%1 cannot be read: %2").arg(path, file.errorString()));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.read(configLimit), &error);
    if (!document.isObject())
        return failure(Error::Kind::Local, Text::tr("%1 is not valid JSON.").arg(path), error.errorString());
    return document.object();
}

class Finder
{
public:
    explicit Finder(const DiscoveryEnvironment &environment) : m_variables(environment.variables) {}
    QList<EngineCandidate> find();

private:
    QString configFolder() const;
    QString currentContext(QList<EngineCandidate> &problems) const;
    void addContexts();
    void addSockets();
    void add(EngineCandidate candidate);
    void chooseCurrent();

    QHash<QString, QString> m_variables;
    QList<EngineCandidate> m_found;
};

QString Finder::configFolder() const
{
    const QString chosen = m_variables.value(u"DOCKER_CONFIG"_s);
    return chosen.isEmpty() ? m_variables.value(u"HOME"_s) + u"/.docker"_s : chosen;
}

void Finder::add(EngineCandidate candidate)
{
    for (const EngineCandidate &other : std::as_const(m_found)) {
        if (candidate.endpoint && other.endpoint && *candidate.endpoint == *other.endpoint)
            return;
    }
    m_found.append(std::move(candidate));
}

void Finder::addContexts()
{
    QDirIterator folders(configFolder() + u"/contexts/meta"_s, QDir::Dirs | QDir::NoDotAndDotDot);
    while (folders.hasNext()) {
        const QString path = folders.next() + u"/meta.json"_s;
        EngineCandidate candidate{.source = EngineCandidate::Source::Context, .name = {}, .endpoint = {}};
        const auto json = readJson(path);
        candidate.name = json ? json->value(u"Name").toString() : QFileInfo(path).dir().dirName().first(12);
        if (json) {
            const QString host = (*json)[u"Endpoints"][u"docker"][u"Host"].toString();
            candidate.endpoint = Endpoint::parse(host);
        } else {
            candidate.endpoint = std::unexpected(json.error());
        }
        add(std::move(candidate));
    }
}

void Finder::addSockets()
{
    using Source = EngineCandidate::Source;
    const auto addIfThere = [this](Source source, const QString &name, const QString &path) {
        if (QFileInfo::exists(path))
            add({.source = source, .name = name, .endpoint = Endpoint::unixSocket(path)});
    };
    QString runtime = m_variables.value(u"XDG_RUNTIME_DIR"_s);
    if (runtime.isEmpty())
        runtime = u"/run/user/%1"_s.arg(::getuid());
    add({.source = Source::Rootful, .name = u"default"_s, .endpoint = Endpoint::unixSocket(u"/var/run/docker.sock"_s)});
    addIfThere(Source::Rootless, u"rootless"_s, runtime + u"/docker.sock"_s);
    addIfThere(Source::Podman, u"podman"_s, u"/run/podman/podman.sock"_s);
    addIfThere(Source::PodmanRootless, u"podman (rootless)"_s, runtime + u"/podman/podman.sock"_s);
}

void Finder::chooseCurrent()
{
    qsizetype current = -1;
    const auto indexOf = [this](auto predicate) {
        const auto it = std::ranges::find_if(m_found, predicate);
        return it == m_found.end() ? qsizetype{-1} : std::distance(m_found.begin(), it);
    };
    if (m_found.first().source == EngineCandidate::Source::DockerHost) {
        current = 0;
    } else {
        QString name = m_variables.value(u"DOCKER_CONTEXT"_s);
        if (name.isEmpty()) {
            if (const auto config = readJson(configFolder() + u"/config.json"_s))
                name = config->value(u"currentContext").toString();
        }
        if (name.isEmpty())
            name = u"default"_s;
        current = indexOf([&](const EngineCandidate &c) { return c.name == name; });
        if (current < 0) {
            m_found.prepend({.source = EngineCandidate::Source::Context,
                             .name = name,
                             .endpoint = failure(Error::Kind::Local,
                                                 Text::tr("The docker context “%1” does not exist.").arg(name))});
            current = 0;
        }
    }
    m_found[current].isCurrent = true;
    m_found.move(current, 0);
}

QList<EngineCandidate> Finder::find()
{
    const QString host = m_variables.value(u"DOCKER_HOST"_s);
    if (!host.isEmpty()) {
        m_found.append({.source = EngineCandidate::Source::DockerHost,
                        .name = u"DOCKER_HOST"_s,
                        .endpoint = Endpoint::parse(host)});
    }
    addContexts();
    addSockets();
    chooseCurrent();
    return m_found;
}

} // namespace

DiscoveryEnvironment DiscoveryEnvironment::fromProcess()
{
    DiscoveryEnvironment environment;
    for (const char *name : {"DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG", "XDG_RUNTIME_DIR", "HOME"})
        environment.variables.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
    return environment;
}

QList<EngineCandidate> discoverEngines(const DiscoveryEnvironment &environment)
{
    return Finder(environment).find();
}

} // namespace strata
