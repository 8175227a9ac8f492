// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/shellenvironment.h"

#include <algorithm>

namespace strata {

ShellEnvironment::ShellEnvironment(const QStringList &assignments)
{
    for (const QString &assignment : assignments) {
        const qsizetype equals = assignment.indexOf(u'=');
        if (equals < 0)
            set(assignment, {});
        else
            set(assignment.first(equals), assignment.sliced(equals + 1));
    }
}

void ShellEnvironment::set(const QString &name, const QString &value)
{
    const auto at = std::ranges::lower_bound(std::as_const(m_values), name, {}, &std::pair<QString, QString>::first);
    const qsizetype index = at - m_values.cbegin();
    if (at != m_values.cend() && at->first == name) {
        m_values[index].second = value;
    } else {
        m_names.append(name);
        m_values.emplace(index, name, value);
    }
}

std::optional<QString> ShellEnvironment::value(const QString &name) const
{
    const auto found = std::ranges::lower_bound(m_values, name, {}, &std::pair<QString, QString>::first);
    return found == m_values.cend() || found->first != name ? std::nullopt : std::optional(found->second);
}

QStringList ShellEnvironment::assignments() const
{
    QStringList assignments;
    assignments.reserve(m_names.size());
    for (const QString &name : m_names)
        assignments.append(name + u'=' + *value(name));
    return assignments;
}

} // namespace strata
