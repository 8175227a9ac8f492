// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/finder/finder.h"
#include "support/testprogram.h"

#include <QAction>
#include <QLineEdit>
#include <QListView>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

class NamesPage : public Page
{
public:
    explicit NamesPage(QStringList names) : m_names(std::move(names)) {}

    QString title() const override { return u"Names"_s; }
    QString iconName() const override { return u"strata-images"_s; }
    void setSession(EngineSession *) override {}
    QList<FinderEntry> finderEntries(const QString &text) override
    {
        QList<FinderEntry> entries;
        for (const QString &name : m_names) {
            if (name.contains(text, Qt::CaseInsensitive))
                entries.append(
                    {.title = name, .subtitle = u"Name"_s, .icon = {}, .activate = [this, name] { taken = name; }});
        }
        return entries;
    }

    QString taken;

private:
    QStringList m_names;
};

struct FinderParts
{
    explicit FinderParts(QStringList names) : page(std::move(names))
    {
        field->setFocus();
        window.resize(900, 600);
        window.show();
    }

    QLineEdit *input() { return finder.findChild<QLineEdit *>(u"finderField"_s); }
    QStringList shown()
    {
        QStringList texts;
        const QAbstractItemModel *model = finder.findChild<QListView *>(u"finderList"_s)->model();
        for (int row = 0; row < model->rowCount(); ++row)
            texts.append(model->index(row, 0).data().toString());
        return texts;
    }

    QWidget window;
    QLineEdit *field = new QLineEdit(&window);
    NamesPage page;
    QAction *prune = new QAction(u"&Prune && forget…"_s, &window);
    QAction *disabled = new QAction(u"Disabled"_s, &window);
    Finder finder{{&page}, [this] { return QList{prune, disabled}; }, &window};
};

} // namespace

class TestFinder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ranks_data();
    void ranks();
    void whatFitsBestComesFirst();
    void actionsAreFoundWhenTheyCanBeDone();
    void theKeyboardIsEnough();
    void closingGivesTheFocusBack();
    void manyThingsAreCapped();
    void namesStayPlain();
};

void TestFinder::ranks_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("whole before beginning") << u"web"_s << u"web"_s << u"web-2"_s;
    QTest::newRow("beginning before word") << u"web"_s << u"web-2"_s << u"shop-web"_s;
    QTest::newRow("word before inside") << u"web"_s << u"shop-web"_s << u"cobweb"_s;
    QTest::newRow("inside before letters in order") << u"web"_s << u"cobweb"_s << u"w-e-b"_s;
    QTest::newRow("letters in order before nothing") << u"web"_s << u"w-e-b"_s << u"db"_s;
    QTest::newRow("in any case") << u"WEB"_s << u"web"_s << u"cobweb"_s;
}

void TestFinder::ranks()
{
    QFETCH(QString, typed);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    QVERIFY(finderScore(typed, better) > finderScore(typed, worse));
}

void TestFinder::whatFitsBestComesFirst()
{
    FinderParts f({u"cobweb"_s, u"shop-web-1"_s, u"web"_s, u"database"_s});
    f.finder.popUp();
    f.input()->setText(u"web"_s);
    QCOMPARE(f.shown(), (QStringList{u"web"_s, u"shop-web-1"_s, u"cobweb"_s}));
}

void TestFinder::actionsAreFoundWhenTheyCanBeDone()
{
    FinderParts f({});
    f.disabled->setEnabled(false);
    bool pruned = false;
    QObject::connect(f.prune, &QAction::triggered, &f.window, [&] { pruned = true; });
    f.finder.popUp();
    f.input()->setText(u"d"_s);
    QVERIFY(!f.shown().contains(u"Disabled"_s));
    f.input()->setText(u"prune & f"_s);
    QCOMPARE(f.shown(), QStringList{u"Prune & forget…"_s});
    QTest::keyClick(f.input(), Qt::Key_Return);
    QVERIFY(pruned);
}

void TestFinder::theKeyboardIsEnough()
{
    FinderParts f({u"one"_s, u"other"_s, u"third"_s});
    f.finder.popUp();
    QVERIFY(f.finder.isVisible());
    QTest::keyClicks(f.input(), u"o"_s);
    QTest::keyClick(f.input(), Qt::Key_Down);
    QTest::keyClick(f.input(), Qt::Key_Return);
    QCOMPARE(f.page.taken, u"other"_s);
    QVERIFY(f.finder.isHidden());
    f.finder.popUp();
    QVERIFY(f.input()->text().isEmpty());
    QTest::keyClick(f.input(), Qt::Key_Escape);
    QVERIFY(f.finder.isHidden());
}

void TestFinder::closingGivesTheFocusBack()
{
    FinderParts f({u"one"_s});
    QVERIFY(QTest::qWaitForWindowActive(&f.window));
    f.field->setFocus();
    QTRY_VERIFY(f.field->hasFocus());
    f.finder.popUp();
    QTRY_VERIFY(f.input()->hasFocus());
    QTest::keyClick(f.input(), Qt::Key_Escape);
    QTRY_VERIFY(f.field->hasFocus());
}

void TestFinder::manyThingsAreCapped()
{
    QStringList names;
    for (int i = 0; i < 10'000; ++i)
        names.append(u"container-%1"_s.arg(i));
    FinderParts f(names);
    f.finder.popUp();
    f.input()->setText(u"container-99"_s);
    QVERIFY(f.shown().size() <= 50);
    QCOMPARE(f.shown().first(), u"container-99"_s);
}

void TestFinder::namesStayPlain()
{
    const QString hostile = u"<b>&web</b>"_s;
    FinderParts f({hostile});
    f.finder.popUp();
    f.input()->setText(u"<b"_s);
    QCOMPARE(f.shown(), QStringList{hostile});
}

STRATA_WINDOW_TEST(TestFinder)
#include "tst_finder.moc"
