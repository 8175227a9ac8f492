// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/buildcachemodel.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QSettings;
class QSplitter;
class QStackedWidget;

namespace strata {

class Activity;
class BuildCachePruneDialog;
class EngineSession;
class FilterField;
class KeyValueView;
class StateStack;
class TreeTable;

/// BuildKit's cache: what made each entry, how large it is and what it is good for, sums of all, and pruning with a preview.
///
/// It asks the engine when it is shown, on refresh(), when an operation of Activity ended, and when the engine tells of a
/// prune or of an image that came or went; never while it is hidden. What others prune Docker 26.1 tells nobody. Engines without this cache (Podman, the classic builder) have an empty state that
/// says so.
class BuildCacheView : public QWidget
{
    Q_OBJECT

public:
    explicit BuildCacheView(Activity &activity, QWidget *parent = nullptr);
    ~BuildCacheView() override;

    void setSession(EngineSession *session); ///< null: no engine
    void refresh();                          ///< F5; after a build: where that is not seen as an event
    void focusFilter();
    QList<QAction *> cacheActions() const; ///< for menus

    void saveState(QSettings &settings, const QString &group) const;
    void restoreState(const QSettings &settings, const QString &group);

Q_SIGNALS:
    void refreshed(); ///< the engine's answer is shown

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Pruned
    {
        qint64 total = 0;
        qsizetype entries = 0;
        bool isAsked = false; ///< a list that was asked for since is under way
    };

    QWidget *makeBar();
    QWidget *makeSums();
    QWidget *makeTable();
    void setUpActions();
    void ask();
    void take(const Result<QList<BuildCacheRecord>> &records);
    void eventsArrived(const QList<EngineEvent> &events);
    void tellPruned();
    void showNote(const QString &text);
    void showSums();
    void showEntry();
    void updateState();
    QStringList selectedIds() const;
    void askPrune();
    void prune(const QList<BuildCachePrune> &prunes);
    void showMenu(QPoint position);

    Activity &m_activity;
    QPointer<EngineSession> m_session;
    BuildCacheModel m_model;
    QList<BuildCacheRecord> m_records;
    bool m_isLoaded = false;
    bool m_isAsking = false;
    bool m_isStale = true;               ///< to be asked again when it can be seen
    QTimer m_soon;                       ///< many events, one question
    std::unique_ptr<QObject> m_requests; ///< of this session
    std::optional<Pruned> m_pruned;      ///< what it was before the last prune, until that was told
    QPointer<BuildCachePruneDialog> m_dialog;
    FilterField *m_filter = nullptr;
    StateStack *m_states = nullptr;
    QStackedWidget *m_tableStack = nullptr;
    QWidget *m_noMatch = nullptr;
    TreeTable *m_table = nullptr;
    KeyValueView *m_entry = nullptr;
    QString m_entryId; ///< that it shows
    QSplitter *m_splitter = nullptr;
    QLabel *m_sums = nullptr;
    QLabel *m_note = nullptr;
    QAction *m_prune = nullptr;
    QAction *m_pruneSelected = nullptr;
    QAction *m_refresh = nullptr;
};

} // namespace strata
