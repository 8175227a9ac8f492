// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/plan/dockerfilewriter.h"

#include "dockerfile/parser.h"
#include "dockerfile/plan/buildplan.h"
#include "dockerfile/plan/gotext.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// The one instruction that a text is; none when it is broken or more than one.
std::optional<Document> onlyInstruction(const QString &text)
{
    Document document = parseDockerfile(u"FROM scratch\n"_s + text + u'\n');
    if (document.firstError() || document.instructions.size() != 2)
        return std::nullopt;
    return document;
}

/// Whether a builder would run this very command, apart from a line end behind it.
bool wouldRun(const QString &instruction, const QString &command)
{
    const auto document = onlyInstruction(instruction);
    if (!document || !document->instructions[1].flags.isEmpty())
        return false;
    const QString made = planBuild(*document).stages.first().steps.first().createdBy;
    const QString wanted = u"RUN /bin/sh -c "_s + command;
    return made == wanted + u" # buildkit" || made == wanted + u"\n # buildkit";
}

bool needsNoQuotes(QChar c)
{
    return c.isLetterOrNumber() || QStringView(u"_-./:@%+,~^!?*()[]{}&;<>=|").contains(c);
}

QString withEscapes(const QString &text, QStringView special)
{
    QString escaped;
    for (const QChar c : text) {
        if (special.contains(c))
            escaped += u'\\';
        escaped += c;
    }
    return escaped;
}

} // namespace

void DockerfileWriter::comment(const QString &text)
{
    for (const QString &line : text.split(u'\n'))
        m_lines.append(line.isEmpty() ? u"#"_s : QString(u"# "_s + line));
}

void DockerfileWriter::instruction(const QString &text)
{
    if (onlyInstruction(text))
        m_lines.append(text);
    else
        comment(text);
}

bool DockerfileWriter::run(const QString &command)
{
    QString mark = u"EOF"_s;
    const QStringList lines = command.split(u'\n');
    while (lines.contains(mark))
        mark += u'F';
    const QString lineEnd = command.endsWith(u'\n') ? QString() : u"\n"_s;
    const QString script = u"RUN <<"_s + mark + u'\n' + command + lineEnd + mark;
    for (const QString &instruction : {QString(u"RUN "_s + command), script}) {
        if (wouldRun(instruction, command)) {
            m_lines.append(instruction);
            return true;
        }
    }
    comment(u"RUN "_s + command);
    return false;
}

QString jsonList(const QStringList &words)
{
    QStringList quoted;
    for (const QString &word : words) {
        const QByteArray json = QJsonDocument(QJsonArray{word}).toJson(QJsonDocument::Compact);
        quoted.append(QString::fromUtf8(json.sliced(1, json.size() - 2)));
    }
    return u'[' + quoted.join(u", ") + u']';
}

QString quotedValue(const QString &value)
{
    if (!value.isEmpty() && std::ranges::all_of(value, needsNoQuotes))
        return value;
    return u'"' + withEscapes(value, u"\"\\$") + u'"';
}

QString escapedWord(const QString &word)
{
    return withEscapes(word, u"\"'\\$");
}

QString healthcheckInstruction(const HealthcheckInstruction &check)
{
    if (check.isNone)
        return u"HEALTHCHECK NONE"_s;
    QString text = u"HEALTHCHECK"_s;
    const std::array<std::pair<QStringView, std::chrono::nanoseconds>, 4> times{
        {{u"interval", check.interval},
         {u"timeout", check.timeout},
         {u"start-period", check.startPeriod},
         {u"start-interval", check.startInterval}}};
    for (const auto &[name, time] : times) {
        if (time.count() != 0)
            text += u" --" + name + u'=' + goDurationText(time);
    }
    if (check.retries != 0)
        text += u" --retries=" + QString::number(check.retries);
    const QStringList &words = check.command.words;
    return text + u" CMD " + (check.command.prependShell ? words.join(u' ') : jsonList(words));
}

} // namespace strata
