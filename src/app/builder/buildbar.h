// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/buildsettings.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace strata {

/// The line below a Dockerfile that builds it: tag, the options that change from build to build, a summary of the others, and
/// the button.
class BuildBar : public QWidget
{
    Q_OBJECT

public:
    explicit BuildBar(QWidget *parent = nullptr);

    void setSettings(const BuildSettings &settings);
    /// Why it cannot be built now; empty: it can.
    void setProblem(const QString &problem);
    void setAction(QAction *build); ///< not owned
    /// What is typed is taken over, also while the cursor is still in it; false when it is no name, which is then said.
    bool commit();

Q_SIGNALS:
    void settingsEdited(const strata::BuildSettings &settings);
    void optionsRequested();

private:
    bool edited();
    QString summary() const;

    BuildSettings m_settings;
    QLineEdit *m_tags = nullptr;
    QCheckBox *m_noCache = nullptr;
    QCheckBox *m_pull = nullptr;
    QLabel *m_summary = nullptr;
    QToolButton *m_build = nullptr;
};

} // namespace strata
