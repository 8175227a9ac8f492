// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildsteptext.h"

#include "core/bytesize.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct BuildStepText
{
    Q_DECLARE_TR_FUNCTIONS(BuildStepText)
};

} // namespace

QString stepStateWord(BuildStep::State state)
{
    switch (state) {
    case BuildStep::State::Waiting: return BuildStepText::tr("waiting");
    case BuildStep::State::Running: return BuildStepText::tr("running");
    case BuildStep::State::Done: return BuildStepText::tr("done");
    case BuildStep::State::Cached: return BuildStepText::tr("cached");
    case BuildStep::State::Failed: return BuildStepText::tr("failed");
    case BuildStep::State::Cancelled: break;
    }
    return BuildStepText::tr("cancelled");
}

StatusColor stepStateColor(BuildStep::State state)
{
    switch (state) {
    case BuildStep::State::Running: return StatusColor::Neutral;
    case BuildStep::State::Done: return StatusColor::Positive;
    case BuildStep::State::Failed: return StatusColor::Negative;
    case BuildStep::State::Waiting:
    case BuildStep::State::Cached:
    case BuildStep::State::Cancelled: break;
    }
    return StatusColor::Inactive;
}

QIcon stepStateIcon(BuildStep::State state, const QPalette &palette)
{
    const auto make = [&](StatusShape shape) { return statusIcon(shape, stepStateColor(state), palette); };
    switch (state) {
    case BuildStep::State::Waiting: return make(StatusShape::Ring);
    case BuildStep::State::Running: return make(StatusShape::Arc);
    case BuildStep::State::Done: return make(StatusShape::Disc);
    case BuildStep::State::Cached: return make(StatusShape::Square);
    case BuildStep::State::Failed: return make(StatusShape::Triangle);
    case BuildStep::State::Cancelled: break;
    }
    return make(StatusShape::Cross);
}

QString buildOutcomeWord(Outcome::Kind kind)
{
    switch (kind) {
    case Outcome::Kind::Success: return BuildStepText::tr("built");
    case Outcome::Kind::Failure: return BuildStepText::tr("failed");
    case Outcome::Kind::Cancelled: break;
    }
    return BuildStepText::tr("cancelled");
}

QIcon buildOutcomeIcon(Outcome::Kind kind, const QPalette &palette)
{
    switch (kind) {
    case Outcome::Kind::Success: return stepStateIcon(BuildStep::State::Done, palette);
    case Outcome::Kind::Failure: return stepStateIcon(BuildStep::State::Failed, palette);
    case Outcome::Kind::Cancelled: break;
    }
    return stepStateIcon(BuildStep::State::Cancelled, palette);
}

QString timeTaken(qint64 nanoseconds)
{
    constexpr qint64 second = 1'000'000'000;
    const qint64 seconds = nanoseconds / second;
    if (seconds < 60) {
        const qint64 tenths = nanoseconds / (second / 10); // cut: 59.96 s are no minute
        const double exact = static_cast<double>(tenths) / 10;
        return BuildStepText::tr("%1 s").arg(QLocale().toString(exact, 'f', 1));
    }
    const auto twoDigits = [](qint64 number) { return QString::number(number).rightJustified(2, u'0'); };
    if (seconds < 3600)
        return BuildStepText::tr("%1 min %2 s").arg(QString::number(seconds / 60), twoDigits(seconds % 60));
    return BuildStepText::tr("%1 h %2 min").arg(QString::number(seconds / 3600), twoDigits(seconds / 60 % 60));
}

StepBytes stepBytes(const BuildTrace::Status &part)
{
    if (part.current <= 0 && part.total <= 0)
        return {};
    return {.current = std::max<qint64>(part.current, 0), .total = std::max<qint64>(part.total, 0)};
}

StepBytes stepBytes(const QList<BuildTrace::Status> &parts)
{
    StepBytes all;
    bool isKnown = true;
    for (const BuildTrace::Status &part : parts) {
        const StepBytes bytes = stepBytes(part);
        all.current += bytes.current;
        all.total += bytes.total;
        isKnown = isKnown && (bytes.total > 0 || bytes.current == 0);
    }
    if (!isKnown)
        all.total = 0;
    return all;
}

QString stepBytesText(const StepBytes &bytes, bool isOver)
{
    if (bytes.current <= 0 && bytes.total <= 0)
        return {};
    if (isOver || bytes.total <= bytes.current)
        return formatBytes(std::max(bytes.current, isOver ? bytes.total : 0));
    return BuildStepText::tr("%1 of %2").arg(formatBytes(bytes.current), formatBytes(bytes.total));
}

} // namespace strata
