// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/secrettext.h"

#include "dockerfile/checks/checktext.h"

#include <QRegularExpression>
#include <QVarLengthArray>

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct SecretForm
{
    QChar sign;       ///< what a text needs to have at all,
    QStringView hint; ///< and this: most need no expression
    const char *kind;
    QRegularExpression expression;
};

const std::array<SecretForm, 9> &secretForms()
{
    static const std::array<SecretForm, 9> forms{{
        {u'_', u"gh", QT_TRANSLATE_NOOP("CheckText", "a GitHub token"),
         QRegularExpression(u"\\bgh[pousr]_[A-Za-z0-9]{20,}"_s)},
        {u'_', u"github_pat_", QT_TRANSLATE_NOOP("CheckText", "a GitHub token"),
         QRegularExpression(u"\\bgithub_pat_[A-Za-z0-9_]{20,}"_s)},
        {u'-', u"glpat-", QT_TRANSLATE_NOOP("CheckText", "a GitLab token"),
         QRegularExpression(u"\\bglpat-[A-Za-z0-9_-]{20,}"_s)},
        {u'I', u"IA", QT_TRANSLATE_NOOP("CheckText", "an AWS access key"),
         QRegularExpression(u"\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"_s)},
        {u'-', u"xox", QT_TRANSLATE_NOOP("CheckText", "a Slack token"),
         QRegularExpression(u"\\bxox[abprs]-[A-Za-z0-9-]{10,}"_s)},
        {u'_', u"npm_", QT_TRANSLATE_NOOP("CheckText", "an npm token"),
         QRegularExpression(u"\\bnpm_[A-Za-z0-9]{36}\\b"_s)},
        {u'_', u"dckr_pat_", QT_TRANSLATE_NOOP("CheckText", "a Docker Hub token"),
         QRegularExpression(u"\\bdckr_pat_[A-Za-z0-9_-]{20,}"_s)},
        {u'-', u"PRIVATE KEY", QT_TRANSLATE_NOOP("CheckText", "a private key"),
         QRegularExpression(u"-----BEGIN [A-Z ]*PRIVATE KEY"_s)},
        {u':', u"://", QT_TRANSLATE_NOOP("CheckText", "a password in a URL"),
         QRegularExpression(u"://[^/\\s:@$\"']+:[^/\\s@$\"']+@"_s)},
    }};
    return forms;
}

} // namespace

bool isSecretName(QStringView name)
{
    static constexpr std::array<QStringView, 10> secrets{u"apikey", u"auth",     u"credential", u"credentials",
                                                         u"key",    u"password", u"pword",      u"passwd",
                                                         u"secret", u"token"};
    static constexpr std::array<QStringView, 3> harmless{u"public", u"file", u"version"};
    bool isSecret = false;
    for (const QStringView word : name.split(u'_')) {
        const auto isWord = [&](QStringView other) { return word.compare(other, Qt::CaseInsensitive) == 0; };
        if (std::ranges::any_of(harmless, isWord))
            return false;
        isSecret = isSecret || std::ranges::any_of(secrets, isWord);
    }
    return isSecret;
}

QString secretIn(QStringView text)
{
    QVarLengthArray<QChar, 4> signs;
    for (const QChar unit : text) {
        if ((unit == u'_' || unit == u'-' || unit == u'I' || unit == u':') && !signs.contains(unit))
            signs.append(unit);
    }
    if (signs.isEmpty())
        return {};
    for (const SecretForm &form : secretForms()) {
        if (signs.contains(form.sign) && text.contains(form.hint) && form.expression.matchView(text).hasMatch())
            return CheckText::tr(form.kind);
    }
    return {};
}

} // namespace strata
