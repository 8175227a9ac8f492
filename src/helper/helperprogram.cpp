// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/helperprogram.h"

#include "credentials/helperprotocol.h"
#include "credentials/jsontext.h"

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using Answer = HelperProgram::Answer;

Answer said(QByteArray text, int exitCode = 0)
{
    return {Secret::take(text), exitCode};
}

Answer refused(QByteArrayView words)
{
    return said(words.toByteArray() + '\n', 1);
}

Answer refused(const Error &error)
{
    return refused(error.message.toUtf8());
}

QString serverIn(const Secret &input)
{
    return QString::fromUtf8(input.view()).trimmed();
}

} // namespace

Answer HelperProgram::run(const QString &action, const Secret &input) const
{
    if (action == u"get")
        return get(input);
    if (action == u"store")
        return store(input);
    if (action == u"erase")
        return erase(input);
    if (action == u"list")
        return list();
    if (action == u"version")
        return said("docker-credential-strata (strata) v" STRATA_VERSION "\n");
    return refused("unknown action, expected one of: store, get, erase, list, version");
}

Answer HelperProgram::get(const Secret &input) const
{
    const QString server = serverIn(input);
    if (server.isEmpty())
        return refused(helper::noServer);
    const auto keychain = m_open();
    if (!keychain)
        return refused(keychain.error());
    const auto found = (*keychain)->read(server);
    if (!found)
        return refused(found.error());
    return *found ? Answer{helper::encode(**found), 0} : refused(helper::notFound);
}

Answer HelperProgram::store(const Secret &input) const
{
    const Result<Credential> credential = helper::decode(input);
    if (!credential)
        return refused(credential.error());
    if (credential->server.isEmpty())
        return refused(helper::noServer);
    if (credential->user.isEmpty() && !credential->isIdentityToken)
        return refused(helper::noUser);
    const auto keychain = m_open();
    if (!keychain)
        return refused(keychain.error());
    const Result<void> written = (*keychain)->write(*credential);
    return written ? Answer() : refused(written.error());
}

Answer HelperProgram::erase(const Secret &input) const
{
    const QString server = serverIn(input);
    if (server.isEmpty())
        return refused(helper::noServer);
    const auto keychain = m_open();
    if (!keychain)
        return refused(keychain.error());
    const Result<void> removed = (*keychain)->remove(server);
    return removed ? Answer() : refused(removed.error());
}

Answer HelperProgram::list() const
{
    const auto keychain = m_open();
    if (!keychain)
        return refused(keychain.error());
    const auto accounts = (*keychain)->list();
    if (!accounts)
        return refused(accounts.error());
    QByteArray json("{");
    for (const AccountName &account : *accounts)
        json += (json.size() > 1 ? "," : "") + JsonText::quoted(account.server) + ':' + JsonText::quoted(account.user);
    return said(json + "}\n");
}

} // namespace strata
