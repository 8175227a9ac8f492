// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/qtkeychain.h"

#include "credentials/bus.h"
#include "credentials/helperprotocol.h"
#include "credentials/jsontext.h"
#include "credentials/keychaintext.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QThread>

#include <chrono>
#include <memory>
#include <semaphore>

#include <qt6keychain/keychain.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

const QString serviceName = u"Strata"_s;
const QString indexKey = u"docker-accounts"_s;

QString entryKey(const QString &server)
{
    return u"docker:"_s + server;
}

Error fromQtKeychain(QKeychain::Error error, const QString &detail)
{
    switch (error) {
    case QKeychain::EntryNotFound: return {Error::Kind::NotFound, KeychainText::tr("No such account."), detail};
    case QKeychain::AccessDeniedByUser:
        return {Error::Kind::KeychainLocked, KeychainText::tr("The keychain was not unlocked."), detail};
    case QKeychain::AccessDenied:
        return {Error::Kind::PermissionDenied, KeychainText::tr("The keychain refused."), detail};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {Error::Kind::NoKeychain, KeychainText::tr("This desktop session has no keychain."), detail};
    default: return {Error::Kind::Local, KeychainText::tr("The keychain failed."), detail};
    }
}

/// What a job ended with, handed from the application's thread to the one that asked.
struct JobEnd
{
    std::binary_semaphore done{0};
    QKeychain::Error error = QKeychain::OtherError;
    QString text;
    QByteArray data;
};

void startJob(QKeychain::Job *job, const std::shared_ptr<JobEnd> &end)
{
    QObject::connect(job, &QKeychain::Job::finished, job, [end](QKeychain::Job *finished) {
        end->error = finished->error();
        end->text = finished->errorString();
        if (const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(finished))
            end->data = reading->binaryData();
        end->done.release();
    });
    job->start();
}

} // namespace

bool QtKeychain::isThere(std::stop_token stop)
{
    Bus bus(std::move(stop));
    const QString name = u"org.freedesktop.DBus"_s;
    for (const QString &question : {u"ListNames"_s, u"ListActivatableNames"_s}) {
        const auto answer = bus.call(name, u"/org/freedesktop/DBus"_s, name, question, {});
        const QStringList names = answer ? answer->value(0).toStringList() : QStringList();
        if (names.contains(u"org.kde.kwalletd6"_s) || names.contains(u"org.kde.kwalletd5"_s))
            return true;
    }
    return false;
}

Result<QByteArray> QtKeychain::run(const std::function<QKeychain::Job *()> &make) const
{
    const auto end = std::make_shared<JobEnd>();
    QCoreApplication *application = QCoreApplication::instance();
    if (QThread::currentThread() == application->thread()) {
        QEventLoop loop;
        QKeychain::Job *job = make();
        QObject::connect(job, &QKeychain::Job::finished, &loop, &QEventLoop::quit, Qt::QueuedConnection);
        startJob(job, end);
        loop.exec();
    } else {
        QMetaObject::invokeMethod(application, [make, end] { startJob(make(), end); }, Qt::QueuedConnection);
    }
    while (!end->done.try_acquire_for(std::chrono::milliseconds(100))) {
        if (m_stop.stop_requested())
            return failure(Error::Kind::Cancelled, KeychainText::tr("The keychain was no longer asked."));
    }
    if (end->error != QKeychain::NoError)
        return std::unexpected(fromQtKeychain(end->error, end->text));
    return std::move(end->data);
}

Result<QByteArray> QtKeychain::readEntry(const QString &key) const
{
    return run([key]() -> QKeychain::Job * {
        auto *job = new QKeychain::ReadPasswordJob(serviceName);
        job->setKey(key);
        return job;
    });
}

Result<void> QtKeychain::writeEntry(const QString &key, QByteArray &value) const
{
    const Secret secret = Secret::take(value);
    const Result<QByteArray> written = run([key, secret]() -> QKeychain::Job * {
        auto *job = new QKeychain::WritePasswordJob(serviceName);
        job->setKey(key);
        job->setBinaryData(secret.view().toByteArray());
        return job;
    });
    return written ? Result<void>() : std::unexpected(written.error());
}

Result<void> QtKeychain::removeEntry(const QString &key) const
{
    const Result<QByteArray> removed = run([key]() -> QKeychain::Job * {
        auto *job = new QKeychain::DeletePasswordJob(serviceName);
        job->setKey(key);
        return job;
    });
    if (!removed && removed.error().kind != Error::Kind::NotFound)
        return std::unexpected(removed.error());
    return {};
}

Result<std::optional<Credential>> QtKeychain::read(const QString &server)
{
    Result<QByteArray> value = readEntry(entryKey(server));
    if (!value && value.error().kind == Error::Kind::NotFound)
        return std::nullopt;
    if (!value)
        return std::unexpected(value.error());
    Result<Credential> credential = helper::decode(Secret::take(*value));
    if (!credential)
        return failure(Error::Kind::Local, KeychainText::tr("The keychain failed."), credential.error().detail);
    return *credential;
}

Result<void> QtKeychain::write(const Credential &credential)
{
    Result<Names> all = names();
    if (!all)
        return std::unexpected(all.error());
    const Secret json = helper::encode(credential);
    QByteArray value = json.view().toByteArray();
    if (const Result<void> written = writeEntry(entryKey(credential.server), value); !written)
        return written;
    all->insert(credential.server, credential.isIdentityToken ? tokenUser : credential.user);
    return setNames(*all);
}

Result<void> QtKeychain::remove(const QString &server)
{
    Result<Names> all = names();
    if (!all)
        return std::unexpected(all.error());
    if (const Result<void> removed = removeEntry(entryKey(server)); !removed)
        return removed;
    return all->remove(server) > 0 ? setNames(*all) : Result<void>();
}

Result<QList<AccountName>> QtKeychain::list()
{
    const Result<Names> all = names();
    if (!all)
        return std::unexpected(all.error());
    QList<AccountName> accounts;
    for (const auto &[server, user] : all->asKeyValueRange())
        accounts.append({server, user});
    return accounts;
}

Result<QtKeychain::Names> QtKeychain::names() const
{
    Result<QByteArray> value = readEntry(indexKey);
    if (!value && value.error().kind == Error::Kind::NotFound)
        return Names();
    if (!value)
        return std::unexpected(value.error());
    const Result<JsonText> json = JsonText::parse(Secret::take(*value));
    if (!json)
        return failure(Error::Kind::Local, KeychainText::tr("The keychain failed."), json.error().detail);
    Names names;
    for (const JsonNode &member : json->root().children)
        names.insert(json->key(member), json->string(member));
    return names;
}

Result<void> QtKeychain::setNames(const Names &names) const
{
    QByteArray json("{");
    for (const auto &[server, user] : names.asKeyValueRange())
        json += (json.size() > 1 ? "," : "") + JsonText::quoted(server) + ':' + JsonText::quoted(user);
    json += '}';
    return writeEntry(indexKey, json);
}

} // namespace strata
