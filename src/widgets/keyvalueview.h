// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <QStringList>

class QFormLayout;
class QVBoxLayout;

namespace strata {

/// A readable form: sections with a title, rows with a label and a selectable plain-text value. Values wrap, also
/// inside long words. The context menu copies a value, or everything as text. Give it whole with setSections: rows that
/// stay where they were keep their widgets, so that a refresh keeps the scroll position and a selection in a value.
class KeyValueView : public QScrollArea
{
    Q_OBJECT

public:
    struct Row
    {
        QString label;
        QString value;         ///< plain text; several lines are fine; empty values are shown as "–"
        bool isMonospace = false;
        bool operator==(const Row &) const = default;
    };
    struct Section
    {
        QString title; ///< may be empty
        QList<Row> rows;
        bool operator==(const Section &) const = default;
    };

    static constexpr int RowLimit = 500;       ///< rows of a section that are shown; the rest is summed up in a line
    static constexpr int ValueLimit = 20'000;  ///< characters of a value that are shown; copying gives all of it

    explicit KeyValueView(QWidget *parent = nullptr);

    void setSections(const QList<Section> &sections);
    const QList<Section> &sections() const { return m_sections; }
    QString toPlainText() const; ///< everything, "label: value", a blank line between sections

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    class SectionWidget;

    void copy(const QString &text) const;

    QList<Section> m_sections;
    QList<SectionWidget *> m_widgets;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_layout = nullptr;
};

} // namespace strata
