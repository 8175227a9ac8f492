// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/decode.h"
#include "engine/stream/statscalculator.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

RawStats running(quint64 total, quint64 system)
{
    RawStats stats;
    stats.time = 1;
    stats.cpu = {.total = total, .system = system, .cores = 2};
    return stats;
}

/// As Docker 26.1 on cgroup v1 sends it, shortened.
const QByteArray dockerV1 = R"({"read":"2026-11-24T02:39:46.981678807Z","preread":"2026-11-24T02:39:45.971725725Z",
"pids_stats":{"current":3},"blkio_stats":{"io_service_bytes_recursive":[
{"major":8,"minor":0,"op":"Read","value":4096},{"major":8,"minor":0,"op":"Write","value":100},
{"major":8,"minor":16,"op":"Read","value":1},{"major":8,"minor":0,"op":"Total","value":4196}]},
"cpu_stats":{"cpu_usage":{"total_usage":300000000,"percpu_usage":[200000000,100000000]},"system_cpu_usage":12000000000,
"online_cpus":2},"precpu_stats":{"cpu_usage":{"total_usage":200000000},"system_cpu_usage":10000000000,"online_cpus":2},
"memory_stats":{"usage":1000,"stats":{"inactive_file":1,"total_inactive_file":400},"limit":25276514304},
"name":"/web","networks":{"eth0":{"rx_bytes":10,"tx_bytes":1},"eth1":{"rx_bytes":5,"tx_bytes":2}}})";

} // namespace

class TestStatsCalculator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cpuIsCountedInCores();
    void theFirstObjectIsNoSample();
    void countersThatWentBackwards();
    void memoryWithoutTheCache();
    void aContainerThatDoesNotRun();
    void timesThatNanosecondsCannotTell_data();
    void timesThatNanosecondsCannotTell();
    void whatDockerSends();
    void whatPodmanSends();
    void theStreamNamesItsContainer();
};

void TestStatsCalculator::cpuIsCountedInCores()
{
    // 0.5 s of CPU time while the two cores together had 2 s
    QCOMPARE(cpuPercent({.total = 1'500'000'000, .system = 12'000'000'000, .cores = 2},
                        {.total = 1'000'000'000, .system = 10'000'000'000, .cores = 2}),
             50.0);
    QCOMPARE(cpuPercent({.total = 2, .system = 2, .cores = 0}, {.total = 1, .system = 1, .cores = 0}), 100.0);
}

void TestStatsCalculator::theFirstObjectIsNoSample()
{
    StatsCalculator calculator;
    QVERIFY(!calculator.add(running(100, 1000)));
    const auto second = calculator.add(running(150, 1100)); // no previous counters in it: those of the first
    QVERIFY(second);
    QCOMPARE(second->cpuPercent, 100.0);
}

void TestStatsCalculator::countersThatWentBackwards()
{
    QCOMPARE(cpuPercent({.total = 1, .system = 100, .cores = 1}, {.total = 50, .system = 50, .cores = 1}), 0.0);
    QCOMPARE(cpuPercent({.total = 100, .system = 1, .cores = 1}, {.total = 50, .system = 50, .cores = 1}), 0.0);
    QCOMPARE(cpuPercent({.total = 50, .system = 50, .cores = 1}, {.total = 50, .system = 50, .cores = 1}), 0.0);
}

void TestStatsCalculator::memoryWithoutTheCache()
{
    RawStats stats;
    stats.memoryUsage = 1000;
    QCOMPARE(memoryWithoutCache(stats), 1000U); // Podman gives no details
    stats.inactiveFile = 300;
    QCOMPARE(memoryWithoutCache(stats), 700U); // cgroup v2
    stats.totalInactiveFile = 400;
    QCOMPARE(memoryWithoutCache(stats), 600U); // cgroup v1
    stats.totalInactiveFile = 2000;
    QCOMPARE(memoryWithoutCache(stats), 700U);
    stats.inactiveFile = 1000;
    QCOMPARE(memoryWithoutCache(stats), 1000U);
}

void TestStatsCalculator::aContainerThatDoesNotRun()
{
    const auto stats = decode::stats(
        R"({"id":"abc","name":"/x","read":"0001-01-01T00:00:00Z","cpu_stats":{},"precpu_stats":{}})");
    QVERIFY(stats);
    StatsCalculator calculator;
    QVERIFY(!calculator.add(*stats));
    QVERIFY(!calculator.add(*stats));
}

void TestStatsCalculator::timesThatNanosecondsCannotTell_data()
{
    QTest::addColumn<QByteArray>("time");
    QTest::newRow("never") << "0001-01-01T00:00:00Z"_ba;
    QTest::newRow("long ago") << "1013-11-24T02:39:46.9Z"_ba;
    QTest::newRow("far ahead") << "9999-12-31T23:59:59Z"_ba;
    QTest::newRow("no time") << "yesterday"_ba;
}

void TestStatsCalculator::timesThatNanosecondsCannotTell()
{
    QFETCH(QByteArray, time);
    const auto stats = decode::stats(R"({"read":")" + time + R"("})");
    QVERIFY(stats);
    QCOMPARE(stats->time, 0);
}

void TestStatsCalculator::whatDockerSends()
{
    const auto stats = decode::stats(dockerV1);
    QVERIFY(stats);
    StatsCalculator calculator;
    QVERIFY(!calculator.add(*stats));
    const auto sample = calculator.add(*stats);
    QVERIFY(sample);
    QCOMPARE(sample->cpuPercent, 10.0);
    QCOMPARE(sample->memory, 600);
    QCOMPARE(sample->memoryLimit, 25276514304);
    QCOMPARE(sample->networkReceived, 15);
    QCOMPARE(sample->networkSent, 3);
    QCOMPARE(sample->blockRead, 4097);
    QCOMPARE(sample->blockWritten, 100);
    QCOMPARE(sample->pids, 3);
    QCOMPARE(sample->time / 1'000'000'000, 1795487986);
}

void TestStatsCalculator::whatPodmanSends()
{
    const auto stats = decode::stats(
        R"({"read":"2026-11-24T02:40:30.098315199Z","blkio_stats":{"io_service_bytes_recursive":null},
        "cpu_stats":{"cpu_usage":{"total_usage":31133319,"percpu_usage":[0,31133319]},"system_cpu_usage":1058300003017,
        "online_cpus":2,"cpu":0.25},"precpu_stats":{"cpu_usage":{"total_usage":31133319},
        "system_cpu_usage":1048305311063,"cpu":0},"memory_stats":{"usage":57344,"limit":25276514304},"networks":null})");
    QVERIFY(stats);
    QCOMPARE(stats->memoryUsage, 57344U);
    QCOMPARE(stats->cpu.cores, 2U);
    QCOMPARE(stats->networkReceived, 0U);
}

void TestStatsCalculator::theStreamNamesItsContainer()
{
    const auto stream = decode::statsStream(ContainerId(u"abc"_s));
    QList<StatsSample> samples;
    const QByteArray twice = dockerV1 + '\n' + dockerV1 + '\n';
    for (const char c : twice)
        QVERIFY(stream->feed(QByteArrayView(&c, 1), samples));
    QVERIFY(stream->finish(samples));
    QCOMPARE(samples.size(), 1);
    QCOMPARE(samples.first().id, ContainerId(u"abc"_s));
}

STRATA_TEST(TestStatsCalculator)
#include "tst_statscalculator.moc"
