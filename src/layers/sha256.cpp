// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/sha256.h"

#include <QByteArray>

#include <new>

#include <openssl/evp.h>

namespace strata {

using namespace Qt::StringLiterals;

struct Sha256::Context
{
    Context() : state(::EVP_MD_CTX_new())
    {
        if (!state || ::EVP_DigestInit_ex(state, ::EVP_sha256(), nullptr) != 1)
            throw std::bad_alloc(); // the only way this fails
    }
    ~Context() { ::EVP_MD_CTX_free(state); }
    Q_DISABLE_COPY_MOVE(Context)

    EVP_MD_CTX *state;
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
    ::EVP_DigestUpdate(m_context->state, bytes.data(), static_cast<size_t>(bytes.size()));
}

Sha256Value Sha256::take()
{
    Sha256Value value;
    ::EVP_DigestFinal_ex(m_context->state, value.data(), nullptr);
    ::EVP_DigestInit_ex(m_context->state, nullptr, nullptr);
    return value;
}

Sha256Value Sha256::of(QByteArrayView bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.take();
}

Result<QByteArrayView> HashedSource::next()
{
    const Result<QByteArrayView> piece = m_source.next();
    if (piece) {
        m_hash.add(*piece);
        m_count += piece->size();
    }
    return piece;
}

} // namespace strata
