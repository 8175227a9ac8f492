// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/structure.h"

#include <algorithm>

namespace strata {

namespace {

constexpr qsizetype longestOutline = 80;

class FoldReader
{
public:
    explicit FoldReader(const Document &document) : m_document(document) {}

    QList<FoldRegion> read()
    {
        readStages();
        for (const Instruction &instruction : m_document.instructions)
            readInstruction(instruction);
        readComments();
        std::ranges::sort(m_regions, [](const FoldRegion &left, const FoldRegion &right) {
            return std::pair(left.firstLine, -left.lastLine) < std::pair(right.firstLine, -right.lastLine);
        });
        const auto same = std::ranges::unique(m_regions, {}, &FoldRegion::firstLine);
        m_regions.erase(same.begin(), same.end());
        return std::move(m_regions);
    }

private:
    void add(FoldRegion::Kind kind, qsizetype first, qsizetype last)
    {
        if (first < last)
            m_regions.append({kind, first, last});
    }

    void readStages()
    {
        const Instruction *from = nullptr;
        const Instruction *last = nullptr;
        for (const Instruction &instruction : m_document.instructions) {
            if (instruction.kind == InstructionKind::From) {
                if (from)
                    add(FoldRegion::Kind::Stage, from->startLine, last->endLine);
                from = &instruction;
            }
            last = &instruction;
        }
        if (from)
            add(FoldRegion::Kind::Stage, from->startLine, last->endLine);
    }

    void readInstruction(const Instruction &instruction)
    {
        if (instruction.heredocs.size() == 1 && instruction.startLine == instruction.commandEndLine) {
            add(FoldRegion::Kind::Heredoc, instruction.startLine, instruction.endLine);
            return;
        }
        add(FoldRegion::Kind::Instruction, instruction.startLine, instruction.endLine);
        for (const Heredoc &heredoc : instruction.heredocs) {
            const qsizetype first = m_document.position(heredoc.body.begin).line;
            const qsizetype end = heredoc.terminator ? m_document.position(heredoc.terminator->begin).line
                                                     : instruction.endLine;
            add(FoldRegion::Kind::Heredoc, first, end);
        }
    }

    void readComments()
    {
        const QList<LineKind> &lines = m_document.lines;
        for (qsizetype line = 0; line < lines.size(); ++line) {
            if (lines[line] != LineKind::Comment)
                continue;
            const qsizetype first = line;
            while (line + 1 < lines.size() && lines[line + 1] == LineKind::Comment)
                ++line;
            add(FoldRegion::Kind::Comments, first, line);
        }
    }

    const Document &m_document;
    QList<FoldRegion> m_regions;
};

QString outlineDetail(const QString &text)
{
    const QString line = text.size() > longestOutline * 4 ? text.first(longestOutline * 4).simplified()
                                                          : text.simplified();
    return line.size() > longestOutline ? QString(line.first(longestOutline - 1) + u'…') : line;
}

QString behindKeyword(const Instruction &instruction)
{
    return instruction.original.trimmed().sliced(instruction.keyword.text.size());
}

OutlineEntry outlineEntry(const Document &document, qsizetype index)
{
    const Instruction &instruction = document.instructions[index];
    OutlineEntry entry{.kind = instruction.kind,
                       .title = instruction.keyword.text.toUpper(),
                       .detail = outlineDetail(behindKeyword(instruction)),
                       .range = instruction.range,
                       .nameRange = instruction.keyword.range,
                       .instruction = index,
                       .line = instruction.startLine};
    if (instruction.kind != InstructionKind::From || instruction.arguments.isEmpty())
        return entry;
    const QList<SourceWord> &words = instruction.arguments;
    entry.title = entry.detail = words.first().text;
    if (words.size() == 3)
        entry.title = words.last().text;
    return entry;
}

} // namespace

QList<FoldRegion> foldRegions(const Document &document)
{
    return FoldReader(document).read();
}

QList<OutlineEntry> outline(const Document &document)
{
    QList<OutlineEntry> entries;
    bool isInStage = false;
    for (qsizetype i = 0; i < document.instructions.size(); ++i) {
        OutlineEntry entry = outlineEntry(document, i);
        const bool isFrom = entry.kind == InstructionKind::From;
        isInStage = isInStage || isFrom;
        if (isFrom || !isInStage) {
            entries.append(std::move(entry));
            continue;
        }
        entries.last().range.end = entry.range.end;
        entries.last().children.append(std::move(entry));
    }
    return entries;
}

} // namespace strata
