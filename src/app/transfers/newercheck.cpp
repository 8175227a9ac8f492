// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfers/newercheck.h"

#include "engine/actions/action.h"
#include "registry/registryaddress.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype atOnce = 4;

QStringList namesOf(const QList<NewerCheck::Target> &targets)
{
    QStringList names;
    for (const NewerCheck::Target &target : targets)
        names.append(target.reference.familiar());
    return names;
}

/// Prints, among the rest, the digest that the registry has. Unlike docker pull it has to be told of a registry that may
/// speak plain HTTP.
QStringList commandFor(const ImageReference &reference)
{
    QStringList command{u"docker"_s, u"manifest"_s, u"inspect"_s, u"--verbose"_s};
    if (RegistryAddress::of(reference.domain()).mayBePlain)
        command.append(u"--insecure"_s);
    return command << reference.familiar();
}

CommandLine commandFor(const QList<NewerCheck::Target> &targets)
{
    if (targets.size() == 1)
        return CommandLine(commandFor(targets.first().reference));
    QStringList commands;
    for (const NewerCheck::Target &target : targets)
        commands.append(CommandLine(commandFor(target.reference)).toString());
    return {u"sh"_s, u"-c"_s, commands.join(u"; "_s)};
}

} // namespace

NewerCheck::NewerCheck(RegistrySource &source, const QList<Target> &targets, QObject *parent)
    : Operation(tr("Look for newer images of %1").arg(namesForTitle(namesOf(targets))), commandFor(targets), parent),
      m_source(source), m_targets(targets)
{}

void NewerCheck::doStart()
{
    m_questions = std::make_unique<QObject>();
    tellProgress();
    if (m_targets.isEmpty())
        return conclude();
    while (m_next < std::min(atOnce, m_targets.size()))
        askNext();
}

void NewerCheck::doCancel()
{
    m_questions.reset();
}

void NewerCheck::askNext()
{
    const Target &target = m_targets[m_next++];
    m_source.digest(target.reference, m_questions.get(), [this, target](const Result<QString> &there) {
        const QString name = target.reference.familiar();
        if (there)
            found({.reference = name, .isNewer = isNewer(*there, target.reference, target.repoDigests), .error = {}});
        else
            found({.reference = name, .isNewer = {}, .error = there.error()});
    });
}

void NewerCheck::found(Finding finding)
{
    const auto sentence = [&finding] {
        if (finding.error)
            return tr("%1: %2").arg(finding.reference, finding.error->message);
        if (!finding.isNewer)
            return tr("%1: was never pulled from there or pushed there").arg(finding.reference);
        return *finding.isNewer ? tr("%1: the registry has a newer image").arg(finding.reference)
                                : tr("%1: is up to date").arg(finding.reference);
    };
    appendLog(sentence());
    m_findings.append(std::move(finding));
    tellProgress();
    if (m_next < m_targets.size())
        askNext();
    else if (m_findings.size() == m_targets.size())
        conclude();
}

void NewerCheck::tellProgress()
{
    const qsizetype total = m_targets.size();
    const QString text = total > 1 ? tr("%1 of %2").arg(QString::number(m_findings.size()), QString::number(total))
                                   : QString();
    setProgress({.done = m_findings.size(), .total = total, .text = text});
}

void NewerCheck::conclude()
{
    const auto failed = std::ranges::count_if(m_findings, [](const Finding &one) { return one.error.has_value(); });
    if (failed > 0 && failed == m_findings.size())
        return finish(Outcome::failure(*m_findings.first().error));
    QStringList newer;
    for (const Finding &one : std::as_const(m_findings)) {
        if (one.isNewer.value_or(false))
            newer.append(one.reference);
    }
    QString summary = newer.isEmpty() ? tr("No newer images") : tr("Newer: %1").arg(newer.join(u", "_s));
    if (failed > 0)
        summary += u"; "_s + tr("%n name(s) could not be asked about", nullptr, static_cast<int>(failed));
    finish(Outcome::success(summary));
}

} // namespace strata
