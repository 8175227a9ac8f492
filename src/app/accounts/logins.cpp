// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/logins.h"

#include "app/accounts/logindialog.h"
#include "app/connection/enginesession.h"
#include "credentials/credentialstore.h"
#include "engine/api/registry.h"

namespace strata {

Logins::Logins(SessionHost &host, CredentialStore &store, QObject *parent)
    : QObject(parent), m_host(host), m_store(store)
{}

void Logins::find(const QString &registry, QObject *context, std::function<void(const FoundCredential &)> answer)
{
    m_store.find(registry, context, std::move(answer));
}

void Logins::user(const QString &registry, QObject *context, std::function<void(QString)> answer)
{
    m_store.list(context, [registry, answer = std::move(answer)](const AccountList &list) {
        const auto used = std::ranges::find_if(
            list.accounts, [&registry](const Account &account) { return account.isUsed && account.key == registry; });
        answer(used == list.accounts.end() ? QString() : used->user);
    });
}

void Logins::ask(const QString &registry, const QString &why, QWidget *window, QObject *context, Answer answer)
{
    LoginDialog *dialog = askOnce(registry, why, window);
    connect(context, &QObject::destroyed, dialog, [this, registry, dialog] {
        const auto question = m_questions.find(registry);
        if (question != m_questions.end() && question->dialog == dialog && --question->waiting == 0)
            dialog->reject();
    });
    connect(dialog, &QDialog::finished, context,
            [dialog, context = QPointer(context), answer = std::move(answer)](int result) {
                if (context) // not while it is being destroyed
                    answer(result == QDialog::Accepted ? std::optional(dialog->account()) : std::nullopt);
            });
}

LoginDialog *Logins::askOnce(const QString &registry, const QString &why, QWidget *window)
{
    Question &question = m_questions[registry];
    if (!question.dialog) {
        LoginDialog *dialog = makeLoginDialog(window);
        question = {.dialog = dialog};
        dialog->setOnlyRegistry(registry);
        dialog->setReason(why);
        connect(dialog, &QDialog::finished, this, [this, registry] { m_questions.remove(registry); });
        dialog->open();
    }
    ++question.waiting;
    return question.dialog;
}

void Logins::check(const QString &registry, QObject *context, std::function<void(Result<void>)> answer)
{
    m_store.find(registry, context,
                 [this, context, answer = std::move(answer)](const Result<std::optional<Credential>> &found) {
                     if (!found)
                         return answer(std::unexpected(found.error()));
                     if (!*found)
                         return answer(failure(Error::Kind::NotFound, tr("There is no account for this registry.")));
                     tryAccount(**found, context, [answer](const Result<Credential> &accepted) {
                         answer(accepted ? Result<void>() : std::unexpected(accepted.error()));
                     });
                 });
}

LoginDialog *Logins::makeLoginDialog(QWidget *parent)
{
    return new LoginDialog(
        [this](const Credential &account, QObject *context, std::function<void(Result<Credential>)> answer) {
            tryAccount(account, context, std::move(answer));
        },
        [this](const Credential &account, LoginDialog::Where where, QObject *context,
               std::function<void(Result<void>)> answer) {
            if (where == LoginDialog::Where::Keychain)
                return keep(account, context, std::move(answer));
            m_store.storeForThisRun(account);
            answer({});
            Q_EMIT changed(account.server, {});
        },
        parent);
}

void Logins::keep(const Credential &account, QObject *context, std::function<void(Result<void>)> answer)
{
    m_store.store(account, context,
                  [this, key = account.server, answer = std::move(answer)](const Result<StoredAccount> &stored) {
                      if (!stored)
                          return answer(std::unexpected(stored.error()));
                      answer({});
                      Q_EMIT changed(key, stored->dockerProblem ? stored->dockerProblem->message : QString());
                  });
}

void Logins::tryAccount(const Credential &account, QObject *context, std::function<void(Result<Credential>)> answer)
{
    EngineSession *session = m_host.session();
    if (!session)
        return answer(
            failure(Error::Kind::SocketMissing, tr("An engine is needed to try an account, and none is there.")));
    session->engine().registry().login(account, context,
                                       [account, answer = std::move(answer)](const Result<Registry::Login> &login) {
                                           if (!login)
                                               return answer(std::unexpected(login.error()));
                                           Credential kept = account;
                                           if (!login->identityToken.isEmpty()) {
                                               kept.secret = login->identityToken;
                                               kept.isIdentityToken = true;
                                           }
                                           answer(kept);
                                       });
}

} // namespace strata
