// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/build/buildevents.h"
#include "engine/stream/buildprogress.h"

#include <QByteArray>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace strata;

namespace {

QByteArray traceMessage(QByteArrayView protobuf)
{
    return R"({"id":"moby.buildkit.trace","aux":")" + protobuf.toByteArray().toBase64() + "\"}\n";
}

/// What a view may rely on: rows are told once, in order, and the counts are those of the rows.
void check(const BuildProgress &build, const BuildProgress::Touched &touched, int rowsBefore)
{
    const auto size = static_cast<int>(build.steps().size());
    if (touched.firstNew != (size > rowsBefore ? rowsBefore : -1))
        std::abort();
    int last = -1;
    for (const int row : touched.changed) {
        if (row <= last || row >= rowsBefore)
            std::abort();
        last = row;
    }
    const BuildTotals &totals = build.totals();
    const auto visible = std::ranges::count_if(build.steps(),
                                               [](const BuildStep &step) { return !step.name.isInternal; });
    if (totals.steps != visible || totals.done > totals.steps || totals.cached > totals.done || totals.running < 0)
        std::abort();
}

struct Played
{
    BuildProgress build;
    std::shared_ptr<BuildLog> log = std::make_shared<BuildLog>();
    bool isGood = true;
};

Played played(BuildFlavour flavour, QByteArrayView answer, qsizetype piece)
{
    Played result;
    const auto decoder = decodeBuild(flavour, result.log);
    QList<BuildEvent> events;
    while (!answer.isEmpty() && result.isGood) {
        const qsizetype size = std::min(piece, answer.size());
        result.isGood = decoder->feed(answer.first(size), events).has_value();
        answer = answer.sliced(size);
    }
    result.isGood = result.isGood && decoder->finish(events);
    for (const BuildEvent &event : std::as_const(events)) {
        const auto before = static_cast<int>(result.build.steps().size());
        check(result.build, result.build.take(event.trace), before);
    }
    return result;
}

/// Times of the classic builder are those of the clock.
bool isSame(const BuildStep &a, const BuildStep &b)
{
    return a.digest == b.digest && a.name == b.name && a.state == b.state && a.error == b.error
        && a.statuses.size() == b.statuses.size() && a.warnings == b.warnings;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size - 1));
    const int kind = data[0] % 3;
    const QByteArray answer = kind == 0 ? traceMessage(bytes) : bytes.toByteArray();
    const BuildFlavour flavour = kind == 2 ? BuildFlavour::Words : BuildFlavour::BuildKit;
    Played whole = played(flavour, answer, std::max<qsizetype>(answer.size(), 1));
    const Played pieces = played(flavour, answer, 1 + data[0] % 16);
    if (whole.isGood != pieces.isGood || !std::ranges::equal(whole.build.steps(), pieces.build.steps(), isSame))
        std::abort();
    for (const BuildStep &step : whole.build.steps()) {
        const QList<BuildLogLine> lines = whole.log->lines(step.digest, 0, 10'000);
        if (lines != pieces.log->lines(step.digest, 0, 10'000)
            || lines.size() != std::min<qint64>(whole.log->lineCount(step.digest), 10'000))
            std::abort();
    }
    const auto rows = static_cast<int>(whole.build.steps().size());
    check(whole.build, whole.build.finish(), rows);
    if (whole.build.totals().running != 0)
        std::abort();
    return 0;
}
