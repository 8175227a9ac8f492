// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/hover.h"

#include "widgets/editor/announce.h"
#include "widgets/editor/floatingpanel.h"
#include "widgets/editor/guttersigns.h"
#include "widgets/editor/textarea.h"
#include "widgets/plaintext.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QScrollBar>

namespace strata {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto LeaveDelay = 300ms;
constexpr int TextColumns = 72;
constexpr qsizetype TextLimit = 3000;
constexpr qsizetype LineCount = 24;

QPixmap signPixmap(const TextArea &area, DiagnosticSeverity severity)
{
    const int side = area.fontMetrics().height();
    QPixmap pixmap(QSize(side, side) * area.devicePixelRatio());
    pixmap.setDevicePixelRatio(area.devicePixelRatio());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintSign(painter, QRect(0, 0, side, side), severity, area.colors());
    return pixmap;
}

} // namespace

Hover::Hover(TextArea *area) : QObject(area), m_area(area)
{
    m_panel = new FloatingPanel(area);
    m_panel->setObjectName(u"hover"_s);
    m_panel->setAccessibleName(tr("Information"));
    m_panel->setBackgroundRole(QPalette::ToolTipBase);
    m_panel->setForegroundRole(QPalette::ToolTipText);
    m_leaveTimer.setSingleShot(true);
    m_leaveTimer.setInterval(LeaveDelay);
    connect(&m_leaveTimer, &QTimer::timeout, this, [this] {
        if (!m_panel->underMouse())
            close();
        else
            m_leaveTimer.start();
    });
    connect(area, &TextArea::hovered, this, [this](int position) { showAt(position, false); });
    connect(area, &TextArea::pointerMoved, this, &Hover::pointerMoved);
    connect(area, &TextArea::pointerLeft, this, [this] {
        if (!m_isByKeyboard)
            m_leaveTimer.start();
    });
    connect(area, &QPlainTextEdit::cursorPositionChanged, this, &Hover::close);
    connect(area, &QPlainTextEdit::textChanged, this, &Hover::close);
    connect(m_panel, &FloatingPanel::ownerResized, this, &Hover::close);
    for (const QScrollBar *bar : {area->verticalScrollBar(), area->horizontalScrollBar()})
        connect(bar, &QScrollBar::valueChanged, this, &Hover::close);
}

Hover::~Hover()
{
    delete m_panel;
}

void Hover::setProvider(HoverProvider provider)
{
    close();
    m_provider = std::move(provider);
}

bool Hover::isShown() const
{
    return m_panel->isVisible();
}

QString Hover::shownText() const
{
    return m_texts.join(u'\n');
}

void Hover::showAt(int position, bool byKeyboard)
{
    if (!byKeyboard && isShown() && m_range.touches(position))
        return;
    close();
    m_isByKeyboard = byKeyboard;
    m_range = m_area->wordAt(position);
    if (m_range.isEmpty())
        m_range.end = m_range.start + 1;
    const auto diagnostics = m_area->diagnostics().at(position);
    build(diagnostics, {});
    if (!m_provider)
        return;
    const QPointer self(this);
    m_provider(fromDocument(*m_area->document(), position),
               [self, diagnostics, serial = m_serial](const HoverContent &content) {
                   if (!self || self->m_serial != serial)
                       return;
                   ++self->m_serial; // one answer each
                   self->build(diagnostics, content);
               });
}

void Hover::build(const QList<Diagnostics::Entry> &diagnostics, const HoverContent &content)
{
    qDeleteAll(m_panel->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    delete m_panel->layout();
    m_texts.clear();
    auto *layout = new QVBoxLayout(m_panel);
    layout->setContentsMargins(8, 6, 8, 6);
    for (const Diagnostics::Entry &entry : diagnostics)
        addDiagnostic(layout, entry);
    addText(layout, content.title, true, false);
    addText(layout, content.body, false, false);
    addText(layout, content.code, false, true);
    const QRect rect = m_area->rectOf(m_range);
    if (m_texts.isEmpty() || rect.isEmpty()) {
        m_panel->hide();
        return;
    }
    layout->activate();
    m_panel->ensurePolished();
    const int width = layout->sizeHint().width() + 2 * m_panel->frameWidth();
    const int height = (layout->hasHeightForWidth() ? layout->heightForWidth(width) : layout->sizeHint().height())
        + 2 * m_panel->frameWidth();
    m_panel->showBeside(QRect(m_area->viewport()->mapTo(m_area, rect.topLeft()), rect.size()), {width, height});
    if (m_isByKeyboard)
        announce(m_area, shownText());
}

void Hover::addDiagnostic(QBoxLayout *layout, const Diagnostics::Entry &entry)
{
    auto *sign = new QLabel(m_panel);
    sign->setTextFormat(Qt::PlainText);
    sign->setPixmap(signPixmap(*m_area, entry.severity));
    auto *row = new QHBoxLayout;
    row->addWidget(sign, 0, Qt::AlignTop);
    sign->show();
    addText(row, diagnosticText(entry), false, false);
    row->addStretch();
    layout->addLayout(row);
}

// A wrapping label must be told its width, or it asks for a square.
void Hover::addText(QBoxLayout *layout, const QString &text, bool isTitle, bool isCode)
{
    if (text.isEmpty())
        return;
    auto *label = new QLabel(m_panel);
    QFont font = isCode ? m_area->font() : label->font();
    font.setBold(isTitle);
    label->setFont(font);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::ToolTipText);
    label->setWordWrap(true);
    const QString shown = textBlock(text, TextLimit, LineCount);
    label->setText(shown);
    const QFontMetrics metrics(font);
    const int wanted = metrics.boundingRect(QRect(), Qt::TextExpandTabs, shown).width() + metrics.averageCharWidth();
    label->setFixedWidth(std::min(wanted, metrics.averageCharWidth() * TextColumns));
    label->setFixedHeight(label->heightForWidth(label->width()));
    layout->addWidget(label, 0, Qt::AlignLeft | Qt::AlignTop);
    label->show(); // counts for the size before the panel is shown
    m_texts.append(text);
}

void Hover::pointerMoved(const QPoint &point)
{
    if (!isShown() || m_isByKeyboard)
        return;
    const int position = m_area->characterAt(point);
    if (position >= m_range.start && position < m_range.end)
        m_leaveTimer.stop();
    else if (!m_leaveTimer.isActive())
        m_leaveTimer.start();
}

void Hover::close()
{
    ++m_serial;
    m_leaveTimer.stop();
    m_panel->hide();
}

} // namespace strata
