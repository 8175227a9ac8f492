// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/opendockerfile.h"

#include "app/builder/recoverystore.h"
#include "app/connection/enginesession.h"

#include <QFileInfo>

#include <utility>

namespace strata {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QStringList proposedTags(const QString &folder)
{
    const QString tag = proposedTag(folder);
    return tag.isEmpty() ? QStringList() : QStringList{tag};
}

} // namespace

OpenDockerfile::OpenDockerfile(BaseFactsSource &bases, RecoveryStore &recovery, QObject *parent)
    : QObject(parent), m_bases(bases), m_recovery(recovery), m_recoveryKey(recovery.newKey())
{
    m_recoveryTimer.setSingleShot(true);
    m_recoveryTimer.setInterval(1s);
    connect(&m_recoveryTimer, &QTimer::timeout, this, &OpenDockerfile::keepForRecovery);
    connect(&m_file, &DockerfileFile::vanished, this, [this] {
        m_recoveryTimer.start();
        noteModification();
    });
    connect(&m_file, &DockerfileFile::appeared, this, [this] {
        if (!isModified())
            discard();
        noteModification();
    });
    connect(&m_context, &ContextFolder::changed, this, &OpenDockerfile::think);
    connect(&m_bases, &BaseFactsSource::changed, this, &OpenDockerfile::think);
    connect(&m_analyst, &DockerfileAnalyst::answered, this, &OpenDockerfile::insightChanged);
}

OpenDockerfile::~OpenDockerfile()
{
    if (isModified() && m_recoveryTimer.isActive())
        keepForRecovery();
}

void OpenDockerfile::keepForRecovery()
{
    m_recovery.keep(m_recoveryKey,
                    {m_file.path(), m_name, m_text, QDateTime::currentDateTimeUtc(), m_file.saved().text});
}

Result<void> OpenDockerfile::open(const QString &path)
{
    if (const Result<void> opened = m_file.open(path); !opened)
        return opened;
    m_text = m_file.saved().text;
    takeSettings();
    Q_EMIT textReplaced();
    Q_EMIT titleChanged();
    noteModification();
    think();
    return {};
}

void OpenDockerfile::takeSettings()
{
    m_settings = BuildSettingsStore::find(m_file.path());
    if (m_settings.tags.isEmpty())
        m_settings.tags = proposedTags(folder());
    place();
}

void OpenDockerfile::startUntitled(const QString &name, const QString &text)
{
    m_name = name;
    m_file.startUntitled({});
    m_text = text;
    Q_EMIT textReplaced();
    Q_EMIT titleChanged();
    noteModification();
    think();
}

void OpenDockerfile::recover(const QString &key)
{
    const std::optional<RecoveredText> known = m_recovery.find(key);
    if (!known)
        return;
    m_name = known->name;
    const QString &path = known->path;
    const auto openAgain = [&] { // it may be another one by now, or not be there
        return known->saved ? m_file.openAsKnown(path, *known->saved) : m_file.open(path);
    };
    if (path.isEmpty() || !openAgain()) {
        m_file.startUntitled({});
        m_name = path.isEmpty() ? m_name : QFileInfo(path).fileName();
    } else {
        takeSettings();
    }
    m_text = known->text;
    m_recovery.keep(m_recoveryKey, *known);
    m_recovery.drop(key);
    Q_EMIT textReplaced();
    Q_EMIT titleChanged();
    noteModification();
    think();
}

Result<void> OpenDockerfile::save(const QString &path)
{
    const bool isOther = path != m_file.path();
    if (const Result<void> saved = m_file.save(m_text, path); !saved)
        return saved;
    discard();
    BuildSettingsStore::keep(path, m_settings);
    place();
    if (isOther)
        Q_EMIT titleChanged();
    noteModification();
    think();
    return {};
}

void OpenDockerfile::discard()
{
    m_recoveryTimer.stop();
    m_recovery.drop(m_recoveryKey);
}

QString OpenDockerfile::title() const
{
    return m_file.path().isEmpty() ? m_name : QFileInfo(m_file.path()).fileName();
}

QString OpenDockerfile::folder() const
{
    if (!m_settings.contextFolder.isEmpty())
        return m_settings.contextFolder;
    return m_file.path().isEmpty() ? QString() : QFileInfo(m_file.path()).absolutePath();
}

void OpenDockerfile::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    if (!isModified())
        discard();
    else if (!m_recoveryTimer.isActive()) // of who types without a pause, too
        m_recoveryTimer.start();
    noteModification();
    think();
}

void OpenDockerfile::setSettings(const BuildSettings &settings)
{
    m_settings = settings;
    if (!m_file.path().isEmpty())
        BuildSettingsStore::keep(m_file.path(), settings);
    place();
    Q_EMIT settingsChanged();
    think();
}

void OpenDockerfile::forgetTypedSecrets()
{
    for (BuildSecret &secret : m_settings.secrets)
        secret.value = {};
}

void OpenDockerfile::setSession(EngineSession *session)
{
    if (m_session)
        m_session->inventory().disconnect(this);
    m_session = session;
    if (session)
        connect(&session->inventory(), &Inventory::infoChanged, this, &OpenDockerfile::think);
    think();
}

void OpenDockerfile::place()
{
    m_context.setPlace(folder(), m_file.path());
}

DockerfileQuestion OpenDockerfile::question() const
{
    DockerfileQuestion question{.text = m_text,
                                .target = m_settings.target,
                                .arguments = m_settings.argumentValues(),
                                .platform = m_settings.platform};
    question.builder = m_settings.isClassic ? BuilderKind::Classic : BuilderKind::BuildKit;
    if (m_session && m_session->inventory().info())
        question.enginePlatform = m_session->inventory().info()->platform();
    question.scan = m_context.scan();
    question.bases = m_bases.known();
    return question;
}

void OpenDockerfile::think()
{
    m_analyst.ask(question());
}

void OpenDockerfile::noteModification()
{
    if (std::exchange(m_wasModified, isModified()) != isModified())
        Q_EMIT modificationChanged();
}

} // namespace strata
