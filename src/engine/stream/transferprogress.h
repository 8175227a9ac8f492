// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace strata {

/// One object of the streams of pull, push, load and import (moby api/types/jsonstream). What was absent is empty or 0.
struct TransferMessage
{
    QString id;     ///< of a layer; in "Pulling from …" the tag
    QString status; ///< a state word, or a line
    QString stream; ///< load: a line
    qint64 current = 0;
    qint64 total = 0; ///< 0 and -1: unknown
    QString units;    ///< "s": current counts seconds; else both are bytes
    QString auxDigest, auxTag;
    QString error; ///< the engine's words; the transfer has failed
};

/// A layer on its way. Rows never go away and keep their place.
struct TransferLayer
{
    enum class State {
        Waiting,
        Moving,    ///< Downloading, Pushing, Loading layer
        Moved,     ///< Verifying Checksum, Download complete
        Retrying,  ///< the engine tries again by itself, in `retryIn` seconds
        Unpacking, ///< Extracting
        Done
    };

    QString id;   ///< twelve hexadecimal digits
    QString word; ///< the engine's state word as it is: "Pull complete", "Mounted from shop/web"
    State state = State::Waiting;
    bool wasThere = false; ///< done without moving a byte: already exists, or mounted from another repository
    int retryIn = 0;
    /// Of what the word says: bytes moved, later bytes unpacked. A total below `current` is unknown, as for docker's own
    /// client (jsonmessage.go): pushed layers are counted with the padding of their archive, their totals without it.
    qint64 current = 0;
    qint64 total = -1; ///< -1: unknown
    qint64 moved = 0;  ///< bytes moved so far; stays while unpacking
    qint64 size = -1;  ///< bytes to move, never below `moved`; -1: not told yet

    bool operator==(const TransferLayer &) const = default;
};

struct TransferTotals
{
    qsizetype layers = 0;
    qsizetype layersDone = 0;
    qint64 moved = 0;
    /// To move in all. Engines tell a layer's size when its turn comes: the others are taken to be of mean size, so this
    /// may go up and down until `isExact`. -1 before the first size.
    qint64 size = -1;
    bool isExact = false;
};

/// What the messages of a pull, push, load or import add up to. A pure state machine, for any thread; 500 layers and
/// messages in any order are fine.
class TransferProgress
{
public:
    enum class Kind { Pull, Push, Load };

    /// Which row a message changed, so that a model can follow without a reset.
    struct Touched
    {
        qsizetype row = -1; ///< -1: none
        bool isNew = false; ///< it was appended
    };

    explicit TransferProgress(Kind kind) : m_kind(kind) {}

    Touched take(const TransferMessage &message);

    /// The transfer is asked for again: layers that were not done wait again. Gives the rows that changed.
    QList<qsizetype> beginAgain();

    Kind kind() const { return m_kind; }
    const QList<TransferLayer> &layers() const { return m_layers; }
    TransferTotals totals() const;
    const QString &status() const { return m_status; }     ///< the last line that is about no layer
    const QString &digest() const { return m_digest; }     ///< "sha256:…" of the manifest, once told
    const QStringList &loaded() const { return m_loaded; } ///< names, or IDs of images without a name
    bool isUpToDate() const { return m_upToDate; }         ///< pull: the image was here already
    /// Set by the first failure in the stream: see registryError() and archiveError().
    const std::optional<Error> &error() const { return m_error; }

private:
    void takeLine(const QString &line);
    bool isLayer(const TransferMessage &message) const;
    void takeLayer(TransferLayer &layer, const TransferMessage &message) const;

    Kind m_kind;
    QList<TransferLayer> m_layers;
    QHash<QString, qsizetype> m_rowOf;
    QString m_status;
    QString m_digest;
    QStringList m_loaded;
    bool m_upToDate = false;
    std::optional<Error> m_error;
};

} // namespace strata
