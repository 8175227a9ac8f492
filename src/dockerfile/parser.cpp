// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/parser.h"

#include "dockerfile/directives.h"
#include "dockerfile/heredocwords.h"
#include "dockerfile/instructionreader.h"
#include "dockerfile/logicalline.h"
#include "dockerfile/validation.h"

#include <QHash>

#include <algorithm>
#include <iterator>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 65'535;  // bytes, of Go's bufio.Scanner
constexpr qsizetype bytesOfACharacter = 3; // of a UTF-16 unit, at most

QStringView withoutLeadingSpace(QStringView text)
{
    while (!text.isEmpty() && text.front().isSpace())
        text = text.sliced(1);
    return text;
}

QStringView withoutLeadingTabs(QStringView text)
{
    while (text.startsWith(u'\t'))
        text = text.sliced(1);
    return text;
}

bool isCommentLine(QStringView line)
{
    return withoutLeadingSpace(line).startsWith(u'#');
}

class DocumentReader
{
public:
    explicit DocumentReader(const QString &text)
    {
        m_document.text = text;
        findLines();
    }

    Document read()
    {
        while (m_line < lineCount())
            readTop();
        if (m_document.instructions.isEmpty())
            complainAbout(u"file with no instructions"_s, {0, 0}, std::max<qsizetype>(lineCount() - 1, 0));
        lookForNul();
        m_document.diagnostics += instructionDiagnostics(m_document);
        std::ranges::stable_sort(m_document.diagnostics, {}, [](const Diagnostic &each) { return each.range.begin; });
        return std::move(m_document);
    }

private:
    qsizetype lineCount() const { return m_document.lineStarts.size(); }

    void findLines()
    {
        const QStringView text = m_document.text;
        m_document.lineStarts.reserve(text.size() / 32);
        for (qsizetype at = 0; at < text.size();) {
            m_document.lineStarts.append(at);
            const qsizetype lineEnd = text.indexOf(u'\n', at);
            const qsizetype end = lineEnd < 0 ? text.size() : lineEnd;
            if ((end - at) * bytesOfACharacter > longestLine && text.sliced(at, end - at).toUtf8().size() > longestLine)
                complainAbout(u"dockerfile line greater than max allowed size of %1"_s.arg(longestLine), {at, end},
                              lineCount() - 1);
            at = end + 1;
        }
        m_document.lines.resize(lineCount(), LineKind::Blank);
    }

    /// Without line ends, of which there may be several carriage returns; the first line without its byte order mark.
    TextRange contentOf(qsizetype line) const
    {
        TextRange range{m_document.lineStarts[line], endOf(line)};
        const QStringView text = m_document.text;
        while (!range.isEmpty() && (text[range.end - 1] == u'\n' || text[range.end - 1] == u'\r'))
            --range.end;
        if (line == 0 && !range.isEmpty() && text.startsWith(QChar::ByteOrderMark))
            ++range.begin;
        return range;
    }
    qsizetype endOf(qsizetype line) const
    {
        return line + 1 < lineCount() ? m_document.lineStarts[line + 1] : m_document.text.size();
    }

    void complainAbout(const QString &message, TextRange range, qsizetype line)
    {
        m_document.diagnostics.append(
            {.rule = parseErrorRule.toString(), .message = message, .range = range, .line = line});
    }

    void readTop()
    {
        const TextRange content = contentOf(m_line);
        const QStringView line = m_document.textOf(content);
        const QStringView stripped = withoutLeadingSpace(line);
        const qsizetype start = content.end - stripped.size();
        const bool isDirective = readDirective(stripped, start);
        if (stripped.startsWith(u'#')) {
            if (!isDirective)
                readComment(content, LineKind::Comment);
            ++m_line;
        } else if (stripped.isEmpty()) {
            ++m_line;
        } else {
            readInstructionAt(stripped, start);
        }
    }

    bool readDirective(QStringView line, qsizetype offset)
    {
        if (m_areDirectivesOver)
            return false;
        m_areDirectivesOver = true;
        if (!line.startsWith(u'#'))
            return false;
        const QStringView behind = withoutLeadingSpace(line.sliced(1));
        auto directive = directiveIn(behind);
        if (!directive)
            return false;
        m_areDirectivesOver = false;
        const qsizetype shift = offset + line.size() - behind.size();
        const auto moveBy = [](TextRange &range, qsizetype distance) {
            range.begin += distance;
            range.end += distance;
        };
        moveBy(directive->nameRange, shift);
        moveBy(directive->valueRange, shift);
        directive->range = {offset, directive->valueRange.end};
        directive->line = m_line;
        return takeDirective(*directive);
    }

    bool takeDirective(const Directive &directive)
    {
        if (std::ranges::contains(m_document.directives, directive.name, &Directive::name)) {
            complainAbout(u"only one %1 parser directive can be used"_s.arg(directive.name), directive.range, m_line);
            return false;
        }
        if (directive.name == u"escape") {
            if (directive.value != u"\\" && directive.value != u"`") {
                complainAbout(u"invalid escape token '%1' does not match ` or \\"_s.arg(directive.value),
                              directive.valueRange, m_line);
                return false;
            }
            m_document.escape = directive.value.front();
        }
        m_document.directives.append(directive);
        m_document.lines[m_line] = LineKind::Directive;
        return true;
    }

    void readComment(TextRange content, LineKind kind)
    {
        m_document.lines[m_line] = kind;
        const QStringView line = m_document.textOf(content);
        const qsizetype hash = line.indexOf(u'#');
        const bool isInside = kind == LineKind::ContinuationComment;
        m_document.comments.append({.text = line.sliced(hash + 1).trimmed().toString(),
                                    .range = {content.begin + hash, content.end},
                                    .line = m_line,
                                    .isInside = isInside});
        if (isInside)
            return;
        // BuildKit drops the first character of the line, whether or not it is the one that makes it a comment.
        const QString text = line.sliced(1).trimmed().toString();
        if (text.isEmpty())
            m_comments.clear();
        else
            m_comments.append(text);
    }

    void readInstructionAt(QStringView first, qsizetype offset)
    {
        const qsizetype startLine = m_line;
        m_blankLines.clear();
        m_logical.clear();
        m_document.lines[m_line++] = LineKind::Instruction;
        bool goesOn = appendToLogical(first, offset);
        while (goesOn && m_line < lineCount()) {
            const TextRange content = contentOf(m_line);
            const QStringView line = m_document.textOf(content);
            if (isCommentLine(line)) {
                readComment(content, LineKind::ContinuationComment);
            } else if (withoutLeadingSpace(line).isEmpty()) {
                m_document.lines[m_line] = LineKind::ContinuationBlank;
                m_blankLines.append(m_line);
            } else {
                m_document.lines[m_line] = LineKind::Continuation;
                goesOn = appendToLogical(line, content.begin);
            }
            ++m_line;
        }
        takeInstruction(startLine);
    }

    bool appendToLogical(QStringView line, qsizetype offset)
    {
        const auto before = beforeContinuation(line, m_document.escape);
        m_logical.append(before.value_or(line), offset);
        return before.has_value();
    }

    void takeInstruction(qsizetype startLine)
    {
        auto [instruction, problems] = readInstruction(m_logical, m_document.escape);
        for (Diagnostic &problem : problems) {
            problem.line = startLine;
            m_document.diagnostics.append(problem);
        }
        instruction.startLine = startLine;
        instruction.commandEndLine = m_line - 1;
        instruction.comments = std::exchange(m_comments, {});
        instruction.blankLines = m_blankLines;
        tellAboutBlankLines(instruction);
        if (canHaveHeredocs(instruction) && m_logical.text().contains(u"<<"))
            readHeredocs(instruction);
        instruction.endLine = m_line - 1;
        instruction.range.end = std::max(instruction.range.end, contentOf(instruction.endLine).end);
        m_document.instructions.append(std::move(instruction));
    }

    void tellAboutBlankLines(const Instruction &instruction)
    {
        if (m_blankLines.isEmpty())
            return;
        const qsizetype line = m_blankLines.first();
        m_document.diagnostics.append({.origin = Diagnostic::Origin::Linter,
                                       .severity = Diagnostic::Severity::Warning,
                                       .rule = u"NoEmptyContinuation"_s,
                                       .message = u"Empty continuation line"_s,
                                       .range = {m_document.lineStarts[line], contentOf(line).end},
                                       .line = instruction.commandEndLine});
    }

    static bool canHaveHeredocs(const Instruction &instruction)
    {
        const Instruction &command = instruction.trigger ? *instruction.trigger : instruction;
        switch (command.kind) {
        case InstructionKind::Add:
        case InstructionKind::Copy:
        case InstructionKind::Run: return !command.isJson && !command.isBroken;
        default: return false;
        }
    }

    void readHeredocs(Instruction &instruction)
    {
        const auto words = heredocWords(m_logical.text());
        if (!words) {
            complainAbout(words.error(), instruction.commandRange, instruction.startLine);
            instruction.isBroken = true;
            return;
        }
        for (const HeredocWord &word : *words) {
            Heredoc heredoc{.name = word.name,
                            .descriptor = word.descriptor,
                            .expand = word.expand,
                            .chomp = word.chomp,
                            .word = m_logical.range(word.range.begin, word.range.end)};
            readBody(heredoc);
            if (!heredoc.terminator) {
                complainAbout(u"unterminated heredoc"_s, heredoc.word, instruction.startLine);
                instruction.isBroken = true;
            }
            instruction.heredocs.append(std::move(heredoc));
        }
    }

    void readBody(Heredoc &heredoc)
    {
        const qsizetype first = m_line;
        const qsizetype begin = first < lineCount() ? m_document.lineStarts[first] : m_document.text.size();
        qsizetype end = terminatorOf(heredoc, first);
        const bool isTerminated = end < lineCount();
        if (!isTerminated) {
            end = first;
            while (end < lineCount() && !looksLikeInstruction(m_document.textOf(contentOf(end))))
                ++end;
        }
        std::fill(m_document.lines.begin() + first, m_document.lines.begin() + end, LineKind::HeredocBody);
        heredoc.body = {begin, end > first ? endOf(end - 1) : begin};
        heredoc.content = m_document.textOf(heredoc.body).toString();
        m_line = end;
        if (isTerminated) {
            heredoc.terminator = contentOf(end);
            m_document.lines[m_line++] = LineKind::HeredocTerminator;
        }
    }

    /// The line that ends it, or lineCount(). What looked in vain once keeps others from looking through the file again, each.
    qsizetype terminatorOf(const Heredoc &heredoc, qsizetype first)
    {
        if (m_lastLines && m_lastLines->value({heredoc.name, heredoc.chomp}, -1) < first)
            return lineCount();
        qsizetype line = first;
        while (line < lineCount() && !isTerminator(heredoc, line))
            ++line;
        if (line == lineCount() && !m_lastLines)
            findLastLines();
        return line;
    }

    void findLastLines()
    {
        m_lastLines.emplace();
        for (qsizetype line = 0; line < lineCount(); ++line) {
            const QStringView content = m_document.textOf(contentOf(line));
            m_lastLines->insert({content, false}, line);
            m_lastLines->insert({withoutLeadingTabs(content), true}, line);
        }
    }

    bool isTerminator(const Heredoc &heredoc, qsizetype line) const
    {
        const QStringView content = m_document.textOf(contentOf(line));
        return (heredoc.chomp ? withoutLeadingTabs(content) : content) == heredoc.name;
    }

    static bool looksLikeInstruction(QStringView line)
    {
        const auto end = std::ranges::find_if(line, &isWordSeparator);
        const QStringView word = line.first(std::distance(line.begin(), end));
        const InstructionKind kind = instructionKind(word);
        return kind != InstructionKind::Unknown && word == instructionName(kind) && word.size() < line.size();
    }

    void lookForNul()
    {
        const qsizetype at = m_document.text.indexOf(QChar::Null);
        if (at >= 0)
            complainAbout(u"the file has NUL characters in it: it is no text, or no UTF-8"_s, {at, at + 1},
                          m_document.position(at).line);
    }

    Document m_document;
    LogicalLine m_logical;
    QStringList m_comments;        ///< for the next instruction
    QList<qsizetype> m_blankLines; ///< in this instruction
    /// Where a text, with or without its tabs at the start, is a line for the last time.
    std::optional<QHash<std::pair<QStringView, bool>, qsizetype>> m_lastLines;
    qsizetype m_line = 0;
    bool m_areDirectivesOver = false;
};

} // namespace

Document parseDockerfile(const QString &text)
{
    return DocumentReader(text).read();
}

} // namespace strata
