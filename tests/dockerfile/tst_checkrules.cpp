// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/ast.h"
#include "dockerfile/checks/check.h"
#include "dockerfile/checks/checkrule.h"
#include "dockerfile/parser.h"
#include "support/testprogram.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

/// What the examples of two rules need to be known.
CheckContext exampleContext()
{
    CheckContext context;
    context.baseImage = [](const QString &image, const QString &) -> std::optional<BaseImage> {
        if (image.startsWith(u"arm64v8/"))
            return BaseImage{.platform = u"linux/arm64/v8"_s};
        return std::nullopt;
    };
    context.ignoredBy = [](const QString &path) {
        return path == u"secret.txt" ? std::optional(u"secret.*"_s) : std::nullopt;
    };
    return context;
}

QList<Finding> checkedExample(const QString &text)
{
    return checkDockerfile(parseDockerfile(text), exampleContext());
}

QString listedFindings(const QList<Finding> &findings)
{
    QStringList lines;
    for (const Finding &finding : findings)
        lines.append(finding.rule + u": "_s + finding.message);
    return lines.join(u'\n');
}

/// Those whose bad example can be mended, and into what, where that is not the good example.
QHash<QString, QString> otherFixedExamples()
{
    return {
        {u"InvalidDefinitionDescription"_s,
         u"# check=experimental=InvalidDefinitionDescription\n\n# the newest one\n#\nARG VERSION=12\n"
         "FROM debian:${VERSION}\n"_s},
        {u"CopyOfUrl"_s,
         u"# check=skip=RemoteFileUnverified\nFROM debian:12\nADD https://example.org/data.json /srv/\n"_s},
        {u"NoEmptyContinuation"_s, u"FROM debian:12\nEXPOSE \\\n80\n"_s},
        {u"AptListsKept"_s,
         u"FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl=7.88.1-10"
         " && rm -rf /var/lib/apt/lists/*\n"_s},
        {u"AptRecommends"_s,
         u"FROM debian:12\nRUN apt-get update \\\n    && apt-get install --no-install-recommends -y curl=7.88.1-10 \\\n"
         "    && rm -rf /var/lib/apt/lists/*\n"_s},
        {u"PipeWithoutPipefail"_s,
         u"FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\n"
         "RUN set -o pipefail && zcat /srv/data.gz | sort > /srv/data\n"_s},
    };
}

} // namespace

class TestCheckRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allAreThere();
    void eachIsComplete_data();
    void eachIsComplete();
    void badExampleHasIt_data() { eachIsComplete_data(); }
    void badExampleHasIt();
    void goodExampleHasNothing_data() { eachIsComplete_data(); }
    void goodExampleHasNothing();
    void fixMends_data() { eachIsComplete_data(); }
    void fixMends();
    void theFileSkipsIt_data() { eachIsComplete_data(); }
    void theFileSkipsIt();
    void thoseWithFix();
    void editsAreInOrder();
};

void TestCheckRules::allAreThere()
{
    QStringList names;
    for (const CheckRule &rule : buildKitRules())
        names.append(rule.name);
    names.sort();
    QCOMPARE(names,
             QStringList({u"ConsistentInstructionCasing"_s,
                          u"CopyIgnoredFile"_s,
                          u"DuplicateStageName"_s,
                          u"ExposeInvalidFormat"_s,
                          u"ExposeProtoCasing"_s,
                          u"FromAsCasing"_s,
                          u"FromPlatformFlagConstDisallowed"_s,
                          u"InvalidBaseImagePlatform"_s,
                          u"InvalidDefaultArgInFrom"_s,
                          u"InvalidDefinitionDescription"_s,
                          u"JSONArgsRecommended"_s,
                          u"LegacyKeyValueFormat"_s,
                          u"MaintainerDeprecated"_s,
                          u"MultipleInstructionsDisallowed"_s,
                          u"NoEmptyContinuation"_s,
                          u"RedundantTargetPlatform"_s,
                          u"ReservedStageName"_s,
                          u"SecretsUsedInArgOrEnv"_s,
                          u"StageNameCasing"_s,
                          u"UndefinedArgInFrom"_s,
                          u"UndefinedVar"_s,
                          u"WorkdirRelativePath"_s}));
    QSet<QString> all;
    for (const CheckRule *rule : checkRules())
        all.insert(rule->name);
    QCOMPARE(all.size(), qsizetype(checkRules().size()));
    QVERIFY(all.size() >= 40);
    QVERIFY(!checkRule(u"ParseError") && checkRule(u"UndefinedVar"));
}

void TestCheckRules::eachIsComplete_data()
{
    QTest::addColumn<QString>("name");
    for (const CheckRule *rule : checkRules())
        QTest::newRow(rule->name.data()) << QString(rule->name);
}

void TestCheckRules::eachIsComplete()
{
    QFETCH(QString, name);
    const CheckRule &rule = *checkRule(name);
    static const QRegularExpression camelCase(u"^(?:[A-Z][a-zA-Z]+)+$"_s);
    QVERIFY(camelCase.match(name).hasMatch());
    for (const char *text : {rule.summary, rule.why}) {
        const QString sentence = QString::fromUtf8(text);
        QVERIFY(sentence.size() > 20 && sentence.endsWith(u'.') && !sentence.contains(u'\n'));
    }
    const bool isBuildKits = rule.origin == CheckRule::Origin::BuildKit;
    QCOMPARE(rule.url.startsWith("https://docs.docker.com/reference/build-checks/"_L1), isBuildKits);
    static const QRegularExpression codes(u"^(?:DL[0-9]{4}(?: |$))*$"_s);
    QVERIFY(codes.match(rule.hadolint).hasMatch());
    QCOMPARE(rule.isExperimental, name == u"InvalidDefinitionDescription");
}

void TestCheckRules::badExampleHasIt()
{
    QFETCH(QString, name);
    const CheckRule &rule = *checkRule(name);
    const QList<Finding> findings = checkedExample(QString::fromUtf8(rule.bad));
    QVERIFY2(findings.size() == 1, qPrintable(listedFindings(findings)));
    QCOMPARE(findings.first().rule, name);
    QCOMPARE(findings.first().severity, rule.severity);
    QVERIFY(!findings.first().message.isEmpty());
    QVERIFY(!findings.first().message.contains(u"%1"));
}

void TestCheckRules::goodExampleHasNothing()
{
    QFETCH(QString, name);
    const QList<Finding> findings = checkedExample(QString::fromUtf8(checkRule(name)->good));
    QVERIFY2(findings.isEmpty(), qPrintable(listedFindings(findings)));
}

void TestCheckRules::fixMends()
{
    QFETCH(QString, name);
    const CheckRule &rule = *checkRule(name);
    const QString bad = QString::fromUtf8(rule.bad);
    const QList<Finding> findings = checkedExample(bad);
    QVERIFY(!findings.isEmpty());
    if (!findings.first().fix)
        return;
    QVERIFY(!findings.first().fix->title.isEmpty());
    const QString fixed = applyFix(bad, *findings.first().fix);
    QCOMPARE(fixed, otherFixedExamples().value(name, QString::fromUtf8(rule.good)));
    const Document document = parseDockerfile(fixed);
    QVERIFY(!document.firstError());
    const QList<Finding> left = checkedExample(fixed);
    QVERIFY2(left.isEmpty(), qPrintable(listedFindings(left)));
}

void TestCheckRules::theFileSkipsIt()
{
    QFETCH(QString, name);
    QString bad = QString::fromUtf8(checkRule(name)->bad);
    if (bad.startsWith(u"# check=skip="))
        bad.insert(QStringView(u"# check=skip=").size(), QString(name + u','));
    else if (bad.startsWith(u"# check="))
        bad.remove(0, bad.indexOf(u'\n')); // what only this example asks for
    else
        bad.prepend(u"# check=skip="_s + name + u'\n');
    const QList<Finding> findings = checkedExample(bad);
    QVERIFY2(findings.isEmpty(), qPrintable(listedFindings(findings)));
}

void TestCheckRules::thoseWithFix()
{
    QStringList names;
    for (const CheckRule *rule : checkRules()) {
        const QList<Finding> findings = checkedExample(QString::fromUtf8(rule->bad));
        if (!findings.isEmpty() && findings.first().fix)
            names.append(rule->name);
    }
    names.sort();
    QCOMPARE(names,
             QStringList({u"AddInsteadOfCopy"_s,
                          u"ApkCacheKept"_s,
                          u"AptInsteadOfAptGet"_s,
                          u"AptListsKept"_s,
                          u"AptRecommends"_s,
                          u"ConsecutiveRuns"_s,
                          u"ConsistentInstructionCasing"_s,
                          u"CopyFromUnknownStage"_s,
                          u"CopyNeedsDirectory"_s,
                          u"CopyOfUrl"_s,
                          u"CurlWithoutFail"_s,
                          u"DebianFrontendKept"_s,
                          u"EnvUsedInSameInstruction"_s,
                          u"ExposeInvalidFormat"_s,
                          u"ExposeProtoCasing"_s,
                          u"FromAsCasing"_s,
                          u"GemDocsKept"_s,
                          u"InvalidDefinitionDescription"_s,
                          u"JSONArgsRecommended"_s,
                          u"LargeUserId"_s,
                          u"LegacyKeyValueFormat"_s,
                          u"MaintainerDeprecated"_s,
                          u"MissingFinalNewline"_s,
                          u"MissingYes"_s,
                          u"ModeInOwnLayer"_s,
                          u"MultipleInstructionsDisallowed"_s,
                          u"NoEmptyContinuation"_s,
                          u"NodeCacheKept"_s,
                          u"PipCacheKept"_s,
                          u"PipeWithoutPipefail"_s,
                          u"RedundantTargetPlatform"_s,
                          u"RpmCacheKept"_s,
                          u"StageNameCasing"_s,
                          u"SudoUsed"_s,
                          u"UndefinedArgInFrom"_s,
                          u"UndefinedVar"_s,
                          u"WgetProgress"_s,
                          u"WorkdirRelativePath"_s}));
}

void TestCheckRules::editsAreInOrder()
{
    for (const CheckRule *rule : checkRules()) {
        const QString bad = QString::fromUtf8(rule->bad);
        for (const Finding &finding : checkedExample(bad)) {
            qsizetype at = 0;
            for (const TextEdit &edit : finding.fix.value_or(QuickFix()).edits) {
                QVERIFY(edit.range.begin >= at && edit.range.end >= edit.range.begin && edit.range.end <= bad.size());
                at = edit.range.end;
            }
        }
    }
}

STRATA_TEST(TestCheckRules)
#include "tst_checkrules.moc"
