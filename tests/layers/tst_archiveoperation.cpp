// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/background.h"
#include "support/images.h"
#include "support/testprogram.h"

#include "layers/archiveoperation.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThreadPool>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

class TestArchiveOperation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads();
    void whatIsWrongWithTheArchiveIsItsContents();
    void fails();
    void canBeCancelled();
    void canBeDropped();
    void readsFromAPipe();
    void abandonsItsPipe();

private:
    QString written(const QByteArray &bytes);

    QTemporaryDir m_folder;
};

QString TestArchiveOperation::written(const QByteArray &bytes)
{
    QFile file(m_folder.filePath(u"image.tar"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName();
}

void TestArchiveOperation::reads()
{
    const QByteArray bytes = tarOf(dockerArchive({smallImage()}));
    ArchiveOperation operation(written(bytes));
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QVERIFY(finished.wait());
    QCOMPARE(finished.count(), 1);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Success);
    QCOMPARE(operation.contents()->images.size(), 1);
    QCOMPARE(operation.progress().done, bytes.size());
    QCOMPARE(operation.progress().total, bytes.size());
    QVERIFY(operation.title().contains(u"image.tar"_s));
}

void TestArchiveOperation::whatIsWrongWithTheArchiveIsItsContents()
{
    ArchiveOperation operation(written(tarOf(dockerArchive({smallImage()})).first(5000)));
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QVERIFY(finished.wait());
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Success);
    QVERIFY(!operation.contents()->isWhole);
}

void TestArchiveOperation::fails()
{
    ArchiveOperation operation(m_folder.filePath(u"none.tar"_s));
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QVERIFY(finished.wait());
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Failure);
    QCOMPARE(operation.outcome().error->kind, Error::Kind::Local);
    QVERIFY(!operation.contents());
}

void TestArchiveOperation::canBeCancelled()
{
    ArchiveOperation operation(written(tarOf({{.path = "etc/large", .data = QByteArray(64 << 20, 'x')}})));
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QCoreApplication::processEvents();
    operation.cancel();
    QCOMPARE(finished.count(), 1);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Cancelled);
    QVERIFY(waitingPool().waitForDone(10'000)); // the thread stops as well
    QCoreApplication::processEvents();
    QCOMPARE(finished.count(), 1);
    QVERIFY(!operation.contents());
}

void TestArchiveOperation::canBeDropped()
{
    auto operation = std::make_unique<ArchiveOperation>(
        written(tarOf({{.path = "etc/large", .data = QByteArray(64 << 20, 'x')}})));
    operation->start();
    QCoreApplication::processEvents();
    operation.reset();
    QVERIFY(waitingPool().waitForDone(10'000));
}

void TestArchiveOperation::readsFromAPipe()
{
    const QByteArray bytes = tarOf(dockerArchive({smallImage()}));
    auto pipe = std::make_shared<BytePipe>();
    ArchiveOperation operation(u"shop:1"_s, pipe);
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QVERIFY(pipe->write(bytes.first(5000)));
    QVERIFY(pipe->write(bytes.sliced(5000)));
    pipe->finish({});
    QVERIFY(finished.wait());
    QCOMPARE(operation.contents()->images.size(), 1);
    QVERIFY(!operation.contents()->problem);
    QCOMPARE(operation.progress().done, bytes.size());
    QCOMPARE(operation.progress().total, -1);
}

void TestArchiveOperation::abandonsItsPipe()
{
    for (const bool isCancelled : {true, false}) {
        auto pipe = std::make_shared<BytePipe>();
        auto operation = std::make_unique<ArchiveOperation>(u"shop:1"_s, pipe);
        operation->start();
        QCoreApplication::processEvents();
        if (isCancelled)
            operation->cancel();
        else
            operation.reset();
        QVERIFY(waitingPool().waitForDone(10'000)); // it waited for the pipe
        QCOMPARE(pipe->write("more").error().kind, Error::Kind::Cancelled);
    }
}

STRATA_TEST(TestArchiveOperation)
#include "tst_archiveoperation.moc"
