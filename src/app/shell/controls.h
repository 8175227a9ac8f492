// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAction;
class QLabel;
class QObject;

namespace strata {

/// An action for tool bars, menus and keys; `iconName` as for icon(), or empty. `parent` owns it.
QAction *makeAction(QObject *parent, const QString &objectName, const QString &iconName, const QString &text,
                    const QString &toolTip);

/// A label for text from anywhere: never rendered as HTML, and wrapped.
QLabel *makePlainLabel(const QString &objectName);

} // namespace strata
