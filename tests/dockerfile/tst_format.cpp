// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/format.h"
#include "dockerfile/parser.h"
#include "dockerfile/shellquotes.h"
#include "dockerfile/sourcetext.h"
#include "support/testprogram.h"

#include <QRandomGenerator>

using namespace strata;
using namespace Qt::StringLiterals;

class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formats_data();
    void formats();
    void leaves_data();
    void leaves();
    void refusesWhatItDoesNotUnderstand();
    void neverChangesTheMeaning();
    void tellsMeaningsApart_data();
    void tellsMeaningsApart();
    void spareBlanks_data();
    void spareBlanks();
    void decodes();
    void refusesToDecode_data();
    void refusesToDecode();
};

void TestFormat::formats_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("formatted");
    const auto row = [](const char *name, const QString &text, const QString &formatted) {
        QTest::newRow(name) << text << formatted;
    };
    row("capitals", u"from a as B\nonbuild run x\n"_s, u"FROM a AS B\nONBUILD RUN x\n"_s);
    row("capitals over lines", u"from a \\\n  as b\n"_s, u"FROM a \\\n  AS b\n"_s);
    row("blanks at ends", u"FROM a \t\n \t\nRUN b \\ \t\n c  \n"_s, u"FROM a\n\nRUN b \\\n    c\n"_s);
    row("one line end", u"FROM a"_s, u"FROM a\n"_s);
    row("only one line end", u"FROM a\n\n \n"_s, u"FROM a\n"_s);
    row("line ends", u"FROM a\r\nuser b"_s, u"FROM a\r\nUSER b\r\n"_s);
    row("one blank line", u"FROM a\n\n\n \nUSER b\n\n\n# c\nUSER d\n"_s, u"FROM a\n\nUSER b\n\n# c\nUSER d\n"_s);
    row("one blank line at the start", u"\n\n\nFROM a\n"_s, u"\nFROM a\n"_s);
    row("byte order mark", u"\uFEFF\nfrom a"_s, u"\uFEFF\nFROM a\n"_s);
    row("four blanks", u"FROM a\nRUN b \\\n&& c \\\n\t&& d \\\n  && e\n"_s,
        u"FROM a\nRUN b \\\n    && c \\\n    && d \\\n    && e\n"_s);
    row("further in", u"FROM a\nRUN b \\\n  c \\\n      d \\\n    && e\n"_s,
        u"FROM a\nRUN b \\\n    c \\\n        d \\\n    && e\n"_s);
    row("in commands", u"FROM a\nRUN if b; then \\\n  c \\\n      && d; \\\n  fi\n"_s,
        u"FROM a\nRUN if b; then \\\n    c \\\n        && d; \\\n    fi\n"_s);
    row("flags", u"FROM a\nRUN --mount=type=cache,target=/c \\\n --network=none \\\n  b\n"_s,
        u"FROM a\nRUN --mount=type=cache,target=/c \\\n    --network=none \\\n    b\n"_s);
    row("comments in between stay", u"FROM a\nRUN b \\\n # c  \n\n  d\n"_s, u"FROM a\nRUN b \\\n # c  \n\n    d\n"_s);
    row("a Bourne shell", u"FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN b \\\n c\n"_s,
        u"FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN b \\\n    c\n"_s);
    row("the next stage has its own shell", u"FROM a\nSHELL [\"x\"]\nFROM b\nRUN b \\\n c\n"_s,
        u"FROM a\nSHELL [\"x\"]\nFROM b\nRUN b \\\n    c\n"_s);
}

void TestFormat::formats()
{
    QFETCH(QString, text);
    const auto formatted = formatDockerfile(text);
    QVERIFY(formatted);
    QTEST(*formatted, "formatted");
    QCOMPARE(formatDockerfile(*formatted), *formatted);
    QVERIFY(meansTheSame(parseDockerfile(text), parseDockerfile(*formatted)));
}

void TestFormat::leaves_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) {
        QTest::newRow(name) << QString(u"FROM a\n"_s + text);
    };
    row("quotes", u"RUN echo \"b \\\n  c\" 'd \\\n  e'\n"_s);
    row("quotes with quotes in them", u"RUN echo \"\\\" \\\n  c\"\n"_s);
    row("words over lines", u"RUN b\\\nc\n"_s);
    row("escaped blanks in front", u"RUN b\\ \\\nc\n"_s);
    row("braces", u"RUN a=${b:- \\\n  c}\n"_s);
    row("quotes of bash", u"RUN echo $'it\\'s \\\n  b'\n"_s);
    row("heredocs", u"RUN <<E \\\n  b\n  c \t\n\n\n\nfrom x\nE\n"_s);
    row("JSON", u"RUN [\"b\", \\\n  \"c\"]\n"_s);
    row("other instructions", u"ENV b=c \\\n  d=e\n"_s);
    row("another shell", u"SHELL [\"powershell\", \"-c\"]\nRUN b \\\n  c\n"_s);
    row("flags in quotes", u"RUN --mount=\"type=cache,target=/b\" \\\n  c\n"_s);
    row("comments", u"  # b \t\nUSER c\n#d \n"_s);
    row("carriage returns among blanks", u"USER b \r \nRUN c \\\r \nUSER d\n"_s);
    row("unknown instructions", u"foo b\n"_s);
    row("keywords over lines", u"us\\\ner b\n"_s);
    QTest::newRow("nothing but a comment that would be a directive") << u"\n# escape=`\nFROM a\n"_s;
    QTest::newRow("Windows") << u"# escape=`\nFROM a\nRUN b `\n  c\n"_s;
}

void TestFormat::leaves()
{
    QFETCH(QString, text);
    QCOMPARE(formatDockerfile(text).value_or(QString()), text);
}

void TestFormat::refusesWhatItDoesNotUnderstand()
{
    const auto formatted = formatDockerfile(u"FROM a\nrun <<E\nx"_s);
    QVERIFY(!formatted);
    QCOMPARE(formatted.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(formatted.error().message, u"dockerfile parse error on line 2: unterminated heredoc"_s);
}

void TestFormat::neverChangesTheMeaning()
{
    const QStringList pieces{u"FROM"_s, u"run"_s,   u"COPY"_s,    u"ENV"_s,    u"ONBUILD"_s, u"SHELL"_s,    u" "_s,
                             u"\t"_s,   u"\n"_s,    u"\r\n"_s,    u"\\\n"_s,   u" \\ \n"_s,  u"\\"_s,       u"'"_s,
                             u"\""_s,   u"$"_s,     u"{"_s,       u"}"_s,      u"# "_s,      u"escape=`"_s, u"`\n"_s,
                             u"<<E"_s,  u"\nE\n"_s, u"[\"a\"]"_s, u"a=b"_s,    u"as"_s,      u"--c=d"_s,    u"&& "_s,
                             u"x"_s,    u"  "_s,    u"\n\n"_s,    u"\uFEFF"_s, u"if "_s,     u"\u00a0"_s};
    QRandomGenerator random(5);
    int understood = 0;
    for (int round = 0; round < 4'000; ++round) {
        QString text = round % 2 ? u"FROM a\nRUN b"_s : QString();
        for (int count = random.bounded(1, 24); count > 0; --count)
            text += pieces[random.bounded(int(pieces.size()))];
        const auto formatted = formatDockerfile(text);
        if (!formatted)
            continue;
        ++understood;
        QVERIFY2(meansTheSame(parseDockerfile(text), parseDockerfile(*formatted)), qPrintable(text));
        const auto twice = formatDockerfile(*formatted);
        QVERIFY2(twice == *formatted, qPrintable(text));
    }
    QVERIFY(understood > 2'000);
}

void TestFormat::tellsMeaningsApart_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    const auto row = [](const QString &before, const QString &after) {
        QTest::addRow("%s / %s", qPrintable(before), qPrintable(after)) << before << after;
    };
    row(u"RUN a b"_s, u"RUN ab"_s);
    row(u"RUN 'a  b'"_s, u"RUN 'a b'"_s);
    row(u"USER a  b"_s, u"USER a b"_s);
    row(u"RUN [\"a b\"]"_s, u"RUN a b"_s);
    row(u"COPY --link a b"_s, u"COPY a b"_s);
    row(u"RUN <<E\na\nE"_s, u"RUN <<E\na \nE"_s);
    row(u"RUN <<E\na\nE"_s, u"RUN <<'E'\na\nE"_s);
    row(u"ONBUILD USER a"_s, u"ONBUILD USER b"_s);
    row(u"# escape=`\nUSER a"_s, u"\n# escape=`\nUSER a"_s);
    row(u"# a\nARG b"_s, u"ARG b"_s);
    row(u"ARG a\nARG b"_s, u"ARG a"_s);
    row(u"FROM a AS b"_s, u"FROM A AS b"_s);
}

void TestFormat::tellsMeaningsApart()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QVERIFY(!meansTheSame(parseDockerfile(before), parseDockerfile(after)));
    QVERIFY(meansTheSame(parseDockerfile(before), parseDockerfile(before)));
}

void TestFormat::spareBlanks_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("without");
    QTest::newRow("between words") << u"a  b\t \tc"_s << u"a b c"_s;
    QTest::newRow("in quotes") << u"'a  b'  \"c  d\"  e"_s << u"'a  b' \"c  d\" e"_s;
    QTest::newRow("escaped") << u"a\\   b"_s << u"a\\  b"_s;
    QTest::newRow("escaped quotes") << u"\\'  a  \\\"  b"_s << u"\\' a \\\" b"_s;
    QTest::newRow("a backslash in quotes") << u"'a\\'  b"_s << u"'a\\' b"_s;
    QTest::newRow("braces") << u"${a:-b  {}  c}  d  {  }"_s << u"${a:-b  {}  c} d { }"_s;
}

void TestFormat::spareBlanks()
{
    QFETCH(QString, command);
    QTEST(withoutSpareBlanks(command), "without");
}

void TestFormat::decodes()
{
    QCOMPARE(decodeDockerfile("FROM a # \xed\x95\x9c"), u"FROM a # 한"_s);
    QCOMPARE(decodeDockerfile("\xef\xbb\xbf"
                              "FROM a"),
             u"\uFEFFFROM a"_s);
    QCOMPARE(decodeDockerfile(""), QString());
}

void TestFormat::refusesToDecode_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("line");
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe"
                                          "F\0",
                                          4)
                            << 0;
    QTest::newRow("UTF-16 the other way") << QByteArray("\xfe\xff\0F", 4) << 0;
    QTest::newRow("Latin-1") << QByteArray("FROM a\n\nRUN \xe9\nUSER b") << 2;
    QTest::newRow("UTF-16 without a mark") << QByteArray("F\0R\0", 4) << 0;
    QTest::newRow("NUL") << QByteArray("FROM a\n\nRUN \0\n", 13) << 2;
    QTest::newRow("cut") << QByteArray("FROM a\nRUN \xed\x95") << 1;
}

void TestFormat::refusesToDecode()
{
    QFETCH(QByteArray, bytes);
    const auto text = decodeDockerfile(bytes);
    QVERIFY(!text);
    QTEST(int(text.error().line), "line");
    QCOMPARE(text.error().origin, Diagnostic::Origin::Parser);
}

STRATA_TEST(TestFormat)
#include "tst_format.moc"
