// SPDX-License-Identifier: GPL-3.0-or-later
// Uses a secret in one way, then says "ready" and waits for a byte, so that tst_secrets may look into its memory; then
// it aborts. The way is the first argument, the secret comes on standard input, the second is a config.json or an engine's
// socket.

#include "credentials/credentialstore.h"
#include "credentials/helperprotocol.h"
#include "credentials/qtkeychain.h"
#include "engine/api/registry.h"
#include "engine/engine.h"
#include "engine/transfers/pull.h"
#include "helper/helperprogram.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <array>
#include <cstdio>
#include <cstdlib>

#include <unistd.h>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

const QString server = u"planted.example"_s;

Secret readSecret()
{
    QByteArray buffer(4096, '\0');
    const ssize_t size = ::read(STDIN_FILENO, buffer.data(), 4096);
    buffer.truncate(size > 0 ? size : 0);
    return Secret::take(buffer);
}

void expect(bool isGood, const char *what, const Error &error = {})
{
    if (isGood)
        return;
    std::fprintf(stderr, "%s: %s (%s)\n", what, qPrintable(error.message), qPrintable(error.detail));
    std::_Exit(3);
}

template<typename T>
T answerOf(const std::function<void(std::function<void(T)>)> &question)
{
    QEventLoop loop;
    std::optional<T> answer;
    question([&](T value) {
        answer = std::move(value);
        loop.quit();
    });
    loop.exec();
    return std::move(*answer);
}

std::optional<Credential> find(CredentialStore &store)
{
    using Found = Result<std::optional<Credential>>;
    const Found found = answerOf<Found>([&](auto answer) { store.find(server, qApp, answer); });
    expect(found.has_value(), "find", found ? Error() : found.error());
    return *found;
}

/// Stored, found, kept for this run, removed; a wrong one as well. Where it goes is told by config.json.
void throughTheStore(const Secret &secret, const QString &config)
{
    CredentialStore store({config, &Keychain::open});
    const Credential credential{server, u"kim"_s, secret, false};
    const auto stored = answerOf<Result<StoredAccount>>([&](auto answer) { store.store(credential, qApp, answer); });
    expect(stored.has_value(), "store", stored ? Error() : stored.error());
    expect(find(store) == credential, "it is another");
    store.storeForThisRun(credential);
    expect(find(store) == credential, "it is another");
    (void)answerOf<AccountList>([&](auto answer) { store.list(qApp, answer); });
    const auto removed = answerOf<Result<void>>([&](auto answer) { store.remove(server, qApp, answer); });
    expect(removed.has_value(), "remove", removed ? Error() : removed.error());
    expect(!find(store), "it is still there");
}

/// config.json holds the secret.
void throughTheMove(const QString &config)
{
    CredentialStore store({config, &Keychain::open});
    const auto moved = answerOf<Result<MovedAccount>>([&](auto answer) { store.moveToKeychain(server, qApp, answer); });
    expect(moved.has_value(), "move", moved ? Error() : moved.error());
    expect(find(store).has_value(), "it is gone");
}

void throughTheHelper(const Secret &secret)
{
    const HelperProgram program([] { return Keychain::open(); });
    const Secret json = helper::encode({server, u"kim"_s, secret, false});
    QByteArray name = server.toUtf8();
    const Secret asked = Secret::take(name);
    expect(program.run(u"store"_s, json).exitCode == 0, "store");
    expect(program.run(u"get"_s, asked).output == json, "get");
    expect(program.run(u"erase"_s, asked).exitCode == 0, "erase");
}

/// Tried at a registry, then sent along with a search and a pull.
void throughTheEngine(const Secret &secret, const QString &socket)
{
    Engine engine(Endpoint::unixSocket(socket));
    const Credential credential{server, u"kim"_s, secret, false};
    const auto login = answerOf<Result<Registry::Login>>(
        [&](auto answer) { engine.registry().login(credential, qApp, answer); });
    expect(login.has_value(), "login", login ? Error() : login.error());
    const auto hits = answerOf<Result<QList<SearchHit>>>(
        [&](auto answer) { engine.registry().search(u"web"_s, 5, credential, qApp, answer); });
    expect(hits.has_value(), "search", hits ? Error() : hits.error());
    PullOperation pull(engine, {.reference = *ImageReference::parse(u"planted.example/web:1"_s)}, credential);
    QEventLoop loop;
    QObject::connect(&pull, &Operation::finished, &loop, &QEventLoop::quit);
    pull.start();
    loop.exec();
    expect(pull.outcome().kind == Outcome::Kind::Success, "pull", pull.outcome().error.value_or(Error()));
}

void throughQtKeychain(const Secret &secret)
{
    QtKeychain keychain;
    const Credential credential{server, u"kim"_s, secret, false};
    expect(keychain.write(credential).has_value(), "write");
    expect(keychain.read(server).value_or(std::nullopt) == credential, "read");
    expect(keychain.remove(server).has_value(), "remove");
}

/// What the test must find, or it looks wrongly.
void carelessly(const Secret &secret)
{
    for (int i = 0; i < 50; ++i) {
        const QByteArray copy = secret.view().toByteArray();
        const QString text = QString::fromUtf8(copy);
        expect(text.size() == copy.size(), "copy");
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const Secret secret = readSecret();
    const QString way = arguments.value(1);
    if (way == u"store")
        throughTheStore(secret, arguments.value(2));
    else if (way == u"move")
        throughTheMove(arguments.value(2));
    else if (way == u"helper")
        throughTheHelper(secret);
    else if (way == u"engine")
        throughTheEngine(secret, arguments.value(2));
    else if (way == u"qtkeychain")
        throughQtKeychain(secret);
    else
        carelessly(secret);
    std::puts("ready");
    std::fflush(stdout);
    char byte = 0;
    (void)!::read(STDIN_FILENO, &byte, 1);
    std::abort();
}
