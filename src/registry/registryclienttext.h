// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace strata {

/// The translation context of what the registry client says.
struct RegistryClientText
{
    Q_DECLARE_TR_FUNCTIONS(RegistryClient)
};

} // namespace strata
