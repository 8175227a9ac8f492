// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/buildsettings.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace strata {

class CommandRow;
struct DockerfileInsight;

/// All options of a build in one form, with the docker command that does the same under it. What a Dockerfile declares is
/// proposed. Show it with open(); it deletes itself when closed. Values of typed secrets are in settings() until then, and
/// nowhere else.
class BuildOptionsDialog : public QDialog
{
    Q_OBJECT

public:
    struct Proposals
    {
        QList<std::pair<QString, QString>> arguments = {}; ///< ARG of the Dockerfile, and their defaults
        QStringList secrets = {};                          ///< IDs of mounts
        bool hasSshMount = false;
        bool hasHeredocs = false;
        QString dockerfilePath = {};   ///< where it is not "Dockerfile" in the context
        bool hasClassicBuilder = true; ///< the engine has one
    };

    BuildOptionsDialog(const BuildSettings &settings, const QString &contextFolder, const Proposals &proposals,
                       QWidget *parent);

    BuildSettings settings() const;

private:
    QWidget *makeGeneral();
    QWidget *makeArguments();
    QWidget *makeLabels();
    QWidget *makeSecrets();
    QTableWidget *makeTable(const QString &objectName, const QStringList &headers);
    QWidget *withButtons(QTableWidget *table, const std::function<void()> &add);
    void addArgument(const QString &name, const QString &value, const QString &standard);
    void addLabel(const QString &name, const QString &value);
    void addSecret(const BuildSecret &secret);
    void check();

    BuildSettings m_settings;
    QString m_contextFolder;
    Proposals m_proposals;
    QComboBox *m_platform = nullptr;
    QComboBox *m_network = nullptr;
    QComboBox *m_builder = nullptr;
    QCheckBox *m_ssh = nullptr;
    QTableWidget *m_arguments = nullptr;
    QTableWidget *m_labels = nullptr;
    QTableWidget *m_secrets = nullptr;
    QLabel *m_problem = nullptr;
    CommandRow *m_command = nullptr;
    QPushButton *m_accept = nullptr;
    bool m_isFilling = true;
};

/// What a Dockerfile asks to be given.
BuildOptionsDialog::Proposals proposalsFor(const DockerfileInsight &insight);

} // namespace strata
