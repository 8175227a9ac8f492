// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRegularExpression>
#include <QString>

#include <optional>
#include <vector>

namespace strata {

/// A pattern of .dockerignore, --exclude and --parents, compiled, as moby/patternmatcher understands it.
///
/// `*` and `?` do not match a slash; `**` matches any number of folders, at the end of a pattern everything; `[a-z]` and
/// `[^a-z]` are as in a regular expression of Go, of which a pattern may come to use more (`\d` is any digit). It is about
/// whole paths below the context: "*.md" is about its topmost folder only. Paths are bytes; what is no UTF-8 in them is
/// matched as U+FFFD. Without brackets it takes time in proportion to the path times the pattern, whatever is in them.
class PathPattern
{
public:
    /// `pattern` is clean already (dockerfile/runes.h). Nothing when Go's regular expressions do not know it, which makes a
    /// build fail.
    static std::optional<PathPattern> compile(const QByteArray &pattern);

    bool matches(QByteArrayView path) const;

private:
    enum class Kind { Exact, Prefix, Suffix, Steps, Expression };

    /// Of an automaton that is in several at a time. It goes on to the next one when the character fits.
    struct Step
    {
        enum Type {
            Character,   ///< this one
            NotSlash,    ///< any other
            NameRest,    ///< any number that are no slash
            FoldersOrNo, ///< nothing, or what Folders takes
            Folders,     ///< any number, a slash at the end
            Everything   ///< any number
        };
        Type type = Character;
        char32_t point = 0;
    };

    PathPattern() = default;

    bool analyse(const QByteArray &pattern);
    void readStars(QByteArrayView &rest, bool isFirst);
    bool readEscape(QByteArrayView &rest);
    void addLiteral(char32_t point, bool isPlain);
    void addStep(Step::Type type, const QString &expression);
    bool finish(const QByteArray &pattern);
    bool stepsMatch(QByteArrayView path) const;

    Kind m_kind = Kind::Exact;
    QByteArray m_text;   ///< the path, or what it begins or ends with; of steps what it begins with
    QByteArray m_ending; ///< of steps
    std::vector<Step> m_steps;
    QString m_expression; ///< what BuildKit gives to Go
    bool m_needsExpression = false;
    QRegularExpression m_regularExpression;
};

} // namespace strata
