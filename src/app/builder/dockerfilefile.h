// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/dockerfiletext.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <optional>

namespace strata {

/// The file that an open Dockerfile comes from and goes to, and what somebody else does to it meanwhile. GUI thread.
class DockerfileFile : public QObject
{
    Q_OBJECT

public:
    explicit DockerfileFile(QObject *parent = nullptr);

    const QString &path() const { return m_path; }          ///< empty: it was never saved
    const DockerfileText &saved() const { return m_saved; } ///< what is on the disk, as far as it is known here

    Result<void> open(const QString &path);
    bool isGone() const { return m_isGone; } ///< there is a path, and no file
    bool isOtherOnDisk() const;              ///< somebody wrote another text since, also a moment ago; reads the file
    /// As open(), but this is what is known of it: another text on the disk is told soon, and the file may be gone.
    Result<void> openAsKnown(const QString &path, const QString &text);
    /// To `path`, which becomes its own.
    Result<void> save(const QString &text, const QString &path);
    /// What is on the disk now becomes what is known here. Errors as of readDockerfileText().
    Result<void> readAgain();
    /// A text that was never saved.
    void startUntitled(const QString &text);

Q_SIGNALS:
    void changedOnDisk(); ///< the file has another text now; readAgain() takes it
    void vanished();      ///< once, when there is no such file any more
    void appeared();      ///< again

private:
    void watch();
    void look();

    QString m_path;
    DockerfileText m_saved;
    QFileSystemWatcher m_watcher;
    QTimer m_settle; ///< editors write a file in several steps
    bool m_isGone = false;
    std::optional<DockerfileText> m_told; ///< what changedOnDisk() was about
};

} // namespace strata
