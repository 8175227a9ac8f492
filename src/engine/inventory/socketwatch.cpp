// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inventory/socketwatch.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

namespace strata {

SocketWatch::SocketWatch(QString path, QObject *parent) : QObject(parent), m_path(std::move(path))
{
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &SocketWatch::look);
}

void SocketWatch::watch()
{
    watchFolder();
    m_file = currentFile();
}

void SocketWatch::watchFolder()
{
    QDir folder = QFileInfo(m_path).absoluteDir();
    while (!folder.exists() && !folder.isRoot())
        folder.setPath(QFileInfo(folder.path()).path());
    const QStringList watched = m_watcher.directories();
    if (watched.contains(folder.path()))
        return;
    if (!watched.isEmpty())
        m_watcher.removePaths(watched);
    m_watcher.addPath(folder.path());
}

void SocketWatch::look()
{
    const quint64 before = m_file;
    watch(); // the folder itself may be new
    if (m_file != 0 && m_file != before)
        Q_EMIT appeared();
}

/// A number for the file there now: inode and time of its last change, because inodes are used again.
quint64 SocketWatch::currentFile() const
{
    struct stat file{};
    if (::stat(QFile::encodeName(m_path).constData(), &file) != 0)
        return 0;
    const auto changed = static_cast<quint64>(file.st_ctim.tv_sec) * 1'000'000'000
        + static_cast<quint64>(file.st_ctim.tv_nsec);
    return (static_cast<quint64>(file.st_ino) * 0x9e3779b97f4a7c15U) ^ changed;
}

} // namespace strata
