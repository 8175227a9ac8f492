// SPDX-License-Identifier: GPL-3.0-or-later
// What a key costs in a Dockerfile: parsing, planning and checking, beside the npm packages dockerfile-ast and
// dockerfile-utils on the same text; the whole way from the key to the window; and a context of 100,000 files beside find.
#include "meters.h"

#include "app/builder/dockerfileview.h"
#include "app/builder/forecastsource.h"
#include "app/builder/recoverystore.h"
#include "app/connection/enginesession.h"
#include "app/transfers/registrysource.h"
#include "dockerfile/checks/check.h"
#include "dockerfile/parser.h"
#include "widgets/editor/codeeditor.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace strata;
using namespace strata::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 15;

/// Nobody is asked.
class NoRegistries : public RegistrySource
{
public:
    void tags(const ImageReference &, QObject *, std::function<void(const Result<RegistryTags> &)>) override {}
    void manifest(const ImageReference &, QObject *, std::function<void(const Result<RegistryManifest> &)>) override {}
    void digest(const ImageReference &, QObject *, std::function<void(const Result<QString> &)>) override {}
    void logIn(const ImageReference &, const QString &, QWidget *, QObject *, std::function<void(bool)>) override {}
};

/// Stages of ten lines, as people write them.
QString dockerfile(int lines)
{
    QString text;
    for (int stage = 0; stage * 10 < lines; ++stage)
        text += u"FROM debian:12-slim AS stage%1\n"
                "ARG VERSION=%1.0\n"
                "ENV PATH=/opt/tool/bin:$PATH HOME=/root\n"
                "WORKDIR /src\n"
                "RUN apt-get update && apt-get install -y --no-install-recommends curl=7.* \\\n"
                "    && rm -rf /var/lib/apt/lists/*\n"
                "COPY --chown=root:root folder%1 ./file-${VERSION}\n"
                "LABEL version=$VERSION description=\"a stage among others\"\n"
                "EXPOSE 8080/tcp\n"
                "CMD [\"/bin/sh\", \"-c\", \"echo $HOME\"]\n"_s.arg(stage);
    return text;
}

/// Milliseconds on the clock, by which the packages are measured as well.
struct OwnTime
{
    double lint = 0; ///< parsing and checking: what the packages do
    double plan = 0; ///< which they do not
};

OwnTime ownTime(const QString &text)
{
    QList<double> lint, plan;
    for (int round = 0; round < rounds; ++round) {
        const qint64 begin = steadyNow();
        const Document document = parseDockerfile(text);
        const QList<Finding> findings = checkDockerfile(document);
        const qint64 linted = steadyNow();
        const BuildPlan planned = planBuild(document);
        lint.append(double(linted - begin) / 1e6);
        plan.append(double(steadyNow() - linted) / 1e6);
        if (planned.stages.isEmpty() || findings.isEmpty())
            qFatal("There are no stages.");
    }
    return {median(lint), median(plan)};
}

double peerTime(const QString &text)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"Dockerfile"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("No file.");
    file.write(text.toUtf8());
    file.close();
    QProcess node;
    node.start(u"node"_s,
               {QStringLiteral(STRATA_DOCKERFILE_PEERS), qEnvironmentVariable("STRATA_BENCH_NODE_PATH"),
                file.fileName(), QString::number(rounds)});
    node.waitForFinished(300'000);
    const double time = node.readAllStandardOutput().trimmed().toDouble();
    if (time <= 0)
        qFatal("The npm packages did not answer: %s", node.readAllStandardError().constData());
    return time;
}

/// From a key in the middle of the text to diagnostics and preview that know it.
double keyTime(DockerfileView &view)
{
    QList<double> times;
    for (int round = 0; round < rounds; ++round) {
        QTest::qWait(200);
        bool isShown = false;
        QObject context;
        QObject::connect(&view, &DockerfileView::insightShown, &context, [&isShown] { isShown = true; });
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(view.editor().focusProxy(), Qt::Key_A);
        while (!isShown)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1000);
        times.append(double(timer.nsecsElapsed()) / 1e6);
    }
    return median(times);
}

void measureText(Report &report, BenchApplication &app, int lines, double limit)
{
    const QString text = dockerfile(lines);
    const QString what = u"%1 lines: "_s.arg(lines);
    const OwnTime own = ownTime(text);
    report.line(what + u"parse and check"_s, u"%1 ms"_s.arg(own.lint, 0, 'f', 2));
    report.line(what + u"plan"_s, u"%1 ms"_s.arg(own.plan, 0, 'f', 2));
    report.atLeast(what + u"dockerfile-ast and dockerfile-utils take so much longer"_s, peerTime(text) / own.lint, 10,
                   u"times"_s);

    QTemporaryDir data;
    NoRegistries registries;
    BaseFactsSource bases(registries);
    RecoveryStore recovery(data.filePath(u"unsaved"_s));
    ForecastSource forecasts(data.filePath(u"memory.json"_s));
    auto document = std::make_unique<OpenDockerfile>(bases, recovery);
    document->startUntitled(u"bench"_s, text);
    DockerfileView view(std::move(document), registries, forecasts);
    view.resize(1300, 900);
    view.show();
    view.editor().setFocus();
    view.editor().setCursorPosition({lines / 20 * 10 + 1, 4});
    QTest::qWait(1500);
    StallMeter meter(app);
    meter.reset();
    const double key = keyTime(view);
    report.atMost(what + u"from a key to the window"_s, key, limit, u"ms"_s);
    report.atMost(what + u"busiest turn of the window's thread"_s, meter.busiestTurn(), 50, u"ms"_s);
}

void makeFiles(const QDir &folder)
{
    for (int i = 0; i < 1000; ++i) {
        const QString below = u"d%1/e%2"_s.arg(i / 30).arg(i % 30);
        folder.mkpath(below);
        for (int k = 0; k < 100; ++k) {
            QFile file(folder.filePath(below + u"/f%1.txt"_s.arg(k)));
            if (file.open(QIODevice::WriteOnly))
                file.write(QByteArray(k, 'x'));
        }
    }
}

void measureContext(Report &report)
{
    QTemporaryDir folder(QDir::current().filePath(u"bench-context-XXXXXX"_s));
    makeFiles(QDir(folder.path()));
    QList<double> ratios;
    for (int round = 0; round < 5; ++round) {
        QElapsedTimer timer;
        timer.start();
        QProcess find;
        find.setStandardOutputFile(QProcess::nullDevice());
        find.start(u"find"_s, {folder.path(), u"-type"_s, u"f"_s, u"-printf"_s, u"%s\\n"_s});
        find.waitForFinished(60'000);
        const double peer = double(timer.nsecsElapsed());
        timer.restart();
        const Result<ContextScan> scan = scanContext({.folder = folder.path()});
        if (!scan || scan->sentFiles() != 100'000)
            qFatal("The scan is wrong.");
        ratios.append(double(timer.nsecsElapsed()) / peer);
        const QByteArray changed("d1/e1/f1.txt");
        timer.restart();
        if (!rescanContext(*scan, {changed}, {.folder = folder.path()}))
            qFatal("The second scan is wrong.");
        if (round == 4)
            report.line(u"100,000 files: after a change"_s,
                        u"%1 ms"_s.arg(double(timer.nsecsElapsed()) / 1e6, 0, 'f', 1));
    }
    report.atMost(u"100,000 files: first scan beside find"_s, median(ratios), 2, u"times"_s);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    BenchApplication app(argc, argv);
    Report report(u"A Dockerfile that is being typed"_s);
    measureText(report, app, 300, 10);
    measureText(report, app, 5000, 50);
    measureContext(report);
    return report.exitCode();
}
