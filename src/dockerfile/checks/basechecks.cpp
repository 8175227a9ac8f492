// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imagereference.h"
#include "dockerfile/checks/buildkitchecks.h"
#include "dockerfile/checks/checktext.h"
#include "dockerfile/checks/instructionfixes.h"

#include <QHash>
#include <QRegularExpression>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// What distribution/reference takes for an image, digests of known algorithms checked.
bool isImageName(const QString &name)
{
    static const QRegularExpression digest(u"^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$"_s);
    const auto reference = ImageReference::parse(name);
    return reference && (reference->digest().isEmpty() || digest.match(reference->digest()).hasMatch());
}

class BaseChecker
{
public:
    BaseChecker(const CheckedStages &stages, FindingReporter &reporter)
        : m_stages(stages), m_reporter(reporter), m_options(expansionOptions(reporter.document()))
    {}

    void run()
    {
        if (m_stages.haveDefaults)
            checkDefaults();
        for (const auto &[argument, problem] : m_stages.problems)
            m_reporter.add("BadSubstitution"_L1, *argument, problem.range, problem.message);
        for (const CheckedStage &stage : m_stages.stages) {
            if (!stage.isBroken)
                checkStage(stage);
        }
    }

private:
    void checkDefaults()
    {
        QHash<QString, bool> seen;
        for (const CheckedStage &stage : m_stages.stages) {
            if (stage.isBroken)
                continue;
            const SourceWord &image = stage.what.image;
            const auto expansion = expandWord(image.text, m_stages.defaults, m_options);
            if (!expansion)
                return; // so does BuildKit
            if (!seen.contains(expansion->text))
                seen.insert(expansion->text, isImageName(expansion->text));
            if (!seen.value(expansion->text))
                m_reporter.addForFile(
                    "InvalidDefaultArgInFrom"_L1, stage.from->startLine, image.range,
                    CheckText::tr("Default value for ARG %1 results in empty or invalid base image name")
                        .arg(image.text));
        }
    }

    void checkStage(const CheckedStage &stage)
    {
        checkWord(stage, stage.what.image);
        if (stage.base < 0 && stage.image.isEmpty() && expandWord(stage.what.image.text, m_stages.global, m_options))
            m_reporter.add("EmptyBaseName"_L1, *stage.from, stage.what.image.range,
                           CheckText::tr("base name (%1) should not be blank").arg(stage.what.image.text));
        if (const Flag *flag = stage.from->flag(u"platform"); flag && !flag->value.value_or(QString()).isEmpty())
            checkPlatform(stage, *flag);
        checkImagePlatform(stage);
    }

    static SourceWord wordOf(const Flag &flag)
    {
        return {.text = flag.value.value_or(QString()), .range = flag.valueRange};
    }

    void checkWord(const CheckedStage &stage, const SourceWord &word)
    {
        const auto expansion = expandWord(word.text, m_stages.global, m_options);
        if (!expansion) {
            m_reporter.add("BadSubstitution"_L1, *stage.from, word.range, expansion.error().message);
            return;
        }
        QStringList known = m_stages.declared + m_stages.global.names();
        for (const QString &name : expansion->unset) {
            if (!known.contains(name))
                reportUndeclared(stage, word, name, suggestedName(name, known));
        }
    }

    void reportUndeclared(const CheckedStage &stage, const SourceWord &word, const QString &name,
                          const QString &suggested)
    {
        const RenamedVariable place = renamedVariable(word, name, suggested, m_options);
        QString message = CheckText::tr("FROM argument '%1' is not declared").arg(name);
        if (!suggested.isEmpty())
            message += CheckText::tr(" (did you mean %1?)").arg(suggested);
        m_reporter.add("UndefinedArgInFrom"_L1, *stage.from, place.range, message, place.fix);
    }

    void checkPlatform(const CheckedStage &stage, const Flag &flag)
    {
        const SourceWord word = wordOf(flag);
        checkWord(stage, word);
        const auto expansion = expandWord(word.text, m_stages.global, m_options);
        if (!expansion)
            return;
        if (expansion->used.size() == 1 && expansion->unset.isEmpty() && expansion->used.first() == u"TARGETPLATFORM"
            && expansion->text == m_stages.global.value(u"TARGETPLATFORM"_s).value_or(QString()))
            m_reporter.add(
                "RedundantTargetPlatform"_L1, *stage.from, flag.range,
                CheckText::tr("Setting platform to predefined %1 in FROM is redundant as this is the default "
                              "behavior")
                    .arg(word.text),
                withoutWord(m_reporter.document(), CheckText::tr("Remove %1").arg(flag.text), flag.range));
        const auto platform = parsePlatform(expansion->text, m_stages.buildPlatform);
        if (!platform)
            m_reporter.add("InvalidPlatform"_L1, *stage.from, flag.valueRange,
                           expansion->text.isEmpty()
                               ? CheckText::tr("empty platform value from expression %1").arg(word.text)
                               : CheckText::tr("failed to parse platform %1").arg(word.text));
        else if (expansion->used.isEmpty() && expansion->unset.isEmpty())
            checkConstant(stage, flag, *platform, expansion->text);
    }

    void checkConstant(const CheckedStage &stage, const Flag &flag, const Platform &platform, const QString &text)
    {
        const QString &name = stage.what.name;
        if (name.contains(platform.os) || name.contains(platform.architecture))
            return;
        m_reporter.add("FromPlatformFlagConstDisallowed"_L1, *stage.from, flag.range,
                       CheckText::tr("FROM --platform flag should not use constant value \"%1\"").arg(text));
    }

    void checkImagePlatform(const CheckedStage &stage)
    {
        if (!stage.known || stage.known->platform.isEmpty())
            return;
        const auto actual = parsePlatform(stage.known->platform, m_stages.buildPlatform);
        if (!actual || (actual->os == stage.platform.os && actual->architecture == stage.platform.architecture))
            return;
        m_reporter.addForFile(
            "InvalidBaseImagePlatform"_L1, stage.from->startLine, stage.what.image.range,
            CheckText::tr("Base image %1 was pulled with platform \"%2\", expected \"%3\" for current build")
                .arg(stage.image, actual->text(), stage.platform.text()));
    }

    const CheckedStages &m_stages;
    FindingReporter &m_reporter;
    ExpansionOptions m_options;
};

} // namespace

void checkBases(const CheckedStages &stages, FindingReporter &reporter)
{
    BaseChecker(stages, reporter).run();
}

} // namespace strata
