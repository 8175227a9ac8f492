// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "dockerfile/shellenvironment.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace strata {

/// How an instruction wants its words. Whoever has no reason for another one takes the defaults, and the file's escape.
struct ExpansionOptions
{
    char32_t escape = U'\\';
    bool rawQuotes = false;    ///< quotes stay in the text
    bool rawEscapes = false;   ///< escapes stay in the text, and so does what they are before
    bool skipUnset = false;    ///< a variable that is not set stays in the text as a reference
    bool ignoreQuotes = false; ///< a quote is a character as any other: heredocs
};

struct Expansion
{
    QString text = {};
    QStringList words = {}; ///< the text at its white space, as far as that is not quoted or escaped; none is empty
    QStringList used = {};  ///< variables that were looked up and are set, each once, in the order they came
    QStringList unset = {}; ///< and those that are not; also where a default stands in for them

    bool operator==(const Expansion &) const = default;
};

/// Replaces the variables in a word of a Dockerfile and takes away its quotes, as moby/buildkit does it
/// (frontend/dockerfile/shell/lex.go):
///
///     $name ${name}                            its value; $1 and the like, $@ $* $# $? $- $$ $! are variables as well
///     ${name-word} ${name:-word}               the word when it is not set; with a colon also when it is empty
///     ${name+word} ${name:+word}               the word when it is set; and not empty
///     ${name?message} ${name:?message}         an error when it is not set; or empty
///     ${name#pattern} ${name##pattern}         without the shortest, the longest match at its start
///     ${name%pattern} ${name%%pattern}         at its end
///     ${name/pattern/text} ${name//pattern/text}   with the first match, with all of them replaced
///
/// Words, messages and patterns are expanded themselves (patterns: dockerfile/shellpattern.h). Nothing else is known:
/// `${name=word}` is an error. `words` has a peculiarity of BuildKit: what stands directly before a reference with an operator
/// is lost from them, though not from the text.
///
/// InvalidInput for a bad substitution, a missing quote, brace or variable, and for more than 200 references in each other,
/// which BuildKit would allow. Any thread.
Result<Expansion> expandWord(const QString &word, const ShellEnvironment &environment,
                             const ExpansionOptions &options = {});

/// Where a text names a variable.
struct VariableReference
{
    QString name = {};       ///< empty where none is there yet, as in "${"
    QString operation = {};  ///< "", "-", ":-", "#", "##", "//" …, as far as it is there
    qsizetype start = 0;     ///< of the `$`; in UTF-16 units, as all of them
    qsizetype nameStart = 0; ///< of the name
    qsizetype end = 0;       ///< behind the name or the closing brace, or where it breaks off
    bool isValid = true;     ///< false: there is no end, or BuildKit would not accept it whatever its value

    qsizetype nameEnd() const { return nameStart + name.size(); }
    bool operator==(const VariableReference &) const = default;
};

/// All references, also those inside of others, ordered by where they start. For an editor: there is always an answer, a text
/// that is broken or not yet complete is read as far as it makes sense. Any thread.
QList<VariableReference> variableReferences(const QString &text, const ExpansionOptions &options = {});

} // namespace strata
