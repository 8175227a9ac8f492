// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/describers.h"
#include "dockerfile/language/reference.h"

#include <QCoreApplication>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct VariableDescriptionText
{
    Q_DECLARE_TR_FUNCTIONS(DockerfileDescription)
};

class VariableDescriber
{
public:
    VariableDescriber(const DescriptionScene &scene, const NamedPlace &place)
        : m_scene(scene), m_place(place), m_places(scene.document, scene.stages, place.name),
          m_entry(m_places.entryAt(place.range.begin))
    {}

    Description describe()
    {
        Description description{.title = m_place.name, .range = m_place.range};
        const auto value = valueHere();
        QStringList lines;
        if (const QString builtIn = builtInVariableText(m_place.name); !builtIn.isEmpty())
            lines.append(VariableDescriptionText::tr("Built in: %1.").arg(builtIn));
        lines.append(originText(value.has_value()));
        if (const QString given = givenText(); !given.isEmpty())
            lines.append(given);
        if (value) {
            description.code = *value;
            if (value->isEmpty())
                lines.append(VariableDescriptionText::tr("Its value is empty."));
        }
        description.body = lines.join(u'\n');
        return description;
    }

private:
    bool isDeclaration() const { return m_place.role == NamedPlace::Role::Declaration; }

    std::optional<QString> valueHere() const
    {
        const int stage = m_entry ? m_entry->scope : -1;
        if (stage < 0)
            return m_scene.plan.globalArguments.value(m_place.name);
        if (stage >= m_scene.plan.stages.size())
            return std::nullopt;
        const QList<PlanStep> &steps = m_scene.plan.stages[stage].steps;
        const auto step = std::ranges::find_if(
            steps, [this](const PlanStep &each) { return !each.isTrigger && each.instruction == m_place.instruction; });
        const qsizetype before = std::distance(steps.begin(), step) + (isDeclaration() && step != steps.end() ? 1 : 0);
        return m_scene.plan.variablesBefore(stage, static_cast<int>(before)).value(m_place.name);
    }

    const VariablePlaces::Entry *declaration() const
    {
        return m_entry && m_entry->isSet ? m_places.declarationFor(*m_entry) : nullptr;
    }

    QString originText(bool hasValue) const
    {
        const VariablePlaces::Entry *declared = declaration();
        if (!declared && hasValue)
            return m_entry && m_entry->scope < 0 ? VariableDescriptionText::tr("The builder sets it.")
                                                 : VariableDescriptionText::tr("It comes from the base image.");
        if (!declared)
            return m_place.isForShell
                ? VariableDescriptionText::tr("It is not set in this file: the shell or the base image may set it.")
                : VariableDescriptionText::tr("It is not set here, so it is empty.");
        const QString keyword = declared->place.isArgument ? u"ARG"_s : u"ENV"_s;
        QString text = VariableDescriptionText::tr("Set by %1 in line %2.")
                           .arg(keyword, m_scene.lineOf(declared->place.range));
        if (declared->place.isArgument)
            text += u' ' + VariableDescriptionText::tr("It counts while the image is built, not in the container.");
        else
            text += u' ' + VariableDescriptionText::tr("Containers of the image have it, too.");
        return hasValue
            ? text
            : QString(text + u' ' + VariableDescriptionText::tr("It has no value unless --build-arg gives it one."));
    }

    /// What --build-arg has to do with it.
    QString givenText() const
    {
        const VariablePlaces::Entry *declared = declaration();
        if (!declared || !m_scene.knowledge.buildArguments.contains(m_place.name))
            return {};
        if (declared->place.isArgument)
            return VariableDescriptionText::tr("--build-arg gives it this value instead of its default.");
        return VariableDescriptionText::tr("--build-arg does not change it, because ENV comes after ARG.");
    }

    const DescriptionScene &m_scene;
    const NamedPlace &m_place;
    VariablePlaces m_places;
    const VariablePlaces::Entry *m_entry;
};

} // namespace

Description describeVariable(const DescriptionScene &scene, const NamedPlace &place)
{
    return VariableDescriber(scene, place).describe();
}

} // namespace strata
