// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace strata {

/// The translation context of what is wrong with a registry.
struct RegistryErrorsText
{
    Q_DECLARE_TR_FUNCTIONS(RegistryErrors)
};

/// Sentences that are the same whoever asked the registry, the engine or this program; %1 is what was said there.
/// To be translated with RegistryErrorsText::tr().
namespace registrytext {

inline constexpr const char *rateLimited = QT_TRANSLATE_NOOP(
    "RegistryErrors", "The registry allows no more requests for now. Wait, or log in for a higher limit: %1");
inline constexpr const char *accountNeeded = QT_TRANSLATE_NOOP(
    "RegistryErrors", "An account is needed here, or there is no such repository: %1");
inline constexpr const char *accountRefused = QT_TRANSLATE_NOOP(
    "RegistryErrors", "The registry does not accept this account, or gives it no right to this: %1");
inline constexpr const char *unreachable = QT_TRANSLATE_NOOP("RegistryErrors", "The registry cannot be reached: %1");
inline constexpr const char *noSuchImage = QT_TRANSLATE_NOOP("RegistryErrors", "There is no such image: %1");

} // namespace registrytext

} // namespace strata
