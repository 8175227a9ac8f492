// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/shellwords.h"

namespace strata {

/// Replaces the variables in the words of an instruction and remembers which there were, and the first problem.
class StepExpander
{
public:
    /// The environment must live as long, and stay as it is.
    StepExpander(const ShellEnvironment &environment, char32_t escape) : m_environment(&environment), m_escape(escape)
    {}

    /// One whose variables are any text, whatever they are (anyText).
    static StepExpander anyVariable(char32_t escape);

    QString word(const QString &word);
    /// A word that may become several, as those of EXPOSE.
    QStringList splitWord(const QString &word);
    /// The content of a heredoc: quotes are characters, and the escape is a backslash.
    QString content(const QString &content);

    bool isAny() const { return m_isAny; }
    const QStringList &used() const { return m_used; }
    const QStringList &unset() const { return m_unset; }
    const QString &problem() const { return m_problem; }

private:
    Expansion expand(const QString &word, const ExpansionOptions &options);

    const ShellEnvironment *m_environment;
    char32_t m_escape;
    bool m_isAny = false;
    QStringList m_used;
    QStringList m_unset;
    QString m_problem;
};

} // namespace strata
