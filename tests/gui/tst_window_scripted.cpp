// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerspage.h"
#include "app/finder/finder.h"
#include "app/images/imagespage.h"
#include "app/shell/mainwindow.h"
#include "pagewindow.h"
#include "privateaccounts.h"
#include "smallengine.h"
#include "support/testprogram.h"
#include "widgets/treetable.h"

#include <QHeaderView>
#include <QListView>
#include <QProcess>
#include <QSplitter>
#include <QTreeWidget>

#include <signal.h>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

struct ScriptedWindow
{
    ScriptedWindow(const QJsonArray &containers, const QJsonArray &images) : engine(containers, images) {}

    bool open()
    {
        window.restoreState();
        window.resize(1280, 800);
        window.show();
        host.openCurrent(engine.server.endpoint().toString());
        return QTest::qWaitForWindowActive(&window)
            && QTest::qWaitFor([this] { return host.session()->inventory().link() == Inventory::Link::Live; },
                               QDeadlineTimer(patience));
    }

    TreeTable &table(const QString &page) { return *window.findChild<TreeTable *>(page + u"Table"_s); }

    bool select(const QString &page, const QString &name)
    {
        TreeTable &rows = table(page);
        const auto found = [&] {
            return rows.model()->match(rows.model()->index(0, 0), Qt::DisplayRole, name, 1,
                                       Qt::MatchExactly | Qt::MatchRecursive);
        };
        if (!QTest::qWaitFor([&] { return !found().isEmpty(); }, QDeadlineTimer(patience)))
            return false;
        rows.selectOnly(found().first());
        return true;
    }

    QStringList find(const QString &typed)
    {
        window.finder().popUp();
        window.finder().findChild<QLineEdit *>(u"finderField"_s)->setText(typed);
        QStringList texts;
        const QAbstractItemModel *model = window.finder().findChild<QListView *>(u"finderList"_s)->model();
        for (int row = 0; row < model->rowCount(); ++row)
            texts.append(model->index(row, 0).data().toString());
        return texts;
    }

    SmallEngine engine;
    Activity activity;
    SessionHost host;
    PrivateAccounts accounts{host};
    MainWindow window{host, activity, accounts.logins};
};

QJsonArray manyContainers(int count)
{
    QJsonArray rows;
    for (int i = 0; i < count; ++i) {
        const QJsonObject labels{{u"com.docker.compose.project"_s, u"project-%1"_s.arg(i % 5)}};
        rows.append(with(containerRow(i, u"container-%1"_s.arg(i, 5, 10, QLatin1Char('0'))), u"Labels"_s, labels));
    }
    return rows;
}

QJsonArray manyImages(int count)
{
    QJsonArray rows;
    for (int i = 0; i < count; ++i) {
        const QString id = u"sha256:"_s + QString::number(i, 16).rightJustified(64, u'0');
        rows.append(with(imageRow({u"team/image-%1:1.0"_s.arg(i)}), u"Id"_s, id));
    }
    return rows;
}

} // namespace

/// The whole window with its real pages on a scripted engine: what goes from one part to another, and what is kept.
class WindowScriptedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useFreshSettings(); }

    void everyActionOfThePagesIsFound();
    void theFinderListsFewOfVeryManyRows();
    void theLinkOfABlockedRemovalLeadsToTheContainer();
    void theWindowIsAsItWasLeft();
    void aSignalSavesTheState();
    void refreshesMoveNothing();
    void everythingFitsAt1280();
};

void WindowScriptedTest::everyActionOfThePagesIsFound()
{
    ScriptedWindow f({containerRow(1, u"web"_s)}, {imageRow({u"shop:1"_s})});
    QVERIFY(f.open());
    QVERIFY(!f.find(u"sigterm"_s).contains(u"Kill › SIGTERM: end in order"_s)); // nothing is selected
    f.window.finder().hide();
    QVERIFY(f.window.showPage(u"containers"_s));
    QVERIFY(f.select(u"containers"_s, u"web"_s));
    QTRY_VERIFY(f.find(u"sigterm"_s).contains(u"Kill › SIGTERM: end in order"_s));
    QCOMPARE(f.find(u"kill"_s).value(0), u"Kill"_s);
    QVERIFY(f.find(u"sto"_s).filter(u"Kill"_s).isEmpty()); // letters in order would be in "SIGKILL: end at once"
    QVERIFY(f.find(u"other signal"_s).contains(u"Kill › Other signal…"_s));
    for (const QString &title : {u"Show image"_s, u"Copy name"_s, u"Copy ID"_s, u"Rename…"_s, u"Restart"_s})
        QVERIFY2(f.find(title).contains(title), qPrintable(title));
    QVERIFY(f.find(u"web"_s).contains(u"web"_s) && f.find(u"shop"_s).contains(u"shop:1"_s));

    f.find(u"show image"_s);
    QTest::keyClick(f.window.finder().findChild<QLineEdit *>(u"finderField"_s), Qt::Key_Return);
    QCOMPARE(f.window.currentPage()->objectName(), u"images"_s);
    QTRY_VERIFY(f.find(u"tag…"_s).contains(u"Tag…"_s));
    f.find(u"sigusr1"_s);
    QTest::keyClick(f.window.finder().findChild<QLineEdit *>(u"finderField"_s), Qt::Key_Return);
    QTRY_VERIFY(!f.activity.operations().isEmpty());
    QCOMPARE(f.activity.operations().last()->commandLine().toString(), u"docker kill --signal SIGUSR1 web"_s);
}

/// What a key costs is measured in tests/bench.
void WindowScriptedTest::theFinderListsFewOfVeryManyRows()
{
    ScriptedWindow f(manyContainers(10'000), manyImages(10'000));
    QVERIFY(f.open());
    QTRY_COMPARE(f.table(u"images"_s).model()->rowCount(), 10'000);
    constexpr qsizetype twoPagesAndSomeActions = 150;
    for (const QString &typed : {u"c"_s, u"contain"_s, u"image-99"_s, u""_s})
        QVERIFY2(f.find(typed).size() <= twoPagesAndSomeActions, qPrintable(typed));
    QVERIFY(f.find(u"image-9999"_s).contains(u"team/image-9999:1.0"_s));
}

void WindowScriptedTest::theLinkOfABlockedRemovalLeadsToTheContainer()
{
    ScriptedWindow f({containerRow(1, u"other"_s), containerRow(2, u"web"_s)}, {imageRow({u"shop:1"_s})});
    QVERIFY(f.open());
    QVERIFY(f.window.showPage(u"images"_s));
    QVERIFY(f.select(u"images"_s, u"shop"_s));
    auto *remove = f.window.findChild<QAction *>(u"imagesRemove"_s);
    QTRY_VERIFY(remove->isEnabled());
    f.window.findChild<QLineEdit *>(u"containersFilter"_s)->setText(u"nothing"_s); // the link clears what hides it
    remove->trigger();
    QPointer<QDialog> dialog = f.window.findChild<QDialog *>(u"removeImagesDialog"_s);
    QVERIFY(dialog);
    auto *list = dialog->findChild<QTreeWidget *>(u"confirmList"_s);
    const auto links = list->findItems(u"web"_s, Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(links.size(), 1);
    list->scrollToItem(links.first());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(links.first()).center());
    QTRY_VERIFY(!dialog);
    QCOMPARE(f.window.currentPage()->objectName(), u"containers"_s);
    const QModelIndexList selected = f.table(u"containers"_s).selectedRowIndexes();
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected.first().data().toString(), u"web"_s);
    QCOMPARE(f.window.focusWidget(), &f.table(u"containers"_s));
}

void WindowScriptedTest::theWindowIsAsItWasLeft()
{
    // The details need their room, so the pages' splitters are moved up; all others to the right or down.
    const QHash<QString, int> splitters{{u"columnSplitter"_s, 31},
                                        {u"rowSplitter"_s, 31},
                                        {u"activitySplitter"_s, 31},
                                        {u"imagesSplitter"_s, -31},
                                        {u"historySplitter"_s, 31}};
    QHash<QString, QList<int>> sizes;
    QHash<QString, QByteArray> headers;
    QSize size;
    const QJsonArray images{imageRow({u"shop:1"_s})};
    {
        ScriptedWindow f({containerRow(1, u"web"_s)}, images);
        QVERIFY(f.open());
        QVERIFY(f.select(u"images"_s, u"shop"_s));
        f.window.setActivityOpen(true);
        f.window.resize(781, 760); // the offscreen screen is no larger than 800
        for (const auto &[name, shift] : splitters.asKeyValueRange()) {
            auto *splitter = f.window.findChild<QSplitter *>(name);
            QVERIFY2(splitter, qPrintable(name));
            const QList<int> now = splitter->sizes();
            splitter->setSizes({now[0] + shift, now[1] - shift});
        }
        for (const QString &page : {u"images"_s, u"containers"_s}) {
            QVERIFY(f.window.showPage(page));
            QHeaderView *header = f.table(page).header();
            header->moveSection(1, 3);
            header->resizeSection(2, 137);
            header->setSectionHidden(4, true);
        }
        QVERIFY(f.window.showPage(u"images"_s)); // a hidden page is laid out no more
        QCoreApplication::processEvents();
        for (const QString &name : splitters.keys())
            sizes.insert(name, f.window.findChild<QSplitter *>(name)->sizes());
        for (const QString &page : {u"images"_s, u"containers"_s})
            headers.insert(page, f.table(page).header()->saveState());
        size = f.window.size();
        f.window.saveState();
    }
    ScriptedWindow f({containerRow(1, u"web"_s)}, images);
    f.window.restoreState();
    f.window.show();
    QVERIFY(QTest::qWaitForWindowActive(&f.window));
    f.host.openCurrent(f.engine.server.endpoint().toString());
    QCOMPARE(f.window.size(), size);
    QVERIFY(f.select(u"containers"_s, u"web"_s));
    QVERIFY(f.window.showPage(u"images"_s));
    QVERIFY(f.select(u"images"_s, u"shop"_s));
    for (const QString &name : splitters.keys())
        QTRY_COMPARE(f.window.findChild<QSplitter *>(name)->sizes(), sizes[name]);
    for (const QString &page : {u"images"_s, u"containers"_s}) {
        const QHeaderView *header = f.table(page).header();
        QCOMPARE(header->visualIndex(1), 3);
        QCOMPARE(header->sectionSize(2), 137);
        QVERIFY(header->isSectionHidden(4));
    }
}

void WindowScriptedTest::aSignalSavesTheState()
{
    const SmallEngine engine({containerRow(1, u"web"_s)}, {});
    const QTemporaryDir folder;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, folder.path());
    QProcess strata;
    strata.setProcessEnvironment(environment);
    strata.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    strata.start(QStringLiteral(STRATA),
                 {u"--host"_s, engine.server.endpoint().toString(), u"--page"_s, u"containers"_s});
    QVERIFY(strata.waitForStarted());
    QTRY_VERIFY(engine.isFollowed());
    QCOMPARE(::kill(static_cast<pid_t>(strata.processId()), SIGTERM), 0);
    QVERIFY(strata.waitForFinished(20'000));
    QCOMPARE(strata.exitStatus(), QProcess::NormalExit);
    const QSettings settings(folder.filePath(u"strata/strata.conf"_s), QSettings::NativeFormat);
    QCOMPARE(settings.value(u"window/page"_s).toString(), u"containers"_s);
    QVERIFY(settings.contains(u"window/geometry"_s));
}

void WindowScriptedTest::refreshesMoveNothing()
{
    QJsonArray rows = manyContainers(400);
    ScriptedWindow f(rows, {});
    QVERIFY(f.open());
    QVERIFY(f.window.showPage(u"containers"_s));
    QVERIFY(f.select(u"containers"_s, u"container-00100"_s));
    TreeTable &table = f.table(u"containers"_s);
    const auto group = [&table](const QString &name) {
        return table.model()->match(table.model()->index(0, 0), Qt::DisplayRole, name).value(0);
    };
    table.collapse(group(u"project-1"_s));
    QScrollBar *bar = table.verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    const int position = bar->value();
    const QModelIndex top = table.indexAt({5, 5});
    const QString shown = top.data().toString();

    // A row below what is seen ends, another comes at the end; F5 lists everything again.
    rows[399] = with(containerRow(399, u"container-00399"_s, u"exited"_s), u"Labels"_s,
                     QJsonObject{{u"com.docker.compose.project"_s, u"project-4"_s}});
    rows.append(containerRow(500, u"zzz-new"_s));
    f.engine.setContainers(rows);
    QTest::keyClick(&f.window, Qt::Key_F5);
    QTRY_VERIFY(group(u"zzz-new"_s).isValid());
    QCOMPARE(bar->value(), position);
    QCOMPARE(table.indexAt({5, 5}).data().toString(), shown);
    QCOMPARE(table.selectedRowIndexes().value(0).data().toString(), u"container-00100"_s);
    QVERIFY(!table.isExpanded(group(u"project-1"_s)));
    QVERIFY(table.isExpanded(group(u"project-0"_s)) && table.isExpanded(group(u"project-4"_s)));
}

void WindowScriptedTest::everythingFitsAt1280()
{
    ScriptedWindow f({containerRow(1, u"web"_s)}, {imageRow({u"shop:1"_s})});
    QVERIFY(f.open());
    for (const QString &page : {u"images"_s, u"containers"_s}) {
        QVERIFY(f.window.showPage(page));
        QTRY_VERIFY(f.table(page).isVisible());
        const auto *extension = f.window.findChild<QToolBar *>(page + u"ToolBar"_s)
                                    ->findChild<QToolButton *>(u"qt_toolbar_ext_button"_s);
        QVERIFY2(!extension || !extension->isVisible(), qPrintable(page));
        QVERIFY2(f.table(page).header()->length() <= f.table(page).viewport()->width(), qPrintable(page));
    }
    QVERIFY(f.table(u"containers"_s).columnWidth(ContainerModel::Command) >= 150);
}

STRATA_WINDOW_TEST(WindowScriptedTest)
#include "tst_window_scripted.moc"
