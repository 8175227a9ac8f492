// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/containers.h"
#include "engine/api/images.h"
#include "engine/api/system.h"
#include "support/docker.h"
#include "support/realengine.h"
#include "support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// What we decode from Docker and Podman, beside what the docker client says of the same things.
class TestApiReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void lists_data() { engines(); }
    void lists();
    void someContainers_data() { engines(); }
    void someContainers();
    void imageDetails_data() { engines(); }
    void imageDetails();
    void containerDetails_data() { engines(); }
    void containerDetails();
    void system_data() { engines(); }
    void system();
    void events_data() { engines(); }
    void events();
    void stats_data() { engines(); }
    void stats();
    void whatIsNotThere_data() { engines(); }
    void whatIsNotThere();
    void writableSizes_data() { engines(); }
    void writableSizes();

private:
    static void engines();
    QJsonObject inspect(const QString &name) const;

    /// The answer to one question.
    template<typename T, typename Ask>
    Result<T> answer(Ask ask)
    {
        std::optional<Result<T>> result;
        ask([&result](Result<T> r) { result = std::move(r); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 20'000))
            return failure(Error::Kind::Timeout, u"no answer"_s);
        return *result;
    }

    std::unique_ptr<Docker> m_docker;
    std::unique_ptr<Engine> m_engine;
    bool m_isPodman = false;
    QString m_image;
};

void TestApiReal::engines()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addRow("docker") << "STRATA_TEST_SOCKET"_ba;
    QTest::addRow("podman") << "STRATA_TEST_PODMAN"_ba;
}

void TestApiReal::init()
{
    QFETCH(QByteArray, variable);
    const RealEngine real(variable.constData());
    STRATA_NEED(real);
    m_docker = std::make_unique<Docker>(real.socketPath());
    m_engine = std::make_unique<Engine>(real.endpoint());
    m_isPodman = variable.endsWith("PODMAN");
    m_image = m_docker->makeBusyboxImage(u"strata-api:1"_s);
    QVERIFY2(!m_image.isEmpty(), qPrintable(m_docker->lastError()));
}

void TestApiReal::cleanup()
{
    if (m_docker)
        m_docker->removeEverythingNamed(u"strata-api"_s);
    m_engine.reset();
    m_docker.reset();
}

QJsonObject TestApiReal::inspect(const QString &name) const
{
    return QJsonDocument::fromJson(m_docker->output({u"inspect"_s, name}).toUtf8()).array().first().toObject();
}

void TestApiReal::lists()
{
    m_docker->output({u"run"_s, u"-d"_s, u"--name"_s, u"strata-api-up"_s, u"--label"_s,
                      u"com.docker.compose.project=shop"_s, u"strata-api:1"_s, u"sleep"_s, u"1000"_s});
    m_docker->output({u"run"_s, u"--name"_s, u"strata-api-down"_s, u"strata-api:1"_s, u"sh"_s, u"-c"_s, u"exit 3"_s});
    m_docker->output({u"create"_s, u"--name"_s, u"strata-api-new"_s, u"strata-api:1"_s});
    const auto containers = answer<QList<ContainerSummary>>(
        [&](auto told) { m_engine->containers().list({}, this, std::move(told)); });
    QVERIFY2(containers, qPrintable(containers ? QString() : containers.error().detail));
    QStringList ours;
    for (const ContainerSummary &c : *containers)
        ours.append(c.id.toString() + u' ' + c.name + u' ' + c.image);
    ours.sort();
    QStringList theirs = m_docker->lines(
        {u"ps"_s, u"-a"_s, u"--no-trunc"_s, u"--format"_s, u"{{.ID}} {{.Names}} {{.Image}}"_s});
    theirs.sort();
    QCOMPARE(ours, theirs);
    for (const ContainerSummary &c : *containers) {
        if (c.name == u"strata-api-up") {
            QCOMPARE(c.state, ContainerState::Running);
            QCOMPARE(c.composeProject, u"shop"_s);
            QVERIFY(qAbs(QDateTime::currentSecsSinceEpoch() - c.stateSince) < 30);
            QCOMPARE(c.imageId.toString(), m_image);
        } else if (c.name == u"strata-api-down") {
            QCOMPARE(c.state, ContainerState::Exited);
            QCOMPARE(c.exitCode, 3);
        } else if (c.name == u"strata-api-new") {
            QCOMPARE(c.state, ContainerState::Created);
            QCOMPARE(c.stateSince, c.created);
        }
    }
    const auto images = answer<QList<ImageSummary>>([&](auto told) {
        m_engine->images().list({.all = false, .sharedSize = true, .ids = {}}, this, std::move(told));
    });
    QVERIFY2(images, qPrintable(images ? QString() : images.error().detail));
    QSet<QString> ourImages;
    for (const ImageSummary &image : *images) {
        ourImages.insert(image.id.toString());
        QVERIFY(image.size > 0);
        QCOMPARE(image.sharedSize >= 0, !m_isPodman); // Podman's are not computed
    }
    const QStringList lines = m_docker->lines({u"images"_s, u"--no-trunc"_s, u"--quiet"_s});
    QCOMPARE(ourImages, QSet<QString>(lines.cbegin(), lines.cend()));
}

void TestApiReal::someContainers()
{
    QStringList ids;
    for (int i = 0; i < 3; ++i)
        ids.append(m_docker->output({u"create"_s, u"--name"_s, u"strata-api-%1"_s.arg(i), u"strata-api:1"_s}));
    const QStringList wanted{ids[0], ids[2], QString(64, u'0')};
    const auto containers = answer<QList<ContainerSummary>>(
        [&](auto told) { m_engine->containers().list({.all = true, .ids = wanted}, this, std::move(told)); });
    QVERIFY(containers);
    QCOMPARE(containers->size(), 2);
}

void TestApiReal::imageDetails()
{
    const auto image = answer<ImageDetails>(
        [&](auto told) { m_engine->images().inspect(u"strata-api:1"_s, this, std::move(told)); });
    QVERIFY2(image, qPrintable(image ? QString() : image.error().detail));
    const QJsonObject theirs = inspect(u"strata-api:1"_s);
    QCOMPARE(image->id.toString(), theirs[u"Id"].toString());
    QCOMPARE(image->size, theirs[u"Size"].toInteger());
    QCOMPARE(image->architecture, theirs[u"Architecture"].toString());
    QCOMPARE(image->layers.size(), theirs[u"RootFS"][u"Layers"].toArray().size());
    QCOMPARE(image->command, QStringList{u"sh"_s});
    QVERIFY(image->created.isValid());
    const auto history = answer<QList<HistoryEntry>>(
        [&](auto told) { m_engine->images().history(u"strata-api:1"_s, this, std::move(told)); });
    QVERIFY(history);
    const QStringList lines = m_docker->lines(
        {u"history"_s, u"--no-trunc"_s, u"-H=false"_s, u"--format"_s, u"{{.Size}}"_s, u"strata-api:1"_s});
    QCOMPARE(history->size(), lines.size());
    for (qsizetype i = 0; i < lines.size(); ++i)
        QCOMPARE(QString::number(history->at(i).size), lines[i]);
}

void TestApiReal::containerDetails()
{
    const QString id = m_docker->output({u"run"_s, u"-d"_s, u"--name"_s, u"strata-api-c"_s, u"-e"_s, u"A=b c"_s,
                                         u"-v"_s, u"/data"_s, u"-w"_s, u"/data"_s, u"--label"_s, u"k=v"_s,
                                         u"--restart"_s, u"on-failure:2"_s, u"strata-api:1"_s, u"sleep"_s, u"1000"_s});
    const auto c = answer<ContainerDetails>(
        [&](auto told) { m_engine->containers().inspect(ContainerId(id), this, std::move(told)); });
    QVERIFY2(c, qPrintable(c ? QString() : c.error().detail));
    QCOMPARE(c->name, u"strata-api-c"_s);
    QCOMPARE(c->state, ContainerState::Running);
    QVERIFY(c->env.contains(u"A=b c"_s));
    QCOMPARE(c->command, (QStringList{u"sleep"_s, u"1000"_s}));
    QCOMPARE(c->workingDir, u"/data"_s);
    QCOMPARE(c->restartPolicy, u"on-failure:2"_s);
    QCOMPARE(c->mounts.size(), 1);
    QCOMPARE(c->mounts.first().destination, u"/data"_s);
    QVERIFY(c->labels.contains(std::pair(u"k"_s, u"v"_s)));
    QVERIFY(qAbs(c->startedAt.secsTo(QDateTime::currentDateTimeUtc())) < 30);
    QVERIFY(!c->finishedAt.isValid());
}

void TestApiReal::system()
{
    const auto info = answer<EngineInfo>([&](auto told) { m_engine->system().info(this, std::move(told)); });
    QVERIFY2(info, qPrintable(info ? QString() : info.error().detail));
    QCOMPARE(info->productName, m_isPodman ? u"Podman"_s : u"Docker"_s);
    QCOMPARE(info->version, m_docker->output({u"version"_s, u"--format"_s, u"{{.Server.Version}}"_s}));
    QCOMPARE(info->storageDriver, m_docker->output({u"info"_s, u"--format"_s, u"{{.Driver}}"_s}));
    QCOMPARE(QString::number(info->cpus), m_docker->output({u"info"_s, u"--format"_s, u"{{.NCPU}}"_s}));
    QVERIFY(info->memory > 0);
    const auto identity = answer<EngineIdentity>([&](auto told) { m_engine->system().ping(this, std::move(told)); });
    QVERIFY(identity);
    QCOMPARE(identity->isPodman, m_isPodman);
    QVERIFY(identity->apiVersion >= QVersionNumber(1, 41));
}

void TestApiReal::events()
{
    QStringList heard;
    StreamHandlers<EngineEvent> handlers;
    handlers.items = [&heard](const QList<EngineEvent> &events) {
        for (const EngineEvent &event : events) {
            if (event.attributes.value(u"name"_s).contains(u"strata-api"_s))
                heard.append(event.action);
        }
    };
    const Subscription events = m_engine->system().events({}, this, std::move(handlers));
    QTRY_VERIFY(m_engine->identity());
    int round = 0;
    const auto heardOfIt = [&] { // the stream may begin a moment later
        const QString name = u"strata-api-e%1"_s.arg(++round);
        m_docker->output({u"run"_s, u"--name"_s, name, u"strata-api:1"_s, u"true"_s});
        m_docker->output({u"rm"_s, name});
        return QTest::qWaitFor(
            [&] { return heard.contains(u"die") && (heard.contains(u"destroy") || heard.contains(u"remove")); }, 1500);
    };
    QTRY_VERIFY(heardOfIt());
    QVERIFY(heard.contains(u"start"_s));
}

void TestApiReal::stats()
{
    const ContainerId id(m_docker->output({u"run"_s, u"-d"_s, u"--name"_s, u"strata-api-busy"_s, u"strata-api:1"_s,
                                           u"sh"_s, u"-c"_s, u"while :; do :; done"_s}));
    QList<StatsSample> samples;
    StreamHandlers<StatsSample> handlers;
    handlers.items = [&samples](const QList<StatsSample> &some) { samples.append(some); };
    const Subscription stats = m_engine->containers().stats(id, this, std::move(handlers));
    QTRY_VERIFY(!samples.isEmpty());
    const StatsSample sample = samples.first();
    QCOMPARE(sample.id, id);
    QVERIFY2(sample.cpuPercent > 3 && sample.cpuPercent < 250, qPrintable(QString::number(sample.cpuPercent)));
    QVERIFY(sample.memory > 0 && sample.memory < sample.memoryLimit);
    QVERIFY(sample.pids >= 1);
    QVERIFY(qAbs(sample.time / 1'000'000'000 - QDateTime::currentSecsSinceEpoch()) < 30);
}

void TestApiReal::whatIsNotThere()
{
    const auto image = answer<ImageDetails>(
        [&](auto told) { m_engine->images().inspect(u"strata-api/nobody:1"_s, this, std::move(told)); });
    QCOMPARE(image.error().kind, Error::Kind::NotFound);
    QVERIFY(!image.error().message.isEmpty());
    const auto container = answer<ContainerDetails>(
        [&](auto told) { m_engine->containers().inspect(ContainerId(QString(64, u'0')), this, std::move(told)); });
    QCOMPARE(container.error().kind, Error::Kind::NotFound);
}

void TestApiReal::writableSizes()
{
    const QString id = m_docker->output({u"create"_s, u"--name"_s, u"strata-api-size"_s, u"strata-api:1"_s, u"sh"_s,
                                         u"-c"_s, u"cat /bin/busybox > /copy"_s});
    m_docker->output({u"start"_s, u"--attach"_s, id});
    using Sizes = QList<Containers::SizedContainer>;
    const auto sizes = answer<Sizes>([&](auto told) { m_engine->containers().sizes({id}, this, std::move(told)); });
    QVERIFY(sizes);
    QCOMPARE(sizes->size(), 1);
    QVERIFY2(sizes->first().writableSize > 1'000'000, qPrintable(QString::number(sizes->first().writableSize)));
}

STRATA_TEST(TestApiReal)
#include "tst_api_real.moc"
