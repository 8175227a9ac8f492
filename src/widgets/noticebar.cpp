// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/noticebar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

#include <utility>

namespace strata {

NoticeBar::NoticeBar(const QString &objectName, QWidget *parent)
    : QFrame(parent), m_icon(new QLabel), m_text(new QLabel), m_row(new QHBoxLayout(this))
{
    setObjectName(objectName);
    setFrameShape(QFrame::StyledPanel);
    m_icon->setTextFormat(Qt::PlainText);
    m_text->setObjectName(objectName + QStringLiteral("Text"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_row->setContentsMargins(6, 2, 6, 2);
    m_row->addWidget(m_icon);
    m_row->addWidget(m_text, 1);
    hide();
}

void NoticeBar::say(const QIcon &icon, const QString &text, const QList<QAction *> &actions)
{
    for (QWidget *button : std::exchange(m_buttons, {})) { // perhaps one of them is being clicked
        button->hide();
        button->deleteLater();
    }
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_icon->setPixmap(icon.pixmap(extent, extent));
    m_text->setText(text);
    for (QAction *action : actions) {
        auto *button = new QToolButton;
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setDefaultAction(action);
        m_row->addWidget(button);
        m_buttons.append(button);
    }
    show();
}

void NoticeBar::clear()
{
    hide();
    m_text->clear();
}

QString NoticeBar::text() const
{
    return m_text->text();
}

} // namespace strata
