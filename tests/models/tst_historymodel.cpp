// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/historymodel.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>

using namespace strata;
using namespace Qt::StringLiterals;

class HistoryModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleansInstructions_data();
    void cleansInstructions();
    void rows();
    void anotherImage();
};

void HistoryModelTest::cleansInstructions_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("instruction");
    QTest::newRow("classic metadata") << u"/bin/sh -c #(nop)  CMD [\"sh\"]"_s << u"CMD [\"sh\"]"_s;
    QTest::newRow("classic copy") << u"/bin/sh -c #(nop) COPY file:ab in /etc/ "_s << u"COPY file:ab in /etc/"_s;
    QTest::newRow("classic run") << u"/bin/sh -c apt-get update"_s << u"RUN apt-get update"_s;
    QTest::newRow("buildkit run") << u"RUN /bin/sh -c echo hi # buildkit"_s << u"RUN echo hi"_s;
    QTest::newRow("buildkit with arguments")
        << u"RUN |1 V=2 /bin/sh -c echo $V # buildkit"_s << u"RUN |1 V=2 /bin/sh -c echo $V"_s;
    QTest::newRow("buildkit copy") << u"COPY a /b # buildkit"_s << u"COPY a /b"_s;
    QTest::newRow("comment inside") << u"RUN /bin/sh -c a # buildkit is fine"_s << u"RUN a # buildkit is fine"_s;
    QTest::newRow("imported") << QString() << QString();
    QTest::newRow("other shell") << u"/bin/bash -c true"_s << u"/bin/bash -c true"_s;
}

void HistoryModelTest::cleansInstructions()
{
    QFETCH(QString, raw);
    QTEST(cleanedInstruction(raw), "instruction");
}

void HistoryModelTest::rows()
{
    HistoryModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    HistoryEntry top;
    top.createdBy = u"/bin/sh -c #(nop)  CMD [\"sh\"]"_s;
    top.tags = {u"web:1"_s};
    HistoryEntry layer;
    layer.createdBy = u"RUN /bin/sh -c make # buildkit"_s;
    layer.size = 5000;
    layer.created = 1'700'000'000;
    layer.comment = u"buildkit.dockerfile.v0"_s;
    HistoryEntry base = layer;
    base.size = 20'000;
    model.setHistory({top, layer, base});

    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.totalSize(), 25'000);
    const QModelIndex first = model.index(0, HistoryModel::Instruction);
    QCOMPARE(first.data().toString(), u"CMD [\"sh\"]"_s);
    QCOMPARE(first.data(HistoryModel::RawRole).toString(), top.createdBy);
    QVERIFY(first.data(HistoryModel::IsMetadataRole).toBool());
    QCOMPARE(first.data(HistoryModel::TagsRole).toStringList(), top.tags);
    const QModelIndex second = model.index(1, HistoryModel::Size);
    QCOMPARE(second.data().toString(), u"5 kB"_s);
    QCOMPARE(second.data(HistoryModel::SizeShareRole).toDouble(), 0.25);
    QCOMPARE(second.data(HistoryModel::SortRole).toLongLong(), 5000);
    QVERIFY(!second.data(HistoryModel::IsMetadataRole).toBool());
    QCOMPARE(model.index(1, HistoryModel::Comment).data().toString(), layer.comment);
}

void HistoryModelTest::anotherImage()
{
    HistoryModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    HistoryEntry entry;
    entry.size = 100;
    model.setHistory({entry, entry});
    entry.size = 10;
    model.setHistory({entry});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data(HistoryModel::SizeShareRole).toDouble(), 1.0);
    model.setHistory({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.totalSize(), 0);
}

STRATA_TEST(HistoryModelTest)
#include "tst_historymodel.moc"
