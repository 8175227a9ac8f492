// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/shellcommands.h"

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestShellNesting = 100;

bool isShellBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\r';
}

bool isShellNameCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
}

/// NAME= or NAME+= at its start.
bool isShellAssignment(QStringView word)
{
    qsizetype at = 0;
    while (at < word.size() && isShellNameCharacter(word[at]))
        ++at;
    if (at == 0 || at == word.size() || word.front().isDigit())
        return false;
    return word[at] == u'=' || word.sliced(at).startsWith(u"+=");
}

bool isShellProgram(QStringView word)
{
    static constexpr std::array<QStringView, 6> shells{u"sh", u"bash", u"dash", u"ash", u"ksh", u"zsh"};
    return std::ranges::contains(shells, word.sliced(word.lastIndexOf(u'/') + 1));
}

class ShellReader
{
public:
    explicit ShellReader(const ShellText &source) : m_source(source), m_text(source.text()), m_end(m_text.size()) {}

    QList<ShellCommand> read()
    {
        readList(0, QChar());
        std::ranges::stable_sort(m_commands, {}, [](const Read &each) { return each.begin; });
        QList<ShellCommand> commands;
        commands.reserve(qsizetype(m_commands.size()));
        for (Read &each : m_commands)
            commands.append(std::move(each.command));
        return commands;
    }

private:
    struct Read
    {
        ShellCommand command;
        qsizetype begin;
    };
    struct Pending
    {
        QString name;
        bool chomp;
    };
    /// A list of commands that is being read: between parentheses, or all of it.
    struct List
    {
        int depth;
        QChar end; ///< of the list; none at the top
        ShellJoint joint = ShellJoint::None;
        qsizetype last = -1; ///< in m_commands: what a joint comes behind
        int blocks = 0;
        int cases = 0;
    };

    bool atEnd() const { return m_at >= m_end; }
    QChar peek(qsizetype ahead = 0) const { return m_at + ahead < m_end ? m_text[m_at + ahead] : QChar(); }
    bool isAt(QStringView what) const { return m_text.sliced(m_at, m_end - m_at).startsWith(what); }

    /// Behind an escape: the line goes on.
    qsizetype lineEndAt(qsizetype at) const
    {
        if (at < m_end && m_text[at] == u'\n')
            return 1;
        return at + 1 < m_end && m_text[at] == u'\r' && m_text[at + 1] == u'\n' ? 2 : 0;
    }

    void skipBlanks()
    {
        while (!atEnd()) {
            if (isShellBlank(peek()))
                ++m_at;
            else if (const qsizetype lineEnd = peek() == u'\\' ? lineEndAt(m_at + 1) : 0)
                m_at += 1 + lineEnd;
            else
                return;
        }
    }

    void skipLine()
    {
        while (!atEnd() && peek() != u'\n')
            ++m_at;
    }

    void readList(int depth, QChar end)
    {
        List list{.depth = depth, .end = end};
        while (true) {
            skipBlanks();
            if (atEnd() || (!end.isNull() && peek() == end))
                return;
            readListItem(list);
        }
    }

    void readListItem(List &list)
    {
        switch (peek().unicode()) {
        case u'#': skipLine(); return;
        case u'\n':
            ++m_at;
            skipHeredocs();
            join(list, ShellJoint::Sequence);
            return;
        case u';':
        case u'|': readJoint(list); return;
        case u'&':
            if (peek(1) == u'>')
                readCommand(list);
            else
                readJoint(list);
            return;
        case u'(': readGroup(list); return;
        case u')': ++m_at; return;
        default: readCommand(list);
        }
    }

    void join(List &list, ShellJoint joint)
    {
        if (list.last >= 0)
            m_commands[size_t(list.last)].command.after = joint;
        // Lines may go on behind an operator.
        if (joint != ShellJoint::Sequence || list.joint == ShellJoint::None)
            list.joint = joint;
        list.last = -1;
    }

    void readJoint(List &list)
    {
        const QChar c = m_text[m_at++];
        const bool isDouble = peek() == c;
        if (isDouble)
            ++m_at;
        if (c == u';' && (isDouble || peek() == u'&')) {
            while (peek() == u'&')
                ++m_at;
            join(list, ShellJoint::Sequence);
            if (list.cases > 0)
                skipCasePattern();
        } else if (c == u';') {
            join(list, ShellJoint::Sequence);
        } else if (c == u'|') {
            if (!isDouble && peek() == u'&')
                ++m_at;
            join(list, isDouble ? ShellJoint::Or : ShellJoint::Pipe);
        } else {
            join(list, isDouble ? ShellJoint::And : ShellJoint::Background);
        }
    }

    void readGroup(List &list)
    {
        ++m_at;
        if (peek() == u'(') {
            skipArithmetic();
        } else {
            const ShellJoint before = list.joint;
            const size_t first = m_commands.size();
            readNested(list.depth + list.blocks + 1, u')');
            if (m_commands.size() > first)
                firstOf(first).before = before;
        }
        list.joint = ShellJoint::None;
        list.last = -1;
    }

    /// Of those that were read since.
    ShellCommand &firstOf(size_t since)
    {
        return std::ranges::min_element(m_commands.begin() + qsizetype(since), m_commands.end(), {}, &Read::begin)
            ->command;
    }

    /// Behind `((` or `$((`, of which the second parenthesis is next: up to where both are closed.
    void skipArithmetic()
    {
        int open = 1;
        while (!atEnd() && open > 0) {
            const QChar c = m_text[m_at++];
            open += c == u'(' ? 1 : c == u')' ? -1 : 0;
        }
    }

    void readNested(int depth, QChar end)
    {
        if (m_nesting == deepestShellNesting) {
            m_at = m_end;
            return;
        }
        ++m_nesting;
        const bool wasInBackticks = std::exchange(m_isInBackticks, end == u'`');
        const int outerDepth = m_depth;
        readList(depth, end);
        m_depth = outerDepth;
        m_isInBackticks = wasInBackticks;
        --m_nesting;
        if (!atEnd())
            ++m_at;
    }

    bool endsWord() const
    {
        const QChar c = peek();
        return isShellBlank(c) || QStringView(u"\n;&|()<>").contains(c) || (c == u'`' && m_isInBackticks);
    }

    bool endsCommand() const
    {
        if (atEnd() || QStringView(u"\n;|()#").contains(peek()) || (peek() == u'`' && m_isInBackticks))
            return true;
        return peek() == u'&' && peek(1) != u'>';
    }

    void readCommand(List &list)
    {
        const qsizetype begin = m_at;
        m_depth = list.depth + list.blocks;
        ShellCommand command{.before = list.joint, .depth = m_depth};
        qsizetype end = m_at;
        while (!endsCommand()) {
            const qsizetype wordBegin = m_at;
            if (isRedirection()) {
                command.redirections.append(readRedirection());
            } else {
                ShellWord word = readWord();
                if (m_at == wordBegin) // a character that means nothing here
                    ++m_at;
                else if (command.words.isEmpty() && command.assignments.isEmpty() && takeKeyword(list, word))
                    return;
                else if (command.words.isEmpty() && isShellAssignment(m_text.sliced(wordBegin, m_at - wordBegin)))
                    takeAssignment(command, std::move(word));
                else
                    takeWord(command, std::move(word));
            }
            end = m_at;
            skipBlanks();
        }
        if (isAt(u"()") && command.words.size() == 1) { // a function; its body comes next
            m_at += 2;
            return;
        }
        command.range = m_source.range(begin, end);
        finishCommand(list, std::move(command), begin);
    }

    void takeAssignment(ShellCommand &command, ShellWord word)
    {
        if (word.text.endsWith(u'=') && peek() == u'(')
            skipArray();
        command.assignments.append(std::move(word));
    }

    void takeWord(ShellCommand &command, ShellWord word)
    {
        const bool isTest = command.words.isEmpty() && word.text == u"[[";
        command.words.append(std::move(word));
        while (isTest && !atEnd()) {
            skipBlanks();
            const qsizetype begin = m_at;
            ShellWord part = readWord();
            if (m_at == begin && !atEnd())
                ++m_at;
            else
                command.words.append(std::move(part));
            if (command.words.last().text == u"]]")
                return;
        }
    }

    void finishCommand(List &list, ShellCommand command, qsizetype begin)
    {
        const std::optional<TextRange> script = scriptOf(command);
        m_commands.push_back({std::move(command), begin});
        list.last = qsizetype(m_commands.size()) - 1;
        list.joint = ShellJoint::None;
        if (!script || m_nesting == deepestShellNesting)
            return;
        const qsizetype at = std::exchange(m_at, script->begin);
        const qsizetype end = std::exchange(m_end, script->end);
        const bool wasInBackticks = std::exchange(m_isInBackticks, false);
        ++m_nesting;
        readList(m_commands[size_t(list.last)].command.depth + 1, QChar());
        --m_nesting;
        m_isInBackticks = wasInBackticks;
        m_at = at;
        m_end = end;
    }

    /// What `sh -c` is given, when that is one text in quotes.
    std::optional<TextRange> scriptOf(const ShellCommand &command) const
    {
        if (command.words.size() < 3 || !isShellProgram(command.words.first().text) || m_lastQuoted.isEmpty())
            return std::nullopt;
        qsizetype option = 1;
        while (option < command.words.size() && command.words[option].text.startsWith(u'-')) {
            const QString &text = command.words[option].text;
            if (!text.startsWith(u"--") && text.contains(u'c'))
                break;
            ++option;
        }
        // The script is the last word, and that is the last text in quotes.
        if (option + 2 != command.words.size()
            || m_source.range(m_lastQuoted.begin - 1, m_lastQuoted.end + 1) != command.words.last().range)
            return std::nullopt;
        return m_lastQuoted;
    }

    /// Whether the first word of a command is none; what belongs to it is read as well.
    bool takeKeyword(List &list, const ShellWord &word)
    {
        if (word.isQuoted || !word.isLiteral)
            return false;
        static constexpr std::array<QStringView, 4> opening{u"if", u"while", u"until", u"{"};
        static constexpr std::array<QStringView, 3> closing{u"fi", u"done", u"}"};
        static constexpr std::array<QStringView, 6> others{u"then", u"else", u"elif", u"do", u"!", u"time"};
        const QStringView text = word.text;
        if (std::ranges::contains(opening, text)) {
            ++list.blocks;
        } else if (std::ranges::contains(closing, text)) {
            closeBlock(list);
        } else if (text == u"for" || text == u"select") {
            skipWordsOfLoop();
            ++list.blocks;
        } else if (text == u"case") {
            readCase(list);
        } else if (text == u"esac") {
            list.cases = std::max(list.cases - 1, 0);
            closeBlock(list);
        } else if (text == u"function") {
            skipBlanks();
            readWord();
            if (isAt(u"()"))
                m_at += 2;
        } else {
            return std::ranges::contains(others, text);
        }
        return true;
    }

    static void closeBlock(List &list)
    {
        list.blocks = std::max(list.blocks - 1, 0);
        list.joint = ShellJoint::None;
        list.last = -1;
    }

    void skipWordsOfLoop()
    {
        skipBlanks();
        if (isAt(u"((")) {
            ++m_at;
            skipArithmetic();
        }
        while (!endsCommand())
            skipWord();
    }

    void skipWord()
    {
        const qsizetype begin = m_at;
        readWord();
        if (m_at == begin) // a character that means nothing here
            ++m_at;
        skipBlanks();
    }

    /// `(a b)` behind `name=`, in bash.
    void skipArray()
    {
        ++m_at;
        while (!atEnd() && peek() != u')')
            skipWord();
        if (!atEnd())
            ++m_at;
    }

    void readCase(List &list)
    {
        ++list.blocks;
        ++list.cases;
        skipBlanks();
        readWord();
        skipBlanks();
        readWord(); // in
        skipCasePattern();
    }

    /// `a|b)`, or nothing in front of `esac`.
    void skipCasePattern()
    {
        while (!atEnd()) {
            skipBlanks();
            if (peek() == u'\n') {
                ++m_at;
            } else if (peek() == u'#') {
                skipLine();
            } else if (isAt(u"esac")) {
                return;
            } else {
                break;
            }
        }
        if (peek() == u'(')
            ++m_at;
        while (!atEnd() && peek() != u')')
            skipWord();
        if (!atEnd())
            ++m_at;
    }

    bool isRedirection() const
    {
        qsizetype at = 0;
        while (peek(at) >= u'0' && peek(at) <= u'9')
            ++at;
        if (at == 0 && peek() == u'&')
            return true; // the caller knows that > follows
        return peek(at) == u'<' || peek(at) == u'>';
    }

    ShellRedirection readRedirection()
    {
        ShellRedirection redirection;
        while (peek().isDigit() || peek() == u'&')
            redirection.operation += m_text[m_at++];
        const QChar arrow = peek();
        while (peek() == arrow)
            redirection.operation += m_text[m_at++];
        const bool isHeredoc = redirection.operation.endsWith(u"<<") && !redirection.operation.endsWith(u"<<<");
        if ((isHeredoc && peek() == u'-') || peek() == u'&' || (arrow == u'>' && peek() == u'|')
            || (arrow == u'<' && peek() == u'>'))
            redirection.operation += m_text[m_at++];
        if (peek() != u'(')
            skipBlanks();
        const bool isAtProcess = isAt(u"<(") || isAt(u">(");
        if (isAtProcess || peek() == u'(') { // <(command)
            const qsizetype begin = m_at;
            m_at += isAtProcess ? 2 : 1;
            readNested(m_depth + 1, u')');
            redirection.target = {.text = m_text.sliced(begin, m_at - begin).toString(),
                                  .range = m_source.range(begin, m_at),
                                  .isLiteral = false};
            return redirection;
        }
        redirection.target = readWord();
        if (isHeredoc)
            m_heredocs.append({redirection.target.text, redirection.operation.endsWith(u'-')});
        return redirection;
    }

    void skipHeredocs()
    {
        for (const Pending &heredoc : std::exchange(m_heredocs, {})) {
            while (!atEnd()) {
                const qsizetype begin = m_at;
                skipLine();
                QStringView line = m_text.sliced(begin, m_at - begin);
                if (!atEnd())
                    ++m_at;
                if (line.endsWith(u'\r'))
                    line.chop(1);
                while (heredoc.chomp && line.startsWith(u'\t'))
                    line = line.sliced(1);
                if (line == heredoc.name)
                    break;
            }
        }
    }

    ShellWord readWord()
    {
        const qsizetype begin = m_at;
        ShellWord word;
        while (!atEnd() && !endsWord())
            readPart(word);
        word.range = m_source.range(begin, m_at);
        return word;
    }

    void readPart(ShellWord &word)
    {
        switch (peek().unicode()) {
        case u'\'': readSingleQuoted(word); break;
        case u'"': readDoubleQuoted(word); break;
        case u'$': readDollar(word); break;
        case u'`': readBackticks(word); break;
        case u'\\':
            ++m_at;
            if (const qsizetype lineEnd = lineEndAt(m_at))
                m_at += lineEnd;
            else if (!atEnd())
                word.text += m_text[m_at++];
            break;
        default: word.text += m_text[m_at++];
        }
    }

    void readSingleQuoted(ShellWord &word)
    {
        const qsizetype begin = ++m_at;
        while (!atEnd() && peek() != u'\'')
            ++m_at;
        word.text += m_text.sliced(begin, m_at - begin);
        word.isQuoted = true;
        m_lastQuoted = {begin, m_at};
        if (!atEnd())
            ++m_at;
    }

    void readDoubleQuoted(ShellWord &word)
    {
        const qsizetype begin = ++m_at;
        word.isQuoted = true;
        bool isPlain = true;
        while (!atEnd() && peek() != u'"') {
            const QChar c = peek();
            if (c == u'$') {
                readDollar(word);
            } else if (c == u'`') {
                readBackticks(word);
            } else if (c == u'\\' && m_at + 1 < m_end) {
                isPlain = false;
                ++m_at;
                if (const qsizetype lineEnd = lineEndAt(m_at))
                    m_at += lineEnd;
                else if (QStringView(u"$`\"\\").contains(peek()))
                    word.text += m_text[m_at++];
                else
                    word.text += u'\\';
            } else {
                word.text += m_text[m_at++];
            }
        }
        m_lastQuoted = isPlain ? TextRange{begin, m_at} : TextRange();
        if (!atEnd())
            ++m_at;
    }

    void readBackticks(ShellWord &word)
    {
        const qsizetype begin = m_at++;
        readNested(m_depth + 1, u'`');
        word.text += m_text.sliced(begin, m_at - begin);
        word.isLiteral = false;
    }

    void readDollar(ShellWord &word)
    {
        const qsizetype begin = m_at++;
        const QChar next = peek();
        if (next == u'\'') {
            readAnsiQuoted(word);
            return;
        }
        if (next == u'(') {
            ++m_at;
            if (peek() == u'(')
                skipArithmetic();
            else
                readNested(m_depth + 1, u')');
        } else if (next == u'{') {
            skipBraces();
        } else if (isShellNameCharacter(next)) {
            while (isShellNameCharacter(peek()))
                ++m_at;
        } else if (!next.isNull() && QStringView(u"@*#?-$!").contains(next)) {
            ++m_at;
        } else {
            word.text += u'$';
            return;
        }
        word.text += m_text.sliced(begin, m_at - begin);
        word.isLiteral = false;
    }

    void readAnsiQuoted(ShellWord &word)
    {
        word.isQuoted = true;
        for (++m_at; !atEnd() && peek() != u'\''; ++m_at) {
            if (peek() == u'\\' && m_at + 1 < m_end)
                ++m_at;
            word.text += peek();
        }
        if (!atEnd())
            ++m_at;
    }

    void skipBraces()
    {
        int open = 0;
        QChar quote;
        while (!atEnd()) {
            const QChar c = m_text[m_at++];
            if (c == u'\\' && quote != u'\'') {
                m_at = std::min(m_at + 1, m_end);
            } else if (!quote.isNull()) {
                if (c == quote)
                    quote = QChar();
            } else if (c == u'\'' || c == u'"') {
                quote = c;
            } else if (c == u'{') {
                ++open;
            } else if (c == u'}' && --open == 0) {
                return;
            }
        }
    }

    const ShellText &m_source;
    QStringView m_text;
    qsizetype m_at = 0;
    qsizetype m_end;
    std::vector<Read> m_commands;
    QList<Pending> m_heredocs;
    TextRange m_lastQuoted; ///< what is in the quotes that were read last; empty when that is not what the text says
    int m_depth = 0;        ///< of the command that is being read
    int m_nesting = 0;
    bool m_isInBackticks = false;
};

} // namespace

ShellText::ShellText(const SourceWord &word) : m_text(word.text), m_place(word.range)
{
    if (word.pieces.isEmpty() && word.range.size() == word.text.size())
        m_pieces.push_back({0, word.range.begin});
    qsizetype begin = 0;
    for (const TextRange &piece : word.pieces) {
        m_pieces.push_back({begin, piece.begin});
        begin += piece.size();
    }
}

ShellText::ShellText(const QString &text, qsizetype offset)
    : m_text(text), m_pieces{{0, offset}}, m_place{offset, offset + text.size()}
{}

ShellText::ShellText(const QString &text, TextRange place) : m_text(text), m_place(place) {}

qsizetype ShellText::offset(qsizetype index) const
{
    const auto next = std::ranges::upper_bound(m_pieces, index, {}, &Piece::begin);
    return std::prev(next)->offset + index - std::prev(next)->begin;
}

TextRange ShellText::range(qsizetype begin, qsizetype end) const
{
    if (m_pieces.empty())
        return m_place;
    const qsizetype first = offset(begin);
    return {first, end > begin ? offset(end - 1) + 1 : first};
}

QList<ShellCommand> readShellCommands(const ShellText &text)
{
    return ShellReader(text).read();
}

} // namespace strata
