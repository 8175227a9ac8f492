// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imagespage.h"
#include "app/layers/comparisonview.h"
#include "pagewindow.h"
#include "realobjects.h"
#include "support/images.h"
#include "support/testprogram.h"
#include "widgets/emptystate.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTemporaryDir>
#include <QToolButton>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// Two images beside each other: of a real engine, and in archives.
class TestComparisonView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_objects.reset(); }

    void twoImagesAreCompared();
    void comparedFromTheLayers();
    void whatCannotBeCompared();

private:
    QString name(const QString &what) const { return m_objects->name(what); }

    std::unique_ptr<QTemporaryDir> m_folder;
    const RealEngine m_engine;
    std::unique_ptr<RealObjects> m_objects;
    QString m_image;
};

void TestComparisonView::twoImagesAreCompared()
{
    STRATA_PREPARE(m_engine);
    m_objects->makeImage(name(u"other"_s)); // the same but for one file
    PageWindow<ImagesPage> window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"image"_s)).isValid() && window.row(name(u"other"_s)).isValid());
    QVERIFY(window.select({name(u"image"_s)}));
    QVERIFY(!window.find<QAction>(u"imagesCompare"_s)->isEnabled());
    QVERIFY(window.select({name(u"image"_s), name(u"other"_s)}));
    window.find<QAction>(u"imagesCompare"_s)->trigger();
    const QPointer<QWidget> opened = window.find<QWidget>(u"comparisonWindow"_s);
    QVERIFY(opened && opened->isVisible());
    auto *table = opened->findChild<TreeTable *>(u"comparisonFiles"_s);
    new QAbstractItemModelTester(table->model(), table);
    QTRY_VERIFY(table->model()->rowCount() > 0);
    const QString summary = opened->findChild<QLabel *>(u"comparisonSummary"_s)->text();
    QVERIFY2(summary.contains(name(u"image"_s)) && summary.contains(u"instead of"), qPrintable(summary));
    QStringList names;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        names.append(table->model()->index(row, ComparisonModel::Name).data().toString());
    QVERIFY2(names.contains(u"unlike"_s), qPrintable(names.join(u' ')));
    opened->findChild<QComboBox *>(u"comparisonChange"_s)->setCurrentIndex(3);
    opened->findChild<QLineEdit *>(u"comparisonFilter"_s)->setText(u"nothing is called so"_s);
    QTRY_COMPARE(table->model()->rowCount(), 0);
    opened->close();
    QTRY_VERIFY(!opened);
}

/// From the layers themselves, with another image of the engine or with a file.
void TestComparisonView::comparedFromTheLayers()
{
    STRATA_PREPARE(m_engine);
    m_objects->makeImage(name(u"other"_s));
    PageWindow<ImagesPage> window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"image"_s)).isValid() && window.row(name(u"other"_s)).isValid());
    QVERIFY(window.select({name(u"image"_s)}));
    window.find<QAction>(u"imagesInspectLayers"_s)->trigger();
    auto *button = window.find<QWidget>(u"layersWindow"_s)->findChild<QToolButton *>(u"layersCompare"_s);
    QVERIFY(button->isEnabled());
    const auto choose = [&](const QString &text) {
        Q_EMIT button->menu()->aboutToShow();
        for (QAction *action : button->menu()->actions()) {
            if (action->text() == text || action->objectName() == text)
                return action->trigger();
        }
        QFAIL(qPrintable(text));
    };
    choose(name(u"other"_s) + u":latest"_s);
    QPointer<QWidget> opened = window.find<QWidget>(u"comparisonWindow"_s);
    QVERIFY(opened);
    auto *summary = opened->findChild<QLabel *>(u"comparisonSummary"_s);
    QTRY_VERIFY(summary->isVisible());
    QVERIFY2(summary->text().startsWith(name(u"other"_s) + u":latest → "_s + name(u"image"_s)),
             qPrintable(summary->text()));
    delete opened;

    const TestImage image{.names = {u"a:1"_s}, .layers = {{tarOf({{.path = "f"}}), u"ADD f /"_s}}};
    QFile file(m_folder->filePath(u"a.tar"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(tarOf(dockerArchive({image}))) > 0);
    file.close();
    choose(u"compareArchive"_s);
    auto *dialog = window.find<QWidget>(u"layersWindow"_s)->findChild<QFileDialog *>(u"compareDialog"_s);
    QVERIFY(dialog);
    dialog->selectFile(file.fileName());
    static_cast<QDialog *>(dialog)->accept();
    opened = window.find<QWidget>(u"comparisonWindow"_s);
    QVERIFY(opened);
    summary = opened->findChild<QLabel *>(u"comparisonSummary"_s);
    QTRY_VERIFY(summary->isVisible());
    QVERIFY2(summary->text().startsWith(u"a.tar → "_s), qPrintable(summary->text()));
}

void TestComparisonView::whatCannotBeCompared()
{
    QFile file(m_folder->filePath(u"no.tar"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no archive") > 0);
    file.close();
    const auto begin = [&file] { return std::make_unique<ImageReading>(file.fileName()); };
    ComparisonView view(begin, begin, {u"a"_s, u"b"_s});
    view.show();
    const auto *state = view.findChild<EmptyState *>(u"comparisonState"_s);
    QTRY_COMPARE(state->title(), u"The images cannot be compared"_s);
    view.refresh();
    view.findChild<QAction *>(u"comparisonCancel"_s)->trigger();
    QCOMPARE(state->title(), u"The images were not compared"_s);

    const TestImage image{.names = {u"a:1"_s}, .layers = {{tarOf({{.path = "f"}}), u"ADD f /"_s}}};
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(tarOf(dockerArchive({image}))) > 0);
    file.close();
    view.findChild<QAction *>(u"comparisonAgain"_s)->trigger();
    QTRY_VERIFY(view.findChild<QLabel *>(u"comparisonSummary"_s)->isVisible());
}

STRATA_WINDOW_TEST(TestComparisonView)
#include "tst_comparisonview.moc"
