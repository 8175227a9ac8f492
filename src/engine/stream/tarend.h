// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QByteArrayView>

namespace strata {

/// Watches the last bytes of an archive go by. A tar ends with 1,024 zero bytes (POSIX pax, "end-of-archive indicator").
/// An engine that fails once the answer has begun appends its error as JSON and ends the answer as if it were whole
/// (moby router/image getImagesGet): without this the archive would be taken for good. A pure state machine.
class TarEnd
{
public:
    void feed(QByteArrayView bytes);

    /// EngineFailed with the engine's words, or BrokenStream, unless what came ends as a tar does.
    Result<void> finish() const;

private:
    QByteArray m_tail;
};

} // namespace strata
