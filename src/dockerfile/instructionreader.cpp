// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/instructionreader.h"

#include "dockerfile/flagreader.h"
#include "dockerfile/jsonstrings.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestTrigger = 16; // each keeps the rest of the line

/// Words of ENV, LABEL and ARG: blanks separate them outside of quotes; quotes and escapes stay.
class WordReader
{
public:
    WordReader(QStringView text, TextRange range, QChar escape)
        : m_text(text), m_at(range.begin), m_end(range.end), m_escape(escape)
    {}

    std::optional<TextRange> next()
    {
        while (m_at < m_end && m_text[m_at].isSpace())
            ++m_at;
        if (m_at == m_end)
            return std::nullopt;
        const qsizetype begin = m_at;
        QChar quote;
        while (m_at < m_end && (!quote.isNull() || !m_text[m_at].isSpace())) {
            const QChar c = m_text[m_at];
            if (c == m_escape && quote != u'\'') {
                if (m_at + 1 == m_end) // it escapes nothing, so it is none
                    return wordUpTo(begin, m_at++);
                ++m_at;
            } else if (quote.isNull() && (c == u'\'' || c == u'"')) {
                quote = c;
            } else if (c == quote) {
                quote = QChar();
            }
            ++m_at;
        }
        return wordUpTo(begin, m_at);
    }

private:
    static std::optional<TextRange> wordUpTo(qsizetype begin, qsizetype end)
    {
        return begin < end ? std::optional(TextRange{begin, end}) : std::nullopt;
    }

    QStringView m_text;
    qsizetype m_at;
    qsizetype m_end;
    QChar m_escape;
};

class InstructionReader
{
public:
    InstructionReader(const LogicalLine &line, QChar escape) : m_line(line), m_text(line.text()), m_escape(escape) {}

    Instruction read(TextRange range, int depth)
    {
        range = trimmedRange(m_text, range.begin, range.end);
        qsizetype keywordEnd = range.begin;
        while (keywordEnd < range.end && !isWordSeparator(m_text[keywordEnd]))
            ++keywordEnd;
        Instruction instruction;
        instruction.keyword = m_line.word(range.begin, keywordEnd);
        instruction.kind = instructionKind(instruction.keyword.text);
        instruction.range = instruction.commandRange = m_line.range(range.begin, range.end);

        qsizetype at = keywordEnd;
        while (at < range.end && isWordSeparator(m_text[at]))
            ++at;
        at = readFlags(m_line, {at, range.end}, m_escape, instruction.flags, m_problems);
        const TextRange rest = trimmedRange(m_text, at, range.end);
        instruction.rest = m_line.word(rest.begin, rest.end);
        const qsizetype before = m_problems.size();
        readArguments(instruction, rest, depth);
        instruction.isBroken = hasErrorsSince(before);
        return instruction;
    }

    QList<Diagnostic> takeProblems() { return std::move(m_problems); }

private:
    bool hasErrorsSince(qsizetype index) const
    {
        return std::any_of(m_problems.begin() + index, m_problems.end(),
                           [](const Diagnostic &problem) { return problem.severity == Diagnostic::Severity::Error; });
    }

    void complainAbout(const QString &message, TextRange range)
    {
        m_problems.append({.rule = parseErrorRule.toString(), .message = message, .range = range});
    }

    void readArguments(Instruction &instruction, TextRange rest, int depth)
    {
        switch (instruction.kind) {
        case InstructionKind::Unknown: break;
        case InstructionKind::Add:
        case InstructionKind::Copy:
        case InstructionKind::Volume:
            if (!readJson(instruction, rest))
                readSeparated(instruction, rest);
            break;
        case InstructionKind::Cmd:
        case InstructionKind::Entrypoint:
        case InstructionKind::Run:
        case InstructionKind::Shell:
            if (!readJson(instruction, rest))
                readWhole(instruction, rest);
            break;
        case InstructionKind::Arg: readWords(instruction, rest); break;
        case InstructionKind::Env:
        case InstructionKind::Label: readPairs(instruction, rest); break;
        case InstructionKind::Expose:
        case InstructionKind::From: readSeparated(instruction, rest); break;
        case InstructionKind::Healthcheck: readHealthcheck(instruction, rest); break;
        case InstructionKind::Onbuild: readTrigger(instruction, rest, depth); break;
        case InstructionKind::Maintainer:
        case InstructionKind::Stopsignal:
        case InstructionKind::User:
        case InstructionKind::Workdir: readWhole(instruction, rest); break;
        }
    }

    /// Whether it is JSON, right or wrong.
    bool readJson(Instruction &instruction, TextRange rest)
    {
        const JsonStrings json = readJsonStrings(m_text.sliced(rest.begin, rest.size()));
        if (json.form == JsonStrings::Form::NotJson)
            return false;
        instruction.isJson = json.form == JsonStrings::Form::Strings;
        if (!instruction.isJson) {
            complainAbout(u"when using JSON array syntax, arrays must be comprised of strings only"_s,
                          m_line.range(rest.begin + json.culprit.begin, rest.begin + json.culprit.end));
            return true;
        }
        for (const JsonStrings::Element &element : json.elements) {
            SourceWord word = m_line.word(rest.begin + element.range.begin, rest.begin + element.range.end);
            word.text = element.text;
            instruction.arguments.append(word);
        }
        return true;
    }

    void readWhole(Instruction &instruction, TextRange rest)
    {
        if (!rest.isEmpty())
            instruction.arguments.append(m_line.word(rest.begin, rest.end));
    }

    void readSeparated(Instruction &instruction, TextRange rest)
    {
        qsizetype begin = rest.begin;
        while (begin < rest.end) {
            qsizetype end = begin;
            while (end < rest.end && !isWordSeparator(m_text[end]))
                ++end;
            instruction.arguments.append(m_line.word(begin, end));
            begin = end;
            while (begin < rest.end && isWordSeparator(m_text[begin]))
                ++begin;
        }
    }

    void readWords(Instruction &instruction, TextRange rest)
    {
        WordReader words(m_text, rest, m_escape);
        while (const auto word = words.next())
            instruction.arguments.append(m_line.word(word->begin, word->end));
    }

    void readPairs(Instruction &instruction, TextRange rest)
    {
        WordReader words(m_text, rest, m_escape);
        auto word = words.next();
        if (word && equalsIn(*word) < 0) {
            readLegacyPair(instruction, rest);
            return;
        }
        for (; word; word = words.next()) {
            const qsizetype equals = equalsIn(*word);
            if (equals < 0) {
                const SourceWord wrong = m_line.word(word->begin, word->end);
                complainAbout(
                    u"Syntax error - can't find = in \"%1\". Must be of the form: name=value"_s.arg(wrong.text),
                    wrong.range);
                return;
            }
            instruction.arguments.append(m_line.word(word->begin, equals));
            instruction.arguments.append(m_line.word(equals + 1, word->end));
            instruction.arguments.append(m_line.word(equals, equals + 1));
        }
    }

    qsizetype equalsIn(TextRange word) const
    {
        const qsizetype at = m_text.sliced(word.begin, word.size()).indexOf(u'=');
        return at < 0 ? -1 : word.begin + at;
    }

    void readLegacyPair(Instruction &instruction, TextRange rest)
    {
        qsizetype keyEnd = rest.begin;
        while (keyEnd < rest.end && !isWordSeparator(m_text[keyEnd]))
            ++keyEnd;
        if (keyEnd == rest.end) {
            complainAbout(instructionName(instruction.kind) + u" must have two arguments"_s,
                          m_line.range(rest.begin, rest.end));
            return;
        }
        qsizetype value = keyEnd;
        while (value < rest.end && isWordSeparator(m_text[value]))
            ++value;
        instruction.arguments.append(m_line.word(rest.begin, keyEnd));
        instruction.arguments.append(m_line.word(value, rest.end));
        instruction.arguments.append(m_line.word(keyEnd, keyEnd));
    }

    void readHealthcheck(Instruction &instruction, TextRange rest)
    {
        qsizetype typeEnd = rest.begin;
        while (typeEnd < rest.end && !isByteSpace(m_text[typeEnd]))
            ++typeEnd;
        if (typeEnd == rest.begin)
            return;
        instruction.arguments.append(m_line.word(rest.begin, typeEnd));
        while (typeEnd < rest.end && isByteSpace(m_text[typeEnd]))
            ++typeEnd;
        const TextRange command{typeEnd, rest.end};
        if (!readJson(instruction, command))
            readWhole(instruction, command);
    }

    /// BuildKit looks at bytes there, and other blanks have several.
    static bool isByteSpace(QChar c) { return isWordSeparator(c) || c == u'\n'; }

    void readTrigger(Instruction &instruction, TextRange rest, int depth)
    {
        if (rest.isEmpty())
            return;
        if (depth == deepestTrigger) {
            complainAbout(u"ONBUILD is nested too deeply"_s, m_line.range(rest.begin, rest.end));
            return;
        }
        auto trigger = std::make_shared<Instruction>(read(rest, depth + 1));
        trigger->original = m_text.sliced(rest.begin, rest.size()).toString();
        instruction.trigger = std::move(trigger);
    }

    const LogicalLine &m_line;
    QStringView m_text;
    QChar m_escape;
    QList<Diagnostic> m_problems;
};

} // namespace

ReadInstruction readInstruction(const LogicalLine &line, QChar escape)
{
    InstructionReader reader(line, escape);
    ReadInstruction result{.instruction = reader.read({0, line.size()}, 0)};
    result.instruction.original = line.text().toString();
    result.problems = reader.takeProblems();
    return result;
}

} // namespace strata
