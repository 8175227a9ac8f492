// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/dockerfilepage.h"
#include "app/layers/imagereading.h"
#include "app/layers/layerinspector.h"
#include "app/layers/layersview.h"
#include "support/images.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"
#include "widgets/codeview.h"
#include "widgets/emptystate.h"
#include "widgets/keyvalueview.h"
#include "widgets/treetable.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QUuid>

#include <algorithm>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// An image of two layers that an engine sends as slowly as a test wants.
class TestLayersStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void oneLayerAfterTheOther();
    void whatIsOpenAndSelectedStays();
    void cancelledInTheMiddle();
    void theEngineGoesAway();
    void aLayerThatWasReadBefore();
    void itsNameLeadsToItsDockerfile();
    void readAgain();
    void cancelledBeforeAnythingCame();
    void severalPlatforms();

private:
    void offer(const QString &id, const TestImage &image, const QList<TestImage> &before = {});
    void answer(const QString &id, const TestImage &image);
    void show();
    void sendHalf() const; ///< the first layer, and some of the second
    void sendRest() const;
    void showsContentMeanwhile();
    QString cell(int row, int column) const
    {
        return find<TreeTable>("layersTable")->model()->index(row, column).data().toString();
    }
    QModelIndex fileAt(const QString &name, const QModelIndex &parent = {}) const;
    template<typename T>
    T *find(const char *name) const
    {
        return m_view->findChild<T *>(QLatin1StringView(name));
    }

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<EngineSession> m_session;
    std::unique_ptr<LayersView> m_view;
    QString m_id;
    QByteArray m_archive;
    qsizetype m_half = 0;
    ScriptedReply m_reply;
    std::atomic<bool> m_isAsked = false;
};

namespace {

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString freshId()
{
    return u"sha256:"_s + QString::fromLatin1(QUuid::createUuid().toByteArray(QUuid::Id128).repeated(2));
}

} // namespace

void TestLayersStream::init()
{
    m_server = std::make_unique<ScriptedServer>();
    m_id = freshId();
    m_isAsked = false;
    TestImage image;                           // asked for by its ID: the engine sends no names
    const QByteArray unlike = m_id.toLatin1(); // or it would be known from the run before
    image.layers = {
        {tarOf({folder("etc/"), {.path = "etc/first", .data = unlike}}), u"COPY first /etc/"_s},
        {tarOf({{.path = "second", .data = QByteArray(60'000, '2')}, {.path = "etc/third", .data = unlike}}),
         u"COPY second /"_s}};
    offer(m_id, image);
    m_session = std::make_unique<EngineSession>(EngineCandidate{.name = u"test"_s, .endpoint = m_server->endpoint()},
                                                m_server->endpoint());
    m_view = std::make_unique<LayersView>();
    m_view->resize(1000, 500);
    m_view->setSession(m_session.get());
    for (const char *table : {"layersFiles", "layersTable"}) {
        auto *tester = new QAbstractItemModelTester(find<TreeTable>(table)->model(), m_view.get());
        tester->setUseFetchMore(false); // it would fetch while rows change places
    }
}

void TestLayersStream::cleanup()
{
    m_view.reset();
    m_session.reset();
    m_server.reset();
}

/// Layers first, as engines send them, and what they mean at the end.
void TestLayersStream::offer(const QString &id, const TestImage &image, const QList<TestImage> &before)
{
    QList<Item> items = ociLayout(before + QList{image}, {.manifestJson = before.isEmpty()});
    std::ranges::stable_partition(
        items, [](const Item &item) { return !item.data.startsWith('{') && !item.data.startsWith('['); });
    std::ranges::stable_partition(items, [&](const Item &item) { return item.data == image.layers[0].tar; });
    m_archive = tarOf(items);
    m_half = m_archive.indexOf(QByteArray(1000, '2')) + 1000;
    answer(id, image);
}

void TestLayersStream::answer(const QString &id, const TestImage &image)
{
    m_server->onJson(
        "GET", u"/images/%1/json"_s.arg(id),
        json({{u"Id"_s, id},
              {u"RootFS"_s,
               QJsonObject{{u"Type"_s, u"layers"_s}, {u"Layers"_s, QJsonArray::fromStringList(image.diffIds())}}}}));
    m_server->onJson("GET", u"/images/%1/history"_s.arg(id),
                     R"([{"CreatedBy":"CMD [\"sh\"]","Size":0},{"CreatedBy":"COPY second /","Size":60000},)"
                     R"({"CreatedBy":"COPY first /etc/","Size":40}])");
    m_server->on("GET", u"/images/get"_s, [this](const ScriptedRequest &, const ScriptedReply &reply) {
        m_reply = reply;
        m_reply.open(200, "application/x-tar");
        m_isAsked = true;
    });
}

void TestLayersStream::show()
{
    ImageSummary image;
    image.id = ImageId(m_id);
    image.size = m_archive.size();
    image.repoTags = {u"shop:1"_s};
    m_view->show();
    m_view->showImage(image);
    QTRY_VERIFY(m_isAsked);
}

void TestLayersStream::sendHalf() const
{
    m_reply.chunk(m_archive.first(m_half));
    QTRY_COMPARE(cell(0, LayerListModel::Size), u"71 B"_s);
}

void TestLayersStream::sendRest() const
{
    m_reply.chunk(m_archive.sliced(m_half));
    m_reply.finish();
}

QModelIndex TestLayersStream::fileAt(const QString &name, const QModelIndex &parent) const
{
    const QAbstractItemModel *model = find<TreeTable>("layersFiles")->model();
    const QModelIndex first = model->index(0, 0, parent);
    return first.isValid() ? model->match(first, Qt::DisplayRole, name, 1, Qt::MatchExactly).value(0) : QModelIndex();
}

void TestLayersStream::oneLayerAfterTheOther()
{
    show();
    auto *table = find<TreeTable>("layersTable");
    QTRY_COMPARE(table->model()->rowCount(), 3); // known before a byte has come
    QCOMPARE(cell(0, LayerListModel::Size), u"…"_s);
    QCOMPARE(cell(0, LayerListModel::Instruction), u"COPY first /etc/"_s);
    QCOMPARE(cell(2, LayerListModel::Number), QString());
    QVERIFY(find<QToolButton>("layersStripButton")->isVisible());

    sendHalf();
    QCOMPARE(cell(1, LayerListModel::Size), u"…"_s);
    QVERIFY(find<QLabel>("layersSummary")->text().startsWith(u"1 of 2 layer"_s));
    QTRY_VERIFY(fileAt(u"etc"_s).isValid());
    QVERIFY(!fileAt(u"second"_s).isValid());
    table->selectOnly(table->model()->index(1, 0));
    QVERIFY(find<KeyValueView>("layersFacts")->sectionsAsText().contains(u"not read yet"));
    auto *files = find<TreeTable>("layersFiles");
    files->selectOnly(fileAt(u"first"_s, fileAt(u"etc"_s)));
    QTRY_VERIFY(find<QAction>("layersSaveAs")->isEnabled());
    showsContentMeanwhile();

    sendRest();
    QTRY_COMPARE(cell(1, LayerListModel::Size), u"60.1 kB"_s);
    QTRY_VERIFY(fileAt(u"second"_s).isValid()); // perhaps of a part, and the end is still to come
    QTRY_VERIFY(!find<QToolButton>("layersStripButton")->isVisible());
    QVERIFY(find<QLabel>("layersSummary")->text().startsWith(u"Efficiency"_s));
    QTRY_VERIFY(find<QAction>("layersPreview")->isEnabled());
}

/// The engine is asked once more, and needs to send no more than the file.
void TestLayersStream::showsContentMeanwhile()
{
    const ScriptedReply reading = m_reply;
    m_isAsked = false;
    find<QAction>("layersPreview")->trigger();
    QTRY_VERIFY(m_isAsked);
    m_reply.chunk(m_archive.first(m_half));
    auto *preview = m_view->findChild<QDialog *>(u"filePreview"_s);
    QVERIFY(preview);
    auto *text = preview->findChild<CodeView *>(u"previewText"_s);
    QTRY_COMPARE(text->text(), m_id);
    preview->close();
    m_reply = reading;
}

void TestLayersStream::whatIsOpenAndSelectedStays()
{
    show();
    sendHalf();
    auto *table = find<TreeTable>("layersTable");
    auto *files = find<TreeTable>("layersFiles");
    table->selectOnly(table->model()->index(0, 0));
    QTRY_VERIFY(fileAt(u"first"_s, fileAt(u"etc"_s)).isValid());
    files->selectOnly(fileAt(u"first"_s, fileAt(u"etc"_s)));
    sendRest();
    QTRY_COMPARE(cell(1, LayerListModel::Size), u"60.1 kB"_s);
    QTRY_VERIFY(find<QAction>("layersPreview")->isEnabled());
    QCOMPARE(table->currentIndex().row(), 0);
    QCOMPARE(files->currentIndex().data().toString(), u"first"_s);
    QVERIFY(files->isExpanded(fileAt(u"etc"_s)));
    table->selectOnly(table->model()->index(1, 0));
    QTRY_VERIFY(fileAt(u"third"_s, fileAt(u"etc"_s)).isValid());
    QVERIFY(files->isExpanded(fileAt(u"etc"_s)));
    QCOMPARE(files->currentIndex().data().toString(), u"first"_s);
}

void TestLayersStream::cancelledInTheMiddle()
{
    show();
    sendHalf();
    auto *button = find<QToolButton>("layersStripButton");
    QCOMPARE(button->text(), u"Cancel"_s);
    button->click();
    QCOMPARE(find<QLabel>("layersProblem")->text(), u"Incomplete: Reading was cancelled."_s);
    QTRY_VERIFY(fileAt(u"etc"_s).isValid());
    QCOMPARE(cell(1, LayerListModel::Size), u"…"_s);
    QVERIFY(m_view->isSettled());
    m_isAsked = false;
    QCOMPARE(button->text(), u"Read the layers"_s);
    button->click();
    QTRY_VERIFY(m_isAsked);
    m_reply.chunk(m_archive);
    m_reply.finish();
    QTRY_COMPARE(cell(1, LayerListModel::Size), u"60.1 kB"_s);
    QTRY_VERIFY(!button->isVisible());
}

void TestLayersStream::theEngineGoesAway()
{
    show();
    sendHalf();
    m_server->stop();
    QTRY_VERIFY(find<QLabel>("layersProblem")->text().startsWith(u"Incomplete: "));
    QVERIFY(m_view->isSettled());
    QTRY_VERIFY(fileAt(u"etc"_s).isValid());
    QVERIFY(find<QLabel>("layersSummary")->text().startsWith(u"1 of 2 layer"_s));
    QCOMPARE(find<QToolButton>("layersStripButton")->text(), u"Read the layers"_s);
}

/// Of another image: it is there before the engine sends anything, and its entries are not read again.
void TestLayersStream::aLayerThatWasReadBefore()
{
    const QTemporaryDir place;
    const IndexCache cache(place.filePath(u"cache"_s));
    MemorySource source(m_archive);
    const Result<ArchiveContents> contents = readArchive(source);
    QVERIFY(contents && contents->images.size() == 1);
    cache.keep(m_id, contents->images);

    TestImage other{.names = {u"shop:2"_s}};
    other.layers = {{tarOf({{.path = "below", .data = m_id.toLatin1()}}), u"COPY below /"_s}};
    other.layers.append(
        {tarOf({strata::test::folder("etc/"), {.path = "etc/first", .data = m_id.toLatin1()}}), u"COPY first /etc/"_s});
    const QString otherId = freshId();
    offer(otherId, other);
    ImageSummary summary;
    summary.id = ImageId(otherId);
    ImageReading reading(m_session.get(), summary, cache);
    const QSignalSpy part(&reading, &ImageReading::partRead);
    const QSignalSpy finished(&reading, &ImageReading::finished);
    QTRY_VERIFY(!part.isEmpty());
    QTRY_VERIFY(reading.images().first().image.layers[1].isRead()); // it is read from the disk
    QVERIFY(!reading.images().first().image.layers[0].isRead());
    QTRY_VERIFY(m_isAsked);
    m_reply.chunk(m_archive);
    m_reply.finish();
    QTRY_VERIFY(!finished.isEmpty());
    QVERIFY(!reading.error());
    QCOMPARE(reading.images().first().image.layers[1].index->count(), 2);
    QVERIFY(reading.images().first().image.isRead());
}

void TestLayersStream::itsNameLeadsToItsDockerfile()
{
    const QTemporaryDir place;
    QFile file(place.filePath(u"Dockerfile"_s));
    QVERIFY(file.open(QIODevice::WriteOnly)
            && file.write("FROM scratch\n\nCOPY first /etc/\nCOPY second /\nCMD [\"sh\"]\n") > 0);
    file.close();
    DockerfilePage::remember({u"shop:1"_s}, file.fileName());
    m_view->restoreState(QSettings(), u"test"_s);
    show();
    m_reply.chunk(m_archive);
    m_reply.finish();
    QTRY_VERIFY(m_view->isSettled());
    QTRY_COMPARE(cell(0, LayerListModel::Source), u"3"_s);
    QCOMPARE(cell(1, LayerListModel::Source), u"4"_s);

    QTRY_VERIFY(!ImageReading::defaultCache().find(m_id).isEmpty());
    m_isAsked = false;
    m_view->setSession(m_session.get()); // forgets what it had
    ImageSummary image;
    image.id = ImageId(m_id);
    image.repoTags = {u"shop:2"_s};
    m_view->showImage(image);
    QTRY_COMPARE(cell(1, LayerListModel::Source), u"4"_s);
    QVERIFY(!m_isAsked);
}

/// What is shown stays until all is there, and so does what was selected.
void TestLayersStream::readAgain()
{
    show();
    m_reply.chunk(m_archive);
    m_reply.finish();
    QTRY_VERIFY(m_view->isSettled());
    auto *table = find<TreeTable>("layersTable");
    auto *files = find<TreeTable>("layersFiles");
    table->selectOnly(table->model()->index(0, 0));
    QTRY_VERIFY(fileAt(u"first"_s, fileAt(u"etc"_s)).isValid());
    files->selectOnly(fileAt(u"first"_s, fileAt(u"etc"_s)));
    const auto isAsBefore = [&] {
        return cell(1, LayerListModel::Size) == u"60.1 kB" && table->currentIndex().row() == 0
            && files->currentIndex().data().toString() == u"first" && files->isExpanded(fileAt(u"etc"_s));
    };
    const auto refresh = [&] {
        m_isAsked = false;
        m_view->refresh();
        return QTest::qWaitFor([&] { return m_isAsked.load(); }, QDeadlineTimer(patience));
    };
    auto *button = find<QToolButton>("layersStripButton");
    auto *strip = find<QLabel>("layersProblem");

    QVERIFY(refresh());
    m_reply.chunk(m_archive.first(m_half));
    QTRY_COMPARE(button->text(), u"Cancel"_s);
    QVERIFY(isAsBefore());
    button->click();
    QCOMPARE(strip->text(), u"It was not read again."_s);
    QVERIFY(isAsBefore());

    QVERIFY(refresh());
    m_reply.chunk(m_archive.first(m_half));
    m_server->stop();
    QTRY_VERIFY(strip->text().startsWith(u"It was not read again: "));
    QVERIFY(isAsBefore());

    m_server->start();
    QVERIFY(refresh());
    m_reply.chunk(m_archive);
    m_reply.finish();
    QTRY_VERIFY(m_view->isSettled() && !button->isVisible());
    QTRY_VERIFY(isAsBefore());
}

/// Whoever declines it is not asked again for coming back.
void TestLayersStream::cancelledBeforeAnythingCame()
{
    m_server->on("GET", u"/images/%1/json"_s.arg(m_id), [](const ScriptedRequest &, const ScriptedReply &) {});
    show();
    QTRY_VERIFY(find<QAction>("layersCancel")->isEnabled() && find<EmptyState>("layersState")->isVisible());
    find<QAction>("layersCancel")->trigger();
    QCOMPARE(find<EmptyState>("layersState")->title(), u"The layers were not read yet"_s);
    m_isAsked = false;
    m_view->hide();
    m_view->show();
    QVERIFY(m_view->isSettled());
    find<QAction>("layersRead")->trigger();
    QTRY_VERIFY(m_isAsked);
}

/// Of an index that begins with another one than containers run.
void TestLayersStream::severalPlatforms()
{
    TestImage foreign{.names = {}, .architecture = u"riscv64"_s};
    foreign.layers = {{tarOf({{.path = "foreign", .data = m_id.toLatin1()}}), u"COPY foreign /"_s}};
    TestImage own;
    own.layers = {{tarOf({{.path = "own", .data = m_id.toLatin1()}}), u"COPY own /"_s}};
    m_id = freshId();
    offer(m_id, own, {foreign});
    show();
    QTRY_COMPARE(cell(0, LayerListModel::Size), u"…"_s); // the engine has told what containers run
    m_reply.chunk(m_archive);
    m_reply.finish();
    auto *choice = find<QComboBox>("layersImage");
    QTRY_COMPARE(choice->count(), 2);
    QVERIFY2(choice->currentText().contains(u"amd64"), qPrintable(choice->currentText()));
    QTRY_VERIFY(fileAt(u"own"_s).isValid());
}

STRATA_WINDOW_TEST(TestLayersStream)
#include "tst_layersstream.moc"
