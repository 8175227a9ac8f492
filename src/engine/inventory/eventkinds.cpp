// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inventory/eventkinds.h"

#include <algorithm>
#include <array>

namespace strata {

namespace {

constexpr std::array<QStringView, 20> quietContainerActions{
    u"exec_create", u"exec_start", u"exec_die", u"exec_detach", u"exec",    u"exec_died",    u"top",
    u"attach",      u"detach",     u"resize",   u"export",      u"copy",    u"archive-path", u"extract-to-dir",
    u"kill",        u"mount",      u"unmount",  u"sync",        u"network", u"logs",
};

constexpr std::array<QStringView, 4> quietImageActions{u"push", u"save", u"mount", u"unmount"};

template<size_t N>
bool isIn(const std::array<QStringView, N> &actions, QStringView action)
{
    return std::ranges::find(actions, action) != actions.end();
}

EventEffect containerEffect(QStringView action, bool hasActor)
{
    if (isIn(quietContainerActions, action))
        return EventEffect::None;
    if (!hasActor)
        return EventEffect::Containers;
    if (action == u"destroy" || action == u"remove")
        return EventEffect::ContainerGone;
    return action == u"commit" ? EventEffect::ContainerAndImages : EventEffect::ContainerChanged;
}

} // namespace

EventEffect effectOf(const EngineEvent &event)
{
    const QStringView action =
        QStringView(event.action).first(event.action.contains(u':') ? event.action.indexOf(u':') : event.action.size());
    if (event.type == u"container")
        return containerEffect(action, !event.actorId.isEmpty());
    if (event.type == u"image")
        return isIn(quietImageActions, action) ? EventEffect::None : EventEffect::Images;
    if (event.type == u"daemon")
        return EventEffect::Info;
    return EventEffect::None;
}

} // namespace strata
