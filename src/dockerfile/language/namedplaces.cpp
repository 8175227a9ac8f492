// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/namedplaces.h"

#include "dockerfile/language/shellnames.h"
#include "dockerfile/shellwords.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

class PlaceReader
{
public:
    PlaceReader(const Document &document, qsizetype index, QStringView only)
        : m_document(document), m_index(index), m_only(only)
    {}

    QList<NamedPlace> read()
    {
        readInstruction(m_document.instructions[m_index]);
        std::ranges::stable_sort(m_places, {}, [](const NamedPlace &place) { return place.range.begin; });
        return std::move(m_places);
    }

private:
    void readInstruction(const Instruction &instruction)
    {
        readFlags(instruction);
        switch (instruction.kind) {
        case InstructionKind::From: readFrom(instruction); break;
        case InstructionKind::Arg: readArguments(instruction); break;
        case InstructionKind::Env: readVariables(instruction); break;
        case InstructionKind::Run:
        case InstructionKind::Cmd:
        case InstructionKind::Entrypoint:
        case InstructionKind::Healthcheck: readCommand(instruction); break;
        case InstructionKind::Onbuild:
            if (instruction.trigger)
                readInstruction(*instruction.trigger);
            break;
        case InstructionKind::Maintainer:
        case InstructionKind::Shell:
        case InstructionKind::Unknown: break;
        default:
            for (const SourceWord &word : instruction.arguments)
                readWord(word);
        }
        readHeredocs(instruction);
    }

    void readFlags(const Instruction &instruction)
    {
        for (const Flag &flag : instruction.flags) {
            if (!flag.value)
                continue;
            if (instruction.kind == InstructionKind::Copy && flag.name == u"from")
                addStage(*flag.value, flag.valueRange, flag.isVerbatim);
            else if (instruction.kind == InstructionKind::Run && flag.name == u"mount")
                readMount(flag);
            else
                readRaw(flag.valueRange, false);
        }
    }

    void readMount(const Flag &flag)
    {
        const QString &value = *flag.value;
        for (qsizetype at = 0; at < value.size();) {
            const qsizetype comma = value.indexOf(u',', at);
            const qsizetype end = comma < 0 ? value.size() : comma;
            const QStringView field = QStringView(value).sliced(at, end - at);
            if (field.startsWith(u"from=", Qt::CaseInsensitive)) {
                const TextRange exact{flag.valueRange.begin + at + 5, flag.valueRange.begin + end};
                addStage(field.sliced(5).toString(), flag.isVerbatim ? exact : flag.valueRange, flag.isVerbatim);
            }
            at = end + 1;
        }
        readRaw(flag.valueRange, false);
    }

    void readFrom(const Instruction &instruction)
    {
        const QList<SourceWord> &words = instruction.arguments;
        if (words.isEmpty())
            return;
        if (words[0].text.contains(u'$'))
            readWord(words[0]);
        else
            m_places.append({.kind = NamedPlace::Kind::Stage,
                             .name = words[0].text,
                             .range = words[0].range,
                             .instruction = m_index,
                             .isVerbatim = words[0].pieces.isEmpty()});
        if (words.size() == 3 && words[1].text.compare(u"as", Qt::CaseInsensitive) == 0)
            m_places.append({.kind = NamedPlace::Kind::Stage,
                             .role = NamedPlace::Role::Declaration,
                             .name = words[2].text,
                             .range = words[2].range,
                             .instruction = m_index,
                             .isVerbatim = words[2].pieces.isEmpty()});
    }

    void readArguments(const Instruction &instruction)
    {
        for (const SourceWord &word : instruction.arguments) {
            const qsizetype equals = word.text.indexOf(u'=');
            const qsizetype end = equals < 0 ? word.text.size() : equals;
            if (end > 0)
                declare(word.sliced(0, end), true, equals >= 0);
            if (equals >= 0)
                readWord(word.sliced(equals + 1, word.text.size()));
        }
    }

    void readVariables(const Instruction &instruction)
    {
        for (qsizetype i = 0; i + 1 < instruction.arguments.size(); i += 3) {
            const SourceWord &key = instruction.arguments[i];
            if (key.text.contains(u'$'))
                readWord(key);
            else if (!key.text.isEmpty())
                declare(key, false, true);
            readWord(instruction.arguments[i + 1]);
        }
    }

    void declare(const SourceWord &word, bool isArgument, bool hasValue)
    {
        if (!isWanted(word.text))
            return;
        m_places.append({.role = NamedPlace::Role::Declaration,
                         .name = word.text,
                         .range = word.range,
                         .instruction = m_index,
                         .isArgument = isArgument,
                         .hasValue = hasValue,
                         .isVerbatim = word.pieces.isEmpty() && word.range.size() == word.text.size()});
    }

    void addStage(const QString &name, TextRange range, bool isVerbatim)
    {
        m_places.append({.kind = NamedPlace::Kind::Stage,
                         .name = name,
                         .range = range,
                         .instruction = m_index,
                         .isVerbatim = isVerbatim,
                         .isSourceOfCopy = true});
    }

    /// A word whose variables the builder replaces.
    void readWord(const SourceWord &word)
    {
        if (!mayHold(word.text))
            return;
        for (const VariableReference &reference :
             variableReferences(word.text, {.escape = m_document.escape.unicode()}))
            use(reference.name, rangeIn(word, reference.nameStart, reference.nameEnd()), false);
    }

    void readRaw(TextRange range, bool isHeredoc)
    {
        const QStringView text = m_document.textOf(range);
        if (!mayHold(text))
            return;
        ExpansionOptions options{.ignoreQuotes = isHeredoc};
        if (!isHeredoc)
            options.escape = m_document.escape.unicode();
        for (const VariableReference &reference : variableReferences(text.toString(), options))
            use(reference.name, {range.begin + reference.nameStart, range.begin + reference.nameEnd()}, false);
    }

    void readCommand(const Instruction &instruction)
    {
        if (!instruction.isJson) {
            readScript(instruction.rest);
            return;
        }
        bool isScript = false;
        for (const SourceWord &word : instruction.arguments) {
            if (isScript)
                readScript(word);
            isScript = word.text.size() > 1 && word.text.startsWith(u'-') && word.text.endsWith(u'c');
        }
    }

    void readScript(const SourceWord &word)
    {
        if (!mayHold(word.text))
            return;
        for (const ShellName &name : shellNames(word.text))
            use(name.name, rangeIn(word, name.range.begin, name.range.end), true);
    }

    void readHeredocs(const Instruction &instruction)
    {
        const Instruction &command = instruction.trigger ? *instruction.trigger : instruction;
        const bool isRun = command.kind == InstructionKind::Run;
        for (const Heredoc &heredoc : instruction.heredocs) {
            // `RUN <<'EOF'` is a script as well: only for a command behind it the quotes mean that nothing is replaced.
            const bool isScript = isRun && command.rest.range.begin == heredoc.word.begin;
            if (!heredoc.expand && !isScript)
                continue;
            if (!isRun) {
                readRaw(heredoc.body, true);
                continue;
            }
            if (!mayHold(heredoc.content))
                continue;
            for (const ShellName &name : shellNames(heredoc.content))
                use(name.name, {heredoc.body.begin + name.range.begin, heredoc.body.begin + name.range.end}, true);
        }
    }

    void use(const QString &name, TextRange range, bool isForShell)
    {
        if (!name.isEmpty() && isWanted(name))
            m_places.append({.name = name,
                             .range = range,
                             .instruction = m_index,
                             .isForShell = isForShell,
                             .isVerbatim = range.size() == name.size()});
    }

    /// Of an element of JSON, which is what the text says unless it has escapes, behind its quote.
    static TextRange rangeIn(const SourceWord &word, qsizetype begin, qsizetype end)
    {
        if (!word.pieces.isEmpty() || word.range.size() == word.text.size())
            return word.rangeOf(begin, end);
        if (word.range.size() == word.text.size() + 2)
            return {word.range.begin + 1 + begin, word.range.begin + 1 + end};
        return word.range;
    }

    bool isWanted(QStringView name) const { return m_only.isEmpty() || name == m_only; }
    bool mayHold(QStringView text) const { return text.contains(u'$') && (m_only.isEmpty() || text.contains(m_only)); }

    const Document &m_document;
    qsizetype m_index;
    QStringView m_only;
    QList<NamedPlace> m_places;
};

/// What FROM sees when no build argument is given.
ShellEnvironment defaultArguments(const Document &document)
{
    ShellEnvironment arguments;
    for (const Instruction &instruction : document.instructions) {
        if (instruction.kind == InstructionKind::From)
            break;
        if (instruction.kind != InstructionKind::Arg)
            continue;
        for (const SourceWord &word : instruction.arguments) {
            const qsizetype equals = word.text.indexOf(u'=');
            if (equals <= 0)
                continue;
            const auto value = expandWord(word.text.sliced(equals + 1), arguments,
                                          {.escape = document.escape.unicode()});
            if (value)
                arguments.set(word.text.first(equals), value->text);
        }
    }
    return arguments;
}

bool mayName(const Instruction &instruction, const QString &name)
{
    return instruction.original.contains(name)
        || std::ranges::any_of(instruction.heredocs,
                               [&](const Heredoc &heredoc) { return heredoc.content.contains(name); });
}

} // namespace

QList<NamedPlace> namedPlaces(const Document &document, qsizetype instruction, QStringView only)
{
    return PlaceReader(document, instruction, only).read();
}

NamedStages::NamedStages(const Document &document)
{
    const ShellEnvironment arguments = defaultArguments(document);
    for (qsizetype i = 0; i < document.instructions.size(); ++i) {
        if (document.instructions[i].kind == InstructionKind::From)
            addStage(document, i, arguments);
    }
}

void NamedStages::addStage(const Document &document, qsizetype index, const ShellEnvironment &arguments)
{
    const QList<SourceWord> &words = document.instructions[index].arguments;
    NamedStage stage{.instruction = index};
    QString image = words.isEmpty() ? QString() : words[0].text;
    if (image.contains(u'$')) {
        stage.isBaseByVariable = true;
        const auto expansion = expandWord(image, arguments, {.escape = document.escape.unicode()});
        image = expansion ? expansion->text : QString();
    }
    stage.base = m_byName.value(image, -1);
    if (words.size() == 3 && words[1].text.compare(u"as", Qt::CaseInsensitive) == 0) {
        stage.name = words[2].text.toLower();
        stage.nameRange = words[2].range;
        m_byName.insert(stage.name, static_cast<int>(m_stages.size()));
    }
    m_stages.append(stage);
}

int NamedStages::stageOf(qsizetype instruction) const
{
    const auto behind = std::ranges::upper_bound(m_stages, instruction, {}, &NamedStage::instruction);
    return static_cast<int>(std::distance(m_stages.begin(), behind)) - 1;
}

int NamedStages::meantBy(const NamedPlace &place) const
{
    const int own = stageOf(place.instruction);
    if (place.role == NamedPlace::Role::Declaration)
        return own;
    if (!place.isSourceOfCopy)
        return own < 0 ? -1 : m_stages[own].base;
    const int number = numbered(place);
    return number >= 0 ? number : last(place.name);
}

int NamedStages::numbered(const NamedPlace &place) const
{
    bool isNumber = false;
    const int number = place.name.toInt(&isNumber);
    return place.isSourceOfCopy && isNumber && number >= 0 && number < m_stages.size() ? number : -1;
}

std::optional<NamedPlace> namedPlaceAt(const Document &document, qsizetype offset)
{
    const Instruction *instruction = document.instructionAt(offset);
    if (!instruction)
        return std::nullopt;
    const QList<NamedPlace> places = namedPlaces(document, instruction - document.instructions.constData());
    const auto found = std::ranges::find_if(
        places, [offset](const NamedPlace &place) { return place.range.begin <= offset && offset <= place.range.end; });
    return found == places.end() ? std::nullopt : std::optional(*found);
}

QList<NamedPlace> placesOfStage(const Document &document, const NamedStages &stages, int stage)
{
    QList<NamedPlace> places;
    for (qsizetype i = 0; i < document.instructions.size(); ++i) {
        const InstructionKind kind = document.instructions[i].kind;
        if (kind != InstructionKind::From && kind != InstructionKind::Copy && kind != InstructionKind::Run
            && kind != InstructionKind::Onbuild)
            continue;
        if (kind == InstructionKind::Run && document.instructions[i].flags.isEmpty())
            continue;
        for (const NamedPlace &place : namedPlaces(document, i, noVariable)) {
            if (place.kind == NamedPlace::Kind::Stage && stages.meantBy(place) == stage)
                places.append(place);
        }
    }
    return places;
}

VariablePlaces::VariablePlaces(const Document &document, const NamedStages &stages, const QString &name)
    : m_stages(stages), m_name(name), m_isDeclared(stages.all().size() + 1, false)
{
    for (int i = 0; i < m_isDeclared.size(); ++i)
        m_groups.append(i);
    for (qsizetype i = 0; i < document.instructions.size(); ++i)
        take(document, i);
}

void VariablePlaces::take(const Document &document, qsizetype instruction)
{
    const InstructionKind kind = document.instructions[instruction].kind;
    if (kind == InstructionKind::From) {
        readStage(m_stages.stageOf(instruction));
        const int stage = std::exchange(m_scope, -1);
        for (const NamedPlace &place : namedPlaces(document, instruction, m_name))
            add(place);
        m_scope = stage;
        return;
    }
    if (!mayName(document.instructions[instruction], m_name))
        return;
    QList<NamedPlace> places = namedPlaces(document, instruction, m_name);
    if (kind == InstructionKind::Env) // its values see what was before it
        std::ranges::stable_sort(places, std::ranges::greater(), &NamedPlace::role);
    for (const NamedPlace &place : places)
        add(place);
}

void VariablePlaces::readStage(int scope)
{
    m_scope = scope;
    const int base = m_stages.all()[scope].base;
    if (base < 0 || !m_isDeclared[base + 1])
        return;
    m_isDeclared[scope + 1] = true;
    join(scope, base);
}

void VariablePlaces::add(const NamedPlace &place)
{
    if (place.kind != NamedPlace::Kind::Variable)
        return;
    if (place.role == NamedPlace::Role::Declaration) {
        m_isDeclared[m_scope + 1] = true;
        if (place.isArgument && m_isDeclared[0])
            join(m_scope, -1);
    }
    const Entry entry{place, m_scope, m_isDeclared[m_scope + 1]};
    const auto behind = std::ranges::upper_bound(m_entries, place.range.begin, {},
                                                 [](const Entry &other) { return other.place.range.begin; });
    m_entries.insert(behind, entry);
}

int VariablePlaces::group(int scope) const
{
    int at = scope + 1;
    while (m_groups[at] != at)
        at = m_groups[at];
    return at;
}

void VariablePlaces::join(int scope, int other)
{
    m_groups[group(scope)] = group(other);
}

QList<VariablePlaces::Entry> VariablePlaces::sameAs(const Entry &entry) const
{
    QList<Entry> same;
    for (const Entry &other : m_entries) {
        const bool isSame = entry.isSet ? group(other.scope) == group(entry.scope) : other.scope == entry.scope;
        if (other.isSet == entry.isSet && isSame)
            same.append(other);
    }
    return same;
}

const VariablePlaces::Entry *VariablePlaces::declarationFor(const Entry &entry) const
{
    const bool isDeclaration = entry.place.role == NamedPlace::Role::Declaration;
    qsizetype before = entry.place.range.begin + (isDeclaration ? 1 : 0);
    for (int scope = entry.scope;; scope = m_stages.all()[scope].base) {
        const Entry *found = nullptr;
        for (const Entry &other : m_entries) {
            if (other.scope == scope && other.place.role == NamedPlace::Role::Declaration
                && other.place.range.begin < before
                && (isDeclaration || other.place.instruction < entry.place.instruction || other.place.isArgument))
                found = &other;
        }
        if (found && scope >= 0 && found->place.isArgument && !found->place.hasValue && m_isDeclared[0])
            return declarationFor(
                {.place = {.range = found->place.range, .instruction = found->place.instruction}, .scope = -1});
        if (found)
            return found;
        if (scope < 0)
            return nullptr;
        if (m_stages.all()[scope].base < 0)
            return nullptr;
    }
}

const VariablePlaces::Entry *VariablePlaces::entryAt(qsizetype offset) const
{
    const auto found = std::ranges::find_if(m_entries, [offset](const Entry &entry) {
        return entry.place.range.begin <= offset && offset <= entry.place.range.end;
    });
    return found == m_entries.end() ? nullptr : &*found;
}

QList<int> VariablePlaces::scopesWith(int scope) const
{
    QList<int> scopes;
    for (int other = -1; other < m_stages.all().size(); ++other) {
        if (group(other) == group(scope))
            scopes.append(other);
    }
    return scopes;
}

} // namespace strata
