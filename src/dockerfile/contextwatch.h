// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/contextscan.h"
#include "dockerfile/folderaccess.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>
#include <stop_token>

class QSocketNotifier;

namespace strata {

/// The folders of a context that the kernel (inotify) watches. Making one asks it once for each folder, so it is for a worker
/// thread; give it to a ContextWatch then.
struct FolderWatches
{
    Descriptor queue = {};
    QByteArray root = {};                ///< the context's path
    QHash<int, QByteArray> folders = {}; ///< their paths by the numbers of the watches
    QSet<QByteArray> paths = {};         ///< of `folders`
    qsizetype most = 0;
    std::optional<Error> problem = {}; ///< why not all are watched: Local

    /// Watches one more; true when it was not watched before.
    bool add(const QByteArray &folder);
};

/// Every folder of the scan that was read, `most` of them at the most: each costs the kernel a kilobyte.
FolderWatches watchFolders(const ContextScan &scan, qsizetype most = 50'000, const std::stop_token &stop = {});

/// Tells which paths of a context changed, in lots: the first change begins a quarter of a second, in which others join it. To
/// be given to rescanContext(), and the scan that comes of it to follow(), which watches folders that are new.
///
/// Not watched are ignored folders that were not read, what links lead to, and what is outside of the context: a Dockerfile
/// there and its file of rules.
class ContextWatch : public QObject
{
    Q_OBJECT

public:
    explicit ContextWatch(FolderWatches watches, QObject *parent = nullptr);
    ~ContextWatch() override;

    /// Set when not all folders are watched, because of a limit of ours or the kernel's: somebody has to look by themselves.
    const std::optional<Error> &problem() const { return m_watches.problem; }
    qsizetype folderCount() const { return m_watches.folders.size(); }

    /// What is in a folder that was not watched yet may have changed before it was: it is told once more.
    void follow(const ContextScan &scan, const QList<QByteArray> &changed);

Q_SIGNALS:
    /// Sorted; an empty path alone says that anything may have changed.
    void changed(const QList<QByteArray> &paths);
    /// problem() is set now.
    void becameIncomplete();

private:
    void read();
    void note(int watch, quint32 mask, const QByteArray &name);
    void noteChange(const QByteArray &path);
    void forget(const QByteArray &folder);
    void tell();

    FolderWatches m_watches;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_timer;
    QSet<QByteArray> m_changed;
};

} // namespace strata
