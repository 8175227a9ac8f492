// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/diagnostics.h"

#include <QTextBlock>
#include <QTextDocument>

#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

bool Diagnostics::set(const QTextDocument &document, const QList<EditorDiagnostic> &diagnostics)
{
    const QList<Entry> before = std::exchange(m_entries, {});
    m_entries.reserve(diagnostics.size());
    for (const EditorDiagnostic &diagnostic : diagnostics) {
        EditorRange range = toDocument(document, diagnostic.span);
        if (range.isEmpty()) {
            const QTextBlock block = document.findBlock(range.start);
            range.end = std::min(range.start + 1, block.position() + block.length() - 1);
        }
        m_entries.append({range, diagnostic.severity, diagnostic.rule, diagnostic.message});
    }
    std::ranges::stable_sort(m_entries, {}, [](const Entry &entry) { return entry.range.start; });
    return m_entries != before;
}

void Diagnostics::change(const EditorEdit &edit)
{
    for (Entry &entry : m_entries)
        entry.range = edit.moved(entry.range);
}

QList<Diagnostics::Entry> Diagnostics::at(int position) const
{
    QList<Entry> found;
    std::ranges::copy_if(m_entries, std::back_inserter(found),
                         [position](const Entry &entry) { return entry.range.touches(position); });
    std::ranges::stable_sort(found, {}, &Entry::severity);
    return found;
}

QList<Diagnostics::Entry> Diagnostics::startingIn(const QTextBlock &block) const
{
    QList<Entry> found;
    auto entry = std::ranges::lower_bound(m_entries, block.position(), {},
                                          [](const Entry &e) { return e.range.start; });
    for (; entry != m_entries.end() && entry->range.start < block.position() + block.length(); ++entry)
        found.append(*entry);
    std::ranges::stable_sort(found, {}, &Entry::severity);
    return found;
}

const Diagnostics::Entry *Diagnostics::next(int position) const
{
    if (m_entries.isEmpty())
        return nullptr;
    const auto found = std::ranges::find_if(m_entries,
                                            [=](const Entry &entry) { return entry.range.start > position; });
    return found == m_entries.end() ? &m_entries.first() : &*found;
}

const Diagnostics::Entry *Diagnostics::previous(int position) const
{
    if (m_entries.isEmpty())
        return nullptr;
    const auto found = std::find_if(m_entries.crbegin(), m_entries.crend(),
                                    [=](const Entry &entry) { return entry.range.start < position; });
    return found == m_entries.crend() ? &m_entries.last() : &*found;
}

QString diagnosticText(const Diagnostics::Entry &entry)
{
    return entry.rule.isEmpty() ? entry.message : QString(entry.rule + u": "_s + entry.message);
}

} // namespace strata
