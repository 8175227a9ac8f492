// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/heredocwords.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct SplitWord
{
    QString text;
    TextRange range;
};

/// Splits a line into words as BuildKit's shell/lex.go does it when it looks for heredocs: no variable is set, and those that
/// are not set stay as they are. It keeps the oddities that can be seen: what stands in front of `${a-b}` in a word is lost.
class HeredocLineSplitter
{
public:
    struct Options
    {
        bool rawQuotes;
        bool rawEscapes;
    };

    HeredocLineSplitter(QStringView text, Options options) : m_text(text), m_options(options) {}

    std::expected<QList<SplitWord>, QString> split()
    {
        QString result;
        QList<SplitWord> words;
        if (!processUpTo({}, m_options.rawEscapes, result, words))
            return std::unexpected(m_problem);
        return words;
    }

private:
    static constexpr int deepest = 200; ///< of ${a-${b-…}}: nobody means that
    static constexpr char16_t escape = u'\\';

    bool atEnd() const { return m_at >= m_text.size(); }
    QChar peek() const { return atEnd() ? QChar() : m_text[m_at]; }
    bool fail(const QString &problem)
    {
        m_problem = problem;
        return false;
    }

    void addRaw(QStringView text)
    {
        if (m_word.isEmpty())
            m_wordStart = m_at - text.size();
        m_word.append(text);
    }
    void finishWord(QList<SplitWord> &words, qsizetype end)
    {
        if (m_word.isEmpty())
            return;
        words.append({m_word, {std::max<qsizetype>(m_wordStart, 0), end}});
        m_word.clear();
    }
    void addCharacter(QChar c, QList<SplitWord> &words)
    {
        if (!c.isSpace())
            addRaw(QStringView(&c, 1));
        else
            finishWord(words, m_at - 1);
    }

    /// Up to the character `stop`, which is taken, or to the end when there is none.
    bool processUpTo(std::optional<QChar> stop, bool rawEscapes, QString &result, QList<SplitWord> &words)
    {
        if (++m_depth > deepest)
            return fail(u"substitutions are nested too deeply"_s);
        m_word.clear();
        const bool outerEscapes = std::exchange(m_options.rawEscapes, rawEscapes);
        const bool found = walk(stop, result, words);
        m_options.rawEscapes = outerEscapes;
        --m_depth;
        return found;
    }

    bool walk(std::optional<QChar> stop, QString &result, QList<SplitWord> &words)
    {
        while (!atEnd()) {
            const QChar c = peek();
            if (stop && c == *stop) {
                finishWord(words, m_at);
                ++m_at;
                return true;
            }
            if (!step(c, result, words))
                return false;
        }
        if (stop)
            return fail(u"unexpected end of statement while looking for matching "_s + *stop);
        finishWord(words, m_at);
        return true;
    }

    bool step(QChar c, QString &result, QList<SplitWord> &words)
    {
        QString piece;
        if (c == u'$') {
            if (!processDollar(piece))
                return false;
            for (const QChar each : std::as_const(piece))
                addCharacter(each, words);
        } else if (c == u'\'' || c == u'"' || c == u'<') {
            const qsizetype start = m_at;
            if (!(c == u'\'' ? processSingleQuote(piece) : c == u'"' ? processDoubleQuote(piece) : processLess(piece)))
                return false;
            if (m_word.isEmpty())
                m_wordStart = start;
            m_word.append(piece);
        } else {
            ++m_at;
            if (c != escape) {
                addCharacter(c, words);
                result.append(c);
                return true;
            }
            if (m_options.rawEscapes) {
                addRaw(QStringView(&c, 1));
                piece.append(c);
            }
            if (!atEnd()) {
                const QChar escaped = m_text[m_at++];
                if (m_word.isEmpty())
                    m_wordStart = m_at - 2;
                m_word.append(escaped);
                piece.append(escaped);
            }
        }
        result.append(piece);
        return true;
    }

    bool processSingleQuote(QString &piece)
    {
        const qsizetype close = m_text.indexOf(u'\'', m_at + 1);
        if (close < 0)
            return fail(u"unexpected end of statement while looking for matching single-quote"_s);
        piece = m_options.rawQuotes ? m_text.sliced(m_at, close + 1 - m_at).toString()
                                    : m_text.sliced(m_at + 1, close - m_at - 1).toString();
        m_at = close + 1;
        return true;
    }

    bool processDoubleQuote(QString &piece)
    {
        ++m_at;
        if (m_options.rawQuotes)
            piece.append(u'"');
        while (!atEnd() && peek() != u'"') {
            if (peek() == u'$') {
                QString value;
                if (!processDollar(value))
                    return false;
                piece.append(value);
                continue;
            }
            QChar c = m_text[m_at++];
            if (c == escape) {
                if (m_options.rawEscapes)
                    piece.append(c);
                if (atEnd())
                    break;
                if (peek() == u'"' || peek() == u'$' || peek() == escape)
                    c = m_text[m_at++];
            }
            piece.append(c);
        }
        if (atEnd())
            return fail(u"unexpected end of statement while looking for matching double-quote"_s);
        ++m_at;
        if (m_options.rawQuotes)
            piece.append(u'"');
        return true;
    }

    bool processLess(QString &piece)
    {
        piece = u"<"_s;
        ++m_at;
        if (peek() != u'<')
            return true;
        piece.append(u'<');
        ++m_at;
        while (peek() == u' ' || peek() == u'\t' || peek() == u'\r')
            piece.append(m_text[m_at++]);
        return true;
    }

    QString processName()
    {
        const qsizetype begin = m_at;
        if (peek().isDigit()) {
            while (peek().isDigit())
                ++m_at;
        } else if (!atEnd() && QStringView(u"@*#?-$!").contains(peek())) {
            ++m_at;
        } else {
            while (peek().isLetter() || peek().isDigit() || peek() == u'_')
                ++m_at;
        }
        return m_text.sliced(begin, m_at - begin).toString();
    }

    bool processDollar(QString &piece)
    {
        ++m_at;
        if (peek() != u'{') {
            piece = u'$' + processName();
            return true;
        }
        ++m_at;
        if (atEnd())
            return fail(u"syntax error: missing '}'"_s);
        if (peek() == u'{' || peek() == u'}' || peek() == u':')
            return fail(u"syntax error: bad substitution"_s);
        const QString name = processName();
        if (atEnd())
            return fail(u"unsupported modifier in substitution"_s);
        return processModifier(name, piece);
    }

    bool processModifier(const QString &name, QString &piece)
    {
        QString modifier(m_text[m_at++]);
        if (modifier == u"}") {
            piece = u"${"_s + name + u'}';
            return true;
        }
        if (modifier == u"/")
            return processReplacement(name, piece);
        const bool isColon = modifier == u":";
        if (isColon && !atEnd())
            modifier.append(m_text[m_at++]);
        const bool isPattern = modifier.back() == u'#' || modifier.back() == u'%';
        if (!isColon && !QStringView(u"+-?#%").contains(modifier))
            return fail(u"unsupported modifier (%1) in substitution"_s.arg(modifier));
        if (isColon && isPattern)
            return fail(u"unsupported modifier (%1) in substitution"_s.arg(modifier));
        QString word;
        if (!processNested(u'}', isPattern, word))
            return false;
        piece = u"${"_s + name + modifier + word + u'}';
        return true;
    }

    bool processReplacement(const QString &name, QString &piece)
    {
        if (peek() == u'/')
            ++m_at;
        QString pattern, replacement;
        if (!processNested(u'/', true, pattern) || !processNested(u'}', true, replacement))
            return false;
        piece = u"${"_s + name + u'/' + pattern + u'/' + replacement + u'}';
        return true;
    }

    bool processNested(QChar stop, bool rawEscapes, QString &result)
    {
        QList<SplitWord> words;
        if (processUpTo(stop, rawEscapes, result, words))
            return true;
        return fail(atEnd() ? u"syntax error: missing '%1'"_s.arg(stop) : m_problem);
    }

    QStringView m_text;
    Options m_options;
    qsizetype m_at = 0;
    QString m_word; ///< one for all levels, as in BuildKit
    qsizetype m_wordStart = 0;
    QString m_problem;
    int m_depth = 0;
};

bool isExpressionSpace(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u'\f' || c == u'\r'; // \s in Go's regular expressions
}

quint64 descriptorOf(QStringView digits)
{
    const QByteArray ascii = digits.toLatin1();
    quint64 number = 0;
    const auto [end, problem] = std::from_chars(ascii.begin(), ascii.end(), number);
    return problem == std::errc::result_out_of_range ? std::numeric_limits<quint64>::max() : number;
}

qsizetype quoteCount(const QString &word)
{
    return word.count(u'\'') + word.count(u'"');
}

std::expected<std::optional<HeredocWord>, QString> tryHeredocWord(QStringView word)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const qsizetype digits = std::ranges::find_if_not(word, isDigit) - word.begin();
    QStringView rest = word.sliced(digits);
    if (!rest.startsWith(u"<<"))
        return std::nullopt;
    rest = rest.sliced(2);
    HeredocWord found{.descriptor = descriptorOf(word.first(digits)), .chomp = rest.startsWith(u'-')};
    if (found.chomp)
        rest = rest.sliced(1);
    while (!rest.isEmpty() && isExpressionSpace(rest.front()))
        rest = rest.sliced(1);
    if (rest.isEmpty() || rest.contains(u'<'))
        return std::nullopt;

    const auto plain = HeredocLineSplitter(rest, {.rawQuotes = false, .rawEscapes = false}).split();
    if (!plain)
        return std::unexpected(plain.error());
    if (plain->size() != 1)
        return std::nullopt;
    const auto raw = HeredocLineSplitter(rest, {.rawQuotes = true, .rawEscapes = false}).split();
    if (!raw || raw->size() != 1)
        return std::unexpected(u"the name of a heredoc cannot be read: "_s + rest);
    found.name = plain->first().text;
    found.expand = quoteCount(found.name) == quoteCount(raw->first().text);
    return found;
}

} // namespace

std::expected<QList<HeredocWord>, QString> heredocWords(QStringView line)
{
    QList<HeredocWord> found;
    const auto words = HeredocLineSplitter(line, {.rawQuotes = true, .rawEscapes = true}).split();
    for (const SplitWord &word : words.value_or(QList<SplitWord>())) {
        auto heredoc = tryHeredocWord(word.text);
        if (!heredoc)
            return std::unexpected(heredoc.error());
        if (!*heredoc)
            continue;
        (*heredoc)->range = word.range;
        found.append(**heredoc);
    }
    return found;
}

std::optional<HeredocWord> heredocWord(QStringView word)
{
    return tryHeredocWord(word).value_or(std::nullopt);
}

} // namespace strata
