// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/tour/tourstop.h"

#include <QList>

namespace strata {

class Activity;
class MainWindow;
class SessionHost;

namespace tour {

/// What there is to see, in order. Nothing that a stop does changes anything on the engine, but for starting
/// containers that run already.
QList<TourStop> pageStops(MainWindow &window);     ///< lists, details, filters, menus and dialogs of each page
QList<TourStop> transferStops(MainWindow &window); ///< what a registry has, what is in an archive
QList<TourStop> layerStops(MainWindow &window);    ///< what the layers of an image hold
QList<TourStop> builderStops(MainWindow &window);  ///< a Dockerfile, how it is built, what was built
QList<TourStop> windowStops(MainWindow &window, SessionHost &host, Activity &activity);
QList<TourStop> problemStops(MainWindow &window, SessionHost &host); ///< the last ones: they leave the engine

/// Selects an image of this repository, or the first one, on the images' page.
void selectImage(const MainWindow &window, const QString &repository);

} // namespace tour
} // namespace strata
