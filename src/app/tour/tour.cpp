// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour/tour.h"

#include "app/finder/finder.h"
#include "app/shell/mainwindow.h"
#include "app/shell/page.h"

#include <QApplication>
#include <QFrame>
#include <QLineEdit>
#include <QPainter>
#include <QTemporaryDir>
#include <QToolButton>

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
    if (above && above != window) {
        const QPixmap dialog = above->grab();
        QPainter painter(&picture);
        const QSize free = window->size() - above->size();
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 70));
        painter.drawPixmap(QPoint(std::max(0, free.width() / 2), std::max(0, free.height() / 3)), dialog);
    }
    return picture;
}

} // namespace

Tour::Tour(MainWindow &window, SessionHost &host, QDir folder, QObject *parent)
    : QObject(parent), m_window(window), m_host(host), m_folder(std::move(folder))
{
    m_poll.setInterval(50ms);
    connect(&m_poll, &QTimer::timeout, this, &Tour::poll);
}

void Tour::start()
{
    m_folder.mkpath(u"."_s);
    collectStops();
    next();
}

void Tour::collectStops()
{
    for (Page *page : m_window.pages()) {
        QList<TourStop> stops = page->tourStops();
        if (stops.isEmpty())
            stops.append({.name = page->objectName(), .bringUp = {}, .isReady = {}, .shown = {}, .putAway = {}});
        const auto first = std::exchange(stops.first().bringUp, {});
        stops.first().bringUp = [this, page, first] {
            m_window.showPage(page);
            if (first)
                first();
        };
        m_stops += stops;
    }
    m_stops.append({.name = u"finder"_s,
                    .bringUp =
                        [this] {
                            m_window.finder().popUp();
                            m_window.finder().findChild<QLineEdit *>(u"finderField"_s)->setText(u"sh"_s);
                        },
                    .isReady = {},
                    .shown = {},
                    .putAway = [this] { m_window.finder().hide(); }});
    m_stops.append({.name = u"activity"_s,
                    .bringUp = [this] { m_window.setActivityOpen(true); },
                    .isReady = {},
                    .shown = {},
                    .putAway = [this] { m_window.setActivityOpen(false); }});
    m_stops.append({.name = u"help"_s,
                    .bringUp =
                        [this] {
                            if (auto *help = m_window.currentPage()->findChild<QToolButton *>(u"help"_s))
                                help->click();
                        },
                    .isReady = [] { return QApplication::activePopupWidget() != nullptr; },
                    .shown = [] { return QApplication::activePopupWidget(); },
                    .putAway =
                        [] {
                            if (QWidget *popup = QApplication::activePopupWidget())
                                popup->close();
                        }});
    m_stops.append({.name = u"small-window"_s,
                    .bringUp = [this] { m_window.resize(800, 500); },
                    .isReady = {},
                    .shown = {},
                    .putAway = [this] { m_window.resize(1280, 800); }});
    m_stops.append(unreachableStop());
}

/// What a person sees whose engine does not run: the last stop, since it leaves the engine.
TourStop Tour::unreachableStop()
{
    TourStop stop{.name = u"not-running"_s, .bringUp = {}, .isReady = {}, .shown = {}, .putAway = {}};
    stop.bringUp = [this] {
        m_host.open({.source = EngineCandidate::Source::Rootless,
                     .name = u"rootless"_s,
                     .endpoint = Endpoint::unixSocket(u"/run/user/0/no-engine/docker.sock"_s)});
    };
    stop.isReady = [this] {
        return m_host.session() && m_host.session()->inventory().link() == Inventory::Link::Lost;
    };
    return stop;
}

void Tour::next()
{
    if (m_index >= 0 && m_stops[m_index].putAway)
        m_stops[m_index].putAway();
    if (++m_index >= m_stops.size()) {
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
    const QString file = u"%1-%2.png"_s.arg(m_index + 1, 2, 10, QLatin1Char('0')).arg(stop.name);
    QWidget *above = stop.shown ? stop.shown() : nullptr;
    if (!pictureOf(&m_window, above).save(m_folder.filePath(file))) {
        std::fprintf(stderr, "strata: %s could not be written\n", qUtf8Printable(m_folder.filePath(file)));
        ++m_missed;
    }
}

} // namespace strata
