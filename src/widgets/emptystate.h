// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

class QAction;
class QBoxLayout;
class QLabel;

namespace strata {

class BusyIndicator;
class ElidedLabel;

/// What a page shows instead of a table: an icon (or a busy indicator), a title, a sentence, an optional command to copy
/// and buttons. For loading, empty, failed and disconnected alike. All texts are plain text; what is too long to be shown
/// is cut, and whole in the tooltip.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// What there is to say, whole: what was said before goes, but for a command.
    void say(const QIcon &icon, const QString &title, const QString &text = {}, const QList<QAction *> &actions = {});
    void sayBusy(const QString &title, const QString &text = {}, const QList<QAction *> &actions = {});

    void setIcon(const QIcon &icon); ///< null: none
    void setBusy(bool busy);         ///< a busy indicator in the icon's place
    void setTitle(const QString &title);
    void setText(const QString &text);                ///< one or two sentences; wraps
    void setCommand(const QString &command);          ///< a command that mends it, with a copy button; empty: none
    void setActions(const QList<QAction *> &actions); ///< a button each, the first is the default; not owned

    const QString &title() const { return m_titleText; } ///< as given, as the others
    const QString &text() const { return m_textText; }
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
    ElidedLabel *m_command = nullptr;
    QString m_titleText;
    QString m_textText;
    QBoxLayout *m_buttons = nullptr;
};

} // namespace strata
