// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/instructions.h"

#include <QStringList>

namespace strata {

/// Writes a Dockerfile line by line. Only instructions that parse get in: any other text becomes a comment.
class DockerfileWriter
{
public:
    void comment(const QString &text);
    void blankLine() { m_lines.append(QString()); }
    void instruction(const QString &text);
    /// A RUN of this command, which may have many lines. False when no RUN would run exactly this: then there is a comment.
    bool run(const QString &command);
    QString text() const { return m_lines.join(u'\n') + u'\n'; }

private:
    QStringList m_lines;
};

/// `["a", "b"]`
QString jsonList(const QStringList &words);
/// A value of ENV, LABEL or ARG, in quotes if it needs them: expanded it is what it was.
QString quotedValue(const QString &value);
/// The same for a word that goes to the end of the line.
QString escapedWord(const QString &word);
QString healthcheckInstruction(const HealthcheckInstruction &check);

} // namespace strata
