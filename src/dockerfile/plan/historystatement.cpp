// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/plan/historystatement.h"

namespace strata {

using namespace Qt::StringLiterals;

HistoryStatement readHistoryStatement(const QString &createdBy)
{
    static constexpr QStringView buildKitMark = u" # buildkit";
    static constexpr QStringView commentMark = u"#(nop) ";
    HistoryStatement entry;
    QStringView text(createdBy);
    if (text.endsWith(buildKitMark)) {
        entry.isBuildKit = true;
        text.chop(buildKitMark.size());
    }
    // In front of it stands the shell.
    const qsizetype comment = text.left(200).indexOf(commentMark);
    if (comment >= 0 && !text.first(comment).contains(u'\n')) {
        entry.hasComment = true;
        text = text.sliced(comment + commentMark.size()).trimmed();
    }
    qsizetype end = 0;
    while (end < text.size() && text[end].isLetter())
        ++end;
    const QStringView word = text.first(end);
    const bool isName = end < text.size() && text[end].isSpace()
        && (entry.hasComment || word == word.toString().toUpper());
    entry.kind = isName ? instructionKind(word) : InstructionKind::Unknown;
    entry.hasOwnName = entry.kind != InstructionKind::Unknown;
    if (entry.hasOwnName)
        text = text.sliced(end + 1);
    else if (!entry.hasComment && !text.trimmed().isEmpty())
        entry.kind = InstructionKind::Run;
    entry.body = text.toString();
    return entry;
}

} // namespace strata
