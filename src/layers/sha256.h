// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bytesource.h"

#include <QString>

#include <array>
#include <memory>

namespace strata {

using Sha256Value = std::array<quint8, 32>;

/// "sha256:" and 64 hexadecimal digits, as the OCI image specification writes digests (descriptor.md).
QString digestText(const Sha256Value &value);

/// SHA-256 with whatever the processor has for it (libcrypto).
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Q_DISABLE_COPY_MOVE(Sha256)

    void add(QByteArrayView bytes);
    Sha256Value take(); ///< of all that was added; begins anew

    /// Adds the same bytes to two hashes, for little more than one costs where the processor has instructions for SHA-256
    /// and both have the same place in their 64-byte blocks, as a tar and the files in it do.
    static void addToBoth(Sha256 &one, Sha256 &other, QByteArrayView bytes);
    static Sha256Value of(QByteArrayView bytes);

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

/// Hands on the bytes of another source, counts and hashes them.
class HashedSource final : public ByteSource
{
public:
    /// `around` hashes a stream that this one is a part of: bytes that both have at hand are hashed in one go.
    explicit HashedSource(ByteSource &source, HashedSource *around = nullptr) : m_source(source), m_around(around) {}

    Result<QByteArrayView> next() override;
    qint64 count() const { return m_count; }
    Sha256Value take();                         ///< of all that was handed on
    void stopHashing() { m_isHashing = false; } ///< what is still to come is only counted: take() has no meaning

    /// Adds `bytes` to `hash`; when they are of the last piece that was handed on, in one go with this source's own hash.
    void addTo(Sha256 &hash, QByteArrayView bytes);

private:
    void hashPending(qsizetype count);

    ByteSource &m_source;
    HashedSource *m_around;
    Sha256 m_hash;
    bool m_isHashing = true;
    QByteArrayView m_pending; ///< the end of the last piece, not hashed yet
    qint64 m_count = 0;
};

} // namespace strata
