// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credential.h"
#include "support/testprogram.h"

#include <QFile>

using namespace strata;
using namespace Qt::StringLiterals;

class TestCredential : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keys_data();
    void keys();
    void accountsFit();
    void takingEmptiesTheBuffer();
    void copiesShareTheBytes();
    void equality();
    void isLeftOutOfCoreDumps();
};

void TestCredential::keys_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("key");
    const QString hub = u"https://index.docker.io/v1/"_s;
    for (const QString &name : {u"docker.io"_s, u"Docker.IO"_s, u"index.docker.io"_s, u"https://index.docker.io/v1/"_s,
                                u"registry-1.docker.io"_s, u"https://registry-1.docker.io/v2/"_s, u" docker.io "_s})
        QTest::addRow("%s", qPrintable(name)) << name << hub;
    QTest::addRow("port") << u"localhost:5000"_s << u"localhost:5000"_s;
    QTest::addRow("scheme and path") << u"http://Quay.io/v1/"_s << u"quay.io"_s;
    QTest::addRow("nothing") << u" "_s << u""_s;
    QTest::addRow("only a scheme") << u"https://"_s << u""_s;
}

void TestCredential::keys()
{
    QFETCH(QString, server);
    QTEST(registryKey(server), "key");
    QCOMPARE(registryKey(registryKey(server)), registryKey(server));
}

void TestCredential::accountsFit()
{
    const auto fits = [](const QString &server, const QString &domain) {
        return accountFits({.server = server, .user = u"ann"_s, .secret = {}}, domain);
    };
    QVERIFY(fits(u"r:5000"_s, u"R:5000"_s));
    QVERIFY(!fits(u"r:5000"_s, u"r:5001"_s));
    QVERIFY(!fits(u"r:5000"_s, u"docker.io"_s));
    QVERIFY(fits(u"https://index.docker.io/v1/"_s, u"docker.io"_s));
}

void TestCredential::takingEmptiesTheBuffer()
{
    QByteArray bytes("top secret");
    bytes.detach();
    QString text = u"비밀"_s;
    text.detach();
    const Secret fromBytes = Secret::take(bytes);
    const Secret fromText = Secret::take(text);
    QCOMPARE(fromBytes.view(), "top secret");
    QCOMPARE(fromText.view(), QByteArrayView("비밀"));
    QVERIFY(bytes.isEmpty());
    QVERIFY(text.isEmpty());
    QVERIFY(Secret().isEmpty());
    QByteArray none;
    QVERIFY(Secret::take(none).isEmpty());
}

void TestCredential::copiesShareTheBytes()
{
    QByteArray bytes("abc");
    std::optional<Secret> first = Secret::take(bytes);
    const Secret second = *first;
    QCOMPARE(second.view().data(), first->view().data());
    first.reset();
    QCOMPARE(second.view(), "abc");
}

void TestCredential::equality()
{
    const auto secret = [](QByteArray bytes) { return Secret::take(bytes); };
    QVERIFY(secret("abc") == secret("abc"));
    QVERIFY(Secret() == secret(""));
    for (const char *other : {"abd", "ab", "abcd", ""})
        QVERIFY2(secret("abc") != secret(other), other);
}

/// The kernel says so in smaps: "dd".
void TestCredential::isLeftOutOfCoreDumps()
{
    QByteArray bytes("abc");
    const Secret secret = Secret::take(bytes);
    QFile smaps(u"/proc/self/smaps"_s);
    QVERIFY(smaps.open(QIODevice::ReadOnly));
    const QByteArray start = QByteArray::number(quintptr(secret.view().data()), 16);
    bool isMine = false;
    for (const QByteArray &line : smaps.readAll().split('\n')) {
        if (!line.split(' ').first().endsWith(':')) // a mapping begins
            isMine = line.startsWith(QByteArray(start + '-'));
        if (isMine && line.startsWith("VmFlags:")) {
            QVERIFY2(line.contains(" dd"), line.constData());
            return;
        }
    }
    QFAIL("the secret's pages were not found");
}

STRATA_TEST(TestCredential)
#include "tst_credential.moc"
