// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBlock>
#include <QWidget>

namespace strata {

class TextArea;

/// What stands in front of each line: the sign of its gravest diagnostic (a cross in a disc, a mark in a triangle, an i in
/// a square), its number, the mark of its annotation, and an arrow where it can be folded. Its width does not depend on
/// which of them there are. A click on an arrow folds, on a sign tells; the keys for both are the editor's.
class Gutter : public QWidget
{
    Q_OBJECT

public:
    explicit Gutter(TextArea *area);

    int wantedWidth() const;
    QSize sizeHint() const override { return {wantedWidth(), 0}; }

Q_SIGNALS:
    void signClicked(int line);
    void markClicked(int line);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    /// Left edges, from the left.
    struct Columns
    {
        int sign = 0;
        int number = 0;
        int mark = 0;
        int fold = 0;
        int end = 0;
    };
    Columns columns() const;
    QString toolTipFor(const QTextBlock &block) const;

    TextArea *m_area;
};

} // namespace strata
