// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/foundfilesview.h"

#include "app/shell/controls.h"
#include "widgets/emptystate.h"
#include "widgets/tablestack.h"
#include "widgets/treetable.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

FoundFilesView::FoundFilesView(const QString &objectName, QAbstractItemModel *model, PathOf pathOf, QWidget *parent)
    : QWidget(parent), m_pathOf(std::move(pathOf)), m_table(new TreeTable), m_none(new EmptyState)
{
    m_table->setObjectName(objectName);
    m_table->setModel(model);
    m_table->setSortingEnabled(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setMinimumHeight(2 * fontMetrics().lineSpacing()); // fits the lower half of a small window
    m_none->setObjectName(objectName + u"None"_s);
    connect(m_table, &TreeTable::rowActivated, this, &FoundFilesView::fileChosen);
    QAction *go = makeAction(this, objectName + u"GoTo"_s, u"go-jump"_s, tr("Go to the file"), {});
    connect(go, &QAction::triggered, this, [this] {
        if (const QModelIndex index = m_table->currentIndex(); index.isValid())
            Q_EMIT fileChosen(index);
    });
    QAction *copy = makeAction(this, objectName + u"CopyPath"_s, u"edit-copy"_s, tr("Copy path"), {});
    connect(copy, &QAction::triggered, this, &FoundFilesView::copyPaths);
    m_table->addActions({go, copy});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(new TableStack(m_table, m_none));
}

void FoundFilesView::copyPaths() const
{
    QStringList paths;
    for (const QModelIndex &index : m_table->selectedRowIndexes())
        paths.append(m_pathOf(index));
    paths.removeDuplicates();
    if (!paths.isEmpty())
        QGuiApplication::clipboard()->setText(paths.join(u'\n'));
}

} // namespace strata
