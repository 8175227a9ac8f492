// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operation.h"
#include "support/testprogram.h"

#include <QPointer>
#include <QSignalSpy>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

class ScriptedOperation : public Operation
{
public:
    ScriptedOperation() : Operation(u"Count"_s, {u"docker"_s, u"count"_s}) {}
    using Operation::appendLog;
    using Operation::finish;
    using Operation::setProgress;
    int starts = 0;
    int cancels = 0;

protected:
    void doStart() override { ++starts; }
    void doCancel() override { ++cancels; }
};

} // namespace

class TestOperation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsExactlyOnce();
    void startsOnceAndNeverFromInsideStart();
    void cancelIsNotAFailure();
    void cancelBeforeTheWorkBegan();
    void cancelAfterTheEndChangesNothing();
};

void TestOperation::endsExactlyOnce()
{
    ScriptedOperation operation;
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(operation.starts, 1);
    operation.finish(Outcome::failure({Error::Kind::Conflict, u"in use"_s, {}}));
    operation.finish(Outcome::success());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Failure);
    QCOMPARE(operation.outcome().error->message, u"in use"_s);
    QVERIFY(operation.finishedAt() >= operation.startedAt());
}

void TestOperation::startsOnceAndNeverFromInsideStart()
{
    ScriptedOperation operation;
    operation.start();
    operation.start();
    QCOMPARE(operation.starts, 0);
    QCOMPARE(operation.state(), Operation::State::Running);
    QTRY_COMPARE(operation.starts, 1);
}

void TestOperation::cancelIsNotAFailure()
{
    ScriptedOperation operation;
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(operation.starts, 1);
    operation.cancel();
    QCOMPARE(operation.cancels, 1);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Cancelled);
    QVERIFY(!operation.outcome().error);
}

void TestOperation::cancelBeforeTheWorkBegan()
{
    ScriptedOperation operation;
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    operation.cancel();
    QCOMPARE(finished.size(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(operation.starts, 0);
    QCOMPARE(finished.size(), 1);
}

void TestOperation::cancelAfterTheEndChangesNothing()
{
    ScriptedOperation operation;
    operation.start();
    operation.finish(Outcome::success());
    operation.cancel();
    QCOMPARE(operation.cancels, 0);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Success);
}

STRATA_TEST(TestOperation)
#include "tst_operation.moc"
