// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/textsearch.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace strata {

class TextArea;

/// Finds and replaces in a TextArea. All matches are known, and marked while the finder is active; they follow the text, a
/// moment after it changed. Going to a match selects it.
class TextFinder : public QObject
{
    Q_OBJECT

public:
    explicit TextFinder(TextArea *area);

    void setActive(bool active); ///< marks the matches, keeps them up to date
    void setQuery(const SearchQuery &query);
    const SearchQuery &query() const { return m_query; }
    void setScope(std::optional<EditorRange> scope); ///< none: the whole text
    bool hasScope() const { return m_scope.has_value(); }

    int count();
    int current(); ///< which match is selected, counted from 1; 0: none
    const std::optional<SearchFailure> &failure() const { return m_failure; }

    bool findNext(); ///< behind the cursor, else from the start; false: there is none
    bool findPrevious();
    bool findFrom(int position);                ///< the first match that begins there or behind
    bool replace(const QString &replacement);   ///< the selected match, and goes to the next; else only goes there
    int replaceAll(const QString &replacement); ///< one step of undo; gives how many

Q_SIGNALS:
    void changed(); ///< other matches, or another one is selected

private:
    void refresh();
    void show();
    bool select(qsizetype index);
    EditorRange scopeRange() const;

    TextArea *m_area;
    SearchQuery m_query;
    std::optional<EditorRange> m_scope;
    QList<EditorRange> m_matches;
    std::optional<SearchFailure> m_failure;
    bool m_isActive = false;
    bool m_isStale = false;
    QTimer m_timer;
};

} // namespace strata
