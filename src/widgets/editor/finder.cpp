// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/finder.h"

#include "widgets/editor/textarea.h"

namespace strata {

using namespace std::chrono_literals;

namespace {

constexpr auto RefreshDelay = 80ms;

} // namespace

TextFinder::TextFinder(TextArea *area) : QObject(area), m_area(area)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(RefreshDelay);
    connect(&m_timer, &QTimer::timeout, this, &TextFinder::refresh);
    connect(area->document(), &QTextDocument::contentsChange, this, [this](int position, int removed, int added) {
        const EditorEdit edit{position, removed, added};
        if (m_scope)
            m_scope = EditorRange{edit.moved(m_scope->start), edit.moved(m_scope->end)};
        m_isStale = true;
        if (!m_isActive)
            return;
        for (EditorRange &match : m_matches)
            match = edit.moved(match);
        m_timer.start();
        show();
    });
    connect(area, &QPlainTextEdit::cursorPositionChanged, this, &TextFinder::changed);
}

void TextFinder::setActive(bool active)
{
    m_isActive = active;
    m_timer.stop();
    if (!active)
        m_scope.reset();
    m_isStale = true;
    refresh();
}

void TextFinder::setQuery(const SearchQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    m_isStale = true;
    refresh();
}

void TextFinder::setScope(std::optional<EditorRange> scope)
{
    m_scope = scope;
    m_isStale = true;
    refresh();
}

EditorRange TextFinder::scopeRange() const
{
    return m_scope.value_or(EditorRange{0, m_area->document()->characterCount() - 1});
}

void TextFinder::refresh()
{
    m_timer.stop();
    if (std::exchange(m_isStale, false)) {
        auto matches = allMatches(documentText(*m_area->document()), scopeRange(), m_query);
        m_failure = matches ? std::nullopt : std::optional(matches.error());
        m_matches = matches ? *std::move(matches) : QList<EditorRange>();
    }
    show();
    Q_EMIT changed();
}

void TextFinder::show()
{
    m_area->setMatches(m_isActive ? m_matches : QList<EditorRange>(), m_scope.value_or(EditorRange()));
}

int TextFinder::count()
{
    if (m_isStale)
        refresh();
    return int(m_matches.size());
}

int TextFinder::current()
{
    if (count() == 0)
        return 0;
    const QTextCursor cursor = m_area->textCursor();
    const EditorRange selected{cursor.selectionStart(), cursor.selectionEnd()};
    const auto found = std::ranges::lower_bound(m_matches, selected.start, {}, &EditorRange::start);
    return found != m_matches.end() && *found == selected ? int(found - m_matches.begin()) + 1 : 0;
}

bool TextFinder::select(qsizetype index)
{
    if (index < 0 || index >= m_matches.size())
        return false;
    QTextCursor cursor = m_area->textCursor();
    cursor.setPosition(m_matches.at(index).start);
    cursor.setPosition(m_matches.at(index).end, QTextCursor::KeepAnchor);
    m_area->setTextCursor(cursor);
    m_area->reveal();
    return true;
}

bool TextFinder::findFrom(int position)
{
    if (count() == 0)
        return false;
    const auto found = std::ranges::lower_bound(m_matches, position, {}, &EditorRange::start);
    return select(found == m_matches.end() ? 0 : found - m_matches.begin());
}

bool TextFinder::findNext()
{
    if (const int index = current(); index > 0)
        return select(index % m_matches.size());
    return findFrom(m_area->textCursor().selectionEnd());
}

bool TextFinder::findPrevious()
{
    if (count() == 0)
        return false;
    const auto found = std::ranges::lower_bound(m_matches, m_area->textCursor().selectionStart(), {},
                                                &EditorRange::start);
    return select(found == m_matches.begin() ? m_matches.size() - 1 : found - m_matches.begin() - 1);
}

bool TextFinder::replace(const QString &replacement)
{
    if (current() == 0 || m_area->isReadOnly())
        return findNext();
    QTextCursor cursor = m_area->textCursor();
    const int start = cursor.selectionStart();
    QString text;
    const auto done = forEachMatch(documentText(*m_area->document()), scopeRange(), m_query,
                                   [&](EditorRange range, const QRegularExpressionMatch &match) {
                                       if (range.start == start)
                                           text = replacementFor(match, m_query, replacement);
                                   });
    if (!done)
        return false;
    cursor.insertText(text);
    m_area->setTextCursor(cursor);
    m_isStale = true;
    refresh();
    findFrom(cursor.position());
    return true;
}

int TextFinder::replaceAll(const QString &replacement)
{
    struct Replacement
    {
        EditorRange range;
        QString text;
    };
    if (m_area->isReadOnly())
        return 0;
    QList<Replacement> replacements;
    const auto done = forEachMatch(documentText(*m_area->document()), scopeRange(), m_query,
                                   [&](EditorRange range, const QRegularExpressionMatch &match) {
                                       replacements.append({range, replacementFor(match, m_query, replacement)});
                                   });
    if (!done || replacements.isEmpty())
        return 0;
    m_area->keepTopLine([this, &replacements] {
        QTextCursor cursor(m_area->document());
        cursor.beginEditBlock();
        for (auto it = replacements.crbegin(); it != replacements.crend(); ++it) {
            cursor.setPosition(it->range.start);
            cursor.setPosition(it->range.end, QTextCursor::KeepAnchor);
            cursor.insertText(it->text);
        }
        cursor.endEditBlock();
    });
    m_isStale = true;
    refresh();
    return int(replacements.size());
}

} // namespace strata
