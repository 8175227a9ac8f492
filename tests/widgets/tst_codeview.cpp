// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testprogram.h"
#include "widgets/codeview.h"
#include "widgets/contrast.h"
#include "widgets/filterfield.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QSignalSpy>
#include <QTextBlock>
#include <QTextLayout>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

QSet<QRgb> colors(const CodeView &view)
{
    QSet<QRgb> result;
    for (QTextBlock block = view.editor()->document()->begin(); block.isValid(); block = block.next()) {
        const auto formats = block.layout()->formats();
        for (const QTextLayout::FormatRange &range : formats)
            result.insert(range.format.foreground().color().rgb());
    }
    return result;
}

QPalette darkPalette()
{
    QPalette palette(QColor(40, 40, 40));
    palette.setColor(QPalette::Base, QColor(25, 25, 25));
    palette.setColor(QPalette::Text, Qt::white);
    return palette;
}

QByteArray bigJson(int entries)
{
    QByteArray json = "{";
    for (int i = 0; i < entries; ++i)
        json += "\"key" + QByteArray::number(i) + "\":[1,2,{\"a\":\"b\"}],";
    return json + "\"end\":null}";
}

} // namespace

class CodeViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_repository = makeHighlightRepository(); }

    void prettyPrinting_data();
    void prettyPrinting();
    void jsonIsHighlighted();
    void themeFollowsThePalette();
    void unknownLanguageIsPlain();
    void longTextArrivesInPieces();
    void hugeLineIsNotHighlighted();
    void bigJsonIsFormattedElsewhere();
    void laterJsonWins();
    void viewMayGoWhileFormatting();
    void searching();
    void searchShortcuts();

private:
    HighlightRepository m_repository;
};

void CodeViewTest::prettyPrinting_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("order and numbers stay")
        << R"({"b":1.50,"a":12345678901234567890})"_ba << u"{\n    \"b\": 1.50,\n    \"a\": 12345678901234567890\n}"_s;
    QTest::newRow("empty ones") << R"({"a":{},"b":[ ]})"_ba << u"{\n    \"a\": {},\n    \"b\": []\n}"_s;
    QTest::newRow("nested") << R"([[1],{"a":[]}])"_ba
                            << u"[\n    [\n        1\n    ],\n    {\n        \"a\": []\n    }\n]"_s;
    QTest::newRow("strings are left alone")
        << R"(["{,: \" \\","한"])"_ba << u"[\n    \"{,: \\\" \\\\\",\n    \"한\"\n]"_s;
    QTest::newRow("pretty already") << "{\n  \"a\" : true\n}\n"_ba << u"{\n    \"a\": true\n}"_s;
    QTest::newRow("no json") << "<html>{,}</html>"_ba << u"<html>{,}</html>"_s;
    QTest::newRow("cut") << R"({"a":[1,2)"_ba << uR"({"a":[1,2)"_s;
    QTest::newRow("nothing") << QByteArray() << QString();
}

void CodeViewTest::prettyPrinting()
{
    QFETCH(QByteArray, json);
    QTEST(prettyJson(json), "text");
}

void CodeViewTest::jsonIsHighlighted()
{
    JsonView view(m_repository);
    view.setJson(R"({"name":"web","count":3,"on":true})");
    QVERIFY(view.isComplete());
    QVERIFY(view.isHighlighted());
    QTRY_VERIFY(colors(view).size() >= 3);
    QCOMPARE(view.editor()->toPlainText(), view.text());
    QVERIFY(view.editor()->isReadOnly());
}

void CodeViewTest::themeFollowsThePalette()
{
    JsonView view(m_repository);
    view.setJson(R"({"name":"web","count":3,"on":true})");
    QTRY_VERIFY(colors(view).size() >= 3);
    const QSet<QRgb> light = colors(view);
    view.setPalette(darkPalette());
    QTRY_VERIFY(!colors(view).isEmpty() && !colors(view).intersects(light));
    for (const QRgb color : colors(view))
        QVERIFY2(contrast(QColor(25, 25, 25), color) >= 4.5, qPrintable(QColor(color).name()));
    QPalette lighter = darkPalette(); // the theme is the same
    lighter.setColor(QPalette::Base, QColor(70, 70, 70));
    view.setPalette(lighter);
    const auto areReadable = [&view] {
        return std::ranges::all_of(colors(view), [](QRgb color) { return contrast(QColor(70, 70, 70), color) >= 4.5; });
    };
    QTRY_VERIFY(areReadable());
}

void CodeViewTest::unknownLanguageIsPlain()
{
    CodeView view(m_repository);
    view.setText(u"some text"_s, u"No Such Language"_s);
    QVERIFY(!view.isHighlighted());
    view.setText(u"{\"a\": 1}"_s, u"JSON"_s);
    QVERIFY(view.isHighlighted());
    view.setText(u"plain"_s);
    QVERIFY(!view.isHighlighted());
    QTRY_VERIFY(colors(view).isEmpty());
}

void CodeViewTest::longTextArrivesInPieces()
{
    CodeView view(m_repository);
    QString text;
    for (int i = 0; i < 100'000; ++i)
        text += u"line %1 of the log\n"_s.arg(i);
    const QSignalSpy completed(&view, &CodeView::completed);
    QElapsedTimer timer;
    timer.start();
    view.setText(text);
    QVERIFY2(timer.elapsed() < 250, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(!view.isComplete());
    QTRY_COMPARE(completed.size(), 1);
    QCOMPARE(view.editor()->toPlainText(), text);
}

void CodeViewTest::hugeLineIsNotHighlighted()
{
    CodeView view(m_repository);
    view.setText(u"[\""_s + QString(CodeView::LineLimit, u'x') + u"\"]"_s, u"JSON"_s);
    QVERIFY(!view.isHighlighted());
    QTRY_VERIFY(view.isComplete());
}

void CodeViewTest::bigJsonIsFormattedElsewhere()
{
    JsonView view(m_repository);
    const QByteArray json = bigJson(5000);
    QVERIFY(json.size() > JsonView::FormatInPlace);
    const QSignalSpy completed(&view, &CodeView::completed);
    view.setJson(json);
    QVERIFY(view.text().isEmpty());
    QTRY_COMPARE(completed.size(), 1);
    QCOMPARE(view.text(), prettyJson(json));
}

void CodeViewTest::laterJsonWins()
{
    JsonView view(m_repository);
    const QSignalSpy completed(&view, &CodeView::completed);
    view.setJson(bigJson(50'000));
    view.setJson("[1]");
    QCOMPARE(view.text(), u"[\n    1\n]"_s);
    view.setJson(bigJson(5000));
    view.setJson(bigJson(3000));
    QTRY_VERIFY(completed.size() == 2);
    QTRY_VERIFY(QThreadPool::globalInstance()->activeThreadCount() == 0);
    QCoreApplication::processEvents();
    QCOMPARE(view.text(), prettyJson(bigJson(3000)));
}

void CodeViewTest::viewMayGoWhileFormatting()
{
    auto view = std::make_unique<JsonView>(m_repository);
    view->setJson(bigJson(50'000));
    view.reset();
    QTRY_VERIFY(QThreadPool::globalInstance()->activeThreadCount() == 0);
    QCoreApplication::processEvents();
}

void CodeViewTest::searching()
{
    CodeView view(m_repository);
    view.setText(u"one two\nthree two\nTWO"_s);
    view.show();
    view.openSearch();
    auto *field = view.findChild<FilterField *>();
    QVERIFY(field->isVisible());
    field->setText(u"two"_s);
    QCOMPARE(view.editor()->extraSelections().size(), 3);
    QCOMPARE(view.editor()->textCursor().selectionStart(), 4);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(view.editor()->textCursor().selectionStart(), 14);
    QTest::keyClick(field, Qt::Key_Return);
    QTest::keyClick(field, Qt::Key_Return); // once around
    QCOMPARE(view.editor()->textCursor().selectionStart(), 4);
    field->setText(u"nothing"_s);
    QVERIFY(view.editor()->extraSelections().isEmpty());
    field->clear();
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
}

void CodeViewTest::searchShortcuts()
{
    CodeView view(m_repository);
    view.setText(u"a b a b"_s);
    view.show();
    view.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    view.editor()->setFocus();
    QTest::keyClick(view.editor(), Qt::Key_F, Qt::ControlModifier);
    auto *field = view.findChild<FilterField *>();
    QTRY_VERIFY(field->isVisible());
    QTest::keyClicks(field, u"b"_s);
    QCOMPARE(view.editor()->textCursor().selectionStart(), 2);
    QTest::keyClick(field, Qt::Key_F3);
    QCOMPARE(view.editor()->textCursor().selectionStart(), 6);
    QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(view.editor()->textCursor().selectionStart(), 2);
}

STRATA_WINDOW_TEST(CodeViewTest)
#include "tst_codeview.moc"
