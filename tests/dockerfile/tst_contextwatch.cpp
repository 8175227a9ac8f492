// SPDX-License-Identifier: GPL-3.0-or-later
#include "contextfolder.h"
#include "dockerfile/contextwatch.h"
#include "support/testprogram.h"

#include <QSignalSpy>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

class TestContextWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatChanged_data();
    void tellsWhatChanged();
    void manyChangesAreOne();
    void followsNewFolders();
    void movedFoldersAreForgotten();
    void ignoredFoldersAreLeftAlone();
    void saysWhenItCannotWatchAll();
    void theContextItselfGoes();
    void keepsAScanTrue();
};

void TestContextWatch::tellsWhatChanged_data()
{
    using Change = std::function<void(const ContextFolder &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArrayList>("paths");
    const auto add = [](const char *name, const QByteArrayList &paths, const Change &change) {
        QTest::newRow(name) << change << paths;
    };
    add("a file is new", {"sub/new"}, [](const ContextFolder &context) { context.write("sub/new"); });
    add("a file is written", {"sub/file"}, [](const ContextFolder &context) { context.write("sub/file", "else"); });
    add("a file goes", {"sub/file"}, [](const ContextFolder &context) { context.remove("sub/file"); });
    add("a file may run", {"sub/file"},
        [](const ContextFolder &context) { ::chmod(context.at("sub/file").constData(), 0755); });
    add("a link", {"link"}, [](const ContextFolder &context) { context.link("link", "sub"); });
    add("moved", {"moved", "sub/file"}, [](const ContextFolder &context) { context.rename("sub/file", "moved"); });
    add("no UTF-8", {"caf\xe9"}, [](const ContextFolder &context) { context.write("caf\xe9"); });
    add("a folder", {"new"}, [](const ContextFolder &context) { context.makeFolder("new"); });
}

void TestContextWatch::tellsWhatChanged()
{
    QFETCH(std::function<void(const ContextFolder &)>, change);
    QFETCH(QByteArrayList, paths);
    const ContextFolder context;
    context.write("sub/file");
    ContextWatch watch(watchFolders(context.scan()));
    QVERIFY(!watch.problem());
    QCOMPARE(watch.folderCount(), qsizetype(2));
    QSignalSpy changed(&watch, &ContextWatch::changed);
    change(context);
    QTRY_COMPARE(changed.size(), qsizetype(1));
    QCOMPARE(changed.first().first().value<QList<QByteArray>>(), paths);
}

void TestContextWatch::manyChangesAreOne()
{
    const ContextFolder context;
    ContextWatch watch(watchFolders(context.scan()));
    QSignalSpy changed(&watch, &ContextWatch::changed);
    for (int i = 0; i < 500; ++i)
        context.write(QByteArray::number(i % 50), QByteArray(i, 'x'));
    QTRY_VERIFY(!changed.isEmpty());
    QSet<QByteArray> told;
    const auto all = [&] {
        for (const QList<QVariant> &lot : std::as_const(changed)) {
            for (const QByteArray &path : lot.first().value<QList<QByteArray>>())
                told.insert(path);
        }
        return told.size() == 50;
    };
    QTRY_VERIFY(all());
    QVERIFY(changed.size() < 20);
}

void TestContextWatch::followsNewFolders()
{
    const ContextFolder context;
    const ContextScan before = context.scan();
    ContextWatch watch(watchFolders(before));
    QSignalSpy changed(&watch, &ContextWatch::changed);
    context.write("a/b/c/file");
    QTRY_COMPARE(changed.size(), qsizetype(1));
    QList<QByteArray> paths = changed.takeFirst().first().value<QList<QByteArray>>();
    QCOMPARE(paths, QList<QByteArray>{"a"});
    const ContextScan after = rescanContext(before, paths, context.options()).value_or(ContextScan());
    QVERIFY(after.find("a/b/c/file"));
    watch.follow(after, paths);
    QCOMPARE(watch.folderCount(), qsizetype(4));
    QTRY_COMPARE(changed.size(), qsizetype(1)); // what came before they were watched
    paths = changed.takeFirst().first().value<QList<QByteArray>>();
    QCOMPARE(paths, QList<QByteArray>({"a", "a/b", "a/b/c"}));
    watch.follow(rescanContext(after, paths, context.options()).value_or(ContextScan()), paths);
    context.write("a/b/c/file", "else");
    QTRY_COMPARE(changed.size(), qsizetype(1));
    QCOMPARE(changed.first().first().value<QList<QByteArray>>(), QList<QByteArray>{"a/b/c/file"});
}

void TestContextWatch::movedFoldersAreForgotten()
{
    const ContextFolder context;
    context.write("sub/deep/file");
    ContextWatch watch(watchFolders(context.scan()));
    QCOMPARE(watch.folderCount(), qsizetype(3));
    QSignalSpy changed(&watch, &ContextWatch::changed);
    context.rename("sub", "../elsewhere");
    QTRY_COMPARE(changed.size(), qsizetype(1));
    QCOMPARE(watch.folderCount(), qsizetype(1));
    context.write("../elsewhere/deep/file", "else");
    context.write("mark");
    QTRY_COMPARE(changed.size(), qsizetype(2));
    QCOMPARE(changed.last().first().value<QList<QByteArray>>(), QList<QByteArray>{"mark"});
}

void TestContextWatch::ignoredFoldersAreLeftAlone()
{
    const ContextFolder context;
    context.write("node_modules/a/b");
    context.write(".dockerignore", "node_modules");
    ContextWatch watch(watchFolders(context.scan()));
    QCOMPARE(watch.folderCount(), qsizetype(1));
    QSignalSpy changed(&watch, &ContextWatch::changed);
    context.write("node_modules/a/c");
    context.write("mark");
    QTRY_COMPARE(changed.size(), qsizetype(1));
    QCOMPARE(changed.first().first().value<QList<QByteArray>>(), QList<QByteArray>{"mark"});
}

void TestContextWatch::saysWhenItCannotWatchAll()
{
    const ContextFolder context;
    context.makeFolder("a");
    context.makeFolder("b");
    const ContextWatch some(watchFolders(context.scan(), 2));
    QVERIFY(some.problem());
    QCOMPARE(some.folderCount(), qsizetype(2));

    ContextWatch all(watchFolders(context.scan(), 3));
    QVERIFY(!all.problem());
    QSignalSpy incomplete(&all, &ContextWatch::becameIncomplete);
    context.makeFolder("c");
    all.follow(context.scan(), {"c"});
    QVERIFY(all.problem());
    QCOMPARE(incomplete.size(), qsizetype(1));
    all.follow(context.scan(), {"c"});
    QCOMPARE(incomplete.size(), qsizetype(1));
}

void TestContextWatch::theContextItselfGoes()
{
    const ContextFolder context;
    ContextWatch watch(watchFolders(context.scan()));
    QSignalSpy changed(&watch, &ContextWatch::changed);
    QVERIFY(::rmdir(context.root().constData()) == 0);
    QTRY_COMPARE(changed.size(), qsizetype(1));
    QCOMPARE(changed.first().first().value<QList<QByteArray>>(), QList<QByteArray>{QByteArray()});
}

void TestContextWatch::keepsAScanTrue()
{
    const ContextFolder context;
    context.write("a/one");
    context.write("b/two");
    ContextScan scan = context.scan();
    ContextWatch watch(watchFolders(scan));
    connect(&watch, &ContextWatch::changed, this, [&](const QList<QByteArray> &paths) {
        scan = rescanContext(scan, paths, context.options()).value_or(ContextScan());
        watch.follow(scan, paths);
    });
    for (int round = 0; round < 5; ++round) {
        const QByteArray name = QByteArray::number(round);
        context.write("a/" + name + "/deep/file", name);
        context.rename("a/" + name, "b/moved" + name);
        context.write("b/moved" + name + "/deep/late", name);
        if (round > 0)
            context.remove("b/moved" + QByteArray::number(round - 1));
        QTRY_COMPARE(sentPaths(scan), sentPaths(context.scan()));
    }
}

STRATA_TEST(TestContextWatch)
#include "tst_contextwatch.moc"
