// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QCoreApplication>

namespace strata {

/// The translation context of what the registry client says.
struct RegistryClientText
{
    Q_DECLARE_TR_FUNCTIONS(RegistryClient)
};

/// For an answer that is none of a registry; `detail` says why.
inline std::unexpected<Error> malformedAnswer(const QString &detail)
{
    return failure(Error::Kind::MalformedAnswer, RegistryClientText::tr("The registry's answer cannot be understood."),
                   detail);
}

} // namespace strata
