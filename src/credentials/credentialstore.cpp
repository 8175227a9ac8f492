// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/credentialstore.h"

#include <QCoreApplication>
#include <QDateTime>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int questionsAtOnce = 8;

} // namespace

CredentialStore::CredentialStore(QObject *parent)
    : CredentialStore({DockerConfig::defaultPath(), &Keychain::open}, parent)
{}

CredentialStore::CredentialStore(Accounts::Places places, QObject *parent)
    : QObject(parent), m_places(std::move(places)), m_shared(std::make_shared<AccountsShared>())
{
    m_pool.setMaxThreadCount(questionsAtOnce);
}

CredentialStore::~CredentialStore()
{
    m_stop.request_stop();
    m_pool.clear();
    m_pool.waitForDone();
}

void CredentialStore::list(QObject *context, Answer<AccountList> answer)
{
    run<AccountList>([](Accounts &accounts) { return accounts.list(); }, context, std::move(answer));
}

void CredentialStore::find(const QString &registry, QObject *context, Answer<Result<std::optional<Credential>>> answer)
{
    run<Result<std::optional<Credential>>>(
        [key = registryKey(registry)](Accounts &accounts) { return accounts.find(key); }, context, std::move(answer));
}

void CredentialStore::store(Credential credential, QObject *context, Answer<Result<StoredAccount>> answer)
{
    credential.server = registryKey(credential.server);
    run<Result<StoredAccount>>([credential](Accounts &accounts) { return accounts.store(credential); }, context,
                               std::move(answer));
}

void CredentialStore::storeForThisRun(Credential credential)
{
    credential.server = registryKey(credential.server);
    const std::lock_guard lock(m_shared->mutex);
    m_shared->thisRun.insert(credential.server, credential);
}

void CredentialStore::remove(const QString &registry, QObject *context, Answer<Result<void>> answer)
{
    run<Result<void>>([key = registryKey(registry)](Accounts &accounts) { return accounts.remove(key); }, context,
                      std::move(answer));
}

void CredentialStore::moveToKeychain(const QString &registry, QObject *context, Answer<Result<MovedAccount>> answer)
{
    run<Result<MovedAccount>>(
        [key = registryKey(registry)](Accounts &accounts) { return accounts.moveToKeychain(key); }, context,
        std::move(answer));
}

void CredentialStore::undo(const MovedAccount &moved, QObject *context, Answer<Result<void>> answer)
{
    run<Result<void>>([moved](Accounts &accounts) { return accounts.undo(moved); }, context, std::move(answer));
}

void CredentialStore::backUpConfig(QObject *context, Answer<Result<QString>> answer)
{
    const QString time = QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s);
    const QString copy = m_places.configPath + u".backup-"_s + time;
    run<Result<QString>>(
        [path = m_places.configPath, copy](Accounts &) -> Result<QString> {
            return DockerConfig::load(path)
                .and_then([&copy](const DockerConfig &config) { return config.saveCopyWithoutSecrets(copy); })
                .transform([&copy] { return QString(copy); });
        },
        context, std::move(answer));
}

} // namespace strata
