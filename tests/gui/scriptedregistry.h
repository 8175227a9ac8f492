// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/transfers/registrysource.h"

#include <QHash>
#include <QPointer>
#include <QTimer>

namespace strata::test {

inline QString testDigest(QChar letter)
{
    return QStringLiteral("sha256:") + QString(64, letter);
}

/// A registry that tells tags and manifests when the test does, and the digests that are in `digests`.
class ScriptedRegistry : public RegistrySource
{
public:
    using Tags = std::function<void(const Result<RegistryTags> &)>;
    using Manifest = std::function<void(const Result<RegistryManifest> &)>;
    using Digest = std::function<void(const Result<QString> &)>;

    void tags(const ImageReference &repository, QObject *, Tags answer) override
    {
        askedTags.append(repository.familiarName());
        answerTags = std::move(answer);
    }
    void manifest(const ImageReference &reference, QObject *context, Manifest answer) override
    {
        askedManifests.append(reference.familiar());
        manifestContext = context;
        answerManifest = std::move(answer);
    }
    void digest(const ImageReference &reference, QObject *context, Digest answer) override
    {
        askedDigests.append(reference.familiar());
        digestContext = context;
        if (isSilent)
            return;
        const QString digest = digests.value(reference.familiar());
        QTimer::singleShot(0, context, [digest, answer = std::move(answer)] {
            answer(digest.isEmpty() ? Result<QString>(failure(Error::Kind::NotFound, QStringLiteral("Not there.")))
                                    : digest);
        });
    }
    void logIn(const ImageReference &, const QString &why, QWidget *, QObject *,
               std::function<void(bool)> answer) override
    {
        reasons.append(why);
        answer(true);
    }

    QHash<QString, QString> digests; ///< by reference
    bool isSilent = false;           ///< about digests
    QStringList askedTags, askedManifests, askedDigests, reasons;
    QPointer<QObject> manifestContext, digestContext;
    Tags answerTags;
    Manifest answerManifest;
};

} // namespace strata::test
