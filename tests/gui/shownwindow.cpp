// SPDX-License-Identifier: GPL-3.0-or-later
#include "shownwindow.h"

#include "support/slowness.h"

#include "pagewindow.h"
#include "widgets/treetable.h"

#include <QDialog>

namespace strata::test {

using namespace Qt::StringLiterals;

ShownWindow::ShownWindow()
{
    window.resize(1100, 700);
}

bool ShownWindow::open(const QString &address)
{
    window.show();
    host.openCurrent(address);
    return QTest::qWaitForWindowExposed(&window)
        && QTest::qWaitFor([this] { return isLive(); }, QDeadlineTimer(patience));
}

bool ShownWindow::isLive() const
{
    return host.session() && host.session()->inventory().link() == Inventory::Link::Live;
}

TreeTable &ShownWindow::table(const QString &page) const
{
    return *find<TreeTable>(page + u"Table"_s);
}

QStringList ShownWindow::rows(const QString &page) const
{
    const QAbstractItemModel *model = table(page).model();
    QStringList names;
    for (int row = 0; row < model->rowCount(); ++row)
        names.append(model->index(row, 0).data().toString());
    return names;
}

bool ShownWindow::select(const QString &page, const QStringList &names) const
{
    TreeTable &shown = table(page);
    shown.clearSelection();
    for (const QString &name : names) {
        const qsizetype row = rows(page).indexOf(name);
        if (row < 0)
            return false;
        shown.selectionModel()->setCurrentIndex(shown.model()->index(static_cast<int>(row), 0),
                                                QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    QCoreApplication::processEvents();
    return true;
}

QStringList ShownWindow::selected(const QString &page) const
{
    QStringList names;
    for (const QModelIndex &index : table(page).selectedRowIndexes())
        names.append(index.data().toString());
    return names;
}

QDialog *ShownWindow::dialog() const
{
    for (QDialog *dialog : window.findChildren<QDialog *>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

} // namespace strata::test
