// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/account.h"
#include "credentials/dockerconfig.h"
#include "credentials/keychain.h"

#include <QMap>
#include <QStringList>

#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>

namespace strata {

/// An account somewhere.
struct Account
{
    enum class Place {
        Keychain,
        Helper,      ///< `helper` keeps it, and docker asks that
        PlainText,   ///< in config.json: everybody who reads the file has the password
        ThisRunOnly, ///< in our memory
        Environment, ///< DOCKER_AUTH_CONFIG
    };

    QString key;  ///< registryKey()
    QString user; ///< empty for an identity token
    bool isIdentityToken = false;
    Place place = Place::Keychain;
    QString helper = {};
    bool isUsed = false; ///< the one find() gives for the registry

    friend bool operator==(const Account &, const Account &) = default;
};

/// Everything that was found, and the places that could not be looked into.
struct AccountList
{
    QList<Account> accounts; ///< by registry, the used one first
    QList<Error> problems;
};

/// An account that was stored, and why docker's own command will not find it, if so.
struct StoredAccount
{
    Account account;
    std::optional<Error> dockerProblem = {};
};

/// An account that was moved out of plain text, to take it back. It holds secrets.
struct MovedAccount
{
    QString key;
    Credential credential = {}; ///< what the keychain has now
    QList<SavedEntry> entries = {};
    std::optional<QString> helperBefore = {}; ///< of credHelpers
    std::optional<Credential> keychainBefore = {};
};

/// What all who ask share. Thread-safe by its mutexes.
struct AccountsShared
{
    std::mutex mutex;                  ///< for `thisRun`
    QMap<QString, Credential> thisRun; ///< by key
    std::mutex writing;                ///< held while places are changed
};

/// The rules: where accounts are, which one counts, where one is kept. CredentialStore asks it on worker threads; it
/// blocks, and is made for one question.
///
/// Which account counts for a registry: the one for this run; DOCKER_AUTH_CONFIG; where docker looks (credHelpers,
/// credsStore, auths); our keychain entries.
class Accounts
{
public:
    struct Places
    {
        QString configPath;
        std::function<Result<std::unique_ptr<Keychain>>(std::stop_token)> openKeychain;
    };

    Accounts(Places places, std::shared_ptr<AccountsShared> shared, std::stop_token stop);

    AccountList list();
    Result<std::optional<Credential>> find(const QString &key);
    Result<StoredAccount> store(const Credential &credential);
    Result<void> remove(const QString &key);
    Result<MovedAccount> moveToKeychain(const QString &key);
    Result<void> undo(const MovedAccount &moved);

private:
    using Edit = std::function<Result<void>(DockerConfig &)>;

    Result<Keychain *> keychain();
    bool isOurs(const QString &helper); ///< its entries are the keychain's
    bool doesDockerFindOurs(const QString &helper);
    std::optional<Credential> thisRun(const QString &key);
    void forgetThisRun(const QString &key);

    QList<Account> listHelpers(const DockerConfig &config, QList<Error> &problems);
    QList<Account> listKeychain(QList<Error> &problems);
    Result<std::optional<Credential>> findInKeychain(const QString &key);
    Result<std::optional<Credential>> findWhereDockerLooks(const DockerConfig &config, const QString &key);

    Result<void> keepInKeychain(const Credential &credential);
    Result<StoredAccount> storeWithHelper(const QString &helper, const Credential &credential);
    Result<void> tellDocker(const QString &key);
    Result<void> removeFromKeychain(const QString &key);
    Result<void> removeFromHelpers(const DockerConfig &config, const QString &key);
    Result<void> restoreKeychain(const MovedAccount &moved);
    Result<void> edit(const Edit &edit);

    Places m_places;
    std::shared_ptr<AccountsShared> m_shared;
    std::stop_token m_stop;
    std::optional<Result<std::unique_ptr<Keychain>>> m_keychain;
};

} // namespace strata
