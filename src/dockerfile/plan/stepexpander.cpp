// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/plan/stepexpander.h"

#include "dockerfile/plan/historytext.h"

namespace strata {

namespace {

QString withAnyVariables(const QString &word, const ExpansionOptions &options)
{
    QString text;
    qsizetype end = 0;
    for (const VariableReference &reference : variableReferences(word, options)) {
        if (reference.start < end) // inside of another one
            continue;
        text += QStringView(word).sliced(end, reference.start - end);
        text += anyText;
        end = reference.end;
    }
    return text + QStringView(word).sliced(end);
}

void appendNew(QStringList &names, const QStringList &more)
{
    for (const QString &name : more) {
        if (!names.contains(name))
            names.append(name);
    }
}

} // namespace

StepExpander StepExpander::anyVariable(char32_t escape)
{
    static const ShellEnvironment nothing;
    StepExpander expander(nothing, escape);
    expander.m_isAny = true;
    return expander;
}

QString StepExpander::word(const QString &word)
{
    return expand(word, {.escape = m_escape}).text;
}

QStringList StepExpander::splitWord(const QString &word)
{
    return expand(word, {.escape = m_escape}).words;
}

QString StepExpander::content(const QString &content)
{
    return expand(content, {.ignoreQuotes = true}).text;
}

Expansion StepExpander::expand(const QString &word, const ExpansionOptions &options)
{
    const Result<Expansion> expansion = expandWord(m_isAny ? withAnyVariables(word, options) : word, *m_environment,
                                                   options);
    if (!expansion) {
        if (m_problem.isEmpty())
            m_problem = expansion.error().message;
        return {.text = word, .words = {word}};
    }
    appendNew(m_used, expansion->used);
    appendNew(m_unset, expansion->unset);
    return *expansion;
}

} // namespace strata
