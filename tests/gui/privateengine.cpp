// SPDX-License-Identifier: GPL-3.0-or-later
#include "privateengine.h"

#include <QFile>
#include <QProcessEnvironment>

#include <csignal>

namespace strata::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int scriptPatience = 120'000;

} // namespace

PrivateEngine::PrivateEngine() : m_folder(u"/var/tmp/strata-killed-XXXXXX"_s)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"STRATA_ENGINE_DIR"_s, m_folder.path());
    m_script.setProcessEnvironment(environment);
    m_script.setProcessChannelMode(QProcess::ForwardedChannels);
}

PrivateEngine::~PrivateEngine()
{
    m_script.waitForFinished(scriptPatience);
    run({u"remove"_s});
    m_script.waitForFinished(scriptPatience);
}

void PrivateEngine::run(const QStringList &arguments)
{
    m_script.start(QStringLiteral(STRATA_SOURCE_DIR "/scripts/engine"), arguments);
}

bool PrivateEngine::start()
{
    startAgain();
    m_script.waitForFinished(scriptPatience);
    return isUp();
}

void PrivateEngine::startAgain()
{
    run({u"start"_s, u"--empty"_s});
}

/// Only a process whose command line names our folder.
bool PrivateEngine::kill()
{
    QFile pidFile(m_folder.filePath(u"dockerd.pid"_s));
    if (!pidFile.open(QIODevice::ReadOnly))
        return false;
    const int pid = pidFile.readAll().trimmed().toInt();
    QFile commandLine(u"/proc/%1/cmdline"_s.arg(pid));
    if (pid <= 1 || !commandLine.open(QIODevice::ReadOnly)
        || !commandLine.readAll().contains(QFile::encodeName(m_folder.path())))
        return false;
    return ::kill(pid, SIGKILL) == 0;
}

} // namespace strata::test
