// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/ast.h"

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// Go's unicode.IsPrint.
bool isGoPrintable(char32_t point)
{
    if (point == U' ')
        return true;
    switch (QChar::category(point)) {
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned: return false;
    default: return true;
    }
}

QString hexadecimal(char32_t number, int digits)
{
    return QString::number(number, 16).rightJustified(digits, u'0');
}

void appendQuoted(QString &quoted, char32_t point)
{
    static constexpr QStringView controls = u"\a\b\f\n\r\t\v";
    static constexpr QStringView letters = u"abfnrtv";
    const qsizetype control = point < 0x80 ? controls.indexOf(QChar(static_cast<char16_t>(point))) : -1;
    if (point == U'"' || point == U'\\')
        quoted.append(u'\\').append(QChar(static_cast<char16_t>(point)));
    else if (isGoPrintable(point))
        quoted.append(QChar::fromUcs4(point));
    else if (control >= 0)
        quoted.append(u'\\').append(letters[control]);
    else if (point < U' ' || point == 0x7f)
        quoted.append(u"\\x").append(hexadecimal(point, 2));
    else if (point < 0x10000)
        quoted.append(u"\\u").append(hexadecimal(QChar::isSurrogate(point) ? 0xfffd : point, 4));
    else
        quoted.append(u"\\U").append(hexadecimal(point, 8));
}

QString dumpWithoutBrackets(const Instruction &instruction)
{
    QString dump = instruction.keyword.text.toLower();
    if (!instruction.flags.isEmpty()) {
        QStringList flags;
        for (const Flag &flag : instruction.flags)
            flags.append(quotedAsGo(flag.text));
        dump += u" ["_s + flags.join(u' ') + u']';
    }
    if (instruction.trigger)
        dump += u' ' + dumpInstruction(*instruction.trigger);
    if (instruction.kind == InstructionKind::Unknown)
        dump += u" \"\"";
    for (const SourceWord &argument : instruction.arguments)
        dump += u' ' + quotedAsGo(argument.text);
    return dump.trimmed();
}

} // namespace

QString quotedAsGo(QStringView text)
{
    QString quoted(u'"');
    for (const char32_t point : text.toUcs4())
        appendQuoted(quoted, point);
    quoted += u'"';
    return quoted;
}

QString dumpInstruction(const Instruction &instruction)
{
    return u'(' + dumpWithoutBrackets(instruction) + u')';
}

QString dumpDocument(const Document &document)
{
    QString dump;
    for (const Instruction &instruction : document.instructions) {
        if (!instruction.isBroken)
            dump += dumpInstruction(instruction) + u'\n';
    }
    return dump;
}

} // namespace strata
