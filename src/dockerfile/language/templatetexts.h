// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace strata {

/// A DockerfileTemplate as it is kept: English and UTF-8.
struct TemplateText
{
    const char *id;
    const char *title;
    const char *description;
    const char *dockerfile;
    const char *ignored; ///< what .dockerignore has beside what is in all of them
};

std::span<const TemplateText> templateTexts();

} // namespace strata
