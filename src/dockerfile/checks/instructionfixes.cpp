// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/instructionfixes.h"
#include "dockerfile/checks/checktext.h"

#include "dockerfile/checks/shellcommands.h"
#include "dockerfile/checks/stages.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// Commands that only a shell knows.
bool isShellBuiltin(QStringView name)
{
    static const QStringList builtins{u"."_s,      u":"_s,     u"alias"_s, u"cd"_s,    u"eval"_s,   u"exit"_s,
                                      u"export"_s, u"read"_s,  u"set"_s,   u"shift"_s, u"source"_s, u"trap"_s,
                                      u"ulimit"_s, u"umask"_s, u"unset"_s, u"wait"_s};
    return builtins.contains(name);
}

bool isPlainArgument(const ShellWord &word)
{
    const bool hasWildcard = !word.isQuoted
        && std::ranges::any_of(word.text, [](QChar c) { return QStringView(u"*?[]{}~").contains(c); });
    return word.isLiteral && !hasWildcard;
}

QString jsonText(const QString &text)
{
    QString quoted;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            quoted += u'\\';
        quoted += c;
    }
    return u'"' + quoted + u'"';
}

} // namespace

QString suggestedName(const QString &name, const QStringList &options)
{
    static const QString begin = u" (did you mean "_s;
    const QString text = didYouMean(name, options, Qt::CaseSensitive);
    return text.isEmpty() ? QString() : text.sliced(begin.size()).chopped(2);
}

RenamedVariable renamedVariable(const SourceWord &word, const QString &name, const QString &better,
                                const ExpansionOptions &options)
{
    const QList<VariableReference> references = variableReferences(word.text, options);
    const auto found = std::ranges::find(references, name, &VariableReference::name);
    if (found == references.end())
        return {word.range};
    RenamedVariable place{rangeInWord(word, found->start, found->end)};
    const TextRange nameRange = rangeInWord(word, found->nameStart, found->nameEnd());
    if (!better.isEmpty() && nameRange.size() == name.size() && nameRange != word.range)
        place.fix = QuickFix{CheckText::tr("Use %1").arg(better), {{nameRange, better}}};
    return place;
}

std::optional<QuickFix> withEquals(const KeyValue &pair, QChar escape)
{
    const SourceWord &value = *pair.value;
    if (!value.pieces.isEmpty() || !pair.key.pieces.isEmpty())
        return std::nullopt;
    const bool hasBlanks = std::ranges::any_of(value.text, [](QChar c) { return c.isSpace(); });
    const bool isIntricate = std::ranges::any_of(value.text,
                                                 [&](QChar c) { return c == u'"' || c == u'\'' || c == escape; });
    if (hasBlanks && isIntricate)
        return std::nullopt;
    QuickFix fix{CheckText::tr("Use %1=value").arg(pair.key.text),
                 {{{pair.key.range.end, value.range.begin}, hasBlanks ? u"=\""_s : u"="_s}}};
    if (hasBlanks)
        fix.edits.append({{value.range.end, value.range.end}, u"\""_s});
    return fix;
}

std::optional<QuickFix> absoluteWorkdir(const SourceWord &path, const std::optional<QString> &workingDirectory)
{
    if (!workingDirectory || !path.pieces.isEmpty())
        return std::nullopt;
    const QString below = path.text.startsWith(u"./") ? path.text.sliced(2) : path.text;
    const QString absolute = *workingDirectory == u"/" ? QString(u'/' + below)
                                                       : QString(*workingDirectory + u'/' + below);
    return QuickFix{CheckText::tr("Use %1").arg(absolute), {{path.range, absolute}}};
}

QuickFix withoutInstruction(const Document &document, const Instruction &instruction)
{
    const qsizetype begin = document.lineStarts[instruction.startLine];
    const qsizetype next = instruction.endLine + 1;
    const qsizetype end = next < document.lineStarts.size() ? document.lineStarts[next] : document.text.size();
    return {CheckText::tr("Remove this %1").arg(instructionName(instruction.kind)), {{{begin, end}, {}}}};
}

std::optional<QuickFix> execForm(const Instruction &instruction)
{
    if (instruction.arguments.size() != 1 || !instruction.arguments.first().pieces.isEmpty())
        return std::nullopt;
    const SourceWord &text = instruction.arguments.first();
    const QList<ShellCommand> commands = readShellCommands(ShellText(text));
    if (commands.size() != 1 || commands.first().range != text.range)
        return std::nullopt;
    const ShellCommand &command = commands.first();
    QList<ShellWord> words = command.words;
    if (words.size() > 1 && words.first().text == u"exec" && !words[1].text.startsWith(u'-'))
        words.removeFirst();
    if (words.isEmpty() || !command.assignments.isEmpty() || !command.redirections.isEmpty()
        || isShellBuiltin(words.first().text) || !std::ranges::all_of(words, &isPlainArgument))
        return std::nullopt;
    QStringList elements;
    for (const ShellWord &word : std::as_const(words))
        elements.append(jsonText(word.text));
    return QuickFix{CheckText::tr("Use the exec form"), {{text.range, u'[' + elements.join(u", "_s) + u']'}}};
}

QuickFix withKeyword(const Instruction &instruction, QStringView keyword)
{
    const QString &typed = instruction.keyword.text;
    const QString word = typed == typed.toLower() ? keyword.toString().toLower() : keyword.toString();
    return {CheckText::tr("Use %1").arg(word), {{instruction.keyword.range, word}}};
}

QuickFix withoutBlankLines(const Document &document, const Instruction &instruction)
{
    QuickFix fix{CheckText::tr("Remove the empty lines"), {}};
    for (const qsizetype line : instruction.blankLines) {
        const qsizetype end = line + 1 < document.lineStarts.size() ? document.lineStarts[line + 1]
                                                                    : document.text.size();
        fix.edits.append(TextEdit{{document.lineStarts[line], end}, {}});
    }
    return fix;
}

QuickFix withoutWord(const Document &document, const QString &title, TextRange word)
{
    qsizetype end = word.end;
    while (end < document.text.size() && (document.text[end] == u' ' || document.text[end] == u'\t'))
        ++end;
    return {title, {{{word.begin, end}, {}}}};
}

} // namespace strata
