// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/completers.h"
#include "dockerfile/language/reference.h"

#include "dockerfile/checks/checkrule.h"

#include <QCoreApplication>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct CommentCompletionText
{
    Q_DECLARE_TR_FUNCTIONS(DockerfileCompletion)
};

/// Whether a directive in this line still counts: all above are some.
bool mayBeDirective(const Document &document, qsizetype line)
{
    return std::all_of(document.lines.begin(), document.lines.begin() + std::min(line, document.lines.size()),
                       [](LineKind kind) { return kind == LineKind::Directive; });
}

void proposeRules(QStringView typed, bool isExperimental, ProposalList &list)
{
    list.replace(typed);
    for (const CheckRule *rule : checkRules()) {
        if (!isExperimental || rule->isExperimental)
            list.add(Proposal::Kind::Rule, rule->name, QCoreApplication::translate("CheckRule", rule->summary));
    }
    list.add(Proposal::Kind::Rule, u"all"_s, CommentCompletionText::tr("every rule"));
}

void proposeHadolintCodes(QStringView typed, ProposalList &list)
{
    list.replace(typed);
    for (const CheckRule *rule : checkRules()) {
        for (const QString &code : QString(rule->hadolint).split(u' ', Qt::SkipEmptyParts))
            list.add(Proposal::Kind::Rule, code, QString(rule->name));
    }
}

QStringView behindLast(QStringView text, QStringView separators)
{
    qsizetype start = text.size();
    while (start > 0 && !separators.contains(text[start - 1]))
        --start;
    return text.sliced(start);
}

/// Behind `check=`.
void proposeCheckOptions(QStringView value, ProposalList &list)
{
    const QStringView option = behindLast(value, u";");
    const QStringView typed = behindLast(option, u"=,").trimmed();
    if (option.startsWith(u"skip=") || option.startsWith(u"experimental=")) {
        proposeRules(typed, option.startsWith(u"experimental="), list);
        return;
    }
    list.replace(typed);
    if (option.startsWith(u"error=")) {
        list.addAll(Proposal::Kind::Value, {u"true"_s, u"false"_s});
        return;
    }
    list.add(Proposal::Kind::Value, u"skip="_s, CommentCompletionText::tr("rules that do not count"));
    list.add(Proposal::Kind::Value, u"error=true"_s, CommentCompletionText::tr("a finding ends the build"));
    list.add(Proposal::Kind::Value, u"experimental="_s, CommentCompletionText::tr("rules that are new"));
}

void proposeDirectiveValue(const CompletionScene &scene, QStringView name, QStringView value, ProposalList &list)
{
    list.replace(value);
    if (name == u"check") {
        proposeCheckOptions(value, list);
    } else if (!mayBeDirective(scene.document, scene.document.position(scene.offset).line)) {
        return;
    } else if (name == u"escape") {
        list.addAll(Proposal::Kind::Value, {u"`"_s, u"\\"_s});
    } else if (name == u"syntax") {
        list.add(Proposal::Kind::Image, u"docker/dockerfile:1"_s, CommentCompletionText::tr("the newest version 1"));
        list.add(Proposal::Kind::Image, u"docker/dockerfile:1-labs"_s,
                 CommentCompletionText::tr("with what is not final"));
        list.want(CompletionWant::Kind::Tags, u"docker/dockerfile"_s);
    }
}

void proposeDirectives(const CompletionScene &scene, QStringView typed, ProposalList &list)
{
    list.replace(typed);
    const QString blank = scene.typed.text().endsWith(u'#') ? u" "_s : QString();
    const bool isTop = mayBeDirective(scene.document, scene.document.position(scene.offset).line);
    for (const QString &name : {u"syntax"_s, u"check"_s, u"escape"_s}) {
        const bool isThere = std::ranges::contains(scene.document.directives, name, &Directive::name);
        if (name == u"check" || (isTop && !isThere))
            list.add({.label = name + u'=',
                      .detail = directiveReference(name).summary,
                      .insertText = blank + name + u'=',
                      .kind = Proposal::Kind::Directive});
    }
    list.add({.label = u"hadolint ignore="_s,
              .detail = CommentCompletionText::tr("rules of hadolint that do not count"),
              .insertText = blank + u"hadolint ignore=",
              .kind = Proposal::Kind::Directive});
}

} // namespace

void proposeComment(const CompletionScene &scene, ProposalList &list)
{
    const QStringView line = scene.typed.text();
    QStringView text = line.sliced(line.indexOf(u'#') + 1);
    while (!text.isEmpty() && text.front().isSpace())
        text = text.sliced(1);
    const qsizetype equals = text.indexOf(u'=');
    if (equals < 0) {
        const auto isStart = [text](QStringView word) { return word.startsWith(text, Qt::CaseInsensitive); };
        if (isStart(u"syntax") || isStart(u"escape") || isStart(u"check") || isStart(u"hadolint ignore"))
            proposeDirectives(scene, text, list);
        return;
    }
    const QString name = text.first(equals).trimmed().toString().toLower();
    QStringView value = text.sliced(equals + 1);
    while (!value.isEmpty() && value.front().isSpace())
        value = value.sliced(1);
    if (name == u"hadolint ignore" || name == u"hadolint global ignore")
        proposeHadolintCodes(behindLast(value, u", "), list);
    else
        proposeDirectiveValue(scene, name, value, list);
}

} // namespace strata
