// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/highlightrepository.h"

#include <QFutureWatcher>
#include <QPlainTextEdit>
#include <QTimer>
#include <QWidget>

class QLabel;

namespace strata {

class CodeHighlighter;

/// Read-only text with highlighting, in the fixed font, with a search bar (Ctrl+F, F3, Shift+F3, Escape).
/// The theme follows the palette, light or dark. A long text arrives in pieces, one for each turn of the event loop, so
/// that the window stays responsive; beyond HighlightLimit, or with a line beyond LineLimit, it is not highlighted.
class CodeView : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype HighlightLimit = 1'000'000; ///< characters
    static constexpr qsizetype LineLimit = 20'000;         ///< characters

    explicit CodeView(HighlightRepository repository = {}, QWidget *parent = nullptr);

    /// `definition` is a name that KSyntaxHighlighting knows: "JSON", "Dockerfile", "Bash"; empty: none.
    void setText(const QString &text, const QString &definition = {});
    QString definitionFor(const QString &fileName) const; ///< empty when there is none
    const QString &text() const { return m_text; }
    QPlainTextEdit *editor() const { return m_editor; }
    bool isComplete() const { return m_loaded == m_text.size(); } ///< all of the text is in the editor
    bool isHighlighted() const;

    void openSearch();
    void closeSearch();

Q_SIGNALS:
    void completed(); ///< the whole text is in the editor

protected:
    void changeEvent(QEvent *event) override;

private:
    void setUpSearchBar();
    void setUpShortcuts();
    void loadMore();
    void markMatches();
    void findNext(bool backward);

    HighlightRepository m_repository;
    QPlainTextEdit *m_editor = nullptr;
    QWidget *m_searchBar = nullptr;
    class FilterField *m_searchField = nullptr;
    QLabel *m_searchResult = nullptr;
    CodeHighlighter *m_highlighter = nullptr; ///< child of the document
    QString m_text;
    qsizetype m_loaded = 0; ///< characters of m_text in the editor
    QTimer m_loadTimer;
};

/// A CodeView for JSON: indents what it is given. Up to FormatInPlace bytes at once; beyond, on the thread pool, and
/// the text appears when it is ready (completed() tells); beyond FormatLimit, and when it is no JSON, as it came.
class JsonView : public CodeView
{
    Q_OBJECT

public:
    static constexpr qsizetype FormatInPlace = 64 * 1024;      ///< bytes
    static constexpr qsizetype FormatLimit = 16 * 1024 * 1024; ///< bytes

    explicit JsonView(HighlightRepository repository = {}, QWidget *parent = nullptr);

    void setJson(const QByteArray &json); ///< a later call wins over one that is still being formatted

private:
    QFutureWatcher<QString> m_formatting;
};

/// JSON with four blanks of indentation, keys in the order in which they came, numbers as they were written. The text
/// itself when it is no JSON.
QString prettyJson(const QByteArray &json);

} // namespace strata
