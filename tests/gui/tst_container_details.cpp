// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerspage.h"
#include "pagewindow.h"
#include "realobjects.h"
#include "support/docker.h"
#include "support/testprogram.h"
#include "widgets/codeview.h"
#include "widgets/keyvalueview.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

using ContainersWindow = PageWindow<ContainersPage>;

/// Health, statistics and details of real containers, on Docker and on Podman.
class ContainerDetailsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useFreshSettings(); }
    void cleanup() { m_objects.reset(); }

    void healthIsShownAsItChanges();
    void statisticsBecomeAHistory();
    void updatesAndNetworksReachTheDetails();
    void everyFailureIsNamed();
    void podmansContainersAreShownAlike();
    void podmansImagesKnowTheirContainers();

private:
    QString name(const QString &what) const { return m_objects->name(what); }

    RealEngine m_engine;
    RealEngine m_podman{"STRATA_TEST_PODMAN"};
    std::unique_ptr<RealObjects> m_objects;
    QString m_image;
};

void ContainerDetailsTest::healthIsShownAsItChanges()
{
    STRATA_PREPARE(m_engine, {uR"(HEALTHCHECK --interval=1s --retries=1 CMD ["/bin/busybox", "test", "-f", "/ok"])"_s});
    m_objects->run(name(u"a"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    const auto state = [&] { return window.cell(name(u"a"_s), ContainerModel::State); };
    QTRY_VERIFY(state().endsWith(u"(unhealthy)"));
    QVERIFY2(state().startsWith(u"Up "), qPrintable(state()));
    m_objects->docker({u"exec"_s, name(u"a"_s), u"/bin/busybox"_s, u"touch"_s, u"/ok"_s});
    QTRY_VERIFY(state().endsWith(u"(healthy)"));
    QCOMPARE(window.row(name(u"a"_s)).data(ContainerModel::HealthRole).toInt(), int(Health::Healthy));
}

void ContainerDetailsTest::statisticsBecomeAHistory()
{
    STRATA_PREPARE(m_engine);
    m_objects->run(name(u"a"_s), m_image, {}, {u"/bin/busybox"_s, u"sh"_s, u"-c"_s, u"while :; do i=$((i+1)); done"_s});
    ContainersWindow window(m_engine.endpoint());
    const auto history = [&](int role) { return window.row(name(u"a"_s)).data(role).value<QList<float>>(); };
    QTRY_VERIFY(history(ContainerModel::CpuHistoryRole).size() >= 3);
    QVERIFY(history(ContainerModel::CpuHistoryRole).last() > 1); // it does nothing but count
    QCOMPARE(history(ContainerModel::MemoryHistoryRole).size(), history(ContainerModel::CpuHistoryRole).size());
    QVERIFY(history(ContainerModel::MemoryHistoryRole).last() > 0);
    m_objects->docker({u"kill"_s, name(u"a"_s)});
    QTRY_VERIFY(history(ContainerModel::CpuHistoryRole).isEmpty());
}

void ContainerDetailsTest::updatesAndNetworksReachTheDetails()
{
    STRATA_PREPARE(m_engine);
    m_objects->run(name(u"a"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.select({name(u"a"_s)}));
    auto *overview = window.find<KeyValueView>(u"containerOverview"_s);
    auto *inspect = window.find<JsonView>(u"containerInspect"_s);
    QTRY_VERIFY(overview->sectionsAsText().contains(u"Restart policy: no"));
    m_objects->docker({u"update"_s, u"--restart"_s, u"on-failure"_s, name(u"a"_s)});
    QTRY_VERIFY(overview->sectionsAsText().contains(u"Restart policy: on-failure"));
    m_objects->docker({u"network"_s, u"create"_s, name(u"net"_s)});
    m_objects->docker({u"network"_s, u"connect"_s, name(u"net"_s), name(u"a"_s)});
    QTRY_VERIFY(inspect->text().contains(name(u"net"_s)));
    m_objects->docker({u"network"_s, u"disconnect"_s, name(u"net"_s), name(u"a"_s)});
    QTRY_VERIFY(!inspect->text().contains(name(u"net"_s)));
    m_objects->docker({u"network"_s, u"rm"_s, name(u"net"_s)});
}

void ContainerDetailsTest::everyFailureIsNamed()
{
    STRATA_PREPARE(m_engine);
    const QStringList bad{name(u"bad-1"_s), name(u"bad-2"_s)};
    for (const QString &container : bad)
        m_objects->create(container, m_image, {}, {u"/no/such/program"_s});
    m_objects->create(name(u"good"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.select(bad + QStringList{name(u"good"_s)}));
    QTRY_VERIFY(window.action(u"containersStart"_s)->isEnabled());
    window.action(u"containersStart"_s)->trigger();
    QTRY_VERIFY(window.cell(name(u"good"_s), ContainerModel::State).startsWith(u"Up"));
    QTRY_VERIFY(window.isIdle());
    const QStringList reasons = window.lastOperation()->outcome().error->message.split(u'\n');
    QCOMPARE(reasons.size(), 2);
    for (const QString &container : bad)
        QVERIFY2(!reasons.filter(container).isEmpty(), qPrintable(reasons.join(u'\n')));
}

void ContainerDetailsTest::podmansContainersAreShownAlike()
{
    STRATA_NEED(m_podman);
    const Docker docker(m_podman.socketPath());
    const QString part = u"st-podman-%1"_s.arg(QCoreApplication::applicationPid());
    const auto clean = qScopeGuard([&] { docker.removeEverythingNamed(part); });
    QVERIFY(!docker.makeBusyboxImage(part).isEmpty());
    docker.output(
        {u"run"_s, u"-d"_s, u"--name"_s, part + u"-run"_s, u"--health-cmd"_s, u"true"_s, part, u"sleep"_s, u"600"_s});
    docker.output({u"run"_s, u"--name"_s, part + u"-ended"_s, part, u"sh"_s, u"-c"_s, u"exit 3"_s});
    docker.output({u"create"_s, u"--name"_s, part + u"-new"_s, part, u"sleep"_s, u"600"_s});
    ContainersWindow window(m_podman.endpoint());
    QTRY_VERIFY(window.row(part + u"-run"_s).isValid() && window.row(part + u"-new"_s).isValid());
    const auto state = [&](const QString &container) { return window.cell(part + container, ContainerModel::State); };
    QTRY_COMPARE(state(u"-run"_s), u"Up under a minute"_s);
    QVERIFY(window.select({part + u"-run"_s})); // Podman's list does not tell the health, its inspect does
    auto *overview = window.find<KeyValueView>(u"containerOverview"_s);
    QTRY_VERIFY2(overview->sectionsAsText().contains(u"State: Up under a minute (health"),
                 qPrintable(overview->sectionsAsText()));
    QCOMPARE(state(u"-ended"_s), u"Exited (3) just now"_s);
    QCOMPARE(state(u"-new"_s), u"Created"_s);
    docker.output({u"pause"_s, part + u"-run"_s});
    QTRY_COMPARE(state(u"-run"_s), u"Up under a minute (paused)"_s);
    docker.output({u"unpause"_s, part + u"-run"_s});
    docker.output({u"kill"_s, part + u"-run"_s});
    QTRY_COMPARE(state(u"-run"_s), u"Exited (137) just now"_s);
}

void ContainerDetailsTest::podmansImagesKnowTheirContainers()
{
    STRATA_NEED(m_podman);
    const Docker docker(m_podman.socketPath());
    const QString part = u"st-podmans-%1"_s.arg(QCoreApplication::applicationPid());
    const auto clean = qScopeGuard([&] { docker.removeEverythingNamed(part); });
    QVERIFY(!docker.makeBusyboxImage(part).isEmpty());
    docker.output({u"create"_s, u"--name"_s, part + u"-new"_s, part, u"sleep"_s, u"600"_s});
    ContainersWindow window(m_podman.endpoint());
    QTRY_VERIFY(window.row(part + u"-new"_s).isValid());
    const QString image = window.row(part + u"-new"_s).data(ContainerModel::ImageIdRole).toString();
    QVERIFY2(image.startsWith(u"sha256:"), qPrintable(image));
    QTRY_VERIFY(window.session->inventory().images().contains(ImageId(image)));
}

STRATA_WINDOW_TEST(ContainerDetailsTest)
#include "tst_container_details.moc"
