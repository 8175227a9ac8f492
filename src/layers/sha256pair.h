// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

struct SHA256state_st;

/// Two SHA-256 of the same blocks at once. A file in a tar is hashed twice, by itself and in its layer; its blocks are
/// blocks of the layer too, because tar begins data at multiples of 512. So the message schedule (FIPS 180-4, 6.2.2) is
/// the same for both, and the rounds of one fill the time in which the other waits for its own.
namespace strata::sha256pair {

constexpr qsizetype blockSize = 64;

bool isAvailable(); ///< the processor has the instructions (x86-64 with SHA extensions)

/// `bytes` are whole blocks; both states are at the beginning of one.
void compress(SHA256state_st &one, SHA256state_st &other, QByteArrayView bytes);

} // namespace strata::sha256pair
