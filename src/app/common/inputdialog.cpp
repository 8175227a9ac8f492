// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/inputdialog.h"

#include "app/common/text.h"
#include "widgets/plaintext.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

InputDialog::InputDialog(const QString &objectName, const QString &title, const QString &label, QWidget *parent)
    : QDialog(parent), m_edit(new QLineEdit), m_problem(new QLabel)
{
    setObjectName(objectName);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(visibleLine(title));
    auto *caption = new QLabel(textBlock(label));
    caption->setTextFormat(Qt::PlainText);
    caption->setWordWrap(true);
    caption->setBuddy(m_edit);
    m_edit->setObjectName(u"inputText"_s);
    m_edit->setAccessibleName(caption->text());
    m_problem->setObjectName(u"inputProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setMinimumHeight(m_problem->fontMetrics().lineSpacing() * 2);
    m_problem->setAlignment(Qt::AlignTop | Qt::AlignLeading);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    m_accept->setObjectName(u"inputAccept"_s);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"inputCancel"_s);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_edit, &QLineEdit::textChanged, this, &InputDialog::check);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(caption);
    layout->addWidget(m_edit);
    layout->addWidget(m_problem);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().horizontalAdvance(u'm') * 28);
    check();
}

void InputDialog::setText(const QString &text)
{
    m_initial = text;
    m_edit->setText(text);
    m_edit->selectAll();
    check();
}

void InputDialog::setAcceptText(const QString &text)
{
    m_accept->setText(text);
}

void InputDialog::setInitialAllowed(bool allowed)
{
    m_initialAllowed = allowed;
    check();
}

void InputDialog::setCheck(Check checkText)
{
    m_check = std::move(checkText);
    check();
}

void InputDialog::setNote(Check note)
{
    m_note = std::move(note);
    check();
}

QString InputDialog::text() const
{
    return m_edit->text();
}

void InputDialog::check()
{
    const QString problem = m_check ? m_check(m_edit->text()) : QString();
    const bool isUntouched = m_edit->text() == m_initial && !m_initialAllowed;
    const QString note = problem.isEmpty() && m_note ? m_note(m_edit->text()) : problem;
    m_problem->setText(isUntouched ? QString() : note);
    m_accept->setEnabled(problem.isEmpty() && !isUntouched);
}

} // namespace strata
