// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/pathpattern.h"

#include "dockerfile/runes.h"

#include <QVarLengthArray>

#include <string_view>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

Rune takeRune(QByteArrayView &bytes)
{
    const Rune rune = firstRune(bytes);
    bytes = bytes.sliced(rune.size);
    return rune;
}

bool isAsciiLetterOrDigit(char32_t point)
{
    return point < 0x80 && QChar::isLetterOrNumber(point);
}

/// What Go's regular expressions make of a backslash and a letter or digit, as far as they know it.
std::optional<QString> goEscape(char32_t point)
{
    if (point == U'v')
        return u"\\x0b"_s;
    if (std::u32string_view(U"0afnrtxABbzdDsSwWQEpP").contains(point))
        return u'\\' + QString(QChar(char16_t(point)));
    return std::nullopt;
}

} // namespace

std::optional<PathPattern> PathPattern::compile(const QByteArray &pattern)
{
    PathPattern compiled;
    if (!compiled.analyse(pattern) || !compiled.finish(pattern))
        return std::nullopt;
    return compiled;
}

/// What is simple gets a kind of its own, as in patternmatcher; what it makes a regular expression of becomes steps as long as
/// there are only stars and question marks in it.
bool PathPattern::analyse(const QByteArray &pattern)
{
    QByteArrayView rest(pattern);
    for (bool isFirst = true; !rest.isEmpty(); isFirst = false) {
        const char32_t point = takeRune(rest).point;
        if (point == U'*') {
            readStars(rest, isFirst);
        } else if (point == U'?') {
            addStep(Step::NotSlash, u"[^/]"_s);
            m_kind = Kind::Steps;
        } else if (point == U'\\') {
            if (!readEscape(rest))
                return false;
        } else if (point == U'[' || point == U']') {
            m_expression += QChar(char16_t(point));
            m_kind = Kind::Steps;
            m_needsExpression = true;
        } else {
            addLiteral(point, !std::u32string_view(U".+()|{}$").contains(point));
            m_needsExpression = m_needsExpression || point == U'^'; // is not escaped: the start of the path, for Go
        }
    }
    return true;
}

void PathPattern::readStars(QByteArrayView &rest, bool isFirst)
{
    if (!rest.startsWith('*')) {
        addStep(Step::NameRest, u"[^/]*"_s);
        m_kind = Kind::Steps;
        return;
    }
    rest = rest.sliced(1);
    if (rest.startsWith('/'))
        rest = rest.sliced(1);
    if (!rest.isEmpty()) {
        addStep(Step::FoldersOrNo, u"(.*/)?"_s);
        m_steps.push_back({Step::Folders});
        m_kind = Kind::Steps;
    } else if (m_kind == Kind::Exact) {
        m_kind = Kind::Prefix;
    } else {
        addStep(Step::Everything, u".*"_s);
        m_kind = Kind::Steps;
    }
    if (isFirst)
        m_kind = Kind::Suffix;
}

bool PathPattern::readEscape(QByteArrayView &rest)
{
    if (rest.isEmpty())
        return false;
    const char32_t point = takeRune(rest).point;
    m_kind = Kind::Steps;
    if (!isAsciiLetterOrDigit(point)) {
        if (point >= 0x80)
            return false; // Go knows no such escape
        addLiteral(point, false);
        return true;
    }
    const std::optional<QString> escape = goEscape(point);
    if (!escape)
        return false;
    m_expression += *escape;
    m_needsExpression = true;
    return true;
}

void PathPattern::addLiteral(char32_t point, bool isPlain)
{
    m_steps.push_back({Step::Character, point});
    if (!isPlain)
        m_expression += u'\\';
    m_expression += QChar::fromUcs4(point);
}

void PathPattern::addStep(Step::Type type, const QString &expression)
{
    m_steps.push_back({type});
    m_expression += expression;
}

bool PathPattern::finish(const QByteArray &pattern)
{
    switch (m_kind) {
    case Kind::Exact: m_text = pattern; return true;
    case Kind::Prefix: m_text = pattern.chopped(2); return true;
    case Kind::Suffix: m_text = pattern.sliced(2); return true;
    default: break;
    }
    if (m_needsExpression) {
        m_kind = Kind::Expression;
        m_regularExpression.setPattern(u"^(?:"_s + m_expression + u")\\z"_s);
        return m_regularExpression.isValid();
    }
    const auto append = [](QByteArray &bytes, const Step &step) {
        bytes += QStringView(QChar::fromUcs4(step.point)).toUtf8();
    };
    size_t first = 0, last = m_steps.size();
    while (first < m_steps.size() && m_steps[first].type == Step::Character && m_steps[first].point != 0xfffd)
        append(m_text, m_steps[first++]);
    while (last > first && m_steps[last - 1].type == Step::Character && m_steps[last - 1].point != 0xfffd)
        --last;
    for (size_t i = last; i < m_steps.size(); ++i)
        append(m_ending, m_steps[i]);
    m_steps = std::vector<Step>(m_steps.begin() + ptrdiff_t(first), m_steps.begin() + ptrdiff_t(last));
    return true;
}

bool PathPattern::matches(QByteArrayView path) const
{
    switch (m_kind) {
    case Kind::Exact: return path == m_text;
    case Kind::Prefix: return path.startsWith(m_text);
    case Kind::Suffix:
        return path.endsWith(m_text) || (m_text.startsWith('/') && path == QByteArrayView(m_text).sliced(1));
    case Kind::Expression: return m_regularExpression.matchView(QString::fromUtf8(path)).hasMatch();
    case Kind::Steps: break;
    }
    return path.size() >= m_text.size() + m_ending.size() && path.startsWith(m_text) && path.endsWith(m_ending)
        && stepsMatch(path.sliced(m_text.size()).chopped(m_ending.size()));
}

/// All steps that the pattern may have got to are followed at once.
bool PathPattern::stepsMatch(QByteArrayView path) const
{
    QVarLengthArray<size_t, 64> current, following;
    const auto enter = [this](QVarLengthArray<size_t, 64> &steps, size_t step) {
        for (;; ++step) {
            if (!steps.isEmpty() && steps.contains(step))
                return;
            steps.append(step);
            if (step == m_steps.size())
                return;
            const Step::Type type = m_steps[step].type;
            if (type == Step::FoldersOrNo) {
                steps.append(step + 1); // Folders cannot be left without a slash
                ++step;
            } else if (type != Step::NameRest && type != Step::Everything) {
                return;
            }
        }
    };
    enter(current, 0);
    while (!path.isEmpty() && !current.isEmpty()) {
        const char32_t point = takeRune(path).point;
        following.clear();
        for (const size_t step : current) {
            if (step == m_steps.size())
                continue;
            switch (m_steps[step].type) {
            case Step::Character:
                if (point == m_steps[step].point)
                    enter(following, step + 1);
                break;
            case Step::NotSlash:
                if (point != U'/')
                    enter(following, step + 1);
                break;
            case Step::NameRest:
                if (point != U'/')
                    enter(following, step);
                break;
            case Step::Folders:
                if (point != U'\n' && !following.contains(step))
                    following.append(step);
                if (point == U'/')
                    enter(following, step + 1);
                break;
            case Step::Everything:
                if (point != U'\n')
                    enter(following, step);
                break;
            case Step::FoldersOrNo: break;
            }
        }
        std::swap(current, following);
    }
    return current.contains(m_steps.size());
}

} // namespace strata
