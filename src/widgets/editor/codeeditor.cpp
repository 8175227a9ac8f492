// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/codeeditor.h"

#include "widgets/editor/announce.h"
#include "widgets/editor/codehighlighter.h"
#include "widgets/editor/findbar.h"
#include "widgets/editor/finder.h"
#include "widgets/editor/folding.h"
#include "widgets/editor/gotolinebar.h"
#include "widgets/editor/gutter.h"
#include "widgets/editor/textarea.h"
#include "widgets/editor/typing.h"

#include <QAction>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QMenu>

namespace strata {

CodeEditor::CodeEditor(HighlightRepository repository, QWidget *parent) : QWidget(parent)
{
    m_area = new TextArea(repository ? std::move(repository) : makeHighlightRepository(), this);
    m_finder = new TextFinder(m_area);
    m_completion = new Completion(m_area);
    m_hover = new Hover(m_area);
    m_typing = std::make_unique<Typing>(m_area);
    setUpArea();
    setUpCommands();
    setUpBars();
}

CodeEditor::~CodeEditor() = default;

void CodeEditor::setUpArea()
{
    m_area->setAccessibleName(tr("Text"));
    setFocusProxy(m_area);
    m_area->setKeyFilter([this](QKeyEvent *event, bool isQuestion) { return filterKey(event, isQuestion); });
    connect(m_area, &QPlainTextEdit::textChanged, this, &CodeEditor::textChanged);
    connect(m_area, &QPlainTextEdit::modificationChanged, this, &CodeEditor::modificationChanged);
    connect(m_area, &QPlainTextEdit::cursorPositionChanged, this, [this] { Q_EMIT cursorMoved(cursorPosition()); });
    connect(m_area, &TextArea::typed, m_completion, &Completion::typed);
    connect(m_area, &TextArea::definitionRequested, this,
            [this](int position) { Q_EMIT definitionRequested(positionOf(position)); });
    connect(m_area, &TextArea::zoomRequested, this, [this](int steps) { setZoom(zoom() + steps); });
    connect(m_area, &TextArea::menuRequested, this, &CodeEditor::showMenu);
    connect(m_area->gutter(), &Gutter::markClicked, this, &CodeEditor::markClicked);
    connect(m_area->gutter(), &Gutter::signClicked, this, [this](int line) {
        const auto entries = m_area->diagnostics().startingIn(m_area->document()->findBlockByNumber(line));
        if (entries.isEmpty())
            return;
        setCursorPosition(positionOf(entries.first().range.start));
        m_hover->showAt(entries.first().range.start, true);
    });
}

void CodeEditor::setUpBars()
{
    m_findBar = new FindBar(m_area, m_finder, this);
    m_goToLineBar = new GoToLineBar(m_area, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_area);
    layout->addWidget(m_findBar);
    layout->addWidget(m_goToLineBar);
    connect(m_findBar, &FindBar::closed, this, [this] { m_area->setFocus(Qt::OtherFocusReason); });
    connect(m_goToLineBar, &GoToLineBar::closed, this, [this] { m_area->setFocus(Qt::OtherFocusReason); });
    connect(m_goToLineBar, &GoToLineBar::chosen, this, [this](EditorPosition position) {
        setCursorPosition(position);
        m_area->setFocus(Qt::OtherFocusReason);
    });
}

void CodeEditor::setText(const QString &text, const QString &definition)
{
    m_completion->close();
    m_hover->close();
    setDiagnostics({});
    setOccurrences({});
    setFoldRegions({});
    m_area->highlighter()->setDefinition({}); // or what comes would be coloured by the old one
    QString lines = text;
    lines.replace(QChar::ParagraphSeparator, u'\n');
    m_area->setPlainText(lines);
    m_area->highlighter()->setDefinition(definition);
    setModified(false);
}

void CodeEditor::setTextKeepingUndo(const QString &text)
{
    m_area->keepTopLine([this, &text] { applyText(*m_area->document(), text); });
}

QString CodeEditor::text() const
{
    return documentText(*m_area->document());
}

void CodeEditor::setDefinition(const QString &definition)
{
    m_area->highlighter()->setDefinition(definition);
}

bool CodeEditor::isModified() const
{
    return m_area->document()->isModified();
}

void CodeEditor::setModified(bool modified)
{
    m_area->document()->setModified(modified);
}

bool CodeEditor::isReadOnly() const
{
    return m_area->isReadOnly();
}

void CodeEditor::setReadOnly(bool readOnly)
{
    m_area->setReadOnly(readOnly);
    if (readOnly) // or the cursor would be gone, and with it the keys that move it
        m_area->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_area->setTabChangesFocus(readOnly || m_actions.value(Command::TabLeaves)->isChecked());
    m_completion->close();
    updateCommands();
}

EditorPosition CodeEditor::positionOf(int position) const
{
    return fromDocument(*m_area->document(), position);
}

EditorPosition CodeEditor::cursorPosition() const
{
    return positionOf(m_area->textCursor().position());
}

TextSpan CodeEditor::selection() const
{
    const QTextCursor cursor = m_area->textCursor();
    return {positionOf(cursor.selectionStart()), positionOf(cursor.selectionEnd())};
}

QString CodeEditor::selectedText() const
{
    return m_area->textCursor().selectedText().replace(QChar::ParagraphSeparator, u'\n');
}

void CodeEditor::select(const TextSpan &span)
{
    const EditorRange range = toDocument(*m_area->document(), span);
    QTextCursor cursor = m_area->textCursor();
    cursor.setPosition(range.start);
    cursor.setPosition(range.end, QTextCursor::KeepAnchor);
    m_area->setTextCursor(cursor);
    m_area->reveal();
}

TextSpan CodeEditor::wordAt(EditorPosition position) const
{
    return fromDocument(*m_area->document(), m_area->wordAt(toDocument(*m_area->document(), position)));
}

void CodeEditor::replaceRanges(const QList<TextSpan> &spans, const QString &text)
{
    QList<EditorRange> ranges;
    for (const TextSpan &span : spans)
        ranges.append(toDocument(*m_area->document(), span));
    m_area->keepTopLine([&] { strata::replaceRanges(*m_area->document(), ranges, text); });
}

void CodeEditor::setDiagnostics(const QList<EditorDiagnostic> &diagnostics)
{
    m_area->setDiagnostics(diagnostics);
    updateCommands();
}

void CodeEditor::setAnnotations(const QList<LineAnnotation> &annotations)
{
    m_area->setAnnotations(annotations);
}

void CodeEditor::setFoldRegions(const QList<LineRange> &regions)
{
    folding()->setRegions(regions);
}

void CodeEditor::setOccurrences(const QList<TextSpan> &spans)
{
    QList<EditorRange> ranges;
    for (const TextSpan &span : spans)
        ranges.append(toDocument(*m_area->document(), span));
    m_area->setOccurrences(ranges);
}

void CodeEditor::setCompletionProvider(CompletionProvider provider)
{
    m_completion->setProvider(std::move(provider));
}

void CodeEditor::setCompletionTriggers(const QString &characters)
{
    m_completion->setTriggers(characters);
}

void CodeEditor::setHoverProvider(HoverProvider provider)
{
    m_hover->setProvider(std::move(provider));
}

void CodeEditor::setLineComment(const QString &comment)
{
    m_lineComment = comment;
    updateCommands();
}

void CodeEditor::setIndentation(const Indentation &indentation)
{
    m_typing->setIndentation(indentation);
    m_area->setIndentationWidth(indentation.width);
}

void CodeEditor::setClosesBrackets(bool closes)
{
    m_typing->setClosesBrackets(closes);
}

void CodeEditor::setWrapped(bool wrapped)
{
    action(Command::WrapLines)->setChecked(wrapped);
}

void CodeEditor::setBlanksShown(bool shown)
{
    action(Command::ShowBlanks)->setChecked(shown);
}

void CodeEditor::setZoom(int points)
{
    const int before = zoom();
    m_area->setZoom(points);
    if (zoom() != before)
        Q_EMIT zoomChanged(zoom());
}

int CodeEditor::zoom() const
{
    return m_area->zoom();
}

QAction *CodeEditor::action(Command command) const
{
    return m_actions.value(command);
}

Folding *CodeEditor::folding() const
{
    return m_area->folding();
}

} // namespace strata
