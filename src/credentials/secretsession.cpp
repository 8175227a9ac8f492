// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/secretsession.h"

#include <memory>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

namespace strata {

namespace {

constexpr int groupBytes = 128; ///< RFC 2409, second Oakley group
constexpr int keyBytes = 16;    ///< AES-128; its blocks have the same size

template<auto Free>
struct FreeWith
{
    template<typename T>
    void operator()(T *what) const
    {
        Free(what);
    }
};
using Number = std::unique_ptr<BIGNUM, FreeWith<BN_clear_free>>;
using Arithmetic = std::unique_ptr<BN_CTX, FreeWith<BN_CTX_free>>;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeWith<EVP_CIPHER_CTX_free>>;
using Derivation = std::unique_ptr<EVP_KDF, FreeWith<EVP_KDF_free>>;
using DerivationContext = std::unique_ptr<EVP_KDF_CTX, FreeWith<EVP_KDF_CTX_free>>;

unsigned char *bytesOf(QByteArray &buffer)
{
    return reinterpret_cast<unsigned char *>(buffer.data());
}

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

Number numberOf(QByteArrayView bytes)
{
    return Number(BN_bin2bn(bytesOf(bytes), static_cast<int>(bytes.size()), nullptr));
}

QByteArray padded(const Number &number)
{
    QByteArray bytes(groupBytes, '\0');
    BN_bn2binpad(number.get(), bytesOf(bytes), groupBytes);
    return bytes;
}

/// base ^ exponent in the group, big-endian; empty when that failed.
QByteArray power(const Number &base, const Secret &exponent)
{
    const Arithmetic arithmetic(BN_CTX_secure_new());
    const Number prime(BN_get_rfc2409_prime_1024(nullptr));
    const Number secret = numberOf(exponent.view());
    const Number result(BN_new());
    if (!arithmetic || !prime || !secret || !result)
        return {};
    BN_set_flags(secret.get(), BN_FLG_CONSTTIME);
    if (!BN_mod_exp(result.get(), base.get(), secret.get(), prime.get(), arithmetic.get()))
        return {};
    return padded(result);
}

/// HKDF with SHA-256, without salt and info.
Secret derive(QByteArray &shared)
{
    const Derivation hkdf(EVP_KDF_fetch(nullptr, OSSL_KDF_NAME_HKDF, nullptr));
    const DerivationContext context(hkdf ? EVP_KDF_CTX_new(hkdf.get()) : nullptr);
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, shared.data(), static_cast<size_t>(shared.size())),
        OSSL_PARAM_construct_end()};
    QByteArray key(keyBytes, '\0');
    const bool isGood = context && EVP_KDF_derive(context.get(), bytesOf(key), keyBytes, parameters) == 1;
    wipe(shared);
    return isGood ? Secret::take(key) : Secret();
}

} // namespace

QByteArray SecretSession::begin()
{
    QByteArray bytes(groupBytes, '\0');
    if (RAND_bytes(bytesOf(bytes), groupBytes) != 1)
        return {};
    m_private = Secret::take(bytes);
    const Number two(BN_new());
    if (!two || !BN_set_word(two.get(), 2))
        return {};
    return power(two, m_private);
}

bool SecretSession::agree(const QByteArray &theirs)
{
    const Number number = numberOf(theirs);
    const Number limit(BN_get_rfc2409_prime_1024(nullptr));
    constexpr int longest = groupBytes + 1; // KWallet writes a sign in front
    if (!number || !limit || theirs.size() > longest || !BN_sub_word(limit.get(), 1)
        || BN_cmp(number.get(), BN_value_one()) <= 0 || BN_cmp(number.get(), limit.get()) >= 0)
        return false;
    QByteArray shared = power(number, m_private);
    if (shared.isEmpty())
        return false;
    m_key = derive(shared);
    m_private = {};
    return !m_key.isEmpty();
}

std::optional<SecretSession::Message> SecretSession::encrypt(const Secret &secret) const
{
    if (m_key.isEmpty())
        return Message{{}, secret.view().toByteArray()};
    Message message{QByteArray(keyBytes, '\0'), QByteArray(secret.view().size() + keyBytes, '\0')};
    const Cipher cipher(EVP_CIPHER_CTX_new());
    int size = 0;
    int rest = 0;
    if (!cipher || RAND_bytes(bytesOf(message.parameters), keyBytes) != 1
        || !EVP_EncryptInit_ex(cipher.get(), EVP_aes_128_cbc(), nullptr, bytesOf(m_key.view()),
                               bytesOf(message.parameters))
        || !EVP_EncryptUpdate(cipher.get(), bytesOf(message.value), &size, bytesOf(secret.view()),
                              static_cast<int>(secret.view().size()))
        || !EVP_EncryptFinal_ex(cipher.get(), bytesOf(message.value) + size, &rest))
        return {};
    message.value.truncate(size + rest);
    return message;
}

std::optional<Secret> SecretSession::decrypt(Message &message) const
{
    if (m_key.isEmpty())
        return Secret::take(message.value);
    QByteArray clear(message.value.size() + keyBytes, '\0');
    const Cipher cipher(EVP_CIPHER_CTX_new());
    int size = 0;
    int rest = 0;
    const bool isGood = cipher && message.parameters.size() == keyBytes
        && EVP_DecryptInit_ex(cipher.get(), EVP_aes_128_cbc(), nullptr, bytesOf(m_key.view()),
                              bytesOf(message.parameters))
        && EVP_DecryptUpdate(cipher.get(), bytesOf(clear), &size, bytesOf(message.value),
                             static_cast<int>(message.value.size()))
        && EVP_DecryptFinal_ex(cipher.get(), bytesOf(clear) + size, &rest);
    const QByteArrayView text = QByteArrayView(clear).first(isGood ? size + rest : 0);
    QByteArray exact = text.toByteArray();
    wipe(clear);
    if (!isGood)
        return {};
    return Secret::take(exact);
}

} // namespace strata
