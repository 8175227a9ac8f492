// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/page.h"

#include <QFrame>
#include <QPointer>

class QAction;
class QLineEdit;
class QListView;
class QStandardItemModel;

namespace strata {

/// Find anything: images, containers and actions by typing. A sheet at the window's top; arrows choose, Enter takes,
/// Escape closes.
class Finder : public QFrame
{
    Q_OBJECT

public:
    using Actions = std::function<QList<QAction *>()>;

    /// `actions` gives what can be triggered now; disabled and hidden ones are left out.
    Finder(QList<Page *> pages, Actions actions, QWidget *window);

    void popUp();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void search();
    QList<FinderEntry> actionEntries(const QString &typed) const;
    void take(const QModelIndex &index);
    void place();

    QList<Page *> m_pages;
    Actions m_actions;
    QLineEdit *m_field = nullptr;
    QListView *m_list = nullptr;
    QStandardItemModel *m_model = nullptr;
    QList<FinderEntry> m_entries;
    QPointer<QWidget> m_focusBefore; ///< gets the focus back
};

/// How well `text` fits what was typed: 0 not at all; more is better (whole, beginning, word, inside, letters in order).
int finderScore(const QString &typed, const QString &text);

} // namespace strata
