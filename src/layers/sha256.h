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

/// SHA-256 with whatever the processor has for it (libcrypto). Used again and again, which spares its setting up.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Q_DISABLE_COPY_MOVE(Sha256)

    void add(QByteArrayView bytes);
    Sha256Value take(); ///< of all that was added; begins anew

    static Sha256Value of(QByteArrayView bytes);

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

/// Hands on the bytes of another source, counts them and adds them to a hash.
class HashedSource final : public ByteSource
{
public:
    HashedSource(ByteSource &source, Sha256 &hash) : m_source(source), m_hash(hash) {}

    Result<QByteArrayView> next() override;
    qint64 count() const { return m_count; }

private:
    ByteSource &m_source;
    Sha256 &m_hash;
    qint64 m_count = 0;
};

} // namespace strata
