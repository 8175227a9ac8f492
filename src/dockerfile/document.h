// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

/// What a Dockerfile says, with the place of everything in its text. parseDockerfile() in parser.h makes it.
///
/// Offsets count UTF-16 units from the start of the text, as QString and QTextDocument do; a byte order mark, if the text
/// begins with one, is the first of them. Lines and columns count from 0; people count from 1, so whoever prints adds one.
/// All of this are values: they may be copied to any thread.
namespace strata {

/// A piece of the text: from `begin` to in front of `end`.
struct TextRange
{
    qsizetype begin = 0;
    qsizetype end = 0;

    qsizetype size() const { return end - begin; }
    bool isEmpty() const { return begin == end; }
    bool contains(qsizetype offset) const { return begin <= offset && offset < end; }
    bool operator==(const TextRange &) const = default;
};

/// A place in the text, both counted from 0; the column in UTF-16 units.
struct TextPosition
{
    qsizetype line = 0;
    qsizetype column = 0;

    auto operator<=>(const TextPosition &) const = default;
};

/// Something that an instruction says, as BuildKit's parser has it in a node, and where it stands.
struct SourceWord
{
    QString text = {};
    TextRange range = {}; ///< from its first character to its last; of an element of a JSON array with the quotes
    QList<TextRange> pieces =
        {}; ///< its parts when it goes on over lines (in order, without what lies between); else none

    /// Where the characters from `from` to in front of `to` stand. Only for words that are what the text says: not for
    /// elements of JSON arrays.
    TextRange rangeOf(qsizetype from, qsizetype to) const;
    /// That part as a word of its own.
    SourceWord sliced(qsizetype from, qsizetype to) const;

    bool operator==(const SourceWord &) const = default;
};

/// `--name` or `--name=value`, without quotes and escapes.
///
/// BuildKit takes flags apart byte by byte and makes a character of each byte (parser/split_command.go): `--chown=ü` is
/// `--chown=Ã¼`. So does this; a diagnostic tells.
struct Flag
{
    QString text = {}; ///< all of it: "--mount=type=cache,target=/x"
    QString name = {}; ///< "mount"
    std::optional<QString> value = {};
    TextRange range = {};
    TextRange nameRange = {};  ///< with the hyphens
    TextRange valueRange = {}; ///< behind the `=`; empty, at the end, without a value
    bool isVerbatim = true;    ///< the value is what valueRange holds: no quotes, no escapes, one line

    bool operator==(const Flag &) const = default;
};

/// A document inside of the file: `<<EOF` in an instruction and the lines behind it.
struct Heredoc
{
    QString name = {};      ///< without quotes
    quint64 descriptor = 0; ///< the number in front of `<<`; 0 without one
    bool expand = true;     ///< no part of the name is quoted, so variables count
    bool chomp = false;     ///< `<<-`: tabs at the start of lines do not count
    QString content = {};   ///< as it stands, tabs and line ends included
    TextRange word = {};    ///< `<<EOF` in the instruction
    TextRange body = {};    ///< the lines of the content
    std::optional<TextRange> terminator =
        {}; ///< the line that ends it, without its line end; none if there is no such line

    /// What the file holds, or what the shell is given: `content` without the tabs if they do not count.
    QString chompedContent() const;

    bool operator==(const Heredoc &) const = default;
};

enum class InstructionKind {
    Unknown,
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    Stopsignal,
    User,
    Volume,
    Workdir,
};

/// "COPY"; empty for Unknown.
QStringView instructionName(InstructionKind kind);
/// The names of all, in order.
QStringList instructionNames();
/// Any case will do.
InstructionKind instructionKind(QStringView keyword);

struct Instruction
{
    InstructionKind kind = InstructionKind::Unknown;
    SourceWord keyword = {}; ///< as it was typed
    QList<Flag> flags = {};
    /// The values of BuildKit's nodes (parser/line_parsers.go). Of ENV and LABEL three for each variable: key, value, and `=`,
    /// which is empty where a blank is in its place. Of ONBUILD none, and none for Unknown. instructions.h tells what they mean.
    QList<SourceWord> arguments = {};
    bool isJson = false;  ///< the arguments are the elements of an array: `["a", "b"]`
    SourceWord rest = {}; ///< everything behind the keyword and the flags, also where nobody understands it
    QList<Heredoc> heredocs = {};
    std::shared_ptr<const Instruction> trigger = {}; ///< of ONBUILD: what it is that shall be done
    QString original = {};                           ///< the lines put together, without comments between them
    TextRange range = {};        ///< from the keyword to the end of the last line, heredocs included
    TextRange commandRange = {}; ///< from the keyword to its last word, without heredocs
    qsizetype startLine = 0;
    qsizetype commandEndLine = 0;
    qsizetype endLine = 0;
    QStringList comments = {};        ///< above it, as BuildKit keeps them: also those with blank lines in between
    QList<qsizetype> blankLines = {}; ///< lines inside of it that hold nothing (NoEmptyContinuation)
    bool isBroken = false;            ///< there is a diagnostic of the parser; arguments may be missing

    bool hasHeredocs() const { return !heredocs.isEmpty(); }
    /// The first flag of that name.
    const Flag *flag(QStringView name) const;
};

/// `# escape=…` and the like in the first lines.
struct Directive
{
    QString name = {};  ///< in lower case: "syntax", "escape", "check"
    QString value = {}; ///< all of it
    TextRange range = {};
    TextRange nameRange = {};
    TextRange valueRange = {};
    qsizetype line = 0;

    bool operator==(const Directive &) const = default;
};

struct Comment
{
    QString text = {};    ///< behind the `#`, without blanks around it
    TextRange range = {}; ///< from the `#` to the end of the line
    qsizetype line = 0;
    bool isInside = false; ///< an instruction goes on below it

    bool operator==(const Comment &) const = default;
};

/// What a line of the file is. Each line is one of them, so nothing of the text is without a place.
enum class LineKind : quint8 {
    Blank,
    Directive,
    Comment,
    Instruction, ///< the first line of one
    Continuation,
    ContinuationComment,
    ContinuationBlank,
    HeredocBody,
    HeredocTerminator,
};

struct Diagnostic
{
    enum class Severity { Error, Warning };
    /// Who in BuildKit would say it.
    enum class Origin {
        Parser,       ///< frontend/dockerfile/parser: there is no tree
        Instructions, ///< frontend/dockerfile/instructions: there is a tree, and it makes no sense
        Linter,       ///< a rule of the linter, or advice of ours
    };

    Origin origin = Origin::Parser;
    Severity severity = Severity::Error;
    QString rule = {}; ///< the linter's name for it, or ParseError
    QString message = {};
    TextRange range = {};
    qsizetype line = 0; ///< where the instruction begins, or the line itself: what `parse error on line` means, from 0

    bool operator==(const Diagnostic &) const = default;
};

inline constexpr QStringView parseErrorRule = u"ParseError";

struct Document
{
    QString text = {};
    QChar escape = u'\\';
    QList<Directive> directives = {};
    QList<Comment> comments = {};
    QList<Instruction> instructions = {};
    QList<Diagnostic> diagnostics = {}; ///< in the order of their places
    QList<LineKind> lines = {};         ///< for each line; a text that ends with a line end has no line behind it
    QList<qsizetype> lineStarts = {};   ///< for each line

    TextPosition position(qsizetype offset) const;
    /// A column behind the end of the line is its end; a line behind the last is the end of the text.
    qsizetype offset(TextPosition position) const;
    /// Without its line end, be it CR LF or LF.
    TextRange lineRange(qsizetype line) const;
    QStringView textOf(TextRange range) const { return QStringView(text).sliced(range.begin, range.size()); }

    /// The instruction that this line belongs to, its heredocs and the comments inside of it included; null between them.
    const Instruction *instructionAtLine(qsizetype line) const;
    const Instruction *instructionAt(qsizetype offset) const { return instructionAtLine(position(offset).line); }

    /// The first error that keeps BuildKit from building the file; null if there is none.
    const Diagnostic *firstError() const;
};

} // namespace strata

Q_DECLARE_TYPEINFO(strata::SourceWord, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(strata::Flag, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(strata::Heredoc, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(strata::Instruction, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(strata::Diagnostic, Q_RELOCATABLE_TYPE);
