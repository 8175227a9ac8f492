// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"
#include "dockerfile/shellenvironment.h"

#include <QHash>

/// Where a Dockerfile names stages and variables, and which of these places mean the same. For navigation.h and its like; all of
/// this are values, for any thread. The document must live as long as what is asked about it.
namespace strata {

struct NamedPlace
{
    enum class Kind { Stage, Variable };
    enum class Role { Declaration, Use };

    Kind kind = Kind::Variable;
    Role role = Role::Use;
    QString name = {};
    TextRange range = {};
    qsizetype instruction = -1;  ///< in Document::instructions
    bool isArgument = false;     ///< a declaration by ARG
    bool hasValue = true;        ///< a declaration by ARG: `NAME=…`
    bool isForShell = false;     ///< a use that a shell looks up, not the builder
    bool isVerbatim = true;      ///< the range holds nothing but the name
    bool isSourceOfCopy = false; ///< a stage in COPY --from or in a mount: any case counts, and of COPY numbers too
};

/// For namedPlaces(): what no variable is called, so that there are only stages.
inline constexpr QStringView noVariable = u" ";

/// The names that one instruction has, in the order of their places. Of a FROM the image is a Stage, whether there is one or not.
/// `only`, when it is not empty, leaves out variables of any other name, which is quicker.
QList<NamedPlace> namedPlaces(const Document &document, qsizetype instruction, QStringView only = {});

/// The name whose range holds the offset or ends there.
std::optional<NamedPlace> namedPlaceAt(const Document &document, qsizetype offset);

/// A FROM.
struct NamedStage
{
    qsizetype instruction = -1;
    QString name = {};             ///< in lower case; empty without one
    TextRange nameRange = {};      ///< of AS; empty without a name
    int base = -1;                 ///< the stage that it builds on
    bool isBaseByVariable = false; ///< and how it is named
};

/// The stages as BuildKit connects them when no build argument is given.
class NamedStages
{
public:
    explicit NamedStages(const Document &document);

    const QList<NamedStage> &all() const { return m_stages; }
    int stageOf(qsizetype instruction) const; ///< that it belongs to; -1: in front of the first FROM
    /// What a place of Kind::Stage means; -1: no stage.
    int meantBy(const NamedPlace &place) const;
    int numbered(const NamedPlace &place) const; ///< the stage that a number means; -1: it is none
    int last(const QString &name) const { return m_byName.value(name.toLower(), -1); }

private:
    void addStage(const Document &document, qsizetype index, const ShellEnvironment &arguments);

    QList<NamedStage> m_stages;
    QHash<QString, int> m_byName; ///< the last of each name
};

/// All places that mean a stage: its declaration, and where it is used by name or by number.
QList<NamedPlace> placesOfStage(const Document &document, const NamedStages &stages, int stage);

/// One name of variables through the whole file: which of its places belong together.
///
/// ARG and ENV of one stage are one variable, that of the stage it builds on as well, and the ARG in front of the first FROM
/// which a stage declares again. What is used and not set above it comes from elsewhere: the base image, the builder, a shell.
class VariablePlaces
{
public:
    struct Entry
    {
        NamedPlace place;
        int scope = -1;    ///< the stage, or -1 for what FROM and the lines above it see
        bool isSet = true; ///< there is a declaration above it that it means
    };

    VariablePlaces(const Document &document, const NamedStages &stages, const QString &name);

    const QList<Entry> &entries() const { return m_entries; } ///< in the order of the text
    /// The places that mean the same as this one, itself too.
    QList<Entry> sameAs(const Entry &entry) const;
    /// The declaration that counts for an entry; of an ARG without a value the global one. Null when it comes from elsewhere.
    const Entry *declarationFor(const Entry &entry) const;
    const Entry *entryAt(qsizetype offset) const;
    /// The scopes that share this scope's variable.
    QList<int> scopesWith(int scope) const;
    bool isDeclaredIn(int scope) const
    {
        return m_isDeclared.value(scope + 1);
    } ///< there, or in a stage that it builds on

private:
    void readStage(int scope);
    void take(const Document &document, qsizetype instruction);
    void add(const NamedPlace &place);
    int group(int scope) const;
    void join(int scope, int other);

    const NamedStages &m_stages;
    QString m_name;
    QList<Entry> m_entries;
    QList<int> m_groups;      ///< by scope + 1: another scope + 1 that it belongs with, or itself
    QList<bool> m_isDeclared; ///< by scope + 1
    int m_scope = -1;
};

} // namespace strata
