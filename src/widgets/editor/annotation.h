// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace strata {

/// A sign in the gutter. Each has a shape and a colour of its own.
enum class LineMark {
    None,
    Good,    ///< a tick
    Changed, ///< a ring that is open: will be done anew
    Busy,    ///< three dots
    Bad,     ///< a cross
    Unknown, ///< a question mark
};

/// Words behind a line's text, such as "← 4.1 kB, cached", and a sign in the gutter. Either may be missing.
struct LineAnnotation
{
    int line = 0;      ///< counted from 0
    QString text = {}; ///< shown as one plain line, elided to the room that there is
    LineMark mark = LineMark::None;
};

} // namespace strata
