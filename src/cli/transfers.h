// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace strata {

class Engine;
class TransferOperation;

/// The transfers of stratactl: "pull REFERENCE", "push REFERENCE", "save -o FILE NAME…", "load -i FILE".
struct TransferOptions
{
    QString output;       ///< -o
    QString input;        ///< -i
    QString platform;     ///< --platform
    bool allTags = false; ///< -a
};

bool isTransfer(const QString &command);

/// The operation that `words` (the command and what it is for) describe. InvalidInput when they describe none.
Result<std::unique_ptr<TransferOperation>> makeTransfer(Engine &engine, const QStringList &words,
                                                        const TransferOptions &options);

/// Starts it, prints its lines to standard error and its summary to standard output, and ends the program: 0, or 1 with
/// the reason. Registries get the account that is kept for them, as the window would find it; nobody is asked for one.
void runTransfer(TransferOperation &operation);

} // namespace strata
