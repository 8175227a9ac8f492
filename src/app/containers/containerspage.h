// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/tablepage.h"
#include "app/containers/containerpresentation.h"
#include "app/containers/statshub.h"

#include <QUrl>

namespace strata {

class Activity;
class ContainerCommands;
class ContainerDetailsPane;

/// The containers of the engine: what they run, how they are, what they use, and everything one does with them.
/// Statistics are streamed only for running containers whose rows can be seen.
class ContainersPage : public TablePage
{
    Q_OBJECT

public:
    explicit ContainersPage(Activity &activity, QWidget *parent = nullptr);

    QString title() const override { return tr("Containers"); }
    QString iconName() const override { return QStringLiteral("strata-containers"); }
    QString countText() const override;
    QList<QAction *> pageActions() const override;
    QList<FinderEntry> finderEntries(const QString &text) override;
    bool openItem(const QString &kind, const QString &id) override;

    /// What a click on a port does; opens the desktop's browser unless told otherwise.
    void setBrowser(std::function<void(const QUrl &address)> open) { m_browse = std::move(open); }

    const StatsHub &stats() const { return m_stats; }

protected:
    void attach(EngineSession &session) override;
    void detach() override;
    bool hasList() const override;
    HelpTopic helpTopic() const override { return HelpTopic::Containers; }
    void describeEmpty(EmptyState &state) override;
    void selectionChanged() override;
    void timePassed() override;
    QMenu *makeContextMenu() override;
    void clearFilters() override;
    void removeRequested() override;
    void renameRequested() override;
    void saveOptions(QSettings &settings) override;
    void restoreOptions(const QSettings &settings) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpBar();
    void setUpTable();
    void setUpStats();
    void followVisibleRows();
    QList<ContainerId> visibleRunning() const;
    void describeSeveral(const QList<ContainerSummary> &containers, const QModelIndexList &indexes);

    ContainerModel m_model;
    ContainerPresentation m_presentation;
    ContainerCommands *m_commands = nullptr;
    ContainerDetailsPane *m_pane = nullptr;
    QCheckBox *m_runningOnly = nullptr;
    QCheckBox *m_grouped = nullptr;
    StatsHub m_stats;
    QTimer m_visibleTimer;
    std::function<void(const QUrl &)> m_browse;
};

} // namespace strata
