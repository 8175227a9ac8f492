// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/build/buildoperation.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

namespace strata {

class AccountSource;
class Activity;
class DockerfileView;
class EngineSession;

/// Builds what is open: asks what has to be asked before, runs it as an operation, and shows beside the lines how it goes and
/// how it went. GUI thread.
class Builds : public QObject
{
    Q_OBJECT

public:
    Builds(Activity &activity, AccountSource &accounts, QWidget *window);

    void setSession(EngineSession *session) { m_session = session; }
    /// Saves the file and builds it; what keeps it from that is said in the view.
    void build(DockerfileView *view);
    BuildOperation *runningFor(const DockerfileView *view) const; ///< null: none

Q_SIGNALS:
    void started(strata::DockerfileView *view, strata::BuildOperation *operation);
    /// Also when the Dockerfile was closed meanwhile: then there is no view. `text` and `path` are of the file that was built.
    void ended(strata::DockerfileView *view, strata::BuildOperation *operation, const QString &text,
               const QString &path);

private:
    bool isContextAccepted(DockerfileView &view);
    void lookFirst(DockerfileView *view);
    void prepare(DockerfileView *view);
    void giveUp(DockerfileView *view, const QString &problem);
    void forget(const QObject *view);
    void run(DockerfileView *view, std::unique_ptr<BuildOperation> operation);

    Activity &m_activity;
    AccountSource &m_accounts;
    QWidget *m_window;
    QPointer<EngineSession> m_session;
    QHash<const QObject *, QPointer<BuildOperation>> m_running; ///< by view
    QSet<const QObject *> m_preparing;                          ///< a build of these is about to begin
};

} // namespace strata
