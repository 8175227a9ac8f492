// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inventory/listupdate.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 aMoment = 1'800'000'000;
const RefreshBatch everything{.all = true, .ids = {}};

ContainerSummary container(const QString &id, ContainerState state = ContainerState::Running,
                           const QString &status = u"Up 3 hours"_s, qint64 since = aMoment - 3 * 3600)
{
    ContainerSummary c;
    c.id = ContainerId(id);
    c.name = u"name-"_s + id;
    c.state = state;
    c.status = status;
    c.stateSince = since;
    return c;
}

QHash<ContainerId, ContainerSummary> picture(const QList<ContainerSummary> &rows)
{
    QHash<ContainerId, ContainerSummary> hash;
    for (const ContainerSummary &row : rows)
        hash.insert(row.id, row);
    return hash;
}

ImageSummary image(const QString &id, qint64 shared = -1)
{
    ImageSummary i;
    i.id = ImageId(id);
    i.size = 100;
    i.sharedSize = shared;
    return i;
}

} // namespace

class TestListUpdate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyRealDifferencesAreTold();
    void someRowsAreAskedFor();
    void agingIsNoChange();
    void aRestartThatNobodyToldOfIsAChange();
    void aStartIsNotAsOldAsTheContainer();
    void eventsTellTheTimeExactly();
    void aListBehindItsEventsIsDoubted();
    void sharedSizesAreKeptUntilTheyAreKnownAgain();
};

void TestListUpdate::onlyRealDifferencesAreTold()
{
    ContainerSummary renamed = container(u"b"_s);
    renamed.name = u"new"_s;
    const auto update = updateContainers(picture({container(u"a"_s), container(u"b"_s), container(u"gone"_s)}),
                                         {container(u"a"_s), renamed, container(u"new"_s)}, everything, {}, aMoment);
    QStringList told;
    for (const ContainerSummary &row : update.changes.upserted)
        told.append(row.id.toString());
    QCOMPARE(told, (QStringList{u"b"_s, u"new"_s}));
    QCOMPARE(update.changes.removed, QList{ContainerId(u"gone"_s)});
    QCOMPARE(update.rows.size(), 3);
    QCOMPARE(update.rows[ContainerId(u"b"_s)].name, u"new"_s);
    QVERIFY(updateContainers(update.rows, update.rows.values(), everything, {}, aMoment).changes.isEmpty());
}

void TestListUpdate::someRowsAreAskedFor()
{
    const auto known = picture({container(u"a"_s), container(u"b"_s), container(u"c"_s)});
    const RefreshBatch some{.all = false, .ids = {u"a"_s, u"b"_s, u"never seen"_s}};
    ContainerSummary stopped = container(u"a"_s, ContainerState::Exited, u"Exited (1) 2 seconds ago"_s, aMoment - 2);
    const auto update = updateContainers(known, {stopped}, some, {}, aMoment);
    QCOMPARE(update.changes.upserted.size(), 1);
    QCOMPARE(update.changes.removed, QList{ContainerId(u"b"_s)}); // asked for, not there any more
    QCOMPARE(update.rows.size(), 2);                              // c was not asked for
    QCOMPARE(update.rows[ContainerId(u"a"_s)].state, ContainerState::Exited);
}

void TestListUpdate::agingIsNoChange()
{
    const qint64 exact = aMoment - 59 * 60;
    const auto known = picture({container(u"a"_s, ContainerState::Running, u"Up 59 minutes"_s, exact)});
    const qint64 later = aMoment + 30 * 60;
    const auto update = updateContainers(
        known, {container(u"a"_s, ContainerState::Running, u"Up About an hour"_s, later - 3600)}, everything, {},
        later);
    QVERIFY(update.changes.isEmpty());
    QCOMPARE(update.rows[ContainerId(u"a"_s)].stateSince, exact);
    QCOMPARE(update.rows[ContainerId(u"a"_s)].status, u"Up About an hour"_s);
}

void TestListUpdate::aRestartThatNobodyToldOfIsAChange()
{
    const auto update = updateContainers(picture({container(u"a"_s)}),
                                         {container(u"a"_s, ContainerState::Running, u"Up 5 seconds"_s, aMoment - 5)},
                                         everything, {}, aMoment);
    QCOMPARE(update.changes.upserted.size(), 1);
    QCOMPARE(update.rows[ContainerId(u"a"_s)].stateSince, aMoment - 5);
}

void TestListUpdate::aStartIsNotAsOldAsTheContainer()
{
    const auto update = updateContainers(
        picture({container(u"a"_s, ContainerState::Created, u"Created"_s, aMoment - 2)}),
        {container(u"a"_s, ContainerState::Running, u"Up Less than a second"_s, aMoment)}, everything, {}, aMoment);
    QCOMPARE(update.rows[ContainerId(u"a"_s)].stateSince, aMoment);
}

void TestListUpdate::eventsTellTheTimeExactly()
{
    const QHash<ContainerId, ContainerTimes> times{
        {ContainerId(u"a"_s), {.started = aMoment - 7000, .ended = aMoment - 9000}}};
    const auto up = updateContainers({}, {container(u"a"_s, ContainerState::Running, u"Up 2 hours"_s, aMoment - 7200)},
                                     everything, times, aMoment);
    QCOMPARE(up.rows[ContainerId(u"a"_s)].stateSince, aMoment - 7000);
    QVERIFY(up.doubtful.isEmpty());
    const QHash<ContainerId, ContainerTimes> died{
        {ContainerId(u"a"_s), {.started = aMoment - 7000, .ended = aMoment - 100}}};
    const auto down = updateContainers(
        {}, {container(u"a"_s, ContainerState::Exited, u"Exited (0) About a minute ago"_s, aMoment - 60)}, everything,
        died, aMoment);
    QCOMPARE(down.rows[ContainerId(u"a"_s)].stateSince, aMoment - 100);
}

void TestListUpdate::aListBehindItsEventsIsDoubted()
{
    const QHash<ContainerId, ContainerTimes> died{{ContainerId(u"a"_s), {.started = aMoment - 50, .ended = aMoment}}};
    const auto stale = updateContainers({}, {container(u"a"_s)}, everything, died, aMoment);
    QCOMPARE(stale.doubtful, QStringList{u"a"_s});
    const QHash<ContainerId, ContainerTimes> started{
        {ContainerId(u"a"_s), {.started = aMoment, .ended = aMoment - 50}}};
    const auto early = updateContainers({}, {container(u"a"_s, ContainerState::Created, u"Created"_s, aMoment)},
                                        everything, started, aMoment);
    QCOMPARE(early.doubtful, QStringList{u"a"_s});
    // It started and ended within one second: both are possible.
    const QHash<ContainerId, ContainerTimes> brief{{ContainerId(u"a"_s), {.started = aMoment, .ended = aMoment}}};
    QVERIFY(updateContainers({}, {container(u"a"_s)}, everything, brief, aMoment).doubtful.isEmpty());
}

void TestListUpdate::sharedSizesAreKeptUntilTheyAreKnownAgain()
{
    const QHash<ImageId, ImageSummary> known{{ImageId(u"a"_s), image(u"a"_s, 40)},
                                             {ImageId(u"b"_s), image(u"b"_s, 40)}};
    const auto plain = updateImages(known, {image(u"a"_s), image(u"c"_s)}, true);
    QCOMPARE(plain.changes.upserted.size(), 1);
    QCOMPARE(plain.changes.removed, QList{ImageId(u"b"_s)});
    QCOMPARE(plain.rows[ImageId(u"a"_s)].sharedSize, 40);
    QCOMPARE(plain.rows[ImageId(u"c"_s)].sharedSize, -1);
    const auto sized = updateImages(plain.rows, {image(u"a"_s, 0), image(u"c"_s, 0)}, true);
    QCOMPARE(sized.changes.upserted.size(), 2);
    QCOMPARE(updateImages(known, {image(u"a"_s)}, false).rows[ImageId(u"a"_s)].sharedSize, -1);
}

STRATA_TEST(TestListUpdate)
#include "tst_listupdate.moc"
