// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/sha256.h"
#include "layers/sources.h"
#include "support/archives.h"
#include "support/testprogram.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray noise(qsizetype size)
{
    QRandomGenerator random(11);
    QByteArray bytes(size, Qt::Uninitialized);
    std::ranges::generate(bytes, [&random] { return static_cast<char>(random.generate()); });
    return bytes;
}

QString expected(QByteArrayView bytes)
{
    return u"sha256:"_s + QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace

class TestSha256 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesOfAnySize();
    void twoThatBeganTogether();
    void twoThatBeganApart_data();
    void twoThatBeganApart();
    void aPartOfWhatIsHandedOn();
    void bytesOfSomewhereElse();
};

void TestSha256::piecesOfAnySize()
{
    const QByteArray bytes = noise(5000);
    Sha256 hash;
    for (qsizetype size = 1; size < 200; ++size) {
        for (qsizetype at = 0; at < bytes.size(); at += size)
            hash.add(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at)));
        QCOMPARE(digestText(hash.take()), expected(bytes));
    }
}

void TestSha256::twoThatBeganTogether()
{
    const QByteArray bytes = noise(20'000);
    QRandomGenerator random(3);
    for (int round = 0; round < 200; ++round) {
        Sha256 one;
        Sha256 other;
        one.add("ab");
        other.add("cd");
        for (qsizetype at = 0; at < bytes.size();) {
            const qsizetype size = std::min<qsizetype>(random.bounded(400), bytes.size() - at);
            Sha256::addToBoth(one, other, QByteArrayView(bytes).sliced(at, size));
            at += size;
        }
        QCOMPARE(digestText(one.take()), expected(QByteArray("ab" + bytes)));
        QCOMPARE(digestText(other.take()), expected(QByteArray("cd" + bytes)));
    }
}

void TestSha256::twoThatBeganApart_data()
{
    QTest::addColumn<qsizetype>("ahead");
    for (const qsizetype ahead : {0, 1, 63, 64, 65, 512, 700})
        QTest::addRow("%lld bytes", qlonglong(ahead)) << ahead;
}

void TestSha256::twoThatBeganApart()
{
    QFETCH(const qsizetype, ahead);
    const QByteArray bytes = noise(100'000);
    Sha256 whole;
    Sha256 part;
    whole.add(QByteArrayView(bytes).first(ahead));
    Sha256::addToBoth(whole, part, QByteArrayView(bytes).sliced(ahead));
    QCOMPARE(digestText(whole.take()), expected(bytes));
    QCOMPARE(digestText(part.take()), expected(QByteArrayView(bytes).sliced(ahead)));
}

/// As the files of a layer are: somewhere in the pieces, any number of them, what is between them belongs to none.
void TestSha256::aPartOfWhatIsHandedOn()
{
    const QByteArray bytes = noise(50'000);
    QRandomGenerator random(5);
    for (const qsizetype pieceSize : {1000, 1024, 4096, 50'000}) {
        MemorySource memory(bytes, pieceSize);
        HashedSource hashed(memory);
        Sha256 file;
        QByteArray fileBytes;
        for (;;) {
            const Result<QByteArrayView> piece = hashed.next();
            QVERIFY(piece);
            if (piece->isEmpty())
                break;
            qsizetype at = random.bounded(quint32(piece->size()));
            for (int i = 0; i < 3; ++i) {
                const qsizetype size = random.bounded(quint32(piece->size() - at + 1));
                hashed.addTo(file, piece->sliced(at, size));
                fileBytes += piece->sliced(at, size);
                at += size;
            }
        }
        QCOMPARE(hashed.count(), bytes.size());
        QCOMPARE(digestText(hashed.take()), expected(bytes));
        QCOMPARE(digestText(file.take()), expected(fileBytes));
    }
}

void TestSha256::bytesOfSomewhereElse()
{
    const QByteArray bytes = noise(3000);
    MemorySource memory(bytes, 1000);
    HashedSource hashed(memory);
    Sha256 file;
    hashed.addTo(file, "before anything was read");
    QVERIFY(hashed.next());
    hashed.addTo(file, ", beside");
    QVERIFY(drain(hashed));
    QCOMPARE(digestText(hashed.take()), expected(bytes));
    QCOMPARE(digestText(file.take()), expected("before anything was read, beside"));
}

STRATA_TEST(TestSha256)
#include "tst_sha256.moc"
