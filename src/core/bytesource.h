// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArrayView>

namespace strata {

/// Bytes in order, each once: a file, the engine's answer, the data of an entry in an archive.
///
/// For one thread at a time; next() may block. After an error every further call gives it again.
class ByteSource
{
public:
    virtual ~ByteSource() = default;

    /// The next bytes, as many as come at once, valid until the next call. Empty: that was all.
    virtual Result<QByteArrayView> next() = 0;

    /// Leaves out some of the next bytes where that costs less than reading them, at most so many: how many it were.
    virtual qint64 skip(qint64 /*bytes*/) { return 0; }
};

} // namespace strata
