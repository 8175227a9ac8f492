// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/findbar.h"

#include "widgets/contrast.h"
#include "widgets/editor/finder.h"
#include "widgets/editor/textarea.h"
#include "widgets/plaintext.h"
#include "widgets/toolbutton.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

namespace strata {

using namespace Qt::StringLiterals;

FindBar::FindBar(TextArea *area, TextFinder *finder, QWidget *parent) : QWidget(parent), m_area(area), m_finder(finder)
{
    setObjectName(u"findBar"_s);
    setAccessibleName(tr("Find and replace"));
    m_layout = new QGridLayout(this);
    m_layout->setContentsMargins(4, 4, 4, 4);
    m_layout->setSpacing(4);
    m_layout->setColumnStretch(1, 1);
    setUpFind();
    setUpReplace();
    m_problem = new QLabel(this);
    m_problem->setObjectName(u"problem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_layout->addWidget(m_problem, 2, 1, 1, 2);
    updateColors();
    for (QLineEdit *field : {m_field, m_replacement})
        field->installEventFilter(this);
    connect(m_finder, &TextFinder::changed, this, &FindBar::updateResult);
    hide();
}

void FindBar::setUpFind()
{
    m_expander = barButton({}, tr("Replace"), this);
    m_expander->setObjectName(u"showReplace"_s);
    m_expander->setCheckable(true);
    m_expander->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_expander->setArrowType(Qt::RightArrow);
    m_expander->setToolTip(tr("Replace (%1)").arg(QKeySequence(u"Ctrl+H"_s).toString(QKeySequence::NativeText)));
    m_field = new QLineEdit(this);
    m_field->setObjectName(u"find"_s);
    m_field->setClearButtonEnabled(true);
    m_field->setPlaceholderText(tr("Find…"));
    m_field->setAccessibleName(tr("Find in the text"));
    m_case = option(u"Aa"_s, tr("Match case"), QKeySequence(u"Alt+C"_s), u"matchCase"_s);
    m_words = option(u"“W”"_s, tr("Whole words"), QKeySequence(u"Alt+W"_s), u"wholeWords"_s);
    m_pattern = option(u".*"_s, tr("Regular expression"), QKeySequence(u"Alt+R"_s), u"pattern"_s);
    m_selection = option(u"[≡]"_s, tr("In the selection only"), QKeySequence(u"Alt+S"_s), u"inSelection"_s);
    m_result = new QLabel(this);
    m_result->setObjectName(u"result"_s);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 of %2").arg(100).arg(1000)));
    QToolButton *previous = barButton(u"go-up"_s, tr("Previous match"), this);
    QToolButton *next = barButton(u"go-down"_s, tr("Next match"), this);
    QToolButton *closing = barButton(u"window-close"_s, tr("Close"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(2);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_case, m_words, m_pattern, m_selection})
        row->addWidget(widget);
    row->addSpacing(6);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_result, previous, next, closing})
        row->addWidget(widget);
    m_layout->addWidget(m_expander, 0, 0);
    m_layout->addWidget(m_field, 0, 1);
    m_layout->addLayout(row, 0, 2);

    connect(m_field, &QLineEdit::textChanged, this, &FindBar::updateQuery);
    connect(m_expander, &QToolButton::toggled, this, &FindBar::updateReplace);
    connect(previous, &QToolButton::clicked, this, [this] { m_finder->findPrevious(); });
    connect(next, &QToolButton::clicked, this, [this] { m_finder->findNext(); });
    connect(closing, &QToolButton::clicked, this, &FindBar::close);
}

QToolButton *FindBar::option(const QString &letters, const QString &name, const QKeySequence &keys,
                             const QString &objectName)
{
    QToolButton *button = barButton({}, name, this);
    button->setObjectName(objectName);
    button->setText(letters);
    button->setCheckable(true);
    button->setToolTip(u"%1 (%2)"_s.arg(name, keys.toString(QKeySequence::NativeText)));
    connect(button, &QToolButton::toggled, this, &FindBar::updateQuery);
    return button;
}

void FindBar::setUpReplace()
{
    m_replacement = new QLineEdit(this);
    m_replacement->setObjectName(u"replacement"_s);
    m_replacement->setClearButtonEnabled(true);
    m_replacement->setPlaceholderText(tr("Replace with…"));
    m_replacement->setAccessibleName(tr("Replace with"));
    m_replacement->setToolTip(
        tr("With a regular expression, \\1 to \\9 are what its groups found, \\0 is the whole match."));
    m_replaceRow = new QWidget(this);
    auto *one = new QPushButton(tr("Replace"), m_replaceRow);
    one->setObjectName(u"replaceOne"_s);
    auto *all = new QPushButton(tr("Replace All"), m_replaceRow);
    all->setObjectName(u"replaceAll"_s);
    for (QPushButton *button : {one, all})
        button->setAutoDefault(false);
    auto *row = new QHBoxLayout(m_replaceRow);
    row->setContentsMargins({});
    row->addWidget(one);
    row->addWidget(all);
    row->addStretch();
    m_layout->addWidget(m_replacement, 1, 1);
    m_layout->addWidget(m_replaceRow, 1, 2);
    connect(one, &QPushButton::clicked, this, [this] { m_finder->replace(m_replacement->text()); });
    connect(all, &QPushButton::clicked, this, &FindBar::replaceAll);
    updateReplace();
}

void FindBar::open(bool withReplace)
{
    const QTextCursor cursor = m_area->textCursor();
    const QString selected = cursor.selectedText();
    const bool isWithinLine = !selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator);
    m_start = cursor.selectionStart();
    if (withReplace)
        m_expander->setChecked(true);
    updateReplace();
    show();
    m_finder->setActive(true);
    if (isWithinLine && !m_pattern->isChecked())
        m_field->setText(selected);
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    updateResult();
}

void FindBar::close()
{
    const QSignalBlocker blocker(m_selection); // the cursor stays where it is
    m_selection->setChecked(false);
    m_finder->setActive(false);
    hide();
    Q_EMIT closed();
}

void FindBar::updateQuery()
{
    const QTextCursor cursor = m_area->textCursor();
    if (m_selection->isChecked() && !m_finder->hasScope()) {
        if (cursor.hasSelection())
            m_finder->setScope(EditorRange{cursor.selectionStart(), cursor.selectionEnd()});
        else
            m_selection->setChecked(false);
        m_start = cursor.selectionStart();
    } else if (!m_selection->isChecked() && m_finder->hasScope()) {
        m_finder->setScope({});
    }
    m_finder->setQuery({m_field->text(), m_case->isChecked(), m_words->isChecked(), m_pattern->isChecked()});
    if (!m_field->text().isEmpty() && !m_finder->findFrom(m_start) && cursor.hasSelection()) {
        QTextCursor none = m_area->textCursor();
        none.setPosition(m_start);
        m_area->setTextCursor(none);
    }
    updateResult();
}

void FindBar::updateResult()
{
    if (isHidden())
        return;
    const int count = m_finder->count();
    const int current = m_finder->current();
    if (m_field->text().isEmpty() || m_finder->failure())
        m_result->clear();
    else if (count == 0)
        m_result->setText(tr("Not found"));
    else if (current > 0)
        m_result->setText(tr("%L1 of %L2").arg(current).arg(count));
    else
        m_result->setText(tr("%n matches", nullptr, count));
    const QString problem = failureText();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

QString FindBar::failureText() const
{
    const auto &failure = m_finder->failure();
    if (!failure)
        return {};
    if (failure->problem == SearchProblem::TooSlow)
        return tr("The search was given up: this pattern takes too long on this text. A simpler one may do.");
    return tr("The pattern is wrong at character %1: %2").arg(failure->column + 1).arg(singleLine(failure->detail));
}

void FindBar::updateReplace()
{
    const bool isShown = m_expander->isChecked() && !m_area->isReadOnly();
    m_expander->setArrowType(isShown ? Qt::DownArrow : Qt::RightArrow);
    m_expander->setEnabled(!m_area->isReadOnly());
    m_replacement->setVisible(isShown);
    m_replaceRow->setVisible(isShown);
}

void FindBar::replaceAll()
{
    const int count = m_finder->replaceAll(m_replacement->text());
    if (!m_finder->failure())
        m_result->setText(tr("%n replaced", nullptr, count));
}

bool FindBar::handleKey(const QKeyEvent &event, bool isQuestion)
{
    const auto does = [isQuestion](const auto &work) {
        if (!isQuestion)
            work();
        return true;
    };
    const bool isEnter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    const bool isInField = m_field->hasFocus() || m_replacement->hasFocus();
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (event.key() == Qt::Key_Escape)
        return does([this] { close(); });
    if (event.key() == Qt::Key_F3 || (isEnter && isInField && (modifiers & ~Qt::ShiftModifier) == Qt::NoModifier))
        return does([&] {
            if (modifiers.testFlag(Qt::ShiftModifier))
                m_finder->findPrevious();
            else
                m_finder->findNext();
        });
    if (isEnter && modifiers == Qt::ControlModifier && !m_replacement->isHidden())
        return does([this] { m_finder->replace(m_replacement->text()); });
    if (isEnter && modifiers == (Qt::ControlModifier | Qt::AltModifier) && !m_replacement->isHidden())
        return does([this] { replaceAll(); });
    if (modifiers == Qt::ControlModifier && (event.key() == Qt::Key_F || event.key() == Qt::Key_H))
        return does([&] { open(event.key() == Qt::Key_H); });
    if (modifiers != Qt::AltModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_C: return does([this] { m_case->toggle(); });
    case Qt::Key_W: return does([this] { m_words->toggle(); });
    case Qt::Key_R: return does([this] { m_pattern->toggle(); });
    case Qt::Key_S: return does([this] { m_selection->toggle(); });
    default: return false;
    }
}

bool FindBar::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && handleKey(*static_cast<QKeyEvent *>(event), true)) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

// A field would type the letter of Alt and a letter.
bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    return (event->type() == QEvent::KeyPress && handleKey(*static_cast<QKeyEvent *>(event), false))
        || QWidget::eventFilter(watched, event);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (!handleKey(*event, false))
        QWidget::keyPressEvent(event);
}

void FindBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_problem)
        updateColors();
}

void FindBar::updateColors()
{
    QPalette problem = palette();
    const QColor color = EditorColors(palette()).error;
    problem.setColor(QPalette::WindowText, readableOn(palette().color(QPalette::Window), color));
    m_problem->setPalette(problem);
}

} // namespace strata
