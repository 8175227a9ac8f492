// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/tour/tourstop.h"

#include <QIcon>
#include <QWidget>

class QAction;

namespace strata {

class Activity;
class EngineSession;

/// What the finder can offer, as plain text.
struct FinderEntry
{
    QString title;    ///< "web", "shop/api:1.4", "Prune unused images…"
    QString subtitle; ///< "Container · running", "Image · 76.2 MB"
    QIcon icon;
    std::function<void()> activate; ///< shows the page and the thing, or triggers the action
};

/// One entry of the sidebar. The main window makes all pages once, shows one, and tells each which engine it is
/// looking at. A page draws its own four states (loading, empty, failed, disconnected) from the session's inventory.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(QWidget *parent = nullptr) : QWidget(parent) {}

    virtual QString title() const = 0;               ///< translated: "Images"
    virtual QString iconName() const = 0;            ///< freedesktop or own name
    virtual QString countText() const { return {}; } ///< beside the title in the sidebar: "42", "7/19"

    virtual void setSession(EngineSession *session) = 0;        ///< nullptr: no engine; the old one is still alive here
    virtual QList<QAction *> pageActions() const { return {}; } ///< for the menu bar, enabled as the selection allows
    /// What fits best, the best first; no more than the finder shows (see finderBest), because it is asked with each key.
    virtual QList<FinderEntry> finderEntries(const QString &text) { Q_UNUSED(text) return {}; }
    virtual void focusFilter() {} ///< Ctrl+F
    virtual void refresh() {}     ///< F5; what comes from the engine is refreshed by the window
    /// Shows the page and selects a thing of it, clearing a filter that hides it. False: not of this page, or not there.
    /// Kinds are the engine's words, "container" and "image"; `id` is the whole ID.
    virtual bool openItem(const QString &kind, const QString &id)
    {
        Q_UNUSED(kind)
        Q_UNUSED(id)
        return false;
    }
    virtual QList<TourStop> tourStops() { return {}; } ///< the pictures of this page, in order; see app/tour
    virtual void saveState() {} ///< columns, splitters, options into QSettings, under the page's objectName
    virtual void restoreState() {}

Q_SIGNALS:
    void countChanged();
    void showRequested();                                       ///< bring this page to the front
    void openRequested(const QString &kind, const QString &id); ///< a link: the page whose openItem() takes it shows it
};

} // namespace strata
