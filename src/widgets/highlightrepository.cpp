// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/highlightrepository.h"

#include <KSyntaxHighlighting/Repository>

namespace strata {

HighlightRepository makeHighlightRepository()
{
    return std::make_shared<KSyntaxHighlighting::Repository>();
}

} // namespace strata
