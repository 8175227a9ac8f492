// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "dockerfile/contextscan.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace strata {

class ContextWatch;

/// The build context of an open Dockerfile: what is in it, kept up to date while files change. Looking and comparing happens
/// on the pool; everything else on the GUI thread. Destroyed it gives up.
class ContextFolder : public QObject
{
    Q_OBJECT

public:
    explicit ContextFolder(QObject *parent = nullptr);
    ~ContextFolder() override;

    /// An empty folder: there is none. The same place again changes nothing.
    void setPlace(const QString &folder, const QString &dockerfile);
    const QString &folder() const { return m_options.folder; }
    void scanAgain(); ///< all of it

    /// The newest scan; null before the first, and when the folder cannot be read.
    const std::shared_ptr<const ContextScan> &scan() const { return m_scan; }
    const std::optional<Error> &problem() const { return m_problem; } ///< why there is no scan
    bool isScanning() const { return m_isScanning; }
    bool isWatched() const; ///< false: too many folders, or the kernel's limit; changes are only seen by scanAgain()

Q_SIGNALS:
    void changed(); ///< any of these

private:
    struct Answer;

    void start(const std::optional<QList<QByteArray>> &paths);
    void take(const std::shared_ptr<Answer> &answer);
    void noteChanges(const QList<QByteArray> &paths);

    ContextOptions m_options;
    std::shared_ptr<const ContextScan> m_scan;
    std::optional<Error> m_problem;
    std::unique_ptr<ContextWatch> m_watch;
    std::stop_source m_stop;
    QList<QByteArray> m_waiting; ///< changed while it was looking
    quint64 m_place = 0;         ///< counts setPlace() and scanAgain()
    bool m_isScanning = false;
};

} // namespace strata
