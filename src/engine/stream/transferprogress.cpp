// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/transferprogress.h"

#include "engine/api/registryerrors.h"

#include <algorithm>
#include <limits>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using LayerState = TransferLayer::State;

constexpr qint64 mostBytes = std::numeric_limits<qint64>::max() / 4096; // a sum of layers stays a number

struct Word
{
    QLatin1StringView text; ///< how the engine's word begins
    LayerState state;
    bool wasThere = false;
};

/// moby distribution and containerd pull_progress.go; words that are not here leave the state as it is.
constexpr Word words[] = {
    {"Pulling fs layer"_L1, LayerState::Waiting},
    {"Waiting"_L1, LayerState::Waiting},
    {"Preparing"_L1, LayerState::Waiting},
    {"Downloading"_L1, LayerState::Moving},
    {"Pushing"_L1, LayerState::Moving},
    {"Loading layer"_L1, LayerState::Moving},
    {"Verifying Checksum"_L1, LayerState::Moved},
    {"Download complete"_L1, LayerState::Moved},
    {"Retrying in"_L1, LayerState::Retrying},
    {"Extracting"_L1, LayerState::Unpacking},
    {"Pull complete"_L1, LayerState::Done},
    {"Pushed"_L1, LayerState::Done},
    {"Already exists"_L1, LayerState::Done, true},
    {"Layer already exists"_L1, LayerState::Done, true},
    {"Mounted from"_L1, LayerState::Done, true},
    {"Skipped"_L1, LayerState::Done, true},
};

const Word *wordOf(const QString &status)
{
    const auto found = std::ranges::find_if(words, [&](const Word &word) { return status.startsWith(word.text); });
    return found == std::end(words) ? nullptr : found;
}

/// "Retrying in 5 seconds"
int secondsIn(const QString &status)
{
    return status.section(u' ', 2, 2).toInt();
}

void count(TransferLayer &layer, const TransferMessage &message)
{
    layer.current = 0;
    layer.total = -1;
    if (message.units == u"s" || (message.current <= 0 && message.total <= 0))
        return;
    layer.current = std::clamp(message.current, qint64{0}, mostBytes);
    if (message.total > 0 && message.total >= layer.current)
        layer.total = std::min(message.total, mostBytes);
    if (layer.state != LayerState::Moving)
        return;
    layer.moved = layer.current;
    const qint64 told = std::clamp(message.total, qint64{0}, mostBytes);
    if (told > 0 || layer.size >= 0)
        layer.size = std::max({told, layer.size, layer.moved});
}

/// Nothing more moves.
void settle(TransferLayer &layer)
{
    layer.moved = std::max(layer.moved, layer.size);
    layer.size = layer.moved;
}

QString digestIn(const QString &line)
{
    const qsizetype begin = line.indexOf(u"sha256:"_s);
    if (begin < 0)
        return {};
    const qsizetype end = line.indexOf(u' ', begin);
    return line.sliced(begin, (end < 0 ? line.size() : end) - begin);
}

} // namespace

TransferProgress::Touched TransferProgress::take(const TransferMessage &message)
{
    if (!message.error.isEmpty() && !m_error) {
        const Error said{Error::Kind::EngineFailed, message.error, u"in the stream"_s};
        m_error = m_kind == Kind::Load ? archiveError(said) : registryError(said);
    }
    if (!message.auxDigest.isEmpty())
        m_digest = message.auxDigest;
    if (!message.stream.isEmpty())
        takeLine(message.stream.trimmed());
    if (message.status.isEmpty())
        return {};
    if (!isLayer(message)) {
        takeLine(message.status);
        return {};
    }
    const auto known = m_rowOf.constFind(message.id);
    const bool isNew = known == m_rowOf.constEnd();
    const qsizetype row = isNew ? m_layers.size() : *known;
    if (isNew) {
        m_rowOf.insert(message.id, row);
        m_layers.append({.id = message.id, .word = {}});
    }
    takeLayer(m_layers[row], message);
    return {row, isNew};
}

/// Podman ends a pull with "Download complete" of the image's own ID, which is no layer.
bool TransferProgress::isLayer(const TransferMessage &message) const
{
    if (message.id.isEmpty() || message.id.contains(u':') || message.status.startsWith(u"Pulling from"))
        return false;
    return m_rowOf.contains(message.id) || message.status != u"Download complete";
}

void TransferProgress::takeLayer(TransferLayer &layer, const TransferMessage &message) const
{
    const Word *word = wordOf(message.status);
    if (layer.state == LayerState::Done && word && word->wasThere)
        return; // another tag of the same pull has this layer too
    layer.word = message.status;
    layer.state = word ? word->state : layer.state;
    layer.wasThere = word && word->wasThere;
    layer.retryIn = layer.state == LayerState::Retrying ? secondsIn(message.status) : 0;
    count(layer, message);
    if (m_kind == Kind::Load && layer.total > 0 && layer.current == layer.total)
        layer.state = LayerState::Done; // the engine has no word for it
    if (layer.wasThere)
        layer.moved = layer.size = 0;
    else if (layer.state == LayerState::Moved || layer.state == LayerState::Unpacking
             || layer.state == LayerState::Done)
        settle(layer);
}

void TransferProgress::takeLine(const QString &line)
{
    if (line.isEmpty())
        return;
    m_status = line;
    static const QString image = u"Loaded image: "_s;
    static const QString imageId = u"Loaded image ID: "_s;
    if (line.startsWith(image))
        m_loaded += line.sliced(image.size()).split(u',', Qt::SkipEmptyParts); // Podman names them in one line
    else if (line.startsWith(imageId))
        m_loaded.append(line.sliced(imageId.size()));
    else if (const QString digest = digestIn(line); !digest.isEmpty())
        m_digest = digest;
    if (line.startsWith(u"Status: "))
        m_upToDate = line.contains(u"Image is up to date");
}

QList<qsizetype> TransferProgress::beginAgain()
{
    m_error.reset();
    QList<qsizetype> rows;
    for (qsizetype row = 0; row < m_layers.size(); ++row) {
        const TransferLayer &old = m_layers.at(row);
        if (old.state == LayerState::Done)
            continue;
        m_layers[row] = {.id = old.id, .word = {}, .size = old.size};
        rows.append(row);
    }
    return rows;
}

TransferTotals TransferProgress::totals() const
{
    TransferTotals totals{.layers = m_layers.size()};
    qint64 known = 0;
    qsizetype sized = 0;
    for (const TransferLayer &layer : m_layers) {
        totals.layersDone += layer.state == LayerState::Done ? 1 : 0;
        totals.moved += layer.moved;
        if (layer.size >= 0) {
            known += layer.size;
            sized += layer.wasThere ? 0 : 1;
        }
    }
    const qsizetype unsized = std::ranges::count(m_layers, qint64{-1}, &TransferLayer::size);
    totals.isExact = unsized == 0 && totals.layers > 0;
    if (sized > 0)
        totals.size = known + known / sized * unsized;
    else if (unsized == 0 && totals.layers > 0)
        totals.size = 0;
    return totals;
}

} // namespace strata
