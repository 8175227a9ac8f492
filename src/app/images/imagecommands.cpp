// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imagecommands.h"

#include "app/activity/activity.h"
#include "app/common/previewtext.h"
#include "app/connection/enginesession.h"
#include "app/images/removeimagesdialog.h"
#include "app/shell/icons.h"
#include "engine/actions/containeractions.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QWidget>

namespace strata {

using namespace Qt::StringLiterals;

ImageCommands::ImageCommands(Activity &activity, QWidget *window)
    : QObject(window), m_activity(activity), m_window(window)
{
    makeActions();
    connectCopies();
    setSelection({});
}

QAction *ImageCommands::make(const QString &objectName, const QString &iconName, const QString &text,
                             const QString &toolTip)
{
    auto *action = new QAction(text, this);
    action->setObjectName(objectName);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setToolTip(toolTip);
    action->setStatusTip(toolTip);
    return action;
}

void ImageCommands::makeActions()
{
    remove = make(u"imagesRemove"_s, u"edit-delete"_s, tr("Remove…"), tr("Remove the selected images (Delete)"));
    removeAll = make(u"imagesRemoveAll"_s, {}, tr("Remove all…"), tr("Remove every image"));
    pruneDangling = make(u"imagesPruneDangling"_s, u"edit-clear-all"_s, tr("Prune dangling…"),
                         tr("Remove images that have no name and that no container uses"));
    pruneUnused = make(u"imagesPruneUnused"_s, {}, tr("Prune unused…"), tr("Remove all images that no container uses"));
    copyReference = make(u"imagesCopyReference"_s, u"edit-copy"_s, tr("Copy reference"), tr("Copy repository and tag"));
    copyId = make(u"imagesCopyId"_s, {}, tr("Copy ID"), tr("Copy the images' IDs"));
    copyDigest = make(u"imagesCopyDigest"_s, {}, tr("Copy digest"),
                      tr("Copy repository and digest, which name exactly this content"));
    for (QAction *&separator : m_separators) {
        separator = new QAction(this);
        separator->setSeparator(true);
    }
    connect(remove, &QAction::triggered, this, [this] {
        QList<actions::ImageTarget> targets;
        for (const ImageRow &row : std::as_const(m_selection))
            targets.append({row.reference()});
        askRemoval(targets);
    });
    connect(removeAll, &QAction::triggered, this, [this] { askRemoval(everything()); });
    connect(pruneDangling, &QAction::triggered, this, [this] { askPrune(true); });
    connect(pruneUnused, &QAction::triggered, this, [this] { askPrune(false); });
}

void ImageCommands::connectCopies()
{
    using Texts = std::function<QStringList(const ImageRow &)>;
    const auto copy = [this](QAction *action, Texts texts) {
        connect(action, &QAction::triggered, this, [this, texts = std::move(texts)] {
            QStringList lines;
            for (const ImageRow &row : std::as_const(m_selection))
                lines += texts(row);
            lines.removeDuplicates();
            QGuiApplication::clipboard()->setText(lines.join(u'\n'));
        });
    };
    copy(copyReference, [](const ImageRow &row) { return QStringList{row.reference()}; });
    copy(copyId, [](const ImageRow &row) { return QStringList{row.id.toString()}; });
    copy(copyDigest, [](const ImageRow &row) { return row.digests; });
}

void ImageCommands::setSession(EngineSession *session)
{
    m_session = session;
    setSelection({});
}

void ImageCommands::setSelection(const QList<ImageRow> &rows)
{
    m_selection = rows;
    const bool any = m_session && !rows.isEmpty();
    remove->setEnabled(any);
    copyReference->setEnabled(any);
    copyId->setEnabled(any);
    copyDigest->setEnabled(any
                           && std::ranges::any_of(rows, [](const ImageRow &row) { return !row.digests.isEmpty(); }));
    refresh();
}

void ImageCommands::refresh()
{
    const bool any = m_session && !m_session->inventory().images().isEmpty();
    removeAll->setEnabled(any);
    pruneDangling->setEnabled(any);
    pruneUnused->setEnabled(any);
}

QList<actions::ImageTarget> ImageCommands::everything() const
{
    QList<actions::ImageTarget> targets;
    for (const ImageSummary &image : m_session->inventory().images()) {
        for (const QString &reference : image.repoTags)
            targets.append({reference});
        if (image.repoTags.isEmpty())
            targets.append({image.id.toString()});
    }
    std::ranges::sort(targets, {}, &actions::ImageTarget::reference);
    return targets;
}

void ImageCommands::run(Action action, std::function<void()> then)
{
    if (!m_session)
        return;
    auto *operation = new ActionOperation(m_session->engine(), std::move(action));
    if (then) {
        // Dropping its engine fails the operation: what comes next is meant for that engine, not for the next one.
        connect(operation, &Operation::finished, this,
                [this, session = m_session, then = std::move(then)](const Outcome &outcome) {
                    if (outcome.kind != Outcome::Kind::Cancelled && session && session == m_session)
                        then();
                });
    }
    m_activity.run(operation);
}

void ImageCommands::askRemoval(const QList<actions::ImageTarget> &targets)
{
    if (!m_session || targets.isEmpty())
        return;
    auto *dialog = new RemoveImagesDialog(*m_session, targets, m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { removeDecided(*dialog); });
    connect(dialog, &ConfirmationDialog::linkActivated, this, [this](const QString &target) {
        const auto [kind, id] = splitLinkTarget(target);
        Q_EMIT openRequested(kind, id);
    });
    dialog->open();
}

void ImageCommands::removeDecided(const RemoveImagesDialog &dialog)
{
    const RemoveImagesDialog::Decision todo = dialog.decision();
    const auto removeImages = [this, todo] { run(actions::removeImages(todo.images, todo.force)); };
    if (todo.containers.isEmpty())
        return removeImages();
    actions::ContainerTargets containers;
    for (const ContainerBrief &container : todo.containers)
        containers.append({container.id, container.name});
    run(actions::remove(containers, false, false), removeImages);
}

void ImageCommands::askPrune(bool danglingOnly)
{
    if (!m_session)
        return;
    auto *dialog = new PruneImagesDialog(*m_session, danglingOnly, m_window);
    connect(dialog, &QDialog::accepted, this, [this, danglingOnly] { run(actions::pruneImages(danglingOnly)); });
    dialog->open();
}

QList<QAction *> ImageCommands::all() const
{
    return {remove,          removeAll,     m_separators[0], pruneDangling, pruneUnused,
            m_separators[1], copyReference, copyId,          copyDigest};
}

QMenu *ImageCommands::makeContextMenu(QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(u"imagesMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({copyReference, copyId, copyDigest});
    menu->addSeparator();
    menu->addAction(remove);
    return menu;
}

} // namespace strata
