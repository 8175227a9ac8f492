// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace strata {

/// One picture of the tour: how to bring it up, how to know that it is complete, and how to put it away.
struct TourStop
{
    QString name;                          ///< file name without number and ending: "images-history"
    std::function<void()> bringUp = {};    ///< may be empty
    std::function<bool()> isReady = {};    ///< asked until true, at most some seconds; empty: at once
    std::function<QWidget *()> shown = {}; ///< the dialog or popup to picture; empty: the main window
    std::function<void()> putAway = {};    ///< may be empty
    std::function<bool()> isPossible = {}; ///< asked first: an engine without images has no details; empty: always
};

} // namespace strata
