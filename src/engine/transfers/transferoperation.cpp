// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/transferoperation.h"

#include "core/bytesize.h"

#include <algorithm>
#include <cmath>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// -1 when unknown, as `bytes` may be.
qint64 secondsFor(qint64 bytes, double perSecond)
{
    if (bytes < 0 || perSecond < 1)
        return -1;
    return std::llround(static_cast<double>(bytes) / perSecond);
}

} // namespace

TransferOperation::TransferOperation(TransferProgress::Kind kind, QString title, CommandLine commandLine,
                                     QObject *parent)
    : Operation(std::move(title), std::move(commandLine), parent), m_transfer(kind)
{
    m_clock.start();
}

qint64 TransferOperation::secondsLeft() const
{
    return secondsFor(progress().total < 0 ? -1 : progress().total - progress().done, bytesPerSecond());
}

void TransferOperation::apply(const QList<TransferMessage> &messages)
{
    QList<int> changed;
    for (const TransferMessage &message : messages) {
        const QString before = m_transfer.status();
        const TransferProgress::Touched touched = m_transfer.take(message);
        if (m_transfer.status() != before)
            appendLog(m_transfer.status());
        if (touched.isNew)
            Q_EMIT layerAdded(static_cast<int>(touched.row));
        else if (touched.row >= 0)
            changed.append(static_cast<int>(touched.row));
    }
    std::ranges::sort(changed);
    changed.erase(std::ranges::unique(changed).begin(), changed.end());
    for (const int row : std::as_const(changed))
        Q_EMIT layerChanged(row);
}

void TransferOperation::beginAgain()
{
    const QList<qsizetype> rows = m_transfer.beginAgain();
    for (const qsizetype row : rows)
        Q_EMIT layerChanged(static_cast<int>(row));
}

void TransferOperation::tellBytes(qint64 done, qint64 total, const QString &text)
{
    m_rate.add(done, m_clock.elapsed());
    QStringList parts{text};
    if (bytesPerSecond() >= 1 && (total < 0 || done < total))
        parts.append(tr("%1/s").arg(formatBytes(std::llround(bytesPerSecond()))));
    if (const qint64 left = secondsFor(total < 0 ? -1 : total - done, bytesPerSecond()); left > 0)
        parts.append(left < 60 ? tr("%n second(s) left", nullptr, static_cast<int>(left))
                               : tr("%n minute(s) left", nullptr, static_cast<int>((left + 59) / 60)));
    setProgress({.done = done, .total = total, .text = parts.join(u", "_s)});
}

void TransferOperation::tellLayers()
{
    const TransferTotals totals = m_transfer.totals();
    const QString layers = tr("%1 of %n layers", nullptr, static_cast<int>(totals.layers)).arg(totals.layersDone);
    QString bytes = formatBytes(totals.moved);
    if (totals.isExact && totals.size > 0)
        bytes = tr("%1 of %2").arg(bytes, formatBytes(totals.size));
    const QString text = totals.layers == 0 ? m_transfer.status() : tr("%1, %2").arg(layers, bytes);
    tellBytes(totals.moved, totals.size > 0 ? totals.size : -1, text);
}

} // namespace strata
