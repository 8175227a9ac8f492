// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/buildsettings.h"
#include "app/builder/contextfolder.h"
#include "app/builder/dockerfilefile.h"
#include "app/builder/dockerfileinsight.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace strata {

class EngineSession;
class RecoveryStore;

/// One Dockerfile that is open: its file, its text, the context it is built in, how it is to be built, and what is known of it
/// all. What is shown of it is for a DockerfileView. GUI thread.
///
/// A text that is not saved is kept in the recovery store too, a second after it was typed.
class OpenDockerfile : public QObject
{
    Q_OBJECT

public:
    OpenDockerfile(BaseFactsSource &bases, RecoveryStore &recovery, QObject *parent = nullptr);
    ~OpenDockerfile() override;

    Result<void> open(const QString &path);
    void startUntitled(const QString &name, const QString &text);
    /// What was left behind when the program ended: shown as not saved.
    void recover(const QString &key);
    Result<void> save(const QString &path); ///< and what recovers it is dropped
    void discard();                         ///< the person does not want to keep what is not saved

    DockerfileFile &file() { return m_file; }
    const DockerfileFile &file() const { return m_file; }
    ContextFolder &context() { return m_context; }
    QString title() const;  ///< "Dockerfile" or the name it was given
    QString folder() const; ///< of the context; empty: there is none yet
    const QString &recoveryKey() const { return m_recoveryKey; }

    const QString &text() const { return m_text; }
    void setText(const QString &text);
    /// Also when there is no such file any more.
    bool isModified() const { return m_text != m_file.saved().text || m_file.isGone(); }

    const BuildSettings &settings() const { return m_settings; }
    void setSettings(const BuildSettings &settings);
    void forgetTypedSecrets();
    void setSession(EngineSession *session);

    DockerfileQuestion question() const; ///< as things are now
    /// Null before the first. Its text may be older than text().
    const std::shared_ptr<const DockerfileInsight> &insight() const { return m_analyst.insight(); }
    bool isTextKnown() const { return insight() && insight()->question.text == m_text; }
    bool isUpToDate() const { return isTextKnown() && !m_analyst.isBusy(); }

Q_SIGNALS:
    void insightChanged();
    void settingsChanged();
    void textReplaced(); ///< not by the editor: it has to show text()
    void titleChanged();
    void modificationChanged();

private:
    void takeSettings();
    void keepForRecovery();
    void place();
    void think();
    void noteModification();

    BaseFactsSource &m_bases;
    RecoveryStore &m_recovery;
    QPointer<EngineSession> m_session;
    DockerfileFile m_file;
    ContextFolder m_context;
    DockerfileAnalyst m_analyst;
    BuildSettings m_settings;
    QString m_text;
    QString m_name; ///< of one without a file
    QString m_recoveryKey;
    QTimer m_recoveryTimer;
    bool m_wasModified = false;
};

} // namespace strata
