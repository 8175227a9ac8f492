// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"
#include "core/result.h"

#include <QDialog>

#include <functional>
#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QLayout;
class QPushButton;
class QToolButton;

namespace strata {

/// Logs in to a registry: registry, user, and a token or password, typed, pasted or from a file. The account is tried
/// before anything is kept; what is wrong stands in the dialog, which stays open. When it cannot be kept in the keychain
/// the person may use it for this run only. Show it with open(); it deletes itself when closed.
class LoginDialog : public QDialog
{
    Q_OBJECT

public:
    /// Tries an account; gives it back as it is to be kept, with an identity token in place of the password if the
    /// registry gave one. One answer while `context` lives.
    using Try =
        std::function<void(const Credential &account, QObject *context, std::function<void(Result<Credential>)>)>;
    enum class Where { Keychain, ThisRun };
    using Keep = std::function<void(const Credential &account, Where where, QObject *context,
                                    std::function<void(Result<void>)>)>;

    LoginDialog(Try tryAccount, Keep keep, QWidget *parent);

    void setRegistry(const QString &key);     ///< Docker Hub unless told
    void setOnlyRegistry(const QString &key); ///< cannot be changed
    void setKnownRegistries(const QStringList &keys);
    void setReason(const QString &why);                     ///< why an account is wanted; plain text
    const Credential &account() const { return m_account; } ///< once accepted

    void done(int result) override; ///< what is under way ends

    static QString tokenPage(const QString &key); ///< where a registry's tokens are made; empty: unknown

private:
    void setUpControls();
    QLayout *makeSecretRow();
    QString registry() const;
    void review();
    void readFile(const QString &path);
    void begin();
    void tried(const Result<Credential> &account);
    void keepIt(Where where);
    void setBusy(bool busy);
    void wipeSecret();
    void tell(const QString &text);

    Try m_try;
    Keep m_keep;
    Credential m_account;
    std::unique_ptr<QObject> m_question; ///< context of what is under way
    bool m_isBusy = false;
    QLabel *m_reason = nullptr;
    QComboBox *m_registry = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_secret = nullptr;
    QToolButton *m_paste = nullptr;
    QToolButton *m_file = nullptr;
    QPushButton *m_tokenPage = nullptr;
    QLabel *m_note = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_thisRun = nullptr;
};

} // namespace strata
