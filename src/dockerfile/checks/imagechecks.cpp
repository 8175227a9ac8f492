// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imagereference.h"
#include "dockerfile/checks/checktext.h"
#include "dockerfile/checks/copysources.h"
#include "dockerfile/checks/instructionfixes.h"
#include "dockerfile/checks/practices.h"

#include <algorithm>
#include <ranges>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using Severity = Finding::Severity;

/// The instructions of one stage, one by one, for what they say.
class ImageChecker
{
public:
    ImageChecker(const SteppedStage &stage, FindingReporter &reporter)
        : m_stepped(stage), m_stage(stage.stage()), m_reporter(reporter)
    {}

    void run()
    {
        checkBase();
        checkUse();
        for (const StageStep &step : m_stepped.steps) {
            if (step.copy)
                checkCopy(step);
            else if (step.instruction->kind == InstructionKind::Env)
                checkEnv(*step.instruction);
            else if (step.instruction->kind == InstructionKind::Workdir)
                checkTilde(*step.instruction, step.instruction->arguments.first());
            else if (step.script)
                checkMountSources(step);
        }
        if (m_stepped.index == m_stepped.all.target)
            checkUser();
    }

private:
    void checkBase()
    {
        const SourceWord &word = m_stage.what.image;
        const auto reference = ImageReference::parse(m_stage.image);
        if (m_stage.base >= 0 || m_stage.isScratch() || !reference || !reference->digest().isEmpty())
            return;
        if (reference->tag().isEmpty())
            m_reporter.add("UnpinnedBaseImage"_L1, *m_stage.from, word.range,
                           CheckText::tr("%1 has no tag: that is latest, another image every time").arg(m_stage.image));
        else if (reference->tag() == u"latest")
            m_reporter.add("LatestBaseImage"_L1, *m_stage.from, word.range,
                           CheckText::tr("latest is another image every time"));
    }

    void checkUse()
    {
        if (m_stage.isReachable || m_stage.isBroken || m_stepped.all.isTargetGiven)
            return;
        const SourceWord word = m_stage.what.nameWord.value_or(m_stage.from->keyword);
        m_reporter.add("UnusedStage"_L1, *m_stage.from, word.range,
                       m_stage.what.name.isEmpty()
                           ? CheckText::tr("The last stage needs nothing of this one")
                           : CheckText::tr("The last stage needs nothing of %1").arg(m_stage.what.name));
    }

    void checkCopy(const StageStep &step)
    {
        const Instruction &copy = *step.instruction;
        checkTilde(copy, step.copy->destination);
        checkDestination(step);
        if (const Flag *from = copy.flag(u"from"))
            checkSource(copy, *from);
        if (copy.kind == InstructionKind::Add)
            checkAdd(step);
    }

    void checkTilde(const Instruction &instruction, const SourceWord &path)
    {
        if (path.text.startsWith(u'~'))
            m_reporter.add("TildeNotExpanded"_L1, instruction, path.range,
                           CheckText::tr("Only a shell knows ~: this makes a folder of that name"));
    }

    void checkDestination(const StageStep &step)
    {
        const SourceWord &to = step.copy->destination;
        const bool isFolder = to.text.endsWith(u'/') || to.text.endsWith(u'}') || to.text == u"." || to.text == u".."
            || lastName(to.text).startsWith(u'$');
        if (step.copy->sources.size() > 1 && !isFolder) {
            const bool isVerbatim = !step.instruction->isJson;
            m_reporter.add(
                "CopyNeedsDirectory"_L1, *step.instruction, to.range,
                CheckText::tr("With several sources the destination is a directory, which a slash at its end tells"),
                isVerbatim ? std::optional(QuickFix{CheckText::tr("Add /"), {{{to.range.end, to.range.end}, u"/"_s}}})
                           : std::nullopt);
        }
        const bool isRelative = !to.text.startsWith(u'/') && !to.text.startsWith(u'$') && !to.text.startsWith(u'~')
            && !to.text.contains(u':');
        if (isRelative && !step.hasWorkdir && !step.folder)
            m_reporter.add("RelativeCopyWithoutWorkdir"_L1, *step.instruction, to.range,
                           CheckText::tr("No WORKDIR says what %1 is relative to: the base image does").arg(to.text));
    }

    /// COPY --from of what is no stage, or not yet.
    void checkSource(const Instruction &copy, const Flag &from)
    {
        const QString name = from.value.value_or(QString());
        bool isNumber = false;
        const qlonglong number = name.toLongLong(&isNumber);
        if (name.contains(u'$')) {
            m_reporter.add("InvalidCopyFrom"_L1, copy, from.range,
                           CheckText::tr("variables are not expanded in --from"));
        } else if (isNumber && (number < 0 || number >= m_stepped.all.stages.size())) {
            m_reporter.add("InvalidCopyFrom"_L1, copy, from.range, CheckText::tr("invalid stage index %1").arg(number));
        } else if (const qsizetype stage = m_stepped.all.find(name); stage >= 0) {
            checkOrder(copy, from, name, stage);
        } else if (!name.isEmpty()) {
            checkImageSource(copy, from, name);
        }
    }

    void checkOrder(const Instruction &instruction, const Flag &flag, const QString &name, qsizetype stage)
    {
        if (stage == m_stepped.index)
            m_reporter.add("InvalidCopyFrom"_L1, instruction, flag.range,
                           CheckText::tr("%1 is this stage itself").arg(name));
        else if (stage > m_stepped.index)
            m_reporter.add("InvalidCopyFrom"_L1, instruction, flag.range,
                           CheckText::tr("cannot copy from stage \"%1\", it needs to be defined before the current one")
                               .arg(name));
    }

    void checkImageSource(const Instruction &copy, const Flag &from, const QString &name)
    {
        const bool isPlain = std::ranges::none_of(
            name, [](QChar c) { return c == u':' || c == u'/' || c == u'@' || c == u'.'; });
        if (!isPlain || name == u"scratch")
            return;
        QStringList stages;
        for (const CheckedStage &stage : m_stepped.all.stages.first(m_stepped.index)) {
            if (!stage.what.name.isEmpty())
                stages.append(stage.what.name);
        }
        const QString meant = suggestedName(name, stages);
        QString message = CheckText::tr("No stage is called %1: an image of that name is taken, whatever its latest is")
                              .arg(name);
        std::optional<QuickFix> fix;
        if (!meant.isEmpty()) {
            message = CheckText::tr("No stage is called %1 (did you mean %2?)").arg(name, meant);
            if (from.isVerbatim)
                fix = QuickFix{CheckText::tr("Use %1").arg(meant), {{from.valueRange, meant}}};
        }
        m_reporter.add("CopyFromUnknownStage"_L1, copy, from.valueRange, message, fix);
    }

    void checkMountSources(const StageStep &step)
    {
        for (const Flag &flag : step.instruction->flags) {
            const auto mount = flag.name == u"mount" ? parseRunMount(flag.value.value_or(QString()))
                                                     : std::unexpected(QString());
            if (!mount || mount->from.isEmpty())
                continue;
            if (const auto stage = m_stepped.all.byName.constFind(mount->from.toLower());
                stage != m_stepped.all.byName.constEnd())
                checkOrder(*step.instruction, flag, mount->from, *stage);
        }
    }

    void checkAdd(const StageStep &step)
    {
        const Instruction &add = *step.instruction;
        bool needsAdd = add.flag(u"checksum") || add.flag(u"keep-git-dir") || add.flag(u"unpack"), mayNeed = false;
        for (const CopySource &source : step.copy->sources) {
            const QString &text = source.word.text;
            if (!source.inlineName.isEmpty())
                continue;
            const SourceKind kind = sourceKind(text);
            needsAdd = needsAdd || kind != SourceKind::Local || isArchiveName(text) || text.startsWith(u'$');
            mayNeed = mayNeed || isPattern(text) || text.contains(u'$');
            if (kind == SourceKind::Http && !add.flag(u"checksum"))
                m_reporter.add("RemoteFileUnverified"_L1, add, source.word.range,
                               CheckText::tr("Nothing tells whether this is the file that was meant: --checksum does"));
        }
        if (!needsAdd)
            m_reporter.add("AddInsteadOfCopy"_L1, add, add.keyword.range,
                           CheckText::tr("COPY does the same and unpacks or downloads nothing by surprise"),
                           mayNeed ? std::nullopt : std::optional(withKeyword(add, u"COPY")));
    }

    void checkEnv(const Instruction &env)
    {
        const QList<KeyValue> pairs = understandKeyValues(env).value_or(QList<KeyValue>());
        QStringList before;
        for (const KeyValue &pair : pairs) {
            if (pair.key.text == u"DEBIAN_FRONTEND")
                m_reporter.add(
                    "DebianFrontendKept"_L1, env, pair.key.range,
                    CheckText::tr("DEBIAN_FRONTEND stays set in every container: ARG is for the build alone"),
                    pairs.size() == 1 && !pair.isLegacy ? std::optional(withKeyword(env, u"ARG")) : std::nullopt);
            checkOwnUse(env, pair, before);
            before.append(pair.key.text);
        }
    }

    /// ENV A=1 B=$A: BuildKit expands all of it with the environment from before the line.
    void checkOwnUse(const Instruction &env, const KeyValue &pair, const QStringList &before)
    {
        if (before.isEmpty() || !pair.value->text.contains(u'$'))
            return;
        const ExpansionOptions options = expansionOptions(m_reporter.document());
        const QList<VariableReference> references = variableReferences(pair.value->text, options);
        const auto own = std::ranges::find_if(
            references, [&](const VariableReference &reference) { return before.contains(reference.name); });
        if (own == references.end())
            return;
        std::optional<QuickFix> fix;
        if (env.startLine == env.endLine) {
            const QStringView text = m_reporter.document().text;
            qsizetype blanks = pair.key.range.begin;
            while (text[blanks - 1] == u' ' || text[blanks - 1] == u'\t')
                --blanks;
            fix = QuickFix{CheckText::tr("Begin another ENV"),
                           {{{blanks, pair.key.range.begin}, u'\n' + env.keyword.text + u' '}}};
        }
        m_reporter.add("EnvUsedInSameInstruction"_L1, env, rangeInWord(*pair.value, own->start, own->end),
                       CheckText::tr("$%1 is what it was before this ENV").arg(own->name), fix);
    }

    /// Who runs the image, when it says what is run.
    void checkUser()
    {
        const Instruction *user = nullptr;
        const Instruction *command = nullptr;
        bool isKnownUser = false;
        for (qsizetype i = m_stepped.index; i >= 0; i = m_stepped.all.stages[i].base) {
            const CheckedStage &stage = m_stepped.all.stages[i];
            for (const Instruction *instruction : stage.instructions | std::views::reverse) {
                if (!user && instruction->kind == InstructionKind::User)
                    user = instruction;
                const bool starts = instruction->kind == InstructionKind::Cmd
                    || instruction->kind == InstructionKind::Entrypoint;
                if (!command && starts)
                    command = instruction;
            }
            isKnownUser = isKnownUser || (stage.known && !isRoot(stage.known->user));
        }
        if (user && isRoot(user->arguments.first().text))
            m_reporter.addAs(Severity::Warning, "RunsAsRoot"_L1, *user, user->arguments.first().range,
                             CheckText::tr("The last USER is root, so containers run as root"));
        else if (!user && command && !isKnownUser)
            m_reporter.add("RunsAsRoot"_L1, *command, command->keyword.range,
                           CheckText::tr("No USER is set: unless the base image sets one, this runs as root"));
    }

    static bool isRoot(const QString &user)
    {
        const QString name = user.section(u':', 0, 0);
        return name.isEmpty() || name == u"root" || name == u"0";
    }

    const SteppedStage &m_stepped;
    const CheckedStage &m_stage;
    FindingReporter &m_reporter;
};

} // namespace

void checkImages(const SteppedStage &stage, FindingReporter &reporter)
{
    ImageChecker(stage, reporter).run();
}

void checkFileEnd(FindingReporter &reporter)
{
    const Document &document = reporter.document();
    if (document.text.isEmpty() || document.text.endsWith(u'\n') || document.instructions.isEmpty())
        return;
    const TextRange end{document.text.size(), document.text.size()};
    reporter.addForFile("MissingFinalNewline"_L1, document.lineStarts.size() - 1, end,
                        CheckText::tr("The last line has no end"),
                        QuickFix{CheckText::tr("Add a line end"), {{end, u"\n"_s}}});
}

} // namespace strata
