// SPDX-License-Identifier: GPL-3.0-or-later
#include "realobjects.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTest>

namespace strata::test {

using namespace Qt::StringLiterals;

namespace {

struct Ended
{
    bool ok = false;
    QString output;
    QString error;
};

Ended runProgram(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    const bool ended = process.waitForFinished(60'000);
    return {ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
            QString::fromUtf8(process.readAllStandardOutput()).trimmed(),
            QString::fromUtf8(process.readAllStandardError()).trimmed()};
}

} // namespace

RealObjects::RealObjects(const RealEngine &engine) : m_host(u"unix://"_s + engine.socketPath())
{
    static int number = 0;
    m_prefix = u"st-%1-%2-%3-"_s.arg(QCoreApplication::applicationPid())
                   .arg(++number)
                   .arg(QRandomGenerator::global()->bounded(0x10000), 4, 16, QLatin1Char('0'));
}

RealObjects::~RealObjects()
{
    const auto list = [this](const QStringList &arguments) {
        return runProgram(u"docker"_s, QStringList{u"-H"_s, m_host} + arguments)
            .output.split(u'\n', Qt::SkipEmptyParts);
    };
    const QStringList containers = list({u"ps"_s, u"-aq"_s, u"--filter"_s, u"label=strata.test="_s + m_prefix});
    if (!containers.isEmpty())
        list(QStringList{u"rm"_s, u"-f"_s, u"-v"_s} + containers);
    const QStringList images = list({u"images"_s, u"-aq"_s, u"--filter"_s, u"label=strata.test="_s + m_prefix});
    if (!images.isEmpty())
        list(QStringList{u"rmi"_s, u"-f"_s} + images);
}

QString RealObjects::makeImage(const QString &reference, const QStringList &changes)
{
    const QDir root(m_folder.filePath(QString::number(QRandomGenerator::global()->generate(), 16)));
    root.mkpath(u"bin"_s);
    QFile::copy(QStandardPaths::findExecutable(u"busybox"_s), root.filePath(u"bin/busybox"_s));
    QFile unlike(root.filePath(u"unlike"_s));
    if (!unlike.open(QIODevice::WriteOnly))
        qFatal("cannot write below %s", qPrintable(root.path()));
    unlike.write(root.path().toUtf8());
    unlike.close();
    const QString archive = root.path() + u".tar"_s;
    runProgram(u"tar"_s, {u"-C"_s, root.path(), u"-cf"_s, archive, u"."_s});
    QStringList command{u"import"_s, u"--change"_s, u"LABEL strata.test="_s + m_prefix};
    for (const QString &change : changes)
        command << u"--change"_s << change;
    command << archive;
    if (!reference.isEmpty())
        command << reference;
    return docker(command);
}

QString RealObjects::create(const QString &container, const QString &image, const QStringList &options,
                            const QStringList &command)
{
    const QStringList program = command.isEmpty() ? QStringList{u"/bin/busybox"_s, u"sleep"_s, u"600"_s} : command;
    return docker(QStringList{u"create"_s, u"--name"_s, container, u"--label"_s, u"strata.test="_s + m_prefix,
                              u"--stop-timeout"_s, u"1"_s}
                  + options + QStringList{image} + program);
}

QString RealObjects::run(const QString &container, const QString &image, const QStringList &options,
                         const QStringList &command)
{
    const QString id = create(container, image, options, command);
    docker({u"start"_s, container});
    return id;
}

QString RealObjects::docker(const QStringList &arguments) const
{
    const Ended ended = runProgram(u"docker"_s, QStringList{u"-H"_s, m_host} + arguments);
    if (!ended.ok)
        QTest::qFail(qPrintable(u"docker %1: %2"_s.arg(arguments.join(u' '), ended.error)), __FILE__, __LINE__);
    return ended.output;
}

QString RealObjects::inspect(const QString &object, const QString &format) const
{
    const Ended ended = runProgram(u"docker"_s, {u"-H"_s, m_host, u"inspect"_s, u"-f"_s, format, object});
    return ended.ok ? ended.output : QString();
}

} // namespace strata::test
