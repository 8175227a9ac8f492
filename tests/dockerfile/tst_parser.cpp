// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/parser.h"
#include "support/testprogram.h"

#include <ctime>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

/// One letter for each line.
QString lineLetters(const Document &document)
{
    static constexpr QStringView letters = u"_D#ICc-ht";
    QString text;
    for (const LineKind kind : document.lines)
        text.append(letters[static_cast<int>(kind)]);
    return text;
}

QString lastText(const Document &document, TextRange range)
{
    return document.textOf(range).toString();
}

} // namespace

class TestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachLineIsSomething_data();
    void eachLineIsSomething();
    void instructionsHaveTheirLines();
    void wordsHaveTheirPlaces();
    void wordsOverLinesHavePieces();
    void flagsHaveTheirPlaces();
    void flagsInQuotesAreNotVerbatim();
    void elementsHaveTheirPlaces();
    void commentsBelongToTheNextInstruction_data();
    void commentsBelongToTheNextInstruction();
    void commentsAreKept();
    void directives_data();
    void directives();
    void directivesHaveTheirPlaces();
    void heredocs_data();
    void heredocs();
    void noHeredocs_data();
    void noHeredocs();
    void severalHeredocs();
    void heredocsHaveTheirPlaces();
    void anEndlessHeredocLeavesTheRest();
    void refuses_data();
    void refuses();
    void warnsOnceOfBlankLinesInside();
    void bytesOfFlagsAreToldOf();
    void limitIsInBytes_data();
    void limitIsInBytes();
    void placesAndOffsets();
    void findsInstructions();
    void nestsNoDeeperThanItCan();
    void endlessHeredocsTakeNoTime();
};

void TestParser::eachLineIsSomething_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kinds");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("a line end") << u"\n"_s << u"_"_s;
    QTest::newRow("no line end") << u"FROM a"_s << u"I"_s;
    QTest::newRow("directives end") << u"#syntax=a\n#escape=`\n#x\n#check=a\nFROM a\n"_s << u"DD##I"_s;
    QTest::newRow("continuation") << u"RUN a\\\n# x\n \t\n b \\ \n c\n\nUSER d"_s << u"Ic-CC_I"_s;
    QTest::newRow("a comment does not go on") << u"# a \\\nRUN b"_s << u"#I"_s;
    QTest::newRow("ends in the middle") << u"RUN a \\\n\n#\n"_s << u"I-c"_s;
    QTest::newRow("heredoc") << u"RUN <<E\n# no comment\n\nFROM x\\\nE\nE"_s << u"IhhhtI"_s;
    QTest::newRow("carriage returns") << u"RUN <<E\r\na\r\nE\r\n\r\n"_s << u"Iht_"_s;
    QTest::newRow("indented terminator") << u"RUN <<-E\n\ta\n\t\tE\n"_s << u"Iht"_s;
    QTest::newRow("blanks do not indent") << u"RUN <<-E\n E\nE"_s << u"Iht"_s;
}

void TestParser::eachLineIsSomething()
{
    QFETCH(QString, text);
    const Document document = parseDockerfile(text);
    QTEST(lineLetters(document), "kinds");
    QCOMPARE(document.lineStarts.size(), document.lines.size());
    QCOMPARE(document.text, text);
}

void TestParser::instructionsHaveTheirLines()
{
    const Document document = parseDockerfile(u"\n  FROM a \\\n\n # b\n  AS c\n\nRUN <<E \\\n cat\nx\nE\n"_s);
    QCOMPARE(document.instructions.size(), 2);
    const Instruction &from = document.instructions[0], &run = document.instructions[1];
    QCOMPARE(from.startLine, 1);
    QCOMPARE(from.commandEndLine, 4);
    QCOMPARE(from.endLine, 4);
    QCOMPARE(run.startLine, 6);
    QCOMPARE(run.commandEndLine, 7);
    QCOMPARE(run.endLine, 9);
}

void TestParser::wordsHaveTheirPlaces()
{
    const Document document = parseDockerfile(u"# a\n  COPY  b   c\td \n"_s);
    const Instruction &copy = document.instructions.first();
    QCOMPARE(lastText(document, copy.keyword.range), u"COPY"_s);
    QCOMPARE(lastText(document, copy.range), u"COPY  b   c\td "_s);
    QCOMPARE(lastText(document, copy.commandRange), u"COPY  b   c\td"_s);
    QCOMPARE(lastText(document, copy.rest.range), u"b   c\td"_s);
    QCOMPARE(lastText(document, copy.arguments[1].range), u"c"_s);
    QVERIFY(copy.arguments[1].pieces.isEmpty());
    QCOMPARE(copy.original, u"COPY  b   c\td "_s);
}

void TestParser::wordsOverLinesHavePieces()
{
    const Document document = parseDockerfile(u"RUN one \\\n# no\n  two\nUSER x"_s);
    const SourceWord &word = document.instructions.first().arguments.first();
    QCOMPARE(word.text, u"one   two"_s);
    QCOMPARE(lastText(document, word.range), u"one \\\n# no\n  two"_s);
    QCOMPARE(word.pieces.size(), 2);
    QCOMPARE(lastText(document, word.pieces[0]), u"one "_s);
    QCOMPARE(lastText(document, word.pieces[1]), u"  two"_s);
    QCOMPARE(lastText(document, word.rangeOf(6, 9)), u"two"_s);
    QCOMPARE(word.sliced(6, 9).text, u"two"_s);
    QVERIFY(word.sliced(6, 9).pieces.isEmpty());
}

void TestParser::flagsHaveTheirPlaces()
{
    const Document document = parseDockerfile(u"COPY --link \\\n --from=a=b c d"_s);
    const QList<Flag> &flags = document.instructions.first().flags;
    QCOMPARE(flags.size(), 2);
    QCOMPARE(flags[0].name, u"link"_s);
    QVERIFY(!flags[0].value);
    QCOMPARE(lastText(document, flags[0].range), u"--link"_s);
    QCOMPARE(flags[0].valueRange, (TextRange{flags[0].range.end, flags[0].range.end}));
    QCOMPARE(flags[1].value, u"a=b"_s);
    QCOMPARE(lastText(document, flags[1].nameRange), u"--from"_s);
    QCOMPARE(lastText(document, flags[1].valueRange), u"a=b"_s);
    QVERIFY(flags[1].isVerbatim);
    QCOMPARE(document.instructions.first().flag(u"from"), &flags[1]);
    QCOMPARE(document.instructions.first().flag(u"chown"), nullptr);
}

void TestParser::flagsInQuotesAreNotVerbatim()
{
    const Document document = parseDockerfile(u"RUN --mount=\"a b\" --x=c\\\nd e"_s);
    const QList<Flag> &flags = document.instructions.first().flags;
    QCOMPARE(flags[0].value, u"a b"_s);
    QCOMPARE(lastText(document, flags[0].valueRange), u"\"a b\""_s);
    QVERIFY(!flags[0].isVerbatim);
    QCOMPARE(flags[1].value, u"cd"_s);
    QVERIFY(!flags[1].isVerbatim);
}

void TestParser::elementsHaveTheirPlaces()
{
    const Document document = parseDockerfile(u"CMD [ \"a\\n\", \\\n \"b\" ]"_s);
    const Instruction &cmd = document.instructions.first();
    QVERIFY(cmd.isJson);
    QCOMPARE(cmd.arguments[0].text, u"a\n"_s);
    QCOMPARE(lastText(document, cmd.arguments[0].range), u"\"a\\n\""_s);
    QCOMPARE(lastText(document, cmd.arguments[1].range), u"\"b\""_s);
}

void TestParser::commentsBelongToTheNextInstruction_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("comments");
    QTest::newRow("above") << u"# a\n#b  \nFROM x"_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("blank lines do not matter") << u"# a\n\n# b\n\nFROM x"_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("an empty comment begins anew") << u"# a\n#\n# b\nFROM x"_s << QStringList{u"b"_s};
    QTest::newRow("directives are none") << u"# escape=`\n# a\nFROM x"_s << QStringList{u"a"_s};
    QTest::newRow("only the first character goes") << u"  # a\nFROM x"_s << QStringList{u"# a"_s};
    QTest::newRow("those inside are none") << u"RUN a\\\n# b\n\nc\n# d\nFROM x"_s << QStringList{u"d"_s};
    QTest::newRow("of the one before") << u"# a\nRUN a\nFROM x"_s << QStringList();
}

void TestParser::commentsBelongToTheNextInstruction()
{
    QFETCH(QString, text);
    QTEST(parseDockerfile(text).instructions.last().comments, "comments");
}

void TestParser::commentsAreKept()
{
    const Document document = parseDockerfile(u"  # a \nRUN b \\\n#c\n d"_s);
    QCOMPARE(document.comments.size(), 2);
    QCOMPARE(document.comments[0].text, u"a"_s);
    QCOMPARE(lastText(document, document.comments[0].range), u"# a "_s);
    QVERIFY(!document.comments[0].isInside);
    QCOMPARE(document.comments[1].line, 2);
    QVERIFY(document.comments[1].isInside);
}

void TestParser::directives_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("escape");
    QTest::addColumn<int>("count");
    QTest::newRow("none") << u"FROM a"_s << u"\\"_s << 0;
    QTest::newRow("escape") << u"# escape=`\nFROM a"_s << u"`"_s << 1;
    QTest::newRow("blanks and capitals") << u"  #\tEsCape \t =  ` \t\nFROM a"_s << u"`"_s << 1;
    QTest::newRow("behind a comment") << u"# a\n# escape=`\nFROM a"_s << u"\\"_s << 0;
    QTest::newRow("behind a blank line") << u"\n# escape=`\nFROM a"_s << u"\\"_s << 0;
    QTest::newRow("behind an unknown one") << u"# lint=x\n# escape=`\nFROM a"_s << u"\\"_s << 0;
    QTest::newRow("behind an instruction") << u"FROM a\n# escape=`"_s << u"\\"_s << 0;
    QTest::newRow("behind another") << u"# syntax=a\n# check=b\n# escape=`\nFROM a"_s << u"`"_s << 3;
    QTest::newRow("byte order mark") << u"\uFEFF# escape=`\nFROM a"_s << u"`"_s << 1;
    QTest::newRow("a word more") << u"# a escape=`\nFROM a"_s << u"\\"_s << 0;
    QTest::newRow("no value") << u"# escape=\nFROM a"_s << u"\\"_s << 0;
    QTest::newRow("behind a shebang") << u"#!/x\n# escape=`\nFROM a"_s << u"\\"_s << 0;
    QTest::newRow("carriage returns") << u"# escape=`\r\nFROM a\r\n"_s << u"`"_s << 1;
}

void TestParser::directives()
{
    QFETCH(QString, text);
    const Document document = parseDockerfile(text);
    QTEST(QString(document.escape), "escape");
    QTEST(int(document.directives.size()), "count");
    QVERIFY2(document.diagnostics.isEmpty(), qPrintable(document.diagnostics.value(0).message));
}

void TestParser::directivesHaveTheirPlaces()
{
    const Document document = parseDockerfile(u"#check=skip=all\n  # Syntax = a/b:1 c  \nFROM a"_s);
    const Directive &syntax = document.directives.at(1);
    QCOMPARE(syntax.name, u"syntax"_s);
    QCOMPARE(syntax.value, u"a/b:1 c"_s);
    QCOMPARE(syntax.line, 1);
    QCOMPARE(lastText(document, syntax.nameRange), u"Syntax"_s);
    QCOMPARE(lastText(document, syntax.valueRange), u"a/b:1 c"_s);
    QCOMPARE(lastText(document, syntax.range), u"# Syntax = a/b:1 c"_s);
    QCOMPARE(document.directives.first().value, u"skip=all"_s);
}

void TestParser::heredocs_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("expand");
    QTest::addColumn<bool>("chomp");
    QTest::addColumn<quint64>("descriptor");
    const auto row = [](const QString &line, const QString &name, bool expand = true, bool chomp = false,
                        quint64 descriptor = 0) {
        QTest::newRow(qPrintable(line)) << line << name << expand << chomp << descriptor;
    };
    row(u"RUN <<E"_s, u"E"_s);
    row(u"run cat <<E > x"_s, u"E"_s);
    row(u"RUN 3<<E"_s, u"E"_s, true, false, 3);
    row(u"RUN 99999999999999999999<<E"_s, u"E"_s, true, false, std::numeric_limits<quint64>::max());
    row(u"RUN <<-E"_s, u"E"_s, true, true);
    row(u"RUN <<  E"_s, u"E"_s);
    row(u"RUN << -E"_s, u"-E"_s);
    row(u"RUN <<'E'"_s, u"E"_s, false);
    row(u"RUN <<-\"E\""_s, u"E"_s, false, true);
    row(u"RUN <<E\"O\"F"_s, u"EOF"_s, false);
    row(u"RUN <<'one two'"_s, u"one two"_s, false);
    row(u"RUN <<e\\'f"_s, u"e'f"_s);
    row(u"RUN <<'e'\\'f"_s, u"e'f"_s, false);
    row(u"RUN <<$E"_s, u"$E"_s);
    row(u"RUN <<${E}"_s, u"${E}"_s);
    row(u"RUN <<file.txt"_s, u"file.txt"_s);
    row(u"RUN --network=none <<E"_s, u"E"_s);
    row(u"ADD <<E /x"_s, u"E"_s);
    row(u"COPY a <<E /x"_s, u"E"_s);
    row(u"ONBUILD COPY <<E /x"_s, u"E"_s);
    row(u"RUN a \\\n <<E"_s, u"E"_s);
    row(u"RUN echo ${a:-\"b\"} <<E"_s, u"E"_s);
}

void TestParser::heredocs()
{
    QFETCH(QString, line);
    QFETCH(QString, name);
    const Document document = parseDockerfile(u"FROM a\n"_s + line + u"\nx\n"_s + name + u"\nUSER z"_s);
    QCOMPARE(document.instructions.size(), 3);
    const Instruction &instruction = document.instructions[1];
    QCOMPARE(instruction.heredocs.size(), 1);
    const Heredoc &heredoc = instruction.heredocs.first();
    QCOMPARE(heredoc.name, name);
    QTEST(heredoc.expand, "expand");
    QTEST(heredoc.chomp, "chomp");
    QTEST(heredoc.descriptor, "descriptor");
    QCOMPARE(heredoc.content, u"x\n"_s);
    QVERIFY(heredoc.terminator);
}

void TestParser::noHeredocs_data()
{
    QTest::addColumn<QString>("line");
    for (const QString &line :
         {u"USER <<E"_s, u"RUN \"<<E\""_s, u"RUN '<<E'"_s, u"RUN [\"<<E\"]"_s, u"RUN <<"_s, u"RUN <<-"_s,
          u"RUN <<- E"_s, u"RUN <<<E"_s, u"RUN a<<E"_s, u"RUN \\<<E"_s, u"RUN <E"_s, u"RUN it's <<E"_s, u"RUN ${ <<E"_s,
          u"CMD <<E"_s, u"ONBUILD USER <<E"_s, u"ONBUILD ONBUILD RUN <<E"_s})
        QTest::newRow(qPrintable(line)) << line;
}

void TestParser::noHeredocs()
{
    QFETCH(QString, line);
    const Document document = parseDockerfile(line + u"\nUSER x\nE\n"_s);
    QCOMPARE(document.instructions.size(), 3);
    QVERIFY(!document.instructions.first().hasHeredocs());
}

void TestParser::severalHeredocs()
{
    const Document document = parseDockerfile(u"FROM a\nCOPY <<X <<-Y <<X /d\nY\nX\n\tX\n\tY\n3\nX"_s);
    const QList<Heredoc> &heredocs = document.instructions.last().heredocs;
    QCOMPARE(heredocs.size(), 3);
    QCOMPARE(heredocs[0].content, u"Y\n"_s);
    QCOMPARE(heredocs[1].content, u"\tX\n"_s);
    QCOMPARE(heredocs[1].chompedContent(), u"X\n"_s);
    QCOMPARE(heredocs[2].content, u"3\n"_s);
}

void TestParser::heredocsHaveTheirPlaces()
{
    const Document document = parseDockerfile(u"RUN a <<-'E' \\\n && b\r\n\tx\r\n\r\n\tE\r\nUSER c"_s);
    const Instruction &run = document.instructions.first();
    const Heredoc &heredoc = run.heredocs.first();
    QCOMPARE(heredoc.content, u"\tx\r\n\r\n"_s);
    QCOMPARE(lastText(document, heredoc.word), u"<<-'E'"_s);
    QCOMPARE(lastText(document, heredoc.body), heredoc.content);
    QCOMPARE(lastText(document, *heredoc.terminator), u"\tE"_s);
    QCOMPARE(run.commandEndLine, 1);
    QCOMPARE(run.endLine, 4);
    QCOMPARE(lastText(document, run.commandRange), u"RUN a <<-'E' \\\n && b"_s);
    QCOMPARE(run.range.end, heredoc.terminator->end);
}

void TestParser::anEndlessHeredocLeavesTheRest()
{
    const Document document = parseDockerfile(u"FROM a\nRUN <<E\nx\nrun y\nRUNNER z\nUSER w\nENV a=b"_s);
    QCOMPARE(lineLetters(document), u"IIhhhII"_s);
    QCOMPARE(document.diagnostics.size(), 1);
    QCOMPARE(document.diagnostics.first().message, u"unterminated heredoc"_s);
    QCOMPARE(document.diagnostics.first().origin, Diagnostic::Origin::Parser);
    QVERIFY(document.instructions[1].isBroken);
    QCOMPARE(document.instructions.last().arguments.size(), 3);
}

void TestParser::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("line");
    const auto row = [](const char *name, const QString &text, const QString &message, int line) {
        QTest::newRow(name) << text << message << line;
    };
    row("nothing", QString(), u"file with no instructions"_s, 0);
    row("comments", u"# a\n\n# b\n"_s, u"file with no instructions"_s, 2);
    row("a directive twice", u"# escape=`\n# Escape=`\nFROM a"_s, u"only one escape parser directive can be used"_s, 1);
    row("a strange escape", u"# escape=x\nFROM a"_s, u"invalid escape token 'x' does not match ` or \\"_s, 0);
    row("a blank escape", u"# escape= \nFROM a"_s, u"invalid escape token ' ' does not match ` or \\"_s, 0);
    row("ENV of one", u"FROM a\nENV \\\n b\n"_s, u"ENV must have two arguments"_s, 1);
    row("LABEL of one", u"FROM a\nLABEL b\n"_s, u"LABEL must have two arguments"_s, 1);
    row("a pair without equals", u"FROM a\nENV b=c d"_s,
        u"Syntax error - can't find = in \"d\". Must be of the form: name=value"_s, 1);
    for (const QString &element :
         {u"42"_s, u"-1.5e3"_s, u"{}"_s, u"{\"a\": [1, {}]}"_s, u"[\"a\"]"_s, u"true"_s, u"null"_s})
        QTest::addRow("JSON with %s", qPrintable(element))
            << QString(u"FROM a\n\nCMD [\"x\", "_s + element + u", \"y\"]"_s)
            << u"when using JSON array syntax, arrays must be comprised of strings only"_s << 2;
    row("JSON in a trigger", u"FROM a\nONBUILD RUN [1]"_s,
        u"when using JSON array syntax, arrays must be comprised of strings only"_s, 1);
    row("NUL", u"FROM a\nRUN b\0c"_s, u"the file has NUL characters in it: it is no text, or no UTF-8"_s, 1);
}

void TestParser::refuses()
{
    QFETCH(QString, text);
    const Document document = parseDockerfile(text);
    QCOMPARE(document.diagnostics.size(), 1);
    const Diagnostic *error = document.firstError();
    QVERIFY(error);
    QTEST(error->message, "message");
    QTEST(int(error->line), "line");
    QCOMPARE(error->origin, Diagnostic::Origin::Parser);
}

void TestParser::warnsOnceOfBlankLinesInside()
{
    const Document document = parseDockerfile(u"FROM a\nRUN b \\\n\n# no\n  \n c\nRUN d \\\n# e\n f"_s);
    QCOMPARE(document.diagnostics.size(), 1);
    const Diagnostic &warning = document.diagnostics.first();
    QCOMPARE(warning.rule, u"NoEmptyContinuation"_s);
    QCOMPARE(warning.severity, Diagnostic::Severity::Warning);
    QCOMPARE(document.position(warning.range.begin), (TextPosition{2, 0}));
    QCOMPARE(document.instructions[1].blankLines, (QList<qsizetype>{2, 4}));
    QCOMPARE(document.firstError(), nullptr);
}

void TestParser::bytesOfFlagsAreToldOf()
{
    // The middle byte of U+C815 is A0, which is a blank for BuildKit, as it is one in Latin-1.
    const Document document = parseDockerfile(u"FROM a\nRUN --mount=type=bind,target=/\uC815 x"_s);
    QCOMPARE(document.instructions.last().flags.first().text, u"--mount=type=bind,target=/\u00EC"_s);
    QCOMPARE(document.instructions.last().rest.text, u"x"_s);
    QCOMPARE(document.diagnostics.size(), 1);
    QCOMPARE(document.diagnostics.first().rule, u"FlagNotAscii"_s);
    QVERIFY(document.diagnostics.first().message.contains(u"ends the flag"));
}

void TestParser::limitIsInBytes_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("isTooLong");
    const QString start = u"RUN "_s;
    QTest::newRow("as long as it may be") << QString(start + QString(65'531, u'x')) << false;
    QTest::newRow("one more") << QString(start + QString(65'532, u'x')) << true;
    QTest::newRow("characters of three bytes") << QString(start + QString(21'843, QChar(0xD55C))) << false;
    QTest::newRow("and two more bytes") << QString(start + QString(21'843, QChar(0xD55C)) + u"xxx"_s) << true;
    QTest::newRow("a carriage return counts") << QString(start + QString(65'531, u'x') + u'\r') << true;
}

void TestParser::limitIsInBytes()
{
    QFETCH(QString, line);
    const Document document = parseDockerfile(u"FROM a\n"_s + line + u"\nUSER b"_s);
    QCOMPARE(document.instructions.size(), 3);
    QTEST(document.firstError() != nullptr, "isTooLong");
    if (const Diagnostic *error = document.firstError()) {
        QCOMPARE(error->message, u"dockerfile line greater than max allowed size of 65535"_s);
        QCOMPARE(error->line, 1);
    }
}

void TestParser::placesAndOffsets()
{
    const Document document = parseDockerfile(u"FROM a\r\n\nRUN b"_s);
    QCOMPARE(document.position(0), (TextPosition{0, 0}));
    QCOMPARE(document.position(8), (TextPosition{1, 0}));
    QCOMPARE(document.position(11), (TextPosition{2, 2}));
    QCOMPARE(document.position(99), (TextPosition{2, 5}));
    QCOMPARE(document.offset({2, 2}), 11);
    QCOMPARE(document.offset({0, 99}), 6);
    QCOMPARE(document.offset({9, 0}), 14);
    QCOMPARE(document.lineRange(0), (TextRange{0, 6}));
    QCOMPARE(document.lineRange(1), (TextRange{8, 8}));
    const Document ended = parseDockerfile(u"FROM a\n"_s);
    QCOMPARE(ended.position(7), (TextPosition{1, 0}));
    QCOMPARE(ended.offset({1, 0}), 7);
    QCOMPARE(parseDockerfile(QString()).position(0), (TextPosition{0, 0}));
}

void TestParser::findsInstructions()
{
    const Document document = parseDockerfile(u"# a\nFROM a\n\nRUN <<E \\\n # b\n c\nx\nE\n"_s);
    QCOMPARE(document.instructionAtLine(0), nullptr);
    QCOMPARE(document.instructionAtLine(1), &document.instructions[0]);
    QCOMPARE(document.instructionAtLine(2), nullptr);
    for (qsizetype line = 3; line <= 7; ++line)
        QCOMPARE(document.instructionAtLine(line), &document.instructions[1]);
    QCOMPARE(document.instructionAtLine(8), nullptr);
    QCOMPARE(document.instructionAt(document.text.indexOf(u'x')), &document.instructions[1]);
}

void TestParser::nestsNoDeeperThanItCan()
{
    const Document document = parseDockerfile(u"FROM a\n"_s + u"ONBUILD \\\n"_s.repeated(10'000) + u"RUN x"_s);
    QCOMPARE(document.firstError()->message, u"ONBUILD is nested too deeply"_s);
    const Document dollars = parseDockerfile(u"RUN <<E "_s + u"${a-"_s.repeated(100'000));
    QVERIFY(!dollars.instructions.first().hasHeredocs());
    const Document brackets = parseDockerfile(u"RUN "_s + u"["_s.repeated(1'000'000));
    QVERIFY(!brackets.instructions.first().isJson);
}

void TestParser::endlessHeredocsTakeNoTime()
{
    QString text = u"FROM a\nRUN <<E\nE\n"_s;
    for (int i = 0; i < 50'000; ++i)
        text += u"RUN <<E"_s + QString::number(i % 2 ? i : 0) + u'\n';
    text += u"RUN <<-E7\n\tE7\n"_s;
    const std::clock_t start = std::clock();
    const Document document = parseDockerfile(text);
    QVERIFY((std::clock() - start) / CLOCKS_PER_SEC < 20); // looking through the rest for each takes minutes
    QCOMPARE(document.instructions.size(), 50'003);
    QVERIFY(!document.instructions[1].isBroken);
    QVERIFY(document.instructions[2].isBroken);
    QVERIFY(!document.instructions.last().isBroken);
}

STRATA_TEST(TestParser)
#include "tst_parser.moc"
