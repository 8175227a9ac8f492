// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/completion.h"
#include "dockerfile/language/description.h"
#include "dockerfile/language/navigation.h"
#include "dockerfile/language/structure.h"
#include "dockerfile/parser.h"
#include "dockerfile/sourcetext.h"

#include <cstdint>
#include <cstdlib>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool isIn(const Document &document, TextRange range)
{
    return 0 <= range.begin && range.begin <= range.end && range.end <= document.text.size();
}

void checkProposals(const Document &document, const BuildPlan &plan, qsizetype offset)
{
    const Completions completions = completeDockerfile(document, plan, offset);
    require(0 <= completions.from && completions.from <= offset);
    for (const Proposal &proposal : completions.items) {
        const QString &text = proposal.insertText.isEmpty() ? proposal.label : proposal.insertText;
        require(!proposal.label.isEmpty() && proposal.cursor <= text.size());
    }
}

/// What a place and its others have in common, and that a new name for all of them leaves the same instructions.
void checkNames(const Document &document, qsizetype offset)
{
    const QList<Occurrence> occurrences = occurrencesAt(document, offset);
    qsizetype end = 0;
    for (const Occurrence &occurrence : occurrences) {
        require(isIn(document, occurrence.range) && occurrence.range.begin >= end);
        end = occurrence.range.end;
    }
    if (const auto definition = definitionAt(document, offset))
        require(isIn(document, *definition));
    const Result<QList<TextEdit>> edits = renameAt(document, offset, u"another_name"_s);
    if (!edits) {
        require(!edits.error().message.isEmpty());
        return;
    }
    require(renamableAt(document, offset).has_value());
    const Document renamed = parseDockerfile(applyFix(document.text, {.title = {}, .edits = *edits}));
    require(renamed.instructions.size() == document.instructions.size());
    require(renamed.lines == document.lines);
}

void checkStructure(const Document &document)
{
    qsizetype first = 0;
    for (const FoldRegion &fold : foldRegions(document)) {
        require(first <= fold.firstLine && fold.firstLine < fold.lastLine && fold.lastLine < document.lines.size());
        first = fold.firstLine;
    }
    for (const OutlineEntry &entry : outline(document)) {
        require(isIn(document, entry.range) && isIn(document, entry.nameRange));
        for (const OutlineEntry &child : entry.children)
            require(entry.range.begin <= child.range.begin && child.range.end <= entry.range.end);
    }
}

} // namespace

/// The first two bytes are the place, the others the text.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data) + 2, static_cast<qsizetype>(size) - 2);
    const auto text = decodeDockerfile(bytes);
    if (!text)
        return 0;
    const Document document = parseDockerfile(*text);
    const BuildPlan plan = planBuild(document);
    const qsizetype offset = (data[0] * 256 + data[1]) % (document.text.size() + 1);
    checkProposals(document, plan, offset);
    const Description description = describeAt(document, plan, offset);
    require(description.isEmpty() || isIn(document, description.range));
    checkNames(document, offset);
    checkStructure(document);
    return 0;
}
