// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerspage.h"
#include "pagewindow.h"
#include "realobjects.h"
#include "support/testprogram.h"
#include "widgets/codeview.h"
#include "widgets/keyvalueview.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabWidget>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

using ContainersWindow = PageWindow<ContainersPage>;

/// What the containers page shows, on the real engine, by object names.
class ContainersPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useFreshSettings(); }
    void init() { useFreshSettings(); }
    void cleanup() { m_objects.reset(); }

    void showsWhatIsThereAndWhatComes();
    void filtersAndShowsOnlyWhatRuns();
    void groupsProjectsAndStopsThemAsOne();
    void showsDetailsAndFollowsChanges();
    void opensPortsInTheBrowser();
    void streamsStatisticsOnlyForWhatCanBeSeen();
    void copiesNamesAndIds();
    void keysDoWhatTheButtonsDo();
    void remembersHowItWasLeft();
    void opensAContainerThatTheFilterHides();
    void findsByName();

private:
    QString name(const QString &what) const { return m_objects->name(what); }
    QString state(const QString &container) const { return m_objects->inspect(container, u"{{.State.Status}}"_s); }

    RealEngine m_engine;
    std::unique_ptr<RealObjects> m_objects;
    QString m_image;
};

void ContainersPageTest::showsWhatIsThereAndWhatComes()
{
    STRATA_PREPARE(m_engine);
    m_objects->run(name(u"early"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"early"_s)).isValid());
    QVERIFY(window.cell(name(u"early"_s), ContainerModel::State).startsWith(u"Up"));
    QCOMPARE(window.cell(name(u"early"_s), ContainerModel::Created), u"just now"_s);
    QVERIFY(window.cell(name(u"early"_s), ContainerModel::Command).contains(u"sleep 600"));

    m_objects->create(name(u"late"_s), m_image);
    QTRY_COMPARE(window.cell(name(u"late"_s), ContainerModel::State), u"Created"_s);
    QVERIFY(QRegularExpression(u"^\\d+/\\d+$"_s).match(window.page->countText()).hasMatch());
    m_objects->docker({u"rm"_s, name(u"late"_s)});
    QTRY_VERIFY(!window.row(name(u"late"_s)).isValid());
}

void ContainersPageTest::filtersAndShowsOnlyWhatRuns()
{
    STRATA_PREPARE(m_engine);
    m_objects->run(name(u"web"_s), m_image);
    m_objects->create(name(u"db"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"web"_s)).isValid() && window.row(name(u"db"_s)).isValid());
    auto *filter = window.find<QLineEdit>(u"containersFilter"_s);
    QTest::keyClicks(filter, name(u"w"_s));
    QCOMPARE(window.shown(), QStringList{name(u"web"_s)});
    filter->setText(name({}));
    QCOMPARE(window.shown(), (QStringList{name(u"db"_s), name(u"web"_s)}));
    window.find<QCheckBox>(u"containersRunningOnly"_s)->click();
    QCOMPARE(window.shown(), QStringList{name(u"web"_s)});

    filter->setText(u"nothing is called like this"_s);
    auto *noMatch = window.find<QWidget>(u"containersNoMatch"_s);
    QVERIFY(noMatch->isVisible());
    window.action(u"containersClearFilter"_s)->trigger();
    QVERIFY(!noMatch->isVisible());
    QVERIFY(filter->text().isEmpty());
    QVERIFY(window.row(name(u"db"_s)).isValid());
}

void ContainersPageTest::groupsProjectsAndStopsThemAsOne()
{
    STRATA_PREPARE(m_engine);
    const QString project = name(u"shop"_s);
    const QStringList labels{u"--label"_s, u"com.docker.compose.project="_s + project};
    m_objects->run(name(u"one"_s), m_image, labels);
    m_objects->run(name(u"two"_s), m_image, labels);
    m_objects->run(name(u"other"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    window.find<QCheckBox>(u"containersGrouped"_s)->setChecked(true);
    QTRY_VERIFY(window.row(project).isValid() && window.row(name(u"other"_s)).isValid());
    QTRY_COMPARE(window.table().model()->rowCount(window.row(project)), 2);
    QCOMPARE(window.row(name(u"one"_s)).parent(), window.row(project));
    QVERIFY(!window.row(name(u"other"_s)).parent().isValid());
    QCOMPARE(window.cell(project, ContainerModel::State), u"2 of 2 running"_s);

    QVERIFY(window.select({project}));
    window.action(u"containersKill"_s)->trigger();
    QTRY_COMPARE(window.cell(project, ContainerModel::State), u"0 of 2 running"_s);
    QCOMPARE(state(name(u"one"_s)), u"exited"_s);
    QCOMPARE(state(name(u"two"_s)), u"exited"_s);
    QCOMPARE(state(name(u"other"_s)), u"running"_s);
}

void ContainersPageTest::showsDetailsAndFollowsChanges()
{
    STRATA_PREPARE(m_engine);
    const QString container = name(u"a"_s);
    m_objects->run(
        container, m_image, {u"-e"_s, u"GREETING=hello"_s, u"--label"_s, u"colour=blue"_s, u"--restart"_s, u"no"_s},
        {u"/bin/busybox"_s, u"sh"_s, u"-c"_s, u"trap 'exit 3' TERM; while :; do /bin/busybox sleep 0.1; done"_s});
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.select({container}));
    auto *overview = window.find<KeyValueView>(u"containerOverview"_s);
    QTRY_VERIFY(overview->sectionsAsText().contains(u"GREETING: hello"));
    QVERIFY(overview->sectionsAsText().contains(u"colour: blue"));
    QVERIFY(overview->sectionsAsText().contains(u"Restart policy: no"));
    QVERIFY(!overview->sectionsAsText().contains(u"Exit code"));
    auto *inspect = window.find<JsonView>(u"containerInspect"_s);
    QTRY_VERIFY(inspect->text().contains(u"\"Running\": true"));
    m_objects->docker({u"stop"_s, container});
    QTRY_VERIFY(overview->sectionsAsText().contains(u"Exit code: 3"));
    QTRY_VERIFY(inspect->text().contains(u"\"ExitCode\": 3"));
    QCOMPARE(window.table().selectedRowIndexes().value(0), window.row(container));
}

void ContainersPageTest::opensPortsInTheBrowser()
{
    STRATA_PREPARE(m_engine);
    const QString container = name(u"a"_s);
    m_objects->run(container, m_image, {u"-p"_s, u"127.0.0.1::80"_s});
    ContainersWindow window(m_engine.endpoint());
    QList<QUrl> opened;
    window.page->setBrowser([&opened](const QUrl &address) { opened.append(address); });
    QTRY_VERIFY(window.cell(container, ContainerModel::Ports).endsWith(u"→80"));
    const QString port = window.cell(container, ContainerModel::Ports).section(u"→"_s, 0, 0);
    const QUrl expected(u"http://"_s + port);

    TreeTable &table = window.table();
    const QModelIndex cell = window.row(container).siblingAtColumn(ContainerModel::Ports);
    table.scrollTo(cell);
    const QRect rect = table.visualRect(cell);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, QPoint(rect.left() + 20, rect.center().y()));
    QCOMPARE(opened, QList<QUrl>{expected});

    QVERIFY(window.select({container})); // and without a mouse
    Q_EMIT table.customContextMenuRequested(rect.center());
    auto *menu = window.find<QMenu>(u"containersMenu"_s);
    QVERIFY(menu);
    menu->findChild<QAction *>(u"containersOpenPort"_s)->trigger();
    QCOMPARE(opened, (QList<QUrl>{expected, expected}));
    menu->close();
}

void ContainersPageTest::streamsStatisticsOnlyForWhatCanBeSeen()
{
    STRATA_PREPARE(m_engine);
    const QString container = name(u"a"_s);
    m_objects->run(container, m_image);
    m_objects->create(name(u"b"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    window.find<QLineEdit>(u"containersFilter"_s)->setText(name({}));
    QTRY_COMPARE(window.page->stats().streamCount(), 1);
    QTRY_VERIFY(window.cell(container, ContainerModel::Memory).endsWith(u"B"));
    QVERIFY(window.cell(container, ContainerModel::Cpu).endsWith(u"%"));
    QVERIFY(window.cell(name(u"b"_s), ContainerModel::Cpu).isEmpty());

    window.page->hide();
    QTRY_COMPARE(window.page->stats().streamCount(), 0);
    QVERIFY(window.cell(container, ContainerModel::Cpu).isEmpty());
    window.page->show();
    QTRY_COMPARE(window.page->stats().streamCount(), 1);
    window.find<QLineEdit>(u"containersFilter"_s)->setText(name(u"b"_s));
    QTRY_COMPARE(window.page->stats().streamCount(), 0);
}

void ContainersPageTest::copiesNamesAndIds()
{
    STRATA_PREPARE(m_engine);
    const QString id = m_objects->create(name(u"a"_s), m_image);
    m_objects->create(name(u"b"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"b"_s)).isValid());
    QTRY_VERIFY(window.select({name(u"a"_s), name(u"b"_s)}));
    QTRY_VERIFY(window.action(u"containersCopyName"_s)->isEnabled());
    window.action(u"containersCopyName"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), name(u"a"_s) + u'\n' + name(u"b"_s));
    QVERIFY(window.select({name(u"a"_s)}));
    QTRY_VERIFY(window.action(u"containersRename"_s)->isEnabled());
    window.action(u"containersCopyId"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), id);
}

void ContainersPageTest::keysDoWhatTheButtonsDo()
{
    STRATA_PREPARE(m_engine);
    m_objects->create(name(u"a"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    window.page->activateWindow();
    window.page->focusFilter();
    auto *filter = window.find<QLineEdit>(u"containersFilter"_s);
    QTRY_VERIFY(filter->hasFocus());
    QTest::keyClicks(filter, name(u"a"_s));
    QTRY_COMPARE(window.shown(), QStringList{name(u"a"_s)});
    QTest::keyClick(filter, Qt::Key_Down);
    QVERIFY(window.table().hasFocus());
    QTRY_COMPARE(window.table().selectedRowIndexes().size(), 1);
    QTest::keyClick(&window.table(), Qt::Key_Return);
    auto *tabs = window.find<QTabWidget>(u"containerDetailsTabs"_s);
    QTRY_VERIFY(tabs->isAncestorOf(QApplication::focusWidget()));
}

void ContainersPageTest::remembersHowItWasLeft()
{
    STRATA_PREPARE(m_engine);
    m_objects->create(name(u"a"_s), m_image);
    {
        ContainersWindow window(m_engine.endpoint());
        window.find<QCheckBox>(u"containersRunningOnly"_s)->setChecked(true);
        window.find<QCheckBox>(u"containersGrouped"_s)->setChecked(false);
        window.find<QTabWidget>(u"containerDetailsTabs"_s)->setCurrentIndex(1);
        window.table().setColumnHidden(ContainerModel::Command, true);
        window.table().sortByColumn(ContainerModel::Created, Qt::DescendingOrder);
        window.page->saveState();
    }
    ContainersWindow window(m_engine.endpoint());
    window.page->restoreState();
    QVERIFY(window.find<QCheckBox>(u"containersRunningOnly"_s)->isChecked());
    QVERIFY(!window.find<QCheckBox>(u"containersGrouped"_s)->isChecked());
    QCOMPARE(window.find<QTabWidget>(u"containerDetailsTabs"_s)->currentIndex(), 1);
    QVERIFY(window.table().isColumnHidden(ContainerModel::Command));
    QCOMPARE(window.table().header()->sortIndicatorSection(), int(ContainerModel::Created));
}

void ContainersPageTest::opensAContainerThatTheFilterHides()
{
    STRATA_PREPARE(m_engine);
    const QString id = m_objects->create(name(u"a"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"a"_s)).isValid());
    window.find<QCheckBox>(u"containersRunningOnly"_s)->setChecked(true);
    QVERIFY(!window.row(name(u"a"_s)).isValid());
    QVERIFY(!window.page->openItem(u"image"_s, id));
    QVERIFY(window.page->openItem(u"container"_s, id));
    QCOMPARE(window.table().selectedRowIndexes().value(0), window.row(name(u"a"_s)));
}

void ContainersPageTest::findsByName()
{
    STRATA_PREPARE(m_engine);
    m_objects->create(name(u"a"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_COMPARE(window.page->finderEntries(name(u"A"_s)).size(), 1);
    QSignalSpy shown(window.page.get(), &Page::showRequested);
    window.page->finderEntries(name(u"a"_s)).first().activate();
    QCOMPARE(shown.size(), 1);
    QCOMPARE(window.table().selectedRowIndexes().value(0), window.row(name(u"a"_s)));
}

STRATA_WINDOW_TEST(ContainersPageTest)
#include "tst_containers_page.moc"
