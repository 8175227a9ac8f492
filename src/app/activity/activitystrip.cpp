// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/activity/activitystrip.h"

#include "app/shell/icons.h"
#include "widgets/elidedlabel.h"
#include "widgets/statusdot.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString sentenceFor(const Operation &operation)
{
    if (operation.state() != Operation::State::Finished) {
        const QString &text = operation.progress().text;
        return text.isEmpty() ? operation.title() : ActivityStrip::tr("%1: %2").arg(operation.title(), text);
    }
    switch (operation.outcome().kind) {
    case Outcome::Kind::Success: return ActivityStrip::tr("%1: done").arg(operation.title());
    case Outcome::Kind::Cancelled: return ActivityStrip::tr("%1: cancelled").arg(operation.title());
    case Outcome::Kind::Failure: break;
    }
    QString reason = operation.outcome().error->message;
    return ActivityStrip::tr("%1: failed. %2").arg(operation.title(), reason.replace(u'\n', u' '));
}

QIcon signOf(const Operation &operation, const QPalette &palette)
{
    if (operation.state() != Operation::State::Finished)
        return statusIcon(StatusShape::Arc, StatusColor::Neutral, palette);
    switch (operation.outcome().kind) {
    case Outcome::Kind::Success: return statusIcon(StatusShape::Disc, StatusColor::Positive, palette);
    case Outcome::Kind::Failure: return statusIcon(StatusShape::Triangle, StatusColor::Negative, palette);
    case Outcome::Kind::Cancelled: break;
    }
    return statusIcon(StatusShape::Ring, StatusColor::Inactive, palette);
}

} // namespace

ActivityStrip::ActivityStrip(Activity &activity, QWidget *parent)
    : QWidget(parent), m_activity(activity), m_sign(new QLabel), m_text(new ElidedLabel), m_progress(new QProgressBar),
      m_cancel(new QToolButton), m_more(new QToolButton)
{
    setObjectName(u"activityStrip"_s);
    m_text->setObjectName(u"activityStripText"_s);
    m_sign->setTextFormat(Qt::PlainText);
    m_sign->setAccessibleName(tr("State of the operation"));
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(180);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel->setObjectName(u"activityStripCancel"_s);
    m_cancel->setAutoRaise(true);
    m_cancel->setText(tr("Cancel"));
    m_more->setObjectName(u"activityStripMore"_s);
    m_more->setAccessibleName(tr("Activity"));
    m_more->setAutoRaise(true);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setLayoutDirection(Qt::LeftToRight);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 3, 6, 3);
    row->addWidget(m_sign);
    row->addWidget(m_text, 1);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    row->addWidget(m_more);

    m_reviewSoon.setSingleShot(true);
    m_reviewSoon.setInterval(50ms);
    connect(&m_reviewSoon, &QTimer::timeout, this, &ActivityStrip::review);
    const auto soon = [this] {
        if (!m_reviewSoon.isActive())
            m_reviewSoon.start();
    };
    connect(&activity, &Activity::added, this, soon);
    connect(&activity, &Activity::changed, this, soon);
    connect(&activity, &Activity::forgotten, this, soon);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (m_shown)
            m_shown->cancel();
    });
    connect(m_more, &QToolButton::clicked, this, [this] { Q_EMIT panelRequested(!m_panelOpen); });
    review();
}

void ActivityStrip::setPanelOpen(bool open)
{
    m_panelOpen = open;
    review();
}

Operation *ActivityStrip::mostInteresting() const
{
    const QList<Operation *> &all = m_activity.operations();
    const auto running = std::ranges::find(all.rbegin(), all.rend(), Operation::State::Running, &Operation::state);
    if (running != all.rend())
        return *running;
    return all.isEmpty() ? nullptr : all.last();
}

void ActivityStrip::review()
{
    m_shown = mostInteresting();
    setVisible(m_shown);
    if (!m_shown)
        return;
    const bool running = m_shown->state() != Operation::State::Finished;
    const int others = m_activity.runningCount() - 1;
    m_sign->setPixmap(signOf(*m_shown, palette()).pixmap(12, 12));
    m_text->setText(sentenceFor(*m_shown));
    m_progress->setVisible(running);
    m_cancel->setVisible(running);
    const Operation::Progress &progress = m_shown->progress();
    m_progress->setRange(0, progress.total > 0 ? 1000 : 0);
    if (progress.total > 0)
        m_progress->setValue(static_cast<int>(progress.done * 1000 / progress.total));
    m_more->setText(others > 0 ? tr("%n more", nullptr, others) : tr("Activity"));
    m_more->setIcon(icon(m_panelOpen ? u"go-down"_s : u"go-up"_s));
    m_more->setToolTip(m_panelOpen ? tr("Close the activity panel") : tr("Show all operations and their commands"));
}

} // namespace strata
