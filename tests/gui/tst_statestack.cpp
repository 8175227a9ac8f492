// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/statestack.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"
#include "widgets/emptystate.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

void script(ScriptedServer &server)
{
    server.onJson("GET", u"/containers/json"_s, "[]");
    server.onJson("GET", u"/images/json"_s, "[]");
    server.onJson("GET", u"/version"_s, R"({"Version":"26.1.5","ApiVersion":"1.45"})");
    server.onJson("GET", u"/info"_s, "{}");
    server.on("GET", u"/events"_s, [](const ScriptedRequest &, const ScriptedReply &reply) { reply.open(); });
}

struct StackParts
{
    ScriptedServer server;
    std::unique_ptr<Engine> engine;
    std::unique_ptr<Inventory> inventory;
    QLabel *content = new QLabel(u"rows"_s);
    StateStack stack{content};

    void connectNow()
    {
        engine = std::make_unique<Engine>(server.endpoint());
        inventory = std::make_unique<Inventory>(*engine);
        QObject::connect(inventory.get(), &Inventory::containersChanged, &stack, [this] { stack.setLoaded(true); });
        stack.setInventory(inventory.get(), server.endpoint());
        stack.resize(600, 400);
        stack.show();
        inventory->start();
    }
    QWidget *veil() const { return stack.findChild<QWidget *>(u"veil"_s); }
    ~StackParts() { stack.setInventory(nullptr); }
};

} // namespace

class TestStateStack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsContentWhenTheListIsThere();
    void saysThatAnEmptyListIsEmpty();
    void loadingShowsOnlyAfterAWhile();
    void aMissingEngineIsDiagnosedAndComesBack();
    void aLostEngineLeavesTheRowsGreyed();
};

void TestStateStack::showsContentWhenTheListIsThere()
{
    StackParts f;
    script(f.server);
    f.connectNow();
    QTRY_COMPARE(f.stack.shown(), StateStack::Shown::Content);
    QVERIFY(f.content->isVisible());
    QVERIFY(!f.veil()->isVisible());
}

void TestStateStack::saysThatAnEmptyListIsEmpty()
{
    StackParts f;
    script(f.server);
    f.stack.emptyState().setTitle(u"No images"_s);
    f.connectNow();
    f.stack.setEmpty(true);
    QTRY_COMPARE(f.stack.shown(), StateStack::Shown::Empty);
    f.stack.setEmpty(false);
    QCOMPARE(f.stack.shown(), StateStack::Shown::Content);
}

void TestStateStack::loadingShowsOnlyAfterAWhile()
{
    StackParts f;
    script(f.server);
    ScriptedReply held;
    f.server.on("GET", u"/containers/json"_s,
                [&](const ScriptedRequest &, const ScriptedReply &reply) { held = reply; });
    f.connectNow();
    QCOMPARE(f.stack.shown(), StateStack::Shown::Nothing);
    QTRY_COMPARE(f.stack.shown(), StateStack::Shown::Loading);
    held.json("[]");
    QTRY_COMPARE(f.stack.shown(), StateStack::Shown::Content);
}

void TestStateStack::aMissingEngineIsDiagnosedAndComesBack()
{
    StackParts f;
    script(f.server);
    f.server.stop();
    f.connectNow();
    QTRY_COMPARE(f.stack.shown(), StateStack::Shown::Failed);
    auto *failed = f.stack.findChild<EmptyState *>(u"stateFailed"_s);
    QVERIFY(failed->isVisible());
    QVERIFY(!failed->title().isEmpty());
    QVERIFY(failed->text().contains(f.server.socketPath()));
    f.server.start();
    QTRY_COMPARE(f.stack.shown(), StateStack::Shown::Content);
}

void TestStateStack::aLostEngineLeavesTheRowsGreyed()
{
    StackParts f;
    script(f.server);
    f.connectNow();
    QTRY_COMPARE(f.stack.shown(), StateStack::Shown::Content);
    f.server.stop();
    QTRY_COMPARE(f.stack.shown(), StateStack::Shown::Disconnected);
    QVERIFY(f.content->isVisible());
    QVERIFY(f.veil()->isVisible());
    QCOMPARE(f.veil()->size(), f.content->size());
    f.stack.resize(700, 500);
    QTRY_COMPARE(f.veil()->size(), f.content->size());
    QVERIFY(f.stack.findChild<QWidget *>(u"linkBanner"_s)->isVisible());
    f.server.start();
    QTRY_COMPARE(f.stack.shown(), StateStack::Shown::Content);
    QVERIFY(!f.veil()->isVisible());
    QVERIFY(!f.stack.findChild<QWidget *>(u"linkBanner"_s)->isVisible());
}

STRATA_WINDOW_TEST(TestStateStack)
#include "tst_statestack.moc"
