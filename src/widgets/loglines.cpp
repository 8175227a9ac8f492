// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/loglines.h"

#include "widgets/contrast.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPointer>
#include <QScrollBar>
#include <QTextLayout>
#include <QThreadPool>

#include <algorithm>
#include <limits>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int LogMargin = 4;
constexpr int OpenLines = 2; ///< at the end, which may become others
constexpr qint64 CopiedAtOnce = 512;

/// What screen readers are told: the current line.
class AccessibleLogLines final : public QAccessibleWidget
{
public:
    explicit AccessibleLogLines(QWidget *widget) : QAccessibleWidget(widget, QAccessible::StaticText) {}

    QString text(QAccessible::Text kind) const override
    {
        const auto *log = static_cast<const LogLines *>(widget());
        if (kind != QAccessible::Value || log->currentLine() < 0)
            return QAccessibleWidget::text(kind);
        return LogLines::tr("line %1: %2")
            .arg(QLocale().toString(log->currentLine() + 1), log->lineText(log->currentLine()));
    }
};

QAccessibleInterface *makeAccessibleLogLines(const QString &className, QObject *object)
{
    return className == u"strata::LogLines"_s ? new AccessibleLogLines(static_cast<QWidget *>(object)) : nullptr;
}

struct CopiedLines
{
    QString text;
    qint64 count = 0;
};

CopiedLines readLines(const LogSource &source, const LogLines::Range &range, const QPalette &palette,
                      const std::atomic<bool> &isCancelled)
{
    CopiedLines result;
    qint64 bytes = 0;
    for (qint64 at = range.first; at <= range.last && bytes < LogLines::MostCopied && !isCancelled;) {
        const QList<LogText> lines = source.lines(at, std::min(CopiedAtOnce, range.last - at + 1));
        if (lines.isEmpty())
            break;
        for (const LogText &line : lines) {
            if (bytes >= LogLines::MostCopied)
                break;
            bytes += line.text.size() + 1;
            result.text += ansiText(line.text, palette, line.text.size() + 1).text;
            result.text += u'\n';
            ++result.count;
        }
        at += lines.size();
    }
    return result;
}

} // namespace

LogLines::LogLines(QWidget *parent) : QAbstractScrollArea(parent)
{
    [[maybe_unused]] static const bool isInstalled = [] {
        QAccessible::installFactory(&makeAccessibleLogLines);
        return true;
    }();
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFocusPolicy(Qt::StrongFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    reshape();
}

LogLines::~LogLines()
{
    if (m_copying)
        *m_copying = true;
}

void LogLines::setSource(std::shared_ptr<const LogSource> source)
{
    m_source = std::move(source);
    m_count = 0;
    m_current = m_anchor = -1;
    m_widest = 0;
    m_drawn.clear();
    horizontalScrollBar()->setValue(0);
    m_isFollowing = true;
    lineCountChanged();
    viewport()->update();
    Q_EMIT currentLineChanged(-1);
}

void LogLines::lineCountChanged()
{
    const qint64 before = m_count;
    m_count = m_source ? m_source->lineCount() : 0;
    m_drawn.removeIf([before](const auto &drawn) { return drawn.key() >= before - OpenLines; });
    if (m_current >= m_count)
        m_current = m_anchor = m_count - 1;
    updateScrollBars();
    viewport()->update();
}

void LogLines::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    viewport()->update();
}

void LogLines::setHighlight(const QString &text)
{
    m_highlight = text;
    viewport()->update();
}

void LogLines::reshape()
{
    m_lineHeight = fontMetrics().height() + 2;
    m_drawn.clear();
    m_widest = 0;
    updateScrollBars();
    viewport()->update();
}

int LogLines::visibleLineCount() const
{
    return std::max(1, viewport()->height() / m_lineHeight);
}

qint64 LogLines::firstVisibleLine() const
{
    return verticalScrollBar()->value();
}

/// Keeps the end in sight when it was.
void LogLines::updateScrollBars()
{
    m_isAdjusting = true;
    const qint64 most = std::clamp<qint64>(m_count - visibleLineCount(), 0, std::numeric_limits<int>::max());
    verticalScrollBar()->setRange(0, static_cast<int>(most));
    verticalScrollBar()->setPageStep(visibleLineCount());
    const int width = gutterWidth() + m_widest + 2 * LogMargin;
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(fontMetrics().averageCharWidth() * 4);
    if (m_isFollowing)
        verticalScrollBar()->setValue(static_cast<int>(most));
    m_isAdjusting = false;
    noteFollowing();
}

void LogLines::noteFollowing()
{
    const bool isAtEnd = verticalScrollBar()->value() == verticalScrollBar()->maximum();
    if (m_isAdjusting || isAtEnd == m_isFollowing)
        return;
    m_isFollowing = isAtEnd;
    Q_EMIT followingChanged(isAtEnd);
}

void LogLines::followEnd()
{
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    noteFollowing();
}

void LogLines::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void LogLines::scrollContentsBy(int, int)
{
    noteFollowing();
    viewport()->update();
}

void LogLines::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange
        || event->type() == QEvent::StyleChange)
        reshape();
}

/// Digits of the last line's number; a log that grows makes room for more only when it needs it.
int LogLines::gutterWidth() const
{
    const auto digits = std::max<qsizetype>(3, QString::number(m_count).size());
    return static_cast<int>(digits) * fontMetrics().horizontalAdvance(u'0') + 3 * LogMargin;
}

LogLines::Drawn LogLines::layOut(const LogText &line) const
{
    const AnsiText ansi = ansiText(line.text, palette(), LongestShown);
    QString text = ansi.text;
    if (ansi.left > 0)
        text += u" … "_s + tr("%1 more bytes in this line").arg(QLocale().toString(ansi.left));
    Drawn drawn{.layout = std::make_unique<QTextLayout>(text, font()), .isError = line.isError};
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    option.setTabStopDistance(fontMetrics().horizontalAdvance(u' ') * 8);
    drawn.layout->setTextOption(option);
    drawn.layout->setFormats(ansi.formats);
    drawn.layout->setCacheEnabled(true);
    drawn.layout->beginLayout();
    drawn.layout->createLine().setLineWidth(1e7);
    drawn.layout->endLayout();
    return drawn;
}

/// Lays out what came into sight and forgets what left it.
void LogLines::readVisible()
{
    const qint64 first = firstVisibleLine();
    const qint64 last = std::min(first + visibleLineCount(), m_count - 1);
    m_drawn.removeIf([first, last](const auto &drawn) { return drawn.key() < first || drawn.key() > last; });
    qint64 from = first;
    while (from <= last && m_drawn.contains(from))
        ++from;
    qint64 to = last;
    while (to > from && m_drawn.contains(to))
        --to;
    if (from > last || !m_source)
        return;
    const QList<LogText> lines = m_source->lines(from, to - from + 1);
    int widest = m_widest;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto drawn = std::make_shared<Drawn>(layOut(lines[i]));
        widest = std::max(widest, qCeil(drawn->layout->lineAt(0).naturalTextWidth()));
        m_drawn.insert(from + i, drawn);
    }
    if (widest > m_widest) {
        m_widest = widest;
        QMetaObject::invokeMethod(this, &LogLines::updateScrollBars, Qt::QueuedConnection);
    }
}

void LogLines::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setFont(font());
    if (m_count == 0) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        QFont plain = QGuiApplication::font();
        painter.setFont(plain);
        painter.drawText(viewport()->rect().adjusted(12, 12, -12, -12),
                         int(Qt::AlignHCenter | Qt::AlignVCenter) | int(Qt::TextWordWrap), m_placeholder);
        return;
    }
    readVisible();
    const qint64 first = firstVisibleLine();
    for (int row = 0; row <= visibleLineCount() && first + row < m_count; ++row)
        paintLine(painter, first + row, row * m_lineHeight);
}

void LogLines::paintLine(QPainter &painter, qint64 line, int y)
{
    const auto drawn = m_drawn.constFind(line);
    if (drawn == m_drawn.constEnd())
        return;
    const int gutter = gutterWidth();
    const QRect row(gutter, y, viewport()->width() - gutter, m_lineHeight);
    const Range selected = selection();
    const bool isSelected = line >= selected.first && line <= selected.last;
    const QPalette::ColorGroup group = hasFocus() ? QPalette::Active : QPalette::Inactive;
    QList<QTextLayout::FormatRange> formats;
    if (isSelected) {
        painter.fillRect(row, palette().color(group, QPalette::Highlight));
        QTextCharFormat format;
        format.setForeground(palette().color(group, QPalette::HighlightedText));
        format.setBackground(palette().color(group, QPalette::Highlight));
        formats.append({0, static_cast<int>((*drawn)->layout->text().size()), format});
    }
    if (!m_highlight.isEmpty()) {
        QTextCharFormat mark;
        mark.setBackground(QColor(0xff, 0xd5, 0x40));
        mark.setForeground(Qt::black);
        const QString text = (*drawn)->layout->text();
        for (qsizetype at = text.indexOf(m_highlight, 0, Qt::CaseInsensitive); at >= 0;
             at = text.indexOf(m_highlight, at + m_highlight.size(), Qt::CaseInsensitive))
            formats.append({static_cast<int>(at), static_cast<int>(m_highlight.size()), mark});
    }
    painter.save();
    painter.setClipRect(row);
    painter.setPen(palette().color(QPalette::Text));
    const qreal text = (*drawn)->layout->lineAt(0).height();
    (*drawn)->layout->draw(&painter,
                           QPointF(gutter + LogMargin - horizontalScrollBar()->value(), y + (m_lineHeight - text) / 2),
                           formats, row);
    painter.restore();
    paintGutter(painter, line, y, (*drawn)->isError);
    if (line == m_current && hasFocus() && selected.count() > 1) {
        painter.setPen(palette().color(QPalette::HighlightedText));
        painter.drawRect(row.adjusted(0, 0, -1, -1));
    }
}

void LogLines::paintGutter(QPainter &painter, qint64 line, int y, bool isError) const
{
    const QRect gutter(0, y, gutterWidth(), m_lineHeight);
    painter.fillRect(gutter, palette().color(QPalette::AlternateBase));
    painter.setPen(readableOn(palette().color(QPalette::AlternateBase), palette().color(QPalette::PlaceholderText)));
    painter.drawText(gutter.adjusted(0, 0, -2 * LogMargin, 0), int(Qt::AlignRight | Qt::AlignVCenter),
                     QString::number(line + 1));
    if (isError) {
        QColor bar = palette().color(QPalette::Accent);
        painter.fillRect(QRect(gutter.right() - 2, y, 2, m_lineHeight), bar);
    }
}

LogLines::Range LogLines::selection() const
{
    if (m_current < 0)
        return {};
    return {.first = std::min(m_current, m_anchor), .last = std::max(m_current, m_anchor)};
}

void LogLines::selectAll()
{
    if (m_count == 0)
        return;
    m_anchor = 0;
    m_current = m_count - 1;
    viewport()->update();
}

void LogLines::copySelection()
{
    const Range range = selection();
    if (!m_source || range.count() == 0)
        return;
    if (m_copying)
        *m_copying = true; // the newest one wins
    m_copying = std::make_shared<std::atomic<bool>>(false);
    QThreadPool::globalInstance()->start(
        [self = QPointer(this), source = m_source, range, colors = palette(), isCancelled = m_copying] {
            auto lines = std::make_shared<CopiedLines>(readLines(*source, range, colors, *isCancelled));
            QMetaObject::invokeMethod(
                QCoreApplication::instance(), // on the GUI thread, where `self` can be asked
                [self, lines, range, isCancelled] {
                    if (*isCancelled || !self)
                        return;
                    QGuiApplication::clipboard()->setText(lines->text);
                    Q_EMIT self->copied(lines->count, lines->count == range.count());
                },
                Qt::QueuedConnection);
        });
}

qint64 LogLines::lineAt(int y) const
{
    if (m_count == 0 || y < 0)
        return -1;
    const qint64 line = firstVisibleLine() + y / m_lineHeight;
    return line < m_count ? line : -1;
}

QString LogLines::lineText(qint64 line) const
{
    if (!m_source || line < 0)
        return {};
    const QList<LogText> lines = m_source->lines(line, 1);
    return lines.isEmpty() ? QString() : ansiText(lines.first().text, palette(), LongestShown).text;
}

void LogLines::ensureVisible(qint64 line)
{
    const qint64 first = firstVisibleLine();
    const int visible = visibleLineCount();
    if (line < first)
        verticalScrollBar()->setValue(static_cast<int>(line));
    else if (line >= first + visible)
        verticalScrollBar()->setValue(static_cast<int>(line - visible + 1));
}

void LogLines::showLine(qint64 line)
{
    if (m_count == 0)
        return;
    line = std::clamp<qint64>(line, 0, m_count - 1);
    const qint64 first = firstVisibleLine();
    if (line < first || line >= first + visibleLineCount())
        verticalScrollBar()->setValue(static_cast<int>(std::max<qint64>(line - visibleLineCount() / 2, 0)));
    moveCurrent(line, false);
}

void LogLines::moveCurrent(qint64 line, bool extend)
{
    if (m_count == 0)
        return;
    m_current = std::clamp<qint64>(line, 0, m_count - 1);
    if (!extend || m_anchor < 0)
        m_anchor = m_current;
    ensureVisible(m_current);
    viewport()->update();
    tellAccessible();
    Q_EMIT currentLineChanged(m_current);
}

void LogLines::tellAccessible()
{
    if (!QAccessible::isActive())
        return;
    QAccessibleValueChangeEvent event(this, lineText(m_current));
    QAccessible::updateAccessibility(&event);
}

/// Where a key leads; nothing when it is no such key.
std::optional<qint64> LogLines::targetOf(const QKeyEvent &event) const
{
    const qint64 page = std::max(1, visibleLineCount() - 1);
    const bool isNew = m_current < 0; // the first key only shows where one is
    switch (event.key()) {
    case Qt::Key_Up: return isNew ? firstVisibleLine() + visibleLineCount() - 1 : m_current - 1;
    case Qt::Key_Down: return isNew ? firstVisibleLine() : m_current + 1;
    case Qt::Key_PageUp: return (isNew ? firstVisibleLine() : m_current) - page;
    case Qt::Key_PageDown: return (isNew ? firstVisibleLine() : m_current) + page;
    case Qt::Key_Home: return 0;
    case Qt::Key_End: return m_count - 1;
    default: return {};
    }
}

void LogLines::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copySelection();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    if (const std::optional<qint64> target = targetOf(*event))
        return moveCurrent(*target, event->modifiers().testFlag(Qt::ShiftModifier));
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        horizontalScrollBar()->triggerAction(event->key() == Qt::Key_Left ? QAbstractSlider::SliderSingleStepSub
                                                                          : QAbstractSlider::SliderSingleStepAdd);
        return;
    }
    event->ignore();
}

bool LogLines::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void LogLines::mousePressEvent(QMouseEvent *event)
{
    const qint64 line = lineAt(event->position().toPoint().y());
    if (event->button() != Qt::LeftButton || line < 0)
        return QAbstractScrollArea::mousePressEvent(event);
    moveCurrent(line, event->modifiers().testFlag(Qt::ShiftModifier));
}

void LogLines::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton) || m_current < 0)
        return QAbstractScrollArea::mouseMoveEvent(event);
    const int y = event->position().toPoint().y();
    moveCurrent(firstVisibleLine() + (y < 0 ? -1 : y / m_lineHeight), true);
}

void LogLines::contextMenuEvent(QContextMenuEvent *event)
{
    const qint64 line = lineAt(event->pos().y());
    const Range selected = selection();
    if (event->reason() == QContextMenuEvent::Mouse && line >= 0 && (line < selected.first || line > selected.last))
        moveCurrent(line, false);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(tr("Copy"), this, &LogLines::copySelection);
    copy->setObjectName(u"logCopy"_s);
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(selection().count() > 0);
    QAction *all = menu->addAction(tr("Select All"), this, &LogLines::selectAll);
    all->setObjectName(u"logSelectAll"_s);
    all->setShortcut(QKeySequence::SelectAll);
    all->setEnabled(m_count > 0);
    menu->addSeparator();
    QAction *end = menu->addAction(tr("Follow the End"), this, &LogLines::followEnd);
    end->setObjectName(u"logFollow"_s);
    end->setEnabled(!m_isFollowing);
    menu->popup(event->globalPos());
}

void LogLines::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void LogLines::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

QSize LogLines::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 80, m_lineHeight * 12};
}

} // namespace strata
