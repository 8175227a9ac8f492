// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/newercheck.h"
#include "running.h"
#include "support/scriptedserver.h"

#include <QPointer>
#include <QTimer>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

QString digest(QChar letter)
{
    return u"sha256:"_s + QString(64, letter);
}

NewerCheck::Target target(const QString &reference, QChar letter)
{
    return {.reference = reference, .repoDigests = {QString(reference.section(u':', 0, -2) + u'@' + digest(letter))}};
}

void nobody(const QString &, QObject *context, const std::function<void(const FoundCredential &)> &answer)
{
    QTimer::singleShot(0, context, [answer] { answer(std::nullopt); });
}

} // namespace

/// Whether registries have newer images, as an engine tells that asks them.
class TestNewerCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsEach();
    void nothingIsNewer();
    void everyQuestionFails();
    void accountsGoWithTheirNames();
    void cancelledWhileItAsks();

private:
    void registryHas(const QString &reference, QChar letter) const
    {
        m_server->onJson("GET", u"/distribution/"_s + reference + u"/json"_s,
                         "{\"Descriptor\":{\"mediaType\":\"m\",\"digest\":\"" + digest(letter).toLatin1()
                             + "\",\"size\":1},\"Platforms\":[]}");
    }

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<Engine> m_engine;
};

void TestNewerCheck::init()
{
    m_engine.reset();
    m_server = std::make_unique<ScriptedServer>();
    m_engine = std::make_unique<Engine>(m_server->endpoint());
}

void TestNewerCheck::tellsEach()
{
    registryHas(u"shop/web:1"_s, u'b');
    registryHas(u"shop/web:2"_s, u'c');
    registryHas(u"shop/own:1"_s, u'd');
    QList<NewerCheck::Target> targets{target(u"shop/web:1"_s, u'a'), target(u"shop/web:2"_s, u'c')};
    targets.append({.reference = u"shop/own:1"_s, .repoDigests = {}});
    targets.append(target(u"shop/gone:1"_s, u'a')); // the registry has it no more
    NewerCheck check(*m_engine, targets, nobody);
    STRATA_SUCCEEDS(check);
    QHash<QString, std::optional<bool>> told;
    for (const NewerCheck::Finding &finding : check.findings()) {
        told.insert(finding.reference, finding.isNewer);
        QCOMPARE(finding.error.has_value(), finding.reference == u"shop/gone:1");
    }
    QCOMPARE(told.size(), 4);
    QCOMPARE(told[u"shop/web:1"_s], std::optional(true));
    QCOMPARE(told[u"shop/web:2"_s], std::optional(false));
    QCOMPARE(told[u"shop/own:1"_s], std::nullopt);
    QVERIFY2(check.outcome().summary.startsWith(u"Newer: shop/web:1;"_s), qPrintable(check.outcome().summary));
    QCOMPARE(check.log().size(), 4);
    QCOMPARE(check.progress().done, 4);
}

void TestNewerCheck::nothingIsNewer()
{
    registryHas(u"shop/web:1"_s, u'a');
    NewerCheck check(*m_engine, {target(u"shop/web:1"_s, u'a')}, nobody);
    STRATA_SUCCEEDS(check);
    QCOMPARE(check.outcome().summary, u"No newer images"_s);
    QCOMPARE(check.commandLine().toString(), u"docker manifest inspect --verbose shop/web:1"_s);
}

void TestNewerCheck::everyQuestionFails()
{
    NewerCheck check(*m_engine, {target(u"shop/web:1"_s, u'a'), target(u"shop/web:2"_s, u'a')}, nobody);
    STRATA_FAILS(check, Error::Kind::NotFound);
}

void TestNewerCheck::accountsGoWithTheirNames()
{
    registryHas(u"r:5000/a:1"_s, u'a');
    registryHas(u"shop/web:1"_s, u'a');
    QStringList asked;
    NewerCheck check(*m_engine, {target(u"r:5000/a:1"_s, u'a'), target(u"shop/web:1"_s, u'a')},
                     [&asked](const QString &registry, QObject *context, const auto &answer) {
                         asked.append(registry);
                         QByteArray secret = "pw";
                         const Credential account{
                             .server = registry, .user = registry.first(1), .secret = Secret::take(secret)};
                         QTimer::singleShot(0, context, [account, answer] { answer(account); });
                     });
    STRATA_SUCCEEDS(check);
    QCOMPARE(asked, (QStringList{u"r:5000"_s, registryKey(u"docker.io"_s)}));
    for (const ScriptedRequest &request : m_server->requests()) {
        if (!request.path.contains(u"/distribution/"_s))
            continue;
        const QByteArray sent = QByteArray::fromBase64(request.header("X-Registry-Auth"),
                                                       QByteArray::Base64UrlEncoding);
        QCOMPARE(sent.contains("\"r\""), request.path.contains(u"r:5000"_s));
    }
}

void TestNewerCheck::cancelledWhileItAsks()
{
    m_server->on("GET", u"/distribution/*"_s, [](const ScriptedRequest &, const ScriptedReply &) {});
    QList<NewerCheck::Target> targets;
    for (int i = 0; i < 20; ++i)
        targets.append(target(u"shop/web:%1"_s.arg(i), u'a'));
    NewerCheck check(*m_engine, targets, nobody);
    check.start();
    const auto asked = [this] {
        return std::ranges::count_if(m_server->requests(), [](const ScriptedRequest &request) {
            return request.path.startsWith(u"/distribution/"_s);
        });
    };
    QTRY_COMPARE(asked(), 4); // at a time
    check.cancel();
    QCOMPARE(check.outcome().kind, Outcome::Kind::Cancelled);
    QTRY_VERIFY(m_server->openConnections() <= 1); // the pool's
    QCOMPARE(asked(), 4);
}

QTEST_GUILESS_MAIN(TestNewerCheck)
#include "tst_newercheck.moc"
