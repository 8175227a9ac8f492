// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildlogview.h"

#include "app/common/text.h"
#include "app/shell/icons.h"
#include "core/background.h"
#include "widgets/elidedlabel.h"
#include "widgets/filterfield.h"
#include "widgets/loglines.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The lines of one step.
class BuildStepLines final : public LogSource
{
public:
    BuildStepLines(std::shared_ptr<const BuildLog> log, QString step) : m_log(std::move(log)), m_step(std::move(step))
    {}

    qint64 lineCount() const override { return m_log->lineCount(m_step); }
    QList<LogText> lines(qint64 from, qint64 count) const override
    {
        QList<LogText> texts;
        for (BuildLogLine &line : m_log->lines(m_step, from, count))
            texts.append({.text = std::move(line.text), .isError = line.isError});
        return texts;
    }

private:
    std::shared_ptr<const BuildLog> m_log;
    QString m_step;
};

namespace {

constexpr auto typingTime = 150ms;

QToolButton *makeFindButton(const QString &objectName, const QString &iconName, const QString &text)
{
    auto *button = new QToolButton;
    button->setObjectName(objectName);
    button->setAutoRaise(true);
    button->setIcon(icon(iconName));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setEnabled(false);
    return button;
}

} // namespace

BuildLogView::BuildLogView(QWidget *parent) : QWidget(parent), m_rank([](const QString &) { return 0; }), m_typing(this)
{
    m_lines = new LogLines;
    m_lines->setObjectName(u"buildLogLines"_s);
    m_lines->setAccessibleName(tr("Output of the step"));
    m_lines->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_lines, 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingTime);
    connect(&m_typing, &QTimer::timeout, this, [this] { search(Direction::First); });
}

BuildLogView::~BuildLogView()
{
    cancelSearch();
}

QWidget *BuildLogView::makeBar()
{
    auto *bar = new QWidget;
    m_title = new ElidedLabel;
    m_title->setObjectName(u"buildLogTitle"_s);
    m_find = new FilterField;
    m_find->setObjectName(u"buildLogFind"_s);
    m_find->setPlaceholderText(tr("Find in the whole log"));
    m_find->setAccessibleName(tr("Find in the whole log"));
    m_find->setMaximumWidth(fontMetrics().averageCharWidth() * 40);
    m_find->installEventFilter(this);
    m_count = new QLabel;
    m_count->setTextFormat(Qt::PlainText);
    m_count->setObjectName(u"buildLogHits"_s);
    m_count->setTextFormat(Qt::PlainText);
    m_previous = makeFindButton(u"buildLogPrevious"_s, u"go-up"_s, tr("Previous hit (Shift+Enter)"));
    m_next = makeFindButton(u"buildLogNext"_s, u"go-down"_s, tr("Next hit (Enter)"));
    connect(m_previous, &QToolButton::clicked, this, [this] { go(Direction::Previous); });
    connect(m_next, &QToolButton::clicked, this, [this] { go(Direction::Next); });
    connect(m_find, &FilterField::leaveRequested, this, [this] { m_lines->setFocus(); });
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString &text) {
        cancelSearch();
        m_lines->setHighlight(text);
        m_hits.clear();
        m_hit = -1;
        m_typing.start();
        tellHits();
    });
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(6, 3, 6, 3);
    row->addWidget(m_title, 1);
    row->addWidget(m_count);
    row->addWidget(m_find, 1);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    return bar;
}

void BuildLogView::setLog(std::shared_ptr<const BuildLog> log)
{
    cancelSearch();
    m_log = std::move(log);
    m_hits.clear();
    m_hit = -1;
    m_step.clear();
    m_lines->setSource(nullptr);
    m_title->setText({});
    tellHits();
    if (!m_find->text().isEmpty())
        m_typing.start();
}

void BuildLogView::showStep(const QString &digest, const QString &title)
{
    m_title->setText(title);
    if (digest == m_step)
        return;
    m_step = digest;
    if (m_log && !digest.isEmpty())
        m_lines->setSource(std::make_shared<BuildStepLines>(m_log, digest));
    else
        m_lines->setSource(nullptr);
}

void BuildLogView::showLine(qint64 line)
{
    m_lines->showLine(line);
}

void BuildLogView::logGrew()
{
    m_lines->lineCountChanged();
}

void BuildLogView::setPlaceholder(const QString &text)
{
    m_lines->setPlaceholder(text);
}

void BuildLogView::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

bool BuildLogView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
        return QWidget::eventFilter(watched, event);
    go(key->modifiers().testFlag(Qt::ShiftModifier) ? Direction::Previous : Direction::Next);
    return true;
}

void BuildLogView::cancelSearch()
{
    m_typing.stop();
    if (m_search)
        *m_search = true;
    m_search.reset();
}

void BuildLogView::search(Direction then)
{
    cancelSearch();
    const QString text = m_find->text();
    if (!m_log || text.isEmpty())
        return tellHits();
    m_search = std::make_shared<std::atomic<bool>>(false);
    m_searchedSize = m_log->size();
    tellHits();
    inBackground(
        this,
        [log = m_log, text, isCancelled = m_search] {
            return log->search(BuildLog::containing(text), {}, MostHits, [isCancelled] { return isCancelled->load(); });
        },
        [this, isCancelled = m_search, then](QList<BuildLogPlace> hits) {
            if (isCancelled->load())
                return;
            m_search.reset();
            take(std::move(hits), then);
        });
}

void BuildLogView::take(QList<BuildLogPlace> hits, Direction then)
{
    std::ranges::stable_sort(hits, {}, [this](const BuildLogPlace &place) { return m_rank(place.step); });
    m_hits = std::move(hits);
    m_hit = -1;
    if (m_hits.isEmpty())
        return tellHits();
    go(then);
}

std::pair<int, qint64> BuildLogView::here() const
{
    return {m_step.isEmpty() ? -1 : m_rank(m_step), m_lines->currentLine()};
}

/// From the line where one is, around the end.
void BuildLogView::go(Direction direction)
{
    if (m_typing.isActive() || (m_log && !m_search && m_log->size() != m_searchedSize))
        return search(direction);
    if (m_hits.isEmpty())
        return;
    const QList<BuildLogPlace> &hits = m_hits;
    const auto placeOf = [this](const BuildLogPlace &place) { return std::pair(m_rank(place.step), place.line); };
    const auto behind = direction == Direction::Next ? std::ranges::upper_bound(hits, here(), {}, placeOf)
                                                     : std::ranges::lower_bound(hits, here(), {}, placeOf);
    qsizetype hit = behind - hits.cbegin() - (direction == Direction::Previous ? 1 : 0);
    if (hit < 0)
        hit = hits.size() - 1;
    else if (hit >= hits.size())
        hit = 0;
    showHit(hit);
}

void BuildLogView::showHit(qsizetype hit)
{
    m_hit = hit;
    tellHits();
    const BuildLogPlace place = m_hits.at(hit);
    if (place.step == m_step)
        showLine(place.line);
    else
        Q_EMIT placeRequested(place);
}

void BuildLogView::tellHits()
{
    const bool canGo = !m_hits.isEmpty();
    m_previous->setEnabled(canGo);
    m_next->setEnabled(canGo);
    const QString all = QLocale().toString(m_hits.size()) + (m_hits.size() >= MostHits ? u"+"_s : QString());
    if (m_find->text().isEmpty())
        m_count->setText({});
    else if (m_search || m_typing.isActive())
        m_count->setText(tr("searching…"));
    else if (!canGo)
        m_count->setText(tr("nothing found"));
    else
        m_count->setText(tr("%1 of %2").arg(QLocale().toString(m_hit + 1), all));
}

} // namespace strata
