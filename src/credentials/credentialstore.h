// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/accounts.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

namespace strata {

/// Accounts at registries, wherever they are kept: the one thing the window asks.
///
///     accounts.find(registry, this, [this](Result<std::optional<Credential>> credential) { … });
///
/// One answer on the caller's thread, which is the store's, never from inside the call. Once `context` is gone there is
/// none, and the question is stopped: a prompt is withdrawn, and what waits for it is not stored.
/// Questions run side by side on threads of the store's own, so that one that waits for the person (who may be asked
/// to unlock the keychain) holds up no other; changes take turns. Destroying the store stops them, and waits for the
/// moment this takes; prompts are withdrawn and helpers killed.
///
/// `registry` is any name of one: see registryKey(). Which account counts: see Accounts. Errors are those of
/// DockerConfig, CredentialHelper and Keychain: NoKeychain and KeychainLocked are where "for this run only" is offered.
/// A secret is never written to a plain file, except by undo(), which puts back what was there.
class CredentialStore : public QObject
{
    Q_OBJECT

public:
    template<typename T>
    using Answer = std::function<void(T)>;

    explicit CredentialStore(QObject *parent = nullptr); ///< the person's own config.json and keychain
    CredentialStore(Accounts::Places places, QObject *parent = nullptr);
    ~CredentialStore() override;

    /// Asks nobody to unlock anything.
    void list(QObject *context, Answer<AccountList> answer);
    /// Nothing: there is no account, ask anonymously.
    void find(const QString &registry, QObject *context, Answer<Result<std::optional<Credential>>> answer);

    /// In the keychain, or with the helper that docker's configuration names for the registry if that is installed;
    /// verified by reading back. Docker's command is told (credHelpers), and plain text of the registry goes.
    void store(Credential credential, QObject *context, Answer<Result<StoredAccount>> answer);
    /// In memory, before every other account of the registry; at once.
    void storeForThisRun(Credential credential);
    /// From everywhere: memory, keychain, docker's helpers, config.json. What fails does not keep the rest; the first
    /// failure is told. NotSupported when DOCKER_AUTH_CONFIG, which is not ours, still has one.
    void remove(const QString &registry, QObject *context, Answer<Result<void>> answer);

    /// Out of config.json: stored, read back, then config.json rewritten so that docker finds it through
    /// docker-credential-strata. NotFound (no plain text), NotSupported (that program is not installed). On failure
    /// nothing has changed. The account that comes back undoes it.
    void moveToKeychain(const QString &registry, QObject *context, Answer<Result<MovedAccount>> answer);
    /// Conflict when config.json or the keychain has another password by now; then nothing changes.
    void undo(const MovedAccount &moved, QObject *context, Answer<Result<void>> answer);
    /// A copy of config.json without secrets, beside it; the answer is its path.
    void backUpConfig(QObject *context, Answer<Result<QString>> answer);

private:
    template<typename T>
    void run(std::function<T(Accounts &)> question, QObject *context, Answer<T> answer)
    {
        auto stop = std::make_shared<std::stop_source>();
        const QMetaObject::Connection link = connect(context, &QObject::destroyed, this,
                                                     [stop] { stop->request_stop(); });
        m_pool.start([this, question = std::move(question), context = QPointer<QObject>(context),
                      answer = std::move(answer), places = m_places, shared = m_shared, stop, link,
                      whole = m_stop.get_token()]() mutable {
            const std::stop_callback withAll(whole, [&stop] { stop->request_stop(); });
            auto result = std::make_shared<T>([&] {
                Accounts accounts(std::move(places), std::move(shared), stop->get_token());
                return question(accounts);
            }());
            QMetaObject::invokeMethod(
                this,
                [result = std::move(result), context = std::move(context), answer = std::move(answer), link] {
                    disconnect(link);
                    if (context)
                        answer(std::move(*result));
                },
                Qt::QueuedConnection);
        });
    }

    Accounts::Places m_places;
    std::shared_ptr<AccountsShared> m_shared;
    std::stop_source m_stop;
    QThreadPool m_pool;
};

} // namespace strata
