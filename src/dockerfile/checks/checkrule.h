// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/checks/finding.h"

#include <span>

namespace strata {

/// A rule that checkDockerfile() knows: what it is about, why, and how it looks. The texts are English, in UTF-8; those for
/// people to read are marked for translation in the context "CheckRule".
struct CheckRule
{
    enum class Origin {
        BuildKit, ///< frontend/dockerfile/linter/ruleset.go: `docker build --check` says it as well
        Practice, ///< ours
    };

    QLatin1StringView name; ///< what `# check=skip=` takes
    Origin origin;
    Finding::Severity severity;
    const char *summary;             ///< one sentence
    const char *why;                 ///< two or three
    const char *bad;                 ///< a file with exactly one finding, of this rule
    const char *good;                ///< the same, done well
    QLatin1StringView url = {};      ///< of BuildKit's rules, where Docker explains them
    QLatin1StringView hadolint = {}; ///< hadolint's codes for the same, separated by blanks
    bool isExperimental = false;     ///< only when `# check=experimental=` names it
};

/// All rules: BuildKit's first, each group in the order in which it is shown.
std::span<const CheckRule *const> checkRules();
/// Null when there is none.
const CheckRule *checkRule(QStringView name);

// The groups that checkRules() puts together.
std::span<const CheckRule> buildKitRules();
std::span<const CheckRule> imageRules();   ///< what instructions say
std::span<const CheckRule> packageRules(); ///< what RUN does with package managers
std::span<const CheckRule> commandRules(); ///< what else RUN does
std::span<const CheckRule> layerRules();   ///< what instructions do to each other

} // namespace strata
