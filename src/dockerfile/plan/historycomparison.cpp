// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/plan/historycomparison.h"

#include "dockerfile/plan/historytext.h"
#include "dockerfile/plan/historywords.h"

#include <QRegularExpression>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr double patternLikeness = 0.85;
constexpr double smallestLikeness = 0.6; ///< of words that two texts share
constexpr double similarFactor = 0.8;    ///< similar is never as good as equal
constexpr qsizetype fewestLiterals = 2;

/// Whether `text` is `pattern` with something for each anyText. In each piece the first place is as good as any other.
bool fitsPattern(QStringView pattern, QStringView text)
{
    const QList<QStringView> pieces = pattern.split(anyText);
    if (pieces.size() == 1)
        return pattern == text;
    if (!text.startsWith(pieces.first()))
        return false;
    text = text.sliced(pieces.first().size());
    for (qsizetype i = 1; i + 1 < pieces.size(); ++i) {
        const qsizetype found = text.indexOf(pieces[i]);
        if (found < 0)
            return false;
        text = text.sliced(found + pieces[i].size());
    }
    return text.endsWith(pieces.last());
}

qsizetype literalCount(QStringView pattern)
{
    return std::ranges::count_if(pattern, [](QChar c) { return c != anyText && !c.isSpace() && c != u'/'; });
}

/// Without the arguments and the shell in front of a command: they are the same everywhere and would make all alike.
QString ownText(const HistoryStatement &entry)
{
    return entry.kind == InstructionKind::Run ? runTextIn(entry.body, {}).command : entry.body;
}

QStringList wordsOf(const HistoryStatement &entry)
{
    static const QRegularExpression separators(uR"([\s=\x{e000}"',\[\]]+)"_s);
    QStringList words = ownText(entry).split(separators, Qt::SkipEmptyParts);
    words.sort();
    return words;
}

/// Of both lists, which are sorted, the part that is in the other one (Dice's coefficient).
double sharedPart(const QStringList &left, const QStringList &right)
{
    if (left.isEmpty() || right.isEmpty())
        return 0;
    QStringList shared;
    std::ranges::set_intersection(left, right, std::back_inserter(shared));
    return 2.0 * static_cast<double>(shared.size()) / static_cast<double>(left.size() + right.size());
}

/// What only a step that changes files can have.
bool mayMakeLayer(InstructionKind kind)
{
    return kind == InstructionKind::Run || kind == InstructionKind::Copy || kind == InstructionKind::Add
        || kind == InstructionKind::Workdir;
}

} // namespace

HistoryText::HistoryText(const QString &createdBy, bool isEmptyLayer)
    : m_entry(readHistoryStatement(createdBy)), m_isEmptyLayer(isEmptyLayer)
{
    m_words = wordsOf(m_entry);
    m_entry.body = m_entry.body.simplified();
}

StepTexts::StepTexts(InstructionKind kind, const QStringList &wordings) : m_kind(kind)
{
    for (const QString &wording : wordings) {
        HistoryStatement entry = readHistoryStatement(wording);
        if (m_words.isEmpty())
            m_words = wordsOf(entry);
        const QString body = entry.body.simplified();
        QStringList &list = body.contains(anyText) ? m_patterns : m_bodies;
        if (!list.contains(body))
            list.append(body);
    }
    if (m_kind != InstructionKind::Arg)
        return;
    for (const QString &pattern : std::as_const(m_patterns))
        m_arguments = pattern.split(u' ');
    for (QString &argument : m_arguments)
        argument.remove(anyText);
}

TextMatch StepTexts::match(const HistoryText &line) const
{
    if (!isOfKind(line))
        return {};
    if (std::ranges::any_of(m_bodies, [&](const QString &body) { return equals(line, body); }))
        return {1, true};
    if (m_kind == InstructionKind::Arg)
        return equalsArguments(line.entry()) ? TextMatch{patternLikeness, true} : TextMatch{};
    for (const QString &pattern : m_patterns) {
        if (fitsPattern(pattern, line.entry().body))
            return literalCount(pattern) >= fewestLiterals ? TextMatch{patternLikeness, true}
                                                           : TextMatch{smallestLikeness * similarFactor, false};
    }
    const double shared = sharedPart(m_words, line.words());
    return shared >= smallestLikeness ? TextMatch{shared * similarFactor, false} : TextMatch{};
}

bool StepTexts::isOfKind(const HistoryText &line) const
{
    if (line.entry().kind != m_kind)
        return false;
    // Buildah may write all of an image as one layer, whose line is the last one whatever it is.
    return line.isEmptyLayer() || mayMakeLayer(m_kind) || line.entry().hasComment;
}

double StepTexts::weight() const
{
    const qsizetype length = m_bodies.isEmpty() ? 0 : m_bodies.first().size();
    return 1 + static_cast<double>(std::min<qsizetype>(length, 60)) / 20;
}

bool StepTexts::equals(const HistoryText &line, const QString &body) const
{
    const QString &text = line.entry().body;
    if (text == body)
        return true;
    return m_kind == InstructionKind::Run && text.startsWith(u'|') && text.endsWith(body)
        && text[text.size() - body.size() - 1] == u' ';
}

/// `A=1 B`: each name with any value or none. Buildah may name the first one only.
bool StepTexts::equalsArguments(const HistoryStatement &entry) const
{
    const QString &body = entry.body;
    if (entry.hasComment && body.section(u'=', 0, 0) == m_arguments.value(0))
        return true;
    qsizetype at = 0;
    for (qsizetype i = 0; i < m_arguments.size(); ++i) {
        const QString name = i == 0 ? m_arguments[i] : QString(u' ' + m_arguments[i]);
        const auto endsThere = [&](qsizetype end) {
            return end == body.size() || body[end] == u'=' || body[end] == u' ';
        };
        qsizetype found = body.indexOf(name, at);
        while (found >= 0 && !endsThere(found + name.size()))
            found = body.indexOf(name, found + 1);
        if (found < 0 || (i == 0 && found != 0))
            return false;
        if (i > 0 && found > at && body[at] != u'=')
            return false;
        at = found + name.size();
    }
    return at == body.size() || body[at] == u'=';
}

} // namespace strata
