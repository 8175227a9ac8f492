// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/mainwindow.h"
#include "app/shell/page.h"
#include "app/tour/stops.h"
#include "models/imagemodel.h"
#include "widgets/treetable.h"

#include <QAction>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>

#include <memory>

namespace strata::tour {

using namespace Qt::StringLiterals;

namespace {

const QString sampleImage = u"shop/api"_s;

QWidget *imagesPage(MainWindow &window)
{
    return window.findChild<QWidget *>(u"images"_s);
}

/// The visible dialog of this name.
QDialog *dialog(MainWindow &window, const QString &name)
{
    for (QDialog *one : window.findChildren<QDialog *>(name)) {
        if (one->isVisible())
            return one;
    }
    return nullptr;
}

void closeDialog(MainWindow &window, const QString &name)
{
    if (QDialog *open = dialog(window, name))
        open->reject();
}

bool hasImages(MainWindow &window)
{
    return imagesPage(window)->findChild<TreeTable *>(u"imagesTable"_s)->model()->rowCount() > 0;
}

/// The name of an image that came from a registry of its own; empty when there is none.
QString registryImage(MainWindow &window)
{
    const QAbstractItemModel *model = imagesPage(window)->findChild<TreeTable *>(u"imagesTable"_s)->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const QString reference = model->index(row, 0).data(ImageModel::ReferenceRole).toString();
        if (reference.startsWith(u"127.0.0.1:") || reference.startsWith(u"localhost:"))
            return reference;
    }
    return {};
}

TourStop registryStop(MainWindow &window)
{
    MainWindow *shown = &window;
    return {.name = u"images-registry"_s,
            .bringUp =
                [=] {
                    shown->showPage(u"images"_s);
                    shown->findChild<QAction *>(u"imagesPull"_s)->trigger();
                    if (QDialog *pull = dialog(*shown, u"pullDialog"_s)) {
                        pull->findChild<QLineEdit *>(u"pullName"_s)->setText(registryImage(*shown));
                        pull->findChild<QPushButton *>(u"pullLook"_s)->click();
                    }
                },
            .isReady =
                [=] {
                    const QDialog *pull = dialog(*shown, u"pullDialog"_s);
                    return pull && pull->findChild<TreeTable *>(u"registryImages"_s)->model()->rowCount() > 0;
                },
            .shown = [=] { return dialog(*shown, u"pullDialog"_s); },
            .putAway = [=] { closeDialog(*shown, u"pullDialog"_s); },
            .isPossible = [=] { return !registryImage(*shown).isEmpty(); }};
}

void drop(QWidget &page, const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(page.rect().center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&page, &enter);
    QDropEvent event(page.rect().center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&page, &event);
}

void save(MainWindow &window, const QString &path)
{
    window.findChild<QAction *>(u"imagesSave"_s)->trigger();
    if (auto *dialogOfFiles = qobject_cast<QFileDialog *>(dialog(window, u"saveDialog"_s))) {
        dialogOfFiles->selectFile(path);
        QMetaObject::invokeMethod(dialogOfFiles, "accept");
    }
}

/// An image is saved, and its archive dropped.
TourStop loadStop(MainWindow &window)
{
    MainWindow *shown = &window;
    auto folder = std::make_shared<QTemporaryDir>();
    auto isSaved = std::make_shared<bool>(false);
    const QString path = folder->filePath(u"shop-api.tar"_s);
    const auto goOn = [=] {
        const bool mayBeSaved = shown->findChild<QAction *>(u"imagesSave"_s)->isEnabled();
        if (!*isSaved && mayBeSaved)
            save(*shown, path);
        else if (folder->isValid() && QFileInfo::exists(path) && !dialog(*shown, u"loadPreview"_s))
            drop(*imagesPage(*shown), path);
        *isSaved = *isSaved || mayBeSaved;
    };
    return {.name = u"images-load"_s,
            .bringUp =
                [=] {
                    shown->showPage(u"images"_s);
                    selectImage(*shown, sampleImage);
                },
            .isReady =
                [=] {
                    goOn();
                    const QDialog *load = dialog(*shown, u"loadPreview"_s);
                    return load && !load->findChild<QWidget *>(u"loadProgress"_s)->isVisible();
                },
            .shown = [=] { return dialog(*shown, u"loadPreview"_s); },
            .putAway = [=] { closeDialog(*shown, u"loadPreview"_s); },
            .isPossible = [=] { return hasImages(*shown); }};
}

} // namespace

void selectImage(const MainWindow &window, const QString &repository)
{
    auto *table = window.findChild<TreeTable *>(u"imagesTable"_s);
    const QModelIndexList found = table->model()->match(table->model()->index(0, 0), ImageModel::RepositoryRole,
                                                        repository);
    table->selectOnly(found.isEmpty() ? table->model()->index(0, 0) : found.first());
}

QList<TourStop> transferStops(MainWindow &window)
{
    return {registryStop(window), loadStop(window)};
}

} // namespace strata::tour
