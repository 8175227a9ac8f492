// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/registryauth.h"

namespace strata {

namespace {

constexpr qsizetype longestEscape = 6; // \u00xx

void appendString(QByteArray &json, QByteArrayView text)
{
    static constexpr char digits[] = "0123456789abcdef";
    json.append('"');
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            json.append('\\').append(c);
        else if (code < 0x20)
            json.append("\\u00").append(digits[code >> 4]).append(digits[code & 15]);
        else
            json.append(c);
    }
    json.append('"');
}

void appendField(QByteArray &json, QByteArrayView name, QByteArrayView value)
{
    json.append(json.isEmpty() ? '{' : ',');
    appendString(json, name);
    json.append(':');
    appendString(json, value);
}

/// A buffer of its final size: one that grew would leave the secret behind.
Secret base64Url(QByteArrayView bytes)
{
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    QByteArray text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (qsizetype i = 0; i < bytes.size(); i += 3) {
        const auto at = [&](qsizetype k) {
            return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U;
        };
        const unsigned group = at(0) << 16 | at(1) << 8 | at(2);
        text.append(alphabet[group >> 18]).append(alphabet[group >> 12 & 63]);
        text.append(i + 1 < bytes.size() ? alphabet[group >> 6 & 63] : '=');
        text.append(i + 2 < bytes.size() ? alphabet[group & 63] : '=');
    }
    return Secret::take(text);
}

} // namespace

Secret authConfigJson(const Credential &account)
{
    const QByteArray user = account.user.toUtf8();
    const QByteArray server = account.server.toUtf8();
    constexpr qsizetype forNames = 64;
    QByteArray json;
    json.reserve(forNames + longestEscape * (user.size() + server.size() + account.secret.view().size()));
    if (account.isIdentityToken) {
        appendField(json, "identitytoken", account.secret.view());
    } else {
        appendField(json, "username", user);
        appendField(json, "password", account.secret.view());
    }
    appendField(json, "serveraddress", server);
    json.append('}');
    return Secret::take(json);
}

void addRegistryAuth(Call &call, const std::optional<Credential> &account)
{
    if (account)
        call.secretHeaders.emplaceBack("X-Registry-Auth", base64Url(authConfigJson(*account).view()));
    else
        call.headers.emplaceBack("X-Registry-Auth", "e30=");
}

/// A buffer of its final size, as above.
void addRegistryConfig(Call &call, const QList<Credential> &accounts)
{
    if (accounts.isEmpty())
        return;
    constexpr qsizetype forSigns = 8;
    QList<Secret> configs;
    qsizetype size = forSigns;
    for (const Credential &account : accounts) {
        configs.append(authConfigJson(account));
        size += forSigns + longestEscape * account.server.toUtf8().size() + configs.last().view().size();
    }
    QByteArray json;
    json.reserve(size);
    for (qsizetype i = 0; i < accounts.size(); ++i) {
        json.append(i == 0 ? '{' : ',');
        appendString(json, registryKey(accounts.at(i).server).toUtf8());
        json.append(':').append(configs.at(i).view());
    }
    json.append('}');
    call.secretHeaders.emplaceBack("X-Registry-Config", base64Url(Secret::take(json).view()));
}

} // namespace strata
