// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/typedline.h"

#include "dockerfile/instructionreader.h"

#include <algorithm>

namespace strata {

namespace {

class TypedLineReader
{
public:
    TypedLineReader(const Document &document, qsizetype offset)
        : m_document(document), m_offset(offset), m_line(document.position(offset).line)
    {}

    TypedLine read()
    {
        TypedLine typed;
        const qsizetype begin = beginOf(m_line);
        const qsizetype start = firstLine();
        typed.index = std::distance(
            m_document.instructions.begin(),
            std::ranges::lower_bound(m_document.instructions, start, {}, &Instruction::startLine));
        if (findHeredoc(typed))
            return typed;
        const QStringView before = m_document.textOf({begin, m_offset});
        if (before.trimmed().startsWith(u'#')) {
            typed.kind = TypedLine::Kind::Comment;
            typed.line.append(before, begin);
            return typed;
        }
        for (qsizetype line = start; line < m_line; ++line)
            appendLine(typed.line, line);
        typed.line.append(before, begin);
        typed.instruction = readInstruction(typed.line, m_document.escape).instruction;
        return typed;
    }

private:
    std::optional<LineKind> kindOf(qsizetype line) const
    {
        return line < m_document.lines.size() ? std::optional(m_document.lines[line]) : std::nullopt;
    }

    /// Without a byte order mark.
    qsizetype beginOf(qsizetype line) const
    {
        const qsizetype begin = m_document.lineRange(line).begin;
        const bool isMarked = begin == 0 && m_document.text.startsWith(QChar::ByteOrderMark) && m_offset > 0;
        return isMarked ? 1 : begin;
    }

    bool goesOn(qsizetype line) const
    {
        return beforeContinuation(m_document.textOf(m_document.lineRange(line)), m_document.escape).has_value();
    }

    qsizetype firstLine() const
    {
        qsizetype start = m_line;
        while (start > 0 && kindOf(start) != LineKind::Instruction) {
            qsizetype above = start - 1;
            while (above > 0
                   && (kindOf(above) == LineKind::ContinuationComment || kindOf(above) == LineKind::ContinuationBlank))
                --above;
            const bool isCommand = kindOf(above) == LineKind::Instruction || kindOf(above) == LineKind::Continuation;
            if (!isCommand || !goesOn(above))
                break;
            start = above;
        }
        return start;
    }

    bool findHeredoc(TypedLine &typed) const
    {
        const auto isBody = [this](qsizetype line) {
            return kindOf(line) == LineKind::HeredocBody || kindOf(line) == LineKind::HeredocTerminator;
        };
        const bool isBehindText = !kindOf(m_line) && m_line > 0 && kindOf(m_line - 1) == LineKind::HeredocBody;
        if (!isBody(m_line) && !isBehindText)
            return false;
        typed.kind = TypedLine::Kind::Heredoc;
        typed.owner = m_document.instructionAtLine(isBehindText ? m_line - 1 : m_line);
        if (!typed.owner)
            return true;
        for (const Heredoc &heredoc : typed.owner->heredocs) {
            if (heredoc.body.begin <= m_offset && m_offset <= heredoc.body.end)
                typed.heredoc = &heredoc;
        }
        typed.line.append(m_document.textOf({beginOf(m_line), m_offset}), beginOf(m_line));
        return true;
    }

    void appendLine(LogicalLine &logical, qsizetype line) const
    {
        if (kindOf(line) != LineKind::Instruction && kindOf(line) != LineKind::Continuation)
            return;
        const qsizetype begin = beginOf(line);
        const QStringView text = m_document.textOf({begin, std::max(begin, m_document.lineRange(line).end)});
        logical.append(beforeContinuation(text, m_document.escape).value_or(text), begin);
    }

    const Document &m_document;
    qsizetype m_offset;
    qsizetype m_line;
};

} // namespace

qsizetype TypedLine::wordStart() const
{
    qsizetype start = line.size();
    while (start > 0 && !text()[start - 1].isSpace())
        --start;
    return start;
}

TypedLine typedLineAt(const Document &document, qsizetype offset)
{
    return TypedLineReader(document, std::clamp<qsizetype>(offset, 0, document.text.size())).read();
}

} // namespace strata
