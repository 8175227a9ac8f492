// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/transfers/registrylookup.h"
#include "models/imagemodel.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QAction;
class QWidget;

namespace strata {

class Activity;
class EngineSession;
class NewerCheck;
class Operation;
class RegistryTransfer;
struct PullRequest;

/// Images on their way between the engine, registries and files, as actions for tool bar, menus and keys. What needs an
/// account takes the one that is kept for the registry; when the registry wants another one the person is asked, once,
/// and the transfer goes on.
class TransferCommands : public QObject
{
    Q_OBJECT

public:
    TransferCommands(Activity &activity, AccountSource &accounts, QWidget *window); ///< `window` owns this

    void setSession(EngineSession *session);
    void setSelection(const QList<ImageRow> &rows);

    QList<QAction *> all() const;             ///< for the menu bar
    void loadFiles(const QStringList &paths); ///< after showing what is in them

    QAction *pull = nullptr;
    QAction *push = nullptr;
    QAction *load = nullptr;
    QAction *save = nullptr;
    QAction *import = nullptr;
    QAction *checkNewer = nullptr;

Q_SIGNALS:
    void newerKnown(const QHash<strata::ImageRowKey, bool> &known); ///< whether registries have newer images

private:
    void askPull();
    void askPush();
    void askLoad();
    void askSave();
    void askImport();
    void lookForNewer();
    void tellNewer(const NewerCheck &check, const QList<ImageRow> &rows);
    void askImportName(const QString &path);
    void startPull(const PullRequest &request);
    void startPush(const ImageRow &row, const QString &name);
    FindCredential finder();
    void run(std::unique_ptr<Operation> operation);
    void runTransfer(std::unique_ptr<RegistryTransfer> transfer, const QString &registry);
    void askAccount(RegistryTransfer *refused, const QString &registry);
    QStringList knownNames() const;

    Activity &m_activity;
    AccountSource &m_accounts;
    RegistryLookup m_registries;
    QWidget *m_window;
    QPointer<EngineSession> m_session;
    QList<ImageRow> m_selection;
};

} // namespace strata
