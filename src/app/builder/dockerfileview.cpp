// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/dockerfileview.h"

#include "app/builder/buildbar.h"
#include "app/builder/buildoptionsdialog.h"
#include "app/builder/buildview.h"
#include "app/builder/copytext.h"
#include "app/builder/dockerfileassistant.h"
#include "app/builder/editorplaces.h"
#include "app/builder/previewview.h"
#include "app/builder/problemsview.h"
#include "app/builder/wasteview.h"
#include "app/common/text.h"
#include "app/shell/controls.h"
#include "app/shell/icons.h"
#include "core/bytesize.h"
#include "dockerfile/checks/ignorefix.h"
#include "dockerfile/format.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/elidedlabel.h"
#include "widgets/noticebar.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

DiagnosticSeverity editorSeverity(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Error: return DiagnosticSeverity::Error;
    case Finding::Severity::Warning: return DiagnosticSeverity::Warning;
    case Finding::Severity::Info:
    case Finding::Severity::Hint: break;
    }
    return DiagnosticSeverity::Hint;
}

} // namespace

DockerfileView::DockerfileView(std::unique_ptr<OpenDockerfile> document, RegistrySource &registries,
                               ForecastSource &source, QWidget *parent)
    : QWidget(parent), m_document(std::move(document)), m_source(source), m_forecaster(*m_document, source),
      m_notice(new NoticeBar(u"builderNotice"_s)), m_columns(new QSplitter), m_rows(new QSplitter(Qt::Vertical)),
      m_editor(new CodeEditor), m_preview(new PreviewView), m_problems(new ProblemsView), m_build(new BuildView),
      m_waste(new WasteView), m_below(new QTabWidget), m_bar(new BuildBar)
{
    m_chooseContext = makeAction(this, u"builderChooseContext"_s, u"folder-open"_s, tr("Change…"),
                                 tr("Choose the folder whose files COPY and ADD take"));
    m_reload = makeAction(this, u"builderReload"_s, u"view-refresh"_s, tr("Take the file"),
                          tr("Show what is in the file now; it can be undone"));
    m_keepMine = makeAction(this, u"builderKeepMine"_s, {}, tr("Keep mine"), {});
    m_dismiss = makeAction(this, u"builderDismiss"_s, {}, tr("Close"), {});
    setUpEditor();
    m_writeIgnore = makeAction(this, u"builderWriteIgnore"_s, {}, tr("Write one"),
                               tr("Write a .dockerignore that fits the template"));
    connect(m_writeIgnore, &QAction::triggered, this, &DockerfileView::writeIgnoreFile);
    m_showWaste = makeAction(this, u"builderShowWaste"_s, u"edit-find"_s, tr("Look for waste"),
                             tr("Show which lines waste how much of the image"));
    m_columns->addWidget(m_editor);
    m_columns->addWidget(m_preview);
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({550, 500});
    m_columns->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_notice);
    column->addWidget(makeRows(), 1);
    column->addWidget(m_bar);
    connectDocument();
    m_assistant = new DockerfileAssistant(*m_editor, *m_document, registries); // hears of insights behind the view
    connectEditor();
    connectWaste();
    showText();
    showContext();
}

DockerfileView::~DockerfileView() = default;

QWidget *DockerfileView::makeHead()
{
    auto *head = new QWidget;
    m_path = new ElidedLabel;
    m_path->setObjectName(u"builderPath"_s);
    m_path->setElideMode(Qt::ElideMiddle);
    m_contextText = new ElidedLabel;
    m_contextText->setObjectName(u"builderContext"_s);
    m_contextText->setElideMode(Qt::ElideMiddle);
    m_contextText->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    auto *change = new QToolButton;
    change->setDefaultAction(m_chooseContext);
    change->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(6, 2, 6, 2);
    row->addWidget(m_path, 2);
    row->addWidget(m_contextText, 3);
    row->addWidget(change);
    return head;
}

void DockerfileView::setUpEditor()
{
    m_editor->setObjectName(u"builderEditor"_s);
    m_editor->setAccessibleName(tr("Dockerfile"));
    m_editor->setLineComment(u"#"_s);
    m_editor->setIndentation({.width = 4});
}

QWidget *DockerfileView::makeRows()
{
    m_below->setObjectName(u"builderBelow"_s);
    m_below->setDocumentMode(true);
    m_below->addTab(m_problems, tr("Problems"));
    m_build->setOrientation(Qt::Horizontal);
    m_below->addTab(m_build, tr("Build"));
    m_below->addTab(m_waste, m_waste->title());
    m_rows->addWidget(m_columns);
    m_rows->addWidget(m_below);
    m_rows->setStretchFactor(0, 1);
    m_rows->setCollapsible(0, false);
    m_below->setMinimumHeight(fontMetrics().lineSpacing() * 6); // in a small window it may be cut
    m_rows->setSizes({480, 240});
    connect(m_build, &BuildView::lineRequested, this, [this](int line) { showLine(line - 1); });
    return m_rows;
}

void DockerfileView::showBuild(BuildOperation &operation, EngineSession &session)
{
    m_build->showOperation(&operation);
    m_build->setDockerfile(m_document->text());
    m_below->setCurrentWidget(m_build);
    m_waste->buildBegins();
    const auto &forecast = m_forecaster.answer();
    if (!forecast || forecast->insight->question.text != m_document->text())
        return m_follower.reset();
    m_follower = std::make_unique<BuildFollower>(operation, forecast, m_document->settings(), session, m_source);
    connect(m_follower.get(), &BuildFollower::changed, this, &DockerfileView::showNotes);
    showNotes();
}

void DockerfileView::showBuilt(const ImageSummary &image, const QString &name, const QString &text)
{
    m_waste->buildEnded(image, name, text);
}

void DockerfileView::connectWaste()
{
    connect(m_showWaste, &QAction::triggered, this, [this] {
        m_below->setCurrentWidget(m_waste);
        m_waste->look();
    });
    connect(m_waste, &WasteView::titleChanged, this, [this] { nameTab(m_waste, m_waste->title()); });
    connect(m_waste, &WasteView::lineChosen, this, &DockerfileView::showLine);
    connect(m_waste, &WasteView::fixRequested, this, &DockerfileView::applyFix);
}

void DockerfileView::say(const QIcon &sign, const QString &text, const QList<QAction *> &actions)
{
    m_notice->say(sign, text, actions + QList<QAction *>{m_dismiss});
}

/// "Problems (3)"; only what is worth a look by itself counts.
void DockerfileView::tellProblems()
{
    const int count = m_problems->model().rowCount();
    nameTab(m_problems, count > 0 ? tr("Problems (%1)").arg(QLocale().toString(count)) : tr("Problems"));
}

/// Only when it is another one: naming a tab arranges and paints all of them.
void DockerfileView::nameTab(QWidget *page, const QString &name)
{
    const int tab = m_below->indexOf(page);
    if (m_below->tabText(tab) != name)
        m_below->setTabText(tab, name);
}

void DockerfileView::connectDocument()
{
    OpenDockerfile *document = m_document.get();
    connect(document, &OpenDockerfile::textReplaced, this, &DockerfileView::showText);
    connect(document, &OpenDockerfile::insightChanged, this, &DockerfileView::showInsight);
    connect(document, &OpenDockerfile::titleChanged, this, &DockerfileView::showContext);
    connect(document, &OpenDockerfile::settingsChanged, this, &DockerfileView::showContext);
    connect(&m_forecaster, &Forecaster::changed, this, &DockerfileView::showNotes);
    connect(&document->context(), &ContextFolder::changed, this, &DockerfileView::showContextText);
    connect(&document->file(), &DockerfileFile::changedOnDisk, this, &DockerfileView::tellOfDisk);
    connect(&document->file(), &DockerfileFile::vanished, this, [this] {
        m_notice->say(icon(u"dialog-warning"_s), tr("The file is not there any more. Saving writes it again."),
                      {m_dismiss});
    });
    connect(m_bar, &BuildBar::settingsEdited, document, &OpenDockerfile::setSettings);
    connect(m_bar, &BuildBar::optionsRequested, this, &DockerfileView::askOptions);
    connect(m_chooseContext, &QAction::triggered, this, &DockerfileView::chooseContext);
    connect(m_dismiss, &QAction::triggered, m_notice, &NoticeBar::clear);
    connect(m_keepMine, &QAction::triggered, m_notice, &NoticeBar::clear);
    connect(m_reload, &QAction::triggered, this, [this] {
        m_notice->clear();
        if (const Result<void> read = m_document->file().readAgain(); !read)
            return m_notice->say(icon(u"dialog-error"_s), read.error().message, {m_dismiss});
        m_editor->setTextKeepingUndo(m_document->file().saved().text);
        m_document->setText(m_editor->text());
    });
}

void DockerfileView::connectEditor()
{
    connect(m_editor, &CodeEditor::textChanged, this, [this] {
        if (m_isShowing)
            return;
        m_bar->setProblem({}); // of what was there before
        m_document->setText(m_editor->text());
    });
    connect(m_editor, &CodeEditor::cursorMoved, this,
            [this](EditorPosition position) { m_preview->setCurrentLine(position.line); });
    connect(m_editor, &CodeEditor::quickFixRequested, this, &DockerfileView::fixHere);
    connect(m_preview, &PreviewView::lineRequested, this, &DockerfileView::showLine);
    connect(m_preview, &PreviewView::targetChosen, this, [this](const QString &target) {
        BuildSettings settings = m_document->settings();
        settings.target = target;
        m_document->setSettings(settings);
    });
    connect(m_assistant, &DockerfileAssistant::refused, this,
            [this](const QString &why) { m_notice->say(icon(u"dialog-error"_s), why, {m_dismiss}); });
    connect(m_problems, &ProblemsView::chosen, this, &DockerfileView::showProblem);
    connect(m_problems, &ProblemsView::fixRequested, this, [this](const Finding &finding) {
        if (finding.fix)
            applyFix(*finding.fix);
    });
    connect(m_problems, &ProblemsView::ignoreRequested, this, &DockerfileView::ignoreHere);
}

void DockerfileView::showText()
{
    m_isShowing = true;
    m_editor->setText(m_document->text(), u"Dockerfile"_s);
    m_isShowing = false;
    m_notice->clear();
    if (m_document->file().saved().hasMixedLineEnds)
        m_notice->say(icon(u"dialog-information"_s),
                      m_document->file().saved().hasCarriageReturns
                          ? tr("Some lines of this file end in CR LF and some in LF. Saved, all end in CR LF.")
                          : tr("Some lines of this file end in CR LF and some in LF. Saved, all end in LF."),
                      {m_dismiss});
    showContext();
}

void DockerfileView::showContext()
{
    const QString path = m_document->file().path();
    m_path->setText(path.isEmpty() ? tr("%1 (not saved yet)").arg(m_document->title())
                                   : visibleLine(QDir::toNativeSeparators(path)));
    m_bar->setSettings(m_document->settings());
    showContextText();
}

void DockerfileView::showContextText()
{
    const QString folder = m_document->folder();
    const ContextFolder &context = m_document->context();
    if (folder.isEmpty())
        m_contextText->setText(tr("Context: none yet; it is the folder that the file is saved in"));
    else if (context.scan())
        m_contextText->setText(tr("Context: %1 (%2)").arg(visibleLine(folder, 300), contextText(*context.scan())));
    else if (context.problem())
        m_contextText->setText(tr("Context: %1: %2").arg(visibleLine(folder, 300), context.problem()->message));
    else
        m_contextText->setText(tr("Context: %1 (being looked at…)").arg(visibleLine(folder, 300)));
}

void DockerfileView::showInsight()
{
    const auto &insight = m_document->insight();
    m_preview->setInsight(insight);
    m_problems->setInsight(insight);
    m_waste->setInsight(insight);
    tellProblems();
    if (insight->question.text != m_document->text())
        return; // the next one is under way
    QList<EditorDiagnostic> diagnostics;
    for (const Finding &finding : m_problems->model().findings())
        diagnostics.append({spanOf(insight->document, finding.range), editorSeverity(finding.severity), finding.rule,
                            finding.message});
    m_editor->setDiagnostics(diagnostics);
    if (m_forecaster.isUpToDate()) // else soon, with what fits this text
        annotate();
    m_preview->setCurrentLine(m_editor->cursorPosition().line);
    Q_EMIT insightShown();
}

/// What is forecast, and of the last build of this text how it goes or went.
void DockerfileView::showNotes()
{
    QHash<StepPlace, StepNote> notes = m_forecaster.notes();
    QString summary = m_forecaster.summary();
    const bool isOfThis = m_follower
        && m_follower->isOf(m_document->question(), m_document->settings(), m_forecaster.answer().get());
    if (isOfThis) {
        m_follower->addTo(notes);
        summary = m_follower->summary().isEmpty() ? summary : m_follower->summary();
    }
    m_notes = notes;
    m_preview->setNotes(notes);
    m_preview->setSummary(summary);
    m_preview->setBuiltShown(isOfThis);
    if (m_document->insight())
        annotate();
}

void DockerfileView::setSession(EngineSession *session)
{
    m_document->setSession(session);
    m_assistant->setSession(session);
    m_waste->setSession(session);
}

/// "← 4.1 kB, cached" behind the instruction's first line.
void DockerfileView::annotate()
{
    const DockerfileInsight &insight = *m_document->insight();
    QList<LineAnnotation> annotations;
    for (int stage = 0; stage < insight.plan.stages.size(); ++stage) {
        const QList<PlanStep> &steps = insight.plan.stages[stage].steps;
        for (int step = 0; step < steps.size(); ++step) {
            if (steps[step].isTrigger || steps[step].instruction < 0)
                continue;
            const QModelIndex row = m_preview->model().indexOf({stage, step});
            const QString size = row.siblingAtColumn(PreviewModel::Size).data().toString();
            const StepNote note = m_notes.value({stage, step});
            QStringList parts{size == u"?" ? QString() : size, note.isRunning ? note.built : note.brief};
            parts.removeAll(QString());
            if (parts.isEmpty() && note.mark == LineMark::None)
                continue;
            annotations.append({.line = int(insight.document.instructions[steps[step].instruction].startLine),
                                .text = parts.isEmpty() ? QString() : u"← "_s + parts.join(u", "_s),
                                .mark = note.mark});
        }
    }
    m_editor->setAnnotations(annotations);
}

void DockerfileView::showLine(int line)
{
    m_editor->setCursorPosition({line, 0});
}

void DockerfileView::showProblem(const Finding &finding)
{
    if (!m_document->insight())
        return;
    m_editor->select(spanOf(m_document->insight()->document, finding.range));
    m_editor->setFocus();
}

/// Ranges are those of the text that was looked at.
void DockerfileView::applyFix(const QuickFix &fix)
{
    if (m_document->isUpToDate())
        m_editor->setTextKeepingUndo(strata::applyFix(m_document->text(), fix));
}

void DockerfileView::fixHere()
{
    if (!m_document->isUpToDate())
        return;
    const qsizetype offset = offsetOf(m_document->insight()->document, m_editor->cursorPosition());
    if (const Finding *finding = m_problems->fixableAt(offset))
        applyFix(*finding->fix);
}

/// A comment directly above the instruction, which is the builder's own way to say it.
void DockerfileView::ignoreHere(const Finding &finding)
{
    if (!m_document->isUpToDate())
        return;
    applyFix(ignoreFix(m_document->insight()->document, finding));
}

void DockerfileView::format()
{
    const Result<QString> formatted = formatDockerfile(m_editor->text());
    if (!formatted)
        return m_notice->say(icon(u"dialog-error"_s), tr("It cannot be formatted: %1").arg(formatted.error().message),
                             {m_dismiss});
    m_editor->setTextKeepingUndo(*formatted);
}

void DockerfileView::tellOfDisk()
{
    if (!m_document->isModified())
        return m_reload->trigger();
    m_notice->say(icon(u"dialog-warning"_s),
                  tr("The file was changed by another program, and you have changes that are not saved."),
                  {m_reload, m_keepMine});
}

void DockerfileView::chooseContext()
{
    auto *dialog = new QFileDialog(this, tr("The build context"));
    dialog->setObjectName(u"builderContextDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    if (!m_document->folder().isEmpty())
        dialog->setDirectory(m_document->folder());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        BuildSettings settings = m_document->settings();
        settings.contextFolder = folder;
        m_document->setSettings(settings);
    });
    dialog->open();
}

void DockerfileView::askOptions()
{
    const auto &insight = m_document->insight();
    BuildOptionsDialog::Proposals proposals = insight ? proposalsFor(*insight) : BuildOptionsDialog::Proposals();
    if (const QString path = m_document->file().path(); path != m_document->folder() + u"/Dockerfile"_s)
        proposals.dockerfilePath = path;
    auto *dialog = new BuildOptionsDialog(m_document->settings(), m_document->folder(), proposals, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_document->setSettings(dialog->settings()); });
    dialog->open();
}

/// What another program wrote meanwhile.
bool DockerfileView::mayReplace(const QString &path)
{
    if (path != m_document->file().path() || !m_document->file().isOtherOnDisk())
        return true;
    QMessageBox question(QMessageBox::Warning, tr("Save the Dockerfile"),
                         tr("Another program has changed %1 since it was opened.").arg(visibleLine(path, 200)),
                         QMessageBox::Cancel, this);
    question.setObjectName(u"builderReplaceQuestion"_s);
    question.setTextFormat(Qt::PlainText);
    question.setInformativeText(tr("What it wrote is lost when the file is saved now."));
    const QPushButton *replace = question.addButton(tr("Replace"), QMessageBox::DestructiveRole);
    question.setDefaultButton(QMessageBox::Cancel);
    question.exec();
    return question.clickedButton() == replace;
}

bool DockerfileView::saveTo(const QString &path)
{
    if (!mayReplace(path))
        return false;
    const Result<void> saved = m_document->save(path);
    if (saved) {
        m_notice->clear();
        offerIgnoreFile();
    } else {
        m_notice->say(icon(u"dialog-error"_s), tr("It was not saved: %1").arg(saved.error().message), {m_dismiss});
    }
    return saved.has_value();
}

void DockerfileView::offerIgnoreFile()
{
    const QString folder = m_document->folder();
    if (m_ignoreFile.isEmpty() || folder.isEmpty() || QFileInfo::exists(folder + u"/.dockerignore"_s))
        return;
    m_notice->say(icon(u"dialog-information"_s),
                  tr("This folder has no .dockerignore, so all of it is sent to the builder."),
                  {m_writeIgnore, m_dismiss});
}

void DockerfileView::writeIgnoreFile()
{
    m_notice->clear();
    const Result<void> written = writeDockerfileText(m_document->folder() + u"/.dockerignore"_s,
                                                     {.text = m_ignoreFile});
    if (!written)
        m_notice->say(icon(u"dialog-error"_s), written.error().message, {m_dismiss});
}

bool DockerfileView::save()
{
    const QString path = m_document->file().path();
    return path.isEmpty() ? saveAs() : saveTo(path);
}

bool DockerfileView::saveAs()
{
    QFileDialog dialog(this, tr("Save the Dockerfile"));
    dialog.setObjectName(u"builderSaveDialog"_s);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.selectFile(m_document->file().path().isEmpty() ? u"Dockerfile"_s : m_document->file().path());
    return dialog.exec() == QDialog::Accepted && saveTo(dialog.selectedFiles().constFirst());
}

bool DockerfileView::mayClose()
{
    if (!m_document->isModified() || (m_document->file().path().isEmpty() && m_document->text().isEmpty())) {
        m_document->discard();
        return true;
    }
    QMessageBox question(QMessageBox::Question, tr("Close the Dockerfile"),
                         tr("Save the changes of %1?").arg(visibleLine(m_document->title(), 100)),
                         QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    question.setObjectName(u"builderCloseQuestion"_s);
    question.setTextFormat(Qt::PlainText);
    question.setInformativeText(tr("What is not saved is lost otherwise."));
    switch (question.exec()) {
    case QMessageBox::Save: return save();
    case QMessageBox::Discard: m_document->discard(); return true;
    default: return false;
    }
}

void DockerfileView::saveState(QSettings &settings, const QString &group) const
{
    settings.setValue(group + u"/columns"_s, m_columns->saveState());
    settings.setValue(group + u"/rows"_s, m_rows->saveState());
    settings.setValue(group + u"/zoom"_s, m_editor->zoom());
    m_preview->saveState(settings, group);
}

void DockerfileView::restoreState(const QSettings &settings, const QString &group)
{
    m_columns->restoreState(settings.value(group + u"/columns"_s).toByteArray());
    m_rows->restoreState(settings.value(group + u"/rows"_s).toByteArray());
    m_editor->setZoom(settings.value(group + u"/zoom"_s, 0).toInt());
    m_preview->restoreState(settings, group);
}

} // namespace strata
