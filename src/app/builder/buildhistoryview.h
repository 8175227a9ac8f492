// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/buildhistorymodel.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QSettings;
class QSplitter;
class QStackedWidget;

namespace strata {

class BuildView;
class FilterField;
class TreeTable;

/// The builds that are kept, and the one that is selected with its steps and its log.
class BuildHistoryView : public QWidget
{
    Q_OBJECT

public:
    /// `history` outlives this.
    explicit BuildHistoryView(BuildHistory &history, QWidget *parent = nullptr);

    void showBuild(const QString &id);       ///< selects it, also when it is only about to be kept
    void focusFilter();                      ///< Ctrl+F; in the log when that has the focus
    void refresh();                          ///< F5: other programs may keep builds too
    QList<QAction *> historyActions() const; ///< for menus

    void saveState(QSettings &settings, const QString &group) const;
    void restoreState(const QSettings &settings, const QString &group);

Q_SIGNALS:
    /// The text as it was built; `line` from 1 is where to go, 0: the beginning.
    void dockerfileRequested(const QString &path, const QString &text, int line);
    void compareRequested(const QString &olderId, const QString &newerId); ///< of records; both have made an image
    void imageRequested(const QString &imageId);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeTable();
    void setUpActions();
    void takeBuilds();
    void selectionChanged();
    void readSelected();
    QList<BuildSummary> selected() const; ///< the newest first
    std::optional<std::pair<QString, QString>> pairToCompare() const;
    void compare();
    void showMenu(QPoint position);
    void askRemove(const QList<BuildSummary> &builds, bool isAll);
    void updateStack();

    BuildHistory &m_history;
    BuildHistoryModel m_model;
    KeptBuild m_shown; ///< without an ID: none
    QString m_wanted;  ///< to be selected once it is there
    QTimer m_settle;   ///< keys held down in the table read nothing
    QLabel *m_problems = nullptr;
    FilterField *m_filter = nullptr;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_loading = nullptr;
    QWidget *m_empty = nullptr;
    QWidget *m_noMatch = nullptr;
    TreeTable *m_table = nullptr;
    BuildView *m_build = nullptr;
    QSplitter *m_splitter = nullptr;
    QAction *m_openDockerfile = nullptr;
    QAction *m_compare = nullptr;
    QAction *m_showImage = nullptr;
    QAction *m_copyCommand = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_removeAll = nullptr;
};

} // namespace strata
