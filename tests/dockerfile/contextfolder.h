// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/contextscan.h"

#include <QFile>
#include <QTemporaryDir>

#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace strata::test {

/// A real folder to be a build context, and what is around it.
class ContextFolder
{
public:
    ContextFolder()
    {
        m_place.setAutoRemove(false);
        makeFolder(".");
    }
    /// QTemporaryDir leaves names that are no UTF-8, and what is too deep.
    ~ContextFolder() { removeAll(QFile::encodeName(m_place.path())); }
    Q_DISABLE_COPY_MOVE(ContextFolder)

    QByteArray root() const { return QFile::encodeName(m_place.path()) + "/context"; }
    QByteArray at(const QByteArray &path) const { return root() + '/' + path; }
    QString folder() const { return QFile::decodeName(root()); }

    /// With the folders above it; "../x" is beside the context.
    void write(const QByteArray &path, const QByteArray &data = "data", mode_t mode = 0644) const
    {
        if (path.contains('/'))
            makeFolder(path.left(path.lastIndexOf('/')));
        const int file = ::open(at(path).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
        const bool isWhole = ::write(file, data.constData(), size_t(data.size())) == data.size();
        Q_ASSERT(isWhole);
        ::fchmod(file, mode);
        ::close(file);
    }

    void makeFolder(const QByteArray &path) const
    {
        const QByteArray whole = at(path) + '/';
        for (qsizetype slash = whole.indexOf('/', 1); slash >= 0; slash = whole.indexOf('/', slash + 1))
            ::mkdir(whole.left(slash).constData(), 0755);
    }
    void link(const QByteArray &path, const QByteArray &target) const
    {
        ::symlink(target.constData(), at(path).constData());
    }
    void rename(const QByteArray &from, const QByteArray &to) const
    {
        ::rename(at(from).constData(), at(to).constData());
    }
    void remove(const QByteArray &path) const { removeAll(at(path)); } ///< or nothing, when it is not there

    ContextOptions options() const { return {.folder = folder()}; }

    /// An empty one when that fails.
    ContextScan scan(const QString &dockerfile = {}) const
    {
        ContextOptions wanted = options();
        wanted.dockerfile = dockerfile;
        return scanContext(wanted).value_or(ContextScan());
    }

private:
    static void removeAll(const QByteArray &path)
    {
        std::error_code ignored;
        std::filesystem::remove_all(path.toStdString(), ignored);
    }

    QTemporaryDir m_place;
};

/// The paths that go to the builder; folders with a slash behind them.
inline QByteArrayList sentPaths(const ContextScan &scan)
{
    QByteArrayList paths;
    for (ContextScan::Index i = 0; i < scan.entries().size(); ++i) {
        if (scan.isSent(i))
            paths.append(scan.path(i) + (scan.entry(i).type == ContextEntryType::Folder ? "/" : ""));
    }
    return paths;
}

} // namespace strata::test
