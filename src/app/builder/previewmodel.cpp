// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/previewmodel.h"

#include "app/builder/copytext.h"
#include "app/common/text.h"
#include "core/bytesize.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr quintptr topLevel = 0;

QString effectText(StepEffect effect)
{
    switch (effect) {
    case StepEffect::Layer: return PreviewModel::tr("layer");
    case StepEffect::LayerIfChanged: return PreviewModel::tr("layer, if it changes files");
    case StepEffect::Metadata: return PreviewModel::tr("metadata");
    case StepEffect::Nothing: break;
    }
    return PreviewModel::tr("nothing");
}

QString effectExplanation(StepEffect effect)
{
    switch (effect) {
    case StepEffect::Layer: return PreviewModel::tr("Adds a layer to the image.");
    case StepEffect::LayerIfChanged:
        return PreviewModel::tr("The classic builder adds a layer only when files change.");
    case StepEffect::Metadata:
        return PreviewModel::tr("Changes how the image is run, and adds a line to its history. It takes no space.");
    case StepEffect::Nothing: break;
    }
    return PreviewModel::tr("Leaves nothing in the image.");
}

bool isLayer(const PlanStep &step)
{
    return step.effect == StepEffect::Layer || step.effect == StepEffect::LayerIfChanged;
}

} // namespace

QString stageTitle(const BuildPlan &plan, int stage)
{
    const QString &name = plan.stages[stage].name;
    return name.isEmpty() ? PreviewModel::tr("stage %1").arg(stage + 1) : visibleLine(name, 100);
}

QString baseText(const BaseFacts &facts)
{
    switch (facts.where) {
    case BaseFacts::Where::Asking: return PreviewModel::tr("being asked for");
    case BaseFacts::Where::Engine:
        return PreviewModel::tr("%n layer(s), here", "of a base image", int(facts.layers.size()));
    case BaseFacts::Where::Registry: return PreviewModel::tr("not here; in its registry");
    case BaseFacts::Where::Nowhere: break;
    }
    return PreviewModel::tr("not here: %1").arg(facts.problem ? visibleLine(facts.problem->message, 200) : QString());
}

PreviewModel::PreviewModel(QObject *parent) : QAbstractItemModel(parent) {}

QList<PreviewModel::StageRow> PreviewModel::shapeOf(const BuildPlan &plan)
{
    QList<StageRow> rows;
    for (qsizetype stage = 0; stage < plan.stages.size(); ++stage)
        rows.append({int(stage), int(plan.stages[stage].steps.size())});
    return rows;
}

void PreviewModel::setInsight(const std::shared_ptr<const DockerfileInsight> &insight)
{
    const QList<StageRow> rows = insight ? shapeOf(insight->plan) : QList<StageRow>();
    if (rows == m_rows) {
        const auto before = std::exchange(m_insight, insight);
        const qint64 largest = m_largest;
        measure();
        return before && m_largest == largest && isFramedAs(*before) ? tellOthers(*before) : tellAll();
    }
    beginResetModel();
    m_insight = insight;
    m_rows = rows;
    measure();
    endResetModel();
}

void PreviewModel::setNotes(const QHash<StepPlace, StepNote> &notes)
{
    if (notes == m_notes)
        return;
    m_notes = notes;
    measure();
    tellAll();
}

void PreviewModel::measure()
{
    m_largest = 0;
    for (const StageRow &row : std::as_const(m_rows)) {
        for (int step = 0; step < row.steps; ++step)
            m_largest = std::max(m_largest, bytes({row.stage, step}).value_or(0));
    }
}

void PreviewModel::tellAll()
{
    if (m_rows.isEmpty())
        return;
    Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1));
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        const QModelIndex stage = index(int(row), 0);
        Q_EMIT dataChanged(index(0, 0, stage), index(m_rows[row].steps, ColumnCount - 1, stage));
    }
}

/// Whether all but the steps is as it was.
bool PreviewModel::isFramedAs(const DockerfileInsight &before) const
{
    const auto isSame = [](const PlanStage &a, const PlanStage &b) {
        return a.isNeeded == b.isNeeded && a.baseKind == b.baseKind && a.name == b.name
            && a.baseReference == b.baseReference;
    };
    return before.plan.target == m_insight->plan.target && before.question.bases.isSharedWith(m_insight->question.bases)
        && std::ranges::equal(before.plan.stages, m_insight->plan.stages, isSame);
}

/// A key changes a step, rarely more.
void PreviewModel::tellOthers(const DockerfileInsight &before)
{
    constexpr qsizetype few = 10;
    QList<QModelIndex> changed;
    for (const StageRow &row : std::as_const(m_rows)) {
        const QList<PlanStep> &were = before.plan.stages[row.stage].steps,
                              &are = m_insight->plan.stages[row.stage].steps;
        for (int step = 0; step < row.steps; ++step) {
            const bool isSame = were[step].text == are[step].text && were[step].effect == are[step].effect
                && were[step].isTrigger == are[step].isTrigger
                && before.copiedBytes(row.stage, step) == m_insight->copiedBytes(row.stage, step);
            if (isSame)
                continue;
            for (const QModelIndex &other : {indexOf({row.stage, step}), index(row.stage, 0)}) {
                if (!changed.contains(other))
                    changed.append(other);
            }
            if (changed.size() > few)
                return tellAll();
        }
    }
    for (const QModelIndex &other : std::as_const(changed))
        tellCells(other);
}

/// One by one: a view paints all that it shows when several are told of.
void PreviewModel::tellCells(const QModelIndex &row)
{
    for (int column = 0; column < ColumnCount; ++column)
        Q_EMIT dataChanged(row.siblingAtColumn(column), row.siblingAtColumn(column));
}

QModelIndex PreviewModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : topLevel);
}

QModelIndex PreviewModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == topLevel)
        return {};
    return createIndex(int(index.internalId()) - 1, 0, topLevel);
}

int PreviewModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_rows.size());
    return parent.internalId() == topLevel && parent.column() == 0 ? m_rows[parent.row()].steps + 1 : 0;
}

int PreviewModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

std::optional<StepPlace> PreviewModel::placeOf(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == topLevel || index.row() == 0)
        return {};
    return StepPlace{m_rows[int(index.internalId()) - 1].stage, index.row() - 1};
}

QModelIndex PreviewModel::indexOf(StepPlace place) const
{
    return index(place.second + 1, 0, index(place.first, 0));
}

QModelIndex PreviewModel::indexAtLine(int line) const
{
    const strata::Instruction *instruction = m_insight ? m_insight->document.instructionAtLine(line) : nullptr;
    if (!instruction)
        return {};
    const qsizetype number = instruction - m_insight->document.instructions.constData();
    for (qsizetype stage = 0; stage < m_insight->plan.stages.size(); ++stage) {
        const PlanStage &candidate = m_insight->plan.stages[stage];
        if (candidate.instruction == number)
            return index(0, 0, index(int(stage), 0));
        const auto step = std::ranges::find_if(
            candidate.steps, [&](const PlanStep &one) { return one.instruction == number && !one.isTrigger; });
        if (step != candidate.steps.end())
            return indexOf({int(stage), int(step - candidate.steps.begin())});
    }
    return {};
}

std::optional<qint64> PreviewModel::bytes(StepPlace place) const
{
    if (const StepNote known = m_notes.value(place); known.bytes)
        return known.bytes;
    return m_insight->copiedBytes(place.first, place.second);
}

int PreviewModel::lineOf(qsizetype instruction) const
{
    const QList<strata::Instruction> &all = m_insight->document.instructions;
    return instruction >= 0 && instruction < all.size() ? int(all[instruction].startLine) : -1;
}

QVariant PreviewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_insight)
        return {};
    const int number = m_rows[index.internalId() == topLevel ? index.row() : int(index.internalId()) - 1].stage;
    const PlanStage &stage = m_insight->plan.stages[number];
    if (role == Qt::ForegroundRole && !stage.isNeeded)
        return QGuiApplication::palette().brush(QPalette::Disabled, QPalette::Text);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() == Size ? Qt::AlignRight : Qt::AlignLeft));
    if (index.internalId() == topLevel)
        return stageData(stage, number, index.column(), role);
    if (index.row() == 0)
        return baseData(stage, index.column(), role);
    return stepData({number, index.row() - 1}, index.column(), role);
}

QVariant PreviewModel::stageData(const PlanStage &stage, int number, int column, int role) const
{
    const BuildPlan &plan = m_insight->plan;
    if (role == LineRole)
        return lineOf(stage.instruction);
    if (role == KeyRole)
        return column == 0 ? stageTitle(plan, number) : QVariant();
    if (role == Qt::FontRole && number == plan.target) {
        QFont font = QGuiApplication::font();
        font.setBold(true);
        return font;
    }
    if (role != Qt::DisplayRole)
        return {};
    if (column == Instruction)
        return number == plan.target ? tr("%1 — the target").arg(stageTitle(plan, number)) : stageTitle(plan, number);
    if (column == Makes && !stage.isNeeded)
        return tr("not needed");
    if (column != Size || !stage.isNeeded)
        return {};
    qint64 total = 0;
    for (int step = 0; step < stage.steps.size(); ++step)
        total += bytes({number, step}).value_or(0);
    return total > 0 ? formatBytes(total) : QString();
}

QVariant PreviewModel::baseData(const PlanStage &stage, int column, int role) const
{
    if (role == LineRole)
        return lineOf(stage.instruction);
    const bool isImage = stage.baseKind == BaseKind::Image;
    const BaseFacts facts = m_insight->question.bases.value(stage.baseReference);
    if (role == Qt::ToolTipRole && column == Makes && isImage)
        return baseText(facts);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Instruction:
        return stage.baseKind == BaseKind::Scratch ? tr("from nothing (scratch)")
                                                   : tr("from %1").arg(visibleLine(stage.baseReference, 300));
    case Makes: return isImage ? baseText(facts) : stage.baseKind == BaseKind::Stage ? tr("another stage") : QString();
    case Size:
        if (!isImage || facts.size < 0)
            return {};
        return facts.where == BaseFacts::Where::Registry
            ? tr("%1 packed", "compressed size").arg(formatBytes(facts.size))
            : formatBytes(facts.size);
    default: return {};
    }
}

QString PreviewModel::sizeText(StepPlace place) const
{
    const PlanStep &step = m_insight->plan.stages[place.first].steps[place.second];
    if (!isLayer(step))
        return {};
    const std::optional<qint64> known = bytes(place);
    if (!known)
        return u"?"_s;
    const StepNote note = m_notes.value(place);
    return note.isEstimate ? tr("~%1", "about so many bytes").arg(formatBytes(*known)) : formatBytes(*known);
}

QVariant PreviewModel::stepData(StepPlace place, int column, int role) const
{
    const PlanStep &step = m_insight->plan.stages[place.first].steps[place.second];
    const auto note = m_notes.constFind(place);
    const bool hasNote = note != m_notes.constEnd();
    switch (role) {
    case LineRole: return lineOf(step.instruction);
    case Qt::ToolTipRole: return stepToolTip(place, column);
    case MarkRole: return hasNote ? QVariant::fromValue(note->mark) : QVariant();
    case ShareRole: {
        const std::optional<qint64> size = bytes(place);
        return size && m_largest > 0 && isLayer(step) ? QVariant(double(*size) / double(m_largest)) : QVariant();
    }
    case Qt::DisplayRole: break;
    default: return {};
    }
    switch (column) {
    case Instruction:
        return visibleLine(step.isTrigger ? tr("ONBUILD of the base: %1").arg(step.text) : step.text.simplified(), 300);
    case Makes: return effectText(step.effect);
    case Size: return sizeText(place);
    case Cache: return hasNote ? note->text : QString();
    case Built: return hasNote ? note->built : QString();
    default: return {};
    }
}

QString PreviewModel::stepToolTip(StepPlace place, int column) const
{
    const PlanStep &step = m_insight->plan.stages[place.first].steps[place.second];
    switch (column) {
    case Makes: return effectExplanation(step.effect);
    case Size: {
        QStringList lines;
        if (const StepNote note = m_notes.value(place); !note.sizeNote.isEmpty())
            lines.append(note.sizeNote);
        if (const auto copy = m_insight->copies.value(place))
            lines.append(copyText(*copy, m_insight->question.scan.get()));
        if (isLayer(step) && !bytes(place))
            lines.append(tr("Nobody knows how large this layer will be before it was built once."));
        return lines.join(u'\n');
    }
    case Cache: return m_notes.value(place).text;
    case Built: return m_notes.value(place).built;
    default: return visibleText(step.text);
    }
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Size)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Instruction: return tr("Instruction");
    case Makes: return tr("Makes");
    case Size: return tr("Size");
    case Cache: return tr("Cache");
    case Built: return tr("Built");
    default: return {};
    }
}

} // namespace strata
