// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/recoverystore.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUuid>

#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

const QString suffix = u".json"_s;

}

RecoveryStore::RecoveryStore(QString folder)
    : m_folder(std::move(folder)), m_session(QUuid::createUuid().toString(QUuid::Id128))
{}

RecoveryStore::~RecoveryStore() = default;

QString RecoveryStore::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/unsaved"_s;
}

QString RecoveryStore::newKey()
{
    return m_session + u'-' + QString::number(++m_count);
}

QString RecoveryStore::pathOf(const QString &key) const
{
    return m_folder + u'/' + key + suffix;
}

void RecoveryStore::keep(const QString &key, const RecoveredText &text)
{
    if (!QDir().mkpath(m_folder))
        return;
    if (!m_lock) {
        m_lock = std::make_unique<QLockFile>(m_folder + u'/' + m_session + u".lock"_s);
        m_lock->setStaleLockTime(0);
        m_lock->tryLock();
    }
    QSaveFile file(pathOf(key));
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    QJsonObject json{{u"path"_s, text.path},
                     {u"name"_s, text.name},
                     {u"text"_s, text.text},
                     {u"written"_s, text.written.toString(Qt::ISODateWithMs)}};
    if (text.saved)
        json.insert(u"saved"_s, *text.saved);
    file.write(QJsonDocument(json).toJson());
    file.commit();
}

void RecoveryStore::drop(const QString &key)
{
    QFile::remove(pathOf(key));
}

std::optional<RecoveredText> RecoveryStore::find(const QString &key) const
{
    QFile file(pathOf(key));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    if (!json[u"text"].isString())
        return {};
    RecoveredText text{json[u"path"].toString(), json[u"name"].toString(), json[u"text"].toString(),
                       QDateTime::fromString(json[u"written"].toString(), Qt::ISODateWithMs)};
    if (json[u"saved"].isString())
        text.saved = json[u"saved"].toString();
    return text;
}

bool RecoveryStore::isLeftBehind(const QString &key) const
{
    const QString session = key.section(u'-', 0, 0);
    if (session == m_session)
        return false;
    QLockFile lock(m_folder + u'/' + session + u".lock"_s);
    lock.setStaleLockTime(0);
    return lock.tryLock(0);
}

QStringList RecoveryStore::leftBehind() const
{
    QStringList keys;
    for (const QString &name : QDir(m_folder).entryList({u"*"_s + suffix}, QDir::Files, QDir::Time | QDir::Reversed)) {
        if (const QString key = name.chopped(suffix.size()); isLeftBehind(key))
            keys.append(key);
    }
    return keys;
}

} // namespace strata
