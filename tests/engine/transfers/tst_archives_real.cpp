// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/load.h"
#include "engine/transfers/save.h"
#include "running.h"
#include "support/docker.h"
#include "support/realengine.h"
#include "support/testprogram.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

struct Side
{
    explicit Side(const QString &variable) : real(variable.toLatin1().constData())
    {
        if (!real.isThere())
            return;
        engine = std::make_unique<Engine>(real.endpoint());
        docker = std::make_unique<Docker>(real.socketPath());
    }

    RealEngine real;
    std::unique_ptr<Engine> engine;
    std::unique_ptr<Docker> docker;
};

QStringList listing(const QString &path)
{
    QProcess tar;
    tar.start(u"tar"_s, {u"-tf"_s, path});
    if (!tar.waitForFinished() || tar.exitCode() != 0)
        return {};
    QStringList names = QString::fromUtf8(tar.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    names.sort();
    return names;
}

/// What an image is, for comparing it with its twin: all but names and ages.
QString imageContent(const Docker &docker, const QString &name)
{
    return docker.output({u"inspect"_s, u"--type"_s, u"image"_s, u"--format"_s,
                          u"{{.Comment}}|{{.Architecture}}|{{json .Config.Cmd}}|{{.Config.User}}|{{.RootFS.Layers}}"_s,
                          name});
}

QString imageId(const Docker &docker, const QString &name)
{
    return docker.output({u"inspect"_s, u"--type"_s, u"image"_s, u"--format"_s, u"{{.Id}}"_s, name});
}

} // namespace

/// Save, load, import and export on real engines, and by their printed commands.
class TestArchivesReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void roundTrips_data();
    void roundTrips();
    void namesSurvive();
    void saveTwins_data();
    void saveTwins();
    void loadTwins();
    void exportAndImport_data();
    void exportAndImport();
    void importTwins();
    void whatCannotBeSaved_data();
    void whatCannotBeSaved();
    void badArchives_data();
    void badArchives();
    void cancelledMidway();

private:
    void engines() const;
};

#define ARCHIVE_SIDE()                                                                                                 \
    QFETCH(QString, variable);                                                                                         \
    const Side s(variable);                                                                                            \
    STRATA_NEED(s.real)

void TestArchivesReal::engines() const
{
    QTest::addColumn<QString>("variable");
    QTest::newRow("Docker") << u"STRATA_TEST_SOCKET"_s;
    QTest::newRow("Podman") << u"STRATA_TEST_PODMAN"_s;
}

void TestArchivesReal::cleanup()
{
    for (const QString &variable : {u"STRATA_TEST_SOCKET"_s, u"STRATA_TEST_PODMAN"_s}) {
        if (const Side s(variable); s.docker)
            s.docker->removeEverythingNamed(u"strata-arc"_s);
    }
}

void TestArchivesReal::roundTrips_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<Compression>("compression");
    for (const QString &variable : {u"STRATA_TEST_SOCKET"_s, u"STRATA_TEST_PODMAN"_s}) {
        const char *engine = variable.endsWith(u"PODMAN") ? "Podman" : "Docker";
        QTest::addRow("%s, plain", engine) << variable << Compression::None;
        QTest::addRow("%s, gzip", engine) << variable << Compression::Gzip;
        QTest::addRow("%s, zstd", engine) << variable << Compression::Zstd;
    }
}

void TestArchivesReal::roundTrips()
{
    ARCHIVE_SIDE();
    QFETCH(Compression, compression);
    const QString name = u"strata-arc-trip:1"_s;
    const QString id = s.docker->makeBusyboxImage(name);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.tar"_s);
    SaveOperation save(*s.engine, {name}, {path, compression});
    STRATA_SUCCEEDS(save);
    QVERIFY(listing(path).contains(u"manifest.json"_s));
    QVERIFY(save.progress().done > 100'000);
    s.docker->removeEverythingNamed(u"strata-arc"_s);
    QCOMPARE(imageId(*s.docker, id), QString());
    LoadOperation load(*s.engine, path);
    STRATA_SUCCEEDS(load);
    QCOMPARE(imageId(*s.docker, name), id);
    QVERIFY2(load.outcome().summary.contains(u"strata-arc-trip:1"), qPrintable(load.outcome().summary));
    QCOMPARE(load.progress().done, QFileInfo(path).size());
}

void TestArchivesReal::namesSurvive()
{
    const Side s(u"STRATA_TEST_SOCKET"_s);
    STRATA_NEED(s.real);
    const QString first = s.docker->makeBusyboxImage(u"strata-arc-a:1"_s);
    const QString second = s.docker->makeBusyboxImage(u"strata-arc-b:1"_s);
    s.docker->output({u"tag"_s, u"strata-arc-a:1"_s, u"strata-arc-a:2"_s});
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.tar"_s);
    SaveOperation save(*s.engine, {u"strata-arc-a:1"_s, u"strata-arc-a:2"_s, u"strata-arc-b:1"_s}, {.path = path});
    STRATA_SUCCEEDS(save);
    s.docker->removeEverythingNamed(u"strata-arc"_s);
    LoadOperation load(*s.engine, path);
    STRATA_SUCCEEDS(load);
    QCOMPARE(load.transfer().loaded().size(), 3);
    QCOMPARE(load.transfer().totals().layersDone, load.transfer().layers().size());
    QCOMPARE(imageId(*s.docker, u"strata-arc-a:2"_s), first);
    QCOMPARE(imageId(*s.docker, u"strata-arc-b:1"_s), second);
}

void TestArchivesReal::saveTwins_data()
{
    QTest::addColumn<Compression>("compression");
    QTest::newRow("plain") << Compression::None;
    QTest::newRow("gzip") << Compression::Gzip;
    QTest::newRow("zstd") << Compression::Zstd;
}

void TestArchivesReal::saveTwins()
{
    QFETCH(Compression, compression);
    const Side s(u"STRATA_TEST_SOCKET"_s);
    STRATA_NEED(s.real);
    s.docker->makeBusyboxImage(u"strata-arc-a:1"_s);
    const QTemporaryDir folder;
    const QString ours = folder.filePath(u"our file.tar"_s);
    const QString theirs = folder.filePath(u"their file.tar"_s);
    SaveOperation save(*s.engine, {u"strata-arc-a:1"_s}, {ours, compression});
    STRATA_SUCCEEDS(save);
    QVERIFY(s.docker->shell(SaveOperation::commandFor({u"strata-arc-a:1"_s}, {theirs, compression}).toString()));
    QVERIFY(!listing(ours).isEmpty());
    QCOMPARE(listing(ours), listing(theirs));
}

void TestArchivesReal::loadTwins()
{
    const Side s(u"STRATA_TEST_SOCKET"_s);
    STRATA_NEED(s.real);
    const QString id = s.docker->makeBusyboxImage(u"strata-arc-a:1"_s);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a file.tar"_s);
    s.docker->output({u"save"_s, u"-o"_s, path, u"strata-arc-a:1"_s});
    for (const bool byApi : {true, false}) {
        s.docker->removeEverythingNamed(u"strata-arc"_s);
        LoadOperation load(*s.engine, path);
        if (byApi)
            STRATA_SUCCEEDS(load);
        else
            QVERIFY(s.docker->shell(load.commandLine().toString()));
        QCOMPARE(imageId(*s.docker, u"strata-arc-a:1"_s), id);
    }
}

void TestArchivesReal::exportAndImport_data()
{
    engines();
}

void TestArchivesReal::exportAndImport()
{
    ARCHIVE_SIDE();
    s.docker->makeBusyboxImage(u"strata-arc-a:1"_s);
    const QString id = s.docker->output(
        {u"create"_s, u"--name"_s, u"strata-arc-box"_s, u"strata-arc-a:1"_s, u"true"_s});
    const QTemporaryDir folder;
    const QString ours = folder.filePath(u"ours.tar"_s);
    const QString theirs = folder.filePath(u"theirs.tar"_s);
    ExportOperation out(*s.engine, id, u"strata-arc-box"_s, {.path = ours});
    STRATA_SUCCEEDS(out);
    ExportOperation twin(*s.engine, id, u"strata-arc-box"_s, {.path = theirs});
    QVERIFY(s.docker->shell(twin.commandLine().toString()));
    QVERIFY(listing(ours).contains(u"bin/busybox"_s));
    QCOMPARE(listing(ours), listing(theirs));

    ImportOperation in(*s.engine, {.path = ours, .reference = u"strata-arc-in:1"_s, .changes = {u"USER 7"_s}});
    STRATA_SUCCEEDS(in);
    QCOMPARE(imageId(*s.docker, u"strata-arc-in:1"_s), in.transfer().digest());
    QVERIFY(imageContent(*s.docker, u"strata-arc-in:1"_s).contains(u"|7|"));
}

void TestArchivesReal::importTwins()
{
    const Side s(u"STRATA_TEST_SOCKET"_s);
    STRATA_NEED(s.real);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a root.tar"_s);
    QVERIFY(s.docker->shell(u"tar -C / -cf '%1' etc/hostname"_s.arg(path)));
    ImportRequest request{.path = path,
                          .reference = u"strata-arc-ours:1"_s,
                          .changes = {u"CMD [\"echo\", \"it's\"]"_s, u"USER 7"_s},
                          .message = u"by hand, 손으로"_s,
                          .platform = u"linux/amd64"_s};
    ImportOperation import(*s.engine, request);
    STRATA_SUCCEEDS(import);
    request.reference = u"strata-arc-theirs:1"_s;
    const CommandLine twin = ImportOperation::commandFor(request);
    QVERIFY2(s.docker->shell(twin.toString()), qPrintable(s.docker->lastError()));
    QVERIFY(imageContent(*s.docker, u"strata-arc-ours:1"_s).contains(u"손으로"));
    QCOMPARE(imageContent(*s.docker, u"strata-arc-ours:1"_s), imageContent(*s.docker, u"strata-arc-theirs:1"_s));
    ImportOperation nameless(*s.engine, {.path = path});
    STRATA_SUCCEEDS(nameless);
    QCOMPARE(imageId(*s.docker, nameless.transfer().digest()), nameless.transfer().digest());
    s.docker->output({u"rmi"_s, nameless.transfer().digest()});
}

void TestArchivesReal::whatCannotBeSaved_data()
{
    engines();
}

void TestArchivesReal::whatCannotBeSaved()
{
    ARCHIVE_SIDE();
    const QTemporaryDir folder;
    SaveOperation save(*s.engine, {u"strata-arc-nobody:1"_s}, {.path = folder.filePath(u"out.tar"_s)});
    const Outcome outcome = performed(save);
    QCOMPARE(outcome.kind, Outcome::Kind::Failure);
    QVERIFY(!outcome.error->message.isEmpty());
    QVERIFY(QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestArchivesReal::badArchives_data()
{
    engines();
}

void TestArchivesReal::badArchives()
{
    ARCHIVE_SIDE();
    s.docker->makeBusyboxImage(u"strata-arc-a:1"_s);
    const QTemporaryDir folder;
    const QString whole = folder.filePath(u"whole.tar"_s);
    const QString cut = folder.filePath(u"cut.tar"_s);
    const QString foreign = folder.filePath(u"foreign.tar"_s);
    SaveOperation save(*s.engine, {u"strata-arc-a:1"_s}, {.path = whole});
    STRATA_SUCCEEDS(save);
    QVERIFY(s.docker->shell(u"head -c 300000 '%1' > '%2'; tar -C / -cf '%3' etc/hostname"_s.arg(whole, cut, foreign)));
    s.docker->removeEverythingNamed(u"strata-arc"_s);
    LoadOperation loadCut(*s.engine, cut);
    STRATA_FAILS(loadCut, Error::Kind::InvalidInput);
    LoadOperation loadForeign(*s.engine, foreign);
    STRATA_FAILS(loadForeign, Error::Kind::InvalidInput);
    LoadOperation noArchive(*s.engine, u"/bin/sh"_s);
    STRATA_FAILS(noArchive, Error::Kind::InvalidInput);
    QCOMPARE(imageId(*s.docker, u"strata-arc-a:1"_s), QString());
}

void TestArchivesReal::cancelledMidway()
{
    const Side s(u"STRATA_TEST_SOCKET"_s);
    STRATA_NEED(s.real);
    s.docker->makeBusyboxImage(u"strata-arc-a:1"_s);
    const QTemporaryDir folder;
    SaveOperation save(*s.engine, {u"strata-arc-a:1"_s}, {folder.filePath(u"out.tar"_s), Compression::Gzip});
    connect(&save, &Operation::progressChanged, &save, &Operation::cancel);
    const Outcome outcome = performed(save);
    QVERIFY(outcome.kind != Outcome::Kind::Failure); // it may have been faster than the first progress
    if (outcome.kind == Outcome::Kind::Cancelled)
        QTRY_VERIFY(QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

STRATA_TEST(TestArchivesReal)
#include "tst_archives_real.moc"
