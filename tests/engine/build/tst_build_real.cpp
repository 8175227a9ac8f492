// SPDX-License-Identifier: GPL-3.0-or-later
#include "../transfers/running.h"
#include "engine/api/buildcache.h"
#include "engine/build/buildoperation.h"
#include "support/archives.h"
#include "support/docker.h"
#include "support/realengine.h"
#include "support/realregistry.h"
#include "support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUuid>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using State = BuildStep::State;

struct BuildSide
{
    explicit BuildSide(const QString &variable = u"STRATA_TEST_SOCKET"_s) : real(variable.toLatin1().constData())
    {
        if (!real.isThere())
            return;
        engine = std::make_unique<Engine>(real.endpoint());
        docker = std::make_unique<Docker>(real.socketPath());
        base = u"strata-build-base-%1:1"_s.arg(QUuid::createUuid().toString(QUuid::Id128).first(8));
        docker->makeBusyboxImage(base);
    }
    ~BuildSide()
    {
        if (docker)
            docker->removeEverythingNamed(u"strata-build-"_s);
    }
    Q_DISABLE_COPY_MOVE(BuildSide)

    BuildContext context(const QByteArray &dockerfile, QList<Item> items = {}) const
    {
        items.append({.path = "Dockerfile", .data = QByteArray(dockerfile).replace("BASE", base.toUtf8())});
        return [tar = tarOf(items)]() -> Result<std::unique_ptr<ByteSource>> {
            return std::make_unique<MemorySource>(tar);
        };
    }
    QString file(const QString &image, const QString &path) const
    {
        return docker->output({u"run"_s, u"--rm"_s, u"--network=none"_s, image, u"cat"_s, path});
    }

    RealEngine real;
    std::unique_ptr<Engine> engine;
    std::unique_ptr<Docker> docker;
    QString base;
};

/// What a process in a build may have at most: Buildah wants more by default than this machine's root may give.
const QStringList smallLimits{u"nofile=1000:1000"_s, u"nproc=1000:1000"_s};

const BuildStep *stepOf(const BuildOperation &operation, const QString &text)
{
    for (const BuildStep &step : operation.steps()) {
        if (step.name.text.contains(text))
            return &step;
    }
    return nullptr;
}

QByteArray outputOf(const BuildOperation &operation, const QString &text)
{
    QByteArray all;
    if (const BuildStep *step = stepOf(operation, text)) {
        for (const BuildLogLine &line : operation.buildLog()->lines(step->digest, 0, 100))
            all += line.text + '\n';
    }
    return all;
}

BuildSecret typedSecret(const QString &id, QString value)
{
    return {.id = id, .source = BuildSecret::Source::Typed, .value = Secret::take(value)};
}

FindCredential finding(const std::optional<Credential> &account)
{
    return [account](const QString &, QObject *context, const auto &answer) {
        QMetaObject::invokeMethod(context, [account, answer] { answer(account); }, Qt::QueuedConnection);
    };
}

QString outputOfProgram(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// A program of this machine with its libraries, for an image that has none.
QList<Item> programWithLibraries(const QString &program)
{
    QStringList paths{program};
    static const QRegularExpression library(u"(/\\S+) \\(0x"_s);
    for (auto found = library.globalMatch(outputOfProgram(u"ldd"_s, {program})); found.hasNext();)
        paths.append(found.next().captured(1));
    QList<Item> items;
    for (const QString &path : std::as_const(paths)) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            items.append({.path = "root" + path.toUtf8(), .data = file.readAll(), .mode = 0755});
    }
    return items;
}

/// An agent with a key of its own, while this lives.
class RealAgent
{
public:
    RealAgent()
    {
        m_agent.start(u"ssh-agent"_s, {u"-D"_s, u"-a"_s, path()});
        m_isThere = m_agent.waitForStarted() && QTest::qWaitFor([this] { return QFile::exists(path()); });
        const QString key = m_folder.filePath(u"key"_s);
        outputOfProgram(u"ssh-keygen"_s, {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, u""_s, u"-f"_s, key});
        say({key});
    }
    ~RealAgent()
    {
        m_agent.kill();
        m_agent.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(RealAgent)

    bool isThere() const { return m_isThere; }
    QString path() const { return m_folder.filePath(u"agent"_s); }
    QString say(const QStringList &arguments) const
    {
        return outputOfProgram(u"env"_s, QStringList{u"SSH_AUTH_SOCK="_s + path(), u"ssh-add"_s} + arguments);
    }

private:
    QTemporaryDir m_folder;
    QProcess m_agent;
    bool m_isThere = false;
};

} // namespace

/// Builds on real engines.
class TestBuildReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stagesAndOptions();
    void heredocs();
    void builtTwice();
    void aFailedStep_data();
    void aFailedStep();
    void aWrongDockerfile();
    void muchOutput();
    void cancelledInTheMiddle();
    void theCache();
    void otherBuilders_data();
    void otherBuilders();
    void classicDropsHeredocs();
    void secrets();
    void aSecretThatNobodyHas();
    void privateBaseImages_data();
    void privateBaseImages();
    void anSshAgent();
    void commandTwins_data();
    void commandTwins();
};

#define BUILD_SIDE()                                                                                                   \
    const BuildSide s;                                                                                                 \
    STRATA_NEED(s.real)

void TestBuildReal::stagesAndOptions()
{
    BUILD_SIDE();
    const QByteArray dockerfile = R"DF(FROM BASE AS left
RUN echo left > /left
FROM BASE AS right
ARG VERSION=none
COPY ["some file", "/some"]
RUN echo "$VERSION" > /right
FROM BASE AS both
COPY --from=left /left /
COPY --from=right /right /some /
FROM both AS never
RUN false
)DF";
    const QString tag = u"strata-build-stages:1"_s;
    BuildOperation operation(*s.engine,
                             {.tags = {tag, u"strata-build-stages:two"_s},
                              .target = u"both"_s,
                              .arguments = {{u"VERSION"_s, u"1+1 & \"2\""_s}},
                              .labels = {{u"about"_s, u"it's 한국"_s}},
                              .network = u"none"_s,
                              .extraHosts = {u"there:10.1.2.3"_s},
                              .limits = {u"nofile=1000:2000"_s},
                              .sharedMemory = 1 << 20},
                             s.context(dockerfile, {{.path = "some file", .data = "content"}}));
    STRATA_SUCCEEDS(operation);
    QCOMPARE(s.file(tag, u"/right"_s), u"1+1 & \"2\""_s);
    QCOMPARE(s.file(tag, u"/left"_s), u"left"_s);
    QCOMPARE(s.file(tag, u"/some"_s), u"content"_s);
    const QString inspected = s.docker->output(
        {u"inspect"_s, u"--format"_s, u"{{.Id}} {{index .Config.Labels \"about\"}}"_s, u"strata-build-stages:two"_s});
    QCOMPARE(inspected, QString(operation.imageId() + u" it's 한국"_s));
    QStringList stages;
    for (const BuildStep &step : operation.steps()) {
        if (step.name.number > 0 && !stages.contains(step.name.stage))
            stages.append(step.name.stage);
        QVERIFY2(step.isOver(), qPrintable(step.name.text));
    }
    stages.sort();
    QCOMPARE(stages, QStringList({u"both"_s, u"left"_s, u"right"_s}));
    QVERIFY(stepOf(operation, u"RUN echo left"_s)->busy > 0);
    QVERIFY(stepOf(operation, u"load remote build context"_s)->name.isInternal);
}

void TestBuildReal::heredocs()
{
    BUILD_SIDE();
    const QString tag = u"strata-build-heredoc:1"_s;
    BuildOperation operation(*s.engine, {.tags = {tag}, .hasHeredocs = true}, s.context(R"(FROM BASE
RUN <<EOF
echo one > /file
echo two >> /file
EOF
COPY <<'END' /copied
$not expanded
END
)"));
    STRATA_SUCCEEDS(operation);
    QCOMPARE(s.file(tag, u"/file"_s), u"one\ntwo"_s);
    QCOMPARE(s.file(tag, u"/copied"_s), u"$not expanded"_s);
}

void TestBuildReal::builtTwice()
{
    BUILD_SIDE();
    const BuildContext context = s.context("FROM BASE\nCOPY f /f\nRUN cat /f > /g\n", {{.path = "f", .data = "1"}});
    QString id;
    for (const bool isCached : {false, true}) {
        BuildOperation operation(*s.engine, {}, context);
        STRATA_SUCCEEDS(operation);
        for (const QString &text : {u"COPY f"_s, u"RUN cat"_s})
            QCOMPARE(stepOf(operation, text)->state, isCached ? State::Cached : State::Done);
        QCOMPARE(operation.build().totals().cached > 0, isCached);
        if (isCached)
            QCOMPARE(operation.imageId(), id);
        id = operation.imageId();
    }
    BuildOperation anew(*s.engine, {.noCache = true}, context);
    STRATA_SUCCEEDS(anew);
    QCOMPARE(stepOf(anew, u"RUN cat"_s)->state, State::Done);
}

void TestBuildReal::aFailedStep_data()
{
    QTest::addColumn<Builder>("builder");
    QTest::addColumn<QString>("variable");
    QTest::newRow("BuildKit") << Builder::BuildKit << u"STRATA_TEST_SOCKET"_s;
    QTest::newRow("classic") << Builder::Classic << u"STRATA_TEST_SOCKET"_s;
    QTest::newRow("Podman") << Builder::Buildah << u"STRATA_TEST_PODMAN"_s;
}

void TestBuildReal::aFailedStep()
{
    QFETCH(Builder, builder);
    QFETCH(QString, variable);
    const BuildSide s(variable);
    STRATA_NEED(s.real);
    BuildOperation operation(*s.engine, {.builder = builder, .limits = smallLimits},
                             s.context("FROM BASE\nRUN echo so far; echo oops >&2; exit 3\nRUN true\n"));
    STRATA_FAILS(operation, Error::Kind::EngineFailed);
    QVERIFY(operation.failedAt().has_value());
    QCOMPARE(operation.failedAt()->exitCode, 3);
    QVERIFY2(operation.failedAt()->row >= 0, told(operation.outcome()).constData());
    const BuildStep &step = operation.steps().at(operation.failedAt()->row);
    QVERIFY2(step.name.text.contains(u"exit 3"), qPrintable(step.name.text));
    QVERIFY(outputOf(operation, u"exit 3"_s).contains("so far\n"));
    QVERIFY(outputOf(operation, u"exit 3"_s).contains("oops\n"));
}

void TestBuildReal::aWrongDockerfile()
{
    BUILD_SIDE();
    BuildOperation operation(*s.engine, {}, s.context("FROM BASE\n\nCOPPY a b\n"));
    STRATA_FAILS(operation, Error::Kind::InvalidInput);
    QCOMPARE(operation.failedAt()->line, 3);
    BuildOperation missing(*s.engine, {}, s.context("FROM BASE\nCOPY nowhere /\n"));
    STRATA_FAILS(missing, Error::Kind::InvalidInput);
    QVERIFY(missing.outcome().error->message.contains(u"/nowhere"));
    BuildOperation noFile(*s.engine, {.dockerfile = u"other"_s}, s.context("FROM BASE\n"));
    STRATA_FAILS(noFile, Error::Kind::InvalidInput);
    BuildOperation noTar(*s.engine, {}, []() -> Result<std::unique_ptr<ByteSource>> {
        return std::make_unique<MemorySource>(QByteArray(5000, 'x'));
    });
    QCOMPARE(performed(noTar).kind, Outcome::Kind::Failure);
}

/// BuildKit itself keeps 2 MB of each step's output, and says so.
void TestBuildReal::muchOutput()
{
    BUILD_SIDE();
    BuildOperation operation(
        *s.engine, {.noCache = true},
        s.context("FROM BASE\nRUN i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done\n"));
    STRATA_SUCCEEDS(operation);
    const BuildStep *step = stepOf(operation, u"RUN i=0"_s);
    const auto &log = operation.buildLog();
    QCOMPARE(log->lines(step->digest, 5, 1).first().text, "line 5");
    const auto places = log->search(BuildLog::containing(u"line 19999"_s), step->digest, 5);
    const auto clipped = log->search(BuildLog::containing(u"clipped"_s), step->digest, 5);
    QVERIFY(places.size() == 1 || clipped.size() == 1);
}

void TestBuildReal::cancelledInTheMiddle()
{
    BUILD_SIDE();
    const QString mark = u"sleep 61"_s;
    BuildOperation operation(*s.engine, {.noCache = true}, s.context("FROM BASE\nRUN sleep 61\n"));
    operation.start();
    const auto isRunning = [&] {
        const BuildStep *step = stepOf(operation, mark);
        return step && step->state == State::Running;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isRunning(), 30'000);
    const auto processes = [&s] { return s.docker->shell(u"pgrep -f '^sleep 61$' >/dev/null"_s); };
    QTRY_VERIFY(processes());
    operation.cancel();
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Cancelled);
    QCOMPARE(stepOf(operation, mark)->state, State::Cancelled);
    QTRY_VERIFY(!processes()); // the engine stopped too
}

void TestBuildReal::theCache()
{
    BUILD_SIDE();
    const QByteArray unique = QUuid::createUuid().toByteArray(QUuid::Id128);
    BuildOperation operation(*s.engine, {}, s.context("FROM BASE\nRUN echo " + unique + " > /x\n"));
    STRATA_SUCCEEDS(operation);
    std::optional<Result<QList<BuildCacheRecord>>> records;
    s.engine->buildCache().list(this, [&](Result<QList<BuildCacheRecord>> list) { records = std::move(list); });
    QTRY_VERIFY(records.has_value());
    QVERIFY(*records);
    const auto record = std::ranges::find_if(
        **records, [&](const BuildCacheRecord &one) { return one.description.contains(QString::fromUtf8(unique)); });
    QVERIFY(record != (*records)->cend());
    QCOMPARE(record->type, u"regular"_s);
    QVERIFY(record->size > 0 && record->created.isValid() && !record->parents.isEmpty());

    s.docker->output({u"rmi"_s, u"-f"_s, operation.imageId()});
    std::optional<Result<PruneReport>> report;
    s.engine->buildCache().prune({.all = true, .id = record->id}, this,
                                 [&](Result<PruneReport> done) { report = std::move(done); });
    QTRY_VERIFY(report.has_value());
    QVERIFY(*report);
    QCOMPARE((*report)->deleted, QStringList{record->id});
    QVERIFY((*report)->spaceReclaimed > 0);
}

void TestBuildReal::otherBuilders_data()
{
    QTest::addColumn<Builder>("builder");
    QTest::addColumn<QString>("variable");
    QTest::newRow("classic") << Builder::Classic << u"STRATA_TEST_SOCKET"_s;
    QTest::newRow("Podman") << Builder::Buildah << u"STRATA_TEST_PODMAN"_s;
}

void TestBuildReal::otherBuilders()
{
    QFETCH(Builder, builder);
    QFETCH(QString, variable);
    const BuildSide s(variable);
    STRATA_NEED(s.real);
    const QString tag = u"strata-build-other:1"_s;
    BuildOperation operation(*s.engine, {.builder = builder, .tags = {tag}, .limits = smallLimits, .memory = 200 << 20},
                             s.context("FROM BASE AS one\nRUN echo made; echo 1 > /one\nFROM BASE\n"
                                       "COPY --from=one /one /two\n"));
    STRATA_SUCCEEDS(operation);
    QCOMPARE(s.file(tag, u"/two"_s), u"1"_s);
    QVERIFY(operation.imageId().startsWith(u"sha256:"));
    QCOMPARE(operation.steps().size(), 4);
    QVERIFY(outputOf(operation, u"RUN echo made"_s).contains("made\n"));
    BuildOperation again(*s.engine, {.builder = builder, .limits = smallLimits},
                         s.context("FROM BASE AS one\nRUN echo made; echo 1 > /one\n"));
    STRATA_SUCCEEDS(again);
    QCOMPARE(stepOf(again, u"RUN echo made"_s)->state, State::Cached);
}

/// Why they are refused there.
void TestBuildReal::classicDropsHeredocs()
{
    BUILD_SIDE();
    const QString tag = u"strata-build-dropped:1"_s;
    const BuildContext context = s.context("FROM BASE\nRUN cat <<EOF > /file\ncontent\nEOF\n");
    BuildOperation refused(*s.engine, {.builder = Builder::Classic, .hasHeredocs = true}, context);
    STRATA_FAILS(refused, Error::Kind::NotSupported);
    BuildOperation unnoticed(*s.engine, {.builder = Builder::Classic, .tags = {tag}}, context);
    STRATA_SUCCEEDS(unnoticed);
    QCOMPARE(s.file(tag, u"/file"_s), QString());
}

void TestBuildReal::secrets()
{
    BUILD_SIDE();
    QTemporaryDir folder;
    QFile file(folder.filePath(u"a secret, file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("from a file\n") > 0);
    file.close();
    qputenv("STRATA_TEST_SECRET", "from the environment");
    const QString tag = u"strata-build-secret:1"_s;
    BuildOperation operation(
        *s.engine,
        {.tags = {tag},
         .noCache = true,
         .secrets = {{.id = u"one"_s, .source = BuildSecret::Source::File, .from = file.fileName()},
                     {.id = u"two"_s, .source = BuildSecret::Source::Environment, .from = u"STRATA_TEST_SECRET"_s},
                     typedSecret(u"three"_s, QString(400'000, u'x'))}},
        s.context("FROM BASE\n"
                  "RUN --mount=type=secret,id=one --mount=type=secret,id=two "
                  "cat /run/secrets/one /run/secrets/two > /seen\n"
                  "RUN --mount=type=secret,id=three,target=/large cat /large > /copy\n"
                  "RUN --mount=type=secret,id=nobody cat /run/secrets/nobody || echo none > /none\n"));
    STRATA_SUCCEEDS(operation);
    QCOMPARE(s.file(tag, u"/seen"_s), u"from a file\nfrom the environment"_s);
    QCOMPARE(s.file(tag, u"/copy"_s).size(), 400'000);
    QCOMPARE(s.file(tag, u"/none"_s), u"none"_s);
    const QString told = operation.log().join(u' ') + operation.commandLine().toString();
    QVERIFY(!told.contains(u"from a file") && !told.contains(u"from the env") && !told.contains(u"xxxx"));
}

void TestBuildReal::aSecretThatNobodyHas()
{
    BUILD_SIDE();
    BuildOperation operation(*s.engine, {.noCache = true, .secrets = {typedSecret(u"other"_s, u"x"_s)}},
                             s.context("FROM BASE\nRUN --mount=type=secret,id=npm,required=true true\n"));
    const Outcome outcome = performed(operation);
    QCOMPARE(outcome.kind, Outcome::Kind::Failure);
    QVERIFY2(outcome.error->message.contains(u"npm"), told(outcome).constData());
}

void TestBuildReal::privateBaseImages_data()
{
    QTest::addColumn<Builder>("builder");
    QTest::addColumn<QString>("who");
    for (const Builder builder : {Builder::BuildKit, Builder::Classic}) {
        const char *name = builder == Builder::BuildKit ? "BuildKit" : "classic";
        QTest::addRow("%s, the right account", name) << builder << u"right"_s;
        QTest::addRow("%s, a wrong account", name) << builder << u"wrong"_s;
        QTest::addRow("%s, none", name) << builder << QString();
    }
}

void TestBuildReal::privateBaseImages()
{
    QFETCH(Builder, builder);
    QFETCH(QString, who);
    const RealRegistry registry;
    STRATA_NEED(registry);
    BUILD_SIDE();
    QVERIFY(registry.login());
    const QString name = registry.name(u"strata-build-private:"_s
                                       + QUuid::createUuid().toString(QUuid::Id128).first(8));
    QVERIFY(s.docker->shell(u"docker tag %1 %2 && docker push -q %2 && docker rmi %2 %1"_s.arg(s.base, name)));
    std::optional<Credential> account;
    if (!who.isEmpty())
        account = who == u"right" ? registry.account() : registry.wrongAccount();
    BuildOperation operation(*s.engine, {.builder = builder, .registries = {registry.host()}},
                             s.context("FROM " + name.toUtf8() + "\nRUN true\n"));
    operation.setFindAccount(finding(account));
    if (who == u"right")
        STRATA_SUCCEEDS(operation);
    else
        STRATA_FAILS(operation, Error::Kind::Unauthorized);
}

void TestBuildReal::anSshAgent()
{
    BUILD_SIDE();
    const QString program = QStandardPaths::findExecutable(u"ssh-add"_s);
    if (program.isEmpty() || QStandardPaths::findExecutable(u"ssh-agent"_s).isEmpty())
        QSKIP("OpenSSH is not installed");
    const RealAgent agent;
    QVERIFY(agent.isThere());
    const QString keys = agent.say({u"-l"_s});
    QVERIFY(keys.contains(u"ED25519"));
    const QString tag = u"strata-build-ssh:1"_s;
    BuildOperation operation(*s.engine, {.tags = {tag}, .noCache = true, .agents = {{.socket = agent.path()}}},
                             s.context("FROM BASE\nCOPY root /\n"
                                       "RUN --mount=type=ssh "
                                           + program.toUtf8() + " -l > /keys && ! " + program.toUtf8() + " -D\n",
                                       programWithLibraries(program)));
    STRATA_SUCCEEDS(operation);
    QCOMPARE(s.file(tag, u"/keys"_s), keys.trimmed());
    QCOMPARE(agent.say({u"-l"_s}), keys); // and the build could not remove them
}

void TestBuildReal::commandTwins_data()
{
    QTest::addColumn<Builder>("builder");
    QTest::newRow("BuildKit") << Builder::BuildKit;
    QTest::newRow("classic") << Builder::Classic;
}

/// The printed command makes the same image.
void TestBuildReal::commandTwins()
{
    QFETCH(Builder, builder);
    BUILD_SIDE();
    const bool isBuildKit = builder == Builder::BuildKit;
    if (isBuildKit && !s.docker->shell(u"docker buildx version"_s))
        QSKIP("docker-buildx is not installed");
    const QTemporaryDir folder;
    QDir(folder.path()).mkpath(u"a context"_s);
    QByteArray dockerfile = "FROM BASE AS one\nARG WORDS\nARG MORE\n"
                            "RUN --mount=type=secret,id=npm cat /run/secrets/npm > /npm\n"
                            "RUN echo \"$WORDS\" > /words\nFROM one AS never\nRUN false\n";
    dockerfile.replace("BASE", s.base.toUtf8());
    if (!isBuildKit)
        dockerfile.replace("--mount=type=secret,id=npm cat /run/secrets/npm", "echo");
    QFile file(folder.filePath(u"a context/Docker file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(dockerfile) > 0);
    file.close();
    BuildOptions options{.builder = builder,
                         .tags = {u"strata-build-ours:1"_s},
                         .dockerfile = u"Docker file"_s,
                         .target = u"one"_s,
                         .arguments = {{u"WORDS"_s, u"it's $HOME & \"more\""_s}, {u"MORE"_s, {}}},
                         .labels = {{u"about"_s, u"한국 it's"_s}},
                         .noCache = true,
                         .network = u"none"_s,
                         .extraHosts = {u"there:10.1.2.3"_s},
                         .limits = {u"nofile=1000:2000"_s},
                         .sharedMemory = 1 << 20,
                         .memory = isBuildKit ? 0 : 300 << 20,
                         .contextFolder = folder.filePath(u"a context"_s)};
    if (isBuildKit)
        options.secrets = {{.id = u"npm"_s, .source = BuildSecret::Source::File, .from = file.fileName()}};
    BuildOperation operation(*s.engine, options, s.context({}, {{.path = "Docker file", .data = dockerfile}}));
    STRATA_SUCCEEDS(operation);
    options.tags = {u"strata-build-theirs:1"_s};
    QVERIFY2(s.docker->shell(buildCommand(options).toString()), qPrintable(s.docker->lastError()));
    const auto facts = [&](const QString &tag) {
        const QString inspected = s.docker->output(
            {u"inspect"_s, u"--format"_s, u"{{json .Config.Labels}} {{json .Config.Env}} {{len .RootFS.Layers}}"_s,
             tag});
        return QStringList{inspected, s.file(tag, u"/words"_s), s.file(tag, u"/npm"_s)};
    };
    QCOMPARE(facts(u"strata-build-ours:1"_s).at(1), u"it's $HOME & \"more\""_s);
    QCOMPARE(facts(u"strata-build-ours:1"_s), facts(u"strata-build-theirs:1"_s));
}

STRATA_TEST(TestBuildReal)
#include "tst_build_real.moc"
