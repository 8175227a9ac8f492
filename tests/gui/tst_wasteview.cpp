// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/wasteview.h"
#include "app/connection/enginesession.h"
#include "support/images.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"
#include "widgets/emptystate.h"
#include "widgets/treetable.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QSignalSpy>
#include <QUuid>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

const QString builtText = u"FROM scratch\nCOPY a.sh /srv/a.sh\nRUN chmod 755 /srv/a.sh\n"_s;

/// Nobody has read it before, so neither image nor layers are in the cache.
TestImage freshImage(bool isWasteful)
{
    const QByteArray unlike = QUuid::createUuid().toByteArray();
    Item file{.path = "srv/a.sh", .data = unlike.leftJustified(150'000, '#')};
    TestImage image{.names = {u"shop:1"_s}};
    image.layers.append({tarOf({file}), u"COPY a.sh /srv/a.sh # buildkit"_s});
    file.mode = 0755;
    if (!isWasteful)
        file.path = "srv/b.sh";
    image.layers.append({tarOf({file}), u"RUN /bin/sh -c chmod 755 /srv/a.sh # buildkit"_s});
    return image;
}

} // namespace

/// What a build wasted: before, while and after the image is read.
class TestWasteView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void nothingWasBuilt();
    void aSmallImageIsReadByItself();
    void aLargeOneWhenItIsAskedFor();
    void aSizeThatIsNotKnownYet();
    void nothingIsWasted();
    void whatWentWrongIsTriedAgain();
    void cancelled();
    void anotherBuildBegins();
    void theEngineGoesAway();
    void itGoesAwayItself();
    void theTextIsChanged();
    void aRowIsChosen();

private:
    template<typename T>
    T *find(const char *name) const
    {
        return m_view->findChild<T *>(QLatin1StringView(name));
    }
    const EmptyState *state() const { return find<EmptyState>("builderWasteState"); }
    QAction *action(const char *name) const { return find<QAction>(name); }
    QString cell(int row, int column) const
    {
        return find<TreeTable>("builderWasteTable")->model()->index(row, column).data().toString();
    }
    void offer(const TestImage &image); ///< what the engine sends when it is asked
    void showView();
    void setText(const QString &text) const;
    void build(qint64 size = 300'000) const;
    void send() const;

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<EngineSession> m_session;
    std::unique_ptr<WasteView> m_view;
    QString m_id;
    QByteArray m_archive;
    ScriptedReply m_reply;
    std::atomic<int> m_asked = 0;
};

void TestWasteView::init()
{
    m_server = std::make_unique<ScriptedServer>();
    m_asked = 0;
    offer(freshImage(true));
    m_session = std::make_unique<EngineSession>(EngineCandidate{.name = u"test"_s, .endpoint = m_server->endpoint()},
                                                m_server->endpoint());
    showView();
}

void TestWasteView::showView()
{
    m_view = std::make_unique<WasteView>();
    m_view->resize(1000, 300);
    m_view->setSession(m_session.get());
    new QAbstractItemModelTester(find<TreeTable>("builderWasteTable")->model(), m_view.get());
    setText(builtText);
    m_view->show();
}

void TestWasteView::cleanup()
{
    m_view.reset();
    m_session.reset();
    m_server.reset();
}

void TestWasteView::offer(const TestImage &image)
{
    m_id = u"sha256:"_s + QString::fromLatin1(QUuid::createUuid().toByteArray(QUuid::Id128).repeated(2));
    m_archive = tarOf(ociLayout({image}, {.manifestJson = true}));
    m_server->on("GET", u"/images/get"_s, [this](const ScriptedRequest &, const ScriptedReply &reply) {
        m_reply = reply;
        m_reply.open(200, "application/x-tar");
        ++m_asked;
    });
}

void TestWasteView::setText(const QString &text) const
{
    CopyCache cache;
    m_view->setInsight(std::make_shared<const DockerfileInsight>(lookInto({.text = text}, cache)));
}

void TestWasteView::build(qint64 size) const
{
    ImageSummary image;
    image.id = ImageId(m_id);
    image.size = size;
    m_view->buildBegins();
    m_view->buildEnded(image, u"shop:1"_s, builtText);
}

void TestWasteView::send() const
{
    QTRY_VERIFY(m_asked > 0);
    m_reply.chunk(m_archive);
    m_reply.finish();
    QTRY_VERIFY(m_view->isSettled());
}

void TestWasteView::nothingWasBuilt()
{
    QCOMPARE(state()->title(), u"Nothing was built yet"_s);
    QCOMPARE(m_view->title(), u"Waste"_s);
    m_view->look(); // there is nothing to look into
    QVERIFY(m_view->isSettled());
    QVERIFY(state()->isVisible());
}

void TestWasteView::aSmallImageIsReadByItself()
{
    const QSignalSpy titles(m_view.get(), &WasteView::titleChanged);
    build();
    QCOMPARE(state()->title(), u"Reading the image…"_s);
    send();
    QVERIFY(find<TreeTable>("builderWasteTable")->isVisible());
    QCOMPARE(m_view->title(), u"Waste (150 kB)"_s);
    QVERIFY(!titles.isEmpty());
    QCOMPARE(cell(0, LineWasteModel::Size), u"150 kB"_s);
    QCOMPARE(cell(0, LineWasteModel::From), u"line 2"_s);
    QCOMPARE(cell(0, LineWasteModel::Fate), u"mode or owner changed in line 3"_s);
    QCOMPARE(cell(0, LineWasteModel::Files), u"/srv/a.sh"_s);
    QVERIFY(!find<QLabel>("builderWasteNote")->isVisible());
    QVERIFY(find<QLabel>("builderWasteAdvice")->text().contains(u"--chmod"));
    QVERIFY(action("builderWasteFix")->isEnabled());
    QCOMPARE(action("builderWasteFix")->text(), u"Use --chmod=755"_s);
}

void TestWasteView::aLargeOneWhenItIsAskedFor()
{
    build(WasteView::ReadAtOnce + 1);
    QTRY_VERIFY(m_view->isSettled());
    QCOMPARE(state()->title(), u"Nobody has looked for waste yet"_s);
    QVERIFY2(state()->text().contains(u"256 MB"), qPrintable(state()->text()));
    QCOMPARE(m_asked, 0);
    action("builderWasteLook")->trigger();
    send();
    QCOMPARE(cell(0, LineWasteModel::From), u"line 2"_s);
    m_view->look(); // once is enough
    QVERIFY(m_view->isSettled());
}

void TestWasteView::aSizeThatIsNotKnownYet()
{
    m_server->onJson("GET", u"/images/%1/json"_s.arg(m_id),
                     QJsonDocument(QJsonObject{{u"Id"_s, m_id}, {u"Size"_s, 300'000'000}}).toJson());
    build(-1);
    QVERIFY(!m_view->isSettled());
    QTRY_VERIFY(m_view->isSettled());
    QVERIFY2(state()->text().contains(u"300 MB"), qPrintable(state()->text()));
}

void TestWasteView::nothingIsWasted()
{
    offer(freshImage(false));
    build();
    send();
    QVERIFY(state()->isVisible());
    QCOMPARE(state()->title(), u"No byte is wasted"_s);
    QVERIFY(state()->text().contains(u"100 %"));
    QCOMPARE(m_view->title(), u"Waste"_s);
}

void TestWasteView::whatWentWrongIsTriedAgain()
{
    m_server->onJson("GET", u"/images/get"_s, R"({"message":"the disk is full"})", 500);
    build();
    QTRY_VERIFY(m_view->isSettled());
    QCOMPARE(state()->title(), u"What is wasted is not known"_s);
    QVERIFY2(state()->text().contains(u"the disk is full"), qPrintable(state()->text()));
    offer(freshImage(true));
    action("builderWasteRetry")->trigger();
    send();
    QCOMPARE(m_view->title(), u"Waste (150 kB)"_s);
}

void TestWasteView::cancelled()
{
    build();
    QTRY_VERIFY(m_asked > 0);
    action("builderWasteCancel")->trigger();
    QVERIFY(m_view->isSettled());
    QCOMPARE(state()->title(), u"Nobody has looked for waste yet"_s);
    m_asked = 0;
    action("builderWasteLook")->trigger();
    send();
    QCOMPARE(m_view->title(), u"Waste (150 kB)"_s);
}

/// What is being read then is given up; what was found stays until another image was built.
void TestWasteView::anotherBuildBegins()
{
    build();
    QTRY_VERIFY(m_asked > 0);
    m_view->buildBegins();
    QVERIFY(m_view->isSettled());
    m_asked = 0;
    build();
    send();
    m_view->buildBegins();
    QCOMPARE(m_view->title(), u"Waste (150 kB)"_s);
    QVERIFY(find<TreeTable>("builderWasteTable")->isVisible());
    m_asked = 0;
    offer(freshImage(false));
    build();
    QCOMPARE(m_view->title(), u"Waste"_s);
    send();
    QCOMPARE(state()->title(), u"No byte is wasted"_s);
}

void TestWasteView::theEngineGoesAway()
{
    build();
    QTRY_VERIFY(m_asked > 0);
    m_view->setSession(nullptr);
    QVERIFY(m_view->isSettled());
    QCOMPARE(state()->text(), u"The connection to the engine was ended while the image was read."_s);
    m_session.reset();
    action("builderWasteRetry")->trigger();
    QCOMPARE(state()->text(), u"The engine of this image is not there any more."_s);
    QVERIFY(m_view->isSettled());
}

void TestWasteView::itGoesAwayItself()
{
    build();
    QTRY_VERIFY(m_asked > 0);
    m_view.reset();
    m_reply.chunk(m_archive);
    m_reply.finish();
    QTest::qWait(100);
    showView();
    build();
    QTRY_COMPARE(m_asked, 2); // nobody read it to its end, or it would be in the cache
    send();
    QCOMPARE(m_view->title(), u"Waste (150 kB)"_s);
}

void TestWasteView::theTextIsChanged()
{
    build();
    send();
    const QSignalSpy fixes(m_view.get(), &WasteView::fixRequested);
    setText(u"# a comment\n"_s + builtText);
    QVERIFY(!action("builderWasteFix")->isEnabled()); // its places are of the text before
    action("builderWasteFix")->trigger();
    QVERIFY(find<QLabel>("builderWasteNote")->isVisible());
    QTRY_COMPARE(cell(0, LineWasteModel::From), u"line 3"_s);
    QVERIFY(action("builderWasteFix")->isEnabled());
    QVERIFY(fixes.isEmpty());
    setText(u"FROM debian\nENTRYPOINT [\"other\"]\n"_s);
    QTRY_COMPARE(cell(0, LineWasteModel::From), u"layer 1"_s);
    QVERIFY(!action("builderWasteFix")->isEnabled());
    setText(builtText);
    QTRY_COMPARE(cell(0, LineWasteModel::From), u"line 2"_s);
    QVERIFY(!find<QLabel>("builderWasteNote")->isVisible());
}

void TestWasteView::aRowIsChosen()
{
    build();
    send();
    auto *table = find<TreeTable>("builderWasteTable");
    const QSignalSpy lines(m_view.get(), &WasteView::lineChosen);
    const QSignalSpy fixes(m_view.get(), &WasteView::fixRequested);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(table->model()->index(0, LineWasteModel::Fate)).center());
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines[0][0].toInt(), 2);
    action("builderWasteFix")->trigger();
    QCOMPARE(fixes.size(), 1);
    QCOMPARE(applyFix(builtText, fixes[0][0].value<QuickFix>()), u"FROM scratch\nCOPY --chmod=755 a.sh /srv/a.sh\n"_s);
}

STRATA_WINDOW_TEST(TestWasteView)
#include "tst_wasteview.moc"
