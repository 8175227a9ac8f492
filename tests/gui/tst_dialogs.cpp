// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/engineswitcher.h"
#include "app/shell/helpdrawing.h"
#include "app/shell/page.h"
#include "faultyengine.h"
#include "pagewindow.h"
#include "shownwindow.h"
#include "support/testprogram.h"
#include "walk.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QMenu>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

struct DialogParts
{
    DialogParts() { engine.setRows({u"db"_s, u"web!"_s}, {u"base:1"_s, u"shop:2"_s}); }

    bool open(const QString &page)
    {
        return shown.open(engine.address()) && shown.window.showPage(page)
            && shown.select(page, shown.rows(page).first(1));
    }

    FaultyEngine engine;
    ShownWindow shown;
};

} // namespace

/// Every dialog and help sheet: what the main window promises of its controls and labels holds there too.
class TestDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useFreshSettings(); }

    void everyDialog_data();
    void everyDialog();
    void everyHelpSheet_data();
    void everyHelpSheet();
};

void TestDialogs::everyDialog_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("dialog");
    const QString images = u"images"_s;
    const QString containers = u"containers"_s;
    QTest::newRow("remove image") << images << u"imagesRemove"_s << u"removeImagesDialog"_s;
    QTest::newRow("remove all images") << images << u"imagesRemoveAll"_s << u"removeImagesDialog"_s;
    QTest::newRow("prune dangling") << images << u"imagesPruneDangling"_s << u"pruneDanglingDialog"_s;
    QTest::newRow("prune unused") << images << u"imagesPruneUnused"_s << u"pruneUnusedDialog"_s;
    QTest::newRow("rename") << containers << u"containersRename"_s << u"renameContainerDialog"_s;
    QTest::newRow("signal") << containers << u"containersKillOther"_s << u"killSignalDialog"_s;
    QTest::newRow("remove container") << containers << u"containersRemove"_s << u"removeContainersDialog"_s;
    QTest::newRow("remove all") << containers << u"containersRemoveAll"_s << u"removeContainersDialog"_s;
    QTest::newRow("stop all") << containers << u"containersStopAll"_s << u"stopAllDialog"_s;
    QTest::newRow("prune") << containers << u"containersPrune"_s << u"pruneContainersDialog"_s;
    QTest::newRow("address") << images << u"engineOther"_s << u"engineAddressDialog"_s;
    QTest::newRow("about") << images << u"about"_s << u"aboutDialog"_s;
}

void TestDialogs::everyDialog()
{
    QFETCH(QString, page);
    QFETCH(QString, action);
    QFETCH(QString, dialog);
    DialogParts f;
    QVERIFY(f.open(page));
    if (action == u"engineOther")
        f.shown.window.switcher().openMenu();
    QTRY_VERIFY(f.shown.action(action) && f.shown.action(action)->isEnabled());
    f.shown.action(action)->trigger();
    f.shown.find<QMenu>(u"engineMenu"_s)->close();
    QTRY_VERIFY(f.shown.dialog());
    QCOMPARE(f.shown.dialog()->objectName(), dialog);
    const Walk walk(f.shown.dialog());
    QCOMPARE(walk.nameless, QStringList());
    QCOMPARE(walk.rich, QStringList());
    QVERIFY(walk.controls > 0);
    QVERIFY(walk.labels > 0);
    QVERIFY(!f.shown.dialog()->windowTitle().isEmpty());
    f.shown.dialog()->reject();
}

void TestDialogs::everyHelpSheet_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("title");
    for (const QString &how : {u"F1"_s, u"click"_s}) {
        QTest::addRow("images, %s", qPrintable(how)) << u"images"_s << u"What is an image?"_s;
        QTest::addRow("containers, %s", qPrintable(how)) << u"containers"_s << u"What is a container?"_s;
    }
}

void TestDialogs::everyHelpSheet()
{
    QFETCH(QString, page);
    QFETCH(QString, title);
    DialogParts f;
    QVERIFY(f.open(page));
    auto *button = f.shown.findOn<QAbstractButton>(page, u"help"_s);
    QCOMPARE(button->accessibleName(), title);
    QVERIFY(QTest::qWaitForWindowActive(&f.shown.window));
    if (QByteArrayView(QTest::currentDataTag()).endsWith("F1"))
        QTest::keyClick(&f.shown.window, Qt::Key_F1);
    else
        QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(QApplication::activePopupWidget());
    QWidget *sheet = QApplication::activePopupWidget();
    QCOMPARE(sheet->objectName(), u"helpSheet"_s);
    QCOMPARE(sheet->findChild<QLabel *>(u"helpTitle"_s)->text(), title);
    qsizetype words = 0;
    for (const QLabel *label : sheet->findChildren<QLabel *>())
        words += label->text().count(u' ');
    QVERIFY2(words > 40, qPrintable(QString::number(words)));
    auto *drawing = sheet->findChild<HelpDrawing *>();
    QVERIFY(drawing && drawing->isVisible());
    const QImage picture = drawing->grab().toImage();
    QSet<QRgb> colors;
    for (int x = 0; x < picture.width(); ++x)
        colors.insert(picture.pixel(x, picture.height() / 2));
    QVERIFY(colors.size() > 2); // something is drawn
    const Walk walk(sheet);
    QCOMPARE(walk.rich, QStringList());
    QVERIFY(walk.labels >= 3);
    QTest::keyClick(sheet, Qt::Key_Escape);
    QTRY_VERIFY(!QApplication::activePopupWidget());
}

STRATA_WINDOW_TEST(TestDialogs)
#include "tst_dialogs.moc"
