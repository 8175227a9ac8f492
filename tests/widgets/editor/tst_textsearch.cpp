// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testprogram.h"
#include "widgets/editor/textsearch.h"

#include <QElapsedTimer>

using namespace strata;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(strata::SearchQuery)

class TextSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void scope();
    void badPatterns_data();
    void badPatterns();
    void evilPatternsEnd_data();
    void evilPatternsEnd();
    void longLine();
    void loneSurrogates();
    void replacements_data();
    void replacements();
};

void TextSearchTest::matches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<SearchQuery>("query");
    QTest::addColumn<QString>("found"); // each match in brackets
    const auto pattern = [](const QString &text) { return SearchQuery{.text = text, .isPattern = true}; };
    QTest::newRow("plain") << u"a.b a.b axb"_s << SearchQuery{.text = u"a.b"_s} << u"[a.b] [a.b] axb"_s;
    QTest::newRow("any case") << u"Ab aB"_s << SearchQuery{.text = u"ab"_s} << u"[Ab] [aB]"_s;
    QTest::newRow("this case") << u"Ab aB"_s << SearchQuery{.text = u"aB"_s, .isCaseSensitive = true} << u"Ab [aB]"_s;
    QTest::newRow("words") << u"run runs run, 한run"_s << SearchQuery{.text = u"run"_s, .areWholeWords = true}
                           << u"[run] runs [run], 한run"_s;
    QTest::newRow("words of signs") << u"a --b --bc"_s << SearchQuery{.text = u"--b"_s, .areWholeWords = true}
                                    << u"a [--b] --bc"_s;
    QTest::newRow("pattern words") << u"a ab b"_s
                                   << SearchQuery{.text = u"a|b"_s, .areWholeWords = true, .isPattern = true}
                                   << u"[a] ab [b]"_s;
    QTest::newRow("line starts") << u"a\nba\na"_s << pattern(u"^a"_s) << u"[a]\nba\n[a]"_s;
    QTest::newRow("line ends") << u"a\nab\na"_s << pattern(u"a$"_s) << u"[a]\nab\n[a]"_s;
    QTest::newRow("empty matches") << u"a\n\nb"_s << pattern(u"^"_s) << u"[]a\n[]\n[]b"_s;
    QTest::newRow("blanks stay in the line") << u"a  \n b"_s << pattern(u"\\s+"_s) << u"a[  ]\n[ ]b"_s;
    QTest::newRow("over lines when asked") << u"a\nb"_s << pattern(u"a\\nb"_s) << u"[a\nb]"_s;
    QTest::newRow("plain over lines") << u"xa\nb"_s << SearchQuery{.text = u"a\nb"_s} << u"x[a\nb]"_s;
    QTest::newRow("korean") << u"한글 한"_s << SearchQuery{.text = u"한"_s} << u"[한]글 [한]"_s;
    QTest::newRow("beyond the BMP") << u"x😀y😀"_s << pattern(u"."_s) << u"[x][😀][y][😀]"_s;
    QTest::newRow("nothing") << u"a"_s << SearchQuery() << u"a"_s;
}

void TextSearchTest::matches()
{
    QFETCH(QString, text);
    QFETCH(SearchQuery, query);
    const auto found = allMatches(text, {0, int(text.size())}, query);
    QVERIFY(found);
    QString marked = text;
    for (auto it = found->crbegin(); it != found->crend(); ++it)
        marked.insert(it->end, u']').insert(it->start, u'[');
    QTEST(marked, "found");
}

void TextSearchTest::scope()
{
    const auto found = allMatches(u"aa\naa\naa"_s, {1, 5}, {.text = u"a"_s});
    QVERIFY(found);
    QCOMPARE(*found, (QList<EditorRange>{{1, 2}, {3, 4}, {4, 5}}));
}

void TextSearchTest::badPatterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<int>("column");
    QTest::newRow("open group") << u"ab(c"_s << 4;
    QTest::newRow("nothing to repeat") << u"*a"_s << 0;
    QTest::newRow("closed by what is put around it") << u"a)|(b"_s << 1;
}

void TextSearchTest::badPatterns()
{
    QFETCH(QString, pattern);
    const auto found = allMatches(u"abc"_s, {0, 3}, {.text = pattern, .areWholeWords = true, .isPattern = true});
    QVERIFY(!found);
    QCOMPARE(found.error().problem, SearchProblem::BadPattern);
    QVERIFY(!found.error().detail.isEmpty());
    QTEST(found.error().column, "column");
}

void TextSearchTest::evilPatternsEnd_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("pattern");
    QTest::newRow("nested repetition") << QString(QString(60, u'a') + u'!') << u"(a+)+$"_s;
    QTest::newRow("alternatives") << QString(QString(60, u'a') + u'!') << u"(a|aa)+$"_s;
    QTest::newRow("a long line") << QString(QString(70'000, u'a') + u'!') << u"(a*)*b"_s;
    QTest::newRow("many lines") << QString(QString(200, u'a') + u"!\n").repeated(2000) << u"(x+x+)+y|(a+a+)+b"_s;
}

void TextSearchTest::evilPatternsEnd()
{
    QFETCH(QString, text);
    QFETCH(QString, pattern);
    QElapsedTimer timer;
    timer.start();
    const auto found = allMatches(text, {0, int(text.size())}, {.text = pattern, .isPattern = true});
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed()))); // of a busy machine
    QVERIFY(!found);
    QCOMPARE(found.error().problem, SearchProblem::TooSlow);
}

void TextSearchTest::longLine()
{
    const QString text = u"word "_s.repeated(4'000);
    const auto found = allMatches(text, {0, int(text.size())}, {.text = u"\\bword\\b"_s, .isPattern = true});
    QVERIFY(found);
    QCOMPARE(found->size(), 4'000);
    QCOMPARE(found->last(), (EditorRange{19'995, 19'999}));
}

void TextSearchTest::loneSurrogates()
{
    QString text = u"a?b?c"_s;
    text[1] = QChar(0xD83D);
    text[3] = QChar(0xDE00);
    const auto found = allMatches(text, {0, 5}, {.text = u"[abc]"_s, .isPattern = true});
    QVERIFY(found);
    QCOMPARE(found->size(), 3);
}

void TextSearchTest::replacements_data()
{
    QTest::addColumn<QString>("replacement");
    QTest::addColumn<bool>("isPattern");
    QTest::addColumn<QString>("result");
    QTest::newRow("captures") << u"\\2-\\1-\\0"_s << true << u"b-a-a=b"_s;
    QTest::newRow("line break and tab") << u"\\1\\n\\t\\2"_s << true << u"a\n\tb"_s;
    QTest::newRow("backslash") << u"\\\\1\\q\\"_s << true << u"\\1\\q\\"_s;
    QTest::newRow("no such group") << u"<\\7>"_s << true << u"<>"_s;
    QTest::newRow("plain stays") << u"\\1\\n"_s << false << u"\\1\\n"_s;
}

void TextSearchTest::replacements()
{
    QFETCH(QString, replacement);
    QFETCH(bool, isPattern);
    const SearchQuery query{.text = isPattern ? u"(\\w)=(\\w)"_s : u"a=b"_s, .isPattern = isPattern};
    QString result;
    QVERIFY(forEachMatch(u"x a=b"_s, {0, 5}, query, [&](EditorRange, const QRegularExpressionMatch &match) {
        result = replacementFor(match, query, replacement);
    }));
    QTEST(result, "result");
}

STRATA_TEST(TextSearchTest)
#include "tst_textsearch.moc"
