// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace strata::test {

/// A dockerd for one test alone, which it may kill: scripts/engine in a folder of its own.
class PrivateEngine
{
public:
    PrivateEngine();
    ~PrivateEngine(); ///< ends it and deletes everything
    Q_DISABLE_COPY_MOVE(PrivateEngine)

    bool start();      ///< waits until it answers
    void startAgain(); ///< does not wait
    bool isUp() const { return m_script.state() == QProcess::NotRunning && m_script.exitCode() == 0; }
    bool kill(); ///< SIGKILL to dockerd
    QString socketPath() const { return m_folder.filePath(QStringLiteral("docker.sock")); }

private:
    void run(const QStringList &arguments);

    QTemporaryDir m_folder;
    QProcess m_script;
};

} // namespace strata::test
