// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/ast.h"
#include "dockerfile/checks/check.h"
#include "dockerfile/directives.h"
#include "dockerfile/format.h"
#include "dockerfile/instructions.h"
#include "dockerfile/parser.h"
#include "dockerfile/sourcetext.h"

#include <cstdint>
#include <cstdlib>

using namespace strata;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkRange(TextRange range, TextRange outer)
{
    require(range.begin <= range.end && range.begin >= outer.begin && range.end <= outer.end);
}

/// A word that is no element of an array says what stands at its place.
void checkWord(const Document &document, const SourceWord &word, const Instruction &instruction)
{
    checkRange(word.range, instruction.range);
    QString text;
    qsizetype end = word.range.begin;
    for (const TextRange &piece : word.pieces) {
        checkRange(piece, {end, word.range.end});
        text += document.textOf(piece);
        end = piece.end;
    }
    require(word.pieces.isEmpty() || (word.pieces.size() > 1 && end == word.range.end));
    if (word.pieces.isEmpty())
        text = document.textOf(word.range).toString();
    require(instruction.isJson || text == word.text);
}

void checkInstruction(const Document &document, const Instruction &instruction)
{
    checkRange(instruction.range, {0, document.text.size()});
    checkRange(instruction.commandRange, instruction.range);
    checkWord(document, instruction.keyword, instruction);
    qsizetype end = instruction.keyword.range.end;
    for (const Flag &flag : instruction.flags) {
        checkRange(flag.range, {end, instruction.commandRange.end});
        checkRange(flag.nameRange, flag.range);
        checkRange(flag.valueRange, flag.range);
        require(!flag.isVerbatim || document.textOf(flag.valueRange) == flag.value);
        end = flag.range.end;
    }
    checkRange(instruction.rest.range, {end, instruction.commandRange.end});
    for (const SourceWord &argument : instruction.arguments)
        checkWord(document, argument, instruction);
    for (const Heredoc &heredoc : instruction.heredocs) {
        checkRange(heredoc.word, instruction.commandRange);
        checkRange(heredoc.body, instruction.range.end < heredoc.body.end ? heredoc.body : instruction.range);
        require(document.textOf(heredoc.body) == heredoc.content);
    }
    if (instruction.trigger)
        checkInstruction(document, *instruction.trigger);
}

/// The lines cover the text, and instructions follow each other on lines of their own.
void checkDocument(const Document &document)
{
    require(document.lines.size() == document.lineStarts.size());
    qsizetype begin = 0;
    for (qsizetype line = 0; line < document.lines.size(); ++line) {
        require(document.lineStarts[line] == begin);
        begin = line + 1 < document.lines.size() ? document.lineStarts[line + 1] : document.text.size();
        require(document.position(document.lineStarts[line]) == TextPosition{line, 0});
    }
    require(begin == document.text.size());
    qsizetype before = -1;
    for (const Instruction &instruction : document.instructions) {
        require(before < instruction.startLine && instruction.startLine <= instruction.commandEndLine
                && instruction.commandEndLine <= instruction.endLine && instruction.endLine < document.lines.size());
        require(document.lines[instruction.startLine] == LineKind::Instruction);
        before = instruction.endLine;
        checkInstruction(document, instruction);
    }
    for (const Diagnostic &diagnostic : document.diagnostics)
        checkRange(diagnostic.range, {0, document.text.size()});
    for (const Comment &comment : document.comments)
        require(document.textOf(comment.range).startsWith(u'#'));
}

/// Findings stand in the text, and a fix can be applied.
void checkFindings(const Document &document)
{
    for (const Finding &finding : checkDockerfile(document)) {
        checkRange(finding.range, {0, document.text.size()});
        qsizetype end = 0;
        for (const TextEdit &edit : finding.fix.value_or(QuickFix()).edits) {
            checkRange(edit.range, {end, document.text.size()});
            end = edit.range.end;
        }
        if (finding.fix && !document.firstError())
            require(!parseDockerfile(applyFix(document.text, *finding.fix)).firstError());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto text = decodeDockerfile(bytes);
    if (!text)
        return 0;
    require(text->toUtf8() == bytes);
    const Document document = parseDockerfile(*text);
    checkDocument(document);
    checkFindings(document);
    (void)dumpDocument(document);
    (void)detectSyntax(*text);
    if (const auto formatted = formatDockerfile(*text)) {
        require(meansTheSame(document, parseDockerfile(*formatted)));
        require(formatDockerfile(*formatted) == *formatted);
    }
    return 0;
}
