// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/helpbutton.h"
#include "app/shell/page.h"

#include <QAbstractItemModel>
#include <QPointer>
#include <QTimer>

class QBoxLayout;
class QCheckBox;
class QSettings;
class QSplitter;
class QStackedWidget;
class QToolBar;

namespace strata {

class DetailsPane;
class EmptyState;
class FilterField;
class LiveTreeModelBase;
class PresentationProxy;
class StateStack;
class TreeTable;
class VisibleTimer;

/// A page that is a live list: a bar with actions and a filter, a table, and details of the selection below it.
/// Has what the pages have in common: the states, the filter that finds nothing, keys, what is remembered.
/// A subclass gives its models and its details, and says what its list means.
class TablePage : public Page
{
    Q_OBJECT

public:
    void setSession(EngineSession *session) final;
    void focusFilter() override;
    void saveState() override;
    void restoreState() override;

    EngineSession *session() const { return m_session; }

protected:
    static constexpr std::chrono::seconds AgeInterval{30}; ///< how often relative times are looked at again

    /// `name` is the page's object name and the first part of those of its controls: "images".
    TablePage(const QString &name, QWidget *parent);
    ~TablePage() override;

    /// To be called once from the subclass's constructor; the models must outlive the page's widgets.
    void setUp(LiveTreeModelBase &model, PresentationProxy &proxy, DetailsPane *details);
    QCheckBox *addOption(const QString &objectName, const QString &text, const QString &toolTip);

    TreeTable &table() const { return *m_table; }
    QToolBar &toolBar() const { return *m_toolBar; }
    FilterField &filter() const { return *m_filter; }
    DetailsPane &details() const { return *m_details; }
    StateStack &states() const { return *m_states; }
    VisibleTimer &clock() const { return *m_clock; }

    QModelIndexList selectedSourceRows() const; ///< in the source model; rows and groups
    void showSource(const QModelIndex &source); ///< shows the page, selects it and nothing else
    void selectionMayHaveChanged();             ///< calls selectionChanged() soon, once for many calls
    void updateState();                         ///< the list is complete, or empty, or not
    void openDetails();

    virtual void attach(EngineSession &session) = 0; ///< connect to the inventory and take its lists
    virtual void detach() = 0;                       ///< forget everything; the old session may be gone
    virtual bool hasList() const = 0;                ///< the first complete list is there
    virtual HelpTopic helpTopic() const = 0;
    virtual void describeEmpty(EmptyState &state) = 0; ///< what to do first
    virtual void selectionChanged() = 0;
    virtual void timePassed() = 0; ///< relative times are to be refreshed
    virtual QMenu *makeContextMenu() = 0;
    virtual void clearFilters();
    virtual void removeRequested() {}
    virtual void renameRequested() {}
    virtual void saveOptions(QSettings &) {}
    virtual void restoreOptions(const QSettings &) {}

    void changeEvent(QEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeTableStack();
    void setUpTable();
    void showMenu(QPoint position);
    void updateMatches();

    QPointer<EngineSession> m_session;
    LiveTreeModelBase *m_model = nullptr;
    PresentationProxy *m_proxy = nullptr;
    QToolBar *m_toolBar = nullptr;
    QBoxLayout *m_options = nullptr;
    FilterField *m_filter = nullptr;
    StateStack *m_states = nullptr;
    QSplitter *m_splitter = nullptr;
    QStackedWidget *m_tableStack = nullptr;
    TreeTable *m_table = nullptr;
    EmptyState *m_noMatch = nullptr;
    DetailsPane *m_details = nullptr;
    VisibleTimer *m_clock = nullptr;
    QTimer m_selectionTimer;
};

} // namespace strata
