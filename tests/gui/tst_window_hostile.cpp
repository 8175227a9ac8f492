// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/engineswitcher.h"
#include "app/finder/finder.h"
#include "hostileengine.h"
#include "pagewindow.h"
#include "shownwindow.h"
#include "support/testprogram.h"
#include "walk.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"
#include "widgets/treetable.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTextEdit>
#include <QTreeView>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize smallest(800, 600);

QString quoted(const QString &text)
{
    return QString::fromUtf8(QByteArray(text.left(120).toUtf8()).toPercentEncoding(" <>"));
}

/// What is wrong with the texts at and below a widget.
class TextWalk
{
public:
    explicit TextWalk(const QWidget *root)
    {
        look(root);
        for (const QWidget *widget : root->findChildren<const QWidget *>())
            look(widget);
    }
    QStringList problems;

private:
    void look(const QWidget *widget)
    {
        const auto complain = [&](const char *what, const QString &text) {
            problems.append(QString::fromUtf8(describe(widget)) + u' ' + QString::fromUtf8(what) + u": "_s
                            + quoted(text));
        };
        const auto tame = [&](const char *what, const QString &text) {
            if (!isTame(text))
                complain(what, text);
        };
        tame("title", widget->windowTitle());
        tame("name", widget->accessibleName());
        tame("description", widget->accessibleDescription());
        tame("status tip", widget->statusTip());
        const QString tip = widget->toolTip();
        if (Qt::mightBeRichText(tip) && !tip.startsWith(u"<p style=\"white-space: pre-wrap\">"))
            complain("rich tooltip", tip);
        if (const auto *label = qobject_cast<const QLabel *>(widget); label && label->pixmap().isNull()) {
            tame("text", label->text());
            if (label->textFormat() != Qt::PlainText && Qt::mightBeRichText(label->text()))
                complain("rich text", label->text());
        } else if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
            tame("text", button->text());
        } else if (const auto *edit = qobject_cast<const QTextEdit *>(widget)) {
            tame("text", edit->toPlainText());
        } else if (const auto *plain = qobject_cast<const QPlainTextEdit *>(widget)) {
            tame("text", plain->toPlainText());
        } else if (const auto *menu = qobject_cast<const QMenu *>(widget)) {
            for (const QAction *action : menu->actions())
                tame("entry", action->text());
        } else if (const auto *view = qobject_cast<const QAbstractItemView *>(widget); view && view->model()) {
            lookAt(*view->model(), {}, tame);
        }
    }

    static void lookAt(const QAbstractItemModel &model, const QModelIndex &parent, const auto &tame)
    {
        for (int row = 0; row < model.rowCount(parent); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QModelIndex index = model.index(row, column, parent);
                tame("cell", index.data().toString());
                tame("cell's name", index.data(Qt::AccessibleTextRole).toString());
            }
            lookAt(model, model.index(row, 0, parent), tame);
        }
    }
};

bool fits(const QSize &size)
{
    return size.width() <= smallest.width() && size.height() <= smallest.height();
}

QByteArray say(const QSize &size)
{
    return QByteArray::number(size.width()) + " x " + QByteArray::number(size.height());
}

struct HostileWindow
{
    HostileWindow() { shown.window.resize(smallest); }

    bool open() { return shown.open(engine.address()); }
    void selectRow(const QString &page, int row) const
    {
        shown.window.findChild<QWidget *>(page)->show();
        TreeTable &table = shown.table(page);
        table.selectOnly(table.model()->index(row, 0));
        QCoreApplication::processEvents();
    }

    HostileEngine engine;
    ShownWindow shown;
};

} // namespace

/// An engine that means harm with every word it says. What it says stands there as it is and does nothing: no HTML, no
/// control characters, no turned direction, and the window can be made small.
#define HARMLESS(widget)                                                                                               \
    do {                                                                                                               \
        const TextWalk walk(widget);                                                                                   \
        QVERIFY2(walk.problems.isEmpty(), qPrintable(walk.problems.join(u"\n"_s)));                                    \
        QVERIFY2(fits((widget)->minimumSizeHint()), say((widget)->minimumSizeHint()).constData());                     \
        QVERIFY(!(widget)->grab().isNull());                                                                           \
    } while (false)

class TestWindowHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useFreshSettings(); }

    void tables();
    void details_data() { pages(); }
    void details();
    void failedDetails_data() { pages(); }
    void failedDetails();
    void severalRows_data() { pages(); }
    void severalRows();
    void contextMenus_data() { pages(); }
    void contextMenus();
    void dialogs_data();
    void dialogs();
    void activity();
    void finder();
    void engineMenu();
    void failedLists();
    void banner();
    void aContextThatIsNotThere();

private:
    static void pages();
};

void TestWindowHostile::pages()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("details");
    QTest::newRow("images") << u"images"_s << u"imageDetails"_s;
    QTest::newRow("containers") << u"containers"_s << u"containerDetails"_s;
}

void TestWindowHostile::tables()
{
    HostileWindow f;
    QVERIFY(f.open());
    QTRY_VERIFY(f.shown.find<QAbstractButton>(u"engineSwitcher"_s)->text().contains(u"26&lt;"_s)
                || f.shown.find<QAbstractButton>(u"engineSwitcher"_s)->text().contains(u"26<b>"_s));
    for (const bool grouped : {false, true}) {
        for (const QString &page : {u"images"_s, u"containers"_s}) {
            f.shown.window.showPage(page);
            f.shown.find<QCheckBox>(page + u"Grouped"_s)->setChecked(grouped);
            QVERIFY(f.shown.rows(page).size() >= 2);
            QCoreApplication::processEvents();
            HARMLESS(&f.shown.window);
        }
    }
    QCOMPARE(f.shown.window.size(), smallest);
}

void TestWindowHostile::details()
{
    QFETCH(QString, page);
    QFETCH(QString, details);
    HostileWindow f;
    QVERIFY(f.open());
    f.shown.window.showPage(page);
    auto *tabs = f.shown.find<QTabWidget>(details + u"Tabs"_s);
    for (int row = 0; row < f.shown.table(page).model()->rowCount(); ++row) {
        f.selectRow(page, row);
        QTRY_VERIFY(tabs->isVisible());
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            const bool isImage = page == u"images";
            const auto *form = f.shown.find<QTextEdit>(isImage ? u"imageConfig"_s : u"containerOverview"_s);
            const auto *json = f.shown.find<QWidget>(isImage ? u"imageInspect"_s : u"containerInspect"_s)
                                   ->findChild<QPlainTextEdit *>();
            QTRY_VERIFY_WITH_TIMEOUT(!form->toPlainText().isEmpty(), 30'000);
            QTRY_VERIFY(!json->isVisible() || !json->toPlainText().isEmpty());
            HARMLESS(&f.shown.window);
        }
    }
    QCOMPARE(f.shown.window.size(), smallest);
}

void TestWindowHostile::failedDetails()
{
    QFETCH(QString, page);
    QFETCH(QString, details);
    HostileWindow f;
    f.engine.failDetails(true);
    QVERIFY(f.open());
    f.shown.window.showPage(page);
    f.selectRow(page, 0);
    auto *message = f.shown.find<EmptyState>(details + u"Message"_s);
    QTRY_VERIFY(message->isVisible() && message->text().startsWith(u"failed<b>"_s));
    QCoreApplication::processEvents();
    HARMLESS(&f.shown.window);
    QCOMPARE(f.shown.window.size(), smallest);
}

void TestWindowHostile::severalRows()
{
    QFETCH(QString, page);
    HostileWindow f;
    QVERIFY(f.open());
    f.shown.window.showPage(page);
    f.shown.table(page).selectAll();
    QCoreApplication::processEvents();
    HARMLESS(&f.shown.window);
    f.shown.find<QCheckBox>(page + u"Grouped"_s)->setChecked(true);
    f.selectRow(page, 1);
    HARMLESS(&f.shown.window);
}

void TestWindowHostile::contextMenus()
{
    QFETCH(QString, page);
    HostileWindow f;
    QVERIFY(f.open());
    f.shown.window.showPage(page);
    f.selectRow(page, 0);
    TreeTable &table = f.shown.table(page);
    Q_EMIT table.customContextMenuRequested(table.visualRect(table.currentIndex()).center());
    auto *menu = f.shown.find<QMenu>(page + u"Menu"_s);
    QVERIFY(menu && menu->isVisible());
    HARMLESS(menu);
    QCOMPARE(menu->findChildren<QAction *>(u"containersOpenPort"_s).size(), page == u"images" ? 0 : 1);
    menu->close();
}

void TestWindowHostile::dialogs_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("action");
    for (const QString &action : {u"Remove"_s, u"RemoveAll"_s, u"PruneDangling"_s, u"PruneUnused"_s})
        QTest::addRow("images %s", qPrintable(action)) << u"images"_s << QString(u"images"_s + action);
    for (const QString &action : {u"Remove"_s, u"RemoveAll"_s, u"Rename"_s, u"StopAll"_s, u"Prune"_s})
        QTest::addRow("containers %s", qPrintable(action)) << u"containers"_s << QString(u"containers"_s + action);
}

void TestWindowHostile::dialogs()
{
    QFETCH(QString, page);
    QFETCH(QString, action);
    HostileWindow f;
    QVERIFY(f.open());
    f.shown.window.showPage(page);
    for (int row = 0; row < f.shown.table(page).model()->rowCount(); ++row) {
        f.selectRow(page, row);
        QTRY_VERIFY(f.shown.action(action)->isEnabled());
        f.shown.action(action)->trigger();
        QPointer<QDialog> dialog = f.shown.dialog();
        QVERIFY(dialog);
        HARMLESS(dialog);
        for (QCheckBox *option : dialog->findChildren<QCheckBox *>()) {
            if (option->isVisible())
                option->click();
        }
        HARMLESS(dialog);
        dialog->reject();
        QTRY_VERIFY(!dialog);
    }
}

void TestWindowHostile::activity()
{
    HostileWindow f;
    QVERIFY(f.open());
    f.shown.window.showPage(u"containers"_s);
    f.shown.table(u"containers"_s).selectAll();
    QTRY_VERIFY(f.shown.action(u"containersRestart"_s)->isEnabled());
    f.shown.window.setActivityOpen(true);
    f.shown.action(u"containersRestart"_s)->trigger();
    QTRY_COMPARE(f.shown.activity.runningCount(), 0);
    QTRY_VERIFY(f.shown.find<ElidedLabel>(u"activityStripText"_s)->text().contains(u"refused"_s));
    QCoreApplication::processEvents();
    HARMLESS(&f.shown.window);
    QCOMPARE(f.shown.window.size(), smallest);
    f.shown.find<QAbstractButton>(u"activityCopy"_s)->click(); // what is copied is what was meant
    QVERIFY(f.shown.activity.operations().first()->commandLine().toString().contains(hostile(u"name1"_s)));
}

void TestWindowHostile::finder()
{
    HostileWindow f;
    QVERIFY(f.open());
    f.shown.window.finder().popUp();
    f.shown.find<QLineEdit>(u"finderField"_s)->setText(u"<b>"_s);
    auto *list = f.shown.find<QListView>(u"finderList"_s);
    QTRY_VERIFY(list->model()->rowCount() >= 5);
    HARMLESS(&f.shown.window);
    QCOMPARE(f.shown.window.size(), smallest);
}

void TestWindowHostile::engineMenu()
{
    HostileWindow f;
    QVERIFY(f.open());
    qputenv("DOCKER_HOST", f.engine.address().toUtf8());
    f.shown.window.switcher().openMenu();
    auto *menu = f.shown.find<QMenu>(u"engineMenu"_s);
    QTRY_VERIFY(f.shown.window.switcher().hasAsked());
    HARMLESS(menu);
    HARMLESS(&f.shown.window);
    menu->close();
    qunsetenv("DOCKER_HOST");
}

void TestWindowHostile::failedLists()
{
    HostileWindow f;
    f.engine.failLists(true);
    f.shown.window.show();
    f.shown.host.openCurrent(f.engine.address());
    auto *failed = f.shown.findOn<EmptyState>(u"images"_s, u"stateFailed"_s);
    QTRY_VERIFY(failed->isVisible() && failed->text().startsWith(u"failed<b>"_s));
    QCoreApplication::processEvents();
    HARMLESS(&f.shown.window);
    QCOMPARE(f.shown.window.size(), smallest);
}

void TestWindowHostile::banner()
{
    HostileWindow f;
    QVERIFY(f.open());
    f.engine.failLists(true);
    f.engine.server.dropConnections();
    auto *reason = f.shown.findOn<ElidedLabel>(u"images"_s, u"linkBannerReason"_s);
    QTRY_VERIFY(reason->isVisible() && reason->text().startsWith(u"failed<b>"_s));
    QCoreApplication::processEvents();
    HARMLESS(&f.shown.window);
    QCOMPARE(f.shown.window.size(), smallest);
}

void TestWindowHostile::aContextThatIsNotThere()
{
    HostileWindow f;
    f.shown.window.show();
    qputenv("DOCKER_CONTEXT", hostile(u"context"_s).remove(QChar(0)).toUtf8());
    f.shown.host.openCurrent();
    auto *problem = f.shown.find<EmptyState>(u"engineProblem"_s);
    QTRY_VERIFY(problem->isVisible());
    QTRY_VERIFY(f.shown.statusText().contains(u"context<b>"_s));
    HARMLESS(&f.shown.window);
    f.shown.window.switcher().openMenu();
    HARMLESS(f.shown.find<QMenu>(u"engineMenu"_s));
    f.shown.find<QMenu>(u"engineMenu"_s)->close();
    qunsetenv("DOCKER_CONTEXT");
}

STRATA_WINDOW_TEST(TestWindowHostile)
#include "tst_window_hostile.moc"
