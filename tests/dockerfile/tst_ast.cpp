// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/ast.h"
#include "dockerfile/parser.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

class TestAst : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dumps_data();
    void dumps();
    void quotes_data();
    void quotes();
};

void TestAst::dumps_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("dump");
    const auto row = [](const char *name, const QString &text, const QString &dump) {
        QTest::newRow(name) << text << QString(dump + u'\n');
    };
    row("from", u"FROM scratch"_s, uR"((from "scratch"))"_s);
    row("blanks between words", u"from  a\t \tAS\vb "_s, uR"((from "a" "AS" "b"))"_s);
    row("keyword alone", u"RUN"_s, u"(run)"_s);
    row("unknown instruction", u"FOO a b"_s, uR"((foo ""))"_s);
    row("no instruction, only an escape", u"\\\n"_s, u"(\"\")"_s);
    row("flags", u"COPY --user=me --link foo /tmp/"_s, uR"((copy ["--user=me" "--link"] "foo" "/tmp/"))"_s);
    row("quotes in flags", uR"(RUN --a="x y" --b='\'' --c=d\ e ls)"_s,
        uR"((run ["--a=x y" "--b='" "--c=d e"] "ls"))"_s);
    row("flag alone", u"RUN --network=none"_s, uR"((run ["--network=none"]))"_s);
    row("flags end at two hyphens", u"COPY --link -- --a b"_s, uR"((copy ["--link"] "--a" "b"))"_s);
    row("one hyphen is no flag", u"RUN -x --y"_s, uR"((run "-x --y"))"_s);
    row("bytes of flags", u"RUN --a=ü ls"_s, uR"((run ["--a=Ã¼"] "ls"))"_s);
    row("shell form", uR"(RUN echo "a  b" \$x)"_s, uR"((run "echo \"a  b\" \\$x"))"_s);
    row("JSON form", uR"(CMD [ "a" ,	"b c", "\u00e9\t\ud83d\ude00" ])"_s, uR"((cmd "a" "b c" "é\t😀"))"_s);
    row("empty JSON", u"CMD []"_s, u"(cmd)"_s);
    row("half a pair in JSON", uR"(CMD ["\ud83d"])"_s, u"(cmd \"\uFFFD\")"_s);
    row("single quotes are no JSON", u"CMD ['a']"_s, uR"((cmd "['a']"))"_s);
    row("JSON with something behind", uR"(RUN ["a"] && b)"_s, uR"((run "[\"a\"] && b"))"_s);
    row("JSON with a comma too much", uR"(RUN ["a",])"_s, uR"((run "[\"a\",]"))"_s);
    row("a number without a double is no JSON", u"RUN [1e999]"_s, uR"((run "[1e999]"))"_s);
    row("list in JSON", uR"(VOLUME ["/a b", "/c"])"_s, uR"((volume "/a b" "/c"))"_s);
    row("list without quotes", uR"(ADD "a b" c)"_s, uR"((add "\"a" "b\"" "c"))"_s);
    row("pairs", uR"(ENV a=b c="d e" f=\ g)"_s, uR"((env "a" "b" "=" "c" "\"d e\"" "=" "f" "\\ g" "="))"_s);
    row("pair without equals", u"ENV a   b = c "_s, uR"((env "a" "b = c" ""))"_s);
    row("quotes decide where words end", uR"(LABEL a='b "c' d="e\" f")"_s,
        uR"((label "a" "'b \"c'" "=" "d" "\"e\\\" f\"" "="))"_s);
    row("an escape at the end is none", uR"(ENV a=b\\\)"_s, uR"((env "a" "b\\\\" "="))"_s);
    row("arguments", u"ARG a b=c \"d e\""_s, uR"((arg "a" "b=c" "\"d e\""))"_s);
    row("whole rest", u"WORKDIR  /a b "_s, uR"((workdir "/a b"))"_s);
    row("healthcheck", uR"(HEALTHCHECK --interval=5s CMD  a  b)"_s,
        uR"((healthcheck ["--interval=5s"] "CMD" "a  b"))"_s);
    row("healthcheck in JSON", uR"(HEALTHCHECK CMD ["a","b"])"_s, uR"((healthcheck "CMD" "a" "b"))"_s);
    row("healthcheck of nothing", u"HEALTHCHECK NONE"_s, uR"((healthcheck "NONE"))"_s);
    row("onbuild", uR"(ONBUILD COPY --link ["a", "b"])"_s, uR"((onbuild (copy ["--link"] "a" "b")))"_s);
    row("onbuild onbuild", u"ONBUILD onbuild RUN x"_s, uR"((onbuild (onbuild (run "x"))))"_s);
    row("heredocs are not shown", u"RUN <<E cat\nx\nE"_s, uR"((run "<<E cat"))"_s);
    row("continuation", u"RUN a\\\n  b \\ \n\tc"_s, uR"((run "a  b \tc"))"_s);
    row("continuation at the end", u"RUN a \\"_s, uR"((run "a"))"_s);
    row("an escaped escape does not continue", u"RUN a\\\\\nUSER b"_s, u"(run \"a\\\\\\\\\")\n(user \"b\")"_s);
    row("comments and blanks in between", u"RUN a \\\n# no\n\n  # no\n   b"_s, uR"((run "a    b"))"_s);
    row("the comment may come first", u"RUN \\\n # no \\\n b"_s, uR"((run "b"))"_s);
    row("another escape", u"# escape=`\nRUN a `\n b\\\nUSER c"_s, u"(run \"a  b\\\\\")\n(user \"c\")"_s);
    row("carriage returns", u"FROM a\r\nRUN b \\\r\n c\r\n"_s, u"(from \"a\")\n(run \"b  c\")"_s);
    row("byte order mark", u"\uFEFF# escape=`\nRUN a`\nb"_s, u"(run \"ab\")"_s);
}

void TestAst::dumps()
{
    QFETCH(QString, text);
    QTEST(dumpDocument(parseDockerfile(text)), "dump");
}

void TestAst::quotes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("quoted");
    QTest::newRow("quote and backslash") << uR"(a"b\c)"_s << uR"("a\"b\\c")"_s;
    QTest::newRow("controls") << u"\a\b\f\n\r\t\v\x01\x7f"_s << uR"("\a\b\f\n\r\t\v\x01\x7f")"_s;
    QTest::newRow("what can be printed") << u"é한😀"_s << u"\"é한😀\""_s;
    QTest::newRow("blanks that are none of ours") << u"\u00a0\u3000"_s << uR"("\u00a0\u3000")"_s;
    QTest::newRow("tags") << QString::fromUcs4(U"\U000e0041", 1) << uR"("\U000e0041")"_s;
}

void TestAst::quotes()
{
    QFETCH(QString, text);
    QTEST(quotedAsGo(text), "quoted");
}

STRATA_TEST(TestAst)
#include "tst_ast.moc"
