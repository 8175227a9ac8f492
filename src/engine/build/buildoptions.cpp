// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/build/buildoptions.h"

#include "core/query.h"
#include "engine/build/buildsession.h"
#include "engine/engine.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct BuildOptionsText
{
    Q_DECLARE_TR_FUNCTIONS(BuildOptions)
};

QString jsonText(const QJsonDocument &json)
{
    return QString::fromUtf8(json.toJson(QJsonDocument::Compact));
}

void addText(QUrlQuery &query, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        addQueryValue(query, key, value);
}

void addTexts(QUrlQuery &query, const QString &key, const QStringList &values)
{
    for (const QString &value : values)
        addQueryValue(query, key, value);
}

void addNumber(QUrlQuery &query, const QString &key, qint64 value)
{
    if (value != 0)
        addQueryValue(query, key, QString::number(value));
}

/// "nofile=1024:2048" as the engine wants it; a single number is both limits.
QJsonObject limitJson(const QString &limit)
{
    const QString numbers = limit.section(u'=', 1);
    const qint64 soft = numbers.section(u':', 0, 0).toLongLong();
    const qint64 hard = numbers.contains(u':') ? numbers.section(u':', 1).toLongLong() : soft;
    return {{u"Name"_s, limit.section(u'=', 0, 0)}, {u"Soft"_s, soft}, {u"Hard"_s, hard}};
}

bool isLimit(const QString &limit)
{
    const QStringList numbers = limit.section(u'=', 1).split(u':');
    const bool areNumbers = numbers.size() <= 2 && std::ranges::all_of(numbers, [](const QString &number) {
                                bool isNumber = false;
                                number.toLongLong(&isNumber);
                                return isNumber;
                            });
    return areNumbers && limit.indexOf(u'=') > 0;
}

void addLists(QUrlQuery &query, const BuildOptions &options)
{
    QJsonObject arguments;
    for (const auto &[name, value] : options.arguments)
        arguments.insert(name, value ? QJsonValue(*value) : QJsonValue());
    if (!arguments.isEmpty())
        addQueryValue(query, u"buildargs"_s, jsonText(QJsonDocument(arguments)));
    QJsonObject labels;
    for (const auto &[name, value] : options.labels)
        labels.insert(name, value);
    if (!labels.isEmpty())
        addQueryValue(query, u"labels"_s, jsonText(QJsonDocument(labels)));
    if (!options.cacheFrom.isEmpty())
        addQueryValue(query, u"cachefrom"_s, jsonText(QJsonDocument(QJsonArray::fromStringList(options.cacheFrom))));
    QJsonArray limits;
    for (const QString &limit : options.limits)
        limits.append(options.builder == Builder::Buildah ? QJsonValue(limit)
                                                          : limitJson(limit)); // seen with Podman 5.4
    if (!limits.isEmpty())
        addQueryValue(query, u"ulimits"_s, jsonText(QJsonDocument(limits)));
}

void addOldLimits(QUrlQuery &query, const BuildOptions &options)
{
    addNumber(query, u"memory"_s, options.memory);
    addNumber(query, u"memswap"_s, options.memoryAndSwap);
    addNumber(query, u"cpushares"_s, options.cpuShares);
    addNumber(query, u"cpuperiod"_s, options.cpuPeriod);
    addNumber(query, u"cpuquota"_s, options.cpuQuota);
    addText(query, u"cpusetcpus"_s, options.cpus);
    addText(query, u"cpusetmems"_s, options.memoryNodes);
}

bool hasOldLimits(const BuildOptions &options)
{
    QUrlQuery query;
    addOldLimits(query, options);
    return !query.isEmpty();
}

/// A field of a comma separated list, as buildx reads it (RFC 4180).
QString csvField(QString field)
{
    if (!field.contains(u',') && !field.contains(u'"') && !field.contains(u'\n'))
        return field;
    return u'"' + field.replace(u'"', u"\"\""_s) + u'"';
}

QString variableFor(const QString &id)
{
    QString name = id.toUpper();
    for (QChar &c : name) {
        if (c.unicode() >= 128 || !c.isLetterOrNumber())
            c = u'_';
    }
    return name.isEmpty() || name.front().isDigit() ? u'_' + name : name;
}

QString secretWord(const BuildSecret &secret)
{
    const QString id = csvField(u"id="_s + secret.id);
    switch (secret.source) {
    case BuildSecret::Source::File: return id + u',' + csvField(u"src="_s + secret.from);
    case BuildSecret::Source::Environment: return id + u',' + csvField(u"env="_s + secret.from);
    case BuildSecret::Source::Typed: break;
    }
    return id + u",env="_s + variableFor(secret.id);
}

void addOption(CommandLine &command, const QString &option, const QString &value)
{
    if (!value.isEmpty())
        command << option << value;
}

void addOptions(CommandLine &command, const QString &option, const QStringList &values)
{
    for (const QString &value : values)
        command << option << value;
}

void addOption(CommandLine &command, const QString &option, qint64 value)
{
    if (value != 0)
        command << option << QString::number(value);
}

void addOldLimits(CommandLine &command, const BuildOptions &options)
{
    addOption(command, u"--memory"_s, options.memory);
    addOption(command, u"--memory-swap"_s, options.memoryAndSwap);
    addOption(command, u"--cpu-shares"_s, options.cpuShares);
    addOption(command, u"--cpu-period"_s, options.cpuPeriod);
    addOption(command, u"--cpu-quota"_s, options.cpuQuota);
    addOption(command, u"--cpuset-cpus"_s, options.cpus);
    addOption(command, u"--cpuset-mems"_s, options.memoryNodes);
}

QString pathOnDisk(const BuildOptions &options)
{
    if (!options.dockerfilePath.isEmpty())
        return options.dockerfilePath;
    if (options.dockerfile == u"Dockerfile")
        return {};
    return options.contextFolder.isEmpty() ? options.dockerfile : options.contextFolder + u'/' + options.dockerfile;
}

CommandLine programFor(Builder builder)
{
    if (builder == Builder::BuildKit)
        return {u"docker"_s, u"buildx"_s, u"build"_s};
    return {u"env"_s, u"DOCKER_BUILDKIT=0"_s, u"docker"_s, u"build"_s};
}

void addSessionOptions(CommandLine &command, const BuildOptions &options)
{
    for (const BuildSecret &secret : options.secrets)
        command << u"--secret"_s << secretWord(secret);
    for (const SshAgent &agent : options.agents)
        command << u"--ssh"_s << (agent.socket.isEmpty() ? agent.id : agent.id + u'=' + agent.socket);
}

Result<Secret> readSecretFile(const BuildSecret &secret)
{
    QFile file(secret.from);
    if (!QFileInfo::exists(secret.from))
        return failure(Error::Kind::NotFound,
                       BuildOptionsText::tr("The file of the secret %1 is not there: %2").arg(secret.id, secret.from));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) // no copies in buffers
        return failure(Error::Kind::Local,
                       BuildOptionsText::tr("The file of the secret %1 cannot be read: %2 (%3)")
                           .arg(secret.id, secret.from, file.errorString()));
    QByteArray bytes(BuildSession::largestSecret + 1, '\0');
    qint64 size = 0;
    for (qint64 count = 1; count > 0 && size < bytes.size(); size += std::max<qint64>(count, 0))
        count = file.read(bytes.data() + size, bytes.size() - size);
    bytes.truncate(size);
    return Secret::take(bytes);
}

Result<Secret> readSecret(const BuildSecret &secret)
{
    switch (secret.source) {
    case BuildSecret::Source::File: return readSecretFile(secret);
    case BuildSecret::Source::Environment: break;
    case BuildSecret::Source::Typed: return secret.value;
    }
    const QByteArray variable = secret.from.toLocal8Bit();
    if (!qEnvironmentVariableIsSet(variable.constData()))
        return failure(
            Error::Kind::NotFound,
            BuildOptionsText::tr("The variable of the secret %1 is not set: %2").arg(secret.id, secret.from));
    QByteArray value = qgetenv(variable.constData());
    return Secret::take(value);
}

} // namespace

bool needsSession(const BuildOptions &options)
{
    return options.builder == Builder::BuildKit
        && (!options.secrets.isEmpty() || !options.agents.isEmpty() || !options.registries.isEmpty());
}

Result<QHash<QString, Secret>> readSecrets(const QList<BuildSecret> &secrets)
{
    QHash<QString, Secret> read;
    for (const BuildSecret &secret : secrets) {
        const Result<Secret> value = readSecret(secret);
        if (!value)
            return std::unexpected(value.error());
        if (value->view().size() > BuildSession::largestSecret)
            return failure(Error::Kind::TooLarge,
                           BuildOptionsText::tr("The secret %1 is too large: BuildKit takes 500 KiB.").arg(secret.id));
        read.insert(secret.id, *value);
    }
    return read;
}

Result<QHash<QString, QString>> agentSockets(const QList<SshAgent> &agents)
{
    QHash<QString, QString> sockets;
    for (const SshAgent &agent : agents) {
        const QString socket = agent.socket.isEmpty() ? qEnvironmentVariable("SSH_AUTH_SOCK") : agent.socket;
        if (socket.isEmpty())
            return failure(Error::Kind::NotFound, BuildOptionsText::tr("No ssh agent runs: SSH_AUTH_SOCK is not set."));
        if (!QFileInfo::exists(socket))
            return failure(Error::Kind::NotFound, BuildOptionsText::tr("There is no ssh agent at %1.").arg(socket));
        sockets.insert(agent.id, socket);
    }
    return sockets;
}

Builder builderOf(const EngineIdentity &identity)
{
    return identity.isPodman ? Builder::Buildah : Builder::BuildKit;
}

Result<void> problemWith(const BuildOptions &options)
{
    using Kind = Error::Kind;
    const bool isBuildKit = options.builder == Builder::BuildKit;
    if (options.hasHeredocs && options.builder == Builder::Classic)
        return failure(
            Kind::NotSupported,
            BuildOptionsText::tr("The Dockerfile has here-documents, whose content the classic builder drops "
                                 "without saying so. Build it with BuildKit."));
    if (!isBuildKit && !options.secrets.isEmpty())
        return failure(Kind::NotSupported, BuildOptionsText::tr("Build secrets need BuildKit."));
    const auto isForgotten = [](const BuildSecret &secret) {
        return secret.source == BuildSecret::Source::Typed && secret.value.isEmpty();
    };
    const auto forgotten = std::ranges::find_if(options.secrets, isForgotten);
    if (forgotten != options.secrets.cend())
        return failure(Kind::InvalidInput,
                       BuildOptionsText::tr("Type the secret %1 once more: it is kept nowhere.").arg(forgotten->id));
    if (!isBuildKit && !options.agents.isEmpty())
        return failure(Kind::NotSupported, BuildOptionsText::tr("Builds can use an ssh agent with BuildKit only."));
    if (isBuildKit && hasOldLimits(options))
        return failure(Kind::NotSupported, BuildOptionsText::tr("BuildKit has no limits of memory and processors."));
    static const QStringList networks{QString(), u"default"_s, u"host"_s, u"none"_s};
    if (isBuildKit && !networks.contains(options.network))
        return failure(Kind::NotSupported,
                       BuildOptionsText::tr("BuildKit knows the networks default, host and none only, not %1.")
                           .arg(options.network));
    const auto wrong = std::ranges::find_if_not(options.limits, isLimit);
    if (wrong != options.limits.cend())
        return failure(Kind::InvalidInput, BuildOptionsText::tr("%1 is no limit such as nofile=1024.").arg(*wrong));
    return {};
}

QUrlQuery buildQuery(const BuildOptions &options)
{
    QUrlQuery query;
    addQueryValue(query, u"version"_s, options.builder == Builder::BuildKit ? u"2"_s : u"1"_s);
    addTexts(query, u"t"_s, options.tags);
    addText(query, u"dockerfile"_s, options.dockerfile);
    addText(query, u"target"_s, options.target);
    addText(query, u"platform"_s, options.platform);
    addLists(query, options);
    addQueryFlag(query, u"nocache"_s, options.noCache);
    addQueryFlag(query, u"pull"_s, options.pull);
    addQueryValue(query, u"rm"_s, u"1"_s);
    addText(query, u"networkmode"_s, options.network);
    addTexts(query, u"extrahosts"_s, options.extraHosts);
    addNumber(query, u"shmsize"_s, options.sharedMemory);
    addText(query, u"cgroupparent"_s, options.cgroupParent);
    if (options.builder != Builder::BuildKit)
        addOldLimits(query, options);
    return query;
}

CommandLine buildCommand(const BuildOptions &options)
{
    CommandLine command = programFor(options.builder);
    if (options.builder == Builder::BuildKit)
        command << u"--load"_s; // a builder in a container keeps the image otherwise
    addOption(command, u"-f"_s, pathOnDisk(options));
    addOptions(command, u"-t"_s, options.tags);
    addOption(command, u"--target"_s, options.target);
    addOption(command, u"--platform"_s, options.platform);
    for (const auto &[name, value] : options.arguments)
        command << u"--build-arg"_s << (value ? QString(name + u'=' + *value) : name);
    for (const auto &[name, value] : options.labels)
        command << u"--label"_s << QString(name + u'=' + value);
    if (options.noCache)
        command << u"--no-cache"_s;
    if (options.pull)
        command << u"--pull"_s;
    addOption(command, u"--network"_s, options.network);
    addOptions(command, u"--add-host"_s, options.extraHosts);
    addOptions(command, u"--cache-from"_s, options.cacheFrom);
    addOptions(command, u"--ulimit"_s, options.limits);
    addOption(command, u"--shm-size"_s, options.sharedMemory);
    addOption(command, u"--cgroup-parent"_s, options.cgroupParent);
    if (options.builder != Builder::BuildKit)
        addOldLimits(command, options);
    addSessionOptions(command, options);
    return command << (options.contextFolder.isEmpty() ? u"."_s : options.contextFolder);
}

} // namespace strata
