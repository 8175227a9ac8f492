// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace KSyntaxHighlighting {
class Repository;
} // namespace KSyntaxHighlighting

namespace strata {

/// The highlighting definitions and themes, loaded once and shared by all code views and editors: make one in the main
/// window (or let each make its own, at about 30 ms each).
using HighlightRepository = std::shared_ptr<KSyntaxHighlighting::Repository>;
HighlightRepository makeHighlightRepository();

} // namespace strata
