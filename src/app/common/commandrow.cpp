// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/commandrow.h"

#include "widgets/elidedlabel.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>

namespace strata {

using namespace Qt::StringLiterals;

CommandRow::CommandRow(const QString &prefix, QWidget *parent) : QWidget(parent), m_command(new ElidedLabel)
{
    m_command->setObjectName(QString(prefix + u"Command"_s));
    m_command->setAccessibleName(tr("The docker command that does the same"));
    m_command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *copy = new QToolButton;
    copy->setObjectName(QString(prefix + u"CopyCommand"_s));
    copy->setText(tr("Copy"));
    copy->setToolTip(tr("Copy the docker command that does the same"));
    copy->setAutoRaise(true);
    connect(copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_command->text()); });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_command, 1);
    row->addWidget(copy);
    hide();
}

void CommandRow::setCommand(const QString &command)
{
    m_command->setText(command);
    setVisible(!command.isEmpty());
}

QString CommandRow::command() const
{
    return m_command->text();
}

} // namespace strata
