// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <array>
#include <functional>

class QProcess;

namespace strata {

/// Standard input and output of a child process, past QProcess's buffers, which nobody wipes.
class Pipes
{
public:
    Pipes();
    ~Pipes();
    Q_DISABLE_COPY_MOVE(Pipes)

    void attach(QProcess &process) const; ///< before it is started
    void closeChildEnds();                ///< after it was started

    enum class End { Closed, TooLong, Stopped };

    /// Writes all of `input`, then closes; reads into the size of `output` until the child closed its end, has ended
    /// and nothing is left to read, or it is late. Both are asked ten times a second or more. A child that does not
    /// read its input is no failure.
    End talk(QByteArrayView input, QByteArray &output, const std::function<bool()> &hasEnded,
             const std::function<bool()> &isLate);

private:
    void close(int &end);
    void writeSome(QByteArrayView &input);

    std::array<int, 2> m_in{-1, -1};
    std::array<int, 2> m_out{-1, -1};
};

} // namespace strata
