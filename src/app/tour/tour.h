// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/tour/tourstop.h"

#include <QDir>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace strata {

class Activity;
class MainWindow;
class SessionHost;

/// Drives the real window through every page and dialog on a real engine and leaves numbered PNGs. Waits for what each
/// stop says it needs, at most ten seconds; a stop that never gets ready is pictured as it is and counted as missed.
class Tour : public QObject
{
    Q_OBJECT

public:
    Tour(MainWindow &window, SessionHost &host, Activity &activity, const QDir &folder, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(int missed); ///< how many stops were not ready, or could not be written

private:
    void next();
    void poll();
    void takePicture();

    MainWindow &m_window;
    QDir m_folder;
    QList<TourStop> m_stops;
    qsizetype m_index = -1;
    int m_missed = 0;
    int m_pictures = 0;
    QTimer m_poll;
    QElapsedTimer m_waiting;
    int m_readyPolls = 0;
};

} // namespace strata
