// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/dockerfilepage.h"
#include "app/layers/layersview.h"
#include "app/layers/treemapview.h"
#include "app/shell/mainwindow.h"
#include "app/tour/stops.h"
#include "widgets/emptystate.h"
#include "widgets/treetable.h"

#include <QAbstractButton>
#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDir>
#include <QItemSelectionModel>
#include <QTabWidget>
#include <QTemporaryFile>

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

bool hasImages(const MainWindow &window, int count)
{
    return window.findChild<TreeTable *>(u"imagesTable"_s)->model()->rowCount() >= count;
}

void close(QWidget *window)
{
    if (window)
        window->close();
}

TourStop contentStop(MainWindow *shown)
{
    const auto preview = [=]() -> QWidget * {
        const QWidget *layers = layersWindow(*shown);
        return layers ? layers->findChild<QDialog *>(u"filePreview"_s) : nullptr;
    };
    return {.name = u"layers-content"_s,
            .bringUp =
                [=] {
                    if (const QWidget *layers = layersWindow(*shown)) {
                        layers->findChild<QAbstractButton *>(u"layersLargest"_s)->click();
                        layers->findChild<QAction *>(u"layersPreview"_s)->trigger();
                    }
                },
            .isReady = [=] { return preview() && !preview()->findChild<EmptyState *>(u"previewState"_s)->isVisible(); },
            .shown = preview,
            .putAway = [=] { close(preview()); },
            .isPossible = [=] { return layersWindow(*shown); }};
}

/// What the samples' shop/api would be built from.
std::shared_ptr<QTemporaryFile> sampleDockerfile()
{
    auto file = std::make_shared<QTemporaryFile>(QDir::tempPath() + u"/Dockerfile.XXXXXX"_s);
    if (file->open())
        file->write("# The shop's programming interface\n"
                    "FROM runtime:2.5\n"
                    "WORKDIR /app\n\n"
                    "# changes seldom, so it comes first\n"
                    "COPY vendor/ /app/\n"
                    "COPY api api.conf \\\n"
                    "     /app/\n\n"
                    "ENV APP_ENV=production\n"
                    "EXPOSE 8080\n"
                    "LABEL org.opencontainers.image.version=2.1\n"
                    "USER www\n"
                    "ENTRYPOINT [\"/bin/sh\", \"-c\"]\n"
                    "CMD [\"nc -ll -p 8080 -e cat /app/api.conf\"]\n");
    file->close();
    return file;
}

/// In the window that the stops before it opened.
TourStop dockerfileStop(MainWindow *shown)
{
    const auto page = [=] {
        const QWidget *layers = layersWindow(*shown);
        return layers ? layers->findChild<DockerfilePage *>() : nullptr;
    };
    return {.name = u"layers-dockerfile"_s,
            .bringUp =
                [=, file = sampleDockerfile()] {
                    if (!page())
                        return;
                    layersWindow(*shown)->findChild<QTabWidget *>(u"layersTabs"_s)->setCurrentWidget(page());
                    page()->setFile(file->fileName());
                },
            .isReady = [=] { return page() && !page()->lines().isEmpty(); },
            .shown = [=] { return layersWindow(*shown); },
            .isPossible = [=] { return layersWindow(*shown); }};
}

TourStop comparisonStop(MainWindow *shown)
{
    const auto comparison = [=] { return shown->findChild<QWidget *>(u"comparisonWindow"_s); };
    return {.name = u"layers-comparison"_s,
            .bringUp =
                [=] {
                    auto *table = shown->findChild<TreeTable *>(u"imagesTable"_s);
                    const QModelIndexList api = table->model()->match(table->model()->index(0, 0), Qt::DisplayRole,
                                                                      u"shop/api"_s, 2, Qt::MatchExactly);
                    table->selectOnly(api.value(0, table->model()->index(0, 0)));
                    table->selectionModel()->select(api.value(1, table->model()->index(1, 0)),
                                                    QItemSelectionModel::Select | QItemSelectionModel::Rows);
                    QCoreApplication::processEvents();
                    shown->findChild<QAction *>(u"imagesCompare"_s)->trigger();
                },
            .isReady =
                [=] {
                    return comparison()
                        && comparison()->findChild<TreeTable *>(u"comparisonFiles"_s)->model()->rowCount() > 0;
                },
            .shown = comparison,
            .putAway = [=] { close(comparison()); },
            .isPossible = [=] { return hasImages(*shown, 2); }};
}

} // namespace

/// One window, with each of its tabs in front, and what opens from it.
QList<TourStop> layerStops(MainWindow &window)
{
    MainWindow *shown = &window;
    const auto isReady = [=] {
        const QWidget *layers = layersWindow(*shown);
        const auto *map = layers ? layers->findChild<TreemapView *>() : nullptr;
        return layers && layers->findChild<LayersView *>()->isSettled() && (!map->isVisible() || !map->tiles().empty())
            && layers->findChild<TreeTable *>(u"layersFiles"_s)->model()->rowCount() > 0;
    };
    QList<TourStop> stops;
    for (const auto &[tab, name] :
         {std::pair(0, u"layers-files"_s), std::pair(1, u"layers-map"_s), std::pair(2, u"layers-wasted"_s),
          std::pair(3, u"layers-duplicates"_s), std::pair(4, u"layers-facts"_s)}) {
        stops.append({.name = name,
                      .bringUp =
                          [=] {
                              if (!layersWindow(*shown))
                                  open(*shown, u"shop/api"_s);
                              if (const QWidget *layers = layersWindow(*shown))
                                  layers->findChild<QTabWidget *>(u"layersTabs"_s)->setCurrentIndex(tab);
                          },
                      .isReady = isReady,
                      .shown = [=] { return layersWindow(*shown); },
                      .isPossible = [=] { return hasImages(*shown, 1); }});
    }
    stops.append(dockerfileStop(shown));
    TourStop content = contentStop(shown);
    content.putAway = [putAway = content.putAway, shown] {
        putAway();
        close(layersWindow(*shown));
    };
    return stops << content << comparisonStop(shown);
}

} // namespace strata::tour
