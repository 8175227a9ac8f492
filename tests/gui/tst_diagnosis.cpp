// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/diagnosis.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

Endpoint usual()
{
    return Endpoint::unixSocket(u"/var/run/docker.sock"_s);
}

HostFacts debian(bool hasDocker)
{
    return {.hasDocker = hasDocker,
            .hasPodman = false,
            .hasSystemd = true,
            .distribution = u"debian "_s,
            .runtimeFolder = u"/run/user/1000"_s};
}

} // namespace

class TestDiagnosis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheCommandThatMends_data();
    void givesTheCommandThatMends();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void installsWithTheDistributionsOwnTool_data();
    void installsWithTheDistributionsOwnTool();
    void aCustomSocketIsNotMendedByInstalling();
    void everyKindHasATitle();
};

void TestDiagnosis::givesTheCommandThatMends_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("socket");
    QTest::addColumn<bool>("installed");
    QTest::addColumn<bool>("systemd");
    QTest::addColumn<QString>("command");
    using Kind = Error::Kind;
    const QString rootful = u"/var/run/docker.sock"_s;
    const QString rootless = u"/run/user/1000/docker.sock"_s;
    QTest::newRow("nothing installed") << Kind::SocketMissing << rootful << false << true
                                       << u"sudo apt install docker.io"_s;
    QTest::newRow("not running") << Kind::SocketMissing << rootful << true << true << u"sudo systemctl start docker"_s;
    QTest::newRow("died") << Kind::ConnectionRefused << rootful << true << true << u"sudo systemctl start docker"_s;
    QTest::newRow("no systemd") << Kind::ConnectionRefused << rootful << true << false << u"sudo dockerd"_s;
    QTest::newRow("rootless, no systemd")
        << Kind::SocketMissing << rootless << true << false << u"dockerd-rootless.sh"_s;
    QTest::newRow("rootless") << Kind::SocketMissing << rootless << true << true << u"systemctl --user start docker"_s;
    QTest::newRow("denied") << Kind::PermissionDenied << rootful << true << true << u"sudo usermod -aG docker $USER"_s;
    QTest::newRow("Podman denied") << Kind::PermissionDenied << u"/run/podman/podman.sock"_s << true << true
                                   << u"systemctl --user enable --now podman.socket"_s;
    QTest::newRow("Podman missing") << Kind::SocketMissing << u"/run/podman/podman.sock"_s << false << true
                                    << u"sudo apt install podman"_s;
    QTest::newRow("a file") << Kind::NotASocket << u"/srv/a b"_s << true << true << u"ls -l '/srv/a b'"_s;
    QTest::newRow("silence") << Kind::Timeout << rootful << true << true << u"systemctl status docker"_s;
    QTest::newRow("silence, no systemd") << Kind::Timeout << rootful << true << false << QString();
    QTest::newRow("no engine") << Kind::NotAnEngine << rootful << true << true << QString();
    QTest::newRow("a failure") << Kind::EngineFailed << rootful << true << true << QString();
}

void TestDiagnosis::givesTheCommandThatMends()
{
    QFETCH(Error::Kind, kind);
    QFETCH(QString, socket);
    QFETCH(bool, installed);
    QFETCH(bool, systemd);
    HostFacts host = debian(installed);
    host.hasSystemd = systemd;
    const Diagnosis diagnosis = diagnose({kind, u"There is no socket."_s, {}}, Endpoint::unixSocket(socket), host);
    QTEST(diagnosis.command, "command");
    QVERIFY(!diagnosis.title.isEmpty());
    QVERIFY(!diagnosis.text.isEmpty());
}

void TestDiagnosis::saysWhatIsWrong_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("text");
    using Kind = Error::Kind;
    QTest::newRow("a file") << Kind::NotASocket << u"/x is not a socket."_s << u"This is not a socket"_s
                            << u"/x is not a socket. The address of the engine names a file or a folder."_s;
    QTest::newRow("no engine") << Kind::NotAnEngine << u"What answers there is no container engine."_s
                               << u"This is not a container engine"_s
                               << u"What answers there is no container engine. Another program listens at "
                                  "unix:///var/run/docker.sock."_s;
    QTest::newRow("silence") << Kind::Timeout << u"The engine did not answer in time."_s
                             << u"The engine does not answer"_s
                             << u"The engine did not answer in time. It may be busy, or stuck. Strata goes on "
                                "trying."_s;
    QTest::newRow("a failure") << Kind::EngineFailed << u"no space left on device"_s
                               << u"The engine reports a failure"_s
                               << u"no space left on device. Strata goes on asking."_s;
    QTest::newRow("strange JSON") << Kind::MalformedAnswer << u"It cannot be understood."_s
                                  << u"The engine's answer cannot be used"_s
                                  << u"It cannot be understood. Strata goes on asking."_s;
}

void TestDiagnosis::saysWhatIsWrong()
{
    QFETCH(Error::Kind, kind);
    QFETCH(QString, message);
    const Diagnosis diagnosis = diagnose({kind, message, {}}, usual(), debian(true));
    QTEST(diagnosis.title, "title");
    QTEST(diagnosis.text, "text");
}

void TestDiagnosis::installsWithTheDistributionsOwnTool_data()
{
    QTest::addColumn<QString>("distribution");
    QTest::addColumn<QString>("command");
    QTest::newRow("Ubuntu") << u"ubuntu debian"_s << u"sudo apt install docker.io"_s;
    QTest::newRow("Mint") << u"linuxmint ubuntu debian"_s << u"sudo apt install docker.io"_s;
    QTest::newRow("Fedora") << u"fedora "_s << u"sudo dnf install moby-engine"_s;
    QTest::newRow("Arch") << u"arch "_s << u"sudo pacman -S docker"_s;
    QTest::newRow("openSUSE") << u"opensuse-tumbleweed opensuse suse"_s << u"sudo zypper install docker"_s;
    QTest::newRow("unknown: no guess") << u"plan9 "_s << QString();
}

void TestDiagnosis::installsWithTheDistributionsOwnTool()
{
    QFETCH(QString, distribution);
    HostFacts host = debian(false);
    host.distribution = distribution;
    QTEST(diagnose({Error::Kind::SocketMissing, {}, {}}, usual(), host).command, "command");
}

void TestDiagnosis::aCustomSocketIsNotMendedByInstalling()
{
    const auto diagnosis = diagnose({Error::Kind::SocketMissing, u"There is no socket at /tmp/x."_s, {}},
                                    Endpoint::unixSocket(u"/tmp/x"_s), debian(false));
    QVERIFY(diagnosis.command.isEmpty());
    QVERIFY(diagnosis.text.contains(u"/tmp/x"));
    QVERIFY(diagnosis.text.contains(u"DOCKER_HOST"));
}

void TestDiagnosis::everyKindHasATitle()
{
    for (int kind = 0; kind <= static_cast<int>(Error::Kind::Local); ++kind) {
        const Error error{static_cast<Error::Kind>(kind), u"Because."_s, {}};
        QVERIFY(!diagnose(error, usual(), debian(true)).title.isEmpty());
    }
}

STRATA_TEST(TestDiagnosis)
#include "tst_diagnosis.moc"
