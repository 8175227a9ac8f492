// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfers/loaddialog.h"
#include "core/background.h"
#include "support/images.h"
#include "support/testprogram.h"
#include "widgets/treetable.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QThreadPool>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// What is shown of archives before they are loaded.
class TestLoadDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void imagesAndTheirLayers();
    void filesOfTheArchiveAndOfALayer();
    void severalArchives();
    void whatIsNotLoaded_data();
    void whatIsNotLoaded();
    void aFileSystemIsImported();
    void closedWhileItReads();

private:
    QString write(const QString &name, const QByteArray &bytes) const;
    void show(const QStringList &paths);
    template<typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QLatin1StringView(name));
    }
    QString heading() const { return find<QLabel>("loadHeading")->text(); }
    QString problem() const { return find<QLabel>("loadProblem")->text().remove(QChar(0x200b)); }
    bool mayLoad() const { return find<QPushButton>("loadAccept")->isEnabled(); }
    static QStringList texts(const QAbstractItemModel *model, int column, const QModelIndex &parent = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    QPointer<LoadDialog> m_dialog;
};

void TestLoadDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestLoadDialog::cleanup()
{
    delete m_dialog;
}

QString TestLoadDialog::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

void TestLoadDialog::show(const QStringList &paths)
{
    m_dialog = new LoadDialog(paths, nullptr);
    new QAbstractItemModelTester(find<TreeTable>("loadFiles")->model(), m_dialog);
    m_dialog->open();
    QTRY_VERIFY(!find<QWidget>("loadProgress")->isVisible());
}

QStringList TestLoadDialog::texts(const QAbstractItemModel *model, int column, const QModelIndex &parent)
{
    QStringList texts;
    for (int row = 0; row < model->rowCount(parent); ++row)
        texts.append(model->index(row, column, parent).data().toString());
    return texts;
}

void TestLoadDialog::imagesAndTheirLayers()
{
    TestImage image = smallImage();
    image.names = {u"shop/web:1"_s, u"shop/web:latest"_s};
    const QString path = write(u"web.tar"_s, tarOf(dockerArchive({image})));
    show({path});
    QVERIFY2(heading().startsWith(u"1 image"_s) && heading().endsWith(u" in web.tar"_s), qPrintable(heading()));
    const QAbstractItemModel *model = find<TreeTable>("loadImages")->model();
    const QModelIndex archive = model->index(0, 0);
    QCOMPARE(model->index(0, 3).data().toString(), u"docker archive"_s);
    QCOMPARE(texts(model, 0, archive), QStringList{u"shop/web:1, shop/web:latest"_s});
    QCOMPARE(texts(model, 1, archive), QStringList{u"linux/amd64"_s});
    QVERIFY(texts(model, 3, archive).first().startsWith(u"2 layer"_s));
    const QStringList instructions = texts(model, 0, model->index(0, 0, archive));
    QCOMPARE(instructions, (QStringList{image.layers[0].createdBy, image.layers[1].createdBy}));
    QVERIFY(find<TreeTable>("loadImages")->isExpanded(archive));
    QVERIFY(mayLoad() && find<QLabel>("loadProblem")->isHidden());
    QCOMPARE(m_dialog->loadable(), QStringList{path});
    QSignalSpy accepted(m_dialog, &QDialog::accepted);
    find<QPushButton>("loadAccept")->click();
    QCOMPARE(accepted.size(), 1);
}

void TestLoadDialog::filesOfTheArchiveAndOfALayer()
{
    TestImage image = smallImage();
    image.layers.first().tar = tarOf(
        {folder("etc"), {.path = "etc/한글", .data = "12345", .mode = 04755}, symbolicLink("etc/link", "한글")});
    show({write(u"web.tar"_s, tarOf(dockerArchive({image})))});
    const QAbstractItemModel *files = find<TreeTable>("loadFiles")->model();
    QVERIFY(texts(files, EntryModel::Path).contains(u"manifest.json"_s));
    auto *images = find<TreeTable>("loadImages");
    images->selectOnly(images->model()->index(0, 0, images->model()->index(0, 0, images->model()->index(0, 0))));
    QCOMPARE(texts(files, EntryModel::Path), (QStringList{u"etc"_s, u"etc/한글"_s, u"etc/link → 한글"_s}));
    QCOMPARE(texts(files, EntryModel::Mode), (QStringList{u"drwxr-xr-x"_s, u"-rwsr-xr-x"_s, u"lrwxrwxrwx"_s}));
    QCOMPARE(texts(files, EntryModel::Size), (QStringList{{}, u"5 B"_s, {}}));
    QCOMPARE(files->index(1, EntryModel::Owner).data().toString(), u"root/root"_s);
    QVERIFY(find<QTabWidget>("loadTabs")->tabText(1).startsWith(u"Files of "_s));
}

void TestLoadDialog::severalArchives()
{
    const QString good = write(u"good.tar.gz"_s, compressed(tarOf(ociLayout({smallImage()})), Codec::Gzip));
    const QString bad = write(u"bad.tar"_s, tarOf(dockerArchive({smallImage()})).chopped(3000));
    show({good, bad, m_folder->filePath(u"none.tar"_s)});
    QCOMPARE(m_dialog->loadable(), QStringList{good});
    QVERIFY(mayLoad());
    QVERIFY2(problem().contains(u"bad.tar: "_s) && problem().contains(u"none.tar: "_s), qPrintable(problem()));
    QVERIFY2(heading().contains(u"in 3 archive"_s), qPrintable(heading()));
}

void TestLoadDialog::whatIsNotLoaded_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    const QByteArray whole = tarOf(dockerArchive({smallImage()}));
    QTest::newRow("empty") << QByteArray() << u"is empty"_s;
    QTest::newRow("text") << QByteArray("no archive at all\n") << u"no archive"_s;
    QTest::newRow("cut off") << whole.first(whole.size() / 2) << u"ends"_s;
    QTest::newRow("another tar") << tarOf({{.path = "letter.txt", .data = "Dear"}}) << u"no image"_s;
}

void TestLoadDialog::whatIsNotLoaded()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    show({write(u"x.tar"_s, bytes)});
    QVERIFY(!mayLoad());
    QVERIFY2(problem().startsWith(u"x.tar: "_s) && problem().contains(words), qPrintable(problem()));
}

void TestLoadDialog::aFileSystemIsImported()
{
    const QString path = write(u"root.tar"_s,
                               tarOf({folder("bin"),
                                      folder("etc"),
                                      folder("usr"),
                                      folder("usr/bin"),
                                      folder("var"),
                                      folder("lib"),
                                      folder("root"),
                                      {.path = "bin/sh", .data = "#!", .mode = 0755},
                                      {.path = "etc/passwd", .data = "root:x:0:0::/:/bin/sh\n"}}));
    show({path});
    QVERIFY(!mayLoad());
    QVERIFY(find<QPushButton>("loadImport")->isVisible());
    QSignalSpy wanted(m_dialog, &LoadDialog::importRequested);
    find<QPushButton>("loadImport")->click();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toString(), path);
}

void TestLoadDialog::closedWhileItReads()
{
    constexpr qint64 size = qint64{64} << 30; // holes: reading it whole takes a minute
    const QString path = write(u"web.tar"_s, rawHeader("layer.tar", '0', size));
    QVERIFY(QFile::resize(path, size));
    m_dialog = new LoadDialog({path, path, path}, nullptr);
    m_dialog->open();
    QTRY_VERIFY(waitingPool().activeThreadCount() > 0);
    m_dialog->reject();
    QTRY_VERIFY(!m_dialog);
    QVERIFY(waitingPool().waitForDone(20'000)); // nobody goes on reading
}

STRATA_WINDOW_TEST(TestLoadDialog)
#include "tst_loaddialog.moc"
