// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour/tour.h"

#include "app/connection/sessionhost.h"
#include "app/shell/mainwindow.h"
#include "app/tour/stops.h"

#include <QCursor>
#include <QPainter>

#include <cstdio>

namespace strata {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 10'000; // ms
constexpr int settledPolls = 6;  // ready for this many polls: layouts and delayed selections are done

QPixmap pictureOf(QWidget *window, QWidget *above)
{
    QPixmap picture = window->grab();
    if (!above || above == window)
        return picture;
    const QSize free = window->size() - above->size();
    QPoint corner(std::max(0, free.width() / 2), std::max(0, free.height() / 3));
    QPainter painter(&picture);
    if (above->windowType() == Qt::Popup)
        corner = above->mapToGlobal(QPoint()) - window->mapToGlobal(QPoint());
    else
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 70));
    painter.drawPixmap(corner, above->grab());
    painter.setPen(window->palette().color(QPalette::Mid));
    painter.drawRect(QRect(corner, above->size()).adjusted(-1, -1, 0, 0));
    return picture;
}

} // namespace

Tour::Tour(MainWindow &window, SessionHost &host, Activity &activity, const QDir &folder, QObject *parent)
    : QObject(parent), m_window(window), m_folder(folder)
{
    m_stops.append({.name = u"start"_s, .isReady = [&host] {
                        return host.session() && host.session()->inventory().hasImages()
                            && host.session()->inventory().hasContainers();
                    }});
    m_stops += tour::pageStops(window) + tour::transferStops(window) + tour::layerStops(window)
        + tour::builderStops(window) + tour::windowStops(window, host, activity) + tour::problemStops(window, host);
    m_poll.setInterval(50ms);
    connect(&m_poll, &QTimer::timeout, this, &Tour::poll);
}

void Tour::start()
{
    m_folder.mkpath(u"."_s);
    QCursor::setPos(m_window.mapToGlobal(m_window.rect().bottomRight())); // no row lies under it
    next();
}

void Tour::next()
{
    if (m_index >= 0 && m_stops[m_index].putAway)
        m_stops[m_index].putAway();
    const auto isImpossible = [](const TourStop &stop) { return stop.isPossible && !stop.isPossible(); };
    do
        ++m_index;
    while (m_index < m_stops.size() && isImpossible(m_stops[m_index]));
    if (m_index >= m_stops.size()) {
        Q_EMIT finished(m_missed);
        return;
    }
    m_waiting.start();
    m_readyPolls = 0;
    if (m_stops[m_index].bringUp)
        m_stops[m_index].bringUp();
    m_poll.start();
}

void Tour::poll()
{
    const TourStop &stop = m_stops[m_index];
    m_readyPolls = !stop.isReady || stop.isReady() ? m_readyPolls + 1 : 0;
    const bool late = m_waiting.elapsed() > patience;
    if (m_readyPolls < settledPolls && !late)
        return;
    m_poll.stop();
    if (late && m_readyPolls == 0) {
        std::fprintf(stderr, "strata: the tour's stop %s was not ready\n", qUtf8Printable(stop.name));
        ++m_missed;
    }
    takePicture();
    QTimer::singleShot(0, this, &Tour::next);
}

void Tour::takePicture()
{
    const TourStop &stop = m_stops[m_index];
    const QString file = u"%1-%2.png"_s.arg(++m_pictures, 2, 10, QLatin1Char('0')).arg(stop.name);
    QWidget *above = stop.shown ? stop.shown() : nullptr;
    if (!pictureOf(&m_window, above).save(m_folder.filePath(file))) {
        std::fprintf(stderr, "strata: %s could not be written\n", qUtf8Printable(m_folder.filePath(file)));
        ++m_missed;
    }
}

} // namespace strata
