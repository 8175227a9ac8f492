// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/statusline.h"

#include "app/common/text.h"
#include "core/bytesize.h"
#include "widgets/statusdot.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

StatusLine::StatusLine(SessionHost &host, QWidget *parent)
    : QWidget(parent), m_host(host), m_sign(new QLabel), m_text(new QLabel), m_place(new QLabel)
{
    setObjectName(u"statusLine"_s);
    m_text->setObjectName(u"statusText"_s);
    m_sign->setAccessibleName(tr("State of the connection"));
    for (QLabel *label : {m_sign, m_text, m_place})
        label->setTextFormat(Qt::PlainText);
    m_text->setMinimumWidth(1); // both give way
    m_place->setMinimumWidth(1);
    m_place->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 2, 10, 2);
    row->addWidget(m_sign);
    row->addWidget(m_text, 1);
    row->addWidget(m_place);
    connect(&host, &SessionHost::sessionChanged, this, &StatusLine::sessionChanged);
    sessionChanged(host.session());
}

void StatusLine::sessionChanged(EngineSession *session)
{
    m_lostSince = {};
    if (session) {
        Inventory &inventory = session->inventory();
        connect(&inventory, &Inventory::linkChanged, this, &StatusLine::review, Qt::QueuedConnection);
        connect(&inventory, &Inventory::infoChanged, this, &StatusLine::review, Qt::QueuedConnection);
        connect(&inventory, &Inventory::containersChanged, this, &StatusLine::review, Qt::QueuedConnection);
    }
    QMetaObject::invokeMethod(this, &StatusLine::review, Qt::QueuedConnection);
}

void StatusLine::review()
{
    EngineSession *session = m_host.session();
    QStringList parts;
    StatusShape shape = StatusShape::Ring;
    StatusColor color = StatusColor::Inactive;
    m_place->setText(session ? visibleLine(session->engine().endpoint().toString()) : QString());
    if (!session) {
        parts.append(m_host.problem() ? visibleLine(m_host.problem()->message) : tr("no engine"));
    } else if (session->inventory().link() == Inventory::Link::Live) {
        m_lostSince = {};
        shape = StatusShape::Disc;
        color = StatusColor::Positive;
        const auto &containers = session->inventory().containers();
        const auto running = std::ranges::count_if(containers, &ContainerSummary::isActive);
        parts << tr("connected") << tr("%n running", nullptr, static_cast<int>(running));
        if (const auto &info = session->inventory().info(); info && info->memory > 0)
            parts.append(tr("%n CPUs, %1 memory", nullptr, info->cpus).arg(formatBytes(info->memory)));
    } else if (session->inventory().link() == Inventory::Link::Connecting) {
        shape = StatusShape::Arc;
        color = StatusColor::Neutral;
        parts.append(tr("connecting…"));
    } else {
        if (!m_lostSince.isValid())
            m_lostSince = QDateTime::currentDateTime();
        shape = StatusShape::Triangle;
        color = StatusColor::Warning;
        parts.append(tr("not connected since %1, trying again")
                         .arg(QLocale().toString(m_lostSince.time(), QLocale::ShortFormat)));
    }
    m_sign->setPixmap(statusIcon(shape, color, palette()).pixmap(10, 10));
    m_text->setText(parts.join(u" · "_s));
}

} // namespace strata
