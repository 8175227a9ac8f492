// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/contextfolder.h"

#include "core/background.h"
#include "dockerfile/contextwatch.h"

#include <utility>

namespace strata {

struct ContextFolder::Answer
{
    quint64 place = 0;
    std::optional<QList<QByteArray>> paths; ///< none: all was looked at
    Result<std::shared_ptr<const ContextScan>> scan;
    std::optional<FolderWatches> watches;
};

ContextFolder::ContextFolder(QObject *parent) : QObject(parent) {}

ContextFolder::~ContextFolder()
{
    m_stop.request_stop();
}

void ContextFolder::setPlace(const QString &folder, const QString &dockerfile)
{
    if (folder == m_options.folder && dockerfile == m_options.dockerfile)
        return;
    m_options.folder = folder;
    m_options.dockerfile = dockerfile;
    m_scan.reset();
    scanAgain();
}

void ContextFolder::scanAgain()
{
    m_stop.request_stop();
    m_stop = {};
    ++m_place;
    m_watch.reset();
    m_waiting.clear();
    m_problem.reset();
    m_isScanning = false;
    if (!m_options.folder.isEmpty())
        start({});
    Q_EMIT changed();
}

bool ContextFolder::isWatched() const
{
    return m_watch && !m_watch->problem();
}

void ContextFolder::start(const std::optional<QList<QByteArray>> &paths)
{
    m_isScanning = true;
    inBackground(
        this,
        [options = m_options, before = m_scan, paths, place = m_place, stop = m_stop.get_token()] {
            Result<ContextScan> scan = paths && before ? rescanContext(*before, *paths, options, stop)
                                                       : scanContext(options, stop);
            auto answer = std::make_shared<Answer>(place, paths, std::unexpected(Error{}), std::nullopt);
            answer->scan = std::move(scan).transform(
                [](ContextScan whole) { return std::make_shared<const ContextScan>(std::move(whole)); });
            if (answer->scan && !paths)
                answer->watches = watchFolders(**answer->scan, 50'000, stop);
            return answer;
        },
        [this](const std::shared_ptr<Answer> &answer) {
            if (answer->place == m_place)
                take(answer);
        });
}

void ContextFolder::take(const std::shared_ptr<Answer> &answer)
{
    m_isScanning = false;
    m_problem = answer->scan ? std::nullopt : std::optional(answer->scan.error());
    m_scan = answer->scan ? *answer->scan : nullptr;
    if (answer->watches) {
        m_watch = std::make_unique<ContextWatch>(*std::move(answer->watches));
        connect(m_watch.get(), &ContextWatch::changed, this, &ContextFolder::noteChanges);
        connect(m_watch.get(), &ContextWatch::becameIncomplete, this, &ContextFolder::changed);
    } else if (m_scan && m_watch && answer->paths) {
        m_watch->follow(*m_scan, *answer->paths);
    }
    if (!m_waiting.isEmpty())
        start(std::exchange(m_waiting, {}));
    Q_EMIT changed();
}

void ContextFolder::noteChanges(const QList<QByteArray> &paths)
{
    if (m_isScanning)
        m_waiting += paths;
    else
        start(paths);
}

} // namespace strata
