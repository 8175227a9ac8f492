// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/contextfiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestRules = 4 << 20;

/// moby/buildkit, frontend/dockerui: a file named in small letters will do, unless another one was asked for.
QString chosenDockerfile(const QString &folder, const QString &dockerfile)
{
    const QString path = dockerfile.isEmpty() ? QDir(folder).filePath(u"Dockerfile"_s) : dockerfile;
    const QFileInfo info(path);
    const QString lower = QDir(info.path()).filePath(u"dockerfile"_s);
    return info.fileName() == u"Dockerfile" && !info.exists() && QFileInfo::exists(lower) ? lower : path;
}

std::optional<QByteArray> pathInside(const QString &folder, const QString &path)
{
    const QFileInfo info(path);
    const QString root = QFileInfo(folder).canonicalFilePath();
    const QString place = QFileInfo(info.absolutePath()).canonicalFilePath();
    const QString prefix = root.endsWith(u'/') ? root : QString(root + u'/');
    if (root.isEmpty() || (place != root && !place.startsWith(prefix)))
        return std::nullopt;
    const QString below = place == root ? QString() : QString(place.sliced(prefix.size()) + u'/');
    return QFile::encodeName(below + info.fileName());
}

Result<IgnoreRules> readRules(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Local, u"%1 cannot be read: %2"_s.arg(path, file.errorString()));
    const QByteArray text = file.read(largestRules + 1);
    if (text.size() > largestRules)
        return failure(Error::Kind::InvalidInput, u"%1 is too large for a file of ignore rules"_s.arg(path));
    return IgnoreRules::parse(text).transform_error(
        [&path](const Error &error) { return Error{error.kind, path + u": "_s + error.message, error.detail}; });
}

} // namespace

Result<ContextFiles> contextFiles(const QString &folder, const QString &dockerfile)
{
    ContextFiles files;
    files.dockerfile = chosenDockerfile(folder, dockerfile);
    files.dockerfileInside = pathInside(folder, files.dockerfile);
    for (const QString &path :
         {QString(files.dockerfile + u".dockerignore"_s), QDir(folder).filePath(u".dockerignore"_s)}) {
        if (!QFileInfo(path).isFile())
            continue;
        Result<IgnoreRules> rules = readRules(path);
        if (!rules)
            return std::unexpected(rules.error());
        files.ignoreFile = path;
        files.rules = std::move(*rules);
        break;
    }
    return files;
}

} // namespace strata
