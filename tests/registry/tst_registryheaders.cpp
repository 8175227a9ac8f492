// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/headers.h"
#include "registry/registryaddress.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

AuthChallenge challenge(const QString &scheme, const QMap<QString, QString> &parameters = {})
{
    return {.scheme = scheme, .parameters = parameters};
}

} // namespace

/// WWW-Authenticate, Link, and where registries are.
class TestRegistryHeaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void challenges_data();
    void challenges();
    void cutChallenges();
    void links_data();
    void links();
    void addresses_data();
    void addresses();
    void origins();
};

void TestRegistryHeaders::challenges_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QList<AuthChallenge>>("expected");
    const AuthChallenge hub = challenge(u"bearer"_s,
                                        {{u"realm"_s, u"https://auth.docker.io/token"_s},
                                         {u"service"_s, u"registry.docker.io"_s},
                                         {u"scope"_s, u"repository:library/x:pull,push"_s}});
    QTest::newRow("Docker Hub") << QByteArray(
        "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\",scope=\"repository:library/x:"
        "pull,push\"") << QList{hub};
    QTest::newRow("spaces") << QByteArray(
        " ,Bearer  realm = \"https://auth.docker.io/token\" , service=registry.docker.io ,, SCOPE=\"repository:"
        "library/x:pull,push\" ,")
                            << QList{hub};
    QTest::newRow("basic") << QByteArray("Basic realm=\"Registry Realm\"")
                           << QList{challenge(u"basic"_s, {{u"realm"_s, u"Registry Realm"_s}})};
    QTest::newRow("two") << QByteArray("Basic realm=\"a, Bearer realm=b\", Bearer realm=\"https://c\",error=x")
                         << QList{challenge(u"basic"_s, {{u"realm"_s, u"a, Bearer realm=b"_s}}),
                                  challenge(u"bearer"_s, {{u"realm"_s, u"https://c"_s}, {u"error"_s, u"x"_s}})};
    QTest::newRow("token68") << QByteArray("Negotiate a1/b2+c==, NTLM, Basic realm=r")
                             << QList{challenge(u"negotiate"_s), challenge(u"ntlm"_s),
                                      challenge(u"basic"_s, {{u"realm"_s, u"r"_s}})};
    QTest::newRow("escapes") << QByteArray(R"(Basic realm="a\"b\\c")")
                             << QList{challenge(u"basic"_s, {{u"realm"_s, u"a\"b\\c"_s}})};
    QTest::newRow("empty value") << QByteArray("Basic realm=\"\"")
                                 << QList{challenge(u"basic"_s, {{u"realm"_s, u""_s}})};
    QTest::newRow("quotes that do not end")
        << QByteArray("Basic charset=u, realm=\"abc") << QList{challenge(u"basic"_s, {{u"charset"_s, u"u"_s}})};
    QTest::newRow("nothing") << QByteArray() << QList<AuthChallenge>();
    QTest::newRow("commas") << QByteArray(" , ,") << QList<AuthChallenge>();
    QTest::newRow("a value without a scheme") << QByteArray("=x") << QList<AuthChallenge>();
}

void TestRegistryHeaders::challenges()
{
    QFETCH(QByteArray, header);
    QTEST(parseChallenges(header), "expected");
}

/// What a cut header still says is what the whole one says.
void TestRegistryHeaders::cutChallenges()
{
    const QByteArray header = R"(Bearer realm="https://a/t",service="s,\"t",scope="x" , Basic realm="r")";
    const QList<AuthChallenge> whole = parseChallenges(header);
    for (qsizetype size = 0; size < header.size(); ++size) {
        const QList<AuthChallenge> cut = parseChallenges(QByteArrayView(header).first(size));
        QVERIFY(cut.size() <= 2);
        if (cut.isEmpty() || cut.first().scheme != u"bearer")
            continue;
        for (const auto &[name, value] : cut.first().parameters.asKeyValueRange())
            QVERIFY2(value.isEmpty() || whole.first().parameters.value(name) == value, qPrintable(name + value));
    }
}

void TestRegistryHeaders::links_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("next");
    QTest::newRow("relative") << QByteArray("</v2/a/tags/list?n=2&last=b>; rel=\"next\"")
                              << u"/v2/a/tags/list?n=2&last=b"_s;
    QTest::newRow("absolute") << QByteArray("<https://r/v2/a?last=b>;rel=next") << u"https://r/v2/a?last=b"_s;
    QTest::newRow("the second") << QByteArray("<a,b>; rel=prev, <c>; title=\"x, y\" ; REL=\"last NEXT\"") << u"c"_s;
    QTest::newRow("no next") << QByteArray("<a>; rel=prev") << QString();
    QTest::newRow("no relation") << QByteArray("<a>") << QString();
    QTest::newRow("not closed") << QByteArray("<a; rel=next") << QString();
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("no link") << QByteArray("a; rel=next") << QString();
}

void TestRegistryHeaders::links()
{
    QFETCH(QByteArray, header);
    QFETCH(QString, next);
    QCOMPARE(parseNextLink(header), QUrl(next));
    for (qsizetype size = 0; size < header.size(); ++size) // a cut one names nothing else
        QVERIFY(parseNextLink(QByteArrayView(header).first(size)).isEmpty()
                || parseNextLink(QByteArrayView(header).first(size)) == QUrl(next));
}

void TestRegistryHeaders::addresses_data()
{
    QTest::addColumn<QString>("domain");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("mayBePlain");
    QTest::newRow("Docker Hub") << u"docker.io"_s << u"https://registry-1.docker.io"_s << false;
    QTest::newRow("other") << u"quay.io"_s << u"https://quay.io"_s << false;
    QTest::newRow("port") << u"r.example:5000"_s << u"https://r.example:5000"_s << false;
    QTest::newRow("localhost") << u"localhost:5000"_s << u"https://localhost:5000"_s << true;
    QTest::newRow("127/8") << u"127.8.9.1"_s << u"https://127.8.9.1"_s << true;
    QTest::newRow("IPv6") << u"[::1]:5000"_s << u"https://[::1]:5000"_s << true;
    QTest::newRow("IPv6, other") << u"[fe80::1]:5000"_s << u"https://[fe80::1]:5000"_s << false;
    QTest::newRow("looks local") << u"127.0.0.1.example.org"_s << u"https://127.0.0.1.example.org"_s << false;
    QTest::newRow("looks local, too") << u"localhost.example.org"_s << u"https://localhost.example.org"_s << false;
    QTest::newRow("private") << u"10.0.0.1"_s << u"https://10.0.0.1"_s << false;
}

void TestRegistryHeaders::addresses()
{
    QFETCH(QString, domain);
    const RegistryAddress address = RegistryAddress::of(domain);
    QTEST(address.url.toString(), "url");
    QTEST(address.mayBePlain, "mayBePlain");
    if (domain != u"docker.io")
        QCOMPARE(hostAndPort(address.url), domain);
}

void TestRegistryHeaders::origins()
{
    const QUrl registry(u"https://r.example/v2/a"_s);
    QVERIFY(isSameOrigin(registry, QUrl(u"https://r.example:443/b?c"_s)));
    QVERIFY(!isSameOrigin(registry, QUrl(u"https://r.example:8443/v2/a"_s)));
    QVERIFY(!isSameOrigin(registry, QUrl(u"http://r.example/v2/a"_s)));
    QVERIFY(!isSameOrigin(registry, QUrl(u"http://r.example:443/v2/a"_s)));
    QVERIFY(!isSameOrigin(registry, QUrl(u"https://cdn.r.example/v2/a"_s)));
}

STRATA_TEST(TestRegistryHeaders)
#include "tst_registryheaders.moc"
