// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imagereference.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

class TestImageReference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understands_data();
    void understands();
    void refuses_data();
    void refuses();
    void namesTheSameThing();
    void addsTheDefaultTagOnlyWhereNeeded();
    void newer();
};

void TestImageReference::understands_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("domain");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QString>("familiar");
    const QString hub = u"docker.io"_s;
    QTest::newRow("official") << u"ubuntu"_s << hub << u"library/ubuntu"_s << QString() << u"ubuntu"_s;
    QTest::newRow("tag") << u"ubuntu:24.04"_s << hub << u"library/ubuntu"_s << u"24.04"_s << u"ubuntu:24.04"_s;
    QTest::newRow("user") << u"shop/api:1.4"_s << hub << u"shop/api"_s << u"1.4"_s << u"shop/api:1.4"_s;
    QTest::newRow("old hub name") << u"index.docker.io/ubuntu"_s << hub << u"library/ubuntu"_s << QString()
                                  << u"ubuntu"_s;
    QTest::newRow("Podman's full name") << u"docker.io/library/alpine:latest"_s << hub << u"library/alpine"_s
                                        << u"latest"_s << u"alpine:latest"_s;
    QTest::newRow("port") << u"localhost:5000/a/b"_s << u"localhost:5000"_s << u"a/b"_s << QString()
                          << u"localhost:5000/a/b"_s;
    QTest::newRow("localhost") << u"localhost/a"_s << u"localhost"_s << u"a"_s << QString() << u"localhost/a"_s;
    QTest::newRow("host by dot") << u"ghcr.io/o/r:t"_s << u"ghcr.io"_s << u"o/r"_s << u"t"_s << u"ghcr.io/o/r:t"_s;
    QTest::newRow("host by upper case") << u"HOST/a"_s << u"HOST"_s << u"a"_s << QString() << u"HOST/a"_s;
    QTest::newRow("IPv6") << u"[::1]:5000/a:1"_s << u"[::1]:5000"_s << u"a"_s << u"1"_s << u"[::1]:5000/a:1"_s;
    QTest::newRow("separators") << u"a__b/c--d.e"_s << hub << u"a__b/c--d.e"_s << QString() << u"a__b/c--d.e"_s;
    QTest::newRow("not a port") << u"a:80"_s << hub << u"library/a"_s << u"80"_s << u"a:80"_s;
}

void TestImageReference::understands()
{
    QFETCH(QString, text);
    const auto reference = ImageReference::parse(text);
    QVERIFY2(reference.has_value(), reference ? "" : qPrintable(reference.error().message));
    QTEST(reference->domain(), "domain");
    QTEST(reference->path(), "path");
    QTEST(reference->tag(), "tag");
    QTEST(reference->familiar(), "familiar");
}

void TestImageReference::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("upper case") << u"Ubuntu"_s;
    QTest::newRow("upper case path") << u"shop/API"_s;
    QTest::newRow("empty tag") << u"a:"_s;
    QTest::newRow("tag with a slash before") << u":tag"_s;
    QTest::newRow("tag begins with a dot") << u"a:.b"_s;
    QTest::newRow("long tag") << u"a:"_s + QString(129, u'x');
    QTest::newRow("blank") << u"a b"_s;
    QTest::newRow("three underscores") << u"a___b"_s;
    QTest::newRow("ends with a separator") << u"a-"_s;
    QTest::newRow("double slash") << u"a//b"_s;
    QTest::newRow("short digest") << u"a@sha256:abc"_s;
    QTest::newRow("an ID") << QString(64, u'a');
    QTest::newRow("long name") << QString(300, u'a');
    QTest::newRow("host ends with a hyphen") << u"host-.io/a"_s;
    QTest::newRow("only a host") << u"localhost:5000/"_s;
}

void TestImageReference::refuses()
{
    QFETCH(QString, text);
    const auto reference = ImageReference::parse(text);
    QVERIFY(!reference);
    QCOMPARE(reference.error().kind, Error::Kind::InvalidInput);
    QVERIFY(!reference.error().message.isEmpty());
}

void TestImageReference::namesTheSameThing()
{
    QCOMPARE(ImageReference::parse(u"ubuntu:1"), ImageReference::parse(u"docker.io/library/ubuntu:1"));
    QVERIFY(*ImageReference::parse(u"ubuntu:1") != *ImageReference::parse(u"localhost/ubuntu:1"));
}

void TestImageReference::addsTheDefaultTagOnlyWhereNeeded()
{
    const QString digest = u"sha256:"_s + QString(64, u'0');
    QCOMPARE(ImageReference::parse(u"a")->withDefaultTag().familiar(), u"a:latest"_s);
    QCOMPARE(ImageReference::parse(u"a:1")->withDefaultTag().familiar(), u"a:1"_s);
    const QString byDigest = u"a@"_s + digest;
    QCOMPARE(ImageReference::parse(byDigest)->withDefaultTag().familiar(), byDigest);
    const QString both = u"a:1@"_s + digest;
    QCOMPARE(ImageReference::parse(both)->familiar(), both);
}

void TestImageReference::newer()
{
    const QString a = u"sha256:"_s + QString(64, u'a');
    const QString b = u"sha256:"_s + QString(64, u'b');
    const ImageReference ubuntu = *ImageReference::parse(u"ubuntu:24.04");
    QCOMPARE(isNewer(a, ubuntu, {u"ubuntu@"_s + a}), std::optional(false));
    QCOMPARE(isNewer(a, ubuntu, {u"docker.io/library/ubuntu@"_s + b}), std::optional(true));
    QCOMPARE(isNewer(a, ubuntu, {u"ubuntu@"_s + b, u"ubuntu@"_s + a}), std::optional(false));
    QCOMPARE(isNewer(a, ubuntu, {u"debian@"_s + a, u"localhost/ubuntu@"_s + a, u"A B"_s}), std::nullopt);
    QCOMPARE(isNewer(a, ubuntu, {}), std::nullopt);
}

STRATA_TEST(TestImageReference)
#include "tst_imagereference.moc"
