// SPDX-License-Identifier: GPL-3.0-or-later
// From starting the process to the first complete, painted table on the real engine, beside `docker ps -a`.
#include "benchwindow.h"
#include "meters.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>

#include <cstdio>

using namespace strata;
using namespace strata::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 9;

// The child: as main() does, and ends when both tables are there.
int showAndEnd(const QString &host)
{
    Activity activity;
    SessionHost session;
    CredentialStore credentials;
    Logins logins(session, credentials);
    MainWindow window(session, activity, logins);
    window.showPage(u"containers"_s);
    window.show();
    session.openCurrent(host);
    const bool isComplete = waitUntil([&] {
        return session.session() && session.session()->inventory().hasContainers()
            && session.session()->inventory().hasImages();
    });
    window.repaint();
    std::printf("%lld\n", static_cast<long long>(steadyNow()));
    return isComplete ? 0 : 1;
}

double milliseconds(const QString &program, const QStringList &arguments, bool tellsTime)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const qint64 begin = steadyNow();
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return -1;
    const qint64 end = tellsTime ? process.readAllStandardOutput().trimmed().toLongLong() : steadyNow();
    return double(end - begin) / 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--show"_L1)
        return showAndEnd(arguments.value(2));

    const QString socket = qEnvironmentVariable("STRATA_TEST_SOCKET");
    if (socket.isEmpty()) {
        std::puts("\nStart: no real engine (STRATA_TEST_SOCKET); left out.");
        return qEnvironmentVariableIntValue("STRATA_REQUIRE_REAL") == 1 ? 1 : 0;
    }
    const QString docker = QStandardPaths::findExecutable(u"docker"_s);
    QList<double> ours;
    QList<double> theirs;
    for (int round = 0; round < Rounds; ++round) {
        ours.append(milliseconds(QCoreApplication::applicationFilePath(), {u"--show"_s, u"unix://"_s + socket}, true));
        if (!docker.isEmpty())
            theirs.append(milliseconds(docker, {u"-H"_s, u"unix://"_s + socket, u"ps"_s, u"-a"_s}, false));
    }
    Report report(u"Start on the real engine (median of %1)"_s.arg(Rounds));
    report.isTrue(u"every start had its tables"_s, !ours.contains(-1));
    report.line(u"process start to painted, complete tables"_s, QString::number(median(ours), 'f', 0) + u" ms"_s);
    if (theirs.isEmpty())
        return report.exitCode();
    report.isTrue(u"every docker ps -a answered"_s, !theirs.contains(-1));
    report.line(u"docker ps -a"_s, QString::number(median(theirs), 'f', 0) + u" ms"_s);
    report.line(u"window / docker ps -a"_s, QString::number(median(ours) / median(theirs), 'f', 1) + u" ×"_s);
    return report.exitCode();
}
