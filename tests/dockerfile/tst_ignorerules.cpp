// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/glob.h"
#include "dockerfile/ignorerules.h"
#include "dockerfile/runes.h"
#include "support/testprogram.h"

#include <QElapsedTimer>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

/// As a walk comes to it.
IgnoreVerdict walkedVerdict(const IgnoreRules &rules, const QByteArray &path)
{
    IgnoreRules::Matches above, matches;
    IgnoreVerdict verdict;
    for (qsizetype slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        rules.verdict(path.left(slash), above, matches);
        above = matches;
    }
    return rules.verdict(path, above, matches);
}

} // namespace

class TestIgnoreRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAFile();
    void refuses_data();
    void refuses();
    void onePattern_data();
    void onePattern();
    void oddPatternsAreThoseOfGo_data();
    void oddPatternsAreThoseOfGo();
    void theLastRuleDecides_data();
    void theLastRuleDecides();
    void aWalkSeesLessThanAPath();
    void foldersToLookInto_data();
    void foldersToLookInto();
    void globs_data();
    void globs();
    void wildcards();
    void cleansPaths_data();
    void cleansPaths();
    void invalidBytesAreCharacters();
    void isQuick();
};

void TestIgnoreRules::readsAFile()
{
    const Result<IgnoreRules> rules = IgnoreRules::parse("\xef\xbb\xbf# comment\n"
                                                         "*.log\r\n"
                                                         "\n"
                                                         "  # no comment \n"
                                                         "\t/build//out/../bin/ \n"
                                                         "! /keep/ \n"
                                                         "/");
    QVERIFY(rules);
    QCOMPARE(rules->rules().size(), size_t(5));
    const auto check = [&](size_t index, const char *text, const char *pattern, bool isException, int line) {
        const IgnoreRule &rule = rules->rules()[index];
        QCOMPARE(rule.text, text);
        QCOMPARE(rule.pattern, pattern);
        QCOMPARE(rule.isException, isException);
        QCOMPARE(rule.line, line);
    };
    check(0, "*.log", "*.log", false, 2);
    check(1, "# no comment", "# no comment", false, 4);
    check(2, "/build//out/../bin/", "build/bin", false, 5);
    check(3, "! /keep/", "keep", true, 6);
    check(4, "/", "/", false, 7);
    QVERIFY(rules->hasExceptions());
    QCOMPARE(ruleText(rules->rules()[0]), u"line 2: *.log"_s);
    QVERIFY(IgnoreRules::parse("")->isEmpty());
    QVERIFY(IgnoreRules::parse("\n#\n \n")->isEmpty());
    QVERIFY(!IgnoreRules::parse("a")->hasExceptions());
}

void TestIgnoreRules::refuses_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("place");
    QTest::newRow("no exception") << QByteArray("a\n!") << u"line 2: "_s;
    QTest::newRow("exception of blanks") << QByteArray("!  \n") << u"line 1: "_s;
    QTest::newRow("exception of the root") << QByteArray("\n\n!/") << u"line 3: "_s;
    QTest::newRow("open bracket") << QByteArray("a\nb[\n") << u"line 2: "_s;
    QTest::newRow("backslash at the end") << QByteArray("b\\") << u"line 1: "_s;
    QTest::newRow("reversed range") << QByteArray("[z-a]") << u"line 1: "_s;
    QTest::newRow("unknown escape") << QByteArray("\\y") << u"line 1: "_s;
    QTest::newRow("endless line") << "a\n" + QByteArray(65536, 'x') << u"line 2: "_s;
}

void TestIgnoreRules::refuses()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, place);
    const Result<IgnoreRules> rules = IgnoreRules::parse(file);
    QVERIFY(!rules);
    QCOMPARE(rules.error().kind, Error::Kind::InvalidInput);
    QVERIFY2(rules.error().message.startsWith(place), qUtf8Printable(rules.error().message));
    QVERIFY(rules.error().message.size() < 300);
}

void TestIgnoreRules::onePattern_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArrayList>("matching");
    QTest::addColumn<QByteArrayList>("others");
    const auto add = [](const char *pattern, const QByteArrayList &matching, const QByteArrayList &others) {
        QTest::newRow(pattern) << QByteArray(pattern) << matching << others;
    };
    add("docs", {"docs", "docs/a", "docs/a/b"}, {"docs2", "x/docs", "doc"});
    add("*.md", {"a.md", ".md", "x.md/a"}, {"sub/a.md", "a.mdx", "amd"});
    add("*", {"a", "a/b", ".hidden"}, {});
    add("**", {"a", "a/b/c"}, {});
    add("*/*.md", {"a/b.md"}, {"b.md", "a/b/c.md"});
    add("**/*.md", {"b.md", "a/b.md", "a/b/c.md", "a/b.md/x"}, {"b.mdx"});
    add("**/tmp", {"tmp", "a/tmp", "a/b/tmp/c"}, {"tmpx", "xtmp", "a/xtmp"});
    add("**tmp", {"tmp", "xtmp", "a/xtmp"}, {"tmpx"});
    add("a/**", {"a/b", "a/b/c"}, {"a", "ab", "b/a/c"});
    add("a**", {"a", "ab", "a/b"}, {"ba"});
    add("a/**/z", {"a/z", "a/b/z", "a/b/c/z", "a/z/x"}, {"a", "az", "a/bz", "z"});
    add("a**z", {"az", "ab/z", "a/z"}, {"abz", "a"});
    add("**/a/**", {"a/b", "x/a/b"}, {"a", "x/a"});
    add("**/*", {"a", "a/b"}, {});
    add("?", {"a", "a/b", "한"}, {"ab", ""});
    add("a?c", {"abc", "a.c"}, {"a/c", "ac"});
    add("[a-c]x", {"ax", "cx/y"}, {"dx", "x", "-x"});
    add("[^a-c]x", {"dx"}, {"ax", "x"});
    add("*.py[cod]", {"a.pyc", ".pyo"}, {"a.py", "a.pyx", "d/a.pyc"});
    add("a\\*b", {"a*b"}, {"axb", "a\\*b"});
    add("a\\?", {"a?"}, {"ab"});
    add("\\!a", {"!a"}, {"a"});
    add("a.b+(c)|{d}$", {"a.b+(c)|{d}$"}, {"axb+(c)|{d}$"});
    add("*.b+(c)|{d}$", {"a.b+(c)|{d}$"}, {"axb+(c)|{d}$", "a.b"});
    add("한*글", {"한글", "한x글"}, {"한", "한/글"});
    add("*한", {"한", "x한"}, {"한x"});
    add("a*b*c", {"abc", "axbxc", "abcbc"}, {"ab", "acb"});
    add("aa*aa", {"aaaa", "aaxaa"}, {"aaa"});
    add("*a*a*a*a*b", {"aaaab"}, {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"});
}

void TestIgnoreRules::onePattern()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArrayList, matching);
    QFETCH(QByteArrayList, others);
    const Result<IgnoreRules> rules = IgnoreRules::fromPatterns({pattern});
    QVERIFY(rules);
    for (const QByteArray &path : std::as_const(matching)) {
        QVERIFY2(rules->verdict(path) == (IgnoreVerdict{true, 0}), path.constData());
        QVERIFY2(walkedVerdict(*rules, path) == (IgnoreVerdict{true, 0}), path.constData());
    }
    for (const QByteArray &path : std::as_const(others)) {
        QVERIFY2(rules->verdict(path) == IgnoreVerdict(), path.constData());
        QVERIFY2(walkedVerdict(*rules, path) == IgnoreVerdict(), path.constData());
    }
}

void TestIgnoreRules::oddPatternsAreThoseOfGo_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("isIgnored");
    const auto add = [](const char *pattern, const char *path, bool isIgnored) {
        QTest::addRow("%s %s", QByteArray(pattern).replace('\n', ' ').constData(),
                      QByteArray(path).replace('\n', ' ').constData())
            << QByteArray(pattern) << QByteArray(path) << isIgnored;
    };
    add("\\d*", "7up", true); // a digit, because the pattern becomes a regular expression
    add("\\d*", "d7", false);
    add("^a", "^a", true);
    add("^a*", "abc", true); // and there a circumflex is the start
    add("^a*", "^abc", false);
    add("[a*b]x", "[a*b]x", false);
    add("a\n*", "a\nb", true);
    add("**/b*", "a\n/b", false); // no folder with a line feed in it
    add("*b", "a\nb", true);
}

void TestIgnoreRules::oddPatternsAreThoseOfGo()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, path);
    QFETCH(bool, isIgnored);
    const Result<IgnoreRules> rules = IgnoreRules::fromPatterns({pattern});
    QVERIFY(rules);
    QCOMPARE(rules->verdict(path).isIgnored, isIgnored);
}

void TestIgnoreRules::theLastRuleDecides_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("isIgnored");
    QTest::addColumn<int>("rule");
    const auto add = [](const char *file, const char *path, bool isIgnored, int rule) {
        QTest::addRow("%s: %s", QByteArray(file).replace('\n', ' ').constData(), path)
            << QByteArray(file) << QByteArray(path) << isIgnored << rule;
    };
    add("*\n!a", "a", false, 1);
    add("*\n!a", "a/b", false, 1);
    add("*\n!a", "b", true, 0);
    add("!a\n*", "a", true, 1);
    add("a\n!a/b\na/b/c", "a/b/c", true, 2);
    add("a\n!a/b\na/b/c", "a/b/d", false, 1);
    add("a\n!a/b\na/b/c", "a/x", true, 0);
    add("*.log\n**/*.log", "x.log", true, 0);
    add("*.log\n**/*.log", "d/x.log", true, 1);
    add("**\n!**/*.go", "a/b.go", false, 1);
    add("a/*\n!a/b*", "a/bc", false, 1);
    add("!x", "x", false, -1);
}

void TestIgnoreRules::theLastRuleDecides()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, path);
    QFETCH(bool, isIgnored);
    QFETCH(int, rule);
    const Result<IgnoreRules> rules = IgnoreRules::parse(file);
    QVERIFY(rules);
    QVERIFY(rules->verdict(path) == (IgnoreVerdict{isIgnored, rule}));
    QVERIFY(walkedVerdict(*rules, path) == (IgnoreVerdict{isIgnored, rule}));
}

void TestIgnoreRules::aWalkSeesLessThanAPath()
{
    const Result<IgnoreRules> rules = IgnoreRules::parse("dir/*.log\n!dir");
    QVERIFY(rules);
    QVERIFY(!rules->verdict("dir/a.log").isIgnored);
    QVERIFY(walkedVerdict(*rules, "dir/a.log").isIgnored); // the exception was of no use to "dir"
}

void TestIgnoreRules::foldersToLookInto_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<bool>("isLookedInto");
    const auto add = [](const char *file, const char *folder, bool isLookedInto) {
        QTest::addRow("%s: %s", QByteArray(file).replace('\n', ' ').constData(), folder)
            << QByteArray(file) << QByteArray(folder) << isLookedInto;
    };
    add("a", "a", false);
    add("*\n!a/b/c", "a", true);
    add("*\n!a/b/c", "a/b", true);
    add("*\n!a/b/c", "a/b/c", true);
    add("*\n!a/b/c", "a/b/c/d", false);
    add("*\n!a/b/c", "ab", false);
    add("*\n!a/b/**", "a/b", true);
    add("*\n!a/b/*", "a/b", true);
    add("*\n!a/b/**", "x", false);
    add("*\n!**/c", "x", true);
    add("*\n!a/*/c", "x", true);
    add("*\n!*", "x", true);
}

void TestIgnoreRules::foldersToLookInto()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, folder);
    QTEST(IgnoreRules::parse(file).value_or(IgnoreRules()).mayReinclude(folder), "isLookedInto");
}

void TestIgnoreRules::globs_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<std::optional<bool>>("matches");
    const auto add = [](const char *pattern, const char *path, std::optional<bool> matches) {
        QTest::addRow("%s %s", pattern, path) << QByteArray(pattern) << QByteArray(path) << matches;
    };
    add("", "", true);
    add("", "a", false);
    add("a", "a", true);
    add("*", "", true);
    add("*", "a/b", false);
    add("a*", "a/b", false);
    add("a*/b", "ax/b", true);
    add("**", "a", true);
    add("**/b", "a/b", true); // two stars are one
    add("**/b", "a/x/b", false);
    add("*a*b", "xaxab", true);
    add("*ab", "aab", true);
    add("*ab", "aba", false);
    add("?", "한", true);
    add("?", "/", false);
    add("[^a]", "/", true);
    add("[a-c", "b", std::nullopt);
    add("x[a-c", "b", std::nullopt); // also where it does not come to it
    add("x*[", "b", std::nullopt);
    add("[]a]", "]", std::nullopt);
    add("[-]", "-", std::nullopt);
    add("[\\-]", "-", true);
    add("[가-힣]", "글", true);
    add("\\a", "a", true); // nothing but itself here
    add("\\", "\\", std::nullopt);
    add("\xff*", "\xff\xfe", true);
}

void TestIgnoreRules::globs()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, path);
    QFETCH(std::optional<bool>, matches);
    QVERIFY(matchesGlob(pattern, path) == matches);
}

void TestIgnoreRules::wildcards()
{
    QVERIFY(hasWildcards("a*") && hasWildcards("?") && hasWildcards("a[") && hasWildcards("\\\\*"));
    QVERIFY(!hasWildcards("a") && !hasWildcards("a\\*") && !hasWildcards("\\") && !hasWildcards("]"));
}

void TestIgnoreRules::cleansPaths_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("clean");
    for (const auto &[path, clean] : QList<std::pair<const char *, const char *>>{{"", "."},
                                                                                  {".", "."},
                                                                                  {"/", "/"},
                                                                                  {"//", "/"},
                                                                                  {"a/./b//c/", "a/b/c"},
                                                                                  {"a/../b", "b"},
                                                                                  {"../a/..", ".."},
                                                                                  {"a/../../b", "../b"},
                                                                                  {"/../a", "/a"},
                                                                                  {"./a", "a"},
                                                                                  {"a/..", "."}})
        QTest::newRow(path) << QByteArray(path) << QByteArray(clean);
}

void TestIgnoreRules::cleansPaths()
{
    QFETCH(QByteArray, path);
    QTEST(cleanPath(path), "clean");
}

void TestIgnoreRules::invalidBytesAreCharacters()
{
    const auto ignores = [](const QByteArray &pattern, const QByteArray &path) {
        return IgnoreRules::fromPatterns({pattern}).value_or(IgnoreRules()).verdict(path).isIgnored;
    };
    QVERIFY(ignores("?", "\xff"));
    QVERIFY(!ignores("?", "\xff\xff"));
    QVERIFY(ignores("caf\xe9", "caf\xe9"));
    QVERIFY(ignores("caf\xe9*", "caf\xe8x")); // U+FFFD, one as the other
    QVERIFY(ignores("a*\xe9", "ab\xe9"));
    QVERIFY(!ignores("caf\xe9", "caf\xe8"));
    QCOMPARE(firstRune("\xed\xa0\x80").size, qsizetype(1)); // half of a surrogate pair
    QCOMPARE(firstRune("\xc0\x80").size, qsizetype(1));     // longer than it needs to be
    QVERIFY(firstRune("\xf0\x9f\x9a\x80").point == U'🚀');
    QCOMPARE(withoutOuterSpace("\xc2\xa0 a b\xe3\x80\x80\n"), QByteArrayView("a b"));
}

void TestIgnoreRules::isQuick()
{
    QByteArray file;
    for (int i = 0; i < 25; ++i) {
        const QByteArray number = QByteArray::number(i);
        file += "*.x" + number + "\n**/*.y" + number + "\nfolder" + number + "/**\n**/node" + number + "\n";
    }
    const Result<IgnoreRules> rules = IgnoreRules::parse(file);
    QVERIFY(rules);
    QCOMPARE(rules->rules().size(), size_t(100));
    IgnoreRules::Matches above, matches;
    rules->verdict("src", {}, above);
    QElapsedTimer timer;
    timer.start();
    qsizetype ignored = 0;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray path = "src/file" + QByteArray::number(i) + (i % 4 == 0 ? ".y7" : ".cpp");
        ignored += rules->verdict(path, above, matches).isIgnored ? 1 : 0;
    }
    QCOMPARE(ignored, qsizetype(5'000));
    QVERIFY(timer.elapsed() < 15'000); // a debug build, maybe sanitized, beside others
}

STRATA_TEST(TestIgnoreRules)
#include "tst_ignorerules.moc"
