// SPDX-License-Identifier: GPL-3.0-or-later
// bench_idle [SECONDS]: the real program beside an engine with 100 containers where nothing happens: CPU and memory.
#include "enginechild.h"
#include "meters.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QThread>

using namespace strata::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int Containers = 100;
constexpr int Settling = 8; // seconds from the start until nothing is left to do

// Nanoseconds of CPU of all threads (proc(5), schedstat: the first number).
qint64 cpuOf(qint64 pid)
{
    qint64 total = 0;
    const QDir tasks(u"/proc/%1/task"_s.arg(pid));
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks.filePath(task + u"/schedstat"_s));
        if (file.open(QIODevice::ReadOnly))
            total += file.readAll().split(' ').value(0).toLongLong();
    }
    return total;
}

// A field of /proc/PID/status or smaps_rollup, in MB.
double megabytes(qint64 pid, const QString &name, const QByteArray &field)
{
    QFile file(u"/proc/%1/%2"_s.arg(pid).arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(QByteArray(field + ':')))
            return line.mid(field.size() + 1).trimmed().split(' ').first().toDouble() * 1024 / 1e6;
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const int seconds = std::max(1, QCoreApplication::arguments().value(1, u"60"_s).toInt());
    EngineChild engine(Containers);
    if (!engine.start())
        qFatal("The fake engine did not start.");

    const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"XDG_CONFIG_HOME"_s, home.path());
    environment.insert(u"HOME"_s, home.path());
    QProcess program;
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::ForwardedChannels);
    program.start(QStringLiteral(STRATA_PROGRAM), {u"--host"_s, engine.host(), u"--page"_s, u"images"_s});
    if (!program.waitForStarted())
        qFatal("Strata did not start.");
    QThread::sleep(Settling);
    const qint64 pid = program.processId();
    const qint64 before = cpuOf(pid);
    QThread::sleep(unsigned(seconds));
    const double percent = double(cpuOf(pid) - before) / double(seconds) / 1e7;

    Report report(u"Idle with 100 containers, %1 s"_s.arg(seconds));
    QCoreApplication::processEvents(); // what the engine said meanwhile
    report.isTrue(u"it has asked for the containers"_s, engine.sentAt(u"containers/json"_s) > 0);
    report.isTrue(u"it still runs"_s, program.state() == QProcess::Running && before > 0);
    report.atMost(u"CPU"_s, percent, 0.1, u"%"_s);
    report.atMost(u"resident memory, offscreen"_s, megabytes(pid, u"status"_s, "VmRSS"), 90, u"MB"_s);
    report.line(u"  of it nobody else's (private)"_s,
                QString::number(megabytes(pid, u"smaps_rollup"_s, "Private_Dirty"), 'f', 1) + u" MB"_s);
    program.terminate();
    if (!program.waitForFinished(5000))
        program.kill();
    program.waitForFinished(5000);
    return report.exitCode();
}
