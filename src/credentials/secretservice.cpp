// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/secretservice.h"

#include "credentials/keychaintext.h"

#include <QDBusArgument>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>

namespace strata {

/// A secret as the service sends it, the struct (oayays).
struct WireSecret
{
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};

static QDBusArgument &operator<<(QDBusArgument &out, const WireSecret &secret)
{
    out.beginStructure();
    out << secret.session << secret.parameters << secret.value << secret.contentType;
    out.endStructure();
    return out;
}

static const QDBusArgument &operator>>(const QDBusArgument &in, WireSecret &secret)
{
    in.beginStructure();
    in >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    in.endStructure();
    return in; // NOLINT(bugprone-return-const-ref-from-parameter)
}

} // namespace strata

Q_DECLARE_METATYPE(strata::WireSecret)

namespace strata {

using namespace Qt::StringLiterals;

namespace {

const QString service = u"org.freedesktop.secrets"_s;
const QString root = u"/org/freedesktop/secrets"_s;
const QString serviceInterface = u"org.freedesktop.Secret.Service"_s;
const QString collectionInterface = u"org.freedesktop.Secret.Collection"_s;
const QString itemInterface = u"org.freedesktop.Secret.Item"_s;
const QString none = u"/"_s; ///< no object

/// What every entry of docker's has.
QMap<QString, QString> dockerAttributes()
{
    return {{u"xdg:schema"_s, u"io.docker.Credentials"_s}, {u"docker_cli"_s, u"1"_s}};
}

std::unexpected<Error> strange(const QString &detail)
{
    return failure(Error::Kind::Local, KeychainText::tr("The keychain failed."), detail);
}

QString pathAt(const QVariantList &arguments, qsizetype index)
{
    return arguments.value(index).value<QDBusObjectPath>().path();
}

QStringList pathsAt(const QVariantList &arguments, qsizetype index)
{
    QStringList paths;
    const auto objects = qdbus_cast<QList<QDBusObjectPath>>(arguments.value(index));
    for (const QDBusObjectPath &object : objects)
        paths.append(object.path());
    return paths;
}

QVariant objects(const QStringList &paths)
{
    QList<QDBusObjectPath> list;
    for (const QString &path : paths)
        list.append(QDBusObjectPath(path));
    return QVariant::fromValue(list);
}

QString nameOf(const Credential &credential)
{
    return credential.isIdentityToken ? tokenUser : credential.user;
}

void registerTypes()
{
    static const bool once = [] {
        qDBusRegisterMetaType<WireSecret>();
        qDBusRegisterMetaType<QMap<QString, QString>>();
        return true;
    }();
    Q_UNUSED(once)
}

} // namespace

Result<std::unique_ptr<Keychain>> SecretService::open(std::stop_token stop)
{
    registerTypes();
    std::unique_ptr<SecretService> keychain(new SecretService(std::move(stop)));
    if (!keychain->m_bus.isConnected())
        return failure(Error::Kind::NoKeychain, KeychainText::tr("This desktop session has no keychain."),
                       u"no session bus"_s);
    if (const Result<void> opened = keychain->openSession(); !opened)
        return std::unexpected(opened.error());
    return keychain;
}

Result<QVariantList> SecretService::call(const QString &path, const QString &interface, const QString &method,
                                         const QVariantList &arguments)
{
    return m_bus.call(service, path, interface, method, arguments);
}

Result<void> SecretService::openSession()
{
    const QByteArray ours = m_session.begin();
    if (ours.isEmpty())
        return openPlainSession();
    const auto answer = call(root, serviceInterface, u"OpenSession"_s,
                             {QString::fromLatin1(SecretSession::algorithm), QVariant::fromValue(QDBusVariant(ours))});
    const QString refusal = answer ? QString() : answer.error().detail;
    if (refusal.contains(u".NotSupported") || refusal.contains(u".InvalidArgs")) // KWallet without QCA's plugin
        return openPlainSession();
    if (!answer)
        return std::unexpected(answer.error());
    m_sessionPath = pathAt(*answer, 1);
    if (!m_session.agree(answer->value(0).value<QDBusVariant>().variant().toByteArray()))
        return strange(u"no shared key"_s);
    return {};
}

Result<void> SecretService::openPlainSession()
{
    m_session = {};
    const auto answer = call(root, serviceInterface, u"OpenSession"_s,
                             {u"plain"_s, QVariant::fromValue(QDBusVariant(QString()))});
    if (!answer)
        return std::unexpected(answer.error());
    m_sessionPath = pathAt(*answer, 1);
    return {};
}

Result<std::optional<Credential>> SecretService::read(const QString &server)
{
    const Result<QStringList> items = unlockedItems(server);
    if (!items)
        return std::unexpected(items.error());
    for (const QString &item : *items) {
        const Result<Secret> value = secret(item);
        const Result<Attributes> attributes = this->attributes(item);
        if (!value || !attributes)
            return std::unexpected(value ? attributes.error() : value.error());
        if (value->isEmpty())
            continue; // docker's helper takes it for none
        const QString user = attributes->value(u"username"_s);
        const bool isToken = user == tokenUser;
        return Credential{server, isToken ? QString() : user, *value, isToken};
    }
    return std::nullopt;
}

/// The new entry is there before the old ones of other users go.
Result<void> SecretService::write(const Credential &credential)
{
    const Result<QString> collection = defaultCollection();
    if (!collection)
        return std::unexpected(collection.error());
    if (const Result<void> unlocked = unlock({*collection}); !unlocked)
        return unlocked;
    const Result<QString> item = createItem(*collection, credential);
    if (!item)
        return std::unexpected(item.error());
    const Result<QStringList> all = unlockedItems(credential.server);
    if (!all)
        return std::unexpected(all.error());
    for (const QString &other : *all) {
        if (other == *item)
            continue;
        if (const Result<void> removed = removeItem(other); !removed)
            return removed;
    }
    return {};
}

Result<void> SecretService::remove(const QString &server)
{
    const Result<QStringList> items = unlockedItems(server);
    if (!items)
        return std::unexpected(items.error());
    for (const QString &item : *items) {
        if (const Result<void> removed = removeItem(item); !removed)
            return removed;
    }
    return {};
}

Result<QList<AccountName>> SecretService::list()
{
    const Result<Items> items = search(dockerAttributes());
    if (!items)
        return std::unexpected(items.error());
    QList<AccountName> accounts;
    const QStringList all = items->unlocked + items->locked;
    for (const QString &item : all) {
        const Result<Attributes> found = attributes(item);
        if (!found)
            return std::unexpected(found.error());
        const AccountName account{found->value(u"server"_s), found->value(u"username"_s)};
        if (!account.server.isEmpty() && !accounts.contains(account))
            accounts.append(account);
    }
    return accounts;
}

Result<SecretService::Items> SecretService::search(const Attributes &attributes)
{
    const auto answer = call(root, serviceInterface, u"SearchItems"_s, {QVariant::fromValue(attributes)});
    if (!answer)
        return std::unexpected(answer.error());
    return Items{pathsAt(*answer, 0), pathsAt(*answer, 1)};
}

/// The entries of a server. The person is asked when one of them is locked, and only then.
Result<QStringList> SecretService::unlockedItems(const QString &server)
{
    Attributes wanted = dockerAttributes();
    wanted.insert(u"server"_s, server);
    const Result<Items> items = search(wanted);
    if (!items)
        return std::unexpected(items.error());
    if (const Result<void> unlocked = unlock(items->locked); !unlocked)
        return std::unexpected(unlocked.error());
    return items->unlocked + items->locked;
}

Result<void> SecretService::unlock(const QStringList &paths)
{
    if (paths.isEmpty())
        return {};
    const auto answer = call(root, serviceInterface, u"Unlock"_s, {objects(paths)});
    if (!answer)
        return std::unexpected(answer.error());
    const Result<QVariant> given = prompt(pathAt(*answer, 1));
    if (!given)
        return std::unexpected(given.error());
    return {};
}

/// Nothing where no question is asked.
Result<QVariant> SecretService::prompt(const QString &path)
{
    if (path == none || path.isEmpty())
        return QVariant();
    return Prompt(m_bus, service, path).run();
}

Result<QString> SecretService::defaultCollection()
{
    const auto answer = call(root, serviceInterface, u"ReadAlias"_s, {u"default"_s});
    if (!answer)
        return std::unexpected(answer.error());
    const QString path = pathAt(*answer, 0);
    return path == none ? makeDefaultCollection() : path;
}

Result<QString> SecretService::makeDefaultCollection()
{
    const QVariantMap properties{{collectionInterface + u".Label"_s, u"Default"_s}};
    const auto answer = call(root, serviceInterface, u"CreateCollection"_s, {properties, u"default"_s});
    if (!answer)
        return std::unexpected(answer.error());
    const Result<QVariant> given = prompt(pathAt(*answer, 1));
    if (!given)
        return std::unexpected(given.error());
    return given->isValid() ? given->value<QDBusObjectPath>().path() : pathAt(*answer, 0);
}

/// The label is the server: `docker-credential-secretservice list` gives labels.
Result<QString> SecretService::createItem(const QString &collection, const Credential &credential)
{
    const auto message = m_session.encrypt(credential.secret);
    if (!message)
        return strange(u"cannot encrypt"_s);
    Attributes attributes = dockerAttributes();
    attributes.insert(u"label"_s, u"Docker Credentials"_s);
    attributes.insert(u"server"_s, credential.server);
    attributes.insert(u"username"_s, nameOf(credential));
    const QVariantMap properties{{itemInterface + u".Label"_s, credential.server},
                                 {itemInterface + u".Attributes"_s, QVariant::fromValue(attributes)}};
    const WireSecret secret{QDBusObjectPath(m_sessionPath), message->parameters, message->value, u"text/plain"_s};
    const auto answer = call(collection, collectionInterface, u"CreateItem"_s,
                             {properties, QVariant::fromValue(secret), true});
    if (!answer)
        return std::unexpected(answer.error());
    const Result<QVariant> given = prompt(pathAt(*answer, 1));
    if (!given)
        return std::unexpected(given.error());
    return given->isValid() ? given->value<QDBusObjectPath>().path() : pathAt(*answer, 0);
}

Result<SecretService::Attributes> SecretService::attributes(const QString &item)
{
    const auto answer = call(item, u"org.freedesktop.DBus.Properties"_s, u"Get"_s, {itemInterface, u"Attributes"_s});
    if (!answer)
        return std::unexpected(answer.error());
    return qdbus_cast<Attributes>(answer->value(0).value<QDBusVariant>().variant());
}

Result<Secret> SecretService::secret(const QString &item)
{
    const auto answer = call(item, itemInterface, u"GetSecret"_s,
                             {QVariant::fromValue(QDBusObjectPath(m_sessionPath))});
    if (!answer)
        return std::unexpected(answer.error());
    auto wire = qdbus_cast<WireSecret>(answer->value(0));
    SecretSession::Message message{wire.parameters, std::move(wire.value)};
    std::optional<Secret> secret = m_session.decrypt(message);
    if (!secret)
        return strange(u"cannot decrypt"_s);
    return *secret;
}

Result<void> SecretService::removeItem(const QString &item)
{
    const auto answer = call(item, itemInterface, u"Delete"_s);
    if (!answer)
        return std::unexpected(answer.error());
    const Result<QVariant> given = prompt(pathAt(*answer, 0));
    if (!given)
        return std::unexpected(given.error());
    return {};
}

} // namespace strata
