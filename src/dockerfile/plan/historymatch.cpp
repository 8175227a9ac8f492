// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/plan/historymatch.h"

#include "dockerfile/plan/historycomparison.h"
#include "dockerfile/plan/historywordings.h"

#include <algorithm>

namespace strata {

namespace {

/// A line or a step without a counterpart costs this.
constexpr double skipCost = 0.3;
/// Another counterpart that is nearly as good makes an answer doubtful.
constexpr double exactMargin = 1e-6;
constexpr double similarMargin = 0.2;
/// Less of a Dockerfile than this is an accident.
constexpr double smallestShare = 0.35;

struct StepPlace
{
    int stage;
    int step;
};

struct Counterpart
{
    qsizetype step = -1;
    bool isCertain = false; ///< no other one would do as well
};

/// Puts steps and lines side by side: the order stays, what is below the first counterpart costs nothing.
class Alignment
{
public:
    Alignment(qsizetype steps, qsizetype lines, const QList<TextMatch> &matches, const QList<double> &weights)
        : m_steps(steps), m_lines(lines), m_matches(matches), m_weights(weights), m_below(table()), m_above(table())
    {
        for (qsizetype step = 0; step <= steps; ++step) {
            for (qsizetype line = 0; line <= lines; ++line)
                at(m_below, step, line) = bestBelow(step, line);
        }
        for (qsizetype step = steps; step >= 0; --step) {
            for (qsizetype line = lines; line >= 0; --line)
                at(m_above, step, line) = bestAbove(step, line);
        }
    }

    const TextMatch &match(qsizetype step, qsizetype line) const { return m_matches[step * m_lines + line]; }

    /// Of each line.
    QList<Counterpart> counterparts() const
    {
        QList<Counterpart> found;
        for (qsizetype line = 0; line < m_lines; ++line)
            found.append(counterpart(line));
        return found;
    }

private:
    std::vector<double> table() const { return std::vector<double>(toSize((m_steps + 1) * (m_lines + 1))); }
    static std::size_t toSize(qsizetype number) { return static_cast<std::size_t>(number); }
    double &at(std::vector<double> &values, qsizetype step, qsizetype line) const
    {
        return values[toSize(step * (m_lines + 1) + line)];
    }
    double at(const std::vector<double> &values, qsizetype step, qsizetype line) const
    {
        return values[toSize(step * (m_lines + 1) + line)];
    }

    double score(qsizetype step, qsizetype line) const { return 2 * m_weights[step] * match(step, line).likeness; }
    static double lineCost(qsizetype stepsBelow) { return stepsBelow == 0 ? 0 : skipCost; }

    double bestBelow(qsizetype step, qsizetype line)
    {
        if (step == 0)
            return 0;
        double best = at(m_below, step - 1, line) - skipCost;
        if (line == 0)
            return best;
        best = std::max(best, at(m_below, step, line - 1) - lineCost(step));
        if (match(step - 1, line - 1).likeness > 0)
            best = std::max(best, at(m_below, step - 1, line - 1) + score(step - 1, line - 1));
        return best;
    }

    double bestAbove(qsizetype step, qsizetype line)
    {
        if (step == m_steps && line == m_lines)
            return 0;
        double best = -1e9;
        if (step < m_steps)
            best = at(m_above, step + 1, line) - skipCost;
        if (line < m_lines)
            best = std::max(best, at(m_above, step, line + 1) - lineCost(step));
        if (step < m_steps && line < m_lines && match(step, line).likeness > 0)
            best = std::max(best, at(m_above, step + 1, line + 1) + score(step, line));
        return best;
    }

    /// The best that can be had with these two side by side.
    double through(qsizetype step, qsizetype line) const
    {
        return at(m_below, step, line) + score(step, line) + at(m_above, step + 1, line + 1);
    }

    Counterpart counterpart(qsizetype line) const
    {
        const double best = at(m_below, m_steps, m_lines);
        qsizetype found = -1;
        for (qsizetype step = 0; step < m_steps; ++step) {
            if (match(step, line).likeness > 0 && through(step, line) >= best - exactMargin)
                found = step;
        }
        if (found < 0)
            return {};
        const double doubtful = best - (match(found, line).isExact ? exactMargin : similarMargin);
        const auto isRival = [&](qsizetype step, qsizetype otherLine) {
            return match(step, otherLine).likeness > 0 && through(step, otherLine) >= doubtful;
        };
        bool isCertain = true;
        for (qsizetype step = 0; step < m_steps && isCertain; ++step)
            isCertain = step == found || !isRival(step, line);
        for (qsizetype other = 0; other < m_lines && isCertain; ++other)
            isCertain = other == line || !isRival(found, other);
        return {found, isCertain};
    }

    qsizetype m_steps;
    qsizetype m_lines;
    const QList<TextMatch> &m_matches;
    const QList<double> &m_weights;
    std::vector<double> m_below;
    std::vector<double> m_above;
};

/// One stage, and the stages it is based on, against a history.
class StageMatcher
{
public:
    StageMatcher(const BuildPlan &plan, const PlanWordings &wordings, int stage, const QList<HistoryText> &lines)
        : m_plan(plan), m_lines(lines)
    {
        m_result.stage = stage;
        m_result.matches.resize(lines.size());
        for (const int below : plan.chain(stage)) {
            const QList<PlanStep> &steps = plan.stages[below].steps;
            for (int step = 0; step < steps.size(); ++step) {
                if (wordings[below][step].isEmpty() || isNotWritten(steps[step].kind))
                    continue;
                m_places.append({below, step});
                m_texts.append(StepTexts(steps[step].kind, wordings[below][step]));
                m_weights.append(m_texts.last().weight());
            }
        }
    }

    HistoryAlignment match()
    {
        QList<TextMatch> matches;
        for (const StepTexts &step : std::as_const(m_texts)) {
            for (const HistoryText &line : m_lines)
                matches.append(step.match(line));
        }
        double found = 0, whole = 0;
        const Alignment alignment(m_texts.size(), m_lines.size(), matches, m_weights);
        for (const auto &[step, isCertain] : alignment.counterparts()) {
            const qsizetype line = m_steps.size();
            m_steps.append(isCertain ? step : -1);
            if (step < 0)
                continue;
            const bool isExact = alignment.match(step, line).isExact;
            found += m_weights[step] * (isExact ? 1 : 0.5);
            if (isCertain)
                answer(line, step, isExact);
        }
        for (const double weight : std::as_const(m_weights))
            whole += weight;
        m_result.share = whole > 0 ? found / whole : 0;
        if (m_result.share < smallestShare)
            m_result.matches.fill(std::nullopt);
        else
            fillGaps();
        return m_result;
    }

private:
    /// BuildKit writes no ONBUILD.
    bool isNotWritten(InstructionKind kind) const
    {
        return kind == InstructionKind::Onbuild
            && std::ranges::none_of(m_lines, [kind](const HistoryText &line) { return line.entry().kind == kind; });
    }

    void answer(qsizetype line, qsizetype step, bool isExact)
    {
        const StepPlace place = m_places[step];
        m_result.matches[line] = HistoryMatch{.instruction = m_plan.stages[place.stage].steps[place.step].instruction,
                                              .stage = place.stage,
                                              .step = place.step,
                                              .confidence = isExact ? HistoryMatch::Confidence::Exact
                                                                    : HistoryMatch::Confidence::Similar};
    }

    /// One line and one step alone between others that are known: they were the same, as far as they are of one kind.
    void fillGaps()
    {
        for (qsizetype line = 1; line < m_lines.size(); ++line) {
            if (m_steps[line] >= 0 || m_steps[line - 1] < 0)
                continue;
            const qsizetype step = m_steps[line - 1] + 1;
            const qsizetype next = line + 1 < m_lines.size() ? m_steps[line + 1] : m_texts.size();
            if (next != step + 1 || !m_texts[step].isOfKind(m_lines[line]))
                continue;
            m_steps[line] = step;
            answer(line, step, false);
        }
    }

    const BuildPlan &m_plan;
    const QList<HistoryText> &m_lines;
    QList<StepPlace> m_places;
    QList<StepTexts> m_texts;
    QList<double> m_weights;
    QList<qsizetype> m_steps; ///< of each line, as far as it is certain
    HistoryAlignment m_result;
};

QList<HistoryText> textsOf(const QList<HistoryLine> &history)
{
    QList<HistoryText> texts;
    for (const HistoryLine &line : history)
        texts.append(HistoryText(line.createdBy, line.isEmptyLayer));
    return texts;
}

/// With the stage that explains most.
HistoryAlignment bestAlignment(const BuildPlan &plan, const PlanWordings &wordings, const QList<HistoryLine> &history)
{
    const QList<HistoryText> texts = textsOf(history);
    const auto found = [](const HistoryAlignment &alignment) {
        return std::ranges::count_if(alignment.matches, [](const auto &match) { return match.has_value(); });
    };
    HistoryAlignment best = StageMatcher(plan, wordings, plan.target, texts).match();
    for (int stage = static_cast<int>(plan.stages.size()) - 1; stage >= 0; --stage) {
        HistoryAlignment other = StageMatcher(plan, wordings, stage, texts).match();
        if (found(other) > found(best))
            best = std::move(other);
    }
    return best;
}

} // namespace

QList<std::optional<HistoryMatch>> matchHistory(const BuildPlan &plan, const QList<HistoryLine> &history)
{
    return alignHistory(plan, plan.target, history).matches;
}

HistoryAlignment alignHistory(const BuildPlan &plan, int stage, const QList<HistoryLine> &history)
{
    return StageMatcher(plan, planWordings(plan), stage, textsOf(history)).match();
}

HistoryAlignment alignHistory(const BuildPlan &plan, const QList<HistoryLine> &history)
{
    return alignHistories(plan, {history}).first();
}

QList<HistoryAlignment> alignHistories(const BuildPlan &plan, const QList<QList<HistoryLine>> &histories)
{
    QList<HistoryAlignment> alignments;
    if (histories.isEmpty())
        return alignments;
    const PlanWordings wordings = planWordings(plan);
    for (const QList<HistoryLine> &history : histories)
        alignments.append(bestAlignment(plan, wordings, history));
    return alignments;
}

} // namespace strata
