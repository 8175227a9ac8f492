// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret.h"

#include <QByteArray>

#include <optional>

namespace strata {

/// What the Secret Service and we keep from those who see the bus's messages, and from the heaps of libdbus and of the
/// bus: algorithm dh-ietf1024-sha256-aes128-cbc-pkcs7 of the Secret Service specification 0.2, chapter "Transfer of
/// Secrets". Without agree() it is the algorithm "plain".
class SecretSession
{
public:
    struct Message
    {
        QByteArray parameters; ///< the initialisation vector; empty for plain
        QByteArray value;
    };

    static constexpr const char *algorithm = "dh-ietf1024-sha256-aes128-cbc-pkcs7";

    /// Our public number, big-endian; empty when there is no such arithmetic. The private one ends with this object.
    QByteArray begin();
    bool agree(const QByteArray &theirs); ///< their public number; false for one that would give the secret away

    std::optional<Message> encrypt(const Secret &secret) const;
    std::optional<Secret> decrypt(Message &message) const; ///< wipes the message

private:
    Secret m_private;
    Secret m_key; ///< 16 bytes; empty for plain
};

} // namespace strata
