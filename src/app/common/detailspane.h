// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QIcon>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QSettings;
class QStackedWidget;
class QTabWidget;

namespace strata {

class ElidedLabel;
class EmptyState;

/// The lower half of a page: a head line that names the selection, and tabs that tell about it. Or, instead of the tabs,
/// a message: nothing selected, several selected, could not be read.
class DetailsPane : public QWidget
{
    Q_OBJECT

public:
    DetailsPane(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);

    void setHead(const QIcon &icon, const QString &title, const QString &subtitle); ///< any text; shown on one line
    void showMessage(const QString &title, const QString &text);
    void showFailure(const Error &error); ///< with a button that emits retryRequested()
    void showTabs();
    bool areTabsShown() const;
    void focusTabs();

    QTabWidget *tabs() const { return m_tabs; }
    void addTab(QWidget *page, const QString &objectName, const QString &title, const QIcon &icon = {});
    QWidget *currentTab() const;

    virtual void saveState(QSettings &settings, const QString &group) const; ///< which tab is in front
    virtual void restoreState(const QSettings &settings, const QString &group);

Q_SIGNALS:
    void retryRequested();
    void tabChanged(); ///< another tab came to the front

private:
    QLabel *m_icon = nullptr;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_subtitle = nullptr;
    QWidget *m_head = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTabWidget *m_tabs = nullptr;
    EmptyState *m_message = nullptr;
    QAction *m_retry = nullptr;
};

} // namespace strata
