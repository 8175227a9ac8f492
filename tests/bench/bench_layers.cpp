// SPDX-License-Identifier: GPL-3.0-or-later
// Looking into archives with stratactl, contents hashed and layers merged, beside bsdtar, which lists the same layers, and
// sha256sum, which reads the same bytes. The best of three each, in turns.
#include "meters.h"

#include "support/images.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>

using namespace strata::bench;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 3;
const QString imageName = u"strata-bench/layers:1"_s;

void mustRun(const QString &line)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(u"/bin/sh"_s, {u"-c"_s, line});
    if (!process.waitForFinished(-1) || process.exitCode() != 0)
        qFatal("failed: %s", qPrintable(line));
}

double secondsOf(const QString &line)
{
    QElapsedTimer clock;
    clock.start();
    mustRun(line);
    return double(clock.nsecsElapsed()) / 1e9;
}

/// The most that stratactl held while it looked into an archive, as far as a look every few milliseconds sees.
double megabytesFor(const QString &archive)
{
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(QStringLiteral(STRATACTL), {u"layers"_s, archive});
    process.waitForStarted();
    const QString path = u"/proc/%1/status"_s.arg(process.processId());
    qint64 kibibytes = 0;
    while (!process.waitForFinished(3)) {
        QFile status(path);
        const QByteArray text = status.open(QIODevice::ReadOnly) ? status.readAll() : QByteArray();
        const qsizetype at = text.indexOf("VmHWM:");
        if (at >= 0)
            kibibytes = text.sliced(at + 6).simplified().split(' ').first().toLongLong();
    }
    return double(kibibytes) * 1024 / 1e6;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written.", qPrintable(path));
}

/// An image in a folder of its own: layer00.tar and so on, and image.tar with all of it.
class Image
{
public:
    QString layers() const { return m_folder.filePath(u"layer*.tar"_s); }
    QString archive() const { return m_folder.filePath(u"image.tar"_s); }

    void addLayer(const QByteArray &tar)
    {
        write(next(), tar);
        m_diffIds.append(strata::test::sha256(tar));
    }

    /// A layer of `count` files of `megabytes` each, without holding it.
    void addLargeLayer(int count, int megabytes)
    {
        const QString files = m_folder.filePath(u"files"_s);
        mustRun(u"mkdir '%1' && for i in $(seq %2); do head -c %3M /dev/urandom > '%1'/$i; done"_s.arg(files)
                    .arg(count)
                    .arg(megabytes));
        const QString path = next();
        mustRun(u"tar -C '%1' -cf '%2' . && rm -r '%1'"_s.arg(files, path));
        QProcess hash;
        hash.start(u"sha256sum"_s, {path});
        hash.waitForFinished(-1);
        m_diffIds.append(u"sha256:"_s + QString::fromLatin1(hash.readAllStandardOutput().first(64)));
    }

    void finish()
    {
        const QJsonObject config{
            {u"architecture"_s, u"amd64"_s},
            {u"os"_s, u"linux"_s},
            {u"rootfs"_s,
             QJsonObject{{u"type"_s, u"layers"_s}, {u"diff_ids"_s, QJsonArray::fromStringList(m_diffIds)}}}};
        const QJsonObject manifest{{u"Config"_s, u"config.json"_s},
                                   {u"RepoTags"_s, QJsonArray{imageName}},
                                   {u"Layers"_s, QJsonArray::fromStringList(m_names)}};
        write(m_folder.filePath(u"config.json"_s), QJsonDocument(config).toJson());
        write(m_folder.filePath(u"manifest.json"_s), QJsonDocument(QJsonArray{manifest}).toJson());
        mustRun(u"cd '%1' && tar -cf image.tar *.json layer*.tar && cat image.tar layer*.tar >/dev/null"_s.arg(
            m_folder.path()));
    }

private:
    QString next()
    {
        m_names.append(u"layer%1.tar"_s.arg(m_names.size(), 2, 10, QChar(u'0')));
        return m_folder.filePath(m_names.last());
    }

    QTemporaryDir m_folder{u"/var/tmp/strata-bench.XXXXXX"_s};
    QStringList m_names;
    QStringList m_diffIds;
};

QByteArray manyFiles(int layer, int count, int whiteouts)
{
    QList<Item> items;
    const auto folderOf = [](int of, int i) { return u"usr/lib/layer%1/package%2/"_s.arg(of).arg(i / 50).toUtf8(); };
    for (int i = 0; i < count; ++i) {
        if (i % 50 == 0)
            items.append(folder(folderOf(layer, i)));
        items.append({.path = folderOf(layer, i) + "file" + QByteArray::number(i) + ".js",
                      .data = QByteArray::number(layer * count + i).repeated(20)});
    }
    for (int i = 0; i < whiteouts; ++i)
        items.append({.path = folderOf(layer - 1, i) + ".wh.file" + QByteArray::number(i) + ".js"});
    return tarOf(items);
}

struct Times
{
    double ours = 1e9, theirs = 1e9;
};

Times measure(const QString &image, const QString &theirs, int rounds = Rounds)
{
    Times best;
    for (int i = 0; i < rounds; ++i) {
        best.theirs = std::min(best.theirs, secondsOf(theirs));
        best.ours = std::min(best.ours,
                             secondsOf(u"'%1' layers '%2' >/dev/null"_s.arg(QStringLiteral(STRATACTL), image)));
    }
    return best;
}

Times measure(const Image &image, const QString &theirs)
{
    return measure(image.archive(), theirs);
}

QString listing(const Image &image)
{
    return u"for layer in %1; do bsdtar -tvf $layer; done >/dev/null"_s.arg(image.layers());
}

void files(Report &report)
{
    constexpr int layers = 20;
    constexpr int count = 25'000;
    Image plain;
    Image hiding;
    for (int layer = 0; layer < layers; ++layer) {
        plain.addLayer(manyFiles(layer, count, 0));
        hiding.addLayer(manyFiles(layer, count, layer == 0 ? 0 : 10'000 / (layers - 1)));
    }
    plain.finish();
    hiding.finish();
    const Times times = measure(plain, listing(plain));
    report.line(u"20 layers of 25,000 files"_s,
                u"%1 s, bsdtar %2 s"_s.arg(times.ours, 0, 'f', 2).arg(times.theirs, 0, 'f', 2));
    report.atMost(u"beside bsdtar -tvf"_s, times.ours / times.theirs, 1.5, u"times"_s);
    report.atMost(u"its memory"_s, megabytesFor(plain.archive()), 250, u"MB"_s);
    const Times more = measure(hiding, u"true"_s);
    report.atMost(u"with 10,000 whiteouts"_s, more.ours / times.ours, 1.1, u"times"_s);
}

void bytes(Report &report)
{
    Image image;
    image.addLargeLayer(32, 64);
    image.finish();
    const Times times = measure(image, u"sha256sum '%1' >/dev/null"_s.arg(image.archive()));
    report.line(u"2 GB in 32 files"_s,
                u"%1 s, sha256sum %2 s"_s.arg(times.ours, 0, 'f', 2).arg(times.theirs, 0, 'f', 2));
    report.atLeast(u"bytes a second, beside sha256sum"_s, times.theirs / times.ours, 0.8, u"times"_s);
}

void million(Report &report)
{
    Image image;
    image.addLayer(manyFiles(0, 1'000'000, 0));
    image.finish();
    const Times times = measure(image, listing(image));
    report.line(u"1,000,000 files in a layer"_s,
                u"%1 s, bsdtar %2 s"_s.arg(times.ours, 0, 'f', 2).arg(times.theirs, 0, 'f', 2));
    report.atMost(u"its memory"_s, megabytesFor(image.archive()), 500, u"MB"_s);
}

/// The engine puts the archive together for both.
void streaming(Report &report)
{
    const QString socket = qEnvironmentVariable("STRATA_TEST_SOCKET");
    if (socket.isEmpty())
        return report.line(u"streaming"_s, u"STRATA_TEST_SOCKET is not set: run scripts/bench"_s);
    Image image;
    for (int layer = 0; layer < 4; ++layer)
        image.addLargeLayer(4, 64);
    image.finish();
    const QString docker = u"docker --host unix://"_s + socket;
    mustRun(u"%1 load -q -i '%2' >/dev/null"_s.arg(docker, image.archive()));
    qputenv("DOCKER_HOST", QByteArray("unix://" + socket.toUtf8()));
    constexpr int rounds = 7; // four of five seconds are the engine's own, on a disk
    const Times times = measure(
        imageName, u"curl -sf --unix-socket '%1' 'http://d/images/get?names=%2' >/dev/null"_s.arg(socket, imageName),
        rounds);
    mustRun(u"%1 rmi %2 >/dev/null"_s.arg(docker, imageName));
    report.line(u"1 GB from the engine"_s,
                u"%1 s, curl %2 s"_s.arg(times.ours, 0, 'f', 2).arg(times.theirs, 0, 'f', 2));
    report.atMost(u"beside curl"_s, times.ours / times.theirs, 1.1, u"times"_s);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    Report report(u"Looking into the layers of archives"_s);
    const QStringList wanted = QCoreApplication::arguments().sliced(1); // none: all
    using Part = std::pair<QString, void (*)(Report &)>;
    for (const auto &[name, run] : {Part(u"files"_s, files), Part(u"bytes"_s, bytes), Part(u"million"_s, million),
                                    Part(u"streaming"_s, streaming)}) {
        if (wanted.isEmpty() || wanted.contains(name))
            run(report);
    }
    return report.exitCode();
}
