// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imagereference.h"
#include "registry/manifest.h"

#include <functional>

class QObject;
class QWidget;

namespace strata {

/// What registries have, with the person's rights there. Answers come on the GUI thread, one while `context` lives.
class RegistrySource
{
public:
    virtual ~RegistrySource() = default;

    virtual void tags(const ImageReference &repository, QObject *context,
                      std::function<void(const Result<RegistryTags> &tags)> answer) = 0;
    /// Of an index the images' sizes may be left out: what each of them takes is then told by its own manifest.
    virtual void manifest(const ImageReference &reference, QObject *context,
                          std::function<void(const Result<RegistryManifest> &manifest)> answer) = 0;
    /// The digest that the reference leads to now.
    virtual void digest(const ImageReference &reference, QObject *context,
                        std::function<void(const Result<QString> &digest)> answer) = 0;
    /// Asks the person to log in, saying `why`, in front of `window`; whether they did.
    virtual void logIn(const ImageReference &repository, const QString &why, QWidget *window, QObject *context,
                       std::function<void(bool hasLoggedIn)> answer) = 0;
};

} // namespace strata
