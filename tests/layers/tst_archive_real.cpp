// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/archivestream.h"
#include "layers/archiveoperation.h"
#include "support/docker.h"
#include "support/faultproxy.h"
#include "support/realengine.h"
#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

class TestArchiveReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTheEngineSaves_data();
    void readsWhatTheEngineSaves();
    void readsWhatTheEngineExports();
    void readsWhileTheEngineSends_data();
    void readsWhileTheEngineSends();
    void canBeDroppedWhileTheEngineWaits();
};

namespace {

/// A layer of two files above busybox.
bool build(const Docker &docker, const QString &base, const QString &name)
{
    docker.output({u"rm"_s, u"-f"_s, name + u"-c"_s});
    if (docker.makeBusyboxImage(base).isEmpty())
        return false;
    const QString container = name.section(u':', 0, 0);
    return docker.shell(u"docker run --network none --name %1 %2 sh -c 'echo 1 > /first && cat /mark > /copy' && "
                        "docker commit --change 'ENV A=1' %1 %3 && docker rm %1"_s.arg(container, base, name));
}

} // namespace

void TestArchiveReal::readsWhatTheEngineSaves_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::newRow("dockerd") << QByteArray("STRATA_TEST_SOCKET");
    QTest::newRow("podman") << QByteArray("STRATA_TEST_PODMAN");
}

void TestArchiveReal::readsWhatTheEngineSaves()
{
    QFETCH(QByteArray, variable);
    const RealEngine engine(variable.constData());
    STRATA_NEED(engine);
    const Docker docker(engine.socketPath());
    docker.removeEverythingNamed(u"strata-archive"_s);
    QVERIFY2(build(docker, u"strata-archive-base:1"_s, u"strata-archive-top:1"_s), qPrintable(docker.lastError()));
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"image.tar"_s);
    docker.output({u"save"_s, u"-o"_s, path, u"strata-archive-top:1"_s});
    const Result<ArchiveContents> contents = readArchive(path);
    QVERIFY(contents);
    QVERIFY2(!contents->problem, qPrintable(contents->problem.value_or(Error()).message));
    QCOMPARE(contents->images.size(), 1);
    const ArchiveImage &image = contents->images[0];
    QVERIFY2(image.names.size() == 1 && image.names[0].endsWith(u"strata-archive-top:1"),
             qPrintable(image.names.join(u' ')));
    QCOMPARE(image.platform,
             docker.output({u"inspect"_s, u"--type=image"_s, u"-f"_s, u"{{.Os}}/{{.Architecture}}"_s,
                            u"strata-archive-top:1"_s}));
    const QStringList diffIds = docker.lines({u"inspect"_s, u"--type=image"_s, u"-f"_s,
                                              u"{{range .RootFS.Layers}}{{println .}}{{end}}"_s,
                                              u"strata-archive-top:1"_s});
    QCOMPARE(image.layers.size(), diffIds.size());
    for (qsizetype i = 0; i < diffIds.size(); ++i)
        QCOMPARE(image.layers[i].diffId, diffIds[i]);
    const LayerIndex &top = *image.layers.last().index;
    QVERIFY(top.paths().find("first"));
    QVERIFY(top.paths().find("copy"));
    docker.removeEverythingNamed(u"strata-archive"_s);
}

void TestArchiveReal::readsWhatTheEngineExports()
{
    const RealEngine engine;
    STRATA_NEED(engine);
    const Docker docker(engine.socketPath());
    docker.removeEverythingNamed(u"strata-archive"_s);
    QVERIFY(!docker.makeBusyboxImage(u"strata-archive-export:1"_s).isEmpty());
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"files.tar"_s);
    docker.output({u"create"_s, u"--name"_s, u"strata-archive-export"_s, u"strata-archive-export:1"_s});
    docker.output({u"export"_s, u"-o"_s, path, u"strata-archive-export"_s});
    const Result<ArchiveContents> contents = readArchive(path);
    QVERIFY(contents && !contents->problem);
    QCOMPARE(int(contents->kind), int(ArchiveKind::RootFilesystem));
    QVERIFY(contents->index->paths().find("bin/busybox"));
    docker.removeEverythingNamed(u"strata-archive"_s);
}

void TestArchiveReal::readsWhileTheEngineSends_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<qint64>("cut"); // -1: nowhere
    QTest::addColumn<bool>("isRead");
    QTest::newRow("whole") << u"strata-archive-stream:1"_s << qint64{-1} << true;
    QTest::newRow("cut") << u"strata-archive-stream:1"_s << qint64{300'000} << true;
    QTest::newRow("no such image") << u"strata-archive-none:1"_s << qint64{-1} << false;
}

void TestArchiveReal::readsWhileTheEngineSends()
{
    const RealEngine real;
    STRATA_NEED(real);
    QFETCH(QString, image);
    QFETCH(qint64, cut);
    QFETCH(bool, isRead);
    const Docker docker(real.socketPath());
    docker.removeEverythingNamed(u"strata-archive"_s);
    QVERIFY(!docker.makeBusyboxImage(u"strata-archive-stream:1"_s).isEmpty());
    FaultProxy proxy(real.socketPath());
    if (cut >= 0)
        proxy.cut(FaultProxy::Direction::ToClient, cut);
    Engine engine(proxy.endpoint());
    auto pipe = std::make_shared<BytePipe>(100'000); // smaller than the image: the engine has to wait
    ArchiveOperation operation(image, pipe);
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    const ArchiveStream stream(engine, QStringList{image}, pipe);
    QVERIFY(finished.wait(30'000));
    QCOMPARE(operation.contents().has_value(), isRead);
    if (!isRead) {
        QCOMPARE(operation.outcome().error->kind, Error::Kind::NotFound);
    } else if (cut >= 0) {
        QCOMPARE(operation.contents()->problem->kind, Error::Kind::BrokenStream);
        QVERIFY(!operation.contents()->isWhole);
    } else {
        QVERIFY(!operation.contents()->problem);
        QCOMPARE(operation.contents()->images.value(0).names, QStringList{image});
    }
    docker.removeEverythingNamed(u"strata-archive"_s);
}

void TestArchiveReal::canBeDroppedWhileTheEngineWaits()
{
    const RealEngine real;
    STRATA_NEED(real);
    const Docker docker(real.socketPath());
    docker.removeEverythingNamed(u"strata-archive"_s);
    QVERIFY(!docker.makeBusyboxImage(u"strata-archive-drop:1"_s).isEmpty());
    Engine engine(real.endpoint());
    const auto pipe = std::make_shared<BytePipe>(1);
    auto stream = std::make_unique<ArchiveStream>(engine, QStringList{u"strata-archive-drop:1"_s}, pipe);
    QVERIFY(!pipe->next()->isEmpty()); // and nobody reads on
    stream.reset();
    QCOMPARE(pipe->next().error().kind, Error::Kind::Cancelled);
    docker.removeEverythingNamed(u"strata-archive"_s);
}

STRATA_TEST(TestArchiveReal)
#include "tst_archive_real.moc"
