// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/dockerfilefile.h"

#include <QFileInfo>

namespace strata {

using namespace std::chrono_literals;

DockerfileFile::DockerfileFile(QObject *parent) : QObject(parent)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(100ms);
    connect(&m_settle, &QTimer::timeout, this, &DockerfileFile::look);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this] { m_settle.start(); });
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_settle.start(); });
}

Result<void> DockerfileFile::open(const QString &path)
{
    const Result<DockerfileText> text = readDockerfileText(path);
    if (!text)
        return std::unexpected(text.error());
    m_path = path;
    m_saved = *text;
    watch();
    return {};
}

Result<void> DockerfileFile::openAsKnown(const QString &path, const QString &text)
{
    const bool isThere = QFileInfo::exists(path);
    if (isThere) {
        if (const Result<void> opened = open(path); !opened)
            return opened;
    } else {
        m_path = path;
        m_saved = {};
        watch();
    }
    m_saved.text = text;
    m_settle.start();
    return {};
}

bool DockerfileFile::isOtherOnDisk() const
{
    if (m_path.isEmpty() || !QFileInfo::exists(m_path))
        return false;
    const Result<DockerfileText> text = readDockerfileText(m_path);
    return !text || encodeForDisk(*text) != encodeForDisk(m_saved);
}

Result<void> DockerfileFile::save(const QString &text, const QString &path)
{
    DockerfileText whole = m_saved;
    whole.text = text;
    whole.hasMixedLineEnds = false;
    if (const Result<void> written = writeDockerfileText(path, whole); !written)
        return written;
    m_path = path;
    m_saved = whole;
    watch();
    return {};
}

Result<void> DockerfileFile::readAgain()
{
    return open(m_path);
}

void DockerfileFile::startUntitled(const QString &text)
{
    m_path.clear();
    m_saved = {.text = text};
    m_watcher.removePaths(m_watcher.files() + m_watcher.directories());
}

/// The folder too: a file that is replaced is another one.
void DockerfileFile::watch()
{
    m_isGone = false;
    m_told.reset();
    const QStringList before = m_watcher.files() + m_watcher.directories();
    const QStringList wanted{m_path, QFileInfo(m_path).absolutePath()};
    for (const QString &path : before) {
        if (!wanted.contains(path))
            m_watcher.removePath(path);
    }
    m_watcher.addPaths(wanted);
}

void DockerfileFile::look()
{
    if (m_path.isEmpty())
        return;
    if (!QFileInfo::exists(m_path)) {
        if (!std::exchange(m_isGone, true))
            Q_EMIT vanished();
        return;
    }
    const bool wasGone = std::exchange(m_isGone, false);
    m_watcher.addPath(m_path);
    if (wasGone)
        Q_EMIT appeared();
    const Result<DockerfileText> text = readDockerfileText(m_path);
    if (!text)
        return;
    if (*text == m_saved) {
        m_told.reset();
    } else if (m_told != *text) {
        m_told = *text;
        Q_EMIT changedOnDisk();
    }
}

} // namespace strata
