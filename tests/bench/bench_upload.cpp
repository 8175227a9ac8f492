// SPDX-License-Identifier: GPL-3.0-or-later
// A build context on its way to the engine beside tar and curl, in turns on the same engine: many small files, and a few large
// ones. The build takes one small file of it, so that what takes time is the context.
#include "beside.h"
#include "meters.h"

#include "dockerfile/contextarchive.h"
#include "engine/build/buildoperation.h"
#include "support/realengine.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace strata;
using namespace strata::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 5;

class UploadBench
{
public:
    UploadBench(BenchApplication &app, Report &report) : m_meter(app), m_report(report), m_engine(m_real.endpoint()) {}

    void measure(const QString &what, const QString &makeFiles)
    {
        const QTemporaryDir folder(u"/var/tmp/strata-upload-XXXXXX"_s);
        mustRun(u"cd '%1' && printf 'FROM scratch\\nCOPY small /\\n' > Dockerfile && echo x > small && "_s.arg(
                    folder.path())
                + makeFiles);
        Pair pair;
        for (int round = -1; round < rounds; ++round) { // the first one reads the files from the disk
            const double theirs = secondsOf([&] { sendByCurl(folder.path()); });
            const double ours = secondsOf([&] { sendOurselves(folder.path()); });
            if (round < 0)
                continue;
            pair.theirs.append(theirs);
            pair.ours.append(ours);
        }
        m_report.line(what + u", ours / tar and curl (medians)"_s, pair.text());
        m_report.atMost(what + u", ratio"_s, pair.ratio(), 1.05, u"×"_s);
    }
    double busiestTurn() const { return m_busiest; }

private:
    void sendByCurl(const QString &folder) const
    {
        mustRun(u"tar c -C '%1' . | curl -sSf --unix-socket '%2' -H 'Content-Type: application/x-tar' -T - "
                "-X POST 'http://d/v1.44/build?version=2' | grep -q moby.image.id"_s.arg(folder, m_real.socketPath()));
    }

    /// With what it takes to know the folder.
    void sendOurselves(const QString &folder)
    {
        Result<ContextScan> scan = scanContext({.folder = folder});
        if (!scan)
            qFatal("%s", qPrintable(scan.error().message));
        auto archive = ContextArchive::open(std::make_shared<const ContextScan>(*std::move(scan)));
        if (!archive)
            qFatal("%s", qPrintable(archive.error().message));
        auto held = std::make_shared<std::unique_ptr<ContextArchive>>(*std::move(archive));
        BuildOperation build(m_engine, {.contextFolder = folder},
                             [held]() -> Result<std::unique_ptr<ByteSource>> { return std::move(*held); });
        mustSucceed(build, m_meter, m_busiest);
    }

    StallMeter m_meter;
    double m_busiest = 0;
    Report &m_report;
    const test::RealEngine m_real;
    Engine m_engine;
};

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    BenchApplication app(argc, argv);
    Report report(u"A build context on its way to the engine"_s);
    UploadBench bench(app, report);
    bench.measure(u"20,000 files of 10 kB"_s,
                  u"for d in $(seq 200); do mkdir d$d; head -c 1000000 /dev/urandom | "
                  "split -b 10000 -a 3 - d$d/f; done"_s);
    bench.measure(u"8 files of 64 MB"_s, u"for f in $(seq 8); do head -c 64000000 /dev/urandom > f$f; done"_s);
    report.atMost(u"window thread, busiest turn, CPU"_s, bench.busiestTurn(), 50, u"ms"_s);
    return report.exitCode();
}
