// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/sha256pair.h"

#include <array>

#include <openssl/sha.h>

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace strata::sha256pair {

#ifdef __x86_64__

namespace {

// FIPS 180-4, 4.2.2
alignas(16) constexpr std::array<quint32, 64> roundConstants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

#define STRATA_SHA __attribute__((target("sha,sse4.1"), always_inline)) inline

/// A state as the instructions want it: a, b, e, f in one register, c, d, g, h in the other.
struct Registers
{
    __m128i abef;
    __m128i cdgh;
};

STRATA_SHA Registers load(const quint32 *h)
{
    const __m128i dcba = _mm_loadu_si128(reinterpret_cast<const __m128i *>(h));
    const __m128i hgfe = _mm_loadu_si128(reinterpret_cast<const __m128i *>(h + 4));
    const __m128i cdab = _mm_shuffle_epi32(dcba, 0xb1);
    const __m128i efgh = _mm_shuffle_epi32(hgfe, 0x1b);
    return {_mm_alignr_epi8(cdab, efgh, 8), _mm_blend_epi16(efgh, cdab, 0xf0)};
}

STRATA_SHA void store(const Registers &state, quint32 *h)
{
    const __m128i feba = _mm_shuffle_epi32(state.abef, 0x1b);
    const __m128i dchg = _mm_shuffle_epi32(state.cdgh, 0xb1);
    _mm_storeu_si128(reinterpret_cast<__m128i *>(h), _mm_blend_epi16(feba, dchg, 0xf0));
    _mm_storeu_si128(reinterpret_cast<__m128i *>(h + 4), _mm_alignr_epi8(dchg, feba, 8));
}

STRATA_SHA void twoRounds(Registers &state, __m128i words)
{
    const __m128i abef = _mm_sha256rnds2_epu32(state.cdgh, state.abef, words);
    state.cdgh = state.abef;
    state.abef = abef;
}

STRATA_SHA void addTo(Registers &state, const Registers &before)
{
    state.abef = _mm_add_epi32(state.abef, before.abef);
    state.cdgh = _mm_add_epi32(state.cdgh, before.cdgh);
}

/// Sixteen words of the message schedule.
struct Schedule
{
    __m128i w0, w4, w8, w12;
};

STRATA_SHA Schedule begin(const char *block)
{
    const __m128i bigEndian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    const auto *words = reinterpret_cast<const __m128i *>(block);
    return {_mm_shuffle_epi8(_mm_loadu_si128(words), bigEndian),
            _mm_shuffle_epi8(_mm_loadu_si128(words + 1), bigEndian),
            _mm_shuffle_epi8(_mm_loadu_si128(words + 2), bigEndian),
            _mm_shuffle_epi8(_mm_loadu_si128(words + 3), bigEndian)};
}

/// Four words on.
STRATA_SHA Schedule next(const Schedule &words)
{
    const __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(words.w0, words.w4),
                                      _mm_alignr_epi8(words.w12, words.w8, 4));
    return {words.w4, words.w8, words.w12, _mm_sha256msg2_epu32(sum, words.w12)};
}

STRATA_SHA void compressBlock(Registers &one, Registers &other, const char *block)
{
    Schedule words = begin(block);
#pragma GCC unroll 16
    for (size_t i = 0; i < 16; ++i) {
        const auto *constants = reinterpret_cast<const __m128i *>(roundConstants.data()) + i;
        const __m128i sums = _mm_add_epi32(words.w0, _mm_load_si128(constants));
        const __m128i upper = _mm_shuffle_epi32(sums, 0x0e);
        twoRounds(one, sums);
        twoRounds(other, sums);
        twoRounds(one, upper);
        twoRounds(other, upper);
        words = next(words);
    }
}

__attribute__((target("sha,sse4.1"))) void compressBlocks(quint32 *h, quint32 *otherH, const char *begin,
                                                          const char *end)
{
    Registers one = load(h);
    Registers other = load(otherH);
    for (const char *block = begin; block != end; block += blockSize) {
        const Registers oneBefore = one;
        const Registers otherBefore = other;
        compressBlock(one, other, block);
        addTo(one, oneBefore);
        addTo(other, otherBefore);
    }
    store(one, h);
    store(other, otherH);
}

void addLength(SHA256state_st &state, quint64 bytes)
{
    const quint64 bits = (quint64(state.Nh) << 32 | state.Nl) + bytes * 8;
    state.Nl = quint32(bits);
    state.Nh = quint32(bits >> 32);
}

bool processorHasInstructions()
{
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1))
        return false;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
}

} // namespace

bool isAvailable()
{
    static const bool isThere = processorHasInstructions();
    return isThere;
}

void compress(SHA256state_st &one, SHA256state_st &other, QByteArrayView bytes)
{
    compressBlocks(one.h, other.h, bytes.begin(), bytes.end());
    addLength(one, quint64(bytes.size()));
    addLength(other, quint64(bytes.size()));
}

#else

bool isAvailable()
{
    return false;
}

void compress(SHA256state_st &, SHA256state_st &, QByteArrayView) {}

#endif

} // namespace strata::sha256pair
