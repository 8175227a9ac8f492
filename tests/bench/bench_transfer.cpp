// SPDX-License-Identifier: GPL-3.0-or-later
// A large image through the local registry: push and pull beside the docker client's, save beside curl, in turns on the
// same engine. The image has STRATA_BENCH_MB megabytes (1,000) in four layers, half of them noise.
#include "beside.h"
#include "meters.h"

#include "core/bytesize.h"
#include "engine/transfers/pull.h"
#include "engine/transfers/push.h"
#include "engine/transfers/save.h"
#include "support/memory.h"
#include "support/realengine.h"
#include "support/realregistry.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTimer>

using namespace strata;
using namespace strata::bench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int Rounds = 3;
constexpr int Layers = 4;

double residentMegabytes()
{
    return double(strata::test::residentBytes()) / 1e6;
}

class Bench
{
public:
    explicit Bench(BenchApplication &app)
        : m_meter(app), m_engine(m_real.endpoint()), m_name(m_registry.name(u"strata-bench/large:1"_s)),
          m_reference(*ImageReference::parse(m_name))
    {
        if (!m_registry.login())
            qFatal("The docker client's configuration cannot be written.");
    }
    ~Bench() { mustRun(u"docker rmi -f %1 >/dev/null"_s.arg(m_name)); }
    Q_DISABLE_COPY_MOVE(Bench)

    void makeImage()
    {
        const int megabytes = qEnvironmentVariableIntValue("STRATA_BENCH_MB");
        const int each = (megabytes > 0 ? megabytes : 1000) / Layers;
        const QString folder = m_folder.path();
        QString recipe = u"FROM scratch\\nCOPY busybox /busybox\\n"_s;
        for (int i = 0; i < Layers; ++i) {
            mustRun(
                u"{ head -c %1M /dev/urandom; head -c %1M /dev/zero; } > '%2/file%3'"_s.arg(each / 2).arg(folder).arg(
                    i));
            recipe += u"COPY file%1 /file%1\\n"_s.arg(i);
        }
        mustRun(u"cp \"$(command -v busybox)\" '%1/busybox' && printf '%2' > '%1/Dockerfile' && "
                "DOCKER_BUILDKIT=0 docker build -q -t %3 '%1' >/dev/null 2>&1 && rm '%1'/file*"_s.arg(folder, recipe,
                                                                                                      m_name));
    }

    void push(Pair &pair)
    {
        pair.theirs.append(pushed([this] { mustRun(u"docker push -q %1 >/dev/null"_s.arg(m_name)); }));
        pair.ours.append(pushed([this] {
            PushOperation operation(m_engine, m_reference, m_registry.account());
            mustSucceed(operation, m_meter, m_busiest);
        }));
    }

    void pull(Pair &pair)
    {
        pair.theirs.append(pulled([this] { mustRun(u"docker pull -q %1 >/dev/null"_s.arg(m_name)); }));
        pair.ours.append(pulled([this] {
            PullOperation operation(m_engine, {.reference = m_reference}, m_registry.account());
            mustSucceed(operation, m_meter, m_busiest);
        }));
    }

    void save(Pair &pair)
    {
        const QString path = m_folder.filePath(u"saved.tar"_s);
        const QString theirs = m_folder.filePath(u"curl.tar"_s);
        pair.theirs.append(secondsOf([&] {
            mustRun(u"curl -sf --unix-socket '%1' 'http://d/images/get?names=%2' > '%3' && sync '%3'"_s.arg(
                m_real.socketPath(), m_name, theirs));
        }));
        pair.ours.append(secondsOf([&] {
            SaveOperation operation(m_engine, {m_name}, {.path = path});
            mustSucceed(operation, m_meter, m_busiest);
        }));
        if (QFileInfo(path).size() != QFileInfo(theirs).size())
            qFatal("The archives differ in size.");
        QFile::remove(path);
        QFile::remove(theirs);
    }

    double busiestTurn() const { return m_busiest; } ///< of the window's thread during ours, milliseconds of CPU

private:
    /// The registry has nothing of it before: without a descriptor cache its files are all it knows.
    double pushed(const std::function<void()> &work)
    {
        QDir(qEnvironmentVariable("STRATA_ENGINE_DIR") + u"/registry/data/docker"_s).removeRecursively();
        return secondsOf(work);
    }

    double pulled(const std::function<void()> &work)
    {
        mustRun(u"docker rmi -f %1 >/dev/null"_s.arg(m_name));
        return secondsOf(work);
    }

    StallMeter m_meter;
    double m_busiest = 0;
    const test::RealEngine m_real;
    const test::RealRegistry m_registry;
    Engine m_engine;
    QString m_name;
    ImageReference m_reference;
    QTemporaryDir m_folder{u"/var/tmp/strata-bench-XXXXXX"_s};
};

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    BenchApplication app(argc, argv);
    Report report(u"A large image through the registry and into a file"_s);
    Bench bench(app);
    bench.makeImage();

    const double idle = residentMegabytes();
    double most = idle;
    QTimer sampler;
    QObject::connect(&sampler, &QTimer::timeout, &sampler, [&most] { most = std::max(most, residentMegabytes()); });
    sampler.start(50ms);
    Pair push, pull, save;
    for (int round = 0; round < Rounds; ++round) {
        bench.push(push);
        bench.pull(pull);
        bench.save(save);
    }
    report.line(u"push, ours / docker push (medians)"_s, push.text());
    report.atMost(u"push, ratio"_s, push.ratio(), 1.03, u"×"_s);
    report.line(u"pull, ours / docker pull (medians)"_s, pull.text());
    report.atMost(u"pull, ratio"_s, pull.ratio(), 1.03, u"×"_s);
    report.line(u"save, ours / curl and sync (medians)"_s, save.text());
    report.atMost(u"save, ratio"_s, save.ratio(), 1.05, u"×"_s);
    report.atMost(u"memory above idle, at most"_s, most - idle, 40, u"MB"_s);
    report.atMost(u"window thread, busiest turn, CPU"_s, bench.busiestTurn(), 50, u"ms"_s);
    return report.exitCode();
}
