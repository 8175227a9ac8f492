// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/parser.h"
#include "dockerfile/plan/reconstruction.h"
#include "support/docker.h"
#include "support/realengine.h"
#include "support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

const QString planBase = u"strata-plan:base"_s;
const QString planImage = u"strata-plan:built"_s;

QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(60'000);
    return process.readAllStandardOutput();
}

/// A build context, and what is made of it by an engine.
class RealBuild
{
public:
    RealBuild(const Docker &docker, const QString &socket) : m_docker(docker), m_socket(socket)
    {
        write(u"a.txt"_s, "one\n");
        write(u"b.txt"_s, "two\n");
        QDir(m_folder.path()).mkdir(u"dir"_s);
        write(u"dir/c.txt"_s, "three\n");
    }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
    }

    /// Why there is no image; empty when there is one.
    QString build(const QString &dockerfile, BuilderKind builder, const QMap<QString, QString> &arguments) const
    {
        write(u"Dockerfile"_s, dockerfile.toUtf8());
        return builder == BuilderKind::Classic ? buildClassic(arguments) : buildWithBuildKit(arguments);
    }

    /// The configuration of the image, as `docker save` writes it.
    QJsonObject image() const
    {
        const QString archive = m_folder.filePath(u"image.tar"_s);
        m_docker.output({u"save"_s, u"-o"_s, archive, planImage});
        const auto read = [&](const QString &name) {
            return QJsonDocument::fromJson(outputOf(u"tar"_s, {u"xOf"_s, archive, name}));
        };
        const QString config = read(u"manifest.json"_s)[0][u"Config"_s].toString();
        const QJsonObject object = read(config).object();
        QFile::remove(archive);
        return object;
    }

private:
    QString buildClassic(const QMap<QString, QString> &arguments) const
    {
        QString line = u"DOCKER_BUILDKIT=0 docker build -q -t %1"_s.arg(planImage);
        for (const auto &[name, value] : arguments.asKeyValueRange())
            line += u" --build-arg '%1=%2'"_s.arg(name, value);
        return m_docker.shell(line + u" '%1'"_s.arg(m_folder.path())) ? QString() : m_docker.lastError();
    }

    /// The docker command needs a plugin for it, the engine does not.
    QString buildWithBuildKit(const QMap<QString, QString> &arguments) const
    {
        const QByteArray context = outputOf(u"tar"_s, {u"cf"_s, u"-"_s, u"-C"_s, m_folder.path(), u"."_s});
        QJsonObject json;
        for (const auto &[name, value] : arguments.asKeyValueRange())
            json.insert(name, value);
        const QByteArray given = QJsonDocument(json).toJson(QJsonDocument::Compact).toPercentEncoding();
        QLocalSocket socket;
        socket.connectToServer(m_socket);
        if (!socket.waitForConnected())
            return socket.errorString();
        socket.write(
            "POST /build?version=2&t=" + planImage.toUtf8() + "&buildargs=" + given
            + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\nContent-Type: application/x-tar\r\nContent-Length: "
            + QByteArray::number(context.size()) + "\r\n\r\n" + context);
        QByteArray answer;
        while (socket.state() == QLocalSocket::ConnectedState || socket.bytesAvailable() > 0) {
            socket.waitForReadyRead(60'000);
            answer += socket.readAll();
        }
        const bool isBuilt = answer.contains("moby.image.id") && !answer.contains("errorDetail");
        return isBuilt ? QString() : QString::fromUtf8(answer.right(1000));
    }

    const Docker &m_docker;
    QString m_socket;
    QTemporaryDir m_folder;
};

QList<HistoryLine> historyIn(const QJsonObject &image)
{
    QList<HistoryLine> history;
    for (const QJsonValue &line : image[u"history"_s].toArray())
        history.append({line[u"created_by"_s].toString(), line[u"empty_layer"_s].toBool()});
    return history;
}

QList<PlanStep> stepsWithHistory(const BuildPlan &plan)
{
    QList<PlanStep> steps;
    for (const int stage : plan.chain(plan.target)) {
        for (const PlanStep &step : plan.stages[stage].steps) {
            if (step.effect != StepEffect::Nothing)
                steps.append(step);
        }
    }
    return steps;
}

/// What the plan leaves open is as it is in the real line: a hash, and whether something changed.
QString asPlanned(const PlanStep &step, const HistoryLine &real)
{
    QString text = step.createdBy;
    const qsizetype unknown = text.indexOf(u'…');
    if (unknown >= 0 && real.createdBy.startsWith(text.first(unknown))
        && real.createdBy.endsWith(QStringView(text).sliced(unknown + 1)))
        text = real.createdBy;
    const bool isEmpty = step.effect == StepEffect::LayerIfChanged ? real.isEmptyLayer
                                                                   : step.effect == StepEffect::Metadata;
    return (isEmpty ? u". "_s : u"L "_s) + text;
}

QString asReal(const HistoryLine &line)
{
    return (line.isEmptyLayer ? u". "_s : u"L "_s) + line.createdBy;
}

} // namespace

class TestPlanReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void isWhatTheEngineWrites_data();
    void isWhatTheEngineWrites();

private:
    RealEngine m_engine;
    std::optional<Docker> m_docker;
};

void TestPlanReal::initTestCase()
{
    STRATA_NEED(m_engine);
    m_docker.emplace(m_engine.socketPath());
    m_docker->removeEverythingNamed(u"strata-plan"_s);
    QVERIFY2(!m_docker->makeBusyboxImage(planBase).isEmpty(), qPrintable(m_docker->lastError()));
}

void TestPlanReal::cleanupTestCase()
{
    if (m_docker)
        m_docker->removeEverythingNamed(u"strata-plan"_s);
}

void TestPlanReal::isWhatTheEngineWrites_data()
{
    QTest::addColumn<QString>("dockerfile");
    QTest::addColumn<bool>("onlyBuildKit");

    const auto both = [](const char *name, const QString &text) { QTest::newRow(name) << text << false; };
    const auto buildKit = [](const char *name, const QString &text) { QTest::newRow(name) << text << true; };
    both(
        "variables",
        u"ENV X=1 Y=\"two words\" Z='$X'\nENV old some  text $X\nLABEL a=\"b c\" d=$X\nLABEL \"com.x\"=\"x\\\"y\"\n"_s);
    both("a line does not see itself", u"ENV X=1\nENV X=2 Y=$X Z=${X:-d} U=${U-unset} W=${X#1}w\n"_s);
    both("arguments", u"ARG A=1 B\nARG HTTP_PROXY\nENV Z=$A\nRUN true\nARG A=5 C=\"q d\" D\nRUN true $A\n"_s);
    both("arguments and variables", u"ARG A=1\nENV A=2 B=$A\nENV C=$A\nARG A=3\nENV D=$A\nRUN true\n"_s);
    both("an argument of the build",
         u"ARG GIVEN=default MORE=$GIVEN\nARG $GIVEN=x\nENV G=$GIVEN M=$MORE\nRUN true\n"_s);
    both("platforms",
         u"ARG TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT BUILDPLATFORM BUILDOS BUILDARCH\nRUN true\n"_s);
    both(
        "commands",
        u"RUN true a && \\\n    # comment\n    true \"$X\"   \\\n      c\nRUN [\"sh\",\"-c\",\"true '<>&' ü $X\"]\n"_s);
    both("shells", u"SHELL [\"sh\", \"-e\", \"-c\"]\nRUN true\nCMD echo \"hi\" $X\nUSER 0\n"_s);
    both("start", u"CMD a b\nENTRYPOINT [\"sh\", \"-c\", \"a\\tb<ü\"]\nCMD [\"x\"]\nCMD []\nENTRYPOINT e\n"_s);
    both("folders", u"WORKDIR /\nWORKDIR a/../b\nENV W=/c\nWORKDIR $W\nWORKDIR d/\nWORKDIR /e//f/../g/\nWORKDIR h\n"_s);
    both("copies",
         u"ENV D=dst\nCOPY a.txt b.txt ./\nCOPY --chown=1:2 a.txt /x/\nCOPY dir $D\nCOPY [\"a.txt\", \"/s p/\"]\n"
         "ADD a.txt /t\nWORKDIR /w\nCOPY a.txt sub/.\nCOPY * /all/\n"_s);
    both("ports", u"EXPOSE 80 443/tcp 9000-9002/udp 8080:81 443/TCP\nENV P=\"1 2/udp\"\nEXPOSE $P\n"_s);
    both("health",
         u"HEALTHCHECK --interval=1m30s --timeout=1500ms --retries=39 CMD echo \"x\"\n"
         "HEALTHCHECK --start-period=1h CMD [\"a\",\"b c\"]\nHEALTHCHECK NONE\n"_s);
    both("other metadata",
         u"MAINTAINER me  <x@y>\nSTOPSIGNAL SIG${T:-TERM}\nUSER 1:${G:-2}\nENV V=/v\n"
         "VOLUME /v1 \"/v2\" $V\nVOLUME [\"/v 3\"]\nONBUILD RUN true\n"_s);
    both("escapes", u"ENV A=a\\ b B=\"\\$A\" C='\"' D=\\\\ E=\"c\\\nd\"\nRUN true \\\"$A\\\" \\\\\n"_s);
    both("stages",
         u"ENV A=1\nARG B=2\nWORKDIR /s\nRUN true one\nFROM strata-plan:base AS beside\nRUN touch /out\n"
         "FROM first\nENV C=$A$B\nARG B\nRUN true $B\nCOPY --from=beside /out /in\nCOPY --from=1 /out ./\n"_s);
    both("triggers",
         u"ENV A=1\nONBUILD RUN true $A\nONBUILD COPY a.txt /o\nONBUILD WORKDIR /t\nFROM first\nRUN true own\n"_s);
    buildKit("scripts",
             u"RUN <<EOF\ntrue here\n  true $X\nEOF\nRUN <<-EOF\n\ttrue tabs\nEOF\nRUN <<EOF\n#!/bin/sh\ntrue\nEOF\n"
             "RUN <<-EOF\n\t#!/bin/sh\n\ttrue\nEOF\n"_s);
    buildKit("documents",
             u"RUN cat <<E1 >/f1 && cat <<\"E2\" >/f2\none\nE1\n\ttwo\nE2\nRUN cat <<-E1 >/f3\n\tone\n\tE1\n"
             "RUN <<A cat\nx\nA\n"_s);
    buildKit(
        "inline files",
        u"ENV X=1\nCOPY <<EOF <<\"E2\" a.txt /here/\n hello $X \"q\" \\$X\nEOF\nno $X\nE2\nADD <<-F /f\n\tx\n\tF\n"_s);
    buildKit("flags",
             u"ENV X=1\nCOPY --chmod=644 --link a.txt /x/\nRUN --mount=type=cache,target=/c$X --network=none true m\n"
             "RUN --mount=type=bind,from=strata-plan:base,target=/b --mount=type=tmpfs,target=/t true\n"_s);
}

void TestPlanReal::isWhatTheEngineWrites()
{
    STRATA_NEED(m_engine);
    QFETCH(QString, dockerfile);
    QFETCH(bool, onlyBuildKit);
    const QString text = u"FROM "_s + planBase + u" AS first\n" + dockerfile;
    const QMap<QString, QString> arguments{{u"GIVEN"_s, u"given"_s}};
    const RealBuild real(*m_docker, m_engine.socketPath());
    const Document document = parseDockerfile(text);
    for (const BuilderKind builder : {BuilderKind::BuildKit, BuilderKind::Classic}) {
        if (onlyBuildKit && builder == BuilderKind::Classic)
            continue;
        const QString failure = real.build(text, builder, arguments);
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        const QJsonObject image = real.image();
        const QList<HistoryLine> history = historyIn(image);
        const BaseImage base{.command = {u"sh"_s}};
        const BuildPlan plan = planBuild(
            document, {.buildArguments = arguments, .builder = builder, .baseImage = [&](const auto &, const auto &) {
                           return std::optional(base);
                       }});
        QCOMPARE(plan.problems, QList<PlanProblem>());
        const QList<PlanStep> steps = stepsWithHistory(plan);
        const qsizetype below = history.size() - steps.size();
        QCOMPARE(below, 1); // the import
        QStringList expected, actual;
        for (qsizetype i = 0; i < steps.size(); ++i) {
            expected.append(asReal(history[below + i]));
            actual.append(asPlanned(steps[i], history[below + i]));
        }
        QCOMPARE(actual, expected);
        const QList<std::optional<HistoryMatch>> matches = matchHistory(plan, history);
        QVERIFY(!matches.first());
        for (qsizetype i = 0; i < steps.size(); ++i) {
            QVERIFY2(matches[below + i].has_value(), qPrintable(expected[i]));
            QCOMPARE(matches[below + i]->instruction, steps[i].instruction);
            QCOMPARE(matches[below + i]->confidence, HistoryMatch::Confidence::Exact);
        }
        QVERIFY(!parseDockerfile(dockerfileFromHistory({.history = history})).firstError());
        const BaseImage &result = plan.stages[plan.target].result;
        const QJsonObject config = image[u"config"_s].toObject();
        QCOMPARE(result.environment, config[u"Env"_s].toVariant().toStringList());
        QCOMPARE(result.command, config[u"Cmd"_s].toVariant().toStringList());
        QCOMPARE(result.entrypoint, config[u"Entrypoint"_s].toVariant().toStringList());
        QCOMPARE(result.user, config[u"User"_s].toString());
        QCOMPARE(result.triggers, config[u"OnBuild"_s].toVariant().toStringList());
    }
}

STRATA_TEST(TestPlanReal)
#include "tst_plan_real.moc"
