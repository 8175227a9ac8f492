// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/confirmationdialog.h"

#include "app/common/commandrow.h"
#include "app/common/text.h"
#include "app/shell/icons.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QStyle>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

enum Column { NameColumn, NoteColumn, FreedColumn, ColumnCount };
constexpr int targetRole = Qt::UserRole;

QTreeWidgetItem *makeItem(const ConfirmationDialog::Row &row, const QPalette &palette)
{
    auto *item = new QTreeWidgetItem;
    item->setText(NameColumn, visibleLine(row.text));
    item->setText(NoteColumn, visibleLine(row.note));
    item->setText(FreedColumn, row.freed);
    item->setTextAlignment(FreedColumn, Qt::AlignRight | Qt::AlignVCenter);
    item->setForeground(NoteColumn, palette.brush(QPalette::PlaceholderText));
    if (!row.target.isEmpty()) {
        QFont font = item->font(NameColumn);
        font.setUnderline(true);
        item->setFont(NameColumn, font);
        item->setForeground(NameColumn, palette.brush(QPalette::Link));
        item->setData(NameColumn, targetRole, row.target);
    }
    for (const ConfirmationDialog::Row &below : row.below)
        item->addChild(makeItem(below, palette));
    return item;
}

QTreeWidgetItem *makeGroup(const ConfirmationDialog::Group &group, const QPalette &palette)
{
    auto *top = new QTreeWidgetItem({group.title});
    top->setFlags(Qt::ItemIsEnabled);
    QFont bold = top->font(NameColumn);
    bold.setBold(true);
    top->setFont(NameColumn, bold);
    const qsizetype shown = std::min<qsizetype>(ConfirmationDialog::RowLimit, group.rows.size());
    for (const ConfirmationDialog::Row &row : group.rows.first(shown))
        top->addChild(makeItem(row, palette));
    if (shown < group.rows.size()) {
        const int rest = static_cast<int>(group.rows.size() - shown);
        top->addChild(new QTreeWidgetItem({ConfirmationDialog::tr("… and %n more", nullptr, rest)}));
    }
    return top;
}

QLabel *plainLabel(const QString &objectName)
{
    auto *label = new QLabel;
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    return label;
}

} // namespace

bool ConfirmationDialog::Row::operator==(const Row &other) const
{
    return text == other.text && note == other.note && freed == other.freed && target == other.target
        && below == other.below;
}

bool ConfirmationDialog::Group::operator==(const Group &other) const
{
    return title == other.title && rows == other.rows;
}

ConfirmationDialog::ConfirmationDialog(const QString &objectName, QWidget *parent) : QDialog(parent)
{
    setObjectName(objectName);
    setAttribute(Qt::WA_DeleteOnClose);
    m_layout = new QVBoxLayout(this);
    m_layout->setSpacing(m_layout->spacing() * 3 / 2);
    m_layout->addWidget(makeHead());
    setUpList();
    m_options = new QVBoxLayout;
    m_layout->addLayout(m_options);
    m_command = new CommandRow(u"confirm"_s);
    m_layout->addWidget(m_command);
    setUpButtons();
    const int em = fontMetrics().horizontalAdvance(u'm');
    resize(em * 46, em * 30);
}

QWidget *ConfirmationDialog::makeHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    auto *sign = new QLabel;
    const int extent = style()->pixelMetric(QStyle::PM_LargeIconSize);
    sign->setPixmap(icon(u"dialog-warning"_s).pixmap(QSize(extent, extent), devicePixelRatio()));
    row->addWidget(sign, 0, Qt::AlignTop);
    row->addSpacing(row->spacing());
    auto *words = new QVBoxLayout;
    m_heading = plainLabel(u"confirmHeading"_s);
    QFont font = m_heading->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.15);
    m_heading->setFont(font);
    m_summary = plainLabel(u"confirmSummary"_s);
    words->addWidget(m_heading);
    words->addWidget(m_summary);
    row->addLayout(words, 1);
    return head;
}

void ConfirmationDialog::setUpList()
{
    m_list = new QTreeWidget;
    m_list->setObjectName(u"confirmList"_s);
    m_list->setAccessibleName(tr("What goes and what stays"));
    m_list->setColumnCount(ColumnCount);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setUniformRowHeights(true);
    m_list->setIndentation(fontMetrics().horizontalAdvance(u'm') * 3 / 2);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(NameColumn, QHeaderView::Interactive);
    m_list->header()->setSectionResizeMode(NoteColumn, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(FreedColumn, QHeaderView::ResizeToContents);
    m_list->header()->setMinimumSectionSize(0);
    connect(m_list, &QTreeWidget::itemActivated, this, &ConfirmationDialog::follow);
    connect(m_list, &QTreeWidget::itemClicked, this, &ConfirmationDialog::follow);
    m_layout->addWidget(m_list, 1);
}

void ConfirmationDialog::setUpButtons()
{
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_accept = m_buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"confirmAccept"_s);
    QPushButton *cancel = m_buttons->button(QDialogButtonBox::Cancel);
    cancel->setObjectName(u"confirmCancel"_s);
    cancel->setText(tr("Cancel"));
    cancel->setDefault(true);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_layout->addWidget(m_buttons);
}

void ConfirmationDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    m_buttons->button(QDialogButtonBox::Cancel)->setFocus();
}

/// Push buttons are asked by QDialog; a focused tool button would leave Enter to the default button.
void ConfirmationDialog::keyPressEvent(QKeyEvent *event)
{
    auto *button = qobject_cast<QToolButton *>(focusWidget());
    if (button && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return button->click();
    QDialog::keyPressEvent(event);
}

void ConfirmationDialog::setHeading(const QString &heading)
{
    m_heading->setText(visibleLine(heading));
    setWindowTitle(m_heading->text());
}

void ConfirmationDialog::setSummary(const QString &summary)
{
    m_summary->setText(visibleText(summary));
}

void ConfirmationDialog::setGroups(const QList<Group> &groups)
{
    if (groups == m_groups)
        return;
    m_groups = groups;
    const int position = m_list->verticalScrollBar()->value();
    m_list->clear();
    for (const Group &group : groups) {
        if (!group.rows.isEmpty())
            m_list->addTopLevelItem(makeGroup(group, palette()));
    }
    m_list->expandAll();
    for (int row = 0; row < m_list->topLevelItemCount(); ++row)
        m_list->setFirstColumnSpanned(row, {}, true);
    m_list->resizeColumnToContents(NameColumn);
    m_list->setColumnWidth(NameColumn, std::clamp(m_list->columnWidth(NameColumn), width() / 4, width() * 3 / 5));
    m_list->setVisible(m_list->topLevelItemCount() > 0);
    m_list->verticalScrollBar()->setValue(position);
}

void ConfirmationDialog::setCommand(const QString &command)
{
    m_command->setCommand(command);
}

void ConfirmationDialog::setAcceptButton(const QString &text, bool enabled)
{
    m_accept->setText(menuText(text));
    m_accept->setEnabled(enabled);
}

QCheckBox *ConfirmationDialog::addOption(const QString &objectName, const QString &explanation)
{
    auto *option = new QCheckBox;
    option->setObjectName(objectName);
    option->setAccessibleDescription(explanation);
    option->hide();
    QLabel *words = plainLabel(objectName + u"Explanation"_s);
    words->setText(explanation);
    words->setForegroundRole(QPalette::PlaceholderText);
    const int indent = style()->pixelMetric(QStyle::PM_IndicatorWidth)
        + style()->pixelMetric(QStyle::PM_CheckBoxLabelSpacing);
    words->setContentsMargins(indent, 0, 0, 0);
    words->hide();
    auto *both = new QVBoxLayout;
    both->setSpacing(0);
    both->addWidget(option);
    both->addWidget(words);
    m_options->addLayout(both);
    m_explanations.insert(option, words);
    return option;
}

void ConfirmationDialog::setOptionVisible(QCheckBox *option, bool visible)
{
    option->setVisible(visible);
    m_explanations.value(option)->setVisible(visible);
    if (!visible)
        option->setChecked(false);
}

void ConfirmationDialog::follow(const QTreeWidgetItem *item)
{
    const QString target = item->data(NameColumn, targetRole).toString();
    if (target.isEmpty())
        return;
    Q_EMIT linkActivated(target);
    reject();
}

} // namespace strata
