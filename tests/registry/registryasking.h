// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registry/registryclient.h"

#include <QTest>

#include <memory>
#include <optional>

namespace strata::test {

/// One question to a registry, and its answer once it came.
///
///     Asked<QString> digest;
///     client.digest(reference, {}, digest.context(), digest.answer());
///     QVERIFY(digest.isGood());
template<typename T>
class Asked
{
public:
    QObject *context() { return m_context.get(); }
    RegistryClient::Answer<T> answer()
    {
        return [this](Result<T> result) {
            ++m_count;
            m_result = std::move(result);
        };
    }

    /// Waits for the answer. Without one it is an error of the kind Timeout.
    Result<T> result()
    {
        (void)QTest::qWaitFor([this] { return m_count > 0; }, 20'000);
        return m_result.value_or(failure(Error::Kind::Timeout, QStringLiteral("no answer")));
    }
    Error error()
    {
        const Result<T> told = result();
        return told ? Error{.kind = Error::Kind::Cancelled, .message = {}, .detail = {}} : told.error();
    }
    int count() const { return m_count; }
    void dropContext() { m_context.reset(); }

private:
    std::unique_ptr<QObject> m_context = std::make_unique<QObject>();
    int m_count = 0;
    std::optional<Result<T>> m_result;
};

inline Result<RegistryTags> tagsOf(RegistryClient &client, const QString &name,
                                   const std::optional<Credential> &account = {})
{
    Asked<RegistryTags> asked;
    client.tags(*ImageReference::parse(name), account, asked.context(), asked.answer());
    return asked.result();
}

inline Result<RegistryManifest> manifestOf(RegistryClient &client, const QString &name,
                                           const std::optional<Credential> &account = {},
                                           RegistryClient::Sizes sizes = RegistryClient::Sizes::Ask)
{
    Asked<RegistryManifest> asked;
    client.manifest(*ImageReference::parse(name), account, sizes, asked.context(), asked.answer());
    return asked.result();
}

inline Result<QString> digestOf(RegistryClient &client, const QString &name,
                                const std::optional<Credential> &account = {})
{
    Asked<QString> asked;
    client.digest(*ImageReference::parse(name), account, asked.context(), asked.answer());
    return asked.result();
}

inline Credential accountAt(const QString &server, QByteArray secret, bool isIdentityToken = false)
{
    return {.server = registryKey(server),
            .user = isIdentityToken ? QString() : QStringLiteral("ann"),
            .secret = Secret::take(secret),
            .isIdentityToken = isIdentityToken};
}

template<typename T>
Error::Kind kindOf(const Result<T> &result)
{
    return result ? Error::Kind::Cancelled : result.error().kind;
}

} // namespace strata::test

Q_DECLARE_METATYPE(strata::Error::Kind)
