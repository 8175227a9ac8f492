// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/forecast/buildmemory.h"

#include <algorithm>

namespace strata {

void BuildMemory::add(const RememberedBuild &build, const QHash<QByteArray, RememberedFiles> &files)
{
    m_builds.removeIf([&](const RememberedBuild &known) {
        return known.engine == build.engine && known.file == build.file && known.when == build.when;
    });
    m_builds.append(build);
    for (const RememberedStep &step : build.steps) {
        if (step.content.isEmpty())
            continue;
        const auto isIt = [&](const auto &known) { return known.first == step.content; };
        const auto known = std::ranges::find_if(m_files, isIt);
        const std::optional<RememberedFiles> old = known == m_files.end() ? std::nullopt : std::optional(known->second);
        const RememberedFiles list = files.value(step.content, old.value_or(RememberedFiles()));
        m_files.removeIf(isIt);
        if (!list.isEmpty())
            m_files.append({step.content, list});
    }
    shrink();
}

void BuildMemory::shrink()
{
    const QString file = m_builds.last().file;
    const auto isOfFile = [&](const RememberedBuild &build) { return build.file == file; };
    if (std::ranges::count_if(m_builds, isOfFile) > mostBuildsOfFile)
        m_builds.erase(std::ranges::find_if(m_builds, isOfFile));
    while (m_builds.size() > mostBuilds)
        m_builds.removeFirst();
    qsizetype count = 0;
    for (qsizetype i = m_files.size() - 1; i >= 0; --i) {
        count += m_files[i].second.size();
        if (count > mostFiles) {
            m_files.remove(0, i + 1);
            return;
        }
    }
}

std::optional<RememberedFiles> BuildMemory::files(const QByteArray &content) const
{
    const auto found = std::ranges::find_if(m_files, [&](const auto &known) { return known.first == content; });
    return found == m_files.cend() ? std::nullopt : std::optional(found->second);
}

} // namespace strata
