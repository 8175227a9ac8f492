// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/instructions.h"
#include "dockerfile/parser.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestInstructions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void acceptsWhatBuildKitAccepts_data();
    void acceptsWhatBuildKitAccepts();
    void problemsStandWhereTheyAre_data();
    void problemsStandWhereTheyAre();
    void everyProblemIsTold();
    void understandsFrom();
    void understandsVariables();
    void understandsArguments();
    void placesPartsOfWordsOverLines();
    void understandsCopy();
    void filesInTheDockerfile();
    void understandsAdd();
    void understandsRun();
    void understandsCommands();
    void understandsHealthcheck();
    void understandsTriggers();
    void aTriggerThatWillFailIsAWarning();

private:
    static Instruction last(const QString &text) { return parseDockerfile(text).instructions.last(); }
};

void TestInstructions::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("message");
    for (const QString &name : {u"MAINTAINER"_s, u"WORKDIR"_s, u"USER"_s, u"STOPSIGNAL"_s})
        QTest::addRow("%s of nothing", qPrintable(name)) << name << QString(name + u" requires exactly one argument"_s);
    for (const QString &name :
         {u"ENV"_s, u"LABEL"_s, u"ARG"_s, u"ONBUILD"_s, u"HEALTHCHECK"_s, u"EXPOSE"_s, u"VOLUME"_s, u"SHELL"_s})
        QTest::addRow("%s of nothing", qPrintable(name))
            << name << QString(name + u" requires at least one argument"_s);
    const auto row = [](const char *name, const QString &line, const QString &message) {
        QTest::newRow(name) << line << message;
    };
    const QString destination =
        u" requires at least two arguments, but only one was provided. Destination could not be "
        "determined"_s;
    row("COPY of one", u"COPY a"_s, u"COPY"_s + destination);
    row("ADD of one", u"ADD \\\n a"_s, u"ADD"_s + destination);
    row("empty SHELL", u"SHELL []"_s, u"SHELL requires at least one argument"_s);
    row("SHELL without JSON", u"SHELL bash -c"_s, u"SHELL requires the arguments to be in JSON form"_s);
    row("blank ENV", u"ENV =x"_s, u"ENV names can not be blank"_s);
    row("blank LABEL", u"LABEL a=b =x"_s, u"LABEL names can not be blank"_s);
    row("blank ARG", u"ARG =x"_s, u"ARG names can not be blank"_s);
    row("empty VOLUME", u"VOLUME [\" \"]"_s, u"VOLUME specified can not be an empty string"_s);
    row("FROM of nothing", u"FROM"_s, u"FROM requires either one or three arguments"_s);
    row("FROM of two", u"FROM a b"_s, u"FROM requires either one or three arguments"_s);
    row("FROM without AS", u"FROM a is b"_s, u"FROM requires either one or three arguments"_s);
    row("stage of a digit", u"FROM a AS 1b"_s,
        u"invalid name for build stage: \"1b\", name can't start with a number or contain symbols"_s);
    row("stage with a sign", u"FROM a AS b+c"_s,
        u"invalid name for build stage: \"b+c\", name can't start with a number or contain symbols"_s);
    row("unknown", u"COYP a b"_s, u"unknown instruction: COYP (did you mean COPY?)"_s);
    row("unknown in lower case", u"coyp a b"_s, u"unknown instruction: coyp (did you mean copy?)"_s);
    row("unknown and far from all", u"FROBNICATE a"_s, u"unknown instruction: FROBNICATE"_s);
    row("nothing but an escape", u"\\"_s, u"unknown instruction: "_s);
    row("unknown flag", u"COPY --form=x a b"_s, u"unknown flag: --form (did you mean from?)"_s);
    row("flags are for lower case", u"COPY --Link a b"_s, u"unknown flag: --Link (did you mean link?)"_s);
    row("flag of another", u"ADD --from=x a b"_s, u"unknown flag: --from"_s);
    row("flag of none", u"MAINTAINER --boo joe"_s, u"unknown flag: --boo"_s);
    row("flag twice", u"FROM --platform=a --platform=b c"_s, u"duplicate flag specified: --platform"_s);
    row("flag without value", u"COPY --from a b"_s, u"missing a value on flag: --from"_s);
    row("list without value", u"COPY --exclude a b"_s, u"missing a value on flag: --exclude"_s);
    row("bool of nothing", u"COPY --link= a b"_s, u"missing a value on flag: --link"_s);
    row("bool of something", u"COPY --link=yes a b"_s, u"expecting boolean value for flag --link, not: yes"_s);
    row("heredoc as destination", u"COPY a <<E\nE"_s, u"COPY cannot accept a heredoc as a destination"_s);
    row("heredoc as destination of ADD", u"ADD <<E <<F\nE\nF"_s, u"ADD cannot accept a heredoc as a destination"_s);
    row("HEALTHCHECK NONE with more", u"HEALTHCHECK NONE x"_s, u"HEALTHCHECK NONE takes no arguments"_s);
    row("HEALTHCHECK of another", u"HEALTHCHECK tcp 80"_s, u"Unknown type \"TCP\" in HEALTHCHECK (try CMD)"_s);
    row("HEALTHCHECK CMD of nothing", u"HEALTHCHECK CMD"_s, u"Missing command after HEALTHCHECK CMD"_s);
    row("HEALTHCHECK CMD of an empty list", u"HEALTHCHECK CMD []"_s, u"Missing command after HEALTHCHECK CMD"_s);
    row("interval of nothing", u"HEALTHCHECK --interval=5 CMD x"_s, u"time: missing unit in duration \"5\""_s);
    row("interval of a week", u"HEALTHCHECK --timeout=1w CMD x"_s, u"time: unknown unit \"w\" in duration \"1w\""_s);
    row("interval that is too short", u"HEALTHCHECK --start-period=50ns CMD x"_s,
        u"Interval \"start-period\" cannot be less than 1ms"_s);
    row("negative interval", u"HEALTHCHECK --interval=-5s CMD x"_s, u"Interval \"interval\" cannot be less than 1ms"_s);
    row("negative retries", u"HEALTHCHECK --retries=-1 CMD x"_s, u"--retries cannot be negative (-1)"_s);
    row("retries in words", u"HEALTHCHECK --retries=three CMD x"_s, u"--retries is not a number: \"three\""_s);
    row("network", u"RUN --network=bridge x"_s, u"invalid network mode \"bridge\""_s);
    row("security", u"RUN --security=lax x"_s, u"security \"lax\" is not valid"_s);
    row("mount", u"RUN --mount=type=nfs x"_s, u"unsupported mount type \"nfs\""_s);
    row("device", u"RUN --device=a,b x"_s, u"invalid field 'b' must be a key=value pair"_s);
    row("ONBUILD ONBUILD", u"ONBUILD ONBUILD RUN x"_s, u"Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"_s);
    row("ONBUILD FROM", u"ONBUILD from x"_s, u"FROM isn't allowed as an ONBUILD trigger"_s);
    row("ONBUILD MAINTAINER", u"ONBUILD MAINTAINER x"_s, u"MAINTAINER isn't allowed as an ONBUILD trigger"_s);
}

void TestInstructions::refuses()
{
    QFETCH(QString, line);
    const Document document = parseDockerfile(u"FROM scratch\n\n"_s + line);
    QCOMPARE(document.diagnostics.size(), 1);
    const Diagnostic &diagnostic = document.diagnostics.first();
    QTEST(diagnostic.message, "message");
    QCOMPARE(diagnostic.origin, Diagnostic::Origin::Instructions);
    QCOMPARE(diagnostic.severity, Diagnostic::Severity::Error);
    QCOMPARE(diagnostic.rule, u"ParseError");
    QCOMPARE(diagnostic.line, 2);
    QVERIFY(diagnostic.range.begin >= document.instructions.last().range.begin);
    QVERIFY(diagnostic.range.end <= document.instructions.last().range.end);
}

void TestInstructions::acceptsWhatBuildKitAccepts_data()
{
    QTest::addColumn<QString>("line");
    const auto row = [](const char *name, const QString &line) { QTest::newRow(name) << line; };
    row("names in any case", u"fRoM a aS B"_s);
    row("bools in any case", u"COPY --link=TRUE --parents=False a b"_s);
    row("lists more than once", u"COPY --exclude=a --exclude=b c d"_s);
    row("an empty value", u"COPY --from= a b"_s);
    row("nothing to run", u"RUN"_s);
    row("nothing as command", u"CMD []"_s);
    row("no time at all", u"HEALTHCHECK --interval=0s --timeout= --retries=0 CMD x"_s);
    row("flags that nobody looks at", u"STOPSIGNAL --x 9"_s);
    row("flags of ARG", u"ARG --x a"_s);
    row("flags of no healthcheck", u"HEALTHCHECK --x NONE"_s);
    row("a heredoc that is text", u"COPY <<<E /x"_s);
    row("a value that has variables", u"RUN --mount=type=$T,size=$S x"_s);
}

void TestInstructions::acceptsWhatBuildKitAccepts()
{
    QFETCH(QString, line);
    const Document document = parseDockerfile(u"FROM scratch\n"_s + line);
    QVERIFY2(document.diagnostics.isEmpty(), qPrintable(document.diagnostics.value(0).message));
}

void TestInstructions::problemsStandWhereTheyAre_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("marked");
    QTest::newRow("unknown instruction") << u"FROM a\n RUM b"_s << u"RUM"_s;
    QTest::newRow("flag") << u"FROM a\nCOPY --link --form=x \\\n b c"_s << u"--form=x"_s;
    QTest::newRow("stage") << u"FROM a AS \\\n 1b # no"_s.chopped(5) << u"1b"_s;
    QTest::newRow("destination") << u"FROM a\nCOPY x \\\n  <<E\nE"_s << u"<<E"_s;
    QTest::newRow("arguments") << u"FROM a\n  FROM b \\\n  c  \n"_s << u"FROM b \\\n  c"_s;
    QTest::newRow("in front of FROM") << u"RUN a\nFROM b"_s << u"RUN"_s;
    QTest::newRow("without FROM") << u"ARG a\nARG b"_s << u"ARG"_s;
    QTest::newRow("element") << u"FROM a\nRUN [\"b\", \\\n 1.5]"_s << u"1.5"_s;
    QTest::newRow("pair") << u"FROM a\nENV a=b c d=e"_s << u"c"_s;
    QTest::newRow("heredoc") << u"FROM a\nRUN <<E\nx"_s << u"<<E"_s;
}

void TestInstructions::problemsStandWhereTheyAre()
{
    QFETCH(QString, text);
    const Document document = parseDockerfile(text);
    const Diagnostic *error = document.firstError();
    QVERIFY(error);
    QTEST(document.textOf(error->range).toString(), "marked");
}

void TestInstructions::everyProblemIsTold()
{
    const Document document = parseDockerfile(u"RUN x\nFROM a b\nCOPY --x --y=1 c\nFOO\nUSER\nENV a"_s);
    QStringList messages;
    for (const Diagnostic &diagnostic : document.diagnostics)
        messages.append(QString::number(diagnostic.line) + u' ' + diagnostic.message.first(12));
    QCOMPARE(messages,
             QStringList({u"0 no build sta"_s, u"1 FROM require"_s, u"2 COPY require"_s, u"2 unknown flag"_s,
                          u"2 unknown flag"_s, u"3 unknown inst"_s, u"4 USER require"_s, u"5 ENV must hav"_s}));
    QCOMPARE(document.firstError()->message, u"ENV must have two arguments"_s);
}

void TestInstructions::understandsFrom()
{
    const auto from = understandFrom(
        last(u"# other is\n# base is what is below\nFROM --platform=$P alpine:3 as BASE"_s));
    QVERIFY(from);
    QCOMPARE(from->image.text, u"alpine:3"_s);
    QCOMPARE(from->name, u"base"_s);
    QCOMPARE(from->nameWord.value_or(SourceWord()).text, u"BASE"_s);
    QCOMPARE(from->platform, u"$P"_s);
    QCOMPARE(from->docComment, u"is what is below"_s);

    const auto plain = understandFrom(last(u"# alpine\nFROM alpine"_s));
    QVERIFY(plain && !plain->nameWord && plain->name.isEmpty() && plain->docComment.isEmpty());
}

void TestInstructions::understandsVariables()
{
    const QString text = u"ENV a=b \\\n  long=\"x y\" empty="_s;
    const Document document = parseDockerfile(text);
    const auto pairs = understandKeyValues(document.instructions.first());
    QVERIFY(pairs);
    QCOMPARE(pairs->size(), 3);
    QCOMPARE(pairs->at(1).key.text, u"long"_s);
    QCOMPARE(pairs->at(1).value->text, u"\"x y\""_s);
    QCOMPARE(document.textOf(pairs->at(1).key.range), u"long");
    QCOMPARE(document.textOf(pairs->at(1).value->range), u"\"x y\"");
    QCOMPARE(pairs->at(2).value->text, QString());
    QCOMPARE(pairs->at(2).value->range, (TextRange{text.size(), text.size()}));
    QVERIFY(!pairs->at(0).isLegacy);

    const auto legacy = understandKeyValues(last(u"LABEL a  b=c d"_s));
    QVERIFY(legacy && legacy->size() == 1);
    QVERIFY(legacy->first().isLegacy);
    QCOMPARE(legacy->first().key.text, u"a"_s);
    QCOMPARE(legacy->first().value->text, u"b=c d"_s);
}

void TestInstructions::understandsArguments()
{
    const Document document = parseDockerfile(u"# a says A\n# b= no\n#c the third\nARG a b=1=2 c=\nFROM x"_s);
    const auto arguments = understandKeyValues(document.instructions.first());
    QVERIFY(arguments && arguments->size() == 3);
    QVERIFY(!arguments->at(0).value);
    QCOMPARE(arguments->at(0).docComment, u"says A"_s);
    QCOMPARE(arguments->at(1).key.text, u"b"_s);
    QCOMPARE(arguments->at(1).value->text, u"1=2"_s);
    QCOMPARE(document.textOf(arguments->at(1).value->range), u"1=2");
    QCOMPARE(arguments->at(1).docComment, QString());
    QCOMPARE(arguments->at(2).value->text, QString());
    QCOMPARE(arguments->at(2).docComment, u"the third"_s);
}

void TestInstructions::placesPartsOfWordsOverLines()
{
    const Document document = parseDockerfile(u"ARG na\\\n# no\nme=va\\\nlue\nFROM x"_s);
    const auto arguments = understandKeyValues(document.instructions.first());
    QVERIFY(arguments && arguments->size() == 1);
    const KeyValue &argument = arguments->first();
    QCOMPARE(argument.key.text, u"name"_s);
    QCOMPARE(document.textOf(argument.key.range), u"na\\\n# no\nme");
    QCOMPARE(argument.key.pieces.size(), 2);
    QCOMPARE(document.textOf(argument.key.pieces.last()), u"me");
    QCOMPARE(argument.value->text, u"value"_s);
    QCOMPARE(document.textOf(argument.value->pieces.first()), u"va");
    QCOMPARE(document.textOf(argument.value->rangeOf(2, 4)), u"lu");
    QCOMPARE(document.textOf(argument.value->rangeOf(1, 3)), u"a\\\nl");
}

void TestInstructions::understandsCopy()
{
    const auto copy = understandCopy(last(u"COPY --from=build --chown=1:2 --chmod=644 --link --parents=false "
                                          "--exclude=*.a --exclude=*.b a b* /c/"_s));
    QVERIFY(copy);
    QCOMPARE(copy->sources.size(), 2);
    QCOMPARE(copy->sources.last().word.text, u"b*"_s);
    QVERIFY(!copy->sources.last().heredoc);
    QCOMPARE(copy->destination.text, u"/c/"_s);
    QCOMPARE(copy->from, u"build"_s);
    QCOMPARE(copy->chown, u"1:2"_s);
    QCOMPARE(copy->chmod, u"644"_s);
    QCOMPARE(copy->excludes, QStringList({u"*.a"_s, u"*.b"_s}));
    QVERIFY(copy->link && !copy->parents && !copy->unpack && !copy->keepGitDir);
}

void TestInstructions::filesInTheDockerfile()
{
    const Instruction instruction = last(u"COPY <<one x <<-\"two\" /d/\n\t1\none\n\t2\n\ttwo\n"_s);
    const auto copy = understandCopy(instruction);
    QVERIFY(copy && copy->sources.size() == 3);
    QCOMPARE(copy->sources[0].heredoc, std::optional<qsizetype>(0));
    QCOMPARE(copy->sources[0].inlineName, u"one"_s);
    QVERIFY(!copy->sources[1].heredoc);
    QCOMPARE(copy->sources[2].heredoc, std::optional<qsizetype>(1));
    QCOMPARE(instruction.heredocs[0].chompedContent(), u"\t1\n"_s);
    QCOMPARE(instruction.heredocs[1].chompedContent(), u"2\n"_s);
    QVERIFY(instruction.heredocs[0].expand && !instruction.heredocs[1].expand);
}

void TestInstructions::understandsAdd()
{
    const auto add = understandCopy(last(u"ADD --checksum=sha256:1 --keep-git-dir --unpack=false https://a/b /c"_s));
    QVERIFY(add);
    QCOMPARE(add->checksum, u"sha256:1"_s);
    QCOMPARE(add->keepGitDir, std::optional(true));
    QCOMPARE(add->unpack, std::optional(false));
}

void TestInstructions::understandsRun()
{
    const auto run = understandRun(last(u"RUN --mount=type=cache,target=/c --mount=type=secret,id=s --network=none "
                                        "--security=insecure --device=gpu,required make  all"_s));
    QVERIFY(run);
    QCOMPARE(run->mounts.size(), 2);
    QCOMPARE(run->mounts[0].type, RunMount::Type::Cache);
    QCOMPARE(run->mounts[1].id, u"s"_s);
    QCOMPARE(run->devices, QList<RunDevice>({{u"gpu"_s, true}}));
    QCOMPARE(run->network, u"none"_s);
    QCOMPARE(run->security, u"insecure"_s);
    QCOMPARE(run->command.words, QStringList(u"make  all"_s));
    QVERIFY(run->command.prependShell);

    const auto plain = understandRun(last(u"RUN [\"a\", \"b\"]"_s));
    QVERIFY(plain && !plain->command.prependShell);
    QCOMPARE(plain->command.words, QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(plain->network, u"default"_s);
    QCOMPARE(plain->security, u"sandbox"_s);
}

void TestInstructions::understandsCommands()
{
    const auto nothing = understandCommand(last(u"ENTRYPOINT []"_s));
    QVERIFY(nothing && nothing->words.isEmpty() && !nothing->prependShell);
    QCOMPARE(understandList(last(u"VOLUME [\" /a \"]"_s))->first().text, u"/a"_s);
    QCOMPARE(understandList(last(u"EXPOSE 90 80/tcp"_s))->last().text, u"80/tcp"_s);
    QCOMPARE(understandList(last(u"SHELL [\"sh\", \"-c\"]"_s))->size(), 2);
    QCOMPARE(understandWord(last(u"USER  a b"_s))->text, u"a b"_s);
}

void TestInstructions::understandsHealthcheck()
{
    const auto healthcheck = understandHealthcheck(
        last(u"HEALTHCHECK --interval=1m30s --timeout=1.5s --start-period=1h "
             "--start-interval=10ms --retries=3 cmd curl  x"_s));
    QVERIFY(healthcheck);
    QVERIFY(healthcheck->interval == 90s && healthcheck->timeout == 1500ms && healthcheck->startPeriod == 1h);
    QVERIFY(healthcheck->startInterval == 10ms);
    QCOMPARE(healthcheck->retries, 3);
    QCOMPARE(healthcheck->command.words, QStringList(u"curl  x"_s));
    QVERIFY(healthcheck->command.prependShell && !healthcheck->isNone);
    QVERIFY(understandHealthcheck(last(u"HEALTHCHECK none"_s))->isNone);
}

void TestInstructions::understandsTriggers()
{
    const Document document = parseDockerfile(u"FROM a\nONBUILD  COPY <<E \\\n /x\n\tb\nE\nUSER c"_s);
    QCOMPARE(document.instructions.size(), 3);
    const Instruction &onbuild = document.instructions[1];
    QCOMPARE(understandTrigger(onbuild).value_or(QString()), u"COPY <<E  /x\n\tb\nE"_s);
    QCOMPARE(onbuild.trigger->kind, InstructionKind::Copy);
    QCOMPARE(document.textOf(onbuild.trigger->keyword.range), u"COPY");
    QCOMPARE(document.textOf(onbuild.trigger->arguments.last().range), u"/x");
    QVERIFY(understandCopy(*onbuild.trigger).has_value());
    QVERIFY(document.diagnostics.isEmpty());
}

void TestInstructions::aTriggerThatWillFailIsAWarning()
{
    const Document document = parseDockerfile(u"FROM a\nONBUILD COPY --x b"_s);
    QCOMPARE(document.diagnostics.size(), 2);
    QCOMPARE(document.diagnostics.last().severity, Diagnostic::Severity::Warning);
    QCOMPARE(document.diagnostics.last().message, u"builds from this image will fail: unknown flag: --x"_s);
    QCOMPARE(document.firstError(), nullptr);
}

STRATA_TEST(TestInstructions)
#include "tst_instructions.moc"
