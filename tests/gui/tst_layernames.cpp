// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layerinspector.h"
#include "hostileengine.h"
#include "support/archives.h"
#include "support/testprogram.h"
#include "widgets/keyvalueview.h"
#include "widgets/treetable.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTextEdit>
#include <QToolTip>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// Names of files that mean harm, in the inspector of layers: they stand there as they are, whole and visible, and what is
/// copied or read is the path itself.
class TestLayerNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void namesAreShown_data() { names(); }
    void namesAreShown();
    void pathsAreExact_data() { names(); }
    void pathsAreExact();
    void toolTipsAreNoMarkup_data() { names(); }
    void toolTipsAreNoMarkup();
    void filtersFindThem_data() { names(); }
    void filtersFindThem();
    void dots();
    void namesThatAreNoText();
    void longNames();
    void targetsOfLinks();
    void everyTextIsTame();

private:
    static void names();
    void show(const QList<QList<Item>> &layers);
    template<typename T>
    T *find(const char *name) const
    {
        return m_inspector->findChild<T *>(QLatin1StringView(name));
    }
    TreeTable &files() const { return *find<TreeTable>("layersFiles"); }
    QModelIndex at(const QByteArray &path) const;
    void select(const QByteArray &path) const { files().selectOnly(at(path)); }
    QString copied() const;

    std::unique_ptr<LayerInspector> m_inspector;
    std::shared_ptr<const ImageTree> m_tree;
};

void TestLayerNames::init()
{
    m_inspector = std::make_unique<LayerInspector>();
    m_inspector->resize(1000, 500);
    new QAbstractItemModelTester(files().model(), m_inspector.get());
}

void TestLayerNames::cleanup()
{
    m_inspector.reset();
}

void TestLayerNames::show(const QList<QList<Item>> &layers)
{
    InspectedImage image;
    m_tree = image.tree = treeOf(layers);
    QVERIFY(image.tree);
    for (const auto &index : image.tree->layers())
        image.image.layers.append({.createdBy = hostile(u"RUN "_s, 1000), .index = index});
    m_inspector->setImage(image);
    m_inspector->show();
    QTRY_VERIFY(files().model()->rowCount() > 0);
}

QModelIndex TestLayerNames::at(const QByteArray &path) const
{
    auto *model = qobject_cast<LayerFilesModel *>(files().model());
    return model->indexOf(m_tree->paths().find(path).value_or(PathTable::root));
}

QString TestLayerNames::copied() const
{
    QGuiApplication::clipboard()->clear();
    find<QAction>("layersCopyPath")->trigger();
    return QGuiApplication::clipboard()->text();
}

void TestLayerNames::names()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *what, const QByteArray &name, const QString &shown) {
        QTest::newRow(what) << name << shown;
    };
    row("line break", "new\nline", u"new␊line"_s);
    row("line breaks of Unicode",
        "a\xe2\x80\xa8"
        "b\xe2\x80\xa9"
        "c",
        u"a␊b␊c"_s);
    row("return and tab", "a\r\tb", u"a␍␉b"_s);
    row("colours of a terminal", "\x1b[31mred\x1b[0m", u"␛[31mred␛[0m"_s);
    row("title of a terminal", "\x1b]0;title\x07", u"␛]0;title␇"_s);
    row("controls beyond ASCII",
        "a\xc2\x9b"
        "31m\x7f",
        u"a�31m␡"_s);
    row("turned direction", "\xe2\x80\xaegpj.exe", u"�gpj.exe"_s);
    row("isolated direction",
        "\xe2\x81\xa6"
        "a\xe2\x81\xa9\xe2\x80\x8f",
        u"�a��"_s);
    row("HTML", "<b>bold<p>", u"<b>bold<p>"_s);
    row("a picture of HTML", "<img src='file:etc'>", u"<img src='file:etc'>"_s);
    row("a link", "<a href=x>click", u"<a href=x>click"_s);
    row("entities", "&amp;&lt;&x", u"&amp;&lt;&x"_s);
    row("places of arguments", "%1 %n %L2", u"%1 %n %L2"_s);
    row("blanks", "  ", u"  "_s);
    row("255 bytes", QByteArray(255, 'n'), QString(255, u'n'));
    row("255 bytes of Hangul", QByteArray("한").repeated(85), QString(85, u'한'));
    row("three dots", "...", u"..."_s);
    row("dots and a blank", ".. ", u".. "_s);
    row("a backslash", "..\\..\\etc", u"..\\..\\etc"_s);
}

void TestLayerNames::namesAreShown()
{
    QFETCH(QByteArray, name);
    QFETCH(QString, shown);
    show({{{.path = "d/" + name, .data = "x"}, {.path = name + "/below", .data = "yy"}}});
    QCOMPARE(at("d/" + name).data().toString(), shown);
    QCOMPARE(at(name).data().toString(), shown);
    QVERIFY(isTame(shown));
    select("d/" + name);
    const QString line = find<QLabel>("mapCurrent")->text().remove(QChar(0x200b)); // where it may break
    QVERIFY2(line.startsWith(u"/d/"_s + shown.left(190)), qPrintable(line));
    for (const QLabel *label : m_inspector->findChildren<QLabel *>()) {
        QVERIFY2(isTame(label->text()), qPrintable(label->objectName()));
        QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                 qPrintable(label->objectName()));
    }
    QVERIFY(!m_inspector->grab().isNull());
}

void TestLayerNames::pathsAreExact()
{
    QFETCH(QByteArray, name);
    show({{{.path = "d/" + name, .data = "x"}}});
    select("d/" + name);
    const QString path = u"/d/"_s + QString::fromUtf8(name);
    QCOMPARE(copied(), path);
    for (const char *what : {"layersPreview", "layersSaveAs"}) {
        QSignalSpy asked(m_inspector.get(),
                         qstrcmp(what, "layersPreview") == 0 ? &LayerInspector::previewRequested
                                                             : &LayerInspector::saveRequested);
        find<QAction>(what)->trigger();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][1].toString(), path);
        QCOMPARE(asked[0][0].value<StoredFile>().size, 1);
    }
}

void TestLayerNames::toolTipsAreNoMarkup()
{
    QFETCH(QByteArray, name);
    QFETCH(QString, shown);
    show({{{.path = "d/" + name, .data = "x"}}});
    select("d/" + name);
    const QPoint cell = files().visualRect(at("d/" + name)).center();
    QHelpEvent hover(QEvent::ToolTip, cell, files().viewport()->mapToGlobal(cell));
    QCoreApplication::sendEvent(files().viewport(), &hover);
    QTextEdit rendered; // as the tooltip's label does it
    rendered.setHtml(QToolTip::text());
    QCOMPARE(rendered.toPlainText(), u"/d/"_s + shown);
    QVERIFY(Qt::mightBeRichText(QToolTip::text()));
    QToolTip::hideText();
}

void TestLayerNames::filtersFindThem()
{
    QFETCH(QByteArray, name);
    show({{{.path = "d/" + name, .data = "x"}, {.path = "other", .data = "x"}}});
    auto *filter = find<QLineEdit>("layersFilter");
    filter->setText(QString::fromUtf8(name));
    QCOMPARE(filter->text(), QString::fromUtf8(name));
    QTRY_VERIFY(!at("other").isValid());
    QVERIFY(at("d/" + name).isValid());
}

/// What "." and ".." mean is undone; a ".." that leads out of the image stays, and is shown.
void TestLayerNames::dots()
{
    show({{{.path = "./a/./b", .data = "x"},
           {.path = "a/../c", .data = "x"},
           {.path = "../../etc/passwd", .data = "x"}}});
    select("a/b");
    QCOMPARE(copied(), u"/a/b"_s);
    select("c");
    QCOMPARE(copied(), u"/c"_s);
    QCOMPARE(at("..").data().toString(), u".."_s);
    select("../../etc/passwd");
    QCOMPARE(copied(), u"/../../etc/passwd"_s);
}

/// Two names that are no UTF-8 look alike and are two files all the same.
void TestLayerNames::namesThatAreNoText()
{
    show(
        {{{.path = "caf\xe8", .data = "1"}, {.path = "caf\xe9", .data = "22"}, {.path = "\xff\xfe/x", .data = "333"}}});
    QCOMPARE(files().model()->rowCount(), 3);
    for (const QByteArray name : {"caf\xe8", "caf\xe9"}) {
        QCOMPARE(at(name).data().toString(), u"caf�"_s);
        select(name);
        QCOMPARE(copied(), u"/caf�"_s);
        QSignalSpy asked(m_inspector.get(), &LayerInspector::previewRequested);
        find<QAction>("layersPreview")->trigger();
        QCOMPARE(asked[0][0].value<StoredFile>().size, name == "caf\xe8" ? 1 : 2);
    }
    QCOMPARE(at("\xff\xfe").data().toString(), u"��"_s);
}

void TestLayerNames::longNames()
{
    const QByteArray name(500'000, 'n');
    show({{{.path = name, .data = "x"}}});
    const QString shown = at(name).data().toString();
    QCOMPARE_LE(shown.size(), 2000);
    QVERIFY(shown.endsWith(u'…'));
    select(name);
    QCOMPARE(copied(), u'/' + QString::fromLatin1(name));
    QVERIFY(!m_inspector->grab().isNull());
    QCOMPARE_LE(m_inspector->minimumSizeHint().width(), 1000);
}

void TestLayerNames::targetsOfLinks()
{
    show({{symbolicLink("html", "/<b>x</b>"), symbolicLink("lines", "a\nb\x1b[1m"), symbolicLink("self", "self"),
           symbolicLink("notText", "\xff"), symbolicLink("long", QByteArray(4000, 't'))}});
    QCOMPARE(at("html").data().toString(), u"html → /<b>x</b>"_s);
    QCOMPARE(at("lines").data().toString(), u"lines → a␊b␛[1m"_s);
    QCOMPARE(at("self").data().toString(), u"self → self"_s);
    QCOMPARE(at("notText").data().toString(), u"notText → �"_s);
    QCOMPARE_LE(at("long").data().toString().size(), 2100);
    select("lines");
    QCOMPARE(copied(), u"/lines"_s); // the link, not where it leads
}

/// All tables and facts of an image whose every word means harm.
void TestLayerNames::everyTextIsTame()
{
    const QByteArray name = hostile(u"name"_s, 3000).remove(QChar(0)).toUtf8();
    const QByteArray content(5000, 'c');
    show({{{.path = name, .data = content}, {.path = "2" + name, .data = content}, {.path = "3" + name, .data = "old"}},
          {{.path = "3" + name, .data = "new", .userName = name.first(100)}, {.path = ".wh.2" + name}},
          {{.path = "4" + name, .data = content}}});
    for (const char *table : {"layersTable", "layersFiles", "layersWaste", "layersDuplicates"}) {
        const QAbstractItemModel &model = *find<TreeTable>(table)->model();
        QVERIFY2(model.rowCount() > 0, table);
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column) {
                const QModelIndex index = model.index(row, column);
                QVERIFY2(isTame(index.data().toString()), table);
                QVERIFY2(isTame(index.data(Qt::ToolTipRole).toString()), table);
            }
        }
    }
    QVERIFY(isTame(find<KeyValueView>("layersFacts")->sectionsAsText()));
    for (int tab = 0; tab < find<QTabWidget>("layersTabs")->count(); ++tab) {
        find<QTabWidget>("layersTabs")->setCurrentIndex(tab);
        QVERIFY(!m_inspector->grab().isNull());
    }
}

STRATA_WINDOW_TEST(TestLayerNames)
#include "tst_layernames.moc"
