// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/gotolinebar.h"

#include "widgets/editor/textarea.h"
#include "widgets/toolbutton.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>

namespace strata {

using namespace Qt::StringLiterals;

GoToLineBar::GoToLineBar(TextArea *area, QWidget *parent) : QWidget(parent), m_area(area)
{
    setObjectName(u"goToLineBar"_s);
    auto *label = new QLabel(tr("&Go to line:"), this);
    label->setTextFormat(Qt::PlainText);
    m_field = new QLineEdit(this);
    m_field->setObjectName(u"line"_s);
    m_field->setAccessibleName(tr("Line to go to"));
    m_field->setMaximumWidth(fontMetrics().averageCharWidth() * 20);
    label->setBuddy(m_field);
    m_hint = new QLabel(this);
    m_hint->setObjectName(u"hint"_s);
    m_hint->setTextFormat(Qt::PlainText);
    QToolButton *closing = barButton(u"window-close"_s, tr("Close"), this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(label);
    layout->addWidget(m_field);
    layout->addWidget(m_hint, 1);
    layout->addWidget(closing);
    connect(closing, &QToolButton::clicked, this, &GoToLineBar::close);
    hide();
}

void GoToLineBar::open()
{
    m_hint->setText(tr("1 to %L1, or line:column").arg(m_area->blockCount()));
    m_field->setText(QString::number(m_area->textCursor().blockNumber() + 1));
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void GoToLineBar::close()
{
    hide();
    Q_EMIT closed();
}

void GoToLineBar::choose()
{
    static const QRegularExpression form(u"^\\s*(\\d{1,9})\\s*(?:[:,]\\s*(\\d{1,9}))?\\s*$"_s);
    const QRegularExpressionMatch match = form.match(m_field->text());
    const int line = match.captured(1).toInt();
    if (!match.hasMatch() || line < 1 || line > m_area->blockCount()) {
        m_hint->setText(tr("There is no such line: 1 to %L1").arg(m_area->blockCount()));
        m_field->selectAll();
        return;
    }
    hide();
    Q_EMIT chosen({line - 1, std::max(0, match.captured(2).toInt() - 1)});
}

bool GoToLineBar::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void GoToLineBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape: close(); break;
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(); break;
    default: QWidget::keyPressEvent(event);
    }
}

} // namespace strata
