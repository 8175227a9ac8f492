// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imagespage.h"
#include "app/layers/layersview.h"
#include "app/layers/storedlayers.h"
#include "pagewindow.h"
#include "realobjects.h"
#include "support/testprogram.h"
#include "widgets/keyvalueview.h"
#include "widgets/treetable.h"

#include <QDir>
#include <QFile>
#include <QTabWidget>
#include <QTemporaryDir>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// What the overlay2 store of an engine says of layers.
class TestStoredLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itsFiles();
    void whatMayNotBeRead();
    void whatIsNoStore();
    void ofARealEngine();

private:
    QString name(const QString &what) const { return m_objects->name(what); }

    const RealEngine m_engine;
    std::unique_ptr<RealObjects> m_objects;
    QString m_image;
};

namespace {

const QString diffHex(64, u'd'), chainHex(64, u'c'), blobHex(64, u'b');

void put(const QString &path, const QByteArray &content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

QList<StoredLayer> oneIn(const QString &root)
{
    return storedLayers({root + u"/overlay2/told/diff"_s}, {u"sha256:"_s + diffHex}, {u"sha256:"_s + chainHex});
}

} // namespace

void TestStoredLayers::itsFiles()
{
    const QTemporaryDir root;
    const QString database = root.filePath(u"image/overlay2/"_s);
    put(database + u"layerdb/sha256/"_s + chainHex + u"/cache-id"_s, "0123abcd\n");
    put(database + u"distribution/v2metadata-by-diffid/sha256/"_s + diffHex,
        R"([{"Digest":"sha256:)" + blobHex.toLatin1()
            + R"(","SourceRepository":"docker.io/library/debian","HMAC":""},{"Digest":"../../etc","SourceRepository":"x"}])");
    QVERIFY(QDir().mkpath(root.filePath(u"overlay2/0123abcd/diff"_s)));
    const QList<StoredLayer> layers = oneIn(root.path());
    QCOMPARE(layers.size(), 1);
    QCOMPARE(layers[0].cacheId, u"0123abcd"_s);
    QCOMPARE(layers[0].folder, root.filePath(u"overlay2/0123abcd/diff"_s));
    QCOMPARE(layers[0].registryBlobs, QStringList{u"docker.io/library/debian@sha256:"_s + blobHex});
    QVERIFY(layers[0].isReadable);
}

/// What the engine tells anybody is known all the same.
void TestStoredLayers::whatMayNotBeRead()
{
    const QList<StoredLayer> layers = oneIn(u"/nonexistent"_s);
    QCOMPARE(layers.size(), 1);
    QCOMPARE(layers[0].cacheId, u"told"_s);
    QCOMPARE(layers[0].folder, u"/nonexistent/overlay2/told/diff"_s);
    QVERIFY(layers[0].registryBlobs.isEmpty());
    QVERIFY(!layers[0].isReadable);
}

void TestStoredLayers::whatIsNoStore()
{
    QVERIFY(storedLayers({}, {u"sha256:"_s + diffHex}, {u"sha256:"_s + chainHex}).isEmpty()); // containerd's
    const QTemporaryDir root;
    const QString database = root.filePath(u"image/overlay2/"_s);
    put(database + u"layerdb/sha256/"_s + chainHex + u"/cache-id"_s, "../../../etc");
    put(database + u"distribution/v2metadata-by-diffid/sha256/"_s + diffHex, "no json");
    const QList<StoredLayer> layers = oneIn(root.path());
    QCOMPARE(layers[0].cacheId, u"told"_s);
    QVERIFY(layers[0].registryBlobs.isEmpty());
}

void TestStoredLayers::ofARealEngine()
{
    STRATA_PREPARE(m_engine);
    PageWindow<ImagesPage> window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"image"_s)).isValid());
    QVERIFY(window.select({name(u"image"_s)}));
    auto *view = window.find<LayersView>(u"imageLayers"_s);
    window.page->findChild<QTabWidget *>()->setCurrentWidget(view);
    auto *facts = view->findChild<KeyValueView *>(u"layersFacts"_s);
    QTRY_VERIFY(facts->sectionsAsText().contains(u"Kept in"_s));
    auto *table = view->findChild<TreeTable *>(u"layersTable"_s);
    const QString folder = m_objects->inspect(m_image, u"{{.GraphDriver.Data.UpperDir}}"_s);
    for (int row = table->model()->rowCount() - 1; row >= 0; --row) {
        table->selectOnly(table->model()->index(row, 0));
        if (facts->sectionsAsText().contains(folder))
            break;
    }
    const QString text = facts->sectionsAsText();
    QVERIFY2(text.contains(folder), qPrintable(text));
    QVERIFY2(text.contains(u"Cache ID: "_s + folder.section(u'/', -2, -2)), qPrintable(text));
    QCOMPARE(text.contains(u"Only root"), !QFileInfo(folder).isReadable());
}

STRATA_WINDOW_TEST(TestStoredLayers)
#include "tst_storedlayers.moc"
