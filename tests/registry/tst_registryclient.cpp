// SPDX-License-Identifier: GPL-3.0-or-later
#include "registryasking.h"
#include "scriptedregistry.h"
#include "servedimage.h"
#include "support/testprogram.h"

#include <QLocale>
#include <QTimeZone>
#include <QTimer>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Sizes = RegistryClient::Sizes;

namespace {

void serve(ScriptedRegistry &registry, const QString &path, const QByteArray &content, const QByteArray &type)
{
    registry.on(u"/v2/app/"_s + path,
                [content, type](const RegistryRequest &) { return RegistryReply::manifest(content, type); });
}

void serve(ScriptedRegistry &registry, const ServedImage &image)
{
    serve(registry, u"manifests/"_s + image.digest(), image.manifest, ociManifestType);
    serve(registry, u"blobs/"_s + registrydata::digestOf(image.config), image.config, "application/octet-stream");
}

/// "t0", "t1", … a page at a time, with what the server calls the next page.
void servePages(ScriptedRegistry &registry, int count, int pageSize, const QByteArray &prefix)
{
    registry.on(u"/v2/app/tags/list"_s, [=](const RegistryRequest &request) {
        const int begin = request.query.queryItemValue(u"last"_s).toInt();
        const int end = std::min(begin + pageSize, count);
        QJsonArray tags;
        for (int i = begin; i < end; ++i)
            tags.append(u"t%1"_s.arg(i));
        RegistryReply reply = RegistryReply::json(QJsonDocument(QJsonObject{{u"tags"_s, tags}}).toJson());
        if (end < count)
            reply.headers.emplaceBack("Link",
                                      '<' + prefix + "/v2/app/tags/list?n=" + QByteArray::number(pageSize)
                                          + "&last=" + QByteArray::number(end) + ">; rel=\"next\"");
        return reply;
    });
}

} // namespace

/// What registries have, and all that may go wrong with them.
class TestRegistryClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_registry = std::make_unique<ScriptedRegistry>(); }
    void thousandsOfTags_data();
    void thousandsOfTags();
    void pagesOfOthers_data();
    void pagesOfOthers();
    void tooManyTags();
    void anImage();
    void anIndex();
    void anIndexWithoutSizes();
    void fewAtOnce();
    void aPlatformThatIsNotThere();
    void aLimitInTheMiddle();
    void aConfigurationThatIsNotThere();
    void namesOfManifests_data();
    void namesOfManifests();
    void whatDoesNotFitItsDigest_data();
    void whatDoesNotFitItsDigest();
    void digests();
    void digestsWithoutHead_data();
    void digestsWithoutHead();
    void redirectsShowNoAccount();
    void redirectsAreBounded_data();
    void redirectsAreBounded();
    void loginsOfOthersAreNotMet();
    void statuses_data();
    void statuses();
    void whenToComeBack();
    void garbage_data();
    void garbage();
    void noHttp();
    void cutAndSilent_data();
    void cutAndSilent();
    void nobodyThere_data();
    void nobodyThere();
    void noAddress();
    void goneInTheMiddle();
    void tooLarge();
    void backWithAnotherScheme();
    void neverFromInsideTheCall();
    void withoutItsAsker();
    void withoutTheClient();
    void endedByTheAnswer();

private:
    QString name(const QString &rest = {}) const { return m_registry->name(u"app"_s) + rest; }

    std::unique_ptr<ScriptedRegistry> m_registry;
    RegistryClient m_client;
    RegistryClient m_hasty{{.silence = 400ms}};
};

void TestRegistryClient::thousandsOfTags_data()
{
    QTest::addColumn<bool>("isAbsolute");
    QTest::newRow("relative") << false;
    QTest::newRow("absolute") << true;
}

void TestRegistryClient::thousandsOfTags()
{
    QFETCH(bool, isAbsolute);
    servePages(*m_registry, 5'432, 1'000, isAbsolute ? m_registry->url({}).toEncoded() : QByteArray());
    const auto tags = tagsOf(m_client, name());
    QVERIFY(tags);
    QVERIFY(tags->isComplete);
    QCOMPARE(tags->names.size(), 5'432);
    QCOMPARE(tags->names.first(), u"t0"_s);
    QCOMPARE(tags->names.last(), u"t5431"_s);
    QCOMPARE(m_registry->requests().size(), 6);
    QCOMPARE(m_registry->requests().first().query.queryItemValue(u"n"_s), u"1000"_s);
}

void TestRegistryClient::pagesOfOthers_data()
{
    QTest::addColumn<QByteArray>("link");
    QTest::newRow("another host") << QByteArray("https://registry.invalid/v2/app/tags/list?last=1");
    QTest::newRow("the same host, it says") << QByteArray("//registry.invalid/v2/app/tags/list?last=1");
    QTest::newRow("the same page") << QByteArray("/v2/app/tags/list?n=1000");
    QTest::newRow("no page") << QByteArray("/v2/app/tags/list");
}

void TestRegistryClient::pagesOfOthers()
{
    QFETCH(QByteArray, link);
    m_registry->on(u"/v2/app/tags/list"_s, [&link](const RegistryRequest &) {
        RegistryReply reply = RegistryReply::json(R"({"tags":["1"]})");
        reply.headers.emplaceBack("Link", '<' + link + ">; rel=next");
        return reply;
    });
    QCOMPARE(kindOf(tagsOf(m_client, name())), Error::Kind::MalformedAnswer);
    QCOMPARE(m_registry->requests().size(), 1);
}

void TestRegistryClient::tooManyTags()
{
    servePages(*m_registry, 250'000, 60'000, {});
    const auto tags = tagsOf(m_client, name());
    QVERIFY(tags);
    QVERIFY(!tags->isComplete);
    QCOMPARE(tags->names.size(), 100'000);
    QCOMPARE(m_registry->requests().size(), 2);
}

void TestRegistryClient::anImage()
{
    const ServedImage image(u"arm64"_s, "layer", u"v8"_s);
    serve(*m_registry, u"manifests/1"_s, image.manifest, ociManifestType);
    serve(*m_registry, image);
    const auto manifest = manifestOf(m_client, name(u":1"_s));
    QVERIFY(manifest);
    QVERIFY(!manifest->isIndex);
    QVERIFY(!manifest->omission);
    QCOMPARE(manifest->self.digest, image.digest());
    QCOMPARE(manifest->self.size, image.manifest.size());
    QCOMPARE(manifest->images.size(), 1);
    QCOMPARE(manifest->images.first().platform.toString(), u"linux/arm64/v8"_s);
    QCOMPARE(manifest->images.first().compressedSize, image.compressedSize());
    QCOMPARE(manifest->images.first().manifest.digest, image.digest());
    QCOMPARE(manifest->layers.size(), 1);
    QCOMPARE(manifest->layers.first().digest, registrydata::digestOf("layer"));
    const QByteArray accept = m_registry->requests().first().header("Accept");
    for (const char *type : {"vnd.oci.image.index.v1+json", "vnd.docker.distribution.manifest.list.v2+json",
                             "vnd.oci.image.manifest.v1+json", "vnd.docker.distribution.manifest.v2+json"})
        QVERIFY2(accept.contains(type), type);
}

void TestRegistryClient::anIndex()
{
    const ServedImage amd(u"amd64"_s, QByteArray(100, 'a'));
    const ServedImage arm(u"arm64"_s, QByteArray(200, 'b'), u"v8"_s);
    const QByteArray index = indexOf({amd, arm});
    serve(*m_registry, u"manifests/latest"_s, index, ociIndexType);
    serve(*m_registry, amd);
    serve(*m_registry, arm);
    const auto manifest = manifestOf(m_client, name());
    QVERIFY(manifest);
    QVERIFY(manifest->isIndex);
    QVERIFY(!manifest->omission);
    QCOMPARE(manifest->self.digest, registrydata::digestOf(index));
    QCOMPARE(manifest->images.size(), 2);
    QCOMPARE(manifest->images[0].platform.toString(), u"linux/amd64"_s);
    QCOMPARE(manifest->images[0].compressedSize, amd.compressedSize());
    QCOMPARE(manifest->images[1].platform.toString(), u"linux/arm64/v8"_s);
    QCOMPARE(manifest->images[1].compressedSize, arm.compressedSize());
    QCOMPARE(manifest->images[1].manifest.digest, arm.digest());
    QCOMPARE(m_registry->requests().size(), 3); // no configuration: the index names the platforms
}

void TestRegistryClient::anIndexWithoutSizes()
{
    const ServedImage amd(u"amd64"_s, "a");
    serve(*m_registry, u"manifests/latest"_s, indexOf({amd}), ociIndexType);
    const auto manifest = manifestOf(m_client, name(), {}, Sizes::LeaveOut);
    QVERIFY(manifest);
    QVERIFY(!manifest->omission);
    QCOMPARE(manifest->images.first().compressedSize, -1);
    QCOMPARE(m_registry->requests().size(), 1);
}

void TestRegistryClient::fewAtOnce()
{
    QList<ServedImage> images;
    for (int i = 0; i < 70; ++i) {
        images.append(ServedImage(u"arch%1"_s.arg(i), QByteArray(i, 'x')));
        m_registry->on(u"/v2/app/manifests/"_s + images.last().digest(),
                       [manifest = images.last().manifest, isFirst = i < 4](const RegistryRequest &) {
                           RegistryReply reply = RegistryReply::manifest(manifest, ociManifestType);
                           reply.delay = isFirst ? 1s : 5ms; // so that they are seen together, however slow it is here
                           return reply;
                       });
    }
    serve(*m_registry, u"manifests/latest"_s, indexOf(images), ociIndexType);
    const auto manifest = manifestOf(m_client, name());
    QVERIFY(manifest);
    QCOMPARE(m_registry->mostAtOnce(), 4);
    QCOMPARE(manifest->images.size(), 70);
    for (qsizetype i = 0; i < 70; ++i)
        QCOMPARE(manifest->images[i].compressedSize, i < 64 ? images[i].compressedSize() : -1);
}

void TestRegistryClient::aPlatformThatIsNotThere()
{
    const ServedImage amd(u"amd64"_s, "a");
    const ServedImage gone(u"arm64"_s, "b");
    const ServedImage last(u"riscv64"_s, "c");
    serve(*m_registry, u"manifests/latest"_s, indexOf({amd, gone, last}), ociIndexType);
    serve(*m_registry, amd);
    serve(*m_registry, last);
    const auto manifest = manifestOf(m_client, name());
    QVERIFY(manifest);
    QVERIFY(manifest->omission);
    QCOMPARE(manifest->omission->kind, Error::Kind::NotFound);
    QCOMPARE(manifest->images[0].compressedSize, amd.compressedSize());
    QCOMPARE(manifest->images[1].compressedSize, -1);
    QCOMPARE(manifest->images[2].compressedSize, last.compressedSize());
}

void TestRegistryClient::aLimitInTheMiddle()
{
    QList<ServedImage> images;
    for (int i = 0; i < 20; ++i)
        images.append(ServedImage(u"arch%1"_s.arg(i), QByteArray(i, 'x')));
    m_registry->on(u"/v2/app/manifests/*"_s, [](const RegistryRequest &) {
        return RegistryReply::error(429, "TOOMANYREQUESTS", "You have reached your pull rate limit.");
    });
    serve(*m_registry, u"manifests/latest"_s, indexOf(images), ociIndexType);
    serve(*m_registry, images[0]);
    const auto manifest = manifestOf(m_client, name());
    QVERIFY(manifest); // the platforms are worth having
    QCOMPARE(manifest->images.size(), 20);
    QCOMPARE(manifest->omission->kind, Error::Kind::RateLimited);
    QVERIFY(m_registry->requests().size() <= 6);
}

void TestRegistryClient::aConfigurationThatIsNotThere()
{
    const ServedImage image(u"amd64"_s, "a");
    serve(*m_registry, u"manifests/latest"_s, image.manifest, ociManifestType);
    const auto manifest = manifestOf(m_client, name());
    QVERIFY(manifest);
    QCOMPARE(manifest->omission->kind, Error::Kind::NotFound);
    QCOMPARE(manifest->images.first().platform.toString(), QString());
    QCOMPARE(manifest->images.first().compressedSize, image.compressedSize());
}

void TestRegistryClient::namesOfManifests_data()
{
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("asked");
    const QString digest = ServedImage(u"amd64"_s, "a").digest();
    QTest::newRow("nothing") << QString() << u"latest"_s;
    QTest::newRow("a tag") << u":1.2-x_Y"_s << u"1.2-x_Y"_s;
    QTest::newRow("a digest") << u'@' + digest << digest;
    QTest::newRow("both") << QString(u":1@"_s + digest) << digest;
}

void TestRegistryClient::namesOfManifests()
{
    QFETCH(QString, rest);
    QFETCH(QString, asked);
    const ServedImage image(u"amd64"_s, "a");
    serve(*m_registry, image);
    serve(*m_registry, u"manifests/"_s + asked, image.manifest, ociManifestType);
    QCOMPARE(manifestOf(m_client, name(rest))->self.digest, image.digest());
    QCOMPARE(m_registry->requests().first().path, QString(u"/v2/app/manifests/"_s + asked));
}

void TestRegistryClient::whatDoesNotFitItsDigest_data()
{
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("wanted");
    const QString right = ServedImage(u"amd64"_s, "a").digest();
    const QString wrong = registrydata::digestOf("something else");
    QTest::newRow("than the registry says") << wrong << QString();
    QTest::newRow("than was wanted") << right << wrong;
    QTest::newRow("and the registry says it does") << wrong << wrong;
    QTest::newRow("and the registry says nothing") << QString() << wrong;
}

void TestRegistryClient::whatDoesNotFitItsDigest()
{
    QFETCH(QString, told);
    QFETCH(QString, wanted);
    m_registry->on(u"/v2/app/manifests/*"_s, [&told](const RegistryRequest &) {
        RegistryReply reply{.body = ServedImage(u"amd64"_s, "a").manifest,
                            .headers = {{"Content-Type", ociManifestType}}};
        if (!told.isEmpty())
            reply.headers.emplaceBack("Docker-Content-Digest", told.toLatin1());
        return reply;
    });
    QCOMPARE(kindOf(manifestOf(m_client, name(wanted.isEmpty() ? QString() : u'@' + wanted))),
             Error::Kind::MalformedAnswer);
    const QString unknown = u"@sha384:"_s + QString(96, u'a');
    QCOMPARE(kindOf(manifestOf(m_client, name(unknown))), Error::Kind::NotSupported);
}

void TestRegistryClient::digests()
{
    const ServedImage image(u"amd64"_s, "a");
    serve(*m_registry, u"manifests/1"_s, image.manifest, ociManifestType);
    QCOMPARE(digestOf(m_client, name(u":1"_s)), image.digest());
    QCOMPARE(m_registry->requests().size(), 1);
    QCOMPARE(m_registry->requests().first().method, "HEAD");
    QCOMPARE(kindOf(digestOf(m_client, name(u":2"_s))), Error::Kind::NotFound);
}

void TestRegistryClient::digestsWithoutHead_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("not allowed") << 405 << QByteArray();
    QTest::newRow("not told") << 200 << QByteArray();
    QTest::newRow("no digest") << 200 << QByteArray("sha256:123");
}

void TestRegistryClient::digestsWithoutHead()
{
    QFETCH(int, status);
    QFETCH(QByteArray, told);
    const ServedImage image(u"amd64"_s, "a");
    m_registry->on(u"/v2/app/manifests/1"_s, [&](const RegistryRequest &request) {
        if (request.method == "HEAD")
            return RegistryReply{.status = status, .headers = {{"Docker-Content-Digest", told}}};
        return RegistryReply{.body = image.manifest, .headers = {{"Content-Type", ociManifestType}}};
    });
    QCOMPARE(digestOf(m_client, name(u":1"_s)), image.digest());
}

/// Registries send to a content store for blobs.
void TestRegistryClient::redirectsShowNoAccount()
{
    const ServedImage image(u"amd64"_s, "a");
    const QString blob = u"/v2/app/blobs/"_s + registrydata::digestOf(image.config);
    ScriptedRegistry store;
    store.on(u"/there"_s,
             [this](const RegistryRequest &) { return RegistryReply::redirect(m_registry->url(u"/back"_s), 302); });
    const QByteArray header = "Basic " + QByteArray("ann:pw").toBase64();
    const auto guarded = [header](const RegistryRequest &request, const RegistryReply &reply) {
        return request.authorization() == header ? reply : RegistryReply::challenge("Basic realm=r");
    };
    m_registry->on(u"/v2/app/manifests/1"_s, [&](const RegistryRequest &request) {
        return guarded(request, RegistryReply::manifest(image.manifest, ociManifestType));
    });
    m_registry->on(blob, [&](const RegistryRequest &request) {
        return guarded(request, RegistryReply::redirect(m_registry->url(u"/moved"_s)));
    });
    m_registry->on(u"/moved"_s, [&](const RegistryRequest &request) {
        return guarded(request, RegistryReply::redirect(store.url(u"/there"_s), 303));
    });
    m_registry->on(u"/back"_s, [&](const RegistryRequest &) { return RegistryReply{.body = image.config}; });
    const auto manifest = manifestOf(m_client, name(u":1"_s), accountAt(m_registry->host(), "pw"));
    QVERIFY(manifest);
    QCOMPARE(manifest->images.first().platform.toString(), u"linux/amd64"_s);
    QCOMPARE(m_registry->requests(u"/moved"_s).size(), 1);
    QCOMPARE(m_registry->requests(u"/moved"_s).first().authorization(), header);
    QCOMPARE(store.requests().size(), 1);
    QCOMPARE(store.requests().first().authorization(), "");
    QCOMPARE(m_registry->requests(u"/back"_s).first().authorization(), "");
}

void TestRegistryClient::redirectsAreBounded_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("in a circle") << u"/v2/app/tags/list"_s;
    QTest::newRow("without encryption") << u"http://registry.invalid/"_s;
    QTest::newRow("to a file") << u"file:///etc/passwd"_s;
    QTest::newRow("to nowhere") << u"https://"_s;
}

void TestRegistryClient::redirectsAreBounded()
{
    QFETCH(QString, target);
    m_registry->on(u"/v2/app/tags/list"_s,
                   [&target](const RegistryRequest &) { return RegistryReply::redirect(QUrl(target)); });
    QCOMPARE(kindOf(tagsOf(m_client, name())), Error::Kind::MalformedAnswer);
    QVERIFY(m_registry->requests().size() <= 11);
}

/// A content store that wants a login does not get the registry's account.
void TestRegistryClient::loginsOfOthersAreNotMet()
{
    ScriptedRegistry store;
    store.on(u"/there"_s, [](const RegistryRequest &) { return RegistryReply::challenge("Basic realm=r"); });
    m_registry->on(u"/v2/app/tags/list"_s,
                   [&store](const RegistryRequest &) { return RegistryReply::redirect(store.url(u"/there"_s)); });
    QCOMPARE(kindOf(tagsOf(m_client, name(), accountAt(m_registry->host(), "pw"))), Error::Kind::Unauthorized);
    QCOMPARE(store.requests().size(), 1);
    QCOMPARE(m_registry->requests().size(), 1);
}

void TestRegistryClient::statuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("400") << 400 << Error::Kind::InvalidInput;
    QTest::newRow("403") << 403 << Error::Kind::Unauthorized;
    QTest::newRow("404") << 404 << Error::Kind::NotFound;
    QTest::newRow("405") << 405 << Error::Kind::NotSupported;
    QTest::newRow("429") << 429 << Error::Kind::RateLimited;
    QTest::newRow("500") << 500 << Error::Kind::EngineFailed;
    QTest::newRow("502") << 502 << Error::Kind::HostUnreachable;
    QTest::newRow("503") << 503 << Error::Kind::HostUnreachable;
}

void TestRegistryClient::statuses()
{
    QFETCH(int, status);
    m_registry->on(u"/v2/*"_s, [status](const RegistryRequest &) {
        return RegistryReply::error(status, "CODE", "the registry's words");
    });
    const Error error = tagsOf(m_client, name()).error();
    QTEST(error.kind, "kind");
    QVERIFY2(error.message.contains(u"the registry's words"), qPrintable(error.message));
    QVERIFY2(error.message.contains(name()), qPrintable(error.message));
    QCOMPARE(error.detail, u"HTTP %1"_s.arg(status));
}

void TestRegistryClient::whenToComeBack()
{
    QByteArray when;
    m_registry->on(u"/v2/*"_s, [&when](const RegistryRequest &) {
        return RegistryReply{.status = 429, .headers = {{"Retry-After", when}}};
    });
    const auto message = [&] { return tagsOf(m_client, name()).error().message; };
    const QDateTime date(QDate(2031, 10, 21), QTime(7, 28), QTimeZone::UTC);
    when = "Tue, 21 Oct 2031 07:28:00 GMT";
    QVERIFY2(message().contains(QLocale().toString(date.toLocalTime(), QLocale::ShortFormat)), qPrintable(message()));
    when = "86400";
    const QString tomorrow = QLocale().toString(QDate::currentDate().addDays(1), QLocale::ShortFormat);
    QVERIFY2(message().contains(tomorrow), qPrintable(message()));
    for (const char *nonsense : {"", "soon", "-5", "1e9", "99999999999999"}) {
        when = nonsense;
        QVERIFY2(message().contains(u"for now"), qPrintable(message()));
    }
}

void TestRegistryClient::garbage_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a page") << QByteArray("<html><body>Welcome</body></html>");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a list") << QByteArray("[1,2]");
    QTest::newRow("other types") << QByteArray(R"({"tags":{"a":1},"config":[],"layers":7,"schemaVersion":"2"})");
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("bytes") << QByteArray("\x00\xff\xfe{", 4);
}

void TestRegistryClient::garbage()
{
    QFETCH(QByteArray, body);
    m_registry->on(u"/v2/*"_s, [&body](const RegistryRequest &) { return RegistryReply::json(body); });
    QCOMPARE(kindOf(tagsOf(m_client, name())), Error::Kind::MalformedAnswer);
    QCOMPARE(kindOf(manifestOf(m_client, name())), Error::Kind::MalformedAnswer);
}

void TestRegistryClient::noHttp()
{
    m_registry->talkNonsense("SSH-2.0-OpenSSH_9.2\r\n");
    const Error error = tagsOf(m_client, name()).error();
    QCOMPARE(error.kind, Error::Kind::HostUnreachable);
    QVERIFY2(error.message.contains(m_registry->host()), qPrintable(error.message));
    m_registry->talkNonsense("HTTP/1.1 abc\r\n\r\n");
    QVERIFY(!tagsOf(m_client, name()));
}

void TestRegistryClient::cutAndSilent_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("cut") << int(RegistryReply::End::Cut) << Error::Kind::BrokenStream;
    QTest::newRow("silent") << int(RegistryReply::End::Silence) << Error::Kind::HostUnreachable;
}

void TestRegistryClient::cutAndSilent()
{
    QFETCH(int, end);
    m_registry->on(u"/v2/*"_s, [end](const RegistryRequest &) {
        return RegistryReply{.body = QByteArray(10'000, ' '), .end = static_cast<RegistryReply::End>(end)};
    });
    const Error error = tagsOf(m_hasty, name()).error();
    QTEST(error.kind, "kind");
    QVERIFY2(error.message.contains(m_registry->host()), qPrintable(error.message));
}

void TestRegistryClient::nobodyThere_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("nobody listens") << u"127.0.0.1:9/app"_s;
    QTest::newRow("no such name") << u"registry.invalid/app"_s;
}

void TestRegistryClient::nobodyThere()
{
    QFETCH(QString, name);
    const Error error = tagsOf(m_client, name).error();
    QCOMPARE(error.kind, Error::Kind::HostUnreachable);
    QVERIFY2(error.message.contains(name.section(u'/', 0, 0)), qPrintable(error.message));
}

void TestRegistryClient::noAddress()
{
    const Error error = tagsOf(m_client, u"registry.invalid:99999/app"_s).error();
    QCOMPARE(error.kind, Error::Kind::InvalidInput);
    QVERIFY(error.message.contains(u"registry.invalid:99999"));
}

void TestRegistryClient::goneInTheMiddle()
{
    servePages(*m_registry, 3, 1, {});
    QVERIFY(tagsOf(m_client, name()));
    m_registry->on(u"/v2/app/tags/list"_s, [this](const RegistryRequest &) {
        QTimer::singleShot(0, this, [this] { m_registry->stop(); });
        return RegistryReply{.body = R"({"tags":["1"]})",
                             .headers = {{"Link", "</v2/app/tags/list?last=1>; rel=next"}}};
    });
    QCOMPARE(kindOf(tagsOf(m_client, name())), Error::Kind::HostUnreachable);
}

void TestRegistryClient::tooLarge()
{
    m_registry->on(u"/v2/app/manifests/latest"_s, [](const RegistryRequest &) {
        return RegistryReply::manifest(QByteArray((4 << 20) + 1, ' '), ociManifestType);
    });
    m_registry->on(u"/v2/app/tags/list"_s,
                   [](const RegistryRequest &) { return RegistryReply::json(QByteArray((16 << 20) + 1, ' ')); });
    QCOMPARE(kindOf(manifestOf(m_client, name())), Error::Kind::TooLarge);
    QCOMPARE(kindOf(tagsOf(m_client, name())), Error::Kind::TooLarge);
}

/// After a registry without TLS went away, TLS is tried first again.
void TestRegistryClient::backWithAnotherScheme()
{
    servePages(*m_registry, 1, 1, {});
    QVERIFY(tagsOf(m_client, name()));
    QVERIFY(tagsOf(m_client, name()));
    QCOMPARE(m_registry->tlsGreetings(), 1);
    m_registry->on(u"/v2/*"_s,
                   [](const RegistryRequest &) { return RegistryReply{.body = "{}", .end = RegistryReply::End::Cut}; });
    QVERIFY(!tagsOf(m_client, name()));
    servePages(*m_registry, 1, 1, {});
    QVERIFY(tagsOf(m_client, name()));
    QCOMPARE(m_registry->tlsGreetings(), 2);
}

void TestRegistryClient::neverFromInsideTheCall()
{
    Asked<QString> asked;
    m_client.digest(*ImageReference::parse(u"127.0.0.1:9/app"), {}, asked.context(), asked.answer());
    QCOMPARE(asked.count(), 0);
    QCOMPARE(asked.error().kind, Error::Kind::HostUnreachable);
    QVERIFY(!digestOf(m_client, u"127.0.0.1:9/app"_s)); // after which a second answer would have come
    QCOMPARE(asked.count(), 1);
}

void TestRegistryClient::withoutItsAsker()
{
    m_registry->on(u"/v2/*"_s,
                   [](const RegistryRequest &) { return RegistryReply{.end = RegistryReply::End::Silence}; });
    Asked<RegistryTags> asked;
    RegistryClient client;
    client.tags(*ImageReference::parse(name()), {}, asked.context(), asked.answer());
    QTRY_COMPARE(m_registry->requests().size(), 1);
    asked.dropContext();
    QTRY_COMPARE(m_registry->openConnections(), 0);
    QCOMPARE(asked.count(), 0);
    client.tags(*ImageReference::parse(name()), {}, std::make_unique<QObject>().get(), asked.answer()); // at once
    servePages(*m_registry, 1, 1, {});
    QVERIFY(tagsOf(client, name()));
    QCOMPARE(asked.count(), 0);
}

void TestRegistryClient::withoutTheClient()
{
    m_registry->on(u"/v2/*"_s,
                   [](const RegistryRequest &) { return RegistryReply{.end = RegistryReply::End::Silence}; });
    Asked<RegistryTags> asked;
    auto client = std::make_unique<RegistryClient>();
    for (int i = 0; i < 20; ++i)
        client->tags(*ImageReference::parse(name()), {}, asked.context(), asked.answer());
    QTRY_VERIFY(m_registry->requests().size() > 3);
    client.reset();
    QTRY_COMPARE(m_registry->openConnections(), 0);
    QCOMPARE(asked.count(), 0);
    for (int i = 0; i < 20; ++i) { // at every other moment
        RegistryClient brief;
        brief.tags(*ImageReference::parse(name()), {}, asked.context(), asked.answer());
        QTest::qWait(i);
    }
    QCOMPARE(asked.count(), 0);
}

void TestRegistryClient::endedByTheAnswer()
{
    servePages(*m_registry, 1, 1, {});
    auto client = std::make_unique<RegistryClient>();
    auto context = std::make_unique<QObject>();
    bool isAnswered = false;
    client->tags(*ImageReference::parse(name()), {}, context.get(), [&](const Result<RegistryTags> &tags) {
        context.reset();
        client.reset();
        isAnswered = tags.has_value();
    });
    QTRY_VERIFY(isAnswered);
}

STRATA_TEST(TestRegistryClient)
#include "tst_registryclient.moc"
