// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/detailspane.h"
#include "engine/api/types.h"
#include "widgets/codeview.h"
#include "widgets/keyvalueview.h"

#include <QPointer>
#include <QTimer>

namespace strata {

class EngineSession;
class LayersView;

/// Everything about one container: a readable overview and the whole inspect answer. Asks the engine only while it is
/// visible, a moment after the selection stood still, and again when the container changed, an event named it (also one
/// that no list shows: update, network connect) or the engine came back; the newest question wins.
class ContainerDetailsPane : public DetailsPane
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds SettleTime{60};
    static constexpr std::chrono::milliseconds StaleTime{300};

    explicit ContainerDetailsPane(QWidget *parent = nullptr);

    void setSession(EngineSession *session);
    void showContainer(const ContainerSummary &container); ///< again with each change of it
    void showNoContainer(const QString &title, const QString &text);
    void refreshTimes();
    void saveState(QSettings &settings, const QString &group) const override;
    void restoreState(const QSettings &settings, const QString &group) override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void linkChanged();
    void eventsArrived(const QList<EngineEvent> &events);
    void showLayers();
    void askSoon(); ///< what is shown is outdated
    void ask();
    void answered(const Result<ContainerDetails> &details);
    void showDetails();
    void clearViews();
    void updateHead();
    ContainerSummary known() const;

    QPointer<EngineSession> m_session;
    ContainerSummary m_container;
    ContainerDetails m_details;
    bool m_isOutdated = false; ///< the container changed since the last question
    bool m_hasFailed = false;
    bool m_wasLost = false; ///< the engine went away since the last answer
    std::unique_ptr<QObject> m_request;
    QTimer m_settle;
    QTimer m_stale;
    KeyValueView *m_overview = nullptr;
    LayersView *m_layers = nullptr;
    JsonView *m_inspect = nullptr;
};

/// The readable form of a container; `summary` for what the list knows better (health, ports).
QList<KeyValueView::Section> containerSections(const ContainerDetails &container, const ContainerSummary &summary);

} // namespace strata
