// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace strata {

/// The translation context of what the HTTP client says.
struct HttpText
{
    Q_DECLARE_TR_FUNCTIONS(Http)
};

} // namespace strata
