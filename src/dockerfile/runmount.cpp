// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/runmount.h"

#include "dockerfile/instructionflags.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using MountProblem = std::optional<QString>;

template<typename T>
struct MountWord
{
    QStringView word;
    T meaning;
};

constexpr std::array mountTypes{MountWord{u"bind", RunMount::Type::Bind}, MountWord{u"cache", RunMount::Type::Cache},
                                MountWord{u"tmpfs", RunMount::Type::Tmpfs},
                                MountWord{u"secret", RunMount::Type::Secret}, MountWord{u"ssh", RunMount::Type::Ssh}};
constexpr std::array sharingModes{MountWord{u"shared", RunMount::Sharing::Shared},
                                  MountWord{u"private", RunMount::Sharing::Private},
                                  MountWord{u"locked", RunMount::Sharing::Locked}};

template<typename T, size_t Size>
std::expected<T, QString> meaningOf(const QString &value, const std::array<MountWord<T>, Size> &words,
                                    const QString &unsupported)
{
    const QString lower = value.toLower();
    QStringList known;
    for (const MountWord<T> &each : words) {
        if (each.word == lower)
            return each.meaning;
        known.append(each.word.toString());
    }
    return std::unexpected(QString(unsupported.arg(value) + didYouMean(value, known, Qt::CaseSensitive)));
}

QString mountTypeName(RunMount::Type type)
{
    return std::ranges::find(mountTypes, type, &MountWord<RunMount::Type>::meaning)->word.toString();
}

/// As Go's strconv.ParseBool.
std::optional<bool> mountBool(const QString &word)
{
    static constexpr std::array<QStringView, 6> yes{u"1", u"t", u"T", u"true", u"TRUE", u"True"};
    static constexpr std::array<QStringView, 6> no{u"0", u"f", u"F", u"false", u"FALSE", u"False"};
    if (std::ranges::contains(yes, QStringView(word)))
        return true;
    return std::ranges::contains(no, QStringView(word)) ? std::optional(false) : std::nullopt;
}

/// As Go's strconv.ParseUint for 32 bits: digits and nothing else.
std::optional<quint32> mountNumber(const QString &digits, int base)
{
    const bool onlyDigits = std::ranges::all_of(digits, [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool isNumber = false;
    const quint32 number = digits.toUInt(&isNumber, base);
    return onlyDigits && isNumber ? std::optional(number) : std::nullopt;
}

/// As docker/go-units' RAMInBytes: "64m", "1.5 GiB".
std::optional<qint64> memorySize(const QString &text)
{
    const auto last = std::find_if(text.rbegin(), text.rend(),
                                   [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.' || c == u' '; });
    if (last == text.rend())
        return std::nullopt;
    const qsizetype split = std::distance(last, text.rend());
    const QString number = text.first(text[split - 1] == u' ' ? split - 1 : split);
    const QString suffix = text.sliced(split).toLower();
    bool isNumber = false;
    double size = number.toDouble(&isNumber);
    if (!isNumber || number.trimmed() != number || !(size >= 0))
        return std::nullopt;
    if (!suffix.isEmpty() && suffix != u"b") {
        const qsizetype power = QStringView(u"kmgtp").indexOf(suffix.front());
        const QStringView behind = QStringView(suffix).sliced(1);
        if (power < 0 || (!behind.isEmpty() && behind != u"b" && behind != u"ib"))
            return std::nullopt;
        size *= std::pow(1024.0, double(power + 1));
    }
    return size < 9.2e18 ? std::optional(static_cast<qint64>(size)) : std::nullopt;
}

class RunMountReader
{
public:
    explicit RunMountReader(const ValueExpander &expand) : m_expand(expand) {}

    std::expected<RunMount, QString> read(QStringView text)
    {
        const auto fields = parseCsvLine(text);
        if (!fields)
            return std::unexpected(QString(u"failed to parse csv mounts: "_s + fields.error()));
        for (const QString &field : *fields) {
            if (const MountProblem problem = takeField(field))
                return std::unexpected(*problem);
        }
        if (!m_isTypeKnown)
            return m_mount;
        if (const MountProblem problem = checkWhole())
            return std::unexpected(*problem);
        return m_mount;
    }

private:
    MountProblem takeField(const QString &field)
    {
        const qsizetype equals = field.indexOf(u'=');
        const QString key = field.first(equals < 0 ? field.size() : equals).toLower();
        if (equals < 0) {
            m_mount.fields.append({.key = key});
            return takeWord(key, field);
        }
        QString value = field.sliced(equals + 1);
        m_mount.fields.append({.key = key, .value = value});
        if (m_expand) {
            const auto expanded = m_expand(value);
            if (!expanded)
                return expanded.error();
            value = *expanded;
        } else if (key == u"from") {
            const qsizetype dollar = value.indexOf(u'$');
            if (dollar >= 0 && dollar != value.size() - 1)
                return u"'%1' doesn't support variable expansion, define alias stage instead"_s.arg(key);
        } else if (needsExpansion(value)) {
            m_mount.isPending = true;
            m_isTypeKnown = m_isTypeKnown && key != u"type";
            m_isSourceKnown = m_isSourceKnown
                && !isOneOf(key, {u"source", u"src", u"target", u"dst", u"destination", u"id"});
            return {};
        }
        return takeValue(key, value, field);
    }

    static bool needsExpansion(const QString &value)
    {
        return std::ranges::any_of(value, [](QChar c) { return QStringView(u"$'\"\\`").contains(c); });
    }
    static bool isOneOf(const QString &key, std::initializer_list<QStringView> keys)
    {
        return std::ranges::contains(keys, QStringView(key));
    }

    MountProblem takeWord(const QString &key, const QString &field)
    {
        if (isOneOf(key, {u"readonly", u"ro", u"readwrite", u"rw"}))
            setReadOnly(key.startsWith(u"reado") || key == u"ro");
        else if (key == u"required")
            return takeRequired(key, u"true"_s);
        else
            return u"invalid field '%1' must be a key=value pair"_s.arg(field);
        return {};
    }

    void setReadOnly(bool readOnly)
    {
        m_mount.readOnly = readOnly;
        m_isReadOnlySaid = true;
    }

    MountProblem takeRequired(const QString &key, const QString &value)
    {
        if (m_isTypeKnown && m_mount.type != RunMount::Type::Secret && m_mount.type != RunMount::Type::Ssh)
            return unexpectedKey(key);
        const auto required = mountBool(value);
        if (!required)
            return invalidValue(key, value);
        m_mount.required = *required;
        return {};
    }

    QString unexpectedKey(const QString &key) const
    {
        return u"unexpected key '%1' for mount type '%2'"_s.arg(key, mountTypeName(m_mount.type));
    }
    static QString invalidValue(const QString &key, const QString &value)
    {
        return u"invalid value for %1: %2"_s.arg(key, value);
    }

    MountProblem takeValue(const QString &key, const QString &value, const QString &field)
    {
        if (key == u"from")
            m_mount.from = value;
        else if (isOneOf(key, {u"source", u"src"}))
            m_mount.source = value;
        else if (isOneOf(key, {u"target", u"dst", u"destination"}))
            m_mount.target = value;
        else if (key == u"id")
            m_mount.id = value;
        else if (key == u"env")
            m_mount.env = value;
        else if (isOneOf(key, {u"mode", u"uid", u"gid"}))
            return takeNumber(key, value);
        else
            return takeChecked(key, value, field);
        return {};
    }

    MountProblem takeNumber(const QString &key, const QString &value)
    {
        const auto number = mountNumber(value, key == u"mode" ? 8 : 10);
        if (!number)
            return u"invalid value %1 for %2"_s.arg(value, key);
        (key == u"mode" ? m_mount.mode : key == u"uid" ? m_mount.uid : m_mount.gid) = number;
        return {};
    }

    MountProblem takeChecked(const QString &key, const QString &value, const QString &field)
    {
        if (key == u"type")
            return take(meaningOf(value, mountTypes, u"unsupported mount type \"%1\""_s), m_mount.type);
        if (key == u"sharing")
            return take(meaningOf(value, sharingModes, u"unsupported sharing value \"%1\""_s), m_mount.sharing);
        if (key == u"required")
            return takeRequired(key, value);
        if (key == u"size")
            return takeSize(key, value);
        if (!isOneOf(key, {u"readonly", u"ro", u"readwrite", u"rw"}))
            return unknownKey(key, field);
        const auto isSet = mountBool(value);
        if (!isSet)
            return invalidValue(key, value);
        setReadOnly(isOneOf(key, {u"readonly", u"ro"}) == *isSet);
        return {};
    }

    template<typename T>
    static MountProblem take(const std::expected<T, QString> &meaning, T &into)
    {
        if (!meaning)
            return meaning.error();
        into = *meaning;
        return {};
    }

    MountProblem takeSize(const QString &key, const QString &value)
    {
        if (m_isTypeKnown && m_mount.type != RunMount::Type::Tmpfs)
            return unexpectedKey(key);
        const auto size = memorySize(value);
        if (!size)
            return invalidValue(key, value);
        m_mount.sizeLimit = *size;
        return {};
    }

    static QString unknownKey(const QString &key, const QString &field)
    {
        static const QStringList keys{u"type"_s, u"from"_s,    u"source"_s,    u"target"_s, u"readonly"_s,
                                      u"id"_s,   u"sharing"_s, u"required"_s,  u"size"_s,   u"mode"_s,
                                      u"uid"_s,  u"gid"_s,     u"src"_s,       u"dst"_s,    u"destination"_s,
                                      u"ro"_s,   u"rw"_s,      u"readwrite"_s, u"env"_s};
        return u"unexpected key '%1' in '%2'"_s.arg(key, field) + didYouMean(key, keys, Qt::CaseSensitive);
    }

    MountProblem checkWhole()
    {
        using enum RunMount::Type;
        const RunMount::Type type = m_mount.type;
        if (type == Bind || type == Tmpfs) {
            for (const auto &[name, number] :
                 {std::pair(u"mode", m_mount.mode), std::pair(u"uid", m_mount.uid), std::pair(u"gid", m_mount.gid)}) {
                if (number)
                    return u"%1 not allowed for \"%2\" type mounts"_s.arg(QStringView(name), mountTypeName(type));
            }
        }
        if (!m_isReadOnlySaid)
            m_mount.readOnly = type != Cache && type != Tmpfs;
        if (type == Secret) {
            if (const MountProblem problem = checkSecret())
                return problem;
        }
        if (m_mount.sharing != RunMount::Sharing::Unset && type != Cache)
            return u"invalid cache sharing set for %1 mount"_s.arg(mountTypeName(type));
        return {};
    }

    MountProblem checkSecret() const
    {
        if (!m_mount.from.isEmpty())
            return u"secret mount should not have a from"_s;
        if (m_mount.sharing != RunMount::Sharing::Unset)
            return u"secret mount should not define sharing"_s;
        if (m_isSourceKnown && m_mount.source.isEmpty() && m_mount.target.isEmpty() && m_mount.id.isEmpty())
            return u"invalid secret mount. one of source, target required"_s;
        if (!m_mount.source.isEmpty() && !m_mount.id.isEmpty())
            return u"both source and id can't be set"_s;
        return {};
    }

    const ValueExpander &m_expand;
    RunMount m_mount;
    bool m_isReadOnlySaid = false;
    bool m_isTypeKnown = true;
    bool m_isSourceKnown = true;
};

/// `at` is at the first quote, and goes behind the last.
std::expected<QString, QString> quotedField(QStringView line, qsizetype &at)
{
    QString field;
    for (++at; at < line.size(); ++at) {
        if (line[at] == u'"') {
            ++at;
            if (at == line.size() || line[at] == u',')
                return field;
            if (line[at] != u'"')
                break;
        }
        field.append(line[at]);
    }
    return std::unexpected(u"extraneous or missing \" in quoted-field"_s);
}

MountProblem takeDeviceField(RunDevice &device, const QString &field)
{
    const qsizetype equals = field.indexOf(u'=');
    const QString key = field.first(equals < 0 ? field.size() : equals).toLower();
    const QString value = equals < 0 ? QString() : field.sliced(equals + 1);
    if (key == u"required") {
        const auto required = equals < 0 ? std::optional(true) : mountBool(value);
        if (!required)
            return u"invalid value for %1: %2"_s.arg(key, value);
        device.required = *required;
    } else if (key == u"name" && equals >= 0) {
        if (!device.name.isEmpty())
            return u"device name already set to %1"_s.arg(device.name);
        device.name = value;
    } else if (device.name.isEmpty()) {
        device.name = field;
    } else if (equals < 0) {
        return u"invalid field '%1' must be a key=value pair"_s.arg(field);
    } else {
        return u"unexpected key '%1' in '%2'"_s.arg(key, field)
            + didYouMean(key, {u"name"_s, u"required"_s}, Qt::CaseSensitive);
    }
    return {};
}

} // namespace

std::expected<RunMount, QString> parseRunMount(QStringView value, const ValueExpander &expand)
{
    return RunMountReader(expand).read(value);
}

std::expected<RunDevice, QString> parseRunDevice(QStringView value)
{
    const auto fields = parseCsvLine(value);
    if (!fields)
        return std::unexpected(QString(u"failed to parse csv devices: "_s + fields.error()));
    RunDevice device;
    for (const QString &field : *fields) {
        if (const MountProblem problem = takeDeviceField(device, field))
            return std::unexpected(*problem);
    }
    return device;
}

std::expected<QStringList, QString> parseCsvLine(QStringView line)
{
    if (line.isEmpty())
        return std::unexpected(u"there is nothing in it"_s);
    QStringList fields;
    for (qsizetype at = 0;; ++at) {
        if (at < line.size() && line[at] == u'"') {
            const auto field = quotedField(line, at);
            if (!field)
                return std::unexpected(field.error());
            fields.append(*field);
        } else {
            const qsizetype comma = line.indexOf(u',', at);
            const QStringView field = line.sliced(at, (comma < 0 ? line.size() : comma) - at);
            if (field.contains(u'"'))
                return std::unexpected(u"bare \" in non-quoted-field"_s);
            fields.append(field.toString());
            at += field.size();
        }
        if (at == line.size())
            return fields;
    }
}

QString secretId(const RunMount &mount)
{
    const QString &id = mount.source.isEmpty() ? mount.id : mount.source;
    return id.isEmpty() ? mount.target.section(u'/', -1, -1, QString::SectionSkipEmpty) : id;
}

} // namespace strata
