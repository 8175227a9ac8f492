// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace strata {

// What a Dockerfile's words and ignore rules come to. Each takes what follows its name and gives the program's exit status:
// 1 for what is wrong with the Dockerfile or the folder, 2 for what is wrong with the command line.

/// "expand [--env NAME=VALUE]… [--escape C] WORD": the word with its variables replaced and its quotes gone.
int expandCommand(const QStringList &arguments);
/// "words [--env NAME=VALUE]… [--escape C] WORD": the words it falls into after that, one a line.
int wordsCommand(const QStringList &arguments);
/// "ignore DIR [--dockerfile F]": the files that go into the context, one path from there a line, sorted by their bytes.
int ignoreCommand(const QStringList &arguments);

} // namespace strata
