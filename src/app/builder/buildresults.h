// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"

#include <QObject>
#include <QPointer>

namespace strata {

class BuildHistory;
class BuildOperation;
class DockerfileView;
class EngineSession;

/// What becomes of a build when it has ended: it is kept, its Dockerfile is remembered for its images, and the view where it
/// was written shows what the image wastes, and offers a look at the layers and at what changed since the build before. GUI thread.
class BuildResults : public QObject
{
    Q_OBJECT

public:
    BuildResults(BuildHistory &history, QWidget *window);

    void setSession(EngineSession *session) { m_session = session; }
    /// `view` is null when it was closed meanwhile; `text` and `path` are of the file that was built.
    void take(DockerfileView *view, const BuildOperation &operation, const QString &text, const QString &path);
    void compare(const QString &older, const QString &newer); ///< ids of builds in the history

Q_SIGNALS:
    void problemFound(const QString &what, const QString &why);

private:
    void tell(DockerfileView &view, const BuildOperation &operation, const QString &text);
    ImageSummary summaryOf(const QString &id) const; ///< there must be a session
    QString previousImage(const QString &tag, const QString &image) const;

    BuildHistory &m_history;
    QWidget *m_window;
    QPointer<EngineSession> m_session;
};

} // namespace strata
