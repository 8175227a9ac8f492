// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/ignorefix.h"

#include "dockerfile/directives.h"

#include <QRegularExpression>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// The first comment with options above an instruction.
const Comment *optionsAbove(const Document &document, const Instruction &instruction)
{
    qsizetype begin = 0;
    for (const Instruction &other : document.instructions) {
        if (other.startLine < instruction.startLine)
            begin = std::max(begin, other.range.end);
    }
    for (const Comment &comment : document.comments) {
        const bool isAbove = comment.range.begin >= begin && comment.range.begin < instruction.range.begin;
        const auto directive = isAbove ? directiveIn(comment.text) : std::nullopt;
        if (directive && directive->name == u"check")
            return &comment;
    }
    return nullptr;
}

/// Where the rule's name goes in a comment that has options, and how.
TextEdit extended(const Document &document, const Comment &comment, const QString &rule)
{
    static const QRegularExpression skipped(u"skip\\s*=\\s*[^;\\s]+"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression options(u"check\\s*=\\s*\\S+"_s, QRegularExpression::CaseInsensitiveOption);
    const QString text = document.text.sliced(comment.range.begin, comment.range.end - comment.range.begin);
    if (const QRegularExpressionMatch list = skipped.match(text); list.hasMatch()) {
        const qsizetype end = comment.range.begin + list.capturedEnd();
        return {{end, end}, u',' + rule};
    }
    const QRegularExpressionMatch all = options.match(text);
    const qsizetype end = all.hasMatch() ? comment.range.begin + all.capturedEnd() : comment.range.end;
    return {{end, end}, u";skip="_s + rule};
}

/// A comment there would still be a directive.
bool areDirectives(const Document &document, qsizetype line)
{
    for (qsizetype i = 0; i < line; ++i) {
        const bool isProgram = i == 0 && document.text.startsWith(u"#!");
        if (document.lines[i] != LineKind::Directive && !isProgram)
            return false;
    }
    return true;
}

} // namespace

QuickFix ignoreFix(const Document &document, const Finding &finding)
{
    const Instruction *instruction = document.instructionAtLine(finding.line);
    if (const Comment *comment = instruction ? optionsAbove(document, *instruction) : nullptr)
        return {.edits = {extended(document, *comment, finding.rule)}};
    const qsizetype line = instruction ? instruction->startLine : finding.line;
    const qsizetype start = document.offset({line, 0});
    const QString before = areDirectives(document, line) ? u"# Not for the whole file:\n"_s : QString();
    return {.edits = {{{start, start}, u"%1# check=skip=%2\n"_s.arg(before, finding.rule)}}};
}

} // namespace strata
