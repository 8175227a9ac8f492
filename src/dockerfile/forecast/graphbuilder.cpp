// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/forecast/graphbuilder.h"

#include "dockerfile/contextpaths.h"
#include "dockerfile/instructions.h"
#include "dockerfile/parser.h"
#include "dockerfile/plan/gotext.h"
#include "dockerfile/runes.h"
#include "dockerfile/shellwords.h"

#include <QFile>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype facetSize = 12; // enough to tell values apart

QByteArray digestOf(const QString &text)
{
    return KeyHash().add(text).result();
}

StepFacet facet(StepFacet::Kind kind, const QString &name, const QString &value)
{
    return {.kind = kind, .name = name, .digest = digestOf(value).first(facetSize)};
}

QString cleanAbsolute(const QString &path)
{
    return QFile::decodeName(cleanPath(QFile::encodeName(u'/' + path)));
}

/// With what tells that it must be a folder.
QString cleanDestination(const QString &path)
{
    const QString clean = cleanAbsolute(path);
    const QString end = path.endsWith(u"/.") ? u"/."_s : path.endsWith(u'/') ? u"/"_s : QString();
    return clean == u"/" ? clean : clean + end;
}

QString baseName(const QString &absolute)
{
    return absolute == u"/" ? absolute : absolute.section(u'/', -1);
}

template<typename T>
QString numberText(const std::optional<T> &number)
{
    return number ? QString::number(*number) : QString();
}

/// What exec.go hashes of a mount: not which files of its source are meant, that is the input's matter.
QString mountText(const PlannedMount &planned, BuildKitVersion version)
{
    const RunMount &mount = planned.mount;
    QString id = mount.id;
    QString sharing = QString::number(int(mount.sharing));
    if (mount.type == RunMount::Type::Cache) {
        const QString own = joinedPath(QString(), mount.target);
        id = id.isEmpty() ? own : id;
        sharing = mount.sharing == RunMount::Sharing::Unset ? QString::number(int(RunMount::Sharing::Shared)) : sharing;
        const bool isPlain = id == own && sharing == QString::number(int(RunMount::Sharing::Shared));
        if (version == BuildKitVersion::Newest && !isPlain)
            id = sharing = u"other"_s;
    }
    return QStringList{QString::number(int(mount.type)),
                       planned.absoluteTarget,
                       mount.readOnly ? u"ro"_s : u"rw"_s,
                       QString::number(mount.sizeLimit),
                       id,
                       sharing,
                       mount.required ? u"required"_s : QString(),
                       mount.env.value_or(QString()),
                       numberText(mount.mode),
                       numberText(mount.uid),
                       numberText(mount.gid)}
        .join(u'\n');
}

} // namespace

GraphBuilder::GraphBuilder(const Document &document, const BuildGraphOptions &options, BuildGraph &graph)
    : m_document(document), m_options(options), m_graph(graph)
{}

void GraphBuilder::build()
{
    m_graph.ends.fill(-1, m_graph.plan->stages.size());
    for (const int stage : m_graph.plan->neededStages())
        buildStage(stage);
}

void GraphBuilder::buildStage(int stage)
{
    m_stage = stage;
    const PlanStage &planned = m_graph.plan->stages[stage];
    m_number = planned.baseKind == BaseKind::Image ? 1 : 0;
    m_variables.clear();
    if (planned.baseKind == BaseKind::Stage) {
        m_variables = m_variablesOf.value(planned.baseStage);
    } else if (planned.baseImage) {
        for (const QString &pair : planned.baseImage->environment)
            setVariable(pair);
    }
    if (planned.baseKind != BaseKind::Stage)
        setDefaultPath();
    m_top = baseOf(stage);
    for (int step = 0; step < planned.steps.size(); ++step)
        addStep(planned.steps[step], step);
    m_variablesOf.insert(stage, m_variables);
    m_endOf.insert(stage, m_top);
    m_graph.ends[stage] = m_top.vertex;
}

GraphBuilder::Source GraphBuilder::baseOf(int stage)
{
    const PlanStage &planned = m_graph.plan->stages[stage];
    switch (planned.baseKind) {
    case BaseKind::Scratch: return {};
    case BaseKind::Stage: return m_endOf.value(planned.baseStage);
    case BaseKind::Image: break;
    }
    if (m_options.baseImage) {
        if (const auto facts = m_options.baseImage(planned.baseReference, planned.platform))
            m_graph.bases.insert(stage, *facts);
    }
    if (!m_graph.bases.contains(stage))
        m_graph.bases.insert(stage, {});
    return {.image = m_graph.bases[stage].identity, .isImage = true};
}

GraphBuilder::Source GraphBuilder::imageOf(const QString &reference, const QString &platform)
{
    const auto facts = m_options.baseImage ? m_options.baseImage(reference, platform) : std::nullopt;
    return {.image = facts ? facts->identity : QByteArray(),
            .isImage = true,
            .reference = reference,
            .isOutdated = facts && facts->isOutdated};
}

std::optional<GraphBuilder::Source> GraphBuilder::sourceOf(const FileOrigin &origin)
{
    switch (origin.kind) {
    case FileOrigin::Kind::Stage: return m_endOf.value(origin.stage);
    case FileOrigin::Kind::Image:
        if (origin.image == u"scratch")
            return Source{};
        return imageOf(origin.image, m_graph.plan->stages[m_stage].platform);
    default: return std::nullopt;
    }
}

void GraphBuilder::addStep(const PlanStep &step, int index)
{
    if (step.kind == InstructionKind::Env || step.kind == InstructionKind::Arg) {
        for (const QString &pair : step.assigned)
            setVariable(pair);
        return;
    }
    if (step.effect == StepEffect::Metadata || step.effect == StepEffect::Nothing)
        return;
    BuildVertex vertex = vertexFor(step, index);
    if (step.kind == InstructionKind::Run)
        addRun(step, std::move(vertex));
    else if (step.kind == InstructionKind::Workdir)
        addFolder(step, std::move(vertex));
    else if (step.copy)
        addCopy(step, std::move(vertex));
}

BuildVertex GraphBuilder::vertexFor(const PlanStep &step, int index)
{
    const PlanStage &stage = m_graph.plan->stages[m_stage];
    const bool hasOneStage = m_graph.plan->stages.size() == 1;
    const QString numbered = hasOneStage ? QString() : u"stage-%1"_s.arg(m_stage);
    BuildVertex vertex{.stage = m_stage,
                       .step = index,
                       .kind = step.kind,
                       .text = digestOf(step.text),
                       .ignoresCache = m_options.noCache && step.kind != InstructionKind::Workdir,
                       .name = {.stage = stage.name.isEmpty() ? numbered : stage.name, .number = ++m_number},
                       .recordName = shownText(step)};
    return vertex;
}

void GraphBuilder::setRoot(BuildVertex &vertex) const
{
    if (m_top.isNothing())
        return;
    vertex.inputs.prepend({.kind = m_top.isImage ? VertexInput::Kind::Image : VertexInput::Kind::Vertex,
                           .vertex = m_top.vertex,
                           .key = m_top.image,
                           .isRoot = true});
}

void GraphBuilder::addRun(const PlanStep &step, BuildVertex vertex)
{
    using Kind = StepFacet::Kind;
    const Instruction instruction = instructionOf(step);
    vertex.recordName = u"mount / from exec "_s + step.command.join(u' ');
    vertex.facets.append(facet(Kind::Text, u"command"_s, step.command.join(QChar(0))));
    if (!step.command.isEmpty() && step.command.last().startsWith(u"/dev/pipes/")) {
        for (const Heredoc &heredoc : instruction.heredocs)
            vertex.facets.append(facet(Kind::Text, u"script"_s, heredoc.chompedContent()));
    }
    QStringList names;
    for (const QString &pair : std::as_const(m_variables)) {
        names.append(pair.section(u'=', 0, 0));
        vertex.facets.append(facet(Kind::Variable, names.last(), pair));
    }
    vertex.facets.append(facet(Kind::VariableOrder, {}, names.join(u'\n')));
    vertex.facets.append(facet(Kind::Folder, {}, step.workingDirectory));
    vertex.facets.append(facet(Kind::User, {}, step.user));
    vertex.facets.append(facet(Kind::Platform, {}, platform()));
    for (const Flag &flag : instruction.flags) {
        if (flag.name != u"mount")
            vertex.facets.append(facet(Kind::Text, flag.name, flag.value.value_or(QString())));
    }
    for (const auto &[name, value] : m_options.runSettings.asKeyValueRange())
        vertex.facets.append(facet(Kind::Setting, name, value));
    setRoot(vertex);
    ContentQuery fromContext{.hasWildcards = false};
    for (int i = 0; i < step.mounts.size(); ++i)
        addMount(step.mounts[i], i, vertex, fromContext);
    if (!fromContext.sources.isEmpty()) {
        std::ranges::sort(fromContext.sources);
        fromContext.sources.removeDuplicates();
        vertex.query = fromContext;
        addContextInput(vertex);
    }
    finish(std::move(vertex));
}

void GraphBuilder::addMount(const PlannedMount &mount, int number, BuildVertex &vertex, ContentQuery &fromContext)
{
    vertex.facets.append(facet(StepFacet::Kind::Text, u"mount %1"_s.arg(number), mountText(mount, m_options.version)));
    if (mount.origin.kind == FileOrigin::Kind::Context && mount.mount.type == RunMount::Type::Bind)
        fromContext.sources.append(cleanAbsolute(mount.mount.source));
    else if (const std::optional<Source> source = sourceOf(mount.origin))
        addFileInput(vertex, *source, cleanAbsolute(mount.mount.source));
}

void GraphBuilder::addCopy(const PlanStep &step, BuildVertex vertex)
{
    using Kind = StepFacet::Kind;
    const PlannedCopy &copy = *step.copy;
    const bool isAdd = step.kind == InstructionKind::Add;
    const bool isLinked = copy.link && copy.chmod.isEmpty() && m_options.linkIsIndependent;
    vertex.facets.append(facet(Kind::Text, u"destination"_s, cleanDestination(copy.absoluteDestination)));
    vertex.facets.append(facet(Kind::Text, u"chown"_s, copy.chown));
    vertex.facets.append(facet(Kind::Text, u"chmod"_s, copy.chmod));
    vertex.facets.append(facet(Kind::Text, u"excludes"_s, copy.excludes.join(u'\n')));
    vertex.facets.append(facet(Kind::Text, u"unpack"_s, QString::number(int(copy.unpack.value_or(isAdd)))));
    vertex.facets.append(facet(Kind::Text, u"repository"_s, numberText(copy.keepGitDir)));
    vertex.changedPaths = changedBy(copy);
    const ContentQuery query = ContentQuery::of(copy, isAdd);
    if (!query.sources.isEmpty())
        vertex.query = query;
    if (!isLinked)
        setRoot(vertex);
    QStringList arrangement;
    for (const PlannedSource &source : copy.sources)
        addCopySource(source, copy, vertex, arrangement);
    vertex.facets.append(facet(Kind::Text, u"sources"_s, arrangement.join(u'\n')));
    const bool isMeasured = std::ranges::all_of(copy.sources, [](const PlannedSource &source) {
        return source.origin.kind == FileOrigin::Kind::Context || source.origin.kind == FileOrigin::Kind::Inline;
    });
    if (isMeasured && (!vertex.query || (vertex.content && vertex.content->bytes))) {
        vertex.measuredBytes = vertex.content ? *vertex.content->bytes : 0;
        for (const PlannedSource &source : copy.sources)
            *vertex.measuredBytes += source.inlineBytes.value_or(0);
    }
    const Source before = m_top;
    finish(std::move(vertex));
    if (isLinked)
        putLinked(before);
}

void GraphBuilder::addCopySource(const PlannedSource &source, const PlannedCopy &copy, BuildVertex &vertex,
                                 QStringList &arrangement)
{
    const QString path = cleanAbsolute(source.path);
    switch (source.origin.kind) {
    case FileOrigin::Kind::Context:
        if (!arrangement.contains(u"context"))
            addContextInput(vertex);
        arrangement.append(u"context"_s);
        break;
    case FileOrigin::Kind::Inline:
        vertex.inputs.append({.kind = VertexInput::Kind::Files,
                              .content = KeyHash().add(source.path).add(source.inlineContent).result()});
        arrangement.append(u"inline"_s);
        break;
    case FileOrigin::Kind::Url:
    case FileOrigin::Kind::Git: {
        const bool isFixed = !copy.checksum.isEmpty();
        vertex.inputs.append({.kind = isFixed ? VertexInput::Kind::Files : VertexInput::Kind::Remote,
                              .key = KeyHash().add(source.path).result(),
                              .content = isFixed ? digestOf(source.path + u'\n' + copy.checksum) : QByteArray()});
        arrangement.append(source.path);
        return;
    }
    default:
        if (const std::optional<Source> found = sourceOf(source.origin))
            addFileInput(vertex, *found, path);
        arrangement.append(u"stage"_s);
    }
    arrangement.append(copy.parents ? path : baseName(path));
}

void GraphBuilder::addFolder(const PlanStep &step, BuildVertex vertex)
{
    const QString folder = cleanAbsolute(step.createdBy.section(u' ', 1));
    vertex.facets.append(facet(StepFacet::Kind::Text, u"path"_s, folder));
    vertex.facets.append(facet(StepFacet::Kind::User, {}, step.user));
    vertex.changedPaths = {folder};
    vertex.measuredBytes = 0;
    setRoot(vertex);
    finish(std::move(vertex));
}

void GraphBuilder::addContextInput(BuildVertex &vertex) const
{
    if (m_graph.scan && m_graph.digests)
        vertex.content = copyContent(*m_graph.scan, *m_graph.digests, *vertex.query);
    vertex.inputs.append(
        {.kind = VertexInput::Kind::Files, .content = vertex.content ? vertex.content->digest : QByteArray()});
}

/// Files that go into a folder change no more than their own names there.
QStringList GraphBuilder::changedBy(const PlannedCopy &copy) const
{
    const QString destination = cleanAbsolute(copy.absoluteDestination);
    QStringList paths;
    for (const PlannedSource &source : copy.sources) {
        const SplitSource split = splitSource(QFile::encodeName(source.path));
        const bool isPlain = m_graph.scan && split.pattern.isEmpty() && source.origin.kind == FileOrigin::Kind::Context;
        const auto place = isPlain ? ContextPaths(*m_graph.scan, true).resolve(split.folder) : std::nullopt;
        const bool isFile = place && *place != ContextScan::none
            && m_graph.scan->entry(*place).type == ContextEntryType::File;
        if (!isFile || copy.parents || !copy.absoluteDestination.endsWith(u'/'))
            return {destination};
        paths.append(cleanAbsolute(destination + u'/' + baseName(cleanAbsolute(source.path))));
    }
    return paths;
}

/// Several sources of the same stage are one input.
void GraphBuilder::addFileInput(BuildVertex &vertex, const Source &source, const QString &path) const
{
    if (source.isNothing())
        return;
    const auto isIt = [&](const VertexInput &input) {
        const bool isSame = !source.isImage || !source.image.isEmpty() || input.reference == source.reference;
        return input.vertex == source.vertex && input.key == source.image && isSame
            && input.kind != VertexInput::Kind::Files;
    };
    auto input = std::ranges::find_if(vertex.inputs, isIt);
    if (input == vertex.inputs.end()) {
        vertex.inputs.append({.kind = source.isImage ? VertexInput::Kind::Image : VertexInput::Kind::Vertex,
                              .vertex = source.vertex,
                              .key = source.image,
                              .reference = source.reference,
                              .isOutdated = source.isOutdated,
                              .isByContent = true});
        input = vertex.inputs.end() - 1;
    }
    input->paths.append(path);
    std::ranges::sort(input->paths);
    if (!input->isRoot)
        input->selector = digestOf(input->paths.join(u'\n'));
}

void GraphBuilder::finish(BuildVertex vertex)
{
    KeyHash hash;
    hash.add(qint64(vertex.kind == InstructionKind::Add ? InstructionKind::Copy : vertex.kind));
    for (const StepFacet &one : std::as_const(vertex.facets))
        hash.add(qint64(one.kind)).add(one.name).add(one.digest);
    vertex.operation = hash.result();
    m_graph.vertices.append(std::move(vertex));
    m_top = {.vertex = int(m_graph.vertices.size()) - 1};
}

/// The last vertex stands for itself: another one puts it on what was there before.
void GraphBuilder::putLinked(const Source &before)
{
    const int copy = int(m_graph.vertices.size()) - 1;
    BuildVertex merged{
        .stage = m_stage, .operation = digestOf(u"merge"_s), .changedPaths = m_graph.vertices[copy].changedPaths};
    m_top = before;
    setRoot(merged);
    merged.inputs.append({.kind = VertexInput::Kind::Vertex, .vertex = copy});
    m_graph.vertices.append(merged);
    m_top = {.vertex = copy + 1};
}

/// llb/meta.go, AddOrReplace.
void GraphBuilder::setVariable(const QString &pair)
{
    const QString begin = pair.section(u'=', 0, 0) + u'=';
    m_variables.removeIf([&](const QString &old) { return old.startsWith(begin); });
    m_variables.append(pair);
}

/// util/system/path.go, DefaultPathEnvUnix.
void GraphBuilder::setDefaultPath()
{
    const auto isPath = [](const QString &pair) { return pair.startsWith(u"PATH="); };
    if (std::ranges::none_of(m_variables, isPath))
        m_variables.append(u"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"_s);
}

QString GraphBuilder::platform() const
{
    const QString own = m_graph.plan->stages[m_stage].platform;
    return own.isEmpty() ? m_options.platform : own;
}

/// convert.go, processCmdEnv: with variables replaced, if that goes.
QString GraphBuilder::shownText(const PlanStep &step) const
{
    const auto expanded = expandWord(step.text, ShellEnvironment(m_variables), {.escape = m_document.escape.unicode()});
    const QString text = expanded ? expanded->text : step.text;
    const qsizetype keyword = text.indexOf(u' ');
    return keyword < 0 ? text.toUpper() : text.first(keyword).toUpper() + text.sliced(keyword);
}

Instruction GraphBuilder::instructionOf(const PlanStep &step) const
{
    if (!step.isTrigger)
        return m_document.instructions.value(step.instruction);
    return parseDockerfile(u"FROM scratch\n"_s + step.text).instructions.value(1);
}

} // namespace strata
