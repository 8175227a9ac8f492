// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/delegates.h"

namespace strata {

/// A cell that is a time axis, the same for all rows: a bar from the double 0…1 in `beginRole` to that in `endRole`, in
/// the StatusColor (int) of `colorRole`. A row with rows below has a thin line for all of them. Without the numbers there
/// is nothing.
class TimelineDelegate : public TableDelegate
{
    Q_OBJECT

public:
    TimelineDelegate(int beginRole, int endRole, int colorRole, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_beginRole;
    int m_endRole;
    int m_colorRole;
};

} // namespace strata
