// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layercommands.h"
#include "app/layers/layerfilesmodel.h"
#include "support/images.h"
#include "support/testprogram.h"
#include "widgets/treetable.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPointer>
#include <QTabWidget>
#include <QTemporaryDir>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// Layers in a window of their own: its keys, and what its lists offer.
class TestInspectionWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void itsKeys();
    void severalPathsAreCopied();
    void whatIsWasted();
    void whatIsThereTwice();

private:
    void write(const QByteArray &extra) const; ///< two layers; the upper one also has a file with this name
    QModelIndex fileAt(const QString &name) const;
    template<typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QLatin1StringView(name));
    }
    TreeTable &files() const { return *find<TreeTable>("layersFiles"); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QWidget> m_parent;
    QPointer<QWidget> m_window;
};

void TestInspectionWindow::write(const QByteArray &extra) const
{
    const TestImage image{.names = {u"a:1"_s},
                          .layers = {{tarOf({folder("d/"),
                                             {.path = "d/one", .data = "1111"},
                                             {.path = "d/two", .data = "1111"},
                                             {.path = "large", .data = QByteArray(5'000, 'l')}}),
                                      u"COPY . /"_s},
                                     {tarOf({{.path = ".wh.large"}, {.path = extra, .data = "x"}}), u"RUN rm"_s}}};
    QFile file(m_folder->filePath(u"image.tar"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(tarOf(dockerArchive({image}))) > 0);
}

void TestInspectionWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write("before");
    m_parent = std::make_unique<QWidget>();
    (new LayerCommands(m_parent.get()))->openFile(m_folder->filePath(u"image.tar"_s));
    m_window = m_parent->findChild<QWidget *>(u"layersWindow"_s);
    QVERIFY(m_window && QTest::qWaitForWindowActive(m_window));
    QTRY_VERIFY(fileAt(u"before"_s).isValid());
}

void TestInspectionWindow::cleanup()
{
    m_parent.reset();
    m_folder.reset();
}

QModelIndex TestInspectionWindow::fileAt(const QString &name) const
{
    const QAbstractItemModel *model = files().model();
    const QModelIndex first = model->index(0, 0);
    return first.isValid() ? model->match(first, Qt::DisplayRole, name, 1, Qt::MatchExactly).value(0) : QModelIndex();
}

void TestInspectionWindow::itsKeys()
{
    find<QTabWidget>("layersTabs")->setCurrentIndex(2);
    QTest::keyClick(m_window, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(find<QLineEdit>("layersFilter")->hasFocus());
    write("after"); // the file is another one now
    QTest::keyClick(m_window, Qt::Key_F5);
    QTRY_VERIFY(fileAt(u"after"_s).isValid());
    QVERIFY(!fileAt(u"before"_s).isValid());
    QTest::keyClick(m_window, Qt::Key_F1);
    QTRY_VERIFY(find<QWidget>("helpSheet"));
    find<QWidget>("helpSheet")->close();
    QTest::keyClick(m_window, Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(!m_window);
}

void TestInspectionWindow::severalPathsAreCopied()
{
    files().expandAll();
    files().selectOnly(fileAt(u"before"_s));
    QVERIFY(find<QAction>("layersPreview")->isEnabled());
    files().selectAll();
    QVERIFY(!find<QAction>("layersPreview")->isEnabled()); // which one?
    QVERIFY(!find<QAction>("layersSaveAs")->isEnabled());
    find<QAction>("layersCopyPath")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"/d\n/d/one\n/d/two\n/before"_s);
}

void TestInspectionWindow::whatIsWasted()
{
    auto *table = find<TreeTable>("layersWaste");
    QCOMPARE(table->model()->rowCount(), 1);
    table->selectOnly(table->model()->index(0, 0));
    find<QAction>("layersWasteCopyPath")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"/large"_s);
    find<QTabWidget>("layersTabs")->setCurrentIndex(2);
    find<QAction>("layersWasteGoTo")->trigger();
    QTRY_COMPARE(files().currentIndex().data().toString(), u"large"_s);
    QCOMPARE(find<QTabWidget>("layersTabs")->currentIndex(), 0);
}

void TestInspectionWindow::whatIsThereTwice()
{
    auto *table = find<TreeTable>("layersDuplicates");
    QCOMPARE(table->model()->rowCount(), 1);
    table->expandAll();
    table->selectAll();
    find<QAction>("layersDuplicatesCopyPath")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"/d/one\n/d/two"_s);
    table->selectOnly(table->model()->index(1, 0, table->model()->index(0, 0)));
    find<QAction>("layersDuplicatesGoTo")->trigger();
    QTRY_COMPARE(files().currentIndex().data().toString(), u"two"_s);
}

STRATA_WINDOW_TEST(TestInspectionWindow)
#include "tst_inspectionwindow.moc"
