// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace strata {

class ElidedLabel;

/// One line of a dialog: the docker command that does what the dialog is about to do, with a button that copies it.
/// Hidden while there is none.
class CommandRow : public QWidget
{
    Q_OBJECT

public:
    /// The controls are named `prefix` + "Command" and "CopyCommand".
    explicit CommandRow(const QString &prefix, QWidget *parent = nullptr);

    void setCommand(const QString &command);
    QString command() const;

private:
    ElidedLabel *m_command = nullptr;
};

} // namespace strata
