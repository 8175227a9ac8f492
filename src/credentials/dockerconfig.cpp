// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/dockerconfig.h"

#include "credentials/replacefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSet>

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr Qt::CaseSensitivity asGoDoes = Qt::CaseInsensitive; // encoding/json finds fields in any case
constexpr std::array secretMembers = {u"auth", u"password", u"identitytoken", u"registrytoken"};

struct ConfigText
{
    Q_DECLARE_TR_FUNCTIONS(DockerConfig)
};

std::unexpected<Error> broken(const QString &detail)
{
    return failure(Error::Kind::InvalidInput, ConfigText::tr("Docker's configuration has mistakes in it."), detail);
}

struct Login
{
    QString user;
    Secret password;
};

/// base64(user:password); the password may be padded with NUL bytes.
std::optional<Login> decodeAuth(const Secret &auth)
{
    const QByteArray text = QByteArray::fromRawData(auth.view().data(), auth.view().size());
    auto result = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    QByteArray bytes = std::move(result.decoded);
    const qsizetype colon = bytes.indexOf(':');
    if (result.decodingStatus != QByteArray::Base64DecodingStatus::Ok || colon < 0) {
        wipe(bytes);
        return {};
    }
    qsizetype begin = colon + 1;
    qsizetype end = bytes.size();
    while (begin < end && bytes[begin] == '\0')
        ++begin;
    while (end > begin && bytes[end - 1] == '\0')
        --end;
    Login login{QString::fromUtf8(QByteArrayView(bytes).first(colon)), {}};
    QByteArray password = bytes.sliced(begin, end - begin);
    login.password = Secret::take(password);
    wipe(bytes);
    return login;
}

bool isSecretMember(const QString &name)
{
    return std::ranges::any_of(
        secretMembers, [&name](const char16_t *member) { return name.compare(QStringView(member), asGoDoes) == 0; });
}

bool isObjectOrNull(const JsonNode *node)
{
    return !node || node->kind == JsonNode::Kind::Object || node->kind == JsonNode::Kind::Null;
}

bool isStringOrNull(const JsonNode *node)
{
    return !node || node->kind == JsonNode::Kind::String || node->kind == JsonNode::Kind::Null;
}

} // namespace

QString DockerConfig::defaultPath()
{
    const QString folder = qEnvironmentVariable("DOCKER_CONFIG");
    return (folder.isEmpty() ? QDir::homePath() + u"/.docker"_s : folder) + u"/config.json"_s;
}

Result<DockerConfig> DockerConfig::load(const QString &path)
{
    Result<std::optional<Secret>> bytes = readFile(path);
    if (!bytes)
        return std::unexpected(bytes.error());
    Result<DockerConfig> config = fromText(bytes->value_or(Secret()));
    if (!config)
        return failure(config.error().kind, ConfigText::tr("%1 has mistakes in it.").arg(path), config.error().detail);
    config->m_path = path;
    config->m_saved = std::move(*bytes);
    return config;
}

Result<DockerConfig> DockerConfig::fromEnvironment()
{
    QByteArray value = qgetenv("DOCKER_AUTH_CONFIG");
    Result<DockerConfig> config = fromText(Secret::take(value));
    if (!config)
        return failure(config.error().kind, ConfigText::tr("The variable DOCKER_AUTH_CONFIG has mistakes in it."),
                       config.error().detail);
    return config;
}

Result<DockerConfig> DockerConfig::fromText(Secret text)
{
    QByteArray empty("{}");
    if (std::ranges::all_of(text.view(), [](char c) { return QByteArrayView(" \t\r\n").contains(c); }))
        text = Secret::take(empty); // docker takes it for no configuration
    Result<JsonText> json = JsonText::parse(std::move(text));
    if (!json)
        return std::unexpected(json.error());
    DockerConfig config;
    config.m_json = std::move(*json);
    config.m_unedited = config.m_json.whole();
    const Result<void> checked = config.check();
    return checked ? Result<DockerConfig>(std::move(config)) : std::unexpected(checked.error());
}

/// What docker refuses, and what would make an edit ambiguous.
Result<void> DockerConfig::check() const
{
    if (m_json.root().kind != JsonNode::Kind::Object)
        return broken(u"not an object"_s);
    QSet<QString> names;
    for (const JsonNode &member : m_json.root().children) {
        const QString name = m_json.key(member).toLower();
        if ((name == u"auths" || name == u"credhelpers" || name == u"credsstore") && names.contains(name))
            return broken(name + u" is there twice"_s);
        names.insert(name);
    }
    if (!isObjectOrNull(m_json.member(m_json.root(), u"auths", asGoDoes))
        || !isObjectOrNull(m_json.member(m_json.root(), u"credHelpers", asGoDoes))
        || !isStringOrNull(m_json.member(m_json.root(), u"credsStore", asGoDoes)))
        return broken(u"auths, credHelpers or credsStore is of another type"_s);
    const JsonNode *auths = section(u"auths");
    names.clear();
    for (const JsonNode &member : auths ? auths->children : std::vector<JsonNode>()) {
        const QString name = m_json.key(member);
        if (names.contains(name) || !isObjectOrNull(&member))
            return broken(name + u" is there twice, or is no object"_s);
        names.insert(name);
        const JsonNode *auth = m_json.member(member, u"auth", asGoDoes);
        if (!isStringOrNull(auth))
            return broken(name + u": auth is no text"_s);
        if (auth && !m_json.secret(*auth).isEmpty() && !decodeAuth(m_json.secret(*auth)))
            return broken(name + u": auth cannot be decoded"_s);
    }
    return {};
}

QList<ConfigEntry> DockerConfig::entries() const
{
    const JsonNode *auths = section(u"auths");
    if (!auths)
        return {};
    QList<ConfigEntry> entries;
    for (const JsonNode &member : auths->children) {
        ConfigEntry entry{m_json.key(member), {}, {}, false};
        entry.key = registryKey(entry.name);
        if (const std::optional<Credential> credential = decode(member))
            entry.user = credential->user;
        for (const JsonNode &field : member.children) {
            if (isSecretMember(m_json.key(field)) && !m_json.secret(field).isEmpty())
                entry.isPlainText = true;
        }
        entries.append(entry);
    }
    return entries;
}

std::optional<Credential> DockerConfig::credential(const QString &key) const
{
    if (const JsonNode *exact = entry(key)) {
        if (auto credential = decode(*exact))
            return credential;
    }
    const JsonNode *auths = section(u"auths");
    for (const JsonNode &member : auths ? auths->children : std::vector<JsonNode>()) {
        if (registryKey(m_json.key(member)) != key)
            continue;
        if (auto credential = decode(member))
            return credential;
    }
    return {};
}

/// Nothing for what holds no password and no identity token.
std::optional<Credential> DockerConfig::decode(const JsonNode &entry) const
{
    const auto secret = [&](QStringView name) {
        const JsonNode *node = m_json.member(entry, name, asGoDoes);
        return node ? m_json.secret(*node) : Secret();
    };
    const JsonNode *user = m_json.member(entry, u"username", asGoDoes);
    Credential credential{registryKey(m_json.key(entry)), user ? m_json.string(*user) : QString(), secret(u"password"),
                          false};
    if (const Secret auth = secret(u"auth"); !auth.isEmpty()) {
        const std::optional<Login> login = decodeAuth(auth);
        if (login) {
            credential.user = login->user;
            credential.secret = login->password;
        }
    }
    if (const Secret token = secret(u"identitytoken"); !token.isEmpty()) {
        credential.secret = token;
        credential.isIdentityToken = true;
    }
    return credential.secret.isEmpty() ? std::nullopt : std::optional(std::move(credential));
}

QString DockerConfig::credsStore() const
{
    const JsonNode *name = m_json.member(m_json.root(), u"credsStore", asGoDoes);
    return name ? m_json.string(*name) : QString();
}

QMap<QString, QString> DockerConfig::credHelpers() const
{
    QMap<QString, QString> helpers;
    const JsonNode *all = section(u"credHelpers");
    for (const JsonNode &member : all ? all->children : std::vector<JsonNode>())
        helpers.insert(m_json.key(member), m_json.string(member));
    return helpers;
}

QString DockerConfig::helperFor(const QString &key) const
{
    const QMap<QString, QString> helpers = credHelpers();
    return helpers.contains(key) ? helpers.value(key) : credsStore();
}

Result<SavedEntry> DockerConfig::removeSecret(const QString &name)
{
    const JsonNode *found = entry(name);
    if (!found)
        return failure(Error::Kind::NotFound, ConfigText::tr("Docker's configuration has no account at %1.").arg(name));
    SavedEntry saved{name, m_json.raw(*found)};
    const auto isSecret = [this](const JsonNode &field) { return isSecretMember(m_json.key(field)); };
    for (auto field = std::ranges::find_if(found->children, isSecret); field != found->children.end();
         field = std::ranges::find_if(found->children, isSecret)) {
        m_json.removeMember(*found, *field);
        found = entry(name);
    }
    return saved;
}

Result<void> DockerConfig::restore(const SavedEntry &saved)
{
    const QList<ConfigEntry> now = entries();
    if (std::ranges::any_of(now, [&](const ConfigEntry &e) { return e.name == saved.name && e.isPlainText; }))
        return failure(Error::Kind::Conflict,
                       ConfigText::tr("Docker's configuration has another account at %1 now.").arg(saved.name));
    if (const JsonNode *found = entry(saved.name)) {
        m_json.replace(*found, saved.json.view());
    } else {
        ensureSection(u"auths"_s);
        m_json.addMember(*section(u"auths"), saved.name, saved.json.view());
    }
    return {};
}

void DockerConfig::removeEntry(const QString &name)
{
    if (const JsonNode *found = entry(name))
        m_json.removeMember(*section(u"auths"), *found);
}

void DockerConfig::setHelper(const QString &key, const QString &helper)
{
    const JsonNode *all = section(u"credHelpers");
    const JsonNode *found = all ? m_json.member(*all, key) : nullptr;
    if (helper.isEmpty()) {
        if (found && all->children.size() == 1)
            m_json.removeMember(m_json.root(), *all);
        else if (found)
            m_json.removeMember(*all, *found);
    } else if (found) {
        m_json.replace(*found, JsonText::quoted(helper));
    } else {
        ensureSection(u"credHelpers"_s);
        m_json.addMember(*section(u"credHelpers"), key, JsonText::quoted(helper));
    }
}

Result<void> DockerConfig::save()
{
    if (m_json.whole() == m_unedited)
        return {};
    const Result<void> written = replaceFile(m_path, m_saved, m_json.text());
    if (written)
        m_saved = m_unedited = m_json.whole();
    return written;
}

Result<void> DockerConfig::saveCopyWithoutSecrets(const QString &path) const
{
    DockerConfig copy = *this;
    const QList<ConfigEntry> all = entries();
    for (const ConfigEntry &entry : all) [[maybe_unused]]
        const auto saved = copy.removeSecret(entry.name);
    return replaceFile(path, std::nullopt, copy.m_json.text());
}

const JsonNode *DockerConfig::section(QStringView name) const
{
    const JsonNode *found = m_json.member(m_json.root(), name, asGoDoes);
    return found && found->kind == JsonNode::Kind::Object ? found : nullptr;
}

const JsonNode *DockerConfig::entry(const QString &name) const
{
    const JsonNode *auths = section(u"auths");
    return auths ? m_json.member(*auths, name) : nullptr;
}

void DockerConfig::ensureSection(const QString &name)
{
    if (section(name))
        return;
    if (const JsonNode *null = m_json.member(m_json.root(), name, asGoDoes))
        m_json.replace(*null, "{}");
    else
        m_json.addMember(m_json.root(), name, "{}");
}

} // namespace strata
