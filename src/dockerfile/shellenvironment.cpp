// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/shellenvironment.h"

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
    if (!m_values.contains(name))
        m_names.append(name);
    m_values.insert(name, value);
}

std::optional<QString> ShellEnvironment::value(const QString &name) const
{
    const auto found = m_values.constFind(name);
    return found == m_values.constEnd() ? std::nullopt : std::optional(*found);
}

QStringList ShellEnvironment::assignments() const
{
    QStringList assignments;
    for (const QString &name : m_names)
        assignments.append(name + u'=' + m_values.value(name));
    return assignments;
}

} // namespace strata
