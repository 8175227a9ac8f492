// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/historyview.h"

#include "app/common/text.h"
#include "core/bytesize.h"
#include "widgets/delegates.h"
#include "widgets/plaintext.h"
#include "widgets/treetable.h"

#include <QEvent>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

QVariant HistoryPresentation::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const Qt::Alignment side = section == HistoryModel::Size ? Qt::AlignRight : Qt::AlignLeft;
        return QVariant::fromValue(side | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case HistoryModel::Instruction: return tr("Instruction");
    case HistoryModel::Size: return tr("Size");
    case HistoryModel::Created: return tr("Created");
    case HistoryModel::Comment: return tr("Comment");
    default: return {};
    }
}

QVariant HistoryPresentation::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        if (index.column() == HistoryModel::Size)
            return orDash(formatBytes(index.data(HistoryModel::SizeRole).toLongLong()));
        if (index.column() == HistoryModel::Created)
            return relativeTime(index.data(HistoryModel::CreatedRole).toLongLong());
        return line(index);
    case Qt::ToolTipRole: return toolTip(index);
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    case Qt::FontRole:
        return index.column() == HistoryModel::Instruction
            ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont))
            : QVariant();
    case Qt::ForegroundRole:
        if (index.data(HistoryModel::IsMetadataRole).toBool() || index.column() == HistoryModel::Created) {
            QColor color = palette().color(QPalette::Text);
            color.setAlphaF(0.75F);
            return color;
        }
        return {};
    default: return PresentationProxy::data(index, role);
    }
}

QString HistoryPresentation::toolTip(const QModelIndex &index) const
{
    switch (index.column()) {
    case HistoryModel::Size:
        return index.data(HistoryModel::IsMetadataRole).toBool() ? tr("Changes only the configuration, adds no files.")
                                                                 : QString();
    case HistoryModel::Created: return exactTime(index.data(HistoryModel::CreatedRole).toLongLong());
    default: return {}; // the whole instruction stands beside the table
    }
}

HistoryView::HistoryView(const HighlightRepository &repository, QWidget *parent)
    : QWidget(parent), m_splitter(new QSplitter(Qt::Horizontal))
{
    m_presentation.setPalette(palette());
    m_presentation.setSourceModel(&m_model);
    setUpTable();
    m_splitter->setObjectName(u"historySplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(makeDetail(repository));
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_splitter);
}

void HistoryView::setUpTable()
{
    m_table = new TreeTable;
    m_table->setObjectName(u"historyTable"_s);
    m_table->setAccessibleName(tr("Instructions, the newest first"));
    m_table->setModel(&m_presentation);
    m_table->setSortingEnabled(false);
    m_table->header()->setSectionsClickable(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setRootIsDecorated(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setItemDelegateForColumn(HistoryModel::Size, new BarDelegate(HistoryModel::SizeShareRole, m_table));
    m_table->setDefaultWidths({40, 12, 16, 20});
    m_table->setStretchColumn(HistoryModel::Instruction);
    m_table->setColumnHidden(HistoryModel::Comment, true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryView::showInstruction);
}

QWidget *HistoryView::makeDetail(const HighlightRepository &repository)
{
    auto *detail = new QWidget;
    m_instruction = new CodeView(repository);
    m_instruction->setObjectName(u"historyInstruction"_s);
    m_instruction->setAccessibleName(tr("The selected instruction in full"));
    m_instruction->editor()->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_instruction->editor()->setFrameShape(QFrame::NoFrame);
    m_facts = new QLabel;
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_facts->setMargin(4);
    m_facts->setObjectName(u"historyFacts"_s);
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(detail);
    layout->setContentsMargins({});
    layout->addWidget(m_instruction, 1);
    layout->addWidget(m_facts);
    return detail;
}

void HistoryView::setHistory(const QList<HistoryEntry> &entries)
{
    const bool isSame = m_model.isHistoryOf(entries);
    const int row = isSame ? std::max(0, m_table->currentIndex().row()) : 0;
    const int position = isSame ? m_table->verticalScrollBar()->value() : 0;
    m_model.setHistory(entries);
    if (entries.isEmpty())
        return showInstruction({});
    m_table->selectOnly(m_presentation.index(row, 0));
    m_table->verticalScrollBar()->setValue(position);
}

void HistoryView::clear()
{
    setHistory({});
}

void HistoryView::refreshTimes()
{
    m_presentation.refreshColumns({HistoryModel::Created});
}

void HistoryView::showInstruction(const QModelIndex &index)
{
    if (!index.isValid()) {
        m_instruction->setText({});
        m_facts->setText({});
        return;
    }
    m_instruction->setText(visibleText(index.data(HistoryModel::InstructionRole).toString()), u"Dockerfile"_s);
    QStringList facts{index.data(HistoryModel::IsMetadataRole).toBool()
                          ? tr("Configuration only")
                          : tr("Adds %1").arg(formatBytes(index.data(HistoryModel::SizeRole).toLongLong()))};
    facts.append(exactTime(index.data(HistoryModel::CreatedRole).toLongLong()));
    facts.append(index.data(HistoryModel::TagsRole).toStringList().join(u", "_s));
    facts.append(m_model.entry(index.row()).comment);
    facts.removeAll(QString());
    const QString text = facts.join(u" · "_s);
    m_facts->setText(textBlock(visibleLine(text)));
    m_facts->setToolTip(m_facts->text().endsWith(u'…') ? plainToolTip(text) : QString());
}

void HistoryView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_presentation.setPalette(palette());
    QWidget::changeEvent(event);
}

void HistoryView::saveState(QSettings &settings, const QString &group) const
{
    m_table->saveState(settings, group + u"/historyTable"_s);
    settings.setValue(group + u"/historySplitter"_s, m_splitter->saveState());
}

void HistoryView::restoreState(const QSettings &settings, const QString &group)
{
    m_table->restoreState(settings, group + u"/historyTable"_s);
    m_splitter->restoreState(settings.value(group + u"/historySplitter"_s).toByteArray());
}

} // namespace strata
