// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/sha256.h"

#include "layers/sha256pair.h"

#include <algorithm>
#include <functional>

#include <openssl/sha.h>

namespace strata {

using namespace Qt::StringLiterals;

/// The older functions of libcrypto, because EVP does not show the state that sha256pair works on.
struct Sha256::Context
{
    Context() { ::SHA256_Init(&state); }

    SHA256_CTX state;
};

QString digestText(const Sha256Value &value)
{
    const QByteArrayView bytes(value.data(), qsizetype(value.size()));
    return u"sha256:"_s + QString::fromLatin1(bytes.toByteArray().toHex());
}

Sha256::Sha256() : m_context(std::make_unique<Context>()) {}

Sha256::~Sha256() = default;

void Sha256::add(QByteArrayView bytes)
{
    ::SHA256_Update(&m_context->state, bytes.data(), static_cast<size_t>(bytes.size()));
}

Sha256Value Sha256::take()
{
    Sha256Value value;
    ::SHA256_Final(value.data(), &m_context->state);
    ::SHA256_Init(&m_context->state);
    return value;
}

void Sha256::addToBoth(Sha256 &one, Sha256 &other, QByteArrayView bytes)
{
    if (one.m_context->state.num == other.m_context->state.num && sha256pair::isAvailable()) {
        const qsizetype begun = qsizetype(one.m_context->state.num);
        const qsizetype head = begun == 0 ? 0 : std::min(sha256pair::blockSize - begun, bytes.size());
        one.add(bytes.first(head));
        other.add(bytes.first(head));
        bytes = bytes.sliced(head);
        const qsizetype whole = bytes.size() - bytes.size() % sha256pair::blockSize;
        sha256pair::compress(one.m_context->state, other.m_context->state, bytes.first(whole));
        bytes = bytes.sliced(whole);
    }
    one.add(bytes);
    other.add(bytes);
}

Sha256Value Sha256::of(QByteArrayView bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.take();
}

Result<QByteArrayView> HashedSource::next()
{
    hashPending(m_pending.size());
    const Result<QByteArrayView> piece = m_source.next();
    if (piece) {
        m_pending = *piece;
        m_count += piece->size();
    }
    return piece;
}

Sha256Value HashedSource::take()
{
    hashPending(m_pending.size());
    return m_hash.take();
}

void HashedSource::addTo(Sha256 &hash, QByteArrayView bytes)
{
    const std::less_equal<const char *> isBefore;
    if (!m_isHashing || bytes.isEmpty() || !isBefore(m_pending.begin(), bytes.begin())
        || !isBefore(bytes.end(), m_pending.end()))
        return hash.add(bytes);
    hashPending(bytes.begin() - m_pending.begin());
    Sha256::addToBoth(m_hash, hash, bytes);
    m_pending = m_pending.sliced(bytes.size());
}

void HashedSource::hashPending(qsizetype count)
{
    if (m_isHashing && m_around)
        m_around->addTo(m_hash, m_pending.first(count));
    else if (m_isHashing)
        m_hash.add(m_pending.first(count));
    m_pending = m_pending.sliced(count);
}

} // namespace strata
