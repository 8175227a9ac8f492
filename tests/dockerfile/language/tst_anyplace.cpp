// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/completion.h"
#include "dockerfile/language/description.h"
#include "dockerfile/language/navigation.h"
#include "dockerfile/language/structure.h"
#include "dockerfile/parser.h"
#include "support/testprogram.h"

#include <algorithm>
#include <random>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

/// Pieces of Dockerfiles put together anyhow, always the same for a seed.
class AnyText
{
public:
    explicit AnyText(unsigned seed) : m_random(seed) {}

    QString text()
    {
        static const QStringList pieces{u"FROM "_s,
                                        u"a AS b\n"_s,
                                        u"b\n"_s,
                                        u"\nRUN "_s,
                                        u"\nCOPY "_s,
                                        u"--from="_s,
                                        u"--mount="_s,
                                        u"type="_s,
                                        u"cache,"_s,
                                        u"target=/"_s,
                                        u"$"_s,
                                        u"${"_s,
                                        u"A"_s,
                                        u"}"_s,
                                        u":-"_s,
                                        u"\nENV "_s,
                                        u"\nARG "_s,
                                        u"="_s,
                                        u"1"_s,
                                        u" "_s,
                                        u"\\\n"_s,
                                        u"\n"_s,
                                        u"# "_s,
                                        u"check=skip="_s,
                                        u"<<E"_s,
                                        u"\nE\n"_s,
                                        u"\""_s,
                                        u"'"_s,
                                        u"["_s,
                                        u"]"_s,
                                        u","_s,
                                        u"\nONBUILD "_s,
                                        u"\nHEALTHCHECK "_s,
                                        u"CMD "_s,
                                        u"\r\n"_s,
                                        u"\t"_s,
                                        u"한\U0001F600"_s,
                                        u"\nEXPOSE 80/"_s,
                                        u"\nUSER "_s,
                                        u"\nFROM "_s,
                                        u"\ufeff"_s,
                                        u"# escape=`\n"_s,
                                        u"`\n"_s,
                                        u"-"_s,
                                        u"sh -c '"_s};
        QString text;
        for (qsizetype count = number(40); count > 0; --count)
            text += pieces[number(pieces.size() - 1)];
        return text;
    }

    qsizetype number(qsizetype most) { return std::uniform_int_distribution<qsizetype>(0, most)(m_random); }

private:
    std::mt19937 m_random;
};

bool isWithin(TextRange range, const QString &text)
{
    return range.begin >= 0 && range.begin <= range.end && range.end <= text.size();
}

} // namespace

/// Whatever the text is, each question has an answer within it.
class TestAnyPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersWithinTheText();
    void renamingChangesNamesOnly();
};

void TestAnyPlace::answersWithinTheText()
{
    AnyText any(5);
    for (int round = 0; round < 1500; ++round) {
        const QString text = any.text();
        const Document document = parseDockerfile(text);
        const BuildPlan plan = planBuild(document);
        const qsizetype offset = any.number(text.size());
        const Completions completions = completeDockerfile(document, plan, offset);
        QVERIFY(completions.from >= 0 && completions.from <= offset);
        QVERIFY(isWithin(describeAt(document, plan, offset).range, text));
        for (const Occurrence &each : occurrencesAt(document, offset))
            QVERIFY(isWithin(each.range, text));
        for (const FoldRegion &region : foldRegions(document))
            QVERIFY(region.firstLine < region.lastLine && region.lastLine < document.lines.size());
        for (const OutlineEntry &entry : outline(document))
            QVERIFY(isWithin(entry.range, text));
    }
}

void TestAnyPlace::renamingChangesNamesOnly()
{
    AnyText any(7);
    int renamed = 0;
    for (int round = 0; round < 3000; ++round) {
        const QString text = any.text();
        const Document document = parseDockerfile(text);
        const qsizetype offset = any.number(text.size());
        const auto edits = renameAt(document, offset, u"fresh"_s);
        if (!edits)
            continue;
        QVERIFY(std::ranges::is_sorted(*edits, {}, [](const TextEdit &edit) { return edit.range.begin; }));
        const QString before = edits->isEmpty() ? QString() : document.textOf(edits->first().range).toString();
        for (const TextEdit &edit : *edits)
            QCOMPARE(document.textOf(edit.range).compare(before, Qt::CaseInsensitive), 0);
        const QString after = applyFix(text, {.title = {}, .edits = *edits});
        QCOMPARE(parseDockerfile(after).instructions.size(), document.instructions.size());
        renamed += edits->isEmpty() ? 0 : 1;
    }
    QVERIFY(renamed > 20);
}

STRATA_TEST(TestAnyPlace)
#include "tst_anyplace.moc"
