// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

/// What an engine's words about a registry or an archive mean. Engines pass on what went wrong as text, Docker mostly
/// with status 500 or inside a stream with status 200, Podman always with 500: only the words tell what it was.
///
/// Both give an error whose message is a sentence for people that quotes the engine, and whose kind says what to do.
/// Errors that did not come from the engine's words (a broken stream, no socket) are given back as they are, as are
/// words nobody knows. Seen with Docker 26.1 and Podman 5.4.
namespace strata {

/// Of pull, push, search, distribution and login. Kinds that matter: Unauthorized (an account is needed, or this one is
/// not accepted), HostUnreachable, UntrustedCertificate, RateLimited, NotFound, NotSupported (plain HTTP where TLS is
/// wanted), Local (the engine's disk is full), BrokenStream (the engine was ended while it worked).
Error registryError(Error error);

/// Of load and import: InvalidInput for what is no archive of images or is cut off, Local for a full disk.
Error archiveError(Error error);

} // namespace strata
