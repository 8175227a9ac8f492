// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/accounts.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QHash>

namespace strata {

/// Accounts at registries for the eye: a row each, the one that counts for a registry first. Without secrets.
class AccountModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Registry, User, Place, Checked, ColumnCount };

    /// What a registry said of an account.
    struct Check
    {
        QDateTime at; ///< invalid: it has not answered yet
        std::optional<Error> refusal;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setAccounts(const QList<Account> &accounts); ///< resets only when something is different
    const QList<Account> &accounts() const { return m_accounts; }
    void setCheck(const QString &key, const Check &check); ///< of the account that counts
    void forgetCheck(const QString &key);
    bool isChecking(const QString &key) const;
    void timePassed(); ///< relative times are to be read again

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Account &account, int column) const;
    QString toolTip(const Account &account, int column) const;
    QVariant sign(const Account &account, int column) const;
    const Check *checkOf(const Account &account) const;
    void tellChecked();

    QList<Account> m_accounts;
    QHash<QString, Check> m_checks; ///< by key
};

/// Where an account is kept, in words: "Desktop keychain".
QString placeText(const Account &account);

} // namespace strata
