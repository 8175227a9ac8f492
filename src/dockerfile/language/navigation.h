// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "dockerfile/checks/finding.h"

#include <optional>

/// From one place of a stage or a variable to its others. Offsets are those of Document; any thread. Each answer takes time in
/// proportion to the places of the one name, and a look at each instruction.
///
/// Stages: the name behind AS, the image of a FROM, COPY --from and from= of a mount, by name or by number. Variables: ARG, ENV,
/// and `$NAME`, `${NAME…` in instructions, in the commands of RUN and in heredocs; namedplaces.h says which are the same.
namespace strata {

/// A place of what is under the cursor.
struct Occurrence
{
    TextRange range = {}; ///< the name, or the number of a stage
    bool isDeclaration = false;

    bool operator==(const Occurrence &) const = default;
};

/// Where the stage or variable at a place is declared: the name behind AS, or the FROM of a stage without a name; the ARG or
/// ENV that counts there. None when there is nothing at this place, or it comes from elsewhere (an image, the builder).
std::optional<TextRange> definitionAt(const Document &document, qsizetype offset);

/// All places of the stage or variable at this place, in their order; none without one.
QList<Occurrence> occurrencesAt(const Document &document, qsizetype offset);

/// What renaming changes: edits in the order of their ranges. The file means the same afterwards, but for the name; whoever
/// builds with `--target` or `--build-arg` of the old name has to say the new one. Numbers that mean a stage stay.
///
/// InvalidInput, with the reason for people to read, when there is nothing to rename, the name is not allowed or taken by the
/// builder, when another stage, image or variable of that name would be meant instead, or a place is written in a way that
/// cannot be changed.
Result<QList<TextEdit>> renameAt(const Document &document, qsizetype offset, const QString &newName);

/// The name that renameAt() would replace, and where: to be shown before asking. None when there is nothing to rename.
std::optional<TextRange> renamableAt(const Document &document, qsizetype offset);

} // namespace strata
