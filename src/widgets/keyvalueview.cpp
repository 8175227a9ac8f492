// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/keyvalueview.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QMenu>
#include <QScrollBar>
#include <QTextTable>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int LabelWidth = 22; // in average characters

QString shownValue(const QString &value)
{
    if (value.isEmpty())
        return u"–"_s;
    return value.size() > KeyValueView::ValueLimit ? QString(value.left(KeyValueView::ValueLimit) + u'…') : value;
}

} // namespace

KeyValueView::KeyValueView(QWidget *parent) : QTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(8);
}

void KeyValueView::setSections(const QList<Section> &sections)
{
    if (sections == m_sections)
        return;
    m_sections = sections;
    rebuild();
}

void KeyValueView::rebuild()
{
    const int scrolled = verticalScrollBar()->value();
    m_tables.clear();
    clear();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (const Section &section : std::as_const(m_sections))
        addSection(&cursor, section);
    cursor.endEditBlock();
    moveCursor(QTextCursor::Start);
    verticalScrollBar()->setValue(scrolled);
}

void KeyValueView::addSection(QTextCursor *cursor, const Section &section)
{
    QTextCharFormat heading;
    heading.setFontWeight(QFont::Bold);
    QTextBlockFormat headingBlock;
    headingBlock.setTopMargin(cursor->atStart() ? 0 : 12);
    headingBlock.setBottomMargin(2);
    cursor->setBlockFormat(headingBlock);
    cursor->insertText(section.title, heading);

    QTextTableFormat format;
    format.setBorder(0);
    format.setCellPadding(2);
    format.setCellSpacing(0);
    format.setColumnWidthConstraints(
        {QTextLength(QTextLength::FixedLength, fontMetrics().averageCharWidth() * LabelWidth),
         QTextLength(QTextLength::PercentageLength, 100)});
    const QList<Row> rows = section.rows.mid(0, RowLimit);
    if (!rows.isEmpty()) {
        QTextCharFormat label;
        label.setForeground(palette().color(QPalette::PlaceholderText));
        QTextTable *table = cursor->insertTable(int(rows.size()), 2, format);
        for (int i = 0; i < int(rows.size()); ++i) {
            QTextCharFormat value;
            if (rows[i].isMonospace)
                value.setFontFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
            table->cellAt(i, 0).firstCursorPosition().insertText(rows[i].label, label);
            table->cellAt(i, 1).firstCursorPosition().insertText(shownValue(rows[i].value), value);
        }
        m_tables.append(rows);
        cursor->movePosition(QTextCursor::End);
    }
    if (section.rows.size() > RowLimit)
        cursor->insertText(tr("%n more are not shown.", nullptr, int(section.rows.size() - RowLimit)));
    cursor->insertBlock();
}

QString KeyValueView::sectionsAsText() const
{
    QStringList parts;
    for (const Section &section : m_sections) {
        QStringList lines;
        if (!section.title.isEmpty())
            lines.append(section.title);
        for (const Row &row : section.rows)
            lines.append(QString(row.label + u": "_s + row.value));
        parts.append(lines.join(u'\n'));
    }
    return parts.join(u"\n\n"_s);
}

QString KeyValueView::valueAt(QPoint position) const
{
    const QTextCursor cursor = cursorForPosition(position);
    QTextTable *table = cursor.currentTable();
    if (!table)
        return {};
    QList<QTextFrame *> frames = document()->rootFrame()->childFrames();
    const qsizetype number = frames.indexOf(static_cast<QTextFrame *>(table));
    const int row = table->cellAt(cursor).row();
    return number < 0 || number >= m_tables.size() ? QString() : m_tables[number].value(row).value;
}

void KeyValueView::contextMenuEvent(QContextMenuEvent *event)
{
    const auto copy = [](const QString &text) { QGuiApplication::clipboard()->setText(text); };
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *selection = menu->addAction(tr("Copy"), this, &QTextEdit::copy);
    selection->setEnabled(textCursor().hasSelection());
    const QString value = valueAt(event->pos());
    QAction *copyValue = menu->addAction(tr("Copy value"), this, [copy, value] { copy(value); });
    copyValue->setEnabled(!value.isEmpty());
    menu->addAction(tr("Copy everything"), this, [copy, text = sectionsAsText()] { copy(text); });
    menu->addSeparator();
    menu->addAction(tr("Select all"), this, &QTextEdit::selectAll);
    menu->popup(event->globalPos());
}

void KeyValueView::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        rebuild();
}

} // namespace strata
