// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contextfolder.h"

#include <QList>
#include <QMap>

#include <functional>

#include <sys/stat.h>

namespace strata::test {

/// The files of a scenario. What is written is of this scenario only: nothing of another one's can be in the cache.
class ScenarioFiles
{
public:
    explicit ScenarioFiles(int number) : m_number(number) {}

    void write(const QByteArray &path, const QByteArray &content, mode_t mode = 0644) const
    {
        m_folder.write(path, content.isEmpty() ? content : content + " of " + QByteArray::number(m_number), mode);
    }
    void writePlain(const QByteArray &path, const QByteArray &content) const { m_folder.write(path, content); }
    void touch(const QByteArray &path) const
    {
        const timespec times[2] = {{1'600'000'000, 0}, {1'600'000'000, 0}};
        ::utimensat(AT_FDCWD, m_folder.at(path).constData(), times, 0);
    }
    void chmod(const QByteArray &path, mode_t mode) const { ::chmod(m_folder.at(path).constData(), mode); }
    void hardLink(const QByteArray &path, const QByteArray &existing) const
    {
        [[maybe_unused]] const int code = ::link(m_folder.at(existing).constData(), m_folder.at(path).constData());
    }
    const ContextFolder &folder() const { return m_folder; }

private:
    int m_number;
    ContextFolder m_folder;
};

/// One build of a scenario. What is not said is as in the round before, except noCache and prune.
struct ScenarioRound
{
    QByteArray dockerfile = {}; ///< `@` is the scenario's number, BASE an image with a shell
    std::function<void(const ScenarioFiles &)> edit = {};
    std::optional<QMap<QString, QString>> arguments = {};
    std::optional<QString> target = {};
    bool noCache = false;
    qsizetype prunedSteps = 0; ///< how many of the last steps are taken out of the cache before it
    enum class Base { Same, Anew, Relabelled } base = Base::Same; ///< what becomes of the scenario's own base OWNBASE
    QByteArray otherFile = {};                                    ///< instead of "Dockerfile"
    std::optional<QByteArray> unsaved = {};                       ///< the Dockerfile's text, not on disk
    QString network = QStringLiteral("none");
    QString secret = {};
    QString platform = {};
    bool fails = false;
    const char *unforeseeable = nullptr; ///< why something may be cached though it is said to be rebuilt
};

struct Scenario
{
    const char *name;
    std::function<void(const ScenarioFiles &)> files;
    QList<ScenarioRound> rounds;
};

} // namespace strata::test
