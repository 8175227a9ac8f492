// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/page.h"

#include <QFrame>
#include <QPointer>

#include <algorithm>
#include <vector>

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

    /// `actions` gives what can be triggered now, with menus of more; disabled and hidden ones are left out.
    Finder(QList<Page *> pages, Actions actions, QWidget *window);

    void popUp();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void search();
    QList<FinderEntry> actionEntries(const QString &typed) const;
    static void addAction(QAction *action, const QString &menu, const QString &typed, QList<FinderEntry> *entries);
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

constexpr qsizetype FinderLimit = 50; ///< things shown

/// The rows whose title contains what was typed, the best first, at most FinderLimit of them: for pages of very many
/// rows, which then make entries of these alone.
template<typename Row, typename TitleOf>
QList<const Row *> finderBest(const QList<const Row *> &rows, const QString &typed, TitleOf titleOf)
{
    std::vector<std::pair<int, qsizetype>> ranks;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QString title = titleOf(*rows[i]);
        if (title.contains(typed, Qt::CaseInsensitive))
            ranks.emplace_back(-finderScore(typed, title), i);
    }
    const auto shown = std::min<size_t>(FinderLimit, ranks.size());
    std::partial_sort(ranks.begin(), ranks.begin() + shown, ranks.end());
    QList<const Row *> best;
    for (size_t i = 0; i < shown; ++i)
        best.append(rows[ranks[i].second]);
    return best;
}

} // namespace strata
