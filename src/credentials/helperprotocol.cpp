// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/helperprotocol.h"

#include "credentials/account.h"
#include "credentials/jsontext.h"

#include <QCoreApplication>

namespace strata::helper {

namespace {

struct ProtocolText
{
    Q_DECLARE_TR_FUNCTIONS(HelperProtocol)
};

} // namespace

Secret encode(const Credential &credential)
{
    const QByteArray server = credential.server.toUtf8();
    const QByteArray user = (credential.isIdentityToken ? tokenUser : credential.user).toUtf8();
    QByteArray json;
    json.reserve(64 + 6 * (server.size() + user.size() + credential.secret.view().size()));
    json += "{\"ServerURL\":";
    JsonText::appendQuoted(json, server);
    json += ",\"Username\":";
    JsonText::appendQuoted(json, user);
    json += ",\"Secret\":";
    JsonText::appendQuoted(json, credential.secret.view());
    json += '}';
    return Secret::take(json);
}

Result<Credential> decode(Secret text)
{
    const auto malformed = [](const QString &detail) {
        return failure(Error::Kind::MalformedAnswer,
                       ProtocolText::tr("What should be an account cannot be understood."), detail);
    };
    const Result<JsonText> json = JsonText::parse(std::move(text));
    if (!json)
        return malformed(json.error().detail);
    if (json->root().kind != JsonNode::Kind::Object)
        return malformed(QStringLiteral("not an object"));
    const auto member = [&json](QStringView name) { return json->member(json->root(), name, Qt::CaseInsensitive); };
    for (const QStringView name : {u"ServerURL", u"Username", u"Secret"}) {
        if (member(name) && member(name)->kind != JsonNode::Kind::String)
            return malformed(name + QStringLiteral(" is no text"));
    }
    const auto string = [&](QStringView name) { return member(name) ? json->string(*member(name)) : QString(); };
    Credential credential{string(u"ServerURL"), string(u"Username"), {}, false};
    if (const JsonNode *secret = member(u"Secret"))
        credential.secret = json->secret(*secret);
    credential.isIdentityToken = credential.user == tokenUser;
    if (credential.isIdentityToken)
        credential.user.clear();
    return credential;
}

} // namespace strata::helper
