// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/ansitext.h"

#include <QAbstractScrollArea>
#include <QByteArray>
#include <QHash>
#include <QList>

#include <atomic>
#include <memory>
#include <optional>

class QTextLayout;

namespace strata {

struct LogText
{
    QByteArray text; ///< without its end; escape sequences as they came
    bool isError = false;
};

/// Where a LogLines has its lines from: many, by number from 0, of which more may come at the end. For any thread; quick
/// enough for the GUI thread when a screen of lines is asked for.
class LogSource
{
public:
    virtual ~LogSource() = default;
    virtual qint64 lineCount() const = 0;
    virtual QList<LogText> lines(qint64 from, qint64 count) const = 0; ///< fewer at the end
};

/// A log of any size: paints what can be seen and asks for nothing else, so that a gigabyte is like a page. All lines are
/// equally high; one that is longer than LongestShown characters is cut on the screen, not when it is copied.
///
/// Plain text always (see AnsiText). Whole lines are selected: with the mouse, with Shift and the keys that move, all with
/// Ctrl+A; Ctrl+C copies them, read on the pool. While the last line can be seen, the view follows the end.
///
/// The source is asked again when lineCountChanged() is called; it is shared with work that goes on after this is gone.
class LogLines : public QAbstractScrollArea
{
    Q_OBJECT

public:
    static constexpr qsizetype LongestShown = 4'000; ///< characters of a line
    static constexpr qint64 MostCopied = 64'000'000; ///< bytes; copied() tells whether that was all

    explicit LogLines(QWidget *parent = nullptr);
    ~LogLines() override;

    void setSource(std::shared_ptr<const LogSource> source); ///< from its end, as a log is read; null: nothing
    void lineCountChanged();                                 ///< there are more, or the last ones are others
    qint64 lineCount() const { return m_count; }

    void setPlaceholder(const QString &text); ///< what is said while there is no line
    /// Parts that are marked wherever they stand, without case. Empty: nothing.
    void setHighlight(const QString &text);

    qint64 currentLine() const { return m_current; } ///< -1: none
    void showLine(qint64 line);                      ///< makes it current, selects it, and brings it to the middle
    qint64 firstVisibleLine() const;
    int visibleLineCount() const; ///< that fit whole
    bool isFollowing() const { return m_isFollowing; }
    void followEnd();

    struct Range
    {
        qint64 first = 0;
        qint64 last = -1;
        qint64 count() const { return last - first + 1; }
    };
    Range selection() const;
    void selectAll();
    void copySelection(); ///< into the clipboard, without escape sequences; copied() when it is there

    QString lineText(qint64 line) const; ///< as it is shown
    qint64 lineAt(int y) const;          ///< of the viewport; -1: none
    QSize sizeHint() const override;

Q_SIGNALS:
    void currentLineChanged(qint64 line);
    void followingChanged(bool following);
    void copied(qint64 lines, bool isWhole);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Drawn
    {
        std::unique_ptr<QTextLayout> layout;
        bool isError = false;
    };

    void reshape();
    void updateScrollBars();
    void noteFollowing();
    void readVisible();
    Drawn layOut(const LogText &line) const;
    void paintLine(QPainter &painter, qint64 line, int y);
    void paintGutter(QPainter &painter, qint64 line, int y, bool isError) const;
    int gutterWidth() const;
    void moveCurrent(qint64 line, bool extend);
    void ensureVisible(qint64 line);
    std::optional<qint64> targetOf(const QKeyEvent &event) const;
    void tellAccessible();

    std::shared_ptr<const LogSource> m_source;
    qint64 m_count = 0;
    QString m_placeholder;
    QString m_highlight;
    QHash<qint64, std::shared_ptr<Drawn>> m_drawn; ///< what can be seen
    qint64 m_current = -1;
    qint64 m_anchor = -1;
    int m_lineHeight = 1;
    int m_widest = 0; ///< pixels, of the lines seen so far
    bool m_isFollowing = true;
    bool m_isAdjusting = false;                   ///< the scroll bars move, and the person did not do it
    std::shared_ptr<std::atomic<bool>> m_copying; ///< true: nobody waits for it any more
};

} // namespace strata
