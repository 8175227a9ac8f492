// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/helpbutton.h"

#include "app/shell/helpdrawing.h"
#include "app/shell/icons.h"

#include <QFrame>
#include <QLabel>
#include <QScreen>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct HelpText
{
    QString title;
    QStringList paragraphs;
};

HelpText textOf(HelpTopic topic)
{
    switch (topic) {
    case HelpTopic::Images:
        return {
            HelpButton::tr("What is an image?"),
            {HelpButton::tr("An image is a program with everything it needs, as a pile of layers. Each layer holds the "
                            "files that one step of the build added or changed. Layers never change, so images that "
                            "begin alike share them: “Shared” is the part of the size that others use too."),
             HelpButton::tr("A tag such as shop/api:1.4 is only a name that points to an image and can be moved to "
                            "another one. The ID, a digest, names the content itself and never moves. An image "
                            "without any name is called dangling.")}};
    case HelpTopic::Accounts:
        return {HelpButton::tr("What is a registry account?"),
                {HelpButton::tr("A registry keeps images for others to pull. Public ones need no account. To push, or "
                                "to pull what is private, the registry wants to know who you are."),
                 HelpButton::tr("Use a token rather than your password: it can be limited to what is needed, and "
                                "revoked by itself. It is kept in the desktop's keychain, encrypted with your "
                                "session's password; Strata and the docker command read it there when a registry "
                                "asks.")}};
    case HelpTopic::Layers:
        return {
            HelpButton::tr("What is in a layer?"),
            {HelpButton::tr("A layer holds the files that one instruction of the build added or changed, and a mark "
                            "for each file that it deleted. A container sees all layers of its image from above: of "
                            "each path the uppermost file, and none where the mark is on top."),
             HelpButton::tr("What a layer replaced or deleted is still in the layer below and is still stored, "
                            "pulled and pushed: it is wasted. So clean up in the instruction that made the mess, "
                            "not in a later one.")}};
    case HelpTopic::Builder:
        return {
            HelpButton::tr("What does a build do?"),
            {HelpButton::tr(
                 "A Dockerfile says step by step how an image is made. Most steps add a layer; some, such as "
                 "ENV and CMD, only change how the image is run. COPY takes files from the build context, "
                 "the folder that is sent to the engine without what .dockerignore names."),
             HelpButton::tr("A step that was done before is taken from the build cache, as long as its text, its files "
                            "and every step above it are the same. So put what seldom changes first, and copy what "
                            "changes often as late as you can.")}};
    case HelpTopic::Containers: break;
    }
    return {HelpButton::tr("What is a container?"),
            {HelpButton::tr(
                 "A container is a running (or stopped) copy of an image. The image's layers are read only; what "
                 "the program writes goes into a thin layer of the container's own: copy on write."),
             HelpButton::tr(
                 "Stopping keeps that layer, removing the container deletes it. What should outlive the container "
                 "belongs in a volume. Ports join a port of this computer to one inside the container.")}};
}

QLabel *paragraph(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFixedWidth(380);
    return label;
}

} // namespace

HelpButton::HelpButton(HelpTopic topic, QWidget *parent) : QToolButton(parent), m_topic(topic)
{
    setObjectName(u"help"_s);
    setAutoRaise(true);
    setIcon(strata::icon(u"help-contextual"_s));
    setToolTip(textOf(topic).title);
    setAccessibleName(textOf(topic).title);
    setShortcut(QKeySequence::HelpContents);
    connect(this, &QToolButton::clicked, this, &HelpButton::showHelp);
}

void HelpButton::showHelp()
{
    const HelpText text = textOf(m_topic);
    auto *sheet = new QFrame(this, Qt::Popup);
    sheet->setObjectName(u"helpSheet"_s);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->setFrameShape(QFrame::StyledPanel);
    auto *column = new QVBoxLayout(sheet);
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(10);
    auto *title = new QLabel(text.title);
    title->setObjectName(u"helpTitle"_s);
    title->setTextFormat(Qt::PlainText);
    QFont font = title->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.15);
    title->setFont(font);
    column->addWidget(title);
    for (const QString &sentences : text.paragraphs)
        column->addWidget(paragraph(sentences));
    column->addWidget(new HelpDrawing(m_topic), 0, Qt::AlignHCenter);

    sheet->adjustSize();
    const QRect screenArea = screen()->availableGeometry();
    QPoint corner = mapToGlobal(QPoint(width() - sheet->width(), height() + 4));
    corner.setX(
        std::clamp(corner.x(), screenArea.left(), std::max(screenArea.left(), screenArea.right() - sheet->width())));
    corner.setY(
        std::clamp(corner.y(), screenArea.top(), std::max(screenArea.top(), screenArea.bottom() - sheet->height())));
    sheet->move(corner);
    sheet->show();
}

} // namespace strata
