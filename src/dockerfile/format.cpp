// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/format.h"

#include "dockerfile/parser.h"
#include "dockerfile/shellquotes.h"

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype indentStep = 4;

bool isIndentation(QChar c)
{
    return c == u' ' || c == u'\t';
}

QStringView indentationOf(QStringView line)
{
    return line.first(std::distance(line.begin(), std::ranges::find_if_not(line, isIndentation)));
}

/// Without blanks at the end, unless a carriage return is among them: at the end it would be another thing.
QStringView withoutTrailingBlanks(QStringView line)
{
    QStringView without = line;
    while (!without.isEmpty() && isIndentation(without.back()))
        without.chop(1);
    return without.endsWith(u'\r') ? line : without;
}

qsizetype columnsOf(QStringView indentation)
{
    qsizetype columns = 0;
    for (const QChar c : indentation)
        columns += c == u'\t' ? indentStep - columns % indentStep : 1;
    return columns;
}

bool isBourneShell(const QString &program)
{
    static constexpr std::array<QStringView, 6> names{u"sh", u"bash", u"dash", u"ash", u"zsh", u"ksh"};
    return std::ranges::contains(names, QStringView(program).sliced(program.lastIndexOf(u'/') + 1));
}

/// Whether commands are in commands, so that what stands further in may belong there.
bool hasNestedCommands(QStringView command)
{
    static constexpr std::array<QStringView, 7> openers{u"if", u"for", u"while", u"until", u"case", u"{", u"("};
    for (const QStringView word : command.tokenize(u' ', Qt::SkipEmptyParts)) {
        if (word.startsWith(u'(') || word.endsWith(u"$(") || std::ranges::contains(openers, word.trimmed()))
            return true;
    }
    return false;
}

bool beginsWithOperator(QStringView line)
{
    return line.startsWith(u"&&") || line.startsWith(u'|') || line.startsWith(u';');
}

class DockerfileFormatter
{
public:
    explicit DockerfileFormatter(const Document &document) : m_document(document), m_text(document.text) {}

    QString format()
    {
        m_indents.resize(m_document.lines.size(), -1);
        bool isBourne = m_document.escape == u'\\'; // the other one is for Windows
        const bool mayBeBourne = isBourne;
        for (const Instruction &instruction : m_document.instructions) {
            capitalise(instruction);
            if (instruction.kind == InstructionKind::From)
                isBourne = mayBeBourne;
            else if (instruction.kind == InstructionKind::Shell && !instruction.arguments.isEmpty())
                isBourne = mayBeBourne && isBourneShell(instruction.arguments.first().text);
            else if (instruction.kind == InstructionKind::Run && isBourne)
                indent(instruction);
        }
        return putTogether();
    }

private:
    struct MovableLine
    {
        qsizetype line;
        qsizetype columns;
        bool isOperator;
    };

    void capitalise(const SourceWord &word)
    {
        if (word.pieces.isEmpty())
            m_text.replace(word.range.begin, word.range.size(), m_document.textOf(word.range).toString().toUpper());
    }

    void capitalise(const Instruction &instruction)
    {
        if (instruction.kind == InstructionKind::Unknown)
            return;
        capitalise(instruction.keyword);
        if (instruction.trigger)
            capitalise(*instruction.trigger);
        const QList<SourceWord> &words = instruction.arguments;
        if (instruction.kind == InstructionKind::From && words.size() == 3
            && words[1].text.compare(u"as", Qt::CaseInsensitive) == 0)
            capitalise(words[1]);
    }

    /// Words of flags are BuildKit's, with quotes of its own.
    static bool mayBeIndented(const Instruction &run)
    {
        const auto isPlain = [](const Flag &flag) { return flag.isVerbatim || !flag.value; };
        return !run.isJson && !run.hasHeredocs() && !hasUnclearQuotes(run.original)
            && std::ranges::all_of(run.flags, isPlain);
    }

    void indent(const Instruction &run)
    {
        if (!mayBeIndented(run))
            return;
        const QList<MovableLine> lines = movableLines(run);
        if (lines.isEmpty())
            return;
        const qsizetype least = std::ranges::min(lines, {}, &MovableLine::columns).columns;
        const bool isNested = hasNestedCommands(run.original);
        for (const MovableLine &line : lines) {
            const bool isBase = line.isOperator && !isNested;
            const qsizetype steps = isBase ? 0 : (line.columns - least + indentStep / 2) / indentStep;
            m_indents[line.line] = indentStep * (1 + steps);
        }
    }

    /// Lines whose blanks at the start only separate words, or would.
    QList<MovableLine> movableLines(const Instruction &run) const
    {
        QList<MovableLine> movable;
        ShellQuotes quotes;
        quotes.walk(partOf(run.startLine));
        for (qsizetype line = run.startLine + 1; line <= run.commandEndLine; ++line) {
            if (m_document.lines[line] != LineKind::Continuation)
                continue;
            const QStringView part = partOf(line);
            const QStringView indentation = indentationOf(part);
            if (quotes.isBetweenWords() && (quotes.isBehindBlank() || !indentation.isEmpty()))
                movable.append({line, columnsOf(indentation), beginsWithOperator(part.sliced(indentation.size()))});
            quotes.walk(part);
        }
        return movable;
    }

    /// What a line gives to its instruction: all but the escape at its end.
    QStringView partOf(qsizetype line) const
    {
        QStringView part = m_document.textOf(m_document.lineRange(line));
        QStringView rest = part;
        while (!rest.isEmpty() && isIndentation(rest.back()))
            rest.chop(1);
        return rest.endsWith(m_document.escape) ? rest.chopped(1) : part;
    }

    QString putTogether() const
    {
        QString result;
        result.reserve(m_text.size());
        const qsizetype end = lastLine();
        for (qsizetype line = 0; line <= end; ++line) {
            if (isSpareBlank(line))
                continue;
            result.append(contentOf(line));
            const QStringView lineEnd = lineEndOf(line);
            const bool mayBeEnded = m_document.lines[line] != LineKind::HeredocBody;
            result.append(lineEnd.isEmpty() && mayBeEnded ? usualLineEnd() : lineEnd);
        }
        return result;
    }

    /// The last one that is not blank, or the first one.
    qsizetype lastLine() const
    {
        qsizetype last = m_document.lines.size() - 1;
        while (last > 0 && m_document.lines[last] == LineKind::Blank)
            --last;
        return last;
    }

    bool isSpareBlank(qsizetype line) const
    {
        return line > 0 && m_document.lines[line] == LineKind::Blank && m_document.lines[line - 1] == LineKind::Blank;
    }

    QString contentOf(qsizetype line) const
    {
        const TextRange range = m_document.lineRange(line);
        QStringView content = QStringView(m_text).sliced(range.begin, range.size());
        switch (m_document.lines[line]) {
        case LineKind::Directive:
        case LineKind::Comment:
        case LineKind::ContinuationComment:
        case LineKind::HeredocBody:
        case LineKind::HeredocTerminator: return content.toString();
        case LineKind::Blank: return content.startsWith(QChar::ByteOrderMark) ? content.first(1).toString() : QString();
        case LineKind::ContinuationBlank: return {};
        case LineKind::Instruction:
        case LineKind::Continuation: break;
        }
        content = withoutTrailingBlanks(content);
        if (m_indents[line] < 0)
            return content.toString();
        return QString(m_indents[line], u' ') + content.sliced(indentationOf(content).size());
    }

    QStringView lineEndOf(qsizetype line) const
    {
        const qsizetype begin = m_document.lineRange(line).end;
        const qsizetype end = line + 1 < m_document.lineStarts.size() ? m_document.lineStarts[line + 1]
                                                                      : m_document.text.size();
        return m_document.textOf({begin, end});
    }

    /// That of the first line, for a last one without.
    QStringView usualLineEnd() const
    {
        const QStringView first = lineEndOf(0);
        return first.isEmpty() ? u"\n" : first;
    }

    const Document &m_document;
    QString m_text;             ///< as long as the document's, with the letters that change
    QList<qsizetype> m_indents; ///< for each line the blanks at its start; -1 leaves them
};

bool sameFlags(const Instruction &before, const Instruction &after)
{
    return std::ranges::equal(before.flags, after.flags, {}, &Flag::text, &Flag::text);
}

bool sameArguments(const Instruction &before, const Instruction &after)
{
    if (before.arguments.size() != after.arguments.size())
        return false;
    for (qsizetype i = 0; i < before.arguments.size(); ++i) {
        const QString &first = before.arguments[i].text, &second = after.arguments[i].text;
        const bool isName = before.kind == InstructionKind::From && i == 1 && before.arguments.size() == 3;
        const bool isShell = before.kind == InstructionKind::Run && !before.isJson;
        if (first == second || (isName && first.compare(second, Qt::CaseInsensitive) == 0)
            || (isShell && withoutSpareBlanks(first) == withoutSpareBlanks(second)))
            continue;
        return false;
    }
    return true;
}

bool sameHeredoc(const Heredoc &before, const Heredoc &after)
{
    return before.name == after.name && before.content == after.content && before.expand == after.expand
        && before.chomp == after.chomp && before.descriptor == after.descriptor;
}

bool sameInstruction(const Instruction &before, const Instruction &after)
{
    const bool sameKeyword = before.keyword.text.compare(after.keyword.text, Qt::CaseInsensitive) == 0;
    if (!sameKeyword || before.isJson != after.isJson || before.comments != after.comments || !sameFlags(before, after)
        || !sameArguments(before, after) || !std::ranges::equal(before.heredocs, after.heredocs, sameHeredoc))
        return false;
    if (!before.trigger || !after.trigger)
        return before.trigger == after.trigger;
    return sameInstruction(*before.trigger, *after.trigger);
}

bool sameDirective(const Directive &before, const Directive &after)
{
    return before.name == after.name && before.value == after.value;
}

} // namespace

Result<QString> formatDockerfile(const QString &text)
{
    const Document document = parseDockerfile(text);
    const Diagnostic *error = document.firstError();
    if (error && error->origin == Diagnostic::Origin::Parser)
        return failure(Error::Kind::InvalidInput,
                       u"dockerfile parse error on line %1: %2"_s.arg(error->line + 1).arg(error->message));
    return DockerfileFormatter(document).format();
}

bool meansTheSame(const Document &before, const Document &after)
{
    return before.escape == after.escape && std::ranges::equal(before.directives, after.directives, sameDirective)
        && std::ranges::equal(before.instructions, after.instructions, sameInstruction);
}

} // namespace strata
