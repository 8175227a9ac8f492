// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/runscript.h"
#include "dockerfile/parser.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

QString jointText(ShellJoint joint)
{
    switch (joint) {
    case ShellJoint::None: return {};
    case ShellJoint::And: return u"&&"_s;
    case ShellJoint::Or: return u"||"_s;
    case ShellJoint::Pipe: return u"|"_s;
    case ShellJoint::Sequence: return u";"_s;
    case ShellJoint::Background: break;
    }
    return u"&"_s;
}

/// "[A=1] >f name,argument" with the joint behind it and a + for each level that it is nested.
QString describedCommand(const ShellCommand &command)
{
    QString text(command.depth, u'+');
    for (const ShellWord &word : command.assignments)
        text += u'[' + word.text + u']';
    for (const ShellRedirection &each : command.redirections)
        text += u'{' + each.operation + u' ' + each.target.text + u'}';
    QStringList words;
    for (const ShellWord &word : command.words)
        words.append(word.isLiteral ? word.text : QString(u'~' + word.text));
    return text + words.join(u',') + jointText(command.after);
}

QString describedScript(const QString &script)
{
    QStringList commands;
    for (const ShellCommand &command : readShellCommands(ShellText(script, 0)))
        commands.append(describedCommand(command));
    return commands.join(u' ');
}

Instruction lastInstruction(const QString &text)
{
    return parseDockerfile(text).instructions.last();
}

} // namespace

class TestShellCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void tellsWhatComesBefore();
    void placesWordsOverLines();
    void placesWordsInHeredocs();
    void wordsWithoutPlacePointToAll();
    void anyCutIsRead();
    void depthIsBounded();
    void findsPrograms_data();
    void findsPrograms();
    void readsTheFormsOfRun_data();
    void readsTheFormsOfRun();
    void findsOptions();
};

void TestShellCommands::reads_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("commands");
    const auto row = [](const char *name, const QString &script, const QString &commands) {
        QTest::newRow(name) << script << commands;
    };
    row("words", u"a  b\tc"_s, u"a,b,c"_s);
    row("joints", u"a && b || c ; d | e & f"_s, u"a&& b|| c; d| e& f"_s);
    row("joints without blanks", u"a&&b||c;d|e&f"_s, u"a&& b|| c; d| e& f"_s);
    row("both into a pipe", u"a |& b"_s, u"a| b"_s);
    row("lines", u"a\n\nb\r\nc"_s, u"a; b; c"_s);
    row("a line behind an operator", u"a &&\n b |\n\n c"_s, u"a&& b| c"_s);
    row("comments", u"a # b && c\n# d\ne#f"_s, u"a; e#f"_s);
    row("a line that goes on", u"a \\\n b\\\nc"_s, u"a,bc"_s);
    row("single quotes", u"echo 'apt-get install; $x' b"_s, u"echo,apt-get install; $x,b"_s);
    row("double quotes", uR"(echo "a && \"b\" \$x \n")"_s, uR"(echo,a && "b" $x \n)"_s);
    row("quotes in a word", uR"(ap't-g'"et" x)"_s, u"apt-get,x"_s);
    row("ANSI quotes", uR"(echo $'a\'b' c)"_s, uR"(echo,a'b,c)"_s);
    row("escapes", uR"(a\ b \;c)"_s, u"a b,;c"_s);
    row("variables", u"a $b ${c:-d e} \"$f\" $1"_s, u"a,~$b,~${c:-d e},~$f,~$1"_s);
    row("a lone dollar", u"a $ b$"_s, u"a,$,b$"_s);
    row("arithmetic", u"a $((1 + (2))) b"_s, u"a,~$((1 + (2))),b"_s);
    row("substitution", u"a $(b | c) d"_s, u"a,~$(b | c),d +b| +c"_s);
    row("substitution in quotes", u"a \"x $(b 'c)') y\""_s, u"a,~x $(b 'c)') y +b,c)"_s);
    row("backticks", u"a `b c` d"_s, u"a,~`b c`,d +b,c"_s);
    row("backticks in quotes", u"a \"`b`\" && c"_s, u"a,~`b`&& +b c"_s);
    row("substitutions in each other", u"a $(b $(c) `d`)"_s, u"a,~$(b $(c) `d`) +b,~$(c),~`d` ++c ++d"_s);
    row("process substitution", u"a <(b c) > >(d)"_s, u"{< (b c)}{> >(d)}a +b,c +d"_s);
    row("assignments", u"A=1 B='x y' c D=2"_s, u"[A=1][B=x y]c,D=2"_s);
    row("an assignment alone", u"A=$(b) && c"_s, u"[A=$(b)]&& +b c"_s);
    row("an array", u"A=(b c) d"_s, u"[A=]d"_s);
    row("no assignment", u"a-b=c 1x=y"_s, u"a-b=c,1x=y"_s);
    row("redirections", u"a >b 2>&1 <c >>d &>e 3<>f >|g"_s, u"{> b}{2>& 1}{< c}{>> d}{&> e}{3<> f}{>| g}a"_s);
    row("redirection in front", u">b a"_s, u"{> b}a"_s);
    row("numbers are words", u"a 2 >b"_s, u"{> b}a,2"_s);
    row("here string", u"a <<< \"b c\""_s, u"{<<< b c}a"_s);
    row("heredoc", u"cat <<E >f && b\napt-get install\nE\nc"_s, u"{<< E}{> f}cat&& b; c"_s);
    row("heredoc with tabs", u"cat <<-'E'\n\tx $(y)\n\tE\nc"_s, u"{<<- E}cat; c"_s);
    row("heredoc without end", u"cat <<E\nrm x"_s, u"{<< E}cat;"_s);
    row("group", u"(a; b) && c"_s, u"+a; +b c"_s);
    row("braces", u"{ a; b; } && c"_s, u"+a; +b; c"_s);
    row("if", u"if a; then b; elif c; then d; else e; fi && f"_s, u"+a; +b; +c; +d; +e; f"_s);
    row("loops", u"for x in 1 $(y); do a; done; while b; do c; done"_s, u"+y +a; +b; +c;"_s);
    row("loop by numbers", u"for ((i=0; i<3; i++)); do a; done"_s, u"+a;"_s);
    row("case", u"case $x in a|b) c;; (d) e ;& *) f;; esac; g"_s, u"+c; +e; +f; g"_s);
    row("case over lines", u"case x in\n # which\n a)\n  b\n  ;;\nesac\nc"_s, u"+b; c"_s);
    row("function", u"f() { a; }; f"_s, u"+a; f"_s);
    row("function by keyword", u"function f { a; }\nf"_s, u"+a; f"_s);
    row("not", u"! a && b"_s, u"a&& b"_s);
    row("test of bash", u"[[ a && b < c ]] || d"_s, u"[[,a,b,c,]]|| d"_s);
    row("keywords as arguments", u"echo if then { } done"_s, u"echo,if,then,{,},done"_s);
    row("a keyword in quotes", u"'if' a"_s, u"if,a"_s);
    row("script of a shell", u"bash -c 'a && b' c"_s, u"bash,-c,a && b,c"_s);
    row("script of a shell, last", u"x; bash -eo pipefail -c 'a | b'"_s, u"x; bash,-eo,pipefail,-c,a | b"_s);
    row("script of a shell in quotes", u"sh -ec \"a; b\" && c"_s, u"sh,-ec,a; b&& +a; +b c"_s);
    row("script of a shell in backticks", u"`sh -c 'a ` b'` c"_s, u"~`sh -c 'a ` b'`,c +sh,-c,a ` b ++a,~` b +++b"_s);
    row("nothing", u"  # a"_s, QString());
    row("broken quotes", u"a 'b && c"_s, u"a,b && c"_s);
    row("broken substitution", u"a $(b && c"_s, u"a,~$(b && c +b&& +c"_s);
    row("stray brackets", u"a ) b"_s, u"a b"_s);
}

void TestShellCommands::reads()
{
    QFETCH(QString, script);
    QTEST(describedScript(script), "commands");
}

void TestShellCommands::tellsWhatComesBefore()
{
    const auto commands = readShellCommands(ShellText(u"a | (b; c) && d | while e; do f; done"_s, 0));
    QStringList before;
    for (const ShellCommand &command : commands)
        before.append(command.words.first().text + jointText(command.before));
    QCOMPARE(before, QStringList({u"a"_s, u"b|"_s, u"c;"_s, u"d&&"_s, u"e|"_s, u"f;"_s}));
}

void TestShellCommands::placesWordsOverLines()
{
    const QString text = u"FROM a\nRUN apt-get \\\n  # why\n  install \\\n   \"x y\" cu\\\nrl && \\\n\tb\n"_s;
    const Document document = parseDockerfile(text);
    const auto commands = readShellCommands(ShellText(document.instructions.last().arguments.first()));
    QCOMPARE(commands.size(), 2);
    QStringList words;
    for (const ShellWord &word : commands.first().words)
        words.append(document.textOf(word.range).toString());
    QCOMPARE(words, QStringList({u"apt-get"_s, u"install"_s, u"\"x y\""_s, u"cu\\\nrl"_s}));
    QCOMPARE(commands.first().words.last().text, u"curl"_s);
    QCOMPARE(document.textOf(commands.last().range), u"b");
    QVERIFY(document.textOf(commands.first().range).endsWith(u"rl"));
}

void TestShellCommands::placesWordsInHeredocs()
{
    const Document document = parseDockerfile(u"FROM a\nRUN <<-E\n\tset -e\n\tapk add x\n\tE\n"_s);
    const RunScript script = readRunScript(document.instructions.last(), {});
    QVERIFY(script.isHeredoc && script.hasPlaces);
    QCOMPARE(script.invocations.size(), 2);
    QCOMPARE(document.textOf(script.invocations.last().nameRange), u"apk");
    QCOMPARE(document.textOf({script.start.begin, script.start.begin + 4}), u"\tset");
}

void TestShellCommands::wordsWithoutPlacePointToAll()
{
    const TextRange place{10, 30};
    const ShellText text(u"a b"_s, place);
    QVERIFY(!text.hasPlaces());
    const auto commands = readShellCommands(text);
    QCOMPARE(commands.size(), 1);
    QCOMPARE(commands.first().words.last().range, place);
}

void TestShellCommands::anyCutIsRead()
{
    const QString script =
        u"A=(x) if [ \"$(b `c`)\" ]; then { d <<E | e; } fi\nx\nE\ncase $y in (a|b) sh -c 'f; g' ;; esac ${h:-'}'} <(i) $((1))"_s;
    for (qsizetype size = 0; size <= script.size(); ++size) {
        for (qsizetype from = 0; from <= std::min<qsizetype>(size, 40); ++from) {
            const QString part = script.sliced(from, size - from);
            qsizetype before = 0;
            for (const ShellCommand &command : readShellCommands(ShellText(part, 100))) {
                QVERIFY(command.range.begin >= 100 && command.range.end <= 100 + part.size());
                QVERIFY(command.range.begin >= before);
                before = command.range.begin;
                for (const ShellWord &word : command.words)
                    QVERIFY(word.range.begin >= command.range.begin && word.range.end <= 100 + part.size());
            }
        }
    }
}

void TestShellCommands::depthIsBounded()
{
    const QString deep = QString(u"$("_s).repeated(100'000) + u"a"_s;
    QVERIFY(readShellCommands(ShellText(u"echo "_s + deep, 0)).size() <= 101);
    QVERIFY(readShellCommands(ShellText(QString(100'000, u'('), 0)).isEmpty());
}

void TestShellCommands::findsPrograms_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("program");
    QTest::newRow("folder") << u"/usr/bin/apt-get update"_s << u"apt-get update"_s;
    QTest::newRow("sudo") << u"sudo -E -u ann apt-get update"_s << u"apt-get update"_s;
    QTest::newRow("env") << u"env -u X A=1 apt-get update"_s << u"apt-get update"_s;
    QTest::newRow("several") << u"exec nice -n 5 timeout -k 1 10s apt-get update"_s << u"apt-get update"_s;
    QTest::newRow("xargs") << u"xargs -r -n 1 apt-get install"_s << u"apt-get install"_s;
    QTest::newRow("nothing behind it") << u"sudo -i"_s << u"sudo -i"_s;
    QTest::newRow("assignment") << u"A=1 make all"_s << u"make all"_s;
}

void TestShellCommands::findsPrograms()
{
    QFETCH(QString, script);
    const RunScript read = readRunScript(lastInstruction(u"FROM a\nRUN "_s + script), {});
    QCOMPARE(read.invocations.size(), 1);
    QStringList words{read.invocations.first().name};
    for (const ShellWord &word : read.invocations.first().arguments)
        words.append(word.text);
    QTEST(words.join(u' '), "program");
    QCOMPARE(read.invocations.first().sudo.has_value(), script.startsWith(u"sudo -E"));
}

void TestShellCommands::readsTheFormsOfRun_data()
{
    QTest::addColumn<QString>("run");
    QTest::addColumn<QStringList>("shell");
    QTest::addColumn<QString>("programs");
    const QStringList usual;
    QTest::newRow("shell form") << u"RUN a && b"_s << usual << u"a b"_s;
    QTest::newRow("another shell") << u"RUN a; b"_s << QStringList{u"/bin/bash"_s, u"-c"_s} << u"a b"_s;
    QTest::newRow("no shell of Unix") << u"RUN a; b"_s << QStringList{u"powershell"_s, u"-c"_s} << QString();
    QTest::newRow("exec form") << u"RUN [\"a\", \"b && c\"]"_s << usual << u"a"_s;
    QTest::newRow("exec form of a shell") << u"RUN [\"/bin/sh\", \"-ec\", \"a && b\"]"_s << usual << u"a b"_s;
    QTest::newRow("heredoc") << u"RUN <<E\na\nb\nE"_s << usual << u"a b"_s;
    QTest::newRow("heredoc of a shell") << u"RUN bash <<E\na\nb\nE"_s << usual << u"a b"_s;
    QTest::newRow("heredoc of a script") << u"RUN <<E\n#!/usr/bin/env bash\na\nE"_s << usual << u"a"_s;
    QTest::newRow("heredoc of Python") << u"RUN <<E\n#!/usr/bin/python3\nimport os\nE"_s << usual << QString();
    QTest::newRow("heredoc as a file") << u"RUN cat <<E >f\na\nE"_s << usual << u"cat"_s;
    QTest::newRow("nothing") << u"RUN"_s << usual << QString();
}

void TestShellCommands::readsTheFormsOfRun()
{
    QFETCH(QString, run);
    QFETCH(QStringList, shell);
    const Instruction instruction = lastInstruction(u"FROM a\n"_s + run);
    QStringList names;
    for (const Invocation &invocation : readRunScript(instruction, shell).invocations)
        names.append(invocation.name);
    QTEST(names.join(u' '), "programs");
}

void TestShellCommands::findsOptions()
{
    const RunScript script = readRunScript(lastInstruction(u"FROM a\nRUN curl -fsSo f --user=a:b -H x --max-time 5"_s),
                                           {});
    const Invocation &curl = script.invocations.first();
    QVERIFY(curl.hasLetter(u'f') && curl.hasLetter(u'S') && !curl.hasLetter(u'k'));
    QVERIFY(curl.hasArgument(u"--max-time") && !curl.hasArgument(u"--user"));
    QCOMPARE(curl.valueOf(u'o', u"output").value_or(ShellWord()).text, u"f"_s);
    QCOMPARE(curl.valueOf(u'u', u"user").value_or(ShellWord()).text, u"a:b"_s);
    QCOMPARE(curl.valueOf(u'm', u"max-time").value_or(ShellWord()).text, u"5"_s);
    QVERIFY(!curl.valueOf(u'x', u"proxy"));
}

STRATA_TEST(TestShellCommands)
#include "tst_shellcommands.moc"
