// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/logins.h"
#include "app/activity/activity.h"
#include "app/connection/sessionhost.h"
#include "app/shell/look.h"
#include "app/shell/mainwindow.h"
#include "app/shell/quitsignals.h"
#include "app/tour/tour.h"
#include "core/background.h"
#include "credentials/credentialstore.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QScopeGuard>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

struct CommandLineText
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

void setUp(QCommandLineParser &parser)
{
    parser.setApplicationDescription(CommandLineText::tr("A native desktop for Docker on Linux."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {{u"H"_s, u"host"_s}, CommandLineText::tr("Engine to show, such as unix:///var/run/docker.sock."), u"url"_s},
        {u"page"_s, CommandLineText::tr("Page to begin with: images, containers, builder or accounts."), u"name"_s},
        {u"look"_s, CommandLineText::tr("One of %1.").arg(strata::Look::names().join(u", "_s)), u"name"_s},
        {u"language"_s, CommandLineText::tr("Language of the window, such as en or ko."), u"code"_s},
        {u"tour"_s, CommandLineText::tr("Leave a picture of every page and dialog in this folder, and end."),
         u"folder"_s},
    });
}

void useTemporarySettings(const QTemporaryDir &folder)
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
}

} // namespace

int main(int argc, char **argv)
{
    const strata::Look look = strata::Look::fromArguments(argc, argv);
    look.prepareEnvironment();
    QApplication app(argc, argv);
    const strata::QuitSignals quitSignals;
    QApplication::setOrganizationName(u"strata"_s);
    QApplication::setApplicationName(u"strata"_s);
    QApplication::setApplicationVersion(QStringLiteral(STRATA_VERSION));
    QApplication::setApplicationDisplayName(u"Strata"_s);
    QApplication::setDesktopFileName(u"io.github.strata.Strata"_s);
    QApplication::setWindowIcon(QIcon(u":/strata/icons/strata.svg"_s));
    look.apply(app);
    QCommandLineParser parser;
    setUp(parser);
    parser.process(app);

    const QTemporaryDir tourSettings;
    const QString tourFolder = parser.value(u"tour"_s);
    if (!tourFolder.isEmpty())
        useTemporarySettings(tourSettings);

    // Behind all that reads: its work ends when nobody waits for it any more.
    const auto joined = qScopeGuard([] { strata::waitingPool().waitForDone(); });
    strata::Activity activity;
    strata::SessionHost host;
    strata::CredentialStore credentials;
    strata::Logins logins(host, credentials);
    strata::MainWindow window(host, activity, logins);
    window.restoreState();
    if (parser.isSet(u"page"_s))
        window.showPage(parser.value(u"page"_s));
    window.show();
    QTimer::singleShot(0, &host, [&] { host.openCurrent(parser.value(u"host"_s)); });

    std::optional<strata::Tour> tour;
    if (!tourFolder.isEmpty()) {
        tour.emplace(window, host, activity, QDir(tourFolder));
        QObject::connect(&*tour, &strata::Tour::finished, &app,
                         [](int missed) { QApplication::exit(missed == 0 ? 0 : 1); });
        QTimer::singleShot(0, &*tour, &strata::Tour::start);
    }
    return QApplication::exec();
}
