// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/linkbanner.h"

#include "app/connection/diagnosis.h"
#include "app/shell/icons.h"
#include "widgets/elidedlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStyle>
#include <QTime>
#include <QToolButton>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

LinkBanner::LinkBanner(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"linkBanner"_s);
    setFrameShape(QFrame::StyledPanel);
    auto *sign = new QLabel;
    sign->setAccessibleName(tr("Warning"));
    sign->setPixmap(icon(u"network-disconnect"_s).pixmap(16, 16));
    m_text = new QLabel;
    m_text->setObjectName(u"linkBannerText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_reason = new ElidedLabel;
    m_reason->setObjectName(u"linkBannerReason"_s);
    m_reason->setForegroundRole(QPalette::PlaceholderText);
    m_command = new ElidedLabel;
    m_command->setObjectName(u"linkBannerCommand"_s);
    m_command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_copy = new QToolButton;
    m_copy->setObjectName(u"linkBannerCopy"_s);
    m_copy->setAutoRaise(true);
    m_copy->setIcon(icon(u"edit-copy"_s));
    m_copy->setToolTip(tr("Copy the command"));
    m_copy->setAccessibleName(tr("Copy the command"));
    auto *retry = new QPushButton(tr("Retry"));
    retry->setObjectName(u"linkBannerRetry"_s);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 6, 6);
    row->addWidget(sign);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_text);
    words->addWidget(m_reason);
    row->addLayout(words, 1);
    row->addWidget(m_command);
    row->addWidget(m_copy);
    row->addWidget(retry);
    connect(retry, &QPushButton::clicked, this, &LinkBanner::retryRequested);
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_command->text()); });
}

void LinkBanner::setProblem(const Error &error, const Endpoint &endpoint, const QTime &lostAt)
{
    const Diagnosis diagnosis = diagnose(error, endpoint, HostFacts::detect());
    m_text->setText(tr("%1. What you see is from %2. Strata connects again by itself.")
                        .arg(diagnosis.title, QLocale().toString(lostAt, QLocale::ShortFormat)));
    m_reason->setText(error.message);
    m_reason->setVisible(!error.message.isEmpty());
    m_command->setText(diagnosis.command);
    m_command->setVisible(!diagnosis.command.isEmpty());
    m_copy->setVisible(!diagnosis.command.isEmpty());
}

} // namespace strata
