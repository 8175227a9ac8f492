// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/completers.h"
#include "dockerfile/language/reference.h"

#include "dockerfile/instructionflags.h"
#include "dockerfile/runmount.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// Folders that package managers and compilers keep their downloads in.
const QStringList &cacheFolders()
{
    static const QStringList folders{u"/var/cache/apt"_s,          u"/var/lib/apt"_s,
                                     u"/var/cache/apk"_s,          u"/root/.cache/pip"_s,
                                     u"/root/.cache/uv"_s,         u"/root/.npm"_s,
                                     u"/root/.cache/yarn"_s,       u"/go/pkg/mod"_s,
                                     u"/root/.cache/go-build"_s,   u"/usr/local/cargo/registry"_s,
                                     u"/usr/local/cargo/git/db"_s, u"/root/.m2"_s,
                                     u"/root/.gradle"_s,           u"/root/.nuget/packages"_s,
                                     u"/root/.composer/cache"_s,   u"/usr/local/bundle/cache"_s,
                                     u"/root/.cache/ccache"_s};
    return folders;
}

struct FlagValues
{
    QStringView name;
    QStringList values;
};

/// Values that are mostly meant.
QStringList usualValues(QStringView flag)
{
    static const std::array table{
        FlagValues{u"platform",
                   {u"$BUILDPLATFORM"_s, u"$TARGETPLATFORM"_s, u"linux/amd64"_s, u"linux/arm64"_s, u"linux/arm/v7"_s,
                    u"linux/386"_s, u"linux/ppc64le"_s, u"linux/s390x"_s, u"linux/riscv64"_s, u"windows/amd64"_s}},
        FlagValues{u"chmod", {u"755"_s, u"644"_s, u"700"_s, u"600"_s, u"444"_s}},
        FlagValues{u"network", {u"none"_s, u"default"_s, u"host"_s}},
        FlagValues{u"security", {u"sandbox"_s, u"insecure"_s}},
        FlagValues{u"interval", {u"10s"_s, u"30s"_s, u"1m"_s, u"5m"_s}},
        FlagValues{u"timeout", {u"3s"_s, u"5s"_s, u"10s"_s, u"30s"_s}},
        FlagValues{u"start-period", {u"5s"_s, u"10s"_s, u"30s"_s, u"1m"_s}},
        FlagValues{u"start-interval", {u"1s"_s, u"2s"_s, u"5s"_s}},
        FlagValues{u"retries", {u"3"_s, u"5"_s, u"10"_s}},
        FlagValues{u"checksum", {u"sha256:"_s}},
    };
    const auto found = std::ranges::find(table, flag, &FlagValues::name);
    return found == table.end() ? QStringList() : found->values;
}

/// Users that the file names.
QStringList ownersIn(const CompletionScene &scene)
{
    QStringList owners;
    for (const Instruction &instruction : scene.document.instructions) {
        if (instruction.kind == InstructionKind::User && !instruction.rest.text.isEmpty())
            owners.append(instruction.rest.text);
        for (const Flag &flag : instruction.flags) {
            if (flag.name == u"chown" && flag.range.end != scene.offset)
                owners.append(flag.value.value_or(QString()));
        }
    }
    owners += {u"root:root"_s, u"1000:1000"_s, u"nobody:nogroup"_s};
    owners.removeDuplicates();
    owners.removeAll(QString());
    return owners;
}

struct TypedMountField
{
    QStringView key;
    QStringView value;
    bool hasValue = false;
};

TypedMountField mountField(QStringView text)
{
    const qsizetype equals = text.indexOf(u'=');
    return {.key = equals < 0 ? text : text.first(equals),
            .value = equals < 0 ? QStringView() : text.sliced(equals + 1),
            .hasValue = equals >= 0};
}

/// The fields of --mount, the last of them being typed.
class MountProposals
{
public:
    MountProposals(const CompletionScene &scene, QStringView value, ProposalList &list)
        : m_scene(scene), m_list(list), m_fields(value.split(u',')), m_typed(mountField(m_fields.takeLast()))
    {
        for (const QStringView field : std::as_const(m_fields)) {
            const TypedMountField each = mountField(field);
            if (each.key == u"type")
                m_type = each.value;
            if (each.key == u"from")
                m_from = each.value;
            if (const MountOption *option = mountOption(each.key))
                m_used.insert(option->name);
        }
    }

    void propose()
    {
        if (m_typed.hasValue)
            proposeValue();
        else
            proposeKeys();
    }

private:
    void proposeKeys()
    {
        m_list.replace(m_typed.key);
        for (const MountOption &option : mountOptions()) {
            if (m_used.contains(option.name) || !option.types.split(u' ').contains(m_type))
                continue;
            const bool isSwitch = option.name == u"readonly" || option.name == u"readwrite"
                || option.name == u"required";
            const QString name = option.name.toString();
            m_list.add(Proposal::Kind::Flag, isSwitch ? name : QString(name + u'='), mountOptionText(option));
        }
    }

    void proposeValue()
    {
        const MountOption *option = mountOption(m_typed.key);
        const QStringView name = option ? option->name : QStringView();
        m_list.replace(m_typed.value);
        if (name == u"type") {
            for (const QString &type : {u"cache"_s, u"bind"_s, u"secret"_s, u"ssh"_s, u"tmpfs"_s})
                m_list.add(Proposal::Kind::Value, type, mountTypeReference(type).summary);
        } else if (name == u"from") {
            proposeStages(m_scene, false, m_list);
            proposeImages(m_scene, m_typed.value, m_list);
        } else if (name == u"source" && m_type == u"bind") {
            proposeSource();
        } else if (name == u"target") {
            proposeTarget();
        } else if (name == u"id") {
            proposeIds();
        } else if (name == u"sharing") {
            m_list.addAll(Proposal::Kind::Value, {u"locked"_s, u"shared"_s, u"private"_s});
        } else if (name == u"mode") {
            m_list.addAll(Proposal::Kind::Value, {u"0755"_s, u"0700"_s, u"0600"_s, u"0400"_s});
        } else if (name == u"size") {
            m_list.addAll(Proposal::Kind::Value, {u"64m"_s, u"256m"_s, u"1g"_s});
        } else if (name == u"readonly" || name == u"readwrite" || name == u"required") {
            m_list.addAll(Proposal::Kind::Value, {u"true"_s, u"false"_s});
        }
    }

    void proposeSource()
    {
        if (m_from.isEmpty())
            proposeFiles(m_scene, m_typed.value, m_list);
        else
            proposeFoldersOf(m_scene, m_scene.stages.last(m_from.toString()), m_typed.value, m_list);
    }

    void proposeTarget()
    {
        if (m_type == u"cache")
            m_list.addAll(Proposal::Kind::Folder, cacheFolders());
        else
            proposeFoldersOf(m_scene, m_scene.stage, m_typed.value, m_list);
    }

    /// Those of other mounts of this kind.
    void proposeIds()
    {
        QStringList ids = m_type == u"secret" ? m_scene.knowledge.secrets : QStringList();
        for (const Instruction &instruction : m_scene.document.instructions) {
            for (const Flag &flag : instruction.flags) {
                if (flag.name != u"mount" || !flag.value || flag.range.end == m_scene.offset)
                    continue;
                const auto mount = parseRunMount(*flag.value);
                if (mount && !mount->id.isEmpty() && m_type == mountTypeOf(*mount))
                    ids.append(mount->id);
            }
        }
        ids.removeDuplicates();
        m_list.addAll(Proposal::Kind::Value, ids);
    }

    static QStringView mountTypeOf(const RunMount &mount)
    {
        static constexpr std::array<QStringView, 5> names{u"bind", u"cache", u"tmpfs", u"secret", u"ssh"};
        return names[static_cast<std::size_t>(mount.type)];
    }

    const CompletionScene &m_scene;
    ProposalList &m_list;
    QList<QStringView> m_fields;
    TypedMountField m_typed;
    QStringView m_type = u"bind";
    QStringView m_from;
    QSet<QStringView> m_used;
};

void proposeFlagNames(const Instruction &instruction, QStringView word, const CompletionScene &scene,
                      ProposalList &list)
{
    list.replace(word);
    for (const FlagRule &rule : flagRules(instruction.kind)) {
        const bool isThere = std::ranges::any_of(instruction.flags, [&](const Flag &flag) {
            return flag.name == rule.name && flag.range.end != scene.offset;
        });
        if (isThere && rule.type != FlagType::List)
            continue;
        const QString name = u"--"_s + rule.name;
        list.add({.label = name,
                  .detail = flagReference(instruction.kind, rule.name).summary,
                  .insertText = rule.type != FlagType::Bool ? QString(name + u'=')
                      : scene.isFollowedBy(u' ')            ? name
                                                            : QString(name + u' '),
                  .kind = Proposal::Kind::Flag});
    }
}

} // namespace

void proposeFlag(const CompletionScene &scene, const Instruction &instruction, QStringView word, ProposalList &list)
{
    const qsizetype equals = word.indexOf(u'=');
    if (equals < 0) {
        proposeFlagNames(instruction, word, scene, list);
        return;
    }
    const QStringView name = word.first(equals).mid(2), value = word.sliced(equals + 1);
    const auto rules = flagRules(instruction.kind);
    const auto rule = std::ranges::find(rules, name, &FlagRule::name);
    if (rule == rules.end())
        return;
    list.replace(value);
    if (name == u"mount") {
        MountProposals(scene, value, list).propose();
    } else if (name == u"from") {
        proposeStages(scene, true, list);
        proposeImages(scene, value, list);
    } else if (name == u"chown") {
        list.addAll(Proposal::Kind::Value, ownersIn(scene));
    } else if (name == u"exclude") {
        proposeFiles(scene, value, list);
    } else if (rule->type == FlagType::Bool) {
        list.addAll(Proposal::Kind::Value, {u"true"_s, u"false"_s});
    } else {
        list.addAll(Proposal::Kind::Value, usualValues(name));
    }
}

} // namespace strata
