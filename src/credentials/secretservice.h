// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/bus.h"
#include "credentials/keychain.h"
#include "credentials/secretsession.h"

#include <QMap>

namespace strata {

/// The Secret Service over D-Bus (specification 0.2), with the entries of docker-credential-secretservice: schema
/// io.docker.Credentials, attributes server, username, label and docker_cli, in the default collection
/// (docker-credential-helpers secretservice/secretservice.c). QtKeychain cannot give entries these attributes.
///
/// Secrets cross the bus encrypted (dh-ietf1024-sha256-aes128-cbc-pkcs7), or plainly where the service knows no other
/// way, as libsecret does; the bus belongs to the person alone.
class SecretService : public Keychain
{
public:
    static Result<std::unique_ptr<Keychain>> open(std::stop_token stop);

    Result<std::optional<Credential>> read(const QString &server) override;
    Result<void> write(const Credential &credential) override;
    Result<void> remove(const QString &server) override;
    Result<QList<AccountName>> list() override;
    bool isSharedWith(const QString &helper) const override { return helper == QLatin1StringView("secretservice"); }

private:
    using Attributes = QMap<QString, QString>;
    struct Items
    {
        QStringList unlocked;
        QStringList locked;
    };

    explicit SecretService(std::stop_token stop) : m_bus(std::move(stop)) {}

    Result<QVariantList> call(const QString &path, const QString &interface, const QString &method,
                              const QVariantList &arguments = {});
    Result<void> openSession();
    Result<void> openPlainSession();
    Result<Items> search(const Attributes &attributes);
    Result<QStringList> unlockedItems(const QString &server);
    Result<void> unlock(const QStringList &paths);
    Result<QVariant> prompt(const QString &path);
    Result<QString> defaultCollection();
    Result<QString> makeDefaultCollection();
    Result<QString> createItem(const QString &collection, const Credential &credential);
    Result<Attributes> attributes(const QString &item);
    Result<Secret> secret(const QString &item);
    Result<void> removeItem(const QString &item);

    Bus m_bus;
    SecretSession m_session;
    QString m_sessionPath;
};

} // namespace strata
