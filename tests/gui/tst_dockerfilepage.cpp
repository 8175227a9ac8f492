// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/dockerfilepage.h"
#include "app/layers/layersview.h"
#include "support/images.h"
#include "support/testprogram.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/emptystate.h"
#include "widgets/keyvalueview.h"
#include "widgets/treetable.h"

#include <QAction>
#include <QFile>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// An archive of an image beside the Dockerfile that it was built from.
class TestDockerfilePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_view.reset(); }

    void everyLayerHasItsLine();
    void chosenInTheListIsChosenInTheText();
    void chosenInTheTextIsChosenInTheList();
    void aChangedFileIsReadAgain();
    void isRememberedForTheRepository();
    void isForgotten();
    void whatIsNoDockerfile_data();
    void whatIsNoDockerfile();

private:
    QString fileOf(const QString &name, const QByteArray &bytes) const;
    QString archive(const QString &imageName) const;
    void show(const QString &imageName);
    QString line(int row) const { return table()->model()->index(row, LayerListModel::Source).data().toString(); }
    TreeTable *table() const { return m_view->findChild<TreeTable *>(u"layersTable"_s); }
    DockerfilePage *page() const { return m_view->findChild<DockerfilePage *>(u"layersDockerfile"_s); }
    CodeEditor *text() const { return page()->findChild<CodeEditor *>(u"dockerfileText"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LayersView> m_view;
    QString m_dockerfile;
};

namespace {

const QByteArray dockerfile = "FROM base\n"
                              "# the shop\n"
                              "COPY first \\\n"
                              "     second /srv/\n"
                              "RUN echo one \\\n"
                              "    && echo two\n"
                              "CMD [\"sh\"]\n";

TestImage imageNamed(const QString &name)
{
    TestImage image{.names = {name}};
    image.layers = {{tarOf({{.path = "base", .data = "0"}}), u"ADD rootfs.tar / # buildkit"_s},
                    {tarOf({{.path = "srv/first", .data = "1"}}), u"COPY first second /srv/ # buildkit"_s},
                    {tarOf({{.path = "two", .data = "2"}}), u"RUN /bin/sh -c echo one     && echo two # buildkit"_s}};
    return image;
}

} // namespace

QString TestDockerfilePage::fileOf(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test cannot write");
    return file.fileName();
}

QString TestDockerfilePage::archive(const QString &imageName) const
{
    return fileOf(u"image.tar"_s, tarOf(dockerArchive({imageNamed(imageName)})));
}

void TestDockerfilePage::show(const QString &imageName)
{
    m_view->showFile(archive(imageName));
    QTRY_VERIFY(m_view->isSettled());
    QTRY_COMPARE(table()->model()->rowCount(), 4);
}

void TestDockerfilePage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_dockerfile = fileOf(u"Dockerfile"_s, dockerfile);
    m_view = std::make_unique<LayersView>();
    m_view->resize(1000, 600);
    m_view->show();
    show(u"shop:1"_s);
}

void TestDockerfilePage::everyLayerHasItsLine()
{
    QVERIFY(table()->isColumnHidden(LayerListModel::Source));
    QVERIFY(page()->findChild<QAction *>(u"dockerfileChoose"_s)->isEnabled());
    page()->setFile(m_dockerfile);
    QTRY_VERIFY(!table()->isColumnHidden(LayerListModel::Source));
    QCOMPARE(line(0), QString());
    QCOMPARE(line(1), u"3"_s);
    QCOMPARE(line(2), u"5"_s);
    QCOMPARE(line(3), u"7"_s);
    table()->selectOnly(table()->model()->index(2, 0));
    const QString facts = m_view->findChild<KeyValueView *>(u"layersFacts"_s)->sectionsAsText();
    QVERIFY2(facts.contains(u"Dockerfile: line 5\n"), qPrintable(facts));
}

void TestDockerfilePage::chosenInTheListIsChosenInTheText()
{
    page()->setFile(m_dockerfile);
    QTRY_VERIFY(!page()->lines().isEmpty());
    table()->selectOnly(table()->model()->index(1, 0));
    QCOMPARE(text()->selectedText(), u"COPY first \\\n     second /srv/"_s);
    table()->selectOnly(table()->model()->index(3, 0));
    QCOMPARE(text()->selectedText(), u"CMD [\"sh\"]"_s);
}

void TestDockerfilePage::chosenInTheTextIsChosenInTheList()
{
    page()->setFile(m_dockerfile);
    QTRY_VERIFY(!page()->lines().isEmpty());
    const auto clickInLine = [this](int number) {
        m_view->findChild<QTabWidget *>(u"layersTabs"_s)->setCurrentWidget(page());
        text()->setCursorPosition({number, 2});
    };
    clickInLine(3); // of the COPY that goes on
    QCOMPARE(table()->currentIndex().row(), 1);
    clickInLine(6);
    QCOMPARE(table()->currentIndex().row(), 3);
    clickInLine(0); // made no layer
    QCOMPARE(table()->currentIndex().row(), 3);
    clickInLine(1); // a comment
    QCOMPARE(table()->currentIndex().row(), 3);
}

void TestDockerfilePage::aChangedFileIsReadAgain()
{
    page()->setFile(m_dockerfile);
    QTRY_COMPARE(line(1), u"3"_s);
    fileOf(u"Dockerfile"_s, "# one line more\n" + dockerfile);
    m_view->findChild<QTabWidget *>(u"layersTabs"_s)->setCurrentWidget(page());
    QTRY_COMPARE(line(1), u"4"_s);
}

void TestDockerfilePage::isRememberedForTheRepository()
{
    page()->setFile(m_dockerfile);
    QSettings settings(m_folder->filePath(u"settings"_s), QSettings::IniFormat);
    m_view->saveState(settings, u"here"_s);
    m_view = std::make_unique<LayersView>();
    m_view->restoreState(settings, u"there"_s);
    m_view->show();
    show(u"other:1"_s);
    QCOMPARE(page()->file(), QString());
    show(u"shop:2"_s);
    QCOMPARE(page()->file(), m_dockerfile);
    QTRY_COMPARE(line(2), u"5"_s);
}

void TestDockerfilePage::isForgotten()
{
    page()->setFile(m_dockerfile);
    QTRY_COMPARE(line(1), u"3"_s);
    QSettings settings(m_folder->filePath(u"settings"_s), QSettings::IniFormat);
    m_view->saveState(settings, u"here"_s);
    page()->findChild<QAction *>(u"dockerfileForget"_s)->trigger();
    QVERIFY(table()->isColumnHidden(LayerListModel::Source));
    QCOMPARE(line(1), QString());
    m_view->saveState(settings, u"here"_s);
    m_view->restoreState(settings, u"here"_s);
    show(u"shop:2"_s);
    QCOMPARE(page()->file(), QString());
}

void TestDockerfilePage::whatIsNoDockerfile_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("binary") << QByteArray("FROM a\0b", 8);
    QTest::newRow("no UTF-8") << QByteArray("FROM \xff\xfe");
    QTest::newRow("too large") << QByteArray(DockerfilePage::ReadLimit + 1, '#');
}

void TestDockerfilePage::whatIsNoDockerfile()
{
    QFETCH(const QByteArray, bytes);
    page()->setFile(m_dockerfile);
    QTRY_COMPARE(line(1), u"3"_s);
    page()->setFile(fileOf(u"wrong"_s, bytes));
    const auto *state = page()->findChild<EmptyState *>(u"dockerfileState"_s);
    QCOMPARE(page()->currentWidget(), state);
    QVERIFY(state->text().contains(u"wrong"));
    QCOMPARE(line(1), QString());
    page()->setFile(m_folder->filePath(u"absent"_s));
    QVERIFY(state->text().contains(u"absent"));
}

STRATA_WINDOW_TEST(TestDockerfilePage)
#include "tst_dockerfilepage.moc"
