// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/practices.h"

#include "dockerfile/checks/copysources.h"

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestFolder = 4096;

/// Goes through the stages and keeps what instructions set.
class StageStepper
{
public:
    explicit StageStepper(const CheckedStages &stages) : m_stages(stages) {}

    SteppedStage step(qsizetype index)
    {
        const CheckedStage &stage = m_stages.stages[index];
        m_now = begun(stage);
        SteppedStage stepped{.all = m_stages, .index = index, .steps = {}};
        for (const Instruction *instruction : stage.instructions) {
            take(*instruction);
            stepped.steps.append(m_now);
        }
        m_ends.append(m_now);
        return stepped;
    }

private:
    StageStep begun(const CheckedStage &stage) const
    {
        if (stage.base >= 0)
            return m_ends[stage.base];
        StageStep step;
        if (stage.isScratch())
            step.user = u"0"_s;
        if (stage.isScratch())
            step.folder = u"/"_s;
        if (stage.known) {
            step.shell = stage.known->shell;
            step.user = stage.known->user;
            step.folder = stage.known->workingDirectory.isEmpty() ? u"/"_s : stage.known->workingDirectory;
        }
        return step;
    }

    void take(const Instruction &instruction)
    {
        m_now.instruction = &instruction;
        m_now.script.reset();
        m_now.copy.reset();
        switch (instruction.kind) {
        case InstructionKind::Run: m_now.script = readRunScript(instruction, m_now.shell); break;
        case InstructionKind::Add:
        case InstructionKind::Copy:
            if (const auto copy = understandCopy(instruction))
                m_now.copy = *copy;
            break;
        case InstructionKind::Shell:
            m_now.shell.clear();
            for (const SourceWord &word : instruction.arguments)
                m_now.shell.append(word.text);
            break;
        case InstructionKind::User: m_now.user = instruction.arguments.first().text; break;
        case InstructionKind::Workdir: enter(instruction.arguments.first().text); break;
        case InstructionKind::Arg:
        case InstructionKind::Env:
            for (const KeyValue &pair : understandKeyValues(instruction).value_or(QList<KeyValue>()))
                m_now.isPipCacheOff = m_now.isPipCacheOff || pair.key.text == u"PIP_NO_CACHE_DIR";
            break;
        default: break;
        }
    }

    void enter(const QString &path)
    {
        m_now.hasWorkdir = true;
        if (path.contains(u'$'))
            m_now.folder.reset();
        else if (path.startsWith(u'/'))
            m_now.folder = cleanPath(path);
        else if (m_now.folder)
            m_now.folder = cleanPath(QString(*m_now.folder + u'/' + path));
        if (m_now.folder && m_now.folder->size() > longestFolder)
            m_now.folder.reset();
    }

    const CheckedStages &m_stages;
    StageStep m_now;
    QList<StageStep> m_ends; ///< of the stages so far
};

} // namespace

void checkPractices(const CheckedStages &stages, FindingReporter &reporter)
{
    StageStepper stepper(stages);
    for (qsizetype i = 0; i < stages.stages.size(); ++i) {
        const SteppedStage stage = stepper.step(i);
        checkImages(stage, reporter);
        checkPackages(stage, reporter);
        checkCommands(stage, reporter);
        checkSecrets(stage, reporter);
        checkLayers(stage, reporter);
    }
    checkFileEnd(reporter);
}

} // namespace strata
