// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfers/registrylookup.h"

#include "registry/registryclient.h"

#include <QPointer>

namespace strata {

RegistryLookup::RegistryLookup(AccountSource &accounts) : m_accounts(accounts) {}

RegistryLookup::~RegistryLookup() = default;

RegistryClient &RegistryLookup::client()
{
    if (!m_client)
        m_client = std::make_unique<RegistryClient>();
    return *m_client;
}

void RegistryLookup::withAccount(const ImageReference &reference, QObject *context,
                                 std::function<void(const std::optional<Credential> &account)> go)
{
    m_accounts.find(registryKey(reference.domain()), context,
                    [go = std::move(go)](const FoundCredential &found) { go(found.value_or(std::nullopt)); });
}

void RegistryLookup::tags(const ImageReference &repository, QObject *context,
                          std::function<void(const Result<RegistryTags> &tags)> answer)
{
    withAccount(repository, context,
                [self = QPointer(this), repository, context,
                 answer = std::move(answer)](const std::optional<Credential> &account) {
                    if (self)
                        self->client().tags(repository, account, context, answer);
                });
}

/// Docker Hub counts every manifest as a pull, so there only what is looked at is asked for.
void RegistryLookup::manifest(const ImageReference &reference, QObject *context,
                              std::function<void(const Result<RegistryManifest> &manifest)> answer)
{
    const auto sizes = registryKey(reference.domain()) == registryKey(QStringLiteral("docker.io"))
        ? RegistryClient::Sizes::LeaveOut
        : RegistryClient::Sizes::Ask;
    withAccount(reference, context,
                [self = QPointer(this), reference, sizes, context,
                 answer = std::move(answer)](const std::optional<Credential> &account) {
                    if (self)
                        self->client().manifest(reference, account, sizes, context, answer);
                });
}

void RegistryLookup::digest(const ImageReference &reference, QObject *context,
                            std::function<void(const Result<QString> &digest)> answer)
{
    withAccount(reference, context,
                [self = QPointer(this), reference, context,
                 answer = std::move(answer)](const std::optional<Credential> &account) {
                    if (self)
                        self->client().digest(reference, account, context, answer);
                });
}

void RegistryLookup::logIn(const ImageReference &repository, const QString &why, QWidget *window, QObject *context,
                           std::function<void(bool hasLoggedIn)> answer)
{
    m_accounts.ask(
        registryKey(repository.domain()), why, window, context,
        [answer = std::move(answer)](const std::optional<Credential> &account) { answer(account.has_value()); });
}

} // namespace strata
