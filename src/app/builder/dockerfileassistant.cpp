// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/dockerfileassistant.h"

#include "app/builder/editorplaces.h"
#include "app/common/inputdialog.h"
#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/transfers/registrysource.h"
#include "core/bytesize.h"
#include "dockerfile/language/description.h"
#include "dockerfile/language/navigation.h"
#include "dockerfile/language/structure.h"
#include "dockerfile/parser.h"
#include "engine/api/registry.h"
#include "registry/tagorder.h"
#include "widgets/editor/codeeditor.h"

#include <algorithm>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostFetched = 500; // tags of an image, in a list

CompletionKind kindOf(Proposal::Kind kind)
{
    switch (kind) {
    case Proposal::Kind::Instruction:
    case Proposal::Kind::Word:
    case Proposal::Kind::Directive: return CompletionKind::Keyword;
    case Proposal::Kind::Flag: return CompletionKind::Option;
    case Proposal::Kind::Stage: return CompletionKind::Name;
    case Proposal::Kind::Image:
    case Proposal::Kind::Tag: return CompletionKind::Package;
    case Proposal::Kind::Variable: return CompletionKind::Variable;
    case Proposal::Kind::File: return CompletionKind::File;
    case Proposal::Kind::Folder: return CompletionKind::Folder;
    case Proposal::Kind::Value:
    case Proposal::Kind::Rule: break;
    }
    return CompletionKind::Value;
}

ImageDescription descriptionOf(const BaseFacts &facts)
{
    ImageDescription image{.bytes = facts.size, .layers = facts.layers.isEmpty() ? -1 : int(facts.layers.size())};
    image.created = facts.created.isValid() ? exactTime(facts.created) : QString();
    image.platform = facts.image.platform;
    image.digest = facts.id;
    image.user = facts.image.user;
    image.workingDirectory = facts.image.workingDirectory;
    image.environment = facts.image.environment;
    image.entrypoint = facts.image.entrypoint;
    image.command = facts.image.command;
    return image;
}

QString keyOf(const CompletionWant &want)
{
    return (want.kind == CompletionWant::Kind::Tags ? u"tags "_s : u"images "_s) + want.text;
}

} // namespace

DockerfileAssistant::DockerfileAssistant(CodeEditor &editor, OpenDockerfile &document, RegistrySource &registries)
    : QObject(&editor), m_editor(editor), m_document(document), m_registries(registries)
{
    editor.setCompletionTriggers(u"$-/:={,"_s);
    editor.setCompletionProvider(
        [this](const CompletionRequest &request, const CompletionAnswer &answer) { complete(request, answer); });
    editor.setHoverProvider([this](EditorPosition position, const HoverAnswer &answer) { describe(position, answer); });
    connect(&editor, &CodeEditor::definitionRequested, this, &DockerfileAssistant::goToDefinition);
    connect(&editor, &CodeEditor::renameRequested, this, &DockerfileAssistant::askName);
    connect(&editor, &CodeEditor::cursorMoved, this, &DockerfileAssistant::showOccurrences,
            Qt::QueuedConnection); // the cursor is told of before the text that moved it
    connect(&document, &OpenDockerfile::insightChanged, this, &DockerfileAssistant::understood);
}

/// In the moment between a key and what is found out about the text by then the window's thread does it.
std::shared_ptr<const DockerfileAssistant::Understanding> DockerfileAssistant::understand()
{
    if (m_understanding && m_understanding->document.text == m_document.text())
        return m_understanding;
    auto now = std::make_shared<Understanding>();
    if (m_document.isTextKnown()) {
        now->document = m_document.insight()->document;
        now->plan = m_document.insight()->plan;
    } else {
        now->document = parseDockerfile(m_document.text());
        now->plan = planBuild(now->document, planOptionsOf(m_document.question()),
                              m_document.insight() ? &m_document.insight()->plan : nullptr);
    }
    m_understanding = now;
    return now;
}

void DockerfileAssistant::understood()
{
    if (!m_document.isTextKnown())
        return;              // the next one is under way
    m_understanding.reset(); // of the same text more may be known now
    showFolds();
    showOccurrences();
    if (const auto waiting = std::exchange(m_waiting, {}))
        complete(waiting->request, waiting->answer);
}

LanguageKnowledge DockerfileAssistant::knowledge() const
{
    const DockerfileQuestion question = m_document.question();
    LanguageKnowledge knowledge{.context = question.scan, .buildArguments = question.arguments};
    if (m_session) {
        for (const ImageSummary &image : m_session->inventory().images()) {
            for (const QString &tag : image.repoTags)
                knowledge.images.append({tag, image.size});
        }
        std::ranges::sort(knowledge.images, {}, &ProposedImage::reference);
    }
    knowledge.image = [bases = question.bases](const QString &reference) -> std::optional<ImageDescription> {
        const auto found = bases.constFind(reference);
        const bool isKnown = found != bases.constEnd()
            && (found->where == BaseFacts::Where::Engine || found->where == BaseFacts::Where::Registry);
        return isKnown ? std::optional(descriptionOf(*found)) : std::nullopt;
    };
    for (const BuildSecret &secret : m_document.settings().secrets)
        knowledge.secrets.append(secret.id);
    return knowledge;
}

/// Letters that are typed wait until the text is looked at, which is done elsewhere: the window's thread does nothing twice.
void DockerfileAssistant::complete(const CompletionRequest &request, const CompletionAnswer &answer)
{
    if (!m_document.isTextKnown()) {
        m_waiting = Waiting{request, answer};
        return;
    }
    const auto now = understand();
    const qsizetype offset = offsetOf(now->document, request.position);
    const Completions found = completeDockerfile(now->document, now->plan, offset, knowledge());
    CompletionList list{.items = {}, .from = int(now->document.position(found.from).column)};
    for (const Proposal &proposal : found.items)
        list.items.append(
            {proposal.label, proposal.detail, proposal.insertText, kindOf(proposal.kind), int(proposal.cursor)});
    for (const CompletionWant &want : found.wants) {
        const CompletionKind kind = CompletionKind::Package;
        for (const QString &name : m_fetched.value(keyOf(want)))
            list.items.append({.label = name, .kind = kind});
        const bool isTag = want.kind == CompletionWant::Kind::Tags;
        const bool isNew = !m_asked.contains(keyOf(want));
        const bool isOnceMore = request.isExplicit && m_failed.contains(keyOf(want));
        if (isOnceMore || (isNew && (request.isExplicit || isTag))) {
            m_waitingText = m_document.text();
            m_waitingPlace = request.position;
            fetch(want);
        }
    }
    answer(list);
}

void DockerfileAssistant::fetch(const CompletionWant &want)
{
    const QString key = keyOf(want);
    m_asked.insert(key);
    m_failed.remove(key);
    if (want.kind == CompletionWant::Kind::Tags) {
        if (const Result<ImageReference> reference = ImageReference::parse(want.text))
            m_registries.tags(*reference, this, [this, key](const Result<RegistryTags> &tags) {
                if (tags)
                    learn(key, sortedTags(tags->names).mid(0, mostFetched));
                else
                    m_failed.insert(key); // until the person asks for it
            });
    } else if (m_session && want.text.size() >= 2) {
        Registry(m_session->engine())
            .search(want.text, 25, std::nullopt, this, [this, key](const Result<QList<SearchHit>> &found) {
                if (!found)
                    return void(m_failed.insert(key));
                QStringList names;
                for (const SearchHit &one : *found)
                    names.append(one.name);
                learn(key, names);
            });
    }
}

/// Offered at once when the person still waits there.
void DockerfileAssistant::learn(const QString &key, const QStringList &names)
{
    m_fetched.insert(key, names);
    const bool isWaiting = m_waitingText == m_document.text() && m_waitingPlace == m_editor.cursorPosition();
    if (!names.isEmpty() && isWaiting)
        m_editor.action(CodeEditor::Command::Complete)->trigger();
}

void DockerfileAssistant::describe(EditorPosition position, const HoverAnswer &answer)
{
    const auto now = understand();
    const qsizetype offset = offsetOf(now->document, position);
    const Description described = describeAt(now->document, now->plan, offset, knowledge());
    answer({described.title, described.body, described.code});
}

void DockerfileAssistant::goToDefinition(EditorPosition position)
{
    const auto now = understand();
    const std::optional<TextRange> place = definitionAt(now->document, offsetOf(now->document, position));
    if (place)
        m_editor.select(spanOf(now->document, *place));
}

void DockerfileAssistant::askName(EditorPosition position)
{
    const auto now = understand();
    const qsizetype offset = offsetOf(now->document, position);
    const std::optional<TextRange> range = renamableAt(now->document, offset);
    if (!range)
        return;
    auto *dialog = new InputDialog(u"builderRename"_s, tr("Rename"), tr("New name, at all its places:"), &m_editor);
    dialog->setText(now->document.textOf(*range).toString());
    dialog->setAcceptText(tr("Rename"));
    dialog->setCheck([now, offset](const QString &name) {
        const Result<QList<TextEdit>> edits = renameAt(now->document, offset, name);
        return edits ? QString() : edits.error().message;
    });
    connect(dialog, &QDialog::accepted, this, [this, dialog, offset] { rename(offset, dialog->text()); });
    dialog->open();
}

void DockerfileAssistant::rename(qsizetype offset, const QString &name)
{
    const auto now = understand();
    const Result<QList<TextEdit>> edits = renameAt(now->document, offset, name);
    if (!edits)
        return Q_EMIT refused(edits.error().message);
    m_editor.setTextKeepingUndo(applyFix(m_document.text(), {.title = {}, .edits = *edits}));
}

/// The editor moves those that it has along with what is typed, until there are new ones.
void DockerfileAssistant::showOccurrences()
{
    if (!m_document.isTextKnown())
        return;
    const auto now = understand();
    const EditorPosition cursor = m_editor.cursorPosition();
    QList<TextSpan> spans;
    for (const Occurrence &one : occurrencesAt(now->document, offsetOf(now->document, cursor)))
        spans.append(spanOf(now->document, one.range));
    m_editor.setOccurrences(spans);
}

void DockerfileAssistant::showFolds()
{
    QList<LineRange> ranges;
    for (const FoldRegion &region : foldRegions(m_document.insight()->document))
        ranges.append({int(region.firstLine), int(region.lastLine)});
    m_editor.setFoldRegions(ranges);
}

} // namespace strata
