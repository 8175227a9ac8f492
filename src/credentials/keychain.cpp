// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/keychain.h"

#include "credentials/qtkeychain.h"
#include "credentials/secretservice.h"

namespace strata {

Result<std::unique_ptr<Keychain>> Keychain::open(const std::stop_token &stop)
{
    auto service = SecretService::open(stop);
    if (service || service.error().kind != Error::Kind::NoKeychain || !QtKeychain::isThere(stop))
        return service;
    return std::make_unique<QtKeychain>(stop);
}

} // namespace strata
