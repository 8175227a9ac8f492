// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/shellwords.h"

#include "dockerfile/codepoints.h"
#include "dockerfile/shellpattern.h"
#include "dockerfile/wordlist.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestReference = 200;

bool isSpecialParameter(char32_t point)
{
    return std::u32string_view(U"@*#?-$!").contains(point);
}

/// What means nothing but itself outside of quotes.
bool isPlain(QChar unit, char32_t escape)
{
    const char16_t code = unit.unicode();
    const bool isSpecial = code == u'$' || code == u'<' || code == u'\'' || code == u'"';
    return code > u' ' && code < u'\x7f' && code != escape && !isSpecial;
}

QString braced(const QString &name, const QString &rest)
{
    return u"${"_s + name + rest + u'}';
}

/// Reads a word once, from its start. When there is a list for references nothing is a failure: they are noted there, and
/// what is wrong with one is skipped.
class WordExpander
{
public:
    WordExpander(const QString &word, const ShellEnvironment &environment, const ExpansionOptions &options,
                 QList<VariableReference> *references = nullptr)
        : m_points(word), m_environment(environment), m_options(options), m_references(references)
    {}

    Result<Expansion> run()
    {
        return expandUntil(CodePoints::end, m_options.rawEscapes).transform([this](const Piece &piece) {
            return Expansion{piece.text, piece.words, m_used, m_unset};
        });
    }

private:
    struct Piece
    {
        QString text = {};
        QStringList words = {};
    };

    Result<QString> problem(const QString &message)
    {
        if (!m_references)
            return failure(Error::Kind::InvalidInput, message);
        if (m_current >= 0)
            (*m_references)[m_current].isValid = false;
        return QString();
    }

    /// `end` is read as well.
    Result<Piece> expandUntil(char32_t end, bool keepsEscapes)
    {
        const bool kept = std::exchange(m_keepsEscapes, keepsEscapes);
        Piece piece;
        WordList words(m_buffer);
        while (m_points.peek() != CodePoints::end && m_points.peek() != end) {
            if (const Result<void> read = expandNext(end, piece.text, words); !read)
                return std::unexpected(read.error());
        }
        piece.words = words.take();
        m_keepsEscapes = kept;
        if (end != CodePoints::end && m_points.next() != end)
            return missing(end).transform([&piece](const QString &) { return piece; });
        return piece;
    }

    Result<void> expandNext(char32_t end, QString &text, WordList &words)
    {
        const QStringView plain = m_points.takeWhile(
            [&](QChar unit) { return unit.unicode() != end && isPlain(unit, m_options.escape); });
        if (!plain.isEmpty()) {
            text += plain;
            words.addQuoted(plain); // no blank is among it
            return {};
        }
        const char32_t point = m_points.peek();
        const bool isQuote = (point == U'\'' || point == U'"') && !m_options.ignoreQuotes;
        if (point != U'$' && point != U'<' && !isQuote) {
            expandCharacter(text, words);
            return {};
        }
        const Result<QString> special = expandSpecial(point);
        if (!special)
            return std::unexpected(special.error());
        text += *special;
        if (point == U'$')
            words.add(*special);
        else
            words.addQuoted(*special);
        return {};
    }

    Result<QString> expandSpecial(char32_t point)
    {
        switch (point) {
        case U'$': return reference();
        case U'\'': return singleQuoted();
        case U'"': return doubleQuoted();
        default: return heredocMark();
        }
    }

    void expandCharacter(QString &text, WordList &words)
    {
        char32_t point = m_points.next();
        const bool isEscape = point == m_options.escape;
        if (isEscape) {
            if (m_keepsEscapes) {
                words.addQuoted(point);
                appendPoint(text, point);
            }
            point = m_points.next();
            if (point == CodePoints::end)
                return;
        }
        if (isEscape)
            words.addQuoted(point);
        else
            words.add(point);
        appendPoint(text, point);
    }

    void appendQuote(QString &text, char32_t quote) const
    {
        if (m_options.rawQuotes)
            appendPoint(text, quote);
    }

    Result<QString> singleQuoted()
    {
        QString text;
        appendQuote(text, m_points.next());
        for (char32_t point = m_points.next(); point != U'\''; point = m_points.next()) {
            if (point == CodePoints::end)
                return problem(u"the closing single quote is missing"_s);
            appendPoint(text, point);
        }
        appendQuote(text, U'\'');
        return text;
    }

    Result<QString> doubleQuoted()
    {
        QString text;
        appendQuote(text, m_points.next());
        while (m_points.peek() != U'"') {
            if (m_points.peek() == CodePoints::end)
                return problem(u"the closing double quote is missing"_s);
            if (m_points.peek() != U'$') {
                const QStringView plain = m_points.takeWhile(
                    [this](QChar unit) { return unit == u' ' || isPlain(unit, m_options.escape); });
                text += plain;
                if (plain.isEmpty())
                    expandQuotedCharacter(text);
                continue;
            }
            const Result<QString> value = reference();
            if (!value)
                return value;
            text += *value;
        }
        appendQuote(text, m_points.next());
        return text;
    }

    /// An escape does so to quotes, dollars and itself, any other stays.
    void expandQuotedCharacter(QString &text)
    {
        char32_t point = m_points.next();
        if (point == m_options.escape) {
            if (m_keepsEscapes)
                appendPoint(text, point);
            const char32_t escaped = m_points.peek();
            if (escaped == CodePoints::end)
                return;
            if (escaped == U'"' || escaped == U'$' || escaped == m_options.escape)
                point = m_points.next();
        }
        appendPoint(text, point);
    }

    /// The blanks between `<<` and the name of a heredoc do not end a word.
    Result<QString> heredocMark()
    {
        m_points.next();
        if (m_points.peek() != U'<')
            return u"<"_s;
        m_points.next();
        QString text = u"<<"_s;
        while (m_points.peek() == U' ' || m_points.peek() == U'\t' || m_points.peek() == U'\r')
            appendPoint(text, m_points.next());
        return text;
    }

    Result<QString> reference()
    {
        const qsizetype start = m_points.position();
        m_points.next();
        if (m_depth == deepestReference)
            return problem(u"references are nested too deeply"_s);
        const qsizetype above = std::exchange(m_current, begunReference(start));
        const qsizetype index = m_current;
        ++m_depth;
        Result<QString> value = m_points.peek() == U'{' ? bracedReference() : plainReference();
        --m_depth;
        m_current = above;
        finishReference(index);
        return value;
    }

    qsizetype begunReference(qsizetype start)
    {
        if (!m_references)
            return -1;
        m_references->append({.start = start, .nameStart = start + 1});
        return m_references->size() - 1;
    }

    void noteName(const QString &name)
    {
        if (!m_references)
            return;
        VariableReference &current = (*m_references)[m_current];
        current.name = name;
        current.nameStart = m_points.position() - name.size();
    }

    void noteOperation(const QString &operation)
    {
        if (m_references)
            (*m_references)[m_current].operation = operation;
    }

    void finishReference(qsizetype index)
    {
        if (!m_references)
            return;
        VariableReference &finished = (*m_references)[index];
        finished.end = m_points.position();
        if (finished.end == finished.start + 1) // a lone dollar
            m_references->removeAt(index);
    }

    Result<QString> plainReference()
    {
        const QString name = readName();
        if (name.isEmpty())
            return u"$"_s;
        noteName(name);
        const std::optional<QString> value = lookUp(name);
        return value || !m_options.skipUnset ? value.value_or(QString()) : QString(u'$' + name);
    }

    Result<QString> bracedReference()
    {
        m_points.next();
        noteName({});
        switch (m_points.peek()) {
        case CodePoints::end: return missing(U'}');
        case U'{':
        case U'}':
        case U':': return problem(u"bad substitution"_s);
        default: break;
        }
        const QString name = readName();
        noteName(name);
        switch (m_points.peek()) {
        case CodePoints::end: return missing(U'}');
        case U'}': {
            m_points.next();
            const std::optional<QString> value = lookUp(name);
            return value || !m_options.skipUnset ? value.value_or(QString()) : braced(name, {});
        }
        case U'/': return replacedReference(name);
        default: return modifiedReference(name);
        }
    }

    /// While references are looked for, a pattern that has some itself is unknown, and so is whether it is a good one.
    Result<QString> tolerated(const Result<QString> &value, bool isPatternKnown)
    {
        if (value)
            return value;
        return isPatternKnown ? problem(value.error().message) : QString();
    }

    qsizetype referenceCount() const { return m_references ? m_references->size() : 0; }

    Result<QString> missing(char32_t end)
    {
        return problem(end == U'/' ? u"bad substitution: the / behind the pattern is missing"_s
                                   : u"bad substitution: the closing brace is missing"_s);
    }

    Result<QString> unsupported(const QString &operation)
    {
        return problem(u"bad substitution: there is no modifier %1"_s.arg(operation));
    }

    Result<QString> modifiedReference(const QString &name)
    {
        QString operation;
        const bool hasColon = m_points.peek() == U':';
        char32_t modifier = m_points.next();
        appendPoint(operation, modifier);
        if (hasColon) {
            noteOperation(operation);
            modifier = m_points.next();
            if (modifier == CodePoints::end)
                return missing(U'}');
            appendPoint(operation, modifier);
        }
        noteOperation(operation);
        const bool isPattern = modifier == U'#' || modifier == U'%';
        if ((hasColon && isPattern) || (!hasColon && !QStringView(u"+-?#%").contains(operation)))
            return unsupported(operation);
        const qsizetype before = referenceCount();
        const Result<QString> word = operand(U'}', isPattern);
        if (!word)
            return word;
        const bool isKnown = referenceCount() == before;
        if (isPattern && word->startsWith(operation))
            noteOperation(operation + operation);
        const std::optional<QString> value = lookUp(name);
        if (m_options.skipUnset && !value)
            return braced(name, operation + *word);
        return isPattern ? tolerated(trimmed(value.value_or(QString()), operation, *word), isKnown)
                         : chosen(name, operation, *word, value);
    }

    Result<QString> operand(char32_t end, bool keepsEscapes)
    {
        return expandUntil(end, keepsEscapes).transform([](const Piece &piece) { return piece.text; });
    }

    Result<QString> chosen(const QString &name, const QString &operation, const QString &word,
                           const std::optional<QString> &value)
    {
        const bool isMissing = !value || (value->isEmpty() && operation.startsWith(u':'));
        switch (operation.back().unicode()) {
        case u'-': return isMissing ? word : *value;
        case u'+': return isMissing ? QString() : word;
        case u'?': break;
        default: return unsupported(operation);
        }
        if (!isMissing || m_references)
            return value.value_or(QString());
        const QString message = !word.isEmpty() ? word : value ? u"must not be empty"_s : u"must be set"_s;
        return failure(Error::Kind::InvalidInput, name + u": "_s + message);
    }

    static Result<QString> trimmed(const QString &value, const QString &operation, const QString &word)
    {
        const PatternReach reach = word.startsWith(operation) ? PatternReach::Longest : PatternReach::Shortest;
        const QString pattern = reach == PatternReach::Longest ? word.sliced(1) : word;
        return operation == u"%" ? withoutSuffix(value, pattern, reach) : withoutPrefix(value, pattern, reach);
    }

    Result<QString> replacedReference(const QString &name)
    {
        m_points.next();
        const bool isAll = m_points.peek() == U'/';
        if (isAll)
            m_points.next();
        noteOperation(isAll ? u"//"_s : u"/"_s);
        const qsizetype before = referenceCount();
        const Result<QString> pattern = operand(U'/', true);
        if (!pattern)
            return pattern;
        const bool isKnown = referenceCount() == before;
        const Result<QString> replacement = operand(U'}', true);
        if (!replacement)
            return replacement;
        const std::optional<QString> value = lookUp(name);
        if (m_options.skipUnset && !value)
            return braced(name, u'/' + *pattern + u'/' + *replacement);
        return tolerated(isAll ? replacedAll(value.value_or(QString()), *pattern, *replacement)
                               : replacedFirst(value.value_or(QString()), *pattern, *replacement),
                         isKnown);
    }

    QString readName()
    {
        QString name;
        if (isSpecialParameter(m_points.peek())) {
            appendPoint(name, m_points.next());
            return name;
        }
        const bool isNumber = QChar::isDigit(m_points.peek());
        while (isNumber ? QChar::isDigit(m_points.peek()) : isNameCharacter(m_points.peek()))
            appendPoint(name, m_points.next());
        return name;
    }

    std::optional<QString> lookUp(const QString &name)
    {
        const std::optional<QString> value = m_environment.value(name);
        QStringList &seen = value ? m_used : m_unset;
        if (!seen.contains(name))
            seen.append(name);
        return value;
    }

    CodePoints m_points;
    const ShellEnvironment &m_environment;
    const ExpansionOptions &m_options;
    QList<VariableReference> *m_references;
    qsizetype m_current = -1; ///< of m_references
    QString m_buffer;
    QStringList m_used;
    QStringList m_unset;
    bool m_keepsEscapes = false;
    int m_depth = 0;
};

} // namespace

Result<Expansion> expandWord(const QString &word, const ShellEnvironment &environment, const ExpansionOptions &options)
{
    if (std::ranges::all_of(word, [&options](QChar unit) { return isPlain(unit, options.escape); })) // most words
        return Expansion{.text = word, .words = word.isEmpty() ? QStringList() : QStringList{word}};
    return WordExpander(word, environment, options).run();
}

QList<VariableReference> variableReferences(const QString &text, const ExpansionOptions &options)
{
    QList<VariableReference> references;
    if (!text.contains(u'$'))
        return references;
    const Result<Expansion> expansion = WordExpander(text, {}, options, &references).run();
    Q_UNUSED(expansion) // the references are there whatever the text comes to
    return references;
}

} // namespace strata
