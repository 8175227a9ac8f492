// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bytepipe.h"
#include "support/testprogram.h"

#include <atomic>
#include <thread>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> readAll(ByteSource &source)
{
    QByteArray all;
    for (;;) {
        const Result<QByteArrayView> piece = source.next();
        if (!piece)
            return std::unexpected(piece.error());
        if (piece->isEmpty())
            return all;
        all += *piece;
    }
}

} // namespace

class TestBytePipe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesEverything_data();
    void carriesEverything();
    void aWriterWaitsForItsReader();
    void errorsComeBehindTheBytes();
    void abandoningFreesBothEnds();
};

void TestBytePipe::carriesEverything_data()
{
    QTest::addColumn<qsizetype>("capacity");
    for (const qsizetype capacity : {1, 1000, 1 << 20})
        QTest::addRow("%lld", static_cast<long long>(capacity)) << capacity;
}

void TestBytePipe::carriesEverything()
{
    QFETCH(qsizetype, capacity);
    BytePipe pipe(capacity);
    QByteArray sent;
    std::jthread writer([&] {
        for (int i = 0; i < 5000; ++i) {
            const QByteArray piece = QByteArray::number(i);
            sent += piece;
            if (!pipe.write(piece))
                return;
        }
        pipe.finish({});
    });
    const Result<QByteArray> received = readAll(pipe);
    writer.join();
    QCOMPARE(received.value_or("failed"), sent);
    QVERIFY(pipe.next()->isEmpty()); // and it stays at its end
}

void TestBytePipe::aWriterWaitsForItsReader()
{
    BytePipe pipe(1000);
    std::atomic<int> written = 0;
    std::jthread writer([&] {
        while (written < 50 && pipe.write(QByteArray(100, 'x')))
            ++written;
        pipe.finish({});
    });
    QTRY_COMPARE(written.load(), 10);
    QTest::qWait(20);
    QCOMPARE(written.load(), 10);
    QCOMPARE(readAll(pipe)->size(), 5000);
}

void TestBytePipe::errorsComeBehindTheBytes()
{
    BytePipe pipe;
    const Error error{Error::Kind::BrokenStream, u"cut"_s, {}};
    QVERIFY(pipe.write("before"));
    pipe.finish(std::unexpected(error));
    QCOMPARE(pipe.next()->toByteArray(), "before");
    QCOMPARE(pipe.next().error(), error);
    QCOMPARE(pipe.next().error(), error);
}

void TestBytePipe::abandoningFreesBothEnds()
{
    BytePipe empty;
    BytePipe full(1);
    QVERIFY(full.write("x"));
    Error::Kind read = Error::Kind::Local;
    Error::Kind written = Error::Kind::Local;
    {
        const std::jthread reader([&] { read = empty.next().error().kind; });
        const std::jthread writer([&] { written = full.write("y").error().kind; });
        empty.abandon();
        full.abandon();
    }
    QCOMPARE(read, Error::Kind::Cancelled);
    QCOMPARE(written, Error::Kind::Cancelled);
    QCOMPARE(full.next().error().kind, Error::Kind::Cancelled);
    full.finish({});
    QCOMPARE(full.next().error().kind, Error::Kind::Cancelled);
}

STRATA_TEST(TestBytePipe)
#include "tst_bytepipe.moc"
