// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accounts/accountmodel.h"
#include "app/shell/page.h"

class QFrame;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace strata {

class EmptyState;
class Logins;
class TreeTable;
class VisibleTimer;

/// The accounts at registries: who, where the secret is kept, and whether the registry accepts it. Passwords in plain
/// text are shown as a warning, and moved to the keychain with one click, which can be undone.
class AccountsPage : public Page
{
    Q_OBJECT

public:
    explicit AccountsPage(Logins &logins, QWidget *parent = nullptr);
    ~AccountsPage() override;

    QString title() const override { return tr("Accounts"); }
    QString iconName() const override { return QStringLiteral("strata-accounts"); }
    QString countText() const override;
    void setSession(EngineSession *session) override;
    QList<QAction *> pageActions() const override { return {m_login, m_check, m_move, m_logout}; }
    void refresh() override;
    void saveState() override;
    void restoreState() override;

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeActions();
    QWidget *makeBar();
    QWidget *makeNotice();
    QWidget *makeTable();
    void take(const AccountList &list);
    const Account *selected() const;
    void selectionChanged();
    void logIn();
    void loggedIn(const QString &registry, const QString &remark);
    void forgetMove();
    void checkSelected();
    void forgetCheck(const QString &key);
    void askMove(const Account &account);
    void move(const QString &key, bool withCopy);
    void undoMove();
    void askLogOut(const Account &account);
    void logOut(const QString &key);
    void notice(const QString &text, QAction *action = nullptr);
    void noticePlainText();

    Logins &m_logins;
    AccountModel m_model;
    std::optional<MovedAccount> m_moved; ///< may be undone
    bool m_hasEngine = false;
    int m_listQuestion = 0;       ///< only the last one's answer counts
    QHash<QString, int> m_checks; ///< which question of a registry is under way
    int m_checkQuestion = 0;
    QAction *m_login = nullptr;
    QAction *m_logout = nullptr;
    QAction *m_move = nullptr;
    QAction *m_movePlain = nullptr; ///< the first account in plain text, whatever is selected
    QAction *m_check = nullptr;
    QAction *m_undo = nullptr;
    QFrame *m_notice = nullptr;
    QLabel *m_noticeText = nullptr;
    QToolButton *m_noticeButton = nullptr;
    QStackedWidget *m_stack = nullptr;
    TreeTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QLabel *m_problems = nullptr;
    VisibleTimer *m_clock = nullptr;
};

} // namespace strata
