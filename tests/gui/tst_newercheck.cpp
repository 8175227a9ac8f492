// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfers/newercheck.h"
#include "scriptedregistry.h"
#include "support/testprogram.h"

#include <QSignalSpy>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

NewerCheck::Target target(const QString &reference, QChar letter)
{
    return {.reference = *ImageReference::parse(reference),
            .repoDigests = {QString(reference.section(u':', 0, -2) + u'@' + testDigest(letter))}};
}

} // namespace

/// Whether registries have newer images.
class TestNewerCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsEach();
    void nothingIsNewer();
    void everyQuestionFails();
    void fourAtATimeAndCancelled();

private:
    static Outcome performed(NewerCheck &check)
    {
        QSignalSpy finished(&check, &Operation::finished);
        check.start();
        return finished.wait() ? check.outcome() : Outcome::failure({Error::Kind::Timeout, {}, {}});
    }
};

void TestNewerCheck::tellsEach()
{
    ScriptedRegistry registry;
    registry.digests = {{u"shop/web:1"_s, testDigest(u'b')},
                        {u"shop/web:2"_s, testDigest(u'c')},
                        {u"r.example:5000/own:1"_s, testDigest(u'd')}};
    QList<NewerCheck::Target> targets{target(u"shop/web:1"_s, u'a'), target(u"shop/web:2"_s, u'c')};
    targets.append({.reference = *ImageReference::parse(u"r.example:5000/own:1"_s), .repoDigests = {}});
    targets.append(target(u"shop/gone:1"_s, u'a')); // the registry has it no more
    NewerCheck check(registry, targets);
    QCOMPARE(performed(check).kind, Outcome::Kind::Success);
    QHash<QString, std::optional<bool>> told;
    for (const NewerCheck::Finding &finding : check.findings()) {
        told.insert(finding.reference, finding.isNewer);
        QCOMPARE(finding.error.has_value(), finding.reference == u"shop/gone:1");
    }
    QCOMPARE(told.size(), 4);
    QCOMPARE(told[u"shop/web:1"_s], std::optional(true));
    QCOMPARE(told[u"shop/web:2"_s], std::optional(false));
    QCOMPARE(told[u"r.example:5000/own:1"_s], std::nullopt);
    QVERIFY2(check.outcome().summary.startsWith(u"Newer: shop/web:1;"_s), qPrintable(check.outcome().summary));
    QCOMPARE(check.log().size(), 4);
    QCOMPARE(check.progress().done, 4);
}

void TestNewerCheck::nothingIsNewer()
{
    ScriptedRegistry registry;
    registry.digests = {{u"shop/web:1"_s, testDigest(u'a')}};
    NewerCheck check(registry, {target(u"shop/web:1"_s, u'a')});
    QCOMPARE(performed(check).summary, u"No newer images"_s);
    QCOMPARE(check.commandLine().toString(), u"docker manifest inspect --verbose shop/web:1"_s);
    const NewerCheck here(registry, {target(u"localhost:5000/web:1"_s, u'a')});
    QCOMPARE(here.commandLine().toString(), u"docker manifest inspect --verbose --insecure localhost:5000/web:1"_s);
}

void TestNewerCheck::everyQuestionFails()
{
    ScriptedRegistry registry;
    NewerCheck check(registry, {target(u"shop/web:1"_s, u'a'), target(u"shop/web:2"_s, u'a')});
    const Outcome outcome = performed(check);
    QCOMPARE(outcome.kind, Outcome::Kind::Failure);
    QCOMPARE(outcome.error->kind, Error::Kind::NotFound);
}

void TestNewerCheck::fourAtATimeAndCancelled()
{
    ScriptedRegistry registry;
    registry.isSilent = true;
    QList<NewerCheck::Target> targets;
    for (int i = 0; i < 20; ++i)
        targets.append(target(u"shop/web:%1"_s.arg(i), u'a'));
    NewerCheck check(registry, targets);
    check.start();
    QTRY_COMPARE(registry.askedDigests.size(), 4);
    QVERIFY(registry.digestContext);
    check.cancel();
    QCOMPARE(check.outcome().kind, Outcome::Kind::Cancelled);
    QVERIFY(!registry.digestContext);
}

STRATA_TEST(TestNewerCheck)
#include "tst_newercheck.moc"
