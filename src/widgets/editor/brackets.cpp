// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/brackets.h"

#include <QTextBlock>
#include <QTextDocument>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// Goes over a document's characters, one way or the other.
class BracketSearch
{
public:
    BracketSearch(const QTextBlock &block, int column, const IsQuiet &isQuiet)
        : m_block(block), m_text(block.text()), m_column(column), m_isQuiet(isQuiet)
    {
        const qsizetype kind = Brackets.indexOf(m_text.at(column));
        m_opening = Brackets.at(kind & ~1);
        m_closing = Brackets.at(kind | 1);
        m_step = kind % 2 == 0 ? 1 : -1;
        m_wasQuiet = isQuiet(block, column);
    }

    static constexpr QStringView Brackets = u"()[]{}";

    /// -1: none; nothing: not within the limit.
    std::optional<int> otherHalf(int limit)
    {
        int depth = 0;
        for (; limit > 0; --limit) {
            const QChar c = m_text.at(m_column);
            if ((c == m_opening || c == m_closing) && m_isQuiet(m_block, m_column) == m_wasQuiet) {
                depth += c == m_opening ? m_step : -m_step;
                if (depth == 0)
                    return m_block.position() + m_column;
            }
            if (!advance())
                return -1;
        }
        return {};
    }

private:
    bool advance()
    {
        m_column += m_step;
        while (m_column < 0 || m_column >= m_text.size()) {
            m_block = m_step > 0 ? m_block.next() : m_block.previous();
            if (!m_block.isValid())
                return false;
            m_text = m_block.text();
            m_column = m_step > 0 ? 0 : int(m_text.size()) - 1;
        }
        return true;
    }

    QTextBlock m_block;
    QString m_text;
    int m_column;
    const IsQuiet &m_isQuiet;
    QChar m_opening;
    QChar m_closing;
    int m_step = 1;
    bool m_wasQuiet = false;
};

} // namespace

std::optional<BracketPair> bracketsAt(const QTextDocument &document, int position, const IsQuiet &isQuiet, int limit)
{
    const QTextBlock block = document.findBlock(position);
    const QString text = block.text();
    for (const int column : {position - block.position(), position - block.position() - 1}) {
        if (column < 0 || column >= text.size() || !BracketSearch::Brackets.contains(text.at(column)))
            continue;
        const auto there = BracketSearch(block, column, isQuiet).otherHalf(limit);
        return there ? std::optional(BracketPair{block.position() + column, *there}) : std::nullopt;
    }
    return {};
}

} // namespace strata
