// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/actions/containeractions.h"
#include "engine/actions/imageactions.h"
#include "engine/api/containers.h"
#include "engine/engine.h"
#include "engine/inventory/inventory.h"
#include "engine/inventory/previews.h"
#include "support/docker.h"
#include "support/realengine.h"
#include "support/testprogram.h"

#include <QSignalSpy>

using namespace strata;
using namespace strata::test;
using namespace strata::actions;
using namespace Qt::StringLiterals;

/// Each action twice on a real engine: once through the API on one object, once by its printed command, run by a shell
/// with the real docker client, on a twin of that object. Both must leave the same behind.
class TestActionsReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void containerTwins_data();
    void containerTwins();
    void severalContainersAtOnce();
    void pruneTwins();
    void imageTwins();
    void imagePruneTwins();
    void previewsTellWhatDockerDoes();
    void failuresAreTheEngines();

private:
    using Make = std::function<Action(const ContainerTarget &)>;

    void clear();
    QString make(const QString &name, const QString &how);
    QString stateOf(const QString &name) const;
    Outcome perform(Action action);
    void byHand(const CommandLine &command);
    QString image(const QString &name);
    bool hasImage(const QString &name) const;

    RealEngine m_real;
    std::unique_ptr<Docker> m_docker;
    std::unique_ptr<Engine> m_engine;
    QString m_base;
};

void TestActionsReal::initTestCase()
{
    STRATA_NEED(m_real);
    m_docker = std::make_unique<Docker>(m_real.socketPath());
    m_engine = std::make_unique<Engine>(m_real.endpoint());
    m_base = m_docker->makeBusyboxImage(u"strata-actions:base"_s);
    QVERIFY2(!m_base.isEmpty(), qPrintable(m_docker->lastError()));
    clear();
}

void TestActionsReal::cleanup()
{
    if (m_docker)
        clear();
}

void TestActionsReal::clear()
{
    m_docker->removeEverythingNamed(u"sa-"_s);
    m_docker->output({u"volume"_s, u"prune"_s, u"-f"_s});
}

QString TestActionsReal::make(const QString &name, const QString &how)
{
    m_docker->output({u"create"_s, u"--name"_s, name, u"-v"_s, u"/data"_s, m_base, u"sleep"_s, u"1000"_s});
    if (how != u"created")
        m_docker->output({u"start"_s, name});
    if (how == u"paused")
        m_docker->output({u"pause"_s, name});
    if (how == u"stopped")
        m_docker->output({u"kill"_s, name});
    return m_docker->output({u"inspect"_s, u"--format"_s, u"{{.Id}}"_s, name});
}

/// What a twin must agree in; the restart shows in StartedAt, so that only whether it is later than creation counts.
QString TestActionsReal::stateOf(const QString &name) const
{
    const QString state = m_docker->output(
        {u"inspect"_s, u"--format"_s, u"{{.State.Status}} {{.State.ExitCode}} {{.State.Paused}}"_s, name});
    const QString volumes = m_docker->output({u"volume"_s, u"ls"_s, u"--quiet"_s, u"--filter"_s, u"dangling=true"_s});
    return state + u" loose volumes: "_s + QString::number(volumes.split(u'\n', Qt::SkipEmptyParts).size());
}

Outcome TestActionsReal::perform(Action action)
{
    ActionOperation operation(*m_engine, std::move(action));
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    if (finished.isEmpty() && !finished.wait(30'000))
        return Outcome::failure({Error::Kind::Timeout, u"no end"_s, {}});
    return operation.outcome();
}

void TestActionsReal::byHand(const CommandLine &command)
{
    QVERIFY2(m_docker->shell(command.toString()), qPrintable(m_docker->lastError()));
}

void TestActionsReal::containerTwins_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<Make>("action");
    QTest::addColumn<QString>("after"); // the name to look at
    const auto row = [](const char *name, const QString &how, Make action, const QString &after = {}) {
        QTest::newRow(name) << how << std::move(action) << after;
    };
    using Target = const ContainerTarget &;
    row("start", u"created"_s, [](Target t) { return start({t}); });
    row("start what runs", u"running"_s, [](Target t) { return start({t}); });
    row("stop", u"running"_s, [](Target t) { return stop({t}, 0); });
    row("stop what is stopped", u"stopped"_s, [](Target t) { return stop({t}); });
    row("restart", u"stopped"_s, [](Target t) { return restart({t}, 0); });
    row("pause", u"running"_s, [](Target t) { return pause({t}); });
    row("unpause", u"paused"_s, [](Target t) { return unpause({t}); });
    row("kill", u"running"_s, [](Target t) { return kill({t}); });
    row("kill with a signal", u"running"_s, [](Target t) { return kill({t}, u"SIGKILL"_s); });
    row("rename", u"running"_s, [](Target t) { return rename(t, t.name + u"-new"_s); }, u"-new"_s);
    row("remove", u"stopped"_s, [](Target t) { return remove({t}, false, false); });
    row("remove with volumes", u"stopped"_s, [](Target t) { return remove({t}, false, true); });
    row("remove running", u"running"_s, [](Target t) { return remove({t}, true, true); });
}

void TestActionsReal::containerTwins()
{
    QFETCH(QString, how);
    QFETCH(Make, action);
    QFETCH(QString, after);
    const ContainerId api(make(u"sa-api"_s, how));
    const Outcome outcome = perform(action({api, u"sa-api"_s}));
    QVERIFY2(outcome.kind == Outcome::Kind::Success, qPrintable(outcome.error ? outcome.error->message : QString()));
    const QString byApi = stateOf(u"sa-api"_s + after);
    clear();

    const ContainerId twin(make(u"sa-cli"_s, how));
    byHand(action({twin, u"sa-cli"_s}).commandLine);
    QCOMPARE(stateOf(u"sa-cli"_s + after), byApi);
}

void TestActionsReal::severalContainersAtOnce()
{
    ContainerTargets targets;
    for (int i = 0; i < 4; ++i) {
        const QString name = u"sa-many-%1"_s.arg(i);
        targets.append({ContainerId(make(name, u"running"_s)), name});
    }
    targets.insert(2, {ContainerId(QString(64, u'0')), u"sa-nobody"_s});
    const Outcome outcome = perform(kill(targets));
    QCOMPARE(outcome.kind, Outcome::Kind::Failure);
    QVERIFY2(outcome.error->message.startsWith(u"sa-nobody: "), qPrintable(outcome.error->message));
    for (int i = 0; i < 4; ++i)
        QVERIFY(stateOf(u"sa-many-%1"_s.arg(i)).startsWith(u"exited 137"));
}

void TestActionsReal::pruneTwins()
{
    const auto leftOver = [this] {
        return m_docker->output({u"ps"_s, u"-a"_s, u"--filter"_s, u"name=sa-"_s, u"--format"_s, u"{{.Names}}"_s});
    };
    make(u"sa-up"_s, u"running"_s);
    make(u"sa-down"_s, u"stopped"_s);
    make(u"sa-new"_s, u"created"_s);
    QCOMPARE(perform(pruneContainers()).kind, Outcome::Kind::Success);
    QCOMPARE(leftOver(), u"sa-up"_s);
    make(u"sa-down"_s, u"stopped"_s);
    make(u"sa-new"_s, u"created"_s);
    QVERIFY(m_docker->shell(u"yes | "_s + pruneContainers().commandLine.toString())); // it asks
    QCOMPARE(leftOver(), u"sa-up"_s);
}

QString TestActionsReal::image(const QString &name)
{
    return m_docker->makeBusyboxImage(name);
}

bool TestActionsReal::hasImage(const QString &name) const
{
    return !m_docker->output({u"images"_s, u"--quiet"_s, u"--no-trunc"_s, name}).isEmpty();
}

void TestActionsReal::imageTwins()
{
    for (const bool byApi : {true, false}) {
        const auto act = [&](const Action &action) {
            if (byApi)
                QCOMPARE(perform(action).kind, Outcome::Kind::Success);
            else
                byHand(action.commandLine);
        };
        const QString id = image(u"sa-img:1"_s);
        act(tagImage(u"sa-img:1"_s, u"sa-other"_s));
        QVERIFY(hasImage(u"sa-other:latest"_s));
        act(tagImage(id, u"localhost:5000/sa-far:2"_s));
        QVERIFY(hasImage(u"localhost:5000/sa-far:2"_s));
        act(tagImage(u"sa-img:1"_s, QStringList{u"sa-more:1"_s, u"sa-more:2"_s}));
        QVERIFY(hasImage(u"sa-more:1"_s) && hasImage(u"sa-more:2"_s));
        act(untagImages({u"sa-more:1"_s, u"sa-more:2"_s}));
        QVERIFY(!hasImage(u"sa-more"_s));
        act(removeImages({{u"sa-other"_s}}, false));
        QVERIFY(!hasImage(u"sa-other:latest"_s));
        QVERIFY(hasImage(u"sa-img:1"_s));
        act(removeImages({{id}}, true));
        QVERIFY(!hasImage(u"sa-img:1"_s) && !hasImage(u"localhost:5000/sa-far:2"_s));
        const QString again = image(u"sa-img:1"_s);
        act(tagImage(u"sa-img:1"_s, u"sa-img:2"_s));
        act(removeImages({{again}, {u"sa-img:2"_s}}, false)); // the name first, or the ID would be refused
        QVERIFY(!hasImage(u"sa-img"_s));
    }
}

void TestActionsReal::imagePruneTwins()
{
    const auto left = [this](const QString &id) {
        return m_docker->output({u"images"_s, u"--quiet"_s, u"--no-trunc"_s}).contains(id);
    };
    for (const bool byApi : {true, false}) {
        const auto act = [&](const Action &action) {
            if (byApi)
                QCOMPARE(perform(action).kind, Outcome::Kind::Success);
            else
                QVERIFY(m_docker->shell(u"yes | "_s + action.commandLine.toString()));
        };
        const QString dangling = image({});
        const QString unused = image(u"sa-unused:1"_s);
        const QString used = image(u"sa-used:1"_s);
        m_docker->output({u"create"_s, u"--name"_s, u"sa-user"_s, used, u"true"_s});
        act(pruneImages(true));
        QVERIFY(!left(dangling) && left(unused) && left(used));
        act(pruneImages(false));
        QVERIFY(!left(unused) && left(used));
        m_docker->removeEverythingNamed(u"sa-"_s);
        m_base = m_docker->makeBusyboxImage(u"strata-actions:base"_s); // nothing used it
    }
}

void TestActionsReal::previewsTellWhatDockerDoes()
{
    const QString dangling = image({});
    const QString used = image(u"sa-used:1"_s);
    const QString two = image(u"sa-two:1"_s);
    m_docker->output({u"tag"_s, u"sa-two:1"_s, u"sa-two:2"_s});
    m_docker->output({u"create"_s, u"--name"_s, u"sa-user"_s, used, u"true"_s});
    m_docker->output({u"tag"_s, u"sa-used:1"_s, u"sa-also:9"_s});
    m_docker->output({u"tag"_s, u"sa-used:1"_s, u"localhost:5000/sa-far"_s});
    Inventory inventory(*m_engine);
    inventory.start();
    QTRY_COMPARE(inventory.link(), Inventory::Link::Live);

    const QList<ImageTarget> targets{{used}, {u"sa-two:1"_s}, {dangling}};
    const RemovalPreview preview = previewImageRemoval(inventory, targets, false);
    QCOMPARE(preview.blocked.size(), 1);
    QCOMPARE(preview.blocked.first().containers.first().name, u"sa-user"_s);
    QCOMPARE(preview.untagged, QStringList{u"sa-two:1"_s});
    QCOMPARE(preview.deleted.size(), 1);
    const Outcome outcome = perform(removeImages(targets, false));
    QCOMPARE(outcome.kind, Outcome::Kind::Failure);
    QVERIFY2(outcome.error->message.startsWith(used.sliced(7, 12) + u": "_s), qPrintable(outcome.error->message));
    QTRY_VERIFY(!inventory.images().contains(ImageId(dangling)));
    QVERIFY(inventory.images().contains(ImageId(two)) && inventory.images().contains(ImageId(used)));

    const ImagePrunePreview prune = previewImagePrune(inventory, false);
    QStringList names = m_docker->lines({u"images"_s, u"--format"_s, u"{{.Repository}}:{{.Tag}}"_s});
    QCOMPARE(perform(pruneImages(false)).kind, Outcome::Kind::Success);
    for (const ImageSummary &image : prune.images)
        QTRY_VERIFY(!inventory.images().contains(image.id));
    QVERIFY(inventory.images().contains(ImageId(used)));
    for (const ImageSummary &image : prune.images)
        names.removeIf([&image](const QString &name) { return image.repoTags.contains(name); });
    names.removeIf([&prune](const QString &name) { return prune.mayUntag.contains(name); });
    QCOMPARE(m_docker->lines({u"images"_s, u"--format"_s, u"{{.Repository}}:{{.Tag}}"_s}), names);
    QVERIFY(prune.mayUntag.contains(u"sa-also:9"_s));
    m_docker->removeEverythingNamed(u"sa-"_s);
    m_base = m_docker->makeBusyboxImage(u"strata-actions:base"_s);
}

void TestActionsReal::failuresAreTheEngines()
{
    make(u"sa-a"_s, u"running"_s);
    const ContainerId b(make(u"sa-b"_s, u"running"_s));
    const Outcome taken = perform(rename({b, u"sa-b"_s}, u"sa-a"_s));
    QCOMPARE(taken.error->kind, Error::Kind::Conflict);
    QVERIFY(taken.error->message.contains(u"already in use"));
    QCOMPARE(perform(remove({{b, u"sa-b"_s}}, false, false)).error->kind, Error::Kind::Conflict); // it runs
    QCOMPARE(perform(unpause({{b, u"sa-b"_s}})).kind, Outcome::Kind::Failure);
    QCOMPARE(perform(tagImage(u"nobody:1"_s, u"x:1"_s)).error->kind, Error::Kind::NotFound);
}

STRATA_TEST(TestActionsReal)
#include "tst_actions_real.moc"
