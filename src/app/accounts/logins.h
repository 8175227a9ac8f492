// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/sessionhost.h"
#include "app/transfers/accountsource.h"
#include "core/result.h"

#include <QHash>
#include <QPointer>

namespace strata {

class CredentialStore;
class LoginDialog;

/// How a person logs in, and how the window gets at accounts: the store keeps them, the engine that is shown tries them
/// at their registries. Lives on the GUI thread.
class Logins : public QObject, public AccountSource
{
    Q_OBJECT

public:
    Logins(SessionHost &host, CredentialStore &store, QObject *parent = nullptr);

    CredentialStore &store() { return m_store; }

    void find(const QString &registry, QObject *context, std::function<void(const FoundCredential &)> answer) override;
    void user(const QString &registry, QObject *context, std::function<void(QString)> answer) override;
    /// One dialog for each registry: who asks while it is open gets its answer too.
    void ask(const QString &registry, const QString &why, QWidget *window, QObject *context, Answer answer) override;

    /// Whether the registry accepts the account that is kept for it. One answer while `context` lives.
    void check(const QString &registry, QObject *context, std::function<void(Result<void>)> answer);
    LoginDialog *makeLoginDialog(QWidget *parent); ///< to be opened; who logs in with it is kept

Q_SIGNALS:
    /// Somebody logged in at a registry; what there is to say about it, or empty.
    void changed(const QString &registry, const QString &remark);

private:
    struct Question
    {
        QPointer<LoginDialog> dialog;
        int waiting = 0; ///< who still lives of those that asked
    };

    LoginDialog *askOnce(const QString &registry, const QString &why, QWidget *window);
    void tryAccount(const Credential &account, QObject *context, std::function<void(Result<Credential>)> answer);
    void keep(const Credential &account, QObject *context, std::function<void(Result<void>)> answer);

    SessionHost &m_host;
    CredentialStore &m_store;
    QHash<QString, Question> m_questions;
};

} // namespace strata
