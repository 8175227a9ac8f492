// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/detailspane.h"
#include "app/layers/layersview.h"
#include "app/shell/mainwindow.h"
#include "app/shell/page.h"
#include "app/tour/stops.h"
#include "models/containermodel.h"
#include "models/livetreemodel.h"
#include "widgets/filterfield.h"
#include "widgets/treetable.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QHeaderView>
#include <QMenu>
#include <QTabWidget>

namespace strata::tour {

using namespace Qt::StringLiterals;

namespace {

/// Finds its way around a page by object names, as the tests do.
class Guide
{
public:
    Guide(MainWindow &window, Page &page) : m_window(&window), m_page(&page) {}

    QString name() const { return m_page->objectName(); }
    TreeTable *table() const { return m_page->findChild<TreeTable *>(name() + u"Table"_s); }
    DetailsPane *details() const { return m_page->findChild<DetailsPane *>(); }
    FilterField *filter() const { return m_page->findChild<FilterField *>(name() + u"Filter"_s); }
    QCheckBox *grouped() const { return m_page->findChild<QCheckBox *>(name() + u"Grouped"_s); }
    bool hasRows() const { return table()->model()->rowCount() > 0; }
    void show() const { m_window->showPage(m_page); }

    /// The sample that has most to tell where there is one, else the first row.
    void selectSample(const QString &sample) const
    {
        const QAbstractItemModel *model = table()->model();
        const QModelIndexList found = model->match(model->index(0, 0), Qt::DisplayRole, sample, 1,
                                                   Qt::MatchExactly | Qt::MatchRecursive);
        QModelIndex row = found.isEmpty() ? model->index(0, 0) : found.first();
        if (model->rowCount(row) > 0)
            row = model->index(0, 0, row);
        table()->selectOnly(row);
    }

    /// Where something runs, its statistics are enough for a small chart. True for a page without statistics.
    bool hasCharts() const
    {
        const QAbstractItemModel *model = table()->model();
        const QModelIndexList running = model->match(model->index(0, 0), ContainerModel::StateRole,
                                                     static_cast<int>(ContainerState::Running), -1,
                                                     Qt::MatchExactly | Qt::MatchRecursive);
        return name() != u"containers" || running.isEmpty() || std::ranges::any_of(running, [](const QModelIndex &row) {
                   return row.data(ContainerModel::CpuHistoryRole).value<QList<float>>().size() >= 3;
               });
    }

    QAction *action(const QString &actionName) const
    {
        QList<QAction *> actions = m_page->pageActions();
        for (const QAction *menu : m_page->pageActions()) {
            if (menu->menu())
                actions += menu->menu()->actions();
        }
        const auto found = std::ranges::find(actions, actionName, &QObject::objectName);
        return found == actions.end() ? nullptr : *found;
    }

    QDialog *openDialog() const
    {
        for (QDialog *dialog : m_page->findChildren<QDialog *>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }

private:
    MainWindow *m_window;
    Page *m_page;
};

TourStop dialogStop(const Guide &guide, const QString &name, const QString &actionName)
{
    return {.name = name,
            .bringUp = [=] { guide.action(actionName)->trigger(); },
            .isReady = [=] { return guide.openDialog() != nullptr; },
            .shown = [=] { return guide.openDialog(); },
            .putAway =
                [=] {
                    if (QDialog *dialog = guide.openDialog())
                        dialog->reject();
                },
            .isPossible = [=] { return guide.action(actionName) && guide.action(actionName)->isEnabled(); }};
}

QList<TourStop> listStops(const Guide &guide, const QString &sample)
{
    QList<TourStop> stops;
    stops.append(
        {.name = guide.name(), .bringUp = [=] { guide.show(); }, .isReady = [=] { return guide.hasCharts(); }});
    for (int tab = 0; tab < guide.details()->tabs()->count(); ++tab) {
        const QString title = guide.details()->tabs()->widget(tab)->objectName();
        stops.append({.name = guide.name() + u'-' + title,
                      .bringUp =
                          [=] {
                              guide.selectSample(sample);
                              guide.details()->tabs()->setCurrentIndex(tab);
                          },
                      .isReady =
                          [=] {
                              const auto *layers = qobject_cast<LayersView *>(guide.details()->tabs()->widget(tab));
                              return guide.details()->areTabsShown() && (!layers || layers->isSettled());
                          },
                      .putAway = [=] { guide.details()->tabs()->setCurrentIndex(0); },
                      .isPossible = [=] { return guide.hasRows(); }});
    }
    stops.append({.name = guide.name() + u"-grouping"_s,
                  .bringUp = [=] { guide.grouped()->toggle(); },
                  .putAway = [=] { guide.grouped()->toggle(); },
                  .isPossible = [=] { return guide.hasRows(); }});
    stops.append({.name = guide.name() + u"-several"_s,
                  .bringUp = [=] { guide.table()->selectAll(); },
                  .putAway = [=] { guide.selectSample(sample); },
                  .isPossible = [=] { return guide.hasRows(); }});
    stops.append({.name = guide.name() + u"-filter"_s,
                  .bringUp = [=] { guide.filter()->setText(u"shop"_s); },
                  .isPossible = [=] { return guide.hasRows(); }});
    stops.append({.name = guide.name() + u"-no-match"_s,
                  .bringUp = [=] { guide.filter()->setText(u"nothing is called like this"_s); },
                  .putAway = [=] { guide.filter()->clear(); },
                  .isPossible = [=] { return guide.hasRows(); }});
    return stops;
}

TourStop popupStop(const Guide &guide, const QString &name, std::function<void()> bringUp)
{
    return {.name = guide.name() + u'-' + name,
            .bringUp = std::move(bringUp),
            .isReady = [] { return QApplication::activePopupWidget() != nullptr; },
            .shown = [] { return QApplication::activePopupWidget(); },
            .putAway =
                [] {
                    if (QWidget *popup = QApplication::activePopupWidget())
                        popup->close();
                },
            .isPossible = [=] { return guide.hasRows(); }};
}

QList<TourStop> menuStops(const Guide &guide, const QString &sample)
{
    return {popupStop(guide, u"menu"_s,
                      [=] {
                          guide.selectSample(sample);
                          const QRect row = guide.table()->visualRect(guide.table()->currentIndex());
                          Q_EMIT guide.table()->customContextMenuRequested(row.center());
                      }),
            popupStop(guide, u"columns"_s, [=] {
                const QHeaderView *header = guide.table()->header();
                Q_EMIT guide.table()->header()->customContextMenuRequested(
                    {header->sectionViewportPosition(2) + 20, header->height() / 2});
            })};
}

} // namespace

QList<TourStop> pageStops(MainWindow &window)
{
    const QHash<QString, QString> samples{{u"images"_s, u"shop/web"_s}, {u"containers"_s, u"shop-web-1"_s}};
    const QHash<QString, QStringList> dialogs{
        {u"images"_s,
         {u"imagesPull"_s, u"imagesPush"_s, u"imagesTag"_s, u"imagesRemove"_s, u"imagesRemoveAll"_s,
          u"imagesPruneDangling"_s, u"imagesPruneUnused"_s}},
        {u"containers"_s,
         {u"containersRename"_s, u"containersKillOther"_s, u"containersRemove"_s, u"containersRemoveAll"_s,
          u"containersStopAll"_s, u"containersPrune"_s}},
        {u"accounts"_s, {u"accountsLogin"_s}}};
    QList<TourStop> stops;
    for (Page *page : window.pages()) {
        const Guide guide(window, *page);
        const QString sample = samples.value(guide.name());
        if (guide.details()) {
            stops += listStops(guide, sample);
            stops += menuStops(guide, sample);
        } else {
            stops.append({.name = guide.name(), .bringUp = [=] { guide.show(); }});
        }
        for (const QString &actionName : dialogs.value(guide.name()))
            stops.append(dialogStop(
                guide, guide.name() + u"-dialog-"_s + actionName.sliced(guide.name().size()).toLower(), actionName));
        stops += page->tourStops();
    }
    return stops;
}

} // namespace strata::tour
