// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/jsontext.h"
#include "support/testprogram.h"
#include "testaccounts.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

Result<JsonText> parse(const QByteArray &text)
{
    return JsonText::parse(secretOf(text));
}

} // namespace

class TestJsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatQtTakes_data();
    void takesWhatQtTakes();
    void refusesDeepNesting();
    void readsStrings_data();
    void readsStrings();
    void quotesRoundTrip();
    void edits_data();
    void edits();
    void theLastOfEqualNamesCounts();
};

void TestJsonText::takesWhatQtTakes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char *text, bool isGood) { QTest::newRow(text) << QByteArray(text) << isGood; };
    for (const char *text : {"{}", "[]", " { \"a\" : [ 1 , -0.5e+3 , true , false , null ] } ", "{\"\":{}}", "0",
                             "\"\\u00e9\\ud83d\\ude00\\n\"", "1e5", "\"\xc3\xa9\"", "-0"})
        row(text, true);
    for (const char *text : {"",          " ",
                             "{",         "}",
                             "{,}",       "{\"a\"}",
                             "{\"a\":}",  "{\"a\":1,}",
                             "[1,]",      "01",
                             "1.",        ".5",
                             "1e",        "+1",
                             "tru",       "nul",
                             "\"",        "\"\\x\"",
                             "\"\\u12\"", "\"\t\"",
                             "{} {}",     "{a:1}",
                             "'a'",       "[1 2]",
                             "-",         "{\"a\":1 \"b\":2}",
                             "\"\\"})
        row(text, false);
}

void TestJsonText::takesWhatQtTakes()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isGood);
    const Result<JsonText> json = parse(text);
    QCOMPARE(json.has_value(), isGood);
    if (!isGood)
        QCOMPARE(json.error().kind, Error::Kind::InvalidInput);
    else
        QCOMPARE(json->text(), text);
}

void TestJsonText::refusesDeepNesting()
{
    QVERIFY(parse(QByteArray(60, '[') + QByteArray(60, ']')));
    QVERIFY(!parse(QByteArray(100'000, '[') + QByteArray(100'000, ']')));
}

void TestJsonText::readsStrings_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("\"abc\"") << u"abc"_s;
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t")") << u"\"\\/\b\f\n\r\t"_s;
    QTest::newRow("two bytes") << QByteArray(R"("\u00e9")") << u"é"_s;
    QTest::newRow("three bytes") << QByteArray(R"("\uBE44")") << u"비"_s;
    QTest::newRow("a pair") << QByteArray(R"("\ud83d\ude00!")") << u"😀!"_s;
    QTest::newRow("half a pair") << QByteArray(R"("\ud83d-\ude00")") << u"\uFFFD-\uFFFD"_s;
    QTest::newRow("two halves of the same side") << QByteArray(R"("\ud83d\ud83d")") << u"\uFFFD\uFFFD"_s;
    QTest::newRow("as it is") << QByteArray("\"비밀\"") << u"비밀"_s;
}

void TestJsonText::readsStrings()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    const Result<JsonText> parsed = parse(json);
    QVERIFY(parsed);
    QCOMPARE(parsed->string(parsed->root()), text);
    QCOMPARE(parsed->secret(parsed->root()).view(), text.toUtf8());
}

void TestJsonText::quotesRoundTrip()
{
    QString text;
    for (char16_t c = 1; c < 0x180; ++c)
        text += QChar(c);
    const QByteArray quoted = JsonText::quoted(text);
    QCOMPARE(QJsonDocument::fromJson("{\"t\":" + quoted + '}').object()[u"t"].toString(), text);
    QCOMPARE(parse(quoted)->string(parse(quoted)->root()), text);
}

void TestJsonText::edits_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("action");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *action, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QString::fromLatin1(action) << QByteArray(after);
    };
    row("first goes", "{ \"x\": 1,  \"b\": 1.50 }", "remove", "{ \"b\": 1.50 }");
    row("last goes", "{\n\t\"b\": 1,\n\t\"x\": 2\n}\n", "remove", "{\n\t\"b\": 1\n}\n");
    row("only one goes", "{\n\t\"x\": 2\n}\n", "remove", "{}\n");
    row("replaced", "{\"a\":1e400,\"x\":[1,2],\"c\":0}", "replace", "{\"a\":1e400,\"x\":true,\"c\":0}");
    row("added on one line", "{\"a\": 1}", "add", "{\"a\": 1,\"new\": true}");
    row("added without spaces", "{\"a\":1}", "add", "{\"a\":1,\"new\":true}");
    row("added on a line", "{\r\n  \"a\" : 1\r\n}", "add", "{\r\n  \"a\" : 1,\r\n  \"new\" : true\r\n}");
    row("added to nothing", "{}", "add", "{\n\t\"new\": true\n}");
    row("added inside", "{\n  \"x\": {}\n}", "add inside", "{\n  \"x\": {\n    \"new\": true\n  }\n}");
    row("added inside on one line", "{\"x\":{}}", "add inside", "{\"x\":{\"new\":true}}");
}

void TestJsonText::edits()
{
    QFETCH(QByteArray, before);
    QFETCH(QString, action);
    Result<JsonText> json = parse(before);
    QVERIFY(json);
    const JsonNode *x = json->member(json->root(), u"x");
    if (action == u"remove")
        json->removeMember(json->root(), *x);
    else if (action == u"replace")
        json->replace(*x, "true");
    else
        json->addMember(action == u"add" ? json->root() : *x, u"new"_s, "true");
    QTEST(json->text().toByteArray(), "after");
    QVERIFY(parse(json->text().toByteArray()));
}

void TestJsonText::theLastOfEqualNamesCounts()
{
    const Result<JsonText> json = parse(R"({"a":"1","A":"2","a":"3"})");
    QCOMPARE(json->string(*json->member(json->root(), u"a")), u"3"_s);
    QCOMPARE(json->string(*json->member(json->root(), u"A")), u"2"_s);
    QVERIFY(!json->member(json->root(), u"b"));
}

STRATA_TEST(TestJsonText)
#include "tst_jsontext.moc"
