// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/activity/activity.h"
#include "app/connection/sessionhost.h"
#include "app/shell/mainwindow.h"
#include "privateaccounts.h"

#include <QAction>
#include <QLabel>
#include <QTest>

class QDialog;

namespace strata {
class TreeTable;
}

namespace strata::test {

/// The whole window as a person has it before them, driven by object names.
class ShownWindow
{
public:
    ShownWindow();

    bool open(const QString &address); ///< shows it and waits until the engine at this address is live
    bool isLive() const;

    template<typename T>
    T *find(const QString &name) const
    {
        return window.findChild<T *>(name);
    }
    /// A page's own part that other pages have under the same name.
    template<typename T>
    T *findOn(const QString &page, const QString &name) const
    {
        return window.findChild<QWidget *>(page)->findChild<T *>(name);
    }

    QString statusText() const { return find<QLabel>(QStringLiteral("statusText"))->text(); }
    TreeTable &table(const QString &page) const;
    QStringList rows(const QString &page) const;                      ///< the names, in the order shown
    bool select(const QString &page, const QStringList &names) const; ///< lets the page notice
    QStringList selected(const QString &page) const;
    QAction *action(const QString &name) const { return find<QAction>(name); }
    QDialog *dialog() const; ///< the one that is open

    Activity activity;
    SessionHost host;
    PrivateAccounts accounts{host};
    MainWindow window{host, activity, accounts.logins};
};

} // namespace strata::test
