// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layersview.h"
#include "app/shell/mainwindow.h"
#include "app/tour/stops.h"
#include "widgets/treetable.h"

#include <QAction>
#include <QCoreApplication>
#include <QTabWidget>

namespace strata::tour {

using namespace Qt::StringLiterals;

namespace {

QWidget *layersWindow(const MainWindow &window)
{
    return window.findChild<QWidget *>(u"layersWindow"_s);
}

void open(MainWindow &window, const QString &repository)
{
    window.showPage(u"images"_s);
    selectImage(window, repository);
    QCoreApplication::processEvents();
    window.findChild<QAction *>(u"imagesInspectLayers"_s)->trigger();
}

} // namespace

/// One window, with each of its tabs in front.
QList<TourStop> layerStops(MainWindow &window)
{
    MainWindow *shown = &window;
    const auto isReady = [=] {
        const QWidget *layers = layersWindow(*shown);
        return layers && layers->findChild<LayersView *>()->isSettled()
            && layers->findChild<TreeTable *>(u"layersFiles"_s)->model()->rowCount() > 0;
    };
    QList<TourStop> stops;
    for (const auto &[tab, name] :
         {std::pair(0, u"layers-files"_s), std::pair(1, u"layers-wasted"_s), std::pair(3, u"layers-facts"_s)}) {
        stops.append(
            {.name = name,
             .bringUp =
                 [=] {
                     if (!layersWindow(*shown))
                         open(*shown, u"shop/api"_s);
                     if (const QWidget *layers = layersWindow(*shown))
                         layers->findChild<QTabWidget *>(u"layersTabs"_s)->setCurrentIndex(tab);
                 },
             .isReady = isReady,
             .shown = [=] { return layersWindow(*shown); },
             .isPossible = [=] { return shown->findChild<TreeTable *>(u"imagesTable"_s)->model()->rowCount() > 0; }});
    }
    stops.last().putAway = [=] {
        if (QWidget *layers = layersWindow(*shown))
            layers->close();
    };
    return stops;
}

} // namespace strata::tour
