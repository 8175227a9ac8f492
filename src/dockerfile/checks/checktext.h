// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace strata {

/// What findings and their fixes say, in the language of the program. In English BuildKit's rules say it in its words.
struct CheckText
{
    Q_DECLARE_TR_FUNCTIONS(CheckText)
};

} // namespace strata
