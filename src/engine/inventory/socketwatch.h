// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>

namespace strata {

/// Tells when a unix socket's file appears or is made anew, so that a restarted engine is noticed at once.
/// Watches the folder, or the nearest one that exists, from watch() on.
class SocketWatch : public QObject
{
    Q_OBJECT

public:
    explicit SocketWatch(QString path, QObject *parent = nullptr);

    void watch(); ///< what is there now is known

Q_SIGNALS:
    void appeared();

private:
    void look();
    void watchFolder();
    quint64 currentFile() const;

    QString m_path;
    QFileSystemWatcher m_watcher;
    quint64 m_file = 0; ///< which file was seen last; 0: none
};

} // namespace strata
