// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/dockerfilepage.h"

#include "app/common/dockerfiletext.h"
#include "app/common/text.h"
#include "app/layers/imagehistory.h"
#include "app/shell/controls.h"
#include "app/shell/icons.h"
#include "core/background.h"
#include "core/imagereference.h"
#include "dockerfile/parser.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

const QString settingsKey = u"layers/dockerfiles"_s;

QList<LayerListModel::SourceLine> linesOf(const Document &document, const ArchiveImage &image)
{
    QList<LayerListModel::SourceLine> lines;
    const HistoryAlignment alignment = alignImage(planBuild(document), image);
    for (const std::optional<HistoryMatch> &match : alignment.matches)
        lines.append(match ? LayerListModel::SourceLine{int(document.instructions[match->instruction].startLine),
                                                        match->confidence == HistoryMatch::Confidence::Exact}
                           : LayerListModel::SourceLine{});
    return lines;
}

/// Names without tags: the Dockerfile of a repository stays where it is.
QStringList repositoriesOf(const QStringList &imageNames)
{
    QStringList names;
    for (const QString &name : imageNames) {
        if (const Result<ImageReference> reference = ImageReference::parse(name))
            names.append(reference->familiarName());
    }
    return names;
}

} // namespace

DockerfilePage::DockerfilePage(QWidget *parent) : QStackedWidget(parent), m_state(new EmptyState)
{
    m_state->setObjectName(u"dockerfileState"_s);
    m_choose = makeAction(this, u"dockerfileChoose"_s, u"document-open"_s, tr("Choose a Dockerfile…"), {});
    connect(m_choose, &QAction::triggered, this, &DockerfilePage::chooseFile);
    m_forget = makeAction(this, u"dockerfileForget"_s, u"edit-clear"_s, tr("Forget"),
                          tr("This image was not built from this file"));
    connect(m_forget, &QAction::triggered, this, [this] { setFile({}); });
    addWidget(m_state);
    addWidget(makeText());
    sayNothing();
}

QWidget *DockerfilePage::makeText()
{
    m_content = new QWidget;
    m_name = new ElidedLabel;
    m_name->setObjectName(u"dockerfileName"_s);
    m_code = new CodeEditor;
    m_code->setObjectName(u"dockerfileText"_s);
    m_code->setAccessibleName(tr("Dockerfile"));
    m_code->setReadOnly(true);
    connect(m_code, &CodeEditor::cursorMoved, this, &DockerfilePage::tellPlace);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(6, 2, 6, 2);
    row->addWidget(m_name, 1);
    for (QAction *action : {m_choose, m_forget}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        row->addWidget(button);
    }
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_code, 1);
    return m_content;
}

QStringList DockerfilePage::repositories() const
{
    return repositoriesOf(m_image.image.names);
}

void DockerfilePage::remember(const QStringList &names, const QString &path)
{
    QSettings settings;
    QVariantMap files = settings.value(settingsKey).toMap();
    for (const QString &repository : repositoriesOf(names))
        files.insert(repository, path);
    settings.setValue(settingsKey, files);
}

void DockerfilePage::setImage(const InspectedImage &image)
{
    const bool isSame = image.image.diffIds() == m_image.image.diffIds() && image.image.names == m_image.image.names;
    m_image = image;
    if (isSame && m_path.isEmpty())
        return;
    if (!isSame) {
        m_path.clear();
        for (const QString &repository : repositories()) {
            if (m_path.isEmpty())
                m_path = m_chosen.value(repository, m_remembered.value(repository));
        }
    }
    m_text.clear();
    load();
}

void DockerfilePage::setFile(const QString &path)
{
    m_path = path;
    for (const QString &repository : repositories())
        m_chosen.insert(repository, path);
    m_text.clear();
    load();
}

void DockerfilePage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("The Dockerfile of this image"));
    dialog->setObjectName(u"dockerfileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(dockerfileNameFilters());
    if (!m_path.isEmpty())
        dialog->setDirectory(QFileInfo(m_path).path());
    connect(dialog, &QFileDialog::fileSelected, this, &DockerfilePage::setFile);
    dialog->open();
}

void DockerfilePage::showEvent(QShowEvent *event)
{
    QStackedWidget::showEvent(event);
    load();
}

void DockerfilePage::load()
{
    if (m_path.isEmpty() || !m_image.tree)
        return sayNothing();
    const Result<DockerfileText> read = readDockerfileText(m_path, ReadLimit);
    if (!read)
        return sayNothing(tr("%1 cannot be shown: %2").arg(visibleLine(m_path, 200), read.error().message));
    if (read->text != m_text)
        match(read->text);
}

void DockerfilePage::match(const QString &text)
{
    m_text = text;
    inBackground(
        this,
        [text, image = m_image.image] {
            Match match{.document = parseDockerfile(text), .lines = {}};
            match.lines = linesOf(match.document, image);
            return match;
        },
        [this, number = ++m_matching](const Match &match) {
            if (number == m_matching)
                take(match);
        });
}

void DockerfilePage::take(const Match &match)
{
    m_document = match.document;
    m_lines = match.lines;
    m_name->setText(visibleLine(QDir::toNativeSeparators(m_path)));
    m_isSelecting = true;
    if (m_code->text() != m_document.text)
        m_code->setText(m_document.text, u"Dockerfile"_s);
    m_isSelecting = false;
    setCurrentWidget(m_content);
    Q_EMIT matched();
    setCurrentLine(std::exchange(m_current, -1));
}

void DockerfilePage::sayNothing(const QString &problem)
{
    ++m_matching;
    m_text.clear();
    m_document = {};
    const bool hadLines = !std::exchange(m_lines, {}).isEmpty();
    m_state->say(icon(problem.isEmpty() ? u"text-x-generic"_s : u"dialog-error"_s),
                 problem.isEmpty() ? tr("No Dockerfile is known for this image") : tr("There are no lines to show"),
                 problem.isEmpty() ? tr("Choose the one that it was built from, and each layer has its line.")
                                   : problem,
                 {m_choose});
    setCurrentWidget(m_state);
    if (hadLines)
        Q_EMIT matched();
}

/// Selects the whole instruction in the text.
void DockerfilePage::setCurrentLine(int line)
{
    if (line == m_current)
        return;
    m_current = line;
    const Instruction *instruction = line < 0 ? nullptr : m_document.instructionAtLine(line);
    if (!instruction)
        return;
    const auto place = [this](qsizetype offset) {
        const TextPosition position = m_document.position(offset);
        return EditorPosition{int(position.line), int(position.column)};
    };
    m_isSelecting = true;
    m_code->select({place(instruction->range.begin), place(instruction->range.end)});
    m_isSelecting = false;
}

void DockerfilePage::tellPlace()
{
    if (m_isSelecting || !m_code->selectedText().isEmpty())
        return;
    if (const Instruction *instruction = m_document.instructionAtLine(m_code->cursorPosition().line))
        Q_EMIT instructionChosen(int(instruction->startLine));
}

/// What others of its kind remember stays.
void DockerfilePage::saveState(QSettings &settings) const
{
    QVariantMap files = settings.value(settingsKey).toMap();
    for (const auto &[repository, path] : m_chosen.asKeyValueRange()) {
        if (path.isEmpty())
            files.remove(repository);
        else
            files.insert(repository, path);
    }
    settings.setValue(settingsKey, files);
}

void DockerfilePage::restoreState(const QSettings &settings)
{
    m_remembered.clear();
    const QVariantMap files = settings.value(settingsKey).toMap();
    for (const auto &[repository, path] : files.asKeyValueRange())
        m_remembered.insert(repository, path.toString());
}

} // namespace strata
