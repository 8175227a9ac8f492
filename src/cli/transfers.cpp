// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/transfers.h"

#include "cli/output.h"
#include "cli/table.h"
#include "core/imagereference.h"
#include "credentials/credentialstore.h"
#include "engine/transfers/load.h"
#include "engine/transfers/pull.h"
#include "engine/transfers/push.h"
#include "engine/transfers/save.h"

#include <QCoreApplication>

#include <cstdio>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using Made = Result<std::unique_ptr<TransferOperation>>;

void say(std::FILE *where, const QString &text)
{
    std::fprintf(where, "%s\n", qUtf8Printable(printable(text)));
    std::fflush(where);
}

Made pull(Engine &engine, const QStringList &names, const TransferOptions &options)
{
    if (names.size() != 1)
        return failure(Error::Kind::InvalidInput, u"pull takes one reference"_s);
    return ImageReference::parse(names.first()).transform([&](const ImageReference &reference) {
        return std::unique_ptr<TransferOperation>(std::make_unique<PullOperation>(
            engine, PullRequest{.reference = reference, .platform = options.platform, .allTags = options.allTags}));
    });
}

Made push(Engine &engine, const QStringList &names)
{
    if (names.size() != 1)
        return failure(Error::Kind::InvalidInput, u"push takes one reference"_s);
    return ImageReference::parse(names.first()).transform([&](const ImageReference &reference) {
        return std::unique_ptr<TransferOperation>(std::make_unique<PushOperation>(engine, reference));
    });
}

Made save(Engine &engine, const QStringList &names, const TransferOptions &options)
{
    if (names.isEmpty() || options.output.isEmpty())
        return failure(Error::Kind::InvalidInput, u"save takes -o FILE and one or more images"_s);
    ArchiveTarget target{.path = options.output};
    if (target.path.endsWith(u".gz") || target.path.endsWith(u".tgz"))
        target.compression = Compression::Gzip;
    else if (target.path.endsWith(u".zst"))
        target.compression = Compression::Zstd;
    return std::make_unique<SaveOperation>(engine, names, target);
}

Made load(Engine &engine, const QStringList &names, const TransferOptions &options)
{
    if (!names.isEmpty() || options.input.isEmpty())
        return failure(Error::Kind::InvalidInput, u"load takes -i FILE"_s);
    return std::make_unique<LoadOperation>(engine, options.input);
}

} // namespace

bool isTransfer(const QString &command)
{
    return QStringList{u"pull"_s, u"push"_s, u"save"_s, u"load"_s}.contains(command);
}

Made makeTransfer(Engine &engine, const QStringList &words, const TransferOptions &options)
{
    const QString command = words.value(0);
    const QStringList names = words.mid(1);
    if (command == u"pull")
        return pull(engine, names, options);
    if (command == u"push")
        return push(engine, names);
    return command == u"save" ? save(engine, names, options) : load(engine, names, options);
}

void runTransfer(TransferOperation &operation)
{
    if (auto *transfer = qobject_cast<RegistryTransfer *>(&operation)) {
        auto *store = new CredentialStore(transfer);
        transfer->setFindAccount([store](const QString &registry, QObject *context, auto answer) {
            store->find(registry, context, std::move(answer));
        });
    }
    QObject::connect(&operation, &Operation::logAppended, &operation, [](const QString &line) { say(stderr, line); });
    QObject::connect(&operation, &Operation::finished, &operation, [](const Outcome &outcome) {
        if (outcome.kind == Outcome::Kind::Success)
            say(stdout, outcome.summary);
        else if (outcome.error)
            complain(outcome.error->message);
        QCoreApplication::exit(outcome.kind == Outcome::Kind::Success ? 0 : 1);
    });
    operation.start();
}

} // namespace strata
