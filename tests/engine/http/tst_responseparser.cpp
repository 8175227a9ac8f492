// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/responseparser.h"
#include "support/testprogram.h"

#include <QRandomGenerator>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

/// What a parser made of some bytes.
struct Seen : ResponseParser::Handler
{
    ResponseHead head;
    int heads = 0;
    QByteArray body;
    QByteArray rest; ///< not part of the answer
    std::optional<Error::Kind> error;
    bool complete = false;

    void headReceived(const ResponseHead &h) override
    {
        head = h;
        ++heads;
    }
    void bodyReceived(QByteArrayView piece) override { body.append(piece); }

    bool sameAs(const Seen &other) const
    {
        return heads == other.heads && head.status == other.head.status && head.headers == other.head.headers
            && head.upgraded == other.head.upgraded && head.keepAlive == other.head.keepAlive && body == other.body
            && rest == other.rest && error == other.error && complete == other.complete;
    }
};

void feed(ResponseParser &parser, Seen &seen, QByteArrayView piece)
{
    if (seen.error)
        return;
    if (parser.isComplete()) {
        seen.rest.append(piece);
        return;
    }
    const Result<qsizetype> used = parser.feed(piece);
    if (!used)
        seen.error = used.error().kind;
    else
        seen.rest.append(piece.sliced(*used));
}

Seen parse(const QByteArray &bytes, bool toHead, const QList<qsizetype> &cuts, bool atEnd = true)
{
    Seen seen;
    ResponseParser parser(seen, toHead);
    qsizetype from = 0;
    for (const qsizetype cut : cuts) {
        feed(parser, seen, QByteArrayView(bytes).sliced(from, cut - from));
        from = cut;
    }
    feed(parser, seen, QByteArrayView(bytes).sliced(from));
    if (atEnd && !seen.error) {
        if (const Result<void> end = parser.finish(); !end)
            seen.error = end.error().kind;
    }
    seen.complete = parser.isComplete();
    return seen;
}

struct RecordedAnswer
{
    const char *name;
    QByteArray bytes;
    bool toHead;
    int status;
    QByteArray body;
    QByteArray rest;
};

QList<RecordedAnswer> corpus()
{
    return {
        {"ping",
         "HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nCache-Control: no-cache, no-store, must-revalidate\r\n"
         "Content-Length: 0\r\nContent-Type: text/plain; charset=utf-8\r\nDocker-Experimental: false\r\n"
         "Ostype: linux\r\nPragma: no-cache\r\nServer: Docker/26.1.5 (linux)\r\nSwarm: inactive\r\n"
         "Date: Tue, 24 Nov 2026 02:51:08 GMT\r\n\r\n",
         true, 200, "", ""},
        {"head with a length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", true, 200, "", ""},
        {"list", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n[{\"Id\":\"abc\"}]",
         false, 200, "[{\"Id\":\"abc\"}]", ""},
        {"chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n3;x=y\r\n:1}\r\n0\r\n\r\n",
         false, 200, "{\"a\":1}", ""},
        {"chunked with a trailer",
         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: Sum\r\n\r\n2\r\nok\r\n0\r\nSum: 1\r\n\r\n", false,
         200, "ok", ""},
        {"until the end",
         "HTTP/1.1 404 Not Found\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\nNo such container: x\r\n",
         false, 404, "No such container: x\r\n", ""},
        {"old server", "HTTP/1.0 200 OK\r\n\r\nhello", false, 200, "hello", ""},
        {"no content", "HTTP/1.1 204 No Content\r\nApi-Version: 1.45\r\n\r\n", false, 204, "", ""},
        {"not modified", "HTTP/1.1 304 Not Modified\r\nApi-Version: 1.45\r\n\r\n", false, 304, "", ""},
        {"continue first",
         "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 201 "
         "Created\r\nContent-Length: 1\r\n\r\nx",
         false, 201, "x", ""},
        {"upgrade with bytes behind",
         "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\nConnection: Upgrade\r\n"
         "Upgrade: tcp\r\n\r\n\x01\x02GET / HTTP/1.1\r\n",
         false, 101, "", "\x01\x02GET / HTTP/1.1\r\n"},
        {"upgrade without its headers", "HTTP/1.1 101 UPGRADED\r\n\r\nraw", false, 101, "", "raw"},
        {"hijack by 200", "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n$ ls\r\n", false,
         200, "$ ls\r\n", ""},
        {"more than one answer", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 200 OK\r\n", false, 200, "a",
         "HTTP/1.1 200 OK\r\n"},
        {"folded and empty headers", "HTTP/1.1 200 OK\r\nA:\r\nB:  spaced  \r\nContent-Length: 0\r\n\r\n", false, 200,
         "", ""},
    };
}

} // namespace

class TestResponseParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understands_data();
    void understands();
    void anySplitIsTheSame_data() { understands_data(); }
    void anySplitIsTheSame();
    void cutIsNeverAGoodEnd_data();
    void cutIsNeverAGoodEnd();
    void refuses_data();
    void refuses();
    void keepsAliveWhereItMay();
    void readsHugeLengths();
    void endlessHeadersEnd_data();
    void endlessHeadersEnd();
};

void TestResponseParser::understands_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("toHead");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("rest");
    for (const RecordedAnswer &r : corpus())
        QTest::addRow("%s", r.name) << r.bytes << r.toHead << r.status << r.body << r.rest;
}

void TestResponseParser::understands()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, toHead);
    const Seen seen = parse(bytes, toHead, {});
    QVERIFY(!seen.error);
    QVERIFY(seen.complete);
    QCOMPARE(seen.heads, 1);
    QTEST(seen.head.status, "status");
    QTEST(seen.body, "body");
    QTEST(seen.rest, "rest");
    QCOMPARE(seen.head.upgraded, seen.head.status == 101);
}

void TestResponseParser::anySplitIsTheSame()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, toHead);
    const Seen whole = parse(bytes, toHead, {});
    QList<qsizetype> everywhere;
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        QVERIFY2(parse(bytes, toHead, {cut}).sameAs(whole), qPrintable(u"cut at %1"_s.arg(cut)));
        everywhere.append(cut);
    }
    QVERIFY2(parse(bytes, toHead, everywhere).sameAs(whole), "byte by byte");
    QRandomGenerator random(20);
    for (int round = 0; round < 200; ++round) {
        QList<qsizetype> cuts;
        for (qsizetype at = 0; at < bytes.size(); at += 1 + random.bounded(40))
            cuts.append(at);
        QVERIFY(parse(bytes, toHead, cuts).sameAs(whole));
    }
}

void TestResponseParser::cutIsNeverAGoodEnd_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const RecordedAnswer &r : corpus()) {
        const bool hasAnEnd = r.bytes.contains("Content-Length: ") || r.bytes.contains("chunked");
        if (hasAnEnd && !r.toHead && r.rest.isEmpty())
            QTest::addRow("%s", r.name) << r.bytes;
    }
}

void TestResponseParser::cutIsNeverAGoodEnd()
{
    QFETCH(QByteArray, bytes);
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        const Seen seen = parse(bytes.first(size), false, {});
        QVERIFY2(seen.error == Error::Kind::BrokenStream && !seen.complete, qPrintable(u"cut at %1"_s.arg(size)));
    }
}

void TestResponseParser::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addRow("ssh") << "SSH-2.0-OpenSSH_9.2\r\n"_ba << Error::Kind::NotAnEngine;
    QTest::addRow("binary") << QByteArray(64, '\0') << Error::Kind::NotAnEngine;
    QTest::addRow("request") << "GET / HTTP/1.1\r\n\r\n"_ba << Error::Kind::NotAnEngine;
    QTest::addRow("html") << "<!doctype html><html>"_ba << Error::Kind::NotAnEngine;
    QTest::addRow("bad chunk") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"_ba
                               << Error::Kind::BrokenStream;
    QTest::addRow("chunk of 2^80")
        << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100000000000000000000\r\n"_ba
        << Error::Kind::BrokenStream;
    QTest::addRow("length no number") << "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"_ba << Error::Kind::NotAnEngine;
    QTest::addRow("two lengths") << "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"_ba
                                 << Error::Kind::NotAnEngine;
    QTest::addRow("length and chunks")
        << "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"_ba << Error::Kind::NotAnEngine;
    QTest::addRow("nothing") << ""_ba << Error::Kind::BrokenStream;
}

void TestResponseParser::refuses()
{
    QFETCH(QByteArray, bytes);
    const Seen seen = parse(bytes, false, {});
    QVERIFY(seen.error);
    QTEST(*seen.error, "kind");
    QVERIFY(!seen.complete);
}

void TestResponseParser::keepsAliveWhereItMay()
{
    QVERIFY(parse("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", false, {}).head.keepAlive);
    QVERIFY(!parse("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", false, {}).head.keepAlive);
    QVERIFY(!parse("HTTP/1.1 200 OK\r\n\r\nuntil the end", false, {}).head.keepAlive);
    QVERIFY(!parse("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", false, {}).head.keepAlive);
}

void TestResponseParser::readsHugeLengths()
{
    const Seen seen = parse("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\nsome", false, {}, false);
    QVERIFY(!seen.error);
    QCOMPARE(seen.head.contentLength, 10'000'000'000);
    QCOMPARE(seen.body, "some");
}

void TestResponseParser::endlessHeadersEnd_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("more");
    QTest::addRow("many headers") << "HTTP/1.1 200 OK\r\n"_ba << "Name: value\r\n"_ba;
    QTest::addRow("one long name") << "HTTP/1.1 200 OK\r\n"_ba << "aaaaaaaaaaaaaaaa"_ba;
    QTest::addRow("one long value") << "HTTP/1.1 200 OK\r\nName: "_ba << "aaaaaaaaaaaaaaaa"_ba;
    QTest::addRow("long reason") << "HTTP/1.1 200 "_ba << "aaaaaaaaaaaaaaaa"_ba;
    QTest::addRow("early hints for ever") << ""_ba << "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"_ba;
    QTest::addRow("endless trailer") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"_ba
                                     << "Name: value\r\n"_ba;
}

void TestResponseParser::endlessHeadersEnd()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, more);
    Seen seen;
    ResponseParser parser(seen, false);
    feed(parser, seen, start);
    for (int i = 0; i < 100'000 && !seen.error; ++i)
        feed(parser, seen, more);
    QVERIFY(seen.error);
    QCOMPARE(*seen.error, Error::Kind::TooLarge);
    QCOMPARE_LE(seen.head.headers.size(), 64 * 1024 / 4);
}

STRATA_TEST(TestResponseParser)
#include "tst_responseparser.moc"
