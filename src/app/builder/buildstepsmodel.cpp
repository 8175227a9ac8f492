// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildstepsmodel.h"

#include "app/builder/buildsteptext.h"
#include "app/common/text.h"

#include <QApplication>
#include <QFont>
#include <QSet>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

enum BranchOrder { InternalBranch, StageBranch, ResultBranch };

QVariant sideOf(bool isNumber)
{
    return QVariant::fromValue((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

/// Worst first: what a branch is as a whole.
BuildStep::State worseOf(BuildStep::State a, BuildStep::State b)
{
    using State = BuildStep::State;
    for (const State state : {State::Failed, State::Running, State::Cancelled, State::Waiting, State::Done}) {
        if (a == state || b == state)
            return state;
    }
    return State::Cached;
}

} // namespace

BuildStepsModel::BuildStepsModel(QObject *parent) : QAbstractItemModel(parent), m_palette(QApplication::palette()) {}

BuildStepsModel::~BuildStepsModel() = default;

void BuildStepsModel::clear()
{
    beginResetModel();
    m_steps.clear();
    m_rowOf.clear();
    m_branches.clear();
    m_branchOf.clear();
    m_running = 0;
    m_skew = m_now = m_begin = m_end = 0;
    m_hasSkew = false;
    endResetModel();
}

void BuildStepsModel::setPalette(const QPalette &palette)
{
    m_palette = palette;
    if (!m_branches.empty())
        tellTimes(true);
}

/// A step that just began tells how far the two clocks are apart; the smallest difference has the least delay in it.
void BuildStepsModel::note(const BuildStep &step, qint64 now)
{
    const qint64 latest = std::max(step.runBegan, step.completed);
    if (now == 0 || latest == 0)
        return;
    m_skew = m_hasSkew ? std::min(m_skew, now - latest) : now - latest;
    m_hasSkew = true;
}

void BuildStepsModel::append(const QList<BuildStep> &steps, qint64 now)
{
    for (const BuildStep &step : steps) {
        const int row = stepCount();
        m_steps.append(step);
        m_rowOf.insert(step.digest, row);
        m_running += step.state == BuildStep::State::Running ? 1 : 0;
        note(step, now);
        place(row);
    }
    orderStages();
    if (now > 0)
        m_now = now - m_skew;
    for (const BuildStep &step : steps)
        m_now = std::max({m_now, step.started, step.completed});
    if (measure())
        tellTimes(true);
}

void BuildStepsModel::change(const QList<std::pair<int, BuildStep>> &steps, qint64 now)
{
    QSet<Branch *> touched;
    for (const auto &[row, step] : steps) {
        BuildStep &known = m_steps[row];
        m_running += (step.state == BuildStep::State::Running ? 1 : 0)
            - (known.state == BuildStep::State::Running ? 1 : 0);
        known = step;
        note(step, now);
        const QModelIndex index = indexOf(row);
        Q_EMIT dataChanged(index, index.siblingAtColumn(ColumnCount - 1));
        touched.insert(m_branchOf[row]);
    }
    for (const Branch *branch : std::as_const(touched)) {
        const int position = positionOf(branch);
        Q_EMIT dataChanged(index(position, 0), index(position, ColumnCount - 1));
    }
    if (now > 0)
        m_now = now - m_skew;
    if (measure())
        tellTimes(true);
}

void BuildStepsModel::tick(qint64 now)
{
    if (m_running == 0)
        return;
    m_now = now - m_skew;
    tellTimes(measure());
}

bool BuildStepsModel::measure()
{
    qint64 begin = 0;
    qint64 end = 0;
    for (const BuildStep &step : std::as_const(m_steps)) {
        const Span span = spanOf(step);
        if (span.begin == 0)
            continue;
        begin = begin == 0 ? span.begin : std::min(begin, span.begin);
        end = std::max(end, span.end);
    }
    const bool isAnother = begin != m_begin || end != m_end;
    m_begin = begin;
    m_end = end;
    return isAnother;
}

void BuildStepsModel::tellTimes(bool axisMoved)
{
    const int first = Time;
    const int last = axisMoved ? Timeline : Time;
    if (m_branches.empty())
        return;
    const int branches = static_cast<int>(m_branches.size());
    Q_EMIT dataChanged(index(0, first), index(branches - 1, last));
    for (int position = 0; position < branches; ++position) {
        const QModelIndex parent = index(position, 0);
        Q_EMIT dataChanged(index(0, first, parent), index(rowCount(parent) - 1, last, parent));
    }
}

BuildStepsModel::Branch BuildStepsModel::branchOf(const BuildStepName &name)
{
    if (name.number > 0) {
        QString title = name.stage.isEmpty() ? tr("Dockerfile") : tr("Stage %1").arg(visibleLine(name.stage, 100));
        if (!name.platform.isEmpty())
            title += u" · "_s + visibleLine(name.platform, 60);
        return {
            .key = u"stage "_s + name.platform + u' ' + name.stage, .title = title, .order = StageBranch, .rows = {}};
    }
    if (!name.isInternal && name.text.startsWith(u"exporting"_s))
        return {.key = u"result"_s, .title = tr("Result"), .order = ResultBranch, .rows = {}};
    return {.key = u"internal"_s, .title = tr("Internal"), .order = InternalBranch, .rows = {}};
}

int BuildStepsModel::positionOf(const Branch *branch) const
{
    const auto found = std::ranges::find(m_branches, branch, [](const auto &each) { return each.get(); });
    return static_cast<int>(found - m_branches.cbegin());
}

/// A branch comes with its first row, so that views see it has some.
void BuildStepsModel::place(int row)
{
    Branch wanted = branchOf(m_steps.at(row).name);
    const auto keyOf = [](const auto &branch) { return branch->key; };
    const auto known = std::ranges::find(m_branches, wanted.key, keyOf);
    if (known == m_branches.end()) {
        const auto behind = std::ranges::find_if(m_branches,
                                                 [&wanted](const auto &each) { return each->order > wanted.order; });
        const auto position = static_cast<int>(behind - m_branches.begin());
        wanted.rows.append(row);
        beginInsertRows({}, position, position);
        m_branchOf.append(m_branches.insert(behind, std::make_unique<Branch>(std::move(wanted)))->get());
        endInsertRows();
        return;
    }
    Branch *branch = known->get();
    const auto precedes = [this](int a, int b) {
        const BuildStepName &left = m_steps.at(a).name;
        const BuildStepName &right = m_steps.at(b).name;
        return left.number != right.number ? left.number < right.number : a < b;
    };
    const auto behind = std::ranges::upper_bound(branch->rows, row, precedes);
    const auto at = static_cast<int>(behind - branch->rows.begin());
    beginInsertRows(index(positionOf(branch), 0), at, at);
    branch->rows.insert(at, row);
    m_branchOf.append(branch);
    endInsertRows();
}

/// A stage stands behind those that it takes something from, as in most Dockerfiles; engines name them in another order.
void BuildStepsModel::orderStages()
{
    QHash<const Branch *, int> depths;
    std::vector<const Branch *> wanted;
    for (const auto &branch : m_branches) {
        depthOf(branch.get(), depths);
        wanted.push_back(branch.get());
    }
    std::ranges::stable_sort(wanted, [&depths](const Branch *a, const Branch *b) {
        return std::pair(a->order, depths.value(a)) < std::pair(b->order, depths.value(b));
    });
    for (size_t to = 0; to < wanted.size(); ++to) {
        const auto from = static_cast<size_t>(positionOf(wanted[to]));
        if (from == to)
            continue;
        beginMoveRows({}, static_cast<int>(from), static_cast<int>(from), {}, static_cast<int>(to));
        const auto first = m_branches.begin() + static_cast<std::ptrdiff_t>(to);
        std::rotate(first, m_branches.begin() + static_cast<std::ptrdiff_t>(from),
                    m_branches.begin() + static_cast<std::ptrdiff_t>(from) + 1);
        endMoveRows();
    }
}

/// How many stages are below one; what goes round in circles counts as nothing.
int BuildStepsModel::depthOf(const Branch *branch, QHash<const Branch *, int> &depths) const
{
    if (const auto known = depths.constFind(branch); known != depths.cend())
        return *known;
    depths.insert(branch, 0);
    int depth = 0;
    for (const int row : branch->rows) {
        for (const QString &input : m_steps.at(row).inputs) {
            const Branch *below = m_branchOf.value(rowOf(input), nullptr);
            if (below && below != branch && below->order == StageBranch)
                depth = std::max(depth, depthOf(below, depths) + 1);
        }
    }
    depths.insert(branch, depth);
    return depth;
}

QModelIndex BuildStepsModel::indexOf(int row, int column) const
{
    if (row < 0 || row >= m_branchOf.size())
        return {};
    Branch *branch = m_branchOf[row];
    return createIndex(static_cast<int>(branch->rows.indexOf(row)), column, branch);
}

const BuildStepsModel::Branch *BuildStepsModel::branchAt(const QModelIndex &index) const
{
    return index.isValid() && !index.internalPointer() ? m_branches[size_t(index.row())].get() : nullptr;
}

int BuildStepsModel::stepAt(const QModelIndex &index) const
{
    return static_cast<const Branch *>(index.constInternalPointer())->rows.at(index.row());
}

QModelIndex BuildStepsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    return parent.isValid() ? createIndex(row, column, m_branches[size_t(parent.row())].get())
                            : createIndex(row, column, nullptr);
}

QModelIndex BuildStepsModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || !index.internalPointer())
        return {};
    return createIndex(positionOf(static_cast<const Branch *>(index.constInternalPointer())), 0, nullptr);
}

int BuildStepsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_branches.size());
    const Branch *branch = parent.column() == 0 ? branchAt(parent) : nullptr;
    return branch ? static_cast<int>(branch->rows.size()) : 0;
}

int BuildStepsModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

BuildStepsModel::Span BuildStepsModel::spanOf(const BuildStep &step) const
{
    if (step.started == 0)
        return {};
    const qint64 end = step.completed > 0 ? step.completed : m_now;
    return {.begin = step.started, .end = std::max(end, step.started)};
}

BuildStepsModel::Span BuildStepsModel::spanOf(const Branch &branch) const
{
    Span all;
    for (const int row : branch.rows) {
        const Span span = spanOf(m_steps.at(row));
        if (span.begin == 0)
            continue;
        all.begin = all.begin == 0 ? span.begin : std::min(all.begin, span.begin);
        all.end = std::max(all.end, span.end);
    }
    return all;
}

qint64 BuildStepsModel::busyOf(const BuildStep &step) const
{
    if (step.runBegan == 0 || step.completed > 0)
        return step.busy;
    return step.busy + std::max<qint64>(m_now - step.runBegan, 0);
}

qint64 BuildStepsModel::elapsed() const
{
    return m_end - m_begin;
}

BuildStep::State BuildStepsModel::stateOf(const Branch &branch) const
{
    auto state = BuildStep::State::Cached;
    for (const int row : branch.rows)
        state = worseOf(state, m_steps.at(row).state);
    return state;
}

QVariant BuildStepsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    if (const Branch *branch = branchAt(index))
        return branchData(*branch, index.column(), role);
    return role == RowRole ? QVariant(stepAt(index)) : stepData(m_steps.at(stepAt(index)), index.column(), role);
}

QVariant BuildStepsModel::onAxis(qint64 time) const
{
    if (m_end <= m_begin)
        return 0.0;
    return static_cast<double>(time - m_begin) / static_cast<double>(m_end - m_begin);
}

/// What branches and steps have in common: where they stand on the axis, and how they are.
QVariant BuildStepsModel::commonData(BuildStep::State state, const Span &span, int column, int role) const
{
    switch (role) {
    case StateRole: return QVariant::fromValue(state);
    case ColorRole: return static_cast<int>(stepStateColor(state));
    case BeginRole: return column == Timeline && span.begin > 0 ? onAxis(span.begin) : QVariant();
    case EndRole: return column == Timeline && span.begin > 0 ? onAxis(span.end) : QVariant();
    case Qt::DecorationRole: return column == Step ? QVariant(stepStateIcon(state, m_palette)) : QVariant();
    default: return {};
    }
}

QVariant BuildStepsModel::branchData(const Branch &branch, int column, int role) const
{
    const Span span = spanOf(branch);
    switch (role) {
    case RowRole: return -1;
    case BranchRole: return branch.key;
    case Qt::FontRole: {
        QFont bold = QApplication::font("QAbstractItemView");
        bold.setBold(true);
        return column == Step ? QVariant(bold) : QVariant();
    }
    case Qt::DisplayRole:
        if (column == Step)
            return branch.title;
        if (column == State)
            return stepStateWord(stateOf(branch));
        return column == Time && span.begin > 0 ? timeTaken(span.end - span.begin) : QVariant();
    case Qt::ToolTipRole:
        return column == Step && branch.order == InternalBranch
            ? tr("What the builder does for itself: it loads the Dockerfile and takes the context.")
            : QVariant();
    default: return commonData(stateOf(branch), span, column, role);
    }
}

QVariant BuildStepsModel::stepData(const BuildStep &step, int column, int role) const
{
    const StepBytes bytes = stepBytes(step.statuses);
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case Step: {
            const QString text = visibleLine(step.name.text);
            return step.name.number > 0 ? u"%1/%2  %3"_s.arg(step.name.number).arg(step.name.count).arg(text) : text;
        }
        case State: return stepStateWord(step.state);
        case Time: return step.started > 0 ? timeTaken(busyOf(step)) : QVariant();
        case Bytes: return stepBytesText(bytes, step.isOver());
        default: return {};
        }
    case Qt::AccessibleTextRole:
        return column == Step ? tr("%1, %2").arg(visibleLine(step.name.text), stepStateWord(step.state)) : QVariant();
    case Qt::ToolTipRole:
        if (column == Step)
            return visibleText(step.name.text.left(2000));
        return column == State && !step.error.isEmpty() ? visibleText(step.error.left(2000)) : QVariant();
    case ShareRole:
        return column == Bytes && bytes.total > 0 && !step.isOver()
            ? QVariant(static_cast<double>(bytes.current) / static_cast<double>(bytes.total))
            : QVariant();
    default: return commonData(step.state, spanOf(step), column, role);
    }
}

QVariant BuildStepsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return sideOf(section == Time || section == Bytes);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Step: return tr("Step");
    case State: return tr("State");
    case Time: return tr("Time");
    case Bytes: return tr("Bytes");
    default: return tr("When");
    }
}

void BuildPartsModel::setStep(const BuildStep &step)
{
    if (step.digest != m_digest || step.statuses.size() < m_parts.size()) {
        clear();
        m_digest = step.digest;
    }
    const int known = rowCount();
    const auto all = static_cast<int>(step.statuses.size());
    if (all > known)
        beginInsertRows({}, known, all - 1);
    m_parts = step.statuses;
    if (all > known)
        endInsertRows();
    if (known > 0)
        Q_EMIT dataChanged(index(0, 0), index(known - 1, ColumnCount - 1));
}

void BuildPartsModel::clear()
{
    if (!m_parts.isEmpty())
        beginRemoveRows({}, 0, rowCount() - 1);
    const bool hadRows = !m_parts.isEmpty();
    m_parts.clear();
    m_digest.clear();
    if (hadRows)
        endRemoveRows();
}

int BuildPartsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_parts.size());
}

int BuildPartsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BuildPartsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const BuildTrace::Status &part = m_parts.at(index.row());
    const StepBytes bytes = stepBytes(part);
    switch (role) {
    case Qt::TextAlignmentRole: return sideOf(index.column() == Amount);
    case Qt::ToolTipRole: return index.column() == Part ? visibleLine(part.id, 2000) : QVariant();
    case ShareRole:
        return index.column() == Amount && bytes.total > 0 && part.completed == 0
            ? QVariant(static_cast<double>(bytes.current) / static_cast<double>(bytes.total))
            : QVariant();
    case Qt::DisplayRole:
        if (index.column() == Part)
            return visibleLine(part.name.isEmpty() ? part.id : part.name);
        if (const QString text = stepBytesText(bytes, part.completed > 0); !text.isEmpty())
            return text;
        return part.completed > 0 ? tr("done") : QString();
    default: return {};
    }
}

QVariant BuildPartsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return sideOf(section == Amount);
    if (role != Qt::DisplayRole)
        return {};
    return section == Part ? tr("Part") : tr("Amount");
}

} // namespace strata
