// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/glob.h"
#include "dockerfile/ignorerules.h"
#include "dockerfile/shellwords.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

void require(bool isTrue)
{
    if (!isTrue)
        std::abort();
}

void checkReferences(const QString &text, const ExpansionOptions &options)
{
    qsizetype start = -1;
    for (const VariableReference &reference : variableReferences(text, options)) {
        require(reference.start > start && reference.nameStart > reference.start);
        require(reference.nameEnd() <= reference.end && reference.end <= text.size());
        require(text[reference.start] == u'$');
        require(QStringView(text).sliced(reference.nameStart, reference.name.size()) == reference.name);
        start = reference.start;
    }
}

/// What is known of a word is known of each reference in it, and nothing else.
void checkExpansion(const QString &word, const ShellEnvironment &environment, const ExpansionOptions &options)
{
    const Result<Expansion> expansion = expandWord(word, environment, options);
    if (!expansion) {
        require(!expansion.error().message.isEmpty());
        return;
    }
    for (const QString &part : expansion->words)
        require(!part.isEmpty());
    for (const QString &name : expansion->used)
        require(environment.value(name).has_value() && !expansion->unset.contains(name));
    QStringList named;
    for (const VariableReference &reference : variableReferences(word, options)) {
        require(reference.isValid);
        named.append(reference.name);
    }
    for (const QString &name : QStringList(expansion->used + expansion->unset))
        require(named.contains(name));
}

/// On a walk as by itself, but for what an exception does to a folder that is in.
void checkRules(const IgnoreRules &rules, const QByteArray &path)
{
    IgnoreRules::Matches above, matches;
    IgnoreVerdict walked;
    for (qsizetype slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        rules.verdict(path.left(slash), above, matches);
        above = matches;
    }
    walked = rules.verdict(path, above, matches);
    require(walked.rule < int(rules.rules().size()));
    require(!walked.isIgnored || walked.rule >= 0);
    if (!rules.hasExceptions())
        require(rules.verdict(path) == walked);
    (void)rules.mayReinclude(path);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype end = bytes.indexOf('\n');
    const QByteArray first = end < 0 ? bytes : bytes.left(end);
    const QByteArray rest = end < 0 ? QByteArray() : bytes.mid(end + 1);

    const QString word = QString::fromUtf8(first);
    const ShellEnvironment environment({u"a=one two"_s, u"b="_s, u"c=*?\\"_s, u"d="_s + QString::fromUtf8(rest)});
    const int choice = first.isEmpty() ? 0 : first.front();
    const ExpansionOptions chosen{.escape = (choice & 1) != 0 ? U'`' : U'\\',
                                  .rawQuotes = (choice & 2) != 0,
                                  .rawEscapes = (choice & 4) != 0,
                                  .skipUnset = (choice & 8) != 0,
                                  .ignoreQuotes = (choice & 16) != 0};
    for (const ExpansionOptions &options : {ExpansionOptions{}, chosen}) {
        checkReferences(word, options);
        checkExpansion(word, environment, options);
    }
    (void)matchesGlob(rest, first);
    if (const Result<IgnoreRules> rules = IgnoreRules::parse(rest))
        checkRules(*rules, first);
    return 0;
}
