// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imagecommands.h"

#include "app/activity/activity.h"
#include "app/common/inputdialog.h"
#include "app/common/previewtext.h"
#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/images/imagenames.h"
#include "app/images/removeimagesdialog.h"
#include "app/shell/controls.h"
#include "engine/actions/containeractions.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QWidget>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QStringList namesIn(const QString &text)
{
    return text.simplified().split(u' ', Qt::SkipEmptyParts);
}

} // namespace

ImageCommands::ImageCommands(Activity &activity, QWidget *window)
    : QObject(window), m_activity(activity), m_window(window)
{
    makeActions();
    connectCopies();
    setSelection({});
}

void ImageCommands::makeActions()
{
    tag = makeAction(this, u"imagesTag"_s, u"edit-tag"_s, tr("Tag…"), tr("Give the image another name (F2)"));
    remove = makeAction(this, u"imagesRemove"_s, u"edit-delete"_s, tr("Remove…"),
                        tr("Remove the selected images (Delete)"));
    removeAll = makeAction(this, u"imagesRemoveAll"_s, {}, tr("Remove all…"), tr("Remove every image"));
    pruneDangling = makeAction(this, u"imagesPruneDangling"_s, u"edit-clear-all"_s, tr("Prune dangling…"),
                               tr("Remove images that have no name and that no container uses"));
    pruneUnused = makeAction(this, u"imagesPruneUnused"_s, {}, tr("Prune unused…"),
                             tr("Remove all images that no container uses"));
    copyReference = makeAction(this, u"imagesCopyReference"_s, u"edit-copy"_s, tr("Copy reference"),
                               tr("Copy repository and tag"));
    copyId = makeAction(this, u"imagesCopyId"_s, {}, tr("Copy ID"), tr("Copy the images' IDs"));
    copyDigest = makeAction(this, u"imagesCopyDigest"_s, {}, tr("Copy digest"),
                            tr("Copy repository and digest, which name exactly this content"));
    for (QAction *&separator : m_separators) {
        separator = new QAction(this);
        separator->setSeparator(true);
    }
    connect(tag, &QAction::triggered, this, &ImageCommands::askTag);
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
    tag->setEnabled(any && rows.size() == 1);
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

void ImageCommands::run(Action action)
{
    if (m_session)
        m_activity.run(new ActionOperation(m_session->engine(), std::move(action)));
}

/// With the names that the image has, so that one sees what the new ones are beside.
QString ImageCommands::tagCaption(const ImageId &id) const
{
    QStringList lines;
    if (const auto image = m_session->inventory().images().constFind(id);
        image != m_session->inventory().images().constEnd() && !image->repoTags.isEmpty())
        lines.append(tr("It is called %1.").arg(visibleLine(image->repoTags.join(u", "_s), 300)));
    lines.append(tr("More names for this image, such as shop/web:1.5, with blanks between them:"));
    return lines.join(u'\n');
}

void ImageCommands::askTag()
{
    if (!m_session || m_selection.size() != 1)
        return;
    const ImageRow row = m_selection.first();
    const QString shown = row.isDangling() ? row.id.shortened() : visibleLine(row.reference(), 60);
    auto *dialog = new InputDialog(u"tagImageDialog"_s, tr("Tag %1").arg(shown), tagCaption(row.id), m_window);
    dialog->setAcceptText(tr("Tag"));
    if (!row.isDangling())
        dialog->setText(row.reference());
    dialog->setCheck([session = m_session, id = row.id](const QString &text) {
        const QStringList names = namesIn(text);
        if (names.isEmpty())
            return imageNameProblem(text);
        for (const QString &name : names) {
            QString problem = imageNameProblem(name);
            const ImageSummary *owner = problem.isEmpty() && session ? imageNamed(name, session->inventory()) : nullptr;
            if (owner && owner->id == id)
                problem = tr("The image has this name already.");
            if (!problem.isEmpty())
                return names.size() == 1 ? problem : tr("%1: %2").arg(name, problem);
        }
        return QString();
    });
    dialog->setNote([session = m_session](const QString &text) {
        QStringList losses;
        for (const QString &name : namesIn(text)) {
            if (const QString loss = session ? lossOfName(name, session->inventory()) : QString(); !loss.isEmpty())
                losses.append(loss);
        }
        return losses.join(u'\n');
    });
    connect(m_session, &QObject::destroyed, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, source = row.reference()] { run(actions::tagImage(source, namesIn(dialog->text()))); });
    dialog->open();
}

void ImageCommands::askRemoval(const QList<actions::ImageTarget> &targets)
{
    if (!m_session || targets.isEmpty())
        return;
    auto *dialog = new RemoveImagesDialog(*m_session, targets, m_window);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, session = m_session.get()] { removeDecided(*session, *dialog); });
    connect(dialog, &ConfirmationDialog::linkActivated, this, [this](const QString &target) {
        const auto [kind, id] = splitLinkTarget(target);
        Q_EMIT openRequested(kind, id);
    });
    dialog->open();
}

/// The images' turn comes when the containers are gone, on the engine that was asked about, whichever is shown by then.
void ImageCommands::removeDecided(EngineSession &session, const RemoveImagesDialog &dialog)
{
    const RemoveImagesDialog::Decision todo = dialog.decision();
    const Action images = actions::removeImages(todo.images, todo.force);
    if (todo.containers.isEmpty())
        return m_activity.run(new ActionOperation(session.engine(), images));
    actions::ContainerTargets containers;
    for (const ContainerBrief &container : todo.containers)
        containers.append({container.id, container.name});
    auto *first = new ActionOperation(session.engine(), actions::remove(containers, false, false));
    connect(first, &Operation::finished, this, [this, images, session = QPointer(&session)](const Outcome &outcome) {
        if (outcome.kind == Outcome::Kind::Success && session)
            return m_activity.run(new ActionOperation(session->engine(), images));
        const QString why = outcome.kind == Outcome::Kind::Failure
            ? tr("Not begun, because not all containers that use them could be removed.")
            : tr("Not begun, because the removal of the containers that use them did not come to its end.");
        m_activity.refuse(images.title, images.commandLine, {Error::Kind::Cancelled, why, {}});
    });
    m_activity.run(first);
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
    return {tag,         remove,          removeAll,     m_separators[0], pruneDangling,
            pruneUnused, m_separators[1], copyReference, copyId,          copyDigest};
}

QMenu *ImageCommands::makeContextMenu(QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(u"imagesMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({copyReference, copyId, copyDigest});
    menu->addSeparator();
    menu->addActions({tag, remove});
    return menu;
}

} // namespace strata
