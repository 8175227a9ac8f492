// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/engineswitcher.h"

#include "app/common/inputdialog.h"
#include "app/common/text.h"
#include "app/shell/icons.h"
#include "engine/api/system.h"
#include "widgets/plaintext.h"

#include <QActionGroup>
#include <QDir>
#include <QFileInfo>
#include <QMenu>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype nameLimit = 40;
constexpr qsizetype versionLimit = 24;
constexpr qsizetype apiLimit = 8;
constexpr qsizetype buttonLimit = 80;

/// A long path would fill the bar: the socket's folder and name tell it from others, the tooltip has all of it.
QString shortAddress(const EngineCandidate &candidate)
{
    const auto address = Endpoint::parse(candidate.name);
    if (!address || address->scheme != Endpoint::Scheme::Unix)
        return candidate.name;
    constexpr qsizetype roomy = 32;
    const QFileInfo socket(address->path);
    return socket.filePath().size() <= roomy ? socket.filePath()
                                             : u"…/"_s + socket.dir().dirName() + u'/' + socket.fileName();
}

QString nameOf(const EngineCandidate &candidate)
{
    using Source = EngineCandidate::Source;
    switch (candidate.source) {
    case Source::Rootful: return EngineSwitcher::tr("local");
    case Source::Rootless: return EngineSwitcher::tr("local, rootless");
    case Source::Podman: return EngineSwitcher::tr("Podman");
    case Source::PodmanRootless: return EngineSwitcher::tr("Podman, rootless");
    case Source::DockerHost: return shortAddress(candidate);
    case Source::Context: break;
    }
    return visibleLine(candidate.name, nameLimit);
}

QString productOf(const EngineInfo &info)
{
    const qsizetype plus = info.version.indexOf(u'+');
    const QString version = plus > 0 ? info.version.first(plus) : info.version;
    return EngineSwitcher::tr("%1 %2, API %3")
        .arg(visibleLine(info.productName, versionLimit), visibleLine(version, versionLimit),
             visibleLine(info.apiVersion, apiLimit));
}

} // namespace

EngineSwitcher::EngineSwitcher(SessionHost &host, QWidget *parent)
    : QPushButton(parent), m_host(host), m_menu(new QMenu(this))
{
    setObjectName(u"engineSwitcher"_s);
    setFlat(true);
    setIcon(ownIcon(u"strata-engine"_s));
    setMenu(m_menu);
    m_menu->setObjectName(u"engineMenu"_s);
    m_menu->setToolTipsVisible(true);
    connect(m_menu, &QMenu::aboutToShow, this, &EngineSwitcher::fillMenu);
    connect(m_menu, &QMenu::aboutToHide, this, [this] { delete std::exchange(m_probes, nullptr); });
    connect(&host, &SessionHost::sessionChanged, this, &EngineSwitcher::sessionChanged);
    sessionChanged(host.session());
}

void EngineSwitcher::sessionChanged(EngineSession *session)
{
    if (session) {
        connect(&session->inventory(), &Inventory::linkChanged, this, &EngineSwitcher::review, Qt::QueuedConnection);
        connect(&session->inventory(), &Inventory::infoChanged, this, &EngineSwitcher::review, Qt::QueuedConnection);
    }
    QMetaObject::invokeMethod(this, &EngineSwitcher::review, Qt::QueuedConnection);
}

void EngineSwitcher::review()
{
    EngineSession *session = m_host.session();
    QString text = tr("no engine");
    if (session) {
        text = nameOf(session->candidate());
        if (const auto &info = session->inventory().info())
            text = tr("%1 (%2)").arg(text, productOf(*info));
    }
    setText(menuText(visibleLine(text, buttonLimit)));
    const QString what = tr("Which container engine this window shows");
    setToolTip(session ? plainToolTip(what + u'\n' + session->engine().endpoint().toString()) : what);
    setAccessibleName(tr("Engine: %1").arg(text));
}

void EngineSwitcher::openMenu()
{
    m_menu->popup(mapToGlobal(QPoint(0, height())));
}

bool EngineSwitcher::hasAsked() const
{
    return m_menu->isVisible() && m_unanswered == 0;
}

void EngineSwitcher::fillMenu()
{
    m_menu->clear();
    m_unanswered = 0;
    delete m_choice;
    m_choice = new QActionGroup(m_menu);
    delete std::exchange(m_probes, new QObject(this));
    m_menu->addSection(tr("Engines on this computer"));
    for (const EngineCandidate &candidate : candidates())
        addCandidate(candidate);
    m_menu->addSeparator();
    QAction *other = m_menu->addAction(strata::icon(u"network-connect"_s), tr("Other address…"));
    other->setObjectName(u"engineOther"_s);
    connect(other, &QAction::triggered, this, &EngineSwitcher::askForAddress);
}

QList<EngineCandidate> EngineSwitcher::candidates() const
{
    QList<EngineCandidate> found = discoverEngines();
    EngineSession *session = m_host.session();
    const auto isShown = [session](const EngineCandidate &candidate) {
        return candidate.endpoint && *candidate.endpoint == session->engine().endpoint();
    };
    if (session && std::ranges::none_of(found, isShown))
        found.prepend(session->candidate());
    return found;
}

void EngineSwitcher::addCandidate(const EngineCandidate &candidate)
{
    const QString name = menuText(nameOf(candidate));
    QAction *entry = m_menu->addAction(name);
    entry->setObjectName(u"engineEntry"_s);
    if (candidate.endpoint)
        entry->setData(candidate.endpoint->toString());
    entry->setCheckable(true);
    m_choice->addAction(entry);
    EngineSession *session = m_host.session();
    entry->setChecked(session && candidate.endpoint && session->engine().endpoint() == *candidate.endpoint);
    if (!candidate.endpoint) {
        entry->setEnabled(false);
        entry->setText(tr("%1: cannot be read").arg(name));
        entry->setToolTip(plainToolTip(candidate.endpoint.error().message));
        return;
    }
    entry->setToolTip(plainToolTip(candidate.endpoint->toString()));
    entry->setText(tr("%1: asking…").arg(name));
    connect(entry, &QAction::triggered, this, [this, candidate] { m_host.open(candidate); });
    auto *probe = new Engine(*candidate.endpoint, m_probes);
    ++m_unanswered;
    probe->system().info(entry, [this, entry, name](const Result<EngineInfo> &info) {
        --m_unanswered;
        entry->setText(info ? tr("%1: %2").arg(name, menuText(productOf(*info))) : tr("%1: does not answer").arg(name));
        if (!info)
            entry->setToolTip(plainToolTip(info.error().message));
    });
}

void EngineSwitcher::askForAddress()
{
    auto *dialog = new InputDialog(u"engineAddressDialog"_s, tr("Another engine"),
                                   tr("Address of the engine, such as unix:///run/user/1000/docker.sock"), this);
    dialog->setAcceptText(tr("Connect"));
    dialog->setText(u"unix://"_s);
    dialog->setCheck([](const QString &address) {
        const auto endpoint = Endpoint::parse(address.trimmed());
        return endpoint ? QString() : endpoint.error().message;
    });
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const QString address = dialog->text().trimmed();
        m_host.open(
            {.source = EngineCandidate::Source::DockerHost, .name = address, .endpoint = Endpoint::parse(address)});
    });
    dialog->open();
}

} // namespace strata
