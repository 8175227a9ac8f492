// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

class QAction;
class QBoxLayout;
class QLabel;

namespace strata {

class BusyIndicator;

/// What a page shows instead of a table: an icon (or a busy indicator), a title, a sentence, an optional command to copy
/// and buttons. For loading, empty, failed and disconnected alike. All texts are plain text.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    void setIcon(const QIcon &icon); ///< null: none
    void setBusy(bool busy);         ///< a busy indicator in the icon's place
    void setTitle(const QString &title);
    void setText(const QString &text);                ///< one or two sentences; wraps
    void setCommand(const QString &command);          ///< a command that mends it, with a copy button; empty: none
    void setActions(const QList<QAction *> &actions); ///< a button each, the first is the default; not owned

    QString title() const;
    QString text() const;
    QString command() const;

Q_SIGNALS:
    void commandCopied(const QString &command);

private:
    void setUpCommand();

    QLabel *m_icon = nullptr;
    BusyIndicator *m_busy = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QWidget *m_commandRow = nullptr;
    QLabel *m_command = nullptr;
    QBoxLayout *m_buttons = nullptr;
};

} // namespace strata
