// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filterfield.h"

#include <QAction>
#include <QIcon>
#include <QKeyEvent>

namespace strata {

using namespace Qt::StringLiterals;

FilterField::FilterField(QWidget *parent) : QLineEdit(parent)
{
    setClearButtonEnabled(true);
    setPlaceholderText(tr("Filter…"));
    setAccessibleName(tr("Filter"));
    const QIcon icon = QIcon::fromTheme(u"edit-find"_s, QIcon::fromTheme(u"search"_s));
    if (!icon.isNull())
        addAction(icon, LeadingPosition);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            Q_EMIT leaveRequested();
        else
            clear();
        return;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT leaveRequested(); return;
    default: QLineEdit::keyPressEvent(event);
    }
}

bool FilterField::event(QEvent *event)
{
    // A window's Escape shortcut must not come before ours.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

} // namespace strata
