// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/framedemultiplexer.h"
#include "support/testprogram.h"

#include <QtEndian>

using namespace strata;
using namespace Qt::StringLiterals;
using Channel = FrameDemultiplexer::Channel;

namespace {

QByteArray frame(char type, const QByteArray &payload)
{
    QByteArray bytes(8, '\0');
    bytes[0] = type;
    qToBigEndian(static_cast<quint32>(payload.size()), bytes.data() + 4);
    return bytes + payload;
}

struct HeardFrames
{
    QByteArray output, errors;
    Result<void> result;
    friend bool operator==(const HeardFrames &a, const HeardFrames &b)
    {
        return a.output == b.output && a.errors == b.errors && a.result.has_value() == b.result.has_value();
    }
};

HeardFrames hear(const QList<QByteArray> &pieces)
{
    HeardFrames heard;
    FrameDemultiplexer demultiplexer([&](Channel channel, QByteArrayView bytes) {
        (channel == Channel::Output ? heard.output : heard.errors).append(bytes);
    });
    for (const QByteArray &piece : pieces) {
        heard.result = demultiplexer.feed(piece);
        if (!heard.result)
            return heard;
    }
    heard.result = demultiplexer.finish();
    return heard;
}

} // namespace

class TestFrameDemultiplexer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySplitGivesTheSame();
    void aSystemErrorEndsWithTheEnginesWords();
    void anUnknownTypeIsAnErrorForGood();
    void aHugeLengthAllocatesNothing();
    void anEndInsideAFrameIsAnEnd();
};

void TestFrameDemultiplexer::everySplitGivesTheSame()
{
    const QByteArray stream = frame(1, "hello ") + frame(2, "oops\n") + frame(1, "") + frame(0, "typed\n")
        + frame(1, "세계\n") + frame(2, QByteArray(300, 'x'));
    const HeardFrames whole = hear({stream});
    QVERIFY(whole.result.has_value());
    QCOMPARE(whole.output, "hello typed\n세계\n");
    QCOMPARE(whole.errors, "oops\n" + QByteArray(300, 'x'));
    QList<QByteArray> bytes;
    for (const char c : stream)
        bytes.append(QByteArray(1, c));
    QCOMPARE(hear(bytes), whole);
    for (qsizetype i = 0; i <= stream.size(); ++i) {
        for (qsizetype j = i; j <= std::min(stream.size(), i + 12); ++j)
            QCOMPARE(hear({stream.first(i), stream.sliced(i, j - i), stream.sliced(j)}), whole);
    }
}

void TestFrameDemultiplexer::aSystemErrorEndsWithTheEnginesWords()
{
    const QByteArray stream = frame(1, "a") + frame(3, "Error grabbing logs: no such file\n") + frame(1, "never");
    const HeardFrames heard = hear({stream});
    QVERIFY(!heard.result);
    QCOMPARE(heard.result.error().kind, Error::Kind::EngineFailed);
    QCOMPARE(heard.result.error().message, u"Error grabbing logs: no such file"_s);
    QCOMPARE(heard.output, "a");
    const HeardFrames cut = hear({frame(3, "Error grabbing logs: no such file").chopped(3)});
    QVERIFY(!cut.result);
    QCOMPARE(cut.result.error().message, u"Error grabbing logs: no such f"_s);
}

void TestFrameDemultiplexer::anUnknownTypeIsAnErrorForGood()
{
    FrameDemultiplexer demultiplexer([](Channel, QByteArrayView) {});
    const auto first = demultiplexer.feed("GET / HTTP/1.1");
    QVERIFY(!first);
    QCOMPARE(first.error().kind, Error::Kind::MalformedAnswer);
    QVERIFY(!demultiplexer.feed(frame(1, "good")));
    QVERIFY(!demultiplexer.finish());
}

void TestFrameDemultiplexer::aHugeLengthAllocatesNothing()
{
    qsizetype heard = 0;
    FrameDemultiplexer demultiplexer([&](Channel, QByteArrayView bytes) { heard += bytes.size(); });
    QVERIFY(demultiplexer.feed(QByteArray::fromHex("01000000ffffffff")));
    for (int i = 0; i < 100; ++i)
        QVERIFY(demultiplexer.feed(QByteArray(1000, 'x')));
    QCOMPARE(heard, 100'000);
}

void TestFrameDemultiplexer::anEndInsideAFrameIsAnEnd()
{
    const HeardFrames heard = hear({frame(1, "whole"), frame(1, "partial").chopped(3)});
    QVERIFY(heard.result.has_value());
    QCOMPARE(heard.output, "wholepart");
}

STRATA_TEST(TestFrameDemultiplexer)
#include "tst_framedemultiplexer.moc"
