// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/shellpattern.h"
#include "dockerfile/shellwords.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

const ShellEnvironment wordVariables({u"port=8080"_s, u"name=한국 항구"_s, u"empty="_s, u"path=/usr/local/share"_s,
                                      u"list=one  two"_s, u"glob=*/"_s});

QString expandedWord(const QString &word, const ExpansionOptions &options = {})
{
    const Result<Expansion> expansion = expandWord(word, wordVariables, options);
    return expansion ? expansion->text : u"error: "_s + expansion.error().message;
}

QStringList wordsIn(const QString &word, const ExpansionOptions &options = {})
{
    const Result<Expansion> expansion = expandWord(word, wordVariables, options);
    return expansion ? expansion->words : QStringList{u"error"_s};
}

/// "name operation [text of the reference]", with a question mark when it is not valid.
QStringList describedReferences(const QString &text, const ExpansionOptions &options = {})
{
    QStringList lines;
    for (const VariableReference &reference : variableReferences(text, options)) {
        if (QStringView(text).sliced(reference.nameStart, reference.name.size()) != reference.name)
            return {u"the name is elsewhere"_s};
        const QString line = reference.name + u' ' + reference.operation + u" ["_s
            + QStringView(text).sliced(reference.start, reference.end - reference.start) + u']';
        lines.append(reference.isValid ? line : QString(line + u'?'));
    }
    return lines;
}

} // namespace

class TestShellWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void environmentKeepsTheLastOfAName();
    void expands_data();
    void expands();
    void refuses_data();
    void refuses();
    void splits_data();
    void splits();
    void tellsWhatWasUsed();
    void tellsWhatWasUsedWithinWords();
    void keepsWhatIsAskedFor_data();
    void keepsWhatIsAskedFor();
    void theEscapeMayBeABacktick();
    void depthIsBounded();
    void findsReferences_data();
    void findsReferences();
    void findsReferencesByTheOptions();
    void findsReferencesWhateverIsCutOff();
    void patternsTakeShortestAndLongest_data();
    void patternsTakeShortestAndLongest();
    void patternsReplace_data();
    void patternsReplace();
    void manyStarsAreQuick();
};

void TestShellWords::environmentKeepsTheLastOfAName()
{
    ShellEnvironment environment({u"a=1"_s, u"b"_s, u"a=2=3"_s, u"=x"_s});
    QCOMPARE(environment.value(u"a"_s), std::optional(u"2=3"_s));
    QCOMPARE(environment.value(u"b"_s), std::optional(QString()));
    QCOMPARE(environment.value(u"c"_s), std::nullopt);
    QCOMPARE(environment.names(), QStringList({u"a"_s, u"b"_s, QString()}));
    environment.set(u"a"_s, u"4"_s);
    QCOMPARE(environment.assignments(), QStringList({u"a=4"_s, u"b="_s, u"=x"_s}));
    QVERIFY(environment == ShellEnvironment({u"a=4"_s, u"b="_s, u"=x"_s}));
    QVERIFY(!(environment == ShellEnvironment({u"b="_s, u"a=4"_s, u"=x"_s})));
}

void TestShellWords::expands_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("text");
    const auto add = [](const char *word, const char *text) {
        QTest::newRow(word) << QString::fromUtf8(word) << QString::fromUtf8(text);
    };
    add("", "");
    add("plain", "plain");
    add("a$port.b", "a8080.b");
    add("${port}0", "80800");
    add("$name", "한국 항구");
    add("$port한", ""); // a letter of any script belongs to the name
    add("$nothing-", "-");
    add("$", "$");
    add("a$ b", "a$ b");
    add("$.", "$.");
    add("$1x$12", "x");
    add("$@$*$#$?$-$$$!$0", "");
    add("${port}${empty}${nothing}", "8080");
    add("\\$port", "$port");
    add("a\\b\\\\", "ab\\");
    add("end\\", "end");
    add("'$port \\' x'", "error: the closing single quote is missing");
    add("'$port \\'x", "$port \\x");
    add("\"$port 'x' \\\" \\$ \\\\ \\n\"", "8080 'x' \" $ \\ \\n");
    add("\"a\\", "error: the closing double quote is missing");
    add("${nothing-w} ${empty-w} ${port-w}", "w  8080");
    add("${nothing:-w} ${empty:-w} ${port:-w}", "w w 8080");
    add("${nothing+w} ${empty+w} ${port+w}", " w w");
    add("${nothing:+w} ${empty:+w} ${port:+w}", "  w");
    add("${port?w} ${empty?w} ${port:?w}", "8080  8080");
    add("${nothing:-${empty:-${port}!}?}", "8080!?");
    add("${nothing:-'}'}", "}");
    add("${nothing:-\"}$port\"}", "}8080");
    add("${nothing:-a\\}b}", "a}b");
    add("${nothing-}", "");
    add("${nothing:--}", "-");
    add("\"${nothing:-a b}\"", "a b");
    add("${path#*/}", "usr/local/share");
    add("${path##*/}", "share");
    add("${path%/*}", "/usr/local");
    add("${path%%/*}", "");
    add("${path#${glob}}", "usr/local/share");
    add("${path%'/share'}", "/usr/local");
    add("${path#x}", "/usr/local/share");
    add("${nothing#x}", "");
    add("${name%?}", "한국 항");
    add("${path/local/opt}", "/usr/opt/share");
    add("${path/\\//}", "usr/local/share");
    add("${path//\\//:}", ":usr:local:share");
    add("${path//\\/*\\//+}", "+share");
    add("${path/a*/$port}", "/usr/loc8080");
    add("${path//x/y}", "/usr/local/share");
    add("${nothing/x/y}", "");
    add("cat << EOF", "cat << EOF");
    add("a<b$port<", "a<b8080<");
    add("\xef\xbb\xbfx", "x");
    add("${@}${1}", "");
}

void TestShellWords::expands()
{
    QFETCH(QString, word);
    QTEST(expandedWord(word), "text");
}

void TestShellWords::refuses_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("reason");
    const auto add = [](const QString &word, const QString &reason) {
        QTest::newRow(qUtf8Printable(word)) << word << reason;
    };
    add(u"${"_s, u"closing brace"_s);
    add(u"${port"_s, u"closing brace"_s);
    add(u"${port:"_s, u"closing brace"_s);
    add(u"${port:-x"_s, u"closing brace"_s);
    add(u"${port:-'}"_s, u"single quote"_s);
    add(u"${}"_s, u"bad substitution"_s);
    add(u"${:-x}"_s, u"bad substitution"_s);
    add(u"${{port}}"_s, u"bad substitution"_s);
    add(u"${port=x}"_s, u"no modifier ="_s);
    add(u"${port:=x}"_s, u"no modifier :="_s);
    add(u"${port:x}"_s, u"no modifier :x"_s);
    add(u"${port:#x}"_s, u"no modifier :#"_s);
    add(u"${port:%x}"_s, u"no modifier :%"_s);
    add(u"${port:/a/b}"_s, u"no modifier :/"_s);
    add(u"${port!x}"_s, u"no modifier !"_s);
    add(u"${nothing:=${}}"_s, u"bad substitution"_s);
    add(u"${nothing?}"_s, u"nothing: must be set"_s);
    add(u"${nothing:?no $port}"_s, u"nothing: no 8080"_s);
    add(u"${empty:?}"_s, u"empty: must not be empty"_s);
    add(u"${port#\\a}"_s, u"invalid pattern (\\a)"_s);
    add(u"${nothing%a\\b}"_s, u"invalid pattern"_s);
    add(u"${port//8"_s, u"/ behind the pattern"_s);
    add(u"${port/8/"_s, u"closing brace"_s);
    add(u"${port/8}"_s, u"/ behind the pattern"_s);
}

void TestShellWords::refuses()
{
    QFETCH(QString, word);
    QFETCH(QString, reason);
    const Result<Expansion> expansion = expandWord(word, wordVariables);
    QVERIFY(!expansion);
    QCOMPARE(expansion.error().kind, Error::Kind::InvalidInput);
    QVERIFY2(expansion.error().message.contains(reason), qUtf8Printable(expansion.error().message));
}

void TestShellWords::splits_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QStringList>("words");
    const auto add = [](const QString &word, const QStringList &words) {
        QTest::newRow(qUtf8Printable(word)) << word << words;
    };
    add(u""_s, {});
    add(u"  \t "_s, {});
    add(u" a  b\tc "_s, {u"a"_s, u"b"_s, u"c"_s});
    add(u"a\u3000b\u00a0c"_s, {u"a"_s, u"b"_s, u"c"_s});
    add(u"x$list.y"_s, {u"xone"_s, u"two.y"_s});
    add(u"x\"$list\"y"_s, {u"xone  twoy"_s});
    add(u"'a b' c"_s, {u"a b"_s, u"c"_s});
    add(u"a\\ b"_s, {u"a b"_s});
    add(u"'' a \"\""_s, {u"a"_s});
    add(u"$empty $nothing"_s, {});
    add(u"cat <<  EOF"_s, {u"cat"_s, u"<<  EOF"_s});
    add(u"${nothing:-a b} c"_s, {u"a"_s, u"b"_s, u"c"_s});
    add(u"lost${nothing:-a}b c"_s, {u"ab"_s, u"c"_s}); // as BuildKit does it
    add(u"kept${port}b"_s, {u"kept8080b"_s});
    add(u"'open"_s, {u"error"_s});
}

void TestShellWords::splits()
{
    QFETCH(QString, word);
    QTEST(wordsIn(word), "words");
}

void TestShellWords::tellsWhatWasUsed()
{
    const Result<Expansion> expansion = expandWord(u"$port ${nothing:-x} $name$port ${else} ${empty+y}"_s,
                                                   wordVariables);
    QVERIFY(expansion);
    QCOMPARE(expansion->used, QStringList({u"port"_s, u"name"_s, u"empty"_s}));
    QCOMPARE(expansion->unset, QStringList({u"nothing"_s, u"else"_s}));
}

void TestShellWords::tellsWhatWasUsedWithinWords()
{
    const Result<Expansion> expansion = expandWord(u"${port:-$inner} '$quoted' \\$escaped ${path#$glob}"_s,
                                                   wordVariables);
    QVERIFY(expansion);
    QCOMPARE(expansion->used, QStringList({u"port"_s, u"glob"_s, u"path"_s}));
    QCOMPARE(expansion->unset, QStringList({u"inner"_s}));
}

void TestShellWords::keepsWhatIsAskedFor_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("rawQuotes");
    QTest::addColumn<QString>("rawEscapes");
    QTest::addColumn<QString>("skipUnset");
    QTest::addColumn<QString>("ignoreQuotes");
    const auto add = [](const char *name, const QString &word, const QStringList &texts) {
        QTest::newRow(name) << word << texts[0] << texts[1] << texts[2] << texts[3];
    };
    add("quotes", u"'a' \"$port\""_s, {u"'a' \"8080\""_s, u"a 8080"_s, u"a 8080"_s, u"'a' \"8080\""_s});
    add("escapes", u"a\\b \"\\\" \\c\""_s,
        {u"ab \"\" \\c\""_s, u"a\\b \\\" \\\\c"_s, u"ab \" \\c"_s, u"ab \"\" c\""_s});
    add("unset", u"$no ${no} ${no:-x$port} ${no?} ${no#a} ${no//a/b} ${no:=x}"_s,
        {u"error: no: must be set"_s, u"error: no: must be set"_s,
         u"$no ${no} ${no:-x8080} ${no?} ${no#a} ${no/a/b} ${no:=x}"_s, u"error: no: must be set"_s});
    add("open quote", u"don't $port"_s,
        {u"error: the closing single quote is missing"_s, u"error: the closing single quote is missing"_s,
         u"error: the closing single quote is missing"_s, u"don't 8080"_s});
}

void TestShellWords::keepsWhatIsAskedFor()
{
    QFETCH(QString, word);
    QTEST(expandedWord(word, {.rawQuotes = true}), "rawQuotes");
    QTEST(expandedWord(word, {.rawEscapes = true}), "rawEscapes");
    QTEST(expandedWord(word, {.skipUnset = true}), "skipUnset");
    QTEST(expandedWord(word, {.ignoreQuotes = true}), "ignoreQuotes");
}

void TestShellWords::theEscapeMayBeABacktick()
{
    const ExpansionOptions windows{.escape = U'`'};
    QCOMPARE(expandedWord(u"C:\\$port\\`$port\"`\"`x\""_s, windows), u"C:\\8080\\$port\"`x"_s);
    QCOMPARE(wordsIn(u"a` b c\\ d"_s, windows), QStringList({u"a b"_s, u"c\\"_s, u"d"_s}));
}

void TestShellWords::depthIsBounded()
{
    const auto nested = [](qsizetype depth) { return u"${x:-"_s.repeated(depth) + u'!' + QString(depth, u'}'); };
    QCOMPARE(expandedWord(nested(200)), u"!"_s);
    QVERIFY(expandedWord(nested(201)).startsWith(u"error: "));
    QVERIFY(expandedWord(nested(10'000)).startsWith(u"error: "));
    QCOMPARE(variableReferences(nested(10'000)).size(), 200);
}

void TestShellWords::findsReferences_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("references");
    const auto add = [](const QString &text, const QStringList &references) {
        QTest::newRow(qUtf8Printable(text)) << text << references;
    };
    add(u"no $ here"_s, {});
    add(u"a $b ${c}d"_s, {u"b  [$b]"_s, u"c  [${c}]"_s});
    add(u"한$글.x"_s, {u"글  [$글]"_s});
    add(u"'$a' \"$b\" \\$c"_s, {u"b  [$b]"_s});
    add(u"${a:-${b+$c}} $d"_s, {u"a :- [${a:-${b+$c}}]"_s, u"b + [${b+$c}]"_s, u"c  [$c]"_s, u"d  [$d]"_s});
    add(u"${a#x} ${a##x} ${a%x} ${a%%x} ${a/x/y} ${a//x/$y}"_s,
        {u"a # [${a#x}]"_s, u"a ## [${a##x}]"_s, u"a % [${a%x}]"_s, u"a %% [${a%%x}]"_s, u"a / [${a/x/y}]"_s,
         u"a // [${a//x/$y}]"_s, u"y  [$y]"_s});
    add(u"${a?} $b"_s, {u"a ? [${a?}]"_s, u"b  [$b]"_s});
    add(u"${"_s, {u"  [${]?"_s});
    add(u"x ${na"_s, {u"na  [${na]?"_s});
    add(u"${a:"_s, {u"a : [${a:]?"_s});
    add(u"${a:-$b"_s, {u"a :- [${a:-$b]?"_s, u"b  [$b]"_s});
    add(u"${a/$b"_s, {u"a / [${a/$b]?"_s, u"b  [$b]"_s});
    add(u"\"$a"_s, {u"a  [$a]"_s});
    add(u"${a:-'$b"_s, {u"a :- [${a:-'$b]?"_s});
    add(u"${} $a"_s, {u"  [${]?"_s, u"a  [$a]"_s});
    add(u"${a=x} $b"_s, {u"a = [${a=]?"_s, u"b  [$b]"_s});
    add(u"${a:=x} $b"_s, {u"a := [${a:=x}]?"_s, u"b  [$b]"_s});
    add(u"${a#\\q} $b"_s, {u"a # [${a#\\q}]?"_s, u"b  [$b]"_s});
    add(u"$1 $@"_s, {u"1  [$1]"_s, u"@  [$@]"_s});
}

void TestShellWords::findsReferences()
{
    QFETCH(QString, text);
    QTEST(describedReferences(text), "references");
}

void TestShellWords::findsReferencesByTheOptions()
{
    QCOMPARE(describedReferences(u"don't `$a \\$b"_s, {.escape = U'`', .ignoreQuotes = true}),
             QStringList{u"b  [$b]"_s});
    // Whether the backslash is before something that it may escape depends on the value.
    QCOMPARE(describedReferences(u"${a//\\$b/x} ${a#\\$b}"_s, {.escape = U'`'}),
             QStringList({u"a // [${a//\\$b/x}]"_s, u"b  [$b]"_s, u"a # [${a#\\$b}]"_s, u"b  [$b]"_s}));
}

void TestShellWords::findsReferencesWhateverIsCutOff()
{
    const QString text = u"a ${b:-\"${c%'x'}\"} 'd' ${e//f/$g} <<H \\$i ${j"_s;
    for (qsizetype length = 0; length <= text.size(); ++length) {
        const QString cut = text.first(length);
        const QList<VariableReference> references = variableReferences(cut);
        for (qsizetype i = 0; i < references.size(); ++i) {
            const VariableReference &reference = references[i];
            QVERIFY(cut[reference.start] == u'$');
            QVERIFY(reference.nameStart > reference.start && reference.nameEnd() <= reference.end);
            QVERIFY(reference.end <= length);
            QVERIFY(i == 0 || references[i - 1].start < reference.start);
        }
    }
    QCOMPARE(variableReferences(text).size(), 5);
}

void TestShellWords::patternsTakeShortestAndLongest_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QStringList>("results"); // # ## % %%
    const auto add = [](const QString &pattern, const QStringList &results) {
        QTest::newRow(qUtf8Printable(pattern)) << pattern << results;
    };
    // of a.b*c?a.b
    add(u"*."_s, {u"b*c?a.b"_s, u"b"_s, u"a.b*c?a.b"_s, u"a.b*c?a.b"_s});
    add(u".*"_s, {u"a.b*c?a.b"_s, u"a.b*c?a.b"_s, u"a.b*c?a"_s, u"a"_s});
    add(u"*"_s, {u"a.b*c?a.b"_s, u""_s, u"a.b*c?a.b"_s, u""_s});
    add(u""_s, {u"a.b*c?a.b"_s, u"a.b*c?a.b"_s, u"a.b*c?a.b"_s, u"a.b*c?a.b"_s});
    add(u"???"_s, {u"*c?a.b"_s, u"*c?a.b"_s, u"a.b*c?"_s, u"a.b*c?"_s});
    add(u"*\\*"_s, {u"c?a.b"_s, u"c?a.b"_s, u"a.b*c?a.b"_s, u"a.b*c?a.b"_s});
    add(u"\\?*"_s, {u"a.b*c?a.b"_s, u"a.b*c?a.b"_s, u"a.b*c"_s, u"a.b*c"_s});
    add(u"*b*b"_s, {u""_s, u""_s, u"a."_s, u""_s});
    add(u"[a-z]"_s, {u"a.b*c?a.b"_s, u"a.b*c?a.b"_s, u"a.b*c?a.b"_s, u"a.b*c?a.b"_s});
}

void TestShellWords::patternsTakeShortestAndLongest()
{
    QFETCH(QString, pattern);
    const QString value = u"a.b*c?a.b"_s;
    const QStringList results{withoutPrefix(value, pattern, PatternReach::Shortest).value_or(u"error"_s),
                              withoutPrefix(value, pattern, PatternReach::Longest).value_or(u"error"_s),
                              withoutSuffix(value, pattern, PatternReach::Shortest).value_or(u"error"_s),
                              withoutSuffix(value, pattern, PatternReach::Longest).value_or(u"error"_s)};
    QTEST(results, "results");
}

void TestShellWords::patternsReplace_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("replacement");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("all");
    const auto add = [](const QString &pattern, const QString &replacement, const QString &first, const QString &all) {
        QTest::newRow(qUtf8Printable(QString(pattern + u" by "_s + replacement)))
            << pattern << replacement << first << all;
    };
    // in "aXbXc\nd🚀e"
    add(u"X"_s, u"--"_s, u"a--bXc\nd🚀e"_s, u"a--b--c\nd🚀e"_s);
    add(u"X*"_s, u"-"_s, u"a-\nd🚀e"_s, u"a-\nd🚀e"_s); // nothing goes over the end of a line
    add(u"?"_s, u"."_s, u".XbXc\nd🚀e"_s, u".....\n..."_s);
    add(u""_s, u"."_s, u".aXbXc\nd🚀e"_s, u".a.X.b.X.c.\n.d.🚀.e."_s);
    add(u"*"_s, u"<>"_s, u"<>\nd🚀e"_s, u"<>\n<>"_s);
    add(u"X"_s, u"[$0|${0}|$$|$1|${x}|$]"_s, u"a[$0|${0}|$$|$1|${x}|$]bXc\nd🚀e"_s,
        u"a[X|X|$|||$]b[X|X|$|||$]c\nd🚀e"_s);
    add(u"c"_s, u"${0"_s, u"aXbX${0\nd🚀e"_s, u"aXbX${0\nd🚀e"_s);
    add(u"c"_s, u"$00x$0_"_s, u"aXbX$00x$0_\nd🚀e"_s, u"aXbX\nd🚀e"_s);
    add(u"q"_s, u"-"_s, u"aXbXc\nd🚀e"_s, u"aXbXc\nd🚀e"_s);
}

void TestShellWords::patternsReplace()
{
    QFETCH(QString, pattern);
    QFETCH(QString, replacement);
    const QString value = u"aXbXc\nd🚀e"_s;
    QTEST(replacedFirst(value, pattern, replacement).value_or(u"error"_s), "first");
    QTEST(replacedAll(value, pattern, replacement).value_or(u"error"_s), "all");
}

void TestShellWords::manyStarsAreQuick()
{
    const QString value(2'000, u'a');
    const QString pattern = u"*a"_s.repeated(100) + u'b';
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(replacedAll(value, pattern, {}), Result<QString>(value));
    QVERIFY(timer.elapsed() < 5000); // backtracking would take for ever
}

STRATA_TEST(TestShellWords)
#include "tst_shellwords.moc"
