// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accounts/logins.h"
#include "app/activity/activity.h"
#include "app/connection/sessionhost.h"
#include "app/shell/mainwindow.h"
#include "credentials/credentialstore.h"
#include "models/containermodel.h"
#include "models/imagemodel.h"
#include "widgets/treetable.h"

#include <QTemporaryDir>

#include <functional>

namespace strata::bench {

/// The real window, with settings of its own, and what a benchmark wants to look at in it.
class BenchWindow
{
public:
    BenchWindow(); ///< shown, not connected

    SessionHost &host() { return m_host; }
    MainWindow &window() { return *m_window; }
    TreeTable &containerTable() const { return *m_containerTable; }
    TreeTable &imageTable() const { return *m_imageTable; }
    ContainerModel &containers() const { return *m_containers; }
    ImageModel &images() const { return *m_images; }

private:
    QTemporaryDir m_settings;
    SessionHost m_host;
    Activity m_activity;
    CredentialStore m_credentials;
    Logins m_logins{m_host, m_credentials};
    std::unique_ptr<MainWindow> m_window;
    TreeTable *m_containerTable = nullptr;
    TreeTable *m_imageTable = nullptr;
    ContainerModel *m_containers = nullptr;
    ImageModel *m_images = nullptr;
};

/// Runs the event loop until `isSo`, looking after every turn; false after `seconds`.
bool waitUntil(const std::function<bool()> &isSo, int seconds = 60);
void waitFor(int milliseconds); ///< runs the event loop meanwhile

} // namespace strata::bench
