// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"

#include <vector>

/// Reads what a shell is told, as far as one has to know to say something about it: which commands there are, what is between
/// them, their words, and where all this stands in the Dockerfile. POSIX shell with what bash adds; nothing is expanded.
namespace strata {

/// A text for a shell, and where its characters stand in the Dockerfile.
class ShellText
{
public:
    /// The words of a shell form: lines that go on are one.
    explicit ShellText(const SourceWord &word);
    /// Characters that stand at `offset`, one after the other: the body of a heredoc.
    ShellText(const QString &text, qsizetype offset);
    /// Characters that stand somewhere in `place`, such as a JSON string with escapes.
    ShellText(const QString &text, TextRange place);

    const QString &text() const { return m_text; }
    TextRange range(qsizetype begin, qsizetype end) const;
    bool hasPlaces() const { return !m_pieces.empty(); } ///< whether ranges are of more use than to point there

private:
    struct Piece
    {
        qsizetype begin;  ///< in m_text
        qsizetype offset; ///< in the file
    };
    qsizetype offset(qsizetype index) const;

    QString m_text;
    std::vector<Piece> m_pieces;
    TextRange m_place;
};

struct ShellWord
{
    QString text = {};     ///< without quotes and escapes; what would be expanded stays as it was typed
    TextRange range = {};  ///< in the Dockerfile, with the quotes
    bool isLiteral = true; ///< nothing in it is expanded (wildcards aside)
    bool isQuoted = false; ///< some of it

    bool operator==(const ShellWord &) const = default;
};

/// `2>file` and the like; of `<<EOF` the target is the name.
struct ShellRedirection
{
    QString operation = {};
    ShellWord target = {};

    bool operator==(const ShellRedirection &) const = default;
};

/// What is between two commands.
enum class ShellJoint : quint8 {
    None,
    And,        ///< &&
    Or,         ///< ||
    Pipe,       ///< | and |&
    Sequence,   ///< ; and the end of a line
    Background, ///< &
};

struct ShellCommand
{
    QList<ShellWord> assignments = {}; ///< NAME=VALUE in front of it
    QList<ShellWord> words = {}; ///< itself and its arguments; none when there are only assignments or redirections
    QList<ShellRedirection> redirections = {};
    ShellJoint before = ShellJoint::None;
    ShellJoint after = ShellJoint::None; ///< None as well when something else than a command follows
    int depth = 0;                       ///< in how many groups, blocks, substitutions and scripts of `sh -c` it is
    TextRange range = {};

    bool operator==(const ShellCommand &) const = default;
};

/// The commands of a script, ordered by where they begin; also those in `$(…)`, `(…)`, `{ … }`, in the branches of `if`,
/// `case` and loops, in functions and behind `sh -c`. A script that breaks off is read as far as it goes. Takes time in
/// proportion to the text; what is nested more than 100 deep is left out.
QList<ShellCommand> readShellCommands(const ShellText &text);

} // namespace strata
