// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/operation.h"
#include "engine/stream/ratemeter.h"
#include "engine/stream/transferprogress.h"

#include <QElapsedTimer>

#include <optional>

namespace strata {

/// Images on their way: what pull, push, save, load, import and export have in common. A view shows a row per layer from
/// transfer(), and how fast it goes. Progress is in bytes; its total is what TransferTotals::size says, and -1 while
/// nobody knows.
class TransferOperation : public Operation
{
    Q_OBJECT

public:
    TransferOperation(TransferProgress::Kind kind, QString title, CommandLine commandLine, QObject *parent);

    const TransferProgress &transfer() const { return m_transfer; } ///< has no layers where files have none
    double bytesPerSecond() const { return m_rate.perSecond(); }    ///< 0 when unknown
    qint64 secondsLeft() const;                                     ///< -1 when unknown

Q_SIGNALS:
    void layerAdded(int row);   ///< at the end
    void layerChanged(int row); ///< once for many messages that came together

protected:
    void apply(const QList<TransferMessage> &messages);
    void beginAgain();
    /// Bytes done, of all or of -1; `text` says more than the bytes.
    void tellBytes(qint64 done, qint64 total, const QString &text);
    void tellLayers();

private:
    TransferProgress m_transfer;
    RateMeter m_rate;
    QElapsedTimer m_clock;
};

} // namespace strata
