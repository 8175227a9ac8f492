// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QStyleOptionViewItem;

namespace strata {

/// For a delegate's initStyleOption(): keeps the icon of a selected row readable in a view without the focus. Some
/// desktops (Breeze) select there in a pale colour with dark text, but an icon is only told that it is selected.
void keepIconReadable(QStyleOptionViewItem *option);

} // namespace strata
