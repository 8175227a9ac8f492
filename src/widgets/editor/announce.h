// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QWidget>

namespace strata {

/// For people who listen to the screen: something that came without the focus.
inline void announce(QWidget *widget, const QString &text)
{
    QAccessibleAnnouncementEvent event(widget, text);
    QAccessible::updateAccessibility(&event);
}

} // namespace strata
