// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/controls.h"

#include "app/shell/icons.h"

#include <QAction>
#include <QLabel>

namespace strata {

QAction *makeAction(QObject *parent, const QString &objectName, const QString &iconName, const QString &text,
                    const QString &toolTip)
{
    auto *action = new QAction(text, parent);
    action->setObjectName(objectName);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setToolTip(toolTip);
    action->setStatusTip(toolTip);
    return action;
}

QLabel *makePlainLabel(const QString &objectName)
{
    auto *label = new QLabel;
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace strata
