// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/build/builderrors.h"

#include "engine/api/registryerrors.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct BuildErrorsText
{
    Q_DECLARE_TR_FUNCTIONS(BuildErrors)
};

bool hasAnyOf(const QString &words, std::initializer_list<QLatin1StringView> parts)
{
    return std::ranges::any_of(parts,
                               [&](QLatin1StringView part) { return words.contains(part, Qt::CaseInsensitive); });
}

int firstNumber(const QRegularExpression &pattern, const QString &words)
{
    const QRegularExpressionMatch match = pattern.match(words);
    return match.hasMatch() ? match.capturedView(1).toInt() : 0;
}

/// What has to do with a registry; only then registryError() knows what the words mean.
bool isAboutRegistry(const QString &words)
{
    return hasAnyOf(words,
                    {"failed to resolve source metadata"_L1, "pull access denied"_L1, "failed to authorize"_L1,
                     "error pulling image"_L1, "failed to fetch"_L1, "manifest unknown"_L1, "manifest for"_L1,
                     "toomanyrequests"_L1, "x509:"_L1, "no basic auth credentials"_L1, "initializing source"_L1,
                     "unable to copy from source"_L1, "failed to do request"_L1, "/v2/"_L1, "dial tcp"_L1,
                     "authentication required"_L1});
}

bool isAboutInput(const QString &words)
{
    return hasAnyOf(words,
                    {"dockerfile parse error"_L1, "failed to compute cache key"_L1, "failed to calculate checksum"_L1,
                     "could not be found"_L1, "failed to read dockerfile"_L1, "cannot locate specified dockerfile"_L1,
                     "COPY failed"_L1, "ADD failed"_L1, "unknown instruction"_L1,
                     "no build stage in current context"_L1, "failed to parse stage name"_L1,
                     "invalid reference format"_L1, "file with no instructions"_L1, "unknown flag"_L1,
                     "the Dockerfile"_L1, "failed to find target"_L1, "copier: stat"_L1});
}

Error withoutSession(const Error &said)
{
    if (isAboutRegistry(said.message))
        return {Error::Kind::Unauthorized,
                BuildErrorsText::tr("An image has to come from a registry, which wants to know who asks: %1")
                    .arg(said.message),
                said.detail};
    return {Error::Kind::NotFound,
            BuildErrorsText::tr("A step wants a secret or an ssh agent, and the build was given none: %1")
                .arg(said.message),
            said.detail};
}

} // namespace

int dockerfileLineIn(const QString &words)
{
    static const QRegularExpression parse(u"(?:parse error )(?:on )?line (\\d+)"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression place(u"\\b[Dd]ockerfile[^\\s:]*:(\\d+)\\b"_s);
    static const QRegularExpression line(u"^(?:Error|Syntax error)[^\\n]*\\bline (\\d+)\\b"_s);
    for (const QRegularExpression &pattern : {parse, place, line}) {
        if (const int number = firstNumber(pattern, words); number > 0)
            return number;
    }
    return 0;
}

int exitCodeIn(const QString &words)
{
    static const QRegularExpression pattern(u"(?:exit code:? |non-zero code: |exit status )(\\d+)"_s);
    return firstNumber(pattern, words);
}

Error buildError(const QString &words)
{
    Error said{Error::Kind::EngineFailed, words, u"in the stream"_s};
    if (words.contains(u"no space left on device"_s, Qt::CaseInsensitive))
        return archiveError(said);
    if (words.contains(u"no active sessions"_s)) // BuildKit would have asked this side
        return withoutSession(said);
    static const QRegularExpression notThere(u"failed to calculate checksum of ref .*: (\".*\"): not found"_s);
    if (const QRegularExpressionMatch match = notThere.match(words); match.hasMatch())
        return {Error::Kind::InvalidInput,
                BuildErrorsText::tr("There is no %1 that could be copied.").arg(match.captured(1)), words};
    if (exitCodeIn(words) == 0 && isAboutRegistry(words))
        return registryError(said);
    if (exitCodeIn(words) == 0 && isAboutInput(words))
        return {Error::Kind::InvalidInput, words, said.detail};
    return said;
}

} // namespace strata
