// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/comparebutton.h"

#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/images/imagepresentation.h"
#include "app/transfers/archivedialogs.h"

#include <QFileInfo>
#include <QMenu>

namespace strata {

using namespace Qt::StringLiterals;

CompareButton::CompareButton(QWidget *parent) : QToolButton(parent)
{
    setText(tr("Compare with…"));
    setToolTip(tr("Show which files this image has otherwise than another one"));
    setPopupMode(QToolButton::InstantPopup);
    setAutoRaise(true);
    auto *menu = new QMenu(this);
    connect(menu, &QMenu::aboutToShow, this, &CompareButton::offer);
    setMenu(menu);
    setImage({});
}

void CompareButton::setSession(EngineSession *session)
{
    m_session = session;
}

void CompareButton::setImage(const ComparedImage &image)
{
    m_image = image;
    setEnabled(!image.image.id.isEmpty() || !image.path.isEmpty());
}

void CompareButton::offer()
{
    menu()->clear();
    QAction *archive = menu()->addAction(tr("An archive…"));
    archive->setObjectName(u"compareArchive"_s);
    connect(archive, &QAction::triggered, this, [this, shown = m_image] {
        askArchive(window(), u"compareDialog"_s, tr("Compare with an archive"), [this, shown](const QString &path) {
            compare({.name = visibleLine(QFileInfo(path).fileName(), 100), .path = path}, shown);
        });
    });
    if (!m_session)
        return;
    QMap<QString, ImageSummary> images;
    for (const ImageSummary &image : m_session->inventory().images()) {
        if (image.id == m_image.image.id)
            continue;
        for (const QString &name : image.repoTags)
            images.insert(name, image);
    }
    menu()->addSeparator();
    for (const auto &[name, image] : images.asKeyValueRange()) {
        const ComparedImage other{.image = image, .name = visibleLine(name, 100)};
        connect(menu()->addAction(menuText(visibleLine(name, 100))), &QAction::triggered, this,
                [this, other, shown = m_image] { compare(other, shown); });
    }
}

void CompareButton::compare(const ComparedImage &older, const ComparedImage &newer)
{
    QWidget *above = window()->parentWidget(); // or it would go with the window that this is in
    openComparisonWindow(m_session, older, newer, above ? above->window() : window());
}

} // namespace strata
