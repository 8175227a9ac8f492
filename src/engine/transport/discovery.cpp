// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transport/discovery.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

#include <unistd.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct DiscoveryText
{
    Q_DECLARE_TR_FUNCTIONS(Discovery)
};

constexpr qint64 configLimit = 4 << 20;
const QString defaultName = u"default"_s;

Result<QJsonObject> readJson(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Local, DiscoveryText::tr("%1 cannot be read: %2").arg(path, file.errorString()));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.read(configLimit), &error);
    if (!document.isObject())
        return failure(Error::Kind::Local, DiscoveryText::tr("%1 is not valid JSON.").arg(path), error.errorString());
    return document.object();
}

class Finder
{
public:
    explicit Finder(const DiscoveryEnvironment &environment)
        : m_variables(environment.variables), m_rootfulSocket(environment.rootfulSocket)
    {}
    QList<EngineCandidate> find();

private:
    QString configFolder() const;
    EngineCandidate contextAt(const QString &folder) const;
    void addContexts();
    void addSockets();
    QString currentName();
    void chooseCurrent();
    void dropDuplicates();
    void preferOneThatIsThere();

    QHash<QString, QString> m_variables;
    QString m_rootfulSocket;
    QList<EngineCandidate> m_found;
};

QString Finder::configFolder() const
{
    const QString chosen = m_variables.value(u"DOCKER_CONFIG"_s);
    return chosen.isEmpty() ? m_variables.value(u"HOME"_s) + u"/.docker"_s : chosen;
}

EngineCandidate Finder::contextAt(const QString &folder) const
{
    EngineCandidate candidate{
        .source = EngineCandidate::Source::Context, .name = QFileInfo(folder).fileName().left(12), .endpoint = {}};
    const auto json = readJson(folder + u"/meta.json"_s);
    if (!json) {
        candidate.endpoint = std::unexpected(json.error());
        return candidate;
    }
    if (const QString name = json->value(u"Name").toString(); !name.isEmpty())
        candidate.name = name;
    candidate.endpoint = Endpoint::parse((*json)[u"Endpoints"][u"docker"][u"Host"].toString());
    return candidate;
}

void Finder::addContexts()
{
    QList<EngineCandidate> contexts;
    const QDir meta(configFolder() + u"/contexts/meta"_s);
    const auto folders = meta.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QFileInfo &folder : folders)
        contexts.append(contextAt(folder.filePath()));
    std::ranges::sort(contexts, {}, &EngineCandidate::name);
    m_found += contexts;
}

void Finder::addSockets()
{
    using Source = EngineCandidate::Source;
    const auto addIfThere = [this](Source source, const QString &name, const QString &path) {
        if (QFileInfo::exists(path))
            m_found.append({.source = source, .name = name, .endpoint = Endpoint::unixSocket(path)});
    };
    QString runtime = m_variables.value(u"XDG_RUNTIME_DIR"_s);
    if (runtime.isEmpty())
        runtime = u"/run/user/%1"_s.arg(::getuid());
    m_found.append({.source = Source::Rootful, .name = defaultName, .endpoint = Endpoint::unixSocket(m_rootfulSocket)});
    addIfThere(Source::Rootless, u"rootless"_s, runtime + u"/docker.sock"_s);
    addIfThere(Source::Podman, u"podman"_s, u"/run/podman/podman.sock"_s);
    addIfThere(Source::PodmanRootless, u"podman (rootless)"_s, runtime + u"/podman/podman.sock"_s);
}

/// A config.json that cannot be read is told as a candidate that does not work; docker then uses its default.
QString Finder::currentName()
{
    if (const QString name = m_variables.value(u"DOCKER_CONTEXT"_s); !name.isEmpty())
        return name;
    const QString path = configFolder() + u"/config.json"_s;
    if (!QFileInfo::exists(path))
        return defaultName;
    const auto config = readJson(path);
    if (!config) {
        m_found.append({.source = EngineCandidate::Source::Context,
                        .name = u"config.json"_s,
                        .endpoint = std::unexpected(config.error())});
        return defaultName;
    }
    const QString name = config->value(u"currentContext").toString();
    return name.isEmpty() ? defaultName : name;
}

void Finder::chooseCurrent()
{
    auto current = m_found.begin();
    if (current->source != EngineCandidate::Source::DockerHost) {
        const QString name = currentName();
        current = std::ranges::find(m_found, name, &EngineCandidate::name);
        if (current == m_found.end()) {
            const auto missing = failure(Error::Kind::Local,
                                         DiscoveryText::tr("The docker context “%1” does not exist.").arg(name));
            current = m_found.insert(m_found.begin(),
                                     {.source = EngineCandidate::Source::Context, .name = name, .endpoint = missing});
        }
    }
    current->isCurrent = true;
    std::rotate(m_found.begin(), current, current + 1);
}

/// Of several names for one endpoint the first stays, which may be the current one.
void Finder::dropDuplicates()
{
    QSet<QString> seen;
    m_found.removeIf([&seen](const EngineCandidate &candidate) {
        if (!candidate.endpoint)
            return false;
        const QString real = candidate.endpoint->scheme == Endpoint::Scheme::Unix
            ? QFileInfo(candidate.endpoint->path).canonicalFilePath()
            : QString();
        const QString key = real.isEmpty() ? candidate.endpoint->toString() : real;
        const bool isKnown = seen.contains(key);
        seen.insert(key);
        return isKnown;
    });
}

/// Nobody chose the rootful engine and it is not there, but another one is.
void Finder::preferOneThatIsThere()
{
    using Source = EngineCandidate::Source;
    const bool isChosen = m_variables.value(u"DOCKER_CONTEXT"_s) == defaultName;
    if (isChosen || m_found.first().source != Source::Rootful || QFileInfo::exists(m_rootfulSocket))
        return;
    const auto there = std::ranges::find_if(m_found, [](const EngineCandidate &candidate) {
        return candidate.source >= Source::Rootless; // these are listed only when their socket exists
    });
    if (there != m_found.end())
        std::rotate(m_found.begin(), there, there + 1);
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
    dropDuplicates();
    preferOneThatIsThere();
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
