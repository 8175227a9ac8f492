// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/activity/activity.h"
#include "app/connection/diagnosis.h"
#include "app/connection/engineswitcher.h"
#include "app/connection/sessionhost.h"
#include "app/finder/finder.h"
#include "app/shell/helpbutton.h"
#include "app/shell/mainwindow.h"
#include "app/shell/page.h"
#include "app/tour/forbiddensocket.h"
#include "app/tour/relay.h"
#include "app/tour/stops.h"
#include "engine/actions/containeractions.h"

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>

#include <algorithm>

namespace strata::tour {

using namespace Qt::StringLiterals;

namespace {

QDialog *openDialog(MainWindow &window)
{
    for (QDialog *dialog : window.findChildren<QDialog *>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

TourStop popupStop(const QString &name, std::function<void()> bringUp)
{
    return {.name = name,
            .bringUp = std::move(bringUp),
            .isReady = [] { return QApplication::activePopupWidget() != nullptr; },
            .shown = [] { return QApplication::activePopupWidget(); },
            .putAway =
                [] {
                    if (QWidget *popup = QApplication::activePopupWidget())
                        popup->close();
                }};
}

TourStop dialogStop(MainWindow &window, const QString &name, const QString &actionName)
{
    MainWindow *const shown = &window;
    return {.name = name,
            .bringUp =
                [=] {
                    if (auto *action = shown->findChild<QAction *>(actionName))
                        action->trigger();
                },
            .isReady = [=] { return openDialog(*shown) != nullptr; },
            .shown = [=] { return openDialog(*shown); },
            .putAway =
                [=] {
                    if (QDialog *dialog = openDialog(*shown))
                        dialog->reject();
                }};
}

/// Starts what runs already, which the engine answers with "not modified": something for the panel to show.
void startRunning(SessionHost &host, Activity &activity)
{
    actions::ContainerTargets targets;
    for (const ContainerSummary &container : host.session()->inventory().containers()) {
        if (container.state == ContainerState::Running)
            targets.append({container.id, container.name});
    }
    std::ranges::sort(targets, {}, &actions::ContainerTarget::name);
    if (!targets.isEmpty())
        activity.run(new ActionOperation(host.session()->engine(),
                                         actions::start(targets.first(std::min<qsizetype>(2, targets.size())))));
}

bool isLive(const SessionHost &host)
{
    return host.session() && host.session()->inventory().link() == Inventory::Link::Live
        && host.session()->inventory().hasImages() && host.session()->inventory().hasContainers();
}

bool isLost(const SessionHost &host)
{
    return host.session() && host.session()->inventory().link() == Inventory::Link::Lost;
}

TourStop unreachable(SessionHost &host, const QString &name, const QString &address)
{
    return {.name = name,
            .bringUp =
                [&host, address] {
                    host.open({.source = EngineCandidate::Source::DockerHost,
                               .name = address,
                               .endpoint = Endpoint::parse(address)});
                },
            .isReady = [&host] { return host.problem() || isLost(host); }};
}

/// The same engine through a relay, which is cut once the lists are there.
TourStop disconnectedStop(MainWindow &window, SessionHost &host)
{
    auto relay = std::make_shared<QPointer<Relay>>();
    return {
        .name = u"disconnected"_s,
        .bringUp =
            [&window, &host, relay] {
                *relay = new Relay(host.session()->engine().endpoint().path, &window);
                EngineCandidate candidate = host.session()->candidate();
                candidate.endpoint = (*relay)->endpoint();
                host.open(candidate);
            },
        .isReady =
            [&host, relay] {
                if (*relay && isLive(host)) {
                    (*relay)->cut();
                    (*relay)->deleteLater();
                    relay->clear();
                }
                return !*relay && isLost(host);
            },
        .isPossible =
            [&host] { return isLive(host) && host.session()->engine().endpoint().scheme == Endpoint::Scheme::Unix; }};
}

TourStop deniedStop(SessionHost &host)
{
    auto socket = std::make_shared<ForbiddenSocket>();
    TourStop stop = unreachable(host, u"permission-denied"_s, u"unix://"_s + socket->path());
    stop.bringUp = [socket, open = stop.bringUp] { ForbiddenSocket::asNobody(open); };
    return stop;
}

TourStop noEngineStop(SessionHost &host)
{
    TourStop stop = unreachable(host, u"no-engine"_s, u"unix:///run/user/0/docker.sock"_s);
    stop.bringUp = [open = stop.bringUp] {
        HostFacts facts = HostFacts::detect();
        facts.hasDocker = facts.hasPodman = false;
        HostFacts::pretend(facts);
        open();
    };
    stop.putAway = [] { HostFacts::pretend({}); };
    return stop;
}

} // namespace

QList<TourStop> windowStops(MainWindow &window, SessionHost &host, Activity &activity)
{
    QList<TourStop> stops;
    stops.append({.name = u"finder"_s,
                  .bringUp =
                      [&window] {
                          window.finder().popUp();
                          window.finder().findChild<QLineEdit *>(u"finderField"_s)->setText(u"sto"_s);
                      },
                  .putAway = [&window] { window.finder().hide(); }});
    stops.append({.name = u"activity"_s,
                  .bringUp =
                      [&window, &host, &activity] {
                          startRunning(host, activity);
                          window.setActivityOpen(true);
                      },
                  .isReady = [&activity] { return activity.runningCount() == 0; },
                  .putAway = [&window] { window.setActivityOpen(false); }});
    for (Page *page : window.pages()) {
        stops.append(popupStop(u"help-"_s + page->objectName(), [&window, page] {
            window.showPage(page);
            page->findChild<HelpButton *>()->showHelp();
        }));
    }
    stops.append(popupStop(u"engine-menu"_s, [&window] { window.switcher().openMenu(); }));
    stops.last().isReady = [&window] { return window.switcher().hasAsked(); };
    stops.append(dialogStop(window, u"engine-address"_s, u"engineOther"_s));
    stops.append(dialogStop(window, u"about"_s, u"about"_s));
    stops.append({.name = u"small-window"_s,
                  .bringUp = [&window] { window.resize(800, 500); },
                  .putAway = [&window, before = window.size()] { window.resize(before); }});
    return stops;
}

QList<TourStop> problemStops(MainWindow &window, SessionHost &host)
{
    return {disconnectedStop(window, host),
            deniedStop(host),
            noEngineStop(host),
            unreachable(host, u"not-running"_s, u"unix:///run/user/0/docker.sock"_s),
            unreachable(host, u"not-a-socket"_s, u"unix:///etc/os-release"_s),
            unreachable(host, u"not-supported"_s, u"tcp://build.example.com:2376"_s),
            unreachable(host, u"not-an-address"_s, u"docker.example.com"_s)};
}

} // namespace strata::tour
