// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imagespage.h"
#include "models/historymodel.h"
#include "pagewindow.h"
#include "realobjects.h"
#include "support/testprogram.h"
#include "widgets/codeview.h"
#include "widgets/keyvalueview.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTreeWidget>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

using ImagesWindow = PageWindow<ImagesPage>;

/// Everything that the images page does, on the real engine, by object names.
class ImagesPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useFreshSettings(); }
    void init() { useFreshSettings(); }
    void cleanup() { m_objects.reset(); }

    void showsWhatIsThereAndWhatComes();
    void filtersGroupsAndSorts();
    void showsHistoryConfigAndUsers();
    void removesOneNameAndKeepsTheImage();
    void removesSeveralImages();
    void saysWhoBlocksAndLinksToIt();
    void removesTheContainersInTheWayWhenAsked();
    void forcesWhenAsked();
    void reportsEachFailureAndGoesOn();
    void prunesDanglingImagesAfterShowingThem();
    void prunesUnusedImagesAfterShowingThem();
    void removesAll();
    void copiesReferenceAndId();
    void remembersHowItWasLeft();

private:
    QString name(const QString &what) const { return m_objects->name(what); }
    QString idOf(const QString &reference) const { return m_objects->inspect(reference, u"{{.Id}}"_s); }
    static bool has(const ImagesWindow &window, const QString &repository) { return window.row(repository).isValid(); }
    QDialog *askRemoval(const ImagesWindow &window, const QStringList &repositories) const;
    static QString list(const QDialog *dialog);
    static QString summary(const QDialog *dialog);
    static void accept(const QDialog *dialog);

    RealEngine m_engine;
    std::unique_ptr<RealObjects> m_objects;
};

QDialog *ImagesPageTest::askRemoval(const ImagesWindow &window, const QStringList &repositories) const
{
    if (!QTest::qWaitFor([&] { return window.select(repositories); }, QDeadlineTimer(patience)))
        return nullptr;
    QAction *remove = window.action(u"imagesRemove"_s);
    if (!QTest::qWaitFor([&] { return remove->isEnabled(); }, QDeadlineTimer(patience)))
        return nullptr;
    remove->trigger();
    return window.dialog(u"removeImagesDialog"_s);
}

QString ImagesPageTest::list(const QDialog *dialog)
{
    return treeText(*dialog->findChild<QTreeWidget *>(u"confirmList"_s));
}

QString ImagesPageTest::summary(const QDialog *dialog)
{
    return dialog->findChild<const QLabel *>(u"confirmSummary"_s)->text();
}

void ImagesPageTest::accept(const QDialog *dialog)
{
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"confirmAccept"_s), Qt::LeftButton);
}

void ImagesPageTest::showsWhatIsThereAndWhatComes()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    const QString id = m_objects->makeImage(name(u"early"_s) + u":1.0"_s);
    ImagesWindow window(m_engine.endpoint());
    QTRY_VERIFY(has(window, name(u"early"_s)));
    QCOMPARE(window.cell(name(u"early"_s), ImageModel::Tag), u"1.0"_s);
    QCOMPARE(window.cell(name(u"early"_s), ImageModel::Id), id.mid(7, 12));
    QVERIFY(window.cell(name(u"early"_s), ImageModel::Size).endsWith(u"B"));
    QCOMPARE(window.cell(name(u"early"_s), ImageModel::UsedBy), u"–"_s);

    m_objects->create(name(u"container"_s), name(u"early"_s) + u":1.0"_s);
    QTRY_COMPARE(window.cell(name(u"early"_s), ImageModel::UsedBy), u"1"_s);
    m_objects->docker({u"tag"_s, id, name(u"late"_s)});
    QTRY_COMPARE(window.cell(name(u"late"_s), ImageModel::Tag), u"latest"_s);
    m_objects->docker({u"rmi"_s, name(u"late"_s)});
    QTRY_VERIFY(!has(window, name(u"late"_s)));
    QVERIFY(window.page->countText().toInt() >= 1);
}

void ImagesPageTest::filtersGroupsAndSorts()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->makeImage(name(u"a"_s) + u":1"_s);
    m_objects->docker({u"tag"_s, name(u"a"_s) + u":1"_s, name(u"a"_s) + u":2"_s});
    m_objects->makeImage(name(u"b"_s));
    ImagesWindow window(m_engine.endpoint());
    window.find<QLineEdit>(u"imagesFilter"_s)->setText(name({}));
    QTRY_COMPARE(window.shown(), (QStringList{name(u"a"_s), name(u"a"_s), name(u"b"_s)}));
    QCOMPARE(window.shown(ImageModel::Tag), (QStringList{u"1"_s, u"2"_s, u"latest"_s}));
    window.table().sortByColumn(ImageModel::Tag, Qt::DescendingOrder);
    QCOMPARE(window.shown(ImageModel::Tag), (QStringList{u"latest"_s, u"2"_s, u"1"_s}));
    window.table().sortByColumn(ImageModel::Repository, Qt::AscendingOrder);

    window.find<QCheckBox>(u"imagesGrouped"_s)->click();
    QCOMPARE(window.cell(name(u"a"_s), ImageModel::Tag), u"2 tags"_s);
    QCOMPARE(window.table().model()->rowCount(window.row(name(u"a"_s))), 2);
    window.find<QLineEdit>(u"imagesFilter"_s)->setText(u"nothing is called like this"_s);
    QVERIFY(window.find<QWidget>(u"imagesNoMatch"_s)->isVisible());
    window.action(u"imagesClearFilter"_s)->trigger();
    QVERIFY(has(window, name(u"b"_s)));
}

void ImagesPageTest::showsHistoryConfigAndUsers()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->makeImage(name(u"a"_s),
                         {u"ENV GREETING=hello"_s, u"EXPOSE 8080"_s, u"CMD [\"/bin/busybox\",\"true\"]"_s});
    const QString container = m_objects->create(name(u"user"_s), name(u"a"_s));
    ImagesWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.select({name(u"a"_s)}));
    auto *history = window.find<TreeTable>(u"historyTable"_s);
    QTRY_VERIFY(history->model()->rowCount() > 0);
    QVERIFY(history->model()->index(0, HistoryModel::Size).data().toString().endsWith(u"B"));
    auto *config = window.find<KeyValueView>(u"imageConfig"_s);
    QTRY_VERIFY(config->sectionsAsText().contains(u"GREETING: hello"));
    QVERIFY(config->sectionsAsText().contains(u"Command: /bin/busybox true"));
    QVERIFY(config->sectionsAsText().contains(u"8080/tcp"));
    QTRY_VERIFY(window.find<JsonView>(u"imageInspect"_s)->text().contains(idOf(name(u"a"_s))));

    auto *tabs = window.find<QTabWidget>(u"imageDetailsTabs"_s);
    auto *users = window.find<QTreeWidget>(u"imageUsers"_s);
    tabs->setCurrentWidget(users);
    QTRY_VERIFY(treeText(*users).contains(name(u"user"_s)));
    QSignalSpy opened(window.page.get(), &Page::openRequested);
    users->setCurrentItem(users->topLevelItem(0));
    QTest::keyClick(users, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first(), (QVariantList{u"container"_s, container}));
}

void ImagesPageTest::removesOneNameAndKeepsTheImage()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    const QString id = m_objects->makeImage(name(u"a"_s));
    m_objects->docker({u"tag"_s, id, name(u"b"_s)});
    ImagesWindow window(m_engine.endpoint());
    QTRY_VERIFY(has(window, name(u"a"_s)) && has(window, name(u"b"_s)));
    QDialog *dialog = askRemoval(window, {name(u"a"_s)});
    QVERIFY(dialog);
    auto *cancel = dialog->findChild<QPushButton *>(u"confirmCancel"_s);
    QVERIFY(cancel->isDefault());
    QCOMPARE(dialog->focusWidget(), cancel);
    QVERIFY2(list(dialog).startsWith(u"Only the name goes\n  "_s + name(u"a"_s)), qPrintable(list(dialog)));
    QVERIFY(list(dialog).contains(u"stays as "_s + name(u"b"_s)));
    accept(dialog);
    QTRY_VERIFY(!has(window, name(u"a"_s)));
    QCOMPARE(idOf(name(u"b"_s)), id);
}

void ImagesPageTest::removesSeveralImages()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->makeImage(name(u"a"_s));
    m_objects->makeImage(name(u"b"_s));
    ImagesWindow window(m_engine.endpoint());
    QTRY_VERIFY(has(window, name(u"a"_s)) && has(window, name(u"b"_s)));
    QDialog *dialog = askRemoval(window, {name(u"a"_s), name(u"b"_s)});
    QVERIFY(dialog);
    QVERIFY(list(dialog).startsWith(u"Deleted\n"));
    QVERIFY2(summary(dialog).startsWith(u"2 images are deleted, which frees"), qPrintable(summary(dialog)));
    accept(dialog);
    QTRY_VERIFY(!has(window, name(u"a"_s)) && !has(window, name(u"b"_s)));
    QVERIFY(idOf(name(u"a"_s)).isEmpty());
    QCOMPARE(window.lastOperation()->commandLine().toString(),
             u"docker rmi %1:latest %2:latest"_s.arg(name(u"a"_s), name(u"b"_s)));
}

void ImagesPageTest::saysWhoBlocksAndLinksToIt()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->makeImage(name(u"a"_s));
    const QString container = m_objects->run(name(u"user"_s), name(u"a"_s));
    ImagesWindow window(m_engine.endpoint());
    QTRY_COMPARE(window.cell(name(u"a"_s), ImageModel::UsedBy), u"1"_s);
    QPointer<QDialog> dialog = askRemoval(window, {name(u"a"_s)});
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<QPushButton *>(u"confirmAccept"_s)->isEnabled());
    QVERIFY(!dialog->findChild<QCheckBox *>(u"removeImagesContainers"_s)->isVisible());
    auto *tree = dialog->findChild<QTreeWidget *>(u"confirmList"_s);
    const QList<QTreeWidgetItem *> links = tree->findItems(name(u"user"_s), Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(links.size(), 1);
    QSignalSpy opened(window.page.get(), &Page::openRequested);
    tree->setCurrentItem(links.first());
    QTest::keyClick(tree, Qt::Key_Return);
    QCOMPARE(opened.value(0), (QVariantList{u"container"_s, container}));
    QTRY_VERIFY(!dialog);
    QVERIFY(!idOf(name(u"a"_s)).isEmpty());
}

void ImagesPageTest::removesTheContainersInTheWayWhenAsked()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->makeImage(name(u"a"_s));
    m_objects->create(name(u"user"_s), name(u"a"_s));
    ImagesWindow window(m_engine.endpoint());
    QTRY_COMPARE(window.cell(name(u"a"_s), ImageModel::UsedBy), u"1"_s);
    QDialog *dialog = askRemoval(window, {name(u"a"_s)});
    QVERIFY(dialog);
    auto *option = dialog->findChild<QCheckBox *>(u"removeImagesContainers"_s);
    QVERIFY(option->isVisible() && !option->isChecked());
    QVERIFY(option->text().contains(name(u"user"_s)));
    QVERIFY(!dialog->findChild<QPushButton *>(u"confirmAccept"_s)->isEnabled());
    option->click();
    QVERIFY(list(dialog).startsWith(u"Deleted\n"));
    accept(dialog);
    QTRY_VERIFY(!has(window, name(u"a"_s)));
    QVERIFY(idOf(name(u"a"_s)).isEmpty());
    QVERIFY(m_objects->inspect(name(u"user"_s), u"{{.Id}}"_s).isEmpty());
}

void ImagesPageTest::forcesWhenAsked()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->makeImage(name(u"a"_s));
    m_objects->create(name(u"user"_s), name(u"a"_s));
    ImagesWindow window(m_engine.endpoint());
    QTRY_COMPARE(window.cell(name(u"a"_s), ImageModel::UsedBy), u"1"_s);
    QDialog *dialog = askRemoval(window, {name(u"a"_s)});
    QVERIFY(dialog);
    auto *force = dialog->findChild<QCheckBox *>(u"removeImagesForce"_s);
    QVERIFY(force->isVisible() && !force->isChecked());
    force->click();
    accept(dialog);
    QTRY_VERIFY(!has(window, name(u"a"_s)));
    QVERIFY(!m_objects->inspect(name(u"user"_s), u"{{.Id}}"_s).isEmpty());
    QCOMPARE(window.lastOperation()->commandLine().toString(), u"docker rmi -f %1:latest"_s.arg(name(u"a"_s)));
}

void ImagesPageTest::reportsEachFailureAndGoesOn()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->makeImage(name(u"a"_s));
    m_objects->makeImage(name(u"b"_s));
    ImagesWindow window(m_engine.endpoint());
    QTRY_VERIFY(has(window, name(u"a"_s)) && has(window, name(u"b"_s)));
    QDialog *dialog = askRemoval(window, {name(u"a"_s), name(u"b"_s)});
    QVERIFY(dialog);
    // The engine's answer comes too late for the window: both are asked for, one is gone.
    m_objects->docker({u"rmi"_s, name(u"a"_s)});
    accept(dialog);
    QTRY_VERIFY(!has(window, name(u"b"_s)) && window.isIdle());
    QVERIFY(idOf(name(u"b"_s)).isEmpty());
    const Outcome &outcome = window.lastOperation()->outcome();
    QCOMPARE(outcome.kind, Outcome::Kind::Failure);
    QVERIFY2(outcome.error->message.contains(name(u"a"_s)), qPrintable(outcome.error->message));
    QVERIFY(!outcome.error->message.contains(name(u"b"_s)));
}

void ImagesPageTest::prunesDanglingImagesAfterShowingThem()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    const QString dangling = m_objects->makeImage({});
    m_objects->makeImage(name(u"named"_s));
    ImagesWindow window(m_engine.endpoint());
    QTRY_VERIFY(has(window, name(u"named"_s)) && window.row(dangling.mid(7, 12), ImageModel::Id).isValid());
    window.action(u"imagesPruneDangling"_s)->trigger();
    QDialog *dialog = window.dialog(u"pruneDanglingDialog"_s);
    QVERIFY(dialog);
    QVERIFY(list(dialog).contains(dangling.mid(7, 12)));
    QVERIFY(!list(dialog).contains(name(u"named"_s)));
    QVERIFY(summary(dialog).contains(u"frees"));
    accept(dialog);
    QTRY_VERIFY(!window.row(dangling.mid(7, 12), ImageModel::Id).isValid());
    QVERIFY(has(window, name(u"named"_s)));
}

void ImagesPageTest::prunesUnusedImagesAfterShowingThem()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->makeImage(name(u"unused"_s));
    m_objects->makeImage(name(u"used"_s));
    m_objects->create(name(u"user"_s), name(u"used"_s));
    ImagesWindow window(m_engine.endpoint());
    QTRY_VERIFY(has(window, name(u"unused"_s)));
    QTRY_COMPARE(window.cell(name(u"used"_s), ImageModel::UsedBy), u"1"_s);
    window.action(u"imagesPruneUnused"_s)->trigger();
    QDialog *dialog = window.dialog(u"pruneUnusedDialog"_s);
    QVERIFY(dialog);
    QVERIFY(list(dialog).contains(name(u"unused"_s)));
    QVERIFY(!list(dialog).contains(name(u"used"_s) + u':'));
    accept(dialog);
    QTRY_VERIFY(!has(window, name(u"unused"_s)));
    QVERIFY(has(window, name(u"used"_s)));
}

void ImagesPageTest::removesAll()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->makeImage(name(u"a"_s));
    m_objects->makeImage({});
    ImagesWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.page->countText().toInt() >= 2);
    window.action(u"imagesRemoveAll"_s)->trigger();
    QDialog *dialog = window.dialog(u"removeImagesDialog"_s);
    QVERIFY(dialog);
    accept(dialog);
    QTRY_COMPARE(window.page->countText(), u"0"_s);
    QVERIFY(m_objects->docker({u"images"_s, u"-q"_s}).isEmpty());
}

void ImagesPageTest::copiesReferenceAndId()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    const QString id = m_objects->makeImage(name(u"a"_s));
    ImagesWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.select({name(u"a"_s)}));
    QTRY_VERIFY(window.action(u"imagesCopyReference"_s)->isEnabled());
    window.action(u"imagesCopyReference"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), name(u"a"_s) + u":latest"_s);
    window.action(u"imagesCopyId"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), id);
    QVERIFY(!window.action(u"imagesCopyDigest"_s)->isEnabled()); // it never was in a registry
}

void ImagesPageTest::remembersHowItWasLeft()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->makeImage(name(u"a"_s));
    {
        ImagesWindow window(m_engine.endpoint());
        window.find<QCheckBox>(u"imagesGrouped"_s)->setChecked(true);
        window.find<QTabWidget>(u"imageDetailsTabs"_s)->setCurrentIndex(2);
        window.table().sortByColumn(ImageModel::Size, Qt::DescendingOrder);
        window.page->saveState();
    }
    ImagesWindow window(m_engine.endpoint());
    window.page->restoreState();
    QVERIFY(window.find<QCheckBox>(u"imagesGrouped"_s)->isChecked());
    QCOMPARE(window.find<QTabWidget>(u"imageDetailsTabs"_s)->currentIndex(), 2);
    QCOMPARE(window.table().header()->sortIndicatorSection(), int(ImageModel::Size));
    QCOMPARE(window.table().header()->sortIndicatorOrder(), Qt::DescendingOrder);
}

STRATA_WINDOW_TEST(ImagesPageTest)
#include "tst_images_page.moc"
