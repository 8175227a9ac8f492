// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/textsearch.h"

#include <ctime>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype QuickLength = 500; // up to here PCRE may try each start on its own, beyond we look at the clock

std::expected<QRegularExpression, SearchFailure> expressionFor(const SearchQuery &query)
{
    const QString limit = u"(*LIMIT_MATCH=%1)"_s.arg(MatchLimit);
    const QString pattern = query.isPattern ? query.text : QRegularExpression::escape(query.text);
    QRegularExpression::PatternOptions options = QRegularExpression::MultilineOption;
    options.setFlag(QRegularExpression::UseUnicodePropertiesOption);
    options.setFlag(QRegularExpression::CaseInsensitiveOption, !query.isCaseSensitive);
    // Alone first: what is put around it must not make a pattern good, nor move the place of a mistake.
    QRegularExpression expression(limit + pattern, options);
    if (expression.isValid() && query.areWholeWords)
        expression.setPattern(limit + u"(?<!\\w)(?:"_s + pattern + u")(?!\\w)"_s);
    if (!expression.isValid()) {
        const int column = std::max(0, int(expression.patternErrorOffset() - limit.size()));
        return std::unexpected(SearchFailure{SearchProblem::BadPattern, expression.errorString(), column});
    }
    expression.optimize();
    return expression;
}

bool spansLines(const SearchQuery &query)
{
    static const QRegularExpression lineBreaks(u"\\n|\\\\[nrRN]|\\(\\?[a-z]*s"_s);
    return query.text.contains(u'\n') || (query.isPattern && lineBreaks.match(query.text).hasMatch());
}

// PCRE must not be given half a surrogate pair when it does not check.
QString withoutLoneSurrogates(QString text)
{
    if (QStringView(text).isValidUtf16())
        return text;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate())
            ++i;
        else if (text.at(i).isSurrogate())
            text[i] = QChar::ReplacementCharacter;
    }
    return text;
}

/// What this thread has worked so far, in milliseconds: a search is not too slow because others work as well.
double workTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

/// One search over a text; what it has found so far is told to the visitor at once.
class Search
{
public:
    Search(QRegularExpression expression, const MatchVisitor &visit)
        : m_expression(std::move(expression)), m_visit(visit), m_start(workTime())
    {}

    /// Looks in `subject`, which begins at `base` of the text, from `offset` on; false: it takes too long.
    bool piece(QStringView subject, qsizetype base, qsizetype offset)
    {
        while (offset <= subject.size()) {
            if (workTime() - m_start > SearchTime)
                return false;
            const bool isQuick = subject.size() - offset <= QuickLength;
            const QRegularExpressionMatch match = m_expression.matchView(
                subject, offset, QRegularExpression::NormalMatch,
                QRegularExpression::DontCheckSubjectStringMatchOption
                    | (isQuick ? QRegularExpression::NoMatchOption : QRegularExpression::AnchorAtOffsetMatchOption));
            if (!match.isValid())
                return false;
            if (match.hasMatch())
                m_visit({int(base + match.capturedStart()), int(base + match.capturedEnd())}, match);
            else if (isQuick)
                return true;
            if (match.hasMatch() && match.capturedLength() > 0)
                offset = match.capturedEnd();
            else
                offset = next(subject, match.hasMatch() ? match.capturedStart() : offset);
        }
        return true;
    }

private:
    static qsizetype next(QStringView text, qsizetype offset)
    {
        const bool isPair = offset + 1 < text.size() && text.at(offset).isHighSurrogate();
        return offset + (isPair ? 2 : 1);
    }

    QRegularExpression m_expression;
    const MatchVisitor &m_visit;
    double m_start;
};

} // namespace

std::expected<void, SearchFailure> forEachMatch(const QString &text, EditorRange scope, const SearchQuery &query,
                                                const MatchVisitor &visit)
{
    if (query.text.isEmpty())
        return {};
    auto expression = expressionFor(query);
    if (!expression)
        return std::unexpected(expression.error());
    const QString subject = withoutLoneSurrogates(text);
    Search search(std::move(*expression), visit);
    const bool isByLine = !spansLines(query);
    const qsizetype scopeEnd = std::min<qsizetype>(scope.end, subject.size());
    qsizetype start = scope.start;
    while (start <= scopeEnd) {
        const qsizetype lineEnd = isByLine ? subject.indexOf(u'\n', start) : -1;
        const qsizetype end = lineEnd < 0 ? scopeEnd : std::min(lineEnd, scopeEnd);
        const qsizetype base = isByLine && start > 0 ? subject.lastIndexOf(u'\n', start - 1) + 1 : 0;
        if (!search.piece(QStringView(subject).sliced(base, end - base), base, start - base))
            return std::unexpected(SearchFailure{SearchProblem::TooSlow, {}, 0});
        start = end + 1;
    }
    return {};
}

std::expected<QList<EditorRange>, SearchFailure> allMatches(const QString &text, EditorRange scope,
                                                            const SearchQuery &query)
{
    QList<EditorRange> matches;
    const auto done = forEachMatch(
        text, scope, query, [&matches](EditorRange range, const QRegularExpressionMatch &) { matches.append(range); });
    if (!done)
        return std::unexpected(done.error());
    return matches;
}

QString replacementFor(const QRegularExpressionMatch &match, const SearchQuery &query, const QString &replacement)
{
    if (!query.isPattern)
        return replacement;
    QString text;
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const QChar c = replacement.at(i);
        const QChar next = i + 1 < replacement.size() ? replacement.at(i + 1) : QChar();
        if (c != u'\\' || next.isNull()) {
            text += c;
            continue;
        }
        ++i;
        if (next >= u'0' && next <= u'9')
            text += match.captured(next.unicode() - u'0');
        else if (next == u'n')
            text += u'\n';
        else if (next == u't')
            text += u'\t';
        else if (next == u'\\')
            text += u'\\';
        else
            text += u'\\' + QString(next);
    }
    return text;
}

} // namespace strata
