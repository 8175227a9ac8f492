// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchwindow.h"

#include <QAbstractProxyModel>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QSettings>
#include <QTimer>

namespace strata::bench {

using namespace Qt::StringLiterals;

namespace {

template<typename Model>
Model *modelOf(const TreeTable &table)
{
    QAbstractItemModel *model = table.model();
    while (auto *proxy = qobject_cast<QAbstractProxyModel *>(model))
        model = proxy->sourceModel();
    return dynamic_cast<Model *>(model);
}

} // namespace

BenchWindow::BenchWindow()
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    m_window = std::make_unique<MainWindow>(m_host, m_activity, m_logins);
    m_window->restoreState();
    m_window->resize(1200, 800);
    m_containerTable = m_window->findChild<TreeTable *>(u"containersTable"_s);
    m_imageTable = m_window->findChild<TreeTable *>(u"imagesTable"_s);
    if (!m_containerTable || !m_imageTable)
        qFatal("The window has no tables with these names any more.");
    m_containers = modelOf<ContainerModel>(*m_containerTable);
    m_images = modelOf<ImageModel>(*m_imageTable);
    m_window->showPage(u"containers"_s);
    m_window->show();
    waitFor(300);
}

bool waitUntil(const std::function<bool()> &isSo, int seconds)
{
    const QDeadlineTimer deadline(std::chrono::seconds{seconds});
    QTimer wake; // so that a loop without events looks again
    wake.start(200);
    while (!isSo()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

void waitFor(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace strata::bench
