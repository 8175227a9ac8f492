// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/plan/buildplan.h"

#include <QWidget>

class QScrollArea;

namespace strata {

/// The stages of a build and what they take from each other, from left to right: a stage stands right of all that it needs, so
/// what stands above each other is built at the same time. An arrow is where files go; a broken line is a stage that the target
/// does not need. A click, or the arrow keys and Enter, choose one. Hidden for files of one stage.
class StageGraph : public QWidget
{
    Q_OBJECT

public:
    explicit StageGraph(QWidget *parent = nullptr);

    /// The area that it stands in gives it as much room as it needs, up to a few rows.
    void setScrollArea(QScrollArea *area);
    void setPlan(const BuildPlan &plan);
    QRect boxOf(int stage) const; ///< for tests
    int columnOf(int stage) const { return m_boxes[stage].column; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void stageChosen(int stage);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Box
    {
        QString title = {};
        QString base = {};
        int column = 0;
        int row = 0;
        bool isNeeded = false;
        bool isTarget = false;
        QList<int> from = {}; ///< stages whose files it takes
        bool operator==(const Box &) const = default;
    };

    static QList<Box> boxesOf(const BuildPlan &plan);
    void arrange();
    int stageAt(QPoint point) const;
    void paintArrow(QPainter &painter, const Box &from, const QRect &start, const QRect &end) const;
    void paintBox(QPainter &painter, int stage) const;
    void choose(int stage);

    QList<Box> m_boxes;
    QList<int> m_widths; ///< of columns
    int m_rows = 0;
    int m_current = -1;
    QScrollArea *m_area = nullptr;
};

} // namespace strata
