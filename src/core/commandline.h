// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace strata {

/// A command for a terminal, word by word. What is printed can be pasted into a POSIX shell as it is.
///
/// Secrets never go into a CommandLine: it is shown, copied and logged.
class CommandLine
{
public:
    CommandLine() = default;
    CommandLine(std::initializer_list<QString> words) : m_words(words) {}
    explicit CommandLine(QStringList words) : m_words(std::move(words)) {}

    CommandLine &operator<<(QString word);
    CommandLine &operator<<(const QStringList &words);

    bool isEmpty() const { return m_words.isEmpty(); }
    const QStringList &words() const { return m_words; }

    /// One line; words that a shell would change are put into single quotes.
    QString toString() const;

    friend bool operator==(const CommandLine &, const CommandLine &) = default;

private:
    QStringList m_words;
};

} // namespace strata
