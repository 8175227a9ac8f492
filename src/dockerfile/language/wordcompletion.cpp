// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/completers.h"
#include "dockerfile/language/reference.h"
#include "dockerfile/language/reservednames.h"

#include "dockerfile/checks/runscript.h"
#include "dockerfile/instructionflags.h"

#include <QCoreApplication>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct WordCompletionText
{
    Q_DECLARE_TR_FUNCTIONS(DockerfileCompletion)
};

void proposeInFrom(const CompletionScene &scene, const Instruction &instruction, QStringView word, ProposalList &list)
{
    const qsizetype before = instruction.arguments.size() - (word.isEmpty() ? 0 : 1);
    if (before == 0) {
        list.replace(word);
        proposeStages(scene, false, list);
        proposeImages(scene, word, list);
        if (std::ranges::none_of(word, [](QChar c) { return c == u':' || c == u'/' || c == u'@'; }))
            list.add(Proposal::Kind::Image, u"scratch"_s, WordCompletionText::tr("nothing at all"));
    } else if (before == 1) {
        list.replace(word);
        proposeKeyword(scene, u"AS"_s, WordCompletionText::tr("a name for the stage"), list);
    }
}

/// Within a JSON array the path begins behind its quote.
QStringView withoutJson(QStringView word)
{
    const qsizetype quote = word.lastIndexOf(u'"');
    return word.sliced(quote + 1);
}

void proposeInCopy(const CompletionScene &scene, const Instruction &instruction, QStringView word, ProposalList &list)
{
    const QStringView path = withoutJson(word);
    const qsizetype before = instruction.arguments.size() - (word.isEmpty() ? 0 : 1);
    const QString from = flagText(instruction, u"from");
    if (from.isEmpty()) {
        proposeFiles(scene, path, list);
    } else {
        const NamedPlace place{.name = from, .instruction = scene.typed.index, .isSourceOfCopy = true};
        proposeFoldersOf(scene, scene.stages.meantBy(place), path, list);
    }
    const QString folder = scene.workingDirectory();
    if (before < 1 || path.contains(u'/'))
        return;
    list.add(Proposal::Kind::Folder, u"./"_s, folder.isEmpty() ? u"/"_s : folder);
    if (folder.size() > 1)
        list.add(Proposal::Kind::Folder, folder.endsWith(u'/') ? folder : QString(folder + u'/'), u"WORKDIR"_s);
}

void proposeArgumentNames(const CompletionScene &scene, QStringView word, ProposalList &list)
{
    if (word.contains(u'='))
        return;
    list.replace(word);
    const bool isInStage = scene.stage >= 0;
    if (isInStage) {
        for (const QString &name : scene.plan.globalArguments.names()) {
            if (!platformArguments().contains(name))
                list.add(Proposal::Kind::Variable, name, scene.plan.globalArguments.value(name).value_or(QString()));
        }
    }
    for (const QString &name : platformArguments()) {
        if (isInStage || name.startsWith(u"TARGET"))
            list.add(Proposal::Kind::Variable, name, builtInVariableText(name));
    }
}

void proposePorts(QStringView word, ProposalList &list)
{
    if (const qsizetype slash = word.indexOf(u'/'); slash >= 0) {
        list.replace(word.sliced(slash + 1));
        list.addAll(Proposal::Kind::Value, {u"tcp"_s, u"udp"_s, u"sctp"_s});
        return;
    }
    list.replace(word);
    static const QList<std::pair<QString, QString>> ports{
        {u"8080"_s, u"HTTP"_s},        {u"80"_s, u"HTTP"_s},    {u"443"_s, u"HTTPS"_s},      {u"8443"_s, u"HTTPS"_s},
        {u"3000"_s, u"Node, Rails"_s}, {u"5000"_s, u"Flask"_s}, {u"8000"_s, u"Django"_s},    {u"9000"_s, u"PHP-FPM"_s},
        {u"5432"_s, u"PostgreSQL"_s},  {u"3306"_s, u"MySQL"_s}, {u"6379"_s, u"Redis"_s},     {u"27017"_s, u"MongoDB"_s},
        {u"53/udp"_s, u"DNS"_s},       {u"22"_s, u"SSH"_s},     {u"9090"_s, u"Prometheus"_s}};
    for (const auto &[port, detail] : ports)
        list.add(Proposal::Kind::Value, port, detail);
}

void proposeSignals(QStringView word, ProposalList &list)
{
    list.replace(word);
    const QList<std::pair<QString, QString>> known{
        {u"SIGTERM"_s, WordCompletionText::tr("end; the default")},
        {u"SIGINT"_s, WordCompletionText::tr("as Ctrl+C")},
        {u"SIGQUIT"_s, WordCompletionText::tr("nginx: end when all is answered")},
        {u"SIGHUP"_s, WordCompletionText::tr("mostly: read the settings again")},
        {u"SIGWINCH"_s, WordCompletionText::tr("Apache: end when all is answered")},
        {u"SIGUSR1"_s, QString()},
        {u"SIGUSR2"_s, QString()},
        {u"SIGRTMIN+3"_s, WordCompletionText::tr("systemd: shut down")},
        {u"SIGKILL"_s, WordCompletionText::tr("at once; nothing can be saved")}};
    for (const auto &[name, detail] : known)
        list.add(Proposal::Kind::Value, name, detail);
}

/// Users that a RUN of the stage has made.
QStringList usersIn(const CompletionScene &scene)
{
    QStringList users;
    const qsizetype first = scene.stage < 0 ? 0 : scene.stages.all()[scene.stage].instruction;
    for (qsizetype i = first; i < scene.typed.index; ++i) {
        const Instruction &instruction = scene.document.instructions[i];
        if (instruction.kind == InstructionKind::User)
            users.append(instruction.rest.text);
        if (instruction.kind != InstructionKind::Run || !instruction.rest.text.contains(u"adduser")) {
            if (instruction.kind != InstructionKind::Run || !instruction.rest.text.contains(u"useradd"))
                continue;
        }
        for (const Invocation &invocation : readRunScript(instruction, {}).invocations) {
            const bool isNew = invocation.name == u"adduser" || invocation.name == u"useradd";
            if (isNew && !invocation.arguments.isEmpty() && invocation.arguments.last().isLiteral)
                users.append(invocation.arguments.last().text);
        }
    }
    return users;
}

void proposeUsers(const CompletionScene &scene, QStringView word, ProposalList &list)
{
    list.replace(word);
    QStringList users = usersIn(scene) + QStringList{u"nobody"_s, u"1000:1000"_s, u"root"_s};
    users.removeDuplicates();
    list.addAll(Proposal::Kind::Value, users);
}

void proposeLabels(QStringView word, ProposalList &list)
{
    if (word.contains(u'='))
        return;
    list.replace(word);
    for (const QString &name :
         {u"title"_s, u"description"_s, u"version"_s, u"source"_s, u"url"_s, u"documentation"_s, u"licenses"_s,
          u"authors"_s, u"vendor"_s, u"revision"_s, u"created"_s, u"ref.name"_s, u"base.name"_s, u"base.digest"_s}) {
        const QString key = u"org.opencontainers.image."_s + name;
        list.add({.label = key, .insertText = key + u"=\"\"", .kind = Proposal::Kind::Value, .cursor = key.size() + 2});
    }
}

void proposeShells(const Instruction &instruction, QStringView word, ProposalList &list)
{
    if (instruction.rest.text != word)
        return;
    list.replace(word);
    list.addAll(Proposal::Kind::Value,
                {uR"(["/bin/bash", "-o", "pipefail", "-c"])"_s, uR"(["/bin/sh", "-c"])"_s,
                 uR"(["/bin/ash", "-o", "pipefail", "-c"])"_s, uR"(["/bin/sh", "-ec"])"_s, uR"(["cmd", "/S", "/C"])"_s,
                 uR"(["powershell", "-Command"])"_s});
}

void proposeExecForm(const CompletionScene &scene, const Instruction &instruction, ProposalList &list)
{
    if (!instruction.rest.text.isEmpty() || !scene.typed.endsWithBlank())
        return;
    list.add({.label = u"[\"…\"]"_s,
              .detail = WordCompletionText::tr("the program itself, without a shell"),
              .insertText = u"[\"\"]"_s,
              .kind = Proposal::Kind::Value,
              .cursor = 2});
}

void proposeHealthcheck(const CompletionScene &scene, const Instruction &instruction, QStringView word,
                        ProposalList &list)
{
    const qsizetype before = instruction.arguments.size() - (word.isEmpty() ? 0 : 1);
    if (before > 0)
        return;
    list.replace(word);
    proposeKeyword(scene, u"CMD"_s, WordCompletionText::tr("the command that tells whether it works"), list);
    if (instruction.flags.isEmpty())
        proposeKeyword(scene, u"NONE"_s, WordCompletionText::tr("no check, whatever the base image says"), list);
}

void proposeFolders(const CompletionScene &scene, QStringView word, const QStringList &usual, ProposalList &list)
{
    proposeFoldersOf(scene, scene.stage, word, list);
    for (const QString &folder : usual)
        list.add(Proposal::Kind::Folder, folder);
}

} // namespace

void proposeArgument(const CompletionScene &scene, const Instruction &instruction, QStringView word, ProposalList &list)
{
    if (word.contains(u'$')) // a variable, or one that is none
        return;
    const bool isFirst = instruction.rest.text == word;
    switch (instruction.kind) {
    case InstructionKind::From: proposeInFrom(scene, instruction, word, list); break;
    case InstructionKind::Copy:
    case InstructionKind::Add: proposeInCopy(scene, instruction, word, list); break;
    case InstructionKind::Arg: proposeArgumentNames(scene, word, list); break;
    case InstructionKind::Expose: proposePorts(word, list); break;
    case InstructionKind::Label: proposeLabels(word, list); break;
    case InstructionKind::Shell: proposeShells(instruction, word, list); break;
    case InstructionKind::Cmd:
    case InstructionKind::Entrypoint: proposeExecForm(scene, instruction, list); break;
    case InstructionKind::Healthcheck: proposeHealthcheck(scene, instruction, word, list); break;
    case InstructionKind::Stopsignal:
        if (isFirst)
            proposeSignals(word, list);
        break;
    case InstructionKind::User:
        if (isFirst)
            proposeUsers(scene, word, list);
        break;
    case InstructionKind::Workdir:
        if (isFirst)
            proposeFolders(scene, word, {u"/app"_s, u"/src"_s, u"/usr/src/app"_s, u"/srv"_s, u"/work"_s}, list);
        break;
    case InstructionKind::Volume:
        proposeFolders(scene, withoutJson(word), {u"/data"_s, u"/var/lib/"_s, u"/config"_s}, list);
        break;
    default: break;
    }
}

} // namespace strata
