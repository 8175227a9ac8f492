// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/accounts.h"

#include "credentials/credentialhelper.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

const QString ourHelper = u"strata"_s;
constexpr int unused = 9;

struct AccountsText
{
    Q_DECLARE_TR_FUNCTIONS(Accounts)
};

QString nameOf(const QString &user)
{
    return user == tokenUser ? QString() : user;
}

Account accountOf(const Credential &credential, Account::Place place)
{
    return {credential.server, credential.user, credential.isIdentityToken, place};
}

/// Whether what came back is what was given; helpers keep no user beside an identity token.
bool isKept(const Credential &given, const std::optional<Credential> &back)
{
    return back && back->secret == given.secret && back->isIdentityToken == given.isIdentityToken
        && (given.isIdentityToken || back->user == given.user);
}

/// Docker Hub's web login keeps two tokens beside the account; they are none.
bool isAccount(const QString &server)
{
    return !server.endsWith(u"/access-token") && !server.endsWith(u"/refresh-token");
}

/// The smaller counts; docker asks one place only, so the others beside it are unused.
int rank(const Account &account, const DockerConfig &config, bool isHelperOurs)
{
    const QString helper = config.helperFor(account.key);
    switch (account.place) {
    case Account::Place::ThisRunOnly: return 0;
    case Account::Place::Environment: return 1;
    case Account::Place::Helper: return account.helper == helper ? 2 : unused;
    case Account::Place::PlainText: return helper.isEmpty() ? 2 : unused;
    case Account::Place::Keychain: break;
    }
    return isHelperOurs ? 2 : 3;
}

void removePlainText(DockerConfig &config, const QString &key)
{
    const QList<ConfigEntry> entries = config.entries();
    for (const ConfigEntry &entry : entries) {
        if (entry.key == key && entry.isPlainText) [[maybe_unused]]
            const auto saved = config.removeSecret(entry.name);
    }
}

} // namespace

Accounts::Accounts(Places places, std::shared_ptr<AccountsShared> shared, std::stop_token stop)
    : m_places(std::move(places)), m_shared(std::move(shared)), m_stop(std::move(stop))
{}

AccountList Accounts::list()
{
    AccountList list;
    {
        const std::lock_guard lock(m_shared->mutex);
        for (const Credential &credential : std::as_const(m_shared->thisRun))
            list.accounts.append(accountOf(credential, Account::Place::ThisRunOnly));
    }
    const auto addEntries = [&list](const DockerConfig &config, Account::Place place) {
        const QList<ConfigEntry> entries = config.entries();
        for (const ConfigEntry &entry : entries) {
            const auto credential = config.credential(entry.key);
            const bool isToken = credential && credential->isIdentityToken;
            if (entry.isPlainText)
                list.accounts.append({entry.key, entry.user, isToken, place});
        }
    };
    if (const auto environment = DockerConfig::fromEnvironment())
        addEntries(*environment, Account::Place::Environment);
    else
        list.problems.append(environment.error());
    const Result<DockerConfig> loaded = DockerConfig::load(m_places.configPath);
    DockerConfig config;
    if (loaded)
        config = *loaded;
    else
        list.problems.append(loaded.error());
    addEntries(config, Account::Place::PlainText);
    list.accounts += listHelpers(config, list.problems);
    list.accounts += listKeychain(list.problems);

    const auto order = [&](const Account &account) {
        return std::pair(account.key, rank(account, config, isOurs(config.helperFor(account.key))));
    };
    std::ranges::stable_sort(list.accounts, {}, order);
    QString last;
    for (Account &account : list.accounts) {
        account.isUsed = account.key != last && order(account).second != unused;
        last = account.key;
    }
    return list;
}

QList<Account> Accounts::listHelpers(const DockerConfig &config, QList<Error> &problems)
{
    const QMap<QString, QString> byHost = config.credHelpers();
    QStringList names = byHost.values() << config.credsStore();
    names.removeDuplicates();
    QList<Account> accounts;
    for (const QString &name : std::as_const(names)) {
        if (name.isEmpty() || isOurs(name))
            continue;
        const auto listed = CredentialHelper(name, m_stop).list();
        if (!listed)
            problems.append(listed.error());
        for (const AccountName &account : listed.value_or(QList<AccountName>())) {
            const QString key = registryKey(account.server);
            if (isAccount(account.server) && config.helperFor(key) == name)
                accounts.append({key, nameOf(account.user), account.user == tokenUser, Account::Place::Helper, name});
        }
    }
    return accounts;
}

QList<Account> Accounts::listKeychain(QList<Error> &problems)
{
    const Result<Keychain *> chain = keychain();
    const auto listed = chain ? (*chain)->list() : std::unexpected(chain.error());
    if (!listed)
        problems.append(listed.error());
    QList<Account> accounts;
    for (const AccountName &account : listed.value_or(QList<AccountName>())) {
        if (isAccount(account.server))
            accounts.append({registryKey(account.server), nameOf(account.user), account.user == tokenUser,
                             Account::Place::Keychain});
    }
    return accounts;
}

Result<std::optional<Credential>> Accounts::find(const QString &key)
{
    if (auto credential = thisRun(key))
        return credential;
    if (const auto environment = DockerConfig::fromEnvironment()) { // docker goes on without a broken one as well
        if (auto credential = environment->credential(key))
            return credential;
    }
    const Result<DockerConfig> config = DockerConfig::load(m_places.configPath);
    const auto dockers = config ? findWhereDockerLooks(*config, key)
                                : Result<std::optional<Credential>>(std::unexpected(config.error()));
    if (dockers && *dockers)
        return dockers;
    auto ours = findInKeychain(key);
    if (!ours && ours.error().kind == Error::Kind::NoKeychain)
        ours = std::nullopt;
    return ours && !*ours && !dockers ? dockers : ours;
}

Result<std::optional<Credential>> Accounts::findWhereDockerLooks(const DockerConfig &config, const QString &key)
{
    const QString helper = config.helperFor(key);
    if (helper.isEmpty())
        return config.credential(key);
    if (isOurs(helper))
        return std::nullopt; // find() looks into the keychain anyway, and asks the person once
    return CredentialHelper(helper, m_stop).get(key);
}

/// Entries of other programs may have the server with scheme and path; the exact one counts first.
Result<std::optional<Credential>> Accounts::findInKeychain(const QString &key)
{
    const Result<Keychain *> chain = keychain();
    if (!chain)
        return std::unexpected(chain.error());
    const auto listed = (*chain)->list();
    if (!listed)
        return std::unexpected(listed.error());
    QStringList servers;
    for (const AccountName &account : *listed) {
        if (account.server == key)
            servers.prepend(key);
        else if (registryKey(account.server) == key && isAccount(account.server))
            servers.append(account.server);
    }
    for (const QString &server : std::as_const(servers)) {
        auto found = (*chain)->read(server);
        if (!found || !*found)
            return found;
        (*found)->server = key;
        return found;
    }
    return std::nullopt;
}

Result<StoredAccount> Accounts::store(const Credential &credential)
{
    const std::lock_guard lock(m_shared->writing);
    const QString &key = credential.server;
    if (key.isEmpty() || credential.secret.isEmpty())
        return failure(Error::Kind::InvalidInput, AccountsText::tr("An account needs a registry and a password."));
    const Result<DockerConfig> config = DockerConfig::load(m_places.configPath);
    const QString helper = config ? config->helperFor(key) : QString();
    if (!helper.isEmpty() && !isOurs(helper) && CredentialHelper(helper).isInstalled())
        return storeWithHelper(helper, credential);
    if (const Result<void> kept = keepInKeychain(credential); !kept)
        return std::unexpected(kept.error());
    forgetThisRun(key);
    StoredAccount stored{accountOf(credential, Account::Place::Keychain)};
    if (const Result<void> told = tellDocker(key); !told)
        stored.dockerProblem = told.error();
    return stored;
}

/// The person told docker to keep its accounts there, so that is where we keep them.
Result<StoredAccount> Accounts::storeWithHelper(const QString &helper, const Credential &credential)
{
    const CredentialHelper program(helper, m_stop);
    if (const Result<void> written = program.store(credential); !written)
        return std::unexpected(written.error());
    const auto back = program.get(credential.server);
    if (!back || !isKept(credential, *back))
        return failure(Error::Kind::Local,
                       AccountsText::tr("docker-credential-%1 did not keep the account.").arg(helper),
                       back ? QString() : back.error().detail);
    forgetThisRun(credential.server);
    StoredAccount stored{accountOf(credential, Account::Place::Helper)};
    stored.account.helper = helper;
    const Result<void> edited = edit([&credential](DockerConfig &config) -> Result<void> {
        removePlainText(config, credential.server);
        return {};
    });
    if (!edited)
        stored.dockerProblem = edited.error();
    return stored;
}

/// Written, and read back. What was there before comes back when it was not kept.
Result<void> Accounts::keepInKeychain(const Credential &credential)
{
    const Result<Keychain *> chain = keychain();
    if (!chain)
        return std::unexpected(chain.error());
    const auto before = (*chain)->read(credential.server);
    if (!before)
        return std::unexpected(before.error());
    if (Result<void> written = (*chain)->write(credential); !written)
        return written;
    const auto back = (*chain)->read(credential.server);
    if (back && isKept(credential, *back))
        return {};
    [[maybe_unused]] const auto restored = *before ? (*chain)->write(**before) : (*chain)->remove(credential.server);
    return back ? failure(Error::Kind::Local, AccountsText::tr("The keychain did not keep the account."))
                : std::unexpected(back.error());
}

/// Docker's command finds the keychain's account of a registry from now on, and no older one.
Result<void> Accounts::tellDocker(const QString &key)
{
    return edit([this, &key](DockerConfig &config) -> Result<void> {
        if (!doesDockerFindOurs(config.helperFor(key))) {
            if (!CredentialHelper(ourHelper).isInstalled())
                return failure(Error::Kind::NotSupported,
                               AccountsText::tr("docker-credential-strata is not installed, so the docker command does "
                                                "not find this account."));
            config.setHelper(key, ourHelper);
        }
        removePlainText(config, key);
        return {};
    });
}

/// Goes on where one place fails, and tells the first failure.
Result<void> Accounts::remove(const QString &key)
{
    const std::lock_guard lock(m_shared->writing);
    forgetThisRun(key);
    const Result<DockerConfig> config = DockerConfig::load(m_places.configPath);
    const Result<void> helpers = config ? removeFromHelpers(*config, key) : std::unexpected(config.error());
    Result<void> ours = removeFromKeychain(key);
    if (!ours && ours.error().kind == Error::Kind::NoKeychain)
        ours = {};
    const Result<void> edited = edit([&key](DockerConfig &now) -> Result<void> {
        const QList<ConfigEntry> entries = now.entries();
        for (const ConfigEntry &entry : entries) {
            if (entry.key == key)
                now.removeEntry(entry.name);
        }
        if (now.credHelpers().value(key) == ourHelper)
            now.setHelper(key, {});
        return {};
    });
    for (const Result<void> &result : {helpers, ours, edited}) {
        if (!result)
            return result;
    }
    const auto environment = DockerConfig::fromEnvironment();
    if (environment && environment->credential(key))
        return failure(
            Error::Kind::NotSupported,
            AccountsText::tr("The variable DOCKER_AUTH_CONFIG still holds an account at %1.").arg(registryName(key)));
    return {};
}

Result<void> Accounts::removeFromKeychain(const QString &key)
{
    const Result<Keychain *> chain = keychain();
    if (!chain)
        return std::unexpected(chain.error());
    const auto listed = (*chain)->list();
    if (!listed)
        return std::unexpected(listed.error());
    for (const AccountName &account : *listed) {
        if (registryKey(account.server) != key)
            continue;
        if (const Result<void> removed = (*chain)->remove(account.server); !removed)
            return removed;
    }
    return {};
}

Result<void> Accounts::removeFromHelpers(const DockerConfig &config, const QString &key)
{
    const QString own = config.credHelpers().value(key);
    QStringList names{own, config.credsStore()};
    names.removeDuplicates();
    for (const QString &name : std::as_const(names)) {
        const CredentialHelper helper(name, m_stop);
        // A store for all registries that is not there (Docker Desktop leaves its name behind) holds nothing.
        if (name.isEmpty() || isOurs(name) || (name != own && !helper.isInstalled()))
            continue;
        QStringList servers{key};
        const auto listed = helper.list();
        for (const AccountName &account : listed.value_or(QList<AccountName>())) {
            if (registryKey(account.server) == key && !servers.contains(account.server))
                servers.append(account.server);
        }
        for (const QString &server : std::as_const(servers)) {
            if (const Result<void> erased = helper.erase(server); !erased)
                return erased;
        }
    }
    return {};
}

Result<MovedAccount> Accounts::moveToKeychain(const QString &key)
{
    const std::lock_guard lock(m_shared->writing);
    const Result<DockerConfig> config = DockerConfig::load(m_places.configPath);
    if (!config)
        return std::unexpected(config.error());
    const auto credential = config->credential(key);
    if (!credential)
        return failure(Error::Kind::NotFound,
                       AccountsText::tr("Docker's configuration holds no password for %1.").arg(registryName(key)));
    if (!doesDockerFindOurs(config->helperFor(key)) && !CredentialHelper(ourHelper).isInstalled())
        return failure(
            Error::Kind::NotSupported,
            AccountsText::tr("docker-credential-strata is not installed: without it the docker command would "
                             "no longer find the account."));
    MovedAccount moved{key};
    const Result<Keychain *> chain = keychain();
    const auto before = chain ? (*chain)->read(key) : std::unexpected(chain.error());
    if (!before)
        return std::unexpected(before.error());
    moved.credential = *credential;
    moved.keychainBefore = *before;
    if (const Result<void> kept = keepInKeychain(*credential); !kept)
        return std::unexpected(kept.error());
    const Result<void> edited = edit([&](DockerConfig &now) -> Result<void> {
        if (now.credential(key) != credential)
            return failure(Error::Kind::Conflict, AccountsText::tr("The account was changed by another program."));
        moved.entries.clear();
        const QMap<QString, QString> helpers = now.credHelpers();
        moved.helperBefore = helpers.contains(key) ? std::optional(helpers.value(key)) : std::nullopt;
        const QList<ConfigEntry> entries = now.entries();
        for (const ConfigEntry &entry : entries) {
            if (entry.key == key && entry.isPlainText)
                moved.entries.append(*now.removeSecret(entry.name));
        }
        if (!doesDockerFindOurs(now.helperFor(key)))
            now.setHelper(key, ourHelper);
        return {};
    });
    if (edited)
        return moved;
    [[maybe_unused]] const auto restored = restoreKeychain(moved);
    return std::unexpected(edited.error());
}

Result<void> Accounts::undo(const MovedAccount &moved)
{
    const std::lock_guard lock(m_shared->writing);
    const Result<Keychain *> chain = keychain();
    const auto now = chain ? (*chain)->read(moved.key) : std::unexpected(chain.error());
    if (!now)
        return std::unexpected(now.error());
    if (!isKept(moved.credential, *now))
        return failure(Error::Kind::Conflict, AccountsText::tr("The account was changed by another program."));
    const Result<void> edited = edit([&moved](DockerConfig &config) -> Result<void> {
        for (const SavedEntry &entry : moved.entries) {
            if (const Result<void> restored = config.restore(entry); !restored)
                return restored;
        }
        config.setHelper(moved.key, moved.helperBefore.value_or(QString()));
        return {};
    });
    return edited ? restoreKeychain(moved) : edited;
}

Result<void> Accounts::restoreKeychain(const MovedAccount &moved)
{
    const Result<Keychain *> chain = keychain();
    if (!chain)
        return std::unexpected(chain.error());
    return moved.keychainBefore ? (*chain)->write(*moved.keychainBefore) : (*chain)->remove(moved.key);
}

/// Once more when another program wrote in between.
Result<void> Accounts::edit(const Edit &edit)
{
    Result<void> saved;
    for (int attempt = 0; attempt < 3; ++attempt) {
        Result<DockerConfig> config = DockerConfig::load(m_places.configPath);
        if (!config)
            return std::unexpected(config.error());
        if (const Result<void> edited = edit(*config); !edited)
            return edited;
        saved = config->save();
        if (saved || saved.error().kind != Error::Kind::Conflict)
            break;
    }
    return saved;
}

Result<Keychain *> Accounts::keychain()
{
    if (!m_keychain)
        m_keychain = m_places.openKeychain(m_stop);
    return *m_keychain ? Result<Keychain *>((**m_keychain).get()) : std::unexpected(m_keychain->error());
}

bool Accounts::isOurs(const QString &helper)
{
    if (helper.isEmpty() || helper == ourHelper)
        return !helper.isEmpty();
    const Result<Keychain *> chain = keychain();
    return chain && (*chain)->isSharedWith(helper);
}

bool Accounts::doesDockerFindOurs(const QString &helper)
{
    return isOurs(helper) && CredentialHelper(helper).isInstalled();
}

std::optional<Credential> Accounts::thisRun(const QString &key)
{
    const std::lock_guard lock(m_shared->mutex);
    const auto found = m_shared->thisRun.constFind(key);
    return found == m_shared->thisRun.constEnd() ? std::nullopt : std::optional(*found);
}

void Accounts::forgetThisRun(const QString &key)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->thisRun.remove(key);
}

} // namespace strata
