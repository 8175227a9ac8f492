// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/checktext.h"
#include "dockerfile/checks/copysources.h"
#include "dockerfile/checks/practices.h"
#include "dockerfile/checks/secrettext.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// A file that is mostly there to be secret.
bool isSecretFile(QStringView path)
{
    static const QStringList names{u".env"_s,       u".npmrc"_s,           u".pypirc"_s,   u".netrc"_s,
                                   u".pgpass"_s,    u"id_rsa"_s,           u"id_dsa"_s,    u"id_ecdsa"_s,
                                   u".dockercfg"_s, u".git-credentials"_s, u"id_ed25519"_s};
    const QStringView name = lastName(path);
    return names.contains(name) || name.endsWith(u".key") || name.endsWith(u".p12")
        || path.endsWith(u".aws/credentials") || path.endsWith(u".docker/config.json");
}

/// Whether a variable or option of that name holds a secret and not, say, the fingerprint of a key.
bool isSecretOption(const QString &name)
{
    static const QStringList keys{u"api"_s, u"secret"_s, u"private"_s, u"access"_s};
    const QStringList words = name.toLower().split(u'_', Qt::SkipEmptyParts);
    const bool isKey = words.contains(u"key"_s);
    return isSecretName(name)
        && (!isKey || std::ranges::any_of(keys, [&](const QString &key) { return words.contains(key); }));
}

/// What follows `name=` or `name:` in a word, when that is a value and no variable.
bool hasValue(QStringView value)
{
    return !value.isEmpty() && !value.contains(u'$') && !value.startsWith(u'<') && !value.startsWith(u'/');
}

/// Looks for secrets in the words of a RUN. No message has the secret in it.
class SecretFinder
{
public:
    SecretFinder(const StageStep &step, FindingReporter &reporter)
        : m_script(*step.script), m_run(*step.instruction), m_reporter(reporter)
    {}

    void run()
    {
        for (const ShellCommand &command : m_script.commands) {
            for (const ShellWord &word : command.assignments + command.words)
                check(word);
        }
        for (const Invocation &invocation : m_script.invocations)
            checkOptions(invocation);
    }

private:
    void report(const ShellWord &word, const QString &kind)
    {
        if (m_last == word.range)
            return;
        m_last = word.range;
        m_reporter.add("SecretInText"_L1, m_run, word.range,
                       CheckText::tr("This looks like %1; whoever has the image can read it in its history").arg(kind));
    }

    void check(const ShellWord &word)
    {
        if (const QString kind = secretIn(word.text); !kind.isEmpty()) {
            report(word, kind);
            return;
        }
        const qsizetype equals = word.text.indexOf(u'=');
        if (equals <= 0 || !word.isLiteral)
            return;
        QStringView name = QStringView(word.text).first(equals);
        while (name.startsWith(u'-'))
            name = name.sliced(1);
        const QString plain = name.toString().replace(u'-', u'_');
        const bool isName = std::ranges::all_of(plain, [](QChar c) { return c.isLetterOrNumber() || c == u'_'; });
        if (isName && isSecretOption(plain) && hasValue(QStringView(word.text).sliced(equals + 1)))
            report(word, CheckText::tr("a secret"));
        else if (word.text.contains(u"_authToken=") && hasValue(QStringView(word.text).sliced(equals + 1)))
            report(word, CheckText::tr("an npm token"));
    }

    void checkOptions(const Invocation &invocation)
    {
        static const QStringList options{u"--password"_s,   u"--token"_s,  u"--api-key"_s,
                                         u"--auth-token"_s, u"--secret"_s, u"--passwd"_s};
        for (qsizetype i = 0; i + 1 < invocation.arguments.size(); ++i) {
            const ShellWord &value = invocation.arguments[i + 1];
            if (options.contains(invocation.arguments[i].text) && value.isLiteral && hasValue(value.text)
                && !value.text.startsWith(u'-'))
                report(value, CheckText::tr("a secret"));
        }
        if (invocation.name == u"sshpass" && invocation.hasLetter(u'p'))
            checkValue(invocation.valueOf(u'p', u"password"));
        if (invocation.name == u"curl")
            checkCurl(invocation);
    }

    void checkValue(const std::optional<ShellWord> &value)
    {
        if (value && value->isLiteral && hasValue(value->text))
            report(*value, CheckText::tr("a password"));
    }

    void checkCurl(const Invocation &invocation)
    {
        const auto user = invocation.valueOf(u'u', u"user");
        if (user && user->isLiteral && user->text.contains(u':') && !user->text.endsWith(u':'))
            report(*user, CheckText::tr("a password"));
        for (const ShellWord &word : invocation.arguments) {
            static const QString header = u"Authorization:"_s;
            const bool isHeader = word.text.startsWith(header, Qt::CaseInsensitive);
            if (isHeader && word.isLiteral && word.text.size() > header.size() + 1)
                report(word, CheckText::tr("an authorization"));
        }
    }

    const RunScript &m_script;
    const Instruction &m_run;
    FindingReporter &m_reporter;
    TextRange m_last;
};

void checkValues(const StageStep &step, FindingReporter &reporter)
{
    for (const KeyValue &pair : understandKeyValues(*step.instruction).value_or(QList<KeyValue>())) {
        const QString kind = pair.value ? secretIn(pair.value->text) : QString();
        if (!kind.isEmpty())
            reporter.add("SecretInText"_L1, *step.instruction, pair.value->range,
                         CheckText::tr("This looks like %1; whoever has the image can read it").arg(kind));
    }
}

void checkFiles(const StageStep &step, FindingReporter &reporter)
{
    if (!step.copy || !step.copy->from.isEmpty())
        return;
    for (const CopySource &source : step.copy->sources) {
        if (source.inlineName.isEmpty() && isSecretFile(source.word.text))
            reporter.add("SecretFileCopied"_L1, *step.instruction, source.word.range,
                         CheckText::tr("%1 mostly holds secrets, and stays in the image even if it is deleted later")
                             .arg(lastName(source.word.text)));
    }
}

} // namespace

void checkSecrets(const SteppedStage &stage, FindingReporter &reporter)
{
    for (const StageStep &step : stage.steps) {
        if (step.script)
            SecretFinder(step, reporter).run();
        switch (step.instruction->kind) {
        case InstructionKind::Arg:
        case InstructionKind::Env:
        case InstructionKind::Label: checkValues(step, reporter); break;
        default: checkFiles(step, reporter);
        }
    }
}

} // namespace strata
