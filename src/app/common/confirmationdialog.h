// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QHash>

class QCheckBox;
class QDialogButtonBox;
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;
class QVBoxLayout;

namespace strata {

class CommandRow;

/// Asks once before something is deleted, and says exactly what goes, what stays and what is in the way. What it says
/// may change while it is open, as the engine's lists do. The safe button is the default; Enter presses the button that
/// has the focus. Show it with open(); it deletes itself when closed. Every text is shown as plain text.
class ConfirmationDialog : public QDialog
{
    Q_OBJECT

public:
    struct Row
    {
        QString text;
        QString note;   ///< why, or what becomes of it; may be empty
        QString freed;  ///< how many bytes, in words: "9.3 MB", "up to 20 MB"; may be empty
        QString target; ///< a link, handed to linkActivated; empty: plain text
        QList<Row> below;
        bool operator==(const Row &other) const;
    };
    struct Group
    {
        QString title; ///< "Removed", "Only untagged", "Cannot be removed"
        QList<Row> rows;
        bool operator==(const Group &other) const;
    };

    static constexpr int RowLimit = 500; ///< rows shown of a group; the rest is counted in a last line

    explicit ConfirmationDialog(const QString &objectName, QWidget *parent);

    void setHeading(const QString &heading);    ///< the question: "Remove 3 images?"
    void setSummary(const QString &summary);    ///< the answer in a sentence: what goes, how much is freed
    void setGroups(const QList<Group> &groups); ///< groups without rows are left out
    void setCommand(const QString &command);    ///< the docker command that does the same; empty: none
    void setAcceptButton(const QString &text, bool enabled);
    QCheckBox *addOption(const QString &objectName, const QString &explanation); ///< hidden until it is of use
    void setOptionVisible(QCheckBox *option, bool visible); ///< with its explanation; a hidden one is not checked

Q_SIGNALS:
    void linkActivated(const QString &target); ///< the dialog closes itself, rejected

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeHead();
    void setUpList();
    void setUpButtons();
    void follow(const QTreeWidgetItem *item);

    QVBoxLayout *m_layout = nullptr;
    QVBoxLayout *m_options = nullptr;
    QLabel *m_heading = nullptr;
    QLabel *m_summary = nullptr;
    QTreeWidget *m_list = nullptr;
    CommandRow *m_command = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
    QPushButton *m_accept = nullptr;
    QHash<QCheckBox *, QLabel *> m_explanations;
    QList<Group> m_groups;
};

} // namespace strata
