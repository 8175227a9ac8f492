// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildsettings.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

const QString storeKey = u"builder/settings"_s;
constexpr qsizetype storeLimit = 100;

QJsonArray pairsToJson(const QList<std::pair<QString, QString>> &pairs)
{
    QJsonArray array;
    for (const auto &[name, value] : pairs)
        array.append(QJsonArray{name, value});
    return array;
}

QList<std::pair<QString, QString>> pairsFromJson(const QJsonValue &json)
{
    QList<std::pair<QString, QString>> pairs;
    for (const QJsonValueConstRef pair : json.toArray())
        pairs.append({pair[0].toString(), pair[1].toString()});
    return pairs;
}

QJsonArray argumentsToJson(const QList<std::pair<QString, std::optional<QString>>> &arguments)
{
    QJsonArray array;
    for (const auto &[name, value] : arguments)
        array.append(value ? QJsonArray{name, *value} : QJsonArray{name});
    return array;
}

QString sourceName(BuildSecret::Source source)
{
    switch (source) {
    case BuildSecret::Source::File: return u"file"_s;
    case BuildSecret::Source::Environment: return u"environment"_s;
    case BuildSecret::Source::Typed: break;
    }
    return u"typed"_s;
}

BuildSecret::Source sourceOf(const QString &name)
{
    return name == u"environment" ? BuildSecret::Source::Environment
        : name == u"typed"        ? BuildSecret::Source::Typed
                                  : BuildSecret::Source::File;
}

QJsonArray secretsToJson(const QList<BuildSecret> &secrets)
{
    QJsonArray array;
    for (const BuildSecret &secret : secrets)
        array.append(
            QJsonObject{{u"id"_s, secret.id}, {u"source"_s, sourceName(secret.source)}, {u"from"_s, secret.from}});
    return array;
}

} // namespace

QMap<QString, QString> BuildSettings::argumentValues() const
{
    QMap<QString, QString> values;
    for (const auto &[name, value] : arguments) {
        if (value)
            values.insert(name, *value);
        else if (const QByteArray bytes = name.toLocal8Bit(); qEnvironmentVariableIsSet(bytes.constData()))
            values.insert(name, qEnvironmentVariable(bytes.constData()));
    }
    return values;
}

QJsonObject BuildSettings::toJson() const
{
    QJsonArray sockets;
    for (const SshAgent &agent : agents)
        sockets.append(QJsonArray{agent.id, agent.socket});
    return {{u"context"_s, contextFolder},
            {u"tags"_s, QJsonArray::fromStringList(tags)},
            {u"target"_s, target},
            {u"platform"_s, platform},
            {u"arguments"_s, argumentsToJson(arguments)},
            {u"labels"_s, pairsToJson(labels)},
            {u"secrets"_s, secretsToJson(secrets)},
            {u"agents"_s, sockets},
            {u"network"_s, network},
            {u"noCache"_s, noCache},
            {u"pull"_s, pull},
            {u"classic"_s, isClassic}};
}

BuildSettings BuildSettings::fromJson(const QJsonObject &json)
{
    BuildSettings settings;
    settings.contextFolder = json[u"context"].toString();
    for (const QJsonValueConstRef tag : json[u"tags"].toArray())
        settings.tags.append(tag.toString());
    settings.target = json[u"target"].toString();
    settings.platform = json[u"platform"].toString();
    for (const QJsonValueConstRef argument : json[u"arguments"].toArray())
        settings.arguments.append(
            {argument[0].toString(), argument[1].isString() ? std::optional(argument[1].toString()) : std::nullopt});
    settings.labels = pairsFromJson(json[u"labels"]);
    for (const QJsonValueConstRef secret : json[u"secrets"].toArray())
        settings.secrets.append(
            {secret[u"id"].toString(), sourceOf(secret[u"source"].toString()), secret[u"from"].toString(), {}});
    for (const QJsonValueConstRef agent : json[u"agents"].toArray())
        settings.agents.append({agent[0].toString(), agent[1].toString()});
    settings.network = json[u"network"].toString();
    settings.noCache = json[u"noCache"].toBool();
    settings.pull = json[u"pull"].toBool();
    settings.isClassic = json[u"classic"].toBool();
    return settings;
}

BuildSettings BuildSettingsStore::find(const QString &dockerfile)
{
    const QJsonArray kept = QJsonDocument::fromJson(QSettings().value(storeKey).toByteArray()).array();
    for (const QJsonValueConstRef entry : kept) {
        if (entry[u"path"].toString() == dockerfile)
            return BuildSettings::fromJson(entry[u"settings"].toObject());
    }
    return {};
}

/// The newest first.
void BuildSettingsStore::keep(const QString &dockerfile, const BuildSettings &settings)
{
    QSettings store;
    const QJsonArray before = QJsonDocument::fromJson(store.value(storeKey).toByteArray()).array();
    QJsonArray kept{QJsonObject{{u"path"_s, dockerfile}, {u"settings"_s, settings.toJson()}}};
    for (const QJsonValueConstRef entry : before) {
        if (entry[u"path"].toString() != dockerfile && kept.size() < storeLimit)
            kept.append(entry);
    }
    store.setValue(storeKey, QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

BuildOptions optionsOf(const BuildSettings &settings)
{
    BuildOptions options{.tags = settings.tags, .target = settings.target, .platform = settings.platform};
    options.builder = settings.isClassic ? Builder::Classic : Builder::BuildKit;
    options.arguments = settings.arguments;
    options.labels = settings.labels;
    options.noCache = settings.noCache;
    options.pull = settings.pull;
    options.network = settings.network;
    options.secrets = settings.secrets;
    options.agents = settings.agents;
    return options;
}

QString proposedTag(const QString &contextFolder)
{
    static const QRegularExpression forbidden(u"[^a-z0-9]+"_s);
    QString name = QFileInfo(contextFolder).fileName().toLower().replace(forbidden, u"-"_s);
    while (name.startsWith(u'-'))
        name.remove(0, 1);
    while (name.endsWith(u'-'))
        name.chop(1);
    return name.isEmpty() ? QString() : name + u":latest"_s;
}

} // namespace strata
