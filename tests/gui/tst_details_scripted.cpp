// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerspage.h"
#include "app/images/imagespage.h"
#include "models/historymodel.h"
#include "pagewindow.h"
#include "smallengine.h"
#include "support/testprogram.h"
#include "widgets/codeview.h"
#include "widgets/emptystate.h"
#include "widgets/keyvalueview.h"

#include <QTabWidget>
#include <QTreeWidget>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

QJsonObject containerDetails(const QString &memory, const QStringList &networks = {u"bridge"_s})
{
    QJsonObject joined;
    for (const QString &network : networks)
        joined.insert(network, QJsonObject());
    return {{u"Name"_s, u"/web"_s},
            {u"State"_s, QJsonObject{{u"Status"_s, u"running"_s}, {u"Running"_s, true}}},
            {u"Config"_s, QJsonObject{{u"Env"_s, QJsonArray{QString(u"MEMORY="_s + memory)}}}},
            {u"NetworkSettings"_s, QJsonObject{{u"Networks"_s, joined}}},
            {u"HostConfig"_s, QJsonObject()}};
}

QJsonObject imageDetails(const QStringList &tags)
{
    return {{u"RepoTags"_s, QJsonArray::fromStringList(tags)}, {u"Os"_s, u"linux"_s}, {u"Config"_s, QJsonObject()}};
}

QJsonArray history(const QStringList &tags)
{
    QJsonArray lines;
    for (int i = 0; i < 4; ++i)
        lines.append(QJsonObject{{u"Id"_s, i == 0 ? imageId('a') : u"<missing>"_s},
                                 {u"Created"_s, 1'700'000'000 - i},
                                 {u"CreatedBy"_s, u"RUN step %1"_s.arg(i)},
                                 {u"Size"_s, i * 1000},
                                 {u"Tags"_s, i == 0 ? QJsonValue(QJsonArray::fromStringList(tags)) : QJsonValue()}});
    return lines;
}

constexpr int unasked = 300; // ms in which a question would have been asked

} // namespace

/// What the details panes ask for, and when.
class DetailsScriptedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useFreshSettings(); }

    void othersChangesAskNothing();
    void eventsThatNoListShowsAreFollowed();
    void aFailureGoesWithTheOutage();
    void newNamesReachConfigInspectAndHistory();
    void usersAreFoundHoweverTheIdIsWritten();
};

void DetailsScriptedTest::othersChangesAskNothing()
{
    SmallEngine engine({containerRow(1, u"web"_s), containerRow(2, u"db"_s)}, {});
    engine.setContainerDetails(1, containerDetails(u"64M"_s));
    PageWindow<ContainersPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.select({u"web"_s}));
    QTRY_VERIFY(window.find<KeyValueView>(u"containerOverview"_s)->sectionsAsText().contains(u"MEMORY: 64M"));
    QCOMPARE(engine.inspections(1), 1);
    engine.setContainers({containerRow(1, u"web"_s), containerRow(2, u"db"_s, u"exited"_s)});
    engine.tell(u"container"_s, u"die"_s, containerId(2));
    QTRY_VERIFY(window.cell(u"db"_s, ContainerModel::State).startsWith(u"Exited"));
    QVERIFY(!QTest::qWaitFor([&] { return engine.inspections(1) > 1; }, unasked));
    engine.setContainers({containerRow(1, u"web"_s, u"exited"_s), containerRow(2, u"db"_s, u"exited"_s)});
    engine.tell(u"container"_s, u"die"_s, containerId(1));
    QTRY_VERIFY(engine.inspections(1) > 1);
}

void DetailsScriptedTest::eventsThatNoListShowsAreFollowed()
{
    SmallEngine engine({containerRow(1, u"web"_s)}, {});
    engine.setContainerDetails(1, containerDetails(u"64M"_s));
    PageWindow<ContainersPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.select({u"web"_s}));
    auto *overview = window.find<KeyValueView>(u"containerOverview"_s);
    QTRY_VERIFY(overview->sectionsAsText().contains(u"MEMORY: 64M"));
    engine.setContainerDetails(1, containerDetails(u"128M"_s));
    engine.tell(u"container"_s, u"update"_s, containerId(1));
    QTRY_VERIFY(overview->sectionsAsText().contains(u"MEMORY: 128M"));
    engine.setContainerDetails(1, containerDetails(u"128M"_s, {u"bridge"_s, u"backend"_s}));
    engine.tell(u"network"_s, u"connect"_s, u"n1"_s, {{u"container"_s, containerId(1)}, {u"name"_s, u"backend"_s}});
    QTRY_VERIFY(overview->sectionsAsText().contains(u"backend"));

    const int asked = engine.inspections(1);
    engine.tell(u"container"_s, u"exec_create: sh"_s, containerId(1));
    engine.tell(u"network"_s, u"connect"_s, u"n1"_s, {{u"container"_s, containerId(2)}});
    QVERIFY(!QTest::qWaitFor([&] { return engine.inspections(1) > asked; }, unasked));
}

void DetailsScriptedTest::aFailureGoesWithTheOutage()
{
    SmallEngine engine({containerRow(1, u"web"_s)}, {imageRow({u"shop:1"_s})});
    PageWindow<ContainersPage> containers(engine.server.endpoint());
    PageWindow<ImagesPage> images(engine.server.endpoint());
    QTRY_VERIFY(containers.select({u"web"_s}) && images.select({u"shop"_s}));
    auto *containerMessage = containers.find<EmptyState>(u"containerDetailsMessage"_s);
    auto *imageMessage = images.find<EmptyState>(u"imageDetailsMessage"_s);
    QTRY_VERIFY(containerMessage->isVisible() && imageMessage->isVisible());
    engine.server.stop();
    QTRY_VERIFY(containers.session->inventory().link() == Inventory::Link::Lost
                && images.session->inventory().link() == Inventory::Link::Lost);
    engine.setContainerDetails(1, containerDetails(u"64M"_s));
    engine.setImageDetails('a', imageDetails({u"shop:1"_s}), history({u"shop:1"_s}));
    engine.server.start();
    QTRY_VERIFY(containers.find<KeyValueView>(u"containerOverview"_s)->sectionsAsText().contains(u"MEMORY: 64M"));
    QTRY_VERIFY(images.find<KeyValueView>(u"imageConfig"_s)->sectionsAsText().contains(u"Tags: shop:1"));
    QVERIFY(!containerMessage->isVisible() && !imageMessage->isVisible());
}

void DetailsScriptedTest::newNamesReachConfigInspectAndHistory()
{
    SmallEngine engine({}, {imageRow({u"shop:1"_s})});
    engine.setImageDetails('a', imageDetails({u"shop:1"_s}), history({u"shop:1"_s}));
    PageWindow<ImagesPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.select({u"shop"_s}));
    auto *config = window.find<KeyValueView>(u"imageConfig"_s);
    auto *table = window.find<TreeTable>(u"historyTable"_s);
    QTRY_VERIFY(config->sectionsAsText().contains(u"Tags: shop:1"));
    QTRY_COMPARE(table->model()->rowCount(), 4);
    table->selectOnly(table->model()->index(2, 0));

    engine.setImageDetails('a', imageDetails({u"shop:1"_s, u"store:9"_s}), history({u"shop:1"_s, u"store:9"_s}));
    engine.setImages({imageRow({u"shop:1"_s, u"store:9"_s})});
    engine.tell(u"image"_s, u"tag"_s, imageId('a'));
    QTRY_VERIFY(config->sectionsAsText().contains(u"store:9"));
    QTRY_VERIFY(window.find<JsonView>(u"imageInspect"_s)->text().contains(u"store:9"));
    QTRY_COMPARE(table->model()->index(0, 0).data(HistoryModel::TagsRole).toStringList().size(), 2);
    QCOMPARE(table->currentIndex().row(), 2);
}

void DetailsScriptedTest::usersAreFoundHoweverTheIdIsWritten()
{
    const QJsonObject user = with(containerRow(1, u"web"_s), u"ImageID"_s, imageId('a').mid(7)); // as Podman may say it
    SmallEngine engine({user}, {imageRow({u"shop:1"_s})});
    PageWindow<ImagesPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.select({u"shop"_s}));
    QTRY_COMPARE(window.cell(u"shop"_s, ImageModel::UsedBy), u"1"_s);
    auto *users = window.find<QTreeWidget>(u"imageUsers"_s);
    window.find<QTabWidget>(u"imageDetailsTabs"_s)->setCurrentWidget(users);
    QTRY_VERIFY(treeText(*users).contains(u"web"));
    window.action(u"imagesRemove"_s)->trigger();
    QDialog *dialog = window.dialog(u"removeImagesDialog"_s);
    QVERIFY(dialog);
    QVERIFY(treeText(*dialog->findChild<QTreeWidget *>(u"confirmList"_s)).contains(u"used by:\n    web"));
    dialog->reject();
}

STRATA_WINDOW_TEST(DetailsScriptedTest)
#include "tst_details_scripted.moc"
