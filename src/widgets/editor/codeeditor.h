// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/annotation.h"
#include "widgets/editor/completion.h"
#include "widgets/editor/diagnostics.h"
#include "widgets/editor/edits.h"
#include "widgets/editor/hover.h"
#include "widgets/editor/textrange.h"
#include "widgets/highlightrepository.h"

#include <QMap>
#include <QWidget>

class QAction;
class QMenu;

namespace strata {

class FindBar;
class TextFinder;
class Folding;
class GoToLineBar;
class TextArea;
class Typing;

/// An editor for code, which knows no language but what it is told: highlighting by a definition of KSyntaxHighlighting,
/// and from outside diagnostics, annotations, regions to fold, occurrences, completions and what to show for a place.
/// Lines and columns are counted from 0, columns in UTF-16 units. Everything is plain text, on the GUI thread.
///
/// The text has '\n' between its lines; \r\n and U+2029 become that, every other character stays as it is. What was given
/// from outside moves with the text until it is given anew.
///
/// Its keys come before the shortcuts of the window around it while the text has the focus: see Command. Besides them
/// Tab and Shift+Tab indent (Ctrl+M makes them leave the editor), and Ctrl and the wheel zoom.
class CodeEditor : public QWidget
{
    Q_OBJECT

public:
    /// What it can do on demand, with the keys for it. Each is a QAction with that key, for a menu of the page.
    enum class Command {
        Undo,               // Ctrl+Z
        Redo,               // Ctrl+Shift+Z
        Cut,                // Ctrl+X
        Copy,               // Ctrl+C
        Paste,              // Ctrl+V
        Delete,             // Delete
        SelectAll,          // Ctrl+A
        Find,               // Ctrl+F
        Replace,            // Ctrl+H
        FindNext,           // F3
        FindPrevious,       // Shift+F3
        GoToLine,           // Ctrl+G
        ToggleComment,      // Ctrl+/
        MoveLinesUp,        // Alt+Up
        MoveLinesDown,      // Alt+Down
        DuplicateLines,     // Ctrl+D
        DeleteLines,        // Ctrl+Shift+K
        Complete,           // Ctrl+Space
        ShowInformation,    // Ctrl+I: what the mouse shows when it rests
        GoToDefinition,     // F12, Ctrl and a click
        Rename,             // F2
        QuickFix,           // Ctrl+.
        NextDiagnostic,     // F8
        PreviousDiagnostic, // Shift+F8
        Fold,               // Ctrl+Shift+[
        Unfold,             // Ctrl+Shift+]
        FoldAll,
        UnfoldAll,
        ZoomIn,    // Ctrl++
        ZoomOut,   // Ctrl+-
        ZoomReset, // Ctrl+0
        WrapLines, // Alt+Z
        ShowBlanks,
        TabLeaves, // Ctrl+M
    };

    explicit CodeEditor(HighlightRepository repository = {}, QWidget *parent = nullptr);
    ~CodeEditor() override;

    /// A document of its own: cursor at its start, nothing to undo, not modified. `definition` is a name that
    /// KSyntaxHighlighting knows ("Dockerfile"); empty: no highlighting.
    void setText(const QString &text, const QString &definition = {});
    /// Makes this text of the present one, as one step of undo that changes only what differs; cursor, scroll position and
    /// folds stay where the text does. For formatting, and for a file that changed on disk. Also when it is read-only.
    void setTextKeepingUndo(const QString &text);
    QString text() const;
    void setDefinition(const QString &definition);
    bool isModified() const;
    void setModified(bool modified);
    bool isReadOnly() const;
    void setReadOnly(bool readOnly);

    EditorPosition cursorPosition() const;
    TextSpan selection() const; ///< both ends at the cursor when nothing is selected
    QString selectedText() const;
    void select(const TextSpan &span); ///< and shows it; the cursor is at its end
    void setCursorPosition(EditorPosition position) { select({position, position}); }
    TextSpan wordAt(EditorPosition position) const; ///< letters, digits and _; empty: there is none
    /// Each of the spans, which must not overlap, becomes `text`; one step of undo. For renaming.
    void replaceRanges(const QList<TextSpan> &spans, const QString &text);

    void setDiagnostics(const QList<EditorDiagnostic> &diagnostics);
    void setAnnotations(const QList<LineAnnotation> &annotations); ///< at most one for a line; the last one counts
    void setFoldRegions(const QList<LineRange> &regions);          ///< beside those of the definition
    void setOccurrences(const QList<TextSpan> &spans);
    void setCompletionProvider(CompletionProvider provider);
    void setCompletionTriggers(const QString &characters); ///< that ask for completions as letters do, such as "$-/:"
    void setHoverProvider(HoverProvider provider);

    void setLineComment(const QString &comment); ///< "#"; empty: there is none
    void setIndentation(const Indentation &indentation);
    void setClosesBrackets(bool closes);
    void setWrapped(bool wrapped);
    void setBlanksShown(bool shown);
    void setZoom(int points); ///< added to the size of the desktop's fixed font
    int zoom() const;

    QAction *action(Command command) const;
    TextArea *area() const { return m_area; }
    Folding *folding() const;

Q_SIGNALS:
    void textChanged(); ///< the characters, not only what is shown of them
    void cursorMoved(EditorPosition position);
    void modificationChanged(bool modified);
    void zoomChanged(int points);
    void definitionRequested(EditorPosition position);
    void renameRequested(EditorPosition position);
    void quickFixRequested(EditorPosition position);
    void markClicked(int line);
    /// The menu is complete and about to be shown: actions may be put in front. It goes when it is closed.
    void contextMenuAboutToShow(QMenu *menu, EditorPosition position);

private:
    void setUpArea();
    void setUpBars();
    void setUpCommands();
    QAction *add(Command command, const QString &text, const QString &icon, const QStringList &keys,
                 const std::function<void()> &work);
    void addStandardCommands();
    void addFindCommands();
    void addLineCommands();
    void addCodeCommands();
    void addViewCommands();
    void updateCommands();
    QAction *commandFor(const QKeyEvent &event) const;
    bool filterKey(QKeyEvent *event, bool isQuestion);
    void editWith(const std::function<void(QTextCursor &cursor)> &edit);
    void goToDiagnostic(bool backward);
    void openFind(bool withReplace);
    void findAgain(bool backward);
    void showMenu(const QPoint &globalPosition, int position);
    EditorPosition positionOf(int position) const;

    TextArea *m_area;
    TextFinder *m_finder;
    FindBar *m_findBar;
    GoToLineBar *m_goToLineBar;
    Completion *m_completion;
    Hover *m_hover;
    std::unique_ptr<Typing> m_typing;
    QMap<Command, QAction *> m_actions;
    QString m_lineComment;
};

} // namespace strata
