// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/directives.h"
#include "dockerfile/parser.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

class TestDirectives : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void detectsSyntax_data();
    void detectsSyntax();
    void findsCheck_data();
    void findsCheck();
    void understandsOptions();
    void refusesOptions_data();
    void refusesOptions();
    void optionsOfOneInstruction();
};

void TestDirectives::detectsSyntax_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("image");
    QTest::addColumn<int>("line");
    QTest::newRow("hash") << u"# syntax = docker/dockerfile:1 // more\nFROM a"_s << u"docker/dockerfile:1"_s << 0;
    QTest::newRow("byte order mark") << u"\uFEFF#syntax=a"_s << u"a"_s << 0;
    QTest::newRow("behind another") << u"# escape=`\r\n# Syntax=a\r\n"_s << u"a"_s << 1;
    QTest::newRow("behind a shebang") << u"#!/bin/sh\n# syntax=a"_s << u"a"_s << 1;
    QTest::newRow("behind a blank line") << u"#!/bin/sh\n\n# syntax=a"_s << QString() << 0;
    QTest::newRow("behind what comes twice") << u"# escape=`\n# escape=`\n# syntax=a"_s << QString() << 0;
    QTest::newRow("slashes") << u"//syntax=a\n//key=b"_s << u"a"_s << 0;
    QTest::newRow("slashes behind a shebang") << u"#!x\n// syntax = a"_s << u"a"_s << 1;
    QTest::newRow("both are not mixed") << u"//escape=`\n#syntax=a"_s << QString() << 0;
    QTest::newRow("JSON") << u"{\"x\": [1], \"syntax\": \"a b\"}"_s << u"a b"_s << 0;
    QTest::newRow("JSON that is cut") << u"{\"syntax\": \"a\""_s << QString() << 0;
    QTest::newRow("JSON with more behind") << u"{\"syntax\": \"a\"}\n# syntax=b"_s << QString() << 0;
    QTest::newRow("JSON of a number") << u"{\"syntax\": 1}"_s << QString() << 0;
    QTest::newRow("none") << u"FROM a\n# syntax=b"_s << QString() << 0;
}

void TestDirectives::detectsSyntax()
{
    QFETCH(QString, text);
    const auto found = detectSyntax(text).value_or(DirectiveValue());
    QTEST(found.value, "image");
    QTEST(int(found.line), "line");
}

void TestDirectives::findsCheck_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::newRow("first") << u"# check=skip=all // no\nFROM a"_s << u"skip=all"_s;
    QTest::newRow("behind a shebang") << u"#!x\n# check=skip=all"_s << u"skip=all"_s;
    QTest::newRow("slashes") << u"//check=skip=all"_s << QString();
    QTest::newRow("behind a comment") << u"# x\n#check=skip=all"_s << QString();
}

void TestDirectives::findsCheck()
{
    QFETCH(QString, text);
    QTEST(findDirective(text, u"check").value_or(DirectiveValue()).value, "value");
}

void TestDirectives::understandsOptions()
{
    QCOMPARE(parseCheckOptions(u" "), CheckOptions());
    QCOMPARE(parseCheckOptions(u"skip=A, B;error=true;experimental=all"),
             (CheckOptions{.skip = {u"A"_s, u"B"_s}, .experimentalAll = true, .returnAsError = true}));
    QCOMPARE(parseCheckOptions(u"experimental=X; skip = all"),
             (CheckOptions{.skipAll = true, .experimental = {u"X"_s}}));
}

void TestDirectives::refusesOptions_data()
{
    QTest::addColumn<QString>("options");
    QTest::newRow("no value") << u"skip"_s;
    QTest::newRow("unknown") << u"warn=true"_s;
    QTest::newRow("no bool") << u"error=yes"_s;
    QTest::newRow("nothing behind the last one") << u"skip=A;"_s;
}

void TestDirectives::refusesOptions()
{
    QFETCH(QString, options);
    const auto parsed = parseCheckOptions(options);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, Error::Kind::InvalidInput);
}

void TestDirectives::optionsOfOneInstruction()
{
    const Document document = parseDockerfile(
        u"# escape=`\n# why\n# check=skip=A more\nFROM a\nRUN b\n# check=skip\nRUN c"_s);
    QCOMPARE(checkOptionsOf(document.instructions[0]), std::optional(CheckOptions{.skip = {u"A"_s}}));
    QVERIFY(!checkOptionsOf(document.instructions[1]));
    QVERIFY(!checkOptionsOf(document.instructions[2]));
}

STRATA_TEST(TestDirectives)
#include "tst_directives.moc"
