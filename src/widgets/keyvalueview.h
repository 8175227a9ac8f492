// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTextEdit>

namespace strata {

/// A readable form: sections with a title, rows with a label and a value, all of it selectable plain text. Values wrap,
/// also inside long words. The context menu copies the selection, the value under the pointer, or everything.
/// Setting the same content again does nothing; another content keeps the scroll position where it can.
class KeyValueView : public QTextEdit
{
    Q_OBJECT

public:
    struct Row
    {
        QString label;
        QString value; ///< several lines are fine; an empty value is shown as "–"
        bool isMonospace = false;
        bool operator==(const Row &) const = default;
    };
    struct Section
    {
        QString title; ///< may be empty
        QList<Row> rows;
        bool operator==(const Section &) const = default;
    };

    static constexpr qsizetype RowLimit = 500;      ///< rows of a section that are shown; the rest is told in a line
    static constexpr qsizetype ValueLimit = 20'000; ///< characters of a value that are shown; copying gives all of it

    explicit KeyValueView(QWidget *parent = nullptr);

    void setSections(const QList<Section> &sections);
    const QList<Section> &sections() const { return m_sections; }
    QString sectionsAsText() const;         ///< everything, "label: value", a blank line between sections
    QString valueAt(QPoint position) const; ///< the whole value at a point of the viewport; empty where there is none

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void addSection(QTextCursor *cursor, const Section &section);

    QList<Section> m_sections;
    QList<QList<Row>> m_tables; ///< rows as shown, one list for each QTextTable in the document
};

} // namespace strata
