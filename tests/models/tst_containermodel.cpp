// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/containermodel.h"
#include "support/testprogram.h"

#include "treetext.h"

#include <QAbstractItemModelTester>
#include <QCryptographicHash>
#include <QSignalSpy>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

ContainerId idOf(const QString &name)
{
    const QByteArray digits = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex();
    return ContainerId(QString::fromLatin1(digits));
}

ContainerSummary container(const QString &name, ContainerState state = ContainerState::Running,
                           const QString &project = {})
{
    ContainerSummary summary;
    summary.id = idOf(name);
    summary.name = name;
    summary.image = u"busybox:1.36"_s;
    summary.imageId = ImageId(u"sha256:abc"_s);
    summary.command = u"sleep 1000"_s;
    summary.created = 1'700'000'000;
    summary.state = state;
    summary.composeProject = project;
    return summary;
}

StatsSample stats(double cpu, qint64 memory)
{
    StatsSample sample;
    sample.cpuPercent = cpu;
    sample.memory = memory;
    sample.memoryLimit = 1000;
    return sample;
}

PortMapping port(const QString &ip, quint16 outside, quint16 inside, const QString &protocol = u"tcp"_s)
{
    return {ip, inside, outside, protocol};
}

} // namespace

class ContainerModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void rawRoles();
    void statesAreSortedByUrgency();
    void portsAreSortedAsNumbers();
    void projectsAreGroups();
    void groupSumsUp();
    void filterText();
    void filterWordsOfTheApp();
    void runningOnly();
    void statsTouchTwoCells();
    void historyKeepsTheLastSamples();
    void statsEndWithTheContainer();
    void sortedByCpuFindsItsPlaceLater();
    void clearStatsForgets();
    void portsAsText_data();
    void portsAsText();
    void hostileNamesArePlainData();
    void hundredKilobyteName();

private:
    QVariant cell(const QString &name, int column, int role = Qt::DisplayRole) const
    {
        return m_model->indexOf(idOf(name), column).data(role);
    }

    std::unique_ptr<ContainerModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<QSignalSpy> m_resets;
};

void ContainerModelTest::init()
{
    m_model = std::make_unique<ContainerModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_resets = std::make_unique<QSignalSpy>(m_model.get(), &QAbstractItemModel::modelReset);
}

void ContainerModelTest::cleanup()
{
    QCOMPARE(m_resets->size(), 0);
    m_tester.reset();
    m_model.reset();
}

void ContainerModelTest::rawRoles()
{
    ContainerSummary web = container(u"web"_s, ContainerState::Exited, u"shop"_s);
    web.health = Health::Unhealthy;
    web.exitCode = 137;
    web.stateSince = 1'700'000'500;
    web.status = u"Exited (137) 2 days ago"_s;
    web.ports = {port(u"0.0.0.0"_s, 8080, 80)};
    web.composeService = u"front"_s;
    m_model->apply({{web, container(u"db"_s)}, {}});

    QCOMPARE(cell(u"web"_s, ContainerModel::Name).toString(), u"web"_s);
    QCOMPARE(cell(u"web"_s, ContainerModel::State).toString(), u"exited"_s);
    QCOMPARE(cell(u"web"_s, 0, ContainerModel::IdRole).toString(), web.id.toString());
    QCOMPARE(cell(u"web"_s, 3, ContainerModel::StateRole).toInt(), int(ContainerState::Exited));
    QCOMPARE(cell(u"web"_s, 0, ContainerModel::HealthRole).toInt(), int(Health::Unhealthy));
    QCOMPARE(cell(u"web"_s, 0, ContainerModel::ExitCodeRole).toInt(), 137);
    QVERIFY(!cell(u"db"_s, 0, ContainerModel::ExitCodeRole).isValid());
    QCOMPARE(cell(u"web"_s, 0, ContainerModel::StateSinceRole).toLongLong(), web.stateSince);
    QCOMPARE(cell(u"web"_s, 0, ContainerModel::PortsRole).value<QList<PortMapping>>(), web.ports);
    QCOMPARE(cell(u"web"_s, 0, ContainerModel::ProjectRole).toString(), u"shop"_s);
    QCOMPARE(cell(u"web"_s, 0, ContainerModel::ServiceRole).toString(), u"front"_s);
    QVERIFY(!cell(u"web"_s, 0, ContainerModel::CpuRole).isValid());
    QCOMPARE(m_model->container(idOf(u"web"_s))->status, web.status);
    QCOMPARE(m_model->activeCount(), 1);
}

void ContainerModelTest::statesAreSortedByUrgency()
{
    ContainerSummary failed = container(u"failed"_s, ContainerState::Exited);
    failed.exitCode = 1;
    ContainerSummary sick = container(u"sick"_s);
    sick.health = Health::Unhealthy;
    m_model->apply({{failed, container(u"ended"_s, ContainerState::Exited), container(u"fine"_s), sick,
                     container(u"fresh"_s, ContainerState::Created), container(u"held"_s, ContainerState::Paused)},
                    {}});
    m_model->sort(ContainerModel::State);
    QCOMPARE(treeText(*m_model), u"sick\nfine\nheld\nfresh\nended\nfailed\n"_s);
}

void ContainerModelTest::portsAreSortedAsNumbers()
{
    ContainerSummary a = container(u"a"_s);
    a.ports = {port(u"0.0.0.0"_s, 10'000, 80)};
    ContainerSummary b = container(u"b"_s);
    b.ports = {port(u"0.0.0.0"_s, 9000, 80)};
    ContainerSummary inside = container(u"inside"_s);
    inside.ports = {port({}, 0, 80)};
    m_model->apply({{container(u"none"_s), inside, a, b}, {}});
    m_model->sort(ContainerModel::Ports);
    QCOMPARE(treeText(*m_model), u"b\na\ninside\nnone\n"_s);
}

void ContainerModelTest::projectsAreGroups()
{
    m_model->setGrouped(true);
    m_model->apply({{container(u"shop-web-1"_s, ContainerState::Running, u"shop"_s),
                     container(u"shop-db-1"_s, ContainerState::Running, u"shop"_s), container(u"alone"_s),
                     container(u"blog-1"_s, ContainerState::Exited, u"blog"_s)},
                    {}});
    QCOMPARE(treeText(*m_model), u"alone\nblog\n blog-1\nshop\n shop-db-1\n shop-web-1\n"_s);
    QCOMPARE(m_model->keysBelow(m_model->indexOfGroup(u"shop"_s)),
             (QList<ContainerId>{idOf(u"shop-db-1"_s), idOf(u"shop-web-1"_s)}));
    m_model->setGrouped(false);
    QCOMPARE(treeText(*m_model), u"alone\nblog-1\nshop-db-1\nshop-web-1\n"_s);
}

void ContainerModelTest::groupSumsUp()
{
    m_model->setGrouped(true);
    ContainerSummary sick = container(u"b"_s, ContainerState::Running, u"shop"_s);
    sick.health = Health::Unhealthy;
    m_model->apply({{container(u"a"_s, ContainerState::Running, u"shop"_s), sick}, {}});
    const QModelIndex shop = m_model->indexOfGroup(u"shop"_s);
    QCOMPARE(shop.data(ContainerModel::StateRole).toInt(), int(ContainerState::Running));
    QCOMPARE(shop.data(ContainerModel::HealthRole).toInt(), int(Health::Unhealthy));
    QVERIFY(!shop.data(ContainerModel::CpuRole).isValid());
    m_model->setStats(idOf(u"a"_s), stats(12.5, 300));
    m_model->setStats(idOf(u"b"_s), stats(50, 200));
    QCOMPARE(shop.data(ContainerModel::CpuRole).toDouble(), 62.5);
    QCOMPARE(shop.data(ContainerModel::MemoryRole).toLongLong(), 500);
    m_model->apply({{container(u"a"_s, ContainerState::Exited, u"shop"_s)}, {}});
    QCOMPARE(shop.data(ContainerModel::StateRole).toInt(), int(ContainerState::Unknown));
    QCOMPARE(shop.data(ContainerModel::ActiveCountRole).toInt(), 1);
    QCOMPARE(shop.data(ContainerModel::RowCountRole).toInt(), 2);
}

void ContainerModelTest::filterText()
{
    ContainerSummary web = container(u"front"_s, ContainerState::Running, u"shop"_s);
    web.ports = {port(u"0.0.0.0"_s, 8080, 80)};
    web.image = u"registry.example/nginx:1.27"_s;
    web.composeService = u"gateway"_s;
    ContainerSummary untagged = container(u"untagged"_s);
    untagged.image = u"sha256:8080808080"_s;
    m_model->apply({{web, container(u"db"_s, ContainerState::Exited), untagged}, {}});
    for (const QString &text : {u"FRONT"_s, u"nginx"_s, u"shop"_s, u"gateway"_s, u"8080"_s, u"shop running"_s,
                                web.id.shortened(), web.id.toString()}) {
        m_model->setFilterText(text);
        QVERIFY2(treeText(*m_model) == u"front\n"_s, qPrintable(text));
    }
    m_model->setFilterText(u"exited"_s);
    QCOMPARE(treeText(*m_model), u"db\n"_s);
    m_model->setFilterText(u"nothing-like-that"_s);
    QCOMPARE(m_model->visibleCount(), 0);
}

void ContainerModelTest::filterWordsOfTheApp()
{
    m_model->apply({{container(u"a"_s), container(u"b"_s, ContainerState::Exited)}, {}});
    m_model->setFilterText(u"멈춤"_s);
    QCOMPARE(m_model->visibleCount(), 0);
    m_model->setFilterWords([](const ContainerSummary &summary) {
        return summary.state == ContainerState::Exited ? u"멈춤"_s : u"실행 중"_s;
    });
    QCOMPARE(treeText(*m_model), u"b\n"_s);
}

void ContainerModelTest::runningOnly()
{
    m_model->apply(
        {{container(u"a"_s), container(u"b"_s, ContainerState::Exited), container(u"c"_s, ContainerState::Paused)},
         {}});
    m_model->setRunningOnly(true);
    QCOMPARE(treeText(*m_model), u"a\nc\n"_s);
    m_model->apply({{container(u"a"_s, ContainerState::Exited), container(u"b"_s)}, {}});
    QCOMPARE(treeText(*m_model), u"b\nc\n"_s);
    QCOMPARE(m_model->activeCount(), 2);
    QCOMPARE(m_model->totalCount(), 3);
    m_model->setRunningOnly(false);
    QCOMPARE(treeText(*m_model), u"a\nb\nc\n"_s);
    m_model->apply({{}, {idOf(u"b"_s)}});
    QCOMPARE(m_model->activeCount(), 1);
}

void ContainerModelTest::statsTouchTwoCells()
{
    m_model->apply({{container(u"a"_s), container(u"b"_s)}, {}});
    const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    const QSignalSpy layout(m_model.get(), &QAbstractItemModel::layoutChanged);
    m_model->setStats(idOf(u"b"_s), stats(150.25, 42'000'000));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex(), m_model->indexOf(idOf(u"b"_s), ContainerModel::Cpu));
    QCOMPARE(changed.first().at(1).toModelIndex(), m_model->indexOf(idOf(u"b"_s), ContainerModel::Memory));
    QCOMPARE(layout.size(), 0);
    QCOMPARE(cell(u"b"_s, ContainerModel::Cpu, ContainerModel::SortRole).toDouble(), 150.25);
    QCOMPARE(cell(u"b"_s, ContainerModel::Memory).toString(), u"42 MB"_s);
    QCOMPARE(cell(u"b"_s, 0, ContainerModel::MemoryLimitRole).toLongLong(), 1000);
    m_model->setStats(idOf(u"unknown"_s), stats(1, 1));
    QCOMPARE(changed.size(), 1);
}

void ContainerModelTest::historyKeepsTheLastSamples()
{
    m_model->apply({{container(u"a"_s)}, {}});
    for (int i = 0; i < ContainerModel::HistoryLength + 5; ++i)
        m_model->setStats(idOf(u"a"_s), stats(i, i * 10));
    const auto cpu = cell(u"a"_s, 0, ContainerModel::CpuHistoryRole).value<QList<float>>();
    const auto memory = cell(u"a"_s, 0, ContainerModel::MemoryHistoryRole).value<QList<float>>();
    QCOMPARE(cpu.size(), ContainerModel::HistoryLength);
    QCOMPARE(cpu.first(), 5.0F);
    QCOMPARE(cpu.last(), 64.0F);
    QCOMPARE(memory.last(), 640.0F);
}

void ContainerModelTest::statsEndWithTheContainer()
{
    m_model->apply({{container(u"a"_s), container(u"b"_s)}, {}});
    m_model->setStats(idOf(u"a"_s), stats(10, 100));
    m_model->setStats(idOf(u"b"_s), stats(10, 100));
    ContainerSummary renamed = container(u"a"_s);
    renamed.name = u"z"_s;
    m_model->apply({{renamed, container(u"b"_s, ContainerState::Exited)}, {}});
    QCOMPARE(cell(u"a"_s, 0, ContainerModel::CpuRole).toDouble(), 10.0);
    QVERIFY(!cell(u"b"_s, 0, ContainerModel::CpuRole).isValid());
    QVERIFY(cell(u"b"_s, 0, ContainerModel::CpuHistoryRole).value<QList<float>>().isEmpty());
    m_model->apply({{container(u"a"_s)}, {idOf(u"a"_s)}}); // gone and made anew
    QVERIFY(!cell(u"a"_s, 0, ContainerModel::CpuRole).isValid());
}

void ContainerModelTest::sortedByCpuFindsItsPlaceLater()
{
    m_model->apply({{container(u"a"_s), container(u"b"_s), container(u"c"_s)}, {}});
    m_model->sort(ContainerModel::Cpu, Qt::DescendingOrder);
    const QSignalSpy moved(m_model.get(), &QAbstractItemModel::rowsMoved);
    m_model->setStats(idOf(u"c"_s), stats(90, 1));
    m_model->setStats(idOf(u"b"_s), stats(50, 1));
    QCOMPARE(moved.size(), 0);
    m_model->apply({{container(u"0"_s)}, {}}); // a refresh in between leaves them where they are
    QCOMPARE(treeText(*m_model), u"0\na\nb\nc\n"_s);
    QTRY_COMPARE(treeText(*m_model), u"c\nb\n0\na\n"_s);
}

void ContainerModelTest::clearStatsForgets()
{
    m_model->apply({{container(u"a"_s), container(u"b"_s)}, {}});
    m_model->sort(ContainerModel::Memory, Qt::DescendingOrder);
    m_model->setStats(idOf(u"b"_s), stats(90, 1));
    QTRY_COMPARE(treeText(*m_model), u"b\na\n"_s);
    m_model->clearStats();
    QVERIFY(!cell(u"b"_s, 0, ContainerModel::CpuRole).isValid());
    QVERIFY(cell(u"b"_s, 0, ContainerModel::MemoryHistoryRole).value<QList<float>>().isEmpty());
    QTRY_COMPARE(treeText(*m_model), u"a\nb\n"_s);
}

void ContainerModelTest::portsAsText_data()
{
    QTest::addColumn<QList<PortMapping>>("ports");
    QTest::addColumn<QString>("text");
    using Ports = QList<PortMapping>;
    QTest::newRow("none") << Ports{} << QString();
    QTest::newRow("inside only") << Ports{port({}, 0, 9000)} << u"9000/tcp"_s;
    QTest::newRow("twins") << Ports{port(u"0.0.0.0"_s, 8080, 80), port(u"::"_s, 8080, 80)} << u"0.0.0.0:8080->80/tcp"_s;
    QTest::newRow("no twin") << Ports{port(u"0.0.0.0"_s, 8080, 80), port(u"::"_s, 8081, 80)}
                             << u"0.0.0.0:8080->80/tcp, [::]:8081->80/tcp"_s;
    QTest::newRow("address") << Ports{port(u"127.0.0.1"_s, 53, 53, u"udp"_s), port({}, 0, 80)}
                             << u"127.0.0.1:53->53/udp, 80/tcp"_s;
}

void ContainerModelTest::portsAsText()
{
    QFETCH(QList<PortMapping>, ports);
    QTEST(portsText(ports), "text");
}

void ContainerModelTest::hostileNamesArePlainData()
{
    const QStringList names{u"<b>bold</b><img src=x>"_s, u"line\nbreak\ttab\x1b[31mred"_s, u"\u202Egnp.exe"_s,
                            u"한국어"_s};
    ContainerChanges changes;
    for (const QString &name : names)
        changes.upserted.append(container(name));
    m_model->apply(changes);
    for (const QString &name : names)
        QCOMPARE(cell(name, ContainerModel::Name).toString(), name);
    m_model->setFilterText(u"<img"_s);
    QCOMPARE(m_model->visibleCount(), 1);
}

void ContainerModelTest::hundredKilobyteName()
{
    const QString big(100'000, u'x');
    m_model->apply({{container(big), container(big + u'y'), container(u"small"_s)}, {}});
    m_model->setFilterText(u"xxy"_s);
    QCOMPARE(m_model->visibleCount(), 1);
    QCOMPARE(m_model->index(0, ContainerModel::Name).data().toString().size(), 100'001);
}

STRATA_TEST(ContainerModelTest)
#include "tst_containermodel.moc"
