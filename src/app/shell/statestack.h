// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inventory/inventory.h"

#include <QPointer>
#include <QTime>
#include <QTimer>
#include <QWidget>

class QStackedLayout;

namespace strata {

class EmptyState;
class LinkBanner;

/// Shows a page's content or why there is none: loading (only after 200 ms), empty, failed (never had an answer;
/// with the command that mends it), and disconnected (a banner above the last known content, which is greyed).
/// Follows the inventory's link by itself; the page tells whether it has its list and whether that list is empty.
class StateStack : public QWidget
{
    Q_OBJECT

public:
    enum class Shown { Nothing, Loading, Empty, Failed, Content, Disconnected };

    /// Takes `content` over.
    explicit StateStack(QWidget *content, QWidget *parent = nullptr);

    EmptyState &emptyState() const { return *m_empty; } ///< the page says here what to do first

    void setInventory(Inventory *inventory, const Endpoint &endpoint = {}); ///< nullptr: no engine
    void setLoaded(bool loaded);                                            ///< the first complete list is there
    void setEmpty(bool empty); ///< the list has no rows at all (not: the filter hides them)

    Shown shown() const { return m_shown; }

Q_SIGNALS:
    void shownChanged();

private:
    void review();
    void display(Shown shown);
    void showFailure();

    QPointer<Inventory> m_inventory;
    Endpoint m_endpoint;
    QStackedLayout *m_stack = nullptr;
    QWidget *m_contentSide = nullptr;
    QWidget *m_content = nullptr;
    LinkBanner *m_banner = nullptr;
    EmptyState *m_loading = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_failed = nullptr;
    QWidget *m_nothing = nullptr;
    QWidget *m_veil = nullptr; ///< greys the content
    QAction *m_retry = nullptr;
    QTimer m_loadingDelay;
    QTime m_lostAt;
    Shown m_shown = Shown::Nothing;
    bool m_loaded = false;
    bool m_isEmpty = false;
};

} // namespace strata
