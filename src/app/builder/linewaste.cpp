// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/linewaste.h"

#include "app/layers/imagehistory.h"
#include "layers/bytesum.h"

#include <QHash>
#include <QMap>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// So much of the bytes must be below a folder for it to stand for all of them.
bool isMostOf(qint64 part, qint64 whole)
{
    return double(part) >= 0.8 * double(whole);
}

WasteFate fateOf(const ImageTree &tree, const ImageTree::Waste &waste)
{
    const bool isOwn = waste.buriedBy == waste.file.layer;
    if (waste.node == PathTable::root)
        return WasteFate::Unseen;
    const ImageTree::Event *event = tree.at(waste.node, waste.buriedBy);
    if (!event)
        return isOwn ? WasteFate::Unseen : WasteFate::Deleted;
    if (!tree.entry(*event))
        return WasteFate::Replaced;
    const quint8 different = differences(tree.view(waste.file), tree.view(tree.file(*event)));
    if (different & (DiffersInType | DiffersInContent))
        return WasteFate::Replaced;
    const bool isSame = (different & (DiffersInMode | DiffersInOwner | DiffersInXattrs)) == 0;
    return isSame ? WasteFate::Same : WasteFate::Attributes;
}

QByteArray pathOf(const ImageTree &tree, const ImageTree::Waste &waste)
{
    return waste.node == PathTable::root ? tree.layers()[waste.file.layer]->path(tree.entry(waste.file))
                                         : tree.paths().path(waste.node);
}

/// The deepest folder that holds most of them.
QByteArray folderOf(const ImageTree &tree, const std::vector<const ImageTree::Waste *> &files, qint64 bytes)
{
    QHash<PathTable::Node, qint64> below;
    for (const ImageTree::Waste *waste : files) {
        PathTable::Node node = waste->node;
        while (node != PathTable::root) {
            node = tree.paths().parent(node);
            below[node] = byteSum(below[node], waste->bytes);
        }
    }
    PathTable::Node deepest = PathTable::root; // nodes are numbered downwards, and only one chain of them holds so much
    for (const auto [node, sum] : below.asKeyValueRange()) {
        if (isMostOf(sum, bytes))
            deepest = std::max(deepest, node);
    }
    return tree.paths().path(deepest);
}

BuriedFiles groupOf(const ImageTree &tree, const std::vector<const ImageTree::Waste *> &files, WasteFate fate)
{
    const ImageTree::Waste &first = *files.front(); // the largest
    BuriedFiles group{.broughtBy = first.file.layer,
                      .buriedBy = first.buriedBy,
                      .fate = fate,
                      .files = qint64(files.size()),
                      .largest = pathOf(tree, first),
                      .largestBytes = first.bytes};
    for (const ImageTree::Waste *waste : files)
        group.bytes = byteSum(group.bytes, waste->bytes);
    group.folder = folderOf(tree, files, group.bytes);
    return group;
}

/// Where each layer of an image comes from.
class LayerPlaces
{
public:
    LayerPlaces(const Document &document, const BuildPlan &plan, const ArchiveImage &image) : m_document(document)
    {
        for (int layer = 0; layer < image.layers.size(); ++layer)
            m_places.append({.layer = layer});
        if (plan.stages.isEmpty())
            return;
        const HistoryAlignment alignment = alignImage(plan, image);
        qsizetype line = 0;
        while (line < alignment.matches.size() && !alignment.matches[line])
            ++line;
        if (line == alignment.matches.size())
            return;
        placeBase(plan, alignment, image, line);
        for (; line < alignment.matches.size(); ++line) {
            if (alignment.matches[line] && isLayer(image.history[line].layer))
                m_places[image.history[line].layer] = place(alignment.matches[line]->instruction);
        }
    }

    const WastePlace &at(int layer) const { return m_places[layer]; }

private:
    bool isLayer(int layer) const { return layer >= 0 && layer < m_places.size(); }

    WastePlace place(qsizetype instruction) const
    {
        return {.kind = WastePlace::Kind::Line,
                .instruction = instruction,
                .line = m_document.instructions[instruction].startLine};
    }

    /// What is below the first line that was found, but for as many layers as instructions in front of that one make: these
    /// may have been changed since.
    void placeBase(const BuildPlan &plan, const HistoryAlignment &alignment, const ArchiveImage &image, qsizetype line)
    {
        const QList<int> chain = plan.chain(alignment.stage);
        if (chain.isEmpty() || plan.stages[chain.first()].baseKind == BaseKind::Scratch)
            return;
        int left = layersInFront(plan, chain, *alignment.matches[line]);
        for (qsizetype below = line - 1; below >= 0; --below) {
            const int layer = image.history[below].layer;
            if (isLayer(layer) && left-- <= 0)
                m_places[layer] = {.kind = WastePlace::Kind::BaseImage};
        }
    }

    static int layersInFront(const BuildPlan &plan, const QList<int> &chain, const HistoryMatch &match)
    {
        int layers = 0;
        for (const int stage : chain) {
            const QList<PlanStep> &steps = plan.stages[stage].steps;
            const bool isThere = stage == match.stage;
            layers += int(std::count_if(
                steps.begin(), isThere ? steps.begin() + match.step : steps.end(), [](const PlanStep &step) {
                    return step.effect == StepEffect::Layer || step.effect == StepEffect::LayerIfChanged;
                }));
            if (isThere)
                break;
        }
        return layers;
    }

    const Document &m_document;
    QList<WastePlace> m_places;
};

QByteArray commonFolder(const QByteArray &a, const QByteArray &b)
{
    qsizetype end = 0;
    for (qsizetype i = 0; i <= std::min(a.size(), b.size()); ++i) {
        const bool isEndOfBoth = (i == a.size() || a[i] == '/') && (i == b.size() || b[i] == '/');
        if (isEndOfBoth)
            end = i;
        if (i == a.size() || i == b.size() || a[i] != b[i])
            break;
    }
    return a.first(end);
}

/// Layers of the base image are one to a person.
void addTo(BuriedFiles &all, const BuriedFiles &more)
{
    const qint64 bytes = byteSum(all.bytes, more.bytes);
    const bool isLarger = more.bytes > all.bytes;
    const BuriedFiles &most = isLarger ? more : all;
    all.folder = isMostOf(most.bytes, bytes) ? most.folder : commonFolder(all.folder, more.folder);
    if (more.largestBytes > all.largestBytes) {
        all.largest = more.largest;
        all.largestBytes = more.largestBytes;
    }
    all.files += more.files;
    all.bytes = bytes;
}

WasteRemedy remedyOfCopied(const LineWaste &waste, InstructionKind burying)
{
    if (burying != InstructionKind::Run)
        return WasteRemedy::CopyOnce;
    switch (waste.files.fate) {
    case WasteFate::Deleted: return WasteRemedy::DoNotCopy;
    case WasteFate::Attributes: return WasteRemedy::CopyWithMode;
    default: return WasteRemedy::ChangeBeforeCopy;
    }
}

WasteRemedy remedyFor(const Document &document, const LineWaste &waste)
{
    using Kind = WastePlace::Kind;
    if (waste.buried.kind == Kind::BaseImage)
        return WasteRemedy::OtherBase;
    if (waste.brought.kind == Kind::BaseImage)
        return WasteRemedy::LeaveBaseAlone;
    if (waste.brought.kind == Kind::Unknown || waste.buried.kind == Kind::Unknown)
        return WasteRemedy::NotKnown;
    if (waste.brought == waste.buried)
        return WasteRemedy::WriteOnce;
    const InstructionKind bringing = document.instructions[waste.brought.instruction].kind;
    const InstructionKind burying = document.instructions[waste.buried.instruction].kind;
    if (bringing != InstructionKind::Run)
        return remedyOfCopied(waste, burying);
    return burying == InstructionKind::Run ? WasteRemedy::OneRun : WasteRemedy::DoNotMake;
}

// Which finding mends it

/// What rules say that something is kept in a layer, and where that is.
struct KeptFolder
{
    QLatin1StringView rule;
    QByteArrayView folder;
};
constexpr std::array keptFolders{
    KeptFolder{"AptListsKept"_L1, "var/lib/apt"},       KeptFolder{"ApkCacheKept"_L1, "var/cache/apk"},
    KeptFolder{"ApkCacheKept"_L1, "etc/apk/cache"},     KeptFolder{"RpmCacheKept"_L1, "var/cache/dnf"},
    KeptFolder{"RpmCacheKept"_L1, "var/cache/libdnf5"}, KeptFolder{"RpmCacheKept"_L1, "var/cache/yum"},
    KeptFolder{"PipCacheKept"_L1, "root/.cache/pip"},   KeptFolder{"NodeCacheKept"_L1, "root/.npm"},
};

bool isBelow(const QByteArray &path, QByteArrayView folder)
{
    return path.startsWith(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

class FindingSearch
{
public:
    FindingSearch(const Document &document, const QList<Finding> &findings, const LineWaste &waste)
        : m_document(document), m_findings(findings), m_waste(waste)
    {}

    std::optional<Finding> find() const
    {
        if (m_waste.brought.kind != WastePlace::Kind::Line || m_waste.buried.kind != WastePlace::Kind::Line)
            return std::nullopt;
        const auto mends = [this](const Finding &finding) {
            return finding.fix && (setsMode(finding) || isKeptHere(finding) || joinsBoth(finding));
        };
        const auto found = std::ranges::find_if(m_findings, mends);
        return found == m_findings.end() ? std::nullopt : std::optional(*found);
    }

private:
    bool setsMode(const Finding &finding) const
    {
        if (finding.rule != "ModeInOwnLayer"_L1 || m_waste.files.fate != WasteFate::Attributes
            || finding.line != m_waste.buried.line)
            return false;
        const TextRange brought = m_document.instructions[m_waste.brought.instruction].range;
        return std::ranges::any_of(finding.fix->edits, [&](const TextEdit &edit) {
            return brought.begin <= edit.range.begin && edit.range.end <= brought.end;
        });
    }

    bool isKeptHere(const Finding &finding) const
    {
        return finding.line == m_waste.brought.line && std::ranges::any_of(keptFolders, [&](const KeptFolder &kept) {
                   return finding.rule == kept.rule && isBelow(m_waste.files.folder, kept.folder);
               });
    }

    /// The fix joins a RUN to the one directly above it.
    bool joinsBoth(const Finding &finding) const
    {
        return finding.rule == "ConsecutiveRuns"_L1 && finding.line == m_waste.buried.line
            && m_waste.buried.instruction == m_waste.brought.instruction + 1;
    }

    const Document &m_document;
    const QList<Finding> &m_findings;
    const LineWaste &m_waste;
};

} // namespace

QList<BuriedFiles> buriedFiles(const ImageTree &tree)
{
    QMap<std::tuple<int, int, WasteFate>, std::vector<const ImageTree::Waste *>> groups;
    for (const ImageTree::Waste &waste : tree.waste())
        groups[{waste.file.layer, waste.buriedBy, fateOf(tree, waste)}].push_back(&waste);
    QList<BuriedFiles> buried;
    for (const auto &[key, files] : groups.asKeyValueRange())
        buried.append(groupOf(tree, files, std::get<WasteFate>(key)));
    std::ranges::stable_sort(buried, std::greater(), &BuriedFiles::bytes);
    return buried;
}

QList<LineWaste> lineWaste(const Document &document, const BuildPlan &plan, const QList<Finding> &findings,
                           const ArchiveImage &image, const QList<BuriedFiles> &buried)
{
    const LayerPlaces places(document, plan, image);
    QList<LineWaste> all;
    for (const BuriedFiles &files : buried) {
        const LineWaste waste{
            .brought = places.at(files.broughtBy), .buried = places.at(files.buriedBy), .files = files};
        const auto same = std::ranges::find_if(all, [&](const LineWaste &other) {
            return other.brought == waste.brought && other.buried == waste.buried && other.files.fate == files.fate;
        });
        if (same == all.end())
            all.append(waste);
        else
            addTo(same->files, files);
    }
    for (LineWaste &waste : all) {
        waste.remedy = remedyFor(document, waste);
        waste.finding = FindingSearch(document, findings, waste).find();
    }
    std::ranges::stable_sort(all, std::greater(), [](const LineWaste &waste) { return waste.files.bytes; });
    return all;
}

} // namespace strata
