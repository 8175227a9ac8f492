// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace strata {

/// Asks for one line of text and says, as one types, what is wrong with it. Show it with open(); it deletes itself when
/// closed.
class InputDialog : public QDialog
{
    Q_OBJECT

public:
    /// Empty when the text will do, else a sentence that says what is wrong.
    using Check = std::function<QString(const QString &text)>;

    InputDialog(const QString &objectName, const QString &title, const QString &label, QWidget *parent);

    void setText(const QString &text); ///< selected, to be typed over
    void setAcceptText(const QString &text);
    void setInitialAllowed(bool allowed); ///< whether the text of setText() will do as it is; not unless told
    void setCheck(Check check);
    void setNote(Check note); ///< what is worth knowing about a text that will do; empty: nothing
    QString text() const;

private:
    void check();

    Check m_check;
    Check m_note;
    QString m_initial;
    bool m_initialAllowed = false;
    QLineEdit *m_edit = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace strata
