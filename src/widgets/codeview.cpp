// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/codeview.h"

#include "widgets/editor/codehighlighter.h"
#include "widgets/filterfield.h"
#include "widgets/toolbutton.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>

#include <QBoxLayout>
#include <QFontDatabase>
#include <QLabel>
#include <QShortcut>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype Piece = 100'000; // characters put into the editor in one turn of the event loop
constexpr int MarkLimit = 1000;      // matches that are marked

bool hasLongLine(const QString &text)
{
    qsizetype start = 0;
    while (start < text.size()) {
        qsizetype end = text.indexOf(u'\n', start);
        if (end < 0)
            end = text.size();
        if (end - start > CodeView::LineLimit)
            return true;
        start = end + 1;
    }
    return false;
}

} // namespace

CodeView::CodeView(HighlightRepository repository, QWidget *parent)
    : QWidget(parent), m_repository(repository ? std::move(repository) : makeHighlightRepository())
{
    m_editor = new QPlainTextEdit(this);
    m_editor->setReadOnly(true);
    m_editor->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_editor->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_editor->setUndoRedoEnabled(false);
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_editor->setAccessibleName(tr("Text"));
    m_highlighter = new CodeHighlighter(m_repository, m_editor->document());
    m_highlighter->setPalette(palette());
    setFocusProxy(m_editor);
    m_loadTimer.setInterval(0);
    connect(&m_loadTimer, &QTimer::timeout, this, &CodeView::loadMore);

    setUpSearchBar();
    setUpShortcuts();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_editor);
    layout->addWidget(m_searchBar);
}

void CodeView::setUpSearchBar()
{
    m_searchBar = new QWidget(this);
    m_searchBar->hide();
    m_searchField = new FilterField(m_searchBar);
    m_searchField->setPlaceholderText(tr("Find…"));
    m_searchField->setAccessibleName(tr("Find in the text"));
    m_searchResult = new QLabel(m_searchBar);
    m_searchResult->setTextFormat(Qt::PlainText);
    QToolButton *previous = barButton(u"go-up"_s, tr("Previous match"), m_searchBar);
    QToolButton *next = barButton(u"go-down"_s, tr("Next match"), m_searchBar);
    QToolButton *close = barButton(u"window-close"_s, tr("Close"), m_searchBar);
    auto *layout = new QHBoxLayout(m_searchBar);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(m_searchField, 1);
    layout->addWidget(m_searchResult);
    for (QToolButton *button : {previous, next, close})
        layout->addWidget(button);

    connect(m_searchField, &QLineEdit::textChanged, this, [this] {
        QTextCursor cursor = m_editor->textCursor();
        cursor.setPosition(cursor.selectionStart());
        m_editor->setTextCursor(cursor);
        markMatches();
        findNext(false);
    });
    connect(m_searchField, &FilterField::leaveRequested, this, [this] {
        if (m_searchField->text().isEmpty())
            closeSearch();
        else
            findNext(false);
    });
    connect(previous, &QToolButton::clicked, this, [this] { findNext(true); });
    connect(next, &QToolButton::clicked, this, [this] { findNext(false); });
    connect(close, &QToolButton::clicked, this, &CodeView::closeSearch);
}

void CodeView::setUpShortcuts()
{
    const auto add = [this](const QKeySequence &keys, const std::function<void()> &work) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, work);
    };
    add(QKeySequence::Find, [this] { openSearch(); });
    add(QKeySequence::FindNext, [this] { findNext(false); });
    add(QKeySequence::FindPrevious, [this] { findNext(true); });
}

void CodeView::setText(const QString &text, const QString &definition)
{
    m_loadTimer.stop();
    const bool isQuick = text.size() <= HighlightLimit && !hasLongLine(text);
    m_editor->clear();
    m_highlighter->setDefinition(isQuick ? definition : QString());
    m_text = text;
    m_loaded = 0;
    loadMore();
}

// The next piece, up to the end of a line.
void CodeView::loadMore()
{
    qsizetype end = std::min(m_loaded + Piece, m_text.size());
    if (end < m_text.size()) {
        const qsizetype lineEnd = m_text.indexOf(u'\n', end);
        end = lineEnd >= 0 && lineEnd - end < Piece ? lineEnd + 1 : end;
    }
    QTextCursor cursor(m_editor->document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(m_text.mid(m_loaded, end - m_loaded));
    m_loaded = end;
    if (!isComplete()) {
        m_loadTimer.start();
        return;
    }
    m_loadTimer.stop();
    if (m_searchBar->isVisible())
        markMatches();
    Q_EMIT completed();
}

bool CodeView::isHighlighted() const
{
    return m_highlighter->isHighlighting();
}

QString CodeView::definitionFor(const QString &fileName) const
{
    return m_repository->definitionForFileName(fileName).name();
}

void CodeView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->setPalette(palette());
}

void CodeView::openSearch()
{
    const QString selected = m_editor->textCursor().selectedText();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator))
        m_searchField->setText(selected);
    m_searchBar->show();
    m_searchField->setFocus(Qt::ShortcutFocusReason);
    m_searchField->selectAll();
    markMatches();
}

void CodeView::closeSearch()
{
    m_searchBar->hide();
    m_editor->setExtraSelections({});
    m_editor->setFocus(Qt::OtherFocusReason);
}

void CodeView::markMatches()
{
    QList<QTextEdit::ExtraSelection> marks;
    const QString wanted = m_searchField->text();
    QTextCharFormat format;
    QColor color = palette().color(QPalette::Highlight);
    color.setAlphaF(0.3F);
    format.setBackground(color);
    QTextCursor cursor(m_editor->document());
    while (!wanted.isEmpty() && marks.size() < MarkLimit) {
        cursor = m_editor->document()->find(wanted, cursor);
        if (cursor.isNull())
            break;
        marks.append({cursor, format});
    }
    m_editor->setExtraSelections(marks);
    if (wanted.isEmpty())
        m_searchResult->clear();
    else if (marks.isEmpty())
        m_searchResult->setText(tr("Not found"));
    else if (marks.size() >= MarkLimit)
        m_searchResult->setText(tr("More than %L1 matches").arg(MarkLimit - 1));
    else
        m_searchResult->setText(tr("%n matches", nullptr, int(marks.size())));
}

void CodeView::findNext(bool backward)
{
    const QString wanted = m_searchField->text();
    if (wanted.isEmpty())
        return;
    const auto flags = backward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (m_editor->find(wanted, flags))
        return;
    const QTextCursor before = m_editor->textCursor();
    m_editor->moveCursor(backward ? QTextCursor::End : QTextCursor::Start); // once around
    if (!m_editor->find(wanted, flags))
        m_editor->setTextCursor(before);
}

} // namespace strata
