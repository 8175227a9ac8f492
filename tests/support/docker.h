// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QUuid>

namespace strata::test {

/// The real docker client on one engine: what people type, and the other opinion about what the engine holds.
class Docker
{
public:
    explicit Docker(const QString &socketPath)
    {
        m_environment = QProcessEnvironment::systemEnvironment();
        m_environment.insert(QStringLiteral("DOCKER_HOST"), QStringLiteral("unix://") + socketPath);
        m_environment.remove(QStringLiteral("DOCKER_CONTEXT"));
    }

    /// Standard output without the last line end; lastError() has the other one.
    QString output(const QStringList &arguments) const { return run(QStringLiteral("docker"), arguments); }
    QStringList lines(const QStringList &arguments) const { return output(arguments).split(u'\n', Qt::SkipEmptyParts); }
    /// Runs a line as a person would; true when it ended with 0.
    bool shell(const QString &line) const
    {
        run(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), line});
        return m_exitCode == 0;
    }
    QString lastError() const { return m_error; }

    /// An image of its own (no two are equal, nor share a layer) that has sh, sleep and httpd. Untagged when `name` is
    /// empty. Gives its ID; empty when that failed.
    QString makeBusyboxImage(const QString &name) const
    {
        const QTemporaryDir folder;
        const QString binaries = folder.filePath(QStringLiteral("bin"));
        const QString busybox = binaries + QStringLiteral("/busybox");
        shell(QStringLiteral("mkdir -p '%1' && cp \"$(command -v busybox)\" '%2'").arg(binaries, busybox));
        for (const char *applet : {"sh", "sleep", "true", "cat", "httpd", "touch"})
            QFile::link(QStringLiteral("busybox"), binaries + u'/' + QLatin1StringView(applet));
        QFile mark(folder.filePath(QStringLiteral("mark")));
        if (!mark.open(QIODevice::WriteOnly) || mark.write(QUuid::createUuid().toByteArray()) < 0)
            return {};
        mark.close();
        shell(QStringLiteral("tar -C '%1' -c bin mark | docker import --change 'CMD [\"sh\"]' - %2")
                  .arg(folder.path(), name));
        const qsizetype id = m_output.lastIndexOf(QStringLiteral("sha256:")); // Podman writes more around it
        return m_exitCode == 0 && id >= 0 ? m_output.sliced(id).trimmed() : QString();
    }

    /// Containers, then images, whose name contains `part`.
    void removeEverythingNamed(const QString &part) const
    {
        const QStringList containers = lines(
            {QStringLiteral("ps"), QStringLiteral("-aq"), QStringLiteral("--filter"), QStringLiteral("name=") + part});
        if (!containers.isEmpty()) {
            output(QStringList{QStringLiteral("kill")} + containers); // to remove by force, Podman waits ten seconds
            output(QStringList{QStringLiteral("rm"), QStringLiteral("-f"), QStringLiteral("-v")} + containers);
        }
        QStringList images = lines(
            {QStringLiteral("images"), QStringLiteral("--format"), QStringLiteral("{{.Repository}}:{{.Tag}}")});
        images.removeIf([&part](const QString &name) { return !name.contains(part); });
        if (!images.isEmpty())
            output(QStringList{QStringLiteral("rmi"), QStringLiteral("-f")} + images);
    }

private:
    QString run(const QString &program, const QStringList &arguments) const
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.start(program, arguments);
        process.closeWriteChannel();
        const bool ended = process.waitForFinished(60'000);
        m_exitCode = ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        m_error = QString::fromUtf8(process.readAllStandardError());
        m_output = QString::fromUtf8(process.readAllStandardOutput()).trimmed();
        return m_output;
    }

    QProcessEnvironment m_environment;
    mutable QString m_output;
    mutable QString m_error;
    mutable int m_exitCode = 0;
};

} // namespace strata::test
