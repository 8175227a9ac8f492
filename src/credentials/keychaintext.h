// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace strata {

/// The words of all keychains, so that each is translated once.
struct KeychainText
{
    Q_DECLARE_TR_FUNCTIONS(Keychain)
};

} // namespace strata
