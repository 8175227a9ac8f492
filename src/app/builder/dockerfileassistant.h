// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/opendockerfile.h"
#include "dockerfile/language/completion.h"
#include "widgets/editor/completion.h"
#include "widgets/editor/hover.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace strata {

class CodeEditor;
class RegistrySource;

/// Gives an editor what is known of Dockerfiles: completion, what the mouse shows, going to and renaming of stages and
/// variables, what can be folded. GUI thread.
///
/// Tags and searches are asked for when the person asks for completions, or has typed the colon: never for each letter.
class DockerfileAssistant : public QObject
{
    Q_OBJECT

public:
    DockerfileAssistant(CodeEditor &editor, OpenDockerfile &document, RegistrySource &registries);

    void setSession(EngineSession *session) { m_session = session; }

Q_SIGNALS:
    void refused(const QString &why); ///< a name cannot be what the person wants

private:
    struct Understanding
    {
        Document document;
        BuildPlan plan;
    };

    /// A completion that is wanted of a text that is being looked at.
    struct Waiting
    {
        CompletionRequest request;
        CompletionAnswer answer;
    };

    std::shared_ptr<const Understanding> understand(); ///< the text as it is now
    LanguageKnowledge knowledge() const;
    void understood();
    void complete(const CompletionRequest &request, const CompletionAnswer &answer);
    void fetch(const CompletionWant &want);
    void learn(const QString &key, const QStringList &names);
    void describe(EditorPosition position, const HoverAnswer &answer);
    void goToDefinition(EditorPosition position);
    void askName(EditorPosition position);
    void rename(qsizetype offset, const QString &name);
    void showOccurrences();
    void showFolds();

    CodeEditor &m_editor;
    OpenDockerfile &m_document;
    RegistrySource &m_registries;
    QPointer<EngineSession> m_session;
    std::shared_ptr<const Understanding> m_understanding;
    std::optional<Waiting> m_waiting;
    QHash<QString, QStringList> m_fetched; ///< tags and found images, by what was asked for
    QSet<QString> m_asked;
    QSet<QString> m_failed; ///< of those
    QString m_waitingText;  ///< the text for which something was asked
    EditorPosition m_waitingPlace;
};

} // namespace strata
