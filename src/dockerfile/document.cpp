// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/document.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace strata {

namespace {

constexpr std::array<QStringView, 19> instructionTable{
    u"",      u"ADD",        u"ARG",     u"CMD", u"COPY",  u"ENTRYPOINT", u"ENV",  u"EXPOSE", u"FROM",   u"HEALTHCHECK",
    u"LABEL", u"MAINTAINER", u"ONBUILD", u"RUN", u"SHELL", u"STOPSIGNAL", u"USER", u"VOLUME", u"WORKDIR"};

} // namespace

TextRange SourceWord::rangeOf(qsizetype from, qsizetype to) const
{
    if (pieces.isEmpty())
        return {range.begin + from, range.begin + to};
    TextRange found{range.end, range.end};
    qsizetype before = 0;
    for (const TextRange &piece : pieces) {
        const qsizetype after = before + piece.size();
        if (from >= before && from < after)
            found.begin = piece.begin + from - before;
        if (to > before && to <= after)
            found.end = piece.begin + to - before;
        before = after;
    }
    return from < to ? found : TextRange{found.begin, found.begin};
}

SourceWord SourceWord::sliced(qsizetype from, qsizetype to) const
{
    SourceWord part{.text = text.sliced(from, to - from), .range = rangeOf(from, to)};
    qsizetype before = 0;
    for (const TextRange &piece : pieces) {
        const qsizetype first = std::max(from, before), last = std::min(to, before + piece.size());
        if (first < last)
            part.pieces.append({piece.begin + first - before, piece.begin + last - before});
        before += piece.size();
    }
    if (part.pieces.size() == 1)
        part.pieces.clear();
    return part;
}

QString Heredoc::chompedContent() const
{
    if (!chomp)
        return content;
    QString without;
    without.reserve(content.size());
    bool isStart = true;
    for (const QChar c : content) {
        if (isStart && c == u'\t')
            continue;
        without.append(c);
        isStart = c == u'\n';
    }
    return without;
}

QStringView instructionName(InstructionKind kind)
{
    return instructionTable[static_cast<size_t>(kind)];
}

QStringList instructionNames()
{
    QStringList names;
    for (const QStringView name : instructionTable) {
        if (!name.isEmpty())
            names.append(name.toString());
    }
    return names;
}

InstructionKind instructionKind(QStringView keyword)
{
    // Of other letters some become one of ours when the case changes; they are not meant.
    const bool isPlain = std::ranges::all_of(keyword, [](QChar c) { return c < u'\x80'; });
    const QString upper = isPlain ? keyword.toString().toUpper() : QString();
    const auto found = std::ranges::find(instructionTable, QStringView(upper));
    if (found == instructionTable.end())
        return InstructionKind::Unknown;
    return static_cast<InstructionKind>(std::distance(instructionTable.begin(), found));
}

const Flag *Instruction::flag(QStringView name) const
{
    const auto found = std::ranges::find(flags, name, &Flag::name);
    return found == flags.end() ? nullptr : &*found;
}

TextPosition Document::position(qsizetype offset) const
{
    if (lineStarts.isEmpty())
        return {};
    offset = std::clamp<qsizetype>(offset, 0, text.size());
    if (offset == text.size() && text.endsWith(u'\n'))
        return {lineStarts.size(), 0};
    const auto next = std::ranges::upper_bound(lineStarts, offset);
    return {std::distance(lineStarts.begin(), next) - 1, offset - *std::prev(next)};
}

qsizetype Document::offset(TextPosition position) const
{
    if (position.line < 0)
        return 0;
    if (position.line >= lineStarts.size())
        return text.size();
    const TextRange line = lineRange(position.line);
    return std::clamp(line.begin + position.column, line.begin, line.end);
}

TextRange Document::lineRange(qsizetype line) const
{
    if (line < 0 || line >= lineStarts.size())
        return {text.size(), text.size()};
    const qsizetype begin = lineStarts[line];
    qsizetype end = line + 1 < lineStarts.size() ? lineStarts[line + 1] : text.size();
    if (end > begin && text[end - 1] == u'\n')
        --end;
    if (end > begin && text[end - 1] == u'\r')
        --end;
    return {begin, end};
}

const Instruction *Document::instructionAtLine(qsizetype line) const
{
    const auto next = std::ranges::upper_bound(instructions, line, {}, &Instruction::startLine);
    if (next == instructions.begin())
        return nullptr;
    const Instruction &candidate = *std::prev(next);
    return line <= candidate.endLine ? &candidate : nullptr;
}

const Diagnostic *Document::firstError() const
{
    const auto isError = [](const Diagnostic &diagnostic) {
        return diagnostic.severity == Diagnostic::Severity::Error;
    };
    const auto byParser = [&](const Diagnostic &diagnostic) {
        return isError(diagnostic) && diagnostic.origin == Diagnostic::Origin::Parser;
    };
    auto found = std::ranges::find_if(diagnostics, byParser);
    if (found == diagnostics.end())
        found = std::ranges::find_if(diagnostics, isError);
    return found == diagnostics.end() ? nullptr : &*found;
}

} // namespace strata
