// SPDX-License-Identifier: GPL-3.0-or-later
// What keys, the context menu and a page's menus do with a CodeEditor.
#include "widgets/editor/announce.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/editor/findbar.h"
#include "widgets/editor/finder.h"
#include "widgets/editor/folding.h"
#include "widgets/editor/gotolinebar.h"
#include "widgets/editor/textarea.h"
#include "widgets/editor/typing.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

// On some keyboards a sign needs Shift: Ctrl++ comes as Ctrl+Shift++.
bool isSign(int key)
{
    const bool isLetter = key >= Qt::Key_A && key <= Qt::Key_Z;
    return key > Qt::Key_Space && key < Qt::Key_Escape && !isLetter;
}

} // namespace

QAction *CodeEditor::add(Command command, const QString &text, const QString &icon, const QStringList &keys,
                         const std::function<void()> &work)
{
    auto *action = new QAction(QIcon::fromTheme(icon), text, this);
    QList<QKeySequence> shortcuts;
    for (const QString &key : keys)
        shortcuts.append(QKeySequence(key));
    action->setShortcuts(shortcuts);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setShortcutVisibleInContextMenu(true);
    connect(action, &QAction::triggered, this, work);
    m_actions.insert(command, action);
    return action;
}

void CodeEditor::setUpCommands()
{
    addStandardCommands();
    addFindCommands();
    addLineCommands();
    addCodeCommands();
    addViewCommands();
    connect(m_area, &QPlainTextEdit::undoAvailable, this, &CodeEditor::updateCommands);
    connect(m_area, &QPlainTextEdit::redoAvailable, this, &CodeEditor::updateCommands);
    connect(m_area, &QPlainTextEdit::selectionChanged, this, &CodeEditor::updateCommands);
    updateCommands();
}

void CodeEditor::addStandardCommands()
{
    add(Command::Undo, tr("&Undo"), u"edit-undo"_s, {u"Ctrl+Z"_s}, [this] { m_area->undo(); });
    add(Command::Redo, tr("&Redo"), u"edit-redo"_s, {u"Ctrl+Shift+Z"_s, u"Ctrl+Y"_s}, [this] { m_area->redo(); });
    add(Command::Cut, tr("Cu&t"), u"edit-cut"_s, {u"Ctrl+X"_s}, [this] { m_area->cut(); });
    add(Command::Copy, tr("&Copy"), u"edit-copy"_s, {u"Ctrl+C"_s}, [this] { m_area->copy(); });
    add(Command::Paste, tr("&Paste"), u"edit-paste"_s, {u"Ctrl+V"_s}, [this] { m_area->paste(); });
    add(Command::Delete, tr("&Delete"), u"edit-delete"_s, {}, [this] { m_area->textCursor().removeSelectedText(); });
    add(Command::SelectAll, tr("Select &All"), u"edit-select-all"_s, {u"Ctrl+A"_s}, [this] { m_area->selectAll(); });
}

void CodeEditor::addFindCommands()
{
    add(Command::Find, tr("&Find…"), u"edit-find"_s, {u"Ctrl+F"_s}, [this] { openFind(false); });
    add(Command::Replace, tr("R&eplace…"), u"edit-find-replace"_s, {u"Ctrl+H"_s}, [this] { openFind(true); });
    add(Command::FindNext, tr("Find &Next"), {}, {u"F3"_s}, [this] { findAgain(false); });
    add(Command::FindPrevious, tr("Find Pre&vious"), {}, {u"Shift+F3"_s}, [this] { findAgain(true); });
    add(Command::GoToLine, tr("&Go to Line…"), u"go-jump"_s, {u"Ctrl+G"_s}, [this] {
        m_findBar->close();
        m_goToLineBar->open();
    });
}

void CodeEditor::addLineCommands()
{
    add(Command::ToggleComment, tr("Toggle Co&mment"), {}, {u"Ctrl+/"_s},
        [this] { editWith([this](QTextCursor &cursor) { toggleLineComment(cursor, m_lineComment); }); });
    add(Command::MoveLinesUp, tr("Move Lines U&p"), {}, {u"Alt+Up"_s}, [this] { editWith(moveLinesUp); });
    add(Command::MoveLinesDown, tr("Move Lines D&own"), {}, {u"Alt+Down"_s}, [this] { editWith(moveLinesDown); });
    add(Command::DuplicateLines, tr("Du&plicate Lines"), {}, {u"Ctrl+D"_s}, [this] { editWith(duplicateLines); });
    add(Command::DeleteLines, tr("De&lete Lines"), {}, {u"Ctrl+Shift+K"_s}, [this] { editWith(deleteLines); });
}

void CodeEditor::addCodeCommands()
{
    const auto line = [this] { return cursorPosition().line; };
    add(Command::Complete, tr("&Complete"), {}, {u"Ctrl+Space"_s}, [this] { m_completion->ask(true); });
    add(Command::ShowInformation, tr("Show &Information"), {}, {u"Ctrl+I"_s},
        [this] { m_hover->showAt(m_area->textCursor().position(), true); });
    add(Command::GoToDefinition, tr("Go to &Definition"), {}, {u"F12"_s},
        [this] { Q_EMIT definitionRequested(cursorPosition()); });
    add(Command::Rename, tr("Rena&me…"), {}, {u"F2"_s}, [this] { Q_EMIT renameRequested(cursorPosition()); });
    add(Command::QuickFix, tr("&Quick Fix…"), {}, {u"Ctrl+."_s},
        [this] { Q_EMIT quickFixRequested(cursorPosition()); });
    add(Command::NextDiagnostic, tr("&Next Problem"), {}, {u"F8"_s}, [this] { goToDiagnostic(false); });
    add(Command::PreviousDiagnostic, tr("&Previous Problem"), {}, {u"Shift+F8"_s}, [this] { goToDiagnostic(true); });
    add(Command::Fold, tr("&Fold"), {}, {u"Ctrl+Shift+["_s, u"Ctrl+{"_s, u"Ctrl+Shift+{"_s},
        [this, line] { folding()->fold(line()); });
    add(Command::Unfold, tr("&Unfold"), {}, {u"Ctrl+Shift+]"_s, u"Ctrl+}"_s, u"Ctrl+Shift+}"_s},
        [this, line] { folding()->unfold(line()); });
    add(Command::FoldAll, tr("Fold &All"), {}, {}, [this] { folding()->foldAll(); });
    add(Command::UnfoldAll, tr("Unfold A&ll"), {}, {}, [this] { folding()->unfoldAll(); });
}

void CodeEditor::addViewCommands()
{
    add(Command::ZoomIn, tr("Zoom &In"), u"zoom-in"_s, {u"Ctrl++"_s, u"Ctrl+="_s}, [this] { setZoom(zoom() + 1); });
    add(Command::ZoomOut, tr("Zoom &Out"), u"zoom-out"_s, {u"Ctrl+-"_s}, [this] { setZoom(zoom() - 1); });
    add(Command::ZoomReset, tr("&Usual Size"), u"zoom-original"_s, {u"Ctrl+0"_s}, [this] { setZoom(0); });
    const auto addSwitch = [this](Command command, const QString &text, const QStringList &keys, const auto &change) {
        QAction *action = add(command, text, {}, keys, [] {});
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, change);
    };
    addSwitch(Command::WrapLines, tr("&Wrap Long Lines"), {u"Alt+Z"_s}, [this](bool on) { m_area->setWrapped(on); });
    addSwitch(Command::ShowBlanks, tr("Show &Blanks"), {}, [this](bool on) { m_area->setBlanksShown(on); });
    addSwitch(Command::TabLeaves, tr("&Tab Leaves the Editor"), {u"Ctrl+M"_s}, [this](bool on) {
        m_area->setTabChangesFocus(on || isReadOnly());
        announce(m_area, on ? tr("Tab leaves the editor") : tr("Tab indents"));
    });
}

// The clipboard is asked only when a menu is shown: it belongs to another program.
void CodeEditor::updateCommands()
{
    const bool isEditable = !isReadOnly();
    const bool hasSelection = m_area->textCursor().hasSelection();
    const auto enable = [this](std::initializer_list<Command> commands, bool isOn) {
        for (const Command command : commands)
            m_actions.value(command)->setEnabled(isOn);
    };
    enable({Command::Undo}, isEditable && m_area->document()->isUndoAvailable());
    enable({Command::Redo}, isEditable && m_area->document()->isRedoAvailable());
    enable({Command::Cut, Command::Delete}, isEditable && hasSelection);
    enable({Command::Copy}, hasSelection);
    enable({Command::Replace, Command::MoveLinesUp, Command::MoveLinesDown, Command::DuplicateLines,
            Command::DeleteLines, Command::Complete, Command::Rename, Command::QuickFix, Command::Paste,
            Command::TabLeaves},
           isEditable);
    enable({Command::ToggleComment}, isEditable && !m_lineComment.isEmpty());
    enable({Command::NextDiagnostic, Command::PreviousDiagnostic}, !m_area->diagnostics().entries().isEmpty());
}

QAction *CodeEditor::commandFor(const QKeyEvent &event) const
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const auto key = static_cast<Qt::Key>(event.key());
    const auto find = [this](const QKeySequence &keys) -> QAction * {
        for (QAction *action : m_actions) {
            if (action->isEnabled() && action->shortcuts().contains(keys))
                return action;
        }
        return nullptr;
    };
    if (QAction *action = find(QKeySequence(modifiers | key)))
        return action;
    const bool isShifted = isSign(key) && modifiers.testFlags(Qt::ShiftModifier | Qt::ControlModifier);
    return isShifted ? find(QKeySequence((modifiers & ~Qt::ShiftModifier) | key)) : nullptr;
}

bool CodeEditor::filterKey(QKeyEvent *event, bool isQuestion)
{
    if (m_completion->wantsKey(*event)) {
        if (!isQuestion)
            m_completion->press(*event);
        return true;
    }
    const bool isEscape = event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier;
    if (isEscape && (m_hover->isShown() || m_findBar->isVisible() || m_goToLineBar->isVisible())) {
        if (isQuestion)
            return true;
        if (m_hover->isShown())
            m_hover->close();
        else if (m_findBar->isVisible())
            m_findBar->close();
        else
            m_goToLineBar->hide();
        return true;
    }
    if (QAction *action = commandFor(*event)) {
        if (!isQuestion)
            action->trigger();
        return true;
    }
    if (isQuestion)
        return false;
    if (event->key() != Qt::Key_Control && event->key() != Qt::Key_Shift)
        m_hover->close();
    const bool isHandled = m_typing->press(*event);
    if (isHandled)
        m_area->ensureCursorVisible();
    return isHandled;
}

void CodeEditor::editWith(const std::function<void(QTextCursor &cursor)> &edit)
{
    QTextCursor cursor = m_area->textCursor();
    edit(cursor);
    m_area->setTextCursor(cursor);
    m_area->ensureCursorVisible();
}

void CodeEditor::goToDiagnostic(bool backward)
{
    const QTextCursor cursor = m_area->textCursor();
    const Diagnostics &diagnostics = m_area->diagnostics();
    const auto *entry = backward ? diagnostics.previous(cursor.position()) : diagnostics.next(cursor.position());
    if (!entry)
        return;
    const int position = entry->range.start;
    setCursorPosition(positionOf(position));
    m_hover->showAt(position, true);
}

void CodeEditor::openFind(bool withReplace)
{
    m_goToLineBar->hide();
    m_findBar->open(withReplace);
}

void CodeEditor::findAgain(bool backward)
{
    if (m_finder->query().text.isEmpty())
        openFind(false);
    else if (backward)
        m_finder->findPrevious();
    else
        m_finder->findNext();
}

void CodeEditor::showMenu(const QPoint &globalPosition, int position)
{
    m_completion->close();
    m_hover->close();
    const QMimeData *clipboard = QGuiApplication::clipboard()->mimeData();
    action(Command::Paste)->setEnabled(!isReadOnly() && clipboard && clipboard->hasText());
    auto *menu = new QMenu(m_area);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto addTo = [this](QMenu *to, std::initializer_list<Command> commands) {
        for (const Command command : commands)
            to->addAction(action(command));
        to->addSeparator();
    };
    addTo(menu, {Command::Undo, Command::Redo});
    addTo(menu, {Command::Cut, Command::Copy, Command::Paste, Command::Delete, Command::SelectAll});
    addTo(menu, {Command::GoToDefinition, Command::Rename, Command::QuickFix, Command::ShowInformation});
    QMenu *lines = menu->addMenu(tr("&Lines"));
    addTo(lines,
          {Command::ToggleComment, Command::MoveLinesUp, Command::MoveLinesDown, Command::DuplicateLines,
           Command::DeleteLines, Command::GoToLine});
    QMenu *folds = menu->addMenu(tr("F&olding"));
    addTo(folds, {Command::Fold, Command::Unfold, Command::FoldAll, Command::UnfoldAll});
    QMenu *view = menu->addMenu(tr("&View"));
    addTo(view, {Command::WrapLines, Command::ShowBlanks, Command::TabLeaves});
    addTo(view, {Command::ZoomIn, Command::ZoomOut, Command::ZoomReset});
    Q_EMIT contextMenuAboutToShow(menu, positionOf(position));
    connect(menu, &QMenu::aboutToHide, this, &CodeEditor::updateCommands);
    menu->popup(globalPosition);
}

} // namespace strata
