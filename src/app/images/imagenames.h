// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace strata {

class Inventory;
struct ImageSummary;

/// Empty when the text can become an image's name, else what is wrong with it.
QString imageNameProblem(const QString &text);

/// The image that has this name, however it is typed; nullptr: none.
const ImageSummary *imageNamed(const QString &text, const Inventory &inventory);

/// What to say when a name is about to be given to another image than the one that has it. Empty: nobody loses it.
QString lossOfName(const QString &text, const Inventory &inventory);

} // namespace strata
