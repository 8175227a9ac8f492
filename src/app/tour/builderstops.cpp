// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/builderpage.h"
#include "app/builder/dockerfileview.h"
#include "app/shell/mainwindow.h"
#include "app/tour/stops.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QMenu>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>

#include <memory>

namespace strata::tour {

using namespace Qt::StringLiterals;

namespace {

void write(const QDir &folder, const QString &name, const QByteArray &bytes)
{
    QFile file(folder.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
}

/// A shop in Go with a stage for its pages, as it stands in somebody's folder.
std::shared_ptr<QTemporaryDir> sampleFolder()
{
    auto folder = std::make_shared<QTemporaryDir>(QDir::tempPath() + u"/shop-XXXXXX"_s);
    QDir(folder->path()).mkpath(u"web/assets"_s);
    const QDir dir(folder->path());
    write(dir, u"main.go"_s, QByteArray(2'400, '/'));
    write(dir, u"go.mod"_s, "module shop\n");
    write(dir, u"web/package.json"_s, "{}\n");
    write(dir, u"web/assets/logo.svg"_s, QByteArray(180'000, ' '));
    write(dir, u"web/assets/film.bin"_s, QByteArray(3'200'000, 'f'));
    write(dir, u".dockerignore"_s, "**/*.bin\n");
    write(dir, u"Dockerfile"_s,
          "# The shop and its pages\n"
          "ARG VERSION=1.22\n"
          "FROM toolchain:${VERSION} AS build\n"
          "WORKDIR /src\n"
          "COPY go.mod ./\n"
          "RUN go mod download\n"
          "COPY main.go ./\n"
          "RUN --mount=type=cache,target=/root/.cache \\\n"
          "    go build -o /shop\n"
          "\n"
          "FROM node AS pages\n"
          "WORKDIR /web\n"
          "COPY web/ ./\n"
          "RUN npm ci && npm run build\n"
          "\n"
          "FROM runtime:2.5\n"
          "COPY --from=build /shop /usr/bin/\n"
          "COPY --from=pages /web/dist /srv/pages\n"
          "RUN chown -R www /srv/pages\n"
          "ENV PAGES=/srv/pages\n"
          "EXPOSE 8080\n"
          "USER www\n"
          "CMD shop --listen 8080\n");
    return folder;
}

BuilderPage *builder(const MainWindow &window)
{
    return window.findChild<BuilderPage *>();
}

QDialog *openDialog(const MainWindow &window)
{
    for (QDialog *dialog : builder(window)->findChildren<QDialog *>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

TourStop dialogStop(MainWindow *shown, const QString &name, std::function<void()> bringUp)
{
    return {.name = u"builder-"_s + name,
            .bringUp = std::move(bringUp),
            .isReady = [=] { return openDialog(*shown) != nullptr; },
            .shown = [=] { return openDialog(*shown); },
            .putAway =
                [=] {
                    if (QDialog *dialog = openDialog(*shown))
                        dialog->reject();
                },
            .isPossible = [=] { return builder(*shown); }};
}

TourStop templatesStop(MainWindow *shown)
{
    const auto menu = [=] { return builder(*shown)->findChild<QToolButton *>(u"builderNewButton"_s)->menu(); };
    return {.name = u"builder-templates"_s,
            .bringUp = [=] { menu()->popup(shown->mapToGlobal(QPoint(40, 80))); },
            .shown = [=]() -> QWidget * { return menu(); },
            .putAway = [=] { menu()->close(); },
            .isPossible = [=] { return builder(*shown); }};
}

TourStop sectionStop(MainWindow *shown, const QString &name, int section)
{
    const auto sections = [=] { return builder(*shown)->findChild<QTabWidget *>(u"builderSections"_s); };
    return {.name = u"builder-"_s + name,
            .bringUp = [=] { sections()->setCurrentIndex(section); },
            .putAway = [=] { sections()->setCurrentIndex(0); },
            .isPossible = [=] { return builder(*shown); }};
}

} // namespace

QList<TourStop> builderStops(MainWindow &window)
{
    MainWindow *shown = &window;
    const auto folder = std::make_shared<std::shared_ptr<QTemporaryDir>>();
    const auto view = [=] { return builder(*shown)->currentView(); };
    QList<TourStop> stops{
        {.name = u"builder-dockerfile"_s,
         .bringUp =
             [=] {
                 *folder = sampleFolder();
                 shown->showPage(builder(*shown));
                 builder(*shown)->openFile((*folder)->filePath(u"Dockerfile"_s));
             },
         .isReady = [=] { return view() && view()->document().isUpToDate() && view()->forecaster().isUpToDate(); },
         .isPossible = [=] { return builder(*shown); }}};
    stops.append(dialogStop(shown, u"dialog-options"_s,
                            [=] { view()->findChild<QAbstractButton *>(u"builderOptions"_s)->click(); }));
    stops.append(templatesStop(shown));
    stops.append(dialogStop(shown, u"dialog-fromimage"_s,
                            [=] { builder(*shown)->findChild<QAction *>(u"builderFromImage"_s)->trigger(); }));
    stops.append(sectionStop(shown, u"builds"_s, 1));
    TourStop cache = sectionStop(shown, u"cache"_s, 2);
    cache.putAway = [=, away = cache.putAway] {
        away();
        builder(*shown)->findChild<QAction *>(u"builderClose"_s)->trigger();
        folder->reset();
    };
    stops.append(cache);
    return stops;
}

} // namespace strata::tour
