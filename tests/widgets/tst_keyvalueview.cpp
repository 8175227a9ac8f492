// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testprogram.h"
#include "widgets/keyvalueview.h"

#include <QScrollBar>
#include <QTextTable>

using namespace strata;
using namespace Qt::StringLiterals;

class KeyValueViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsPlainText();
    void copiesWholeValues();
    void longValuesWrap();
    void sameContentIsLeftAlone();
    void keepsTheScrollPosition();
    void manyRowsAreSummedUp();
};

void KeyValueViewTest::showsPlainText()
{
    KeyValueView view;
    view.setSections({{u"Image"_s, {{u"Author"_s, u"<b>me</b><br>&amp;"_s}, {u"User"_s, {}}}}, {u"Empty"_s, {}}});
    const QString text = view.toPlainText();
    QVERIFY(text.contains(u"<b>me</b><br>&amp;"_s));
    QVERIFY(text.contains(u"Image"_s));
    QVERIFY(text.contains(u"–"_s));
    QCOMPARE(view.sectionsAsText(), u"Image\nAuthor: <b>me</b><br>&amp;\nUser: \n\nEmpty"_s);
}

void KeyValueViewTest::copiesWholeValues()
{
    KeyValueView view;
    const QString big(KeyValueView::ValueLimit * 2, u'x');
    view.setSections({{u"One"_s, {{u"a"_s, u"first"_s}, {u"b"_s, u"second"_s}}}, {u"Two"_s, {{u"c"_s, big}}}});
    view.resize(600, 400);
    view.show();
    const auto tables = view.document()->rootFrame()->childFrames();
    QCOMPARE(tables.size(), 2);
    const auto at = [&](int number, int row) {
        auto *table = qobject_cast<QTextTable *>(tables[number]);
        return view.valueAt(view.cursorRect(table->cellAt(row, 1).firstCursorPosition()).center());
    };
    QCOMPARE(at(0, 0), u"first"_s);
    QCOMPARE(at(0, 1), u"second"_s);
    QCOMPARE(at(1, 0), big);
    QVERIFY(view.toPlainText().size() < KeyValueView::ValueLimit + 100);
    QCOMPARE(view.valueAt({20, 12}), QString()); // the heading
}

void KeyValueViewTest::longValuesWrap()
{
    KeyValueView view;
    view.setSections({{u"One"_s, {{u"Digest"_s, u"sha256:"_s + QString(500, u'f')}}}});
    view.resize(300, 400);
    view.show();
    QVERIFY(view.document()->size().width() <= view.viewport()->width());
    QCOMPARE(view.horizontalScrollBar()->maximum(), 0);
}

void KeyValueViewTest::sameContentIsLeftAlone()
{
    KeyValueView view;
    const QList<KeyValueView::Section> sections{{u"One"_s, {{u"a"_s, u"value"_s}}}};
    view.setSections(sections);
    view.selectAll();
    view.setSections(sections);
    QVERIFY(view.textCursor().hasSelection());
}

void KeyValueViewTest::keepsTheScrollPosition()
{
    KeyValueView view;
    view.resize(300, 200);
    view.show();
    QList<KeyValueView::Row> rows;
    for (int i = 0; i < 100; ++i)
        rows.append({QString::number(i), u"value"_s});
    view.setSections({{u"One"_s, rows}});
    view.verticalScrollBar()->setValue(400);
    rows[3].value = u"other"_s;
    view.setSections({{u"One"_s, rows}});
    QCOMPARE(view.verticalScrollBar()->value(), 400);
}

void KeyValueViewTest::manyRowsAreSummedUp()
{
    KeyValueView view;
    QList<KeyValueView::Row> rows(KeyValueView::RowLimit + 7, {u"a"_s, u"b"_s});
    view.setSections({{u"One"_s, rows}});
    QVERIFY(view.toPlainText().contains(u"7 more"_s));
    QCOMPARE(view.sectionsAsText().count(u'\n'), KeyValueView::RowLimit + 7);
}

STRATA_WINDOW_TEST(KeyValueViewTest)
#include "tst_keyvalueview.moc"
