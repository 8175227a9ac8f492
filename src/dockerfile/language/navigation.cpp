// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/navigation.h"

#include "dockerfile/language/namedplaces.h"

#include <algorithm>

namespace strata {

std::optional<TextRange> definitionAt(const Document &document, qsizetype offset)
{
    const auto place = namedPlaceAt(document, offset);
    if (!place)
        return std::nullopt;
    const NamedStages stages(document);
    if (place->kind == NamedPlace::Kind::Stage) {
        const int stage = stages.meantBy(*place);
        if (stage < 0)
            return std::nullopt;
        const NamedStage &meant = stages.all()[stage];
        return meant.name.isEmpty() ? document.instructions[meant.instruction].commandRange : meant.nameRange;
    }
    const VariablePlaces variable(document, stages, place->name);
    const auto *entry = variable.entryAt(offset);
    const auto *declaration = entry && entry->isSet ? variable.declarationFor(*entry) : nullptr;
    return declaration ? std::optional(declaration->place.range) : std::nullopt;
}

QList<Occurrence> occurrencesAt(const Document &document, qsizetype offset)
{
    QList<Occurrence> occurrences;
    const auto place = namedPlaceAt(document, offset);
    if (!place)
        return occurrences;
    const auto add = [&occurrences](const NamedPlace &each) {
        occurrences.append({each.range, each.role == NamedPlace::Role::Declaration});
    };
    const NamedStages stages(document);
    if (place->kind == NamedPlace::Kind::Stage) {
        if (const int stage = stages.meantBy(*place); stage >= 0)
            std::ranges::for_each(placesOfStage(document, stages, stage), add);
        return occurrences;
    }
    const VariablePlaces variable(document, stages, place->name);
    if (const auto *entry = variable.entryAt(offset)) {
        for (const VariablePlaces::Entry &each : variable.sameAs(*entry))
            add(each.place);
    }
    return occurrences;
}

} // namespace strata
