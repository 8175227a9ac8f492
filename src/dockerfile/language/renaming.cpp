// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/navigation.h"

#include "dockerfile/instructions.h"
#include "dockerfile/language/namedplaces.h"
#include "dockerfile/language/reservednames.h"
#include "dockerfile/language/shellnames.h"

#include <QCoreApplication>

#include <algorithm>

namespace strata {

namespace {

struct RenamingText
{
    Q_DECLARE_TR_FUNCTIONS(Renaming)
};

std::unexpected<Error> refuseToRename(const QString &message)
{
    return failure(Error::Kind::InvalidInput, message);
}

QString lineOf(const Document &document, TextRange range)
{
    return QString::number(document.position(range.begin).line + 1);
}

Result<QList<TextEdit>> editsOf(const Document &document, const QList<NamedPlace> &places, const QString &newName)
{
    QList<TextEdit> edits;
    for (const NamedPlace &place : places) {
        if (!place.isVerbatim)
            return refuseToRename(
                RenamingText::tr("The name in line %1 is written with quotes, escapes or over two lines, and cannot be "
                                 "changed from here.")
                    .arg(lineOf(document, place.range)));
        edits.append({place.range, newName});
    }
    return edits;
}

/// Renames a stage, or says why not.
class StageRenaming
{
public:
    StageRenaming(const Document &document, const NamedStages &stages, int stage)
        : m_document(document), m_stages(stages), m_stage(stage)
    {}

    Result<QList<TextEdit>> to(const QString &newName) const
    {
        if (const auto allowed = check(newName); !allowed)
            return std::unexpected(allowed.error());
        QList<NamedPlace> places = placesOfStage(m_document, m_stages, m_stage);
        places.removeIf([this](const NamedPlace &place) {
            return place.role == NamedPlace::Role::Use && m_stages.numbered(place) >= 0;
        });
        return editsOf(m_document, places, newName);
    }

private:
    Result<void> check(const QString &newName) const
    {
        if (!isStageName(newName))
            return refuseToRename(
                RenamingText::tr("The name of a stage has lower case letters, digits, “-”, “_” and “.”, and begins "
                                 "with a letter."));
        if (newName == u"scratch" || newName == u"context")
            return refuseToRename(RenamingText::tr("“%1” means something else to Docker.").arg(newName));
        for (const NamedStage &other : m_stages.all()) {
            if (other.name == newName)
                return refuseToRename(RenamingText::tr("There is a stage of that name in line %1.")
                                          .arg(lineOf(m_document, other.nameRange)));
            if (other.isBaseByVariable && other.base == m_stage)
                return refuseToRename(
                    RenamingText::tr("The FROM in line %1 names this stage by a variable.")
                        .arg(m_document.position(m_document.instructions[other.instruction].range.begin).line + 1));
        }
        return checkImages(newName);
    }

    /// An image of that name would become the stage.
    Result<void> checkImages(const QString &newName) const
    {
        for (qsizetype i = 0; i < m_document.instructions.size(); ++i) {
            for (const NamedPlace &place : namedPlaces(m_document, i, noVariable)) {
                const bool isImage = place.kind == NamedPlace::Kind::Stage && place.role == NamedPlace::Role::Use
                    && m_stages.meantBy(place) < 0 && place.name.compare(newName, Qt::CaseInsensitive) == 0;
                if (isImage)
                    return refuseToRename(
                        RenamingText::tr("Line %1 means the image of that name, and would then mean the stage.")
                            .arg(lineOf(m_document, place.range)));
            }
        }
        return {};
    }

    const Document &m_document;
    const NamedStages &m_stages;
    int m_stage;
};

/// Renames a variable, or says why not.
class VariableRenaming
{
public:
    VariableRenaming(const Document &document, const NamedStages &stages, const VariablePlaces &variable,
                     const VariablePlaces::Entry &entry)
        : m_document(document), m_stages(stages), m_variable(variable), m_entry(entry)
    {}

    Result<QList<TextEdit>> to(const QString &newName) const
    {
        if (const auto allowed = check(newName); !allowed)
            return std::unexpected(allowed.error());
        QList<NamedPlace> places;
        for (const VariablePlaces::Entry &each : m_variable.sameAs(m_entry))
            places.append(each.place);
        return editsOf(m_document, places, newName);
    }

private:
    Result<void> check(const QString &newName) const
    {
        const QString &name = m_entry.place.name;
        if (!isVariableName(newName))
            return refuseToRename(RenamingText::tr("The name of a variable has letters, digits and “_”, and does not "
                                                   "begin with a digit."));
        if (isReservedVariable(name) || !m_entry.isSet)
            return refuseToRename(
                RenamingText::tr("%1 is not set in this file, or has a meaning of its own for Docker.").arg(name));
        if (isReservedVariable(newName))
            return refuseToRename(RenamingText::tr("%1 has a meaning of its own for Docker.").arg(newName));
        const VariablePlaces others(m_document, m_stages, newName);
        for (const VariablePlaces::Entry &other : others.entries()) {
            if (wouldMeet(other))
                return refuseToRename(RenamingText::tr("There is a variable of that name in line %1.")
                                          .arg(lineOf(m_document, other.place.range)));
        }
        return checkScripts(newName);
    }

    /// Whether a place of the new name means our variable then, or ours means that one.
    bool wouldMeet(const VariablePlaces::Entry &other) const
    {
        const QList<int> scopes = m_variable.scopesWith(m_entry.scope);
        if (scopes.contains(other.scope))
            return true;
        if (other.place.role != NamedPlace::Role::Declaration)
            return false;
        if (std::ranges::any_of(scopes, [&](int scope) { return isBelow(scope, other.scope); }))
            return true;
        const bool isOursGlobal = scopes.contains(-1);
        return other.place.isArgument ? isOursGlobal || (other.scope < 0 && hasArgument(scopes)) : false;
    }

    bool isBelow(int stage, int base) const
    {
        while (stage >= 0 && stage != base)
            stage = m_stages.all()[stage].base;
        return stage >= 0;
    }

    bool hasArgument(const QList<int> &scopes) const
    {
        return std::ranges::any_of(m_variable.entries(), [&](const VariablePlaces::Entry &entry) {
            return entry.place.isArgument && scopes.contains(entry.scope);
        });
    }

    /// A shell that gives the new name a value would hide ours.
    Result<void> checkScripts(const QString &newName) const
    {
        for (const VariablePlaces::Entry &each : m_variable.sameAs(m_entry)) {
            const Instruction &instruction = m_document.instructions[each.place.instruction];
            if (!each.place.isForShell)
                continue;
            const QStringView command = m_document.textOf(instruction.range);
            if (mayAssign(command, newName))
                return refuseToRename(RenamingText::tr("The command in line %1 has a variable of that name.")
                                          .arg(instruction.startLine + 1));
            if (mayAssign(command, each.place.name))
                return refuseToRename(RenamingText::tr("The command in line %1 gives %2 another value itself.")
                                          .arg(instruction.startLine + 1)
                                          .arg(each.place.name));
        }
        return {};
    }

    const Document &m_document;
    const NamedStages &m_stages;
    const VariablePlaces &m_variable;
    const VariablePlaces::Entry &m_entry;
};

/// A stage that AS names, or a variable that is set in the file.
bool canBeRenamed(const NamedStages &stages, const NamedPlace &place)
{
    if (place.kind == NamedPlace::Kind::Variable)
        return true;
    const int stage = stages.meantBy(place);
    return stage >= 0 && !stages.all()[stage].name.isEmpty();
}

} // namespace

Result<QList<TextEdit>> renameAt(const Document &document, qsizetype offset, const QString &newName)
{
    const auto place = namedPlaceAt(document, offset);
    const NamedStages stages(document);
    if (!place || !canBeRenamed(stages, *place))
        return refuseToRename(RenamingText::tr("There is no stage and no variable here that could be renamed."));
    if (place->kind == NamedPlace::Kind::Stage) {
        const int stage = stages.meantBy(*place);
        if (stages.all()[stage].name == newName)
            return QList<TextEdit>();
        return StageRenaming(document, stages, stage).to(newName);
    }
    const VariablePlaces variable(document, stages, place->name);
    const auto *entry = variable.entryAt(offset);
    if (!entry || newName == place->name)
        return QList<TextEdit>();
    return VariableRenaming(document, stages, variable, *entry).to(newName);
}

std::optional<TextRange> renamableAt(const Document &document, qsizetype offset)
{
    const auto place = namedPlaceAt(document, offset);
    if (!place)
        return std::nullopt;
    const NamedStages stages(document);
    if (!canBeRenamed(stages, *place))
        return std::nullopt;
    if (place->kind == NamedPlace::Kind::Stage)
        return place->range;
    const VariablePlaces variable(document, stages, place->name);
    const auto *entry = variable.entryAt(offset);
    const bool isOurs = entry && entry->isSet && !isReservedVariable(place->name);
    return isOurs ? std::optional(place->range) : std::nullopt;
}

} // namespace strata
