// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagewindow.h"

#include <QSettings>
#include <QTemporaryDir>

namespace strata::test {

using namespace Qt::StringLiterals;

namespace {

void appendRows(const QAbstractItemModel &model, const QModelIndex &parent, int depth, QStringList *lines)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(parent); ++column)
            cells.append(model.index(row, column, parent).data().toString());
        while (!cells.isEmpty() && cells.last().isEmpty())
            cells.removeLast();
        lines->append(QString(depth * 2, u' ') + cells.join(u" | "_s));
        appendRows(model, model.index(row, 0, parent), depth + 1, lines);
    }
}

} // namespace

void useFreshSettings()
{
    static QTemporaryDir folder;
    QCoreApplication::setOrganizationName(u"strata-test"_s);
    QCoreApplication::setApplicationName(u"pages"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    QSettings().clear();
}

QString treeText(const QAbstractItemView &view)
{
    QStringList lines;
    appendRows(*view.model(), {}, 0, &lines);
    return lines.join(u'\n');
}

} // namespace strata::test
