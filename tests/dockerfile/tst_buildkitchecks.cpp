// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/check.h"
#include "dockerfile/checks/checkrule.h"
#include "dockerfile/parser.h"
#include "support/testprogram.h"

#include <algorithm>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

bool isOfBuildKit(const Finding &finding)
{
    const CheckRule *rule = checkRule(finding.rule);
    return !rule || rule->origin == CheckRule::Origin::BuildKit;
}

/// "line Rule: message" for what BuildKit says; the line from 1, as BuildKit tells it.
QStringList saidByBuildKit(const QString &text, const CheckContext &context = {})
{
    QStringList lines;
    for (const Finding &finding : checkDockerfile(parseDockerfile(text), context)) {
        if (isOfBuildKit(finding))
            lines.append(QString::number(finding.line + 1) + u' ' + finding.rule + u": "_s + finding.message);
    }
    lines.sort();
    return lines;
}

QString undefined(int line, const QString &name)
{
    return u"%1 UndefinedVar: Usage of undefined variable '$%2'"_s.arg(line).arg(name);
}

CheckContext withKnownImages()
{
    CheckContext context;
    context.baseImage = [](const QString &image, const QString &platform) -> std::optional<BaseImage> {
        if (image == u"app:1")
            return BaseImage{.environment = {u"APP_HOME=/srv"_s, u"PATH=/bin"_s},
                             .platform = platform,
                             .workingDirectory = u"/srv"_s,
                             .user = u"app"_s,
                             .shell = {u"/bin/bash"_s, u"-c"_s},
                             .triggers = {u"ENV A=$APP_HOM"_s, u"CMD [\"a\"]"_s}};
        if (image == u"arm:1")
            return BaseImage{.platform = u"linux/aarch64"_s};
        return std::nullopt;
    };
    return context;
}

} // namespace

/// The facts of moby/buildkit's frontend/dockerfile/dockerfile_check_test.go, and of the sources that raise the rules.
class TestBuildKitChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data();
    void says();
    void marks_data();
    void marks();
    void knowsIgnoredFiles();
    void ignoredFilesWithExceptions();
    void knowsBaseImages();
    void takesBuildArguments();
    void anUnknownBaseMayDefineVariables();
    void platformsAreCompared();
    void optionsInsteadOfThoseOfTheFile();
    void errorsAreErrors();
    void wrongOptionsAreAnError();
    void goesOnBehindErrors();
    void refusesWhatBuildKitRefuses_data();
    void refusesWhatBuildKitRefuses();
    void refusesGlobalArguments();
};

void TestBuildKitChecks::says_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("said");
    const auto row = [](const char *name, const QString &text, const QStringList &said = {}) {
        QTest::newRow(name) << text << said;
    };

    const QString fromAs = u"2 FromAsCasing: 'as' and 'FROM' keywords' casing do not match"_s;
    const QString copyCase =
        u"3 ConsistentInstructionCasing: Command 'copy' should match the case of the command majority "
        "(uppercase)"_s;
    const QString twoCases = u"FROM scratch as base\ncopy Dockerfile .\n"_s;
    row("nothing skipped", u"#\n"_s + twoCases, {fromAs, copyCase});
    row("all skipped", u"#check=skip=all\n"_s + twoCases);
    row("all skipped, errors", u"#check=skip=all;error=true\n"_s + twoCases);
    row("both skipped", u"#check=skip=ConsistentInstructionCasing,FromAsCasing\n"_s + twoCases);
    row("one skipped", u"#check=skip=ConsistentInstructionCasing\n"_s + twoCases, {fromAs});
    row("one skipped, errors", u"# CHECK = skip=ConsistentInstructionCasing;error=true\n"_s + twoCases, {fromAs});
    row("skipped too late", u"\n#check=skip=ConsistentInstructionCasing\n"_s + twoCases,
        {u"3 FromAsCasing: 'as' and 'FROM' keywords' casing do not match"_s,
         u"4 ConsistentInstructionCasing: Command 'copy' should match the case of the command majority (uppercase)"_s});

    row("stage names", u"#\nFROM scratch AS BadStageName\nFROM scratch as base2\nFROM scratch AS base3\n"_s,
        {u"2 StageNameCasing: Stage name 'BadStageName' should be lowercase"_s,
         u"3 FromAsCasing: 'as' and 'FROM' keywords' casing do not match"_s});
    row("AS of from", u"from scratch AS base\nfrom scratch as base2\n"_s,
        {u"1 FromAsCasing: 'AS' and 'from' keywords' casing do not match"_s});
    row("a From is no reason", u"From scratch as base\nFROM scratch AS base2\n"_s,
        {u"1 ConsistentInstructionCasing: Command 'From' should match the case of the command majority (uppercase)"_s});
    row("frOM among from", u"frOM scratch as base\nfrom scratch as base2\n"_s,
        {u"1 ConsistentInstructionCasing: Command 'frOM' should match the case of the command majority (lowercase)"_s});
    row("COPY among copy", u"from scratch\nCOPY Dockerfile /foo\ncopy Dockerfile /bar\n"_s,
        {u"2 ConsistentInstructionCasing: Command 'COPY' should match the case of the command majority (lowercase)"_s});
    row("from among others", u"from scratch\nCOPY a /foo\nCOPY a /bar\n"_s,
        {u"1 ConsistentInstructionCasing: Command 'from' should match the case of the command majority (uppercase)"_s});
    row("a tie is for capitals", u"from scratch\nCOPY a /foo\n"_s,
        {u"1 ConsistentInstructionCasing: Command 'from' should match the case of the command majority (uppercase)"_s});
    row("all lower", u"from scratch\ncopy a /foo\ncopy a /bar\n"_s);
    row("ARGs in front do not count", u"arg a\narg b\nFROM scratch\n"_s);
    row("heredocs have no casing", u"FROM alpine\nRUN <<'EOT'\nenv\nEOT\n"_s);
    row("casing does not listen to an instruction",
        u"FROM scratch\n# check=skip=ConsistentInstructionCasing\ncopy a /b\nCOPY a /c\n"_s,
        {u"3 ConsistentInstructionCasing: Command 'copy' should match the case of the command majority (uppercase)"_s});

    row("empty line", u"FROM scratch\nCOPY Dockerfile \\\n\n.\nCOPY Dockerfile \\\n.\n"_s,
        {u"4 NoEmptyContinuation: Empty continuation line"_s});
    row("duplicate", u"FROM scratch AS b\nFROM scratch AS b\n"_s,
        {u"2 DuplicateStageName: Duplicate stage name \"b\", stage names should be unique"_s});
    row("reserved", u"FROM scratch AS scratch\nFROM scratch AS context\n"_s,
        {u"1 ReservedStageName: Stage name should not use the same name as reserved stage \"scratch\""_s,
         u"2 ReservedStageName: Stage name should not use the same name as reserved stage \"context\""_s});
    row("not reserved", u"FROM scratch\nFROM scratch AS a\n"_s);

    const QString json = u" to prevent unintended behavior related to OS signals"_s;
    row("shell forms", u"FROM scratch\nCMD mycommand\nENTRYPOINT mycommand\n"_s,
        {u"2 JSONArgsRecommended: JSON arguments recommended for CMD"_s + json,
         u"3 JSONArgsRecommended: JSON arguments recommended for ENTRYPOINT"_s + json});
    row("a keyword as it was typed", u"from scratch\ncmd a\n"_s,
        {u"2 JSONArgsRecommended: JSON arguments recommended for cmd"_s + json});
    row("a shell was chosen", u"FROM scratch\nSHELL [\"/bin/x\"]\nCMD a\nENTRYPOINT b\n"_s);
    row("a shell was chosen below", u"FROM scratch AS base\nSHELL [\"/bin/x\"]\nFROM base\nCMD a\n"_s);
    row("skipped by comment", u"FROM scratch\n# check=skip=JSONArgsRecommended\nCMD a\n"_s);
    row("skipped by comment, not directly above",
        u"FROM scratch\n# check=skip=JSONArgsRecommended\n\n# why\nCMD a\n"_s);
    row("an empty comment ends comments", u"FROM scratch\n# check=skip=JSONArgsRecommended\n#\nCMD a\n"_s,
        {u"4 JSONArgsRecommended: JSON arguments recommended for CMD"_s + json});

    row("maintainer", u"FROM scratch\nMAINTAINER me@example.org\n"_s,
        {u"2 MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label"_s});
    row("maintainer skipped", u"FROM scratch\n# check=skip=MaintainerDeprecated\nMAINTAINER me\n"_s);

    row("declared base", u"ARG base=scratch\nFROM $base\n"_s);
    row("predefined platform", u"FROM --platform=$BUILDPLATFORM scratch\n"_s);
    row("declared without value", u"ARG DEBUG\nFROM scratch${DEBUG}\n"_s);
    row("default in the word", u"ARG DEBUG\nFROM scra${DEBUG:-tch}\n"_s);
    row("misspelled in --platform", u"# check=skip=all\nFROM --platform=$BULIDPLATFORM scratch\n"_s);
    row("misspelled", u"ARG MY_ARCH=amd64\nFROM --platform=linux/${MYARCH:-amd64} busybox\n"_s,
        {u"2 UndefinedArgInFrom: FROM argument 'MYARCH' is not declared (did you mean MY_ARCH?)"_s});
    row("not declared", u"ARG tag=latest\nFROM busybox:${tag}${version} AS b\n"_s,
        {u"2 UndefinedArgInFrom: FROM argument 'version' is not declared"_s});

    const QString relative = u" can have unexpected results if the base image changes"_s;
    row("relative workdir", u"FROM scratch\nWORKDIR app/\n"_s,
        {u"2 WorkdirRelativePath: Relative workdir \"app/\""_s + relative});
    row("relative to another", u"FROM scratch AS a\nWORKDIR /app\nFROM a AS b\nWORKDIR subdir/\n"_s);
    row("only the first counts", u"FROM scratch\nWORKDIR a\nWORKDIR b\n"_s,
        {u"2 WorkdirRelativePath: Relative workdir \"a\""_s + relative});
    row("relative by variable", u"FROM scratch\nARG d=x\nWORKDIR $d\n"_s,
        {u"3 WorkdirRelativePath: Relative workdir \"x\""_s + relative});
    row("absolute on Windows", u"FROM --platform=windows/amd64 nano AS windows\nWORKDIR C:\\\\app\nWORKDIR /b\n"_s);
    row("workdir skipped", u"FROM scratch\n# check=skip=WorkdirRelativePath\nWORKDIR app/\n"_s);

    row("declared argument", u"FROM scratch\nARG foo\nCOPY Dockerfile${foo} .\n"_s);
    row("argument of the base", u"FROM scratch AS base\nARG foo=Dockerfile\nFROM base\nCOPY $foo .\n"_s);
    row("PATH is there", u"FROM scratch\nENV A=$PATH\n"_s);
    row("RUN is for the shell", u"FROM scratch\nRUN echo $foo\nCMD [\"$foo\"]\nHEALTHCHECK CMD $foo\n"_s);
    row("used before", u"FROM scratch\nCOPY $foo .\nARG foo=bar\n"_s, {undefined(2, u"foo"_s)});
    row("global arguments have to be repeated", u"ARG foo=1\nFROM scratch\nENV A=$foo\n"_s, {undefined(3, u"foo"_s)});
    row("global arguments repeated", u"ARG foo=1\nFROM scratch\nARG foo\nENV A=$foo\n"_s);
    row("another stage", u"FROM scratch AS a\nARG foo=1\nFROM scratch\nENV A=$foo\n"_s, {undefined(4, u"foo"_s)});
    row("with default", u"FROM scratch\nENV A=${foo:-x}\n"_s, {undefined(2, u"foo"_s)});
    row("similar", u"FROM scratch\nARG DIR_ASSETS=assets/\nCOPY $DIR_ASSET .\n"_s,
        {undefined(3, u"DIR_ASSET"_s) + u" (did you mean $DIR_ASSETS?)"_s});
    row("similar to PATH", u"FROM scratch\nENV PATH=$PAHT:/tmp/bin\n"_s,
        {undefined(2, u"PAHT"_s) + u" (did you mean $PATH?)"_s});
    row("once for each word", u"FROM scratch\nCOPY $a$a $a/\n"_s, {undefined(2, u"a"_s), undefined(2, u"a"_s)});
    row("the environment before the line", u"FROM scratch\nENV a=1 b=$a\n"_s, {undefined(2, u"a"_s)});
    row("expanded instructions", u"FROM scratch\nLABEL $a=$b\nUSER $c\nWORKDIR /$d\nVOLUME $e\nSTOPSIGNAL $f\n"_s,
        {undefined(2, u"a"_s), undefined(2, u"b"_s), undefined(3, u"c"_s), undefined(4, u"d"_s), undefined(5, u"e"_s),
         undefined(6, u"f"_s)});
    row("EXPOSE says nothing", u"FROM scratch\nEXPOSE $a\n"_s);
    row("flags", u"FROM scratch\nCOPY --chown=$a --chmod=$b x /y\n"_s, {undefined(2, u"a"_s), undefined(2, u"b"_s)});
    row("mounts", u"FROM scratch\nRUN --mount=type=cache,target=/$a x\n"_s, {undefined(2, u"a"_s)});
    row("heredocs", u"FROM scratch\nCOPY <<a <<'b' /x/\n\"$c\"\na\n$d\nb\n"_s, {undefined(2, u"c"_s)});
    row("defaults of ARG", u"FROM scratch\nARG a=$b c=$a\n"_s, {undefined(2, u"b"_s)});
    row("known without declaration", u"FROM scratch\nENV A=$BUILDKIT_SBOM_SCAN_STAGE B=$HTTP_PROXY\n"_s,
        {undefined(2, u"HTTP_PROXY"_s)});
    row("triggers run in the next stage", u"FROM scratch AS a\nARG x=1\nONBUILD ENV B=$x C=$unknown\nFROM a\n"_s,
        {undefined(4, u"unknown"_s)});
    row("triggers of a stage that nobody needs", u"FROM scratch AS a\nONBUILD ENV B=$y\nFROM a\nFROM scratch\n"_s);
    row("all stages are looked at", u"FROM scratch AS first\nCOPY $foo .\nFROM scratch AS second\nCOPY $bar .\n"_s,
        {undefined(2, u"foo"_s), undefined(4, u"bar"_s)});

    const auto multiple = [](int line, const QString &name) {
        return u"%1 MultipleInstructionsDisallowed: Multiple %2 instructions should not be used in the same stage "
               u"because "
               "only the last one will be used"_s.arg(line)
                   .arg(name);
    };
    row("several of one kind",
        u"FROM scratch\nENTRYPOINT [\"/a\"]\nCMD [\"/a\"]\nHEALTHCHECK CMD [\"/a\"]\nCOPY <<E /a\nE\n"
        "ENTRYPOINT [\"/b\"]\nCMD [\"/b\"]\nHEALTHCHECK NONE\n"_s,
        {multiple(2, u"ENTRYPOINT"_s), multiple(3, u"CMD"_s), multiple(4, u"HEALTHCHECK"_s)});
    row("one in each stage", u"FROM scratch AS a\nCMD [\"/a\"]\nFROM a\nCMD [\"/b\"]\n"_s);
    row("the comment of the later one counts",
        u"FROM scratch\nCMD [\"/a\"]\n# check=skip=MultipleInstructionsDisallowed\nCMD [\"/b\"]\n"_s);

    row("legacy form", u"FROM scratch\nENV testkey value\nLABEL key value\n"_s,
        {u"2 LegacyKeyValueFormat: \"ENV key=value\" should be used instead of legacy \"ENV key value\" format"_s,
         u"3 LegacyKeyValueFormat: \"LABEL key=value\" should be used instead of legacy \"LABEL key value\" format"_s});
    row("legacy form skipped", u"FROM scratch\n# check=skip=LegacyKeyValueFormat\nENV testkey value\n"_s);

    row("redundant platform", u"FROM --platform=${TARGETPLATFORM} scratch\n"_s,
        {u"1 RedundantTargetPlatform: Setting platform to predefined ${TARGETPLATFORM} in FROM is redundant as this is "
         "the default behavior"_s});
    row("redundant platform skipped",
        u"\n# check=skip=RedundantTargetPlatform\nFROM --platform=$TARGETPLATFORM scratch\n"_s);
    row("constant platform", u"FROM --platform=linux/amd64 scratch\n"_s,
        {u"1 FromPlatformFlagConstDisallowed: FROM --platform flag should not use constant value \"linux/amd64\""_s});
    row("constant platform in the name", u"FROM --platform=linux/x86_64 scratch AS my_amd64_stage\n"_s);
    row("constant system in the name", u"FROM --platform=linux/amd64 scratch AS linux\n"_s);

    const auto secret = [](int line, const QString &kind, const QString &name) {
        return u"%1 SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (%2 \"%3\")"_s
            .arg(line)
            .arg(kind, name);
    };
    row("secrets",
        u"FROM scratch\nARG SECRET_PASSPHRASE\nENV SUPER_Secret=foo password=bar\nENV git_key=\nENV PUBLIC_KEY= "
        "secret_File=x\nARG AUTH_MODULE_VERSION mytoken keys\n"_s,
        {secret(2, u"ARG"_s, u"SECRET_PASSPHRASE"_s), secret(3, u"ENV"_s, u"SUPER_Secret"_s),
         secret(3, u"ENV"_s, u"password"_s), secret(4, u"ENV"_s, u"git_key"_s)});
    row("secrets in front of FROM", u"ARG PASSWORD\nFROM scratch\n"_s);
    row("secrets skipped",
        u"FROM scratch\n# check=skip=SecretsUsedInArgOrEnv // allowed\nENV password=bar\n# check=skip=all // here\nARG token\n"_s);

    row("no default", u"ARG VERSION\nFROM busybox:$VERSION\n"_s,
        {u"2 InvalidDefaultArgInFrom: Default value for ARG busybox:$VERSION results in empty or invalid base image name"_s});
    row("broken default", u"ARG SFX=\"box:\"\nFROM busy${SFX}\n"_s,
        {u"2 InvalidDefaultArgInFrom: Default value for ARG busy${SFX} results in empty or invalid base image name"_s});
    row("default that is empty", u"ARG VARIANT\nFROM busybox:stable${VARIANT}\n"_s);
    row("capitals are no image", u"FROM Busybox\n"_s,
        {u"1 InvalidDefaultArgInFrom: Default value for ARG Busybox results in empty or invalid base image name"_s});
    row("digest of another length", u"FROM busybox@sha256:0123456789abcdef0123456789abcdef\n"_s,
        {u"1 InvalidDefaultArgInFrom: Default value for ARG busybox@sha256:0123456789abcdef0123456789abcdef results in "
         "empty or invalid base image name"_s});

    const auto description = [](int line, const QString &kind, const QString &name) {
        return u"%1 InvalidDefinitionDescription: Comment for %2 should follow the format: `# %3 <description>`"_s
            .arg(line)
            .arg(kind, name);
    };
    row("descriptions",
        u"# check=experimental=InvalidDefinitionDescription\n# bar this is the bar\nARG foo=bar\n"
        "# BasE this is the BasE image\nFROM scratch AS base\n# definitely bad\nARG version=latest\n"
        "# definitely bad\nARG foo=baz bar=qux\n"_s,
        {description(3, u"ARG"_s, u"foo"_s), description(5, u"FROM"_s, u"base"_s),
         description(7, u"ARG"_s, u"version"_s), description(9, u"ARG"_s, u"<arg_key>"_s)});
    row("good descriptions",
        u"# check=skip=all;experimental=all\n# foo is the foo\nARG foo=bar\n\n# base is it\nFROM scratch AS base\n"
        "# baz is the baz\nARG foo=1 baz=2\n#\nARG bit=bat\n# any\nCOPY a /b\n"_s);
    row("descriptions are experimental", u"#\n# no name\nARG a\nFROM scratch\n"_s);

    row("protocols", u"FROM scratch\nEXPOSE 80/TcP 8080/TCP 8080/udp\n"_s,
        {u"2 ExposeProtoCasing: Defined protocol '80/TcP' in EXPOSE instruction should be lowercase"_s,
         u"2 ExposeProtoCasing: Defined protocol '8080/TCP' in EXPOSE instruction should be lowercase"_s});
    const QString address = u"2 ExposeInvalidFormat: EXPOSE instruction should not define an IP address or host-port "
                            "mapping, found '%1'"_s;
    row("addresses", u"FROM scratch\nEXPOSE 127.0.0.1:80:80 [::1]:8080:8080 5000:5000 8000\n"_s,
        {address.arg(u"127.0.0.1:80:80"_s), address.arg(u"5000:5000"_s), address.arg(u"[::1]:8080:8080"_s)});
    row("ports of a variable", u"FROM scratch\nARG p=\"1:1 2\"\nEXPOSE $p\n"_s,
        {u"3 ExposeInvalidFormat: EXPOSE instruction should not define an IP address or host-port mapping, found '1:1'"_s});
}

void TestBuildKitChecks::says()
{
    QFETCH(QString, text);
    QTEST(saidByBuildKit(text), "said");
}

void TestBuildKitChecks::marks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("marked");
    const auto row = [](const char *name, const QString &text, const QString &marked) {
        QTest::newRow(name) << text << marked;
    };
    row("variable", u"FROM scratch\nCOPY \\\n  a${foo:-b}c /d\n"_s, u"${foo:-b}"_s);
    row("variable in a flag", u"FROM scratch\nCOPY --chown=1:$foo a /d\n"_s, u"$foo"_s);
    row("variable in a mount", u"FROM scratch\nRUN --mount=type=bind,target=$foo a\n"_s, u"$foo"_s);
    row("variable in a heredoc", u"FROM scratch\nCOPY <<E /d\nx\n$foo\nE\n"_s, u"$foo"_s);
    row("variable in JSON", u"FROM scratch\nCOPY [\"$foo\", \"/d\"]\n"_s, u"\"$foo\""_s);
    row("secret", u"FROM scratch\nENV a=b token=c\n"_s, u"token"_s);
    row("argument of FROM", u"FROM debian:${v}\n"_s, u"debian:${v}"_s);
    row("stage name", u"FROM scratch AS Base\n"_s, u"Base"_s);
    row("AS", u"FROM scratch as base\n"_s, u"as"_s);
    row("port", u"FROM scratch\nEXPOSE 1 2:3 4\n"_s, u"2:3"_s);
    row("platform", u"FROM --platform=linux/amd64 scratch\n"_s, u"--platform=linux/amd64"_s);
    row("former command", u"FROM scratch\nCMD [\"a\"]\nCMD [\"b\"]\n"_s, u"CMD"_s);
    row("empty line", u"FROM scratch\nENV a=1 \\\n  \n  b=2\n"_s, u"  "_s);
}

void TestBuildKitChecks::marks()
{
    QFETCH(QString, text);
    const Document document = parseDockerfile(text);
    const QList<Finding> findings = checkDockerfile(document);
    const auto first = std::ranges::find_if(findings, &isOfBuildKit);
    QVERIFY(first != findings.end());
    QTEST(document.textOf(first->range).toString(), "marked");
}

void TestBuildKitChecks::knowsIgnoredFiles()
{
    CheckContext context;
    QStringList asked;
    context.ignoredBy = [&](const QString &path) {
        asked.append(path);
        return path == u"Dockerfile" || path == u"." ? std::optional(u"*"_s) : std::nullopt;
    };
    const QString text =
        u"FROM scratch AS a\nCOPY ./x/../Dockerfile b /c/\nADD Dockerfile /windy\n"
        "COPY --from=a Dockerfile /x\nADD https://example.org/a.git#b /y\nCOPY <<Dockerfile /z\nDockerfile\n"
        "COPY . /\n"_s;
    const QString message =
        u"%1 CopyIgnoredFile: Attempting to %2 file \"Dockerfile\" that is excluded by .dockerignore"_s;
    const QStringList expected{message.arg(2).arg(u"Copy"_s), message.arg(3).arg(u"Add"_s)};
    QStringList said = saidByBuildKit(text, context);
    said.removeIf([](const QString &line) { return !line.contains(u"CopyIgnoredFile"); });
    QCOMPARE(said, expected);
    QCOMPARE(asked, QStringList({u"Dockerfile"_s, u"b"_s, u"Dockerfile"_s}));
    context.ignoreTakesAll = true;
    QVERIFY(saidByBuildKit(text, context)
                .contains(u"8 CopyIgnoredFile: Attempting to Copy file \".\" that is excluded by .dockerignore"_s));
}

void TestBuildKitChecks::ignoredFilesWithExceptions()
{
    CheckContext context;
    context.ignoredBy = [](const QString &) { return std::optional(u"**"_s); };
    context.ignoreHasExceptions = true;
    QCOMPARE(saidByBuildKit(u"FROM scratch\nCOPY a /b\n"_s, context), QStringList());
}

void TestBuildKitChecks::knowsBaseImages()
{
    const QString text = u"FROM app:1\nENV A=$APP_HOME B=$APP_HONE\nENTRYPOINT a\nCMD [\"b\"]\n"_s;
    QCOMPARE(saidByBuildKit(text, withKnownImages()),
             QStringList({u"1 MultipleInstructionsDisallowed: Multiple CMD instructions should not be used in the same "
                          "stage because only the last one will be used"_s,
                          undefined(1, u"APP_HOM"_s) + u" (did you mean $APP_HOME?)"_s,
                          undefined(2, u"APP_HONE"_s) + u" (did you mean $APP_HOME?)"_s}));
    const QList<Finding> findings = checkDockerfile(parseDockerfile(u"FROM app:1\nWORKDIR sub\n"_s), withKnownImages());
    const auto relative = std::ranges::find(findings, u"WorkdirRelativePath"_s, &Finding::rule);
    QVERIFY(relative != findings.end() && relative->fix);
    QCOMPARE(relative->fix->edits.first().text, u"/srv/sub"_s);
}

void TestBuildKitChecks::takesBuildArguments()
{
    CheckContext context;
    context.buildArguments.set(u"VERSION"_s, u"Latest"_s);
    context.buildArguments.set(u"x"_s, u"/y"_s);
    QCOMPARE(saidByBuildKit(u"ARG VERSION=1\nFROM busybox:$VERSION\nARG x\nWORKDIR $x\n"_s, context), QStringList());
    QCOMPARE(saidByBuildKit(u"ARG VERSION\nFROM busybox:$VERSION\n"_s, context).size(), 1);
}

void TestBuildKitChecks::anUnknownBaseMayDefineVariables()
{
    const QList<Finding> findings = checkDockerfile(parseDockerfile(u"FROM python:3.12\nENV A=$PYTHON_VERSION\n"_s));
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().severity, Finding::Severity::Info);
    QVERIFY(findings.first().message.endsWith(u"unless the base image sets it"));
}

void TestBuildKitChecks::platformsAreCompared()
{
    CheckContext context = withKnownImages();
    const QString text = u"FROM arm:1\n"_s;
    QCOMPARE(saidByBuildKit(text, context),
             QStringList({u"1 InvalidBaseImagePlatform: Base image arm:1 was pulled with platform \"linux/arm64\", "
                          "expected \"linux/amd64\" for current build"_s}));
    context.targetPlatform = u"linux/arm64/v8"_s;
    QCOMPARE(saidByBuildKit(text, context), QStringList());
    QCOMPARE(saidByBuildKit(u"FROM --platform=$BUILDPLATFORM arm:1\n"_s, context).size(), 1);
}

void TestBuildKitChecks::optionsInsteadOfThoseOfTheFile()
{
    CheckContext context;
    context.options = CheckOptions{.skip = {u"MaintainerDeprecated"_s}, .experimental = {}};
    const QString text = u"# check=skip=all;error=true\nFROM scratch as a\nMAINTAINER x\n"_s;
    const QList<Finding> findings = checkDockerfile(parseDockerfile(text), context);
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().rule, u"FromAsCasing"_s);
    QCOMPARE(findings.first().severity, Finding::Severity::Warning);
}

void TestBuildKitChecks::errorsAreErrors()
{
    const QString text = u"# check=error=true\nFROM debian as a\n# hadolint ignore=DL4000\nMAINTAINER x\n"_s;
    QStringList errors;
    for (const Finding &finding : checkDockerfile(parseDockerfile(text))) {
        if (finding.severity == Finding::Severity::Error)
            errors.append(finding.rule);
    }
    QCOMPARE(errors, QStringList({u"FromAsCasing"_s, u"MaintainerDeprecated"_s}));
}

void TestBuildKitChecks::wrongOptionsAreAnError()
{
    const QList<Finding> findings = checkDockerfile(parseDockerfile(u"# syntax=x\n# check=what=1\nFROM scratch\n"_s));
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().severity, Finding::Severity::Error);
    QCOMPARE(findings.first().line, 1);
}

void TestBuildKitChecks::goesOnBehindErrors()
{
    QCOMPARE(saidByBuildKit(u"FROM scratch AS BadStageName\nMAINTAINER me\nBADCMD\nCMD a\n"_s).size(), 4);
    QCOMPARE(saidByBuildKit(u"FROM a b\nENV x\nCMD a\nCMD [\"b\"]\n"_s).size(), 4);
    QCOMPARE(saidByBuildKit(u"FROM\nFROM scratch\nFROM\n"_s).size(), 2);
}

void TestBuildKitChecks::refusesWhatBuildKitRefuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QString &text, const QString &said) {
        QTest::newRow(name) << u"FROM scratch AS a\n"_s + text << said;
    };
    row("substitution", u"ENV A=${b"_s, u"BadSubstitution ${b"_s);
    row("must be set", u"ENV A=${b:?needed}"_s, u"BadSubstitution ${b:?needed}"_s);
    row("port", u"EXPOSE 80 65536"_s, u"InvalidPort 65536"_s);
    row("no port", u"EXPOSE /tcp"_s, u"InvalidPort /tcp"_s);
    row("protocol", u"EXPOSE 80/http"_s, u"InvalidPort 80/http"_s);
    row("range", u"EXPOSE 90-80"_s, u"InvalidPort 90-80"_s);
    row("itself", u"COPY --from=a x /y"_s, u"InvalidCopyFrom --from=a"_s);
    row("itself by number", u"COPY --from=0 x /y"_s, u"InvalidCopyFrom --from=0"_s);
    row("number of none", u"COPY --from=3 x /y"_s, u"InvalidCopyFrom --from=3"_s);
    row("later", u"COPY --from=B x /y\nFROM scratch AS b"_s, u"InvalidCopyFrom --from=B"_s);
    row("variable", u"COPY --from=$x x /y"_s, u"InvalidCopyFrom --from=$x"_s);
    row("mount from itself", u"RUN --mount=from=A,target=/x y"_s, u"InvalidCopyFrom --mount=from=A,target=/x"_s);
    row("URL", u"COPY http://example.org/a /y"_s, u"CopyOfUrl http://example.org/a"_s);
    row("repository", u"COPY git@example.org:a/b.git /y"_s, u"CopyOfUrl git@example.org:a/b.git"_s);
    row("platform", u"FROM --platform=x/y/z/1 debian:12"_s, u"InvalidPlatform x/y/z/1"_s);
    row("platform that is not set", u"ARG x\nFROM --platform=$x debian:12"_s, u"InvalidPlatform $x"_s);
    row("no base", u"FROM $none"_s, u"EmptyBaseName $none"_s);
    row("mount", u"ARG k=x\nRUN --mount=type=$k,target=/x y"_s, u"InvalidMount --mount=type=$k,target=/x"_s);
}

void TestBuildKitChecks::refusesGlobalArguments()
{
    const Document document = parseDockerfile(u"ARG a=${b\nFROM scratch\n"_s);
    const QList<Finding> findings = checkDockerfile(document);
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().rule, u"BadSubstitution"_s);
    QCOMPARE(document.textOf(findings.first().range), u"${b");
}

void TestBuildKitChecks::refusesWhatBuildKitRefuses()
{
    QFETCH(QString, text);
    const Document document = parseDockerfile(text + u'\n');
    QStringList errors;
    for (const Finding &finding : checkDockerfile(document)) {
        if (finding.severity == Finding::Severity::Error)
            errors.append(finding.rule + u' ' + document.textOf(finding.range));
    }
    QTEST(errors.join(u'\n'), "said");
}

STRATA_TEST(TestBuildKitChecks)
#include "tst_buildkitchecks.moc"
