// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/buildfollower.h"
#include "app/builder/opendockerfile.h"
#include "app/builder/previewmodel.h"

#include <QWidget>

class QSettings;
class QSplitter;
class QTabWidget;

namespace strata {

class BuildBar;
class BuildOperation;
class BuildView;
class CodeEditor;
class DockerfileAssistant;
class ElidedLabel;
class NoticeBar;
class PreviewView;
class ProblemsView;
class RegistrySource;
class WasteView;

/// An open Dockerfile: the text, beside it what a build would make of it, below what is to be said against it, how it is built
/// and what the built image wastes, and how it is to be built. Owns the OpenDockerfile.
class DockerfileView : public QWidget
{
    Q_OBJECT

public:
    DockerfileView(std::unique_ptr<OpenDockerfile> document, RegistrySource &registries, ForecastSource &source,
                   QWidget *parent = nullptr);
    ~DockerfileView() override;

    void setSession(EngineSession *session);
    OpenDockerfile &document() { return *m_document; }
    Forecaster &forecaster() { return m_forecaster; }
    CodeEditor &editor() { return *m_editor; }
    BuildBar &buildBar() { return *m_bar; }

    bool save();   ///< asks where, the first time; false: it was not saved
    bool saveAs(); ///< asks where
    /// Asks whether to save what is not saved; false: the person wants to go on here.
    bool mayClose();
    void format();
    void applyFix(const QuickFix &fix);
    void showLine(int line); ///< from 0
    void chooseContext();
    /// A .dockerignore that goes with the text, offered when it was saved to a folder without one.
    void proposeIgnoreFile(const QString &text) { m_ignoreFile = text; }
    /// Below the text, and beside the lines. Not owned.
    void showBuild(BuildOperation &operation, EngineSession &session);
    /// An image was built from this text: what it wastes is shown below.
    void showBuilt(const ImageSummary &image, const QString &name, const QString &text);
    QAction *wasteAction() const
    {
        return m_showWaste;
    } ///< brings it to the front, and reads the image if it has to be
    void say(const QIcon &icon, const QString &text, const QList<QAction *> &actions); ///< above the text; with Close

    void saveState(QSettings &settings, const QString &group) const;
    void restoreState(const QSettings &settings, const QString &group);

Q_SIGNALS:
    void insightShown(); ///< preview, problems and what is marked in the text are those of the text

private:
    QWidget *makeHead();
    void setUpEditor();
    QWidget *makeRows();
    void tellProblems();
    void nameTab(QWidget *page, const QString &name);
    void offerIgnoreFile();
    void writeIgnoreFile();
    void connectDocument();
    void connectEditor();
    void showText();
    void showInsight();
    void showContext();
    void showContextText();
    void showNotes();
    void connectWaste();
    void annotate();
    void showProblem(const Finding &finding);
    void fixHere();
    void ignoreHere(const Finding &finding);
    void askOptions();
    void tellOfDisk();
    bool saveTo(const QString &path);
    bool mayReplace(const QString &path);

    std::unique_ptr<OpenDockerfile> m_document;
    ForecastSource &m_source;
    Forecaster m_forecaster;
    std::unique_ptr<BuildFollower> m_follower; ///< of the last build
    QHash<StepPlace, StepNote> m_notes;
    ElidedLabel *m_path = nullptr;
    ElidedLabel *m_contextText = nullptr;
    NoticeBar *m_notice = nullptr;
    QSplitter *m_columns = nullptr;
    QSplitter *m_rows = nullptr;
    CodeEditor *m_editor = nullptr;
    PreviewView *m_preview = nullptr;
    ProblemsView *m_problems = nullptr;
    BuildView *m_build = nullptr;
    WasteView *m_waste = nullptr;
    QTabWidget *m_below = nullptr;
    BuildBar *m_bar = nullptr;
    DockerfileAssistant *m_assistant = nullptr;
    QAction *m_chooseContext = nullptr;
    QAction *m_reload = nullptr;
    QAction *m_keepMine = nullptr;
    QAction *m_dismiss = nullptr;
    QAction *m_writeIgnore = nullptr;
    QAction *m_showWaste = nullptr;
    QString m_ignoreFile;
    bool m_isShowing = false; ///< the text is being put into the editor
};

} // namespace strata
