// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/detailspane.h"

#include "app/common/text.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"

#include <QAction>
#include <QLabel>
#include <QSettings>
#include <QStackedWidget>
#include <QStyle>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

DetailsPane::DetailsPane(const QString &objectName, const QString &accessibleName, QWidget *parent)
    : QWidget(parent), m_icon(new QLabel), m_title(new ElidedLabel), m_subtitle(new ElidedLabel), m_head(new QWidget),
      m_stack(new QStackedWidget), m_tabs(new QTabWidget), m_message(new EmptyState), m_retry(new QAction(this))
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    m_title->setObjectName(objectName + u"Title"_s);
    m_subtitle->setObjectName(objectName + u"Subtitle"_s);
    m_tabs->setObjectName(objectName + u"Tabs"_s);
    m_message->setObjectName(objectName + u"Message"_s);
    m_retry->setObjectName(objectName + u"Retry"_s);
    m_retry->setText(tr("Retry"));
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_subtitle->setForegroundRole(QPalette::PlaceholderText);
    m_tabs->setDocumentMode(true);

    auto *head = new QHBoxLayout(m_head);
    const int gap = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing);
    head->setContentsMargins(gap, gap, gap, gap / 2);
    m_icon->setTextFormat(Qt::PlainText);
    head->addWidget(m_icon);
    head->addWidget(m_title, 0);
    head->addSpacing(gap);
    head->addWidget(m_subtitle, 1);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_tabs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_stack, 1);

    connect(m_retry, &QAction::triggered, this, &DetailsPane::retryRequested);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DetailsPane::tabChanged);
    m_head->hide();
}

void DetailsPane::setHead(const QIcon &icon, const QString &title, const QString &subtitle)
{
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_icon->setVisible(!icon.isNull());
    m_icon->setPixmap(icon.pixmap(QSize(extent, extent), devicePixelRatio()));
    m_title->setText(visibleLine(title));
    m_subtitle->setText(visibleLine(subtitle));
    m_head->show();
}

void DetailsPane::showMessage(const QString &title, const QString &text)
{
    m_head->hide();
    m_message->setTitle(title);
    m_message->setText(text);
    m_message->setActions({});
    m_stack->setCurrentWidget(m_message);
}

void DetailsPane::showFailure(const Error &error)
{
    m_message->setTitle(tr("This could not be read"));
    m_message->setText(visibleText(error.message));
    m_message->setActions({m_retry});
    m_stack->setCurrentWidget(m_message);
}

void DetailsPane::showTabs()
{
    m_stack->setCurrentWidget(m_tabs);
}

bool DetailsPane::areTabsShown() const
{
    return m_stack->currentWidget() == m_tabs;
}

void DetailsPane::focusTabs()
{
    if (areTabsShown())
        m_tabs->tabBar()->setFocus(Qt::ShortcutFocusReason);
}

void DetailsPane::addTab(QWidget *page, const QString &objectName, const QString &title, const QIcon &icon)
{
    page->setObjectName(objectName);
    if (page->accessibleName().isEmpty())
        page->setAccessibleName(title);
    m_tabs->addTab(page, icon, title);
}

QWidget *DetailsPane::currentTab() const
{
    return m_tabs->currentWidget();
}

void DetailsPane::saveState(QSettings &settings, const QString &group) const
{
    settings.setValue(group + u"/tab"_s, m_tabs->currentWidget()->objectName());
}

void DetailsPane::restoreState(const QSettings &settings, const QString &group)
{
    const QString name = settings.value(group + u"/tab"_s).toString();
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (m_tabs->widget(tab)->objectName() == name)
            m_tabs->setCurrentIndex(tab);
    }
}

} // namespace strata
