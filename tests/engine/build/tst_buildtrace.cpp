// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/buildtrace.h"
#include "protobuf.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 aSecond = 1'000'000'000;

Message aVertex()
{
    return Message()
        .text(1, "sha256:a")
        .text(2, "sha256:b")
        .text(2, "sha256:c")
        .text(3, "[build 2/5] RUN make \xc3\xa9")
        .number(4, 1)
        .time(5, 1'700'000'000, 5)
        .time(6, 1'700'000'001)
        .text(7, "broken")
        .message(8, Message().text(1, "group"))
        .text(99, "something new");
}

Message aPosition(qint64 line, qint64 character)
{
    return Message().number(1, line).number(2, character);
}

Message aWarning()
{
    const Message range = Message().message(1, aPosition(3, 0)).message(2, aPosition(4, 7));
    return Message()
        .text(1, "sha256:a")
        .number(2, 1)
        .text(3, "ConsistentInstructionCasing")
        .text(4, "one")
        .text(4, "two")
        .text(5, "https://example.org/rule")
        .message(6, Message().text(1, "Dockerfile").text(2, "FROM x").text(4, "Dockerfile"))
        .message(7, range);
}

QByteArray aTrace()
{
    const Message status = Message()
                               .text(1, "layer")
                               .text(2, "sha256:a")
                               .text(3, "extracting")
                               .number(4, 10)
                               .number(5, 20)
                               .time(6, 1)
                               .time(7, 1'700'000'000)
                               .time(8, 1'700'000'002);
    const Message log = Message().text(1, "sha256:a").time(2, 1'700'000'000).number(3, 2).text(4, "\x1b[31mno\n\xff");
    return Message().message(1, aVertex()).message(2, status).message(3, log).message(4, aWarning()).bytes();
}

} // namespace

class TestBuildTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyField();
    void nothing();
    void cutAnywhere();
    void wrongTypes_data();
    void wrongTypes();
    void oddTimes_data();
    void oddTimes();
};

void TestBuildTrace::everyField()
{
    const Result<BuildTrace> trace = decodeBuildTrace(aTrace());
    QVERIFY(trace);
    QCOMPARE(trace->vertexes.size(), 1);
    const BuildTrace::Vertex &vertex = trace->vertexes.first();
    QCOMPARE(vertex.digest, u"sha256:a"_s);
    QCOMPARE(vertex.inputs, QStringList({u"sha256:b"_s, u"sha256:c"_s}));
    QCOMPARE(vertex.name, u"[build 2/5] RUN make é"_s);
    QVERIFY(vertex.cached);
    QCOMPARE(vertex.started, 1'700'000'000 * aSecond + 5);
    QCOMPARE(vertex.completed, 1'700'000'001 * aSecond);
    QCOMPARE(vertex.error, u"broken"_s);
    QCOMPARE(trace->statuses,
             QList<BuildTrace::Status>({{.id = u"layer"_s,
                                         .vertex = u"sha256:a"_s,
                                         .name = u"extracting"_s,
                                         .current = 10,
                                         .total = 20,
                                         .started = 1'700'000'000 * aSecond,
                                         .completed = 1'700'000'002 * aSecond}}));
    QCOMPARE(
        trace->logs,
        QList<BuildTrace::Log>(
            {{.vertex = u"sha256:a"_s, .time = 1'700'000'000 * aSecond, .isError = true, .text = "\x1b[31mno\n\xff"}}));
    QCOMPARE(trace->warnings,
             QList<BuildTrace::Warning>({{.vertex = u"sha256:a"_s,
                                          .level = 1,
                                          .shortText = u"ConsistentInstructionCasing"_s,
                                          .details = {u"one"_s, u"two"_s},
                                          .url = u"https://example.org/rule"_s,
                                          .fileName = u"Dockerfile"_s,
                                          .ranges = {{3, 0, 4, 7}}}}));
}

void TestBuildTrace::nothing()
{
    const Result<BuildTrace> trace = decodeBuildTrace({});
    QVERIFY(trace && trace->isEmpty());
    const Result<BuildTrace> later = decodeBuildTrace(Message().text(50, "of tomorrow").number(51, 7).bytes());
    QVERIFY(later && later->isEmpty());
}

/// A message that ends in the middle of a field is told; one that ends between two of them is a shorter one.
void TestBuildTrace::cutAnywhere()
{
    const QByteArray whole = aTrace();
    int refused = 0;
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const QByteArray cut(whole.constData(), size); // its end is the end of the memory
        const Result<BuildTrace> trace = decodeBuildTrace(cut);
        if (trace)
            continue;
        ++refused;
        QCOMPARE(trace.error().kind, Error::Kind::MalformedAnswer);
        QVERIFY(!trace.error().message.isEmpty() && !trace.error().detail.isEmpty());
    }
    QCOMPARE(refused, whole.size() - 4); // nothing, and behind each of the first three fields
}

void TestBuildTrace::wrongTypes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a number for the vertexes") << Message().number(1, 5).bytes();
    QTest::newRow("a number for a name") << Message().message(1, Message().number(3, 5)).bytes();
    QTest::newRow("a text for cached") << Message().message(1, Message().text(4, "yes")).bytes();
    QTest::newRow("a text for a time") << Message().message(1, Message().text(5, "\x09yes")).bytes();
    QTest::newRow("a number for the log's text") << Message().message(3, Message().number(4, 1)).bytes();
    QTest::newRow("a text for a line")
        << Message().message(4, Message().message(7, Message().message(1, Message().text(1, "1")))).bytes();
    QTest::newRow("a group") << QByteArray("\x0b\x0c");
    QTest::newRow("field number 0") << QByteArray("\x02\x00", 2);
    QTest::newRow("endless varint") << QByteArray("\x08" + QByteArray(20, '\xff'));
    QTest::newRow("a length beyond everything") << QByteArray("\x0a\xff\xff\xff\xff\x0f");
}

void TestBuildTrace::wrongTypes()
{
    QFETCH(QByteArray, bytes);
    const Result<BuildTrace> trace = decodeBuildTrace(bytes);
    QVERIFY(!trace);
    QCOMPARE(trace.error().kind, Error::Kind::MalformedAnswer);
}

void TestBuildTrace::oddTimes_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<qint64>("time");
    QTest::newRow("none") << qint64{0} << qint64{0} << qint64{0};
    QTest::newRow("Go's zero time") << qint64{-62135596800} << qint64{0} << qint64{0};
    QTest::newRow("beyond 64 bits") << std::numeric_limits<qint64>::max() << qint64{0} << qint64{0};
    QTest::newRow("too many nanoseconds") << qint64{5} << aSecond << qint64{0};
    QTest::newRow("negative nanoseconds") << qint64{5} << qint64{-1} << qint64{0};
    QTest::newRow("the last nanosecond") << qint64{5} << aSecond - 1 << 6 * aSecond - 1;
}

void TestBuildTrace::oddTimes()
{
    QFETCH(qint64, seconds);
    QFETCH(qint64, nanoseconds);
    QFETCH(qint64, time);
    const auto trace = decodeBuildTrace(Message().message(1, Message().time(5, seconds, nanoseconds)).bytes());
    QVERIFY(trace);
    QCOMPARE(trace->vertexes.first().started, time);
}

STRATA_TEST(TestBuildTrace)
#include "tst_buildtrace.moc"
