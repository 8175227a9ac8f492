// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emptystate.h"

#include "widgets/busyindicator.h"
#include "widgets/elidedlabel.h"
#include "widgets/plaintext.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int TextWidth = 60; // in average characters
constexpr qsizetype TitleLimit = 120;
constexpr qsizetype TextLimit = 600;

QLabel *plainLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->hide();
    return label;
}

/// Gives a wrapping label the size its text needs: a box layout asks an aligned label for its height at the full width,
/// and would cut the lines that come of the label's own, narrower width. What would make the window grow is cut.
void setFitted(QLabel *label, const QString &text, qsizetype limit)
{
    const QString shown = textBlock(text, limit);
    label->setText(shown);
    label->setToolTip(shown.endsWith(u'…') ? plainToolTip(text) : QString());
    label->setVisible(!text.isEmpty());
    if (text.isEmpty())
        return;
    label->ensurePolished();
    const QFontMetrics metrics = label->fontMetrics();
    const int wanted = metrics.boundingRect(QRect(), Qt::TextExpandTabs, shown).width() + metrics.averageCharWidth();
    const int width = std::min(wanted, metrics.averageCharWidth() * TextWidth);
    label->setFixedSize(width, label->heightForWidth(width));
}

void followAction(QPushButton *button, const QAction *action)
{
    button->setText(action->text());
    button->setIcon(action->icon());
    button->setEnabled(action->isEnabled());
    button->setVisible(action->isVisible());
}

} // namespace

EmptyState::EmptyState(QWidget *parent) : QWidget(parent)
{
    m_icon = new QLabel(this);
    m_icon->setTextFormat(Qt::PlainText);
    m_icon->setAlignment(Qt::AlignCenter);
    m_icon->hide();
    m_busy = new BusyIndicator(this);
    m_busy->setExtent(style()->pixelMetric(QStyle::PM_LargeIconSize, nullptr, this));
    m_busy->hide();
    m_title = plainLabel(u"title"_s, this);
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setBold(true);
    m_title->setFont(font);
    m_text = plainLabel(u"text"_s, this);
    setUpCommand();
    m_buttons = new QHBoxLayout;
    m_buttons->addStretch();
    m_buttons->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(layout->spacing() + 4);
    layout->addStretch(2);
    for (QWidget *widget : {static_cast<QWidget *>(m_icon), static_cast<QWidget *>(m_busy),
                            static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_text), m_commandRow})
        layout->addWidget(widget, 0, Qt::AlignHCenter);
    layout->addLayout(m_buttons);
    layout->addStretch(3);
}

void EmptyState::setUpCommand()
{
    m_commandRow = new QWidget(this);
    m_commandRow->hide();
    m_command = new ElidedLabel(m_commandRow);
    m_command->setObjectName(u"command"_s);
    m_command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *copy = new QToolButton(m_commandRow);
    copy->setObjectName(u"copyCommand"_s);
    copy->setText(tr("Copy"));
    copy->setToolTip(tr("Copy the command"));
    copy->setAccessibleName(tr("Copy the command"));
    copy->setIcon(QIcon::fromTheme(u"edit-copy"_s));
    copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(copy, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_command->text());
        Q_EMIT commandCopied(m_command->text());
    });
    auto *layout = new QHBoxLayout(m_commandRow);
    layout->setContentsMargins({});
    layout->addWidget(m_command);
    layout->addWidget(copy);
}

void EmptyState::say(const QIcon &icon, const QString &title, const QString &text, const QList<QAction *> &actions)
{
    setBusy(false);
    setIcon(icon);
    setTitle(title);
    setText(text);
    setActions(actions);
}

void EmptyState::sayBusy(const QString &title, const QString &text, const QList<QAction *> &actions)
{
    say({}, title, text, actions);
    setBusy(true);
}

void EmptyState::setIcon(const QIcon &icon)
{
    const int extent = style()->pixelMetric(QStyle::PM_LargeIconSize, nullptr, this) * 3 / 2;
    m_icon->setPixmap(icon.isNull() ? QPixmap() : icon.pixmap(QSize(extent, extent), devicePixelRatio()));
    m_icon->setVisible(!icon.isNull() && m_busy->isHidden());
}

void EmptyState::setBusy(bool busy)
{
    m_busy->setVisible(busy);
    m_icon->setVisible(!busy && !m_icon->pixmap().isNull());
}

void EmptyState::setTitle(const QString &title)
{
    m_titleText = title;
    setFitted(m_title, title, TitleLimit);
    setAccessibleName(singleLine(title));
}

void EmptyState::setText(const QString &text)
{
    m_textText = text;
    setFitted(m_text, text, TextLimit);
    setAccessibleDescription(singleLine(text));
}

void EmptyState::setCommand(const QString &command)
{
    m_command->setText(command);
    m_commandRow->setVisible(!command.isEmpty());
}

void EmptyState::setActions(const QList<QAction *> &actions)
{
    while (m_buttons->count() > 2) {
        const std::unique_ptr<QLayoutItem> item(m_buttons->takeAt(1));
        item->widget()->hide();
        item->widget()->deleteLater();
    }
    for (QAction *action : actions) {
        auto *button = new QPushButton(this);
        followAction(button, action);
        button->setDefault(action == actions.first());
        connect(action, &QAction::changed, button, [button, action] { followAction(button, action); });
        connect(action, &QObject::destroyed, button, &QObject::deleteLater);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        m_buttons->insertWidget(m_buttons->count() - 1, button);
    }
}

QString EmptyState::command() const
{
    return m_command->text();
}

} // namespace strata
