// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfers/transfercommands.h"

#include "app/activity/activity.h"
#include "app/common/inputdialog.h"
#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/images/imagenames.h"
#include "app/images/imagepresentation.h"
#include "app/shell/controls.h"
#include "app/transfers/archivedialogs.h"
#include "app/transfers/loaddialog.h"
#include "app/transfers/newercheck.h"
#include "app/transfers/pulldialog.h"
#include "engine/actions/imageactions.h"
#include "engine/api/registry.h"
#include "engine/transfers/load.h"
#include "engine/transfers/pull.h"
#include "engine/transfers/push.h"
#include "engine/transfers/save.h"

#include <QAction>
#include <QWidget>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int searchLimit = 25;

QString keyOf(const ImageReference &reference)
{
    return registryKey(reference.domain());
}

PullDialog::Search searchWith(EngineSession &session)
{
    return [session = QPointer(&session)](const QString &term, QObject *context, auto answer) {
        if (!session)
            return;
        session->engine().registry().search(term, searchLimit, {}, context,
                                            [answer = std::move(answer)](const Result<QList<SearchHit>> &hits) {
                                                if (hits)
                                                    answer(*hits);
                                            });
    };
}

/// The image's name if it can be pushed, else one that can.
void proposePushName(InputDialog &dialog, const QString &current, const QString &hubUser)
{
    const actions::PushName check = actions::pushName(current, hubUser);
    dialog.setText(check.problem.isEmpty() || check.proposal.isEmpty() ? current : check.proposal);
    dialog.setCheck([hubUser](const QString &text) { return actions::pushName(text.trimmed(), hubUser).problem; });
}

} // namespace

TransferCommands::TransferCommands(Activity &activity, AccountSource &accounts, QWidget *window)
    : QObject(window), m_activity(activity), m_accounts(accounts), m_registries(accounts), m_window(window)
{
    pull = makeAction(this, u"imagesPull"_s, u"download"_s, tr("Pull…"), tr("Get an image from a registry"));
    push = makeAction(this, u"imagesPush"_s, u"cloud-upload"_s, tr("Push…"), tr("Bring the image to its registry"));
    load = makeAction(this, u"imagesLoad"_s, u"document-open"_s, tr("Load…"),
                      tr("Load images from an archive that docker save wrote"));
    save = makeAction(this, u"imagesSave"_s, u"document-save"_s, tr("Save…"),
                      tr("Save the selected images into one archive"));
    import = makeAction(this, u"imagesImport"_s, u"document-import"_s, tr("Import…"),
                        tr("Make an image of one layer from an archive of a file system"));
    checkNewer = makeAction(
        this, u"imagesCheckNewer"_s, u"view-refresh"_s, tr("Look for newer"),
        tr("Ask the registries whether they have newer images under the names of the selected ones"));
    connect(checkNewer, &QAction::triggered, this, &TransferCommands::lookForNewer);
    connect(pull, &QAction::triggered, this, &TransferCommands::askPull);
    connect(push, &QAction::triggered, this, &TransferCommands::askPush);
    connect(load, &QAction::triggered, this, &TransferCommands::askLoad);
    connect(save, &QAction::triggered, this, &TransferCommands::askSave);
    connect(import, &QAction::triggered, this, &TransferCommands::askImport);
    setSession(nullptr);
}

void TransferCommands::setSession(EngineSession *session)
{
    m_session = session;
    for (QAction *action : {pull, load, import})
        action->setEnabled(session);
    setSelection({});
}

void TransferCommands::setSelection(const QList<ImageRow> &rows)
{
    m_selection = rows;
    push->setEnabled(m_session && rows.size() == 1);
    save->setEnabled(m_session && !rows.isEmpty());
    checkNewer->setEnabled(m_session && !std::ranges::all_of(rows, &ImageRow::isDangling));
}

QList<QAction *> TransferCommands::all() const
{
    return {pull, push, checkNewer, load, save, import};
}

QStringList TransferCommands::knownNames() const
{
    QStringList names;
    for (const ImageSummary &image : m_session->inventory().images())
        names += image.repoTags;
    return names;
}

void TransferCommands::askPull()
{
    if (!m_session)
        return;
    auto *dialog = new PullDialog(m_window);
    dialog->setKnownNames(knownNames());
    dialog->setSearch(searchWith(*m_session));
    dialog->setRegistry(m_registries);
    if (const auto &info = m_session->inventory().info())
        dialog->setEnginePlatform(info->platform());
    if (m_selection.size() == 1 && !m_selection.first().isDangling())
        dialog->setReference(m_selection.first().reference());
    connect(m_session, &QObject::destroyed, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { startPull(dialog->request()); });
    dialog->open();
}

void TransferCommands::startPull(const PullRequest &request)
{
    if (m_session)
        runTransfer(std::make_unique<PullOperation>(m_session->engine(), request, std::nullopt),
                    keyOf(request.reference));
}

/// The name decides where an image goes, so it is shown, and another one can be given. Who is logged in at Docker Hub
/// may be told a moment later.
void TransferCommands::askPush()
{
    if (!m_session || m_selection.size() != 1)
        return;
    const ImageRow row = m_selection.first();
    const QString current = row.isDangling() ? QString() : row.reference();
    auto *dialog = new InputDialog(u"pushDialog"_s, tr("Push %1").arg(imageTitle(current, row.id)),
                                   tr("Registry, repository and tag to push to:"), m_window);
    dialog->setAcceptText(tr("Push"));
    dialog->setInitialAllowed(true);
    proposePushName(*dialog, current, {});
    dialog->setNote([current, session = m_session](const QString &text) {
        const auto reference = ImageReference::parse(text.trimmed());
        if (!reference)
            return QString();
        const QString registry = registryName(keyOf(*reference));
        if (text.trimmed() == current)
            return tr("Goes to %1.").arg(registry);
        const QString loss = session ? lossOfName(text, session->inventory()) : QString();
        return QString(tr("The image gets this name first, and then goes to %1.").arg(registry) + u' ' + loss)
            .trimmed();
    });
    m_accounts.user(registryKey(u"docker.io"_s), dialog,
                    [dialog, current, before = dialog->text()](const QString &user) {
                        if (dialog->text() == before)
                            proposePushName(*dialog, current, user);
                    });
    connect(m_session, &QObject::destroyed, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, [this, row, dialog] { startPush(row, dialog->text().trimmed()); });
    dialog->open();
}

void TransferCommands::startPush(const ImageRow &row, const QString &name)
{
    const auto reference = ImageReference::parse(name);
    if (!m_session || !reference)
        return;
    const auto go = [this, reference = reference->withDefaultTag()] {
        if (m_session)
            runTransfer(std::make_unique<PushOperation>(m_session->engine(), reference), keyOf(reference));
    };
    if (row.reference() == name)
        return go();
    auto tagging = std::make_unique<ActionOperation>(m_session->engine(), actions::tagImage(row.reference(), name));
    connect(tagging.get(), &Operation::finished, this, [go](const Outcome &outcome) {
        if (outcome.kind == Outcome::Kind::Success)
            go();
    });
    run(std::move(tagging));
}

void TransferCommands::askLoad()
{
    askArchive(m_window, u"loadDialog"_s, tr("Load images"), [this](const QString &path) { loadFiles({path}); });
}

void TransferCommands::loadFiles(const QStringList &paths)
{
    if (!m_session)
        return;
    auto *dialog = new LoadDialog(paths, m_window);
    connect(m_session, &QObject::destroyed, dialog, &QDialog::reject);
    connect(dialog, &LoadDialog::importRequested, this, &TransferCommands::askImportName);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        for (const QString &path : dialog->loadable()) {
            if (m_session)
                run(std::make_unique<LoadOperation>(m_session->engine(), path));
        }
    });
    dialog->open();
}

void TransferCommands::askSave()
{
    if (!m_session || m_selection.isEmpty())
        return;
    QStringList names;
    for (const ImageRow &row : std::as_const(m_selection))
        names.append(row.reference());
    names.removeDuplicates();
    askNewArchive(m_window, u"saveDialog"_s, tr("Save images"), names.size() == 1 ? names.first() : u"images"_s,
                  [this, names](const ArchiveTarget &target) {
                      if (m_session)
                          run(std::make_unique<SaveOperation>(m_session->engine(), names, target));
                  });
}

void TransferCommands::askImport()
{
    askArchive(m_window, u"importDialog"_s, tr("Import a file system"),
               [this](const QString &path) { askImportName(path); });
}

void TransferCommands::askImportName(const QString &path)
{
    if (!m_session)
        return;
    auto *dialog = new InputDialog(u"importNameDialog"_s, tr("Import a file system"),
                                   tr("Name of the new image (shop/base:1):"), m_window);
    dialog->setAcceptText(tr("Import"));
    dialog->setCheck(&imageNameProblem);
    dialog->setNote([session = m_session](const QString &text) {
        return session ? lossOfName(text, session->inventory()) : QString();
    });
    connect(m_session, &QObject::destroyed, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, [this, path, dialog] {
        ImportRequest request;
        request.path = path;
        request.reference = dialog->text().trimmed();
        run(std::make_unique<ImportOperation>(m_session->engine(), request));
    });
    dialog->open();
}

void TransferCommands::lookForNewer()
{
    if (!m_session)
        return;
    QList<ImageRow> rows = m_selection;
    rows.removeIf([](const ImageRow &row) { return row.isDangling(); });
    QList<NewerCheck::Target> targets;
    for (const ImageRow &row : std::as_const(rows)) {
        if (const auto reference = ImageReference::parse(row.reference()))
            targets.append({.reference = *reference, .repoDigests = row.digests});
    }
    auto check = std::make_unique<NewerCheck>(m_registries, targets);
    connect(check.get(), &Operation::finished, this, [this, rows, asked = check.get()] { tellNewer(*asked, rows); });
    run(std::move(check));
}

void TransferCommands::tellNewer(const NewerCheck &check, const QList<ImageRow> &rows)
{
    QHash<ImageRowKey, bool> known;
    for (const NewerCheck::Finding &finding : check.findings()) {
        const auto row = std::ranges::find_if(rows, [&finding](const ImageRow &one) {
            const auto reference = ImageReference::parse(one.reference());
            return reference && reference->familiar() == finding.reference;
        });
        if (row != rows.end() && finding.isNewer)
            known.insert({row->id, row->reference()}, *finding.isNewer);
    }
    Q_EMIT newerKnown(known);
}

/// Where operations get an account, also after this is gone.
FindCredential TransferCommands::finder()
{
    return [commands = QPointer(this)](const QString &registry, QObject *context, auto answer) {
        if (commands)
            commands->m_accounts.find(registry, context, std::move(answer));
    };
}

void TransferCommands::run(std::unique_ptr<Operation> operation)
{
    m_activity.run(operation.release());
}

void TransferCommands::runTransfer(std::unique_ptr<RegistryTransfer> transfer, const QString &registry)
{
    RegistryTransfer *running = transfer.get();
    running->setFindAccount(finder());
    connect(running, &Operation::finished, this, [this, running, registry](const Outcome &outcome) {
        if (outcome.error && outcome.error->kind == Error::Kind::Unauthorized)
            askAccount(running, registry);
    });
    run(std::move(transfer));
}

/// Once: another refusal is the end.
void TransferCommands::askAccount(RegistryTransfer *refused, const QString &registry)
{
    m_accounts.ask(registry, refused->outcome().error->message, m_window->window(), refused,
                   [this, refused](const std::optional<Credential> &account) {
                       auto again = account ? refused->withAccount(*account) : nullptr;
                       if (!again)
                           return;
                       m_activity.forget(refused);
                       run(std::move(again));
                   });
}

} // namespace strata
