// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/activity/activity.h"
#include "app/connection/enginesession.h"
#include "app/shell/page.h"
#include "scriptedaccounts.h"
#include "widgets/treetable.h"

#include <QAction>
#include <QDialog>
#include <QPointer>
#include <QTest>

#include <memory>

namespace strata::test {

/// One page in a window of its own, looking at an engine, and what a person does with it: by object names.
template<typename P>
class PageWindow
{
public:
    explicit PageWindow(const Endpoint &endpoint)
    {
        if constexpr (std::is_constructible_v<P, Activity &, AccountSource &>)
            page = std::make_unique<P>(activity, accounts);
        else
            page = std::make_unique<P>(activity);
        page->resize(1200, 700);
        session = std::make_unique<EngineSession>(EngineCandidate{.name = QStringLiteral("test"), .endpoint = endpoint},
                                                  endpoint);
        page->setSession(session.get());
        page->show();
    }
    ~PageWindow()
    {
        page->setSession(nullptr);
        session.reset();
    }
    Q_DISABLE_COPY_MOVE(PageWindow)

    template<typename T>
    T *find(const QString &name) const
    {
        return page->template findChild<T *>(name);
    }

    TreeTable &table() const { return *find<TreeTable>(page->objectName() + QStringLiteral("Table")); }

    /// The row whose `column` shows `text`; invalid when there is none.
    QModelIndex row(const QString &text, int column = 0) const { return rowBelow({}, text, column); }

    QString cell(const QString &name, int column, int nameColumn = 0) const
    {
        return row(name, nameColumn).siblingAtColumn(column).data().toString();
    }

    QStringList shown(int column = 0) const ///< top-level rows
    {
        QStringList texts;
        for (int i = 0; i < table().model()->rowCount(); ++i)
            texts.append(table().model()->index(i, column).data().toString());
        return texts;
    }

    /// Selects rows as clicks with Ctrl do, and lets the page notice.
    bool select(const QStringList &texts, int column = 0) const
    {
        table().clearSelection();
        for (const QString &text : texts) {
            const QModelIndex index = row(text, column);
            if (!index.isValid())
                return false;
            table().selectionModel()->setCurrentIndex(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
        QCoreApplication::processEvents();
        return true;
    }

    QAction *action(const QString &name) const { return page->template findChild<QAction *>(name); }

    /// What is open and can be seen, by object name.
    QDialog *dialog(const QString &name) const
    {
        for (QDialog *candidate : page->template findChildren<QDialog *>(name)) {
            if (candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }

    const Operation *lastOperation() const
    {
        return activity.operations().isEmpty() ? nullptr : activity.operations().last();
    }

    bool isIdle() const { return activity.runningCount() == 0; }

    QModelIndex rowBelow(const QModelIndex &parent, const QString &text, int column) const
    {
        const QAbstractItemModel *model = table().model();
        for (int i = 0; i < model->rowCount(parent); ++i) {
            const QModelIndex index = model->index(i, 0, parent);
            if (index.siblingAtColumn(column).data().toString() == text)
                return index;
            if (const QModelIndex below = rowBelow(index, text, column); below.isValid())
                return below;
        }
        return {};
    }

    Activity activity;
    ScriptedAccounts accounts;
    std::unique_ptr<EngineSession> session;
    std::unique_ptr<P> page;
};

/// A page that nobody remembers: settings of its own, empty ones.
void useFreshSettings();

/// All texts of a tree, one line each, cells separated by " | ", what is below indented.
QString treeText(const QAbstractItemView &view);

} // namespace strata::test
