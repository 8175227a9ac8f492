// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/build/buildevents.h"
#include "engine/stream/buildprogress.h"
#include "protobuf.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

/// What a view has at the end.
struct Built
{
    BuildProgress build;
    std::shared_ptr<BuildLog> log = std::make_shared<BuildLog>();
    QString imageId;
    QString error;
    int exitCode = 0;
    Result<void> end;

    QList<QByteArray> lines(int row) const
    {
        QList<QByteArray> list;
        for (const BuildLogLine &line : log->lines(build.steps().at(row).digest, 0, 1000))
            list.append(QByteArray((line.isError ? "E:" : "O:") + line.text));
        return list;
    }
    QString step(int row) const
    {
        const BuildStep &step = build.steps().at(row);
        static const char *const states[] = {"waiting", "running", "done", "cached", "failed", "cancelled"};
        return u"%1 %2/%3 %4: %5"_s.arg(step.name.stage)
            .arg(step.name.number)
            .arg(step.name.count)
            .arg(step.name.text, QString::fromLatin1(states[static_cast<int>(step.state)]))
            .trimmed();
    }
};

Built played(BuildFlavour flavour, const QByteArray &answer, qsizetype piece)
{
    Built built;
    const auto decoder = decodeBuild(flavour, built.log);
    QList<BuildEvent> events;
    for (qsizetype at = 0; at < answer.size() && built.end; at += piece)
        built.end = decoder->feed(QByteArrayView(answer).sliced(at, std::min(piece, answer.size() - at)), events);
    if (built.end)
        built.end = decoder->finish(events);
    for (const BuildEvent &event : std::as_const(events)) {
        built.build.take(event.trace);
        if (!event.imageId.isEmpty())
            built.imageId = event.imageId;
        if (!event.error.isEmpty()) {
            built.error = event.error;
            built.exitCode = event.exitCode;
        }
    }
    return built;
}

Message step(const QByteArray &digest, const QByteArray &name)
{
    return Message().text(1, digest).text(3, name);
}

Message output(const QByteArray &digest, const QByteArray &text, qint64 stream = 1)
{
    return Message().text(1, digest).number(3, stream).text(4, text);
}

/// As engines write it: pieces of the text of one line in messages of their own.
QByteArray kitAnswer()
{
    const Message made = step("d2", "[2/2] RUN make");
    QByteArray answer = traceLine(Message().message(1, step("d1", "[1/2] FROM x")).message(1, made).bytes());
    answer += traceLine(Message().message(1, Message(made).time(5, 1000)).bytes());
    answer += traceLine(Message().message(3, output("d2", "one\ntw")).message(3, output("d2", "oops\n", 2)).bytes());
    answer += traceLine(Message().message(3, output("d2", "o\nno end")).bytes());
    answer += traceLine(Message().message(1, Message(made).time(5, 1000).time(6, 1002)).bytes());
    answer += R"({"id":"moby.image.id","aux":{"ID":"sha256:abc"}})"
              "\r\n";
    return answer;
}

QByteArray classicAnswer()
{
    return R"({"stream":"Step 1/3 : FROM busybox"}
{"stream":"\n"}
{"status":"Pulling from library/busybox","id":"latest"}
{"status":"Downloading","progressDetail":{"current":5,"total":10},"id":"0123456789ab"}
{"status":"Status: Downloaded newer image for busybox"}
{"stream":" ---\u003e 0123456789ab\n"}
{"stream":"Step 2/3 : RUN make"}
{"stream":"\n"}
{"stream":" ---\u003e Using cache\n"}
{"stream":" ---\u003e 1123456789ab\n"}
{"stream":"Step 3/3 : RUN echo"}
{"stream":"\n"}
{"stream":" ---\u003e [Warning] forwarding is disabled.\n"}
{"stream":" ---\u003e Running in 99\n"}
{"stream":"Step 9/9 : no step\n"}
{"stream":"\u001b[91moops\n\u001b[0m"}
{"stream":"no end"}
{"stream":" ---\u003e 2123456789ab\n"}
{"aux":{"ID":"sha256:2123456789abcdef"}}
{"stream":"Successfully built 2123456789ab\n"}
{"stream":"Successfully tagged x:latest\n"}
)";
}

QByteArray podmanAnswer()
{
    return R"({"stream":"[1/2] STEP 1/2: FROM busybox AS a\n"}
{"stream":"[1/2] STEP 2/2: RUN make\n"}
{"stream":"made\n"}
{"stream":"--\u003e 55\n"}
{"stream":"[2/2] STEP 1/2: FROM busybox\n"}
{"stream":"[2/2] STEP 2/2: COPY --from=a /x /x\n"}
{"stream":"--\u003e Using cache 66\n"}
{"stream":"COMMIT x\n"}
{"stream":"Successfully tagged localhost/x:latest\n"}
{"stream":"7777\n"}
{"aux":{"ID":"sha256:7777"}}
)";
}

} // namespace

class TestBuildEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildKit();
    void classic();
    void classicWithoutAux();
    void podman();
    void failures_data();
    void failures();
    void malformed_data();
    void malformed();
};

void TestBuildEvents::buildKit()
{
    const QByteArray answer = kitAnswer();
    for (qsizetype piece = 1; piece <= answer.size(); piece += piece < 70 ? 1 : 97) {
        const Built built = played(BuildFlavour::BuildKit, answer, piece);
        QVERIFY(built.end);
        QCOMPARE(built.imageId, u"sha256:abc"_s);
        QCOMPARE(built.build.steps().size(), 2);
        QCOMPARE(built.step(0), u"1/2 FROM x: waiting"_s);
        QCOMPARE(built.step(1), u"2/2 RUN make: done"_s);
        QCOMPARE(built.lines(1), QList<QByteArray>({"O:one", "E:oops", "O:two", "O:no end"}));
    }
}

void TestBuildEvents::classic()
{
    const QByteArray answer = classicAnswer();
    for (qsizetype piece = 1; piece <= answer.size(); piece += piece < 70 ? 1 : 97) {
        const Built built = played(BuildFlavour::Words, answer, piece);
        QVERIFY(built.end);
        QCOMPARE(built.imageId, u"sha256:2123456789abcdef"_s);
        QCOMPARE(built.build.steps().size(), 3);
        QCOMPARE(built.step(0), u"1/3 FROM busybox: done"_s);
        QCOMPARE(built.step(1), u"2/3 RUN make: cached"_s);
        QCOMPARE(built.step(2), u"3/3 RUN echo: done"_s);
        QCOMPARE(built.build.steps().at(1).inputs, QStringList{built.build.steps().at(0).digest});
        QCOMPARE(built.build.steps().first().statuses.size(), 2);
        QCOMPARE(built.build.steps().first().statuses.last().current, 5);
        QCOMPARE(built.build.steps().last().warnings.first().shortText, u"forwarding is disabled."_s);
        QCOMPARE(built.lines(0).first(), "O:Status: Downloaded newer image for busybox");
        const QList<QByteArray> lines = built.lines(2);
        QVERIFY(lines.contains("O:Step 9/9 : no step")); // said by the process
        QVERIFY(lines.contains("E:oops"));
        QCOMPARE(lines.last(), "O:Successfully tagged x:latest");
    }
}

void TestBuildEvents::classicWithoutAux()
{
    QByteArray answer = classicAnswer();
    answer.replace(R"({"aux":{"ID":"sha256:2123456789abcdef"}})", "");
    QCOMPARE(played(BuildFlavour::Words, answer, answer.size()).imageId, u"2123456789ab"_s);
}

void TestBuildEvents::podman()
{
    const QByteArray answer = podmanAnswer();
    for (qsizetype piece = 1; piece <= answer.size(); piece += piece < 70 ? 1 : 97) {
        const Built built = played(BuildFlavour::Words, answer, piece);
        QVERIFY(built.end);
        QCOMPARE(built.imageId, u"sha256:7777"_s);
        QCOMPARE(built.build.steps().size(), 4);
        QCOMPARE(built.step(1), u"stage-1 2/2 RUN make: done"_s);
        QCOMPARE(built.step(3), u"stage-2 2/2 COPY --from=a /x /x: cached"_s);
        QCOMPARE(built.lines(1).first(), "O:made");
    }
}

void TestBuildEvents::failures_data()
{
    QTest::addColumn<BuildFlavour>("flavour");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("error");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("BuildKit") << BuildFlavour::BuildKit
                              << QByteArray(R"({"errorDetail":{"message":"exit code: 3"},"error":"exit code: 3"})")
                              << u"exit code: 3"_s << 0;
    QTest::newRow("classic") << BuildFlavour::Words << QByteArray(R"({"stream":"Step 1/1 : RUN x"}
                                 {"errorDetail":{"code":3,"message":"non-zero code: 3"},"error":"non-zero code: 3"})")
                             << u"non-zero code: 3"_s << 3;
    QTest::newRow("only the old field") << BuildFlavour::Words << QByteArray(R"({"error":"no"})") << u"no"_s << 0;
    QTest::newRow("after the answer had begun")
        << BuildFlavour::BuildKit << QByteArray(R"({"message":"gone"})") << u"gone"_s << 0;
    QTest::newRow("a code nobody has") << BuildFlavour::Words
                                       << QByteArray(R"({"errorDetail":{"code":99999999999,"message":"x"}})") << u"x"_s
                                       << 255;
}

void TestBuildEvents::failures()
{
    QFETCH(BuildFlavour, flavour);
    QFETCH(QByteArray, answer);
    QFETCH(QString, error);
    QFETCH(int, exitCode);
    const Built built = played(flavour, answer, 7);
    QVERIFY(built.end);
    QCOMPARE(built.error, error);
    QCOMPARE(built.exitCode, exitCode);
    if (!built.build.steps().isEmpty())
        QCOMPARE(built.build.steps().last().state, BuildStep::State::Failed);
}

void TestBuildEvents::malformed_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("no base64") << QByteArray(R"({"id":"moby.buildkit.trace","aux":"not base64!"})");
    QTest::newRow("no protobuf") << traceLine("\x0a\xff\xff");
    QTest::newRow("no JSON") << QByteArray("<html>");
    QTest::newRow("text for a number") << QByteArray(R"({"errorDetail":{"code":"x"}})");
}

void TestBuildEvents::malformed()
{
    QFETCH(QByteArray, answer);
    const Built built = played(BuildFlavour::BuildKit, answer, 5);
    QVERIFY(!built.end);
    QCOMPARE(built.end.error().kind, Error::Kind::MalformedAnswer);
}

STRATA_TEST(TestBuildEvents)
#include "tst_buildevents.moc"
