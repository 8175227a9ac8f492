// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/textsearch.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace strata {

class TextFinder;
class TextArea;

/// Find and replace at the foot of an editor. Enter and F3 go to the next match, Shift+Enter and Shift+F3 to the previous
/// one, Alt+C, Alt+W, Alt+R and Alt+S switch the options, Ctrl+Enter replaces, Ctrl+Alt+Enter replaces all, Escape closes.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    FindBar(TextArea *area, TextFinder *finder, QWidget *parent);

    void open(bool withReplace); ///< with the selected text, when that is within one line
    void close();

Q_SIGNALS:
    void closed();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setUpFind();
    void setUpReplace();
    QToolButton *option(const QString &letters, const QString &name, const QKeySequence &keys,
                        const QString &objectName);
    bool handleKey(const QKeyEvent &event, bool isQuestion);
    void updateQuery();
    void updateResult();
    void updateReplace();
    void updateColors();
    void replaceAll();
    QString failureText() const;

    TextArea *m_area;
    TextFinder *m_finder;
    QGridLayout *m_layout = nullptr;
    QLineEdit *m_field = nullptr;
    QLineEdit *m_replacement = nullptr;
    QWidget *m_replaceRow = nullptr;
    QToolButton *m_expander = nullptr;
    QToolButton *m_case = nullptr;
    QToolButton *m_words = nullptr;
    QToolButton *m_pattern = nullptr;
    QToolButton *m_selection = nullptr;
    QLabel *m_result = nullptr;
    QLabel *m_problem = nullptr;
    int m_start = 0; ///< where the search began: typing on finds from there
};

} // namespace strata
