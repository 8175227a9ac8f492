// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace strata {

/// The variables that a word may name.
class ShellEnvironment
{
public:
    ShellEnvironment() = default;
    /// Each NAME=VALUE; without an `=` the value is empty. Of a name that is there twice the last counts.
    explicit ShellEnvironment(const QStringList &assignments);

    void set(const QString &name, const QString &value);
    std::optional<QString> value(const QString &name) const;
    const QStringList &names() const { return m_names; } ///< each once, in the order they came first

    bool operator==(const ShellEnvironment &other) const { return assignments() == other.assignments(); }
    QStringList assignments() const; ///< NAME=VALUE, in the order of names()

private:
    QStringList m_names;
    QList<std::pair<QString, QString>> m_values; ///< sorted by name: there are few, and plans keep many environments
};

} // namespace strata
