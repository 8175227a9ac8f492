// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/imagereading.h"
#include "layers/sha256.h"
#include "support/archives.h"
#include "support/testprogram.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// An archive on disk that takes long enough to be seen while it is read.
class TestImageReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aFileIsShownBeforeItsEnd();
    void aFileThatWasReadBefore();
    void whatIsGivenUpStaysAsItWas();

private:
    QTemporaryDir m_folder;
    QString m_path;
};

/// By hand, because the digests of so much take a while otherwise.
void TestImageReading::initTestCase()
{
    const QByteArray first = tarOf({{.path = "first", .data = "1"}});
    const QByteArray large = tarOf({{.path = "large", .data = QByteArray(80'000'000, 'x')}});
    const QByteArray config =
        R"({"os":"linux","history":[{"created_by":"COPY first /"},{"created_by":"COPY large /"}],)"
        R"("rootfs":{"type":"layers","diff_ids":[")"
        + digestText(Sha256::of(first)).toLatin1() + "\",\"" + digestText(Sha256::of(large)).toLatin1() + "\"]}}";
    m_path = m_folder.filePath(u"shop.tar"_s);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(tarOf({{.path = "1/layer.tar", .data = first},
                              {.path = "2/layer.tar", .data = large},
                              {.path = "config.json", .data = config},
                              {.path = "manifest.json",
                               .data = R"([{"Config":"config.json","RepoTags":["shop:1"],)"
                                       R"("Layers":["1/layer.tar","2/layer.tar"]}])"}}))
            > large.size());
}

void TestImageReading::aFileIsShownBeforeItsEnd()
{
    ImageReading reading(m_path);
    QSignalSpy finished(&reading, &ImageReading::finished);
    int parts = 0;
    connect(&reading, &ImageReading::partRead, this, [&] {
        ++parts;
        QCOMPARE(finished.count(), 0);
        QCOMPARE(reading.images().size(), 1);
        const InspectedImage &part = reading.images().first();
        QVERIFY(part.isPart && part.tree);
        QCOMPARE(part.image.names, QStringList{u"shop:1"_s});
        QCOMPARE(part.image.layers.size(), 2);
        QVERIFY(parts > 1 || !part.image.isRead());
    });
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    QVERIFY(parts > 0);
    QVERIFY(!reading.error());
    const InspectedImage &whole = reading.images().first();
    QVERIFY(!whole.isPart && whole.image.isRead());
    QVERIFY(whole.tree->paths().find("large"));
}

/// All that is in it is there at once, and is read again.
void TestImageReading::aFileThatWasReadBefore()
{
    const IndexCache cache = ImageReading::defaultCache();
    const auto read = [this] {
        bool isAllThereBefore = false;
        ImageReading reading(m_path);
        QSignalSpy finished(&reading, &ImageReading::finished);
        connect(&reading, &ImageReading::partRead, this, [&] {
            const InspectedImage &part = reading.images().first();
            isAllThereBefore = isAllThereBefore || (part.image.isRead() && !part.image.layers[1].archiveEntry);
        });
        return QTest::qWaitFor([&] { return !finished.isEmpty(); }, QDeadlineTimer(patience)) && isAllThereBefore;
    };
    (void)read();
    const QString diffId = digestText(Sha256::of(tarOf({{.path = "first", .data = "1"}})));
    QTRY_VERIFY(cache.layer(diffId));
    QTRY_VERIFY(read());
}

void TestImageReading::whatIsGivenUpStaysAsItWas()
{
    auto reading = std::make_unique<ImageReading>(m_path);
    QSignalSpy parts(reading.get(), &ImageReading::partRead);
    QTRY_VERIFY_WITH_TIMEOUT(!parts.isEmpty(), 30'000);
    const InspectedImage part = reading->images().first();
    reading.reset();
    QCOMPARE(part.image.layers[0].createdBy, u"COPY first /"_s);
}

STRATA_TEST(TestImageReading)
#include "tst_imagereading.moc"
