// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "dockerfile/pathpattern.h"

#include <QByteArray>
#include <QList>

#include <vector>

namespace strata {

/// A line of .dockerignore that says something.
struct IgnoreRule
{
    QByteArray text;          ///< as written, without the blanks around it
    QByteArray pattern;       ///< what is compared: clean, without `!` and a slash at its start
    bool isException = false; ///< "!pattern": in again
    int line = 0;             ///< from 1 on
};

/// What the rules say of a path.
struct IgnoreVerdict
{
    bool isIgnored = false;
    int rule = -1; ///< the last one that changed it; -1: none did

    bool operator==(const IgnoreVerdict &) const = default;
};

/// The rules of a .dockerignore, in their order: the last one that matches a path or a folder above it counts
/// (moby/patternmatcher, and its ignorefile). Paths are bytes, relative to the context, with slashes between names and none
/// at the ends. Any thread.
class IgnoreRules
{
public:
    /// Which rules have matched a folder. What is below needs not be compared with these again.
    using Matches = std::vector<bool>;

    IgnoreRules() = default;
    /// InvalidInput, with the line in it, for a pattern that is malformed, an exception of nothing, and a line of 64 KiB.
    ///
    /// Of Go's regular expressions BuildKit says only when it compares a path that it does not know them; here it is the
    /// same error.
    static Result<IgnoreRules> parse(QByteArrayView file);
    /// The same rules, but for each a string of its own, as --exclude gives them; not trimmed of a slash or a comment.
    static Result<IgnoreRules> fromPatterns(const QList<QByteArray> &patterns);

    const std::vector<IgnoreRule> &rules() const { return m_rules; }
    bool isEmpty() const { return m_rules.empty(); }
    bool hasExceptions() const { return m_hasExceptions; }

    /// For a path by itself: the folders above it are compared as well.
    IgnoreVerdict verdict(QByteArrayView path) const;
    /// On a walk from above, as BuildKit does it for a context: `above` is what came for the folder it is in, empty at the
    /// top. In one thing it differs from a path by itself: an exception that is of no use to a folder, because the rules
    /// before it leave it in, does not count for what is below the folder.
    IgnoreVerdict verdict(QByteArrayView path, const Matches &above, Matches &matches) const;

    /// Whether an ignored folder has to be looked into, because an exception may match something in it. As BuildKit has it
    /// (tonistiigi/fsutil, filter.go): always when any exception has wildcards before its last name.
    bool mayReinclude(QByteArrayView folder) const;

private:
    Result<void> add(const IgnoreRule &rule);

    std::vector<IgnoreRule> m_rules;
    std::vector<PathPattern> m_patterns; ///< of the rules
    QList<QByteArray> m_exceptions;      ///< without stars at their ends
    bool m_hasExceptions = false;
    bool m_hasWildExceptions = false;
};

/// "line 3: *.log": how a window names the rule that decided.
QString ruleText(const IgnoreRule &rule);

} // namespace strata
